#include "../document/handmadepdf.h"
#include "ingesttest.h"

#include "index/journal.h"
#include "ingest/jobs.h"

using namespace Qt::StringLiterals;
using namespace docchat;
using namespace docchat::tests;
using Outcome = ingest::Ingested::Outcome;

namespace {

/// Not a letter on it, and much ink all over the page.
QByteArray drawing() {
    QByteArray content;
    for (int i = 0; i < 300; ++i)
        content += QByteArray::number(60 + 37 * i % 480) + ' ' + QByteArray::number(60 + 53 * i % 660) +
                   " 9 7 re f\n";
    return content;
}

QByteArray pdfOf(int texts, int drawings) {
    QByteArrayList pages;
    for (int i = 0; i < texts; ++i)
        pages += textAt(72, 700, 12, "Steel is an alloy of iron and carbon.");
    for (int i = 0; i < drawings; ++i)
        pages += drawing();
    return handmadePdf(pages);
}

/// A program that dies the first `deaths` times it is started, and is the real reader afterwards.
QString dyingReader(const QDir &folder, int deaths) {
    const auto path = folder.filePath(u"dying-reader"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("%s cannot be written", qPrintable(path));
    QByteArray script = "#!/bin/sh\n"; // a folder can be made where no file can be written
    for (int i = 0; i < deaths; ++i)
        script +=
            "/bin/mkdir '" + folder.filePath(u"death%1"_s.arg(i)).toUtf8() + "' 2>/dev/null && kill -9 $$\n";
    file.write(script + "exec " DOCCHAT_BINARY_DIR "/docchat-parser\n");
    file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    return path;
}

} // namespace

class ReadingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scannedPagesAreNamed_data() {
        QTest::addColumn<int>("texts");
        QTest::addColumn<int>("drawings");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, int texts, int drawings, Outcome outcome, const char *code,
                            const char *words) {
            QTest::newRow(name) << texts << drawings << int(outcome) << QString::fromLatin1(code)
                                << QString::fromUtf8(words);
        };
        row("none", 3, 0, Outcome::Ready, "ok", "");
        row("one of many", 10, 1, Outcome::Ready, "ok", "page 11 is a scan");
        row("some", 5, 3, Outcome::Partial, "no-text", "pages 6–8 are scans");
        row("all", 0, 2, Outcome::Failed, "no-text", "no text, its pages are scans");
    }
    void scannedPagesAreNamed() {
        STARTS_A_PROCESS();
        QFETCH(int, texts);
        QFETCH(int, drawings);
        QFETCH(int, outcome);
        QFETCH(QString, code);
        QFETCH(QString, words);
        Desk desk;
        const auto result = desk.read(desk.offline(), desk.write(u"plates.pdf"_s, pdfOf(texts, drawings)));
        QCOMPARE(int(result.outcome), outcome);
        const auto document = desk.library().front();
        QCOMPARE(document.code, code);
        QVERIFY2(document.reason.contains(words), qPrintable(document.reason));
        QCOMPARE(document.hint.isEmpty(), words.isEmpty());
        QCOMPARE(desk.found(u"alloy"_s).isEmpty(), texts == 0);
    }

    void aScanIsReadWhenWished() {
        STARTS_A_PROCESS();
        NEEDS_SHARED_DATA();
        Desk desk;
        QFile file(sharedData() + u"/office/testOCR.pdf"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto path = desk.write(u"scan.pdf"_s, file.readAll());
        auto tools = desk.offline();
        tools.ocrLanguages = u"eng"_s;
        QCOMPARE(desk.read(tools, path).outcome, Outcome::Failed);
        const auto wished = really(
            [&] { return async::withTimeout(60s, ingest::ingest(tools, path, {.recognise = true}, {})); });
        QCOMPARE(wished.outcome, Outcome::Ready);
        QCOMPARE(desk.library().size(), size_t(1));
        QVERIFY(desk.library().front().passages > 0);
        tools.alwaysRecognise = true;
        const auto copy = desk.write(u"copy.pdf"_s, pdfOf(1, 0));
        QCOMPARE(desk.read(tools, copy).outcome, Outcome::Ready);
    }

    void aFileThatStopsItsReaderIsGivenASecondOne_data() {
        QTest::addColumn<int>("deaths");
        QTest::addColumn<bool>("isRead");
        QTest::newRow("once") << 1 << true;
        QTest::newRow("twice") << 2 << false;
    }
    void aFileThatStopsItsReaderIsGivenASecondOne() {
        STARTS_A_PROCESS();
        QFETCH(int, deaths);
        QFETCH(bool, isRead);
        Desk desk;
        document::WorkerPool dying(dyingReader(QDir(desk.data.path()), deaths), 1);
        auto tools = desk.offline();
        tools.workers = &dying;
        const auto path = desk.write(u"a.txt"_s, textOf(1));
        std::ignore = really([&] {
            return desk.store->write([&](index::Database &database) {
                index::begin(database, {path, {}, u"a.txt"_s});
                return Done{};
            });
        });
        const auto result = desk.read(tools, path);
        QCOMPARE(result.outcome == Outcome::Ready, isRead);
        QCOMPARE(desk.count("job"), 1); // it is its job that ends it
        QCOMPARE(desk.library().front().code, isRead ? u"ok"_s : u"crashed"_s);
        QCOMPARE(desk.read(tools, path).outcome,
                 isRead ? Outcome::Unchanged : Outcome::Ready); // when retried
    }

    void placesAreFoundAgain() {
        STARTS_A_PROCESS();
        Desk desk;
        desk.read(desk.offline(), desk.write(u"costs.csv"_s, "Month,Rent\nMay,940\nJune,955\n"));
        desk.read(desk.offline(), desk.write(u"notes.txt"_s, "\n\nfirst words\n\nthe bridge\nof steel\n"));
        const auto placeOf = [&](const QString &words) {
            return desk.ask([&](index::Database &database) {
                const auto hit = index::search(database, {words}).hits.front();
                const auto at = hit.passage.start + hit.passage.text.indexOf(words);
                return index::placeAt(database, hit.passage.document, at).name;
            });
        };
        QCOMPARE(placeOf(u"June"_s), u"row 3"_s);
        QCOMPARE(placeOf(u"steel"_s), u"line 6"_s);
    }
};

DOCCHAT_TEST(ReadingTest)
#include "reading_test.moc"
