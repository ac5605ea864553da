#include "provider/openai.h"

#include "provider/chatreader.h"

#include "async/cancel.h"

#include "providertest.h"
#include "streams.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace docchat;
using namespace docchat::provider;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using async::Task;
using Fault = ScriptedServer::Fault;

namespace {

const QString chatPath = u"/v1/chat/completions"_s;

} // namespace

class OpenAiChatTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneEventIsUnderstood_data();
    void oneEventIsUnderstood();
    void theAnswerArrivesWordByWord();
    void theFirstWordArrivesBeforeTheLastWasSent();
    void theRequestHoldsTheConversation();
    void theKeyIsSent();
    void anErrorBeforeTheFirstWord_data();
    void anErrorBeforeTheFirstWord();
    void anErrorInTheMiddleKeepsWhatCame();
    void aStreamThatIsCutKeepsWhatCameAndIsAnError_data();
    void aStreamThatIsCutKeepsWhatCameAndIsAnError();
    void aFinishReasonEndsAnAnswerToo();
    void theEndIsTheEndAlthoughTheServerGoesOn_data();
    void theEndIsTheEndAlthoughTheServerGoesOn();
    void aStreamThatStallsIsGivenUp();
    void anEndlessLineIsGivenUp();
    void anEndlessAnswerIsGivenUp();
    void abandoningDisconnects();
    void cancellingDisconnects();
};

void OpenAiChatTest::oneEventIsUnderstood_data() {
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error"); // null: none
    QTest::addColumn<bool>("finished");
    const QString none;
    QTest::newRow("text") << R"({"choices":[{"delta":{"content":"Steel "}}]})"_ba << u"Steel "_s << none
                          << false;
    QTest::newRow("escapes") << R"({"choices":[{"delta":{"content":"\u00e4\n\"[1]\""}}]})"_ba
                             << u"ä\n\"[1]\""_s << none << false;
    QTest::newRow("the role alone") << R"({"choices":[{"delta":{"role":"assistant"}}]})"_ba << none << none
                                    << false;
    QTest::newRow("null content") << R"({"choices":[{"delta":{"content":null},"finish_reason":null}]})"_ba
                                  << none << none << false;
    QTest::newRow("stop") << R"({"choices":[{"delta":{},"finish_reason":"stop"}]})"_ba << none << none
                          << true;
    QTest::newRow("text and stop") << R"({"choices":[{"delta":{"content":"."},"finish_reason":"length"}]})"_ba
                                   << u"."_s << none << true;
    QTest::newRow("done") << "[DONE]"_ba << none << none << true;
    QTest::newRow("done with a space") << " [DONE] "_ba << none << none << true;
    QTest::newRow("usage at the end")
        << R"({"choices":[],"usage":{"total_tokens":3}})"_ba << none << none << false;
    QTest::newRow("an error with a message")
        << R"({"error":{"message":"out of memory"}})"_ba << none << u"out of memory"_s << false;
    QTest::newRow("an error that is text")
        << R"({"error":"overloaded"})"_ba << none << u"overloaded"_s << false;
    QTest::newRow("an error without a word")
        << R"({"error":{"code":7}})"_ba << none << u"an error without a message"_s << false;
    QTest::newRow("no error") << R"({"error":null,"choices":[{"delta":{"content":"a"}}]})"_ba << u"a"_s
                              << none << false;
    QTest::newRow("no JSON") << "hello"_ba << none << none << false;
    QTest::newRow("nothing") << QByteArray() << none << none << false;
    QTest::newRow("a list") << "[1,2]"_ba << none << none << false;
    QTest::newRow("other types") << R"({"choices":{"delta":7}})"_ba << none << none << false;
}

void OpenAiChatTest::oneEventIsUnderstood() {
    QFETCH(QByteArray, data);
    QFETCH(QString, text);
    QFETCH(QString, error);
    QFETCH(bool, finished);
    const auto delta = parseChatEvent(data, {u"http://a"_s});
    QCOMPARE(delta.piece.text, text);
    QCOMPARE(delta.error.has_value(), !error.isNull());
    if (delta.error)
        QVERIFY2(delta.error->message.contains(error), qPrintable(delta.error->message));
    QCOMPARE(delta.finished, finished);
}

