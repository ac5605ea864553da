#pragma once

#include "async/event.h"
#include "provider/keystore.h"

#include <QHash>

namespace docchat::tests {

/// A keychain in memory that fails, or is slow, on demand.
class FakeKeychain : public provider::KeyStore {
public:
    QHash<QString, QByteArray> keys;
    bool isBroken = false;
    async::Event *answers = nullptr; ///< it waits for this first
    int reads = 0;

    async::Task<Result<QByteArray>> read(QString name) override {
        ++reads;
        if (answers)
            co_await answers->wait();
        co_return isBroken ? Result<QByteArray>(broken()) : keys.value(name);
    }
    async::Task<Status> write(QString name, QByteArray key) override {
        if (isBroken)
            co_return broken();
        keys.insert(name, key);
        co_return Done{};
    }
    async::Task<Status> remove(QString name) override {
        keys.remove(name);
        co_return Done{};
    }

private:
    static Error broken() {
        return {ErrorKind::Unreadable, QStringLiteral("It is locked"), QStringLiteral("Unlock it")};
    }
};

} // namespace docchat::tests
