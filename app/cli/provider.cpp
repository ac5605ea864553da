#include "commands.h"

#include "async/blocking.h"
#include "index/answering.h"
#include "index/providers.h"
#include "provider/check.h"
#include "provider/factory.h"
#include "provider/gguf.h"
#include "provider/localservers.h"
#include "provider/ollama.h"
#include "providerkey.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>

namespace docchat::cli {

using async::Task;

namespace {

QJsonObject providerJson(const ProviderConfig &provider) {
    return {{QStringLiteral("name"), provider.name},          {QStringLiteral("kind"), provider.kind},
            {QStringLiteral("url"), provider.url.toString()}, {QStringLiteral("embed"), provider.embedModel},
            {QStringLiteral("chat"), provider.chatModel},     {QStringLiteral("key_env"), provider.keyEnv},
            {QStringLiteral("has_key"), provider.hasKey},     {QStringLiteral("active"), provider.active}};
}

QJsonObject modelJson(const ModelInfo &model) {
    return {{QStringLiteral("name"), model.name},
            {QStringLiteral("chat"), model.canChat},
            {QStringLiteral("embed"), model.canEmbed},
            {QStringLiteral("context"), model.contextTokens},
            {QStringLiteral("size"), model.size}};
}

QJsonArray modelsJson(const std::vector<ModelInfo> &models) {
    QJsonArray list;
    for (const auto &model : models)
        list.append(modelJson(model));
    return list;
}

QString modelLine(const ModelInfo &model) {
    QStringList facts;
    if (model.canChat != model.canEmbed) // else the server does not say, or it is for both
        facts += model.canChat ? QStringLiteral("chat") : QStringLiteral("embed");
    if (model.contextTokens > 0)
        facts += QStringLiteral("reads %1 tokens").arg(model.contextTokens);
    if (model.size > 0)
        facts += QLocale::c().formattedDataSize(model.size, 1, QLocale::DataSizeSIFormat);
    return QStringLiteral("  %1  %2").arg(model.name, facts.join(QStringLiteral(", ")));
}

bool isWebAddress(const QUrl &url) {
    const bool web = url.scheme() == QLatin1StringView("http") || url.scheme() == QLatin1StringView("https");
    return web && url.isValid() && !url.host().isEmpty();
}

/// What is wrong with a configuration, if anything.
std::optional<Error> problemWith(const ProviderConfig &config) {
    const auto call =
        QStringLiteral("docchat-cli provider add NAME --kind openai|ollama --url URL [--embed MODEL] [--chat "
                       "MODEL] [--key-env VAR], or NAME --gguf FILE [--llama-server PATH]");
    if (config.name.isEmpty() || (!config.isGguf() && !isWebAddress(config.url)))
        return Error{ErrorKind::Usage,
                     QStringLiteral("A provider needs a name and --url http(s)://… or --gguf FILE"), call};
    if (config.isGguf() && !config.url.isLocalFile())
        return Error{ErrorKind::Usage, QStringLiteral("--kind %1 needs --gguf FILE").arg(config.kind), call};
    if (!provider::knownKinds().contains(config.kind))
        return Error{ErrorKind::Usage, QStringLiteral("--kind %1 is not known").arg(config.kind), call};
    return std::nullopt;
}

/// What the arguments say, of a server or of a file.
ProviderConfig configFrom(const Arguments &arguments) {
    ProviderConfig config;
    if (arguments.has(QStringLiteral("gguf"))) {
        config = provider::ggufConfig(arguments.value(QStringLiteral("gguf")));
    } else {
        config.kind = arguments.value(QStringLiteral("kind"), QStringLiteral("openai"));
        config.url = QUrl(arguments.value(QStringLiteral("url")), QUrl::StrictMode);
        config.embedModel = arguments.value(QStringLiteral("embed"));
        config.chatModel = arguments.value(QStringLiteral("chat"));
        config.keyEnv = arguments.value(QStringLiteral("key-env"));
    }
    config.name = arguments.positional.value(1);
    return config;
}

/// Why a .gguf file cannot be run here, if so; a llama-server that is given is kept for all of them.
Task<Status> prepareGguf(Context *context, ProviderConfig config) {
    const auto &arguments = context->arguments;
    const auto option = QStringLiteral("llama-server");
    auto program = context->application->llamaServer();
    if (arguments.has(option))
        program = QFileInfo(arguments.value(option)).absoluteFilePath();
    const auto problem = co_await async::runBlocking(
        [](std::stop_token, const QString &file, const QString &given) {
            auto wrong = provider::problemWithGguf(file);
            const bool canRun = wrong || !provider::findLlamaServer(given).isEmpty();
            return canRun ? wrong : provider::noLlamaServer(given);
        },
        config.url.toLocalFile(), program);
    if (problem)
        co_return *problem;
    if (arguments.has(option))
        context->application->useLlamaServer(program);
    co_return Done{};
}

Task<int> addProvider(Context *context) {
    const auto config = configFrom(context->arguments);
    if (const auto problem = problemWith(config)) {
        context->output.error(*problem);
        co_return Usage;
    }
    const auto prepared = config.isGguf() ? co_await prepareGguf(context, config) : Status(Done{});
    if (!prepared.ok()) {
        context->output.error(prepared.error());
        co_return SomeFailed;
    }
    const auto before = co_await context->application->store().write([config](index::Database &database) {
        index::keepAnswering(database);
        auto all = index::allProviders(database);
        index::saveProvider(database, config);
        return all;
    });
    if (!before.ok()) {
        context->output.error(before.error());
        co_return SomeFailed;
    }
    co_await context->application->forgetKeys(*before);
    context->output.json(providerJson(config));
    context->output.line(
        QStringLiteral("%1 is in use%2")
            .arg(config.name,
                 config.isLocal()
                     ? QStringLiteral("; what is sent stays on this computer")
                     : QStringLiteral("; questions and passages go to %1").arg(config.url.host())));
    co_return AllDone;
}

Task<int> listProviders(Context *context) {
    const auto providers = co_await context->application->store().read(
        [](index::Database &database) { return index::allProviders(database); });
    if (!providers.ok()) {
        context->output.error(providers.error());
        co_return SomeFailed;
    }
    for (const auto &one : *providers) {
        context->output.json(providerJson(one));
        context->output.line(QStringLiteral("%1 %2  %3  embed %4  chat %5")
                                 .arg(one.active ? QStringLiteral("*") : QStringLiteral(" "), one.name,
                                      one.url.toString(), one.embedModel, one.chatModel));
    }
    co_return AllDone;
}

/// Loopback only, so also offline.
Task<int> findProviders(Context *context) {
    const auto found = co_await provider::findLocalServers();
    for (const auto &server : found) {
        context->output.json({{QStringLiteral("name"), server.config.name},
                              {QStringLiteral("kind"), server.config.kind},
                              {QStringLiteral("url"), server.config.url.toString()},
                              {QStringLiteral("models"), modelsJson(server.models)}});
        context->output.line(QStringLiteral("%1  --kind %2 --url %3")
                                 .arg(server.config.name, server.config.kind, server.config.url.toString()));
        for (const auto &model : server.models)
            context->output.line(modelLine(model));
    }
    if (found.empty())
        context->output.line(
            QStringLiteral("No model server answers on this computer (Ollama, LM Studio, llama-server)"));
    co_return AllDone;
}

/// The named provider, or the active one for no name. Error: Usage, where there is none.
Task<Result<ProviderConfig>> chosenProvider(Context *context, QString name) {
    const auto providers = co_await context->application->store().read(
        [](index::Database &database) { return index::allProviders(database); });
    if (!providers.ok())
        co_return providers.error();
    for (const auto &one : *providers) {
        if (name.isEmpty() ? one.active : one.name == name)
            co_return one;
    }
    if (name.isEmpty())
        co_return Error{ErrorKind::Usage, QStringLiteral("No provider is in use"),
                        QStringLiteral("docchat-cli provider use NAME")};
    co_return Error{ErrorKind::Usage, QStringLiteral("There is no provider %1").arg(name),
                    QStringLiteral("docchat-cli provider list shows them")};
}

Error notOffline(const QString &provider) {
    return {ErrorKind::Usage, QStringLiteral("%1 is not asked while offline").arg(provider),
            QStringLiteral("Leave out --offline")};
}

void printTrial(const Context &context, const char *what, const provider::Trial &trial) {
    const auto name = QString::fromLatin1(what);
    if (trial.error)
        context.output.error(*trial.error);
    else
        context.output.line(
            QStringLiteral("%1 in %2 ms: %3").arg(name).arg(trial.took.count()).arg(trial.sample));
}

QJsonObject trialJson(const provider::Trial &trial) {
    QJsonObject json{{QStringLiteral("ok"), !trial.error},
                     {QStringLiteral("ms"), qint64(trial.took.count())}};
    if (!trial.sample.isEmpty())
        json.insert(QStringLiteral("sample"), trial.sample);
    if (trial.error)
        json.insert(QStringLiteral("error"), trial.error->text());
    return json;
}

void printCheck(const Context &context, const provider::ServerCheck &check) {
    auto json = trialJson(check.listing);
    const auto error = check.error();
    json.insert(QStringLiteral("ok"), !error);
    if (error)
        json.insert(QStringLiteral("error"), error->text());
    json.insert(QStringLiteral("models"), modelsJson(check.models));
    if (check.answering)
        json.insert(QStringLiteral("chat"), trialJson(*check.answering));
    if (check.embedding)
        json.insert(QStringLiteral("embed"), trialJson(*check.embedding));
    context.output.json(json);
    auto listing = check.listing;
    listing.sample = QStringLiteral("%1 models").arg(check.models.size());
    printTrial(context, "lists its models", listing);
    for (const auto &model : check.models)
        context.output.line(modelLine(model));
    if (check.answering)
        printTrial(context, "answers", *check.answering);
    if (check.embedding)
        printTrial(context, "embeds", *check.embedding);
}

Task<int> testProvider(Context *context) {
    const auto config = co_await chosenProvider(context, context->arguments.positional.value(1));
    if (!config.ok()) {
        context->output.error(config.error());
        co_return config.error().kind == ErrorKind::Usage ? Usage : SomeFailed;
    }
    if (context->application->isOffline() && !config->isLocal()) {
        context->output.error(notOffline(config->name));
        co_return Usage;
    }
    const auto server = context->application->makeServer(*config);
    if (!server.ok()) {
        context->output.error(server.error());
        co_return Usage;
    }
    const auto check = co_await provider::checkServer(server->get());
    printCheck(*context, check);
    co_return check.error() ? SomeFailed : AllDone;
}

void printPull(const Context &context, const provider::PullProgress &step) {
    context.output.json({{QStringLiteral("event"), QStringLiteral("progress")},
                         {QStringLiteral("status"), step.status},
                         {QStringLiteral("completed"), step.completed},
                         {QStringLiteral("total"), step.total}});
    const auto size = [](qint64 bytes) {
        return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
    };
    context.output.progress(
        step.total > 0
            ? QStringLiteral("%1: %2 of %3").arg(step.status, size(step.completed), size(step.total))
            : step.status);
}

/// Downloads a model to an Ollama server; interrupted, what came is kept there.
Task<int> pullModel(Context *context) {
    const auto model = context->arguments.positional.value(1);
    const auto config =
        co_await chosenProvider(context, context->arguments.value(QStringLiteral("provider")));
    const bool isOllama = config.ok() && config->kind == QLatin1StringView("ollama");
    const Error misused{ErrorKind::Usage, QStringLiteral("A model's name and an Ollama server are needed"),
                        QStringLiteral("docchat-cli provider pull MODEL [--provider NAME]")};
    if (model.isEmpty() || !isOllama) {
        context->output.error(config.ok() || model.isEmpty() ? misused : config.error());
        co_return Usage;
    }
    if (context->application->options().offline && !config->isLocal()) {
        context->output.error(notOffline(config->name));
        co_return Usage;
    }
    const auto server = context->application->makeServer(*config);
    if (!server.ok()) {
        context->output.error(server.error());
        co_return Usage;
    }
    auto steps = static_cast<provider::OllamaServer *>(server->get())->pull(model);
    while (const auto step = co_await steps.next()) {
        if (!step->ok()) {
            context->output.error(step->error());
            co_return SomeFailed;
        }
        printPull(*context, **step);
    }
    context->output.endProgress();
    context->output.json({{QStringLiteral("event"), QStringLiteral("pulled")},
                          {QStringLiteral("model"), model},
                          {QStringLiteral("provider"), config->name}});
    context->output.line(QStringLiteral("%1 is at %2").arg(model, config->name));
    co_return AllDone;
}

/// Which provider helps out when the one in use is silent; "none" for nobody.
Task<int> chooseFallback(Context *context) {
    const auto name = context->arguments.positional.value(1);
    const bool none = name == QLatin1StringView("none");
    bool isNumber = false;
    const double seconds =
        context->arguments.value(QStringLiteral("patience"), QStringLiteral("2")).toDouble(&isNumber);
    if (name.isEmpty() || !isNumber || !(seconds >= 0 && seconds * 1000 <= settings::mostPatienceMs)) {
        context->output.error({ErrorKind::Usage,
                               QStringLiteral("A fallback is a provider's name, or none, and has 0 to 600 s"),
                               QStringLiteral("docchat-cli provider fallback NAME|none [--patience S]")});
        co_return Usage;
    }
    const auto config =
        none ? Result<ProviderConfig>(ProviderConfig()) : co_await chosenProvider(context, name);
    if (!config.ok()) {
        context->output.error(config.error());
        co_return Usage;
    }
    settings::Settings(context->application->options().dataFolder)
        .setFallback({config->name, int(seconds * 1000)});
    context->output.line(none ? QStringLiteral("No provider helps out")
                              : QStringLiteral("%1 answers when the provider in use has not begun after %2 s")
                                    .arg(name)
                                    .arg(seconds));
    co_return AllDone;
}

/// `key`: whose it is; the key itself comes on standard input alone.
Task<int> takeKeyOfNamed(Context *context) {
    const auto name = context->arguments.positional.value(1);
    const auto config = co_await chosenProvider(context, name);
    if (config.ok() && !name.isEmpty() && context->arguments.positional.size() == 2)
        co_return co_await takeKey(context, *config);
    context->output.error(
        config.ok() ? Error{ErrorKind::Usage, QStringLiteral("Whose key is it?"),
                            QStringLiteral("docchat-cli provider key NAME, and the key on standard input")}
                    : config.error());
    co_return Usage;
}

/// `use` and `remove`.
Task<int> changeProvider(Context *context, bool removing) {
    struct Changed {
        std::vector<ProviderConfig> before;
        bool done = false;
    };
    const auto name = context->arguments.positional.value(1);
    const auto changed = co_await context->application->store().write([=](index::Database &database) {
        index::keepAnswering(database);
        Changed result{index::allProviders(database)};
        result.done = removing ? index::removeProvider(database, name) : index::useProvider(database, name);
        return result;
    });
    if (changed.ok())
        co_await context->application->forgetKeys(changed->before);
    if (changed.ok() && changed->done)
        co_return AllDone;
    context->output.error({ErrorKind::Usage, QStringLiteral("There is no provider %1").arg(name),
                           QStringLiteral("docchat-cli provider list shows them")});
    co_return SomeFailed;
}

} // namespace

Task<int> provider(Context *context) {
    const auto what = context->arguments.positional.value(0);
    if (what == QLatin1StringView("add"))
        co_return co_await addProvider(context);
    if (what == QLatin1StringView("list"))
        co_return co_await listProviders(context);
    if (what == QLatin1StringView("find"))
        co_return co_await findProviders(context);
    if (what == QLatin1StringView("test"))
        co_return co_await testProvider(context);
    if (what == QLatin1StringView("use") || what == QLatin1StringView("remove"))
        co_return co_await changeProvider(context, what == QLatin1StringView("remove"));
    if (what == QLatin1StringView("pull"))
        co_return co_await pullModel(context);
    if (what == QLatin1StringView("fallback"))
        co_return co_await chooseFallback(context);
    if (what == QLatin1StringView("key"))
        co_return co_await takeKeyOfNamed(context);
    context->output.error(
        {ErrorKind::Usage,
         QStringLiteral("provider add, list, find, use, key, fallback, test, pull or remove?"),
         QStringLiteral("docchat-cli --help tells how each is called")});
    co_return Usage;
}

} // namespace docchat::cli
