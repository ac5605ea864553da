#include "bench_clients.h"
#include "bench_commands.h"
#include "bench_report.h"

#include "async/run.h"
#include "net/http.h"

#include <QJsonDocument>

#include <cmath>

namespace docchat::bench {

using async::Task;

namespace {

constexpr int delayMs = 20;
constexpr double wallLimit = 1.03;

/// N calls, W of them in flight.
struct Case {
    int calls;
    int width;

    [[nodiscard]] QString name() const { return QStringLiteral("at %1/%2").arg(calls).arg(width); }
    [[nodiscard]] int turns() const { return (calls + width - 1) / width; }
};

/// One client's run, or the medians of several.
struct Sample {
    double wall = 0;    ///< s
    double ideal = 0;   ///< s: as many turns as there must be, each as long as the server took
    double ratio = 0;   ///< wall ÷ ideal
    double cpu = 0;     ///< µs a call
    double memory = 0;  ///< MB at the peak
    double service = 0; ///< ms, the server's median
    int inFlight = 0;   ///< at most
    int connections = 0;
    double checksum = 0; ///< 0: it read no vectors
};

Task<QJsonObject> ask(net::HttpClient *books, QUrl url) {
    net::HttpRequest request;
    request.url = std::move(url);
    const auto answer = co_await books->send(std::move(request));
    if (!answer.ok())
        throw BenchFailed(answer.error().text());
    co_return QJsonDocument::fromJson(answer.value().body).object();
}

/// What must hold whatever the clock says. Of the others only that they did the work: they may begin slower
/// than the server answers, and open connections anew.
void checkCounts(const Client &client, const Case &size, const QJsonObject &figures,
                 const QJsonObject &stats) {
    const auto number = [&](const char *key) { return stats[QLatin1StringView(key)].toInt(); };
    const int inFlight = number("maxInFlight");
    const int connections = number("connections");
    const bool worked = figures[QLatin1StringView("calls")].toInt() == size.calls &&
                        number("requests") == size.calls && inFlight <= size.width &&
                        number("serviceMedianUs") >= delayMs * 1000;
    const bool exact = inFlight == std::min(size.calls, size.width) && connections <= size.width &&
                       number("disconnects") == 0;
    if (!worked || (!exact && client.name == ours({}).name))
        throw BenchFailed(QStringLiteral("%1 %2: %3 requests, %4 in flight, %5 connections, %6 µs a request")
                              .arg(client.name, size.name())
                              .arg(number("requests"))
                              .arg(inFlight)
                              .arg(connections)
                              .arg(number("serviceMedianUs")));
}

Task<Sample> measure(const ServerProcess *server, net::HttpClient *books, Client client, Case size) {
    client.arguments += {QStringLiteral("--url"),     server->url().toString(),  QStringLiteral("--calls"),
                         QString::number(size.calls), QStringLiteral("--width"), QString::number(size.width)};
    co_await ask(books, server->url(QStringLiteral("/_reset")));
    const auto figures = co_await figuresOf(onItsOwnProcessor(client));
    const auto stats = co_await ask(books, server->url(QStringLiteral("/_stats")));
    checkCounts(client, size, figures, stats);
    Sample sample;
    sample.wall = figures[QLatin1StringView("wall_s")].toDouble();
    sample.service = stats[QLatin1StringView("serviceMedianUs")].toDouble() / 1000;
    sample.ideal = size.turns() * sample.service / 1000;
    sample.ratio = sample.wall / sample.ideal;
    sample.cpu = figures[QLatin1StringView("cpu_s")].toDouble() * 1e6 / size.calls;
    sample.memory = figures[QLatin1StringView("peak_kb")].toDouble() / 1024;
    sample.inFlight = stats[QLatin1StringView("maxInFlight")].toInt();
    sample.connections = stats[QLatin1StringView("connections")].toInt();
    sample.checksum = figures[QLatin1StringView("checksum")].toDouble();
    co_return sample;
}

Sample medians(const QList<Sample> &samples) {
    const auto of = [&](double Sample::*field) {
        QList<double> values;
        for (const auto &sample : samples)
            values += sample.*field;
        return median(values);
    };
    Sample middle = samples.first();
    for (auto field :
         {&Sample::wall, &Sample::ideal, &Sample::ratio, &Sample::cpu, &Sample::memory, &Sample::service})
        middle.*field = of(field);
    return middle;
}

int usualRounds(int calls) {
    return calls < 500 ? 5 : calls < 5000 ? 3 : 1;
}

/// All clients by turns, so that they meet the same machine.
Task<QList<Sample>> measureCase(const ServerProcess *server, net::HttpClient *books, QList<Client> clients,
                                Case size, int rounds) {
    QList<QList<Sample>> samples(clients.size());
    for (int round = 0; round < rounds; ++round) {
        for (qsizetype i = 0; i < clients.size(); ++i) {
            samples[i] += co_await measure(server, books, clients[i], size);
            const auto checksum = samples[i].last().checksum; // plain sockets read no vectors
            if (checksum != 0 && std::abs(checksum / samples[0][0].checksum - 1) > 1e-6)
                throw BenchFailed(QStringLiteral("%1 has other vectors").arg(clients[i].name));
        }
    }
    QList<Sample> middles;
    for (const auto &ofClient : samples)
        middles += medians(ofClient);
    co_return middles;
}

/// Tables and targets as they fill up.
struct Report {
    Table figures{{QStringLiteral("calls/width, client"), QStringLiteral("wall s"), QStringLiteral("÷ ideal"),
                   QStringLiteral("server ms"), QStringLiteral("CPU µs/call"), QStringLiteral("peak MB"),
                   QStringLiteral("in flight"), QStringLiteral("connections")}};
    Table ratios{{QStringLiteral("calls/width"), QStringLiteral("CPU ÷ aiohttp's"),
                  QStringLiteral("CPU ÷ httpx's"), QStringLiteral("memory ÷ aiohttp's"),
                  QStringLiteral("memory ÷ httpx's"), QStringLiteral("wall ÷ aiohttp's"),
                  QStringLiteral("wall ÷ httpx's")}};
    Target wall{QStringLiteral("wall within 3 % of ceil(N/W) × the server's median"), wallLimit};
    Target wallPlain{QStringLiteral("wall within 3 % of plain sockets'"), wallLimit};
    Target cpuAiohttp{QStringLiteral("CPU a call at most half of aiohttp's"), 0.5};
    Target cpuHttpx{QStringLiteral("CPU a call at most a quarter of httpx's"), 0.25};
    Target memory{QStringLiteral("memory for 10,000 at most a fifth of theirs"), 0.2};

