#include "index/journal.h"

#include "index/documents.h"
#include "index/versions.h"

#include <array>

namespace docchat::index {
namespace {

using State = JournalEntry::State;

constexpr std::array stateWords{QLatin1StringView("queued"), QLatin1StringView("running"),
                                QLatin1StringView("aside"), QLatin1StringView("paused")};

QString word(State state) {
    return stateWords[size_t(state)];
}

State stateFrom(const QString &word) {
    for (size_t i = 0; i < stateWords.size(); ++i) {
        if (word == stateWords[i])
            return State(i);
    }
    return State::Queued;
}

} // namespace

void enqueue(Database &database, const std::vector<JournalEntry> &entries) {
    auto insert = database.prepare(
        "INSERT INTO job(path, part, name, parent, recognise, libre_office) VALUES (?1, ?2, ?3, nullif(?4, "
        "0), ?5, ?6)"
        " ON CONFLICT DO UPDATE SET name=excluded.name, parent=excluded.parent, recognise=excluded.recognise,"
        " libre_office=excluded.libre_office, state='queued', attempts=0, error='', code='ok'");
    auto rejoin = database.prepare("INSERT OR IGNORE INTO collection_path(path, collection)"
                                   " SELECT location.path, collection"
                                   " FROM location JOIN collection_document USING(document)"
                                   " WHERE location.path=?1");
    for (const auto &entry : entries) {
        insert.bind(entry.path, entry.part, entry.name, entry.parent, entry.recognise, entry.libreOffice)
            .run();
        if (entry.part.isEmpty())
            rejoin.bind(entry.path).run();
    }
}

void begin(Database &database, const JournalEntry &entry) {
    database
        .prepare("INSERT INTO job(path, part, name, parent, recognise, libre_office, state, attempts)"
                 " VALUES (?1, ?2, ?3, nullif(?4, 0), ?5, ?6, ?7, 1)"
                 " ON CONFLICT DO UPDATE SET state=excluded.state, attempts=attempts+1, error='', code='ok'")
        .bind(entry.path, entry.part, entry.name, entry.parent, entry.recognise, entry.libreOffice,
              word(State::Running))
        .run();
}

void noteError(Database &database, const QString &path, const QString &part, const Error &error,
               int attempts) {
    database.prepare("UPDATE job SET error=?3, code=?4, attempts=?5 WHERE path=?1 AND part=?2")
        .bind(path, part, error.message, code(error.kind), attempts)
        .run();
}

void getFurther(Database &database, DocumentId document) {
    database.prepare("UPDATE job SET attempts=1 WHERE document=?1 AND attempts>1").bind(document).run();
}

void setJournalled(Database &database, const QString &path, const QString &part, DocumentId document) {
    database.prepare("UPDATE job SET document=?3 WHERE path=?1 AND part=?2").bind(path, part, document).run();
}

void putBack(Database &database, const QString &path, const QString &part) {
    database.prepare("UPDATE job SET state=?3, attempts=attempts-1 WHERE path=?1 AND part=?2 AND state=?4")
        .bind(path, part, word(State::Queued), word(State::Running))
        .run();
}

void pause(Database &database, const QString &path, const QString &part) {
    database
        .prepare("UPDATE job SET attempts=CASE state WHEN ?4 THEN attempts-1 ELSE attempts END, state=?3"
                 " WHERE path=?1 AND part=?2")
        .bind(path, part, word(State::Paused), word(State::Running))
        .run();
}

void end(Database &database, const QString &path, const QString &part) {
    database.prepare("DELETE FROM job WHERE path=?1 AND part=?2").bind(path, part).run();
    if (part.isEmpty())
        database.prepare("DELETE FROM collection_path WHERE path=?1").bind(path).run();
}

void takeBack(Database &database, const QString &path, const QString &part) {
    auto row = database.prepare("SELECT document FROM job WHERE path=?1 AND part=?2 AND NOT EXISTS"
                                " (SELECT 1 FROM job AS other WHERE other.document=job.document"
                                " AND other.id<>job.id)");
    const auto document = row.bind(path, part).step() ? row.integer(0) : 0;
    row.reset();
    if (document != 0) {
        removeVersions(database, document);
        takeBackDocument(database, document);
    }
    end(database, path, part);
}

void setAside(Database &database, const JournalEntry &entry, const Error &reason) {
    database.prepare("UPDATE job SET state=?3, error=?4, code=?5 WHERE path=?1 AND part=?2")
        .bind(entry.path, entry.part, word(State::Aside), reason.message, code(reason.kind))
        .run();
    removeVersionsBeforeTheNewest(database, entry.document);
    const auto document = findDocument(database, entry.document);
    if (document && document->state == DocumentState::Reading)
        setState(database, document->id,
                 document->passages > 0 ? DocumentState::Partial : DocumentState::Failed, &reason);
}

std::vector<JournalEntry> unended(Database &database) {
    std::vector<JournalEntry> entries;
    auto rows = database.prepare(
        "SELECT job.path, job.part, job.name, coalesce(mail.name, ''), coalesce(job.document, 0),"
        " coalesce(job.parent, 0), job.recognise, job.libre_office, job.state, job.attempts, job.error, "
        "job.code"
        " FROM job LEFT JOIN document AS mail ON mail.id=job.parent ORDER BY job.id");
    while (rows.step()) {
        JournalEntry entry{rows.text(0), rows.text(1), rows.text(2), rows.text(3)};
        entry.document = rows.integer(4);
        entry.parent = rows.integer(5);
        entry.recognise = rows.integer(6) != 0;
        entry.libreOffice = rows.integer(7) != 0;
        entry.state = stateFrom(rows.text(8));
        entry.attempts = int(rows.integer(9));
        entry.error = rows.text(10);
        entry.code = rows.text(11);
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace docchat::index
