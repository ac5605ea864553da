#include "provider/localservers.h"
#include "provider/ollama.h"

#include "everypoint.h"
#include "faultcases.h"

#include <QRegularExpression>

using namespace docchat;
using namespace docchat::provider;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using async::Task;
using Fault = ScriptedServer::Fault;

namespace {

/// A server that is busy at first and takes few texts at once, and a client of each API.
struct Desk {
    ScriptedServer server;
    std::unique_ptr<Server> openAi = clientOf(u"openai"_s);
    std::unique_ptr<Server> ollama = clientOf(u"ollama"_s);
    int done = 0; ///< what ended as it should

    Desk() {
        server.setFault(u"/v1/chat/completions"_s, {{.status = 429, .headers = {{"Retry-After", "0"}}}});
        server.setFault(u"/api/chat"_s, {{.status = 503}});
        server.setFault(u"/v1/embeddings"_s, {{.status = 413}, {.status = 503}});
    }

    std::unique_ptr<Server> clientOf(const QString &kind) const {
        auto config = configFor(server.url());
        config.kind = kind;
        return std::move(*makeProvider(config, quick()));
    }
};

Task<void> ask(Desk *desk) {
    for (auto *server : {desk->openAi.get(), desk->ollama.get()}) {
        const auto answer = co_await said(server);
        desk->done += !answer.error && answer.waits.size() == 1 ? 1 : 0;
    }
}

Task<void> embedInHalves(Desk *desk) {
    const auto vectors = co_await desk->openAi->embed(numbered(3), {});
    desk->done += vectors.ok() && vectors->size() == 3 ? 1 : 0;
}

Task<void> list(Desk *desk) {
    const auto models = co_await desk->ollama->models();
    desk->done += models.ok() ? 1 : 0;
}

Task<void> pull(Desk *desk) {
    auto progress = static_cast<OllamaServer *>(desk->ollama.get())->pull(u"m"_s);
    int items = 0;
    while (const auto item = co_await progress.next())
        items += item->ok() ? 1 : 0;
    desk->done += items == 6 ? 1 : 0;
}

Task<void> find(Desk *desk) {
    std::vector<LocalPort> ports{{u"a"_s, u"ollama"_s, desk->server.port()},
                                 {u"b"_s, u"openai"_s, desk->server.port()}};
    const auto found = co_await findLocalServers(std::move(ports), 20s);
    desk->done += found.size() == 2 ? 1 : 0;
}

struct Row {
    const char *name;
    Task<void> (*body)(Desk *);
    int done;
};

const Row rows[] = {
    {"answers, after a wait", ask, 2},
    {"embed, in halves", embedInHalves, 1},
    {"list", list, 1},
    {"pull", pull, 1},
    {"find servers here", find, 1},
};

QByteArray whatIsWrong(Desk &desk) {
    if (desk.openAi->inFlight() != 0 || desk.ollama->inFlight() != 0)
        return "permits are lost";
    if (!QTest::qWaitFor([&] { return desk.server.stats().inFlight == 0; }, 5000))
        return "requests go on at the server";
    return {};
}

} // namespace

/// Stopped at any point, a call leaves nothing behind, here or at the server.
class ProviderEveryPointTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cancelledAnywhereACallLeavesNothing_data() {
        QTest::addColumn<int>("row");
        for (int row = 0; row < int(std::size(rows)); ++row)
            QTest::newRow(rows[row].name) << row;
    }
    void cancelledAnywhereACallLeavesNothing() {
        QFETCH(int, row);
        QTest::failOnWarning(QRegularExpression(u"."_s));
        int runs = 0;
        const auto report = cutEverywhere(rows[row].name, std::make_unique<Desk>, rows[row].body,
                                          [&](Desk &desk) {
                                              if (runs++ == 0 && desk.done != rows[row].done)
                                                  return QByteArray::number(desk.done) + " done";
                                              return whatIsWrong(desk);
                                          },
                                          {.virtualTime = false});
        QCOMPARE(report.wrong, QByteArray());
        QVERIFY(report.checkpoints > 0 && report.suspensions > 0);
    }
};

DOCCHAT_TEST(ProviderEveryPointTest)

#include "provider_everywhere_test.moc"
