#include "document/readers/tables.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <optional>

namespace docchat::document {
namespace {

constexpr size_t longestCell = 8;    // words on one line; more of them are prose
constexpr size_t fewestRows = 3;     // with at least two cells
constexpr size_t mostColumns = 40;   // more are a drawing
constexpr size_t mostLines = 5000;   // on a page; more are a drawing
constexpr double wideGap = 0.8;      // parts cells on one line, in heights of the line
constexpr double gutter = 0.4;       // the least blank between columns, in heights of a line
constexpr double widestPitch = 4;    // from row to row, in heights of a line
constexpr double alignedShare = 0.7; // of a column's cells at one edge

/// Words of one line without a wide gap between them: a cell, if it is one of a table.
struct Fragment {
    TextLine line;
    std::optional<size_t> grid = {}; ///< the table that it belongs to
};

/// Fragments side by side.
struct Band {
    std::vector<const Fragment *> fragments;
    QRectF box;
};

struct Column {
    double left = 0;
    double right = 0;
    std::vector<const Fragment *> cells;
};

double between(const QRectF &box, const QRectF &next) {
    return std::max(next.left() - box.right(), box.left() - next.right());
}

bool areSideBySide(const QRectF &box, const QRectF &other) {
    return std::min(box.bottom(), other.bottom()) - std::max(box.top(), other.top()) >
           0.6 * std::min(box.height(), other.height());
}

bool isHorizontal(const TextLine &line) {
    return std::all_of(line.words.begin(), line.words.end(), [](const PlacedWord &placed) {
        const auto &boxes = placed.word->boxes;
        const auto way = boxes.back().center() - boxes.front().center();
        return std::abs(way.y()) <= std::abs(way.x());
    });
}

bool isFromRight(const TextLine &line) {
    return std::any_of(line.text.begin(), line.text.end(),
                       [](QChar c) { return c.direction() == QChar::DirR || c.direction() == QChar::DirAL; });
}

std::vector<Fragment> fragmentsOf(const TextLine &line) {
    std::vector<Fragment> fragments;
    for (const auto &word : line.words) {
        if (fragments.empty() ||
            between(fragments.back().line.words.back().box, word.box) > wideGap * line.box.height())
            fragments.emplace_back();
        fragments.back().line.add(word);
    }
    return fragments;
}

/// Could a line be cells of a table?
bool isShort(const TextLine &line) {
    if (line.words.size() > longestCell * mostColumns || !isHorizontal(line) || isFromRight(line))
        return false;
    if (line.words.size() <= longestCell)
        return true;
    const auto fragments = fragmentsOf(line);
    return std::all_of(fragments.begin(), fragments.end(),
                       [](const Fragment &fragment) { return fragment.line.words.size() <= longestCell; });
}

/// "1,200", "25.47x", "12 %", "3 May 2020", "–".
bool isNumeric(const QString &text) {
    const auto digits = std::count_if(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
    const auto letters = std::count_if(text.begin(), text.end(), [](QChar c) { return c.isLetter(); });
    const bool dash = std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.isSpace() || c.category() == QChar::Punctuation_Dash;
    });
    return dash || (digits > 0 && letters <= digits);
}

double share(const std::vector<const Fragment *> &cells, bool (*holds)(const QString &)) {
    const auto count = std::count_if(cells.begin(), cells.end(), [holds](const Fragment *cell) {
        return holds(cell->line.text.trimmed());
    });
    return double(count) / double(cells.size());
}

/// How many of the values lie about their middle?
double gathered(std::vector<double> values, double tolerance) {
    std::sort(values.begin(), values.end());
    const double middle = values[values.size() / 2];
    const auto count = std::count_if(values.begin(), values.end(),
                                     [&](double value) { return std::abs(value - middle) <= tolerance; });
    return double(count) / double(values.size());
}

double alignment(const Column &column, double (*edge)(const QRectF &), double tolerance) {
    std::vector<double> edges;
    for (const auto *cell : column.cells)
        edges.push_back(edge(cell->line.box));
    return gathered(std::move(edges), tolerance);
}

bool isAligned(const Column &column, double tolerance) {
    const bool numeric = share(column.cells, isNumeric) >= 0.5;
    return alignment(
               column, [](const QRectF &box) { return box.left(); }, tolerance) >= alignedShare ||
           (numeric &&
            alignment(
                column, [](const QRectF &box) { return box.right(); }, tolerance) >= alignedShare) ||
           (numeric &&
            alignment(column, [](const QRectF &box) { return box.center().x(); }, tolerance) >= alignedShare);
}

std::vector<int> wholeNumbers(const Column &column) {
    std::vector<int> numbers;
    for (const auto *cell : column.cells) {
        bool ok = false;
        const int number = cell->line.text.trimmed().toInt(&ok);
        if (ok)
            numbers.push_back(number);
    }
    return numbers;
}

/// Page numbers of a table of contents.
bool isOfPages(const Column &column) {
    const auto numbers = wholeNumbers(column);
    return numbers.size() > fewestRows && numbers.size() + 1 >= column.cells.size() &&
           std::is_sorted(numbers.begin(), numbers.end());
}

/// Bullets, "1.", "(a)", "[12]", or lines counted one by one.
bool isOfListMarks(const Column &column) {
    static const QRegularExpression mark(
        QStringLiteral("^(\\W{1,2}|[\\[(]?[0-9]{1,3}[.)\\]]|[\\[(]?[A-Za-z]{1,4}[.)\\]])$"));
    const auto marks = std::count_if(column.cells.begin(), column.cells.end(), [](const Fragment *cell) {
        return mark.match(cell->line.text.trimmed()).hasMatch();
    });
    if (marks * 2 > qsizetype(column.cells.size()))
        return true;
    const auto numbers = wholeNumbers(column);
    if (numbers.size() + 1 < column.cells.size())
        return false;
    const int step = numbers.size() > 1 ? numbers[1] - numbers[0] : 0;
    for (size_t i = 1; i < numbers.size(); ++i) {
        if (numbers[i] - numbers[i - 1] != step)
            return false;
    }
    return step > 0;
}

/// Names from A to Z: an index, which is read down its columns.
bool isSorted(const Column &column) {
    size_t ordered = 1;
    for (size_t i = 1; i < column.cells.size(); ++i) {
        ordered +=
            column.cells[i - 1]->line.text.compare(column.cells[i]->line.text, Qt::CaseInsensitive) <= 0 ? 1
                                                                                                         : 0;
    }
    return double(ordered) >= 0.8 * double(column.cells.size());
}

/// Rows under each other whose cells keep to the same columns.
class Grid {
public:
    explicit Grid(double height) : m_height(height) {}

