#pragma once

#include "ingest/foldertree.h"

#include <QSet>

namespace docchat::ingest {

/// What is waited with until the next look says the same: a file may still be written, and one that a program
/// saves anew is gone for a moment.
struct Unsettled {
    QHash<QString, FileStamp> changed;
    QSet<QString> gone;

    [[nodiscard]] bool isEmpty() const { return changed.isEmpty() && gone.isEmpty(); }
};

/// What has happened in a folder since its files were `known`.
struct FolderChanges {
    QHash<QString, FileStamp> toRead; ///< new ones, and those that have changed
    QStringList gone;                 ///< sorted, as the next
    QStringList order;                ///< of toRead
    Unsettled unsettled;              ///< for the next look, a second later
};

/// A pure function: of two looks and of what the first of them could not settle. Nothing is gone that lies in
/// a folder which could not be looked into.
[[nodiscard]] FolderChanges changesSince(const QHash<QString, FileStamp> &known, const Unsettled &before,
                                         const FolderTree &now);

} // namespace docchat::ingest
