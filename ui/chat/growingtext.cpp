#include "chat/growingtext.h"

#include "chat/formulas.h"
#include "chat/textlook.h"

#include <QRegularExpression>
#include <QTextCursor>
#include <QTextDocumentFragment>
#include <QTextList>

namespace docchat::ui {
namespace {

constexpr qsizetype longestShown = 400'000; // characters of an answer that are laid out
constexpr qsizetype longList = 1500;        // characters, after which a list is settled item by item
constexpr qsizetype telling = 4;            // characters of a line that tell what it begins

bool isListItem(QStringView line) {
    static const QRegularExpression item(QStringLiteral("^(?:[-*+]|\\d{1,9}[.)])\\s"));
    return item.match(line.toString()).hasMatch();
}

/// "```" or "~~~" at the beginning of a line; empty: it is no fence.
QStringView fenceOf(QStringView line) {
    const auto text = line.trimmed();
    const bool isFence = text.startsWith(u"```") || text.startsWith(u"~~~");
    return isFence ? text.first(3) : QStringView();
}

/// Reads a text line by line, for where something new begins that what is before it does not depend on.
class Lines {
public:
    explicit Lines(qsizetype from) : m_settled(from) {}

    [[nodiscard]] qsizetype settled() const { return m_settled; }

    void take(QStringView line, qsizetype at) {
        const auto fence = fenceOf(line);
        const bool wasFenced = !m_fence.isEmpty();
        if (wasFenced) {
            if (fence == m_fence)
                m_fence = {};
            return;
        }
        if (line.trimmed().isEmpty()) {
            m_afterBlank = true;
            return;
        }
        if (beginsAnew(line, at))
            m_settled = at;
        const bool isIndented = line.front().isSpace();
        m_inList = isListItem(line) || (m_inList && (isIndented || !m_afterBlank));
        m_afterBlank = false;
        m_fence = fence;
    }

private:
    [[nodiscard]] bool beginsAnew(QStringView line, qsizetype at) const {
        const bool dependsOnLines = line.front().isSpace() || line.front() == QLatin1Char('|');
        if (dependsOnLines)
            return false;
        if (isListItem(line) && m_inList)
            return at - m_settled > longList;
        return m_afterBlank;
    }

    qsizetype m_settled;
    QStringView m_fence;
    bool m_afterBlank = false;
    bool m_inList = false;
};

} // namespace

qsizetype settledLength(QStringView markdown, qsizetype from) {
    Lines lines(from);
    for (auto at = from; at < markdown.size();) {
        const auto end = markdown.indexOf(QLatin1Char('\n'), at);
        const auto line = markdown.sliced(at, (end < 0 ? markdown.size() : end) - at);
        if (end < 0 && line.size() < telling)
            break;
        lines.take(line, at);
        if (end < 0)
            break;
        at = end + 1;
    }
    return lines.settled();
}

void GrowingText::set(const QString &markdown) {
    m_markdown = markdown.left(longestShown);
    forget();
}

void GrowingText::append(const QString &markdown) {
    m_markdown += markdown.left(longestShown - m_markdown.size());
}

void GrowingText::removeUnsettled() {
    QTextCursor cursor(m_document);
    cursor.setPosition(m_end);
    cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    if (m_end == 0)
        cursor.setBlockFormat({});
}

void GrowingText::render(const QList<int> &citations, bool writing) {
    m_chip->attachTo(m_document);
    QTextCursor cursor(m_document);
    cursor.beginEditBlock(); // laid out once, at the end
    removeUnsettled();
    const auto settled = settledLength(m_markdown, m_settled);
    if (settled > m_settled) {
        insert(m_markdown.sliced(m_settled, settled - m_settled), citations);
        m_settled = settled;
        m_end = m_document->characterCount() - 1;
    }
    auto rest = m_markdown.sliced(m_settled);
    if (writing && !m_markdown.isEmpty())
        rest = rest.trimmed() + QStringLiteral(" ▍");
    if (!rest.trimmed().isEmpty())
        insert(rest, citations);
    cursor.endEditBlock();
}

/// A part that begins with a new block, behind what is there.
void GrowingText::insert(const QString &markdown, const QList<int> &citations) {
    QTextDocument part;
    part.setUndoRedoEnabled(false);
    part.setDefaultFont(m_document->defaultFont());
    setMarkdown(&part, chat::withFormulasAsText(markdown));
    m_chip->insertInto(&part, citations);
    setLook(&part, m_theme->colours());

    QTextCursor cursor(m_document);
    cursor.movePosition(QTextCursor::End);
    const auto before = m_document->isEmpty() ? QTextBlock() : cursor.block();
    if (before.isValid())
        cursor.insertBlock({}, {});
    const int start = cursor.position();
    cursor.insertFragment(QTextDocumentFragment(&part));
    if (const auto gap = m_document->findBlock(start); gap.length() == 1 && !part.begin().text().isEmpty())
        QTextCursor(gap).deleteChar(); // a list begins a block of its own
    const auto first = m_document->findBlock(start);
    auto format = part.begin().blockFormat();
    format.setObjectIndex(-1);
    QTextCursor(first).setBlockFormat(format);
    if (part.begin().textList())
        joinList(before, first, part.begin());
}

/// The items at the beginning of a part, as a list: the first has lost its own. Numbers go on from the items
/// before; bullets need not, as a list is laid out anew with each item that it gets.
void GrowingText::joinList(const QTextBlock &before, const QTextBlock &first, const QTextBlock &part) const {
    const auto *own = part.textList();
    QList<QTextBlock> items;
    auto block = first;
    for (auto each = part; each.isValid() && block.isValid(); each = each.next(), block = block.next()) {
        if (each.textList() == own)
            items += block;
    }
    for (const auto &item : std::as_const(items)) {
        auto format = item.blockFormat();
        format.setObjectIndex(-1);
        QTextCursor(item).setBlockFormat(format);
    }
    auto format = own->format();
    format.setObjectIndex(-1);
    auto *list = before.isValid() ? before.textList() : nullptr;
    const bool isNumbered = format.style() <= QTextListFormat::ListDecimal;
    const bool goesOn = isNumbered && list && list->format().style() == format.style() &&
                        list->format().indent() == format.indent();
    if (!goesOn)
        list = QTextCursor(items.takeFirst()).createList(format);
    for (const auto &item : std::as_const(items))
        list->add(item);
}

} // namespace docchat::ui
