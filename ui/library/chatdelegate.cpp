#include "library/chatdelegate.h"
#include "widgets/beginningat.h"
#include "widgets/markedline.h"

#include <QLineEdit>
#include <QPainter>

namespace docchat::ui {
namespace {

constexpr int longestTitle = 200; // characters that a person may type

} // namespace

void ChatDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const {
    const auto &colours = m_theme->colours();
    painter->save();
    painter->setLayoutDirection(option.direction);
    painter->setRenderHint(QPainter::Antialiasing);
    const auto body = option.rect.adjusted(0, 1, 0, -2);
    painter->setPen(option.state.testFlag(QStyle::State_HasFocus) ? QPen(colours.accent, 1)
                                                                  : QPen(Qt::NoPen));
    painter->setBrush(option.state.testFlag(QStyle::State_Selected) ? QBrush(colours.weak)
                                                                    : QBrush(Qt::NoBrush));
    painter->drawRoundedRect(QRectF(body).adjusted(.5, .5, -.5, -.5), 7, 7);
    const auto text = body.adjusted(8, 5, -8, -5);
    painter->setPen(colours.text);
    const auto title = option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, text.width());
    painter->drawText(text, Qt::AlignTop, apart(title, option.direction));
    QFont small = option.font;
    small.setPointSizeF(small.pointSizeF() - 0.8);
    painter->setPen(colours.dim);
    const int height = QFontMetrics(small).height();
    paintMarkedLine(painter, {text.left(), text.bottom() + 1 - height, text.width(), height}, small,
                    index.data(LineRole).toString(), index.data(MarksRole).value<Marks>(), colours.text);
    painter->restore();
}

QWidget *ChatDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                    const QModelIndex &) const {
    auto *field = new QLineEdit(parent);
    field->setProperty("narrow", true);
    field->setMaxLength(longestTitle);
    field->setAccessibleName(tr("Title of the chat"));
    return field;
}

void ChatDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                        const QModelIndex &) const {
    const int height = editor->sizeHint().height();
    editor->setGeometry(option.rect.left() + 2, option.rect.center().y() - height / 2,
                        option.rect.width() - 4, height);
}

} // namespace docchat::ui
