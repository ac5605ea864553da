#include "commands.h"

namespace docchat::cli {

using async::Task;
using ingest::Reembedding;

namespace {

QJsonObject progressJson(const char *event, const Reembedding::Progress &progress) {
    return {{QStringLiteral("event"), QString::fromLatin1(event)},
            {QStringLiteral("model"), progress.model},
            {QStringLiteral("done"), progress.done},
            {QStringLiteral("total"), progress.total}};
}

void printProgress(const Context &context, const Reembedding::Progress &progress) {
    if (progress.total == 0)
        return;
    context.output.json(progressJson("progress", progress));
    context.output.progress(
        QStringLiteral("%1: %2 of %3 passages%4")
            .arg(progress.model, QString::number(progress.done), QString::number(progress.total),
                 progress.waiting.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(progress.waiting)));
}

int printEnd(const Context &context, const Reembedding::Progress &progress) {
    context.output.endProgress();
    auto end = progressJson("summary", progress);
    end.insert(QStringLiteral("ok"), !progress.error);
    context.output.json(end);
    if (progress.error) {
        context.output.error(*progress.error);
        return SomeFailed;
    }
    context.output.line(
        progress.total == 0
            ? QStringLiteral("Every passage has its vector of %1 already").arg(progress.model)
            : QStringLiteral("%1 passages got their vectors of %2; questions use them from now on")
                  .arg(progress.total)
                  .arg(progress.model));
    return AllDone;
}

} // namespace

Task<int> embed(Context *context) {
    auto *application = context->application;
    if (!context->owner) {
        context->output.error({ErrorKind::Disk, QStringLiteral("The window is open and does this by itself"),
                               QStringLiteral("Look at its activity, or close it")});
        co_return SomeFailed;
    }
    auto &reembedding = application->reembedding();
    const auto listening =
        QObject::connect(&reembedding, &Reembedding::changed, &reembedding,
                         [context, &reembedding] { printProgress(*context, reembedding.progress()); });
    if (!application->embedLibrary()) {
        context->output.error({ErrorKind::Usage, QStringLiteral("No model that embeds is in use"),
                               QStringLiteral("docchat-cli provider add NAME --url URL --embed MODEL")});
        co_return Usage;
    }
    const auto progress = co_await reembedding.ended();
    QObject::disconnect(listening);
    co_return printEnd(*context, progress);
}

} // namespace docchat::cli
