#include "chat/composer.h"

#include "chat/filterchips.h"
#include "chat/textcolumn.h"
#include "widgets/activate.h"
#include "widgets/buttons.h"

#include <QKeyEvent>
#include <QLabel>
#include <QMimeData>
#include <QVBoxLayout>

#include <algorithm>

namespace docchat::ui {
namespace {

constexpr int mostLines = 8;

} // namespace

ComposerText::ComposerText(QWidget *parent) : QTextEdit(parent) {
    setObjectName(QStringLiteral("composerText"));
    setFont(readingFont(font()));
    setAcceptRichText(false);
    setFrameShape(QFrame::NoFrame);
    setPlaceholderText(tr("Ask about your documents…"));
    setAccessibleName(tr("Question"));
    setTabChangesFocus(true);
    document()->setDocumentMargin(2);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    connect(this, &QTextEdit::textChanged, this, &ComposerText::fit);
    fit();
}

void ComposerText::fit() {
    if (isRightToLeft()) { // the caret waits where the first letter will stand
        auto option = document()->defaultTextOption();
        option.setTextDirection(document()->isEmpty() ? Qt::RightToLeft : Qt::LayoutDirectionAuto);
        document()->setDefaultTextOption(option);
    }
    const int line = fontMetrics().lineSpacing();
    const int wanted = int(document()->size().height()) + 2;
    setFixedHeight(std::clamp(wanted, line + 8, mostLines * line + 8));
}

void ComposerText::resizeEvent(QResizeEvent *event) {
    QTextEdit::resizeEvent(event);
    fit();
}

void ComposerText::keyPressEvent(QKeyEvent *event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const auto at = textCursor().position();
    const bool beginsWord = at == 0 || document()->characterAt(at - 1).isSpace();
    if (enter && !event->modifiers().testFlag(Qt::ShiftModifier))
        Q_EMIT sendWanted();
    else if (event->text() == QLatin1String("@") && beginsWord) // not that of an address
        Q_EMIT documentNameWanted();
    else
        QTextEdit::keyPressEvent(event);
}

void ComposerText::focusInEvent(QFocusEvent *event) {
    QTextEdit::focusInEvent(event);
    Q_EMIT focusChanged(true);
}

void ComposerText::focusOutEvent(QFocusEvent *event) {
    QTextEdit::focusOutEvent(event);
    Q_EMIT focusChanged(false);
}

bool ComposerText::canInsertFromMimeData(const QMimeData *data) const {
    return !data->hasUrls() && QTextEdit::canInsertFromMimeData(data); // dropped files go to the window
}

Composer::Composer(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("composer"));
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(11, 10, 11, 10);
    layout->setSpacing(8);
    m_text = new ComposerText(this);
    layout->addWidget(m_text);
    setFocusProxy(m_text);
    m_chips = new FilterChips(this);
    layout->addWidget(m_chips);
    m_row = new QHBoxLayout;
    m_row->setSpacing(8);
    m_name = makeButton(tr("@ Name a document"), Look::Chip, this);
    m_ask = makeButton(tr("Ask"), Look::Chip, this);
    m_search = makeButton(tr("Search"), Look::Chip, this);
    m_ask->setToolTip(tr("Answers the question"));
    m_search->setToolTip(tr("Lists every passage with the words (Ctrl+Shift+P)"));
    m_hint = new QLabel(this);
    m_hint->setObjectName(QStringLiteral("faint"));
    m_send = makeButton(tr("Send"), Look::Primary, this);
    m_send->setObjectName(QStringLiteral("send"));
    m_row->addWidget(m_name);
    m_row->addWidget(m_ask);
    m_row->addWidget(m_search);
    m_row->addStretch();
    m_row->addWidget(m_hint);
    m_row->addWidget(m_send);
    layout->addLayout(m_row);
    connectSignals();
    showMode();
}

