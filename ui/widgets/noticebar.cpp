#include "widgets/noticebar.h"

#include "widgets/announce.h"
#include "widgets/buttons.h"
#include "widgets/plainlabel.h"

#include <QHBoxLayout>

namespace docchat::ui {

NoticeBar::NoticeBar(const QString &action, QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("notice"));
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(9, 3, 4, 3);
    layout->setSpacing(6);
    m_words = plainLabel({}, this);
    layout->addWidget(m_words, 1);
    connect(addButton(action), &QPushButton::clicked, this, &NoticeBar::actionWanted);
    hide();
}

QPushButton *NoticeBar::addButton(const QString &text) {
    m_buttons += makeButton(text, Look::Link, this);
    layout()->addWidget(m_buttons.last());
    return m_buttons.last();
}

void NoticeBar::say(const QString &words) {
    m_words->setText(words);
    for (auto *button : std::as_const(m_buttons))
        button->setAccessibleDescription(words);
    setVisible(!words.isEmpty());
    if (words.isEmpty())
        return;
    announce(this, words);
}

} // namespace docchat::ui
