#include "ingest/open.h"

#include "async/blocking.h"
#include "async/cancel.h"
#include "base/paths.h"
#include "base/words.h"

#include <QCryptographicHash>

#include <algorithm>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

namespace docchat::ingest {
namespace {

namespace fs = std::filesystem;

constexpr qsizetype readSize = 256 * 1024;

Result<OpenedFile> openAndHash(std::stop_token stop, const QString &path) {
    auto descriptor = document::openRegularFile(path);
    if (!descriptor.ok())
        return descriptor.error();
    OpenedFile file{std::move(*descriptor), {}, 0};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray buffer(readSize, Qt::Uninitialized);
    for (;;) {
        if (stop.stop_requested())
            throw async::Cancelled{}; // half a hash is none
        const auto got =
            ::pread(file.descriptor.get(), buffer.data(), size_t(buffer.size()), off_t(file.bytes));
        if (got < 0) {
            return Error{ErrorKind::Unreadable,
                         Words::tr("%1 cannot be read to its end").arg(shownName(path)),
                         Words::tr("Check the disk, then retry")};
        }
        if (got == 0)
            break;
        hash.addData(QByteArrayView(buffer.constData(), got));
        file.bytes += got;
    }
    file.sha256 = hash.result();
    return file;
}

/// What lies in a folder and its folders, without what is hidden; false: it may not be looked into.
bool listInto(QStringList *files, const std::stop_token &stop, const fs::path &folder) {
    if (::access(folder.c_str(), R_OK | X_OK) != 0)
        return false;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        if (stop.stop_requested())
            return true;
        const auto &path = entry->path();
        std::error_code gone; // since
        if (path.filename().native().starts_with('.'))
            continue;
        const bool isFolder = entry->is_directory(gone);
        if (isFolder ? !entry->is_symlink(gone) && !listInto(files, stop, path)
                     : entry->is_regular_file(gone))
            *files += pathText(path.c_str());
    }
    return error != std::errc::permission_denied;
}

QStringList listFiles(std::stop_token stop, const QStringList &paths) {
    QStringList files;
    for (const auto &path : paths) {
        QStringList inside;
        if (!isFolder(path) || !listInto(&inside, stop, pathBytes(path).toStdString()))
            inside = {path}; // what is wrong with it is said when it is opened
        std::sort(inside.begin(), inside.end());
        files += inside;
    }
    return files;
}

} // namespace

QByteArray attachmentSha256(const QByteArray &fileSha256, const QString &part) {
    return QCryptographicHash::hash("attachment " + part.toUtf8() + " of " + fileSha256,
                                    QCryptographicHash::Sha256);
}

async::Task<Result<OpenedFile>> openFile(QString path) {
    co_return co_await async::runBlocking(openAndHash, std::move(path));
}

async::Task<QStringList> filesUnder(QStringList paths) {
    co_return co_await async::runBlocking(listFiles, std::move(paths));
}

} // namespace docchat::ingest
