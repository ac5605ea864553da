#pragma once

#include <QDialog>

namespace docchat::ui {

/// What would go to another machine, and where.
struct Sending {
    QString host = {};
    QString address = {};
    bool questions = false; ///< and the passages that fit them, to be answered
    bool documents = false; ///< all passages, to be found
    qint64 passages = 0;    ///< in the library now
    qint64 tokens = 0;      ///< about as many
    bool helpsOut = false;  ///< only when the first is silent
    QString cost = {};      ///< in words; empty: not known
};

/// Asks before text first goes to another machine. Not to send is the default; accepted: it may go.
class SendingSheet : public QDialog {
    Q_OBJECT

public:
    SendingSheet(const Sending &sending, QWidget *parent);
};

} // namespace docchat::ui
