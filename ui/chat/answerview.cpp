#include "chat/answerview.h"

#include "chat/sourcecard.h"
#include "widgets/announce.h"
#include "widgets/beginningat.h"
#include "widgets/buttons.h"
#include "widgets/flowlayout.h"
#include "widgets/plainlabel.h"

#include <QGridLayout>
#include <QGuiApplication>
#include <QLocale>
#include <QTextBlock>
#include <QTextCursor>
#include <QVBoxLayout>

#include <algorithm>

namespace docchat::ui {
namespace {

constexpr int linkGap = 10; // pixels
constexpr int linkRowGap = 2;
constexpr qsizetype mostSpoken = 400; // characters
constexpr auto renderInterval = std::chrono::milliseconds(33);

} // namespace

AnswerView::AnswerView(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_text(new AnswerText(theme, this))
    , m_chip(new CitationChip(theme, this))
    , m_growing(m_text->document(), m_chip, theme) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_text);
    m_cardArea = new QWidget(this);
    m_cards = new QGridLayout(m_cardArea);
    m_cards->setContentsMargins(0, 0, 0, 0);
    m_cards->setSpacing(8);
    m_cards->setColumnStretch(0, 1);
    m_cards->setColumnStretch(1, 1);
    layout->addWidget(m_cardArea);
    layout->addWidget(makeErrorCard());
    m_note = plainLabel({}, this);
    m_note->setObjectName(QStringLiteral("faint"));
    layout->addWidget(m_note);
    layout->addWidget(makeActions());

    m_renderSoon.setSingleShot(true);
    m_renderSoon.setInterval(renderInterval);
    connect(&m_renderSoon, &QTimer::timeout, this, &AnswerView::render);
    connect(m_text, &QTextBrowser::anchorClicked, this, &AnswerView::follow);
    connect(m_text, &AnswerText::copyWanted, this, &AnswerView::copyWanted);
    connect(m_text, &AnswerText::chipFocused, m_chip, &CitationChip::setFocused);
    m_text->setCards([this](int number) {
        const auto *citation = citationOf(number);
        return citation ? citationCard(*citation) : QString();
    });
    connect(theme, &Theme::changed, this, [this] {
        m_growing.forget();
        render();
    });
}

QWidget *AnswerView::makeErrorCard() {
    m_errorCard = new QWidget(this);
    m_errorCard->setObjectName(QStringLiteral("errorCard"));
    m_errorCard->setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QHBoxLayout(m_errorCard);
    layout->setContentsMargins(11, 8, 8, 8);
    m_error = plainLabel({}, m_errorCard);
    m_error->setObjectName(QStringLiteral("warning"));
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *rest = makeButton(tr("Continue"), Look::Plain, m_errorCard);
    auto *retry = makeButton(tr("Retry"), Look::Plain, m_errorCard);
    layout->addWidget(m_error, 1);
    layout->addWidget(rest);
    layout->addWidget(retry);
    m_continue += rest;
    connect(rest, &QPushButton::clicked, this, &AnswerView::restWanted);
    connect(retry, &QPushButton::clicked, this, &AnswerView::againWanted);
    return m_errorCard;
}

