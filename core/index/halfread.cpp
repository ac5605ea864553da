#include "index/halfread.h"

#include "index/vectors.h"

namespace docchat::index {

HalfRead halfRead(Database &database, DocumentId document) {
    auto row = database.prepare("SELECT pages_read, passages FROM document WHERE id=?1");
    if (!row.bind(document).step())
        return {};
    return {int(row.integer(0)), int(row.integer(1))};
}

bool hasPage(Database &database, DocumentId document, const Page &page, qsizetype start) {
    auto row =
        database.prepare("SELECT 1 FROM page WHERE document=?1 AND number=?2 AND start=?3 AND text=?4");
    return row.bind(document, page.number, qint64(start), page.text).step();
}

qint64 samePassage(Database &database, const Passage &passage) {
    auto row =
        database.prepare("SELECT id FROM passage WHERE document=?1 AND start=?2 AND end=?3 AND heading=?4"
                         " AND text=?5");
    row.bind(passage.document, qint64(passage.start), qint64(passage.end), passage.heading, passage.text);
    return row.step() ? row.integer(0) : 0;
}

std::vector<Passage> withoutVector(Database &database, std::vector<Passage> passages, const QString &model) {
    auto row = database.prepare("SELECT 1 FROM embedding WHERE passage=?1 AND model=?2");
    const auto id = findModel(database, model);
    std::erase_if(passages, [&](const Passage &passage) {
        const bool has = row.bind(passage.id, id).step();
        row.reset();
        return has;
    });
    return passages;
}

} // namespace docchat::index
