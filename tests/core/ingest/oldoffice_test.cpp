#include "../document/oldofficetest.h"
#include "../document/readers/ziptest.h"
#include "ingesttest.h"

#include "document/oldoffice.h"

using namespace Qt::StringLiterals;
using namespace docchat;
using namespace docchat::tests;
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

    [[nodiscard]] ingest::Tools with(bool isAllowed) {
        auto tools = offline();
        tools.oldOffice = &converter;
        tools.libreOffice = isAllowed;
        tools.unfenced = true; // where this kernel lacks a fence
        return tools;
    }
    QString writeOld() { return write(u"report.doc"_s, wordFileThat("copy", docx())); }
};

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
        QTest::newRow("installed, not allowed") << false << true << u"File → Reading…"_s << u"install"_s;
        QTest::newRow("allowed, not installed") << true << false << u"install LibreOffice"_s << u"Reading…"_s;
        QTest::newRow("neither") << false << false << u"save it as .docx"_s << u"LibreOffice"_s;
    }
    void whereItIsNotReadTheHintSaysWhatHelps() {
        STARTS_A_PROCESS();
        QFETCH(bool, isAllowed);
        QFETCH(bool, isInstalled);
        QFETCH(QString, helps);
        QFETCH(QString, doesNot);
        OldDesk desk;
        auto tools = desk.with(isAllowed);
        if (!isInstalled)
            tools.oldOffice = nullptr;
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
};

DOCCHAT_TEST(OldOfficeReadingTest)
#include "oldoffice_test.moc"
