#include "erase.h"

#include "application.h"
#include "index/answering.h"
#include "index/health.h"
#include "index/providers.h"
#include "log.h"
#include "provider/keys.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

namespace docchat {
namespace {

const auto mark = QStringLiteral("docchat.erase");

/// The names that DocChat gives to files in a data folder; others are not ours.
bool isOurs(const QString &name, const QString &dataFolder) {
    static const QRegularExpression library(
        QStringLiteral("^library\\.sqlite(-wal|-shm|-journal|\\.is-damaged|\\.v[0-9]+(\\.part.*)?"
                       "|\\.(ready-)?(damaged|before-restore)-[0-9]{8}-[0-9]{6}.*)?$"));
    static const QRegularExpression others(
        QStringLiteral("^(postings\\.bin(\\..*)?|settings\\.ini(\\..*)?|docchat-[0-9a-f]{16}\\.socket)$"));
    const auto log = QFileInfo(Log::pathIn(dataFolder)).fileName();
    return library.match(name).hasMatch() || others.match(name).hasMatch() || name == log ||
           name == log + QStringLiteral(".old") || name == QFileInfo(samplePathIn(dataFolder)).fileName();
}

QString markIn(const QString &dataFolder) {
    return QDir(dataFolder).filePath(mark);
}

Error cannotRemove(const QStringList &files) {
    return {ErrorKind::Disk, QStringLiteral("%1 cannot be removed").arg(files.join(QStringLiteral(", "))),
            QStringLiteral(
                "Give yourself permission to write in that folder, and start DocChat again: it goes on")};
}

} // namespace

Result<std::vector<ProviderConfig>> serversIn(const QString &dataFolder) {
    if (!QFileInfo::exists(index::libraryIn(dataFolder)))
        return std::vector<ProviderConfig>();
    auto store = index::Store::open(dataFolder, index::Store::Access::ReadOnly);
    if (!store.ok())
        return store.error();
    return (*store)->readNow([](index::Database &database) {
        auto servers = index::allProviders(database);
        if (auto kept = index::answeringProvider(database))
            servers.push_back(std::move(*kept));
        return servers;
    });
}

async::Task<QStringList> forgetKeysOf(provider::KeyStore *store, std::vector<ProviderConfig> servers) {
    QSet<QString> names;
    QStringList left;
    for (const auto &server : servers) {
        const auto name = provider::keyName(server.url);
        if (!server.hasKey || !store || names.contains(name))
            continue;
        names += name;
        if (const auto removed = co_await store->remove(name); !removed.ok())
            left += server.name;
    }
    co_return left;
}

Status markForErasing(const QString &dataFolder) {
    QFile file(markIn(dataFolder));
    if (file.open(QIODevice::WriteOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return Done{};
    return cannotRemove({file.fileName()});
}

bool isMarkedForErasing(const QString &dataFolder) {
    return QFileInfo::exists(markIn(dataFolder));
}

Status eraseEverything(const QString &dataFolder) {
    QStringList left;
    const QDir folder(dataFolder);
    for (const auto &name : folder.entryList(QDir::Files | QDir::Hidden | QDir::System)) {
        if (isOurs(name, dataFolder) && !QFile::remove(folder.filePath(name)))
            left += folder.filePath(name);
    }
    if (!left.isEmpty())
        return cannotRemove(left);
    QFile::remove(markIn(dataFolder));
    return Done{};
}

void removeEmptyFolder(const QString &dataFolder) {
    QDir().rmdir(dataFolder);
}

} // namespace docchat
