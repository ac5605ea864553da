#include "chat/welcome.h"

#include "chat/offercard.h"
#include "widgets/buttons.h"

#include <QLabel>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr int buttonHeight = 38;
constexpr int buttonWidth = 140;
constexpr int widestQuestion = 420; // pixels

} // namespace

Welcome::Welcome(QWidget *parent) : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(14);
    layout->addStretch(3);
    m_title = new QLabel(tr("What do you want to know from your documents?"), this);
    m_title->setObjectName(QStringLiteral("welcome"));
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_words = new QLabel(this);
    m_words->setObjectName(QStringLiteral("dim"));
    m_words->setAlignment(Qt::AlignCenter);
    m_words->setWordWrap(true);
    m_buttons = makeButtons();
    m_suggestions = new QWidget(this);
    m_questions = new QVBoxLayout(m_suggestions);
    m_questions->setContentsMargins(0, 0, 0, 0);
    m_questions->setSpacing(8);
    m_offer = new OfferCard(this);
    layout->addWidget(m_title);
    layout->addWidget(m_words);
    layout->addWidget(m_buttons);
    layout->addWidget(m_suggestions);
    layout->addSpacing(12);
    layout->addWidget(m_offer, 0, Qt::AlignHCenter);
    layout->addStretch(4);
    showWords();
}

QWidget *Welcome::makeButtons() {
    auto *buttons = new QWidget(this);
    auto *layout = new QHBoxLayout(buttons);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    auto *add = makeButton(tr("Add documents…"), Look::Primary, buttons);
    auto *sample = makeButton(tr("Try with a sample"), Look::Plain, buttons);
    sample->setObjectName(QStringLiteral("trySample"));
    layout->addStretch();
    for (auto *button : {add, sample}) {
        button->setMinimumSize(buttonWidth, buttonHeight);
        layout->addWidget(button);
    }
    layout->addStretch();
    connect(add, &QPushButton::clicked, this, &Welcome::addWanted);
    connect(sample, &QPushButton::clicked, this, &Welcome::sampleWanted);
    return buttons;
}

void Welcome::setHasDocuments(bool has) {
    m_hasDocuments = has;
    showWords();
}

void Welcome::setSuggestions(const QStringList &questions) {
    while (auto *item = m_questions->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the one that was clicked
        delete item;
    }
    for (const auto &question : questions) {
        auto *button = makeButton({}, Look::Chip, m_suggestions);
        button->setText(
            withoutKeys(button->fontMetrics().elidedText(question, Qt::ElideMiddle, widestQuestion)));
        button->setAccessibleName(question);
        m_questions->addWidget(button, 0, Qt::AlignHCenter);
        connect(button, &QPushButton::clicked, this, [this, question] { Q_EMIT questionWanted(question); });
    }
    showWords();
}

void Welcome::showWords() {
    m_words->setText(
        m_hasDocuments ? tr("Answers quote your documents, and every quote opens at\n"
                            "the place it came from.")
                       : tr("Add a document and ask. Answers quote your documents, and every quote opens at\n"
                            "the place it came from. Nothing leaves this computer."));
    m_buttons->setVisible(!m_hasDocuments);
    m_suggestions->setVisible(m_hasDocuments && m_questions->count() > 0);
}

} // namespace docchat::ui
