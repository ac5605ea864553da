#include "ingest/jobs.h"

#include "index/journal.h"

#include "filesizelimit.h"
#include "mailtest.h"

#include <QDir>
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

/// What a next start does.
struct Next {
    std::vector<JobId> goOn = {};
    std::vector<JobId> aside = {};
    Ended jobs = {};
    int mostSuspects = 0; ///< that were read at once
};

Task<Next> resumeAll(Tools tools) {
    Jobs jobs(tools);
    Next next;
    QObject::connect(&jobs, &Jobs::jobChanged, &jobs, [&] {
        const auto suspects = std::count_if(jobs.all().begin(), jobs.all().end(), [](const auto &entry) {
            return entry.second.state == State::Running && entry.second.attempts == 2;
        });
        next.mostSuspects = std::max(next.mostSuspects, int(suspects));
    });
    const auto found = co_await jobs.resume();
    if (!found.ok())
        qFatal("%s", qPrintable(found.error().text()));
    if (!co_await until([&] { return jobs.running() == 0; }))
        qFatal("the jobs never ended");
    next.goOn = found->goOn;
    next.aside = found->aside;
    next.jobs = jobs.all();
    co_await jobs.shutdown(20s);
    co_return next;
}

Next resumed(const Tools &tools) {
    return really([&] { return resumeAll(tools); });
}

Task<bool> wishedAndInterrupted(Tools tools, QString path, ReadWishes wishes, std::function<bool()> reached) {
    Jobs jobs(tools);
    jobs.add(path, wishes);
    co_await until(reached);
    co_return co_await jobs.shutdown(20s);
}

struct Paused {
    Ended jobs = {};
    Ended after = {};
};

/// Adds files, pauses the first and shuts down once it is; the next start finds that, and goes on with it.
Task<Paused> pausedAndGoneOn(Tools tools, QStringList paths, std::function<bool()> reached) {
    Paused paused;
    {
        Jobs jobs(tools);
        for (const auto &path : paths)
            jobs.add(path);
        co_await until(reached);
        jobs.pause(1);
        if (!co_await until([&] { return jobs.find(1)->ended(); }))
            qFatal("it never paused");
        co_await jobs.shutdown(20s);
        paused.jobs = jobs.all();
    }
    Jobs next(tools);
    const auto found = co_await next.resume();
    if (!found.ok())
        qFatal("%s", qPrintable(found.error().text()));
    co_await until([&] { return next.running() == 0; });
    for (const auto &[id, job] : Ended(next.all())) {
        if (job.state == State::Paused)
            next.goOn(id);
    }
    co_await until([&] { return next.running() == 0; });
    paused.after = next.all();
    co_await next.shutdown(20s);
    co_return paused;
}

