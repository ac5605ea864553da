// Three fetches of 1, 2 and 3 s under a deadline of 2.5 s: the first two give their values, the third is a
// TimeoutError and its socket is closed. In asyncio: gather(*fetches, return_exceptions=True) with each fetch
// under the same asyncio.timeout_at(); or asyncio.wait(fetches, timeout=2.5), then cancel what is pending.

#include "drill.h"

#include "async/gather.h"

using namespace docchat;
using namespace docchat::async;
using namespace Qt::StringLiterals;

namespace {

Task<int> fetchIn(int seconds) {
    co_await sleepFor(seconds * 1s);
    co_return seconds;
}

QString word(Outcome<int> &outcome) {
    try {
        return QString::number(outcome.value());
    } catch (const TimeoutError &) {
        return u"too late"_s;
    }
}

Task<QStringList> whatCameBy(Clock::duration limit, std::vector<Task<int>> fetches) {
    auto outcomes = co_await gatherOutcomes(std::move(fetches), Deadline(limit));
    QStringList words;
    for (auto &outcome : outcomes)
        words.append(word(outcome));
    co_return words;
}

Task<QStringList> threeFetches() {
    std::vector<Task<int>> fetches;
    for (const int seconds : {1, 2, 3})
        fetches.push_back(fetchIn(seconds));
    co_return co_await whatCameBy(2500ms, std::move(fetches));
}

Task<QStringList> threeRequests(net::HttpClient *client, tests::ScriptedServer *server) {
    std::vector<Task<int>> fetches;
    for (const auto &path : {u"/small?ms=100"_s, u"/small?ms=200"_s, u"/small?ms=60000"_s})
        fetches.push_back(drills::fetch(client, server->url(path)));
    const auto words = co_await whatCameBy(1500ms, std::move(fetches));
    co_await tests::until([=] { return server->stats().inFlight == 0; });
    co_return words;
}

} // namespace

int main(int argc, char **argv) {
    drills::Drill drill(argc, argv);

    const auto words = drill.virtually(threeFetches);
    drill.expect("fetches of 1, 2 and 3 s by 2.5 s", words, {u"1"_s, u"2"_s, u"too late"_s});
    drill.expect("which takes, in ms", drill.tookMs(), 2500);

    tests::ScriptedServer server;
    net::HttpClient client(server.url(), 3);
    const auto statuses = drill.really([&] { return threeRequests(&client, &server); });
    drill.expect("requests of 0.1, 0.2 and 60 s by 1.5 s", statuses, {u"200"_s, u"200"_s, u"too late"_s});
    drill.expect("sockets that the server saw closed early", drills::abandoned(server),
                 {u"/small?ms=60000"_s});
    drill.tellTime("the three requests", 1500);
    return drill.exitCode();
}
