#include "ingest/keptfiles.h"

#include "async/blocking.h"
#include "async/cancel.h"
#include "base/paths.h"
#include "base/words.h"
#include "index/documents.h"
#include "index/store.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <cerrno>
#include <memory>

#include <unistd.h>

namespace docchat::ingest {

using async::Task;
using index::Database;
using index::KeptFile;

namespace {

constexpr auto cleanupGrace = std::chrono::seconds(20);
constexpr int piecesAtOnce = 8; // in one transaction
constexpr qint64 bytesOfMegabyte = 1'000'000;

/// Some bytes of a file, in pieces.
struct Pieces {
    QList<QByteArray> pieces;
    qint64 end = 0; ///< of the last, in the file
};

/// Those from `begin` on, which go into `hash`; none: there it ends. Throws Cancelled.
Result<Pieces> piecesOf(const std::stop_token &stop, const OpenedFile &file, qint64 begin,
                        const QString &name, QCryptographicHash *hash) {
    Pieces some{{}, begin};
    while (some.pieces.size() < piecesAtOnce) {
        if (stop.stop_requested())
            throw async::Cancelled{};
        QByteArray piece(index::keptPieceSize, Qt::Uninitialized);
        const auto got = ::pread(file.descriptor.get(), piece.data(), size_t(piece.size()), off_t(some.end));
        if (got < 0)
            return Error{ErrorKind::Unreadable, Words::tr("%1 cannot be read to its end").arg(name),
                         Words::tr("Check the disk, then retry")};
        if (got == 0)
            break;
        piece.truncate(got);
        hash->addData(piece);
        some.pieces += piece;
        some.end += got;
    }
    return some;
}

Error notKept(const QString &what) {
    return {ErrorKind::Usage, what, Words::tr("Choose a document of the library")};
}

Error hasChanged(const QString &name) {
    return {ErrorKind::Unsupported, Words::tr("%1 has changed since it was read").arg(name),
            Words::tr("Add it again, so that its copy is what is cited")};
}

Error isOther(const QString &name) {
    return {ErrorKind::Usage, Words::tr("%1 was replaced, or its copy dropped, meanwhile").arg(name),
            Words::tr("Keep a copy of it again")};
}

Error isDamaged(const QString &name) {
    return {ErrorKind::Damaged, Words::tr("The copy of %1 in the library is damaged").arg(name),
            Words::tr("Drop the copy and keep it again, or restore a backup of the library")};
}

/// The pieces of what is kept, all of them and as they were; or an error, that of `cannotWrite` where
/// write() cannot.
Status deliver(Database &database, const KeptFile &file, const QString &name,
               const std::function<bool(const QByteArray &)> &write,
               const std::function<Error()> &cannotWrite) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    bool wrote = true;
    index::readKept(database, file, [&](const QByteArray &piece) {
        hash.addData(piece);
        wrote = write(piece);
        return wrote;
    });
    if (!wrote)
        return cannotWrite();
    if (hash.result() != file.sha256)
        return isDamaged(name);
    return Done{};
}

bool writeAll(int file, const QByteArray &bytes) {
    for (qsizetype at = 0; at < bytes.size();) {
        const auto wrote = ::write(file, bytes.constData() + at, size_t(bytes.size() - at));
        if (wrote < 0 && errno != EINTR)
            return false;
        at += std::max<ssize_t>(wrote, 0);
    }
    return true;
}

using MaybeOpened = Result<std::shared_ptr<OpenedFile>>;

MaybeOpened keptIn(Database &database, const QString &path) {
    const index::Snapshot snapshot(database);
    const auto kept = index::keptAt(database, path);
    if (!kept)
        return std::shared_ptr<OpenedFile>();
    const auto folder = QFileInfo(database.path()).absolutePath();
    const auto noRoom = [&] {
        return Error{ErrorKind::Disk, Words::tr("There is no room for %1").arg(folder),
                     Words::tr("Free %1 MB there").arg(kept->bytes / bytesOfMegabyte + 1)};
    };
    auto file = document::unnamedFile(folder);
    if (!file.ok())
        return file.error();
    const auto whole = deliver(
        database, *kept, shownName(path),
        [&](const QByteArray &piece) { return writeAll(file->get(), piece); }, noRoom);
    if (!whole.ok())
        return whole.error();
    auto readable = document::readOnly(*file);
    if (!readable.ok())
        return readable.error();
    return std::make_shared<OpenedFile>(std::move(*readable), kept->sha256, kept->bytes);
}

Status saveTo(Database &database, DocumentId document, const QString &path, bool replace) {
    const index::Snapshot snapshot(database);
    const auto found = index::findDocument(database, document);
    const auto kept = index::keptFile(database, document);
    if (!found || !kept || !kept->isThere())
        return notKept(found ? Words::tr("No copy of %1 is kept").arg(found->name)
                             : Words::tr("There is no document %1").arg(document));
    if (!replace && QFileInfo::exists(path))
        return Error{ErrorKind::Usage, Words::tr("%1 is there already").arg(path),
                     Words::tr("Choose another name, or say that it may be replaced")};
    QSaveFile file(path);
    const auto cannotWrite = [&] {
        return Error{ErrorKind::Disk, Words::tr("%1 cannot be written: %2").arg(path, file.errorString()),
                     Words::tr("Choose a folder that is there, with room, and that you may write to")};
    };
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite();
    const auto whole = deliver(
        database, *kept, found->name,
        [&](const QByteArray &piece) { return file.write(piece) == piece.size(); }, cannotWrite);
    if (!whole.ok())
        return whole;
    return file.commit() ? Status(Done{}) : Status(cannotWrite());
}

/// Whatever was cancelled; where it takes too long the next copy does it.
template <class T>
Task<void> cleanedUp(Task<T> cleanup) {
    try {
        std::ignore = co_await async::shielded(cleanupGrace, std::move(cleanup));
    } catch (const async::TimeoutError &) {
        qWarning("what is left of a copy stays until the next one");
    }
}

} // namespace

