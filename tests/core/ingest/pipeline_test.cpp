#include "ingest/pipeline.h"

#include "ingesttest.h"

#include <set>

using namespace docchat;
using namespace docchat::ingest;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using async::Task;
using Outcome = Ingested::Outcome;
using Fault = ScriptedServer::Fault;

namespace {

const QString embeddings = u"/v1/embeddings"_s;

Task<void> keepResult(Tools tools, QString path, Report report, Ingested *result) {
    *result = co_await ingest::ingest(tools, path, {}, report);
}

/// Cancels a scope at the `wanted`th checkpoint or suspension inside it.
struct Cut {
    int wanted = 0;
    bool atSuspension = false;
    int seen = 0;
    bool cut = false;
    async::Scope *scope = nullptr;

    void probe(bool suspended) {
        if (!scope || suspended != atSuspension || seen++ != wanted)
            return;
        cut = true;
        scope->cancel();
    }
};

Task<bool> ingestedUntil(Cut *cut, Tools tools, QString path, Ingested *result) {
    async::Loop::current()->probe = [cut](bool suspended) { cut->probe(suspended); };
    const bool whole = co_await async::cancellable([&](async::Scope &scope) {
        cut->scope = &scope;
        return keepResult(tools, path, {}, result);
    });
    cut->scope = nullptr;
    co_return whole;
}

/// Reads until `happened()` in the library or at the server, then cancels.
template <class F>
Task<bool> cancelledWhen(F happened, Tools tools, QString path) {
    bool seen = false;
    Ingested result;
    co_await async::TaskGroup::run([&](async::TaskGroup &group) {
        group.spawn("read", keepResult, tools, path, Report{}, &result);
        group.spawn(
            "cancel",
            [](F event, bool *flag, async::TaskGroup *all) -> Task<void> {
                *flag = co_await until(event);
                all->cancel();
            },
            happened, &seen, &group);
    });
    co_return seen;
}

Task<void> readBoth(Tools tools, QString first, QString second, Ingested *a, Ingested *b) {
    return async::TaskGroup::run([=](async::TaskGroup &group) {
        group.spawn("first", keepResult, tools, first, Report{}, a);
        group.spawn("second", keepResult, tools, second, Report{}, b);
    });
}

} // namespace

class PipelineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTextIsReadyAndFound();
    void aMarkdownKeepsItsHeadings();
    void everyPassageIsTheTextOfItsRange();
    void everyPassageGetsItsVector();
    void theStagesTellOfThemselvesInOrder();
    void theSecondTimeNothingIsDone();
    void theSameBytesElsewhereAreOneDocument();
    void aFileThatFailsIsKeptWithItsReason_data();
    void aFileThatFailsIsKeptWithItsReason();
    void aFailedFileIsReadAgain();
    void whatIsNoFileLeavesNothing_data();
    void whatIsNoFileLeavesNothing();
    void wordsAreFoundWhileTheVectorsAreHeldUp();
    void eightRequestsAreInFlight();
    void aBusyServerIsWaitedForAndSaidSo();
    void aProviderThatFailsLeavesThePartThatIsThere_data();
    void aProviderThatFailsLeavesThePartThatIsThere();
    void aModelThatIsNewGetsItsVectors();
    void twoJobsForTheSameBytesAreOneDocument();
    void cancelledAtAnyProgressNothingStays_data();
    void cancelledAtAnyProgressNothingStays();
    void cancelledAtEveryAwaitNothingStays_data();
    void cancelledAtEveryAwaitNothingStays();
    void cancellingDisconnects();
    void cancellingWhatWasMissingKeepsTheDocument();
    void aLibraryThatIsFullIsNamed();
    void withoutAWorkerTheFileIsKeptAsFailed();
};

