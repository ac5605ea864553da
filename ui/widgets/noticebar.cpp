#include "widgets/noticebar.h"

#include "widgets/buttons.h"
#include "widgets/elidedlabel.h"

#include <QHBoxLayout>

namespace docchat::ui {

NoticeBar::NoticeBar(const QString &action, QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("notice"));
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(9, 3, 4, 3);
    layout->setSpacing(6);
    m_words = new ElidedLabel(this);
    m_words->setElideMode(Qt::ElideRight);
    m_action = makeButton(action, Look::Link, this);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_action);
    connect(m_action, &QPushButton::clicked, this, &NoticeBar::actionWanted);
    hide();
}

void NoticeBar::say(const QString &words) {
    m_words->setFullText(words);
    m_action->setAccessibleDescription(words);
    setVisible(!words.isEmpty());
}

} // namespace docchat::ui