    [[nodiscard]] bool isEmpty() const { return m_bands.empty(); }
    [[nodiscard]] QRectF box() const { return m_box; }
    [[nodiscard]] const std::vector<Band> &bands() const { return m_bands; }

    /// False, and nothing changes, if the band does not keep to the columns or lies too far below.
    bool take(const Band &band);

    /// Lets go of single cells at the end: a caption as likely as a part of the table.
    void trim();

    [[nodiscard]] bool isTable() const;
    [[nodiscard]] std::vector<TextLine> rows() const;

private:
    bool place(std::vector<Column> &columns, const Fragment *fragment) const;
    bool beginsRow(const Band &band) const;
    bool goesOn(size_t band) const;
    bool isOfNumbers() const;
    bool isOfWords() const;
    size_t columnOf(const Fragment *fragment) const;

    double m_height;
    QRectF m_box;
    std::vector<Column> m_columns;
    std::vector<Band> m_bands;
};

bool Grid::place(std::vector<Column> &columns, const Fragment *fragment) const {
    const auto &box = fragment->line.box;
    const double blank = gutter * m_height;
    auto next = std::find_if(columns.begin(), columns.end(),
                             [&](const Column &column) { return column.right + blank > box.left(); });
    if (next == columns.end() || box.right() + blank <= next->left) {
        if (columns.size() >= mostColumns)
            return false;
        columns.insert(next, {box.left(), box.right(), {fragment}});
        return true;
    }
    const bool touches = next->left < box.right() && box.left() < next->right;
    const auto beyond = std::next(next);
    if (!touches || (beyond != columns.end() && box.right() + blank > beyond->left))
        return false;
    if (areSideBySide(next->cells.back()->line.box, box))
        return false; // two cells of one row in one column: it is none
    next->left = std::min(next->left, box.left());
    next->right = std::max(next->right, box.right());
    next->cells.push_back(fragment);
    return true;
}

bool Grid::take(const Band &band) {
    if (m_bands.empty() && band.fragments.size() < 2)
        return false;
    if (!m_bands.empty() && band.box.center().y() - m_bands.back().box.center().y() > widestPitch * m_height)
        return false;
    auto columns = m_columns;
    for (const auto *fragment : band.fragments) {
        if (!place(columns, fragment))
            return false;
    }
    if (band.fragments.size() < 2 && columns.size() != m_columns.size())
        return false;
    m_columns = std::move(columns);
    m_box = m_bands.empty() ? band.box : m_box.united(band.box);
    m_bands.push_back(band);
    return true;
}

void Grid::trim() {
    while (!m_bands.empty() && m_bands.back().fragments.size() < 2) {
        for (auto &column : m_columns)
            std::erase(column.cells, m_bands.back().fragments.front());
        m_bands.pop_back();
    }
    m_box = {};
    for (const auto &band : m_bands)
        m_box = m_box.united(band.box);
}

bool Grid::beginsRow(const Band &band) const {
    return band.fragments.size() > 1 && columnOf(band.fragments.front()) == 0;
}

/// Is the band a further line of cells of the row above? Then it is closer to it than the next row.
bool Grid::goesOn(size_t band) const {
    if (band == 0 || beginsRow(m_bands[band]))
        return false;
    const auto next = std::find_if(m_bands.begin() + qsizetype(band), m_bands.end(),
                                   [this](const Band &below) { return beginsRow(below); });
    if (next == m_bands.end())
        return false;
    const double above = m_bands[band].box.center().y() - m_bands[band - 1].box.center().y();
    const double below = next->box.center().y() - std::prev(next)->box.center().y();
    return above < 0.85 * below;
}

bool Grid::isOfNumbers() const {
    size_t numeric = 0;
    size_t cells = 0;
    for (const auto &column : m_columns) {
        numeric += size_t(share(column.cells, isNumeric) * double(column.cells.size()) + 0.5);
        cells += column.cells.size();
    }
    if (m_columns.size() > 2)
        return numeric * 4 >= cells;
    return !isOfListMarks(m_columns.front()) &&
           std::any_of(m_columns.begin(), m_columns.end(),
                       [](const Column &column) { return share(column.cells, isNumeric) >= 0.6; });
}

/// Words alone must look like a table in all else: prose in narrow columns, names and addresses do not.
bool Grid::isOfWords() const {
    if (m_columns.size() < 3 || m_bands.size() <= fewestRows || isOfListMarks(m_columns.front()))
        return false;
    size_t words = 0;
    size_t lower = 0;
    size_t cells = 0;
    for (const auto &column : m_columns) {
        for (const auto *cell : column.cells) {
            words += cell->line.words.size();
            lower += cell->line.text.front().isLower() ? 1 : 0;
            if (cell->line.text.contains(QLatin1Char('@')))
                return false;
        }
        cells += column.cells.size();
    }
    return words <= 3 * cells && lower * 10 <= 3 * cells &&
           !std::all_of(m_columns.begin(), m_columns.end(), isSorted);
}

bool Grid::isTable() const {
    size_t rows = 0;
    size_t cells = 0;
    for (const auto &band : m_bands)
        rows += band.fragments.size() > 1 ? 1 : 0;
    if (rows < fewestRows || m_columns.size() < 2)
        return false;
    for (const auto &column : m_columns) {
        if (column.cells.size() < 2 || !isAligned(column, 0.5 * m_height))
            return false;
        cells += column.cells.size();
    }
    const bool contents = m_columns.size() <= 3 && isOfPages(m_columns.back()) &&
                          share(m_columns[m_columns.size() - 2].cells, isNumeric) < 0.5;
    return !contents && double(cells) >= 0.6 * double(rows * m_columns.size()) &&
           (isOfNumbers() || isOfWords());
}

size_t Grid::columnOf(const Fragment *fragment) const {
    const auto column = std::find_if(m_columns.begin(), m_columns.end(), [&](const Column &candidate) {
        return candidate.right >= fragment->line.box.right();
    });
    return size_t(column - m_columns.begin());
}

std::vector<TextLine> Grid::rows() const {
    std::vector<TextLine> lines;
    std::vector<std::vector<PlacedWord>> cells;
    auto endRow = [&] {
        if (cells.empty())
            return;
        TextLine line;
        for (size_t column = 0; column < cells.size(); ++column) {
            for (const auto &word : cells[column]) {
                line.add(word);
                line.columns.push_back(column);
            }
        }
        lines.push_back(std::move(line));
    };
    for (size_t band = 0; band < m_bands.size(); ++band) {
        if (!goesOn(band)) {
            endRow();
            cells.assign(m_columns.size(), {});
        }
        for (const auto *fragment : m_bands[band].fragments) {
            auto &cell = cells[columnOf(fragment)];
            cell.insert(cell.end(), fragment->line.words.begin(), fragment->line.words.end());
        }
    }
    endRow();
    return lines;
}

/// Fragments that lie side by side, from the top.
std::vector<Band> bandsOf(const std::vector<Fragment> &fragments) {
    std::vector<const Fragment *> sorted;
    for (const auto &fragment : fragments)
        sorted.push_back(&fragment);
    std::sort(sorted.begin(), sorted.end(), [](const Fragment *a, const Fragment *b) {
        const double aboveBy = b->line.box.center().y() - a->line.box.center().y();
        return aboveBy == 0 ? a < b : aboveBy > 0;
    });
    std::vector<Band> bands;
    for (const auto *fragment : sorted) {
        if (bands.empty() || !areSideBySide(bands.back().fragments.front()->line.box, fragment->line.box))
            bands.emplace_back();
        auto &band = bands.back();
        band.box = band.fragments.empty() ? fragment->line.box : band.box.united(fragment->line.box);
        band.fragments.push_back(fragment);
    }
    for (auto &band : bands) {
        std::sort(band.fragments.begin(), band.fragments.end(), [](const Fragment *a, const Fragment *b) {
            return a->line.box.left() < b->line.box.left();
        });
    }
    return bands;
}

/// Short lines that follow each other in the order of reading, with prose or nothing before and after them.
class Run {
public:
    explicit Run(std::vector<TextLine> lines) : m_lines(std::move(lines)) {
        for (size_t line = 0; line < m_lines.size(); ++line) {
            for (auto &fragment : fragmentsOf(m_lines[line])) {
                m_fragments.push_back(std::move(fragment));
                m_lineOf.push_back(line);
            }
        }
        findGrids();
    }

