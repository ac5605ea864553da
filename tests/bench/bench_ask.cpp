#include "bench_clients.h"
#include "bench_commands.h"
#include "bench_library.h"
#include "bench_report.h"
#include "bench_usage.h"

#include "async/run.h"
#include "chat/ask.h"
#include "provider/openai.h"

#include "scriptedserver.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>

namespace docchat::bench {

using async::Task;

namespace {

constexpr int asked = 200;
constexpr int warmUp = 10;

struct AskFigures {
    double median = 0; ///< ms
    double p95 = 0;
};

/// ms from a question to the first words of its answer, from a server that answers at once: our own share,
/// and a way there and back over loopback.
Task<double> toFirstWords(chat::AskTools tools, QString question) {
    const Stopwatch watch;
    auto events = chat::ask(tools, {question});
    while (const auto event = co_await events.next()) {
        if (std::holds_alternative<chat::AnswerText>(*event))
            co_return watch.wall() * 1000;
        if (const auto *end = std::get_if<chat::AnswerEnd>(&*event); end && end->error)
            throw BenchFailed(end->error->text());
    }
    throw BenchFailed(QStringLiteral("no words came for “%1”").arg(question));
}

Task<AskFigures> measureAsking(index::Store *store, provider::ChatModel *model, QStringList questions) {
    co_await store->keepPostings();
    chat::AskTools tools{store};
    tools.model = model;
    for (const auto &question : questions.first(warmUp))
        std::ignore = co_await toFirstWords(tools, question);
    QList<double> times;
    for (const auto &question : questions)
        times += co_await toFirstWords(tools, question);
    std::ranges::sort(times);
    co_return AskFigures{median(times), times[times.size() * 95 / 100]};
}

AskFigures measure(const MadeLibrary &library, provider::ChatModel *model) {
    auto store = index::Store::open(QFileInfo(library.path()).absolutePath());
    if (!store.ok())
        throw BenchFailed(store.error().text());
    return async::run(measureAsking(store->get(), model, library.questions(asked)));
}

} // namespace

int benchAsk(const Options &options) {
    async::Loop loop;
    tests::ScriptedServer server;
    server.setAnswer({QStringLiteral("Yes.")}, {});
    ProviderConfig config;
    config.url = server.url();
    config.chatModel = QStringLiteral("scripted-chat");
    provider::OpenAiServer model(config);

    const QTemporaryDir temporary;
    const auto folder = options.folder.isEmpty() ? temporary.path() : options.folder;
    Table table({QStringLiteral("passages"), QStringLiteral("question → first words, ms: median"),
                 QStringLiteral("p95")});
    Target share(QStringLiteral("at most 30 ms of our own to the first words, to 100,000 passages (median)"),
                 30);
    for (const auto passages : options.passages) {
        const MadeLibrary library(folder, passages);
        const auto figures = measure(library, &model);
        table.add({QString::number(passages), rounded(figures.median), rounded(figures.p95)});
        if (passages <= 100'000)
            share.add(QString::number(passages), figures.median);
    }
    print(table.text(options.markdown));
    print(share.line());
    return 0;
}

} // namespace docchat::bench
