#include "provider/hedged.h"

#include "providertest.h"

using namespace docchat;
using namespace docchat::provider;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Fault = ScriptedServer::Fault;

namespace {

const QString completions = u"/v1/chat/completions"_s;

/// One server with one model.
struct Side {
    ScriptedServer server;
    std::unique_ptr<OpenAiServer> model;

    explicit Side(const QString &name) {
        auto config = configFor(server.url());
        config.chatModel = name;
        model = std::make_unique<OpenAiServer>(config, quick());
        server.setAnswer({name + u" speaks."_s}, 0ms);
    }
};

/// Whom an answer says it is by, and its text.
async::Task<QStringList> writtenBy(ChatModel *model) {
    QStringList all;
    auto answer = model->answer({{ChatTurn::Speaker::User, u"Why?"_s}});
    while (auto piece = co_await answer.next())
        all += !piece->ok() ? piece->error().message : (*piece)->writer + (*piece)->text;
    all.removeAll(QString());
    co_return all;
}

} // namespace

class HedgedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFirstThatSpeaksInTimeWritesAlone();
    void theSecondStartsWhenTheFirstIsSilent();
    void theSecondStartsAtOnceWhenTheFirstFails();
    void whoSpeaksFirstWritesToTheEnd();
    void anErrorAfterTheFirstWordIsNoReasonToStartAnew();
    void whenBothFailBothAreNamed();
    void leavingStopsBoth();

private:
    /// Servers that forget what the test before did to them.
    std::unique_ptr<Side> m_near;
    std::unique_ptr<Side> m_far;

    QStringList ask(async::Milliseconds patience) {
        HedgedModel model(m_near->model.get(), m_far->model.get(), patience);
        return really([&] { return async::withTimeout(30s, writtenBy(&model)); });
    }

private Q_SLOTS:
    void init() {
        m_near = std::make_unique<Side>(u"near"_s);
        m_far = std::make_unique<Side>(u"far"_s);
    }
};

void HedgedTest::aFirstThatSpeaksInTimeWritesAlone() {
    QCOMPARE(ask(1h).join(u'|').simplified(), u"near|near speaks."_s);
    QCOMPARE(m_far->server.stats().requests, 0);
}

void HedgedTest::theSecondStartsWhenTheFirstIsSilent() {
    m_near->server.setDefaultFault(completions, {.kind = Fault::Hang});
    QCOMPARE(ask(20ms).join(u'|').simplified(), u"far|far speaks."_s);
    QTRY_COMPARE(m_near->server.stats().disconnects.size(), 1);
}

void HedgedTest::theSecondStartsAtOnceWhenTheFirstFails() {
    m_near->server.setDefaultFault(completions, {.status = 401});
    QCOMPARE(ask(1h).join(u'|').simplified(), u"far|far speaks."_s);
    QCOMPARE(m_near->server.stats().requests, 1);
}

void HedgedTest::whoSpeaksFirstWritesToTheEnd() {
    m_near->server.setAnswer(QStringList(50, u"near"_s), 1ms);
    const auto pieces = ask(1h);
    QVERIFY2(pieces.join(QString()).count(u"near"_s) == 51, qPrintable(pieces.join(u'|')));
    QCOMPARE(m_far->server.stats().requests, 0);
}

void HedgedTest::anErrorAfterTheFirstWordIsNoReasonToStartAnew() {
    m_near->server.addFaults(
        completions,
        {{.headers = {{"Content-Type", "text/event-stream"}},
          .body = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"near\"}}]}\n\n"}}); // and no end
    const auto pieces = ask(1h);
    QCOMPARE(pieces.size(), 3);
    QCOMPARE(pieces.mid(0, 2), (QStringList{u"near"_s, u"near"_s}));
    QVERIFY2(!pieces.last().contains(u"near"_s), qPrintable(pieces.last()));
    QCOMPARE(m_far->server.stats().requests, 0);
}

void HedgedTest::whenBothFailBothAreNamed() {
    m_near->server.setDefaultFault(completions, {.status = 401});
    m_far->server.setDefaultFault(completions, {.status = 403});
    const auto pieces = ask(1h);
    QCOMPARE(pieces.size(), 1);
    for (const auto *side : {m_near.get(), m_far.get()})
        QVERIFY2(pieces.first().contains(QString::number(side->server.url().port())),
                 qPrintable(pieces.first()));
}

void HedgedTest::leavingStopsBoth() {
    for (auto *side : {m_near.get(), m_far.get()})
        side->server.setDefaultFault(completions, {.kind = Fault::Hang});
    HedgedModel model(m_near->model.get(), m_far->model.get(), 1ms);
    bool timedOut = false;
    try {
        really([&] { return async::withTimeout(300ms, writtenBy(&model)); });
    } catch (const async::TimeoutError &) {
        timedOut = true;
    }
    QVERIFY(timedOut);
    for (auto *side : {m_near.get(), m_far.get()}) {
        QTRY_COMPARE(side->server.stats().disconnects.size(), 1);
        QCOMPARE(side->server.stats().inFlight, 0);
    }
}

DOCCHAT_TEST(HedgedTest)

#include "hedged_test.moc"
