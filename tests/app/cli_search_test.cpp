#include "program.h"
#include "testmain.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;

const QByteArray bridge = "# Lindale\n\nThe cedar bridge of Lindale was built in 1874 by Agnes Moor.\n";
const QByteArray ferry = "The ferry of Lindale was of cedar too, and stopped in 1901.\n";

/// A library with two documents, bridge.md and ferry.txt.
struct Lindale : Library {
    Lindale() {
        const auto added = run({u"add"_s, write(u"bridge.md"_s, bridge), write(u"ferry.txt"_s, ferry)});
        if (added.exit != 0)
            qFatal("%s", added.all().constData());
    }
};

QStringList namesOf(const Ran &ran) {
    QStringList names;
    for (const auto &event : ran.events) {
        if (event.contains("name"_L1) && !names.contains(event["name"_L1].toString()))
            names += event["name"_L1].toString();
    }
    names.sort();
    return names;
}

QByteArray lineOf(const QJsonValue &id, const QString &query) {
    return QJsonDocument(QJsonObject{{u"id"_s, id}, {u"query"_s, query}}).toJson(QJsonDocument::Compact) +
           '\n';
}

} // namespace

class CliSearchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void filtersNarrowSearchAndAsk_data();
    void filtersNarrowSearchAndAsk();
    void aFilterWithoutDocumentsIsSaidAndIsNoError();
    void anyTextEndsWell_data();
    void anyTextEndsWell();
    void nothingIsAskedByWhiteSpace();
    void questionsComeBackInTheirOrder();
    void aLineThatIsNoJsonIsSaidAndTheOthersGoOn();
    void standardInputIsReadAsItComes();
    void memoryDoesNotGrowWithTheQuestions();
    void aFolderOfQuestionsIsAWrongCall();
};

void CliSearchTest::filtersNarrowSearchAndAsk_data() {
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("none") << QString() << QStringList{u"bridge.md"_s, u"ferry.txt"_s};
    QTest::newRow("a name") << u"file:bridge"_s << QStringList{u"bridge.md"_s};
    QTest::newRow("a type") << u"type:txt"_s << QStringList{u"ferry.txt"_s};
    QTest::newRow("a date") << u"after:2020"_s << QStringList{u"bridge.md"_s, u"ferry.txt"_s};
    QTest::newRow("a word left out") << u"-ferry"_s << QStringList{u"bridge.md"_s};
    QTest::newRow("a phrase") << u"\"of cedar\""_s << QStringList{u"ferry.txt"_s};
    QTest::newRow("a quoted name") << u"file:\"ferry.txt\""_s << QStringList{u"ferry.txt"_s};
}

void CliSearchTest::filtersNarrowSearchAndAsk() {
    QFETCH(QString, filter);
    QFETCH(QStringList, names);
    const Lindale library;
    const auto found = library.run({u"search"_s, u"cedar "_s + filter});
    VERIFY_RAN(found, found.exit == 0);
    QCOMPARE(namesOf(found), names);
    const auto asked = library.run({u"ask"_s, u"What was made of cedar in Lindale? "_s + filter});
    VERIFY_RAN(asked, asked.exit == 0 && !asked.of(u"citation"_s).isEmpty());
    for (const auto &name : namesOf(asked))
        VERIFY_RAN(asked, names.contains(name));
}

void CliSearchTest::aFilterWithoutDocumentsIsSaidAndIsNoError() {
    const Lindale library;
    const auto sentence = u"No document matches type:pdf after:2999."_s;
    const auto found = library.run({u"search"_s, u"cedar type:pdf after:2999"_s});
    VERIFY_RAN(found, found.exit == 0 && found.events.isEmpty() && found.errors.contains(sentence));
    const auto asked = library.run({u"ask"_s, u"cedar type:pdf after:2999"_s});
    VERIFY_RAN(asked, asked.exit == 0 && asked.errors.isEmpty());
    VERIFY_RAN(asked, asked.last(u"text"_s)["text"_L1].toString().contains(sentence));
    VERIFY_RAN(asked, !asked.last(u"done"_s)["answered"_L1].toBool(true));
    QCOMPARE(asked.last(u"done"_s)["state"_L1].toString(), u"not-found"_s);
}

void CliSearchTest::anyTextEndsWell_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("a letter") << u"c"_s;
    QTest::newRow("100,000 characters") << u"cedar bridge %1 ferry "_s.repeated(4'600);
    QTest::newRow("stop words") << u"what is the of"_s;
    QTest::newRow("emoji") << u"😀🎉"_s;
    QTest::newRow("mixed scripts") << u"cedar 橋 мост جسر สะพาน"_s;
    QTest::newRow("FTS syntax") << u"cedar* AND OR NOT NEAR(bridge, 2) ^ ( ) : \" {text}"_s;
    QTest::newRow("filters alone") << u"type:md after:2020"_s;
}

/// In a library with two documents, and in an empty one; from the command line, and from a file with a lone
/// surrogate behind it, which no command line can carry.
void CliSearchTest::anyTextEndsWell() {
    QFETCH(QString, text);
    const Lindale lindale;
    const Library empty;
    for (const Library *library : {static_cast<const Library *>(&lindale), &empty}) {
        for (const auto &command : {u"search"_s, u"ask"_s}) {
            const auto ran = library->run({command, u"--"_s, text});
            VERIFY_RAN(ran, ran.exit == 0 && !ran.errors.contains("SQL"_L1));
            VERIFY_RAN(ran, !ran.events.isEmpty() || !ran.errors.isEmpty());
        }
        const auto broken = library->write(
            u"broken.jsonl"_s, "{\"id\":1,\"query\":\"\\ud83d cedar \\\"\\udc00 b\\\" -\\udc00x\"}\n");
        const auto ran = library->run({u"ask"_s, u"--questions"_s, broken});
        VERIFY_RAN(ran, ran.exit == 0 && ran.of(u"done"_s).size() == 1);
    }
}

