#include "document/readers/sections.h"

#include "base/words.h"

namespace docchat::document {
namespace {

constexpr qsizetype sectionSize = 4000;        // code units: about a printed page
constexpr qsizetype longestParagraph = 20'000; // a longer one is cut at a line's end

class SectionReader : public Reader {
public:
    SectionReader(OpenedReply info, std::vector<Page> sections)
        : m_info(std::move(info)), m_sections(std::move(sections)) {}

    [[nodiscard]] OpenedReply info() const override { return m_info; }
    [[nodiscard]] Result<Page> page(int number) override { return m_sections.at(size_t(number) - 1); }

private:
    OpenedReply m_info;
    std::vector<Page> m_sections;
};

QString normalised(const QString &text) {
    auto result = text.normalized(QString::NormalizationForm_KC);
    for (auto &c : result) {
        if (c.category() == QChar::Other_Control && c != QLatin1Char('\n'))
            c = QLatin1Char(' ');
    }
    return result.trimmed();
}

} // namespace

void SectionList::open(const QString &label) {
    Page section;
    section.number = int(m_sections.size()) + 1;
    section.label = label.left(200);
    m_sections.push_back(std::move(section));
}

void SectionList::append(const QString &text, int line) {
    auto &section = m_sections.back();
    if (!section.text.isEmpty())
        section.text += QStringLiteral("\n\n");
    const auto start = section.text.size();
    section.text += text;
    m_textBytes += (section.text.size() - start) * qint64(sizeof(QChar));
    if (line <= 0)
        return;
    section.lines.push_back({start, line});
    for (auto at = text.indexOf(QLatin1Char('\n')); at >= 0; at = text.indexOf(QLatin1Char('\n'), at + 1))
        section.lines.push_back({start + at + 1, ++line});
}

void SectionList::beginSection(const QString &label) {
    open(label.simplified());
    m_placed = true;
}

void SectionList::addHeading(const QString &heading) {
    const auto text = normalised(heading);
    if (text.isEmpty())
        return;
    if (m_placed) {
        addParagraph(heading);
        return;
    }
    open(text);
    append(text, 0);
}

void SectionList::addParagraph(const QString &paragraph, int line) {
    auto text = normalised(paragraph);
    while (!text.isEmpty() && !isFull()) {
        if (m_sections.empty() || m_sections.back().text.size() > sectionSize)
            open(m_sections.empty() ? QString() : m_sections.back().label);
        auto cut = text.size();
        if (cut > longestParagraph) {
            cut = text.lastIndexOf(QLatin1Char('\n'), longestParagraph);
            if (cut < longestParagraph / 2)
                cut = text.lastIndexOf(QLatin1Char(' '), longestParagraph);
            if (cut < longestParagraph / 2)
                cut = longestParagraph - (text[longestParagraph].isLowSurrogate() ? 1 : 0);
        }
        const auto piece = text.left(cut);
        append(piece.trimmed(), line);
        if (line > 0)
            line +=
                int(piece.count(QLatin1Char('\n'))) + (cut < text.size() && text[cut] == QLatin1Char('\n'));
        text = text.mid(cut).trimmed();
    }
}

Opened SectionList::toReader() {
    if (isFull()) {
        return Error{ErrorKind::TooLarge,
                     Words::tr("it holds more than %1 MiB of text").arg(m_limits.text >> 20),
                     Words::tr("Split it and add the parts")};
    }
    std::erase_if(m_sections, [](const Page &section) { return section.text.isEmpty(); });
    if (m_sections.empty()) {
        return Error{ErrorKind::NoText, Words::tr("there is no text in it"),
                     Words::tr("Check that it is the right file")};
    }
    for (size_t i = 0; i < m_sections.size(); ++i)
        m_sections[i].number = int(i) + 1;
    return std::unique_ptr<Reader>(std::make_unique<SectionReader>(
        OpenedReply{m_kind, int(m_sections.size()), m_origin, {}, m_attachments}, std::move(m_sections)));
}

QString rowText(const QStringList &headings, const QStringList &cells) {
    QStringList parts;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const auto cell = cells[i].simplified();
        if (cell.isEmpty())
            continue;
        const auto heading = headings.value(i).simplified();
        parts += heading.isEmpty() ? cell : heading + QStringLiteral(": ") + cell;
    }
    return parts.join(QStringLiteral("; "));
}

} // namespace docchat::document
