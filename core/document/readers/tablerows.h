#pragma once

#include <QStringList>

#include <vector>

namespace docchat::document {

/// A paragraph or a heading, in the order of reading.
struct TextPiece {
    QString text;
    bool isHeading = false;
};
using TextPieces = std::vector<TextPiece>;

/// Makes rows that stand alone ("heading: value; heading: value") of one table's cells as they come. Spans
/// are capped, so that a file's counts cost nothing. Pure.
class TableRows {
public:
    /// Ends no row: the caller took endRow() before. `isHead`: its cells are headings of their columns.
    void beginRow(bool isHead);

    /// Spans count columns and rows from 1. `isHeading`: a row of such cells alone is one of headings.
    void beginCell(int columnSpan, int rowSpan, bool isHeading);
    void endCell() { m_inCell = false; }

    [[nodiscard]] bool inRow() const { return m_inRow; }
    [[nodiscard]] bool inCell() const { return m_inCell; }

    /// To the open cell.
    void add(TextPiece piece);

    /// Leaves out columns that a cell from elsewhere covers, or that are empty.
    void skipColumns(int count);

    /// What the row says: one piece, or its cells' pieces where the table only lays out. None for headings.
    [[nodiscard]] TextPieces endRow();

    /// At the table's end: its headings when no row came after them.
    [[nodiscard]] TextPieces end();

private:
    struct Cell {
        int column = 0;
        int columnSpan = 1;
        TextPieces pieces = {};
    };
    struct Covered {
        int rows = 0; ///< still to come
        QString text = {};
    };

    [[nodiscard]] QString headingOf(int column) const { return m_headings.value(column); }
    [[nodiscard]] bool isLayout() const;
    [[nodiscard]] QStringList values() const;
    void passCovered();
    void takeHeadings();

    QStringList m_headings;
    std::vector<Covered> m_covered; ///< by column
    std::vector<Cell> m_cells;
    QStringList m_carried; ///< by column: what cells of rows above say in this one
    int m_column = 0;
    bool m_inRow = false;
    bool m_inCell = false;
    bool m_isHead = false;
    bool m_onlyHeadings = false;
    bool m_headingsGrow = false; ///< the row before was one of headings too
    bool m_hasRows = false;      ///< under the headings
};

} // namespace docchat::document
