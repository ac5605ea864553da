#include "index/store.h"

#include "async/cancel.h"
#include "async/deadline.h"
#include "async/gather.h"
#include "async/sleep.h"
#include "index/chats.h"
#include "index/documents.h"
#include "index/messages.h"
#include "index/schema.h"

#include "asynctest.h"
#include "holdsbytes.h"
#include "indextest.h"
#include "testmain.h"

#include <QDir>
#include <QFileInfo>

#include <linux/capability.h>
#include <semaphore>
#include <sqlite3.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using async::Task;

namespace {

/// Takes root's right to ignore permissions from this thread, for as long as it lives.
class WithoutPrivilege {
public:
    WithoutPrivilege() {
        syscall(SYS_capget, &m_header, m_before);
        __user_cap_data_struct without[2] = {m_before[0], m_before[1]};
        without[0].effective &= ~(1U << CAP_DAC_OVERRIDE | 1U << CAP_DAC_READ_SEARCH);
        syscall(SYS_capset, &m_header, without);
    }
    ~WithoutPrivilege() { syscall(SYS_capset, &m_header, m_before); }
    WithoutPrivilege(const WithoutPrivilege &) = delete;
    WithoutPrivilege &operator=(const WithoutPrivilege &) = delete;

private:
    __user_cap_header_struct m_header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct m_before[2] = {};
};

/// A thread that has come so far, and one that lets it go on; both give up after 20 s.
struct Gate {
    std::binary_semaphore entered{0};
    std::binary_semaphore opened{0};

    void pass() {
        entered.release();
        std::ignore = opened.try_acquire_for(20s);
    }
};

Document documentNamed(const QString &name) {
    Document document;
    document.name = name;
    document.sha256 = name.toUtf8();
    document.path = u'/' + name;
    return document;
}

/// Adds a document of that name.
auto adding(const QString &name) {
    return [name](Database &database) { return addDocument(database, documentNamed(name)); };
}

QStringList namesOf(Database &database) {
    QStringList names;
    for (const auto &document : allDocuments(database))
        names += document.name;
    return names;
}

Result<QStringList> namesIn(Store &store) {
    return store.readNow(namesOf);
}

std::unique_ptr<Store> opened(const QString &folder, Store::Access access = Store::Access::ReadWrite) {
    auto store = Store::open(folder, access);
    if (!store.ok())
        qFatal("%s", qPrintable(store.error().text()));
    return std::move(*store);
}

Task<bool> entered(Gate *gate) {
    for (int i = 0; i < 20'000; ++i) {
        if (gate->entered.try_acquire())
            co_return true;
        co_await async::sleepFor(1ms);
    }
    co_return false;
}

/// A write that waits at the gate between its two inserts.
Task<Result<DocumentId>> slowWrite(Store *store, Gate *gate) {
    return store->write([gate](Database &database) {
        addDocument(database, documentNamed(u"slow.1"_s));
        gate->pass();
        return addDocument(database, documentNamed(u"slow.2"_s));
    });
}

Task<void> readMeanwhile(Store *store, Gate *gate, QStringList *names) {
    if (co_await entered(gate)) {
        const auto read = co_await store->read(namesOf);
        *names = read.ok() ? *read : QStringList{read.error().message};
    }
    gate->opened.release();
}

Task<void> cancelQueued(Store *store, Gate *gate, bool *ran, bool *timedOut) {
    co_await entered(gate);
    try {
        std::ignore = co_await async::withTimeout(20ms, store->write([ran](Database &) {
            *ran = true;
            return Done{};
        }));
    } catch (const async::TimeoutError &) {
        *timedOut = true;
    }
    gate->opened.release();
}

Task<void> cancelOnceEntered(Gate *gate, async::Scope *scope) {
    co_await entered(gate);
    scope->cancel();
    gate->opened.release();
}

Task<void> keepResult(Store *store, Gate *gate, Result<DocumentId> *result) {
    *result = co_await slowWrite(store, gate);
}

Task<void> writeAndCancel(Store *store, Gate *gate, Result<DocumentId> *result, async::Scope *scope) {
    return async::TaskGroup::run([=](async::TaskGroup &group) {
        group.spawn("cancel", cancelOnceEntered, gate, scope);
        group.spawn("write", keepResult, store, gate, result);
    });
}

} // namespace

class StoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsThereAfterwards();
    void whatIsWrittenCountsThoughThereIsNoMemoryToTellIt();
    void onlyThePersonMayReadTheFiles();
    void aWriteThatThrowsIsRolledBack_data();
    void aWriteThatThrowsIsRolledBack();
    void readsGoOnWhileAWriteRuns();
    void aQueuedWriteIsDroppedOnCancel();
    void aRunningWriteEndsOnCancel();
    void aFullDiskIsNamedAndCostsNothingElse();
    void afterSqliteHasRolledBackItselfAnotherConnectionWrites();
    void aLibraryOpenedForReadingIsNotWritten();
    void aReadingConnectionCannotWrite();
    void aFileThatMayNotBeWrittenIsNamed();
    void aFolderThatCannotBeMadeIsNamed();
    void aMissingLibraryOpenedForReadingIsNamed();
    void aDamagedFileIsNeverOverwritten_data();
    void aDamagedFileIsNeverOverwritten();
    void aFileDamagedInItsMiddleIsNamed();
    void aRefusedFileIsNotChanged_data();
    void aRefusedFileIsNotChanged();
    void aNewerLibraryIsNotReadEither();
    void aLockedLibraryIsNamed();
    void whatIsRemovedLeavesTheFilesWhileTheyAreOpen();
    void aScrubThatIsStoppedIsOwed();
    void whatIsStoppedIsInterruptedAndNothingElse();
    void aLibraryIsReadWhereNothingMayBeWritten();
};

void StoreTest::whatIsWrittenIsThereAfterwards() {
    QTemporaryDir folder;
    {
        auto store = opened(folder.path());
        const auto id = really([&] { return store->write(adding(u"a.txt"_s)); });
        QVERIFY(id.ok());
        QCOMPARE(*namesIn(*store), QStringList{u"a.txt"_s});
    }
    auto store = opened(folder.path());
    QCOMPARE(*namesIn(*store), QStringList{u"a.txt"_s});
    QVERIFY(store->writable());
    QCOMPARE(store->path(), folder.filePath(u"library.sqlite"_s));
}

void StoreTest::whatIsWrittenCountsThoughThereIsNoMemoryToTellIt() {
    QTemporaryDir folder;
    auto store = opened(folder.path());
    int told = 0;
    store->onChanged([&] {
        if (++told == 1)
            throw std::bad_alloc();
    });
    QVERIFY(really([&] { return store->write(adding(u"a.txt"_s)); }).ok());
    QVERIFY(really([&] { return store->write(adding(u"b.txt"_s)); }).ok());
    QCOMPARE(told, 2);
    QCOMPARE(namesIn(*store)->size(), 2);
}

void StoreTest::onlyThePersonMayReadTheFiles() {
    QTemporaryDir folder;
    auto store = opened(folder.filePath(u"new/data"_s));
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                            QFile::WriteOther | QFile::ExeOther;
    QVERIFY(really([&] { return store->write(adding(u"a.txt"_s)); }).ok());
    const QFileInfo data(folder.filePath(u"new/data"_s));
    QVERIFY(!(data.permissions() & others));
    QStringList open;
    for (const auto &file : QDir(data.filePath()).entryInfoList(QDir::Files)) {
        if (file.permissions() & others)
            open += file.fileName();
    }
    QCOMPARE(open, QStringList());
}

void StoreTest::aWriteThatThrowsIsRolledBack_data() {
    QTest::addColumn<bool>("bySqlite");
    QTest::newRow("an error of SQLite's") << true;
    QTest::newRow("an exception") << false;
}

void StoreTest::aWriteThatThrowsIsRolledBack() {
    QFETCH(bool, bySqlite);
    QTemporaryDir folder;
    auto store = opened(folder.path());
    bool thrown = false;
    QString message;
    try {
        const auto result = really([&] {
            return store->write([bySqlite](Database &database) {
                addDocument(database, documentNamed(u"a.txt"_s));
                if (!bySqlite)
                    throw std::runtime_error("planted");
                return addDocument(database, documentNamed(u"a.txt"_s)); // the same hash again
            });
        });
        message = result.ok() ? QString() : result.error().message;
    } catch (const std::runtime_error &) {
        thrown = true;
    }
    QCOMPARE(thrown, !bySqlite);
    QCOMPARE(message.contains(u"UNIQUE"_s), bySqlite);
    QCOMPARE(*namesIn(*store), QStringList());
    QVERIFY(really([&] { return store->write(adding(u"b.txt"_s)); }).ok());
    QCOMPARE(*namesIn(*store), QStringList{u"b.txt"_s});
}

