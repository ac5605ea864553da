#include "ingest/folders.h"

#include "index/collections.h"
#include "index/folders.h"
#include "index/journal.h"
#include "ingest/keptfiles.h"

#include "ingesttest.h"

#include <QDir>
#include <QSignalSpy>

#include <atomic>
#include <thread>
#include <utime.h>

using namespace docchat;
using namespace docchat::ingest;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using async::Task;
using State = Folders::State;

namespace {

constexpr FolderTimes quick{20ms, 60ms, 50ms, 50ms, 600s, 60s, 8'000};

/// A library, and a folder that it follows.
struct Shelf : Desk {
    QTemporaryDir other; ///< a second folder
    QDir root{documents.path()};

    /// As if it had been written a while ago, so that nothing waits for its end.
    void put(const QString &name, const QByteArray &bytes) {
        const auto path = QDir(root).filePath(name);
        if (!root.mkpath(QFileInfo(path).path()))
            qFatal("no folder for %s", qPrintable(name));
        write(name, bytes);
        const struct utimbuf times{1'700'000'000, 1'700'000'000 + stamps++};
        ::utime(QFile::encodeName(path).constData(), &times);
    }
    [[nodiscard]] QString at(const QString &name) const { return root.filePath(name); }
    void remove(const QString &name) const {
        if (!QFile::remove(at(name)))
            qFatal("%s cannot be removed", qPrintable(name));
    }
    [[nodiscard]] QStringList names() {
        QStringList names;
        for (const auto &document : library())
            names += document.name;
        names.sort();
        return names;
    }
    template <class F>
    auto change(F f) {
        return *really([&] { return store->write(f); });
    }
    int stamps = 0;
};

/// What runs while a folder is followed.
struct Running {
    explicit Running(Shelf *shelf, FolderTimes times = quick, Folders::Looker looker = &lookThrough)
        : jobs(shelf->offline()), folders(shelf->store.get(), &jobs, times, std::move(looker)) {}
    Jobs jobs;
    Folders folders;
    QSignalSpy removed{&folders, &Folders::documentsRemoved};

    [[nodiscard]] bool isIdle() const { return jobs.running() == 0; }
    [[nodiscard]] Folders::Followed only() const { return folders.all().at(0); }
};

using Steps = std::function<Task<void>(Running *)>;

Task<void> runSteps(Shelf *shelf, FolderTimes times, Folders::Looker looker, Steps steps) {
    Running running(shelf, times, std::move(looker));
    if (!(co_await running.folders.start()).ok())
        qFatal("the folders cannot be followed");
    co_await steps(&running);
    if (!co_await running.folders.shutdown(20s) || !co_await running.jobs.shutdown(20s))
        qFatal("what follows the folders did not end");
}

void run(Shelf *shelf, Steps steps, FolderTimes times = quick, Folders::Looker looker = &lookThrough) {
    really([&] { return runSteps(shelf, times, looker, steps); });
}

template <class F>
Task<void> wait(F happened, const char *what) {
    if (!co_await until(happened))
        qFatal("never: %s", what);
}

Task<void> followRoot(Shelf *shelf, Running *running, qint64 collection = 0) {
    const auto id = co_await running->folders.follow(shelf->root.path(), collection);
    if (!id.ok())
        qFatal("%s", qPrintable(id.error().text()));
}

Task<void> waitForNames(Shelf *shelf, Running *running, QStringList names) {
    co_await wait([=] { return running->isIdle() && shelf->names() == names; },
                  qPrintable(u"documents "_s + names.join(u", "_s)));
}

} // namespace

class FoldersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsThereAndWhatComesIsRead_data();
    void whatIsThereAndWhatComesIsRead();
    void whatChangesIsReadAgainAndStaysTheSameDocument();
    void whatIsDeletedLeavesTheList();
    void whatIsDeletedStaysWhereACopyIsKept();
    void whatIsRenamedOrMovedStaysTheSameDocument();
    void aFileOfTwoPlacesLosesOne();
    void aFileThatIsSavedAnewIsNotRemoved();
    void whatAProgramBuildsFromNowOnStays();
    void aFolderThatIsAwayLosesNothing();
    void aDriveThatIsAwayLosesNothing();
    void aDriveThatHangsHoldsUpNoOther();
    void theNextStartReadsOnlyWhatHasChanged();
    void whatWasNotedButNotReadIsReadByTheNextStart();
    void whatThePersonRemovesStaysAway();
    void whatIsPausedStaysSoThoughItChanges();
    void whatLeftTheCollectionStaysOutside();
    void itsDocumentsJoinTheCollection();
    void aFolderIsFollowedOnce();
    void whatIsFollowedNoMoreStays();
    void aFolderThatCannotBeWatchedIsLookedThrough();
    void aDocumentThatIsBeingReadWhenItsFileGoesIsCancelled();
};

