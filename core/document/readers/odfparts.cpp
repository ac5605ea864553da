#include "document/readers/odfparts.h"

#include "base/words.h"
#include "document/readers/decrypt.h"
#include "document/readers/xml.h"
#include "document/readers/zip.h"

#include <algorithm>

namespace docchat::document {
namespace {

using namespace Qt::StringLiterals;

const QString manifestName = u"META-INF/manifest.xml"_s;
const QString wholeName = u"encrypted-package"_s;
const QString contentName = u"content.xml"_s;
constexpr qsizetype checkedBytes = 1024; // that a checksum is made of
constexpr qsizetype aesBlock = 16;

/// How one file is locked.
struct Lock {
    std::optional<Cipher> cipher = {};
    int keySize = 16;
    QByteArray iv = {};
    QByteArray salt = {};
    qint64 iterations = 1024;
    std::optional<Hash> startHash = Hash::Sha1;
    std::optional<Hash> checkHash = {};
    QByteArray checksum = {};
    QStringList methods = {}; ///< as the file calls them
    bool isPbkdf2 = false;
};
using Locks = QHash<QString, Lock>;

Error damaged(const QString &how) {
    return {ErrorKind::Damaged, Words::tr("it is damaged: ") + how,
            Words::tr("Get the file anew from where it came from, or save it anew in its program")};
}

Error unknown(const QString &how) {
    return {ErrorKind::Unsupported, Words::tr("it is encrypted in a way that cannot be read: ") + how,
            Words::tr("Open it in its program and save it without a password")};
}

bool isWanted(const QString &name) {
    return name == "mimetype"_L1 || name == contentName || name == "styles.xml"_L1 || name == "meta.xml"_L1 ||
           name == manifestName || name == wholeName;
}

/// "http://www.w3.org/2001/04/xmlenc#aes256-cbc" → "aes256-cbc"
QString shortName(const QString &name) {
    const auto before = std::max({name.lastIndexOf(u'#'), name.lastIndexOf(u':')});
    return name.mid(before + 1).left(40).toLower();
}

std::optional<Hash> hashOf(const QString &name) {
    return name.startsWith("sha1"_L1)     ? std::optional(Hash::Sha1)
           : name.startsWith("sha256"_L1) ? std::optional(Hash::Sha256)
           : name.startsWith("sha512"_L1) ? std::optional(Hash::Sha512)
                                          : std::nullopt;
}

std::optional<Cipher> cipherOf(const QString &name) {
    if (name.startsWith("blowfish"_L1))
        return Cipher::BlowfishCfb;
    if (!name.startsWith("aes"_L1))
        return std::nullopt;
    return name.endsWith("-cbc"_L1)   ? std::optional(Cipher::AesCbc)
           : name.endsWith("-gcm"_L1) ? std::optional(Cipher::AesGcm)
                                      : std::nullopt;
}

/// Reads manifest.xml for what is locked and how.
class LockReader {
public:
    LockReader(const QByteArray &manifest, const ParseLimits &limits) : m_xml(manifest, limits) {}

    Locks read() {
        while (!m_xml.atEnd()) {
            if (m_xml.next() != QXmlStreamReader::StartElement)
                continue;
            if (m_xml.is("file-entry"_L1))
                m_name = m_xml.attribute("full-path"_L1);
            else if (isWanted(m_name))
                readElement();
        }
        return std::move(m_locks);
    }

private:
    [[nodiscard]] QByteArray binary(QLatin1StringView name) const {
        return QByteArray::fromBase64(m_xml.attribute(name).left(4096).toLatin1());
    }

    void readElement() {
        if (m_xml.is("encryption-data"_L1)) {
            Lock lock;
            const auto kind = shortName(m_xml.attribute("checksum-type"_L1)).replace(u'/', u'-');
            if (kind.endsWith("-1k"_L1))
                lock.checkHash = hashOf(kind);
            lock.checksum = binary("checksum"_L1);
            m_locks.insert(m_name, lock);
        } else if (const auto found = m_locks.find(m_name); found != m_locks.end()) {
            readMethod(&*found);
        }
    }

    void readMethod(Lock *lock) {
        if (m_xml.is("algorithm"_L1)) {
            lock->methods += shortName(m_xml.attribute("algorithm-name"_L1));
            lock->cipher = cipherOf(lock->methods.last());
            lock->iv = binary("initialisation-vector"_L1);
        } else if (m_xml.is("key-derivation"_L1)) {
            lock->methods += shortName(m_xml.attribute("key-derivation-name"_L1));
            lock->isPbkdf2 = lock->methods.last() == "pbkdf2"_L1;
            lock->salt = binary("salt"_L1);
            lock->keySize = numberOr("key-size"_L1, lock->keySize);
            lock->iterations = numberOr("iteration-count"_L1, int(lock->iterations));
        } else if (m_xml.is("start-key-generation"_L1)) {
            lock->methods += shortName(m_xml.attribute("start-key-generation-name"_L1));
            lock->startHash = hashOf(lock->methods.last());
        }
    }

    /// A number from 1; another where there is no such number.
    [[nodiscard]] int numberOr(QLatin1StringView name, int usual) const {
        const int number = m_xml.attribute(name).toInt();
        return number > 0 ? number : usual;
    }