void StoreTest::readsGoOnWhileAWriteRuns() {
    QTemporaryDir folder;
    auto store = opened(folder.path());
    QVERIFY(really([&] { return store->write(adding(u"before"_s)); }).ok());
    Gate gate;
    QStringList names;
    really([&] {
        return async::TaskGroup::run([&](async::TaskGroup &group) {
            group.spawn("write", slowWrite, store.get(), &gate);
            group.spawn("read", readMeanwhile, store.get(), &gate, &names);
        });
    });
    QCOMPARE(names, QStringList{u"before"_s}); // neither held up, nor half a write seen
    QCOMPARE(*namesIn(*store), QStringList({u"before"_s, u"slow.1"_s, u"slow.2"_s}));
}

void StoreTest::aQueuedWriteIsDroppedOnCancel() {
    QTemporaryDir folder;
    auto store = opened(folder.path());
    Gate gate;
    bool ran = false;
    bool timedOut = false;
    really([&] {
        return async::TaskGroup::run([&](async::TaskGroup &group) {
            group.spawn("write", slowWrite, store.get(), &gate);
            group.spawn("queued", cancelQueued, store.get(), &gate, &ran, &timedOut);
        });
    });
    QVERIFY(timedOut);
    QVERIFY(really([&] { return store->write(adding(u"after"_s)); }).ok());
    QVERIFY(!ran);
    QCOMPARE(*namesIn(*store), QStringList({u"slow.1"_s, u"slow.2"_s, u"after"_s}));
}

void StoreTest::aRunningWriteEndsOnCancel() {
    QTemporaryDir folder;
    auto store = opened(folder.path());
    Gate gate;
    Result<DocumentId> result(Error{});
    const bool whole = really([&] {
        return async::cancellable(
            [&](async::Scope &scope) { return writeAndCancel(store.get(), &gate, &result, &scope); });
    });
    QVERIFY(!whole);
    QVERIFY(result.ok());
    QCOMPARE(*namesIn(*store), QStringList({u"slow.1"_s, u"slow.2"_s}));
}

void StoreTest::aFullDiskIsNamedAndCostsNothingElse() {
    QTemporaryDir folder;
    auto store = opened(folder.path());
    QVERIFY(really([&] { return store->write(adding(u"small"_s)); }).ok());
    const auto full = really([&] {
        return store->write([](Database &database) {
            const auto pages = database.integer("PRAGMA page_count");
            std::ignore =
                database.integer(("PRAGMA max_page_count=" + QByteArray::number(pages + 10)).constData());
            return addDocument(database, documentNamed(QString(1'000'000, u'x')));
        });
    });
    QVERIFY(!full.ok());
    QCOMPARE(full.error().kind, ErrorKind::Disk);
    QVERIFY2(full.error().message.contains(u"full"_s) && full.error().message.contains(store->path()),
             qPrintable(full.error().text()));
    QCOMPARE(*namesIn(*store), QStringList{u"small"_s});
    QVERIFY(really([&] { return store->write(adding(u"fits"_s)); }).ok());
    const auto findings = really([&] { return store->write(checkIntegrity); });
    QCOMPARE(*findings, QStringList());
}

