#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QStringList>

#include <csignal>

/// What tests of old Office files share.
namespace docchat::tests {

/// A compound file that names one stream ("WordDocument") in its directory; `content` lies behind.
inline QByteArray compoundFile(QStringView stream, const QByteArray &content = {}) {
    QByteArray entry(reinterpret_cast<const char *>(stream.utf16()), stream.size() * 2);
    const auto length = entry.size() + 2;
    entry.resize(128, '\0');
    entry[64] = char(length);
    entry[66] = 2;
    return QByteArray("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").leftJustified(1024, '\0') + entry + content;
}

/// The document that tells docchat-fakeoffice what to do; see fakeoffice_main.cpp.
inline QByteArray wordFileThat(const QByteArray &does, const QByteArray &result = {}) {
    return compoundFile(u"WordDocument", "\ndo: " + does + "\n----\n" + result);
}

/// Processes that live and were started with `word` among their arguments.
inline QStringList processesWith(const QString &word) {
    QStringList found;
    for (const auto &entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        QFile command(QStringLiteral("/proc/%1/cmdline").arg(entry));
        if (entry.toInt() > 0 && command.open(QIODevice::ReadOnly) &&
            command.readAll().contains(word.toUtf8()))
            found += entry;
    }
    return found;
}

} // namespace docchat::tests