Task<Status> KeptFiles::keep(DocumentId document, Share share) {
    const auto wished = co_await m_store->write(
        [document](Database &database) { return index::wishKept(database, document); });
    if (!wished.ok())
        co_return wished.error();
    std::optional<Status> brought;
    std::exception_ptr cut;
    try {
        brought = co_await bringOne(document, std::move(share));
    } catch (...) {
        cut = std::current_exception();
    }
    const bool failed = cut || (!brought->ok() && brought->error().kind != ErrorKind::Usage);
    if (*wished && failed) // where it was dropped meanwhile it may be wished anew
        co_await cleanedUp(drop(document));
    if (cut)
        std::rethrow_exception(cut);
    co_return *brought;
}

Task<Result<bool>> KeptFiles::drop(DocumentId document) {
    co_return co_await m_store->write(
        [document](Database &database) { return index::dropKept(database, document); });
}

Task<bool> KeptFiles::bring() {
    const auto wished = co_await m_store->read(&index::keptToBring);
    bool came = false;
    for (const auto document : wished.ok() ? *wished : QList<DocumentId>())
        came = (co_await bringOne(document, {})).ok() || came;
    co_return came;
}

Task<Status> KeptFiles::bringOne(DocumentId document, Share share) {
    const auto lock = co_await m_mutex.lock();
    struct Wish {
        std::optional<Document> document;
        KeptCopy copy = KeptCopy::None;
        QStringList paths;
    };
    const auto wish = co_await m_store->read([document](Database &database) {
        return Wish{index::findDocument(database, document), index::keptCopy(database, document),
                    index::pathsOf(database, document)};
    });
    if (!wish.ok())
        co_return wish.error();
    if (!wish->document)
        co_return notKept(Words::tr("There is no document %1").arg(document));
    const auto &name = wish->document->name;
    if (wish->document->parent != 0)
        co_return notKept(
            Words::tr("%1 is a part of %2, whose copy can be kept").arg(name, wish->document->within));
    if (wish->copy == KeptCopy::Whole)
        co_return Done{};
    if (wish->copy == KeptCopy::None)
        co_return isOther(name);
    std::optional<Status> brought;
    std::exception_ptr cut;
    try {
        brought = co_await bringFrom(wish->paths, *wish->document, std::move(share));
    } catch (...) {
        cut = std::current_exception();
    }
    if (cut || !brought->ok())
        co_await cleanedUp(m_store->write([document](Database &database) {
            index::removeTornPieces(database, document);
            return Done{};
        }));
    if (cut)
        std::rethrow_exception(cut);
    co_return *brought;
}

