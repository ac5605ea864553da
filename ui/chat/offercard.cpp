#include "chat/offercard.h"

#include "widgets/buttons.h"
#include "widgets/joinslater.h"

#include <QLabel>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr int cardWidth = 460;

} // namespace

OfferCard::OfferCard(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("card"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(cardWidth);
    hide();
}

/// Not before it says something, as a NoticeBar.
void OfferCard::fill() {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 13, 16, 13);
    layout->setSpacing(11);
    m_words = new QLabel(this);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setAlignment(Qt::AlignCenter);
    m_words->setWordWrap(true);
    layout->addWidget(m_words);
    auto *buttons = new QHBoxLayout;
    auto *use = makeButton(tr("Use it"), Look::Primary, this);
    auto *choose = makeButton(tr("Choose…"), Look::Plain, this);
    auto *later = makeButton(tr("Not now"), Look::Link, this);
    buttons->addStretch();
    for (auto *button : {use, choose, later})
        buttons->addWidget(button);
    buttons->addStretch();
    layout->addLayout(buttons);
    placeTabs(this, this);
    connect(use, &QPushButton::clicked, this, &OfferCard::taken);
    connect(choose, &QPushButton::clicked, this, &OfferCard::toChoose);
    connect(later, &QPushButton::clicked, this, &OfferCard::declined);
}

void OfferCard::say(const QString &words) {
    if (!m_words && !words.isEmpty())
        fill();
    if (m_words)
        m_words->setText(words);
    setVisible(!words.isEmpty());
}

} // namespace docchat::ui
