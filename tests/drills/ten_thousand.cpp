// 10,000 URLs with 50 in flight, those that are busy tried again, and the results inserted into SQLite in
// batches of 500, off the loop. In asyncio: 50 workers on a Queue, a second Queue(maxsize=100) to one
// writer, tenacity around the call, asyncio.to_thread(executemany) around the insert.

#include "drill.h"

#include "async/blocking.h"
#include "async/pipeline.h"
#include "async/retry.h"
#include "index/sqlite.h"

#include <QTemporaryDir>

#include <algorithm>
#include <numeric>

using namespace docchat;
using namespace docchat::async;
using namespace Qt::StringLiterals;

namespace {

constexpr int urlCount = 10'000;
constexpr int width = 50;
constexpr std::size_t batchSize = 500;
constexpr std::size_t queueSize = 100;

/// Every 2,500th does not exist (404), every other 10th beyond the first 50 is busy (429) at its first two
/// calls.
QString pathOf(int number) {
    if (number <= width) // the server waits for all of them
        return u"/small?ms=1"_s;
    if (number % 2500 == 0)
        return u"/missing"_s;
    if (number % 10 == 0)
        return u"/flaky?id=%1&fail=2&ra=0.01"_s.arg(number);
    return u"/small?ms=1"_s;
}

constexpr int missing = urlCount / 2500;
constexpr int busy = (urlCount - width) / 10 - missing;

struct Row {
    int number = 0;
    int status = 0;
};
using Rows = std::vector<Row>;

Task<Row> fetchRow(net::HttpClient *client, int number) {
    const auto url = client->origin().resolved(QUrl(pathOf(number)));
    const auto answer =
        co_await retry({.attempts = 5, .base = 10ms}, [=] { return client->send({.url = url}); });
    co_return Row{number, answer.ok() ? answer.value().status : answer.error().status};
}

/// On a thread: all rows or, if it throws, none.
void insert(std::stop_token, index::Database *database, const Rows &rows) {
    index::Transaction transaction(*database);
    auto statement = database->prepare("INSERT INTO answers(number, status) VALUES(?, ?)");
    for (const auto &row : rows)
        statement.bind(row.number, row.status).run();
    transaction.commit();
}

struct Facts {
    int batches = 0;
    std::size_t mostQueued = 0;
};

Task<void> insertBatches(index::Database *database, Queue<Row> *rows, Facts *facts) {
    Rows batch;
    while (auto row = co_await rows->pop()) {
        batch.push_back(*row);
        if (batch.size() < batchSize)
            continue;
        co_await runBlocking(insert, database, std::exchange(batch, {}));
        facts->mostQueued = std::max(facts->mostQueued, rows->size());
        ++facts->batches;
    }
    if (!batch.empty())
        co_await runBlocking(insert, database, std::move(batch));
}

Task<Facts> fetchAll(net::HttpClient *client, index::Database *database) {
    std::vector<int> numbers(urlCount);
    std::iota(numbers.begin(), numbers.end(), 1);
    Facts facts;
    Queue<int> waiting(width);
    Queue<Row> rows(queueSize); // when the inserts are slower, the fetches wait
    co_await TaskGroup::run([&](TaskGroup &group) {
        source(group, "numbers", std::move(numbers), &waiting);
        stage(group, "fetch", width, &waiting, &rows, [=](int number) { return fetchRow(client, number); });
        group.spawn("insert", insertBatches, database, &rows, &facts);
    });
    co_return facts;
}

} // namespace

int main(int argc, char **argv) {
    drills::Drill drill(argc, argv);
    tests::ScriptedServer server;
    server.gather(u"/small"_s, width);
    net::HttpClient client(server.url(), 2 * width); // it is the stage that limits
    const QTemporaryDir folder;
    index::Database database(folder.filePath(u"answers.db"_s), index::Database::Mode::ReadWrite);
    database.execute("CREATE TABLE answers(number INTEGER PRIMARY KEY, status INTEGER)");

    const auto facts = drill.really([&] { return fetchAll(&client, &database); });
    auto count = [&](const char *sql) { return database.integer(sql); };
    drill.expect("rows", count("SELECT count(*) FROM answers"), urlCount);
    drill.expect("first row", count("SELECT min(number) FROM answers"), 1);
    drill.expect("last row", count("SELECT max(number) FROM answers"), urlCount);
    drill.expect("answered", count("SELECT count(*) FROM answers WHERE status = 200"), urlCount - missing);
    drill.expect("missing", count("SELECT count(*) FROM answers WHERE status = 404"), missing);
    drill.expect("whole batches", facts.batches, urlCount / int(batchSize));
    drill.expect("rows in the queue, up to 100", facts.mostQueued <= queueSize, true);
    const auto books = server.stats();
    drill.expect("requests, 2 more for each busy one", books.requests, urlCount + 2 * busy);
    drill.expect("most in flight that the server saw", books.maxInFlight, width);
    drill.tellTime("10,000 URLs", (urlCount + 20 * busy) / width);
    return drill.exitCode();
}