void FoldersTest::whatIsThereAndWhatComesIsRead_data() {
    QTest::addColumn<int>("mostWatched");
    QTest::newRow("told by the system") << 8'000;
    QTest::newRow("looked for") << 0;
}

void FoldersTest::whatIsThereAndWhatComesIsRead() {
    QFETCH(int, mostWatched);
    Shelf shelf;
    shelf.put(u"a.txt"_s, textOf(1));
    auto times = quick;
    times.mostWatched = mostWatched;
    run(
        &shelf,
        [&](Running *running) -> Task<void> {
            co_await followRoot(&shelf, running);
            co_await waitForNames(&shelf, running, {u"a.txt"_s});
            shelf.put(u"new/er/b.txt"_s, textOf(2));
            co_await waitForNames(&shelf, running, {u"a.txt"_s, u"b.txt"_s});
            shelf.put(u"new/er/c.txt"_s, textOf(3)); // the folder is new itself
            co_await waitForNames(&shelf, running, {u"a.txt"_s, u"b.txt"_s, u"c.txt"_s});
            shelf.write(u"fresh.txt"_s, textOf(4)); // just now: it may still be written
            co_await waitForNames(&shelf, running, {u"a.txt"_s, u"b.txt"_s, u"c.txt"_s, u"fresh.txt"_s});
            co_await wait([=] { return running->only().files == 4; }, "four files");
        },
        times);
    QCOMPARE(shelf.integrity(), QStringList());
}

void FoldersTest::whatChangesIsReadAgainAndStaysTheSameDocument() {
    Shelf shelf;
    shelf.put(u"a.txt"_s, textOf(2));
    run(&shelf, [&](Running *running) -> Task<void> {
        co_await followRoot(&shelf, running);
        co_await waitForNames(&shelf, running, {u"a.txt"_s});
        shelf.put(u"a.txt"_s, textOf(2) + textOf(1, "copper"));
        co_await wait([&] { return running->isIdle() && shelf.found(u"copper"_s).size() == 1; }, "copper");
    });
    QCOMPARE(shelf.count("document"), 1);
    QCOMPARE(shelf.count("location"), 1);
}

void FoldersTest::whatIsDeletedLeavesTheList() {
    Shelf shelf;
    shelf.put(u"a.txt"_s, textOf(1));
    shelf.put(u"b.txt"_s, textOf(2));
    run(&shelf, [&](Running *running) -> Task<void> {
        co_await followRoot(&shelf, running);
        co_await waitForNames(&shelf, running, {u"a.txt"_s, u"b.txt"_s});
        shelf.remove(u"a.txt"_s);
        co_await waitForNames(&shelf, running, {u"b.txt"_s});
        co_await wait([=] { return running->removed.size() == 1; }, "it is told");
    });
    QCOMPARE(shelf.count("removed_document"), 1); // it can be brought back
    QCOMPARE(shelf.count("folder_file"), 1);
}

