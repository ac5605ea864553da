#pragma once

#include "async/lock.h"
#include "provider/keystore.h"

#include <QHash>
#include <QUrl>

namespace docchat::provider {

/// How long a key is kept.
enum class KeyPlace {
    Nowhere,
    Memory,  ///< until the program ends
    Keychain ///< of this computer
};

/// The keys of model servers, by origin: a server at another address, even of the same name, gets none. What
/// the store gave is known from then on, here and nowhere else. Loop thread only.
class Keys {
public:
    /// `store` null: all are kept in memory.
    explicit Keys(std::shared_ptr<KeyStore> store) : m_store(std::move(store)) {}

    /// Makes the key of a server known that is in the store. Where that fails, of() has none, and the store
    /// is left in peace for a minute: it may ask the person each time.
    async::Task<void> load(QUrl server);
    /// Empty: none is known.
    [[nodiscard]] QByteArray of(const QUrl &server) const;

    /// Keeps a key in the store, or where that cannot be used, in memory. Error: Usage, a key with a line
    /// break or another control character; nothing is changed then.
    async::Task<Result<KeyPlace>> keep(QUrl server, QByteArray key);
    /// The same in memory alone; an empty key takes one away.
    void hold(const QUrl &server, const QByteArray &key);
    void clear() { m_known.clear(); }
    [[nodiscard]] KeyPlace placeOf(const QUrl &server) const;
    async::Task<void> forget(QUrl server);

    /// Tries whether keys can be kept in the store.
    async::Task<bool> canStore();

private:
    struct Known {
        QByteArray key;
        KeyPlace place = KeyPlace::Keychain;
    };

    std::shared_ptr<KeyStore> m_store;
    QHash<QString, Known> m_known;                     ///< by origin
    QHash<QString, async::Clock::time_point> m_failed; ///< when the store last gave nothing, by origin
    async::Mutex m_mutex;                              ///< one at a time is read from the store
};

/// The name of a server's key in the store: "docchat https://api.example.com:443".
[[nodiscard]] QString keyName(const QUrl &server);

} // namespace docchat::provider
