#include "../document/oldofficetest.h"
#include "../document/readers/ziptest.h"
#include "mailtest.h"

#include "document/oldoffice.h"

using namespace Qt::StringLiterals;
using namespace docchat;
using namespace docchat::tests;
using async::Task;
using Outcome = ingest::Ingested::Outcome;

namespace {

/// A small DOCX with a heading and a paragraph.
QByteArray docx() {
    const auto document =
        root("w:document",
             "<w:body><w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Bridges</w:t></w:r></w:p>"
             "<w:p><w:r><w:t>The third pier is of steel.</w:t></w:r></w:p></w:body>");
    return zipped({{"word/document.xml", document}});
}

struct OldDesk : Desk {
    document::OldOfficeConverter converter{{QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-parser"),
                                            QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-fakeoffice")}};

    [[nodiscard]] ingest::Tools with(bool isAllowed, bool isInstalled = true) {
        auto tools = offline();
        tools.oldOffice = isInstalled ? &converter : nullptr;
        tools.libreOffice = isAllowed;
        tools.unfenced = true; // where this kernel lacks a fence
        return tools;
    }
    QString writeOld() { return write(u"report.doc"_s, wordFileThat("copy", docx())); }
    QString writeMailWith(const QByteArray &oldFile) {
        return write(u"letter.eml"_s, mailWith(attached("report.doc", oldFile)));
    }
};

/// Processes of conversions that live.
QStringList conversions(const OldDesk &desk) {
    return processesWith(desk.data.path());
}

/// Cancels what is attached to a mail while LibreOffice is at it, and says how the jobs ended.
Task<QStringList> cancelledWhileConverting(OldDesk *desk, QString path) {
    ingest::Jobs jobs(desk->with(true));
    jobs.add(path);
    co_await until([&] { return conversions(*desk).size() >= 4; });
    jobs.cancelAll();
    co_await until([&] { return jobs.running() == 0; });
    QStringList ended;
    for (const auto &[id, job] : jobs.all())
        ended += job.name + u' ' + outcomeWord(job);
    co_await jobs.shutdown(20s);
    co_return ended;
}

} // namespace

class OldOfficeReadingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whereItIsAllowedItsWordsAreFound() {
        STARTS_A_PROCESS();
        OldDesk desk;
        const auto path = desk.writeOld();
        const auto result = desk.read(desk.with(true), path);
        QVERIFY2(result.outcome == Outcome::Ready, result.error ? qPrintable(result.error->text()) : "");
        const auto document = desk.library().front();
        QCOMPARE(document.name, u"report.doc"_s);
        QCOMPARE(document.path, path);
        QCOMPARE(document.kind, DocumentKind::Doc);
        const auto found = desk.found(u"steel"_s);
        QCOMPARE(found.size(), 1);
        QVERIFY(found.front().contains(u"The third pier is of steel."));
        const auto place = desk.ask(
            [&](index::Database &database) { return index::placeAt(database, document.id, 1).name; });
        QCOMPARE(place, u"section “Bridges”"_s);
        QCOMPARE(desk.read(desk.with(true), path).outcome, Outcome::Unchanged);
    }

    void oneCallMayAllowIt() {
        STARTS_A_PROCESS();
        OldDesk desk;
        const auto path = desk.writeOld();
        const auto result = really([&] {
            return async::withTimeout(60s, ingest::ingest(desk.with(false), path, {.libreOffice = true}, {}));
        });
        QCOMPARE(result.outcome, Outcome::Ready);
    }

    void whereItIsNotReadTheHintSaysWhatHelps_data() {
        QTest::addColumn<bool>("isAllowed");
        QTest::addColumn<bool>("isInstalled");
        QTest::addColumn<QString>("helps");
        QTest::addColumn<QString>("doesNot");
        QTest::newRow("installed, not allowed") << false << true << u"File → Settings…"_s << u"install"_s;
        QTest::newRow("allowed, not installed")
            << true << false << u"install LibreOffice"_s << u"Settings…"_s;
        QTest::newRow("neither") << false << false << u"save it as .docx"_s << u"LibreOffice"_s;
    }
    void whereItIsNotReadTheHintSaysWhatHelps() {
        STARTS_A_PROCESS();
        QFETCH(bool, isAllowed);
        QFETCH(bool, isInstalled);
        QFETCH(QString, helps);
        QFETCH(QString, doesNot);
        OldDesk desk;
        const auto tools = desk.with(isAllowed, isInstalled);
        const auto path = desk.writeOld();
        QCOMPARE(desk.read(tools, path).outcome, Outcome::Failed);
        const auto document = desk.library().front();
        QCOMPARE(document.code, u"unsupported"_s);
        QVERIFY2(document.hint.contains(u"save it as .docx"), qPrintable(document.hint));
        QVERIFY2(document.hint.contains(helps), qPrintable(document.hint));
        QVERIFY2(!document.hint.contains(doesNot), qPrintable(document.hint));
        QCOMPARE(desk.read(desk.with(true), path).outcome, Outcome::Ready); // once it is
    }