QWidget *AnswerView::makeActions() {
    m_actions = new QWidget(this);
    auto *layout = new FlowLayout(m_actions, linkGap, linkRowGap);
    auto *copy = makeButton(tr("Copy"), Look::Link, m_actions);
    auto *copyWithSource = makeButton(tr("Copy with source"), Look::Link, m_actions);
    auto *rest = makeButton(tr("Continue"), Look::Link, m_actions);
    rest->setToolTip(tr("Writes on where this answer stops"));
    m_again = makeButton(tr("Regenerate"), Look::Link, m_actions);
    m_passages = makeButton(tr("All passages"), Look::Link, m_actions);
    m_passages->setToolTip(tr("Lists every passage with the words of the question"));
    auto *sent = makeButton(tr("What was sent"), Look::Link, m_actions);
    sent->setToolTip(tr("Shows what went to a model for this answer, word for word"));
    auto *pin = makeButton(tr("Pin"), Look::Link, m_actions);
    pin->setToolTip(tr("Keeps the answer in the notes"));
    for (auto *button : {copy, copyWithSource, pin, rest, m_again, m_passages, sent}) {
        button->setProperty("flush",
                            true); // each may be the first of a row, which begins where the text does
        layout->addWidget(button);
    }
    m_forText = {copy, copyWithSource, pin, m_again};
    m_continue += rest;
    connect(copy, &QPushButton::clicked, this, [this] { Q_EMIT copyWanted(plainText()); });
    connect(copyWithSource, &QPushButton::clicked, this, [this] { Q_EMIT copyWithSourcesWanted(m_message); });
    connect(pin, &QPushButton::clicked, this, &AnswerView::pinAll);
    connect(rest, &QPushButton::clicked, this, &AnswerView::restWanted);
    connect(m_again, &QPushButton::clicked, this, &AnswerView::againWanted);
    connect(m_passages, &QPushButton::clicked, this, &AnswerView::passagesWanted);
    connect(sent, &QPushButton::clicked, this, &AnswerView::sentWanted);
    return m_actions;
}

void AnswerView::setMessage(const Message &message, bool writing) {
    m_message = message;
    m_writing = writing;
    m_waiting.clear();
    m_growing.set(message.text);
    m_error->setText(message.state == AnswerState::Failed ? message.note : QString());
    render();
    renderCards();
}

void AnswerView::setWrites(bool writes) {
    m_writes = writes;
    showEnding();
}

void AnswerView::append(const QString &text) {
    m_message.text += text;
    m_growing.append(text);
    m_waiting.clear();
    if (!m_renderSoon.isActive())
        m_renderSoon.start();
}

void AnswerView::setWaiting(const QString &words) {
    m_waiting = words;
    renderNote();
}

void AnswerView::setModel(const QString &model) {
    m_message.model = model;
}

void AnswerView::addCitation(const Citation &citation) {
    m_message.citations.push_back(citation);
    addCard(m_message.citations.back());
}

void AnswerView::finish(AnswerState state, const QString &note, const QString &error) {
    m_writing = false;
    m_message.state = state;
    m_message.note = note;
    m_error->setText(error);
    render();
    if (state == AnswerState::NotFound) // whose cards say what is near, and not what is cited
        renderCards();
    showCards();
    announce(this, !error.isEmpty()        ? error
                   : plainText().isEmpty() ? note
                                           : tr("Answer: %1").arg(plainText().left(mostSpoken)));
}

void AnswerView::render() {
    m_renderSoon.stop();
    auto *document = m_text->document();
    if (document->defaultFont() != m_text->font())
        document->setDefaultFont(m_text->font());
    QList<int> numbers;
    for (const auto &citation : m_message.citations)
        numbers += citation.number;
    m_chip->setCurrent(m_current);
    if (showsPlacesInText()) // which stand between the words
        m_growing.forget();
    m_growing.render(numbers, m_writing);
    if (showsPlacesInText())
        addPlaces(document);
    m_text->setVisible(!m_message.text.isEmpty());
    m_text->offerCode(!m_writing);
    renderNote();
    showEnding();
    Q_EMIT grew();
}

/// What can be done with it, once it is written.
void AnswerView::showEnding() {
    const bool isCut =
        m_message.state == AnswerState::Interrupted || m_message.state == AnswerState::OutOfRoom;
    const bool hasText = !m_message.text.isEmpty();
    const bool hasError = !m_error->text().isEmpty();
    m_errorCard->setVisible(hasError);
    m_actions->setVisible(!m_writing && (hasText || m_message.state == AnswerState::Failed));
    for (auto *action : std::as_const(m_forText))
        action->setVisible(hasText);
    m_again->setText(isCut && !hasError ? tr("Retry") : tr("Regenerate"));
    m_again->setAccessibleName(m_again->text());
    const bool canGoOn = m_writes && !m_writing && isCut && hasText && !m_message.model.isEmpty();
    for (auto *button : m_continue)
        button->setVisible(canGoOn && (button->parentWidget() == m_errorCard) == hasError);
}

