#include "document/readers/ooxml.h"

#include "base/words.h"
#include "document/readers/metadata.h"

#include <QDir>

#include <algorithm>

namespace docchat::document {
namespace {

using namespace Qt::StringLiterals;

Error damaged(const QString &what) {
    return {ErrorKind::Damaged, Words::tr("it is damaged: ") + what,
            Words::tr("Open it in its program and save it anew, or get it from where it came from")};
}

/// Parts that grow with a document are read from the container piece by piece.
bool isStreamed(const QString &name) {
    return name.startsWith("word/document"_L1, Qt::CaseInsensitive) ||
           name.compare("xl/sharedStrings.xml"_L1, Qt::CaseInsensitive) == 0 ||
           (name.startsWith("xl/worksheets/"_L1, Qt::CaseInsensitive) &&
            name.endsWith(".xml"_L1, Qt::CaseInsensitive));
}

bool isWanted(const QString &name) {
    const bool isXml =
        name.endsWith(".xml"_L1, Qt::CaseInsensitive) || name.endsWith(".rels"_L1, Qt::CaseInsensitive);
    return isXml && !isStreamed(name) && !name.contains("/theme/"_L1) && !name.startsWith("customXml/"_L1);
}

QString folderOf(const QString &part) {
    return part.left(part.lastIndexOf(u'/') + 1);
}

/// A target as written, from the part that names it.
QString resolved(const QString &part, const QString &target) {
    const auto path = target.startsWith(u'/') ? target : u'/' + folderOf(part) + target;
    return QDir::cleanPath(path).mid(1);
}

} // namespace

QString Relationships::part(QStringView id) const {
    const auto found = std::ranges::find(*this, id, &Relationship::id);
    return found == end() ? QString() : found->part;
}

QStringList Relationships::ofKind(QLatin1StringView kind) const {
    QStringList parts;
    for (const auto &each : *this) {
        if (each.kind == kind && !each.part.isEmpty())
            parts += each.part;
    }
    return parts;
}

Package::Package(ZipFile zip, const QByteArray &bytes, const ParseLimits &limits)
    : m_zip(std::move(zip)), m_bytes(bytes), m_limits(limits) {
    for (const auto &name : m_zip.names()) {
        if (!m_names.contains(name.toLower()))
            m_names.insert(name.toLower(), name);
    }
}

Result<Package> Package::open(const QByteArray &bytes, const ParseLimits &limits, const QString &usual) {
    auto zip = ZipFile::open(bytes, limits, isWanted);
    if (!zip.ok())
        return zip.error();
    Package package(std::move(*zip), bytes, limits);
    package.m_mainPart = package.relationships({}).ofKind("officeDocument"_L1).value(0, usual);
    if (!package.has(package.m_mainPart))
        package.m_mainPart = usual;
    if (package.has(package.m_mainPart))
        return package;
    return damaged(package.m_zip.isWhole() ? Words::tr("its main part is missing")
                                           : Words::tr("it ends before its main part"));
}

QByteArray Package::part(const QString &name) const {
    return m_zip.entry(m_names.value(name.toLower()));
}

Result<std::unique_ptr<ZipStream>> Package::stream(const QString &name) const {
    return ZipStream::open(m_bytes, m_limits, m_names.value(name.toLower()));
}

Relationships Package::relationships(const QString &part) const {
    Relationships found;
    const auto folder = folderOf(part);
    const auto xmlText = this->part(folder + u"_rels/"_s + part.mid(folder.size()) + u".rels"_s);
    XmlWalker xml(xmlText, m_limits);
    while (!xml.atEnd()) {
        if (xml.next() != QXmlStreamReader::StartElement || !xml.is("Relationship"_L1))
            continue;
        const auto kind = xml.attribute("Type"_L1);
        const bool isElsewhere = xml.attribute("TargetMode"_L1) == "External"_L1;
        found.push_back({xml.attribute("Id"_L1), kind.mid(kind.lastIndexOf(u'/') + 1),
                         isElsewhere ? QString() : resolved(part, xml.attribute("Target"_L1))});
    }
    return found;
}

Origin Package::origin() const {
    const auto named = relationships({}).ofKind("core-properties"_L1);
    return originOf(part(named.value(0, u"docProps/core.xml"_s)), m_limits);
}

bool nextChild(XmlWalker &xml, int depth) {
    while (!xml.atEnd()) {
        const auto token = xml.next();
        if (token == QXmlStreamReader::StartElement)
            return true;
        if (token == QXmlStreamReader::EndElement && xml.depth() < depth)
            return false;
    }
    return false;
}

QString elementText(XmlWalker &xml) {
    const int depth = xml.depth();
    QString text;
    while (!xml.atEnd()) {
        const auto token = xml.next();
        if (token == QXmlStreamReader::Characters || token == QXmlStreamReader::EntityReference)
            text += xml.text();
        else if (token == QXmlStreamReader::EndElement && xml.depth() < depth)
            break;
    }
    return text;
}

QString relationshipId(const XmlWalker &xml, QLatin1StringView name) {
    for (const auto &each : xml.attributes()) {
        if (each.name() == name && each.namespaceUri().endsWith("/relationships"_L1))
            return each.value().toString();
    }
    return {};
}

bool lookLikeHeadings(const QStringList &cells) {
    qsizetype filled = 0;
    QSet<QString> seen;
    for (const auto &each : cells) {
        const auto cell = each.simplified();
        if (cell.isEmpty())
            continue;
        bool isNumber = false;
        const int century = cell.toInt(&isNumber) / 100;
        const bool isYear = isNumber && (century == 19 || century == 20);
        const bool ends = cell.endsWith(u':') || cell.endsWith(u'.') || cell.endsWith(u';');
        if (cell.size() > 60 || ends || seen.contains(cell) || (cell.front().isDigit() && !isYear))
            return false;
        seen.insert(cell);
        ++filled;
    }
    return filled >= 2 && filled * 3 >= cells.size() * 2;
}

void addBlocks(SectionList &sections, const Blocks &blocks) {
    constexpr qsizetype longestHeading = 300; // paragraphs may look like headings by mistake
    for (const auto &block : blocks) {
        if (block.isHeading && block.text.size() <= longestHeading)
            sections.addHeading(block.text.simplified());
        else
            sections.addParagraph(block.text);
    }
}

QString joined(const Blocks &blocks) {
    QStringList texts;
    for (const auto &block : blocks)
        texts += block.text.trimmed();
    texts.removeAll(QString());
    return texts.join(u'\n');
}

QString chartText(const QByteArray &xmlText, const ParseLimits &limits) {
    QStringList texts;
    QSet<QString> seen;
    int inNumbers = 0; // the values themselves are no labels
    XmlWalker xml(xmlText, limits);
    while (!xml.atEnd()) {
        const auto token = xml.next();
        const bool isNumbers = xml.is("numCache"_L1) || xml.is("numLit"_L1);
        if (token == QXmlStreamReader::StartElement && isNumbers)
            ++inNumbers;
        else if (token == QXmlStreamReader::EndElement && isNumbers)
            --inNumbers;
        if (token != QXmlStreamReader::StartElement || inNumbers > 0)
            continue;
        const bool isParagraph = xml.is("p"_L1);
        if (!isParagraph && !xml.is("v"_L1))
            continue;
        const auto text = elementText(xml).simplified();
        if (!text.isEmpty() && !seen.contains(text))
            texts += text;
        seen.insert(text);
    }
    return texts.join("; "_L1);
}

bool isWellFormed(const QByteArray &xmlText, const ParseLimits &limits) {
    XmlWalker xml(xmlText, limits);
    while (!xml.atEnd())
        xml.next();
    return !xml.hasError();
}

Opened finished(SectionList &sections, bool isBroken) {
    auto reader = sections.toReader();
    if (!reader.ok() && reader.error().kind == ErrorKind::NoText && isBroken)
        return damaged(Words::tr("no text of it could be read"));
    return reader;
}

} // namespace docchat::document
