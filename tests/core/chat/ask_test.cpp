#include "asktest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace docchat;
using namespace docchat::chat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using Fault = ScriptedServer::Fault;

class AskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAnswerOfflineQuotesWordForWord();
    void aQuoteWithPercentSignsStaysAsItIs_data();
    void aQuoteWithPercentSignsStaysAsItIs();
    void whatIsNotThereIsNotFound();
    void withoutDocumentsThereIsNothingToAsk();
    void onlyTheAskedDocumentsAnswer();
    void aDocumentThatIsBeingReadIsNoted_data();
    void aDocumentThatIsBeingReadIsNoted();
    void ofManyThatAreBeingReadSomeAreNamed();
    void aDocumentThatCouldNotBeReadWholeIsNoted();
    void aModelsAnswerIsStreamedWithItsCitations();
    void theModelGetsThePassagesAndTheQuestion();
    void theFirstWordsComeBeforeTheLastWereSent();
    void marksOfNoPassageAreDropped();
    void aClaimThatThePassageDoesNotCarryIsNotVerified();
    void theModelIsNotAskedWithoutPassages();
    void anErrorBeforeTheFirstWordIsAFailure_data();
    void anErrorBeforeTheFirstWordIsAFailure();
    void anErrorAfterItKeepsTheText_data();
    void anErrorAfterItKeepsTheText();
    void aMarkThatWasHeldBackIsCitedAlthoughTheModelFails();
    void abandoningAnAnswerStopsTheModel();
    void cancellingAnAnswerStopsTheModel();
    void vectorsAreUsedWhereTheyAre();
    void anEmbedderThatFailsCostsOnlyTheVectors_data();
    void anEmbedderThatFailsCostsOnlyTheVectors();
    void withoutVectorsTheEmbedderIsNotAsked();
    void aLibraryThatCannotBeReadIsAFailure();
};

void AskTest::anAnswerOfflineQuotesWordForWord() {
    Room room;
    room.fill(room.offline());
    const auto answer = room.askFor(room.quoting(), meltingQuestion);
    QCOMPARE(answer.ends, 1);
    QVERIFY(!answer.afterEnd);
    QCOMPARE(answer.end.state, AnswerState::Done);
    QVERIFY(answer.end.answered);
    QVERIFY(!answer.end.error);
    QCOMPARE(answer.end.note, QString());
    QVERIFY(!answer.citations.empty());
    QCOMPARE(answer.uncited, QStringList());
    QCOMPARE(answer.citations[0].document, room.metals);
    QCOMPARE(answer.citations[0].name, u"metals.txt"_s);
    QCOMPARE(answer.citations[0].kind, DocumentKind::Text);
    QCOMPARE(answer.citations[0].page, 1);
    QVERIFY(answer.citations[0].quote.contains(u"Steel melts at 1500 degrees"_s));
    for (const auto &citation : answer.citations) {
        QCOMPARE(room.textAt(citation), citation.quote);
        QVERIFY(answer.text.contains(citation.quote.simplified()));
        QVERIFY(citation.verified);
        QVERIFY(citation.boxes.isEmpty());
    }
    QCOMPARE(room.server.stats().requests, 0);
}

void AskTest::aQuoteWithPercentSignsStaysAsItIs_data() {
    QTest::addColumn<QString>("sentence");
    QTest::newRow("an ordinary one") << u"The zeppelin grew by 12% in that one year."_s;
    QTest::newRow("a comma in an address") << u"The zeppelin is at https://a.org/x%2Cy for all to see."_s;
    QTest::newRow("a space in an address") << u"The zeppelin is at https://a.org/x%20y for all to see."_s;
    QTest::newRow("%1") << u"The zeppelin is printed by the format %1 of the program."_s;
}

void AskTest::aQuoteWithPercentSignsStaysAsItIs() {
    QFETCH(QString, sentence);
    Room room;
    room.read(room.offline(), room.write(u"a.txt"_s, sentence.toUtf8() + "\n\n" + textOf(3)));
    const auto answer = room.askFor(room.quoting(), u"What about the zeppelin?"_s);
    QVERIFY(!answer.citations.empty());
    QVERIFY(answer.citations[0].quote.contains(sentence));
    QVERIFY2(answer.text.contains(sentence), qPrintable(answer.text));
}

void AskTest::whatIsNotThereIsNotFound() {
    Room room;
    room.fill(room.offline());
    const auto answer = room.askFor(room.quoting(), u"Who won the xylophone championship?"_s);
    QCOMPARE(answer.end.state, AnswerState::NotFound);
    QVERIFY(!answer.end.answered);
    QVERIFY2(answer.text.contains(u"Not in these documents"_s) && answer.text.contains(u"3 documents"_s),
             qPrintable(answer.text));
}

