#include "commands.h"

#include "collectionwish.h"
#include "errorjson.h"
#include "index/collections.h"

#include <QJsonArray>

namespace docchat::cli {

using async::Task;

namespace {

Error wrongCall() {
    return {ErrorKind::Usage, QStringLiteral("What is to be done with which collection?"),
            QStringLiteral("docchat-cli collection list | create NAME | rename OLD NEW | remove NAME | "
                           "add NAME ID... | take NAME ID...")};
}

/// The wish as the words give it; an error where they are too few, too many, or no numbers.
Result<QJsonObject> wishOf(const QStringList &words) {
    const auto action = words.value(0);
    const bool oneName = action == QLatin1StringView("create") || action == QLatin1StringView("remove");
    const bool twoNames = action == QLatin1StringView("rename");
    const bool hasIds = action == QLatin1StringView("add") || action == QLatin1StringView("take");
    if ((oneName && words.size() != 2) || (twoNames && words.size() != 3) || (hasIds && words.size() < 3) ||
        (!oneName && !twoNames && !hasIds))
        return wrongCall();
    QJsonObject wish{{QStringLiteral("verb"), QStringLiteral("collection")},
                     {QStringLiteral("action"), action},
                     {QStringLiteral("name"), words[1]}};
    if (twoNames)
        wish.insert(QStringLiteral("new_name"), words[2]);
    QJsonArray ids;
    for (const auto &word : hasIds ? words.mid(2) : QStringList()) {
        bool isNumber = false;
        ids += word.toLongLong(&isNumber);
        if (!isNumber)
            return Error{ErrorKind::Usage, QStringLiteral("%1 is not a document's number").arg(word),
                         QStringLiteral("docchat-cli list shows them")};
    }
    if (hasIds)
        wish.insert(QStringLiteral("ids"), ids);
    return wish;
}

/// By the window, which has the library.
Task<Result<QJsonObject>> doneByOwner(Context *context, QJsonObject wish) {
    const auto answers = co_await askOwner(context, std::move(wish));
    if (answers.empty())
        co_return context->instance->unanswered();
    const auto &answer = answers.front();
    if (const auto error = errorIn(answer))
        co_return *error;
    co_return answer.value(QLatin1StringView("collection")).toObject();
}

Task<Result<QJsonObject>> done(Context *context, QJsonObject wish) {
    if (!context->owner)
        co_return co_await doneByOwner(context, std::move(wish));
    const auto changed = co_await context->application->store().write(
        [wish](index::Database &database) { return carryOut(database, wish); });
    if (!changed.ok())
        co_return changed.error();
    if (!changed->ok())
        co_return changed->error();
    co_return collectionToJson(**changed);
}

QString counts(const QJsonObject &collection) {
    const int documents = collection.value(QLatin1StringView("documents")).toInt();
    const int chats = collection.value(QLatin1StringView("chats")).toInt();
    return QStringLiteral("%1, %2").arg(
        documents == 1 ? QStringLiteral("1 document") : QStringLiteral("%1 documents").arg(documents),
        chats == 1 ? QStringLiteral("1 chat") : QStringLiteral("%1 chats").arg(chats));
}

void print(const Output &output, const QJsonObject &collection) {
    output.json(collection);
    output.line(QStringLiteral("%1  (%2)")
                    .arg(collection.value(QLatin1StringView("name")).toString(), counts(collection)));
}

Task<int> listCollections(Context *context) {
    const auto collections = co_await context->application->store().read(&index::allCollections);
    if (!collections.ok()) {
        context->output.error(collections.error());
        co_return SomeFailed;
    }
    for (const auto &collection : *collections)
        print(context->output, collectionToJson(collection));
    co_return AllDone;
}

} // namespace

Task<int> collection(Context *context) {
    const auto &words = context->arguments.positional;
    if (words == QStringList{QStringLiteral("list")})
        co_return co_await listCollections(context);
    const auto wish = wishOf(words);
    if (!wish.ok()) {
        context->output.error(wish.error());
        co_return Usage;
    }
    const auto changed = co_await done(context, *wish);
    if (!changed.ok()) {
        context->output.error(changed.error());
        co_return SomeFailed;
    }
    if (words.first() != QLatin1StringView("remove")) {
        print(context->output, *changed);
        co_return AllDone;
    }
    auto removed = *changed;
    removed.insert(QStringLiteral("removed"), true);
    context->output.json(removed);
    context->output.line(QStringLiteral("removed %1; its documents and chats stay")
                             .arg(removed.value(QLatin1StringView("name")).toString()));
    co_return AllDone;
}

Task<std::optional<index::Scope>> scopeOption(Context *context) {
    const auto documents = documentOptions(*context);
    if (!documents)
        co_return std::nullopt;
    const auto names = context->arguments.options.values(QStringLiteral("collection"));
    if (names.isEmpty())
        co_return index::Scope(*documents);
    if (names.size() > 1) {
        context->output.error({ErrorKind::Usage, QStringLiteral("Only one collection can be given"),
                               QStringLiteral("Name several in the question: collection:NAME")});
        co_return std::nullopt;
    }
    const auto found = co_await context->application->store().read(
        [name = names.first()](index::Database &database) { return index::collectionNamed(database, name); });
    if (found.ok() && *found)
        co_return index::Scope(*documents, (*found)->id);
    context->output.error(
        found.ok() ? Error{ErrorKind::Usage, QStringLiteral("There is no collection “%1”").arg(names.first()),
                           QStringLiteral("docchat-cli collection list shows what there is")}
                   : found.error());
    co_return std::nullopt;
}

} // namespace docchat::cli
