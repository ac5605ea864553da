#include "scene.h"
#include "testmain.h"

#include "async/run.h"
#include "index/schema.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QDir>
#include <QElapsedTimer>
#include <QMenu>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString big = u"big.txt"_s;
const QString other = u"other.txt"_s;
const QByteArray bigWord = "zircon";
const QByteArray otherWord = "saffron";
const QString embedder = u"scripted-embedder"_s;
constexpr int inputsABatch = 16;
constexpr int otherPassages = 60;

/// How many rows of a document each table holds, and of all that belongs to none.
QString leftOf(Scene &scene, DocumentId id, const QByteArray &word) {
    const auto number = QByteArray::number(id);
    const std::pair<const char *, QByteArray> tables[] = {
        {"document", "SELECT count(*) FROM document WHERE id = " + number},
        {"location", "SELECT count(*) FROM location WHERE document = " + number},
        {"page", "SELECT count(*) FROM page WHERE document = " + number},
        {"passage", "SELECT count(*) FROM passage WHERE document = " + number},
        {"orphaned embedding",
         "SELECT count(*) FROM embedding WHERE passage NOT IN (SELECT id FROM passage)"},
        {"embedding",
         "SELECT count(*) FROM embedding JOIN passage ON passage.id = passage WHERE document = " + number},
        {"word", "SELECT count(*) FROM passage_fts WHERE passage_fts MATCH '" + word + "'"},
        {"fts row", "SELECT count(*) FROM passage_fts_docsize WHERE id NOT IN (SELECT id FROM passage)"},
    };
    QStringList left;
    for (const auto &[name, sql] : tables) {
        if (const auto rows = scene.count(sql); rows != 0)
            left += u"%1 %2"_s.arg(rows).arg(QLatin1StringView(name));
    }
    return left.join(u", "_s);
}

qint64 vectorsOf(Scene &scene, DocumentId id) {
    return scene.count(
        "SELECT count(*) FROM embedding JOIN passage ON passage.id = passage WHERE document = " +
        QByteArray::number(id));
}

bool isWhole(Scene &scene) {
    const auto findings = async::run(scene.application().store().write(
        [](index::Database &database) { return index::checkIntegrity(database); }));
    if (findings.ok() && !findings->isEmpty())
        qWarning("%ls", qUtf16Printable(findings->join(u'\n')));
    return findings.ok() && findings->isEmpty();
}

/// How many of the last `last` requests carried a word.
int requestsWith(const ScriptedServer &server, const QByteArray &word, int last) {
    const auto bodies = server.stats().bodies;
    int count = 0;
    for (qsizetype i = std::max<qsizetype>(0, bodies.size() - last); i < bodies.size(); ++i)
        count += bodies[i].contains(word) ? 1 : 0;
    return count;
}

} // namespace

class CancelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void theCrossEndsOneDocumentAtOnceAndTheOtherGoesOn();
    void aCancelledDocumentIsNotPulledIntoTheSourcePane();
    void onlyTheLeftButtonCancels();
    void whatWaitsIsTriedNowAndItsDetailsAreCopied();
    void whatAFolderStillBringsIsCancelledToo();
    void aDocumentCanBeCancelledAtAnyStage_data();
    void aDocumentCanBeCancelledAtAnyStage();
    void cancelInTheActivityEndsThatOneAlone();
    void cancelAllLeavesNothing();
    void aQueuedDocumentIsCancelledBeforeItBegins();
    void whatIsDoneGivesWayInTheActivity();
    void aCancelledDocumentCanBeReadAgain();
    void aDocumentIsCancelledWhileItsServerHangs();

