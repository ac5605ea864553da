#include "chat/composer.h"

#include "widgets/buttons.h"

#include <QKeyEvent>
#include <QLabel>
#include <QMimeData>
#include <QStyle>
#include <QVBoxLayout>

namespace docchat::ui {
namespace {

constexpr int mostLines = 8;

} // namespace

ComposerText::ComposerText(QWidget *parent) : QTextEdit(parent) {
    setObjectName(QStringLiteral("composerText"));
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
    if (enter && !event->modifiers().testFlag(Qt::ShiftModifier))
        Q_EMIT sendWanted();
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
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *name = makeButton(tr("@ Name a document"), Look::Chip, this);
    auto *hint = new QLabel(tr("Enter sends · Shift+Enter new line"), this);
    hint->setObjectName(QStringLiteral("faint"));
    m_send = makeButton(tr("Send"), Look::Primary, this);
    m_send->setObjectName(QStringLiteral("send"));
    row->addWidget(name);
    row->addStretch();
    row->addWidget(hint);
    row->addWidget(m_send);
    layout->addLayout(row);
    connect(m_text, &ComposerText::sendWanted, this, &Composer::send);
    connect(m_text, &ComposerText::focusChanged, this, [this](bool focused) {
        setProperty("focused", focused);
        style()->unpolish(this);
        style()->polish(this);
    });
    connect(m_send, &QPushButton::clicked, this, [this] { m_writing ? Q_EMIT stopWanted() : send(); });
    connect(name, &QPushButton::clicked, this,
            [this, name] { Q_EMIT documentMenuWanted(name->mapToGlobal(QPoint(0, 0))); });
}

void Composer::setText(const QString &text) {
    m_text->setPlainText(text);
    m_text->moveCursor(QTextCursor::End);
}

QString Composer::text() const {
    return m_text->toPlainText();
}

void Composer::focusText() {
    m_text->setFocus(Qt::ShortcutFocusReason);
}

void Composer::setWriting(bool writing) {
    m_writing = writing;
    m_send->setText(writing ? tr("Stop") : tr("Send"));
    m_send->setAccessibleName(m_send->text());
}

void Composer::send() {
    const auto question = m_text->toPlainText().trimmed();
    if (m_writing || question.isEmpty())
        return;
    m_text->clear();
    Q_EMIT asked(question);
}

} // namespace docchat::ui
