#pragma once

#include "async/generator.h"

#include <QByteArray>
#include <QString>

namespace docchat::async {

/// A file could not be read or written; what() names it and says why.
struct FileError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The whole of a file, read off the loop. Throws FileError, also when it holds more than `limit` bytes.
/// Cancelled: comes back at once, though the thread may still be at its last piece. Loop thread.
///
///     const QByteArray text = co_await readFile(path);
Task<QByteArray> readFile(QString path, qint64 limit = 64 * 1024 * 1024);

/// Replaces a file by `data` in one step: afterwards it holds all of it, or, after an error or a
/// cancellation, what it held before. Written off the loop. Throws FileError. Loop thread.
///
///     co_await writeFile(path, text);
Task<void> writeFile(QString path, QByteArray data);

/// The lines of a file without their ends (LF or CRLF), read off the loop a piece of 64 KiB at a time, so
/// memory does not grow with the file. Throws FileError, also for a line of more than `longest` bytes. Left
/// early, the file is closed. Loop thread.
///
///     auto lines = readLines(path);
///     while (auto line = co_await lines.next())
///         add(*line);
AsyncGenerator<QByteArray> readLines(QString path, qint64 longest = 1024 * 1024);

} // namespace docchat::async
