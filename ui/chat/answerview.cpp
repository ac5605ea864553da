#include "chat/answerview.h"

#include "chat/sourcecard.h"
#include "widgets/buttons.h"
#include "widgets/plainlabel.h"

#include <QGridLayout>
#include <QLocale>
#include <QTextBlock>
#include <QTextTable>
#include <QVBoxLayout>

#include <algorithm>

namespace docchat::ui {
namespace {

constexpr auto renderInterval = std::chrono::milliseconds(33);
constexpr qsizetype longestShown = 400'000; // characters of an answer that are laid out

/// Tables of the answer with thin lines below the rows, as the design has them.
void styleTables(QTextDocument *document, const Colours &colours) {
    for (auto *frame : document->rootFrame()->childFrames()) {
        auto *table = qobject_cast<QTextTable *>(frame);
        if (!table)
            continue;
        auto format = table->format();
        format.setBorder(0.5);
        format.setBorderBrush(colours.lines);
        format.setBorderCollapse(true);
        format.setCellPadding(6);
        format.setMargin(0);
        format.setTopMargin(4);
        format.setBottomMargin(8);
        table->setFormat(format);
    }
}

} // namespace

// ---- the text

AnswerText::AnswerText(QWidget *parent) : QTextBrowser(parent) {
    setObjectName(QStringLiteral("answer"));
    setAccessibleName(tr("Answer"));
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setOpenLinks(false);
    document()->setDocumentMargin(0);
    viewport()->setAutoFillBackground(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(document(), &QTextDocument::contentsChanged, this, &AnswerText::fit);
}

QVariant AnswerText::loadResource(int, const QUrl &) {
    return {}; // an answer is a model's text: no picture, file or address in it is ever opened
}

QSize AnswerText::sizeHint() const {
    return {400, int(document()->size().height()) + 2};
}

void AnswerText::fit() {
    document()->setTextWidth(viewport()->width());
    const int height = sizeHint().height();
    if (height != this->height())
        setFixedHeight(height);
}

void AnswerText::resizeEvent(QResizeEvent *event) {
    QTextBrowser::resizeEvent(event);
    fit();
}

void AnswerText::wheelEvent(QWheelEvent *event) {
    event->ignore(); // the chat scrolls
}

// ---- the answer

AnswerView::AnswerView(const Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_text = new AnswerText(this);
    m_chip = new CitationChip(theme, this);
    layout->addWidget(m_text);

    m_cardArea = new QWidget(this);
    m_cards = new QGridLayout(m_cardArea);
    m_cards->setContentsMargins(0, 0, 0, 0);
    m_cards->setSpacing(8);
    m_cards->setColumnStretch(0, 1);
    m_cards->setColumnStretch(1, 1);
    layout->addWidget(m_cardArea);

    m_errorCard = new QWidget(this);
    m_errorCard->setObjectName(QStringLiteral("errorCard"));
    m_errorCard->setAttribute(Qt::WA_StyledBackground);
    auto *errorLayout = new QHBoxLayout(m_errorCard);
    errorLayout->setContentsMargins(11, 8, 8, 8);
    m_error = plainLabel({}, m_errorCard);
    m_error->setObjectName(QStringLiteral("warning"));
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *retry = makeButton(tr("Retry"), Look::Plain, m_errorCard);
    errorLayout->addWidget(m_error, 1);
    errorLayout->addWidget(retry);
    connect(retry, &QPushButton::clicked, this, &AnswerView::againWanted);
    layout->addWidget(m_errorCard);

    m_note = plainLabel({}, this);
    m_note->setObjectName(QStringLiteral("faint"));
    layout->addWidget(m_note);

    m_actions = new QWidget(this);
    auto *actions = new QHBoxLayout(m_actions);
    actions->setContentsMargins(0, 0, 0, 0);
    actions->setSpacing(4);
    auto *copy = makeButton(tr("Copy"), Look::Link, m_actions);
    copy->setProperty("flush", true);
    auto *copyWithSource = makeButton(tr("Copy with source"), Look::Link, m_actions);
    auto *again = makeButton(tr("Regenerate"), Look::Link, m_actions);
    actions->addWidget(copy);
    actions->addWidget(copyWithSource);
    actions->addWidget(again);
    m_passages = makeButton(tr("All passages"), Look::Link, m_actions);
    m_passages->setToolTip(tr("Lists every passage with the words of the question"));
    actions->addWidget(m_passages);
    auto *sent = makeButton(tr("What was sent"), Look::Link, m_actions);
    sent->setToolTip(tr("Shows what went to a model for this answer, word for word"));
    actions->addWidget(sent);
    actions->addStretch();
    layout->addWidget(m_actions);
    m_forText = {copy, copyWithSource, again};

    m_renderSoon.setSingleShot(true);
    m_renderSoon.setInterval(renderInterval);
    connect(&m_renderSoon, &QTimer::timeout, this, &AnswerView::render);
    connect(m_text, &QTextBrowser::anchorClicked, this, &AnswerView::follow);
    connect(copy, &QPushButton::clicked, this, [this] { Q_EMIT copyWanted(plainText(false)); });
    connect(copyWithSource, &QPushButton::clicked, this, [this] { Q_EMIT copyWanted(plainText(true)); });
    connect(again, &QPushButton::clicked, this, &AnswerView::againWanted);
    connect(m_passages, &QPushButton::clicked, this, &AnswerView::passagesWanted);
    connect(sent, &QPushButton::clicked, this, &AnswerView::sentWanted);
    connect(theme, &Theme::changed, this, &AnswerView::render);
}

void AnswerView::setMessage(const Message &message, bool writing) {
    m_message = message;
    m_writing = writing;
    m_error->setText(message.state == AnswerState::Failed ? message.note : QString());
    render();
    renderCards();
}

void AnswerView::append(const QString &text) {
    m_message.text += text;
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
    renderCards();
}

void AnswerView::finish(AnswerState state, const QString &note, const QString &error) {
    m_writing = false;
    m_message.state = state;
    m_message.note = note;
    m_error->setText(error);
    m_renderSoon.stop();
    render();
    renderCards();
}

QString AnswerView::markdown() const {
    auto text = m_message.text.left(longestShown);
    if (m_writing && !text.isEmpty())
        text = text.trimmed() + QStringLiteral(" ▍");
    return text;
}

void AnswerView::render() {
    m_renderSoon.stop();
    auto *document = m_text->document();
    document->setDefaultFont(m_text->font());
    document->setMarkdown(markdown(), QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                                          QTextDocument::MarkdownNoHTML);
    QList<int> numbers;
    for (const auto &citation : m_message.citations)
        numbers += citation.number;
    m_chip->setCurrent(m_current);
    m_chip->insertInto(document, numbers);
    if (showsPlacesInText())
        addPlaces(document);
    styleTables(document, m_theme->colours());
    for (auto block = document->begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        auto format = block.blockFormat();
        format.setLineHeight(128, QTextBlockFormat::ProportionalHeight);
        cursor.setBlockFormat(format);
    }
    m_text->setVisible(!m_message.text.isEmpty());
    renderNote();
    m_errorCard->setVisible(!m_error->text().isEmpty());
    const bool hasText = !m_message.text.isEmpty();
    m_actions->setVisible(!m_writing && (hasText || m_message.state == AnswerState::Failed));
    for (auto *action : std::as_const(m_forText))
        action->setVisible(hasText);
    Q_EMIT grew();
}

/// What it is doing; then who wrote it, and what must be admitted.
void AnswerView::renderNote() {
    if (m_writing) {
        const auto before = m_waiting.isEmpty() ? tr("Looking through the documents…") : m_waiting;
        m_note->setText(m_message.text.isEmpty() ? before : tr("writing…"));
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
        cursor.insertText(QChar(QChar::LineSeparator) + shortNameAndPlace(citation), dim);
        QTextCharFormat found = dim;
        found.setForeground(citation.verified ? m_theme->colours().accentText : m_theme->colours().warning);
        cursor.insertText(citation.verified ? tr("  ✓ found in source") : tr("  not found in source"), found);
        QTextCharFormat link = dim;
        link.setAnchor(true);
        link.setAnchorHref(QStringLiteral("context:%1").arg(citation.number));
        link.setForeground(m_theme->colours().accentText);
        cursor.insertText(QStringLiteral("  ·  "), dim);
        cursor.insertText(contextWords(m_context.contains(citation.number)), link);
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
    const bool numbered = m_message.state != AnswerState::NotFound;
    int count = 0;
    for (const auto &citation : m_message.citations) {
        auto *card = new SourceCard(citation, numbered, m_cardArea);
        card->setSelected(citation.number == m_current);
        if (const auto context = m_context.constFind(citation.number); context != m_context.cend())
            card->setContext(*context);
        connect(card, &SourceCard::clicked, this, [this, card] { Q_EMIT citationClicked(card->citation()); });
        connect(card, &SourceCard::contextToggled, this, [this, card] { toggleContext(card->citation()); });
        m_cards->addWidget(card, count / 2, count % 2);
        ++count;
    }
    m_cardArea->setVisible(count > 0 && !showsPlacesInText());
    Q_EMIT grew();
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
    m_passages->setText(count == 1 ? tr("The one passage")
                                   : tr("All %1 passages").arg(QLocale().toString(count)));
    m_passages->setAccessibleName(m_passages->text());
}

void AnswerView::follow(const QUrl &url) {
    const bool isContext = url.scheme() == QLatin1StringView("context");
    if (!isContext && url.scheme() != QLatin1StringView("cite")) {
        Q_EMIT linkClicked(url);
        return;
    }
    const auto *citation = citationOf(url.path().toInt());
    if (citation && isContext)
        toggleContext(*citation);
    else if (citation)
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

QString AnswerView::plainText(bool withSources) const {
    auto text = m_message.text.trimmed();
    if (!withSources)
        return text;
    text += QLatin1Char('\n');
    for (const auto &citation : m_message.citations)
        text += QStringLiteral("\n[%1] %2: “%3”")
                    .arg(QString::number(citation.number),
                         inMail(citation.name + QStringLiteral(", ") + placeWords(citation), citation.within),
                         citation.quote.simplified());
    return text;
}

} // namespace docchat::ui