void PipelineTest::aTextIsReadyAndFound() {
    Desk desk;
    const auto result = desk.read(desk.offline(), desk.write(u"metals.txt"_s, textOf(3)));
    QCOMPARE(result.outcome, Outcome::Ready);
    QVERIFY(!result.error);
    const auto library = desk.library();
    QCOMPARE(library.size(), size_t(1));
    QCOMPARE(library[0].id, result.document);
    QCOMPARE(library[0].state, DocumentState::Ready);
    QCOMPARE(library[0].kind, DocumentKind::Text);
    QCOMPARE(library[0].name, u"metals.txt"_s);
    QCOMPARE(library[0].path, desk.documents.filePath(u"metals.txt"_s));
    QCOMPARE(library[0].code, u"ok"_s);
    QCOMPARE(library[0].pagesRead, library[0].pages);
    QCOMPARE(library[0].passages, 3);
    QCOMPARE(desk.found(u"steel"_s).size(), 3);
    QCOMPARE(desk.count("embedding"), 0);
    QVERIFY(desk.beingRead.isEmpty());
    QCOMPARE(desk.integrity(), QStringList());
}

void PipelineTest::aMarkdownKeepsItsHeadings() {
    Desk desk;
    const auto path =
        desk.write(u"notes.md"_s, "# On metals\n\n" + textOf(1) + "\n## On wood\n\n" + textOf(1, "oak"));
    QCOMPARE(desk.read(desk.offline(), path).outcome, Outcome::Ready);
    QCOMPARE(desk.library().front().kind, DocumentKind::Markdown);
    QCOMPARE(desk.library().front().pages, 2);
    const auto headings = desk.ask([](index::Database &database) {
        QStringList found;
        auto rows = database.prepare("SELECT heading FROM passage ORDER BY start");
        while (rows.step())
            found += rows.text(0);
        return found;
    });
    QCOMPARE(headings, QStringList({u"On metals"_s, u"On wood"_s}));
}

void PipelineTest::everyPassageIsTheTextOfItsRange() {
    Desk desk;
    QByteArray text =
        textOf(40) + QByteArray("鋼は鉄と炭素の合金である。").repeated(400) + "\n\n" + textOf(20, "😀 iron");
    const auto result = desk.read(desk.offline(), desk.write(u"a.txt"_s, text));
    QVERIFY(desk.library().front().pages > 5);
    const auto wrong = desk.ask([&](index::Database &database) {
        QStringList ranges;
        auto rows = database.prepare("SELECT id FROM passage ORDER BY start");
        int count = 0;
        for (; rows.step(); ++count) {
            const auto passage = index::findPassage(database, rows.integer(0));
            if (index::textOf(database, result.document, passage->start, passage->end) != passage->text ||
                index::placeAt(database, result.document, passage->start).page != passage->firstPage ||
                index::placeAt(database, result.document, passage->end - 1).page != passage->lastPage)
                ranges += QString::number(passage->start);
        }
        return count > 60 ? ranges : QStringList{u"only %1 passages"_s.arg(count)};
    });
    QCOMPARE(wrong, QStringList());
}

void PipelineTest::everyPassageGetsItsVector() {
    Desk desk;
    auto tools = desk.online();
    tools.batchLimits = {};
    const auto result = desk.read(tools, desk.write(u"a.txt"_s, textOf(40)));
    QCOMPARE(result.outcome, Outcome::Ready);
    QCOMPARE(desk.count("passage"), 40);
    QCOMPARE(desk.count("embedding"), 40);
    QCOMPARE(desk.count("model WHERE name='scripted-embedder' AND dimension=8"), 1);
    QVERIFY(desk.server.stats().requests < 10);
    QCOMPARE(desk.integrity(), QStringList());
}

void PipelineTest::theStagesTellOfThemselvesInOrder() {
    Desk desk;
    std::vector<StageProgress> all;
    DocumentId opened = 0;
    Report report;
    report.progress = [&](const StageProgress &progress) { all.push_back(progress); };
    report.opened = [&](DocumentId id) { opened = id; };
    const auto result = desk.read(desk.online(), desk.write(u"a.txt"_s, textOf(20)), report);
    QCOMPARE(result.outcome, Outcome::Ready);
    QCOMPARE(opened, result.document);
    QCOMPARE(all.front().stage, Stage::Open);
    std::array<StageProgress, 5> last{};
    std::set<Stage> begun;
    for (const auto &progress : all) {
        QVERIFY(progress.done >= last[size_t(progress.stage)].done);
        QVERIFY(progress.total == 0 || progress.done <= progress.total);
        last[size_t(progress.stage)] = progress;
        begun.insert(progress.stage);
    }
    QCOMPARE(begun.size(), size_t(5));
    QCOMPARE(last[size_t(Stage::Parse)].done, desk.library().front().pages);
    for (const auto stage : {Stage::Chunk, Stage::Embed, Stage::Index})
        QCOMPARE(last[size_t(stage)].done, 20);
}

