#pragma once

#include <QDialog>
#include <QString>

#include <vector>

class QLabel;
class QTreeWidget;

namespace docchat::ui {

/// A time in which the window did nothing else.
struct BusyTime {
    QString at;
    double ms = 0;
    QString what;
};

/// For how long the window was busy at a time, and with what: the longest times, to be copied.
class ResponsivenessDialog : public QDialog {
    Q_OBJECT

public:
    explicit ResponsivenessDialog(QWidget *parent);

    /// The longest first; `since`: a time of day.
    void showTimes(const std::vector<BusyTime> &times, const QString &since);
    [[nodiscard]] QTreeWidget *list() { return m_list; }

Q_SIGNALS:
    void againWanted(); ///< forget what was measured
    void copyWanted();

private:
    QLabel *m_summary;
    QTreeWidget *m_list;
};

} // namespace docchat::ui