/// From the first place that has the bytes that were read; else the error is that of the newest.
Task<Status> KeptFiles::bringFrom(QStringList paths, Document document, Share share) {
    std::optional<Error> first;
    for (const auto &path : paths) {
        auto opened = co_await openFile(path);
        if (opened.ok() && opened->sha256 == document.sha256)
            co_return co_await copyFrom(std::make_shared<const OpenedFile>(std::move(*opened)),
                                        std::move(document), std::move(share));
        if (!first)
            first = opened.ok() ? hasChanged(document.name) : opened.error();
    }
    co_return first.value_or(isOther(document.name));
}

Task<Status> KeptFiles::copyFrom(std::shared_ptr<const OpenedFile> file, Document document, Share share) {
    const auto id = document.id;
    const auto copy =
        co_await m_store->write([id](Database &database) { return index::beginKept(database, id); });
    if (!copy.ok())
        co_return copy.error();
    if (!*copy)
        co_return isOther(document.name);
    const auto hash = std::make_shared<QCryptographicHash>(QCryptographicHash::Sha256);
    for (qint64 at = 0;;) {
        const auto some = co_await async::runBlocking([=, name = document.name](std::stop_token stop) {
            return piecesOf(stop, *file, at, name, hash.get());
        });
        if (!some.ok())
            co_return some.error();
        if (some->pieces.isEmpty())
            break;
        const auto added =
            co_await m_store->write([id, to = **copy, pieces = some->pieces](Database &database) {
                return std::ranges::all_of(
                    pieces, [&](const auto &piece) { return index::addKeptPiece(database, id, to, piece); });
            });
        if (!added.ok())
            co_return added.error();
        if (!*added)
            co_return isOther(document.name);
        at = some->end;
        if (share)
            share(std::min(1.0, double(at) / double(std::max<qint64>(file->bytes, 1))));
    }
    if (hash->result() != file->sha256)
        co_return hasChanged(document.name);
    const auto ended =
        co_await m_store->write([kept = KeptFile{id, file->sha256, file->bytes, **copy}](Database &database) {
            return index::endKept(database, kept);
        });
    if (!ended.ok())
        co_return ended.error();
    co_return *ended ? Status(Done{}) : Status(isOther(document.name));
}

Task<Result<std::shared_ptr<OpenedFile>>> openKept(index::Store *store, QString path) {
    auto kept = co_await store->read([path](Database &database) { return keptIn(database, path); });
    co_return kept.ok() ? std::move(*kept) : MaybeOpened(kept.error());
}

Task<Result<OpenedFile>> openFileOrKept(index::Store *store, QString path) {
    auto opened = co_await openFile(path);
    if (opened.ok() ||
        (opened.error().kind != ErrorKind::Missing && opened.error().kind != ErrorKind::Unreadable))
        co_return opened;
    auto kept = co_await openKept(store, path);
    if (!kept.ok())
        co_return kept.error();
    if (!*kept)
        co_return opened;
    co_return std::move(**kept);
}

Task<Status> saveKept(index::Store *store, DocumentId document, QString path, bool replace) {
    const auto saved =
        co_await store->read([=](Database &database) { return saveTo(database, document, path, replace); });
    co_return saved.ok() ? *saved : Status(saved.error());
}

} // namespace docchat::ingest