void FoldersTest::whatIsDeletedStaysWhereACopyIsKept() {
    Shelf shelf;
    KeptFiles kept(shelf.store.get());
    shelf.put(u"a.txt"_s, textOf(1));
    shelf.put(u"b.txt"_s, textOf(2));
    run(&shelf, [&](Running *running) -> Task<void> {
        co_await followRoot(&shelf, running);
        co_await waitForNames(&shelf, running, {u"a.txt"_s, u"b.txt"_s});
        if (!(co_await kept.keep(shelf.library()[0].id)).ok())
            qFatal("no copy is kept");
        const auto keptName = shelf.library()[0].name;
        shelf.remove(u"a.txt"_s);
        shelf.remove(u"b.txt"_s);
        co_await waitForNames(&shelf, running, {keptName});
        co_await wait([=] { return running->removed.size() == 1; }, "it is told");
    });
    QCOMPARE(shelf.count("removed_document"), 1); // the other one
    QCOMPARE(shelf.count("folder_file"), 0);
    QCOMPARE(shelf.count("location"), 2); // what is kept is still told by its place
}

void FoldersTest::whatIsRenamedOrMovedStaysTheSameDocument() {
    Shelf shelf;
    shelf.put(u"a.txt"_s, textOf(1));
    shelf.put(u"letters/b.txt"_s, textOf(2));
    DocumentId before = 0;
    run(&shelf, [&](Running *running) -> Task<void> {
        co_await followRoot(&shelf, running);
        co_await waitForNames(&shelf, running, {u"a.txt"_s, u"b.txt"_s});
        before = shelf.library().front().id;
        QFile::rename(shelf.at(u"a.txt"_s), shelf.at(u"renamed.txt"_s));
        co_await waitForNames(&shelf, running, {u"b.txt"_s, u"renamed.txt"_s});
        shelf.root.rename(u"letters"_s, u"old letters"_s);
        co_await wait(
            [&] {
                return shelf.count("location WHERE path LIKE '%/old letters/b.txt'") == 1 &&
                       shelf.count("location") == 2;
            },
            "the folder's new name");
        co_await waitForNames(&shelf, running, {u"b.txt"_s, u"renamed.txt"_s});
        if (!running->removed.isEmpty())
            qFatal("a document was taken out of the list");
    });
    QCOMPARE(shelf.library().front().id, before);
    QCOMPARE(shelf.count("document"), 2);
}

void FoldersTest::aFileOfTwoPlacesLosesOne() {
    Shelf shelf;
    shelf.put(u"a.txt"_s, textOf(1));
    shelf.put(u"copy/a.txt"_s, textOf(1));
    run(&shelf, [&](Running *running) -> Task<void> {
        co_await followRoot(&shelf, running);
        co_await wait([&] { return running->isIdle() && shelf.count("location") == 2; }, "both places");
        shelf.remove(u"a.txt"_s);
        co_await wait([&] { return shelf.count("location") == 1; }, "one place");
    });
    QCOMPARE(shelf.names(), QStringList{u"a.txt"_s});
    QCOMPARE(shelf.library().front().path, shelf.at(u"copy/a.txt"_s));
}

/// As editors do it: away with the old one, then the new one under its name.
void FoldersTest::aFileThatIsSavedAnewIsNotRemoved() {
    Shelf shelf;
    shelf.put(u"a.txt"_s, textOf(1));
    auto times = quick;
    times.unsettled = 400ms;
    run(
        &shelf,
        [&](Running *running) -> Task<void> {
            co_await followRoot(&shelf, running);
            co_await waitForNames(&shelf, running, {u"a.txt"_s});
            for (int i = 0; i < 3; ++i) {
                QFile::rename(shelf.at(u"a.txt"_s), shelf.at(u"a.txt~"_s));
                co_await async::sleepFor(100ms);
                shelf.put(u"a.txt"_s, textOf(1) + textOf(1, "copper" + QByteArray::number(i)));
                shelf.remove(u"a.txt~"_s);
                co_await wait(
                    [&] { return running->isIdle() && !shelf.found(u"copper%1"_s.arg(i)).isEmpty(); },
                    "what was saved");
            }
            if (!running->removed.isEmpty())
                qFatal("a document was taken out of the list");
        },
        times);
    QCOMPARE(shelf.count("document"), 1);
}

