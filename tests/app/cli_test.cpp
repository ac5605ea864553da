#include "../core/document/oldofficetest.h"
#include "program.h"
#include "testmain.h"

#include <QFile>
#include <QJsonArray>

using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray lighthouse = "The lighthouse of Marvik was lit by Ingrid Solberg in 1911.";
const QByteArray bridge = "# Lindale\n\nThe cedar bridge of Lindale was built in 1874 by Anna Holm.\n\n"
                          "# Ferry\n\nThe ferry across the sound stopped in the winter of 1902.\n";

} // namespace

class CliTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDocumentIsAddedListedShownSearchedAskedAndRemoved();
    void theSameBytesAreUnchangedTheSecondTime();
    void aFolderIsReadWithEverythingInIt();
    void aQuoteStandsInTheTextThatIsShown();
    void aQuestionNobodyWroteAboutIsNotAnswered();
    void questionsOfAFileKeepTheirIds();
    void askingOneDocumentLeavesTheOthersOut();
    void peopleGetWordsAndNoJson();
    void nothingOfARemovedDocumentStaysInTheFolder();
    void aWrongCallExitsWithTwoAndSaysWhy_data();
    void aWrongCallExitsWithTwoAndSaysWhy();
    void whatIsNotThereExitsWithOne_data();
    void whatIsNotThereExitsWithOne();
    void tasksSaysThatNoWindowRuns();
    void anOldOfficeFileIsReadByLibreOfficeWhereTheCallAllowsIt();
    void helpAndVersionExitWithZero();
    void aPaperIsReadWithItsPagesAndItsQuotesHaveBoxes();
    void whatIsAttachedToAMailIsAddedListedCitedAndRemovedWithIt();
};

void CliTest::aDocumentIsAddedListedShownSearchedAskedAndRemoved() {
    const Library library;
    const auto file = library.write(u"marvik.pdf"_s, smallPdf(lighthouse));
    const auto added = library.run({u"add"_s, file});
    VERIFY_RAN(added, added.exit == 0);
    const auto document = added.document(u"marvik.pdf"_s);
    QCOMPARE(document["state"_L1].toString(), u"ready"_s);
    QCOMPARE(document["code"_L1].toString(), u"ok"_s);
    QCOMPARE(document["pages"_L1].toInt(), 1);
    QCOMPARE(document["passages"_L1].toInt(), 1);
    QVERIFY(!added.of(u"progress"_s).isEmpty());
    QCOMPARE(added.last(u"summary"_s)["ready"_L1].toInt(), 1);

    const auto listed = library.run({u"list"_s});
    QCOMPARE(listed.events.size(), 1);
    QCOMPARE(listed.events[0]["path"_L1].toString(), file);
    QCOMPARE(listed.events[0]["kind"_L1].toString(), u"pdf"_s);
    const auto id = QString::number(listed.events[0]["id"_L1].toInt());

    const auto shown = library.run({u"show"_s, id});
    QCOMPARE(shown.events.size(), 2);
    QCOMPARE(shown.events[1]["text"_L1].toString().trimmed(), QString::fromLatin1(lighthouse));

    const auto found = library.run({u"search"_s, u"lighthouse"_s});
    VERIFY_RAN(found, found.exit == 0 && found.events.size() == 1);
    QCOMPARE(found.events[0]["rank"_L1].toInt(), 1);
    QCOMPARE(found.events[0]["page"_L1].toInt(), 1);

    const auto asked = library.run({u"ask"_s, u"Who lit the lighthouse of Marvik?"_s});
    VERIFY_RAN(asked, asked.exit == 0 && asked.last(u"done"_s)["answered"_L1].toBool());
    const auto cited = asked.last(u"citation"_s);
    QVERIFY(cited["quote"_L1].toString().contains("Ingrid Solberg"_L1));
    QVERIFY(cited["verified"_L1].toBool());
    QCOMPARE(cited["boxes"_L1].toArray().size(), 1);

    const auto removed = library.run({u"remove"_s, id});
    VERIFY_RAN(removed, removed.exit == 0 && removed.events[0]["removed"_L1].toBool());
    QVERIFY(library.run({u"list"_s}).events.isEmpty());
    QVERIFY(library.run({u"search"_s, u"lighthouse"_s}).events.isEmpty());
    QVERIFY(library.isWhole());
}

