// Fifty calls of 200 ms at once take 200 ms, not 10 s, and their results come in the order of the calls. In
// asyncio: results = await asyncio.gather(*calls).

#include "drill.h"

#include "async/gather.h"

#include <numeric>

using namespace docchat;
using namespace docchat::async;
using namespace Qt::StringLiterals;

namespace {

constexpr int callCount = 50;

Task<int> call(int number) {
    co_await sleepFor(200ms);
    co_return number;
}

Task<std::vector<int>> oneAfterTheOther() {
    std::vector<int> results;
    for (int i = 0; i < callCount; ++i)
        results.push_back(co_await call(i));
    co_return results;
}

Task<std::vector<int>> allAtOnce() {
    std::vector<Task<int>> calls;
    for (int i = 0; i < callCount; ++i)
        calls.push_back(call(i)); // a Task does nothing yet: gather starts it
    co_return co_await gather(std::move(calls));
}

Task<std::vector<int>> allAtOnceFrom(net::HttpClient *client, QUrl url) {
    std::vector<Task<int>> calls;
    for (int i = 0; i < callCount; ++i)
        calls.push_back(drills::fetch(client, url));
    co_return co_await gather(std::move(calls));
}

} // namespace

int main(int argc, char **argv) {
    drills::Drill drill(argc, argv);
    std::vector<int> inOrder(callCount);
    std::iota(inOrder.begin(), inOrder.end(), 0);

    drill.expect("50 results", drill.virtually(oneAfterTheOther) == inOrder, true);
    drill.expect("one after the other, in ms", drill.tookMs(), 10'000);
    drill.expect("50 results", drill.virtually(allAtOnce) == inOrder, true);
    drill.expect("all at once, in ms", drill.tookMs(), 200);

    tests::ScriptedServer server;
    server.gather(QStringLiteral("/small"), callCount);
    net::HttpClient client(server.url(), callCount);
    const auto statuses =
        drill.really([&] { return allAtOnceFrom(&client, server.url(u"/small?ms=200"_s)); });
    drill.expect("answers with 200", std::ranges::count(statuses, 200), callCount);
    drill.expect("most in flight that the server saw", server.stats().maxInFlight, callCount);
    drill.tellTime("50 requests at once", 200);
    return drill.exitCode();
}
