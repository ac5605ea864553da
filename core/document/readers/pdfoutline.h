#pragma once

#include "model/origin.h"

#include <QString>

#include <vector>

namespace Poppler {
class Document;
}

namespace docchat::document {

/// The outline ("bookmarks") of a PDF, as a list of where its sections begin.
class Outline {
public:
    Outline() = default;
    explicit Outline(const Poppler::Document &document);

    /// The innermost section that a page (from 1) begins in: one that begins in its upper quarter, or else
    /// the last one of the pages before. Empty before the first.
    [[nodiscard]] QString headingOf(int page) const;

private:
    struct Section {
        int page = 0;
        double top = 0;   ///< share of the page's height
        size_t order = 0; ///< in the outline
        QString title;
    };
    std::vector<Section> m_sections; ///< by page, those of one page in the order of the outline
};

/// What a PDF says of itself; no title that is blank or the name of a file.
[[nodiscard]] Origin originOf(const Poppler::Document &document, const QString &fileName);

} // namespace docchat::document