/// What it is doing; then who wrote it, and what must be admitted.
void AnswerView::renderNote() {
    if (m_writing) {
        const auto doing = m_message.text.isEmpty() ? tr("Looking through the documents…") : tr("writing…");
        m_note->setText(m_waiting.isEmpty() ? doing : m_waiting);
        m_note->setVisible(true);
        return;
    }
    QStringList parts;
    if (!m_message.model.isEmpty() && !m_message.text.isEmpty())
        parts += tr("Written by %1").arg(m_message.model);
    if (!m_message.note.isEmpty() && m_message.note != m_error->text())
        parts += m_message.note;
    m_note->setText(parts.join(QStringLiteral(". ")));
    m_note->setVisible(!parts.isEmpty());
}

namespace {

constexpr QChar rightToLeftIsolate(0x2067);
constexpr QChar endOfIsolate(0x2069);

} // namespace

/// An answer of quotes alone: each says below itself where it stands, and there is no need for cards.
bool AnswerView::showsPlacesInText() const {
    return m_message.model.isEmpty() && m_message.state != AnswerState::NotFound;
}

void AnswerView::addPlaces(QTextDocument *document) const {
    for (const auto &citation : m_message.citations) {
        const auto block = m_chip->blockOf(document, citation.number);
        if (!block.isValid())
            continue;
        QTextCursor cursor(block);
        cursor.movePosition(QTextCursor::EndOfBlock);
        QTextCharFormat dim;
        dim.setForeground(m_theme->colours().dim);
        dim.setFontPointSize(m_text->font().pointSizeF() - 0.6);
        const bool isMirrored = QGuiApplication::isRightToLeft(); // the quote above it may run the other way
        cursor.insertText(QChar(QChar::LineSeparator) +
                              (isMirrored ? QString(rightToLeftIsolate) : QString()) +
                              apart(shortNameAndPlace(citation), QGuiApplication::layoutDirection()),
                          dim);
        QTextCharFormat aside = dim;
        aside.setProperty(isOfWindow, true);
        QTextCharFormat found = aside;
        found.setForeground(citation.verified ? m_theme->colours().accentText : m_theme->colours().warning);
        cursor.insertText(citation.verified ? tr("  ✓ found in source") : tr("  not found in source"), found);
        QTextCharFormat link = aside;
        link.setAnchor(true);
        link.setAnchorHref(QStringLiteral("context:%1").arg(citation.number));
        link.setForeground(m_theme->colours().accentText);
        cursor.insertText(QStringLiteral("  ·  "), aside);
        cursor.insertText(contextWords(m_context.contains(citation.number)), link);
        link.setAnchorHref(QStringLiteral("pin:%1").arg(citation.number));
        cursor.insertText(QStringLiteral("  ·  "), aside);
        cursor.insertText(tr("Pin"), link);
        if (isMirrored)
            cursor.insertText(endOfIsolate, dim);
        addContext(block, citation);
    }
}

void AnswerView::addContext(const QTextBlock &block, const Citation &citation) const {
    const auto context = m_context.constFind(citation.number);
    if (context == m_context.cend())
        return;
    QTextCharFormat dim;
    dim.setForeground(m_theme->colours().dim);
    QTextCursor cursor(block);
    if (!context->before.isEmpty())
        cursor.insertText(context->before + QLatin1Char(' '), dim);
    const auto placeLine = block.text().indexOf(QChar::LineSeparator);
    cursor.setPosition(block.position() + int(placeLine));
    if (!context->after.isEmpty())
        cursor.insertText(QLatin1Char(' ') + context->after, dim);
}

void AnswerView::renderCards() {
    while (auto *item = m_cards->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto &citation : m_message.citations)
        addCard(citation);
    showCards();
    Q_EMIT grew();
}

