#include "index/documents.h"

#include "base/paths.h"
#include "index/analysis.h"
#include "index/detectlanguage.h"
#include "index/postingsfile.h"
#include "index/schema.h"
#include "index/signs.h"
#include "model/layout.h"

#include <QFile>
#include <QHash>

#include <algorithm>
#include <numeric>

namespace docchat::index {
namespace {

constexpr const char *documentColumns =
    "SELECT id, sha256, name, kind, state, code, reason, hint, pages, pages_read, passages, added_at,"
    " (WITH RECURSIVE above(id, parent) AS (VALUES(document.id, document.parent) UNION"
    " SELECT mail.id, mail.parent FROM document AS mail JOIN above ON mail.id=above.parent)"
    " SELECT path FROM location JOIN above ON location.document=above.id ORDER BY location.id DESC LIMIT 1),"
    " parent, part, (SELECT name FROM document AS mail WHERE mail.id=document.parent) FROM document ";

Document documentFrom(const Statement &row) {
    Document document;
    document.id = row.integer(0);
    document.sha256 = row.blob(1);
    document.name = row.text(2);
    document.kind = kindFromName(row.text(3));
    document.state = stateFromName(row.text(4));
    document.code = row.text(5);
    document.reason = row.text(6);
    document.hint = row.text(7);
    document.pages = int(row.integer(8));
    document.pagesRead = int(row.integer(9));
    document.passages = int(row.integer(10));
    document.addedAt = QDateTime::fromMSecsSinceEpoch(row.integer(11));
    document.path = row.text(12);
    document.parent = row.integer(13);
    document.part = row.text(14);
    document.within = row.text(15);
    return document;
}

/// Where a document stands in the list: after the file that it is or lies in, by its part.
using Rank = std::pair<DocumentId, std::vector<int>>;

std::vector<Rank> ranksOf(const std::vector<Document> &documents) {
    QHash<DocumentId, DocumentId> parents;
    for (const auto &document : documents)
        parents.insert(document.id, document.parent);
    std::vector<Rank> ranks;
    for (const auto &document : documents) {
        Rank rank{document.id, {}};
        for (qsizetype up = 0; up < parents.size() && parents.value(rank.first) != 0; ++up)
            rank.first = parents.value(rank.first);
        for (const auto number : QStringView(document.part).split(QLatin1Char('/'), Qt::SkipEmptyParts))
            rank.second.push_back(number.toInt());
        ranks.push_back(std::move(rank));
    }
    return ranks;
}

std::vector<Document> inFamilies(std::vector<Document> documents) {
    const auto ranks = ranksOf(documents);
    std::vector<size_t> order(documents.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, {}, [&](size_t at) -> const Rank & { return ranks[at]; });
    std::vector<Document> sorted;
    for (const auto at : order)
        sorted.push_back(std::move(documents[at]));
    return sorted;
}

Statement selectDocuments(Database &database, const char *condition) {
    return database.prepare((QByteArray(documentColumns) + condition).constData());
}

/// In state Reading, without a place.
DocumentId insertDocument(Database &database, const Document &document) {
    database
        .prepare("INSERT INTO document(sha256, name, kind, state, added_at, parent, part)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, nullif(?6, 0), ?7)")
        .bind(document.sha256, document.name, kindName(document.kind), stateName(DocumentState::Reading),
              document.addedAt.toMSecsSinceEpoch(), document.parent, document.part)
        .run();
    return database.lastRowId();
}

Page pageFrom(const Statement &row) {
    Page page;
    page.number = int(row.integer(0));
    page.label = row.text(1);
    page.text = row.text(2);
    page.size = QSizeF(row.real(3), row.real(4));
    return page;
}

/// The copy that is kept of one, or the wish, unless `by` has one.
void moveKept(Database &database, DocumentId document, DocumentId by) {
    database.prepare("UPDATE OR IGNORE kept_file SET document=?2 WHERE document=?1").bind(document, by).run();
}

} // namespace

std::vector<Document> allDocuments(Database &database) {
    std::vector<Document> documents;
    auto rows = selectDocuments(
        database, "WHERE code<>'version' AND id NOT IN (SELECT document FROM removed_document) ORDER BY id");
    while (rows.step())
        documents.push_back(documentFrom(rows));
    return inFamilies(std::move(documents));
}

QSet<DocumentId> documentsWithText(Database &database, const std::optional<QList<DocumentId>> &documents) {
    QSet<DocumentId> wanted;
    if (documents)
        wanted = {documents->begin(), documents->end()};
    QSet<DocumentId> found;
    auto rows = database.prepare("SELECT id FROM document WHERE state<>'failed'");
    while (rows.step()) {
        if (!documents || wanted.contains(rows.integer(0)))
            found.insert(rows.integer(0));
    }
    return found;
}

std::vector<Document> unfinishedDocuments(Database &database) {
    std::vector<Document> documents;
    auto rows =
        selectDocuments(database, "WHERE state IN ('reading', 'partial')"
                                  " AND id NOT IN (SELECT document FROM removed_document) ORDER BY id");
    while (rows.step())
        documents.push_back(documentFrom(rows));
    return documents;
}

std::optional<Document> findDocument(Database &database, DocumentId id) {
    auto row = selectDocuments(database, "WHERE id=?1");
    return row.bind(id).step() ? std::optional(documentFrom(row)) : std::nullopt;
}

std::optional<Document> findDocument(Database &database, const QByteArray &sha256) {
    auto row = selectDocuments(database, "WHERE sha256=?1");
    return row.bind(sha256).step() ? std::optional(documentFrom(row)) : std::nullopt;
}

DocumentId addDocument(Database &database, const Document &document) {
    const auto id = insertDocument(database, document);
    if (document.parent == 0)
        addLocation(database, id, document.path);
    else if (!document.part.isEmpty()) // a new version takes those of the old one when it is whole
        database
            .prepare("INSERT INTO collection_document SELECT collection, ?1 FROM collection_document"
                     " WHERE document=?2")
            .bind(id, document.parent)
            .run();
    return id;
}

DocumentId replaceDocument(Database &database, const Document &document) {
    const auto old = findDocument(database, document.sha256);
    if (!old)
        return addDocument(database, document);
    database.prepare("UPDATE document SET sha256=randomblob(32) WHERE id=?1").bind(old->id).run();
    const auto id = insertDocument(database, document);
    if (old->state == DocumentState::Failed || old->state == DocumentState::Reading)
        database.prepare("UPDATE document SET code=?2, reason=?3, hint=?4 WHERE id=?1")
            .bind(id, old->code, old->reason, old->hint)
            .run();
    if (isRenamed(database, *old))
        renameDocument(database, id, old->name);
    replaceDocument(database, old->id, id);
    if (document.parent == 0)
        addLocation(database, id, document.path);
    return id;
}

void replaceDocument(Database &database, DocumentId document, DocumentId by) {
    for (const auto *change :
         {"UPDATE location SET document=?2 WHERE document=?1",
          "UPDATE document SET parent=?2 WHERE parent=?1 AND code<>'version'",
          "UPDATE OR IGNORE chat_document SET document=?2 WHERE document=?1",
          "UPDATE OR IGNORE collection_document SET document=?2 WHERE document=?1",
          "UPDATE OR IGNORE collection_tick SET document=?2 WHERE document=?1",
          "UPDATE citation SET document=?2 WHERE document=?1",
          "UPDATE note SET document=?2 WHERE document=?1",
          "UPDATE document SET (title, author, year, corrected)=(SELECT title, author, year, 1 FROM document"
          " WHERE id=?1) WHERE id=?2 AND EXISTS (SELECT 1 FROM document WHERE id=?1 AND corrected=1)",
          "UPDATE job SET document=?2 WHERE document=?1", "UPDATE job SET parent=?2 WHERE parent=?1"})
        database.prepare(change).bind(document, by).run();
    moveKept(database, document, by);
    removeDocument(database, document);
}

void takeBackDocument(Database &database, DocumentId id) {
    const auto document = findDocument(database, id);
    if (!document || document->state != DocumentState::Reading)
        return;
    if (document->code == QLatin1StringView("ok")) {
        removeDocument(database, id);
        return;
    }
    database.prepare("UPDATE document SET sha256=randomblob(32) WHERE id=?1").bind(id).run();
    const Error before{errorKind(document->code), document->reason, document->hint};
    const auto again = addDocument(database, *document);
    moveKept(database, id, again);
    removeDocument(database, id);
    setOpened(database, again, document->kind, document->pages);
    setState(database, again, DocumentState::Failed, &before);
}

std::vector<std::pair<DocumentId, QString>> allLocations(Database &database) {
    std::vector<std::pair<DocumentId, QString>> locations;
    auto rows = database.prepare("SELECT document, path FROM location ORDER BY id");
    while (rows.step())
        locations.emplace_back(rows.integer(0), rows.text(1));
    return locations;
}

bool isRenamed(Database &database, const Document &document) {
    if (document.parent != 0)
        return false;
    auto rows = database.prepare("SELECT path FROM location WHERE document=?1");
    rows.bind(document.id);
    bool hasPlace = false;
    while (rows.step()) {
        hasPlace = true;
        if (shownName(rows.text(0)) == document.name)
            return false;
    }
    return hasPlace;
}

void renameDocument(Database &database, DocumentId document, const QString &name) {
    database.prepare("UPDATE document SET name=?2 WHERE id=?1").bind(document, name).run();
}

QHash<DocumentId, Origin> originsOf(Database &database, const QList<DocumentId> &documents) {
    QHash<DocumentId, Origin> origins;
    for (const auto id : documents) {
        auto row = database.prepare("SELECT title, author, year FROM document WHERE id=?1");
        if (row.bind(id).step())
            origins.insert(id, {row.text(0), row.text(1), int(row.integer(2))});
    }
    return origins;
}

void setOrigin(Database &database, DocumentId document, const Origin &origin) {
    database.prepare("UPDATE document SET title=?2, author=?3, year=?4, corrected=1 WHERE id=?1")
        .bind(document, origin.title, origin.author, origin.year)
        .run();
}

void learnOrigin(Database &database, DocumentId document, const Origin &origin) {
    database.prepare("UPDATE document SET title=?2, author=?3, year=?4 WHERE id=?1 AND corrected=0")
        .bind(document, origin.title, origin.author, origin.year)
        .run();
}

qsizetype pageStart(Database &database, DocumentId id, int number) {
    auto row = database.prepare("SELECT start FROM page WHERE document=?1 AND number=?2");
    return row.bind(id, number).step() ? qsizetype(row.integer(0)) : 0;
}

void addLocation(Database &database, DocumentId document, const QString &path) {
    auto before = database.prepare("SELECT document FROM location WHERE path=?1");
    const DocumentId there = before.bind(path).step() ? before.integer(0) : 0;
    before.reset();
    database.prepare("DELETE FROM location WHERE path=?1").bind(path).run(); // it becomes the last place
    database.prepare("INSERT INTO location(document, path) VALUES (?1, ?2)").bind(document, path).run();
    markRemoved(database, document, false);
    database
        .prepare("INSERT OR IGNORE INTO collection_document SELECT collection, ?1 FROM collection_path"
                 " WHERE path=?2")
        .bind(document, path)
        .run();
    // What failed at this path is not there any more once something else is.
    auto gone =
        database.prepare("SELECT id FROM document WHERE state='failed' AND parent IS NULL AND NOT EXISTS"
                         " (SELECT 1 FROM location WHERE location.document=document.id)");
    std::vector<DocumentId> ids;
    while (gone.step())
        ids.push_back(gone.integer(0));
    for (const auto id : ids) {
        if (id == there) // a copy is kept of what lies at a place
            moveKept(database, id, document);
        removeDocument(database, id);
    }
}

void preferLocation(Database &database, const QString &path) {
    database.prepare("UPDATE location SET id=(SELECT max(id)+1 FROM location) WHERE path=?1")
        .bind(path)
        .run();
}

void setOpened(Database &database, DocumentId id, DocumentKind kind, int pages) {
    database.prepare("UPDATE document SET kind=?2, pages=?3 WHERE id=?1")
        .bind(id, kindName(kind), pages)
        .run();
}

void setState(Database &database, DocumentId id, DocumentState state, const Error *error) {
    database.prepare("UPDATE document SET state=?2, code=?3, reason=?4, hint=?5 WHERE id=?1")
        .bind(id, stateName(state),
              error && state != DocumentState::Ready ? code(error->kind) : QStringLiteral("ok"),
              error ? error->message : QString(), error ? error->hint : QString())
        .run();
}

void markEmbedded(Database &database) {
    database.prepare("UPDATE document SET state=?1, code='ok', reason='', hint='' WHERE state=?2 AND code=?3")
        .bind(stateName(DocumentState::Ready), stateName(DocumentState::Partial), code(ErrorKind::Provider))
        .run();
}

void addPages(Database &database, DocumentId id, const std::vector<Page> &pages,
              const std::vector<qsizetype> &starts) {
    auto insert =
        database.prepare("INSERT INTO page(document, number, label, start, text, boxes, width, height, lines)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    for (size_t i = 0; i < pages.size(); ++i) {
        const auto &page = pages[i];
        insert
            .bind(id, page.number, page.label, qint64(starts[i]), page.text, page.layout, page.size.width(),
                  page.size.height(), encodeLines(page.lines))
            .run();
    }
    database.prepare("UPDATE document SET pages_read=max(pages_read, ?2) WHERE id=?1")
        .bind(id, pages.empty() ? 0 : pages.back().number)
        .run();
}

void addPassages(Database &database, std::vector<Passage> &passages) {
    auto insert = database.prepare(
        "INSERT INTO passage(document, first_page, last_page, start, end, heading, text, language)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    auto language = database.prepare("INSERT OR IGNORE INTO language VALUES (?1)");
    auto count = database.prepare("UPDATE document SET passages=passages+1, words=words+?2 WHERE id=?1");
    for (auto &passage : passages) {
        insert
            .bind(passage.document, passage.firstPage, passage.lastPage, qint64(passage.start),
                  qint64(passage.end), passage.heading, passage.text, languageCode(passage.language))
            .run();
        passage.id = database.lastRowId();
        count.bind(passage.document, qint64(countWords(passage.text))).run();
        language.bind(languageCode(passage.language)).run();
    }
}

QList<DocumentId> familyOf(Database &database, DocumentId id) {
    QList<DocumentId> ids;
    auto rows =
        database.prepare("WITH RECURSIVE family(id) AS (SELECT id FROM document WHERE id=?1 UNION SELECT"
                         " document.id FROM document JOIN family ON document.parent=family.id)"
                         " SELECT id FROM family");
    rows.bind(id);
    while (rows.step())
        ids += rows.integer(0);
    return ids;
}

void markRemoved(Database &database, DocumentId id, bool removed) {
    for (const auto each : familyOf(database, id))
        database
            .prepare(removed ? "INSERT OR IGNORE INTO removed_document(document) VALUES (?1)"
                             : "DELETE FROM removed_document WHERE document=?1")
            .bind(each)
            .run();
}

bool isMarkedRemoved(Database &database, DocumentId id) {
    auto row = database.prepare("SELECT 1 FROM removed_document WHERE document=?1");
    return row.bind(id).step();
}

bool hasRemovedDocuments(Database &database) {
    return database.integer("SELECT EXISTS (SELECT 1 FROM removed_document)") != 0;
}

int purgeRemovedDocuments(Database &database) {
    QList<DocumentId> removed;
    auto rows = database.prepare("SELECT document FROM removed_document");
    while (rows.step())
        removed += rows.integer(0);
    for (const auto id : std::as_const(removed))
        removeDocument(database, id); // what is attached to it went with its mail
    return int(removed.size());
}

bool removeDocument(Database &database, DocumentId id) {
    // Passages first and by name: cascades fire no triggers that the word index needs.
    for (const auto each : familyOf(database, id)) {
        removeSigns(database, each);
        database.prepare("DELETE FROM passage WHERE document=?1").bind(each).run();
        database.prepare("DELETE FROM job WHERE document=?1 OR parent=?1").bind(each).run();
    }
    database.prepare("DELETE FROM document WHERE id=?1").bind(id).run();
    return database.changes() > 0;
}

void scrubRemovedWords(Database &database) {
    optimiseWords(database, "passage_fts");
    optimiseWords(database, "message_fts");
    database.execute("DELETE FROM owed; INSERT INTO owed VALUES ('checkpoint')");
    QFile::remove(postingsPath(database.path())); // it is written again without them
}

std::optional<Page> findPage(Database &database, DocumentId id, int number) {
    auto row = database.prepare(
        "SELECT number, label, text, width, height, boxes FROM page WHERE document=?1 AND number=?2");
    if (!row.bind(id, number).step())
        return std::nullopt;
    auto page = pageFrom(row);
    page.layout = row.blob(5);
    return page;
}

std::vector<Page> pagesOf(Database &database, DocumentId id) {
    std::vector<Page> pages;
    auto rows = database.prepare(
        "SELECT number, label, text, width, height FROM page WHERE document=?1 ORDER BY number");
    rows.bind(id);
    while (rows.step())
        pages.push_back(pageFrom(rows));
    return pages;
}

TextPart textAround(Database &database, DocumentId id, qsizetype position, qsizetype reach) {
    auto range = database.prepare(
        "SELECT min(number), max(number), (SELECT max(number) FROM page WHERE document=?1),"
        " (SELECT min(number) FROM page WHERE document=?1), min(start) FROM page WHERE document=?1 AND "
        "start<=?3"
        " AND start>=coalesce((SELECT max(start) FROM page WHERE document=?1 AND start<=?2), 0)");
    TextPart part;
    if (!range.bind(id, qint64(std::max<qsizetype>(0, position - reach)), qint64(position + reach)).step() ||
        range.isNull(0))
        return part;
    part.hasEarlier = range.integer(0) > range.integer(3);
    part.hasLater = range.integer(1) < range.integer(2);
    part.start = qsizetype(range.integer(4));
    auto rows = database.prepare("SELECT number, label, text, width, height FROM page WHERE document=?1"
                                 " AND number BETWEEN ?2 AND ?3 ORDER BY number");
    rows.bind(id, range.integer(0), range.integer(1));
    while (rows.step())
        part.pages.push_back(pageFrom(rows));
    return part;
}

QList<PageRect> boxesOf(Database &database, DocumentId id, qsizetype start, qsizetype end) {
    QList<PageRect> boxes;
    auto rows = database.prepare(
        "SELECT number, start, length(text), boxes, width, height FROM page WHERE document=?1"
        " AND start<?3 AND number>=coalesce((SELECT max(number) FROM page WHERE document=?1"
        " AND start<=?2), 1) ORDER BY number");
    rows.bind(id, qint64(start), qint64(end));
    while (rows.step()) {
        const auto layout = PageLayout::decode(rows.blob(3), QSizeF(rows.real(4), rows.real(5)));
        if (!layout)
            continue;
        const auto pageStart = qsizetype(rows.integer(1));
        for (const auto &rect : layout->rects(std::max<qsizetype>(0, start - pageStart), end - pageStart))
            boxes.append({int(rows.integer(0)), rect});
    }
    return boxes;
}

PlaceFinder::PlaceFinder(Database &database)
    : m_row(database, "SELECT label, start, lines, kind FROM page"
                      " JOIN document ON document.id=page.document WHERE document=?1 AND number=?2") {}

QString PlaceFinder::placeOnPage(DocumentId id, int page, qsizetype position) {
    QString name;
    if (m_row.bind(id, page).step()) {
        const auto lines = decodeLines(m_row.blob(2)).value_or(LineMarks());
        name = placeName(kindFromName(m_row.text(3)), page, m_row.text(0),
                         lineAt(lines, position - qsizetype(m_row.integer(1))));
    }
    m_row.reset();
    return name;
}

PlaceInDocument placeAt(Database &database, DocumentId id, qsizetype position) {
    auto row = database.prepare("SELECT max(number) FROM page WHERE document=?1 AND start<=?2");
    const int page = row.bind(id, qint64(position)).step() ? int(row.integer(0)) : 0;
    return {page, PlaceFinder(database).placeOnPage(id, page, position)};
}

QString textOf(Database &database, DocumentId id, qsizetype start, qsizetype end) {
    QString text;
    auto rows = database.prepare(
        "SELECT start, text FROM page WHERE document=?1 AND start<?3"
        " AND number>=coalesce((SELECT max(number) FROM page WHERE document=?1 AND start<=?2), 1)"
        " ORDER BY number");
    rows.bind(id, qint64(start), qint64(end));
    while (rows.step()) {
        const auto pageStart = qsizetype(rows.integer(0));
        const auto pageText = rows.text(1) + QLatin1Char('\n'); // what stands between two pages
        const auto from = std::max<qsizetype>(0, start - pageStart);
        text += pageText.mid(from, end - pageStart - from);
    }
    return text;
}

std::optional<Passage> findPassage(Database &database, qint64 id) {
    auto row = database.prepare(
        "SELECT id, document, first_page, last_page, start, end, heading, text FROM passage WHERE id=?1");
    if (!row.bind(id).step())
        return std::nullopt;
    return Passage{row.integer(0),
                   row.integer(1),
                   int(row.integer(2)),
                   int(row.integer(3)),
                   qsizetype(row.integer(4)),
                   qsizetype(row.integer(5)),
                   row.text(6),
                   row.text(7)};
}

QList<Language> languagesFor(Database &database, const QString &question) {
    QList<Language> languages;
    auto rows = database.prepare("SELECT code FROM language ORDER BY code");
    while (rows.step())
        languages += languageFromCode(rows.text(0));
    const auto asked = languages.indexOf(detectLanguage(question));
    if (asked > 0)
        languages.move(asked, 0);
    return languages;
}

CorpusSize corpusSize(Database &database) {
    auto row = database.prepare("SELECT total(passages), total(words) FROM document");
    return row.step() ? CorpusSize{row.real(0), row.real(1)} : CorpusSize{};
}

} // namespace docchat::index
