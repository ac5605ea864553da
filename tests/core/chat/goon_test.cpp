#include "chat/goon.h"

#include "asktest.h"
#include "chat/written.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace docchat;
using namespace docchat::chat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using Fault = ScriptedServer::Fault;

namespace {

/// The rest of an answer after its seam, in pieces of so many characters.
QString rest(const QString &written, const QString &more, qsizetype size) {
    Seam seam(written, u"The temperature of the furnace is 1500 degrees."_s);
    QString text;
    for (qsizetype at = 0; at < more.size(); at += size)
        text += seam.feed(more.mid(at, size));
    return text + seam.finish();
}

Citation citation(int number, qint64 passage) {
    Citation made;
    made.number = number;
    made.passage = passage;
    return made;
}

/// The turns of the model's n-th call: role and text.
QList<std::pair<QString, QString>> turnsOf(Room &room, qsizetype call) {
    QList<std::pair<QString, QString>> turns;
    const auto body = QJsonDocument::fromJson(room.server.stats().bodies.value(call)).object();
    for (const auto &turn : body[u"messages"_s].toArray())
        turns.append({turn[u"role"_s].toString(), turn[u"content"_s].toString()});
    return turns;
}

Answer goOn(const AskTools &tools, const Begun &begun) {
    return really(
        [&] { return async::withTimeout(60s, answered(tools, {meltingQuestion, {}, {}, {}, begun})); });
}

QByteArray finished(const QByteArray &text, const QByteArray &why) {
    return wordEvent(text) + R"(data: {"choices":[{"index":0,"delta":{},"finish_reason":")" + why +
           "\"}]}\n\ndata: [DONE]\n\n";
}

const QString citedAnswer = u"Steel is an alloy of iron and carbon [1]. It melts at 1500 degrees [2]."_s;
const QString wholeAnswer = u"Steel is an alloy of iron and carbon [1]. It melts at 1500 degrees [1]."_s;

} // namespace

class GoOnTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSeamIsWithoutRepetition_data();
    void theSeamIsWithoutRepetition();
    void halfAMarkIsTakenAway_data();
    void halfAMarkIsTakenAway();
    void marksGetTheNumbersOfTheSources();
    void ofALongAnswerTheEndIsSent();
    void wheresoeverItWasCutTheAnswerIsWhole_data();
    void wheresoeverItWasCutTheAnswerIsWhole();
    void theModelHearsWhatItWrote();
    void citationsAreCountedOn();
    void aSecondCutKeepsItInterrupted();
    void aFailureBeforeTheFirstWordKeepsItInterrupted();
    void aModelThatReadsLittleGoesOnWithFewerPassages();
    void withoutAModelItStaysAsItIs();
    void anAnswerWithoutRoomSaysSo();
};

void GoOnTest::theSeamIsWithoutRepetition_data() {
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("more");
    QTest::addColumn<QString>("whole");
    const auto row = [](const char *name, const QString &written, const QString &more, const QString &whole) {
        QTest::newRow(name) << written << more << whole;
    };
    row("as it should be", u"Steel melts"_s, u" at 1500 degrees."_s, u"Steel melts at 1500 degrees."_s);
    row("without a space", u"Steel melts"_s, u"at 1500 degrees."_s, u"Steel melts at 1500 degrees."_s);
    row("two spaces", u"Steel melts "_s, u" at 1500."_s, u"Steel melts at 1500."_s);
    row("a word repeated", u"Steel melts at"_s, u"at 1500."_s, u"Steel melts at 1500."_s);
    row("a word repeated after a space", u"Steel melts at "_s, u"at 1500."_s, u"Steel melts at 1500."_s);
    row("three words repeated", u"The steel melts at"_s, u"steel melts at 1500."_s,
        u"The steel melts at 1500."_s);
    row("everything repeated", u"Steel melts at"_s, u"Steel melts at 1500."_s, u"Steel melts at 1500."_s);
    row("half a word repeated", u"at the temper"_s, u"temperature of 1500"_s,
        u"at the temperature of 1500"_s);
    row("a word that was cut in two", u"at the temper"_s, u"ature of 1500"_s,
        u"at the temperature of 1500"_s);
    row("a word that no source has", u"at the"_s, u"works of 1500"_s, u"at the works of 1500"_s);
    row("a mark repeated", u"It melts [2]"_s, u"melts [2]. Then"_s, u"It melts [2]. Then"_s);
    row("a mark to come", u"It melts at 1500"_s, u"[2]. Then"_s, u"It melts at 1500 [2]. Then"_s);
    row("a mark after a word", u"It melts"_s, u"[2]. Then"_s, u"It melts [2]. Then"_s);
    row("a letter that both have", u"a banana"_s, u"apple pie"_s, u"a banana apple pie"_s);
    row("a figure that both have", u"from 1"_s, u"1 to 3"_s, u"from 1 1 to 3"_s);
    row("a new paragraph", u"The end."_s, u"\n\n# Next\n\nMore"_s, u"The end.\n\n# Next\n\nMore"_s);
    row("a new paragraph after a space", u"The end. "_s, u"\n\nNext"_s, u"The end. \n\nNext"_s);
    row("a new sentence", u"It melts."_s, u"Then it flows."_s, u"It melts. Then it flows."_s);
    row("a comma", u"It melts"_s, u", then flows"_s, u"It melts, then flows"_s);
    row("Chinese", u"鋼は"_s, u"溶ける"_s, u"鋼は溶ける"_s);
    row("nothing more", u"It melts"_s, QString(), u"It melts"_s);
    row("only a repetition", u"It melts at 1500."_s, u"melts at 1500."_s, u"It melts at 1500."_s);
    row("nothing before", QString(), u" It melts"_s, u" It melts"_s);
    row("a repetition that turns", u"It melts at 1500"_s, u"It melts at night"_s,
        u"It melts at 1500 It melts at night"_s);
}

