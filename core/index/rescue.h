#pragma once

#include "base/result.h"
#include "index/salvage.h"

#include <QString>

#include <functional>
#include <optional>
#include <stop_token>

/// A damaged library is never written again: it is set aside as it is, and what can be read of it is saved
/// into a new one. By the owner of the folder alone, before the library is opened.
namespace docchat::index {

/// What became of a damaged library.
struct Rescued {
    QString aside; ///< where the damaged one lies now
    Salvaged saved;
};

/// Saves what can be read, then exchanges the libraries. Blocks as long as copying takes: seconds, minutes
/// for a million passages. Killed or stopped meanwhile nothing has changed, and the next start does it.
/// Errors: Disk, with no room for it; Cancelled.
Result<Rescued> rescue(const QString &library, const std::stop_token &stop = {});

/// How a library is rescued: rescue(), or what shows it meanwhile.
using Rescuer = std::function<Result<Rescued>(const QString &library)>;

/// Finishes an exchange that was begun, then has the library rescued where that is needed. Nothing: it was
/// not.
Result<std::optional<Rescued>> rescueIfDamaged(const QString &library, const Rescuer &how);

/// "12 chats and 340 documents were saved; 8 documents are read anew." and where the damaged file lies.
[[nodiscard]] QString summary(const Rescued &rescued);
[[nodiscard]] QString wherePut(const Rescued &rescued);

} // namespace docchat::index