void CliSearchTest::nothingIsAskedByWhiteSpace() {
    const Lindale library;
    for (const auto &text : {QString(), u"  "_s}) {
        const auto ran = library.run({u"ask"_s, text});
        VERIFY_RAN(ran, ran.exit == 2 && ran.errors.contains("Nothing is asked"_L1));
    }
}

void CliSearchTest::questionsComeBackInTheirOrder() {
    const Lindale library;
    QByteArray lines;
    QJsonArray ids;
    for (int i = 0; i < 40; ++i) {
        lines += lineOf(i, i % 7 == 0 ? u"Who built the cedar bridge of Lindale and when? "_s.repeated(40)
                                      : u"ferry"_s);
        ids += i;
    }
    const auto file = library.write(u"questions.jsonl"_s, lines);
    const auto asked = library.run({u"ask"_s, u"--questions"_s, file});
    VERIFY_RAN(asked, asked.exit == 0);
    QJsonArray ended;
    int last = 0;
    for (const auto &event : asked.events) {
        const int id = event["id"_L1].toInt(-1);
        VERIFY_RAN(asked, id == last || id == last + 1);
        last = id;
        if (event["event"_L1] == "done"_L1)
            ended += id;
    }
    QCOMPARE(ended, ids);
    const auto found = library.run({u"search"_s, u"--queries"_s, file, u"-k"_s, u"1"_s});
    QCOMPARE(found.events.size(), 40);
    for (int i = 0; i < 40; ++i)
        QCOMPARE(found.events[i]["id"_L1].toInt(), i);
}

void CliSearchTest::aLineThatIsNoJsonIsSaidAndTheOthersGoOn() {
    const Lindale library;
    const auto file = library.write(u"questions.jsonl"_s, lineOf(1, u"cedar"_s) + "cedar\n\n{\"id\":4}\n" +
                                                              lineOf(5, u"ferry"_s).trimmed());
    const auto found = library.run({u"search"_s, u"--queries"_s, file, u"-k"_s, u"1"_s});
    VERIFY_RAN(found, found.exit == 1);
    VERIFY_RAN(found, found.errors.contains("Line 2 is no JSON"_L1));
    VERIFY_RAN(found, !found.errors.contains("Line 3"_L1)); // blank
    VERIFY_RAN(found, found.errors.contains("Line 4 asks nothing"_L1));
    QCOMPARE(found.events.size(), 2);
    QCOMPARE(found.events[1]["id"_L1].toInt(), 5);
}

void CliSearchTest::standardInputIsReadAsItComes() {
    const Lindale library;
    const auto process = library.start({u"--json"_s, u"search"_s, u"--queries"_s, u"-"_s, u"-k"_s, u"1"_s});
    QByteArray output;
    for (int i = 1; i <= 3; ++i) { // each is answered before the next is written
        process->write(lineOf(i, u"cedar"_s));
        while (output.count('\n') < i) {
            QVERIFY(process->waitForReadyRead(patience));
            output += process->readAllStandardOutput();
        }
    }
    process->write("{\"id\":4,\"query\":\"ferry\"}"); // without an end
    process->closeWriteChannel();
    const auto ran = Library::finish(*process, output);
    VERIFY_RAN(ran, ran.exit == 0 && ran.events.size() == 4);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(ran.events[i]["id"_L1].toInt(), i + 1);
}

/// 20 MB of questions: lines are read as they are needed.
void CliSearchTest::memoryDoesNotGrowWithTheQuestions() {
#ifdef DOCCHAT_SANITIZED
    QSKIP("skipped: sanitizers keep what was freed");
#endif
    const Lindale library;
    const auto process = library.start({u"--json"_s, u"search"_s, u"--queries"_s, u"-"_s, u"-k"_s, u"1"_s});
    const auto line = lineOf(u"x"_s, u"cedar "_s + QString(20'000, u'x'));
    constexpr int lines = 1'000;
    for (int i = 0; i < lines; ++i)
        process->write(line);
    process->closeWriteChannel();
    QVERIFY(process->waitForReadyRead(patience)); // it answers while most is still to be read
    const auto first = process->readAllStandardOutput();
    QFile status(u"/proc/%1/status"_s.arg(process->processId()));
    QVERIFY(status.open(QIODevice::ReadOnly));
    const auto peakOf = [](const QByteArray &text) {
        const auto at = text.indexOf("VmHWM:");
        return text.mid(at + 6, text.indexOf("kB", at) - at - 6).trimmed().toInt();
    };
    const int atFirst = peakOf(status.readAll());
    QByteArray output = first;
    int peak = atFirst;
    while (output.count('\n') < lines - 50 && process->waitForReadyRead(patience)) {
        output += process->readAllStandardOutput();
        QFile now(status.fileName());
        if (now.open(QIODevice::ReadOnly))
            peak = std::max(peak, peakOf(now.readAll()));
    }
    const auto ran = Library::finish(*process, output);
    QCOMPARE(ran.exit, 0);
    QCOMPARE(ran.events.size(), lines);
    QVERIFY2(peak - atFirst < 15'000, qPrintable(u"%1 kB at first, %2 kB later"_s.arg(atFirst).arg(peak)));
}

void CliSearchTest::aFolderOfQuestionsIsAWrongCall() {
    const Lindale library;
    const auto ran = library.run({u"search"_s, u"--queries"_s, library.folder()});
    VERIFY_RAN(ran, ran.exit == 2 && ran.errors.contains(library.folder()));
}

DOCCHAT_TEST(CliSearchTest)

#include "cli_search_test.moc"
