#include "provider/keys.h"

#include "base/words.h"
#include "model/provider.h"

#include <algorithm>

namespace docchat::provider {
namespace {

using async::Task;

constexpr auto peace = std::chrono::minutes(1); // for a store that failed

bool isOneLine(const QByteArray &key) {
    return std::ranges::none_of(key, [](char c) { return uchar(c) < 0x20 || uchar(c) == 0x7f; });
}

} // namespace

QString keyName(const QUrl &server) {
    return QStringLiteral("docchat ") + originOf(server);
}

Task<void> Keys::load(QUrl server) {
    if (!m_store)
        co_return;
    const auto lock = co_await m_mutex.lock();
    const auto origin = originOf(server);
    const auto now = async::Loop::current()->now();
    const auto failed = m_failed.constFind(origin);
    if (m_known.contains(origin) || (failed != m_failed.cend() && now - *failed < peace))
        co_return;
    auto read = co_await m_store->read(keyName(server));
    if (!read.ok())
        m_failed.insert(origin, now);
    else if (!m_known.contains(origin)) // one may have been typed meanwhile
        m_known.insert(origin, {std::move(*read), KeyPlace::Keychain});
}

QByteArray Keys::of(const QUrl &server) const {
    return m_known.value(originOf(server)).key;
}

KeyPlace Keys::placeOf(const QUrl &server) const {
    const auto known = m_known.value(originOf(server));
    return known.key.isEmpty() ? KeyPlace::Nowhere : known.place;
}

Task<Result<KeyPlace>> Keys::keep(QUrl server, QByteArray key) {
    if (!isOneLine(key))
        co_return Error{ErrorKind::Usage,
                        Words::tr("The key holds a line break or another control character"),
                        Words::tr("Copy the key again, without what stands around it")};
    hold(server, key);
    if (!m_store)
        co_return KeyPlace::Memory;
    const auto kept = co_await m_store->write(keyName(server), key);
    if (!kept.ok())
        co_return KeyPlace::Memory;
    m_known.insert(originOf(server), {std::move(key), KeyPlace::Keychain});
    co_return KeyPlace::Keychain;
}

void Keys::hold(const QUrl &server, const QByteArray &key) {
    if (key.isEmpty())
        m_known.remove(originOf(server));
    else
        m_known.insert(originOf(server), {key, KeyPlace::Memory});
}

Task<void> Keys::forget(QUrl server) {
    m_known.remove(originOf(server));
    if (m_store)
        std::ignore =
            co_await m_store->remove(keyName(server)); // one that is out of reach gave no key either
}

Task<bool> Keys::canStore() {
    if (!m_store)
        co_return false;
    const auto read = co_await m_store->read(QStringLiteral("docchat"));
    co_return read.ok();
}

} // namespace docchat::provider