/// A folder "out" is one that a program builds once there is a Makefile beside it; its files are there.
void FoldersTest::whatAProgramBuildsFromNowOnStays() {
    Shelf shelf;
    shelf.put(u"out/a.txt"_s, textOf(1));
    run(&shelf, [&](Running *running) -> Task<void> {
        co_await followRoot(&shelf, running);
        co_await waitForNames(&shelf, running, {u"a.txt"_s});
        shelf.put(u"Makefile"_s, "all:");
        shelf.put(u"b.txt"_s, textOf(2));
        co_await waitForNames(&shelf, running, {u"a.txt"_s, u"b.txt"_s});
        co_await wait([=] { return running->only().files == 1; }, "it is followed no more");
        if (!running->removed.isEmpty())
            qFatal("a document was taken out of the list");
    });
    QCOMPARE(shelf.names(), (QStringList{u"a.txt"_s, u"b.txt"_s}));
}

void FoldersTest::aFolderThatIsAwayLosesNothing() {
    Shelf shelf;
    shelf.put(u"letters/a.txt"_s, textOf(1));
    const auto letters = shelf.at(u"letters"_s);
    run(&shelf, [&](Running *running) -> Task<void> {
        if (!(co_await running->folders.follow(letters, 0)).ok())
            qFatal("it cannot be followed");
        co_await waitForNames(&shelf, running, {u"a.txt"_s});
        QDir().rename(letters, shelf.other.filePath(u"away"_s));
        co_await wait([=] { return running->only().state == State::Offline; }, "offline");
        if (!running->folders.isOffline(letters + u"/a.txt"_s) ||
            running->folders.isOffline(letters + u"2"_s))
            qFatal("what lies in it is not told apart");
        if (!running->only().reason.contains(u"letters"_s) || !running->only().offlineSince.isValid())
            qFatal("it is not said why: %s", qPrintable(running->only().reason));
        co_await async::sleepFor(300ms); // several looks
        shelf.put(u"elsewhere.txt"_s, textOf(3));
        QDir().rename(shelf.other.filePath(u"away"_s), letters);
        shelf.put(u"letters/b.txt"_s, textOf(2));
        co_await waitForNames(&shelf, running, {u"a.txt"_s, u"b.txt"_s});
        co_await wait([=] { return running->only().state == State::Following; }, "it is back");
        if (!running->removed.isEmpty())
            qFatal("a document was taken out of the list");
    });
    run(&shelf, [&](Running *running) -> Task<void> { // and over a start without it
        QDir().rename(letters, shelf.other.filePath(u"away"_s));
        co_await wait([=] { return running->only().state == State::Offline; }, "offline again");
        co_await async::sleepFor(300ms);
    });
    QCOMPARE(shelf.names(), (QStringList{u"a.txt"_s, u"b.txt"_s}));
}

/// Where a drive is mounted there is an empty folder without it.
void FoldersTest::aDriveThatIsAwayLosesNothing() {
    Shelf shelf;
    shelf.put(u"drive/a.txt"_s, textOf(1));
    const auto drive = shelf.at(u"drive"_s);
    run(&shelf, [&](Running *running) -> Task<void> {
        if (!(co_await running->folders.follow(drive, 0)).ok())
            qFatal("it cannot be followed");
        co_await waitForNames(&shelf, running, {u"a.txt"_s});
        QDir().rename(drive, shelf.other.filePath(u"unmounted"_s));
        QDir().mkdir(drive);
        shelf.write(u"drive/.directory"_s, "what a file manager leaves"); // also where it is not quite empty
        co_await wait([=] { return running->only().state == State::Offline; }, "offline");
        co_await async::sleepFor(300ms);
        if (!running->removed.isEmpty())
            qFatal("a document was taken out of the list");
        QDir(drive).removeRecursively();
        QDir().rename(shelf.other.filePath(u"unmounted"_s), drive);
        co_await wait([=] { return running->only().state == State::Following; }, "it is back");
        shelf.remove(u"drive/a.txt"_s); // the same folder, empty: that is the person's doing
        co_await waitForNames(&shelf, running, {});
    });
}

