#pragma once

#include "document/protocol.h"

#include <QXmlStreamReader>

namespace docchat::document {

/// A QXmlStreamReader that gives up where elements lie deeper than the limit: XML of strangers. Entities of
/// its own are few and never from outside (Qt refuses those).
class XmlWalker : public QXmlStreamReader {
public:
    XmlWalker(const QByteArray &xml, const ParseLimits &limits)
        : QXmlStreamReader(xml), m_deepest(limits.xmlDepth) {
        setEntityExpansionLimit(10'000);
    }

    /// The device must outlive the walker.
    XmlWalker(QIODevice *device, const ParseLimits &limits)
        : QXmlStreamReader(device), m_deepest(limits.xmlDepth) {
        setEntityExpansionLimit(10'000);
    }

    /// Like readNext(); an error beyond the limit of depth. Hides the original, as does next() below.
    TokenType next() {
        const auto token = readNext();
        if (token == StartElement && ++m_depth > m_deepest)
            raiseError(QStringLiteral("too deep"));
        else if (token == EndElement)
            --m_depth;
        return tokenType();
    }

    [[nodiscard]] int depth() const { return m_depth; }

    /// Local name, without its prefix.
    [[nodiscard]] bool is(QLatin1StringView localName) const { return name() == localName; }

    /// An attribute by its local name, whatever its namespace.
    [[nodiscard]] QString attribute(QLatin1StringView localName) const {
        for (const auto &each : attributes()) {
            if (each.name() == localName)
                return each.value().toString();
        }
        return {};
    }

private:
    int m_depth = 0;
    int m_deepest;
};

/// Goes to the end of the current element.
inline void skipElement(XmlWalker &xml) {
    const int depth = xml.depth();
    while (!xml.atEnd()) {
        if (xml.next() == QXmlStreamReader::EndElement && xml.depth() < depth)
            return;
    }
}

} // namespace docchat::document
