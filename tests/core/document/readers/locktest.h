#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QStringEncoder>
#include <QtEndian>

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/provider.h>

#include <memory>

/// What tests lock documents with, written from the specifications and apart from what unlocks them.
namespace docchat::tests {

inline QByteArray hashed(const QByteArray &name, const QByteArray &data) {
    QByteArray result(EVP_MAX_MD_SIZE, '\0');
    unsigned size = 0;
    EVP_Digest(data.constData(), size_t(data.size()), reinterpret_cast<uchar *>(result.data()), &size,
               EVP_get_digestbyname(name.constData()), nullptr);
    return result.left(size);
}

/// Encrypted, with zeros to a whole block of AES where `name` is such a mode; the tag of GCM follows.
inline QByteArray ciphered(const QByteArray &name, const QByteArray &key, const QByteArray &iv,
                           QByteArray data) {
    const bool isGcm = name.endsWith("GCM");
    if (!isGcm && name.startsWith("AES"))
        data.append((16 - data.size() % 16) % 16, '\0');
    const std::unique_ptr<EVP_CIPHER, decltype(&EVP_CIPHER_free)> method(
        EVP_CIPHER_fetch(nullptr, name.constData(), nullptr), &EVP_CIPHER_free);
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                  &EVP_CIPHER_CTX_free);
    EVP_EncryptInit_ex2(context.get(), method.get(), reinterpret_cast<const uchar *>(key.constData()),
                        reinterpret_cast<const uchar *>(iv.constData()), nullptr);
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    auto *bytes = reinterpret_cast<uchar *>(data.data());
    int written = 0;
    EVP_EncryptUpdate(context.get(), bytes, &written, bytes, int(data.size()));
    EVP_EncryptFinal_ex(context.get(), bytes + written, &written);
    if (isGcm) {
        QByteArray tag(16, '\0');
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, 16, tag.data());
        data += tag;
    }
    return data;
}

inline QByteArray little(quint32 number) {
    number = qToLittleEndian(number);
    return QByteArray(reinterpret_cast<const char *>(&number), sizeof(number));
}

inline QByteArray utf16(const QString &text) {
    return QStringEncoder(QStringEncoder::Utf16LE).encode(text);
}

using Streams = QList<QPair<QString, QByteArray>>; ///< of a compound file: names with contents

/// Puts sectors of 512 bytes one behind the other ([MS-CFB]); small streams into the root's.
class CompoundWriter {
public:
    QByteArray write(const Streams &streams) {
        QByteArray directory;
        QByteArray small;
        QByteArray smallTable;
        for (const auto &[name, content] : streams) {
            if (content.size() >= 4096) {
                directory += entry(name, 2, addChain(content), content.size());
                continue;
            }
            directory += entry(name, 2, quint32(small.size() / 64), content.size());
            const auto sectors = (content.size() + 63) / 64;
            for (qsizetype i = 0; i < sectors; ++i)
                smallTable += little(i + 1 == sectors ? end : quint32(smallTable.size() / 4 + 1));
            small += content.leftJustified(sectors * 64, '\0');
        }
        directory.prepend(entry(QStringLiteral("Root Entry"), 5, addChain(small), small.size()));
        smallTable.append((512 - smallTable.size() % 512) % 512, '\xff');
        const auto smallTableAt = addChain(smallTable);
        const auto directoryAt = addChain(directory);
        return finish(directoryAt, smallTableAt);
    }

private:
    static constexpr quint32 end = 0xfffffffe;
    static constexpr quint32 unused = 0xffffffff;

    static QByteArray entry(const QString &name, char type, quint32 first, qsizetype size) {
        auto bytes = utf16(name).leftJustified(64, '\0');
        bytes += char(name.size() * 2 + 2) + QByteArray(1, '\0') + type;
        bytes = bytes.leftJustified(116, '\0');
        return bytes + little(first) + little(quint32(size)) + little(0);
    }