void Composer::connectSignals() {
    connect(m_text, &ComposerText::sendWanted, this, &Composer::send);
    connect(m_text, &ComposerText::focusChanged, this, [this](bool focused) {
        setProperty("focused", focused);
        repolish(this);
    });
    connect(m_text, &QTextEdit::textChanged, this, [this] {
        m_chips->setFilters(index::parseQuery(text()).filters);
        Q_EMIT textEdited();
    });
    connect(m_send, &QPushButton::clicked, this, [this] { m_writing ? Q_EMIT stopWanted() : send(); });
    connect(m_name, &QPushButton::clicked, this, &Composer::documentNameWanted);
    connect(m_text, &ComposerText::documentNameWanted, this, &Composer::documentNameWanted);
    connect(m_ask, &QPushButton::clicked, this, [this] { Q_EMIT modeWanted(Mode::Ask); });
    connect(m_search, &QPushButton::clicked, this, [this] { Q_EMIT modeWanted(Mode::Search); });
    connect(m_chips, &FilterChips::removeWanted, this, &Composer::takeOut);
    connect(m_chips, &FilterChips::clearTicksWanted, this, [this] {
        focusText();
        Q_EMIT clearTicksWanted();
    });
}

void Composer::takeOut(const index::QueryFilter &filter) {
    setText(index::withoutFilter(text(), filter));
    focusText();
}

void Composer::setMode(Mode mode) {
    m_mode = mode;
    showMode();
}

void Composer::showMode() {
    const bool searches = m_mode == Mode::Search;
    const std::pair<QPushButton *, bool> choices[] = {{m_ask, !searches}, {m_search, searches}};
    for (const auto &[button, chosen] : choices) {
        button->setProperty("chosen", chosen);
        button->setAccessibleDescription(chosen ? tr("chosen") : QString());
        repolish(button);
    }
    m_text->setPlaceholderText(searches ? tr("Search your documents…") : tr("Ask about your documents…"));
    m_text->setAccessibleName(searches ? tr("Words to search for") : tr("Question"));
    m_send->setVisible(!searches || m_writing);
    showHint();
}

/// As much of it as the buttons leave room for.
void Composer::showHint() {
    const bool searches = m_mode == Mode::Search;
    const QStringList hints =
        searches
            ? QStringList{tr("Enter goes to the passages · Esc to the chat"), tr("Esc: back to the chat")}
            : QStringList{tr("Enter sends · Shift+Enter new line"), tr("Shift+Enter: new line")};
    const auto margins = layout()->contentsMargins();
    int room = width() - margins.left() - margins.right() - m_row->spacing();
    for (const auto *button : {m_name, m_ask, m_search, m_send}) {
        if (!button->isHidden())
            room -= button->sizeHint().width() + m_row->spacing();
    }
    const auto fits = [&](const QString &hint) {
        return m_hint->fontMetrics().horizontalAdvance(hint) <= room;
    };
    const auto hint = std::ranges::find_if(hints, fits);
    m_hint->setText(hint == hints.end() ? QString() : *hint);
}

void Composer::setTicked(int documents) {
    m_chips->setTicked(documents);
}

void Composer::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    showHint();
}

void Composer::setText(const QString &text) {
    m_text->setPlainText(text);
    m_text->moveCursor(QTextCursor::End);
}

QString Composer::text() const {
    return m_text->toPlainText();
}

void Composer::focusText() {
    activateWindowOf(this);
    m_text->setFocus(Qt::ShortcutFocusReason);
}

void Composer::setWriting(bool writing) {
    m_writing = writing;
    m_send->setText(writing ? tr("Stop") : tr("Send"));
    m_send->setAccessibleName(m_send->text());
    showMode();
}

void Composer::send() {
    if (m_mode == Mode::Search) {
        Q_EMIT resultsWanted();
        return;
    }
    const auto question = m_text->toPlainText().trimmed();
    if (m_writing || question.isEmpty())
        return;
    m_text->clear();
    Q_EMIT asked(question);
}

} // namespace docchat::ui
