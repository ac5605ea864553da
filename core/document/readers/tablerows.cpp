#include "document/readers/tablerows.h"

#include "document/readers/sections.h"

#include <algorithm>

namespace docchat::document {
namespace {

constexpr int mostColumns = 1000; // cells beyond stand without headings
constexpr int mostRowsCovered = 1000;
constexpr qsizetype longestRepeated = 200; // of headings and of cells that span rows
constexpr size_t mostPiecesOfValue = 3;    // a cell of more is a part of a page, not a value

QString joined(const TextPieces &pieces) {
    QStringList texts;
    for (const auto &piece : pieces)
        texts += piece.text;
    return texts.join(QLatin1Char(' ')).simplified();
}

} // namespace

void TableRows::beginRow(bool isHead) {
    m_inRow = true;
    m_inCell = false;
    m_isHead = isHead;
    m_onlyHeadings = true;
    m_column = 0;
    m_cells.clear();
    m_carried.clear();
}

void TableRows::passCovered() {
    while (m_column < int(m_covered.size()) && m_covered[size_t(m_column)].rows > 0) {
        auto &covered = m_covered[size_t(m_column)];
        --covered.rows;
        m_carried.resize(m_column + 1);
        m_carried[m_column] = covered.text;
        ++m_column;
    }
}

void TableRows::beginCell(int columnSpan, int rowSpan, bool isHeading) {
    if (!m_inRow)
        beginRow(false);
    passCovered();
    columnSpan = std::clamp(columnSpan, 1, std::max(1, mostColumns - m_column));
    m_onlyHeadings = m_onlyHeadings && isHeading;
    m_cells.push_back({m_column, columnSpan});
    if (rowSpan > 1 && m_column + columnSpan <= mostColumns) {
        m_covered.resize(std::max(m_covered.size(), size_t(m_column + columnSpan)));
        for (int column = m_column; column < m_column + columnSpan; ++column)
            m_covered[size_t(column)] = {std::min(rowSpan, mostRowsCovered) - 1};
    }
    m_column = std::min(m_column + columnSpan, mostColumns);
    m_inCell = true;
}

void TableRows::add(TextPiece piece) {
    m_cells.back().pieces.push_back(std::move(piece));
}

void TableRows::skipColumns(int count) {
    if (m_inRow)
        m_column = std::min(m_column + std::clamp(count, 1, mostColumns), mostColumns);
}

/// Parts of a page side by side, or one alone, are no row of values.
bool TableRows::isLayout() const {
    const auto filled = std::ranges::count_if(m_cells, [](const Cell &cell) { return !cell.pieces.empty(); });
    const bool hasParts = std::ranges::any_of(m_cells, [](const Cell &cell) {
        return cell.pieces.size() > mostPiecesOfValue ||
               std::ranges::any_of(cell.pieces, [](const TextPiece &piece) { return piece.isHeading; });
    });
    const bool hasHeadings = std::ranges::any_of(
        m_cells, [&](const Cell &cell) { return !cell.pieces.empty() && !headingOf(cell.column).isEmpty(); });
    return !hasHeadings && m_carried.isEmpty() && (hasParts || filled == 1);
}

QStringList TableRows::values() const {
    auto values = m_carried;
    for (const auto &cell : m_cells) {
        values.resize(std::max(values.size(), qsizetype(cell.column) + 1));
        auto &value = values[cell.column];
        value += value.isEmpty() ? joined(cell.pieces) : QLatin1Char(' ') + joined(cell.pieces);
    }
    return values;
}

/// Headings in two rows belong together: "Costs 2024".
void TableRows::takeHeadings() {
    if (!m_headingsGrow)
        m_headings.clear();
    QStringList row = m_carried;
    for (const auto &cell : m_cells) {
        row.resize(std::max(row.size(), qsizetype(cell.column) + cell.columnSpan));
        const auto text = joined(cell.pieces).left(longestRepeated);
        for (int column = cell.column; column < cell.column + cell.columnSpan; ++column)
            row[column] = text;
    }
    m_headings.resize(std::max(m_headings.size(), row.size()));
    for (qsizetype column = 0; column < row.size(); ++column) {
        auto &heading = m_headings[column];
        if (heading != row[column])
            heading = (heading + QLatin1Char(' ') + row[column]).trimmed().left(longestRepeated);
    }
    m_hasRows = false;
}

TextPieces TableRows::endRow() {
    if (!m_inRow)
        return {};
    m_inRow = m_inCell = false;
    for (const auto &cell : m_cells) {
        if (size_t(cell.column) < m_covered.size() && m_covered[size_t(cell.column)].rows > 0)
            m_covered[size_t(cell.column)].text = joined(cell.pieces).left(longestRepeated);
    }
    passCovered();
    for (auto column = size_t(m_column); column < m_covered.size(); ++column)
        m_covered[column].rows = std::max(0, m_covered[column].rows - 1);
    if (!m_cells.empty() && (m_isHead || m_onlyHeadings) && !isLayout()) {
        TextPieces before = m_headingsGrow ? TextPieces() : end();
        takeHeadings();
        m_headingsGrow = true;
        return before;
    }
    m_headingsGrow = false;
    TextPieces pieces;
    if (isLayout()) {
        for (auto &cell : m_cells)
            std::ranges::move(cell.pieces, std::back_inserter(pieces));
    } else if (const auto text = rowText(m_headings, values()); !text.isEmpty()) {
        m_hasRows = true;
        pieces.push_back({text});
    }
    return pieces;
}

TextPieces TableRows::end() {
    const auto text = m_hasRows ? QString() : rowText({}, m_headings);
    m_headings.clear();
    m_hasRows = false;
    return text.isEmpty() ? TextPieces() : TextPieces{{text}};
}

} // namespace docchat::document
