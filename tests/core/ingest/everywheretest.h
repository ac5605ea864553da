#pragma once

#include "everypoint.h"
#include "ingesttest.h"

#include <QTest>
#include <QThreadPool>

/// What tests share that cancel the reading of documents at each of its points.
namespace docchat::tests {

/// A desk with one worker, so that it can be looked at, and one document. It serves all runs of a row.
struct Library : Desk {
    QString path;
    bool online = true;                     ///< with vectors
    bool recognises = false;                ///< the text of scanned pages
    qint64 passages = 0;                    ///< of the document, read whole; 0: it cannot be read
    bool kept = false;                      ///< the document was in the library when the run began
    qint64 before = 0;                      ///< passages of it then, if it has changed since
    std::optional<ingest::Ingested> result; ///< of the run, if it ended
    std::unique_ptr<document::WorkerPool> pool = newPool();

    Library(const QString &name, const QByteArray &bytes) : path(write(name, bytes)) {}

    static std::unique_ptr<document::WorkerPool> newPool() {
        return std::make_unique<document::WorkerPool>(QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-parser"),
                                                      1);
    }
    [[nodiscard]] ingest::Tools tools() {
        auto all = online ? Desk::online() : offline();
        all.workers = pool.get();
        all.alwaysRecognise = recognises;
        all.ocrLanguages = recognises ? QStringLiteral("eng") : QString();
        return all;
    }
    template <class F>
    auto change(F f) {
        return *async::run(store->write(std::move(f)));
    }
    ingest::Ingested readNow() {
        return async::run(async::withTimeout(300s, ingest::ingest(tools(), path, {}, {})));
    }
    void empty() {
        for (const auto &document : library()) {
            change([id = document.id](index::Database &database) {
                return index::removeDocument(database, id);
            });
        }
        kept = false;
        before = 0;
        result.reset();
    }
};

template <class F>
bool soon(F happened) {
    return QTest::qWaitFor(happened, 5000);
}

/// No permit, request, thread or worker is busy with the document, and nobody has it open.
inline QByteArray stillBusy(Library &library) {
    QByteArray wrong;
    if (library.embedder->inFlight() != 0)
        wrong += "permits are lost; ";
    if (!soon([&] { return library.server.stats().inFlight == 0; }))
        wrong += "a request goes on at the server; ";
    if (!soon([] { return QThreadPool::globalInstance()->activeThreadCount() == 0; }))
        wrong += "a thread goes on; ";
    if (library.pool->worker(document::WorkerRole::Read)->jobs() != 0)
        wrong += "the worker keeps a job; ";
    const auto processes = childProcesses();
    if (processes.size() != 1)
        wrong += QByteArray::number(processes.size()) + " worker processes; ";
    for (const auto &process : QList<QByteArray>{"self"} + processes) {
        if (!soon([&] { return openFilesUnder(library.documents.path(), process) == 0; }))
            wrong += "the document is open in " + process + "; ";
    }
    return wrong;
}

} // namespace docchat::tests