/// As many hang as may be looked through at once, and one more.
void FoldersTest::aDriveThatHangsHoldsUpNoOther() {
    Shelf shelf;
    shelf.put(u"well/a.txt"_s, textOf(1));
    for (int i = 0; i < 4; ++i)
        shelf.put(u"hung%1/b%1.txt"_s.arg(i), textOf(2 + i));
    auto times = quick;
    times.patience = 50ms;
    const auto hangs = std::make_shared<std::atomic<bool>>(true);
    const auto slow = [hangs](std::stop_token stop, const QString &path, Seen *seen) {
        while (path.contains("hung"_L1) && *hangs)
            std::this_thread::sleep_for(1ms); // it does not hear that it is to stop
        return lookThrough(stop, path, seen);
    };
    run(
        &shelf,
        [&](Running *running) -> Task<void> {
            for (int i = 0; i < 4; ++i) {
                if (!(co_await running->folders.follow(shelf.at(u"hung%1"_s.arg(i)), 0)).ok())
                    qFatal("it cannot be followed");
            }
            const auto areOffline = [=] {
                return std::ranges::count_if(running->folders.all(), [](const Folders::Followed &one) {
                           return one.state == State::Offline && one.reason.contains(u"does not answer"_s) &&
                                  one.reason.contains(one.folder.path.section(u'/', -1));
                       }) == 4;
            };
            co_await wait(areOffline, "offline");
            if (!(co_await running->folders.follow(shelf.at(u"well"_s), 0)).ok())
                qFatal("it cannot be followed");
            co_await waitForNames(&shelf, running, {u"a.txt"_s});
            co_await wait(areOffline, "offline still");
            *hangs = false;
            co_await waitForNames(&shelf, running,
                                  {u"a.txt"_s, u"b0.txt"_s, u"b1.txt"_s, u"b2.txt"_s, u"b3.txt"_s});
        },
        times, slow);
}

void FoldersTest::theNextStartReadsOnlyWhatHasChanged() {
    Shelf shelf;
    shelf.put(u"a.txt"_s, textOf(1));
    shelf.put(u"b.txt"_s, textOf(2));
    shelf.put(u"c.txt"_s, textOf(3));
    run(&shelf, [&](Running *running) -> Task<void> {
        co_await followRoot(&shelf, running);
        co_await waitForNames(&shelf, running, {u"a.txt"_s, u"b.txt"_s, u"c.txt"_s});
    });
    shelf.put(u"b.txt"_s, textOf(1, "copper"));
    shelf.remove(u"c.txt"_s);
    shelf.put(u"d.txt"_s, textOf(4));
    run(&shelf, [&](Running *running) -> Task<void> {
        co_await wait([&] { return !shelf.found(u"copper"_s).isEmpty(); }, "what was changed");
        co_await waitForNames(&shelf, running, {u"a.txt"_s, u"b.txt"_s, u"d.txt"_s});
        if (running->jobs.all().size() != 2)
            qFatal("%d files were read", int(running->jobs.all().size()));
    });
}

/// The journal was written and the folder's own rows were not, or nothing was.
void FoldersTest::whatWasNotedButNotReadIsReadByTheNextStart() {
    Shelf shelf;
    shelf.put(u"a.txt"_s, textOf(1));
    run(&shelf, [&](Running *running) -> Task<void> {
        co_await followRoot(&shelf, running);
        co_await waitForNames(&shelf, running, {u"a.txt"_s});
    });
    shelf.change([](index::Database &database) {
        database.execute("DELETE FROM folder_file");
        return Done{};
    });
    run(&shelf, [&](Running *running) -> Task<void> {
        co_await wait([=] { return running->isIdle() && running->only().files == 1; }, "it is known again");
        if (running->jobs.all().begin()->second.result.outcome != Ingested::Outcome::Unchanged)
            qFatal("it was read again though it is the same");
    });
    QCOMPARE(shelf.count("document"), 1);
}

void FoldersTest::whatThePersonRemovesStaysAway() {
    Shelf shelf;
    shelf.put(u"a.txt"_s, textOf(1));
    run(&shelf, [&](Running *running) -> Task<void> {
        co_await followRoot(&shelf, running);
        co_await waitForNames(&shelf, running, {u"a.txt"_s});
        const auto id = shelf.library().front().id;
        std::ignore = co_await shelf.store->write(
            [id](index::Database &database) { return index::removeDocument(database, id); });
        running->folders.lookNow();
        co_await async::sleepFor(300ms);
        co_await waitForNames(&shelf, running, {});
        shelf.put(u"a.txt"_s, textOf(1, "copper")); // there is something new to read
        co_await waitForNames(&shelf, running, {u"a.txt"_s});
    });
}

