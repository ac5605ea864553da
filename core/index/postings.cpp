#include "index/postings.h"

#include "index/documents.h"
#include "index/postingsfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace docchat::index {
namespace {

constexpr size_t mostSegments = 8;
constexpr size_t mergedAtOnce = 4'000; // passages: some milliseconds, which a question may wait

qint64 newestPassage(Database &database) {
    return database.integer("SELECT max(id) FROM passage");
}

/// Passages after `from` as a segment, and how many they are; no segment where there are none, or stopped.
SegmentPtr readSegment(Database &database, qint64 from, qint64 most, const std::stop_token &stop) {
    auto rows =
        database.prepare("SELECT id, document, heading, text, language FROM passage WHERE id>?1 AND id<=?2"
                         " ORDER BY id LIMIT ?3");
    rows.bind(from, largestPassage, most);
    SegmentBuilder builder;
    qint64 last = from;
    while (rows.step()) {
        if (stop.stop_requested())
            return nullptr;
        last = rows.integer(0);
        Passage passage;
        passage.id = last;
        passage.document = rows.integer(1);
        passage.heading = rows.text(2);
        passage.text = rows.text(3);
        passage.language = languageFromCode(rows.text(4));
        builder.add(passage);
    }
    return builder.size() > 0 ? builder.finish(last) : nullptr;
}

std::vector<DocumentId> idsOf(Database &database, const char *sql) {
    std::vector<DocumentId> ids;
    auto rows = database.prepare(sql);
    while (rows.step())
        ids.push_back(rows.integer(0));
    return ids;
}

/// By document of the segment, its mark; 0 for those that are gone.
std::vector<quint64> marksOf(Database &database, const Segment &segment) {
    std::vector<quint64> marks(segment.documents.size());
    auto rows = database.prepare("SELECT id, sha256, added_at FROM document");
    while (rows.step()) {
        const auto place = std::ranges::lower_bound(segment.documents, rows.integer(0));
        if (place != segment.documents.end() && *place == rows.integer(0))
            marks[size_t(place - segment.documents.begin())] = documentMark(rows.blob(1), rows.integer(2));
    }
    return marks;
}

/// Are the documents of the file those that have these ids in the library?
bool isOf(Database &database, const StoredPostings &stored) {
    const auto marks = marksOf(database, *stored.segment);
    bool any = false;
    for (size_t i = 0; i < marks.size(); ++i) {
        any = any || marks[i] != 0;
        if (marks[i] != 0 && marks[i] != stored.marks[i])
            return false;
    }
    const auto lastEver = database.integer("SELECT seq FROM sqlite_sequence WHERE name='passage'");
    return any && stored.segment->lastPassage <= lastEver;
}

/// What a save leaves that was cut off.
void removeLeftOvers(const QString &path) {
    const QFileInfo file(path);
    for (const auto &name : file.dir().entryList({file.fileName() + QStringLiteral(".*")}, QDir::Files))
        QFile::remove(file.dir().filePath(name));
}

} // namespace

Postings::Postings(QString path) : m_path(std::move(path)) {}

// ---- Questions ----

PostingsViewPtr Postings::refresh(Database &database) {
    const std::lock_guard lock(m_mutex);
    if (!m_view)
        return nullptr;
    const auto version = database.version();
    const auto seen = m_seen.find(database.serial());
    if (seen != m_seen.end() && seen->second == version)
        return m_view;
    takeIn(database);
    readDocuments(database);
    makeView();
    m_seen[database.serial()] = version;
    return m_view;
}

void Postings::takeIn(Database &database) {
    const auto last = lastPassage();
    const auto isNew = newestPassage(database) - last;
    if (isNew > m_limits.takenIn)
        m_behind = true;
    else if (isNew > 0)
        append(readSegment(database, last, m_limits.takenIn, {}));
}

/// Small segments at the end become one, so that there are never many.
void Postings::append(SegmentPtr segment) {
    if (!segment)
        return;
    m_segments.push_back(std::move(segment));
    while (m_segments.size() > m_merging + 1) {
        const std::vector<SegmentPtr> two(m_segments.end() - 2, m_segments.end());
        const auto older = two[0]->passages.size();
        const auto newer = two[1]->passages.size();
        if (older > 2 * newer || older + newer > mergedAtOnce)
            return;
        m_segments.pop_back();
        m_segments.back() = merge(two, documentsOf(two), {});
    }
}