void GoOnTest::theSeamIsWithoutRepetition() {
    QFETCH(QString, written);
    QFETCH(QString, more);
    QFETCH(QString, whole);
    for (const qsizetype size : {1, 2, 3, 7, 1000})
        QCOMPARE(written + rest(written, more, size), whole);
}

void GoOnTest::halfAMarkIsTakenAway_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("without");
    QTest::newRow("a bracket") << u"It melts ["_s << u"It melts"_s;
    QTest::newRow("a number") << u"It melts [12"_s << u"It melts"_s;
    QTest::newRow("two") << u"It melts [1, 2"_s << u"It melts"_s;
    QTest::newRow("a whole one") << u"It melts [1]"_s << u"It melts [1]"_s;
    QTest::newRow("a word") << u"It melts [sic"_s << u"It melts [sic"_s;
    QTest::newRow("none") << u"It melts "_s << u"It melts "_s;
}

void GoOnTest::halfAMarkIsTakenAway() {
    QFETCH(QString, text);
    QTEST(withoutHalfMark(text), "without");
}

void GoOnTest::marksGetTheNumbersOfTheSources() {
    index::Hit first;
    first.passage.id = 70;
    index::Hit second;
    second.passage.id = 80;
    const Begun begun{u"One [1], two [2], three [3], four [4]."_s,
                      {citation(1, 80), citation(2, 70), citation(3, 99)}};
    QCOMPARE(asWritten(begun, {&first, &second}, 1000), u"One [2], two [1], three, four [4]."_s);
}

