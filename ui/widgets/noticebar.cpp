#include "widgets/noticebar.h"

#include "widgets/announce.h"
#include "widgets/buttons.h"
#include "widgets/joinslater.h"
#include "widgets/plainlabel.h"

#include <QHBoxLayout>

namespace docchat::ui {

NoticeBar::NoticeBar(const QString &action, QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("notice"));
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(9, 3, 4, 3);
    layout->setSpacing(6);
    m_words = plainLabel({}, nullptr);
    connect(addButton(action), &QPushButton::clicked, this, &NoticeBar::actionWanted);
    hide();
}

NoticeBar::~NoticeBar() {
    deleteUnjoined(m_words);
    for (auto *button : std::as_const(m_buttons))
        deleteUnjoined(button);
}

QPushButton *NoticeBar::addButton(const QString &text) {
    m_buttons += makeButton(text, Look::Link, nullptr);
    if (!layout()->isEmpty())
        fill();
    return m_buttons.last();
}

/// Not before it says something: most never do.
void NoticeBar::fill() {
    auto *row = static_cast<QHBoxLayout *>(layout());
    if (row->isEmpty())
        row->addWidget(m_words, 1);
    for (auto *button : std::as_const(m_buttons)) {
        if (row->indexOf(button) < 0)
            row->addWidget(button);
    }
    placeTabs(this, this);
}

void NoticeBar::say(const QString &words) {
    m_words->setText(words);
    if (!words.isEmpty() && layout()->isEmpty())
        fill();
    for (auto *button : std::as_const(m_buttons))
        button->setAccessibleDescription(words);
    setVisible(!words.isEmpty());
    if (words.isEmpty())
        return;
    announce(this, words);
}

} // namespace docchat::ui
