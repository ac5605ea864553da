#include "document/readers/reader.h"

#include "document/readers/textlines.h"

#include <algorithm>

namespace docchat::document {
namespace {

constexpr qsizetype readableSize = 1500; // code units of a block, from where it may be split within a class
constexpr qsizetype longSize = 3000;     // from where it is split at any blank line
constexpr qsizetype longestSize = 4000;  // from where it is split at any line
constexpr qsizetype tabWidth = 4;

/// Tabs as blanks, for sections hold no control characters; no blanks at the end.
QString withoutTabs(QStringView line) {
    QString result;
    for (const auto c : line) {
        if (c == QLatin1Char('\t'))
            result.resize((result.size() / tabWidth + 1) * tabWidth, QLatin1Char(' '));
        else
            result += c;
    }
    while (!result.isEmpty() && result.back().isSpace())
        result.chop(1);
    return result;
}

qsizetype indentation(const QString &line) {
    return std::ranges::find_if(line, [](QChar c) { return c != QLatin1Char(' '); }) - line.begin();
}

/// Puts lines into blocks: what belongs together by its indentation stays together up to a readable size.
class BlockSplitter {
public:
    explicit BlockSplitter(SectionList &sections) : m_sections(sections) {}

    void add(const QString &line) {
        ++m_line;
        if (isBlank(line)) {
            ++m_blanks;
            return;
        }
        const auto indent = indentation(line);
        if (indent > 1)
            m_step = m_step == 0 ? indent : std::min(m_step, indent);
        if (endsBlockBefore(indent))
            flush();
        if (m_block.isEmpty())
            m_first = m_line;
        else
            m_block += QString(m_blanks + 1, QLatin1Char('\n'));
        m_blanks = 0;
        m_block += line;
    }

    void flush() {
        m_sections.addParagraph(std::exchange(m_block, {}), m_first);
        m_blanks = 0;
    }

private:
    [[nodiscard]] bool endsBlockBefore(qsizetype indent) const {
        const auto size = m_block.size() + m_blanks;
        if (m_blanks == 0)
            return size > longestSize;
        return indent == 0 || size > longSize || (size > readableSize && indent <= m_step);
    }

    SectionList &m_sections;
    QString m_block;
    int m_line = 0;
    int m_first = 1;
    qsizetype m_blanks = 0; ///< blank lines since the block's last line
    qsizetype m_step = 0;   ///< the smallest indentation seen
};

} // namespace

Opened openCode(const QByteArray &bytes, const ReadOptions &options) {
    SectionList sections(DocumentKind::Code, options.limits);
    BlockSplitter blocks(sections);
    auto text = decodeText(bytes);
    for (const auto line : linesOf(text)) {
        blocks.add(withoutTabs(line));
        if (sections.isFull())
            break;
    }
    blocks.flush();
    return sections.toReader();
}

} // namespace docchat::document
