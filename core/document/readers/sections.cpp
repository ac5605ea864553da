#include "document/readers/sections.h"

namespace docchat::document {
namespace {

constexpr qsizetype sectionSize = 4000;        // code units: about a printed page
constexpr qsizetype longestParagraph = 20'000; // a longer one is cut at a line's end

class SectionReader : public Reader {
public:
    SectionReader(DocumentKind kind, std::vector<Page> sections)
        : m_kind(kind), m_sections(std::move(sections)) {}

    [[nodiscard]] OpenedReply info() const override { return {m_kind, int(m_sections.size()), {}, {}}; }
    [[nodiscard]] Result<Page> page(int number) override { return m_sections.at(size_t(number) - 1); }

private:
    DocumentKind m_kind;
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

void SectionList::append(const QString &text) {
    auto &section = m_sections.back();
    if (!section.text.isEmpty())
        section.text += QStringLiteral("\n\n");
    section.text += text;
}

void SectionList::addHeading(const QString &heading) {
    const auto text = normalised(heading);
    if (text.isEmpty())
        return;
    open(text);
    append(text);
}

void SectionList::addParagraph(const QString &paragraph) {
    auto text = normalised(paragraph);
    while (!text.isEmpty()) {
        if (m_sections.empty() || m_sections.back().text.size() > sectionSize)
            open(m_sections.empty() ? QString() : m_sections.back().label);
        auto cut = text.size();
        if (cut > longestParagraph) {
            cut = text.lastIndexOf(QLatin1Char('\n'), longestParagraph);
            if (cut < longestParagraph / 2)
                cut = longestParagraph;
        }
        append(text.left(cut).trimmed());
        text = text.mid(cut).trimmed();
    }
}

Result<std::unique_ptr<Reader>> SectionList::toReader() {
    if (m_sections.empty()) {
        return Error{ErrorKind::NoText, QStringLiteral("there is no text in it"),
                     QStringLiteral("Check that it is the right file")};
    }
    return std::unique_ptr<Reader>(std::make_unique<SectionReader>(m_kind, std::move(m_sections)));
}

} // namespace docchat::document
