#include "document/readers/lockedoffice.h"

#include "base/words.h"
#include "document/readers/decrypt.h"
#include "document/readers/xml.h"

#include <QStringEncoder>
#include <QtEndian>

#include <algorithm>

namespace docchat::document {
namespace {

using namespace Qt::StringLiterals;

constexpr auto infoName = u"EncryptionInfo";
constexpr auto packageName = u"EncryptedPackage";
constexpr auto writeProtection = u"VelvetSweatshop"; // [MS-OFFCRYPTO] 2.4.2.3
constexpr qsizetype versionSize = 8;                 // of EncryptionInfo, with the flags after it
constexpr qsizetype lengthSize = 8;                  // before the package
constexpr qsizetype aesBlock = 16;

Error damaged(const QString &what) {
    return {ErrorKind::Damaged, Words::tr("it is damaged: ") + what,
            Words::tr("Open it in its program and save it anew, or get it from where it came from")};
}

Error unknown(const QString &how) {
    return {ErrorKind::Unsupported, Words::tr("it is encrypted in a way that cannot be read: ") + how,
            Words::tr("Open it in its program and save it without a password")};
}

QByteArray littleEndian(quint32 number) {
    number = qToLittleEndian(number);
    return QByteArray(reinterpret_cast<const char *>(&number), sizeof(number));
}

quint32 numberAt(const QByteArray &bytes, qsizetype offset) {
    return qFromLittleEndian<quint32>(bytes.constData() + offset);
}

QByteArray utf16(const QString &password) {
    return QStringEncoder(QStringEncoder::Utf16LE).encode(password);
}

/// Cuts the package to the length that stands before it.
Result<QByteArray> cutToLength(QByteArray package, quint64 length) {
    if (length > quint64(package.size()))
        return damaged(Words::tr("it is cut off"));
    package.truncate(qsizetype(length));
    if (!package.startsWith("PK"))
        return damaged(Words::tr("no document lies in it"));
    return package;
}

// Agile Encryption: what Office writes since 2010

/// How a key or the package is encrypted.
struct Scheme {
    Hash hash = Hash::Sha512;
    int keySize = 0; ///< bytes
    QByteArray salt = {};
};

struct Agile {
    std::optional<Scheme> package = {};
    std::optional<Scheme> password = {};
    int spins = 0;
    QByteArray verifierInput = {};
    QByteArray verifierHash = {};
    QByteArray packageKey = {};
    QByteArray hmacKey = {};
    QByteArray hmacValue = {};
};

/// What a key is derived for ([MS-OFFCRYPTO] 2.3.4.11 to 2.3.4.14).
constexpr char forVerifierInput[] = "\xfe\xa7\xd2\x76\x3b\x4b\x9e\x79";
constexpr char forVerifierHash[] = "\xd7\xaa\x0f\x6d\x30\x61\x34\x4e";
constexpr char forPackageKey[] = "\x14\x6e\x0b\xe7\xab\xac\xd0\xd6";
constexpr char forHmacKey[] = "\x5f\xb2\xad\x01\x0c\xb9\xe1\xf6";
constexpr char forHmacValue[] = "\xa0\x67\x7f\x02\xb2\x2c\x84\x33";

std::optional<Hash> hashOf(QString name) {
    name = name.toUpper().remove(u'-');
    return name == "SHA1"_L1     ? std::optional(Hash::Sha1)
           : name == "SHA256"_L1 ? std::optional(Hash::Sha256)
           : name == "SHA384"_L1 ? std::optional(Hash::Sha384)
           : name == "SHA512"_L1 ? std::optional(Hash::Sha512)
                                 : std::nullopt;
}

QByteArray binary(const XmlWalker &xml, QLatin1StringView name) {
    return QByteArray::fromBase64(xml.attribute(name).left(4096).toLatin1());
}

Result<Scheme> schemeOf(const XmlWalker &xml) {
    const auto cipher = xml.attribute("cipherAlgorithm"_L1);
    const auto chaining = xml.attribute("cipherChaining"_L1);
    const auto hashName = xml.attribute("hashAlgorithm"_L1);
    const auto hash = hashOf(hashName);
    if (cipher != "AES"_L1 || chaining != "ChainingModeCBC"_L1 || !hash)
        return unknown(u"%1, %2, %3"_s.arg(cipher.left(40), chaining.left(40), hashName.left(40)));
    const Scheme scheme{*hash, xml.attribute("keyBits"_L1).toInt() / 8, binary(xml, "saltValue"_L1)};
    const bool isKey = scheme.keySize == 16 || scheme.keySize == 24 || scheme.keySize == 32;
    if (!isKey || scheme.salt.isEmpty() || xml.attribute("blockSize"_L1).toInt() != aesBlock)
        return damaged(Words::tr("it does not say how to decrypt it"));
    return scheme;
}

Status readPasswordKey(const XmlWalker &xml, int mostSpins, Agile *agile) {
    auto scheme = schemeOf(xml);
    if (!scheme.ok())
        return scheme.error();
    const auto spinCount = xml.attribute("spinCount"_L1);
    bool isNumber = false;
    const int spins = spinCount.toInt(&isNumber);
    if (!isNumber || spins < 0 || spins > mostSpins)
        return unknown(Words::tr("its password is hashed %1 times").arg(spinCount.left(40)));
    agile->password = std::move(*scheme);
    agile->spins = spins;
    agile->verifierInput = binary(xml, "encryptedVerifierHashInput"_L1);
    agile->verifierHash = binary(xml, "encryptedVerifierHashValue"_L1);
    agile->packageKey = binary(xml, "encryptedKeyValue"_L1);
    return Done{};
}

Result<Agile> readAgile(const QByteArray &description, const ReadOptions &options) {
    Agile agile;
    XmlWalker xml(description, options.limits);
    while (!xml.atEnd()) {
        if (xml.next() != QXmlStreamReader::StartElement)
            continue;
        if (xml.is("keyData"_L1)) {
            auto scheme = schemeOf(xml);
            if (!scheme.ok())
                return scheme.error();
            agile.package = std::move(*scheme);
        } else if (xml.is("dataIntegrity"_L1)) {
            agile.hmacKey = binary(xml, "encryptedHmacKey"_L1);
            agile.hmacValue = binary(xml, "encryptedHmacValue"_L1);
        } else if (xml.is("encryptedKey"_L1) && xml.namespaceUri().endsWith("/password"_L1)) {
            const auto read = readPasswordKey(xml, options.mostHashes, &agile);
            if (!read.ok())
                return read.error();
        }
    }
    if (!agile.package)
        return damaged(Words::tr("it does not say how to decrypt it"));
    if (!agile.password)
        return unknown(Words::tr("by a certificate instead of a password"));
    return agile;
}

/// Cut, or filled up as the specification says.
QByteArray fitted(const QByteArray &bytes, qsizetype size) {
    return bytes.left(size).leftJustified(size, '\x36');
}

QByteArray derivedIv(const Scheme &scheme, const QByteArray &purpose) {
    return fitted(digest(scheme.hash, scheme.salt + purpose), aesBlock);
}

/// One of the values that the password decrypts; `hashed`: the password's.
std::optional<QByteArray> passwordValue(const Scheme &scheme, const QByteArray &hashed, const char *purpose,
                                        const QByteArray &value) {
    const auto key = fitted(digest(scheme.hash, hashed + purpose), scheme.keySize);
    return decrypted(Cipher::AesCbc, key, fitted(scheme.salt, aesBlock), value);
}

/// The package's key. Error: Password, Damaged.
Result<QByteArray> packageKey(const Agile &agile, const QString &password) {
    const auto &scheme = *agile.password;
    const auto hashed = spun(scheme.hash, digest(scheme.hash, scheme.salt + utf16(password)), agile.spins);
    const auto input = passwordValue(scheme, hashed, forVerifierInput, agile.verifierInput);
    const auto expected = passwordValue(scheme, hashed, forVerifierHash, agile.verifierHash);
    const auto key = passwordValue(scheme, hashed, forPackageKey, agile.packageKey);
    const auto hashSize = sizeOf(scheme.hash);
    if (!input || !expected || !key || expected->size() < hashSize || key->size() < agile.package->keySize)
        return damaged(Words::tr("it does not say how to check a password"));
    if (digest(scheme.hash, input->left(scheme.salt.size())) != expected->left(hashSize))
        return lockedError(password);
    return key->left(agile.package->keySize);
}

/// Is the package as it was written? So says a code made with a key of its own.
bool isUnchanged(const Agile &agile, const QByteArray &key, const QByteArray &package) {
    const auto &scheme = *agile.package;
    const auto hmacKey = decrypted(Cipher::AesCbc, key, derivedIv(scheme, forHmacKey), agile.hmacKey);
    const auto expected = decrypted(Cipher::AesCbc, key, derivedIv(scheme, forHmacValue), agile.hmacValue);
    const auto size = sizeOf(scheme.hash);
    return hmacKey && expected && expected->size() >= size &&
           hmac(scheme.hash, hmacKey->left(size), package) == expected->left(size);
}

Result<QByteArray> unlockedAgile(const Agile &agile, QByteArray package, const QString &password) {
    constexpr qsizetype segment = 4096;
    const auto key = packageKey(agile, password);
    if (!key.ok())
        return key.error();
    if (!agile.hmacValue.isEmpty() && !isUnchanged(agile, *key, package)) // not every program writes one
        return damaged(Words::tr("it is cut off or was changed"));
    const auto length = qFromLittleEndian<quint64>(package.constData());
    package.remove(0, lengthSize);
    for (qsizetype at = 0; at < package.size(); at += segment) {
        const auto iv = derivedIv(*agile.package, littleEndian(quint32(at / segment)));
        const auto plain = decrypted(Cipher::AesCbc, *key, iv, package.mid(at, segment));
        if (!plain)
            return damaged(Words::tr("it is cut off"));
        std::ranges::copy(*plain, package.data() + at);
    }
    return cutToLength(std::move(package), length);
}

// Standard Encryption: what Office 2007 wrote

struct Standard {
    int keySize = 0; ///< bytes
    QByteArray salt = {};
    QByteArray verifier = {};
    QByteArray verifierHash = {};
};

Result<Standard> readStandard(const QByteArray &info) {
    constexpr qsizetype fixedHeader = 32; // the name of a library follows
    constexpr qsizetype verifierSize = 4 + 16 + 16 + 4 + 32;
    constexpr quint32 aes[] = {0x660e, 0x660f, 0x6610};
    constexpr quint32 sha1 = 0x8004;
    const auto headerSize = info.size() < versionSize + 4 ? 0 : qint64(numberAt(info, versionSize));
    const auto verifierAt = versionSize + 4 + headerSize;
    if (headerSize < fixedHeader || verifierAt + verifierSize > info.size())
        return damaged(Words::tr("it does not say how to decrypt it"));
    const auto header = info.mid(versionSize + 4, headerSize);
    const auto algorithm = numberAt(header, 8);
    const auto hash = numberAt(header, 12);
    if (std::ranges::find(aes, algorithm) == std::end(aes) || (hash != sha1 && hash != 0))
        return unknown(Words::tr("algorithms %1 and %2").arg(algorithm, 0, 16).arg(hash, 0, 16));
    const auto bits = numberAt(header, 16);
    if (bits != 128 && bits != 192 && bits != 256)
        return damaged(Words::tr("it does not say how to decrypt it"));
    return Standard{int(bits / 8), info.mid(verifierAt + 4, 16), info.mid(verifierAt + 20, 16),
                    info.mid(verifierAt + 40, 32)};
}

QByteArray standardKey(const Standard &standard, const QString &password) {
    constexpr int spins = 50'000;
    constexpr qsizetype hashBlock = 64;
    const auto hashed =
        digest(Hash::Sha1, spun(Hash::Sha1, digest(Hash::Sha1, standard.salt + utf16(password)), spins) +
                               littleEndian(0));
    const auto mixed = [&](char filling) {
        QByteArray block(hashBlock, filling);
        for (qsizetype i = 0; i < hashed.size(); ++i)
            block[i] = char(block[i] ^ hashed[i]);
        return digest(Hash::Sha1, block);
    };
    return (mixed('\x36') + mixed('\x5c')).left(standard.keySize);
}

Result<QByteArray> unlockedStandard(const Standard &standard, QByteArray package, const QString &password) {
    const auto key = standardKey(standard, password);
    const auto verifier = decrypted(Cipher::AesEcb, key, {}, standard.verifier);
    const auto expected = decrypted(Cipher::AesEcb, key, {}, standard.verifierHash);
    if (!verifier || !expected || digest(Hash::Sha1, *verifier) != expected->left(sizeOf(Hash::Sha1)))
        return lockedError(password);
    const auto length = qFromLittleEndian<quint64>(package.constData());
    package.remove(0, lengthSize);
    package.chop(package.size() % aesBlock); // some writers add more than the padding
    auto plain = decrypted(Cipher::AesEcb, key, {}, std::move(package));
    if (!plain)
        return damaged(Words::tr("it is cut off"));
    return cutToLength(std::move(*plain), length);
}

Result<QByteArray> unlockedBy(const QString &password, const CompoundFile &file, const ReadOptions &options) {
    const auto info = file.stream(infoName);
    if (!info.ok())
        return info.error();
    auto package = file.stream(packageName);
    if (!package.ok())
        return package.error();
    if (info->size() < versionSize || package->size() < lengthSize)
        return damaged(Words::tr("it is cut off"));
    const auto version = numberAt(*info, 0);
    if (version == 0x0004'0004) {
        const auto agile = readAgile(info->mid(versionSize), options);
        return agile.ok() ? unlockedAgile(*agile, std::move(*package), password) : agile.error();
    }
    const auto major = version & 0xffff;
    if (version >> 16 != 2 || major < 2 || major > 4)
        return unknown(Words::tr("version %1.%2").arg(major).arg(version >> 16));
    const auto standard = readStandard(*info);
    return standard.ok() ? unlockedStandard(*standard, std::move(*package), password) : standard.error();
}

} // namespace

bool isLockedOffice(const CompoundFile &file) {
    return file.has(packageName);
}

Result<QByteArray> unlockedOffice(const CompoundFile &file, const ReadOptions &options) {
    if (!file.has(infoName)) {
        return Error{ErrorKind::Unsupported, Words::tr("rights management protects it"),
                     Words::tr("Open it in its program as someone who may, and save it without protection")};
    }
    for (const auto &password : {options.password, QString::fromUtf16(writeProtection)}) {
        auto package = unlockedBy(password, file, options);
        if (package.ok() || package.error().kind != ErrorKind::Password)
            return package;
    }
    return lockedError(options.password);
}

} // namespace docchat::document
