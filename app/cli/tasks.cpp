#include "commands.h"

#include "async/cancel.h"
#include "taskjson.h"

namespace docchat::cli {

using async::Task;
using async::TaskInfo;

namespace {

constexpr auto patience = std::chrono::seconds(5);
constexpr qsizetype gap = 2; // spaces between two columns

QStringList rowOf(const TaskInfo &task) {
    const auto waits = task.cancelled  ? task.waitsOn + QStringLiteral(" (cancelled)")
                       : task.shielded ? task.waitsOn + QStringLiteral(" (cleaning up)")
                                       : task.waitsOn;
    return {QStringLiteral("#%1").arg(task.id),
            QString(2 * task.depth, QLatin1Char(' ')) + task.name,
            task.scope,
            waits,
            task.where,
            task.where.isEmpty() ? QString() : async::durationWords(task.waited),
            async::durationWords(task.alive)};
}

/// Columns in line, the names of children indented below their parents'.
QString tableOf(const std::vector<TaskInfo> &tasks) {
    QList<QStringList> rows{{QStringLiteral("ID"), QStringLiteral("TASK"), QStringLiteral("IN"),
                             QStringLiteral("WAITS ON"), QStringLiteral("WHERE"), QStringLiteral("FOR"),
                             QStringLiteral("ALIVE")}};
    for (const auto &task : tasks)
        rows += rowOf(task);
    QList<qsizetype> widths(rows.front().size());
    for (const auto &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size() + gap);
    }
    QStringList lines;
    for (const auto &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += row[i].leftJustified(widths[i]);
        lines += line.trimmed();
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

Task<int> tasks(Context *context) {
    if (context->owner) {
        context->output.json({{QStringLiteral("event"), QStringLiteral("none")}});
        context->output.line(
            QStringLiteral("No window runs on the library in %1, so there are no tasks to show.")
                .arg(context->application->options().dataFolder));
        co_return AllDone;
    }
    std::vector<QJsonObject> answers;
    try {
        answers = co_await async::withTimeout(
            patience, askOwner(context, {{QStringLiteral("verb"), QStringLiteral("tasks")}}));
    } catch (const async::TimeoutError &) {
    }
    if (answers.empty()) {
        context->output.error(
            {ErrorKind::Unreadable, QStringLiteral("The program that uses this library does not answer"),
             QStringLiteral("docchat.log in the data folder names a task that holds its loop")});
        co_return SomeFailed;
    }
    for (const auto &answer : answers)
        context->output.json(answer);
    context->output.line(tableOf(tasksFromJson(answers)));
    co_return AllDone;
}

} // namespace docchat::cli
