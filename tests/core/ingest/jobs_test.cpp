#include "ingest/jobs.h"

#include "ingesttest.h"

#include <QSignalSpy>

using namespace docchat;
using namespace docchat::ingest;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using async::Task;
using Outcome = Ingested::Outcome;
using Fault = ScriptedServer::Fault;
using State = Job::State;

namespace {

const QString embeddings = u"/v1/embeddings"_s;

/// Every job that is there, after `after` and their ends; the jobs are shut down then.
using Ended = std::map<JobId, Job>;

/// What a test does while its jobs run.
using Step = std::function<void(Jobs &)>;

Task<Ended> endsOf(Tools tools, int atOnce, Step begin, std::function<bool(Jobs &)> reached, Step then) {
    Jobs jobs(tools, atOnce);
    begin(jobs);
    if (!co_await until([&] { return reached(jobs); }))
        qFatal("the jobs never came so far");
    then(jobs);
    if (!co_await until([&] { return jobs.running() == 0; }))
        qFatal("the jobs never ended");
    Ended ended = jobs.all();
    if (!co_await jobs.shutdown(20s))
        qFatal("the jobs could not be shut down");
    co_return ended;
}

Ended run(const Tools &tools, int atOnce, const Step &begin) {
    return really([&] { return endsOf(tools, atOnce, begin, [](Jobs &) { return true; }, [](Jobs &) {}); });
}

int count(const Ended &jobs, State state) {
    return int(
        std::count_if(jobs.begin(), jobs.end(), [&](const auto &job) { return job.second.state == state; }));
}

struct ShutDown {
    bool whole = false;
    Ended jobs = {};
    int emitted = 0;
};

Task<ShutDown> shutDownWhile(Tools tools, QStringList paths, std::function<bool()> reached) {
    Jobs jobs(tools, 2);
    const QSignalSpy spy(&jobs, &Jobs::jobEnded);
    for (const auto &path : paths)
        jobs.add(path);
    co_await until(reached);
    ShutDown facts;
    facts.whole = co_await jobs.shutdown(20s);
    facts.jobs = jobs.all();
    facts.emitted = int(spy.size());
    co_return facts;
}

Task<std::vector<Job>> finishedTwice(Tools tools, QString path) {
    Jobs jobs(tools);
    const auto id = jobs.add(path);
    std::vector<Job> ended;
    ended.push_back(co_await jobs.finished(id));
    ended.push_back(co_await jobs.finished(id)); // it has ended: at once
    co_await jobs.shutdown(20s);
    co_return ended;
}

} // namespace

class JobsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aJobIsThereAtOnceAndTellsOfItsEnd();
    void finishedComesBackWithTheJob();
    void oneBadFileDoesNotStopTheOthers();
    void onlySoManyRunAtOnce();
    void aRunningJobIsCancelled();
    void aQueuedJobIsCancelledBeforeItBegins();
    void aJobIsCancelledInTheTurnItWasAdded();
    void cancellingWhatHasEndedDoesNothing();
    void allAreCancelled();
    void onlyEndedJobsAreDismissed();
    void theJobSaysWhatItWaitsFor();
    void theStagesAreKept();
    void shuttingDownEndsEveryJob();
    void twoJobsForTheSameBytesBothEnd();
    void noPasswordIsKept();
    void tenTimesCancelledLeavesNothing();
};

void JobsTest::aJobIsThereAtOnceAndTellsOfItsEnd() {
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(2));
    QStringList told;
    const auto ended = run(desk.offline(), 8, [&](Jobs &jobs) {
        QObject::connect(&jobs, &Jobs::jobAdded, &jobs, [&](int id) { told += u"added %1"_s.arg(id); });
        QObject::connect(&jobs, &Jobs::jobEnded, &jobs, [&](int id) { told += u"ended %1"_s.arg(id); });
        const auto id = jobs.add(path);
        QCOMPARE(jobs.find(id)->state, State::Queued);
        QCOMPARE(jobs.find(id)->name, u"a.txt"_s);
        QCOMPARE(jobs.running(), 1);
        QVERIFY(!jobs.find(id + 1));
    });
    QCOMPARE(told, QStringList({u"added 1"_s, u"ended 1"_s}));
    const auto &job = ended.at(1);
    QCOMPARE(job.state, State::Done);
    QCOMPARE(job.result.outcome, Outcome::Ready);
    QCOMPARE(job.result.document, desk.library().front().id);
    QVERIFY(job.ms >= 0);
}

void JobsTest::finishedComesBackWithTheJob() {
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(2));
    const auto ended = really([&] { return async::withTimeout(60s, finishedTwice(desk.offline(), path)); });
    QCOMPARE(ended.size(), size_t(2));
    for (const auto &job : ended)
        QCOMPARE(job.state, State::Done);
}

