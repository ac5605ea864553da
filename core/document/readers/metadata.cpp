#include "document/readers/metadata.h"

#include "document/readers/xml.h"

namespace docchat::document {

using namespace Qt::StringLiterals;

Origin originOf(const QByteArray &xml, const ParseLimits &limits) {
    constexpr qsizetype mostAuthors = 8;
    Origin origin;
    QStringList creators;
    QString initial; // of OpenDocument, where the creator is who changed it last
    XmlWalker walker(xml, limits);
    while (!walker.atEnd()) {
        if (walker.next() != QXmlStreamReader::StartElement)
            continue;
        const auto text = [&walker] {
            return walker.readElementText(QXmlStreamReader::SkipChildElements).simplified();
        };
        if (walker.is("title"_L1) && origin.title.isEmpty()) {
            origin.title = text();
        } else if (walker.is("creator"_L1) && creators.size() < mostAuthors) {
            creators += text();
        } else if (walker.is("initial-creator"_L1)) {
            initial = text();
        } else if (origin.year == 0 &&
                   (walker.is("created"_L1) || walker.is("creation-date"_L1) || walker.is("date"_L1))) {
            origin.year = text().left(4).toInt();
        }
    }
    creators.removeAll(QString());
    creators.removeDuplicates();
    origin.author = initial.isEmpty() ? creators.join(u", "_s) : initial;
    return origin;
}

} // namespace docchat::document
