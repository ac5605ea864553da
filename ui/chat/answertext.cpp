#include "chat/answertext.h"

#include <QWheelEvent>

namespace docchat::ui {

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
    if (document()->textWidth() != viewport()->width()) // it lays out everything anew
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

} // namespace docchat::ui
