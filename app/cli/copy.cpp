#include "commands.h"

#include "errorjson.h"
#include "ingest/keptfiles.h"

#include <QFileInfo>

namespace docchat::cli {

using async::Task;

namespace {

Error wrongCall() {
    return {ErrorKind::Usage, QStringLiteral("Which document's copy is to be kept, dropped or saved?"),
            QStringLiteral("docchat-cli copy keep ID... | drop ID... | save ID FILE [--force]")};
}

/// What is to be done, and to which documents.
struct CopyWish {
    QString action;
    QList<DocumentId> documents;
    QString file = {};
};

Result<CopyWish> wishOf(QStringList words) {
    if (words.size() < 2)
        return wrongCall();
    CopyWish wish{words.takeFirst(), {}};
    const bool saves = wish.action == QLatin1StringView("save");
    if (saves && words.size() == 2)
        wish.file = QFileInfo(words.takeLast()).absoluteFilePath();
    if (saves ? wish.file.isEmpty()
              : wish.action != QLatin1StringView("keep") && wish.action != QLatin1StringView("drop"))
        return wrongCall();
    for (const auto &word : std::as_const(words)) {
        bool isNumber = false;
        wish.documents += word.toLongLong(&isNumber);
        if (!isNumber)
            return Error{ErrorKind::Usage, QStringLiteral("%1 is not a document's number").arg(word),
                         QStringLiteral("docchat-cli list shows them")};
    }
    return wish;
}

Task<Status> changedByOwner(Context *context, DocumentId document, bool keeps) {
    const auto answers = co_await askOwner(context, {{QStringLiteral("verb"), QStringLiteral("copy")},
                                                     {QStringLiteral("id"), document},
                                                     {QStringLiteral("keep"), keeps}});
    if (answers.empty())
        co_return context->instance->unanswered();
    if (const auto error = errorIn(answers.front()))
        co_return *error;
    co_return Done{};
}

Task<Status> changed(Context *context, DocumentId document, bool keeps) {
    auto *kept = &context->application->keptFiles();
    if (!context->owner)
        co_return co_await changedByOwner(context, document, keeps);
    if (keeps)
        co_return co_await kept->keep(document);
    const auto dropped = co_await kept->drop(document);
    co_return dropped.ok() ? Status(Done{}) : Status(dropped.error());
}

Task<int> saved(Context *context, CopyWish wish) {
    const auto written =
        co_await ingest::saveKept(&context->application->store(), wish.documents.first(), wish.file,
                                  context->arguments.has(QStringLiteral("force")));
    if (!written.ok()) {
        context->output.error(written.error());
        co_return SomeFailed;
    }
    context->output.json(
        {{QStringLiteral("id"), wish.documents.first()}, {QStringLiteral("file"), wish.file}});
    context->output.line(QStringLiteral("saved %1").arg(wish.file));
    co_return AllDone;
}

} // namespace

Task<int> copy(Context *context) {
    const auto wish = wishOf(context->arguments.positional);
    if (!wish.ok()) {
        context->output.error(wish.error());
        co_return Usage;
    }
    if (!wish->file.isEmpty())
        co_return co_await saved(context, *wish);
    const bool keeps = wish->action == QLatin1StringView("keep");
    bool all = true;
    for (const auto id : wish->documents) {
        const auto done = co_await changed(context, id, keeps);
        all = all && done.ok();
        if (!done.ok()) {
            context->output.error(done.error());
            continue;
        }
        context->output.json({{QStringLiteral("id"), id}, {QStringLiteral("copy"), keeps}});
        context->output.line(
            (keeps ? QStringLiteral("a copy of %1 is kept") : QStringLiteral("no copy of %1 is kept"))
                .arg(id));
    }
    if (context->owner) { // removed bytes stay in the -wal until that is emptied
        const auto scrubbed = co_await context->application->store().scrub();
        if (!scrubbed.ok())
            context->output.error(scrubbed.error());
        all = scrubbed.ok() && all;
    }
    co_return all ? AllDone : SomeFailed;
}

} // namespace docchat::cli
