#pragma once

#include <QWidget>

class QPushButton;

namespace docchat::ui {

class ElidedLabel;

/// One line that says what has happened or goes on, with a button that takes it back.
class NoticeBar : public QWidget {
    Q_OBJECT

public:
    NoticeBar(const QString &action, QWidget *parent);

    void say(const QString &words); ///< empty: it goes away

Q_SIGNALS:
    void actionWanted();

private:
    ElidedLabel *m_words;
    QPushButton *m_action;
};

} // namespace docchat::ui