private:
    QString write(const QString &name, int count, const QByteArray &word) {
        return writeFile(QDir(m_folder->path()), name, paragraphs(count, word));
    }
    /// Until at least two batches of the big document's vectors are committed.
    bool waitForVectors(Scene &scene) {
        return QTest::qWaitFor(
            [&] {
                const auto *row = scene.row(big);
                return row && row->id != 0 && vectorsOf(scene, row->id) >= 2 * inputsABatch;
            },
            patience);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void CancelTest::theCrossEndsOneDocumentAtOnceAndTheOtherGoesOn() {
    ScriptedServer server;
    server.setEmbedDelay(60ms);
    Scene scene(providerAt(server, {}, embedder));
    QVERIFY(scene.drop({write(big, 2000, bigWord)}));
    QVERIFY(waitForVectors(scene));
    const auto id = scene.row(big)->id;
    QVERIFY(scene.count("SELECT count(*) FROM passage_fts WHERE passage_fts MATCH '" + bigWord + "'") > 0);

    // The other one has fewer batches than may be in flight and waits behind all 8, so that its are in flight
    // together with some of the big one's.
    server.setEmbedDelay(5s);
    const int before = server.stats().requests;
    QTRY_VERIFY_WITH_TIMEOUT(server.stats().requests >= before + 8, patience);
    QVERIFY(scene.drop({write(other, otherPassages, otherWord)}));
    QTRY_COMPARE_WITH_TIMEOUT(
        scene.count("SELECT count(*) FROM passage_fts WHERE passage_fts MATCH '" + otherWord + "'"),
        otherPassages, patience);
    // Of the next 8 no reply comes for a while, so that what is in flight can be counted to the one.
    const int held = server.stats().requests;
    QTRY_VERIFY_WITH_TIMEOUT(server.stats().requests >= held + 8 && server.stats().inFlight == 8, patience);
    const int inFlight = requestsWith(server, bigWord, 8);
    QVERIFY(inFlight > 0 && inFlight < 8);
    QCOMPARE(server.stats().disconnects.size(), 0);
    server.setEmbedDelay(5ms);

    QElapsedTimer since;
    since.start();
    scene.clickRowButton(big);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.row(big) || scene.words(big) == u"Cancelling…"_s, 1000);
    const auto acknowledged = since.elapsed();
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().disconnects.size(), inFlight, patience);
    const auto closed = since.elapsed();
    QTRY_VERIFY_WITH_TIMEOUT(!scene.row(big), patience);
    qInfo("acknowledged after %lld ms, %d sockets closed after %lld ms, all gone after %lld ms", acknowledged,
          inFlight, closed, since.elapsed());
    QCOMPARE(leftOf(scene, id, bigWord), QString());
    QCOMPARE(scene.application().jobs().running(), 1);
    QVERIFY(isWhole(scene));
    const int bigRequests = requestsWith(server, bigWord, 1000);

    QTRY_VERIFY_WITH_TIMEOUT(scene.words(other).endsWith(u"parts"_s), patience);
    QCOMPARE(server.stats().inFlight, 0);
    QCOMPARE(server.stats().disconnects.size(), inFlight); // none of the other document's
    QCOMPARE(requestsWith(server, bigWord, 1000), bigRequests);
    QCOMPARE(vectorsOf(scene, scene.row(other)->id),
             scene.count("SELECT count(*) FROM passage WHERE document = " +
                         QByteArray::number(scene.row(other)->id)));
    auto *answer = scene.ask(u"What did the keeper of the saffron write about in entry 17?"_s);
    QVERIFY(answer && !answer->message().citations.empty());
    QCOMPARE(answer->message().citations.front().name, other);
    QVERIFY(answer->message().citations.front().quote.contains(u"saffron"_s));
}

void CancelTest::aCancelledDocumentIsNotPulledIntoTheSourcePane() {
    ScriptedServer server;
    server.setEmbedDelay(60ms);
    Scene scene(providerAt(server, {}, embedder));
    QVERIFY(scene.drop({write(big, 1000, bigWord), write(other, 20, otherWord)}));
    QVERIFY(waitForVectors(scene));
    QVERIFY(!scene.window()->source()->isVisible());
    scene.clickRowButton(big);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.row(big), patience);
    QTest::qWait(300);
    QVERIFY2(!scene.window()->source()->isVisible(), "a click on the cross also opened the document");
}

