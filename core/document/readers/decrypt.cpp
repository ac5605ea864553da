#include "document/readers/decrypt.h"

#include <QtEndian>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/provider.h>

#include <limits>
#include <memory>

namespace docchat::document {
namespace {

constexpr qsizetype gcmTag = 16;

template <auto release>
struct Release {
    template <class T>
    void operator()(T *object) const {
        release(object);
    }
};
using Digest = std::unique_ptr<EVP_MD, Release<EVP_MD_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Release<EVP_MD_CTX_free>>;
using CipherMethod = std::unique_ptr<EVP_CIPHER, Release<EVP_CIPHER_free>>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Release<EVP_CIPHER_CTX_free>>;

const uchar *bytesOf(const QByteArray &bytes) {
    return reinterpret_cast<const uchar *>(bytes.constData());
}

uchar *bytesOf(QByteArray *bytes) {
    return reinterpret_cast<uchar *>(bytes->data());
}

/// A library of our own, which no file of this computer configures.
OSSL_LIB_CTX *library() {
    static OSSL_LIB_CTX *const own = [] {
        ::OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
        auto *made = ::OSSL_LIB_CTX_new();
        ::OSSL_PROVIDER_load(made, "default");
        ::OSSL_PROVIDER_load(made, "legacy"); // without it there is no Blowfish
        return made;
    }();
    return own;
}

Digest fetch(Hash hash) {
    static constexpr const char *names[] = {"SHA1", "SHA256", "SHA384", "SHA512"};
    return Digest(::EVP_MD_fetch(library(), names[int(hash)], nullptr));
}

CipherMethod fetch(Cipher cipher, qsizetype keySize) {
    const auto bits = QByteArray::number(keySize * 8);
    const auto name = cipher == Cipher::BlowfishCfb ? QByteArrayLiteral("BF-CFB")
                      : cipher == Cipher::AesCbc    ? "AES-" + bits + "-CBC"
                      : cipher == Cipher::AesEcb    ? "AES-" + bits + "-ECB"
                                                    : "AES-" + bits + "-GCM";
    return CipherMethod(::EVP_CIPHER_fetch(library(), name.constData(), nullptr));
}

/// Tells the context key and IV. False when their sizes are not the cipher's.
bool begin(EVP_CIPHER_CTX *context, const EVP_CIPHER *method, const QByteArray &key, const QByteArray &iv) {
    return ::EVP_CIPHER_get_iv_length(method) == int(iv.size()) &&
           ::EVP_DecryptInit_ex2(context, method, nullptr, nullptr, nullptr) == 1 &&
           (::EVP_CIPHER_get_key_length(method) == int(key.size()) ||
            ::EVP_CIPHER_CTX_set_key_length(context, int(key.size())) == 1) &&
           ::EVP_DecryptInit_ex2(context, nullptr, bytesOf(key), bytesOf(iv), nullptr) == 1 &&
           ::EVP_CIPHER_CTX_set_padding(context, 0) == 1;
}

} // namespace

void loadCiphers() {
    const QByteArray block(16, '\0');
    (void)hmac(Hash::Sha512, block, spun(Hash::Sha1, digest(Hash::Sha256, block), 1));
    (void)pbkdf2(block, block, 1, 16);
    (void)decrypted(Cipher::AesGcm, block, block.left(12), block);
    (void)decrypted(Cipher::AesCbc, block, block, block);
    (void)decrypted(Cipher::AesEcb, block, {}, block);
    (void)decrypted(Cipher::BlowfishCfb, block, block.left(8), block);
}

int sizeOf(Hash hash) {
    static constexpr int sizes[] = {20, 32, 48, 64};
    return sizes[int(hash)];
}

QByteArray digest(Hash hash, const QByteArray &data) {
    const auto method = fetch(hash);
    QByteArray result(sizeOf(hash), '\0');
    ::EVP_Digest(data.constData(), size_t(data.size()), bytesOf(&result), nullptr, method.get(), nullptr);
    return result;
}

QByteArray hmac(Hash hash, const QByteArray &key, const QByteArray &data) {
    static constexpr const char *names[] = {"SHA1", "SHA256", "SHA384", "SHA512"};
    QByteArray result(sizeOf(hash), '\0');
    size_t size = 0;
    ::EVP_Q_mac(library(), "HMAC", nullptr, names[int(hash)], nullptr, bytesOf(key), size_t(key.size()),
                bytesOf(data), size_t(data.size()), bytesOf(&result), size_t(result.size()), &size);
    return result;
}

QByteArray spun(Hash hash, QByteArray first, int times) {
    const auto method = fetch(hash);
    const DigestContext context(::EVP_MD_CTX_new());
    QByteArray result = std::move(first);
    result.resize(sizeOf(hash));
    for (int count = 0; count < times; ++count) {
        const auto number = qToLittleEndian(quint32(count));
        ::EVP_DigestInit_ex2(context.get(), method.get(), nullptr);
        ::EVP_DigestUpdate(context.get(), &number, sizeof(number));
        ::EVP_DigestUpdate(context.get(), result.constData(), size_t(result.size()));
        ::EVP_DigestFinal_ex(context.get(), bytesOf(&result), nullptr);
    }
    return result;
}

QByteArray pbkdf2(const QByteArray &password, const QByteArray &salt, int iterations, int size) {
    const auto method = fetch(Hash::Sha1);
    QByteArray key(size, '\0');
    ::PKCS5_PBKDF2_HMAC(password.constData(), int(password.size()), bytesOf(salt), int(salt.size()),
                        iterations, method.get(), size, bytesOf(&key));
    return key;
}

bool isOffered(Cipher cipher, qsizetype keySize) {
    return fetch(cipher, keySize) != nullptr;
}

std::optional<QByteArray> decrypted(Cipher cipher, const QByteArray &key, const QByteArray &iv,
                                    QByteArray data) {
    const auto method = fetch(cipher, key.size());
    const CipherContext context(::EVP_CIPHER_CTX_new());
    const auto tagSize = cipher == Cipher::AesGcm ? gcmTag : 0;
    const bool fits = data.size() >= tagSize && data.size() < std::numeric_limits<int>::max();
    if (!method || !fits || !begin(context.get(), method.get(), key, iv))
        return std::nullopt;
    auto tag = data.last(tagSize);
    data.chop(tagSize);
    if (tagSize > 0 &&
        ::EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, int(tagSize), tag.data()) != 1)
        return std::nullopt;
    int written = 0;
    int rest = 0;
    auto *bytes = bytesOf(&data);
    if (::EVP_DecryptUpdate(context.get(), bytes, &written, bytes, int(data.size())) != 1 ||
        ::EVP_DecryptFinal_ex(context.get(), bytes + written, &rest) != 1)
        return std::nullopt;
    data.truncate(written + rest);
    return data;
}

} // namespace docchat::document
