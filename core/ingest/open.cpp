#include "ingest/open.h"

#include "async/blocking.h"
#include "base/words.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>

#include <fcntl.h>
#include <unistd.h>

namespace docchat::ingest {
namespace {

constexpr qsizetype readSize = 256 * 1024;

Result<OpenedFile> openAndHash(std::stop_token stop, const QString &path) {
    auto descriptor = document::openRegularFile(path);
    if (!descriptor.ok())
        return descriptor.error();
    OpenedFile file{std::move(*descriptor), {}, 0};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray buffer(readSize, Qt::Uninitialized);
    while (!stop.stop_requested()) {
        const auto got =
            ::pread(file.descriptor.get(), buffer.data(), size_t(buffer.size()), off_t(file.bytes));
        if (got < 0) {
            return Error{ErrorKind::Unreadable,
                         Words::tr("%1 cannot be read to its end").arg(QFileInfo(path).fileName()),
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

bool mayBeListed(const QFileInfo &folder) {
    return folder.isReadable() && folder.isExecutable();
}

QStringList listFiles(std::stop_token stop, const QStringList &paths) {
    QStringList files;
    for (const auto &path : paths) {
        const QFileInfo given(path);
        if (!given.isDir() || !mayBeListed(given)) {
            files += path; // what is wrong with it is said when it is opened
            continue;
        }
        QStringList inside;
        QDirIterator entries(path, QDir::AllEntries | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
        while (entries.hasNext() && !stop.stop_requested()) {
            const auto entry = entries.nextFileInfo();
            if (!entry.isDir() || !mayBeListed(entry))
                inside += entry.filePath();
        }
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
