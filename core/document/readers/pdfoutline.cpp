#include "document/readers/pdfoutline.h"

#include <poppler-link.h>
#include <poppler-qt6.h>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace docchat::document {
namespace {

constexpr size_t mostSections = 20'000;
constexpr size_t deepest = 32;
constexpr double upperPart = 0.25;

QString plain(const QString &text) {
    return text.normalized(QString::NormalizationForm_KC).simplified();
}

} // namespace

Outline::Outline(const Poppler::Document &document) {
    struct Level {
        QVector<Poppler::OutlineItem> items;
        qsizetype next = 0;
    };
    std::vector<Level> levels{{document.outline()}};
    for (size_t visited = 0; !levels.empty() && visited < mostSections;) {
        auto &level = levels.back();
        if (level.next >= level.items.size()) {
            levels.pop_back();
            continue;
        }
        const auto item = level.items[level.next++];
        ++visited;
        const auto target = item.externalFileName().isEmpty() ? item.destination() : nullptr;
        const auto title = plain(item.name().left(1000)).left(200);
        if (target && target->pageNumber() > 0 && !title.isEmpty())
            m_sections.push_back(
                {target->pageNumber(), target->isChangeTop() ? target->top() : 0, visited, title});
        if (levels.size() < deepest && item.hasChildren())
            levels.push_back({item.children()});
    }
    std::sort(m_sections.begin(), m_sections.end(), [](const Section &a, const Section &b) {
        return a.page == b.page ? a.order < b.order : a.page < b.page;
    });
}

QString Outline::headingOf(int page) const {
    const auto first = std::partition_point(m_sections.begin(), m_sections.end(),
                                            [&](const Section &section) { return section.page < page; });
    QString heading = first == m_sections.begin() ? QString() : std::prev(first)->title;
    for (auto section = first; section != m_sections.end() && section->page == page; ++section) {
        if (section->top < upperPart)
            heading = section->title;
    }
    return heading;
}

Origin originOf(const Poppler::Document &document, const QString &fileName) {
    static const QRegularExpression file(
        QStringLiteral(
            "^microsoft (word|powerpoint|excel) -|[\\\\/]\\S*$|\\.(pdf|docx?|dotx?|rtf|odt|odp|ods|"
            "pptx?|xlsx?|tex|dvi|ps|indd|qxd|pmd|html?|txt|md|jpe?g|png|tiff?)$|^untitled\\b"),
        QRegularExpression::CaseInsensitiveOption);
    const auto title = plain(document.title().left(2000)).left(500);
    const auto own = QFileInfo(fileName).completeBaseName();
    const bool isName = file.match(title).hasMatch() || title.compare(own, Qt::CaseInsensitive) == 0;
    const bool says = std::any_of(title.begin(), title.end(), [](QChar c) { return c.isLetterOrNumber(); });
    return {says && !isName ? title : QString(), plain(document.author().left(2000)).left(500),
            document.creationDate().date().year()};
}

} // namespace docchat::document
