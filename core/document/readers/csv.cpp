#include "document/readers/reader.h"

#include "document/readers/sections.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace docchat::document {
namespace {

constexpr qsizetype longestCell = 1024 * 1024; // code units; a quote that is open for longer is none
constexpr qsizetype longestHeading = 200;
constexpr qsizetype sampleSize = 64 * 1024;
constexpr int sampleRows = 100;
constexpr QChar quote = u'"';

bool isLineEnd(QChar c) {
    return c == QLatin1Char('\n') || c == QLatin1Char('\r');
}

/// Reads one row after the other (RFC 4180, and what programs write that do not follow it).
class RowReader {
public:
    RowReader(QStringView text, QChar separator) : m_text(text), m_separator(separator) {}

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }

    /// The cells of the next row; one empty cell of a blank line.
    QStringList next() {
        QStringList cells;
        do {
            cells += nextCell();
        } while (takeSeparator());
        takeLineEnd();
        return cells;
    }

private:
    [[nodiscard]] bool endsCell(qsizetype at) const {
        return at >= m_text.size() || m_text[at] == m_separator || isLineEnd(m_text[at]);
    }

    QString nextCell() {
        if (!atEnd() && m_text[m_at] == quote && m_at >= m_strayUntil) {
            if (auto cell = quotedCell())
                return *cell;
        }
        const auto start = m_at;
        while (!endsCell(m_at))
            ++m_at;
        return m_text.sliced(start, m_at - start).toString();
    }

    /// nullopt when its quote is never closed, so that it is a letter like others: nobody closes it soon, or
    /// another quote opens on a later line.
    std::optional<QString> quotedCell() {
        QString cell;
        bool hasLines = false;
        const auto limit = std::min(m_text.size(), m_at + longestCell);
        auto at = m_at + 1;
        for (; at < limit; ++at) {
            const auto c = m_text[at];
            hasLines = hasLines || isLineEnd(c);
            if (c != quote) {
                cell += c;
                continue;
            }
            if (endsCell(at + 1)) {
                m_at = at + 1;
                return cell;
            }
            if (m_text[at + 1] == quote)
                ++at;
            else if (hasLines)
                break;
            cell += quote;
        }
        m_strayUntil = at; // what has been looked at once is not looked at again for each quote in it
        return std::nullopt;
    }

    bool takeSeparator() {
        if (atEnd() || m_text[m_at] != m_separator)
            return false;
        ++m_at;
        return true;
    }

    void takeLineEnd() {
        if (atEnd())
            return;
        m_at += m_text.sliced(m_at).startsWith(QLatin1StringView("\r\n")) ? 2 : 1;
    }

    QStringView m_text;
    QChar m_separator;
    qsizetype m_at = 0;
    qsizetype m_strayUntil = 0; ///< quotes before this close nothing
};

/// How alike the rows are when parted by a separator, from 0 to 1; 0 when it parts nothing.
double agreement(QStringView sample, QChar separator) {
    std::map<qsizetype, int> rowsBySize;
    int rows = 0;
    for (RowReader reader(sample, separator); !reader.atEnd() && rows < sampleRows;) {
        const auto cells = reader.next();
        if (cells.size() == 1 && cells.front().trimmed().isEmpty())
            continue;
        ++rows;
        ++rowsBySize[cells.size()];
    }
    if (rowsBySize.empty())
        return 0;
    const auto most = std::ranges::max_element(
        rowsBySize, {}, [](const auto &entry) { return entry.first > 1 ? entry.second : 0; });
    return most->first > 1 ? double(most->second) / rows : 0;
}

/// The comma comes last: it stands within numbers and sentences.
QChar likelySeparator(QStringView text) {
    auto sample = text.left(sampleSize);
    const auto lastLine = sample.lastIndexOf(QLatin1Char('\n'));
    if (sample.size() < text.size() && lastLine > 0)
        sample = sample.left(lastLine);
    QChar best = QLatin1Char(',');
    double agreed = 0;
    for (const QChar candidate : {u'\t', u';', u'|', u','}) {
        const auto share = agreement(sample, candidate);
        if (share > agreed) {
            best = candidate;
            agreed = share;
        }
    }
    return best;
}

bool isNumber(const QString &cell) {
    bool hasDigit = false;
    for (const auto c : cell) {
        if (c.isLetter())
            return false;
        hasDigit = hasDigit || c.isDigit();
    }
    return hasDigit;
}

qsizetype filledCells(const QStringList &cells) {
    return std::ranges::count_if(cells, [](const QString &cell) { return !cell.trimmed().isEmpty(); });
}

bool areHeadings(const QStringList &cells) {
    return std::ranges::none_of(cells, isNumber);
}

/// Adds rows; the first one with several cells may hold the headings of the others. What stands above it, a
/// title mostly, has one cell.
class TableCollector {
public:
    explicit TableCollector(SectionList &sections) : m_sections(sections) {}

    void add(const QStringList &cells, int row) {
        if (!m_begun && filledCells(cells) > 1) {
            m_begun = true;
            if (areHeadings(cells)) {
                m_sections.addParagraph(rowText({}, cells), row);
                for (const auto &cell : cells)
                    m_headings += cell.simplified().left(longestHeading);
                return;
            }
        }
        m_sections.addParagraph(rowText(m_headings, cells), row);
    }

private:
    SectionList &m_sections;
    QStringList m_headings;
    bool m_begun = false;
};

/// "sep=;" in a line of its own, which spreadsheets read and do not show.
std::optional<QChar> takeNamedSeparator(QStringView &text) {
    if (text.size() < 5 || !text.startsWith(QLatin1StringView("sep="), Qt::CaseInsensitive) ||
        (text.size() > 5 && !isLineEnd(text[5])))
        return std::nullopt;
    const auto separator = text[4];
    text = text.sliced(5);
    if (!text.isEmpty())
        text = text.sliced(text.startsWith(QLatin1StringView("\r\n")) ? 2 : 1);
    return separator == quote || isLineEnd(separator) ? std::nullopt : std::optional(separator);
}

} // namespace

Opened openCsv(const QByteArray &bytes, const ReadOptions &options) {
    SectionList sections(DocumentKind::Csv, options.limits);
    const auto decoded = decodeText(bytes);
    QStringView text(decoded);
    const auto named = takeNamedSeparator(text);
    TableCollector table(sections);
    int row = 0;
    for (RowReader rows(text, named ? *named : likelySeparator(text)); !rows.atEnd() && !sections.isFull();)
        table.add(rows.next(), ++row);
    return sections.toReader();
}

} // namespace docchat::document