void CancelTest::whatAFolderStillBringsIsCancelledToo() {
    constexpr int files = 400;
    ScriptedServer server;
    server.setEmbedDelay(10min);
    Scene scene(providerAt(server, {}, embedder), {}, 2);
    const QDir folder(m_folder->path());
    for (int i = 0; i < files; ++i)
        writeFile(folder, u"letter %1.txt"_s.arg(i), "Dear reader, this is letter " + QByteArray::number(i));
    QVERIFY(scene.drop({m_folder->path()}));
    QTRY_VERIFY_WITH_TIMEOUT(buttonNamed(scene.window(), u"Add them"_s), patience);
    auto *activity = scene.window()->activity();
    connect(&scene.application().jobs(), &ingest::Jobs::jobAdded, activity,
            &ui::ActivityPane::cancelAllWanted,
            Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection)); // between two slices
    clickNamed(scene.window(), u"Add them"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.application().jobs().all().empty(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.application().jobs().running(), 0, patience);
    QTest::qWait(200); // for what would still come
    QCOMPARE(scene.application().jobs().running(), 0);
    QVERIFY(scene.application().jobs().all().size() < files);
    QTRY_COMPARE_WITH_TIMEOUT(scene.documents().rowCount(), 0, patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM job"), 0, patience);
}

void CancelTest::whatIsDoneGivesWayInTheActivity() {
    Scene scene;
    const QDir folder(m_folder->path());
    QStringList paths;
    for (int i = 0; i < 80; ++i) {
        paths += writeFile(folder, u"letter %1.txt"_s.arg(i), "This is letter " + QByteArray::number(i));
        if (paths.size() < 40)
            continue;
        QVERIFY(scene.drop(std::exchange(paths, {})));
        QTRY_COMPARE_WITH_TIMEOUT(scene.documents().documents(), i + 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(scene.application().jobs().running(), 0, patience);
    }
    QVERIFY(scene.dropAndWait(writeFile(folder, u"the last.txt"_s, "The last one.")));
    const auto rows = scene.window()->activity()->findChildren<ui::JobRow *>();
    QVERIFY2(rows.size() > 20 && rows.size() < 80, qPrintable(QString::number(rows.size())));
    QVERIFY(std::ranges::any_of(rows, [](const ui::JobRow *row) {
        const auto buttons = row->findChildren<QPushButton *>();
        return buttons.last()->accessibleName().endsWith(u"the last.txt"_s);
    }));
}

void CancelTest::onlyTheLeftButtonCancels() {
    ScriptedServer server;
    server.setEmbedDelay(60ms);
    Scene scene(providerAt(server, {}, embedder));
    QVERIFY(scene.drop({write(big, 1000, bigWord)}));
    QVERIFY(waitForVectors(scene));
    scene.clickRowButton(big, Qt::MiddleButton);
    QTest::qWait(300);
    QVERIFY(scene.row(big) && !scene.row(big)->cancelling);
    QCOMPARE(scene.application().jobs().running(), 1);
}

void CancelTest::whatWaitsIsTriedNowAndItsDetailsAreCopied() {
    ScriptedServer server;
    server.setFault(u"/v1/embeddings"_s, {{.status = 429, .headers = {{"Retry-After", "600"}}}});
    Scene scene(providerAt(server, {}, embedder));
    scene.window()->toggleActivity();
    const auto path = write(other, 300, otherWord);
    QVERIFY(scene.drop({path}));
    auto *activity = scene.window()->activity();
    const auto tryNow = [&] { return buttonCalled(activity, u"Try now: "_s + other); };
    QTRY_VERIFY_WITH_TIMEOUT(tryNow(), patience);
    auto *row = tryNow();
    QContextMenuEvent wish(QContextMenuEvent::Keyboard, {}, row->mapToGlobal(QPoint()));
    QApplication::sendEvent(row, &wish); // which gives it to its row
    QTRY_VERIFY_WITH_TIMEOUT(activity->findChild<QMenu *>(), patience);
    QAction *copy = nullptr;
    for (auto *action : activity->findChild<QMenu *>()->actions())
        copy = action->text() == u"Copy details"_s ? action : copy;
    QVERIFY(copy);
    copy->trigger();
    const auto copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.contains(path) && copied.contains(u"is busy (429)"_s), qPrintable(copied));
    activity->findChild<QMenu *>()->close();
    click(tryNow());
    QTRY_VERIFY_WITH_TIMEOUT(scene.words(other).endsWith(u"parts"_s), patience);
    QVERIFY(isWhole(scene));
}

void CancelTest::aDocumentCanBeCancelledAtAnyStage_data() {
    QTest::addColumn<int>("progress"); // as many changes of its row
    for (const int progress : {0, 1, 2, 3, 5, 8, 12, 16})
        QTest::addRow("after %d changes", progress) << progress;
}

void CancelTest::aDocumentCanBeCancelledAtAnyStage() {
    QFETCH(int, progress);
    ScriptedServer server;
    server.setEmbedDelay(10ms);
    Scene scene(providerAt(server, {}, embedder));
    int changes = -1;
    connect(&scene.application().jobs(), &ingest::Jobs::jobChanged, &scene.gui(), [&] { ++changes; });
    QVERIFY(scene.drop({write(big, 3000, bigWord)}));
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(big) && changes >= progress - 1, patience);
    QCOMPARE(scene.application().jobs().running(), 1);
    scene.clickRowButton(big);
    QTRY_COMPARE_WITH_TIMEOUT(scene.documents().rowCount(), 0, patience);
    QCOMPARE(scene.application().jobs().running(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().inFlight, 0, patience);
    QCOMPARE(scene.count("SELECT count(*) FROM document"), 0);
    QCOMPARE(scene.count("SELECT count(*) FROM passage"), 0);
    QCOMPARE(scene.count("SELECT count(*) FROM embedding"), 0);
    QCOMPARE(scene.count("SELECT count(*) FROM passage_fts WHERE passage_fts MATCH '" + bigWord + "'"), 0);
    QVERIFY(isWhole(scene));
}

void CancelTest::cancelInTheActivityEndsThatOneAlone() {
    ScriptedServer server;
    server.setEmbedDelay(60ms);
    Scene scene(providerAt(server, {}, embedder));
    QVERIFY(scene.drop({write(big, 1000, bigWord), write(other, 300, otherWord)}));
    QVERIFY(waitForVectors(scene));
    const auto id = scene.row(big)->id;
    auto *show = buttonNamed(scene.window()->status(), u"Show activity"_s);
    QVERIFY(show);
    click(show);
    QPushButton *cancel = nullptr;
    for (auto *button : scene.window()->activity()->findChildren<QPushButton *>()) {
        if (button->accessibleName() == u"Cancel: "_s + big)
            cancel = button;
    }
    QVERIFY(cancel && cancel->isVisible());
    click(cancel);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.row(big), patience);
    QCOMPARE(leftOf(scene, id, bigWord), QString());
    QVERIFY(!cancel->isEnabled() || cancel->text() == u"Retry"_s);
    QTRY_VERIFY_WITH_TIMEOUT(scene.words(other).endsWith(u"parts"_s), patience);
    QVERIFY(isWhole(scene));
    QTRY_COMPARE_WITH_TIMEOUT(cancel->text(), u"Retry"_s, patience);
}