void AskTest::withoutDocumentsThereIsNothingToAsk() {
    Room room;
    for (const auto &tools : {room.quoting(), room.writing()}) {
        const auto answer = room.askFor(tools, meltingQuestion);
        QCOMPARE(answer.end.state, AnswerState::NotFound);
        QVERIFY2(answer.text.contains(u"no documents"_s), qPrintable(answer.text));
        QVERIFY(answer.citations.empty());
    }
    QCOMPARE(room.server.stats().requests, 0);
}

void AskTest::onlyTheAskedDocumentsAnswer() {
    Room room;
    room.fill(room.offline());
    const auto question = u"What burns slowly, and what melts at 1500 degrees?"_s;
    for (const auto document : {room.metals, room.wood}) {
        const auto answer = room.askFor(room.quoting(), question, {document});
        QVERIFY(!answer.citations.empty());
        for (const auto &citation : answer.citations)
            QCOMPARE(citation.document, document);
    }
    const auto none = room.askFor(room.quoting(), meltingQuestion, {room.wood});
    QVERIFY(!none.text.contains(u"1500"_s));
}

void AskTest::aDocumentThatIsBeingReadIsNoted_data() {
    QTest::addColumn<QByteArray>("columns");
    QTest::addColumn<QString>("note");
    QTest::newRow("so far") << "pages=352, pages_read=90"_ba
                            << u"metals.txt: read so far: pages 1–90 of 352"_s;
    QTest::newRow("unknown how many") << "pages=0"_ba << u"metals.txt is still being read"_s;
    QTest::newRow("a name with percent signs") << "name='50%2 off.txt', pages=352, pages_read=90"_ba
                                               << u"50%2 off.txt: read so far: pages 1–90 of 352"_s;
}

void AskTest::aDocumentThatIsBeingReadIsNoted() {
    QFETCH(QByteArray, columns);
    QFETCH(QString, note);
    Room room;
    room.fill(room.offline());
    room.set(room.metals, "state='reading', " + columns);
    QCOMPARE(room.askFor(room.quoting(), meltingQuestion).end.note, note);
    QCOMPARE(room.askFor(room.quoting(), meltingQuestion, {room.wood}).end.note, QString());
    room.server.setAnswer({u"Steel."_s}, 0ms);
    QVERIFY(!room.askFor(room.writing(), meltingQuestion).end.note.isEmpty());
}

void AskTest::ofManyThatAreBeingReadSomeAreNamed() {
    Room room;
    room.fill(room.offline());
    const auto added = really([&] {
        return room.store->write([](index::Database &database) {
            for (int i = 0; i < 1000; ++i) {
                Document document;
                document.sha256 = QByteArray::number(i).rightJustified(32, '0');
                document.name = u"minutes %1.md"_s.arg(i);
                document.path = u"/nowhere/%1"_s.arg(i);
                index::addDocument(database, document);
            }
            return Done{};
        });
    });
    QVERIFY(added.ok());
    const auto note = room.askFor(room.quoting(), meltingQuestion).end.note;
    QVERIFY2(note.contains(u"minutes 1.md is still being read"_s) && note.size() < 300, qPrintable(note));
    QVERIFY2(note.endsWith(u"997 more are not read whole yet"_s), qPrintable(note));
}

/// retrieve.h: "still being read, or could not be read whole: what an answer must admit".
void AskTest::aDocumentThatCouldNotBeReadWholeIsNoted() {
    Room room;
    room.fill(room.offline());
    room.set(room.metals, "state='partial', code='damaged', reason='page 3 is damaged'");
    const auto answer = room.askFor(room.quoting(), meltingQuestion);
    QVERIFY(answer.end.note.contains(u"metals.txt"_s));
}

void AskTest::aModelsAnswerIsStreamedWithItsCitations() {
    Room room;
    room.fill(room.offline());
    room.server.setAnswer(
        {u"Steel"_s, u"melts"_s, u"at"_s, u"1500"_s, u"degrees"_s, u"[1]."_s, u"It"_s, u"does"_s, u"[1]."_s},
        1ms);
    const auto answer = room.askFor(room.writing(), meltingQuestion);
    QCOMPARE(answer.text, u"Steel melts at 1500 degrees [1]. It does [1]. "_s);
    QCOMPARE(answer.end.state, AnswerState::Done);
    QVERIFY(answer.end.answered);
    QCOMPARE(answer.ends, 1);
    QVERIFY(!answer.afterEnd);
    QCOMPARE(answer.uncited, QStringList());
    QCOMPARE(answer.citations.size(), size_t(1));
    const auto &citation = answer.citations.front();
    QCOMPARE(citation.number, 1);
    QCOMPARE(citation.document, room.metals);
    QVERIFY(citation.verified);
    QVERIFY2(citation.quote.contains(u"1500 degrees"_s), qPrintable(citation.quote));
    QCOMPARE(room.textAt(citation), citation.quote);
}

