#include "model/layout.h"

#include <QDataStream>
#include <QIODevice>

#include <algorithm>
#include <cmath>

namespace docchat {
namespace {

constexpr double steps = 65535;
constexpr quint32 mostWords = 2'000'000;

quint16 quantise(double value, double extent) {
    return extent > 0 ? quint16(std::clamp(value / extent, 0.0, 1.0) * steps + 0.5) : quint16(0);
}

double restore(quint16 value, double extent) {
    return value / steps * extent;
}

/// The part of a word's box between two of its edges.
QRectF slice(const LayoutWord &word, qsizetype from, qsizetype to) {
    const double a = word.edges[size_t(from)];
    const double b = word.edges[size_t(to)];
    const double low = std::min(a, b);
    const double high = std::max(a, b);
    return word.vertical ? QRectF(word.box.left(), low, word.box.width(), high - low)
                         : QRectF(low, word.box.top(), high - low, word.box.height());
}

/// Do two boxes lie on one line, close enough for one mark?
bool joins(const QRectF &line, const QRectF &next, bool vertical) {
    if (vertical) {
        return std::abs(line.center().x() - next.center().x()) < next.width() / 2 &&
               std::abs(next.top() - line.bottom()) < 2 * next.width();
    }
    return std::abs(line.center().y() - next.center().y()) < std::min(line.height(), next.height()) / 2 &&
           next.left() >= line.left() - 1 && next.left() - line.right() < 2 * next.height();
}

/// How far a point is from a word; across its line it counts much more than along it.
double distance(const LayoutWord &word, QPointF point) {
    constexpr double across = 8;
    const auto &box = word.box;
    const double x = std::max({box.left() - point.x(), point.x() - box.right(), 0.0});
    const double y = std::max({box.top() - point.y(), point.y() - box.bottom(), 0.0});
    return word.vertical ? across * x + y : x + across * y;
}

} // namespace

std::optional<qsizetype> PageLayout::offsetAt(QPointF point) const {
    const auto nearest = std::ranges::min_element(
        m_words, {}, [point](const LayoutWord &word) { return distance(word, point); });
    if (nearest == m_words.end())
        return std::nullopt;
    const double along = nearest->vertical ? point.y() : point.x();
    const auto edge = std::ranges::min_element(
        nearest->edges, {}, [along](double candidate) { return std::abs(candidate - along); });
    return nearest->start + (edge - nearest->edges.begin());
}

QList<QRectF> PageLayout::rects(qsizetype start, qsizetype end) const {
    QList<QRectF> lines;
    if (start >= end)
        return lines;
    auto word = std::partition_point(m_words.begin(), m_words.end(), [&](const LayoutWord &candidate) {
        return candidate.start + candidate.length() <= start;
    });
    bool vertical = false;
    for (; word != m_words.end() && word->start < end; ++word) {
        const auto from = std::max<qsizetype>(0, start - word->start);
        const auto to = std::min(word->length(), end - word->start);
        const auto box = slice(*word, from, to);
        if (!lines.isEmpty() && vertical == word->vertical && joins(lines.last(), box, vertical))
            lines.last() = lines.last().united(box);
        else
            lines.append(box);
        vertical = word->vertical;
    }
    return lines;
}

QByteArray PageLayout::encode() const {
    QByteArray raw;
    QDataStream out(&raw, QIODevice::WriteOnly);
    out.setByteOrder(QDataStream::LittleEndian);
    out << quint32(m_words.size());
    qsizetype last = 0;
    for (const auto &word : m_words) {
        const double extent = word.vertical ? m_size.height() : m_size.width();
        out << quint32(word.start - last) << quint16(word.length() | (word.vertical ? 0x8000 : 0));
        last = word.start;
        out << quantise(word.box.left(), m_size.width()) << quantise(word.box.top(), m_size.height())
            << quantise(word.box.right(), m_size.width()) << quantise(word.box.bottom(), m_size.height());
        for (const double edge : word.edges)
            out << quantise(edge, extent);
    }
    return raw;
}

std::optional<PageLayout> PageLayout::decode(const QByteArray &bytes, QSizeF pageSize) {
    QDataStream in(bytes);
    in.setByteOrder(QDataStream::LittleEndian);
    PageLayout layout(pageSize);
    quint32 count = 0;
    in >> count;
    if (in.status() != QDataStream::Ok || count > mostWords)
        return std::nullopt;
    qsizetype last = 0;
    qsizetype end = 0;
    for (quint32 i = 0; i < count; ++i) {
        quint32 gap = 0;
        quint16 length = 0;
        quint16 sides[4] = {};
        in >> gap >> length >> sides[0] >> sides[1] >> sides[2] >> sides[3];
        LayoutWord word;
        word.start = last + gap;
        if (word.start < end)
            return std::nullopt; // words that overlap
        last = word.start;
        end = word.start + (length & 0x7FFF);
        word.vertical = length & 0x8000;
        word.box = QRectF(QPointF(restore(sides[0], pageSize.width()), restore(sides[1], pageSize.height())),
                          QPointF(restore(sides[2], pageSize.width()), restore(sides[3], pageSize.height())));
        const double extent = word.vertical ? pageSize.height() : pageSize.width();
        for (int edge = 0; edge <= (length & 0x7FFF) && in.status() == QDataStream::Ok; ++edge) {
            quint16 value = 0;
            in >> value;
            word.edges.push_back(restore(value, extent));
        }
        if (in.status() != QDataStream::Ok)
            return std::nullopt;
        layout.add(std::move(word));
    }
    if (!in.atEnd())
        return std::nullopt;
    return layout;
}

} // namespace docchat
