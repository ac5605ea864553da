#pragma once

#include "async/cancel.h"
#include "index/documents.h"
#include "index/schema.h"
#include "index/search.h"
#include "ingest/pipeline.h"
#include "provider/openai.h"

#include "asynctest.h"
#include "scriptedserver.h"
#include "testmain.h"

#include <QFile>
#include <QTemporaryDir>

namespace docchat::tests {

using namespace std::chrono_literals;

/// A text of `paragraphs` paragraphs, each of them long enough for a passage of its own, that holds `word`.
inline QByteArray textOf(int paragraphs, const QByteArray &word = "steel") {
    QByteArray text;
    for (int i = 0; i < paragraphs; ++i) {
        text += "Paragraph " + QByteArray::number(i) + " is about " + word + ". ";
        text += QByteArray("It goes on for some time, so that it is a passage of its own. ").repeated(10);
        text += "\n\n";
    }
    return text;
}

/// The scripted server as a provider that tries again at once.
inline provider::OpenAiServer *newProvider(const QUrl &url,
                                           const QString &model = QStringLiteral("scripted-embedder")) {
    ProviderConfig config;
    config.url = url;
    config.embedModel = model;
    provider::CallLimits limits;
    limits.retry.base = async::Milliseconds(1);
    limits.retry.cap = async::Milliseconds(2);
    return new provider::OpenAiServer(config, limits);
}

/// All that reading needs: a library, the real workers, a folder for documents, and a server that embeds.
struct Desk {
    QTemporaryDir documents;
    QTemporaryDir data;
    std::unique_ptr<index::Store> store;
    document::WorkerPool workers{QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-parser")};
    ScriptedServer server;
    std::unique_ptr<provider::OpenAiServer> embedder{newProvider(server.url())};
    QSet<QByteArray> beingRead;

    Desk() {
        server.setDimension(8);
        auto opened = index::Store::open(data.path());
        if (!opened.ok())
            qFatal("%s", qPrintable(opened.error().text()));
        store = std::move(*opened);
    }

    [[nodiscard]] ingest::Tools offline() {
        ingest::Tools tools;
        tools.store = store.get();
        tools.workers = &workers;
        tools.beingRead = &beingRead;
        return tools;
    }
    [[nodiscard]] ingest::Tools online() {
        auto tools = offline();
        tools.embedder = embedder.get();
        tools.batchLimits.inputs = 1; // a request a passage
        return tools;
    }

    QString write(const QString &name, const QByteArray &bytes) {
        const auto path = documents.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s cannot be written", qPrintable(path));
        return path;
    }

    template <class F>
    auto ask(F question) {
        auto answer = store->readNow(std::move(question));
        if (!answer.ok())
            qFatal("%s", qPrintable(answer.error().text()));
        return std::move(*answer);
    }
    qint64 count(const QByteArray &rows) {
        return ask(
            [&](index::Database &database) { return database.integer("SELECT count(*) FROM " + rows); });
    }
    std::vector<Document> library() { return ask(index::allDocuments); }
    QStringList found(const QString &words) {
        return ask([&](index::Database &database) {
            QStringList texts;
            for (const auto &hit : index::search(database, {words}).hits)
                texts += hit.passage.text;
            return texts;
        });
    }

    /// The tables that hold something of a document, empty when nothing is left.
    QStringList leftovers() {
        QStringList tables;
        for (const auto *table :
             {"document", "location", "page", "passage", "embedding", "job", "passage_fts_docsize"}) {
            if (count(table) != 0)
                tables += QString::fromLatin1(table);
        }
        if (!found(QStringLiteral("steel")).isEmpty())
            tables += QStringLiteral("words");
        if (!beingRead.isEmpty())
            tables += QStringLiteral("claims");
        return tables;
    }
    QStringList integrity() {
        return *really([&] { return store->write(index::checkIntegrity); });
    }

    ingest::Ingested read(const ingest::Tools &tools, const QString &path,
                          const ingest::Report &report = {}) {
        return really([&] { return async::withTimeout(60s, ingest::ingest(tools, path, {}, report)); });
    }
};

} // namespace docchat::tests
