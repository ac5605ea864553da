#include "asktest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace docchat;
using namespace docchat::chat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using Fault = ScriptedServer::Fault;

namespace {

const Exchange aboutOak{u"What burns for many hours in a fireplace?"_s, u"Oak burns slowly [1]."_s};

Answer askAfter(const AskTools &tools, const QString &text, std::vector<Exchange> before) {
    return really([&] { return async::withTimeout(60s, answered(tools, {text, {}, std::move(before)})); });
}

/// What the model was sent in its n-th call: the turns, one after the other.
QStringList turnsOf(Room &room, qsizetype call) {
    QStringList turns;
    const auto body = QJsonDocument::fromJson(room.server.stats().bodies.value(call)).object();
    for (const auto &turn : body[u"messages"_s].toArray())
        turns += turn[u"role"_s].toString() + u": "_s + turn[u"content"_s].toString();
    return turns;
}

QByteArray finished(const QByteArray &text, const QByteArray &why) {
    return wordEvent(text) + R"(data: {"choices":[{"index":0,"delta":{},"finish_reason":")" + why +
           "\"}]}\n\ndata: [DONE]\n\n";
}

Fault tooLong() {
    return {.status = 400,
            .headers = {{"Content-Type", "application/json"}},
            .body =
                R"({"error":{"code":"context_length_exceeded","message":"maximum context length is 512"}})"};
}

} // namespace

class ConversationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void offlineAQuestionThatLeansOnTheLastIsMadeWholeByRule();
    void aQuestionThatStandsAloneIsLookedUpAsItIs();
    void theModelMakesAQuestionWhole();
    void aModelThatDoesNotMakeItWholeCostsNoAnswer();
    void filtersStayWithAQuestionThatIsMadeWhole();
    void theModelHearsTheConversationWithoutItsMarks();
    void eachClaimOfAPassageHasItsOwnWords();
    void anAnswerThatNothingSupportsSaysSo_data();
    void anAnswerThatNothingSupportsSaysSo();
    void aModelThatReadsLittleAtOnceGetsFewerPassages();
    void aModelThatReadsNothingFailsInTheEnd();
    void whyAnAnswerEndsEarlyIsSaid_data();
    void whyAnAnswerEndsEarlyIsSaid();
    void aBusyServerIsWaitedForAndSaidSo();
};

void ConversationTest::offlineAQuestionThatLeansOnTheLastIsMadeWholeByRule() {
    Room room;
    room.fill(room.offline());
    const auto answer = askAfter(room.quoting(), u"And where does it?"_s, {aboutOak});
    QCOMPARE(answer.asked, u"What burns for many hours in a fireplace? And where does it?"_s);
    QVERIFY(answer.end.answered);
    QVERIFY2(answer.text.contains(u"Oak burns slowly"_s), qPrintable(answer.text));
}

void ConversationTest::aQuestionThatStandsAloneIsLookedUpAsItIs() {
    Room room;
    room.fill(room.offline());
    const auto answer = askAfter(room.quoting(), meltingQuestion, {aboutOak});
    QCOMPARE(answer.asked, QString());
    QVERIFY(answer.text.contains(u"1500 degrees"_s) && !answer.text.contains(u"Oak"_s));
    QCOMPARE(askAfter(room.quoting(), u"Why does it?"_s, {}).asked, QString()); // nothing was before
}

void ConversationTest::theModelMakesAQuestionWhole() {
    Room room;
    room.fill(room.offline());
    room.server.addFaults(completions, {streamOf(finished("At how many degrees does steel melt?", "stop"))});
    room.server.setAnswer({u"At 1500 degrees [1]."_s}, 0ms);
    const auto answer =
        askAfter(room.writing(), u"And when does that melt?"_s, {{u"What is steel?"_s, u"An alloy."_s}});
    QCOMPARE(answer.asked, meltingQuestion);
    QCOMPARE(room.server.stats().requests, 2);
    const auto wish = turnsOf(room, 0).last();
    QVERIFY2(wish.contains(u"Question: What is steel?\nAnswer: An alloy."_s), qPrintable(wish));
    QVERIFY(answer.citations.front().quote.contains(u"1500 degrees"_s));
    QVERIFY(turnsOf(room, 1).last().endsWith(u"Question: And when does that melt?"_s));
}

void ConversationTest::aModelThatDoesNotMakeItWholeCostsNoAnswer() {
    Room room;
    room.fill(room.offline());
    room.server.addFaults(completions, {{.status = 401}});
    room.server.setAnswer({u"Oak burns slowly [1]."_s}, 0ms);
    const auto answer = askAfter(room.writing(), u"Why does it?"_s, {aboutOak});
    QCOMPARE(answer.asked, u"What burns for many hours in a fireplace? Why does it?"_s);
    QCOMPARE(answer.end.state, AnswerState::Done);
    QVERIFY(answer.end.answered);
}

void ConversationTest::filtersStayWithAQuestionThatIsMadeWhole() {
    Room room;
    room.fill(room.offline());
    const auto answer = askAfter(room.quoting(), u"And where does it? type:md"_s, {aboutOak});
    QVERIFY2(answer.asked.endsWith(u" type:md"_s), qPrintable(answer.asked));
    for (const auto &citation : answer.citations)
        QCOMPARE(citation.document, room.wood);
}

