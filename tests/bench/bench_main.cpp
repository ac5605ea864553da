// docchat-bench: what DocChat's concurrency costs, beside Python's on the same machine in the same minutes.
//   docchat-bench embed          embedding calls, beside plain sockets, aiohttp and httpx, against one server
//   docchat-bench async          the core of it, beside asyncio
//   docchat-bench read           a PDF (--file) by two workers, beside poppler alone; small files
//   docchat-bench search         questions to libraries of --passages, beside plain FTS5
//   docchat-bench ask            from a question to the first words of a model's answer, in libraries of
//   --passages docchat-bench vectors        vectors found by their signs, of --passages, beside exact ones
//   docchat-bench machine        what it was measured with
//   docchat-bench embed-client   one measured client (--url, --calls, --width); prints a line of JSON
//   docchat-bench plain-client   the same calls by nothing but sockets
//   docchat-bench async-client   the same for the core
//   docchat-bench embed-server   what these clients of embed ask (--ms)

#include "bench_clients.h"
#include "bench_commands.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace docchat;

namespace {

const QStringList commands{u"embed"_s,        u"async"_s,   u"machine"_s,        u"embed-client"_s,
                           u"async-client"_s, u"read"_s,    u"poppler-client"_s, u"search"_s,
                           u"plain-client"_s, u"vectors"_s, u"embed-server"_s,   u"ask"_s};

QList<int> numbersOf(const QString &list) {
    QList<int> numbers;
    for (const auto &word : list.split(u',')) {
        bool isNumber = false;
        numbers += word.toInt(&isNumber);
        if (!isNumber || numbers.last() < 1)
            throw bench::BenchFailed(u"'%1' is not a number from 1"_s.arg(word));
    }
    return numbers;
}

bench::Options optionsFrom(const QCommandLineParser &parser) {
    bench::Options options;
    if (parser.isSet(u"calls"_s))
        options.calls = numbersOf(parser.value(u"calls"_s));
    if (parser.isSet(u"width"_s))
        options.widths = numbersOf(parser.value(u"width"_s));
    if (parser.isSet(u"rounds"_s))
        options.rounds = numbersOf(parser.value(u"rounds"_s)).first();
    options.onlyOurs = parser.isSet(u"only-ours"_s);
    options.markdown = parser.isSet(u"markdown"_s);
    options.delayMs = numbersOf(parser.value(u"ms"_s)).first();
    options.file = parser.value(u"file"_s);
    if (parser.isSet(u"passages"_s))
        options.passages = numbersOf(parser.value(u"passages"_s));
    options.folder = parser.value(u"folder"_s);
    options.url = QUrl(parser.value(u"url"_s));
    return options;
}

int run(const QString &command, const bench::Options &options) {
    switch (commands.indexOf(command)) {
    case 0:
        return bench::benchEmbed(options);
    case 1:
        return bench::benchAsync(options);
    case 2:
        return bench::describeMachine();
    case 3:
        return bench::embedClient(options);
    case 4:
        return bench::asyncClient();
    case 5:
        return bench::benchRead(options);
    case 6:
        return bench::popplerClient(options);
    case 7:
        return bench::benchSearch(options);
    case 8:
        return bench::plainClient(options);
    case 9:
        return bench::benchVectors(options);
    case 10:
        return bench::embedServer(options);
    case 11:
        return bench::benchAsk(options);
    default:
        throw bench::BenchFailed(
            u"Say what to measure: embed, async, read, search, ask, vectors or machine (--help tells more)"_s);
    }
}

} // namespace

int main(int argc, char **argv) {
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addPositionalArgument(u"command"_s, commands.join(u" | "_s));
    parser.addOptions({{u"calls"_s, u"Calls of a client, one or more numbers."_s, u"N,…"_s},
                       {u"width"_s, u"Calls in flight, one or more numbers."_s, u"W,…"_s},
                       {u"rounds"_s, u"How often each client runs."_s, u"R"_s},
                       {u"only-ours"_s, u"Without the Python programs."_s},
                       {u"markdown"_s, u"Tables in Markdown."_s},
                       {u"ms"_s, u"How long embed-server waits before it replies."_s, u"MS"_s, u"20"_s},
                       {u"url"_s, u"The server of embed-client and plain-client."_s, u"URL"_s},
                       {u"file"_s, u"The PDF of read."_s, u"PDF"_s},
                       {u"passages"_s, u"Sizes of the libraries of search, ask and vectors."_s, u"N,…"_s},
                       {u"folder"_s, u"Where search keeps its libraries for the next time."_s, u"FOLDER"_s}});
    parser.process(app);
    try {
        return run(parser.positionalArguments().value(0), optionsFrom(parser));
    } catch (const std::exception &failed) {
        std::fprintf(stderr, "docchat-bench: %s\n", failed.what());
        return 2;
    }
}
