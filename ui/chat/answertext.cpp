#include "chat/answertext.h"

#include "chat/citationchip.h"
#include "chat/textcolumn.h"
#include "chat/textlook.h"
#include "widgets/buttons.h"

#include <QAbstractTextDocumentLayout>
#include <QHelpEvent>
#include <QMimeData>
#include <QPainter>
#include <QPaintEvent>
#include <QTextDocumentFragment>
#include <QToolTip>
#include <QWheelEvent>

#include <utility>

namespace docchat::ui {
namespace {

constexpr int cardStays = 60'000; // ms
constexpr int chipPadding = 12;   // pixels, of both sides
constexpr int codeRadius = 7;
constexpr int codeHeadMargin = 11; // left and right of it

} // namespace

AnswerText::AnswerText(const Theme *theme, QWidget *parent) : QTextBrowser(parent), m_theme(theme) {
    setObjectName(QStringLiteral("answer"));
    setAccessibleName(tr("Answer"));
    setFont(readingFont(font()));
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setOpenLinks(false);
    document()->setDocumentMargin(0);
    viewport()->setAutoFillBackground(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(document(), &QTextDocument::contentsChanged, this, &AnswerText::fit);
    connect(this, &QTextBrowser::cursorPositionChanged, this, &AnswerText::noteFocus);
    connect(this, &QTextBrowser::selectionChanged, this, &AnswerText::noteFocus);
}

QVariant AnswerText::loadResource(int, const QUrl &) {
    return {}; // an answer is a model's text: no picture, file or address in it is ever opened
}

QSize AnswerText::sizeHint() const {
    return {400, int(document()->size().height()) + 2};
}

void AnswerText::fit() {
    if (document()->textWidth() != viewport()->width()) // it lays out everything anew
        document()->setTextWidth(viewport()->width());
    const int height = sizeHint().height();
    if (height != this->height())
        setFixedHeight(height);
}

void AnswerText::resizeEvent(QResizeEvent *event) {
    QTextBrowser::resizeEvent(event);
    fit();
    if (!m_copyButtons.isEmpty())
        placeButtons(allCode());
}

QMimeData *AnswerText::createMimeDataFromSelection() const {
    struct Piece {
        int position;
        int length;
        int citation; ///< 0: it goes
    };
    QTextDocument copied;
    QTextCursor(&copied).insertFragment(textCursor().selection());
    std::vector<Piece> pieces;
    for (auto block = copied.begin(); block.isValid(); block = block.next()) {
        for (auto at = block.begin(); !at.atEnd(); ++at) {
            const auto fragment = at.fragment();
            const auto format = fragment.charFormat();
            if (const int number = CitationChip::numberOf(format);
                number != 0 || format.boolProperty(isOfWindow))
                pieces.push_back({fragment.position(), fragment.length(), number});
        }
    }
    for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {
        QTextCursor cursor(&copied);
        cursor.setPosition(piece->position);
        cursor.setPosition(piece->position + piece->length, QTextCursor::KeepAnchor);
        cursor.insertText(piece->citation != 0 ? QStringLiteral("[%1]").arg(piece->citation) : QString(),
                          QTextCharFormat());
    }
    auto *data = new QMimeData;
    data->setText(copied.toPlainText());
    data->setHtml(copied.toHtml());
    return data;
}

std::vector<CodeFrame> AnswerText::allCode() const {
    return codeFrames(document(), 0, document()->size().height());
}

void AnswerText::offerCode(bool offer) {
    const auto frames = offer ? allCode() : std::vector<CodeFrame>();
    while (m_copyButtons.size() > qsizetype(frames.size()))
        m_copyButtons.takeLast()->deleteLater();
    while (m_copyButtons.size() < qsizetype(frames.size())) {
        auto *button = makeButton(tr("Copy"), Look::Link, viewport());
        button->setAccessibleName(tr("Copy this code"));
        setTabOrder(m_copyButtons.isEmpty() ? static_cast<QWidget *>(this) : m_copyButtons.last(), button);
        connect(button, &QPushButton::clicked, this, [this, at = size_t(m_copyButtons.size())] {
            const auto codes = allCode();
            if (at < codes.size())
                Q_EMIT copyWanted(codes[at].text());
        });
        button->show();
        m_copyButtons += button;
    }
    placeButtons(frames);
}

/// At the right end of the head of each code.
void AnswerText::placeButtons(const std::vector<CodeFrame> &frames) {
    for (qsizetype i = 0; i < std::min(m_copyButtons.size(), qsizetype(frames.size())); ++i) {
        auto *button = m_copyButtons[i];
        const auto size = button->sizeHint();
        const auto &frame = frames[size_t(i)].frame;
        button->setGeometry({{int(frame.right()) - codeHeadMargin / 2 - size.width(),
                              int(frame.top()) + (codeHeadHeight - size.height()) / 2},
                             size});
    }
}

void AnswerText::paintEvent(QPaintEvent *event) {
    const auto &colours = m_theme->colours();
    const auto frames = codeFrames(document(), event->rect().top(), event->rect().bottom());
    for (const auto &code : frames) {
        QPainter painter(viewport());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(colours.lines);
        painter.setBrush(colours.cards);
        painter.drawRoundedRect(code.frame.adjusted(0.5, 0.5, -0.5, -0.5), codeRadius, codeRadius);
        painter.setPen(colours.faint);
        auto head = code.frame.adjusted(codeHeadMargin, 0, -codeHeadMargin, 0);
        head.setHeight(codeHeadHeight);
        painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, code.language().left(20));
    }
    QTextBrowser::paintEvent(event);
}

/// The number of the citation whose chip is the character at `position`; 0: it is none.
int AnswerText::numberAt(int position) const {
    if (position < 0 || position + 1 >= document()->characterCount())
        return 0;
    QTextCursor cursor(document());
    cursor.setPosition(position + 1); // its format is that of the character before it
    return CitationChip::numberOf(cursor.charFormat());
}

/// The chip's character; -1: there is none.
int AnswerText::chipAt(const QPoint &place) const {
    const int at = document()->documentLayout()->hitTest(place, Qt::ExactHit);
    for (const int position : {at, at - 1}) { // behind its middle it is the next one's
        if (numberAt(position) != 0 && rectOf(position).contains(place))
            return position;
    }
    return -1;
}

QRect AnswerText::rectOf(int position) const {
    QTextCursor cursor(document());
    cursor.setPosition(position);
    const auto left = cursorRect(cursor);
    cursor.setPosition(position + 1);
    const auto right = cursorRect(cursor);
    if (right.top() == left.top())
        return left.united(right);
    const int number = numberAt(position); // the last one of its line
    return left.adjusted(0, 0, fontMetrics().horizontalAdvance(QString::number(number)) + chipPadding, 0);
}

void AnswerText::showCard(int position) {
    const auto rect = rectOf(position);
    const auto card = m_cards ? m_cards(numberAt(position)) : QString();
    QToolTip::showText(viewport()->mapToGlobal(rect.bottomLeft()), card, viewport(), rect, cardStays);
}

/// By Tab a chip has the focus when it is selected by itself.
void AnswerText::noteFocus() {
    const auto cursor = textCursor();
    const bool isOne = hasFocus() && cursor.selectionEnd() - cursor.selectionStart() == 1;
    const int focused = isOne && numberAt(cursor.selectionStart()) != 0 ? cursor.selectionStart() : -1;
    if (std::exchange(m_focused, focused) == focused)
        return;
    Q_EMIT chipFocused(focused);
    viewport()->update();
    if (focused >= 0)
        showCard(focused);
    else
        QToolTip::hideText();
}

/// To the next link, which nothing else tells of.
bool AnswerText::focusNextPrevChild(bool next) {
    const bool isTaken = QTextBrowser::focusNextPrevChild(next);
    noteFocus();
    return isTaken;
}

void AnswerText::focusInEvent(QFocusEvent *event) {
    QTextBrowser::focusInEvent(event);
    noteFocus();
}

void AnswerText::focusOutEvent(QFocusEvent *event) {
    QTextBrowser::focusOutEvent(event);
    noteFocus();
}

bool AnswerText::viewportEvent(QEvent *event) {
    if (event->type() != QEvent::ToolTip)
        return QTextBrowser::viewportEvent(event);
    if (const int chip = chipAt(static_cast<QHelpEvent *>(event)->pos()); chip >= 0)
        showCard(chip);
    else
        QToolTip::hideText();
    return true;
}

void AnswerText::wheelEvent(QWheelEvent *event) {
    event->ignore(); // the chat scrolls
}

} // namespace docchat::ui