    quint32 addChain(const QByteArray &content) {
        const auto first = quint32(m_table.size());
        const auto sectors = (content.size() + 511) / 512;
        for (qsizetype i = 0; i < sectors; ++i)
            m_table += i + 1 == sectors ? end : quint32(m_table.size() + 1);
        m_body += content.leftJustified(sectors * 512, '\0');
        return sectors == 0 ? end : first;
    }

    /// The table and, beyond the 109 of its sectors that the header names, the list of the others.
    QByteArray finish(quint32 directoryAt, quint32 smallTableAt) {
        qsizetype tables = 1;
        qsizetype lists = 0;
        while (tables * 128 < m_table.size() + tables + lists) {
            ++tables;
            lists = (std::max<qsizetype>(tables - 109, 0) + 126) / 127;
        }
        const auto tableAt = quint32(m_table.size());
        const auto listAt = quint32(tableAt + tables);
        m_table.append(QList<quint32>(tables, 0xfffffffd) + QList<quint32>(lists, 0xfffffffc));
        m_table.resize(tables * 128, unused);
        for (const auto number : std::as_const(m_table))
            m_body += little(number);
        QByteArray named;
        for (qsizetype i = 0; i < tables; ++i) {
            const auto inList = i - 109;
            if (inList > 0 && inList % 127 == 0)
                named += little(listAt + quint32(inList / 127));
            named += little(tableAt + quint32(i));
        }
        named = named.leftJustified((109 + lists * 128) * 4 - (lists > 0 ? 4 : 0), '\xff');
        if (lists > 0)
            named += little(end);
        m_body += named.mid(109 * 4);
        auto header = QByteArray("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").leftJustified(24, '\0');
        header += QByteArray("\x3e\0\x03\0\xfe\xff\x09\0\x06\0\0\0\0\0\0\0\0\0\0\0", 20);
        header += little(quint32(tables)) + little(directoryAt) + little(0) + little(4096);
        header +=
            little(smallTableAt) + little(1) + little(lists > 0 ? listAt : end) + little(quint32(lists));
        return header + named.left(109 * 4) + m_body;
    }

    QList<quint32> m_table;
    QByteArray m_body;
};

inline QByteArray compoundFile(const Streams &streams) {
    return CompoundWriter().write(streams);
}

/// How Office is to lock a document.
struct OfficeLock {
    QByteArray hash = "SHA512";
    int keyBits = 256;
    int spins = 100;
};

struct LockedOffice {
    QByteArray info;
    QByteArray package;

    [[nodiscard]] QByteArray file() const {
        return compoundFile(
            {{QStringLiteral("EncryptionInfo"), info}, {QStringLiteral("EncryptedPackage"), package}});
    }
};

inline QByteArray spunHash(const QByteArray &hash, const QByteArray &salt, const QString &password,
                           int spins) {
    auto result = hashed(hash, salt + utf16(password));
    for (int i = 0; i < spins; ++i)
        result = hashed(hash, little(quint32(i)) + result);
    return result;
}