void CliTest::theSameBytesAreUnchangedTheSecondTime() {
    const Library library;
    const auto file = library.write(u"lindale.md"_s, bridge);
    const auto first = library.run({u"add"_s, file}).document(u"lindale.md"_s);
    QCOMPARE(first["state"_L1].toString(), u"ready"_s);
    const auto again = library.run({u"add"_s, file, library.write(u"copy.md"_s, bridge)});
    VERIFY_RAN(again, again.exit == 0);
    QCOMPARE(again.last(u"summary"_s)["unchanged"_L1].toInt(), 2);
    QCOMPARE(again.document(u"lindale.md"_s)["state"_L1].toString(), u"unchanged"_s);
    QCOMPARE(again.document(u"lindale.md"_s)["id"_L1], first["id"_L1]);
    QCOMPARE(again.document(u"lindale.md"_s)["passages"_L1], first["passages"_L1]);
    QCOMPARE(library.run({u"list"_s}).events.size(), 1);
}

void CliTest::aFolderIsReadWithEverythingInIt() {
    const Library library;
    library.write(u"papers/lindale.md"_s, bridge);
    library.write(u"papers/old/marvik.pdf"_s, smallPdf(lighthouse));
    library.write(u"papers/old/older/notes.txt"_s, "The mill of Torsby burned in 1799.\n");
    const auto added = library.run({u"add"_s, library.path(u"papers"_s)});
    VERIFY_RAN(added, added.exit == 0);
    QCOMPARE(added.of(u"document"_s).size(), 3);
    QCOMPARE(added.last(u"summary"_s)["ready"_L1].toInt(), 3);
    for (const auto *name : {"lindale.md", "marvik.pdf", "notes.txt"})
        QCOMPARE(added.document(QString::fromLatin1(name))["state"_L1].toString(), u"ready"_s);
}

void CliTest::aQuoteStandsInTheTextThatIsShown() {
    const Library library;
    const auto added = library.run({u"add"_s, library.write(u"lindale.md"_s, bridge)});
    VERIFY_RAN(added, added.exit == 0);
    QString text;
    for (const auto &page : library.run({u"show"_s, u"1"_s}).events)
        text += page["text"_L1].toString() + u'\n';
    const auto asked = library.run({u"ask"_s, u"When was the cedar bridge of Lindale built?"_s});
    VERIFY_RAN(asked, asked.exit == 0 && !asked.of(u"citation"_s).isEmpty());
    for (const auto &citation : asked.of(u"citation"_s)) {
        const auto quote = citation["quote"_L1].toString();
        QVERIFY2(text.simplified().contains(quote.simplified()), qPrintable(quote));
        QCOMPARE(citation["end"_L1].toInt() - citation["start"_L1].toInt(), int(quote.size()));
        QCOMPARE(citation["name"_L1].toString(), u"lindale.md"_s);
    }
}

void CliTest::aQuestionNobodyWroteAboutIsNotAnswered() {
    const Library library;
    QCOMPARE(library.run({u"add"_s, library.write(u"lindale.md"_s, bridge)}).exit, 0);
    const auto asked = library.run({u"ask"_s, u"Which volcano erupted in Kamchatka?"_s});
    VERIFY_RAN(asked, asked.exit == 0 && asked.of(u"citation"_s).isEmpty());
    VERIFY_RAN(asked, !asked.last(u"done"_s)["answered"_L1].toBool(true));
}

void CliTest::questionsOfAFileKeepTheirIds() {
    const Library library;
    QCOMPARE(library.run({u"add"_s, library.write(u"lindale.md"_s, bridge)}).exit, 0);
    const auto questions =
        library.write(u"questions.jsonl"_s, "{\"id\":\"one\",\"query\":\"Who built the bridge?\"}\n"
                                            "{\"id\":2,\"query\":\"When did the ferry stop?\"}\n");
    const auto asked = library.run({u"ask"_s, u"--questions"_s, questions});
    VERIFY_RAN(asked, asked.exit == 0);
    const auto ends = asked.of(u"done"_s);
    QCOMPARE(ends.size(), 2);
    QJsonArray ids{ends[0]["id"_L1], ends[1]["id"_L1]};
    VERIFY_RAN(asked, ids.contains(u"one"_s) && ids.contains(2));
    const auto found = library.run({u"search"_s, u"--queries"_s, questions, u"-k"_s, u"1"_s});
    QCOMPARE(found.events.size(), 2);
}

