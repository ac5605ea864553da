// Ask the primary; if it has not answered within its patience, or fails, ask the secondaries too, and take
// the first good answer: the others are cancelled and their sockets closed. In asyncio:
// asyncio.wait({primary}, timeout=2), then asyncio.wait(all, FIRST_COMPLETED) in a loop, then cancel and
// await each loser.

#include "drill.h"

#include "async/race.h"

using namespace docchat;
using namespace docchat::async;
using namespace Qt::StringLiterals;

namespace {

Task<int> answerIn(Milliseconds time) {
    co_await sleepFor(time);
    co_return int(time.count());
}

/// Who answered: 0 is the primary.
Task<std::size_t> hedged(Milliseconds primary, Milliseconds first, Milliseconds second) {
    std::vector<Task<int>> secondaries;
    secondaries.push_back(answerIn(first));
    secondaries.push_back(answerIn(second));
    const auto won = co_await hedge(answerIn(primary), std::move(secondaries), 2s);
    co_return won.index;
}

using Answer = Result<net::HttpResponse>;

Task<std::size_t> hedgedRequests(net::HttpClient *client, tests::ScriptedServer *server, QString primary,
                                 Milliseconds patience) {
    std::vector<Task<Answer>> secondaries;
    secondaries.push_back(client->send({.url = server->url(u"/hang?secondary"_s)}));
    secondaries.push_back(client->send({.url = server->url(u"/small?ms=100"_s)}));
    const auto won =
        co_await hedge(client->send({.url = server->url(primary)}), std::move(secondaries), patience);
    co_await tests::until([=] { return server->stats().inFlight == 0; });
    co_return won.index;
}

} // namespace

int main(int argc, char **argv) {
    drills::Drill drill(argc, argv);
    drill.expect("a primary within 2 s wins", drill.virtually([] { return hedged(1900ms, 1ms, 1ms); }), 0);
    drill.expect("in ms", drill.tookMs(), 1900);
    drill.expect("else the first secondary", drill.virtually([] { return hedged(9s, 2s, 1s); }), 2);
    drill.expect("in ms", drill.tookMs(), 3000);
    drill.expect("or still the primary", drill.virtually([] { return hedged(2500ms, 2s, 1s); }), 0);

    tests::ScriptedServer server;
    net::HttpClient client(server.url(), 3);
    auto ask = [&](const QString &primary, Milliseconds patience) {
        server.reset();
        return drill.really([&] { return hedgedRequests(&client, &server, primary, patience); });
    };
    drill.expect("a fast primary wins", ask(u"/small"_s, 1h), 0);
    drill.expect("requests", server.stats().paths, {u"/small"_s});

    drill.expect("a slow primary loses", ask(u"/hang?primary"_s, 50ms), 2);
    auto closed = drills::abandoned(server);
    closed.sort();
    drill.expect("closed sockets", closed, {u"/hang?primary"_s, u"/hang?secondary"_s});

    drill.expect("a failed primary loses at once", ask(u"/status?code=500"_s, 1h), 2);
    drill.expect("closed sockets", drills::abandoned(server), {u"/hang?secondary"_s});
    return drill.exitCode();
}