void JobsTest::oneBadFileDoesNotStopTheOthers() {
    Desk desk;
    QStringList paths{desk.documents.filePath(u"missing.txt"_s),
                      desk.write(u"broken.pdf"_s, "%PDF-1.7 broken"), desk.write(u"empty.txt"_s, {}),
                      desk.write(u"bytes.bin"_s, QByteArray(100, '\0'))};
    for (int i = 0; i < 12; ++i)
        paths.insert(i % 5,
                     desk.write(u"good %1.txt"_s.arg(i), textOf(1, "number " + QByteArray::number(i))));
    const auto ended = run(desk.offline(), 4, [&](Jobs &jobs) {
        for (const auto &path : paths)
            jobs.add(path);
    });
    QCOMPARE(count(ended, State::Done), 12);
    QCOMPARE(count(ended, State::Failed), 4);
    for (const auto &[id, job] : ended) {
        QCOMPARE(job.result.error.has_value(), job.state == State::Failed);
        if (job.result.error)
            QVERIFY2(job.result.error->message.contains(job.name), qPrintable(job.result.error->message));
    }
    QCOMPARE(desk.count("document WHERE state='ready'"), 12);
    QCOMPARE(desk.count("document WHERE state='failed'"), 3); // the missing one has nothing to keep
}

void JobsTest::onlySoManyRunAtOnce() {
    Desk desk;
    QStringList paths;
    for (int i = 0; i < 12; ++i)
        paths += desk.write(u"%1.txt"_s.arg(i), textOf(1, QByteArray::number(i)));
    int most = 0;
    const auto ended = run(desk.offline(), 3, [&](Jobs &jobs) {
        QObject::connect(&jobs, &Jobs::jobChanged, &jobs,
                         [&] { most = std::max(most, count(jobs.all(), State::Running)); });
        for (const auto &path : paths)
            jobs.add(path);
    });
    QCOMPARE(count(ended, State::Done), 12);
    QCOMPARE(most, 3);
}

void JobsTest::aRunningJobIsCancelled() {
    Desk desk;
    desk.server.setDefaultFault(embeddings, {.kind = Fault::Hang});
    const auto path = desk.write(u"a.txt"_s, textOf(20));
    const auto ended = really([&] {
        return endsOf(
            desk.online(), 8, [&](Jobs &jobs) { jobs.add(path); },
            [&](Jobs &) { return desk.server.stats().inFlight == 8; },
            [&](Jobs &jobs) {
                jobs.cancel(1);
                QVERIFY(jobs.find(1)->cancelling); // acknowledged at once
            });
    });
    QCOMPARE(ended.at(1).state, State::Cancelled);
    QCOMPARE(ended.at(1).result.error->kind, ErrorKind::Cancelled);
    QCOMPARE(ended.at(1).result.document, 0);
    QCOMPARE(desk.leftovers(), QStringList());
    QTRY_COMPARE(desk.server.stats().disconnects.size(), 8);
}

void JobsTest::aQueuedJobIsCancelledBeforeItBegins() {
    Desk desk;
    desk.server.setDefaultFault(embeddings, {.kind = Fault::Hang});
    const auto first = desk.write(u"a.txt"_s, textOf(9));
    const auto second = desk.write(u"b.txt"_s, textOf(9, "iron"));
    bool firstGoesOn = false;
    const auto ended = really([&] {
        return endsOf(
            desk.online(), 1,
            [&](Jobs &jobs) {
                jobs.add(first);
                jobs.add(second);
            },
            [&](Jobs &jobs) {
                if (desk.server.stats().inFlight < 8)
                    return false;
                jobs.cancel(2);
                return jobs.find(2)->ended();
            },
            [&](Jobs &jobs) {
                firstGoesOn = jobs.find(1)->state == State::Running;
                jobs.cancel(1);
            });
    });
    QVERIFY(firstGoesOn);
    QCOMPARE(ended.at(2).state, State::Cancelled);
    QCOMPARE(ended.at(2).progress(Stage::Open).total, 0); // it never began
    QCOMPARE(desk.leftovers(), QStringList());
}

void JobsTest::aJobIsCancelledInTheTurnItWasAdded() {
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(2));
    const auto ended = run(desk.offline(), 8, [&](Jobs &jobs) { jobs.cancel(jobs.add(path)); });
    QCOMPARE(ended.at(1).state, State::Cancelled);
    QCOMPARE(desk.leftovers(), QStringList());
}

void JobsTest::cancellingWhatHasEndedDoesNothing() {
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(2));
    const auto ended = really([&] {
        return endsOf(
            desk.offline(), 8, [&](Jobs &jobs) { jobs.add(path); },
            [](Jobs &jobs) { return jobs.running() == 0; },
            [](Jobs &jobs) {
                jobs.cancel(1);
                jobs.cancel(99);
                jobs.cancelAll();
            });
    });
    QCOMPARE(ended.at(1).state, State::Done);
    QVERIFY(!ended.at(1).cancelling);
    QCOMPARE(desk.library().size(), size_t(1));
}

