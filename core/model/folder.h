#pragma once

#include <QString>

namespace docchat {

/// Which folder of which drive it is, wherever it is mounted; 0, 0: not known.
struct FolderIdentity {
    qint64 device = 0;
    qint64 node = 0;

    [[nodiscard]] bool isKnown() const { return node != 0; }
    bool operator==(const FolderIdentity &) const = default;
};

/// A folder whose files the library follows.
struct Folder {
    qint64 id = 0;
    QString path = {};        ///< absolute
    qint64 collection = 0;    ///< that its documents join; 0: none
    FolderIdentity root = {}; ///< when it was looked through last
};

/// A file that has the same is taken to be as it was.
struct FileStamp {
    qint64 bytes = 0;
    qint64 changedAt =
        0; ///< its ctime in nanoseconds: also after a chmod, and whatever a program says it was
    bool isMounted = false; ///< it lies on another device than the folder that is followed

    bool operator==(const FileStamp &other) const {
        return bytes == other.bytes && changedAt == other.changedAt;
    }
};

} // namespace docchat
