#include "ingest/folderchanges.h"

#include <algorithm>

namespace docchat::ingest {
namespace {

bool liesInOneOf(const QStringList &folders, const QString &path) {
    return std::ranges::any_of(folders, [&](const QString &folder) {
        return path.size() > folder.size() && path[folder.size()] == u'/' && path.startsWith(folder);
    });
}

} // namespace

FolderChanges changesSince(const QHash<QString, FileStamp> &known, const Unsettled &before,
                           const FolderTree &now) {
    FolderChanges changes;
    for (auto file = now.files.begin(); file != now.files.end(); ++file) {
        const auto was = known.find(file.key());
        const auto &stamp = file->stamp;
        if (was != known.end() && *was == stamp)
            continue;
        const auto seen = before.changed.find(file.key());
        if (!file->isFresh || (seen != before.changed.end() && *seen == stamp))
            changes.toRead.insert(file.key(), stamp);
        else
            changes.unsettled.changed.insert(file.key(), stamp);
    }
    for (auto file = known.begin(); file != known.end(); ++file) {
        if (now.files.contains(file.key()) || liesInOneOf(now.unreadable, file.key()))
            continue;
        if (before.gone.contains(file.key()))
            changes.gone += file.key();
        else
            changes.unsettled.gone += file.key();
    }
    changes.order = changes.toRead.keys();
    std::ranges::sort(changes.order);
    std::ranges::sort(changes.gone);
    return changes;
}

} // namespace docchat::ingest