void FoldersTest::whatIsPausedStaysSoThoughItChanges() {
    Shelf shelf;
    shelf.put(u"a.txt"_s, textOf(300));
    run(&shelf, [&](Running *running) -> Task<void> {
        co_await followRoot(&shelf, running);
        co_await wait([=] { return !running->jobs.all().empty(); }, "it is read");
        const auto id = running->jobs.all().begin()->first;
        running->jobs.pause(id);
        co_await wait([=] { return running->jobs.find(id)->state == Job::State::Paused; }, "paused");
        shelf.put(u"a.txt"_s, textOf(2, "copper"));
        shelf.put(u"b.txt"_s, textOf(1, "tin"));
        co_await wait([&] { return running->isIdle() && !shelf.found(u"tin"_s).isEmpty(); }, "b.txt");
        co_await async::sleepFor(300ms); // several looks
        if (running->jobs.all().size() != 2 || running->jobs.find(id)->state != Job::State::Paused)
            qFatal("it goes on");
    });
    QCOMPARE(shelf.count("job WHERE state='paused'"), 1);
    QVERIFY(shelf.found(u"copper"_s).isEmpty());
    run(&shelf, [&](Running *running) -> Task<void> { // also over a start
        if (!(co_await running->jobs.resume()).ok())
            qFatal("nothing can be gone on with");
        co_await async::sleepFor(300ms);
        const auto id = running->jobs.all().begin()->first;
        if (running->jobs.all().size() != 1 || !running->jobs.goOn(id))
            qFatal("it is not paused");
        co_await wait([&] { return running->isIdle() && !shelf.found(u"copper"_s).isEmpty(); },
                      "it is read as it is now");
    });
    QCOMPARE(shelf.count("job"), 0);
}

void FoldersTest::whatLeftTheCollectionStaysOutside() {
    Shelf shelf;
    shelf.put(u"a.txt"_s, textOf(1));
    const auto letters = *shelf.change(
        [](index::Database &database) { return index::createCollection(database, u"Letters"_s); });
    run(&shelf, [&](Running *running) -> Task<void> {
        co_await followRoot(&shelf, running, letters);
        co_await waitForNames(&shelf, running, {u"a.txt"_s});
        const auto left = co_await shelf.store->write([letters](index::Database &database) {
            database.prepare("DELETE FROM collection_document WHERE collection=?1").bind(letters).run();
            return Done{};
        });
        if (!left.ok())
            qFatal("it cannot leave");
        shelf.put(u"a.txt"_s, textOf(1, "copper"));
        shelf.put(u"b.txt"_s, textOf(2));
        co_await wait([&] { return running->isIdle() && !shelf.found(u"copper"_s).isEmpty(); }, "read again");
        co_await waitForNames(&shelf, running, {u"a.txt"_s, u"b.txt"_s});
    });
    QCOMPARE(shelf.ask([letters](index::Database &database) {
        return index::documentsIn(database, letters).size();
    }),
             1); // b.txt
}

void FoldersTest::itsDocumentsJoinTheCollection() {
    Shelf shelf;
    shelf.put(u"a.txt"_s, textOf(1));
    const auto letters = *shelf.change(
        [](index::Database &database) { return index::createCollection(database, u"Letters"_s); });
    run(&shelf, [&](Running *running) -> Task<void> {
        co_await followRoot(&shelf, running, letters);
        co_await waitForNames(&shelf, running, {u"a.txt"_s});
        shelf.put(u"b.txt"_s, textOf(2));
        co_await waitForNames(&shelf, running, {u"a.txt"_s, u"b.txt"_s});
    });
    const auto joined = shelf.ask(
        [letters](index::Database &database) { return index::documentsIn(database, letters).size(); });
    QCOMPARE(joined, 2);
    QVERIFY(shelf.change(
        [letters](index::Database &database) { return index::removeCollection(database, letters); }));
    shelf.put(u"c.txt"_s, textOf(3));
    run(&shelf, [&](Running *running) -> Task<void> { // it is followed all the same
        co_await waitForNames(&shelf, running, {u"a.txt"_s, u"b.txt"_s, u"c.txt"_s});
    });
}

