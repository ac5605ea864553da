#include "search/resultsdelegate.h"
#include "widgets/beginningat.h"

#include <QPainter>
#include <QTextLayout>

namespace docchat::ui {
namespace {

constexpr int sideGap = 10;
constexpr int indent = 26; // of passages, below the document's name
constexpr int mostLines = 2;

QFont smaller(const QFont &font) {
    QFont result = font;
    result.setPointSizeF(font.pointSizeF() - 0.8);
    return result;
}

/// Lays a text out in lines of `width`; the end of the text in the last line that there is room for.
qsizetype layOut(QTextLayout &layout, int width) {
    layout.beginLayout();
    qsizetype end = 0;
    double y = 0;
    for (int i = 0; i < mostLines; ++i) {
        auto line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        line.setPosition({0, y});
        y += line.height();
        end = line.textStart() + line.textLength();
    }
    layout.endLayout();
    return end;
}

QList<QTextLayout::FormatRange> boldRanges(const index::Snippet &snippet, qsizetype end) {
    QList<QTextLayout::FormatRange> ranges;
    for (const auto &mark : snippet.marks) {
        QTextLayout::FormatRange range;
        range.start = int(mark.start);
        range.length = int(std::min(mark.end, end) - mark.start);
        range.format.setFontWeight(QFont::Bold);
        if (range.length > 0)
            ranges += range;
    }
    return ranges;
}

} // namespace

ResultsDelegate::ResultsDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme) {}

QSize ResultsDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const {
    const int line = QFontMetrics(option.font).lineSpacing();
    if (!index.parent().isValid())
        return {200, line + 16};
    return {200, QFontMetrics(smaller(option.font)).lineSpacing() + mostLines * line + 16};
}

void ResultsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const {
    const auto &colours = m_theme->colours();
    painter->save();
    painter->setLayoutDirection(option.direction);
    painter->setRenderHint(QPainter::Antialiasing);
    const auto body = option.rect.adjusted(0, 1, 0, -1);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    painter->setPen(focused && selected ? QPen(colours.accent, 1) : QPen(Qt::NoPen));
    painter->setBrush(selected ? QBrush(colours.weak) : QBrush(Qt::NoBrush));
    painter->drawRoundedRect(QRectF(body).adjusted(.5, .5, -.5, -.5), 7, 7);
    if (const auto *match = static_cast<const ResultsModel *>(index.model())->matchAt(index))
        paintPassage(painter, option, body, *match);
    else
        paintDocument(painter, option, body, index);
    painter->restore();
}

void ResultsDelegate::paintDocument(QPainter *painter, const QStyleOptionViewItem &option, const QRect &body,
                                    const QModelIndex &index) const {
    const auto &colours = m_theme->colours();
    const auto &document = static_cast<const ResultsModel *>(index.model())->documentAt(index);
    const auto count = passagesWords(int(document.matches.size()), document.total);
    const auto text = body.adjusted(sideGap, 0, -sideGap, 0);
    const bool open = option.state.testFlag(QStyle::State_Open);
    painter->setPen(QPen(colours.dim, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const int onward = option.direction == Qt::RightToLeft ? -1 : 1;
    const QPointF middle((onward > 0 ? text.left() : text.right()) + 4 * onward, text.center().y() + .5);
    const QPointF folded[] = {middle + QPointF(-1.5 * onward, -4), middle + QPointF(2.5 * onward, 0),
                              middle + QPointF(-1.5 * onward, 4)};
    const QPointF unfolded[] = {middle + QPointF(-4, -2), middle + QPointF(0, 2), middle + QPointF(4, -2)};
    painter->drawPolyline(open ? unfolded : folded, 3);

    const int countWidth = option.fontMetrics.horizontalAdvance(count);
    const int left = body.left() + indent;
    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics boldMetrics(bold);
    const auto name = boldMetrics.elidedText(document.name.simplified(), Qt::ElideMiddle,
                                             text.right() - left - countWidth - 14);
    painter->setFont(bold);
    painter->setPen(colours.text);
    painter->drawText(QStyle::visualRect(option.direction, body,
                                         QRect(left, text.top(), text.right() - left, text.height())),
                      Qt::AlignVCenter, name);
    painter->setFont(option.font);
    painter->setPen(colours.dim);
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignRight, count);
}

void ResultsDelegate::paintPassage(QPainter *painter, const QStyleOptionViewItem &option, const QRect &body,
                                   const index::Match &match) const {
    const auto &colours = m_theme->colours();
    const auto text = QStyle::visualRect(option.direction, body, body.adjusted(indent, 6, -sideGap, -6));
    const auto placeFont = smaller(option.font);
    const QFontMetrics placeMetrics(placeFont);
    painter->setFont(placeFont);
    painter->setPen(colours.dim);
    painter->drawText(text, Qt::AlignTop,
                      placeMetrics.elidedText(match.place, Qt::ElideMiddle, text.width()));
    painter->setPen(colours.text);
    QTextLayout layout(match.snippet.text, option.font);
    layout.setTextOption(beginningAt(option.direction));
    layout.setFormats(boldRanges(match.snippet, match.snippet.text.size()));
    const auto end = layOut(layout, text.width());
    const QPointF at(text.left(), text.top() + placeMetrics.lineSpacing());
    if (end >= match.snippet.text.size()) {
        layout.draw(painter, at);
        return;
    }
    const auto room = std::max<qsizetype>(0, end - 2);
    QTextLayout shorter(match.snippet.text.left(room).trimmed() + QChar(u'…'), option.font);
    shorter.setTextOption(beginningAt(option.direction));
    shorter.setFormats(boldRanges(match.snippet, room));
    layOut(shorter, text.width());
    shorter.draw(painter, at);
}

} // namespace docchat::ui