void AskTest::theModelGetsThePassagesAndTheQuestion() {
    Room room;
    room.fill(room.offline());
    std::ignore = room.askFor(room.writing(), meltingQuestion);
    QCOMPARE(room.server.stats().paths, QStringList{completions});
    const auto body = QJsonDocument::fromJson(room.server.stats().bodies.first()).object();
    const auto sent = body[u"messages"_s].toArray().last()[u"content"_s].toString();
    QVERIFY2(sent.contains(u"[1] (metals.txt, line 1)"_s), qPrintable(sent.left(500)));
    QVERIFY(sent.contains(u"Steel melts at 1500 degrees"_s));
    QVERIFY(sent.endsWith(meltingQuestion));
}

void AskTest::theFirstWordsComeBeforeTheLastWereSent() {
    Room room;
    room.fill(room.offline());
    room.server.setFault(completions, {streamOf(wordEvent("Steel "), Fault::Stall)}); // the last one never is
    const auto words =
        really([&] { return async::withTimeout(30s, firstWords(room.writing(), {meltingQuestion})); });
    QCOMPARE(words, u"Steel "_s);
}

void AskTest::marksOfNoPassageAreDropped() {
    Room room;
    room.fill(room.offline());
    room.server.setAnswer({u"Steel [9] melts [99]"_s, u"at 1500 degrees [1]"_s, u"[0]."_s}, 0ms);
    const auto answer = room.askFor(room.writing(), meltingQuestion);
    QCOMPARE(answer.citations.size(), size_t(1));
    QCOMPARE(answer.text.simplified(), u"Steel melts at 1500 degrees [1] ."_s);
    QCOMPARE(answer.uncited, QStringList());
}

void AskTest::aClaimThatThePassageDoesNotCarryIsNotVerified() {
    Room room;
    room.fill(room.offline());
    room.server.setAnswer({u"Steel melts at 9876 degrees [1]."_s}, 0ms);
    const auto answer = room.askFor(room.writing(), meltingQuestion);
    QCOMPARE(answer.citations.size(), size_t(1));
    QVERIFY(!answer.citations.front().verified);
    QCOMPARE(room.textAt(answer.citations.front()), answer.citations.front().quote);
}

void AskTest::theModelIsNotAskedWithoutPassages() {
    Room room;
    room.fill(room.offline());
    const auto answer = room.askFor(room.writing(), u"xylophone championship"_s);
    QCOMPARE(answer.end.state, AnswerState::NotFound);
    QCOMPARE(room.server.stats().requests, 0);
}

void AskTest::anErrorBeforeTheFirstWordIsAFailure_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("401") << int(Fault::Reply) << 401 << QByteArray();
    QTest::newRow("500") << int(Fault::Reply) << 500 << QByteArray();
    QTest::newRow("an error frame") << int(Fault::Reply) << 200 << "data: {\"error\":\"no memory\"}\n\n"_ba;
    QTest::newRow("an end without a word") << int(Fault::Reply) << 200 << "data: {\"choices\":[]}\n\n"_ba;
}

void AskTest::anErrorBeforeTheFirstWordIsAFailure() {
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    Room room;
    room.fill(room.offline());
    room.server.setDefaultFault(completions, {.status = status, .body = body, .kind = Fault::Kind(kind)});
    const auto answer = room.askFor(room.writing(), meltingQuestion);
    QCOMPARE(answer.end.state, AnswerState::Failed);
    QVERIFY(!answer.end.answered);
    QVERIFY(answer.end.error.has_value());
    QCOMPARE(answer.end.error->kind, ErrorKind::Provider);
    QCOMPARE(answer.text, QString());
    QCOMPARE(answer.ends, 1);
}

void AskTest::anErrorAfterItKeepsTheText_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("rest");
    QTest::newRow("an error frame") << int(Fault::Reply)
                                    << "data: {\"error\":{\"message\":\"no memory\"}}\n\n"_ba;
    QTest::newRow("an end before the end") << int(Fault::Reply) << QByteArray();
    QTest::newRow("a connection that breaks") << int(Fault::HalfBody) << QByteArray();
}

void AskTest::anErrorAfterItKeepsTheText() {
    QFETCH(int, kind);
    QFETCH(QByteArray, rest);
    Room room;
    room.fill(room.offline());
    auto body = wordEvent("Steel melts at 1500 degrees [1], ") + wordEvent("and [") + rest;
    if (kind == Fault::HalfBody)
        body += body; // of which half is sent
    room.server.setFault(completions, {streamOf(body, Fault::Kind(kind))});
    const auto answer = room.askFor(room.writing(), meltingQuestion);
    QCOMPARE(answer.end.state, AnswerState::Interrupted);
    QVERIFY(answer.end.error.has_value());
    QCOMPARE(answer.text, u"Steel melts at 1500 degrees [1], and ["_s);
    QCOMPARE(answer.citations.size(), size_t(1));
    QCOMPARE(answer.uncited, QStringList());
    QCOMPARE(answer.ends, 1);
}