void OpenAiChatTest::theAnswerArrivesWordByWord() {
    ScriptedServer server;
    server.setAnswer({u"Stahl"_s, u"ist"_s, u"鋼"_s, u"😀"_s, u"[1]."_s}, 1ms);
    OpenAiServer client(configFor(server.url()));
    const auto answer = saidBy(client);
    QVERIFY(!answer.error);
    QCOMPARE(answer.pieces, QStringList({u"Stahl "_s, u"ist "_s, u"鋼 "_s, u"😀 "_s, u"[1]. "_s}));
}

void OpenAiChatTest::theFirstWordArrivesBeforeTheLastWasSent() {
    ScriptedServer server;
    server.setFault(chatPath, {streamOf(wordEvent("Steel "), Fault::Stall)}); // the last one is never sent
    OpenAiServer client(configFor(server.url()));
    QCOMPARE(really([&] { return async::withTimeout(20s, firstPiece(&client)); }), u"Steel "_s);
}

void OpenAiChatTest::theRequestHoldsTheConversation() {
    ScriptedServer server;
    OpenAiServer client(configFor(server.url()));
    std::ignore = saidBy(client);
    const auto body = QJsonDocument::fromJson(server.stats().bodies.first()).object();
    QCOMPARE(body[u"model"_s].toString(), u"scripted-chat"_s);
    QVERIFY(body[u"stream"_s].toBool());
    const auto messages = body[u"messages"_s].toArray();
    QCOMPARE(messages.size(), 2);
    QCOMPARE(messages[0][u"role"_s].toString(), u"system"_s);
    QCOMPARE(messages[1][u"role"_s].toString(), u"user"_s);
    QCOMPARE(messages[1][u"content"_s].toString(), u"Why?"_s);
}

void OpenAiChatTest::theKeyIsSent() {
    ScriptedServer server;
    auto config = configFor(server.url());
    config.keyEnv = u"DOCCHAT_TEST_KEY"_s;
    qputenv("DOCCHAT_TEST_KEY", "sk-chat");
    OpenAiServer client(config);
    std::ignore = saidBy(client);
    qunsetenv("DOCCHAT_TEST_KEY");
    QCOMPARE(server.stats().headers.first().value("authorization"), "Bearer sk-chat"_ba);
}

void OpenAiChatTest::anErrorBeforeTheFirstWord_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("said");
    QTest::newRow("401") << 401 << R"({"error":{"message":"bad key"}})"_ba << u"bad key"_s;
    QTest::newRow("404") << 404 << R"({"error":{"message":"no such model"}})"_ba << u"no such model"_s;
    QTest::newRow("400") << 400 << QByteArray() << u"400"_s;
}

void OpenAiChatTest::anErrorBeforeTheFirstWord() {
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, said);
    ScriptedServer server;
    server.setFault(chatPath, {{.status = status, .body = body}});
    OpenAiServer client(configFor(server.url()));
    const auto answer = saidBy(client);
    QVERIFY(answer.pieces.isEmpty());
    QVERIFY(answer.error.has_value());
    QCOMPARE(answer.error->status, status);
    QVERIFY2(answer.error->message.contains(said) && answer.error->message.contains(server.url().toString()),
             qPrintable(answer.error->message));
    QCOMPARE(answer.afterError, 0);
}

void OpenAiChatTest::anErrorInTheMiddleKeepsWhatCame() {
    ScriptedServer server;
    server.setFault(chatPath, {streamOf(wordEvent("Steel ") + wordEvent("is ") +
                                        "data: {\"error\":{\"message\":\"no memory\"}}\n\n" +
                                        wordEvent("never ") + "data: [DONE]\n\n")});
    OpenAiServer client(configFor(server.url()));
    const auto answer = saidBy(client);
    QCOMPARE(answer.text(), u"Steel is "_s);
    QVERIFY(answer.error.has_value());
    QVERIFY(answer.error->message.contains(u"no memory"_s));
    QVERIFY(answer.error->message.contains(server.url().toString()));
    QCOMPARE(answer.afterError, 0);
}

void OpenAiChatTest::aStreamThatIsCutKeepsWhatCameAndIsAnError_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("ended in order, but before the end") << int(Fault::Reply);
    QTest::newRow("the connection closed") << int(Fault::HalfBody);
}

void OpenAiChatTest::aStreamThatIsCutKeepsWhatCameAndIsAnError() {
    QFETCH(int, kind);
    ScriptedServer server;
    auto body = wordEvent("Steel ") + wordEvent("is ");
    if (kind == Fault::HalfBody)
        body += body; // of which half is sent
    server.setFault(chatPath, {streamOf(body, Fault::Kind(kind))});
    OpenAiServer client(configFor(server.url()));
    const auto answer = saidBy(client);
    QCOMPARE(answer.text(), u"Steel is "_s);
    QVERIFY(answer.error.has_value());
    QCOMPARE(answer.error->kind, ErrorKind::Provider);
    QVERIFY(answer.error->transient);
    QVERIFY(answer.error->message.contains(server.url().toString()));
}