qint64 Postings::lastPassage() const {
    return m_segments.empty() ? 0 : m_segments.back()->lastPassage;
}

/// The documents are read after the passages, so that each passage's is among them unless it is gone.
void Postings::readDocuments(Database &database) {
    m_whole = newestPassage(database) <= lastPassage();
    m_documents = idsOf(database, "SELECT id FROM document ORDER BY id");
    m_searched = idsOf(database, "SELECT id FROM document WHERE state<>'failed' ORDER BY id");
}

void Postings::makeView() {
    m_view = std::make_shared<PostingsView>(m_segments, m_searched, m_whole, m_boards);
}

// ---- Upkeep ----

void Postings::upkeep(Database &database, const std::stop_token &stop, bool maySave) {
    if (!m_loaded) {
        if (maySave)
            removeLeftOvers(m_path);
        load(database, stop);
        m_loaded = true;
    }
    if (!refresh(database) && corpusSize(database).passages < double(m_limits.fromPassages))
        return;
    m_behind = false;
    while (extend(database, stop)) {
    }
    if (wantsMerge(stop))
        mergeAll(stop);
    if (maySave && !stop.stop_requested())
        save(database, stop);
}

void Postings::load(Database &database, const std::stop_token &stop) {
    auto stored = readPostings(m_path, stop);
    if (stop.stop_requested() || (!stored.ok() && stored.error().kind == ErrorKind::Missing))
        return;
    if (!stored.ok()) {
        qWarning("%s", qPrintable(stored.error().text()));
        return;
    }
    if (!isOf(database, *stored)) {
        qWarning("%s is of another library: it is made anew", qPrintable(m_path));
        return;
    }
    m_saved = stored->segment;
    const std::lock_guard lock(m_mutex);
    m_segments = {std::move(stored->segment)};
    readDocuments(database);
    makeView();
}

/// Reads a batch of what is new. False: there is no more, or it was stopped.
bool Postings::extend(Database &database, const std::stop_token &stop) {
    qint64 from = 0;
    {
        const std::lock_guard lock(m_mutex);
        from = lastPassage();
    }
    auto segment = readSegment(database, from, m_limits.batch, stop);
    if (stop.stop_requested())
        return false;
    const std::lock_guard lock(m_mutex);
    if (lastPassage() != from) // a question has taken them in meanwhile
        return true;
    const bool more = segment && qint64(segment->passages.size()) == m_limits.batch;
    append(std::move(segment));
    if (m_view || !more) {
        readDocuments(database);
        makeView();
    }
    return more;
}

bool Postings::wantsMerge(const std::stop_token &stop) {
    const std::lock_guard lock(m_mutex);
    if (stop.stop_requested() || m_segments.empty())
        return false;
    size_t later = 0;
    bool anyGone = false;
    for (const auto &segment : m_segments) {
        later += segment == m_segments.front() ? 0 : segment->passages.size();
        anyGone = anyGone || !std::ranges::includes(m_documents, segment->documents);
    }
    const auto most = std::max(size_t(m_limits.fromPassages), m_segments.front()->passages.size() / 10);
    return anyGone || m_segments.size() > mostSegments || later > most;
}

/// Makes one segment of all, without what is gone; questions go on meanwhile.
void Postings::mergeAll(const std::stop_token &stop) {
    std::vector<SegmentPtr> segments;
    std::vector<DocumentId> documents;
    {
        const std::lock_guard lock(m_mutex);
        segments = m_segments;
        documents = m_documents;
        m_merging = segments.size();
    }
    auto merged = merge(segments, documents, stop);
    const std::lock_guard lock(m_mutex);
    m_merging = 0;
    if (!merged)
        return;
    m_segments.erase(m_segments.begin() + 1, m_segments.begin() + qsizetype(segments.size()));
    m_segments.front() = std::move(merged);
    makeView();
}

void Postings::save(Database &database, const std::stop_token &stop) {
    SegmentPtr segment;
    {
        const std::lock_guard lock(m_mutex);
        segment = m_segments.empty() ? nullptr : m_segments.front();
    }
    if (!segment || m_saveFailed || (segment == m_saved && QFile::exists(m_path)))
        return;
    const auto saved = writePostings(m_path, {segment, marksOf(database, *segment)}, stop);
    if (saved.ok())
        m_saved = segment;
    else if (!stop.stop_requested()) {
        m_saveFailed = true;
        qWarning("%s", qPrintable(saved.error().text()));
    }
}

} // namespace docchat::index