void CliTest::askingOneDocumentLeavesTheOthersOut() {
    const Library library;
    const auto added =
        library.run({u"add"_s, library.write(u"lindale.md"_s, bridge),
                     library.write(u"other.txt"_s, "The stone bridge of Osby was built in 1655.\n")});
    const auto other = QString::number(added.document(u"other.txt"_s)["id"_L1].toInt());
    for (const auto *command : {"search", "ask"}) {
        const auto ran = library.run(
            {QString::fromLatin1(command), u"When was the bridge built?"_s, u"--document"_s, other});
        for (const auto &event : ran.events)
            VERIFY_RAN(ran, !event.contains("name"_L1) || event["name"_L1].toString() == "other.txt"_L1);
        VERIFY_RAN(ran, ran.words.contains("other.txt"_L1));
    }
}

void CliTest::peopleGetWordsAndNoJson() {
    const Library library;
    const auto added = library.runForPeople({u"add"_s, library.write(u"lindale.md"_s, bridge)});
    VERIFY_RAN(added, added.exit == 0 && added.words.startsWith("lindale.md: ready"_L1));
    const auto asked = library.runForPeople({u"ask"_s, u"Who built the cedar bridge?"_s});
    VERIFY_RAN(asked, asked.words.contains(u"[1] lindale.md, section “Lindale”: “"_s));
    VERIFY_RAN(asked, asked.words.contains("(found in source)"_L1));
    VERIFY_RAN(asked, !asked.words.contains(u'{') && asked.errors.isEmpty());
}

void CliTest::nothingOfARemovedDocumentStaysInTheFolder() {
    const Library library;
    const auto file =
        library.write(u"canary.txt"_s, "The quixotropic canary lives in the tower of Zanzibarion.\n");
    QCOMPARE(library.run({u"add"_s, file}).exit, 0);
    QVERIFY(library.holdsBytes("quixotrop"));
    QCOMPARE(library.run({u"remove"_s, u"1"_s}).exit, 0);
    QVERIFY2(!library.holdsBytes("quixotropic canary"), "its text is still in the folder");
    QVERIFY2(!library.holdsBytes("canary.txt"), "its name is still in the folder");
    QVERIFY2(!library.holdsBytes("quixotrop"), "its words are still in the index");
}

void CliTest::aWrongCallExitsWithTwoAndSaysWhy_data() {
    QTest::addColumn<QStringList>("call");
    QTest::addColumn<QString>("words");
    const auto row = [](const QStringList &call, const QString &words) {
        QTest::newRow(qPrintable(call.join(u' '))) << call << words;
    };
    row({u"nonsense"_s}, u"nonsense"_s);
    row({u"add"_s}, u"Nothing to add"_s);
    row({u"add"_s, u"x.txt"_s, u"--frobnicate"_s}, u"--frobnicate is not an option"_s);
    row({u"add"_s, u"x.txt"_s, u"--concurrency"_s}, u"--concurrency needs a value"_s);
    row({u"add"_s, u"x.txt"_s, u"--concurrency"_s, u"many"_s}, u"many"_s);
    row({u"add"_s, u"x.txt"_s, u"--timeout"_s, u"soon"_s}, u"soon"_s);
    row({u"search"_s}, u"Nothing is asked"_s);
    row({u"search"_s, u"bridge"_s, u"-k"_s, u"few"_s}, u"few"_s);
    row({u"search"_s, u"--queries"_s, u"gone.jsonl"_s}, u"gone.jsonl"_s);
    row({u"ask"_s}, u"Nothing is asked"_s);
    row({u"ask"_s, u"Who?"_s, u"--document"_s, u"x"_s}, u"x is not a document"_s);
    row({u"ask"_s, u"Who?"_s, u"--length"_s, u"tall"_s}, u"tall is not a length"_s);
    row({u"ask"_s, u"Who?"_s, u"--language"_s, u"xx"_s}, u"xx is not the code of a language"_s);
    row({u"show"_s}, u"Which document"_s);
    row({u"show"_s, u"first"_s}, u"no document first"_s);
    row({u"remove"_s}, u"Which document"_s);
    row({u"export-chat"_s}, u"number of one chat"_s);
    row({u"show-sent"_s}, u"number of one chat"_s);
    row({u"show-sent"_s, u"1"_s, u"2"_s}, u"number of one chat"_s);
    row({u"export-chat"_s, u"1"_s, u"--format"_s, u"doc"_s}, u"doc is not a format"_s);
    row({u"provider"_s}, u"provider add"_s);
    row({u"provider"_s, u"add"_s, u"x"_s}, u"--url"_s);
    row({u"provider"_s, u"add"_s, u"x"_s, u"--url"_s, u"file:///etc/passwd"_s}, u"--url"_s);
    row({u"provider"_s, u"add"_s, u"x"_s, u"--url"_s, u"http://a"_s, u"--kind"_s, u"oracle"_s},
        u"oracle is not known"_s);
    row({u"provider"_s, u"test"_s}, u"No provider is in use"_s);
    row({u"provider"_s, u"test"_s, u"nobody"_s}, u"There is no provider nobody"_s);
}

