#pragma once

#include "async/task.h"
#include "base/result.h"
#include "model/provider.h"
#include "provider/keystore.h"

#include <QStringList>

#include <vector>

/// "Delete everything": what DocChat keeps in a data folder and in the keychain. Files of the person's own in
/// that folder stay, and so do backups elsewhere.
namespace docchat {

/// All that a library names of model servers. Error: Disk, also when it is damaged.
Result<std::vector<ProviderConfig>> serversIn(const QString &dataFolder);

/// Removes the keys of servers from the keychain. Gives the names of those whose key is still there.
async::Task<QStringList> forgetKeysOf(provider::KeyStore *store, std::vector<ProviderConfig> servers);

/// From now on everything is to go: the next program that owns the folder does it, if this one does not.
Status markForErasing(const QString &dataFolder);
[[nodiscard]] bool isMarkedForErasing(const QString &dataFolder);

/// Removes every file of ours but the lock; the mark is the last. By the owner of the folder, with nothing of
/// it open. Error: Disk, naming what could not be removed.
Status eraseEverything(const QString &dataFolder);

/// Once the lock is gone: the folder too, where nothing else is in it.
void removeEmptyFolder(const QString &dataFolder);

} // namespace docchat