/// A document's zip file, locked by Agile Encryption.
inline LockedOffice lockedAgile(const QByteArray &zip, const QString &password, const OfficeLock &lock = {}) {
    const auto cipher = "AES-" + QByteArray::number(lock.keyBits) + "-CBC";
    const QByteArray packageSalt("0123456789abcdef");
    const QByteArray passwordSalt("fedcba9876543210");
    const auto packageKey = QByteArray("the key of the package, any bytes").left(lock.keyBits / 8);
    const auto hashSize = hashed(lock.hash, {}).size();
    const auto spunPassword = spunHash(lock.hash, passwordSalt, password, lock.spins);
    const auto byPassword = [&](const char *purpose, const QByteArray &value) {
        const auto key = hashed(lock.hash, spunPassword + purpose).left(lock.keyBits / 8);
        return ciphered(cipher, key.leftJustified(lock.keyBits / 8, '\x36'), passwordSalt, value).toBase64();
    };
    const auto byPackageKey = [&](const QByteArray &purpose, const QByteArray &value) {
        const auto iv = hashed(lock.hash, packageSalt + purpose).left(16);
        return ciphered(cipher, packageKey, iv, value);
    };
    auto package = little(quint32(zip.size())) + little(0);
    for (qsizetype at = 0; at < zip.size(); at += 4096)
        package += byPackageKey(little(quint32(at / 4096)), zip.mid(at, 4096));
    const QByteArray hmacKey(hashSize, 'k');
    QByteArray code(hashSize, '\0');
    HMAC(EVP_get_digestbyname(lock.hash.constData()), hmacKey.constData(), int(hmacKey.size()),
         reinterpret_cast<const uchar *>(package.constData()), size_t(package.size()),
         reinterpret_cast<uchar *>(code.data()), nullptr);
    const auto scheme = " blockSize='16' keyBits='" + QByteArray::number(lock.keyBits) + "' hashSize='" +
                        QByteArray::number(hashSize) +
                        "' cipherAlgorithm='AES' cipherChaining='ChainingModeCBC' hashAlgorithm='" +
                        lock.hash + "' saltSize='16' saltValue='";
    const QByteArray verifier("any sixteen byte");
    const auto office = QByteArray("http://schemas.microsoft.com/office/2006/");
    return {QByteArray("\4\0\4\0\x40\0\0\0", 8) + "<encryption xmlns='" + office + "encryption' xmlns:p='" +
                office + "keyEncryptor/password'><keyData" + scheme + packageSalt.toBase64() +
                "'/><dataIntegrity encryptedHmacKey='" +
                byPackageKey("\x5f\xb2\xad\x01\x0c\xb9\xe1\xf6", hmacKey).toBase64() +
                "' encryptedHmacValue='" + byPackageKey("\xa0\x67\x7f\x02\xb2\x2c\x84\x33", code).toBase64() +
                "'/><keyEncryptors><keyEncryptor uri='" + office +
                "keyEncryptor/password'><p:encryptedKey spinCount='" + QByteArray::number(lock.spins) + "'" +
                scheme + passwordSalt.toBase64() + "' encryptedVerifierHashInput='" +
                byPassword("\xfe\xa7\xd2\x76\x3b\x4b\x9e\x79", verifier) + "' encryptedVerifierHashValue='" +
                byPassword("\xd7\xaa\x0f\x6d\x30\x61\x34\x4e", hashed(lock.hash, verifier)) +
                "' encryptedKeyValue='" + byPassword("\x14\x6e\x0b\xe7\xab\xac\xd0\xd6", packageKey) +
                "'/></keyEncryptor></keyEncryptors></encryption>",
            package};
}

/// The same by Standard Encryption.
inline LockedOffice lockedStandard(const QByteArray &zip, const QString &password, int keyBits = 128) {
    const auto cipher = "AES-" + QByteArray::number(keyBits) + "-ECB";
    const QByteArray salt("0123456789abcdef");
    const auto last = hashed("SHA1", spunHash("SHA1", salt, password, 50'000) + little(0));
    const auto half = [&](char filling) {
        QByteArray block(64, filling);
        for (qsizetype i = 0; i < last.size(); ++i)
            block[i] = char(block[i] ^ last[i]);
        return hashed("SHA1", block);
    };
    const auto key = (half('\x36') + half('\x5c')).left(keyBits / 8);
    const QByteArray verifier("any sixteen byte");
    const auto algorithm = quint32(0x660e + (keyBits - 128) / 64);
    const auto library = QByteArray("M\0\0\0", 4);
    const auto header = little(0x24) + little(0) + little(algorithm) + little(0x8004) +
                        little(quint32(keyBits)) + little(0x18) + little(0) + little(0) + library;
    return {QByteArray("\3\0\2\0\x24\0\0\0", 8) + little(quint32(header.size())) + header + little(16) +
                salt + ciphered(cipher, key, {}, verifier) + little(20) +
                ciphered(cipher, key, {}, hashed("SHA1", verifier)),
            little(quint32(zip.size())) + little(0) + ciphered(cipher, key, {}, zip)};
}

} // namespace docchat::tests
