#include "document/readers/reader.h"

#include "document/readers/textlines.h"

#include <algorithm>

namespace docchat::document {

QList<QStringView> linesOf(QString &text) {
    text.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"))
        .replace(QLatin1Char('\r'), QLatin1Char('\n'));
    return QStringView(text).split(QLatin1Char('\n'));
}

bool isBlank(QStringView line) {
    return std::ranges::all_of(line,
                               [](QChar c) { return c.isSpace() || c.category() == QChar::Other_Control; });
}

void addParagraphs(SectionList &sections, QString text, LineCount count) {
    QString paragraph;
    int line = 0;
    int first = 1; // line of the paragraph
    const auto add = [&] {
        sections.addParagraph(std::exchange(paragraph, {}), count == LineCount::Counted ? first : 0);
    };
    for (const auto raw : linesOf(text)) {
        ++line;
        if (isBlank(raw)) {
            add();
            if (sections.isFull())
                return;
            continue;
        }
        if (paragraph.isEmpty())
            first = line;
        else
            paragraph += QLatin1Char('\n');
        paragraph += raw.trimmed();
    }
    add();
}

Opened openText(const QByteArray &bytes, const ReadOptions &options) {
    SectionList sections(DocumentKind::Text, options.limits);
    addParagraphs(sections, decodeText(bytes), LineCount::Counted);
    return sections.toReader();
}

} // namespace docchat::document
