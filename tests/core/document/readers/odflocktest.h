#pragma once

#include "locktest.h"
#include "odftest.h"

#include <zlib.h>

/// OpenDocument files that tests lock (ODF 1.2, part 3, 3.8 and 4.8).
namespace docchat::tests {

inline QByteArray deflated(const QByteArray &data) {
    QByteArray packed(data.size() + 1000, Qt::Uninitialized);
    z_stream stream{};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(data.constData()));
    stream.avail_in = uInt(data.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = uInt(packed.size());
    deflate(&stream, Z_FINISH);
    deflateEnd(&stream);
    return packed.left(qsizetype(stream.total_out));
}

/// As LibreOffice locks by itself, or otherwise. The names are those of the manifest.
struct OdfLock {
    QByteArray algorithm = "http://www.w3.org/2001/04/xmlenc#aes256-cbc";
    QByteArray cipher = "AES-256-CBC"; ///< as libcrypto calls it
    qsizetype ivSize = 16;
    int keySize = 32;
    QByteArray startKey = "http://www.w3.org/2000/09/xmldsig#sha256"; ///< empty: not said, SHA-1
    QByteArray checksum = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#sha256-1k";
    QByteArray derivation = "PBKDF2";
    int iterations = 100;
};

inline OdfLock blowfish() {
    return {"Blowfish CFB", "BF-CFB", 8, 16, "", "SHA1/1K"};
}

inline OdfLock gcm() {
    return {"http://www.w3.org/2009/xmlenc11#aes256-gcm", "AES-256-GCM", 12, 32};
}

/// One locked file of a package, and what the manifest says of it.
struct LockedEntry {
    QByteArray content;
    QByteArray manifest;
};

inline LockedEntry lockedEntry(const QByteArray &name, const QByteArray &plain, const QString &password,
                               const OdfLock &lock = {}) {
    const bool isGcm = lock.cipher.endsWith("GCM");
    const auto start = hashed(lock.startKey.isEmpty() ? "SHA1" : "SHA256", password.toUtf8());
    const auto salt = hashed("SHA1", name).left(16);
    const auto iv = hashed("SHA256", name).left(lock.ivSize);
    QByteArray key(lock.keySize, '\0');
    PKCS5_PBKDF2_HMAC(start.constData(), int(start.size()), reinterpret_cast<const uchar *>(salt.constData()),
                      int(salt.size()), lock.iterations, EVP_sha1(), lock.keySize,
                      reinterpret_cast<uchar *>(key.data()));
    auto packed = deflated(plain);
    const auto checksum = hashed(lock.checksum.contains("256") ? "SHA256" : "SHA1", packed.left(1024));
    if (lock.cipher.endsWith("CBC"))
        packed.append(16 - packed.size() % 16, char(16 - packed.size() % 16));
    auto content = (isGcm ? iv : QByteArray()) + ciphered(lock.cipher, key, iv, packed);
    const auto said = isGcm ? QByteArray()
                            : " manifest:checksum-type='" + lock.checksum + "' manifest:checksum='" +
                                  checksum.toBase64() + "'";
    const auto startKey = lock.startKey.isEmpty()
                              ? QByteArray()
                              : "<manifest:start-key-generation manifest:start-key-generation-name='" +
                                    lock.startKey + "' manifest:key-size='32'/>";
    return {content, "<manifest:file-entry manifest:full-path='" + name + "' manifest:size='" +
                         QByteArray::number(plain.size()) + "'><manifest:encryption-data" + said +
                         "><manifest:algorithm manifest:algorithm-name='" + lock.algorithm +
                         "' manifest:initialisation-vector='" + iv.toBase64() +
                         "'/><manifest:key-derivation manifest:key-derivation-name='" + lock.derivation +
                         "' manifest:key-size='" + QByteArray::number(lock.keySize) +
                         "' manifest:iteration-count='" + QByteArray::number(lock.iterations) +
                         "' manifest:salt='" + salt.toBase64() + "'/>" + startKey +
                         "</manifest:encryption-data></manifest:file-entry>"};
}

inline QByteArray odfManifest(const QByteArray &entries) {
    return odfXml("manifest:manifest", entries);
}

/// Every XML file of the document locked by itself.
inline QByteArray lockedOdf(const QByteArray &type, const QByteArray &body, const QString &password,
                            const OdfLock &lock = {}) {
    const auto meta =
        odfXml("office:document-meta", "<office:meta><dc:title>A title</dc:title></office:meta>");
    const auto content = lockedEntry("content.xml", odfContent(type, body), password, lock);
    const auto title = lockedEntry("meta.xml", meta, password, lock);
    return zipped({{"mimetype", "application/vnd.oasis.opendocument." + type},
                   {"content.xml", content.content},
                   {"meta.xml", title.content},
                   {"META-INF/manifest.xml", odfManifest(content.manifest + title.manifest)}});
}

/// The document as one locked file in another.
inline QByteArray lockedWholeOdf(const QByteArray &type, const QByteArray &document, const QString &password,
                                 const OdfLock &lock = gcm()) {
    const auto package = lockedEntry("encrypted-package", document, password, lock);
    return zipped({{"mimetype", "application/vnd.oasis.opendocument." + type},
                   {"encrypted-package", package.content},
                   {"META-INF/manifest.xml", odfManifest(package.manifest)}});
}

/// Blowfish lies in a module of its own, which has to be asked for; false where it is not installed.
inline bool loadBlowfish() {
    return OSSL_PROVIDER_load(nullptr, "default") && OSSL_PROVIDER_load(nullptr, "legacy");
}

} // namespace docchat::tests