void CancelTest::cancelAllLeavesNothing() {
    ScriptedServer server;
    server.setEmbedDelay(60ms);
    Scene scene(providerAt(server, {}, embedder));
    QVERIFY(scene.drop({write(big, 1000, bigWord), write(other, 700, otherWord)}));
    QVERIFY(waitForVectors(scene));
    scene.window()->toggleActivity();
    auto *all = buttonNamed(scene.window()->activity(), u"Cancel all"_s);
    QVERIFY(all);
    click(all);
    QTRY_COMPARE_WITH_TIMEOUT(scene.documents().rowCount(), 0, patience);
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().inFlight, 0, patience);
    for (const char *table : {"document", "location", "page", "passage", "embedding"})
        QCOMPARE(scene.count(QByteArray("SELECT count(*) FROM ") + table), 0);
    QVERIFY(isWhole(scene));
    QTRY_VERIFY_WITH_TIMEOUT(scene.window()->findChild<QPushButton *>(u"trySample"_s)->isVisible(), patience);
}

void CancelTest::aQueuedDocumentIsCancelledBeforeItBegins() {
    ScriptedServer server;
    server.setEmbedDelay(30ms);
    Scene scene(providerAt(server, {}, embedder), {}, 1);
    QVERIFY(scene.drop({write(big, 400, bigWord), write(other, 50, otherWord)}));
    QVERIFY(waitForVectors(scene));
    QCOMPARE(scene.words(other), u"Waiting for its turn"_s);
    scene.clickRowButton(other);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.row(other), patience);
    QCOMPARE(scene.application().jobs().running(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(scene.words(big).endsWith(u"parts"_s), patience);
    QCOMPARE(requestsWith(server, otherWord, 1000), 0);
    QCOMPARE(scene.count("SELECT count(*) FROM document"), 1);
}

void CancelTest::aCancelledDocumentCanBeReadAgain() {
    ScriptedServer server;
    server.setEmbedDelay(60ms);
    Scene scene(providerAt(server, {}, embedder));
    const auto path = write(big, 400, bigWord);
    QVERIFY(scene.drop({path}));
    QVERIFY(waitForVectors(scene));
    scene.clickRowButton(big);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.row(big), patience);
    server.setEmbedDelay(1ms);
    QVERIFY(scene.dropAndWait(path));
    QVERIFY(scene.words(big).endsWith(u"parts"_s));
    QCOMPARE(vectorsOf(scene, scene.row(big)->id), scene.count("SELECT count(*) FROM passage"));
}

void CancelTest::aDocumentIsCancelledWhileItsServerHangs() {
    ScriptedServer server;
    server.setDefaultFault(u"/v1/embeddings"_s, {.kind = ScriptedServer::Fault::Hang});
    Scene scene(providerAt(server, {}, embedder));
    QVERIFY(scene.drop({write(big, 1000, bigWord)}));
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().inFlight, 8, patience);
    scene.clickRowButton(big);
    QTRY_COMPARE_WITH_TIMEOUT(scene.documents().rowCount(), 0, 5000);
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().disconnects.size(), 8, 5000);
    QCOMPARE(server.stats().inFlight, 0);
    QCOMPARE(scene.count("SELECT count(*) FROM document"), 0);
}

DOCCHAT_TEST(CancelTest)

#include "cancel_test.moc"