void OpenAiChatTest::aFinishReasonEndsAnAnswerToo() {
    ScriptedServer server;
    server.setFault(chatPath,
                    {streamOf(wordEvent("Steel.") +
                              "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n")});
    OpenAiServer client(configFor(server.url()));
    const auto answer = saidBy(client);
    QCOMPARE(answer.text(), u"Steel."_s);
    QVERIFY(!answer.error);
}

void OpenAiChatTest::theEndIsTheEndAlthoughTheServerGoesOn_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("it leaves the connection open") << int(Fault::Stall);
    QTest::newRow("it closes without a last chunk") << int(Fault::HalfBody);
}

void OpenAiChatTest::theEndIsTheEndAlthoughTheServerGoesOn() {
    QFETCH(int, kind);
    ScriptedServer server;
    QByteArray body = wordEvent("Steel.") + "data: [DONE]\n\n";
    if (kind == Fault::HalfBody)
        body += QByteArray(body.size(), '\n');
    server.setFault(chatPath, {streamOf(body, Fault::Kind(kind))});
    auto limits = quick();
    limits.idle = 10s;
    OpenAiServer client(configFor(server.url()), limits);
    const auto answer = saidBy(client);
    QCOMPARE(answer.text(), u"Steel."_s);
    QVERIFY(!answer.error);
}

void OpenAiChatTest::aStreamThatStallsIsGivenUp() {
    ScriptedServer server;
    server.setFault(chatPath, {streamOf(wordEvent("Steel "), Fault::Stall)});
    auto limits = quick();
    limits.idle = 2s;
    OpenAiServer client(configFor(server.url()), limits);
    const auto answer = saidBy(client);
    QCOMPARE(answer.text(), u"Steel "_s);
    QVERIFY(answer.error.has_value());
    QCOMPARE(answer.error->kind, ErrorKind::TimedOut);
    QTRY_COMPARE(server.stats().disconnects.size(), 1);
}

void OpenAiChatTest::anEndlessLineIsGivenUp() {
    ScriptedServer server;
    server.setFault(chatPath,
                    {streamOf(wordEvent("Steel ") + "data: " + QByteArray(3'000'000, 'x'), Fault::Stall)});
    OpenAiServer client(configFor(server.url()));
    const auto answer = saidBy(client);
    QCOMPARE(answer.text(), u"Steel "_s);
    QVERIFY(answer.error.has_value());
    QVERIFY(answer.error->message.contains(u"line without end"_s));
}

void OpenAiChatTest::anEndlessAnswerIsGivenUp() {
    ScriptedServer server;
    server.setFault(chatPath, {streamOf(wordEvent(QByteArray(100'000, 'x')).repeated(100), Fault::Stall)});
    OpenAiServer client(configFor(server.url()));
    const auto answer = saidBy(client);
    QVERIFY(answer.text().size() <= 8 * 1024 * 1024);
    QVERIFY(answer.error.has_value());
    QVERIFY2(answer.error->message.contains(u"8 MiB"_s), qPrintable(answer.error->message));
}

void OpenAiChatTest::abandoningDisconnects() {
    ScriptedServer server;
    server.setAnswer(QStringList(10'000, u"word"_s), 1ms);
    OpenAiServer client(configFor(server.url()));
    QCOMPARE(really([&] { return firstPiece(&client); }), u"word "_s);
    QTRY_COMPARE(server.stats().disconnects.size(), 1);
    QCOMPARE(server.stats().inFlight, 0);
}

void OpenAiChatTest::cancellingDisconnects() {
    ScriptedServer server;
    server.setFault(chatPath, {{.kind = Fault::Hang}});
    OpenAiServer client(configFor(server.url()));
    bool timedOut = false;
    try {
        std::ignore = really([&] { return async::withTimeout(2s, said(&client)); });
    } catch (const async::TimeoutError &) {
        timedOut = true;
    }
    QVERIFY(timedOut);
    QTRY_COMPARE(server.stats().disconnects.size(), 1);
}

DOCCHAT_TEST(OpenAiChatTest)

#include "openai_chat_test.moc"
