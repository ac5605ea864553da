#pragma once

#include "ingest/foldertree.h"

namespace docchat::ingest {

/// What is waited with until a look some time later says the same: a file may still be written, and one that
/// a program saves anew is gone for a moment. With the time at which it was seen so first, in ms.
struct Unsettled {
    struct Change {
        FileStamp stamp;
        qint64 since = 0;
    };
    QHash<QString, Change> changed;
    QHash<QString, qint64> gone;

    [[nodiscard]] bool isEmpty() const { return changed.isEmpty() && gone.isEmpty(); }
};

/// What has happened in a folder since its files were `known`. Lists are sorted.
struct FolderChanges {
    QHash<QString, FileStamp> toRead; ///< new ones, and those that have changed
    QStringList order;                ///< of toRead
    QStringList gone;
    Unsettled unsettled; ///< for the next look
};

/// A pure function: of a look at `nowMs` and of what those before could not settle. What is said for
/// `settleMs` is settled. Nothing is gone that lies where nobody could look.
[[nodiscard]] FolderChanges changesSince(const QHash<QString, FileStamp> &known, const Unsettled &before,
                                         const FolderTree &tree, qint64 nowMs, qint64 settleMs);

} // namespace docchat::ingest