    XmlWalker m_xml;
    QString m_name;
    Locks m_locks;
};

bool hasSizes(const Lock &lock) {
    if (lock.cipher == Cipher::BlowfishCfb)
        return lock.iv.size() == 8 && lock.keySize >= 4 && lock.keySize <= 56;
    const bool isKey = lock.keySize == 16 || lock.keySize == 24 || lock.keySize == 32;
    return isKey && lock.iv.size() == (lock.cipher == Cipher::AesGcm ? 12 : aesBlock);
}

/// Nothing about the password yet: can it be tried?
Status checked(const Locks &locks, int mostHashes) {
    qint64 iterations = 0;
    for (const auto &lock : locks) {
        const bool isVerified = lock.cipher == Cipher::AesGcm || lock.checkHash;
        if (!lock.cipher || !lock.isPbkdf2 || !lock.startHash || !isVerified)
            return unknown(lock.methods.isEmpty() ? Words::tr("it does not say how")
                                                  : lock.methods.join(", "_L1));
        if (!hasSizes(lock))
            return damaged(Words::tr("it does not say how to decrypt it"));
        if (!isOffered(*lock.cipher, lock.keySize))
            return unknown(lock.methods.join(", "_L1));
        iterations += lock.iterations;
    }
    if (iterations > mostHashes)
        return unknown(Words::tr("its password is hashed %1 times").arg(iterations));
    return Done{};
}

/// XML Encryption, 5.2: the last byte counts the padding. What was cut off has none.
QByteArray withoutPadding(QByteArray plain) {
    const auto padding = plain.isEmpty() ? 0 : uchar(plain.back());
    if (padding >= 1 && padding <= aesBlock)
        plain.chop(padding);
    return plain;
}

/// Still packed. nullopt: the password does not fit.
std::optional<QByteArray> decryptedPart(const Lock &lock, const QByteArray &bytes, const QString &password) {
    const auto start = digest(*lock.startHash, password.toUtf8());
    const auto key = pbkdf2(start, lock.salt, int(lock.iterations), lock.keySize);
    if (lock.cipher == Cipher::AesGcm)
        return decrypted(*lock.cipher, key, lock.iv, bytes.startsWith(lock.iv) ? bytes.mid(12) : bytes);
    const bool isCbc = lock.cipher == Cipher::AesCbc;
    const auto whole = isCbc ? bytes.left(bytes.size() / aesBlock * aesBlock) : bytes;
    auto plain = decrypted(*lock.cipher, key, lock.iv, whole);
    if (plain && isCbc)
        plain = withoutPadding(std::move(*plain));
    if (!plain || digest(*lock.checkHash, plain->left(checkedBytes)) != lock.checksum)
        return std::nullopt;
    return plain;
}

Result<QByteArray> unlockedPart(const Lock &lock, const QByteArray &bytes, const ReadOptions &options) {
    const auto plain = decryptedPart(lock, bytes, options.password);
    if (!plain)
        return lockedError(options.password);
    return plain->startsWith("PK") ? *plain : inflated(*plain, options.limits);
}

OdfParts partsOf(const ZipFile &zip) {
    OdfParts parts;
    for (const auto &name : zip.names()) {
        if (isWanted(name) && zip.has(name))
            parts.insert(name, zip.entry(name));
    }
    return parts;
}

/// The whole document as one locked file in another.
Result<OdfParts> unlockedWhole(const Lock &lock, const ZipFile &outer, const ReadOptions &options) {
    const auto package = unlockedPart(lock, outer.entry(wholeName), options);
    if (!package.ok())
        return package.error();
    const auto zip = ZipFile::open(*package, options.limits, isWanted);
    if (!zip.ok())
        return zip.error();
    if (!LockReader(zip->entry(manifestName), options.limits).read().isEmpty())
        return unknown(u"twice"_s);
    return partsOf(*zip);
}

/// The text decides whether the password fits; of the others, what does not fit is left out.
Result<OdfParts> unlockedParts(const Locks &locks, OdfParts parts, const ReadOptions &options) {
    for (auto lock = locks.begin(); lock != locks.end(); ++lock) {
        const auto part = unlockedPart(*lock, parts.value(lock.key()), options);
        if (part.ok())
            parts[lock.key()] = *part;
        else if (lock.key() == contentName || part.error().kind == ErrorKind::TooLarge)
            return part.error();
        else
            parts.remove(lock.key());
    }
    return parts;
}

} // namespace

Result<OdfParts> odfParts(const QByteArray &bytes, const ReadOptions &options) {
    const auto zip = ZipFile::open(bytes, options.limits, isWanted);
    if (!zip.ok())
        return zip.error();
    const auto locks = LockReader(zip->entry(manifestName), options.limits).read();
    if (locks.isEmpty())
        return partsOf(*zip);
    const auto canTry = checked(locks, options.mostHashes);
    if (!canTry.ok())
        return canTry.error();
    if (options.password.isEmpty())
        return lockedError({});
    auto parts = locks.contains(wholeName) ? unlockedWhole(locks[wholeName], *zip, options)
                                           : unlockedParts(locks, partsOf(*zip), options);
    const bool isCut = !parts.ok() && parts.error().kind == ErrorKind::Password && !zip->isWhole();
    return isCut ? damaged(Words::tr("it is cut off")) : parts;
}

} // namespace docchat::document
