#include "commands.h"

#include "chat/sentwords.h"
#include "index/messages.h"
#include "index/sent.h"

#include <QJsonArray>

namespace docchat::cli {

using async::Task;

namespace {

constexpr qsizetype longestBeginning = 60; // characters of a question

/// An answer of the chat, with the question before it.
struct SentAnswer {
    Message message;
    QString question;
    std::optional<std::vector<Sent>> sent;
};

std::vector<SentAnswer> answersOf(index::Database &database, qint64 chat) {
    std::vector<SentAnswer> answers;
    QString question;
    for (const auto &message : index::messagesOf(database, chat)) {
        if (message.role == Role::Question)
            question = message.text;
        else
            answers.push_back({message, question, index::sentFor(database, message.id)});
    }
    return answers;
}

QJsonObject sentJson(qint64 message, const Sent &sent) {
    QJsonArray turns;
    for (const auto &turn : sent.turns)
        turns.append(
            QJsonObject{{QStringLiteral("speaker"), turn.speaker}, {QStringLiteral("text"), turn.text}});
    return {{QStringLiteral("event"), QStringLiteral("sent")},
            {QStringLiteral("message"), message},
            {QStringLiteral("at"), sent.at.toUTC().toString(Qt::ISODate)},
            {QStringLiteral("host"), sent.host},
            {QStringLiteral("local"), sent.local},
            {QStringLiteral("purpose"), purposeName(sent.purpose)},
            {QStringLiteral("model"), sent.model},
            {QStringLiteral("tokens"), chat::tokensOf(sent)},
            {QStringLiteral("turns"), turns}};
}

void print(const Output &output, const SentAnswer &answer) {
    output.json({{QStringLiteral("event"), QStringLiteral("answer")},
                 {QStringLiteral("message"), answer.message.id},
                 {QStringLiteral("known"), answer.sent.has_value()},
                 {QStringLiteral("summary"), chat::summaryOf(answer.sent, answer.message)}});
    output.line(QStringLiteral("%1\n%2").arg(answer.question.simplified().left(longestBeginning),
                                             chat::summaryOf(answer.sent, answer.message)));
    for (const auto &sent : answer.sent.value_or(std::vector<Sent>())) {
        output.json(sentJson(answer.message.id, sent));
        output.line(QStringLiteral("\n%1 · %2\n%3")
                        .arg(chat::headlineOf(sent), chat::detailsOf(sent), chat::fullTextOf(sent)));
    }
    output.line({});
}

} // namespace

Task<int> showSent(Context *context) {
    bool isNumber = false;
    const auto chat = context->arguments.positional.value(0).toLongLong(&isNumber);
    if (!isNumber || context->arguments.positional.size() != 1) {
        context->output.error({ErrorKind::Usage, QStringLiteral("show-sent needs the number of one chat"),
                               QStringLiteral("docchat-cli show-sent 1")});
        co_return Usage;
    }
    const auto answers = co_await context->application->store().read(
        [chat](index::Database &database) { return answersOf(database, chat); });
    if (!answers.ok() || answers->empty()) {
        context->output.error(answers.ok() ? Error{ErrorKind::Usage,
                                                   QStringLiteral("There is no answer in chat %1").arg(chat),
                                                   QStringLiteral("The window shows the chats")}
                                           : answers.error());
        co_return SomeFailed;
    }
    for (const auto &answer : *answers)
        print(context->output, answer);
    co_return AllDone;
}

} // namespace docchat::cli
