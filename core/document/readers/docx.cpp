#include "document/readers/ooxml.h"

#include <QRegularExpression>

namespace docchat::document {
namespace {

using namespace Qt::StringLiterals;

/// Which styles are those of headings, by their outline level, their names or the styles they build on.
class Styles {
public:
    explicit Styles(const QByteArray &xmlText, const ParseLimits &limits) {
        XmlWalker xml(xmlText, limits);
        Style *style = nullptr;
        while (!xml.atEnd()) {
            if (xml.next() != QXmlStreamReader::StartElement)
                continue;
            if (xml.is("style"_L1))
                style = &m_styles[xml.attribute("styleId"_L1)];
            else if (style && xml.is("name"_L1))
                style->name = xml.attribute("val"_L1);
            else if (style && xml.is("basedOn"_L1))
                style->base = xml.attribute("val"_L1);
            else if (style && xml.is("outlineLvl"_L1))
                style->level = xml.attribute("val"_L1).toInt();
        }
    }

    /// `id`: as a paragraph names its style; one that nobody defines is told by its name.
    [[nodiscard]] bool isHeading(QString id) const {
        constexpr int deepest = 20; // styles may build on each other in a circle
        for (int depth = 0; depth < deepest && !id.isEmpty(); ++depth) {
            const auto style = m_styles.value(id, {id, {}, {}});
            if (style.level)
                return *style.level < 9;
            if (isHeadingName(style.name))
                return true;
            id = style.base;
        }
        return false;
    }

private:
    struct Style {
        QString name;
        QString base;
        std::optional<int> level;
    };

    static bool isHeadingName(const QString &name) {
        static const QRegularExpression heading(u"^(heading ?[1-9]?|title)$"_s,
                                                QRegularExpression::CaseInsensitiveOption);
        return heading.match(name).hasMatch();
    }

    QHash<QString, Style> m_styles;
};

/// Footnotes, endnotes or comments by their ids. Each is taken once, where the text refers to it.
class Notes {
public:
    Notes(const Package &package, const QString &part, const QString &called) : m_called(called) {
        if (part.isEmpty())
            return;
        BlockReader blocks(package, part);
        XmlWalker xml(package.part(part), package.limits());
        if (!nextChild(xml, 0))
            return;
        while (nextChild(xml, 1)) {
            const auto id = xml.attribute("id"_L1);
            const bool isLine = xml.attribute("type"_L1).contains("separator"_L1, Qt::CaseInsensitive);
            const auto text = joined(blocks.readChildren(xml));
            if (!isLine && !text.isEmpty() && !m_texts.contains(id)) {
                m_texts.insert(id, text);
                m_order += id;
            }
        }
    }

    Block take(const QString &id) {
        const auto text = m_texts.take(id);
        return text.isEmpty() ? Block{} : Block{m_called + text};
    }

    /// Those that nothing refers to.
    Blocks takeRest() {
        Blocks rest;
        for (const auto &id : m_order) {
            if (m_texts.contains(id))
                rest.push_back(take(id));
        }
        return rest;
    }

private:
    QString m_called;
    QHash<QString, QString> m_texts;
    QStringList m_order;
};

class DocxReader {
public:
    explicit DocxReader(const Package &package)
        : m_package(package)
        , m_relationships(package.relationships(package.mainPart()))
        , m_styles(package.part(m_relationships.ofKind("styles"_L1).value(0, u"word/styles.xml"_s)),
                   package.limits())
        , m_footnotes(notes("footnotes"_L1, u"Footnote: "_s))
        , m_endnotes(notes("endnotes"_L1, u"Endnote: "_s))
        , m_comments(notes("comments"_L1, u"Comment: "_s))
        , m_sections(DocumentKind::Docx, package.limits()) {}

    Opened read() {
        auto stream = m_package.stream(m_package.mainPart());
        if (!stream.ok())
            return stream.error();
        XmlWalker xml(stream->get(), m_package.limits());
        if (!readBody(xml) || (*stream)->passedLimit())
            return ZipStream::tooLarge();
        addRest();
        m_sections.setOrigin(m_package.origin());
        return finished(m_sections, xml.hasError());
    }

private:
    [[nodiscard]] Notes notes(QLatin1StringView kind, const QString &called) const {
        return {m_package, m_relationships.ofKind(kind).value(0), called};
    }

    /// One block of the body after the other, so that a long document is never held twice. False when there
    /// is far too much.
    bool readBody(XmlWalker &xml) {
        BlockReader blocks(m_package, m_package.mainPart());
        blocks.isHeadingStyle = [this](const QString &style) { return m_styles.isHeading(style); };
        blocks.note = [this](QLatin1StringView kind, const QString &id) {
            return (kind == "footnoteReference"_L1  ? m_footnotes
                    : kind == "endnoteReference"_L1 ? m_endnotes
                                                    : m_comments)
                .take(id);
        };
        while (!xml.atEnd() && !xml.is("body"_L1))
            xml.next();
        const int depth = xml.depth();
        while (!m_sections.isFull() && !xml.atEnd() && blocks.readNext(xml, depth, m_read)) {
            addBlocks(m_sections, m_read);
            m_read.clear();
        }
        return !blocks.isFull();
    }

    void addRest() {
        Blocks rest;
        for (auto *notes : {&m_footnotes, &m_endnotes, &m_comments})
            std::ranges::move(notes->takeRest(), std::back_inserter(rest));
        add(u"notes"_s, rest);
        rest.clear();
        QSet<QString> seen; // first, even and other pages often have the same one
        for (const auto kind : {"header"_L1, "footer"_L1}) {
            for (const auto &part : m_relationships.ofKind(kind)) {
                for (auto &block : BlockReader(m_package, part).readPart()) {
                    if (!seen.contains(block.text))
                        rest.push_back(block);
                    seen.insert(block.text);
                }
            }
        }
        add(u"headers and footers"_s, rest);
    }

    void add(const QString &place, const Blocks &blocks) {
        if (blocks.empty())
            return;
        m_sections.beginSection(place);
        addBlocks(m_sections, blocks);
    }

    const Package &m_package;
    Relationships m_relationships;
    Styles m_styles;
    Notes m_footnotes;
    Notes m_endnotes;
    Notes m_comments;
    SectionList m_sections;
    Blocks m_read;
};

} // namespace

Opened openDocx(const QByteArray &bytes, const ReadOptions &options) {
    const auto package = Package::open(bytes, options.limits, u"word/document.xml"_s);
    if (!package.ok())
        return package.error();
    return DocxReader(*package).read();
}

} // namespace docchat::document