void GoOnTest::ofALongAnswerTheEndIsSent() {
    const auto text = asWritten({QString(4000, u'x') + u" and so it ended"_s, {}}, {}, 100);
    QVERIFY(text.endsWith(u" and so it ended"_s));
    QVERIFY2(estimateTokens(text) <= 101, qPrintable(QString::number(estimateTokens(text))));
    const PromptLimits limits{2000, 400, 1000};
    QCOMPARE(limitsBeside({}, limits).context, 2000);
    QCOMPARE(limitsBeside({QString(400, u'x'), {}}, limits).context, 1900);
    QCOMPARE(limitsBeside({QString(40'000, u'x'), {}}, limits).context, 1200);
}

void GoOnTest::wheresoeverItWasCutTheAnswerIsWhole_data() {
    QTest::addColumn<int>("cut");
    QTest::addColumn<int>("repeated");
    for (int cut = 1; cut < wholeAnswer.size(); cut += 7) {
        for (const int repeated : {0, 4, 12})
            QTest::addRow("at %d, %d repeated", cut, repeated) << cut << repeated;
    }
}

void GoOnTest::wheresoeverItWasCutTheAnswerIsWhole() {
    QFETCH(int, cut);
    QFETCH(int, repeated);
    Room room;
    room.fill(room.offline());
    room.server.setFault(completions, {cutAfter(wholeAnswer.left(cut).toUtf8())});
    const auto first = goOn(room.writing(), {});
    QCOMPARE(first.end.state, AnswerState::Interrupted);
    const Begun begun{withoutHalfMark(first.text), first.citations};
    auto from = cut - repeated;
    while (from > 0 && !wholeAnswer[from - 1].isSpace()) // a model repeats whole words
        --from;
    from = repeated == 0 ? int(begun.text.size()) : std::max(0, from);
    room.server.setAnswer({wholeAnswer.mid(from)}, 0ms);
    const auto second = goOn(room.writing(), begun);
    QCOMPARE(second.end.state, AnswerState::Done);
    QCOMPARE((begun.text + second.text).simplified(), citedAnswer);
    QCOMPARE(first.citations.size() + second.citations.size(), size_t(2));
}

void GoOnTest::theModelHearsWhatItWrote() {
    Room room;
    room.fill(room.offline());
    room.server.setAnswer({u"in the furnace [1]."_s}, 0ms);
    std::ignore = goOn(room.writing(), {u"Steel melts at 1500 degrees"_s, {}});
    const auto turns = turnsOf(room, 0);
    QCOMPARE(turns.size(), 4);
    QVERIFY(turns[1].second.endsWith(u"Question: "_s + meltingQuestion));
    QCOMPARE(turns[2], std::pair(u"assistant"_s, u"Steel melts at 1500 degrees"_s));
    QCOMPARE(turns[3].first, u"user"_s);
    QVERIFY(turns[3].second.contains(u"Go on exactly where it stopped"_s));
}

void GoOnTest::citationsAreCountedOn() {
    Room room;
    room.fill(room.offline());
    room.server.setAnswer({u"Steel melts at 1500 degrees [1]."_s}, 0ms);
    const auto first = goOn(room.writing(), {});
    QCOMPARE(first.citations.size(), size_t(1));
    room.server.setAnswer({u"Steel is an alloy of iron and carbon [1]. Steel melts at 1500 degrees [1]. None "
                           u"[77]."_s},
                          0ms);
    const auto second = goOn(room.writing(), {first.text, first.citations});
    QCOMPARE(second.citations.size(), size_t(1));
    QCOMPARE(second.citations.front().number, 2);
    QVERIFY(second.citations.front().verified);
    QVERIFY2(second.text.contains(u"carbon [2]"_s) && second.text.contains(u"degrees [1]"_s) &&
                 !second.text.contains(u"77"_s),
             qPrintable(second.text));
}

void GoOnTest::aSecondCutKeepsItInterrupted() {
    Room room;
    room.fill(room.offline());
    room.server.setFault(completions, {cutAfter(" at 1500 deg")});
    const auto answer = goOn(room.writing(), {u"Steel melts"_s, {}});
    QCOMPARE(answer.end.state, AnswerState::Interrupted);
    QVERIFY(answer.end.error);
    QVERIFY(u" at 1500 deg"_s.startsWith(answer.text));
}

void GoOnTest::aFailureBeforeTheFirstWordKeepsItInterrupted() {
    Room room;
    room.fill(room.offline());
    room.server.setFault(completions, {{.status = 401}});
    const auto answer = goOn(room.writing(), {u"Steel melts"_s, {}});
    QCOMPARE(answer.end.state, AnswerState::Interrupted);
    QVERIFY(answer.end.error && !answer.end.error->hint.isEmpty());
    QVERIFY(answer.text.isEmpty());
}

void GoOnTest::aModelThatReadsLittleGoesOnWithFewerPassages() {
    Room room;
    room.fill(room.offline());
    room.server.setFault(
        completions,
        {{.status = 400,
          .headers = {{"Content-Type", "application/json"}},
          .body =
              R"({"error":{"code":"context_length_exceeded","message":"maximum context length is 512"}})"}});
    room.server.setAnswer({u"at 1500 degrees [1]."_s}, 0ms);
    const auto answer = goOn(room.writing(), {u"Steel melts"_s, {}});
    QCOMPARE(answer.end.state, AnswerState::Done);
    QCOMPARE(room.server.stats().requests, 2);
}

void GoOnTest::withoutAModelItStaysAsItIs() {
    Room room;
    room.fill(room.offline());
    const auto answer = goOn(room.quoting(), {u"Steel melts"_s, {}});
    QCOMPARE(answer.end.state, AnswerState::Interrupted);
    QVERIFY(answer.end.error && !answer.end.error->hint.isEmpty());
    QVERIFY(answer.text.isEmpty());
}

void GoOnTest::anAnswerWithoutRoomSaysSo() {
    Room room;
    room.fill(room.offline());
    room.server.setFault(completions, {streamOf(finished("Steel melts at 1500 degrees [1]", "length"))});
    const auto answer = goOn(room.writing(), {});
    QCOMPARE(answer.end.state, AnswerState::OutOfRoom);
    QVERIFY(answer.end.answered);
    QVERIFY2(answer.end.note.contains(u"longest answer"_s), qPrintable(answer.end.note));
}

DOCCHAT_TEST(GoOnTest)

#include "goon_test.moc"
