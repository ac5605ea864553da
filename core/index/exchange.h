#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

/// One library in the place of another, which is kept under another name. Whenever the program dies, the next
/// call of finishExchange() goes on: there is always one of them, whole. By the owner of the folder alone,
/// while no connection is open. Any thread; these block.
namespace docchat::index {

/// The files of an exchange that is prepared.
struct Exchange {
    QString part;  ///< where the new library is written
    QString ready; ///< its name once it is whole
    QString aside; ///< what the present one will be called, and its -wal and -shm after it
};

/// Names that nothing has yet. `kind`: "damaged" or "before-restore", with the time behind it.
[[nodiscard]] Exchange newExchange(const QString &library, const QString &kind);

/// `part` is whole: from now on the exchange will happen. Error: Disk.
Status makeReady(const Exchange &exchange);

/// Does the exchanges that are ready. Error: Disk.
Status finishExchange(const QString &library);

/// The files of the libraries that were set aside by exchanges, which nobody needs but the person.
[[nodiscard]] QStringList filesSetAside(const QString &library);

/// Removes a database file that is not wanted, with what SQLite keeps beside it.
void removeWithJournals(const QString &path);

/// Makes the names in the folder of a file lasting.
void syncFolderOf(const QString &path);

} // namespace docchat::index
