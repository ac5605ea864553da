#include "document/readers/pagetext.h"

#include "document/readers/tables.h"

#include <QStringView>

#include <algorithm>
#include <cmath>

namespace docchat::document {
namespace {

constexpr size_t longestWord = 1000; // code units: keeps a layout word's length in its field
constexpr size_t rememberedHeads = 12;
constexpr double headZone = 0.12; // of the page's height, at its top and bottom
constexpr size_t fewLines = 4;    // a page may consist of its number and a running head

double median(std::vector<double> values, double otherwise) {
    if (values.empty())
        return otherwise;
    const auto middle = values.begin() + qsizetype(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

bool isCjk(QChar c) {
    const auto u = c.unicode();
    return (u >= 0x3040 && u <= 0x30FF) || (u >= 0x3400 && u <= 0x9FFF) || (u >= 0xF900 && u <= 0xFAFF) ||
           (u >= 0x3000 && u <= 0x303F) || (u >= 0xFF00 && u <= 0xFFEF);
}

bool endsSentence(const QString &text) {
    for (qsizetype i = text.size() - 1; i >= 0; --i) {
        const QChar c = text[i];
        if (QStringView(u"\"')]}”’»").contains(c))
            continue;
        return QStringView(u".!?:;。！？؟…").contains(c);
    }
    return true;
}

/// "infor-" + "mation": the hyphen is the line's, not the word's.
bool breaksAtHyphen(const QString &text, const QString &next) {
    if (text.size() < 2 || next.isEmpty())
        return false;
    const QChar last = text.back();
    return (last == QLatin1Char('-') || last == QChar(0x00AD) || last == QChar(0x2010)) &&
           text[text.size() - 2].isLetter() && next.front().isLower();
}

/// "COVID-" + "19": the hyphen is the word's, and no blank comes after it.
bool goesOnAfterHyphen(const QString &text, const QString &next) {
    return text.size() > 1 && !next.isEmpty() &&
           (text.back() == QLatin1Char('-') || text.back() == QChar(0x2010)) &&
           text[text.size() - 2].isLetterOrNumber() && next.front().isLetterOrNumber();
}

/// Does a character join the ones before it (an accent, a Korean vowel)?
bool isJoining(char32_t point) {
    return QChar::isMark(point) || (point >= 0x1160 && point <= 0x11FF);
}

/// Where the code point that begins at `start` ends.
qsizetype pointEnd(const QString &text, qsizetype start) {
    const bool pair =
        text[start].isHighSurrogate() && start + 1 < text.size() && text[start + 1].isLowSurrogate();
    return start + (pair ? 2 : 1);
}

/// Where a character ends together with what joins it.
qsizetype clusterEnd(const QString &text, qsizetype start) {
    auto end = pointEnd(text, start);
    while (end < text.size()) {
        const auto next = pointEnd(text, end);
        const char32_t point = next - end == 2 ? QChar::surrogateToUcs4(text[end], text[end + 1])
                                               : char32_t(text[end].unicode());
        if (!isJoining(point))
            break;
        end = next;
    }
    return end;
}

bool isPageNumber(const QString &text) {
    static const QString roman = QStringLiteral("ivxlcdm");
    const auto bare = text.trimmed().toLower();
    if (bare.isEmpty() || bare.size() > 6)
        return false;
    return std::all_of(bare.begin(), bare.end(), [](QChar c) { return c.isDigit(); }) ||
           std::all_of(bare.begin(), bare.end(), [](QChar c) { return roman.contains(c); });
}

/// 1, 2, 3 or 5, 10, 15: line numbers. A column of a table hardly does.
bool countUp(const std::vector<int> &numbers) {
    const int step = numbers[1] - numbers[0];
    for (size_t i = 1; i < numbers.size(); ++i) {
        if (step <= 0 || numbers[i] - numbers[i - 1] != step)
            return false;
    }
    return true;
}

QString withoutDigits(const QString &text) {
    QString kept;
    for (const QChar c : text) {
        if (!c.isDigit() && !c.isSpace())
            kept += c.toLower();
    }
    return kept;
}

/// Adds words to a page's text and notes where each code unit stands.
class Writer {
public:
    explicit Writer(QSizeF size) : m_layout(size) {}

    void word(const FoundWord &found) {
        LayoutWord word;
        word.start = text.size();
        word.edges.reserve(size_t(found.text.size()) + 1);
        word.vertical = isVertical(found.boxes);
        m_backwards = runsBackwards(found.boxes, word.vertical);
        size_t point = 0;
        for (qsizetype i = 0; i < found.text.size();) {
            const auto next = clusterEnd(found.text, i);
            QRectF box;
            for (auto unit = i; unit < next; unit = pointEnd(found.text, unit), ++point)
                box = box.united(point < found.boxes.size() ? found.boxes[point] : QRectF());
            character(QStringView(found.text).sliced(i, next - i), box, word);
            i = next;
        }
        flush(word);
    }

    void line(const TextLine &line) {
        for (size_t i = 0; i < line.words.size(); ++i) {
            if (i > 0)
                gap(line, i);
            word(*line.words[i].word);
        }
    }

    void note(const PageNote &note) {
        endParagraph();
        for (qsizetype i = 0; i < note.text.size();) {
            const auto next = clusterEnd(note.text, i);
            // Each a word, so that any part of a note is marked by all of its box.
            LayoutWord letter;
            letter.start = text.size();
            m_backwards = false;
            character(QStringView(note.text).sliced(i, next - i), note.box, letter);
            flush(letter);
            i = next;
        }
    }

    void endParagraph() {
        if (!text.isEmpty())
            text += QStringLiteral("\n\n");
    }

    /// Goes on with the next line of a paragraph.
    void joinLine(const QString &next) {
        if (breaksAtHyphen(text, next))
            dropLast();
        else if (!text.isEmpty() && !goesOnAfterHyphen(text, next) &&
                 !(isCjk(text.back()) && isCjk(next.front())))
            text += QLatin1Char(' ');
    }

    [[nodiscard]] PageLayout takeLayout() {
        PageLayout layout(m_layout);
        for (auto &word : m_words)
            layout.add(std::move(word));
        return layout;
    }

    QString text;

private:
    void gap(const TextLine &line, size_t i) {
        const auto &before = *line.words[i - 1].word;
        if (line.isRow() && line.columns[i] != line.columns[i - 1])
            text += QString(qsizetype(line.columns[i] - line.columns[i - 1]), QLatin1Char('\t'));
        else if (before.endsLine)
            joinLine(line.words[i].word->text);
        else if (before.spaceAfter)
            text += QLatin1Char(' ');
    }

    void dropLast() { // a hyphen at a line's end
        text.chop(1);
        if (m_words.empty() || m_words.back().start + m_words.back().length() <= text.size())
            return;
        m_words.back().edges.pop_back();
        if (m_words.back().length() == 0)
            m_words.pop_back();
    }

    static bool isVertical(const std::vector<QRectF> &boxes) {
        if (boxes.size() < 2)
            return false;
        const auto way = boxes.back().center() - boxes.front().center();
        return std::abs(way.y()) > std::abs(way.x());
    }

    static bool runsBackwards(const std::vector<QRectF> &boxes, bool vertical) {
        if (boxes.size() < 2)
            return false;
        const auto way = boxes.back().center() - boxes.front().center();
        return (vertical ? way.y() : way.x()) < 0;
    }

    void character(QStringView cluster, const QRectF &box, LayoutWord &word) {
        if (cluster.size() == 1 && cluster.front() >= u' ' && cluster.front() <= u'~')
            normalised(cluster, box, word); // most are: no need to look it up
        else
            normalised(cluster.toString().normalized(QString::NormalizationForm_KC), box, word);
    }

    void normalised(QStringView normal, const QRectF &box, LayoutWord &word) {
        const auto units = normal.size();
        for (qsizetype unit = 0; unit < units; ++unit) {
            QChar c = normal[unit];
            if (c.category() == QChar::Other_Control)
                c = QLatin1Char(' ');
            text += c;
            word.edges.push_back(edge(box, word.vertical, double(unit) / double(units)));
        }
        m_end = edge(box, word.vertical, 1);
        word.box = word.box.isNull() ? box : word.box.united(box);
        if (word.edges.size() >= longestWord) {
            flush(word);
            word = LayoutWord{text.size(), word.vertical, {}, {}};
        }
    }

    [[nodiscard]] double edge(const QRectF &box, bool vertical, double share) const {
        const double done = m_backwards ? 1 - share : share;
        return vertical ? box.top() + done * box.height() : box.left() + done * box.width();
    }

    void flush(LayoutWord &word) {
        if (word.edges.empty())
            return;
        word.edges.push_back(m_end);
        m_words.push_back(std::move(word));
    }

    QSizeF m_layout;
    std::vector<LayoutWord> m_words;
    double m_end = 0;
    bool m_backwards = false; // upwards, or from the right
};

} // namespace

void PageTextBuilder::dropFurniture(std::vector<TextLine> &lines, QSizeF size) {
    std::vector<double> lefts;
    std::vector<double> rights;
    for (const auto &line : lines) {
        if (line.words.size() >= 5) {
            lefts.push_back(line.box.left());
            rights.push_back(line.box.right());
        }
    }
    const double left = median(lefts, 0);
    const double right = median(rights, size.width());
    auto isMarginNumber = [&](const TextLine &line) {
        return line.words.size() == 1 && isPageNumber(line.text) &&
               (line.box.right() < left - 2 || line.box.left() > right + 2);
    };
    std::vector<int> numbers;
    for (const auto &line : lines) {
        if (isMarginNumber(line))
            numbers.push_back(line.text.trimmed().toInt());
    }
    if (numbers.size() >= 5 && countUp(numbers))
        std::erase_if(lines, isMarginNumber);

    auto inHeadZone = [&](const TextLine &line) {
        return line.box.bottom() < size.height() * headZone ||
               line.box.top() > size.height() * (1 - headZone);
    };
    auto isOutermost = [&](const TextLine &line) { // nothing beside it, nor beyond it
        const bool above = line.box.bottom() < size.height() * headZone;
        return std::all_of(lines.begin(), lines.end(), [&](const TextLine &other) {
            if (&other == &line)
                return true;
            return above ? other.box.top() > line.box.bottom() : other.box.bottom() < line.box.top();
        });
    };
    auto isLabel = [](const QString &head) {
        return std::count_if(head.begin(), head.end(), [](QChar c) { return c.isLetter(); }) >= 3;
    };
    std::vector<QString> heads;
    std::vector<bool> outermost;
    for (const auto &line : lines)
        outermost.push_back(inHeadZone(line) && isPageNumber(line.text) && isOutermost(line));
    std::vector<TextLine> kept;
    for (size_t i = 0; i < lines.size(); ++i) {
        auto head =
            inHeadZone(lines[i]) && lines[i].text.size() <= 80 ? withoutDigits(lines[i].text) : QString();
        const bool isHead = isLabel(head);
        const bool seen = isHead && std::find(m_heads.begin(), m_heads.end(), head) != m_heads.end();
        if (isHead)
            heads.push_back(std::move(head));
        if (!seen && !outermost[i])
            kept.push_back(std::move(lines[i]));
    }
    lines = std::move(kept);
    m_heads.insert(m_heads.end(), heads.begin(), heads.end());
    while (m_heads.size() > rememberedHeads)
        m_heads.pop_front();
}

Page PageTextBuilder::build(int number, QSizeF size, const std::vector<FoundWord> &words,
                            const std::vector<PageNote> &notes) {
    auto lines = linesOf(words);
    auto few = lines.size() <= fewLines ? lines : std::vector<TextLine>();
    dropFurniture(lines, size);
    if (lines.empty()) // a page with nothing else
        lines = std::move(few);
    lines = withTablesByRows(std::move(lines));

    std::vector<double> pitches;
    std::vector<double> heights;
    for (size_t i = 1; i < lines.size(); ++i) {
        const double pitch = lines[i].box.top() - lines[i - 1].box.top();
        if (pitch > 1)
            pitches.push_back(pitch);
    }
    for (const auto &line : lines)
        heights.push_back(line.box.height());
    const double pitch = median(pitches, 14);
    const double height = median(heights, 12);

    auto startsParagraph = [&](const TextLine &before, const TextLine &line, double blockLeft) {
        if (before.isRow() || line.isRow())
            return true;
        const double step = line.box.top() - before.box.top();
        const bool jumps = step < 0 || step > pitch * 6; // another column
        if (jumps)
            return endsSentence(before.text.trimmed());
        if (step > std::max(pitch, before.box.height()) * 1.35)
            return true;
        if (std::abs(line.box.height() - before.box.height()) > height * 0.25)
            return true; // another size: a heading
        const double indent = line.box.left() - blockLeft;
        return indent > height * 0.7 && indent < height * 5 &&
               before.box.left() < line.box.left() - height * 0.7 && endsSentence(before.text.trimmed());
    };

    Writer writer(size);
    for (size_t i = 0; i < lines.size(); ++i) {
        if (i > 0 && startsParagraph(lines[i - 1], lines[i], lines[i - 1].box.left()))
            writer.endParagraph();
        else if (i > 0)
            writer.joinLine(lines[i].text);
        writer.line(lines[i]);
    }
    for (const auto &note : notes)
        writer.note(note);
    Page page;
    page.number = number;
    page.size = size;
    page.text = writer.text;
    page.layout = writer.takeLayout().encode();
    return page;
}

} // namespace docchat::document
