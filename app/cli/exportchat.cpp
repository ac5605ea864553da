#include "commands.h"

#include "chat/changed.h"
#include "chat/export.h"
#include "index/chats.h"
#include "index/messages.h"

namespace docchat::cli {

using async::Task;

namespace {

struct WholeChat {
    std::optional<Chat> chat;
    std::vector<Message> messages;
};

Task<Result<WholeChat>> chatWith(Context *context, qint64 id) {
    return context->application->store().read([id](index::Database &database) {
        WholeChat found{index::findChat(database, id), index::messagesOf(database, id)};
        chat::tellChanges(database, found.messages);
        return found;
    });
}

int usageError(const Context &context, const QString &message, const QString &hint) {
    context.output.error({ErrorKind::Usage, message, hint});
    return Usage;
}

QJsonObject messageJson(const Message &message) {
    return {{QStringLiteral("role"),
             message.role == Role::Question ? QStringLiteral("question") : QStringLiteral("answer")},
            {QStringLiteral("text"), message.text},
            {QStringLiteral("state"), answerStateName(message.state)}};
}

} // namespace

Task<int> exportChat(Context *context) {
    const auto &arguments = context->arguments;
    bool isNumber = false;
    const auto id = arguments.positional.value(0).toLongLong(&isNumber);
    if (!isNumber || arguments.positional.size() != 1)
        co_return usageError(*context, QStringLiteral("export-chat needs the number of one chat"),
                             QStringLiteral("docchat-cli export-chat 1"));
    if (const auto format = arguments.value(QStringLiteral("format"), QStringLiteral("md"));
        format != QLatin1StringView("md"))
        co_return usageError(*context, QStringLiteral("%1 is not a format of export-chat").arg(format),
                             QStringLiteral("Use --format md; the window also writes PDF"));
    const auto whole = co_await chatWith(context, id);
    if (!whole.ok()) {
        context->output.error(whole.error());
        co_return SomeFailed;
    }
    if (!whole->chat || whole->messages.empty()) {
        context->output.error({ErrorKind::Usage, QStringLiteral("There is no chat %1").arg(id),
                               QStringLiteral("The window shows the chats")});
        co_return SomeFailed;
    }
    for (const auto &message : whole->messages)
        context->output.json(messageJson(message));
    const auto markdown = chat::toMarkdown(*whole->chat, whole->messages);
    const auto path = arguments.value(QStringLiteral("o"));
    if (path.isEmpty()) {
        context->output.text(markdown);
        co_return AllDone;
    }
    const auto written = co_await async::runBlocking(
        [](std::stop_token, QString to, QByteArray bytes) { return chat::writeWhole(to, bytes); }, path,
        markdown.toUtf8());
    if (!written.ok())
        context->output.error(written.error());
    co_return written.ok() ? AllDone : SomeFailed;
}

} // namespace docchat::cli
