#pragma once

#include "index/sqlite.h"
#include "model/document.h"

#include <vector>

/// The journal of what is to be read: one row a file or attachment, from when it is wished until it has
/// ended, so that the next start goes on with it however this one ends. Plain functions for Store; they throw
/// SqliteError.
namespace docchat::index {

/// One file or attachment that is to be read.
struct JournalEntry {
    enum class State { Queued, Running, Aside, Paused };

    QString path; ///< absolute; of an attachment, where its mail lies
    QString part; ///< which attachment; empty: the file itself
    QString name;
    QString within = {};     ///< of an attachment: the name of its mail
    DocumentId document = 0; ///< what there is of it; 0: nothing yet
    DocumentId parent = 0;   ///< of an attachment: its mail
    bool recognise = false;  ///< wished with it, as is the next; a password is never kept
    bool libreOffice = false;
    State state = State::Queued;
    int attempts = 0;   ///< how often it was begun without coming to an end, or further than before
    QString error = {}; ///< why it was set aside
    QString code = {};  ///< of that
};

/// It is wished: from now on it is queued, whatever became of it before. What the file becomes joins the
/// collections of the document that lay there.
void enqueue(Database &database, const std::vector<JournalEntry> &entries);

/// It is being read from now on; one attempt more. It need not be queued.
void begin(Database &database, const JournalEntry &entry);

/// What became of this attempt, which is one of so many; the next one forgets it.
void noteError(Database &database, const QString &path, const QString &part, const Error &error,
               int attempts);

/// More of the document is there than at the attempt before: only this attempt counts.
void getFurther(Database &database, DocumentId document);

/// What is read is this document.
void setJournalled(Database &database, const QString &path, const QString &part, DocumentId document);

/// The program ends before it has: it is queued again, and this attempt does not count.
void putBack(Database &database, const QString &path, const QString &part);

/// The person wants it later: it waits until it is wished again, over restarts too; this attempt does not
/// count.
void pause(Database &database, const QString &path, const QString &part);

/// It has ended, or the person wants it no more.
void end(Database &database, const QString &path, const QString &part);

/// The person cancelled it: what there is of it goes, a document that is whole stays as it is.
void takeBack(Database &database, const QString &path, const QString &part);

/// It is not tried again by itself. What there is of its document stays, with the reason; what there is of a
/// new version stays unseen, for the next try to go on with.
void setAside(Database &database, const JournalEntry &entry, const Error &reason);

/// All that has not ended, in the order in which it was wished.
[[nodiscard]] std::vector<JournalEntry> unended(Database &database);

} // namespace docchat::index
