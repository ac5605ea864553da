#pragma once

#include <QByteArray>

#include <optional>

namespace docchat::document {

// Digests and ciphers of locked documents, by OpenSSL's libcrypto. Pure; no configuration file is read.

enum class Hash { Sha1, Sha256, Sha384, Sha512 };
enum class Cipher { AesCbc, AesEcb, AesGcm, BlowfishCfb };

/// Loads what a closed sandbox would not let be loaded later: Blowfish lies in a module of its own.
void loadCiphers();

[[nodiscard]] int sizeOf(Hash hash); ///< bytes
[[nodiscard]] QByteArray digest(Hash hash, const QByteArray &data);
[[nodiscard]] QByteArray hmac(Hash hash, const QByteArray &key, const QByteArray &data);

/// The digest of a count of 32 bits and the digest before, for each count from 0 ([MS-OFFCRYPTO] 2.3.4.11).
[[nodiscard]] QByteArray spun(Hash hash, QByteArray first, int times);

/// With HMAC-SHA-1 (RFC 8018). `size`: bytes of the key.
[[nodiscard]] QByteArray pbkdf2(const QByteArray &password, const QByteArray &salt, int iterations, int size);

/// Can the library do it with keys of so many bytes?
[[nodiscard]] bool isOffered(Cipher cipher, qsizetype keySize);

/// As many bytes as `data` has, padding and all. AesGcm: without the last 16, the tag, which is checked.
/// nullopt: sizes do not fit, or it was changed.
[[nodiscard]] std::optional<QByteArray> decrypted(Cipher cipher, const QByteArray &key, const QByteArray &iv,
                                                  QByteArray data);

} // namespace docchat::document