void PipelineTest::theSecondTimeNothingIsDone() {
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(5));
    const auto first = desk.read(desk.online(), path);
    const auto requests = desk.server.stats().requests;
    const auto second = desk.read(desk.online(), path);
    QCOMPARE(second.outcome, Outcome::Unchanged);
    QCOMPARE(second.document, first.document);
    QCOMPARE(desk.server.stats().requests, requests);
    QCOMPARE(desk.count("passage"), 5);
    QCOMPARE(desk.count("location"), 1);
}

void PipelineTest::theSameBytesElsewhereAreOneDocument() {
    Desk desk;
    const auto first = desk.read(desk.offline(), desk.write(u"a.txt"_s, textOf(2)));
    const auto second = desk.read(desk.offline(), desk.write(u"copy of a.txt"_s, textOf(2)));
    QCOMPARE(second.outcome, Outcome::Unchanged);
    QCOMPARE(second.document, first.document);
    QCOMPARE(desk.count("document"), 1);
    QCOMPARE(desk.count("location"), 2);
    QCOMPARE(desk.found(u"steel"_s).size(), 2);
}

void PipelineTest::aFileThatFailsIsKeptWithItsReason_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    QTest::newRow("empty") << u"empty.txt"_s << QByteArray() << u"no-text"_s;
    QTest::newRow("white space") << u"blank.txt"_s << " \n\n\t\n"_ba << u"no-text"_s;
    QTest::newRow("Markdown without a word") << u"blank.md"_s << "\n\n\n"_ba << u"no-text"_s;
    QTest::newRow("a PDF that is none") << u"paper.pdf"_s << "Not a PDF at all."_ba << u"damaged"_s;
    QTest::newRow("a PDF that breaks off")
        << u"half.pdf"_s << "%PDF-1.7\n1 0 obj\n<< /Type /Cat"_ba << u"damaged"_s;
    QTest::newRow("bytes") << u"photo.raw"_s << QByteArray(5000, '\0') << u"unsupported"_s;
    QTest::newRow("a name with percent signs") << u"100%1 %2.txt"_s << QByteArray() << u"no-text"_s;
}

void PipelineTest::aFileThatFailsIsKeptWithItsReason() {
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    Desk desk;
    const auto result = desk.read(desk.online(), desk.write(name, bytes));
    QCOMPARE(result.outcome, Outcome::Failed);
    QCOMPARE(docchat::code(result.error->kind), code);
    const auto library = desk.library();
    QCOMPARE(library.size(), size_t(1));
    QCOMPARE(library[0].id, result.document);
    QCOMPARE(library[0].state, DocumentState::Failed);
    QCOMPARE(library[0].code, code);
    QVERIFY2(library[0].reason.contains(name), qPrintable(library[0].reason));
    QVERIFY(!library[0].hint.isEmpty());
    QCOMPARE(desk.count("page"), 0);
    QCOMPARE(desk.count("passage"), 0);
    QCOMPARE(desk.server.stats().requests, 0);
    QVERIFY(desk.beingRead.isEmpty());
}

void PipelineTest::aFailedFileIsReadAgain() {
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(2));
    const auto first = desk.read(desk.offline(), path);
    const Error error{ErrorKind::Crashed, u"planted"_s, {}};
    const auto marked = really([&] {
        return desk.store->write([&](index::Database &database) {
            index::setState(database, first.document, DocumentState::Failed, &error);
            return Done{};
        });
    });
    QVERIFY(marked.ok());
    const auto second = desk.read(desk.offline(), path);
    QCOMPARE(second.outcome, Outcome::Ready);
    QCOMPARE(desk.count("document"), 1);
    QCOMPARE(desk.count("passage"), 2);
    QCOMPARE(desk.library().front().code, u"ok"_s);
}

