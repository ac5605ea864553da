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

#include <sys/stat.h>
#include <unistd.h>

namespace docchat::ingest {

using async::Task;
using index::Database;
using index::KeptFile;

namespace {

constexpr auto cleanupGrace = std::chrono::seconds(20);
constexpr int piecesAtOnce = 8; // in one transaction
constexpr qint64 bytesOfMegabyte = 1'000'000;

/// A file that is read from its beginning to its end, and hashed meanwhile. One thread at a time.
class HashedFile {
public:
    static Result<std::shared_ptr<HashedFile>> open(const QString &path) {
        auto opened = document::openRegularFile(path);
        if (!opened.ok())
            return opened.error();
        return std::make_shared<HashedFile>(std::move(*opened), path);
    }
    HashedFile(document::Descriptor descriptor, QString path)
        : m_descriptor(std::move(descriptor)), m_path(std::move(path)) {
        struct stat status{};
        if (::fstat(m_descriptor.get(), &status) == 0)
            m_expected = status.st_size;
    }

    /// The next pieces; none: it has ended.
    Result<QList<QByteArray>> next(const std::stop_token &stop) {
        QList<QByteArray> pieces;
        while (pieces.size() < piecesAtOnce && !stop.stop_requested()) {
            QByteArray piece(index::keptPieceSize, Qt::Uninitialized);
            const auto got = ::pread(m_descriptor.get(), piece.data(), size_t(piece.size()), off_t(m_bytes));
            if (got < 0)
                return Error{ErrorKind::Unreadable,
                             Words::tr("%1 cannot be read to its end").arg(shownName(m_path)),
                             Words::tr("Check the disk, then retry")};
            if (got == 0)
                break;
            piece.truncate(got);
            m_hash.addData(piece);
            m_bytes += got;
            pieces += piece;
        }
        return pieces;
    }

