#pragma once

#include "index/sqlite.h"

#include <QStringList>

#include <stop_token>

/// Whether a library's file is what it should be. Any thread; these block.
namespace docchat::index {

/// Where the library of a data folder lies.
[[nodiscard]] QString libraryIn(const QString &dataFolder);

/// Must what can be read of a library be rescued before it can be used? Looks at its header, its schema and
/// the two ends of each table, some milliseconds whatever its size, and at the mark. Changes nothing. False
/// for what is not there, and for another program's or a newer DocChat's file, which Store::open() refuses.
[[nodiscard]] bool isDamaged(const QString &library);

/// Remembers that damage was met, for the next start.
void markDamaged(const QString &library);
void clearDamageMark(const QString &library);
[[nodiscard]] QString damageMark(const QString &library); ///< the file that says so

/// quick_check of one table after the other; what it found, at most some lines, empty when all is well or it
/// was stopped. Throws SqliteError.
[[nodiscard]] QStringList quickCheck(Database &database, const std::stop_token &stop = {});

/// Is it an error of a damaged file?
[[nodiscard]] bool saysDamaged(const SqliteError &error);

} // namespace docchat::index
