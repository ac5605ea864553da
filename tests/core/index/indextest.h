#pragma once

#include "index/documents.h"
#include "index/schema.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace docchat::tests {

/// The message of the SqliteError that f() throws; empty when it throws none.
template <class F>
QString sqliteErrorOf(F f) {
    try {
        f();
    } catch (const index::SqliteError &error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

inline QByteArray bytesOf(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

inline void writeFile(const QString &path, const QByteArray &bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(path));
}

/// A document whose pages are `pages`, each of them a passage too.
inline DocumentId addDocumentOf(index::Database &database, const QString &name, const QStringList &pages,
                                Language language = Language::Unknown) {
    Document document;
    document.name = name;
    document.sha256 = name.toUtf8();
    document.path = QStringLiteral("/documents/") + name;
    document.kind = DocumentKind::Text;
    document.addedAt = QDateTime::fromMSecsSinceEpoch(1'000);
    const auto id = index::addDocument(database, document);
    std::vector<Page> read;
    std::vector<qsizetype> starts;
    std::vector<Passage> passages;
    qsizetype start = 0;
    for (const auto &text : pages) {
        const int number = int(read.size()) + 1;
        read.push_back({number, QString::number(number), text, {}, {}});
        starts.push_back(start);
        passages.push_back({0, id, number, number, start, start + text.size(), {}, text, language});
        start += text.size() + 1;
    }
    index::setOpened(database, id, DocumentKind::Text, int(pages.size()));
    index::addPages(database, id, read, starts);
    index::addPassages(database, passages);
    index::setState(database, id, DocumentState::Ready, nullptr);
    return id;
}

/// A new library on this thread, as Store opens it, in a folder that goes with it.
struct Library {
    QTemporaryDir folder;
    index::Database database{folder.filePath(QStringLiteral("library.sqlite")),
                             index::Database::Mode::ReadWrite};

    Library() {
        database.execute("PRAGMA synchronous=OFF"); // nothing here is about power failures
        index::migrate(database);
        index::followWords(database);
    }

    DocumentId add(const QString &name, const QStringList &pages, Language language = Language::Unknown) {
        return addDocumentOf(database, name, pages, language);
    }

    qint64 count(const char *table) {
        return database.integer((QByteArray("SELECT count(*) FROM ") + table).constData());
    }
};

} // namespace docchat::tests
