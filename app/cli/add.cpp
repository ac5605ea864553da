#include "commands.h"

#include "async/cancel.h"
#include "document/protections.h"
#include "index/documents.h"
#include "ingest/open.h"
#include "jobjson.h"
#include "ownerline.h"
#include "provider/gguf.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <deque>

namespace docchat::cli {

using async::Task;
using ingest::Job;

namespace {

constexpr auto cancelGrace = std::chrono::seconds(5);

struct Counts {
    int ready = 0;
    int partial = 0;
    int unchanged = 0;
    int failed = 0;
    int cancelled = 0;
    int interrupted = 0;
};

void count(const Job &job, Counts &counts) {
    if (job.state == Job::State::Cancelled) {
        ++counts.cancelled;
        return;
    }
    if (job.state == Job::State::Interrupted) {
        ++counts.interrupted;
        return;
    }
    int *const byOutcome[] = {&counts.ready, &counts.partial, &counts.unchanged, &counts.failed};
    ++*byOutcome[int(job.result.outcome)];
}

void printDocument(Context *context, const Job &job, const std::optional<Document> &document,
                   Counts &counts) {
    count(job, counts);
    const auto state = ingest::outcomeWord(job);
    const auto reason = job.result.error ? job.result.error->text() : QString();
    auto event = endOfJob(job);
    event.insert(QStringLiteral("pages"), document ? document->pages : 0);
    event.insert(QStringLiteral("passages"), document ? document->passages : 0);
    context->output.json(event);
    context->output.endProgress();
    const auto size =
        document && document->passages > 0
            ? QStringLiteral(", %1 pages, %2 passages").arg(document->pages).arg(document->passages)
            : QString();
    context->output.line(QStringLiteral("%1: %2%3, %4 ms%5")
                             .arg(inMail(job.name, job.within), state, size, QString::number(job.ms),
                                  reason.isEmpty() ? QString() : QStringLiteral(": ") + reason));
}

void printProgress(Context *context, const Job &job) {
    const auto &progress = job.progress(job.stage);
    auto event = jobEvent(QStringLiteral("progress"), job);
    event.insert(QStringLiteral("stage"), stageName(progress.stage));
    event.insert(QStringLiteral("done"), progress.done);
    event.insert(QStringLiteral("total"), progress.total);
    context->output.json(event);
    context->output.progress(
        QStringLiteral("%1: %2 %3%4%5")
            .arg(inMail(job.name, job.within), stageName(progress.stage), QString::number(progress.done),
                 progress.total > 0 ? QStringLiteral(" of %1").arg(progress.total) : QString(),
                 job.waiting.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(job.waiting)));
}

void printSummary(Context *context, const Counts &counts, async::Clock::time_point begun) {
    const qint64 ms = std::chrono::duration_cast<async::Milliseconds>(async::Clock::now() - begun).count();
    context->output.json({{QStringLiteral("event"), QStringLiteral("summary")},
                          {QStringLiteral("ready"), counts.ready},
                          {QStringLiteral("partial"), counts.partial},
                          {QStringLiteral("unchanged"), counts.unchanged},
                          {QStringLiteral("failed"), counts.failed},
                          {QStringLiteral("cancelled"), counts.cancelled},
                          {QStringLiteral("interrupted"), counts.interrupted},
                          {QStringLiteral("ms"), ms}});
}

/// Waits for the end of the first job and prints it; the jobs of its attachments come next.
Task<void> tellNext(Context *context, std::deque<ingest::JobId> *waiting, Counts *counts) {
    const auto job = co_await context->application->jobs().finished(waiting->front());
    std::optional<Document> document;
    if (job.result.document != 0) {
        auto found = co_await context->application->store().read(
            [wanted = job.result.document](index::Database &database) {
                return index::findDocument(database, wanted);
            });
        if (found.ok())
            document = *found;
    }
    waiting->pop_front();
    waiting->insert(waiting->begin(), job.attachments.begin(), job.attachments.end());
    printDocument(context, job, document, *counts);
}

Task<void> tellAll(Context *context, std::deque<ingest::JobId> *waiting, Counts *counts) {
    while (!waiting->empty())
        co_await tellNext(context, waiting, counts);
}

/// Said once, and never hidden: documents are read with less around the reader than there should be.
void warnOfReducedProtection(Context *context) {
    auto &workers = context->application->workers();
    workers.whenProtectionsKnown([context, &workers, told = false]() mutable {
        if (document::isReduced(workers.protections()) && !std::exchange(told, true))
            context->output.warning(document::protectionWords(workers.protections()));
    });
}

/// What had not ended when a program before this one did; and what that one died of too often.
Task<std::deque<ingest::JobId>> goOn(Context *context) {
    const auto resumed = co_await context->application->jobs().resume();
    if (!resumed.ok()) {
        context->output.error(resumed.error());
        co_return {};
    }
    const auto count = int(resumed->goOn.size());
    if (count > 0) {
        context->output.json(
            {{QStringLiteral("event"), QStringLiteral("resumed")}, {QStringLiteral("documents"), count}});
        context->output.line(count == 1 ? QStringLiteral("Going on with 1 document")
                                        : QStringLiteral("Going on with %1 documents").arg(count));
    }
    std::deque<ingest::JobId> waiting(resumed->aside.begin(), resumed->aside.end());
    waiting.insert(waiting.end(), resumed->goOn.begin(), resumed->goOn.end());
    co_return waiting;
}

/// The files that go on already: they are not read a second time.
QSet<QString> goingOn(const ingest::Jobs &jobs) {
    QSet<QString> paths;
    for (const auto &[id, job] : jobs.all()) {
        if (job.goesOn && !job.ended() && job.part.isEmpty())
            paths += job.path;
    }
    return paths;
}

ingest::ReadWishes wishesOf(const Arguments &arguments) {
    return {arguments.value(QStringLiteral("password")), arguments.has(QStringLiteral("ocr")),
            arguments.has(QStringLiteral("libreoffice"))};
}

/// Ctrl+C takes back what this command began. What went on from before stays, and so does all at SIGTERM.
Task<void> stopJobs(Context *context) {
    auto &jobs = context->application->jobs();
    for (const auto &[id, job] : jobs.all()) {
        if (!context->toldToEnd && !job.goesOn)
            jobs.cancel(id);
    }
    std::ignore = co_await jobs.shutdown(cancelGrace);
}

Task<Counts> readAll(Context *context, QStringList files, async::Clock::time_point begun) {
    auto &jobs = context->application->jobs();
    warnOfReducedProtection(context);
    const auto listening =
        QObject::connect(&jobs, &ingest::Jobs::jobChanged, &jobs,
                         [context, &jobs](int id) { printProgress(context, *jobs.find(id)); });
    auto waiting = co_await goOn(context);
    const auto wishes = wishesOf(context->arguments);
    const bool asBefore = wishes.password.isEmpty() && !wishes.recognise && !wishes.libreOffice;
    const auto before = goingOn(jobs);
    for (const auto &file : files) {
        if (!asBefore || !before.contains(QFileInfo(file).absoluteFilePath()))
            waiting.push_back(jobs.add(file, wishes));
    }
    Counts counts;
    std::exception_ptr stopped;
    try {
        co_await tellAll(context, &waiting, &counts);
    } catch (async::Cancelled) {
        stopped = std::current_exception();
    }
    if (stopped) { // each that had not ended says so, once nothing of it is left
        co_await async::shielded(2 * cancelGrace, stopJobs(context));
        co_await async::shielded(cancelGrace, tellAll(context, &waiting, &counts));
        printSummary(context, counts, begun);
        std::rethrow_exception(stopped);
    }
    QObject::disconnect(listening);
    co_return counts;
}

void showEvent(Context *context, const QJsonObject &event) {
    context->output.json(event);
    if (event.value(QLatin1StringView("event")).toString() != QLatin1StringView("document"))
        return;
    const auto name = event.value(QLatin1StringView("name")).toString(); // of an attachment
    context->output.line(QStringLiteral("%1%2: %3 %4")
                             .arg(event.value(QLatin1StringView("path")).toString(),
                                  name.isEmpty() ? name : QLatin1Char('/') + name,
                                  event.value(QLatin1StringView("state")).toString(),
                                  event.value(QLatin1StringView("reason")).toString()));
}

/// What the owner says of some files, until their summary, which is returned; nullopt: it has hung up.
Task<std::optional<QJsonObject>> passOn(Context *context, OwnerLine *owner, QStringList files) {
    owner->send({{QStringLiteral("verb"), QStringLiteral("add")},
                 {QStringLiteral("paths"), QJsonArray::fromStringList(files)}});
    while (auto event = co_await owner->next()) {
        if (event->value(QLatin1StringView("event")).toString() == QLatin1StringView("summary"))
            co_return event;
        showEvent(context, *event);
    }
    co_return std::nullopt;
}

/// The window owns the folder: it does the work, and we pass on what it says.
Task<int> addThroughOwner(Context *context, QStringList files) {
    auto socket = context->instance->connectToOwner();
    if (!socket) {
        context->output.error(context->instance->unanswered());
        co_return SomeFailed;
    }
    OwnerLine owner(std::move(socket));
    QJsonObject counts{{QStringLiteral("event"), QStringLiteral("summary")}};
    for (const auto &some : Instance::messagesOf(files)) {
        const auto summary = co_await passOn(context, &owner, some);
        if (!summary) {
            context->output.error({ErrorKind::Cancelled,
                                   QStringLiteral("The window was closed while it read them"),
                                   QStringLiteral("What is not whole goes on at the next start")});
            co_return SomeFailed;
        }
        for (auto one = summary->begin(); one != summary->end(); ++one) {
            if (one->isDouble())
                counts.insert(one.key(), counts.value(one.key()).toInteger() + one->toInteger());
        }
    }
    context->output.json(counts);
    co_return counts.value(QLatin1StringView("failed")).toInt() > 0 ? SomeFailed : AllDone;
}

} // namespace

Task<int> add(Context *context) {
    if (context->arguments.positional.isEmpty()) {
        context->output.error(
            {ErrorKind::Usage, QStringLiteral("Nothing to add"), QStringLiteral("docchat-cli add PATH...")});
        co_return Usage;
    }
    const auto begun = async::Clock::now();
    QStringList paths;
    for (const auto &path : context->arguments.positional)
        paths += QFileInfo(path).absoluteFilePath();
    if (std::ranges::any_of(paths, provider::isGgufPath)) {
        context->output.error({ErrorKind::Usage, QStringLiteral("A .gguf file is a model, not a document"),
                               QStringLiteral("docchat-cli provider add NAME --gguf FILE")});
        co_return Usage;
    }
    const auto files = co_await ingest::filesUnder(paths);
    if (!context->owner)
        co_return co_await addThroughOwner(context, files);
    const auto counts = co_await readAll(context, files, begun);
    printSummary(context, counts, begun);
    std::ignore = co_await context->application->keptFiles().bring(); // of what is a new version now
    std::ignore = co_await context->application->store().scrub();
    co_return counts.failed + counts.cancelled + counts.partial > 0 ? SomeFailed : AllDone;
}

} // namespace docchat::cli
