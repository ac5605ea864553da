#include "commands.h"

#include "async/event.h"
#include "index/documents.h"
#include "index/providers.h"
#include "index/schema.h"

#include <QJsonArray>

namespace docchat::cli {

using async::Task;

namespace {

QJsonObject documentJson(const Document &document) {
    QJsonObject json{{QStringLiteral("id"), document.id},
                     {QStringLiteral("name"), document.name},
                     {QStringLiteral("path"), document.path},
                     {QStringLiteral("kind"), kindName(document.kind)},
                     {QStringLiteral("state"), stateName(document.state)},
                     {QStringLiteral("code"), document.code},
                     {QStringLiteral("reason"), document.reason},
                     {QStringLiteral("hint"), document.hint},
                     {QStringLiteral("pages"), document.pages},
                     {QStringLiteral("pages_read"), document.pagesRead},
                     {QStringLiteral("passages"), document.passages},
                     {QStringLiteral("sha256"), QString::fromLatin1(document.sha256.toHex())}};
    if (document.parent != 0) {
        json.insert(QStringLiteral("parent"), document.parent);
        json.insert(QStringLiteral("part"), document.part);
    }
    return json;
}

Error notThere(const QString &what) {
    return {ErrorKind::Usage, QStringLiteral("There is no document %1").arg(what),
            QStringLiteral("docchat-cli list shows what there is")};
}

/// The ids given, or nullopt after a message.
std::optional<QList<DocumentId>> idsGiven(const Context &context) {
    QList<DocumentId> ids;
    for (const auto &word : context.arguments.positional) {
        bool isNumber = false;
        ids += word.toLongLong(&isNumber);
        if (!isNumber) {
            context.output.error(notThere(word));
            return std::nullopt;
        }
    }
    if (ids.isEmpty()) {
        context.output.error({ErrorKind::Usage, QStringLiteral("Which document?"),
                              QStringLiteral("docchat-cli list shows their numbers")});
        return std::nullopt;
    }
    return ids;
}

QJsonObject providerJson(const ProviderConfig &provider) {
    return {{QStringLiteral("name"), provider.name},          {QStringLiteral("kind"), provider.kind},
            {QStringLiteral("url"), provider.url.toString()}, {QStringLiteral("embed"), provider.embedModel},
            {QStringLiteral("chat"), provider.chatModel},     {QStringLiteral("key_env"), provider.keyEnv},
            {QStringLiteral("active"), provider.active}};
}

Task<int> testProvider(Context *context) {
    auto *server = context->application->server();
    if (!server) {
        context->output.error({ErrorKind::Usage, QStringLiteral("No provider is in use"),
                               QStringLiteral("docchat-cli provider use NAME")});
        co_return Usage;
    }
    const auto begun = async::Clock::now();
    const auto models = co_await server->models();
    const qint64 ms = std::chrono::duration_cast<async::Milliseconds>(async::Clock::now() - begun).count();
    if (!models.ok()) {
        context->output.json(
            {{QStringLiteral("ok"), false}, {QStringLiteral("error"), models.error().text()}});
        context->output.error(models.error());
        co_return SomeFailed;
    }
    context->output.json({{QStringLiteral("ok"), true},
                          {QStringLiteral("ms"), ms},
                          {QStringLiteral("models"), QJsonArray::fromStringList(*models)}});
    context->output.line(
        QStringLiteral("answers in %1 ms; models: %2").arg(ms).arg(models->join(QStringLiteral(", "))));
    co_return AllDone;
}

Task<int> addProvider(Context *context) {
    const auto &arguments = context->arguments;
    ProviderConfig config;
    config.name = arguments.positional.value(1);
    config.kind = arguments.value(QStringLiteral("kind"), QStringLiteral("openai"));
    config.url = QUrl(arguments.value(QStringLiteral("url")), QUrl::StrictMode);
    config.embedModel = arguments.value(QStringLiteral("embed"));
    config.chatModel = arguments.value(QStringLiteral("chat"));
    config.keyEnv = arguments.value(QStringLiteral("key-env"));
    const bool web = config.url.isValid() && !config.url.host().isEmpty() &&
                     (config.url.scheme() == QLatin1StringView("http") ||
                      config.url.scheme() == QLatin1StringView("https"));
    if (config.name.isEmpty() || !web ||
        (config.kind != QLatin1StringView("openai") && config.kind != QLatin1StringView("ollama"))) {
        context->output.error(
            {ErrorKind::Usage,
             QStringLiteral("A provider needs a name, --url http(s)://… and --kind openai or ollama"),
             QStringLiteral("docchat-cli provider add NAME --kind openai --url URL [--embed MODEL] [--chat "
                            "MODEL] [--key-env VAR]")});
        co_return Usage;
    }
    const auto saved = co_await context->application->store().write([config](index::Database &database) {
        index::saveProvider(database, config);
        return Done{};
    });
    if (!saved.ok()) {
        context->output.error(saved.error());
        co_return SomeFailed;
    }
    context->output.json(providerJson(config));
    context->output.line(
        QStringLiteral("%1 is in use%2")
            .arg(config.name,
                 config.isLocal()
                     ? QStringLiteral("; what is sent stays on this computer")
                     : QStringLiteral("; questions and passages go to %1").arg(config.url.host())));
    co_return AllDone;
}

} // namespace

Task<std::vector<QJsonObject>> askOwner(Context *context, QJsonObject wish) {
    std::vector<QJsonObject> answers;
    async::Event changed;
    auto socket = context->instance->connectToOwner();
    if (!socket)
        co_return answers;
    QObject::connect(socket.get(), &QLocalSocket::readyRead, socket.get(), [&changed] { changed.set(); });
    QObject::connect(socket.get(), &QLocalSocket::disconnected, socket.get(), [&changed] { changed.set(); });
    Instance::send(socket.get(), wish);
    for (bool isOpen = true; isOpen;) {
        isOpen = socket->state() == QLocalSocket::ConnectedState;
        changed.clear();
        for (auto &answer : Instance::receive(socket.get())) {
            if (answer.value(QLatin1StringView("event")).toString() == QLatin1StringView("end"))
                co_return answers;
            answers.push_back(std::move(answer));
        }
        if (isOpen)
            co_await changed.wait();
    }
    co_return answers;
}

Task<int> list(Context *context) {
    const auto documents = co_await context->application->store().read(
        [](index::Database &database) { return index::allDocuments(database); });
    if (!documents.ok()) {
        context->output.error(documents.error());
        co_return SomeFailed;
    }
    for (const auto &document : *documents) {
        context->output.json(documentJson(document));
        context->output.line(
            QStringLiteral("%1  %2  %3  %4 pages%5")
                .arg(QString::number(document.id).rightJustified(4),
                     stateName(document.state).leftJustified(7), inMail(document.name, document.within),
                     QString::number(document.pages),
                     document.reason.isEmpty() ? QString() : QStringLiteral("  ") + document.reason));
    }
    co_return AllDone;
}

Task<int> show(Context *context) {
    const auto ids = idsGiven(*context);
    if (!ids)
        co_return Usage;
    for (const auto id : *ids) {
        const auto found = co_await context->application->store().read([id](index::Database &database) {
            return std::pair(index::findDocument(database, id), index::pagesOf(database, id));
        });
        if (!found.ok() || !found->first) {
            context->output.error(found.ok() ? notThere(QString::number(id)) : found.error());
            co_return SomeFailed;
        }
        context->output.json(documentJson(*found->first));
        context->output.line(QStringLiteral("%1 (%2)").arg(inMail(found->first->name, found->first->within),
                                                           found->first->path));
        for (const auto &page : found->second) {
            context->output.json({{QStringLiteral("page"), page.number},
                                  {QStringLiteral("label"), page.label},
                                  {QStringLiteral("text"), page.text}});
            context->output.line(
                QStringLiteral("\n— %1 —\n%2")
                    .arg(placeName(found->first->kind, page.number, page.label, 0), page.text));
        }
    }
    co_return AllDone;
}

Task<int> remove(Context *context) {
    const auto ids = idsGiven(*context);
    if (!ids)
        co_return Usage;
    bool all = true;
    for (const auto id : *ids) {
        bool removed = false;
        if (context->owner) {
            const auto result = co_await context->application->store().write(
                [id](index::Database &database) { return index::removeDocument(database, id); });
            removed = result.ok() && *result;
        } else {
            const auto answers = co_await askOwner(
                context, {{QStringLiteral("verb"), QStringLiteral("remove")}, {QStringLiteral("id"), id}});
            removed = !answers.empty() && answers.front().value(QLatin1StringView("removed")).toBool();
        }
        context->output.json({{QStringLiteral("id"), id}, {QStringLiteral("removed"), removed}});
        if (removed)
            context->output.line(QStringLiteral("removed %1").arg(id));
        else
            context->output.error(notThere(QString::number(id)));
        all = all && removed;
    }
    if (context->owner) { // the words of what was removed stay in the word index until it is merged
        const auto scrubbed = co_await context->application->store().write([](index::Database &database) {
            index::scrubRemovedWords(database);
            return Done{};
        });
        all = all && scrubbed.ok();
    }
    co_return all ? AllDone : SomeFailed;
}

Task<int> check(Context *context) {
    const auto checked = co_await context->application->store().write(
        [](index::Database &database) { return index::checkIntegrity(database); });
    if (!checked.ok()) {
        context->output.error(checked.error());
        co_return SomeFailed;
    }
    context->output.json({{QStringLiteral("ok"), checked->isEmpty()},
                          {QStringLiteral("findings"), QJsonArray::fromStringList(*checked)}});
    context->output.line(checked->isEmpty() ? QStringLiteral("the library is whole")
                                            : checked->join(QLatin1Char('\n')));
    co_return checked->isEmpty() ? AllDone : SomeFailed;
}

Task<int> provider(Context *context) {
    const auto what = context->arguments.positional.value(0);
    const auto name = context->arguments.positional.value(1);
    auto &store = context->application->store();
    if (what == QLatin1StringView("add"))
        co_return co_await addProvider(context);
    if (what == QLatin1StringView("test"))
        co_return co_await testProvider(context);
    if (what == QLatin1StringView("list")) {
        const auto providers =
            co_await store.read([](index::Database &database) { return index::allProviders(database); });
        for (const auto &one : providers.ok() ? *providers : std::vector<ProviderConfig>()) {
            context->output.json(providerJson(one));
            context->output.line(QStringLiteral("%1 %2  %3  embed %4  chat %5")
                                     .arg(one.active ? QStringLiteral("*") : QStringLiteral(" "), one.name,
                                          one.url.toString(), one.embedModel, one.chatModel));
        }
        co_return providers.ok() ? AllDone : SomeFailed;
    }
    if (what == QLatin1StringView("use") || what == QLatin1StringView("remove")) {
        const bool removing = what == QLatin1StringView("remove");
        const auto done = co_await store.write([=](index::Database &database) {
            return removing ? index::removeProvider(database, name) : index::useProvider(database, name);
        });
        if (done.ok() && *done)
            co_return AllDone;
        context->output.error({ErrorKind::Usage, QStringLiteral("There is no provider %1").arg(name),
                               QStringLiteral("docchat-cli provider list shows them")});
        co_return SomeFailed;
    }
    context->output.error({ErrorKind::Usage, QStringLiteral("provider add, list, use, test or remove?"), {}});
    co_return Usage;
}

const std::vector<Command> &commands() {
    static const std::vector<Command> all{
        {"add", add, true,
         "add PATH... [--concurrency N] [--timeout S] [--password P] [--ocr] [--libreoffice]"},
        {"list", list, false, "list"},
        {"show", show, false, "show ID"},
        {"remove", remove, true, "remove ID..."},
        {"search", search, false,
         "search QUERY [-k N] [--document ID]... | search --queries FILE|-    (in QUERY: file:name type:pdf "
         "after:2024-05 before:2025 -word \"a phrase\")"},
        {"ask", ask, false, "ask QUESTION [--document ID]... | ask --questions FILE|-"},
        {"provider", provider, true,
         "provider add NAME --kind openai|ollama --url URL [--embed MODEL] [--chat MODEL] [--key-env VAR] | "
         "list | use NAME | test | remove NAME"},
        {"check", check, true, "check"},
        {"tasks", tasks, false, "tasks    (of the window: what is alive, waiting on what, for how long)"},
        {"export-chat", exportChat, false, "export-chat ID [--format md] [-o FILE]"},
    };
    return all;
}

} // namespace docchat::cli
