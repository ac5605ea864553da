#include "../document/handmadepdf.h"
#include "everywheretest.h"

#include <QRegularExpression>

using namespace docchat;
using namespace docchat::ingest;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using async::Task;
using Outcome = Ingested::Outcome;
using Fault = ScriptedServer::Fault;

namespace {

const QString embeddings = u"/v1/embeddings"_s;

// ---- what a run finds when it begins

void nothing(Library *) {}

void aSlowServer(Library *library) {
    library->server.setEmbedDelay(5ms);
}

void aFreshWorker(Library *library) {
    library->pool = Library::newPool();
}

void aBusyServer(Library *library) {
    library->server.setFault(embeddings,
                             QList<Fault>(2, Fault{.status = 429, .headers = {{"Retry-After", "0"}}}));
}

void aServerThatRefuses(Library *library) {
    library->server.setDefaultFault(embeddings, {.status = 401});
}

void itsTextAlone(Library *library) {
    aServerThatRefuses(library);
    library->kept = library->readNow().outcome == Outcome::Partial;
    library->server.clearFaults();
}

void itsFailure(Library *library) {
    const auto id = library->readNow().document;
    const Error error{ErrorKind::Crashed, u"planted"_s, {}};
    library->kept = library->change([&](index::Database &database) {
        index::setState(database, id, DocumentState::Failed, &error);
        return true;
    });
}

void itsOldVersion(Library *library) {
    QFile file(library->path);
    std::ignore = file.open(QIODevice::ReadOnly);
    const auto now = file.readAll();
    file.close();
    library->write(u"metals.txt"_s, textOf(5, "old steel"));
    library->kept = library->readNow().outcome == Outcome::Ready;
    library->before = 5;
    library->write(u"metals.txt"_s, now);
}

// ---- what is cut

Task<void> readDocument(Library *library) {
    library->result = co_await ingest::ingest(library->tools(), library->path, {}, {});
}

Task<void> readTwice(Library *library) {
    co_await async::TaskGroup::run([library](async::TaskGroup &group) {
        group.spawn("first", readDocument, library);
        group.spawn("second", readDocument, library);
    });
}

// ---- what is looked at afterwards

/// The library holds all that the document's state says, or nothing of it.
QByteArray halfWritten(Library &library) {
    if (!library.result && !library.kept) {
        const auto left = library.leftovers();
        return left.isEmpty() ? QByteArray() : "left in the library: " + left.join(u' ').toUtf8() + "; ";
    }
    const auto documents = library.library();
    if (documents.empty())
        return "its document is gone; ";
    const auto state = documents.front().state;
    const auto passages = library.count("passage");
    const auto vectors = library.count("embedding");
    const auto of = [&] {
        return QByteArray::number(passages) + " passages, " + QByteArray::number(vectors);
    };
    if (documents.size() != 1 || state == DocumentState::Reading)
        return "it is there twice, or is said to be being read; ";
    const bool isOld = library.before > 0 && !library.result && passages == library.before;
    if (state != DocumentState::Failed && passages != library.passages && !isOld)
        return of() + " vectors, but it did not fail; ";
    if (state == DocumentState::Ready && library.online && vectors != passages)
        return of() + " vectors, but it is said to be ready; ";
    return {};
}

/// The document is read whole the next time, and leaves nothing when it is removed.
QByteArray wrongNextTime(Library &library) {
    QByteArray wrong;
    library.server.clearFaults();
    const auto next = library.readNow();
    const bool whole = next.outcome == Outcome::Ready || next.outcome == Outcome::Unchanged;
    if (whole != (library.passages > 0) || library.count("passage") != library.passages ||
        library.count("embedding") != (library.online ? library.passages : 0))
        wrong += "the next time it ends with " + QByteArray::number(int(next.outcome)) + ", " +
                 QByteArray::number(library.count("passage")) + " passages and " +
                 QByteArray::number(library.count("embedding")) + " vectors; ";
    library.empty();
    if (const auto left = library.leftovers(); !left.isEmpty())
        wrong += "it cannot be removed: " + left.join(u' ').toUtf8() + "; ";
    const auto broken = library.change(index::checkIntegrity);
    return broken.isEmpty() ? wrong : wrong + broken.join(u' ').toUtf8() + "; ";
}

QByteArray whatIsWrong(Library &library) {
    const auto wrong = stillBusy(library) + halfWritten(library);
    return wrong + wrongNextTime(library);
}

QByteArray sharedFile(const char *name) {
    QFile file(sharedData() + QLatin1StringView(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Row {
    const char *name;
    QByteArray bytes = {};
    bool online = true;
    void (*prepare)(Library *) = nothing;
    Task<void> (*body)(Library *) = readDocument;
    async::Milliseconds delay{0}; ///< CutOptions::delay
    int mostRuns = 200;
    const char *shared = nullptr; ///< the document is this scan of the shared ones
};

const std::vector<Row> &rows() {
    static const std::vector<Row> all{
        {.name = "a text, offline", .bytes = textOf(2), .online = false},
        {.name = "a text", .bytes = textOf(2)},
        {.name = "a text, under way", .bytes = textOf(2), .prepare = aSlowServer, .delay = 2ms},
        {.name = "a long text", .bytes = textOf(40), .mostRuns = 40},
        {.name = "a PDF", .bytes = longPdf(3), .online = false},
        {.name = "a file without text", .bytes = " \n"},
        {.name = "a text, by a fresh worker",
         .bytes = textOf(2),
         .online = false,
         .prepare = aFreshWorker,
         .delay = 2ms},
        {.name = "a text, with a busy server", .bytes = textOf(2), .prepare = aBusyServer},
        {.name = "a text, with a server that refuses", .bytes = textOf(2), .prepare = aServerThatRefuses},
        {.name = "vectors that are missing", .bytes = textOf(4), .prepare = itsTextAlone},
        {.name = "a text that has changed", .bytes = textOf(2), .prepare = itsOldVersion, .mostRuns = 100},
        {.name = "a text that failed before", .bytes = textOf(2), .online = false, .prepare = itsFailure},
        {.name = "the same text twice", .bytes = textOf(2), .body = readTwice},
        {.name = "a scan", .online = false, .mostRuns = 8, .shared = "/office/testOCR.pdf"},
        {.name = "a scan, while its letters are recognised",
         .online = false,
         .delay = 30ms,
         .mostRuns = 8,
         .shared = "/office/testOCR.pdf"},
    };
    return all;
}

} // namespace

/// A whole ingest, with the real worker process, database and sockets, cancelled at each of its points.
class IngestEverywhereTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cancelledAnywhereNothingStays_data() {
        QTest::addColumn<int>("row");
        for (int row = 0; row < int(rows().size()); ++row)
            QTest::newRow(rows()[size_t(row)].name) << row;
    }
    void cancelledAnywhereNothingStays() {
        QFETCH(int, row);
        QTest::failOnWarning(QRegularExpression(u"."_s));
        const auto &scene = rows()[size_t(row)];
        if (scene.shared)
            NEEDS_SHARED_DATA();
        const auto bytes = scene.shared ? sharedFile(scene.shared) : scene.bytes;
        Library library(bytes.startsWith("%PDF") ? u"metals.pdf"_s : u"metals.txt"_s, bytes);
        library.online = scene.online;
        library.recognises = scene.shared != nullptr;
        const auto make = [&] {
            if (library.passages == 0) { // the uncancelled run
                std::ignore = library.readNow();
                library.passages = library.count("passage");
                library.empty();
            }
            scene.prepare(&library);
            return &library;
        };
        const auto report =
            cutEverywhere(scene.name, make, scene.body, whatIsWrong,
                          {.virtualTime = false, .mostRuns = scene.mostRuns, .delay = scene.delay});
        QCOMPARE(report.wrong, QByteArray());
        QVERIFY(library.passages > 0 || bytes.trimmed().isEmpty());
        QVERIFY(report.checkpoints > 0 && report.suspensions > 0);
    }
};

DOCCHAT_TEST(IngestEverywhereTest)

#include "ingest_everywhere_test.moc"
