// A hundred calls at widths 1, 5 and 100 take 100, 20 and 1 times as long as one call. In asyncio: a
// Semaphore(width) inside each call and gather over all of them. mapConcurrent says the same with `width`
// workers, so that its memory does not grow with the list.

#include "drill.h"

#include "async/gather.h"
#include "async/semaphore.h"

using namespace docchat;
using namespace docchat::async;
using namespace Qt::StringLiterals;

namespace {

constexpr int callCount = 100;

Task<int> call(int number) {
    co_await sleepFor(10ms);
    co_return number;
}

Task<std::size_t> withWorkers(int width) {
    std::vector<int> numbers(callCount);
    const auto results = co_await mapConcurrent(std::move(numbers), width, call);
    co_return results.size();
}

Task<int> callInTurn(Semaphore *semaphore, int number) {
    const auto permit = co_await semaphore->acquire(); // given back at the end, however it ends
    co_return co_await call(number);
}

Task<std::size_t> withSemaphore(int width) {
    Semaphore semaphore(width);
    std::vector<Task<int>> calls;
    for (int i = 0; i < callCount; ++i)
        calls.push_back(callInTurn(&semaphore, i));
    const auto results = co_await gather(std::move(calls));
    co_return results.size();
}

Task<qsizetype> goodAnswers(net::HttpClient *client, QUrl url, int width) {
    const auto statuses = co_await mapConcurrent(std::vector<QUrl>(callCount, url), width,
                                                 [=](QUrl each) { return drills::fetch(client, each); });
    co_return std::ranges::count(statuses, 200);
}

} // namespace

int main(int argc, char **argv) {
    drills::Drill drill(argc, argv);
    tests::ScriptedServer server;
    net::HttpClient client(server.url(), callCount); // has room for all: it is not what limits
    for (const int width : {1, 5, 100}) {
        const int rounds = callCount / width;
        drill.expect("calls", drill.virtually([=] { return withWorkers(width); }), callCount);
        drill.expect("with workers, in ms", drill.tookMs(), rounds * 10);
        drill.expect("calls", drill.virtually([=] { return withSemaphore(width); }), callCount);
        drill.expect("with a semaphore, in ms", drill.tookMs(), rounds * 10);

        const int eachMs = 10;
        const auto url = server.url(u"/small?ms=%1"_s.arg(eachMs));
        server.reset();
        server.gather(u"/small"_s, width);
        drill.expect("answers", drill.really([&] { return goodAnswers(&client, url, width); }), callCount);
        drill.expect("most in flight that the server saw", server.stats().maxInFlight, width);
        drill.tellTime("100 requests at this width", rounds * eachMs);
    }
    return drill.exitCode();
}
