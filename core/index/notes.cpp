#include "index/notes.h"

#include <QDateTime>

namespace docchat::index {

std::vector<Note> notesOf(Database &database, qint64 collection) {
    std::vector<Note> notes;
    auto rows =
        database.prepare("SELECT id, text, source, document, page, start, end, quote, at FROM note"
                         " WHERE collection=?1 OR (?1=0 AND collection NOT IN (SELECT id FROM collection))"
                         " ORDER BY id DESC");
    rows.bind(collection);
    while (rows.step()) {
        Note note;
        note.id = rows.integer(0);
        note.collection = collection;
        note.text = rows.text(1);
        note.source = rows.text(2);
        note.citation.document = rows.integer(3);
        note.citation.page = int(rows.integer(4));
        note.citation.start = qsizetype(rows.integer(5));
        note.citation.end = qsizetype(rows.integer(6));
        note.citation.quote = rows.text(7);
        note.at = QDateTime::fromMSecsSinceEpoch(rows.integer(8));
        notes.push_back(std::move(note));
    }
    return notes;
}

qint64 addNote(Database &database, const Note &note) {
    const auto &cited = note.citation;
    database
        .prepare("INSERT INTO note(collection, text, source, document, page, start, end, quote, at, id)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, nullif(?10, 0))")
        .bind(note.collection, note.text, note.source, cited.document, cited.page, qint64(cited.start),
              qint64(cited.end), cited.quote,
              note.at.isValid() ? note.at.toMSecsSinceEpoch() : QDateTime::currentMSecsSinceEpoch(), note.id)
        .run();
    return database.lastRowId();
}

bool changeNote(Database &database, qint64 id, const QString &text) {
    database.prepare("UPDATE note SET text=?2 WHERE id=?1").bind(id, text).run();
    return database.changes() > 0;
}

bool removeNote(Database &database, qint64 id) {
    database.prepare("DELETE FROM note WHERE id=?1").bind(id).run();
    return database.changes() > 0;
}

} // namespace docchat::index