void AskTest::aMarkThatWasHeldBackIsCitedAlthoughTheModelFails() {
    Room room;
    room.fill(room.offline());
    room.server.setFault(completions, {streamOf(wordEvent("Steel melts at 1500 degrees [1]"))}); // and no end
    const auto answer = room.askFor(room.writing(), meltingQuestion);
    QCOMPARE(answer.end.state, AnswerState::Interrupted);
    QCOMPARE(answer.text, u"Steel melts at 1500 degrees [1]"_s);
    QCOMPARE(answer.uncited, QStringList());
}

void AskTest::abandoningAnAnswerStopsTheModel() {
    Room room;
    room.fill(room.offline());
    room.server.setAnswer(QStringList(10'000, u"word"_s), 1ms);
    const auto words = really([&] { return firstWords(room.writing(), {meltingQuestion}); });
    QCOMPARE(words, u"word "_s);
    QTRY_COMPARE(room.server.stats().disconnects.size(), 1);
    QCOMPARE(room.server.stats().inFlight, 0);
}

void AskTest::cancellingAnAnswerStopsTheModel() {
    Room room;
    room.fill(room.offline());
    room.server.setDefaultFault(completions, {.kind = Fault::Hang});
    bool timedOut = false;
    try {
        really([&] {
            return async::withTimeout(300ms, askedUntilCancelled(room.writing(), {meltingQuestion}));
        });
    } catch (const async::TimeoutError &) {
        timedOut = true;
    }
    QVERIFY(timedOut);
    QTRY_COMPARE(room.server.stats().inFlight, 0);
}

void AskTest::vectorsAreUsedWhereTheyAre() {
    Room room;
    room.fill(room.online());
    room.server.reset();
    auto tools = room.quoting();
    tools.embedder = room.embedder.get();
    const auto answer = room.askFor(tools, meltingQuestion);
    QCOMPARE(answer.end.state, AnswerState::Done);
    QCOMPARE(answer.end.note, QString());
    QCOMPARE(room.server.stats().requests, 1);
    const auto body = QJsonDocument::fromJson(room.server.stats().bodies.first()).object();
    QCOMPARE(body[u"input"_s].toArray(), QJsonArray{meltingQuestion});
    QVERIFY(answer.citations.front().quote.contains(u"1500 degrees"_s));
}

void AskTest::anEmbedderThatFailsCostsOnlyTheVectors_data() {
    QTest::addColumn<int>("status"); // 0: nobody is there
    QTest::newRow("nobody is there") << 0;
    QTest::newRow("it refuses the key") << 401;
    QTest::newRow("it fails") << 500;
}

void AskTest::anEmbedderThatFailsCostsOnlyTheVectors() {
    QFETCH(int, status);
    Room room;
    room.fill(room.online());
    if (status == 0)
        room.server.closeAll();
    else
        room.server.setDefaultFault(u"/v1/embeddings"_s, {.status = status});
    auto tools = room.quoting();
    tools.embedder = room.embedder.get();
    const auto answer = room.askFor(tools, meltingQuestion);
    QCOMPARE(answer.end.state, AnswerState::Done);
    QVERIFY(answer.end.answered);
    QVERIFY(answer.citations.front().quote.contains(u"1500 degrees"_s));
    QVERIFY2(answer.end.note.startsWith(u"Found by words alone: "_s), qPrintable(answer.end.note));
    QVERIFY(answer.end.note.contains(room.server.url().toString()));
}

void AskTest::withoutVectorsTheEmbedderIsNotAsked() {
    Room room;
    room.fill(room.offline());
    auto tools = room.quoting();
    tools.embedder = room.embedder.get();
    QCOMPARE(room.askFor(tools, meltingQuestion).end.state, AnswerState::Done);
    QCOMPARE(room.server.stats().requests, 0);
}

void AskTest::aLibraryThatCannotBeReadIsAFailure() {
    Room room;
    QTemporaryDir empty;
    auto store = index::Store::open(empty.path(), index::Store::Access::ReadOnly);
    const auto answer = room.askFor({store->get(), nullptr, nullptr}, meltingQuestion);
    QCOMPARE(answer.end.state, AnswerState::Failed);
    QCOMPARE(answer.end.error->kind, ErrorKind::Disk);
    QCOMPARE(answer.ends, 1);
}

DOCCHAT_TEST(AskTest)

#include "ask_test.moc"
