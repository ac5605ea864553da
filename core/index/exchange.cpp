#include "index/exchange.h"

#include "base/words.h"
#include "index/health.h"
#include "index/postingsfile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace docchat::index {
namespace {

const auto readyWord = QStringLiteral(".ready-");

bool syncPath(const QString &path, int flags) {
    const int file = ::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool synced = ::fsync(file) == 0;
    ::close(file);
    return synced;
}

Status renamed(const QString &from, const QString &to) {
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0)
        return Done{};
    return Error{ErrorKind::Disk, Words::tr("%1 cannot be renamed to %2").arg(from, to),
                 Words::tr("Give yourself permission to write in that folder, then start again")};
}

/// What SQLite keeps beside a library must never be beside another one: it goes first.
Status setAside(const QString &library, const QString &aside) {
    for (const auto *ending : {"-wal", "-shm", "-journal", ""}) {
        const auto from = library + QLatin1StringView(ending);
        const QFileInfo info(from);
        if (!info.exists())
            continue;
        const bool ofNoWal = QLatin1StringView(ending) == QLatin1StringView("-shm") &&
                             !QFileInfo::exists(aside + QStringLiteral("-wal"));
        if (*ending != '\0' && (info.size() == 0 || ofNoWal)) {
            QFile::remove(from);
            continue;
        }
        if (const auto moved = renamed(from, aside + QLatin1StringView(ending)); !moved.ok())
            return moved;
    }
    return Done{};
}

} // namespace

Exchange newExchange(const QString &library, const QString &kind) {
    const auto base = QStringLiteral("%1-%2").arg(
        kind, QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss")));
    const auto with = [&](const QString &name) {
        const auto ready = library + readyWord + name;
        return Exchange{ready + QStringLiteral(".part"), ready, library + QLatin1Char('.') + name};
    };
    auto exchange = with(base);
    for (int i = 2;
         QFileInfo::exists(exchange.aside) || QFileInfo::exists(exchange.aside + QStringLiteral("-wal")) ||
         QFileInfo::exists(exchange.ready);
         ++i)
        exchange = with(QStringLiteral("%1-%2").arg(base).arg(i));
    return exchange;
}

QStringList filesSetAside(const QString &library) {
    const QFileInfo info(library);
    QStringList patterns;
    for (const auto *kind : {"damaged", "before-restore"})
        patterns += QStringLiteral("%1.%2-[0-9]*-[0-9]*").arg(info.fileName(), QLatin1StringView(kind));
    QStringList files;
    for (const auto &name : info.dir().entryList(patterns, QDir::Files | QDir::Hidden, QDir::Name))
        files += info.dir().filePath(name);
    return files;
}

Status makeReady(const Exchange &exchange) {
    if (!syncPath(exchange.part, O_RDWR))
        return Error{ErrorKind::Disk, Words::tr("%1 cannot be written").arg(exchange.part),
                     Words::tr("Check the disk, then retry")};
    auto made = renamed(exchange.part, exchange.ready);
    syncFolderOf(exchange.ready);
    return made;
}

Status finishExchange(const QString &library) {
    const QFileInfo info(library);
    const auto prefix = info.fileName() + readyWord;
    const auto ready = info.dir().entryInfoList({prefix + QLatin1Char('*')}, QDir::Files, QDir::Name);
    for (const auto &one : ready) {
        const auto name = one.fileName().mid(prefix.size());
        if (name.contains(QLatin1Char('.'))) { // a part of one that never was whole
            QFile::remove(one.filePath());
            continue;
        }
        if (const auto moved = setAside(library, library + QLatin1Char('.') + name); !moved.ok())
            return moved;
        if (const auto moved = renamed(one.filePath(), library); !moved.ok())
            return moved;
        QFile::remove(postingsPath(library)); // of the other one, as is the mark
        clearDamageMark(library);
        syncFolderOf(library);
    }
    return Done{};
}

void removeWithJournals(const QString &path) {
    for (const auto *ending : {"", "-journal", "-wal", "-shm"})
        QFile::remove(path + QLatin1StringView(ending));
}

void syncFolderOf(const QString &path) {
    syncPath(QFileInfo(path).path(), O_RDONLY | O_DIRECTORY);
}

} // namespace docchat::index
