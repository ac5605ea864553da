#include "commands.h"

#include "base/paths.h"
#include "index/documents.h"
#include "index/health.h"
#include "index/keptfiles.h"
#include "index/schema.h"
#include "ownerline.h"

#include <QJsonArray>

namespace docchat::cli {

using async::Task;

namespace {

/// copy: whether its file is in the library too.
QJsonObject documentJson(const Document &document, bool copy) {
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
                     {QStringLiteral("copy"), copy},
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

} // namespace

Task<std::vector<QJsonObject>> askOwner(Context *context, QJsonObject wish) {
    std::vector<QJsonObject> answers;
    auto socket = context->instance->connectToOwner();
    if (!socket)
        co_return answers;
    OwnerLine owner(std::move(socket));
    owner.send(wish);
    while (auto answer = co_await owner.next()) {
        if (answer->value(QLatin1StringView("event")).toString() == QLatin1StringView("end"))
            break;
        answers.push_back(std::move(*answer));
    }
    co_return answers;
}

Task<int> list(Context *context) {
    const auto found = co_await context->application->store().read([](index::Database &database) {
        return std::pair(index::allDocuments(database), index::allKept(database));
    });
    if (!found.ok()) {
        context->output.error(found.error());
        co_return SomeFailed;
    }
    for (const auto &document : found->first) {
        const bool copy = found->second.value(document.id) == KeptCopy::Whole;
        context->output.json(documentJson(document, copy));
        context->output.line(
            QStringLiteral("%1  %2  %3  %4 pages%5%6")
                .arg(QString::number(document.id).rightJustified(4),
                     stateName(document.state).leftJustified(7), inMail(document.name, document.within),
                     QString::number(document.pages), copy ? QStringLiteral("  (copy kept)") : QString(),
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
            return std::tuple(index::findDocument(database, id), index::pagesOf(database, id),
                              index::keptCopy(database, id) == KeptCopy::Whole);
        });
        if (!found.ok() || !std::get<0>(*found)) {
            context->output.error(found.ok() ? notThere(QString::number(id)) : found.error());
            co_return SomeFailed;
        }
        const auto &[document, pages, copy] = *found;
        context->output.json(documentJson(*document, copy));
        context->output.line(QStringLiteral("%1 (%2)").arg(inMail(document->name, document->within),
                                                           shownPath(document->path)));
        for (const auto &page : pages) {
            context->output.json({{QStringLiteral("page"), page.number},
                                  {QStringLiteral("label"), page.label},
                                  {QStringLiteral("text"), page.text}});
            context->output.line(QStringLiteral("\n— %1 —\n%2")
                                     .arg(placeName(document->kind, page.number, page.label, 0), page.text));
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
        const auto scrubbed = co_await context->application->store().scrub();
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
    if (!checked->isEmpty()) {
        index::markDamaged(context->application->store().path());
        context->output.warning(
            QStringLiteral("The next start saves what can be read, and keeps the damaged file"));
    }
    co_return checked->isEmpty() ? AllDone : SomeFailed;
}

const std::vector<Command> &commands() {
    static const std::vector<Command> all{
        {"add", add, true,
         "add PATH... [--concurrency N] [--timeout S] [--password P] [--ocr] [--libreoffice]"},
        {"list", list, false, "list"},
        {"show", show, false, "show ID"},
        {"remove", remove, true, "remove ID..."},
        {"search", search, false,
         "search QUERY [-k N] [--document ID]... [--collection NAME] | search --queries FILE|-    (in QUERY: "
         "file:name type:pdf after:2024-05 before:2025 collection:name -word \"a phrase\")"},
        {"ask", ask, false,
         "ask QUESTION [--document ID]... [--collection NAME] [STYLE] | ask --questions FILE|- [STYLE]    "
         "(STYLE: --length "
         "short|normal|long; for a model also --instructions TEXT --language CODE)"},
        {"summarise", summarise, false,
         "summarise ID [WISH] [STYLE]    (with a model: reads the whole document)"},
        {"provider", provider, true,
         "provider add NAME --kind openai|ollama --url URL [--embed MODEL] [--chat MODEL] [--key-env VAR] | "
         "add NAME --gguf FILE [--llama-server PATH] | list | find | use NAME | key NAME (the key on "
         "standard "
         "input) | fallback NAME|none [--patience S] | test [NAME] | pull MODEL [--provider NAME] | remove "
         "NAME"},
        {"collection", collection, true,
         "collection list | create NAME | rename OLD NEW | remove NAME | add NAME ID... | take NAME ID..."},
        {"copy", copy, true,
         "copy keep ID... | drop ID... | save ID FILE [--force]    (of documents' files, in the library)"},
        {"embed", embed, true, "embed    (what has no vector of the model in use gets one)"},
        {"check", check, true, "check"},
        {"backup", backup, false, "backup FILE [--force]    (a copy of the library, while it is in use)"},
        {"restore", restore, true, "restore FILE    (the library that is there is kept beside it)", false},
        {"delete-everything", deleteEverything, true,
         "delete-everything --yes    (library, chats, settings, keys; not your documents)", false},
        {"tasks", tasks, false, "tasks    (of the window: what is alive, waiting on what, for how long)"},
        {"export-chat", exportChat, false, "export-chat ID [--format md] [-o FILE]"},
        {"show-sent", showSent, false, "show-sent CHAT    (what went to a model for each answer, and where)"},
    };
    return all;
}

} // namespace docchat::cli