void ConversationTest::theModelHearsTheConversationWithoutItsMarks() {
    Room room;
    room.fill(room.offline());
    std::ignore = askAfter(room.writing(), meltingQuestion, {aboutOak});
    const auto turns = turnsOf(room, 0);
    QCOMPARE(turns.size(), 4);
    QVERIFY(turns[0].startsWith(u"system: "_s));
    QCOMPARE(turns[1], u"user: "_s + aboutOak.question);
    QCOMPARE(turns[2], u"assistant: Oak burns slowly."_s);
    QVERIFY(turns[3].endsWith(meltingQuestion));
}

void ConversationTest::eachClaimOfAPassageHasItsOwnWords() {
    Room room;
    room.read(room.offline(),
              room.write(u"notes.txt"_s,
                         "The lighthouse of Skarv was built in the year 1887 by Ingrid Dahl. "
                         "Its lamp burned paraffin oil until the power line came in 1921.\n"));
    room.server.setAnswer({u"The lighthouse was built in 1887 [1]."_s, u"Its lamp burned paraffin oil [1]."_s,
                           u"Ingrid Dahl built the lighthouse in 1887 [1]."_s},
                          0ms);
    const auto answer = room.askFor(room.writing(), u"When was the lighthouse built, and how lit?"_s);
    QCOMPARE(answer.citations.size(), size_t(2));
    QVERIFY(answer.citations[0].quote.contains(u"1887"_s) &&
            answer.citations[1].quote.contains(u"paraffin"_s));
    QCOMPARE(answer.text.simplified(),
             u"The lighthouse was built in 1887 [1]. Its lamp burned paraffin oil [2]. "
             "Ingrid Dahl built the lighthouse in 1887 [1]."_s);
}

void ConversationTest::anAnswerThatNothingSupportsSaysSo_data() {
    QTest::addColumn<QString>("written");
    QTest::addColumn<bool>("supported");
    QTest::newRow("a claim that stands there") << u"Steel melts at 1500 degrees [1]."_s << true;
    QTest::newRow("no mark") << u"Steel melts at 1500 degrees."_s << false;
    QTest::newRow("a mark of no passage") << u"Steel melts at 1500 degrees [99]."_s << false;
    QTest::newRow("another figure") << u"Steel melts at 9876 degrees [1]."_s << false;
}

void ConversationTest::anAnswerThatNothingSupportsSaysSo() {
    QFETCH(QString, written);
    Room room;
    room.fill(room.offline());
    room.server.setAnswer({written}, 0ms);
    const auto answer = room.askFor(room.writing(), meltingQuestion);
    QTEST(answer.end.answered, "supported");
    QTEST(!answer.end.note.contains(u"Nothing in your documents supports this answer"_s), "supported");
}

void ConversationTest::aModelThatReadsLittleAtOnceGetsFewerPassages() {
    Room room;
    room.fill(room.offline());
    room.server.addFaults(completions, {tooLong(), tooLong()});
    room.server.setAnswer({u"Steel melts at 1500 degrees [1]."_s}, 0ms);
    const auto answer = room.askFor(room.writing(), meltingQuestion);
    QCOMPARE(answer.end.state, AnswerState::Done);
    QCOMPARE(room.server.stats().requests, 3);
    QVERIFY2(answer.end.note.contains(u"fewer passages were sent"_s), qPrintable(answer.end.note));
    QCOMPARE(answer.ends, 1);
}

void ConversationTest::aModelThatReadsNothingFailsInTheEnd() {
    Room room;
    room.fill(room.offline());
    room.server.setDefaultFault(completions, tooLong());
    const auto answer = room.askFor(room.writing(), meltingQuestion);
    QCOMPARE(answer.end.state, AnswerState::Failed);
    QVERIFY(answer.end.error && !answer.end.error->hint.isEmpty());
    QVERIFY(room.server.stats().requests <= 5);
}

void ConversationTest::whyAnAnswerEndsEarlyIsSaid_data() {
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QString>("note");
    QTest::newRow("stop") << QByteArray("stop") << QString();
    QTest::newRow("length") << QByteArray("length") << u"scripted-chat stopped at the longest answer"_s;
    QTest::newRow("filter") << QByteArray("content_filter") << u"rules on contents"_s;
}

void ConversationTest::whyAnAnswerEndsEarlyIsSaid() {
    QFETCH(QByteArray, reason);
    QFETCH(QString, note);
    Room room;
    room.fill(room.offline());
    room.server.addFaults(completions, {streamOf(finished("Steel melts at 1500 degrees [1].", reason))});
    const auto answer = room.askFor(room.writing(), meltingQuestion);
    QCOMPARE(answer.end.note.isEmpty(), note.isEmpty());
    QVERIFY2(answer.end.note.contains(note), qPrintable(answer.end.note));
}

void ConversationTest::aBusyServerIsWaitedForAndSaidSo() {
    Room room;
    room.fill(room.offline());
    room.server.addFaults(completions, {{.status = 429, .headers = {{"Retry-After", "0"}}}});
    room.server.setAnswer({u"Steel melts at 1500 degrees [1]."_s}, 0ms);
    const auto answer = room.askFor(room.writing(), meltingQuestion);
    QCOMPARE(answer.waits, 1);
    QCOMPARE(answer.end.state, AnswerState::Done);
}

DOCCHAT_TEST(ConversationTest)

#include "conversation_test.moc"