void PipelineTest::whatIsNoFileLeavesNothing_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("missing") << u"nowhere.txt"_s << ErrorKind::Missing;
    QTest::newRow("a folder") << u"."_s << ErrorKind::Unsupported;
    QTest::newRow("a device") << u"/dev/zero"_s << ErrorKind::Unsupported;
}

void PipelineTest::whatIsNoFileLeavesNothing() {
    QFETCH(QString, name);
    QFETCH(ErrorKind, kind);
    Desk desk;
    const auto result = desk.read(desk.offline(), QDir(desk.documents.path()).filePath(name));
    QCOMPARE(result.outcome, Outcome::Failed);
    QCOMPARE(result.document, 0);
    QCOMPARE(result.error->kind, kind);
    QCOMPARE(desk.leftovers(), QStringList());
}

void PipelineTest::wordsAreFoundWhileTheVectorsAreHeldUp() {
    Desk desk;
    desk.server.setDefaultFault(embeddings, {.kind = Fault::Hang});
    const auto path = desk.write(u"a.txt"_s, textOf(4));
    auto found = [&] { return desk.server.stats().inFlight > 0 && desk.found(u"steel"_s).size() == 4; };
    QVERIFY(really([&] { return cancelledWhen(found, desk.online(), path); }));
    QCOMPARE(desk.leftovers(), QStringList());
}

void PipelineTest::eightRequestsAreInFlight() {
    Desk desk;
    desk.server.setEmbedDelay(5ms);
    desk.server.gather(embeddings, 8);
    QCOMPARE(desk.read(desk.online(), desk.write(u"a.txt"_s, textOf(50))).outcome, Outcome::Ready);
    QCOMPARE(desk.server.stats().requests, 50);
    QCOMPARE(desk.server.stats().maxInFlight, 8);
}

void PipelineTest::aBusyServerIsWaitedForAndSaidSo() {
    Desk desk;
    desk.server.setFault(embeddings,
                         QList<Fault>(3, Fault{.status = 429, .headers = {{"Retry-After", "0"}}}));
    QStringList waits;
    Report report;
    report.waiting = [&](const QString &why) { waits += why; };
    QCOMPARE(desk.read(desk.online(), desk.write(u"a.txt"_s, textOf(5)), report).outcome, Outcome::Ready);
    QCOMPARE(waits.filter(u"is busy (429)"_s).size(), 3);
    QVERIFY(waits.filter(desk.server.url().toString()).size() == 3);
    QVERIFY(waits.last().isEmpty());
    QCOMPARE(desk.count("embedding"), 5);
}

void PipelineTest::aProviderThatFailsLeavesThePartThatIsThere_data() {
    QTest::addColumn<int>("status"); // 0: the server goes away
    QTest::newRow("it fails") << 500;
    QTest::newRow("it refuses the key") << 401;
    QTest::newRow("it goes away") << 0;
}

void PipelineTest::aProviderThatFailsLeavesThePartThatIsThere() {
    QFETCH(int, status);
    Desk desk;
    desk.server.setEmbedDelay(5ms);
    const auto path = desk.write(u"a.txt"_s, textOf(60));
    bool failing = false;
    Report report;
    report.progress = [&](const StageProgress &progress) {
        if (progress.stage != Stage::Index || std::exchange(failing, true))
            return;
        if (status == 0)
            desk.server.closeAll();
        else
            desk.server.setDefaultFault(embeddings, {.status = status});
    };
    const auto first = desk.read(desk.online(), path, report);
    QVERIFY(failing);
    QCOMPARE(first.outcome, Outcome::Partial);
    QCOMPARE(first.error->kind, ErrorKind::Provider);
    const auto document = desk.library().front();
    QCOMPARE(document.state, DocumentState::Partial);
    QCOMPARE(document.code, u"provider"_s);
    QVERIFY(document.reason.contains(desk.server.url().toString()));
    QCOMPARE(desk.found(u"steel"_s).size(), 60);
    const auto there = desk.count("embedding");
    QVERIFY2(there >= 1 && there < 60, qPrintable(QString::number(there)));

    desk.server.clearFaults();
    desk.server.reset();
    if (status == 0)
        QVERIFY(desk.server.listenAgain());
    const auto second = desk.read(desk.online(), path);
    QCOMPARE(second.outcome, Outcome::Ready);
    QCOMPARE(second.document, first.document);
    QCOMPARE(desk.server.stats().requests, int(60 - there));
    QCOMPARE(desk.count("embedding"), 60);
    QCOMPARE(desk.library().front().state, DocumentState::Ready);
    QCOMPARE(desk.library().front().code, u"ok"_s);
    QCOMPARE(desk.integrity(), QStringList());
}

