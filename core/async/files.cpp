#include "async/files.h"

#include "async/blocking.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace docchat::async {
namespace {

constexpr qint64 piece = 64 * 1024;

/// A read may hang on a network folder, and owns all that it touches: a cancelled task need not wait for it.
constexpr BlockingOptions leaveBehind{nullptr, OnCancel::Abandon};

[[noreturn]] void fail(const QString &path, const QString &why) {
    throw FileError(QStringLiteral("%1: %2").arg(path, why).toStdString());
}

std::shared_ptr<QFile> opened(const QString &path) {
    if (QFileInfo(path).exists() && !QFileInfo(path).isFile()) // opening a pipe could wait for ever
        fail(path, QStringLiteral("it is not a file"));
    auto file = std::make_shared<QFile>(path);
    if (!file->open(QIODevice::ReadOnly))
        fail(path, file->errorString());
    return file;
}

/// At most 64 KiB; empty at the end.
QByteArray nextPiece(QFile *file) {
    QByteArray data(piece, Qt::Uninitialized);
    const auto count = file->read(data.data(), piece);
    if (count < 0)
        fail(file->fileName(), file->errorString());
    data.truncate(count);
    return data;
}

QByteArray readAll(std::stop_token stop, const QString &path, qint64 limit) {
    const auto file = opened(path);
    QByteArray whole;
    for (auto data = nextPiece(file.get()); !data.isEmpty() && !stop.stop_requested();
         data = nextPiece(file.get())) {
        whole += data;
        if (whole.size() > limit)
            fail(path, QStringLiteral("it holds more than %1 bytes").arg(limit));
    }
    return whole;
}

void writeAll(std::stop_token stop, const QString &path, const QByteArray &data) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        fail(path, file.errorString());
    for (qint64 at = 0; at < data.size() && !stop.stop_requested(); at += piece) {
        if (file.write(data.constData() + at, std::min(piece, data.size() - at)) < 0)
            fail(path, file.errorString());
    }
    if (stop.stop_requested())
        throw Cancelled{}; // not committed: the old content stays, and nobody may believe otherwise
    if (!file.commit())
        fail(path, file.errorString());
}

/// Without the CR of a CRLF.
QByteArray chopped(const QString &path, QByteArray line, qint64 longest) {
    if (line.endsWith('\r'))
        line.chop(1);
    if (line.size() > longest)
        fail(path, QStringLiteral("a line is longer than %1 bytes").arg(longest));
    return line;
}

} // namespace

Task<QByteArray> readFile(QString path, qint64 limit) {
    co_return co_await runBlocking(leaveBehind, readAll, path, limit);
}

Task<void> writeFile(QString path, QByteArray data) {
    co_await runBlocking(writeAll, path, data);
}

AsyncGenerator<QByteArray> readLines(QString path, qint64 longest) {
    const auto file = co_await runBlocking(
        leaveBehind, [](std::stop_token, const QString &name) { return opened(name); }, path);
    QByteArray rest;
    for (;;) {
        const auto data = co_await runBlocking(
            leaveBehind,
            [](std::stop_token, const std::shared_ptr<QFile> &open) { return nextPiece(open.get()); }, file);
        if (data.isEmpty())
            break;
        qsizetype begin = 0;
        for (auto end = data.indexOf('\n'); end >= 0; end = data.indexOf('\n', begin)) {
            co_yield chopped(path, std::exchange(rest, {}) + data.mid(begin, end - begin), longest);
            begin = end + 1;
        }
        rest += data.mid(begin);
        if (rest.size() > longest)
            std::ignore = chopped(path, rest, longest); // throws, unless its last byte is the CR of a CRLF
    }
    if (!rest.isEmpty())
        co_yield chopped(path, std::move(rest), longest);
}

} // namespace docchat::async
