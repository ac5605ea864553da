// The rows of a CSV file through three workers, results in the order of the rows, however long one row takes,
// and never more than a few rows in memory. In asyncio: three tasks on a Queue(maxsize) of (row, future), and
// a second bounded queue of the same futures in the order of the rows, which are awaited one by one.

#include "drill.h"

#include "async/event.h"
#include "async/files.h"
#include "async/pipeline.h"

#include <QTemporaryDir>

#include <algorithm>

using namespace docchat;
using namespace docchat::async;
using namespace Qt::StringLiterals;

namespace {

constexpr int rowCount = 1000;
constexpr int slowRow = 7;
constexpr int ahead = 16; ///< rows that may be read before the oldest of them is finished

using Total = std::shared_ptr<Promise<int>>;

struct Row {
    QByteArray line;
    Total total;
};

struct Facts {
    std::vector<int> totals; ///< in the order of the rows
    std::vector<int> ended;  ///< the rows' numbers, in the order in which the workers were done
    int read = 0;
    int mostInMemory = 0;
};

/// Hands every row to the workers, and its total to be to whoever collects, in order.
Task<void> readRows(QString path, Queue<Row> *rows, Queue<Total> *totals, Facts *facts) {
    auto lines = readLines(path);
    std::ignore = co_await lines.next(); // the heading
    while (auto line = co_await lines.next()) {
        facts->mostInMemory = std::max(facts->mostInMemory, ++facts->read - int(facts->totals.size()));
        Row row{std::move(*line), std::make_shared<Promise<int>>()};
        co_await totals->push(row.total); // waits while the oldest row holds up `ahead` others
        co_await rows->push(std::move(row));
    }
    rows->close();
    totals->close();
}

/// A line is number,amount,price.
Task<void> multiply(Row row, Facts *facts) {
    const auto fields = row.line.split(',');
    const int number = fields[0].toInt();
    co_await sleepFor(number == slowRow ? 300ms : 1ms);
    facts->ended.push_back(number);
    row.total->set(fields[1].toInt() * fields[2].toInt());
}

Task<Facts> totalsOf(QString path) {
    Facts facts;
    Queue<Row> rows(0); // a rendezvous: what waits, waits in `totals`
    Queue<Total> totals(ahead);
    co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
        group.spawn("read", readRows, path, &rows, &totals, &facts);
        sink(group, "multiply", 3, &rows, [&](Row row) { return multiply(std::move(row), &facts); });
        while (auto total = co_await totals.pop())
            facts.totals.push_back(co_await (*total)->take());
    });
    co_return facts;
}

} // namespace

int main(int argc, char **argv) {
    drills::Drill drill(argc, argv);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"rows.csv"_s));
    std::vector<int> inOrder;
    drill.expect("a file to read", file.open(QIODevice::WriteOnly), true);
    file.write("number,amount,price\n");
    for (int i = 0; i < rowCount; ++i) {
        file.write(QByteArray::number(i) + ',' + QByteArray::number(i % 9) + ',' + QByteArray::number(i) +
                   '\n');
        inOrder.push_back(i % 9 * i);
    }
    file.close();

    const auto facts = drill.really([&] { return totalsOf(file.fileName()); });
    drill.expect("totals in the order of the rows", facts.totals == inOrder, true);
    const auto slow = std::ranges::find(facts.ended, slowRow);
    const auto overtaken = std::count_if(facts.ended.begin(), slow, [](int row) { return row > slowRow; });
    drill.expect("rows that overtook the slow one, up to 16", overtaken > 0 && overtaken <= ahead, true);
    drill.expect("rows in memory, up to 18", facts.mostInMemory <= ahead + 2, true);
    drill.tellTime("1,000 rows by three workers", 300 + rowCount / 3);
    return drill.exitCode();
}