/// What it does where memory fails too; every place of that is tried by tests/faults/storagememory_main.cpp.
void StoreTest::afterSqliteHasRolledBackItselfAnotherConnectionWrites() {
    QTemporaryDir folder;
    auto store = opened(folder.path());
    const auto connection = [&] {
        return *really([&] { return store->write([](Database &database) { return database.serial(); }); });
    };
    const auto first = connection();
    const auto refused = really([&] {
        return store->write([](Database &database) {
            database.execute("INSERT INTO draft VALUES (1, 'a'), (1, 'b')");
            return Done{};
        });
    });
    QVERIFY(!refused.ok());
    QCOMPARE(connection(), first); // the transaction was rolled back by a ROLLBACK
    const auto full = really([&] {
        return store->write([](Database &database) {
            std::ignore = database.integer("PRAGMA max_page_count=1");
            return addDocument(database, documentNamed(QString(1'000'000, u'x')));
        });
    });
    QVERIFY(!full.ok());
    QVERIFY(connection() != first);
    const auto added = really([&] {
        return store->write([](Database &database) {
            const auto id = addDocument(database, documentNamed(QString(1'000'000, u'x')));
            std::vector<Passage> passages{{0, id, 1, 1, 0, 5, {}, u"steel"_s}};
            addPassages(database, passages);
            return database.integer("SELECT count(*) FROM passage_fts WHERE passage_fts MATCH 'steel'");
        });
    });
    QVERIFY(added.ok());
    QCOMPARE(*added, 1); // by the triggers of the new one
}

void StoreTest::aLibraryOpenedForReadingIsNotWritten() {
    QTemporaryDir folder;
    auto writer = opened(folder.path());
    QVERIFY(really([&] { return writer->write(adding(u"a.txt"_s)); }).ok());
    auto reader = opened(folder.path(), Store::Access::ReadOnly);
    QVERIFY(!reader->writable());
    const auto refused = really([&] { return reader->write(adding(u"b.txt"_s)); });
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, ErrorKind::Disk);
    QVERIFY2(refused.error().message.contains(u"may not be written"_s), qPrintable(refused.error().text()));
    QCOMPARE(*namesIn(*reader), QStringList{u"a.txt"_s});
}

void StoreTest::aReadingConnectionCannotWrite() {
    QTemporaryDir folder;
    auto store = opened(folder.path());
    const auto refused = really([&] { return store->read(adding(u"a.txt"_s)); });
    QVERIFY(!refused.ok());
    QVERIFY2(refused.error().message.contains(u"may not be written"_s), qPrintable(refused.error().text()));
    QCOMPARE(*namesIn(*store), QStringList());
}

void StoreTest::aFileThatMayNotBeWrittenIsNamed() {
    QTemporaryDir folder;
    opened(folder.path()).reset();
    const auto path = folder.filePath(u"library.sqlite"_s);
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
    const auto before = bytesOf(path);
    const WithoutPrivilege plain;
    const auto store = Store::open(folder.path());
    // Opened all the same, or refused: but never with a writer that cannot write.
    const auto error =
        store.ok() ? really([&] { return (*store)->write(adding(u"a.txt"_s)); }).error() : store.error();
    QCOMPARE(error.kind, ErrorKind::Disk);
    QVERIFY2(error.message.contains(path), qPrintable(error.text()));
    QVERIFY(!error.hint.isEmpty());
    QCOMPARE(bytesOf(path), before);
}

void StoreTest::aFolderThatCannotBeMadeIsNamed() {
    QTemporaryDir folder;
    QVERIFY(QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::ExeOwner));
    const auto inside = folder.filePath(u"data"_s);
    {
        const WithoutPrivilege plain;
        const auto store = Store::open(inside);
        QVERIFY(!store.ok());
        QCOMPARE(store.error().kind, ErrorKind::Disk);
        QVERIFY2(store.error().message.contains(inside), qPrintable(store.error().text()));
        QVERIFY(!store.error().hint.isEmpty());
    }
    QVERIFY(QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void StoreTest::aMissingLibraryOpenedForReadingIsNamed() {
    QTemporaryDir folder;
    auto store = opened(folder.filePath(u"nowhere"_s), Store::Access::ReadOnly);
    const auto names = namesIn(*store);
    QVERIFY(!names.ok());
    QVERIFY2(names.error().message.contains(store->path()), qPrintable(names.error().text()));
    QVERIFY(!QFileInfo::exists(store->path()));
}

void StoreTest::aDamagedFileIsNeverOverwritten_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("noise") << QByteArray(8192, '\x5a');
    QTest::newRow("a text") << "These are my shopping notes: milk, bread and honey.\n"_ba.repeated(40);
    QTest::newRow("SQLite's name and nothing right behind it")
        << "SQLite format 3"_ba + QByteArray(5000, '\x7f');
}