void CliTest::aWrongCallExitsWithTwoAndSaysWhy() {
    QFETCH(QStringList, call);
    QFETCH(QString, words);
    const Library library;
    const auto ran = library.run(call);
    VERIFY_RAN(ran, ran.exit == 2);
    VERIFY_RAN(ran, ran.errors.contains(words));
    VERIFY_RAN(ran, ran.events.isEmpty());
}

void CliTest::whatIsNotThereExitsWithOne_data() {
    QTest::addColumn<QStringList>("call");
    QTest::newRow("show") << QStringList{u"show"_s, u"99"_s};
    QTest::newRow("remove") << QStringList{u"remove"_s, u"99"_s};
    QTest::newRow("export-chat") << QStringList{u"export-chat"_s, u"99"_s};
    QTest::newRow("show-sent") << QStringList{u"show-sent"_s, u"99"_s};
    QTest::newRow("provider use") << QStringList{u"provider"_s, u"use"_s, u"nobody"_s};
}

void CliTest::whatIsNotThereExitsWithOne() {
    QFETCH(QStringList, call);
    const Library library;
    const auto ran = library.run(call);
    VERIFY_RAN(ran, ran.exit == 1);
    VERIFY_RAN(ran, ran.errors.contains("There is no "_L1));
}

void CliTest::anOldOfficeFileIsReadByLibreOfficeWhereTheCallAllowsIt() {
    const Library library;
    const auto programs = library.path(u"programs"_s);
    QVERIFY(QDir().mkpath(programs));
    QVERIFY(QFile::link(QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-fakeoffice"), programs + u"/soffice"_s));
    const auto path = qgetenv("PATH");
    qputenv("PATH", QFile::encodeName(programs) + ':' + path);
    const auto file = library.write(u"marvik.doc"_s, wordFileThat("copy", lighthouse));
    const auto refused = library.run({u"add"_s, file});
    const auto added = library.run({u"add"_s, file, u"--libreoffice"_s});
    qputenv("PATH", path);
    QCOMPARE(refused.document(u"marvik.doc"_s)["code"_L1].toString(), u"unsupported"_s);
    QVERIFY(refused.document(u"marvik.doc"_s)["reason"_L1].toString().contains(u"allow LibreOffice"));
    VERIFY_RAN(added, added.exit == 0);
    QCOMPARE(library.run({u"list"_s}).events.front()["kind"_L1].toString(), u"doc"_s);
    QVERIFY(!library.run({u"search"_s, u"lighthouse"_s}).events.isEmpty());
}

void CliTest::tasksSaysThatNoWindowRuns() {
    const Library library;
    const auto told = library.runForPeople({u"tasks"_s});
    VERIFY_RAN(told, told.exit == 0 && told.words.contains("No window runs on the library in "_L1) &&
                         told.words.contains(library.folder()));
    const auto asked = library.run({u"tasks"_s});
    VERIFY_RAN(asked, asked.exit == 0 && asked.events.size() == 1);
    QCOMPARE(asked.events[0]["event"_L1].toString(), u"none"_s);
}

void CliTest::helpAndVersionExitWithZero() {
    const Library library;
    const auto help = library.runForPeople({u"--help"_s});
    VERIFY_RAN(help, help.exit == 0 && help.words.contains("add PATH"_L1));
    const auto version = library.runForPeople({u"--version"_s});
    VERIFY_RAN(version, version.exit == 0 && version.words.startsWith("docchat-cli "_L1));
    QVERIFY(!QFile::exists(library.folder()));
}

void CliTest::aPaperIsReadWithItsPagesAndItsQuotesHaveBoxes() {
    NEEDS_SHARED_DATA();
    const Library library;
    const auto added = library.run({u"add"_s, sharedFile(u"pdf/tracemonkey.pdf"_s)});
    VERIFY_RAN(added, added.exit == 0);
    QCOMPARE(added.document(u"tracemonkey.pdf"_s)["pages"_L1].toInt(), 14);
    const auto asked = library.run({u"ask"_s, u"What does a trace tree represent?"_s});
    VERIFY_RAN(asked, asked.last(u"done"_s)["answered"_L1].toBool());
    for (const auto &citation : asked.of(u"citation"_s)) {
        VERIFY_RAN(asked, citation["verified"_L1].toBool());
        VERIFY_RAN(asked, !citation["boxes"_L1].toArray().isEmpty());
        for (const auto &box : citation["boxes"_L1].toArray())
            VERIFY_RAN(asked, box.toArray().size() == 5 && box.toArray()[3].toDouble() > 0);
    }
}

void CliTest::whatIsAttachedToAMailIsAddedListedCitedAndRemovedWithIt() {
    const Library library;
    const auto part = [](const QByteArray &name, const QByteArray &bytes) {
        return "--X\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=" +
               name + "\nContent-Transfer-Encoding: base64\n\n" + bytes.toBase64() + "\n";
    };
    const auto file = library.write(
        u"letter.eml"_s,
        "From: a@b.c\nSubject: Marvik\nContent-Type: multipart/mixed; boundary=X\n\n--X\n\nSee.\n" +
            part("report.pdf", smallPdf(lighthouse)) + part("broken.docx", "PK") + "--X--\n");
    const auto added = library.run({u"add"_s, file});
    VERIFY_RAN(added, added.exit == 1);
    const auto documents = added.of(u"document"_s);
    VERIFY_RAN(added, documents.size() == 3);
    const auto mail = documents[0]["id"_L1].toInteger();
    QVERIFY(!documents[0].contains("part"_L1) && !documents[0].contains("parent"_L1));
    for (int i = 1; i < 3; ++i) {
        QCOMPARE(documents[i]["path"_L1].toString(), file);
        QCOMPARE(documents[i]["part"_L1].toString(), QString::number(i));
        QCOMPARE(documents[i]["parent"_L1].toInteger(), mail);
    }
    QCOMPARE(documents[1]["name"_L1].toString(), u"report.pdf"_s);
    QCOMPARE(documents[2]["code"_L1].toString(), u"damaged"_s);
    QCOMPARE(added.last(u"summary"_s)["ready"_L1].toInt(), 2);
    QCOMPARE(added.last(u"summary"_s)["failed"_L1].toInt(), 1);

    const auto listed = library.run({u"list"_s}).events;
    QCOMPARE(listed.size(), 3);
    QVERIFY(!listed[0].contains("parent"_L1) && !listed[0].contains("part"_L1));
    QCOMPARE(listed[1]["name"_L1].toString(), u"report.pdf"_s);
    QCOMPARE(listed[1]["path"_L1].toString(), file);
    QCOMPARE(listed[1]["parent"_L1].toInteger(), mail);
    QCOMPARE(listed[1]["part"_L1].toString(), u"1"_s);
    QCOMPARE(listed[1]["kind"_L1].toString(), u"pdf"_s);

    const auto shown = library.run({u"show"_s, QString::number(mail)});
    QVERIFY(shown.events[1]["text"_L1].toString().endsWith("Attachments: report.pdf, broken.docx"_L1));
    const auto asked = library.runForPeople({u"ask"_s, u"Who lit the lighthouse of Marvik?"_s});
    VERIFY_RAN(asked, asked.words.contains(u"[1] report.pdf, page 1 · in letter.eml: "_s));

    const auto removed = library.run({u"remove"_s, QString::number(mail)});
    VERIFY_RAN(removed, removed.exit == 0);
    QVERIFY(library.run({u"list"_s}).events.isEmpty());
    QVERIFY(library.run({u"search"_s, u"lighthouse"_s}).events.isEmpty());
    QVERIFY(library.isWhole());
}

DOCCHAT_TEST(CliTest)

#include "cli_test.moc"
