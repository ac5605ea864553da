#include "base/paths.h"

#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include <sys/stat.h>

namespace docchat {
namespace {

constexpr char16_t escapes = 0xf700; ///< and the byte, which is 0x80 or more

bool isEscape(QChar character) {
    return character >= QChar(escapes + 0x80) && character <= QChar(escapes + 0xff);
}

/// How many bytes from the first on are a character of UTF-8; 0: the first one is none.
qsizetype lengthOfCharacter(QByteArrayView bytes) {
    const auto first = uchar(bytes.front());
    const qsizetype length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    return length <= bytes.size() && bytes.first(length).isValidUtf8() ? length : 0;
}

bool stats(const QString &path, struct stat *status) {
    return ::stat(pathBytes(path).constData(), status) == 0;
}

} // namespace

QString pathText(QByteArrayView bytes) {
    auto text = QFile::decodeName(bytes.toByteArray());
    if (bytes.isValidUtf8() && std::ranges::none_of(text, isEscape))
        return text;
    text.clear();
    while (!bytes.isEmpty()) {
        const auto length = lengthOfCharacter(bytes);
        const auto character = QString::fromUtf8(bytes.first(length));
        if (length == 0 || isEscape(character.front())) {
            for (const auto byte : bytes.first(std::max<qsizetype>(length, 1)))
                text += QChar(escapes + uchar(byte));
        } else {
            text += character;
        }
        bytes = bytes.sliced(std::max<qsizetype>(length, 1));
    }
    return text;
}

QByteArray pathBytes(const QString &path) {
    QByteArray bytes;
    qsizetype plain = 0; // from here on
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (!isEscape(path[i]))
            continue;
        bytes += QFile::encodeName(path.sliced(plain, i - plain));
        bytes += char(path[i].unicode() - escapes);
        plain = i + 1;
    }
    return bytes + QFile::encodeName(path.sliced(plain));
}

QString shownPath(QString path) {
    for (qsizetype i = path.size() - 1; i >= 0; --i) {
        if (isEscape(path[i])) {
            const auto byte = QString::number(path[i].unicode() - escapes, 16).toUpper();
            path.replace(i, 1, QStringLiteral("\\x") + byte);
        }
    }
    return path;
}

QString shownName(const QString &path) {
    return shownPath(QFileInfo(path).fileName());
}

QString pathOf(const QUrl &url) {
    if (!url.host().isEmpty())
        return url.toLocalFile();
    return pathText(QByteArray::fromPercentEncoding(url.path(QUrl::FullyEncoded).toLatin1()));
}

QUrl urlOf(const QString &path) {
    if (std::ranges::none_of(path, isEscape))
        return QUrl::fromLocalFile(path);
    return QUrl::fromEncoded("file://" + pathBytes(path).toPercentEncoding("/"));
}

QString canonicalPath(const QString &path) {
    const std::unique_ptr<char, decltype(&std::free)> real(::realpath(pathBytes(path).constData(), nullptr),
                                                           &std::free);
    return real ? pathText(real.get()) : QString();
}

bool isThere(const QString &path) {
    struct stat status{};
    return stats(path, &status);
}

bool isFolder(const QString &path) {
    struct stat status{};
    return stats(path, &status) && S_ISDIR(status.st_mode);
}

QStringList argumentTexts(int argc, char **argv) {
    QStringList texts;
    for (int i = 1; i < argc; ++i)
        texts += pathText(argv[i]);
    return texts;
}

} // namespace docchat
