#pragma once

#include "async/task.h"
#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace docchat::provider {

/// Where keys are kept under names, for the next start too. Each call ends within seconds, whatever the store
/// does. Errors: Unreadable, it is not there, is locked, or does not answer. Loop thread only.
class KeyStore {
public:
    virtual ~KeyStore() = default;

    /// Empty: there is none of that name.
    virtual async::Task<Result<QByteArray>> read(QString name) = 0;
    virtual async::Task<Status> write(QString name, QByteArray key) = 0;
    /// Also good when there was none.
    virtual async::Task<Status> remove(QString name) = 0;
};

/// The keychain of this computer: the Secret Service or KWallet here, by QtKeychain, which knows those of
/// macOS and Windows too.
[[nodiscard]] std::shared_ptr<KeyStore> keychain();

} // namespace docchat::provider