void AnswerView::showCards() {
    m_cardArea->setVisible(m_cards->count() > 0 && !showsPlacesInText());
}

void AnswerView::addCard(const Citation &citation) {
    const int count = m_cards->count();
    auto *card = new SourceCard(citation, m_message.state != AnswerState::NotFound, m_cardArea);
    card->setSelected(citation.number == m_current);
    if (const auto context = m_context.constFind(citation.number); context != m_context.cend())
        card->setContext(*context);
    connect(card, &SourceCard::clicked, this, [this, card] { Q_EMIT citationClicked(card->citation()); });
    connect(card, &SourceCard::pinWanted, this, [this, card] { pinQuote(card->citation()); });
    connect(card, &SourceCard::contextToggled, this, [this, card] { toggleContext(card->citation()); });
    m_cards->addWidget(card, count / 2, count % 2);
    showCards();
}

void AnswerView::setCurrentCitation(int number) {
    if (number == m_current)
        return;
    m_current = number;
    m_chip->setCurrent(number);
    m_text->viewport()->update();
    for (int i = 0; i < m_cards->count(); ++i) {
        auto *card = static_cast<SourceCard *>(m_cards->itemAt(i)->widget());
        card->setSelected(card->citation().number == number);
    }
}

void AnswerView::setPassages(int count) {
    m_passages->setVisible(count > 0);
    m_passages->setText(count == 1 ? tr("The passage")
                                   : tr("All %1 passages").arg(QLocale().toString(count)));
    m_passages->setAccessibleName(m_passages->text());
}

void AnswerView::follow(const QUrl &url) {
    const auto scheme = url.scheme();
    if (scheme != QLatin1StringView("context") && scheme != QLatin1StringView("pin") &&
        scheme != QLatin1StringView("cite")) {
        Q_EMIT linkClicked(url);
        return;
    }
    const auto *citation = citationOf(url.path().toInt());
    if (!citation)
        return;
    if (scheme == QLatin1StringView("context"))
        toggleContext(*citation);
    else if (scheme == QLatin1StringView("pin"))
        pinQuote(*citation);
    else
        Q_EMIT citationClicked(Citation(*citation));
}

const Citation *AnswerView::citationOf(int number) const {
    const auto found = std::ranges::find(m_message.citations, number, &Citation::number);
    return found == m_message.citations.end() ? nullptr : &*found;
}

void AnswerView::toggleContext(const Citation &citation) {
    const bool wasShown = m_context.remove(citation.number) > 0;
    if (!wasShown)
        Q_EMIT contextWanted(Citation(citation));
    else
        renderContext(citation.number);
}

void AnswerView::showContext(int number, const chat::Surroundings &surroundings) {
    m_context.insert(number, surroundings);
    renderContext(number);
}

/// The card stays the same, so that it keeps the focus.
void AnswerView::renderContext(int number) {
    const auto context = m_context.constFind(number);
    for (int i = 0; i < m_cards->count(); ++i) {
        auto *card = static_cast<SourceCard *>(m_cards->itemAt(i)->widget());
        if (card->citation().number == number)
            card->setContext(context == m_context.cend() ? std::nullopt : std::optional(*context));
    }
    render();
}

void AnswerView::pinQuote(const Citation &citation) {
    Note note;
    note.text = QStringLiteral("“%1”").arg(citation.quote.simplified());
    note.source = shortNameAndPlace(citation);
    note.citation = citation;
    Q_EMIT pinWanted(note);
}

void AnswerView::pinAll() {
    Note note;
    note.text = plainText();
    QStringList sources;
    for (const auto &citation : m_message.citations)
        sources += shortNameAndPlace(citation);
    sources.removeDuplicates();
    note.source = sources.join(QStringLiteral("; "));
    if (!m_message.citations.empty())
        note.citation = m_message.citations.front();
    Q_EMIT pinWanted(note);
}

QString AnswerView::plainText() const {
    return m_message.text.trimmed();
}

} // namespace docchat::ui