void PipelineTest::aModelThatIsNewGetsItsVectors() {
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(6));
    QCOMPARE(desk.read(desk.online(), path).outcome, Outcome::Ready);
    desk.embedder.reset(newProvider(desk.server.url(), u"another"_s));
    QCOMPARE(desk.read(desk.online(), path).outcome, Outcome::Ready);
    QCOMPARE(desk.count("embedding"), 12);
    QCOMPARE(desk.count("passage"), 6);
    QCOMPARE(desk.read(desk.online(), path).outcome, Outcome::Unchanged);
}

void PipelineTest::twoJobsForTheSameBytesAreOneDocument() {
    Desk desk;
    const auto a = desk.write(u"a.txt"_s, textOf(10));
    const auto b = desk.write(u"b.txt"_s, textOf(10));
    Ingested first;
    Ingested second;
    really([&] { return readBoth(desk.online(), a, b, &first, &second); });
    const std::multiset<Outcome> outcomes{first.outcome, second.outcome};
    QCOMPARE(outcomes, (std::multiset<Outcome>{Outcome::Ready, Outcome::Unchanged}));
    QCOMPARE(desk.count("document"), 1);
    QCOMPARE(desk.count("passage"), 10);
    QCOMPARE(desk.count("embedding"), 10);
    QVERIFY(desk.beingRead.isEmpty());
    QCOMPARE(desk.count("location"), 2);
    QCOMPARE(first.document, second.document);
}

void PipelineTest::cancelledAtAnyProgressNothingStays_data() {
    QTest::addColumn<int>("events");
    for (const int events : {1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 28, 35, 45, 60})
        QTest::addRow("after %d", events) << events;
}

void PipelineTest::cancelledAtAnyProgressNothingStays() {
    QFETCH(int, events);
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(60));
    async::Scope *toCancel = nullptr;
    int seen = 0;
    Report report;
    report.progress = [&](const StageProgress &) {
        if (++seen == events)
            toCancel->cancel();
    };
    Ingested result;
    const bool whole = really([&] {
        return async::cancellable([&](async::Scope &scope) {
            toCancel = &scope;
            return keepResult(desk.online(), path, report, &result);
        });
    });
    QVERIFY(seen >= events);
    QVERIFY(!whole);
    QCOMPARE(desk.leftovers(), QStringList());
    QCOMPARE(desk.integrity(), QStringList());
    QTRY_COMPARE(desk.server.stats().inFlight, 0);
}

void PipelineTest::cancelledAtEveryAwaitNothingStays_data() {
    QTest::addColumn<bool>("atSuspension");
    QTest::addColumn<bool>("online");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("at every checkpoint") << false << true << textOf(2);
    QTest::newRow("at every suspension") << true << true << textOf(2);
    QTest::newRow("at every checkpoint, of a file that fails") << false << false << " \n"_ba;
    QTest::newRow("at every suspension, offline") << true << false << textOf(2);
}