void JobsTest::allAreCancelled() {
    Desk desk;
    desk.server.setDefaultFault(embeddings, {.kind = Fault::Hang});
    QStringList paths;
    for (int i = 0; i < 6; ++i)
        paths += desk.write(u"%1.txt"_s.arg(i), textOf(4, "steel " + QByteArray::number(i)));
    const auto ended = really([&] {
        return endsOf(
            desk.online(), 3,
            [&](Jobs &jobs) {
                for (const auto &path : paths)
                    jobs.add(path);
            },
            [&](Jobs &) { return desk.server.stats().inFlight == 8; }, [](Jobs &jobs) { jobs.cancelAll(); });
    });
    QCOMPARE(count(ended, State::Cancelled), 6);
    QCOMPARE(desk.leftovers(), QStringList());
    QCOMPARE(desk.integrity(), QStringList());
}

void JobsTest::onlyEndedJobsAreDismissed() {
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(2));
    const auto ended = really([&] {
        return endsOf(
            desk.offline(), 8,
            [&](Jobs &jobs) {
                jobs.dismiss(jobs.add(path));
                jobs.add(desk.documents.filePath(u"missing"_s));
            },
            [](Jobs &jobs) { return jobs.running() == 0; }, [](Jobs &jobs) { jobs.dismiss(2); });
    });
    QCOMPARE(ended.size(), size_t(1));
    QCOMPARE(ended.at(1).state, State::Done);
}

void JobsTest::theJobSaysWhatItWaitsFor() {
    Desk desk;
    desk.server.setFault(embeddings, {{.status = 429, .headers = {{"Retry-After", "0"}}}});
    const auto path = desk.write(u"a.txt"_s, textOf(1));
    QStringList waits;
    const auto ended = run(desk.online(), 8, [&](Jobs &jobs) {
        QObject::connect(&jobs, &Jobs::jobChanged, &jobs, [&](int id) {
            if (const auto &why = jobs.find(id)->waiting; !why.isEmpty() && !waits.contains(why))
                waits += why;
        });
        jobs.add(path);
    });
    QCOMPARE(waits.size(), 1);
    QVERIFY2(waits.first().contains(u"is busy (429)"_s), qPrintable(waits.first()));
    QCOMPARE(ended.at(1).waiting, QString());
    QCOMPARE(ended.at(1).state, State::Done);
}

void JobsTest::theStagesAreKept() {
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(12));
    const auto ended = run(desk.online(), 8, [&](Jobs &jobs) { jobs.add(path); });
    const auto &job = ended.at(1);
    QCOMPARE(job.stage, Stage::Index);
    QCOMPARE(job.progress(Stage::Open).done, 1);
    QVERIFY(job.progress(Stage::Parse).done > 0);
    for (const auto stage : {Stage::Chunk, Stage::Embed, Stage::Index}) {
        QCOMPARE(job.progress(stage).done, 12);
        QCOMPARE(job.progress(stage).total, 12);
    }
}

void JobsTest::shuttingDownEndsEveryJob() {
    Desk desk;
    desk.server.setDefaultFault(embeddings, {.kind = Fault::Hang});
    QStringList paths;
    for (int i = 0; i < 5; ++i)
        paths += desk.write(u"%1.txt"_s.arg(i), textOf(4, "steel " + QByteArray::number(i)));
    const auto facts = really([&] {
        return shutDownWhile(desk.online(), paths, [&] { return desk.server.stats().inFlight > 0; });
    });
    QVERIFY(facts.whole);
    QCOMPARE(facts.emitted, 5);
    QCOMPARE(count(facts.jobs, State::Cancelled), 5);
    QCOMPARE(desk.leftovers(), QStringList());
    QTRY_COMPARE(desk.server.stats().inFlight, 0);
}

void JobsTest::twoJobsForTheSameBytesBothEnd() {
    Desk desk;
    const auto a = desk.write(u"a.txt"_s, textOf(5));
    const auto b = desk.write(u"b.txt"_s, textOf(5));
    const auto ended = run(desk.offline(), 8, [&](Jobs &jobs) {
        jobs.add(a);
        jobs.add(b);
        jobs.add(a);
    });
    QCOMPARE(count(ended, State::Done), 3);
    QCOMPARE(desk.count("document"), 1);
    QCOMPARE(desk.count("passage"), 5);
}

void JobsTest::noPasswordIsKept() {
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(1));
    const auto ended = run(desk.offline(), 8, [&](Jobs &jobs) { jobs.add(path, {u"secret"_s}); });
    QCOMPARE(ended.at(1).wishes.password, QString());
}

void JobsTest::tenTimesCancelledLeavesNothing() {
    Desk desk;
    desk.server.setEmbedDelay(2ms);
    const auto path = desk.write(u"a.txt"_s, textOf(40));
    for (int events = 1; events <= 40; events += 4) {
        int seen = 0;
        const auto ended = run(desk.online(), 8, [&](Jobs &jobs) {
            QObject::connect(&jobs, &Jobs::jobChanged, &jobs, [&](int id) {
                if (++seen == events)
                    jobs.cancel(id);
            });
            jobs.add(path);
        });
        QCOMPARE(ended.at(1).state, State::Cancelled);
        QCOMPARE(desk.leftovers(), QStringList());
    }
    QCOMPARE(desk.integrity(), QStringList());
}

DOCCHAT_TEST(JobsTest)

#include "jobs_test.moc"
