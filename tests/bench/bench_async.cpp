#include "bench_clients.h"
#include "bench_commands.h"
#include "bench_report.h"

#include "async/run.h"

#include <algorithm>

namespace docchat::bench {

using async::Task;

namespace {

constexpr int usualRounds = 5;

struct Figure {
    QLatin1StringView key;
    QLatin1StringView name;
    double limit = 0;  ///< the target for ours, in the unit of the name; 0: none
    double factor = 0; ///< how many times better than asyncio's it shall be; 0: not asked
};

constexpr Figure figures[] = {
    {QLatin1StringView("await_ns"), QLatin1StringView("await a new coroutine, ns"), 25},
    {QLatin1StringView("ready_ns"), QLatin1StringView("pass through the ready queue, ns")},
    {QLatin1StringView("semaphore_ns"), QLatin1StringView("contended semaphore pass with a yield, ns"), 100},
    {QLatin1StringView("queue_ns"), QLatin1StringView("queue push and pop, ns")},
    {QLatin1StringView("spawn_ns"), QLatin1StringView("task begun and ended in a group, ns")},
    {QLatin1StringView("timeout_ns"), QLatin1StringView("timeout around a trivial task, ns")},
    {QLatin1StringView("blocking_ns"), QLatin1StringView("to a thread and back, ns")},
    {QLatin1StringView("sleeping_bytes"), QLatin1StringView("one of 10,000 sleeping tasks, bytes"), 500},
    {QLatin1StringView("cancel_ms"), QLatin1StringView("cancelling 10,000 sleeping tasks, ms"), 25},
    {QLatin1StringView("beat_p50_ms"),
     QLatin1StringView("5 ms beat beside 10,000 busy tasks, late by: p50, ms")},
    {QLatin1StringView("beat_p99_ms"), QLatin1StringView("the same: p99, ms"), 2, 20},
    {QLatin1StringView("beat_max_ms"), QLatin1StringView("the same: most, ms")},
};

/// Of each client, the figures of each round.
using Rounds = QList<QList<QJsonObject>>;

QList<double> valuesOf(const QList<QJsonObject> &rounds, QLatin1StringView key) {
    QList<double> values;
    for (const auto &round : rounds) {
        if (!round.contains(key))
            throw BenchFailed(QStringLiteral("a client did not tell %1").arg(key));
        values += round[key].toDouble();
    }
    return values;
}

QString shown(const QList<double> &values) {
    return QStringLiteral("%1 (%2)").arg(rounded(median(values)),
                                         rounded(*std::min_element(values.begin(), values.end())));
}

void addRow(Table *table, QStringList *targets, const Figure &figure, const Rounds &rounds) {
    const auto mine = valuesOf(rounds[0], figure.key);
    QStringList row{figure.name, shown(mine)};
    if (figure.limit > 0) {
        Target target(QStringLiteral("%1 at most %2").arg(figure.name).arg(figure.limit), figure.limit);
        target.add({}, median(mine));
        *targets += target.line();
    }
    if (rounds.size() > 1) {
        const auto theirs = valuesOf(rounds[1], figure.key);
        const double times = median(theirs) / median(mine);
        row += {shown(theirs), rounded(times)};
        if (figure.factor > 0)
            *targets +=
                QStringLiteral("- %1: %2 at least %3 times better than asyncio's (%4)")
                    .arg(times >= figure.factor ? QStringLiteral("reached") : QStringLiteral("not reached"),
                         figure.name)
                    .arg(figure.factor)
                    .arg(rounded(times));
    }
    table->add(row);
}

void report(const Rounds &rounds, bool markdown) {
    QStringList heads{QStringLiteral("median (least)"), QStringLiteral("DocChat")};
    if (rounds.size() > 1)
        heads += {QStringLiteral("asyncio"), QStringLiteral("asyncio ÷ DocChat")};
    Table table(heads);
    QStringList targets;
    for (const auto &figure : figures)
        addRow(&table, &targets, figure, rounds);
    print(table.text(markdown));
    print(targets.join(QLatin1Char('\n')));
}

Task<Rounds> measure(QList<Client> clients, int rounds) {
    Rounds all(clients.size());
    for (int round = 0; round < rounds; ++round) {
        for (qsizetype i = 0; i < clients.size(); ++i)
            all[i] += co_await figuresOf(clients[i]);
    }
    co_return all;
}

} // namespace

int benchAsync(const Options &options) {
    QList<Client> clients{ours(QStringLiteral("async-client"))};
    if (!options.onlyOurs)
        clients += python(QStringLiteral("asyncio"), QStringLiteral("async_core.py"));
    async::Loop loop;
    report(async::run(measure(clients, options.rounds > 0 ? options.rounds : usualRounds)), options.markdown);
    return 0;
}

} // namespace docchat::bench