    /// A table holds nothing that is not of its run.
    void dropGridsAround(const QRectF &box) {
        std::erase_if(m_grids,
                      [&](const Grid &grid) { return box.intersects(grid.box().adjusted(1, 1, -1, -1)); });
    }

    [[nodiscard]] bool hasTables() const { return !m_grids.empty(); }

    /// The lines of the run, each table where its first cell stood.
    [[nodiscard]] std::vector<TextLine> takeLines();

private:
    void findGrids();
    void keep(Grid grid);
    void markCells();

    std::vector<TextLine> m_lines;
    std::vector<Fragment> m_fragments;
    std::vector<size_t> m_lineOf; ///< each fragment
    std::vector<Grid> m_grids;
};

void Run::keep(Grid grid) {
    grid.trim();
    if (grid.isTable())
        m_grids.push_back(std::move(grid));
}

void Run::findGrids() {
    if (m_fragments.size() < 2 * fewestRows)
        return;
    std::vector<double> heights;
    for (const auto &fragment : m_fragments)
        heights.push_back(fragment.line.box.height());
    std::nth_element(heights.begin(), heights.begin() + qsizetype(heights.size() / 2), heights.end());
    const double height = heights[heights.size() / 2];
    Grid grid(height);
    for (const auto &band : bandsOf(m_fragments)) {
        if (grid.take(band))
            continue;
        keep(std::exchange(grid, Grid(height)));
        (void)grid.take(band);
    }
    keep(std::move(grid));
}

void Run::markCells() {
    for (size_t grid = 0; grid < m_grids.size(); ++grid) {
        for (const auto &band : m_grids[grid].bands()) {
            for (const auto *fragment : band.fragments)
                m_fragments[size_t(fragment - m_fragments.data())].grid = grid;
        }
    }
}

std::vector<TextLine> Run::takeLines() {
    if (m_grids.empty())
        return std::move(m_lines);
    markCells();
    std::vector<bool> isCut(m_lines.size()); // lines of which a part is in a table
    for (size_t i = 0; i < m_fragments.size(); ++i) {
        if (m_fragments[i].grid)
            isCut[m_lineOf[i]] = true;
    }
    std::vector<TextLine> result;
    std::vector<bool> added(m_grids.size());
    for (size_t i = 0; i < m_fragments.size(); ++i) {
        const auto grid = m_fragments[i].grid;
        if (grid && !added[*grid]) {
            added[*grid] = true;
            for (auto &row : m_grids[*grid].rows())
                result.push_back(std::move(row));
        } else if (!grid && isCut[m_lineOf[i]]) {
            result.push_back(m_fragments[i].line);
        } else if (!grid && (i == 0 || m_lineOf[i] != m_lineOf[i - 1])) {
            result.push_back(m_lines[m_lineOf[i]]);
        }
    }
    return result;
}

} // namespace

std::vector<TextLine> withTablesByRows(std::vector<TextLine> lines) {
    if (lines.size() < fewestRows || lines.size() > mostLines)
        return lines;
    std::vector<QRectF> boxes;
    std::vector<bool> candidates;
    for (const auto &line : lines) {
        boxes.push_back(line.box);
        candidates.push_back(isShort(line));
    }
    std::vector<TextLine> result;
    for (size_t first = 0; first < lines.size();) {
        size_t last = first + 1;
        while (last < lines.size() && candidates[last] == candidates[first])
            ++last;
        std::vector<TextLine> part(std::make_move_iterator(lines.begin() + qsizetype(first)),
                                   std::make_move_iterator(lines.begin() + qsizetype(last)));
        if (candidates[first]) {
            Run run(std::move(part));
            for (size_t other = 0; other < boxes.size() && run.hasTables(); ++other) {
                if (other < first || other >= last)
                    run.dropGridsAround(boxes[other]);
            }
            part = run.takeLines();
        }
        result.insert(result.end(), std::make_move_iterator(part.begin()),
                      std::make_move_iterator(part.end()));
        first = last;
    }
    return result;
}

} // namespace docchat::document
