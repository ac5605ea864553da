#pragma once

#include "model/origin.h"

#include <QDialog>

class QLabel;
class QLineEdit;

namespace docchat::ui {

/// Whose a document is, to be corrected: what "Copy with source" says of it.
class OriginDialog : public QDialog {
    Q_OBJECT

public:
    OriginDialog(const Origin &origin, const QString &name, QWidget *parent);

    [[nodiscard]] Origin origin() const;

private:
    void showExample();

    QString m_name; ///< of the file
    QLineEdit *m_title;
    QLineEdit *m_author;
    QLineEdit *m_year;
    QLabel *m_example;
};

} // namespace docchat::ui