void StoreTest::aDamagedFileIsNeverOverwritten() {
    QFETCH(QByteArray, bytes);
    QTemporaryDir folder;
    const auto path = folder.filePath(u"library.sqlite"_s);
    writeFile(path, bytes);
    const auto store = Store::open(folder.path());
    QVERIFY(!store.ok());
    QCOMPARE(store.error().kind, ErrorKind::Disk);
    QVERIFY2(store.error().message.contains(u"damaged"_s) && store.error().message.contains(path),
             qPrintable(store.error().text()));
    QVERIFY(bytesOf(path) == bytes);
}

void StoreTest::aFileDamagedInItsMiddleIsNamed() {
    QTemporaryDir folder;
    const auto path = folder.filePath(u"library.sqlite"_s);
    {
        auto store = opened(folder.path());
        for (int i = 0; i < 200; ++i)
            QVERIFY(really([&] { return store->write(adding(u"document %1"_s.arg(i, 200))); }).ok());
    }
    auto bytes = bytesOf(path);
    for (qsizetype page = 4096; page + 4096 <= bytes.size(); page += 4096)
        bytes.replace(page, 64, QByteArray(64, '\xff'));
    writeFile(path, bytes);
    const auto store = Store::open(folder.path());
    const auto names = store.ok() ? namesIn(**store) : Result<QStringList>(store.error());
    QVERIFY(!names.ok());
    QVERIFY2(names.error().message.contains(u"damaged"_s), qPrintable(names.error().text()));
}

void StoreTest::aRefusedFileIsNotChanged_data() {
    QTest::addColumn<QByteArray>("made");
    QTest::addColumn<bool>("ours");
    QTest::addColumn<QString>("reason");
    QTest::newRow("another program's")
        << "CREATE TABLE recipe(name TEXT)"_ba << false << u"another program"_s;
    QTest::newRow("a newer DocChat's") << "PRAGMA user_version=999"_ba << true << u"newer"_s;
    QTest::newRow("one with a view") << "CREATE VIEW v AS SELECT 1"_ba << true << u"triggers or views"_s;
}

void StoreTest::aRefusedFileIsNotChanged() {
    QFETCH(QByteArray, made);
    QFETCH(bool, ours);
    QFETCH(QString, reason);
    QTemporaryDir folder;
    const auto path = folder.filePath(u"library.sqlite"_s);
    {
        Database database(path, Database::Mode::ReadWrite);
        if (ours) {
            database.execute("PRAGMA journal_mode=WAL");
            migrate(database);
        }
        database.execute(made.constData());
    }
    const auto before = bytesOf(path);
    {
        const auto store = Store::open(folder.path());
        QVERIFY(!store.ok());
        QVERIFY2(store.error().message.contains(reason), qPrintable(store.error().text()));
        QVERIFY(!store.error().message.contains(u"damaged"_s));
    }
    QVERIFY(bytesOf(path) == before);
}

void StoreTest::aNewerLibraryIsNotReadEither() {
    QTemporaryDir folder;
    opened(folder.path()).reset();
    {
        Database database(folder.filePath(u"library.sqlite"_s), Database::Mode::ReadWrite);
        database.execute("PRAGMA user_version=999");
    }
    const auto store = Store::open(folder.path(), Store::Access::ReadOnly);
    const bool refused = !store.ok() || !namesIn(**store).ok();
    QVERIFY(refused);
}

void StoreTest::aLockedLibraryIsNamed() {
    QTemporaryDir folder;
    auto store = opened(folder.path());
    Database other(store->path(), Database::Mode::ReadWrite);
    const Transaction held(other);
    const auto busy = really([&] {
        return store->write(
            [](Database &database) { return addDocument(database, documentNamed(u"a.txt"_s)); });
    });
    QVERIFY(!busy.ok());
    QVERIFY(busy.error().transient);
    QVERIFY2(busy.error().message.contains(u"another program"_s), qPrintable(busy.error().text()));
}