    [[nodiscard]] QByteArray sha256() const { return m_hash.result(); }
    [[nodiscard]] qint64 bytes() const { return m_bytes; }
    [[nodiscard]] double share() const {
        return m_expected > 0 ? std::min(1.0, double(m_bytes) / double(m_expected)) : 1.0;
    }

private:
    document::Descriptor m_descriptor;
    QString m_path;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    qint64 m_bytes = 0;
    qint64 m_expected = 0;
};

Error notKept(const QString &what) {
    return {ErrorKind::Usage, what, Words::tr("Choose a document of the library")};
}

Error hasChanged(const QString &name) {
    return {ErrorKind::Unsupported, Words::tr("%1 has changed since it was read").arg(name),
            Words::tr("Add it again, so that its copy is what is cited")};
}

Error isGone(const QString &name) {
    return {ErrorKind::Usage, Words::tr("%1 is not to be kept any more").arg(name),
            Words::tr("Keep a copy of it again")};
}

Error isDamaged(const QString &name) {
    return {ErrorKind::Damaged, Words::tr("The copy of %1 in the library is damaged").arg(name),
            Words::tr("Restore a backup of the library, or add the document again")};
}

/// The pieces of what is kept, all of them and as they were, or an error; `write` says whether it could.
Status deliver(Database &database, const KeptFile &file, const QString &name, const Error &cannotWrite,
               const std::function<bool(const QByteArray &)> &write) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    bool wrote = true;
    index::readKept(database, file.document, [&](const QByteArray &piece) {
        hash.addData(piece);
        wrote = write(piece);
        return wrote;
    });
    if (!wrote)
        return cannotWrite;
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
    const auto kept = index::keptAt(database, path);
    if (!kept)
        return std::shared_ptr<OpenedFile>();
    const auto folder = QFileInfo(database.path()).absolutePath();
    auto file = document::unnamedFile(folder);
    if (!file.ok())
        return file.error();
    const Error noRoom{
        ErrorKind::Disk, Words::tr("There is no room for %1").arg(folder),
        Words::tr("Free %1 MB there, or choose another place").arg(kept->bytes / bytesOfMegabyte + 1)};
    const auto whole = deliver(database, *kept, shownName(path), noRoom,
                               [&](const QByteArray &piece) { return writeAll(file->get(), piece); });
    if (!whole.ok())
        return whole.error();
    return std::make_shared<OpenedFile>(document::readOnly(*file), kept->sha256, kept->bytes);
}

Status saveTo(Database &database, DocumentId document, const QString &path, bool replace) {
    const auto found = index::findDocument(database, document);
    const auto kept = index::keptFile(database, document);
    if (!found || !kept || !kept->isThere())
        return notKept(found ? Words::tr("No copy of %1 is kept").arg(found->name)
                             : Words::tr("There is no document %1").arg(document));
    if (!replace && QFileInfo::exists(path))
        return Error{ErrorKind::Usage, Words::tr("%1 is there already").arg(path),
                     Words::tr("Choose another name, or say that it may be replaced")};
    QSaveFile file(path);
    const bool opened = file.open(QIODevice::WriteOnly);
    const Error cannotWrite{ErrorKind::Disk,
                            Words::tr("%1 cannot be written: %2").arg(path, file.errorString()),
                            Words::tr("Choose a folder that is there and that you may write to")};
    if (!opened)
        return cannotWrite;
    const auto whole = deliver(database, *kept, found->name, cannotWrite,
                               [&](const QByteArray &piece) { return file.write(piece) == piece.size(); });
    if (!whole.ok())
        return whole;
    return file.commit() ? Status(Done{}) : Status(cannotWrite);
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
    if (*wished && (cut || !brought->ok()))
        std::ignore = co_await async::shielded(cleanupGrace, drop(document));
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
        std::optional<KeptFile> kept;
        QStringList places;
    };
    const auto wish = co_await m_store->read([document](Database &database) {
        return Wish{index::findDocument(database, document), index::keptFile(database, document),
                    index::placesOf(database, document)};
    });
    if (!wish.ok())
        co_return wish.error();
    if (!wish->document || !wish->kept || wish->places.isEmpty())
        co_return notKept(Words::tr("There is no document %1").arg(document));
    if (wish->kept->sha256 == wish->document->sha256)
        co_return Done{};
    std::optional<Error> first;
    for (const auto &place : wish->places) {
        const auto brought = co_await bringFrom(place, *wish->document, share);
        if (brought.ok())
            co_return brought;
        if (!first)
            first = brought.error();
    }
    std::ignore = co_await m_store->write([document](Database &database) {
        index::dropTornPieces(database, document);
        return Done{};
    });
    co_return *first;
}

Task<Status> KeptFiles::bringFrom(QString path, Document document, Share share) {
    auto opened = co_await async::runBlocking(
        [](std::stop_token, QString from) { return HashedFile::open(from); }, path);
    if (!opened.ok())
        co_return opened.error();
    const auto file = *opened;
    const auto id = document.id;
    const auto begun =
        co_await m_store->write([id](Database &database) { return index::beginKept(database, id); });
    if (!begun.ok())
        co_return begun.error();
    for (;;) {
        const auto pieces =
            co_await async::runBlocking([file](std::stop_token stop) { return file->next(stop); });
        if (!pieces.ok())
            co_return pieces.error();
        if (pieces->isEmpty())
            break;
        const auto added = co_await m_store->write([id, pieces = *pieces](Database &database) {
            return std::ranges::all_of(
                pieces, [&](const auto &piece) { return index::addKeptPiece(database, id, piece); });
        });
        if (!added.ok())
            co_return added.error();
        if (!*added)
            co_return isGone(document.name);
        if (share)
            share(file->share());
    }
    if (file->sha256() != document.sha256)
        co_return hasChanged(document.name);
    const auto ended =
        co_await m_store->write([kept = KeptFile{id, file->sha256(), file->bytes()}](Database &database) {
            return index::endKept(database, kept);
        });
    if (!ended.ok())
        co_return ended.error();
    co_return *ended ? Status(Done{}) : Status(isGone(document.name));
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