    void add(const Case &size, const QList<Client> &clients, const QList<Sample> &samples);
    void compare(const Case &size, const Sample &ours, const Sample &aiohttp, const Sample &httpx);
    void show(bool markdown, bool compared) const;
};

void Report::add(const Case &size, const QList<Client> &clients, const QList<Sample> &samples) {
    for (qsizetype i = 0; i < clients.size(); ++i) {
        const auto &s = samples[i];
        figures.add({QStringLiteral("%1/%2 %3").arg(size.calls).arg(size.width).arg(clients[i].name),
                     QString::number(s.wall, 'f', 3), QString::number(s.ratio, 'f', 3),
                     QString::number(s.service, 'f', 2), rounded(s.cpu), rounded(s.memory),
                     QString::number(s.inFlight), QString::number(s.connections)});
    }
    wall.add(size.name(), samples[0].ratio);
    wallPlain.add(size.name(), samples[0].wall / samples[1].wall);
    if (samples.size() == 4)
        compare(size, samples[0], samples[2], samples[3]);
}

void Report::compare(const Case &size, const Sample &ours, const Sample &aiohttp, const Sample &httpx) {
    const auto part = [](double a, double b) { return QString::number(a / b, 'f', 3); };
    ratios.add({QStringLiteral("%1/%2").arg(size.calls).arg(size.width), part(ours.cpu, aiohttp.cpu),
                part(ours.cpu, httpx.cpu), part(ours.memory, aiohttp.memory), part(ours.memory, httpx.memory),
                part(ours.wall, aiohttp.wall), part(ours.wall, httpx.wall)});
    cpuAiohttp.add(size.name(), ours.cpu / aiohttp.cpu);
    cpuHttpx.add(size.name(), ours.cpu / httpx.cpu);
    if (size.calls >= 10000)
        memory.add(size.name(), ours.memory / std::min(aiohttp.memory, httpx.memory));
}

void Report::show(bool markdown, bool compared) const {
    print(figures.text(markdown));
    if (compared)
        print(ratios.text(markdown));
    print(wall.line());
    print(wallPlain.line());
    if (!compared)
        return;
    for (const auto *target : {&cpuAiohttp, &cpuHttpx, &memory})
        print(target->line());
}

Task<void> benchAll(Options options, const ServerProcess *server, net::HttpClient *books) {
    QList<Client> clients{ours(QStringLiteral("embed-client")), ours(QStringLiteral("plain-client"))};
    clients[1].name = QStringLiteral("plain sockets");
    if (!options.onlyOurs)
        clients += {python(QStringLiteral("aiohttp"), QStringLiteral("embed_aiohttp.py")),
                    python(QStringLiteral("httpx"), QStringLiteral("embed_httpx.py"))};
    Report report;
    for (const int calls : options.calls) {
        for (const int width : options.widths) {
            const Case size{calls, width};
            const int rounds = options.rounds > 0 ? options.rounds : usualRounds(calls);
            report.add(size, clients, co_await measureCase(server, books, clients, size, rounds));
        }
    }
    report.show(options.markdown, !options.onlyOurs);
}

} // namespace

int benchEmbed(const Options &options) {
    const ServerProcess server(delayMs);
    async::Loop loop;
    net::HttpClient books(server.url(), 1);
    async::run(benchAll(options, &server, &books));
    return 0;
}

} // namespace docchat::bench