namespace {

const QByteArray canary("quixotropic");

/// A library with a document and a chat that hold the canary, both removed, and what keeps the rest.
std::unique_ptr<Store> withRemoved(const QString &folder) {
    auto store = opened(folder);
    const auto added = really([&] {
        return store->write([](Database &database) {
            addDocumentOf(database, u"kept.txt"_s, {u"The bridge is of steel."_s});
            const auto id = addDocumentOf(database, u"gone.txt"_s, {u"A quixotropic canary."_s});
            const auto chat = addChat(database, {});
            addMessage(database, chat, Message{.text = u"Where is the quixotropic bird?"_s});
            return std::pair(id, chat);
        });
    });
    const auto removed = really([&] {
        return store->write([ids = *added](Database &database) {
            removeDocument(database, ids.first);
            removeChat(database, ids.second);
            return owesScrub(database);
        });
    });
    if (!removed.ok() || !*removed)
        qFatal("nothing is owed");
    return store;
}

bool owes(Store &store) {
    return *store.readNow(&owesScrub);
}

Task<Status> scrubOf(Store *store) {
    return store->scrub();
}

Task<Status> letGoSoon(Database *reader) {
    co_await async::sleepFor(300ms);
    reader->execute("COMMIT");
    co_return Done{};
}

Task<Status> scrubBesideReader(Store *store, Database *reader) {
    std::vector<Task<Status>> tasks;
    tasks.push_back(scrubOf(store));
    tasks.push_back(letGoSoon(reader));
    co_return (co_await async::gather(std::move(tasks))).front();
}

} // namespace

/// One that reads an older state keeps the old pages from being overwritten.
void StoreTest::whatIsRemovedLeavesTheFilesWhileTheyAreOpen() {
    QTemporaryDir folder;
    const auto store = withRemoved(folder.path());
    Database reader(store->path(), Database::Mode::ReadOnly);
    reader.execute("BEGIN");
    QCOMPARE(reader.integer("SELECT count(*) FROM document"), 1);
    QVERIFY(holdsBytes(folder.path(), canary));
    QVERIFY(really([&] { return scrubBesideReader(store.get(), &reader); }).ok());
    QVERIFY(!holdsBytes(folder.path(), canary));
    QVERIFY(!holdsBytes(folder.path(), "quixotrop")); // its stem
    QVERIFY(!owes(*store));
    QVERIFY(holdsBytes(folder.path(), "bridge is of steel"));
}

void StoreTest::aScrubThatIsStoppedIsOwed() {
    QTemporaryDir folder;
    {
        const auto store = withRemoved(folder.path());
        const bool whole = really([&]() -> Task<bool> {
            return async::moveOnAt(async::Deadline(0ms),
                                   [&]() -> Task<void> { std::ignore = co_await store->scrub(); });
        });
        QVERIFY(!whole);
        QVERIFY(owes(*store));
    }
    const auto store = opened(folder.path());
    QVERIFY(owes(*store));
    QVERIFY(really([&] { return store->scrub(); }).ok());
    QVERIFY(!holdsBytes(folder.path(), canary));
}

void StoreTest::whatIsStoppedIsInterruptedAndNothingElse() {
    QTemporaryDir folder;
    Database database(folder.filePath(u"library.sqlite"_s), Database::Mode::ReadWrite);
    const char *endless =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT count(*) FROM n";
    std::stop_source stop;
    const std::jthread stopper([&] {
        std::this_thread::sleep_for(50ms);
        stop.request_stop();
    });
    try {
        const Stoppable stoppable(database, stop.get_token());
        std::ignore = database.integer(endless);
        QFAIL("it came to an end");
    } catch (const SqliteError &error) {
        QCOMPARE(error.code, SQLITE_INTERRUPT);
    }
    QCOMPARE(database.integer("SELECT 1"), 1);
}

void StoreTest::aLibraryIsReadWhereNothingMayBeWritten() {
    QTemporaryDir parent;
    const auto folder = parent.filePath(u"data #1?"_s); // not mistaken for a part of an address
    {
        auto store = opened(folder);
        QVERIFY(really([&] { return store->write(adding(u"a.txt"_s)); }).ok());
    }
    const auto path = folder + u"/library.sqlite"_s;
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
    QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner));
    {
        const WithoutPrivilege plain;
        const auto store = opened(folder, Store::Access::ReadOnly);
        const auto names = namesIn(*store);
        QVERIFY2(names.ok(), names.ok() ? "" : qPrintable(names.error().text()));
        QCOMPARE(*names, QStringList{u"a.txt"_s});
    }
    QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QCOMPARE(QDir(folder).entryList(QDir::Files), QStringList{u"library.sqlite"_s});
}

DOCCHAT_TEST(StoreTest)

#include "store_test.moc"
