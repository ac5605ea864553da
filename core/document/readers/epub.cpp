#include "base/words.h"
#include "document/readers/htmltext.h"
#include "document/readers/metadata.h"
#include "document/readers/xml.h"
#include "document/readers/zip.h"

#include <QDir>
#include <QSet>
#include <QUrl>

#include <algorithm>

namespace docchat::document {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostChapters = 20'000;
constexpr auto containerName = "META-INF/container.xml"_L1;
constexpr auto encryptionName = "META-INF/encryption.xml"_L1;

/// What the book's package says: names of entries, resolved (EPUB 3.3, section 5).
struct Package {
    Origin origin;
    QStringList chapters;   ///< in the order of reading
    QStringList navigation; ///< nav.xhtml, toc.ncx
};

using Titles = QHash<QString, QString>; ///< of chapters, by entry

/// The name of the entry that `reference` in the entry `base` means; empty when it lies outside of the book.
QString resolved(const QString &base, const QString &reference) {
    auto path = reference.left(reference.indexOf(QLatin1Char('#')));
    if (path.isEmpty() || QUrl(path).scheme().size() > 0)
        return {};
    path = QUrl::fromPercentEncoding(path.toUtf8());
    const auto folder = base.left(base.lastIndexOf(QLatin1Char('/')) + 1);
    path = QDir::cleanPath(path.startsWith(QLatin1Char('/')) ? path.sliced(1) : folder + path);
    return path.startsWith("../"_L1) || path == ".."_L1 || path.startsWith(QLatin1Char('/')) ? QString()
                                                                                             : path;
}

QString packageName(const QByteArray &container, const QStringList &names, const ParseLimits &limits) {
    XmlWalker xml(container, limits);
    while (!xml.atEnd()) {
        if (xml.next() != QXmlStreamReader::StartElement || !xml.is("rootfile"_L1))
            continue;
        const auto name = xml.attribute("full-path"_L1);
        if (names.contains(name))
            return name;
    }
    const auto any =
        std::ranges::find_if(names, [](const QString &name) { return name.endsWith(".opf"_L1); });
    return any == names.end() ? QString() : *any;
}

struct ManifestItem {
    QString name;
    QString mediaType;
};

bool isPage(const ManifestItem &item) {
    return item.mediaType.contains("html"_L1) || item.mediaType.contains("oeb1-document"_L1) ||
           item.mediaType.isEmpty();
}

Package readPackage(const QString &base, const QByteArray &opf, const ParseLimits &limits) {
    Package package;
    package.origin = originOf(opf, limits);
    QHash<QString, ManifestItem> items; // by id
    QSet<QString> seen;
    XmlWalker xml(opf, limits);
    while (!xml.atEnd()) {
        if (xml.next() != QXmlStreamReader::StartElement)
            continue;
        if (xml.is("item"_L1)) {
            const ManifestItem item{resolved(base, xml.attribute("href"_L1)), xml.attribute("media-type"_L1)};
            const bool isNav = xml.attribute("properties"_L1).split(QLatin1Char(' ')).contains("nav"_L1);
            if (!item.name.isEmpty() && (isNav || item.mediaType.contains("ncx"_L1)))
                package.navigation += item.name;
            items[xml.attribute("id"_L1)] = item;
        } else if (xml.is("itemref"_L1)) {
            const auto item = items.value(xml.attribute("idref"_L1));
            if (item.name.isEmpty() || !isPage(item) || seen.contains(item.name) ||
                seen.size() >= mostChapters)
                continue;
            seen += item.name;
            package.chapters += item.name;
        }
    }
    return package;
}

/// The pages of a book whose package is lost.
QStringList pagesByName(const QStringList &names) {
    QStringList pages;
    for (const auto &name : names) {
        if (pages.size() < mostChapters && (name.endsWith("html"_L1) || name.endsWith(".htm"_L1)))
            pages += name;
    }
    pages.removeDuplicates();
    return pages;
}

/// Adds what a table of contents calls its chapters; the first name of each counts.
void addTitles(const QString &base, const QByteArray &contents, const ParseLimits &limits, Titles *titles) {
    XmlWalker xml(contents, limits);
    QString target;
    QString text;
    const auto take = [&] {
        const auto title = std::exchange(text, {}).simplified().left(200);
        if (!target.isEmpty() && !title.isEmpty() && !titles->contains(target))
            titles->insert(target, title);
        target.clear();
    };
    bool isText = false;
    while (!xml.atEnd()) {
        const auto token = xml.next();
        if (token == QXmlStreamReader::Characters && isText)
            text += xml.text();
        else if (token == QXmlStreamReader::StartElement && xml.is("content"_L1)) { // of toc.ncx
            target = resolved(base, xml.attribute("src"_L1));
            take();
        } else if (token == QXmlStreamReader::StartElement && (xml.is("a"_L1) || xml.is("navLabel"_L1))) {
            text.clear();
            target = resolved(base, xml.attribute("href"_L1));
            isText = true;
        } else if (token == QXmlStreamReader::EndElement && (xml.is("a"_L1) || xml.is("navLabel"_L1))) {
            isText = false;
            if (xml.is("a"_L1))
                take();
        }
    }
}

/// Entries that a reader's own key opens. Fonts that are only scrambled are left out.
QStringList encryptedNames(const QByteArray &encryption, const ParseLimits &limits) {
    QStringList names;
    bool isFont = false;
    XmlWalker xml(encryption, limits);
    while (!xml.atEnd()) {
        if (xml.next() != QXmlStreamReader::StartElement)
            continue;
        const auto algorithm = xml.attribute("Algorithm"_L1);
        if (xml.is("EncryptedData"_L1))
            isFont = false;
        else if (xml.is("EncryptionMethod"_L1))
            isFont = algorithm == "http://www.idpf.org/2008/embedding"_L1 ||
                     algorithm == "http://ns.adobe.com/pdf/enc#RC"_L1;
        else if (xml.is("CipherReference"_L1) && !isFont)
            names += resolved({}, xml.attribute("URI"_L1));
    }
    return names;
}

QString firstHeading(const HtmlText &html) {
    const auto heading = std::ranges::find_if(html.pieces, &TextPiece::isHeading);
    return heading == html.pieces.end() ? QString() : heading->text;
}

Error damaged(const QString &how) {
    return {ErrorKind::Damaged, Words::tr("it is damaged: ") + how,
            Words::tr("Get the book anew from where it came from")};
}

void addChapters(const QStringList &chapters, const Titles &titles, const ZipFile &zip,
                 const ParseLimits &limits, SectionList *sections) {
    for (qsizetype i = 0; i < chapters.size() && !sections->isFull(); ++i) {
        const auto content = zip.entry(chapters[i]);
        if (content.isEmpty())
            continue;
        const auto html = parseHtml(content, limits);
        auto label = u"chapter %1"_s.arg(i + 1);
        const auto title = titles.value(chapters[i], firstHeading(html)).simplified();
        if (!title.isEmpty())
            label += u": "_s + title;
        sections->beginSection(label);
        addHtml(html, sections);
    }
}

} // namespace

