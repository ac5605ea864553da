#include "wishes.h"

#include "collectionwish.h"
#include "errorjson.h"
#include "jobjson.h"
#include "taskjson.h"
#include "widgets/activate.h"

#include <QJsonArray>

#include <deque>

namespace docchat {

using async::Task;

namespace {

QStringList pathsOf(const QJsonObject &message) {
    QStringList paths;
    for (const auto &path : message.value(QLatin1StringView("paths")).toArray())
        paths += path.toString();
    return paths;
}

} // namespace

Wishes::Wishes(Application *application, Instance *instance, CollectionController *collections,
               LibraryController *library, RemovalController *removal, CopiesController *copies,
               ui::MainWindow *window, async::Background *background)
    : m_application(application)
    , m_collections(collections)
    , m_library(library)
    , m_removal(removal)
    , m_copies(copies)
    , m_window(window)
    , m_background(background) {
    connect(instance, &Instance::wished, this, &Wishes::grant);
}

void Wishes::grant(const QJsonObject &message, QLocalSocket *socket) {
    const auto verb = message.value(QLatin1StringView("verb")).toString();
    if (verb == QLatin1StringView("open")) {
        m_library->add(pathsOf(message));
        ui::bringToFront(m_window);
        Instance::send(socket, {{QStringLiteral("event"), QStringLiteral("end")}});
    } else if (verb == QLatin1StringView("add")) {
        m_background->spawn("add for another program", &Wishes::add, this, pathsOf(message),
                            QPointer(socket));
    } else if (verb == QLatin1StringView("remove")) {
        m_background->spawn("remove for another program", &Wishes::remove, this,
                            message.value(QLatin1StringView("id")).toInteger(), QPointer(socket));
    } else if (verb == QLatin1StringView("collection")) {
        m_background->spawn("change a collection for another program", &Wishes::changeCollection, this,
                            message, QPointer(socket));
    } else if (verb == QLatin1StringView("copy")) {
        m_background->spawn("change a copy for another program", &Wishes::changeCopy, this,
                            message.value(QLatin1StringView("id")).toInteger(),
                            message.value(QLatin1StringView("keep")).toBool(), QPointer(socket));
    } else if (verb == QLatin1StringView("cancel")) {
        m_application->jobs().cancelAll();
    } else if (verb == QLatin1StringView("tasks")) {
        listTasks(socket);
    }
}

Task<void> Wishes::add(QStringList paths, QPointer<QLocalSocket> socket) {
    std::deque<ingest::JobId> waiting;
    for (const auto &path : paths)
        waiting.push_back(m_application->jobs().add(path, {}, ingest::Jobs::laneOf(paths.size())));
    QHash<QString, int> counts;
    while (!waiting.empty()) {
        const auto job = co_await m_application->jobs().finished(waiting.front());
        waiting.pop_front();
        waiting.insert(waiting.begin(), job.attachments.begin(), job.attachments.end());
        ++counts[ingest::outcomeWord(job)];
        if (socket)
            Instance::send(socket, endOfJob(job));
    }
    QJsonObject summary{{QStringLiteral("event"), QStringLiteral("summary")}};
    for (const auto *state : {"ready", "partial", "unchanged", "failed", "cancelled"})
        summary.insert(QLatin1StringView(state), counts.value(QLatin1StringView(state)));
    if (socket)
        Instance::send(socket, summary);
}

Task<void> Wishes::remove(DocumentId id, QPointer<QLocalSocket> socket) {
    const auto removed = co_await m_removal->removeNow(id);
    if (!socket)
        co_return;
    Instance::send(socket, {{QStringLiteral("event"), QStringLiteral("removed")},
                            {QStringLiteral("id"), id},
                            {QStringLiteral("removed"), removed.ok() && *removed}});
    Instance::send(socket, {{QStringLiteral("event"), QStringLiteral("end")}});
}

Task<void> Wishes::changeCollection(QJsonObject wish, QPointer<QLocalSocket> socket) {
    const auto written = co_await m_application->store().write(
        [wish](index::Database &database) { return carryOut(database, wish); });
    m_collections->reload();
    if (!socket)
        co_return;
    const auto changed = written.ok() ? *written : Result<Collection>(written.error());
    if (changed.ok())
        Instance::send(socket, {{QStringLiteral("event"), QStringLiteral("collection")},
                                {QStringLiteral("collection"), collectionToJson(*changed)}});
    else
        Instance::send(socket,
                       withError({{QStringLiteral("event"), QStringLiteral("collection")}}, changed.error()));
    Instance::send(socket, {{QStringLiteral("event"), QStringLiteral("end")}});
}

Task<void> Wishes::changeCopy(DocumentId id, bool keeps, QPointer<QLocalSocket> socket) {
    const auto done = co_await m_copies->change(id, keeps);
    if (!socket)
        co_return;
    const QJsonObject answer{{QStringLiteral("event"), QStringLiteral("copy")}, {QStringLiteral("id"), id}};
    Instance::send(socket, done.ok() ? answer : withError(answer, done.error()));
    Instance::send(socket, {{QStringLiteral("event"), QStringLiteral("end")}});
}

void Wishes::listTasks(QLocalSocket *socket) {
    for (const auto &task : async::Loop::current()->tasks())
        Instance::send(socket, taskToJson(task));
    Instance::send(socket, {{QStringLiteral("event"), QStringLiteral("end")}});
}

} // namespace docchat