void PipelineTest::cancelledAtEveryAwaitNothingStays() {
    QFETCH(bool, atSuspension);
    QFETCH(bool, online);
    QFETCH(QByteArray, text);
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, text);
    QStringList wrong;
    int points = 0;
    for (bool cut = true; cut; ++points) {
        Cut cutting{points, atSuspension};
        Ingested result;
        const auto tools = online ? desk.online() : desk.offline();
        const bool whole = really([&] { return ingestedUntil(&cutting, tools, path, &result); });
        cut = cutting.cut;
        const auto left = desk.leftovers();
        if (!whole && !left.isEmpty())
            wrong += u"point %1: %2"_s.arg(points).arg(left.join(u' '));
        const auto state = desk.library().empty() ? DocumentState::Failed : desk.library().front().state;
        if (whole && state == DocumentState::Reading)
            wrong += u"point %1: whole, but being read"_s.arg(points);
        for (const auto &document : desk.library())
            std::ignore = really([&] {
                return desk.store->write([id = document.id](index::Database &database) {
                    return index::removeDocument(database, id);
                });
            });
    }
    QVERIFY2(points > 4, qPrintable(QString::number(points)));
    QCOMPARE(wrong.join(u'\n'), QString());
    QCOMPARE(desk.integrity(), QStringList());
}

void PipelineTest::cancellingDisconnects() {
    Desk desk;
    desk.server.setDefaultFault(embeddings, {.kind = Fault::Hang});
    auto hanging = [&] { return desk.server.stats().inFlight == 8; };
    const auto path = desk.write(u"a.txt"_s, textOf(20));
    QVERIFY(really([&] { return cancelledWhen(hanging, desk.online(), path); }));
    QTRY_COMPARE(desk.server.stats().disconnects.size(), 8);
    QCOMPARE(desk.leftovers(), QStringList());
}

void PipelineTest::cancellingWhatWasMissingKeepsTheDocument() {
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(20));
    desk.server.setDefaultFault(embeddings, {.status = 401});
    QCOMPARE(desk.read(desk.online(), path).outcome, Outcome::Partial);
    desk.server.clearFaults();
    desk.server.setDefaultFault(embeddings, {.kind = Fault::Hang});
    auto hanging = [&] { return desk.server.stats().inFlight == 8; };
    QVERIFY(really([&] { return cancelledWhen(hanging, desk.online(), path); }));
    QCOMPARE(desk.library().size(), size_t(1));
    QCOMPARE(desk.library().front().state, DocumentState::Partial);
    QCOMPARE(desk.found(u"steel"_s).size(), 20);
    QVERIFY(desk.beingRead.isEmpty());
    desk.server.clearFaults();
    QCOMPARE(desk.read(desk.online(), path).outcome, Outcome::Ready);
    QCOMPARE(desk.count("embedding"), 20);
}

void PipelineTest::aLibraryThatIsFullIsNamed() {
    Desk desk;
    const auto limited = really([&] {
        return desk.store->write([](index::Database &database) {
            const auto pages = database.integer("PRAGMA page_count");
            return database.integer(("PRAGMA max_page_count=" + QByteArray::number(pages + 20)).constData());
        });
    });
    QVERIFY(limited.ok());
    const auto result = desk.read(desk.offline(), desk.write(u"a.txt"_s, textOf(1000)));
    QCOMPARE(result.outcome, Outcome::Failed);
    QCOMPARE(result.document, 0);
    QCOMPARE(result.error->kind, ErrorKind::Disk);
    QVERIFY2(result.error->message.contains(u"full"_s), qPrintable(result.error->text()));
    QCOMPARE(desk.leftovers(), QStringList());
    QCOMPARE(desk.integrity(), QStringList());
}

void PipelineTest::withoutAWorkerTheFileIsKeptAsFailed() {
    Desk desk;
    document::WorkerPool none(desk.documents.filePath(u"no such program"_s));
    auto tools = desk.offline();
    tools.workers = &none;
    const auto result = desk.read(tools, desk.write(u"a.txt"_s, textOf(1)));
    QCOMPARE(result.outcome, Outcome::Failed);
    QCOMPARE(result.error->kind, ErrorKind::Internal);
    QCOMPARE(desk.library().front().state, DocumentState::Failed);
    QVERIFY(desk.beingRead.isEmpty());
}

DOCCHAT_TEST(PipelineTest)

#include "pipeline_test.moc"