    void whatIsNotConvertedSaysWhy_data() {
        QTest::addColumn<QByteArray>("does");
        QTest::addColumn<QString>("code");
        QTest::newRow("nothing is saved") << QByteArray("nothing") << u"damaged"_s;
        QTest::newRow("it never ends") << QByteArray("hang") << u"timed-out"_s;
        QTest::newRow("an old file again") << QByteArray("copy") << u"unsupported"_s;
    }
    void whatIsNotConvertedSaysWhy() {
        STARTS_A_PROCESS();
        QFETCH(QByteArray, does);
        QFETCH(QString, code);
        OldDesk desk;
        auto tools = desk.with(true);
        if (does == "hang")
            tools.readLimits.inAll = 700ms;
        const auto path = desk.write(u"report.doc"_s, wordFileThat(does, wordFileThat("copy", docx())));
        QCOMPARE(desk.read(tools, path).outcome, Outcome::Failed);
        QCOMPARE(desk.library().front().code, code);
        QVERIFY(!desk.library().front().hint.isEmpty());
    }

    void attachedToAMailItsWordsAreFoundToo_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("mail");
        QTest::addColumn<QString>("within");
        QTest::addColumn<QString>("part");
        const auto message = mailWith(attached("report.doc", wordFileThat("copy", docx())));
        QTest::newRow("a message") << u"letter.eml"_s << message << u"letter.eml"_s << u"1"_s;
        QTest::newRow("a mail in a mail")
            << u"letter.eml"_s << mailWith(attached("inner.eml", message)) << u"inner.eml"_s << u"1/1"_s;
        QTest::newRow("a mailbox") << u"letters.mbox"_s
                                   << "From ann@example.org Mon Jan  5 10:00:00 2026\n" + message
                                   << u"letters.mbox"_s << u"1/1"_s;
    }
    void attachedToAMailItsWordsAreFoundToo() {
        STARTS_A_PROCESS();
        QFETCH(QString, name);
        QFETCH(QByteArray, mail);
        QFETCH(QString, within);
        QFETCH(QString, part);
        OldDesk desk;
        const auto path = desk.write(name, mail);
        const auto key = u"report.doc in "_s + within;
        const auto jobs = add(desk.with(true), path);
        QVERIFY2(statesOf(jobs).contains(key + u": ready ok"_s), qPrintable(statesOf(jobs)));
        const auto document = desk.library().back();
        QCOMPARE(document.name, u"report.doc"_s);
        QCOMPARE(document.kind, DocumentKind::Doc);
        QCOMPARE(document.path, path);
        QCOMPARE(document.part, part);
        QCOMPARE(desk.found(u"steel"_s).size(), 1);
        const auto place = desk.ask(
            [&](index::Database &database) { return index::placeAt(database, document.id, 1).name; });
        QCOMPARE(place, u"section “Bridges”"_s);
        QVERIFY(statesOf(add(desk.with(true), path)).contains(key + u": unchanged ok"_s));
    }

    void attachedAndNotReadTheHintSaysWhatHelps_data() { whereItIsNotReadTheHintSaysWhatHelps_data(); }
    void attachedAndNotReadTheHintSaysWhatHelps() {
        STARTS_A_PROCESS();
        QFETCH(bool, isAllowed);
        QFETCH(bool, isInstalled);
        QFETCH(QString, helps);
        QFETCH(QString, doesNot);
        OldDesk desk;
        const auto tools = desk.with(isAllowed, isInstalled);
        const auto path = desk.writeMailWith(wordFileThat("copy", docx()));
        QCOMPARE(statesOf(add(tools, path)),
                 u"letter.eml: ready ok\nreport.doc in letter.eml: failed unsupported"_s);
        const auto hint = desk.library().back().hint;
        QVERIFY2(hint.startsWith(u"Save it from the mail"), qPrintable(hint));
        QVERIFY2(hint.contains(helps) && hint.contains(u"save it as .docx"), qPrintable(hint));
        QVERIFY2(!hint.contains(doesNot), qPrintable(hint));
        // The mail's own call may allow it.
        QCOMPARE(statesOf(add(desk.with(false), path, {.libreOffice = true})),
                 u"letter.eml: unchanged ok\nreport.doc in letter.eml: ready ok"_s);
    }

    void attachedAndNotConvertedItSaysWhy_data() { whatIsNotConvertedSaysWhy_data(); }
    void attachedAndNotConvertedItSaysWhy() {
        STARTS_A_PROCESS();
        QFETCH(QByteArray, does);
        QFETCH(QString, code);
        OldDesk desk;
        auto tools = desk.with(true);
        if (does == "hang")
            tools.readLimits.inAll = 700ms;
        const auto path = desk.writeMailWith(wordFileThat(does, wordFileThat("copy", docx())));
        QCOMPARE(statesOf(add(tools, path)),
                 u"letter.eml: ready ok\nreport.doc in letter.eml: failed "_s + code);
        QVERIFY(desk.library().back().reason.startsWith(u"report.doc: "));
        QVERIFY(!desk.library().back().hint.isEmpty());
    }

    void cancelledWhileAnAttachmentIsConvertedOnlyItsMailStays() {
        STARTS_A_PROCESS();
        OldDesk desk;
        const TemporaryIn here(desk.data.path());
        const auto path = desk.writeMailWith(wordFileThat("hang"));
        QCOMPARE(really([&] { return cancelledWhileConverting(&desk, path); }),
                 (QStringList{u"letter.eml ready"_s, u"report.doc cancelled"_s}));
        QCOMPARE(desk.library().size(), size_t(1));
        QCOMPARE(conversions(desk), QStringList());
        QCOMPARE(QDir(desk.data.path()).entryList({u"docchat-*"_s}, QDir::Dirs | QDir::Hidden),
                 QStringList());
    }
};

DOCCHAT_TEST(OldOfficeReadingTest)
#include "oldoffice_test.moc"
