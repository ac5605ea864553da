#include "chat/answertext.h"

#include "chat/textcolumn.h"
#include "chat/textlook.h"
#include "widgets/buttons.h"

#include <QPainter>
#include <QPaintEvent>
#include <QWheelEvent>

namespace docchat::ui {
namespace {

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

void AnswerText::wheelEvent(QWheelEvent *event) {
    event->ignore(); // the chat scrolls
}

} // namespace docchat::ui
