#pragma once

#include <QList>
#include <QWidget>

class QLabel;
class QPushButton;

namespace docchat::ui {

/// Says what has happened or goes on, with buttons for what can be done about it; on more lines where one is
/// too short.
class NoticeBar : public QWidget {
    Q_OBJECT

public:
    NoticeBar(const QString &action, QWidget *parent);
    ~NoticeBar() override;

    /// One more button, behind the others.
    QPushButton *addButton(const QString &text);
    void say(const QString &words); ///< empty: it goes away

Q_SIGNALS:
    void actionWanted(); ///< the first button

private:
    void fill();

    QLabel *m_words;
    QList<QPushButton *> m_buttons;
};

} // namespace docchat::ui
