#include "taskjson.h"

#include <QHash>
#include <QJsonArray>

namespace docchat {

QJsonObject taskToJson(const async::TaskInfo &task) {
    return {{QStringLiteral("event"), QStringLiteral("task")},
            {QStringLiteral("id"), qint64(task.id)},
            {QStringLiteral("parent"), qint64(task.parentId)},
            {QStringLiteral("name"), task.name},
            {QStringLiteral("scope"), task.scope},
            {QStringLiteral("waits"), task.waitsOn},
            {QStringLiteral("where"), task.where},
            {QStringLiteral("stack"), QJsonArray::fromStringList(task.stack)},
            {QStringLiteral("waited_ms"), qint64(task.waited.count())},
            {QStringLiteral("alive_ms"), qint64(task.alive.count())},
            {QStringLiteral("cancelled"), task.cancelled},
            {QStringLiteral("shielded"), task.shielded}};
}

std::vector<async::TaskInfo> tasksFromJson(const std::vector<QJsonObject> &objects) {
    std::vector<async::TaskInfo> tasks;
    QHash<quint64, int> depths;
    for (const auto &object : objects) {
        async::TaskInfo task;
        task.id = quint64(object.value(QLatin1StringView("id")).toInteger());
        task.parentId = quint64(object.value(QLatin1StringView("parent")).toInteger());
        task.depth = depths.value(task.parentId, -1) + 1;
        task.name = object.value(QLatin1StringView("name")).toString();
        task.scope = object.value(QLatin1StringView("scope")).toString();
        task.waitsOn = object.value(QLatin1StringView("waits")).toString();
        task.where = object.value(QLatin1StringView("where")).toString();
        for (const auto &frame : object.value(QLatin1StringView("stack")).toArray())
            task.stack += frame.toString();
        task.waited = std::chrono::milliseconds(object.value(QLatin1StringView("waited_ms")).toInteger());
        task.alive = std::chrono::milliseconds(object.value(QLatin1StringView("alive_ms")).toInteger());
        task.cancelled = object.value(QLatin1StringView("cancelled")).toBool();
        task.shielded = object.value(QLatin1StringView("shielded")).toBool();
        depths.insert(task.id, task.depth);
        tasks.push_back(std::move(task));
    }
    return tasks;
}

} // namespace docchat