void FoldersTest::aFolderIsFollowedOnce() {
    Shelf shelf;
    shelf.put(u"inner/a.txt"_s, textOf(1));
    run(&shelf, [&](Running *running) -> Task<void> {
        if (!(co_await running->folders.follow(shelf.at(u"inner"_s), 0)).ok())
            qFatal("it cannot be followed");
        co_await waitForNames(&shelf, running, {u"a.txt"_s});
        co_await followRoot(&shelf, running); // the inner one is a part of it now
        if (running->folders.all().size() != 1)
            qFatal("the inner one is followed too");
        co_await wait([=] { return running->only().state == State::Following; }, "the outer one");
        const auto again = co_await running->folders.follow(shelf.at(u"inner/../inner"_s), 0);
        if (again.ok() || again.error().kind != ErrorKind::Usage)
            qFatal("the inner one is followed again");
        const auto none = co_await running->folders.follow(shelf.at(u"nowhere"_s), 0);
        if (none.ok() || none.error().kind != ErrorKind::Missing ||
            !none.error().message.contains(u"nowhere"_s))
            qFatal("a folder that is not there is followed");
        if (running->jobs.all().size() != 1)
            qFatal("what was read is read again");
    });
}

void FoldersTest::whatIsFollowedNoMoreStays() {
    Shelf shelf;
    shelf.put(u"a.txt"_s, textOf(1));
    run(&shelf, [&](Running *running) -> Task<void> {
        co_await followRoot(&shelf, running);
        co_await waitForNames(&shelf, running, {u"a.txt"_s});
        if (!(co_await running->folders.unfollow(running->only().folder.id)).ok())
            qFatal("it is followed on");
        shelf.put(u"b.txt"_s, textOf(2));
        shelf.remove(u"a.txt"_s);
        co_await async::sleepFor(400ms);
    });
    QCOMPARE(shelf.names(), QStringList{u"a.txt"_s});
    QCOMPARE(shelf.count("folder"), 0);
    QCOMPARE(shelf.count("folder_file"), 0);
}

void FoldersTest::aFolderThatCannotBeWatchedIsLookedThrough() {
    Shelf shelf;
    for (int i = 0; i < 4; ++i)
        shelf.put(u"%1/a.txt"_s.arg(i), textOf(i + 1));
    auto times = quick;
    times.mostWatched = 3;
    run(
        &shelf,
        [&](Running *running) -> Task<void> {
            co_await followRoot(&shelf, running);
            co_await wait([&] { return running->isIdle() && shelf.count("document") == 4; }, "four");
            if (!running->only().isPolled)
                qFatal("more folders are watched than may be");
            shelf.put(u"3/b.txt"_s, textOf(9));
            co_await wait([&] { return running->isIdle() && shelf.count("document") == 5; }, "five");
            QDir(shelf.at(u"3"_s)).removeRecursively();
            QDir(shelf.at(u"2"_s)).removeRecursively();
            co_await wait([&] { return !running->only().isPolled && running->only().files == 2; },
                          "few enough to be watched");
        },
        times);
}

void FoldersTest::aDocumentThatIsBeingReadWhenItsFileGoesIsCancelled() {
    Shelf shelf;
    shelf.put(u"a.txt"_s, textOf(3000));
    run(&shelf, [&](Running *running) -> Task<void> {
        QObject::connect(&running->jobs, &Jobs::jobAdded, &running->jobs,
                         [&](int) { shelf.remove(u"a.txt"_s); });
        co_await followRoot(&shelf, running);
        co_await wait([&] { return running->isIdle() && !running->jobs.all().empty(); }, "its end");
        co_await wait([&] { return running->only().files == 0; }, "nothing is left");
    });
    QCOMPARE(shelf.names(), QStringList());
    QCOMPARE(shelf.ask(index::unended).size(), size_t(0));
}

DOCCHAT_TEST(FoldersTest)

#include "folders_test.moc"