/// The program died so often while it read this file.
void died(Desk &desk, const QString &path, int times) {
    const auto written = really([&] {
        return desk.store->write([&](index::Database &database) {
            for (int i = 0; i < times; ++i)
                index::begin(database, {path, {}, QFileInfo(path).fileName()});
            return Done{};
        });
    });
    if (!written.ok())
        qFatal("%s", qPrintable(written.error().text()));
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
    void aSingleFileIsReadBesideMany();
    void aRunningJobIsCancelled();
    void aQueuedJobIsCancelledBeforeItBegins();
    void aJobIsCancelledInTheTurnItWasAdded();
    void cancellingWhatHasEndedDoesNothing();
    void allAreCancelled();
    void onlyEndedJobsAreDismissed();
    void theJobSaysWhatItWaitsFor();
    void whatWaitsForAServerIsTriedAtOnceWhenWished();
    void whatWaitsForTheDiskIsTriedAtOnceWhenWished();
    void theStagesAreKept();
    void shuttingDownKeepsWhatWasBegunAndQueued();
    void whatWasPausedWaitsOverAStartAndLosesNothing();
    void whatIsPausedCanBeCancelled();
    void whatWasCancelledDoesNotGoOn();
    void whatHasEndedIsNotInTheJournal();
    void theWishesGoOnWithoutThePassword();
    void whatTheProgramDiedOfThreeTimesIsSetAside();
    void suspectsAreReadOneByOne();
    void attachmentsThatWereNotReadGoOn();
    void twoJobsForTheSameBytesBothEnd();
    void noPasswordIsKept();
    void tenTimesCancelledLeavesNothing();
    void whatHasNoRoomGoesOnWhenThereIs();
    void whatHasNoRoomCanBeCancelled();
    void withoutThatWishAFullDiskIsAnError();
    void aLockedLibraryIsWaitedFor();
    void whatIsThrownThreeTimesIsTheReason();
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

/// It is there long before the many are, whichever the lane's width.
void JobsTest::aSingleFileIsReadBesideMany() {
    Desk desk;
    QStringList paths;
    for (int i = 0; i < 40; ++i)
        paths += desk.write(u"%1.txt"_s.arg(i), textOf(1, QByteArray::number(i)));
    const auto single = desk.write(u"single.txt"_s, textOf(1, "the single one"));
    int endedBefore = -1;
    const auto ended = run(desk.offline(), 4, [&](Jobs &jobs) {
        for (const auto &path : paths)
            jobs.add(path, {}, Jobs::laneOf(paths.size()));
        const auto id = jobs.add(single, {}, Jobs::laneOf(1));
        QObject::connect(&jobs, &Jobs::jobEnded, &jobs, [&jobs, &endedBefore, id](int job) {
            if (job == id)
                endedBefore = 41 - jobs.running() - 1;
        });
    });
    QCOMPARE(count(ended, State::Done), 41);
    QVERIFY2(endedBefore >= 0 && endedBefore < 20, qPrintable(QString::number(endedBefore)));
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

namespace {

/// A job waits for very long; `mend`, then it is to be tried. Its end.
Task<Ended> waitAndTry(Tools tools, QString path, async::Milliseconds diskPause, std::function<void()> mend) {
    Jobs jobs(tools, 2);
    jobs.setDiskPause(diskPause);
    const auto id = jobs.add(path);
    if (!co_await until([&] { return !jobs.find(id)->waiting.isEmpty(); }))
        qFatal("nothing waits");
    mend();
    jobs.tryNow(id + 1); // there is none
    jobs.tryNow(id);
    if (!co_await until([&] { return jobs.running() == 0; }))
        qFatal("it still waits");
    auto ended = jobs.all();
    co_await jobs.shutdown(20s);
    co_return ended;
}

} // namespace

void JobsTest::whatWaitsForAServerIsTriedAtOnceWhenWished() {
    Desk desk;
    desk.server.setFault(embeddings, {{.status = 429, .headers = {{"Retry-After", "600"}}}});
    const auto path = desk.write(u"a.txt"_s, textOf(40));
    const auto ended = really([&] { return waitAndTry(desk.online(), path, 1h, [] {}); });
    QCOMPARE(ended.at(1).state, State::Done);
    QCOMPARE(ended.at(1).waiting, QString());
    QCOMPARE(desk.count("embedding"), 40);
}

void JobsTest::whatWaitsForTheDiskIsTriedAtOnceWhenWished() {
    Desk desk;
    const auto path = desk.write(u"long.txt"_s, textOf(2000));
    auto full = std::make_unique<FileSizeLimit>(400'000);
    const auto ended = really([&] { return waitAndTry(desk.offline(), path, 1h, [&] { full.reset(); }); });
    QCOMPARE(ended.at(1).state, State::Done);
    QCOMPARE(desk.integrity(), QStringList());
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

void JobsTest::shuttingDownKeepsWhatWasBegunAndQueued() {
    Desk desk;
    desk.server.setEmbedDelay(10min);
    QStringList paths;
    for (int i = 0; i < 5; ++i)
        paths += desk.write(u"%1.txt"_s.arg(i), textOf(4, "steel " + QByteArray::number(i)));
    const auto facts = really(
        [&] { return shutDownWhile(desk.online(), paths, [&] { return desk.count("passage") == 8; }); });
    QVERIFY(facts.whole);
    QCOMPARE(facts.emitted, 5);
    QCOMPARE(count(facts.jobs, State::Interrupted), 5);
    QCOMPARE(outcomeWord(facts.jobs.at(1)), u"interrupted"_s);
    QCOMPARE(desk.count("document WHERE state='reading'"), 2);
    QCOMPARE(desk.count("passage"), 8); // what could be found still can
    QCOMPARE(desk.count("job WHERE state='queued' AND attempts=0"), 5);
    QVERIFY(desk.beingRead.isEmpty());
    QTRY_COMPARE(desk.server.stats().inFlight, 0);
    desk.server.setEmbedDelay(0ms);
    const auto next = resumed(desk.online());
    QCOMPARE(next.goOn.size(), size_t(5));
    QCOMPARE(count(next.jobs, State::Done), 5);
    QVERIFY(next.jobs.at(1).goesOn);
    QCOMPARE(desk.count("document WHERE state='ready'"), 5);
    QCOMPARE(desk.count("job"), 0);
    QCOMPARE(desk.integrity(), QStringList());
}

void JobsTest::whatWasPausedWaitsOverAStartAndLosesNothing() {
    Desk desk;
    QStringList paths;
    for (int i = 0; i < 2; ++i)
        paths += desk.write(u"%1.txt"_s.arg(i), textOf(12, "steel " + QByteArray::number(i)));
    desk.server.setEmbedDelay(10min);
    const auto facts = really([&] {
        return pausedAndGoneOn(desk.online(), paths, [&] {
            const bool isReached = desk.count("passage") == 24 && desk.server.stats().inFlight > 0;
            if (isReached)
                desk.server.setEmbedDelay(0ms);
            return isReached;
        });
    });
    QCOMPARE(facts.jobs.at(1).state, State::Paused);
    QCOMPARE(outcomeWord(facts.jobs.at(1)), u"paused"_s);
    QVERIFY(facts.jobs.at(1).result.document != 0);
    QCOMPARE(count(facts.after, State::Paused), 0);
    const auto isFirst = [&](const auto &entry) { return entry.second.path.endsWith(u"0.txt"_s); };
    const auto first = std::ranges::find_if(facts.after, isFirst);
    QVERIFY(first != facts.after.end());
    QCOMPARE(first->second.state, State::Done);
    QCOMPARE(first->second.result.document, facts.jobs.at(1).result.document); // it was not begun anew
    QCOMPARE(desk.count("document WHERE state='ready'"), 2);
    QCOMPARE(desk.count("job"), 0);
    QCOMPARE(desk.integrity(), QStringList());
}

void JobsTest::whatIsPausedCanBeCancelled() {
    Desk desk;
    desk.server.setDefaultFault(embeddings, {.kind = Fault::Hang});
    const auto path = desk.write(u"a.txt"_s, textOf(9));
    const auto ended = really([&] {
        return endsOf(
            desk.online(), 1, [&](Jobs &jobs) { jobs.add(path); },
            [&](Jobs &jobs) {
                if (desk.server.stats().inFlight > 0)
                    jobs.pause(1);
                return jobs.find(1)->state == State::Paused && desk.count("job WHERE state='paused'") == 1;
            },
            [](Jobs &jobs) { jobs.cancelAll(); });
    });
    QCOMPARE(count(ended, State::Cancelled), 1);
    QCOMPARE(desk.leftovers(), QStringList());
}

void JobsTest::whatWasCancelledDoesNotGoOn() {
    Desk desk;
    desk.server.setDefaultFault(embeddings, {.kind = Fault::Hang});
    const auto a = desk.write(u"a.txt"_s, textOf(9));
    const auto b = desk.write(u"b.txt"_s, textOf(9, "iron"));
    const auto ended = really([&] {
        return endsOf(
            desk.online(), 1,
            [&](Jobs &jobs) {
                jobs.add(a);
                jobs.add(b);
            },
            [&](Jobs &) { return desk.server.stats().inFlight == 8 && desk.count("job") == 2; },
            [](Jobs &jobs) { jobs.cancelAll(); });
    });
    QCOMPARE(count(ended, State::Cancelled), 2);
    QCOMPARE(desk.leftovers(), QStringList());
    QVERIFY(resumed(desk.offline()).goOn.empty());
}

void JobsTest::whatHasEndedIsNotInTheJournal() {
    Desk desk;
    const auto good = desk.write(u"a.txt"_s, textOf(2));
    const auto broken = desk.write(u"broken.pdf"_s, "%PDF-1.7 broken");
    run(desk.offline(), 8, [&](Jobs &jobs) {
        for (const auto &path : {good, broken, good, desk.documents.filePath(u"missing.txt"_s)})
            jobs.add(path);
    });
    QCOMPARE(desk.count("job"), 0);
}

void JobsTest::theWishesGoOnWithoutThePassword() {
    Desk desk;
    desk.server.setDefaultFault(embeddings, {.kind = Fault::Hang});
    const auto path = desk.write(u"a.txt"_s, textOf(2));
    std::ignore = really([&]() -> Task<bool> {
        return wishedAndInterrupted(desk.online(), path, {u"secret"_s, true, true},
                                    [&] { return desk.server.stats().inFlight > 0; });
    });
    desk.store.reset();
    for (const auto &file : QDir(desk.data.path()).entryInfoList(QDir::Files)) {
        QFile bytes(file.filePath());
        QVERIFY(bytes.open(QIODevice::ReadOnly));
        QVERIFY(!bytes.readAll().contains("secret"));
    }
    desk.store = std::move(*index::Store::open(desk.data.path()));
    const auto next = resumed(desk.offline());
    QVERIFY(next.jobs.at(1).wishes.recognise);
    QVERIFY(next.jobs.at(1).wishes.libreOffice);
}

void JobsTest::whatTheProgramDiedOfThreeTimesIsSetAside() {
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(2));
    died(desk, path, 3);
    const auto next = resumed(desk.offline());
    QVERIFY(next.goOn.empty());
    QCOMPARE(next.aside.size(), size_t(1));
    const auto &job = next.jobs.at(next.aside[0]);
    QCOMPARE(job.state, State::Failed);
    QCOMPARE(job.result.error->kind, ErrorKind::Crashed);
    QVERIFY2(job.result.error->message.contains(u"a.txt: DocChat ended 3 times"_s),
             qPrintable(job.result.error->message));
    QVERIFY(!job.result.error->hint.isEmpty());
    const auto later = resumed(desk.offline()); // it is said again, and not tried again
    QVERIFY(later.goOn.empty() && later.aside.empty());
    QCOMPARE(count(later.jobs, State::Failed), 1);
    const auto retried = run(desk.offline(), 8, [&](Jobs &jobs) { jobs.add(path); });
    QCOMPARE(count(retried, State::Done), 1);
    QCOMPARE(desk.count("job"), 0);
}

void JobsTest::suspectsAreReadOneByOne() {
    Desk desk;
    for (int i = 0; i < 4; ++i)
        died(desk, desk.write(u"%1.txt"_s.arg(i), textOf(2, QByteArray::number(i))), i < 3 ? 2 : 1);
    const auto next = resumed(desk.offline());
    QCOMPARE(count(next.jobs, State::Done), 4);
    QCOMPARE(next.mostSuspects, 1);
    QCOMPARE(desk.count("job"), 0);
}

void JobsTest::attachmentsThatWereNotReadGoOn() {
    Desk desk;
    const auto path = desk.write(
        u"letter.eml"_s, mailWith(attached("a.txt", textOf(2)) + attached("b.txt", textOf(2, "iron"))));
    // The program dies right after the mail is whole: nobody began what is attached to it.
    const auto mail = desk.read(desk.offline(), path);
    QCOMPARE(mail.attachments.size(), size_t(2));
    QCOMPARE(desk.count("document"), 1);
    const auto next = resumed(desk.offline());
    QCOMPARE(next.goOn.size(), size_t(2));
    QCOMPARE(count(next.jobs, State::Done), 2);
    QCOMPARE(desk.count("document WHERE state='ready' AND parent IS NOT NULL"), 2);
    QCOMPARE(desk.count("job"), 0);
    // Of another mail that lies there now nothing is read as if it were of the first.
    desk.read(desk.offline(), desk.write(u"other.eml"_s, mailWith(attached("c.txt", textOf(2, "tin")))));
    desk.write(u"other.eml"_s, mailWith(attached("d.txt", textOf(2, "gold")), "Another"));
    QCOMPARE(count(resumed(desk.offline()).jobs, State::Failed), 1);
    QCOMPARE(desk.found(u"gold"_s), QStringList());
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

namespace {

/// What the jobs of a full disk do until it is not full any more.
struct WithoutRoom {
    QString waiting;
    Ended jobs;
};

Task<WithoutRoom> readWithoutRoom(Desk *desk, QString path, std::function<void(Jobs &, JobId)> meanwhile) {
    Jobs jobs(desk->offline(), 2);
    jobs.setDiskPause(5ms);
    WithoutRoom seen;
    {
        const FileSizeLimit full(400'000);
        const auto id = jobs.add(path);
        if (!co_await until([&] { return !jobs.find(id)->waiting.isEmpty(); }))
            qFatal("nothing waits for the disk");
        seen.waiting = jobs.find(id)->waiting;
        co_await async::sleepFor(100ms); // it looks again, more than once
        meanwhile(jobs, id);
        if (jobs.find(id)->cancelling && !co_await until([&] { return jobs.running() == 0; }))
            qFatal("it could not be cancelled");
    }
    if (!co_await until([&] { return jobs.running() == 0; }))
        qFatal("it never went on");
    seen.jobs = jobs.all();
    if (!co_await until([&] { return desk->count("job") == 0; })) // also what was cancelled without room
        qFatal("it is still in the journal");
    co_await jobs.shutdown(20s);
    co_return seen;
}

} // namespace

void JobsTest::whatHasNoRoomGoesOnWhenThereIs() {
    Desk desk;
    const auto path = desk.write(u"long.txt"_s, textOf(2000));
    const auto small = desk.read(desk.offline(), desk.write(u"small.txt"_s, textOf(1, "copper")));
    const auto seen = really([&] { return readWithoutRoom(&desk, path, [](Jobs &, JobId) {}); });
    QVERIFY2(seen.waiting.contains(u"library.sqlite"_s) && seen.waiting.contains(u"goes on by itself"_s),
             qPrintable(seen.waiting));
    QCOMPARE(count(seen.jobs, State::Done), 1);
    QCOMPARE(seen.jobs.begin()->second.result.outcome, Outcome::Ready);
    QVERIFY(seen.jobs.begin()->second.waiting.isEmpty());
    QCOMPARE(desk.library().size(), size_t(2));
    QCOMPARE(desk.found(u"copper"_s).size(), 1); // what was there is there
    QCOMPARE(desk.ask(index::unended).size(), size_t(0));
    QCOMPARE(desk.integrity(), QStringList());
}

void JobsTest::whatHasNoRoomCanBeCancelled() {
    Desk desk;
    const auto path = desk.write(u"long.txt"_s, textOf(2000));
    const auto seen =
        really([&] { return readWithoutRoom(&desk, path, [](Jobs &jobs, JobId id) { jobs.cancel(id); }); });
    QCOMPARE(count(seen.jobs, State::Cancelled), 1);
    QCOMPARE(desk.leftovers(), QStringList());
    QCOMPARE(desk.integrity(), QStringList());
}

void JobsTest::withoutThatWishAFullDiskIsAnError() {
    Desk desk;
    const auto path = desk.write(u"long.txt"_s, textOf(2000));
    Ended jobs;
    {
        const FileSizeLimit full(400'000);
        jobs = run(desk.offline(), 2, [&](Jobs &begun) { begun.add(path); });
    }
    QCOMPARE(count(jobs, State::Failed), 1);
    QCOMPARE(jobs.begin()->second.result.error->kind, ErrorKind::Disk);
    QCOMPARE(desk.ask(index::unended).size(), size_t(1)); // the next start goes on with it
}

namespace {

/// Another program writes to the library for so long that a job has given up once.
Task<QString> readBesideAnother(Desk *desk, QString path) {
    Jobs jobs(desk->offline(), 2);
    jobs.setDiskPause(5ms);
    QString waiting;
    {
        index::Database other(desk->store->path(), index::Database::Mode::ReadWrite);
        const index::Transaction held(other);
        const auto id = jobs.add(path);
        if (!co_await until([&] { return !jobs.find(id)->waiting.isEmpty(); }))
            qFatal("nothing waits");
        waiting = jobs.find(id)->waiting;
    }
    if (!co_await until([&] { return jobs.running() == 0; }))
        qFatal("it never went on");
    co_await jobs.shutdown(20s);
    co_return waiting;
}

/// As a library may, of which nothing is known here.
class Throwing : public provider::Embedder {
public:
    [[nodiscard]] QString model() const override { return u"m"_s; }
    [[nodiscard]] int width() const override { return 1; }
    [[nodiscard]] int inFlight() const override { return 0; }
    Task<Result<std::vector<provider::Vector>>> embed(QStringList, provider::OnWait, async::Turn) override {
        throw std::runtime_error("the sky fell");
    }
};

} // namespace

void JobsTest::aLockedLibraryIsWaitedFor() {
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(2));
    const auto waiting = really([&] { return readBesideAnother(&desk, path); });
    QVERIFY2(waiting.contains(u"another program"_s) && waiting.contains(u"Close that program"_s) &&
                 waiting.contains(u"goes on by itself"_s),
             qPrintable(waiting));
    QCOMPARE(desk.count("document WHERE state='ready'"), 1);
    QCOMPARE(desk.count("job"), 0);
}

void JobsTest::whatIsThrownThreeTimesIsTheReason() {
    Desk desk;
    Throwing embedder;
    auto tools = desk.online();
    tools.embedder = &embedder;
    const auto path = desk.write(u"a.txt"_s, textOf(2));
    QCOMPARE(count(run(tools, 2, [&](Jobs &jobs) { jobs.add(path); }), State::Failed), 1);
    for (int start = 2; start <= 3; ++start)
        QCOMPARE(resumed(tools).goOn.size(), size_t(1));
    const auto next = resumed(tools);
    QCOMPARE(next.aside.size(), size_t(1));
    const auto &error = *next.jobs.at(next.aside[0]).result.error;
    QCOMPARE(error.kind, ErrorKind::Internal);
    QVERIFY2(error.message.contains(u"a.txt"_s) && error.message.contains(u"the sky fell"_s),
             qPrintable(error.message));
}

DOCCHAT_TEST(JobsTest)

#include "jobs_test.moc"