Opened openEpub(const QByteArray &bytes, const ReadOptions &options) {
    const auto &limits = options.limits;
    const auto outline = ZipFile::open(bytes, limits, [](const QString &name) {
        return name == containerName || name == encryptionName || name.endsWith(".opf"_L1);
    });
    if (!outline.ok())
        return outline.error();
    const auto base = packageName(outline->entry(containerName), outline->names(), limits);
    auto package = readPackage(base, outline->entry(base), limits);
    if (package.chapters.isEmpty())
        package.chapters = pagesByName(outline->names());
    const QSet<QString> chapters(package.chapters.begin(), package.chapters.end());
    for (const auto &name : encryptedNames(outline->entry(encryptionName), limits)) {
        if (chapters.contains(name))
            return Error{ErrorKind::Password, Words::tr("it is protected against copying (DRM)"),
                         Words::tr("Add a copy without protection; the shop that sold it may have one")};
    }
    const auto zip = ZipFile::open(bytes, limits, [&](const QString &name) {
        return chapters.contains(name) || package.navigation.contains(name);
    });
    if (!zip.ok())
        return zip.error();
    Titles titles;
    for (const auto &name : package.navigation)
        addTitles(name, zip->entry(name), limits, &titles);
    SectionList sections(DocumentKind::Epub, limits);
    sections.setOrigin(package.origin);
    addChapters(package.chapters, titles, *zip, limits, &sections);
    auto reader = sections.toReader();
    const bool isMissing =
        !std::ranges::any_of(chapters, [&](const QString &name) { return zip->has(name); });
    if (!reader.ok() && reader.error().kind == ErrorKind::NoText && isMissing)
        return damaged(Words::tr("none of its chapters is there"));
    return reader;
}

} // namespace docchat::document
