#include "ingest/folderchanges.h"

#include <algorithm>

namespace docchat::ingest {

FolderChanges changesSince(const QHash<QString, FileStamp> &known, const Unsettled &before,
                           const FolderTree &tree, qint64 nowMs, qint64 settleMs) {
    FolderChanges changes;
    for (auto file = tree.files.begin(); file != tree.files.end(); ++file) {
        const auto was = known.find(file.key());
        const auto &stamp = file->stamp;
        if (was != known.end() && *was == stamp)
            continue;
        const auto seen = before.changed.find(file.key());
        const auto since = seen != before.changed.end() && seen->stamp == stamp ? seen->since : nowMs;
        if (!file->isFresh || nowMs - since >= settleMs)
            changes.toRead.insert(file.key(), stamp);
        else
            changes.unsettled.changed.insert(file.key(), {stamp, since});
    }
    for (auto file = known.begin(); file != known.end(); ++file) {
        const auto &path = file.key();
        if (tree.files.contains(path) || tree.away.contains(path) || tree.leftOut.contains(path) ||
            liesInOneOf(tree.unreadable, path))
            continue;
        const auto since = before.gone.value(path, nowMs);
        if (before.gone.contains(path) && nowMs - since >= settleMs)
            changes.gone += path;
        else
            changes.unsettled.gone.insert(path, since);
    }
    changes.order = changes.toRead.keys();
    std::ranges::sort(changes.order);
    std::ranges::sort(changes.gone);
    return changes;
}

} // namespace docchat::ingest
