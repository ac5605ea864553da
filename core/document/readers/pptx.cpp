#include "document/readers/ooxml.h"

#include <algorithm>
#include <iterator>

namespace docchat::document {
namespace {

using namespace Qt::StringLiterals;

constexpr int mostSlides = 20'000;

/// The slides in the order of the presentation; where it does not say, by the numbers of their parts.
QStringList slideParts(const Package &package) {
    QStringList parts;
    const auto relationships = package.relationships(package.mainPart());
    XmlWalker xml(package.part(package.mainPart()), package.limits());
    while (!xml.atEnd() && parts.size() < mostSlides) {
        if (xml.next() == QXmlStreamReader::StartElement && xml.is("sldId"_L1))
            parts += relationships.part(relationshipId(xml, "id"_L1));
    }
    if (std::ranges::any_of(parts, [&](const auto &part) { return package.has(part); }))
        return parts;
    parts.clear();
    const auto folder = u"ppt/slides/slide"_s;
    for (const auto &name : package.names()) {
        if (name.startsWith(folder) && name.endsWith(".xml"_L1) && parts.size() < mostSlides)
            parts += name;
    }
    std::ranges::sort(parts, {}, [&](const QString &name) {
        return QStringView(name).sliced(folder.size()).chopped(4).toInt();
    });
    return parts;
}

/// The title comes first; the number of the slide is its place.
Blocks slideBlocks(const Package &package, const QString &part) {
    Blocks titles;
    Blocks others;
    for (auto &block : BlockReader(package, part).readPart()) {
        const bool isTitle = block.placeholder == "title"_L1 || block.placeholder == "ctrTitle"_L1;
        if (block.placeholder != "sldNum"_L1)
            (isTitle ? titles : others).push_back(std::move(block));
    }
    std::ranges::move(others, std::back_inserter(titles));
    return titles;
}

/// What the speaker wrote, without the number and the lines at the edges of the sheet.
QString notesText(const Package &package, const QString &part) {
    auto blocks = BlockReader(package, part).readPart();
    std::erase_if(blocks, [](const Block &block) {
        return !block.placeholder.isEmpty() && block.placeholder != "body"_L1;
    });
    return joined(blocks);
}

/// The texts of comments: their own element in older files, paragraphs in newer ones.
QStringList commentTexts(const Package &package, const QString &part) {
    QStringList texts;
    XmlWalker xml(package.part(part), package.limits());
    while (!xml.atEnd()) {
        if (xml.next() == QXmlStreamReader::StartElement && (xml.is("text"_L1) || xml.is("p"_L1)))
            texts += elementText(xml);
    }
    return texts;
}

void addNotes(const Package &package, const QString &slide, SectionList &sections) {
    const auto relationships = package.relationships(slide);
    for (const auto &part : relationships.ofKind("notesSlide"_L1)) {
        if (const auto text = notesText(package, part); !text.isEmpty())
            sections.addParagraph(u"Notes: "_s + text);
    }
    for (const auto &part : relationships.ofKind("comments"_L1)) {
        for (const auto &text : commentTexts(package, part)) {
            if (!text.trimmed().isEmpty())
                sections.addParagraph(u"Comment: "_s + text);
        }
    }
}

} // namespace

Opened openPptx(const QByteArray &bytes, const ReadOptions &options) {
    const auto package = Package::open(bytes, options.limits, u"ppt/presentation.xml"_s);
    if (!package.ok())
        return package.error();
    SectionList sections(DocumentKind::Pptx, options.limits);
    sections.setOrigin(package->origin());
    bool isBroken = false;
    int number = 0;
    for (const auto &part : slideParts(*package)) {
        sections.beginSection(u"slide %1"_s.arg(++number));
        addBlocks(sections, slideBlocks(*package, part));
        addNotes(*package, part, sections);
        isBroken = isBroken || !isWellFormed(package->part(part), options.limits);
        if (sections.isFull())
            break;
    }
    return finished(sections, isBroken || number == 0);
}

} // namespace docchat::document
