#pragma once

#include "base/result.h"
#include "model/folder.h"

#include <QHash>
#include <QSet>
#include <QStringList>

#include <atomic>
#include <stop_token>

namespace docchat::ingest {

/// How many entries of a folder were looked at so far: a drive that hangs lets it stand still.
using Seen = std::atomic<qint64>;

/// Is it called like a document that can be read? Of others that lie in a folder nobody asked for.
[[nodiscard]] bool isCalledLikeDocument(const QString &name);

/// What lies in a folder and below it.
struct FolderTree {
    struct File {
        FileStamp stamp;
        bool isFresh = false; ///< written within the last two seconds, perhaps not to its end
    };
    QHash<QString, File> files; ///< documents, by path
    QStringList folders;        ///< the folder itself, and those below it that are looked into
    QStringList unreadable;     ///< folders below it that could not be looked into, or not at all of them
    QSet<QString> away;         ///< known files that may be there: a drive below the folder is not mounted
    QSet<QString> leftOut;      ///< known files that are there, and belong to it no more
    FolderIdentity root;
    bool tellsChanges = true; ///< false: others write to it (a network drive), of which no notice comes
};

/// Tells why known files were not seen (away, leftOut); those of neither are gone. Blocking; any thread.
void examineAbsent(FolderTree *tree, const QString &path, const QHash<QString, FileStamp> &known,
                   Seen *seen = nullptr);

/// Is it that folder, or below it?
[[nodiscard]] bool liesIn(const QString &folder, const QString &path);
/// The same of one of these.
[[nodiscard]] bool liesInOneOf(const QStringList &folders, const QString &path);

/// Looks through a folder. Left out: what is hidden, links, what programs have built (also where a
/// CACHEDIR.TAG lies), what a .docchatignore says, and what is not called like a document. Blocking; with
/// 10,000 files some tens of milliseconds, on a drive that sleeps for long. Errors: Missing, Unreadable,
/// naming the folder; Cancelled. Any thread.
[[nodiscard]] Result<FolderTree> lookThrough(std::stop_token stop, const QString &path, Seen *seen = nullptr);

} // namespace docchat::ingest
