#include "index/backup.h"

#include "index/exchange.h"
#include "index/health.h"
#include "index/store.h"

#include "asynctest.h"
#include "filesizelimit.h"
#include "filledlibrary.h"
#include "testmain.h"

#include <QDir>

#include <thread>

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const FilledLibrary &filled() {
    static const FilledLibrary library;
    return library;
}

struct Place {
    QTemporaryDir folder;
    QString library = folder.filePath(u"library.sqlite"_s);
    QString backup = folder.filePath(u"elsewhere/backup.sqlite"_s);

    Place() {
        writeFile(library, filled().bytes);
        QDir().mkpath(QFileInfo(backup).path());
    }
    [[nodiscard]] QStringList files() const { return QDir(folder.path()).entryList(QDir::Files, QDir::Name); }
    [[nodiscard]] QStringList filesElsewhere() const {
        return QDir(QFileInfo(backup).path()).entryList(QDir::Files, QDir::Name);
    }
    [[nodiscard]] std::unique_ptr<Store> opened() const {
        auto store = Store::open(folder.path());
        if (!store.ok())
            qFatal("%s", qPrintable(store.error().text()));
        return std::move(*store);
    }
};

auto adding(const QString &title) {
    return [title](Database &database) { return addChat(database, title); };
}

QStringList titlesIn(Database &database) {
    QStringList titles;
    for (const auto &chat : allChats(database))
        titles += chat.title;
    titles.sort();
    return titles;
}

qint64 countIn(const QString &path, const char *sql) {
    Database database(path, Database::Mode::ReadOnly);
    return database.integer(sql);
}

} // namespace

class BackupTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBackupHoldsWhatWasWrittenUntilThen();
    void itIsMadeWhileTheLibraryIsWritten();
    void whatIsThereIsReplacedOnlyWhenThatIsSaid();
    void theLibraryItselfIsNoPlaceForIt();
    void withoutRoomThereIsNoHalfBackup();
    void withoutTheFolderItIsSaid();
    void stoppedThereIsNone();
    void ofADamagedLibraryThereIsNone();
    void restoringPutsTheOldOneAside();
    void whatIsNoBackupIsRefused_data();
    void whatIsNoBackupIsRefused();
    void aBackupOfAnOlderDocChatIsMigrated();
};

void BackupTest::aBackupHoldsWhatWasWrittenUntilThen() {
    const Place place;
    auto store = place.opened();
    QVERIFY(really([&] { return store->write(adding(u"Newest"_s)); }).ok()); // in the -wal alone
    CopyProgress progress;
    const auto made = backUpTo(place.library, place.backup, false, &progress);
    QVERIFY2(made.ok(), qPrintable(made.ok() ? QString() : made.error().text()));
    QCOMPARE(progress.done.load(), progress.total.load());
    QVERIFY(progress.total > 100);
    QCOMPARE(place.filesElsewhere(), QStringList{u"backup.sqlite"_s}); // one file alone
    QCOMPARE(QFile::permissions(place.backup) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const auto contents = lookAtBackup(place.backup);
    QVERIFY2(contents.ok(), qPrintable(contents.ok() ? QString() : contents.error().text()));
    QCOMPARE(contents->chats, FilledLibrary::chats + 1);
    QCOMPARE(contents->documents, int(FilledLibrary::documents));
    QCOMPARE(contents->version, schemaVersion);
    QCOMPARE(place.filesElsewhere(), QStringList{u"backup.sqlite"_s});
}

void BackupTest::itIsMadeWhileTheLibraryIsWritten() {
    const Place place;
    auto store = place.opened();
    std::atomic<bool> ended = false;
    int backups = 0;
    bool all = true;
    std::thread copier([&] {
        for (; backups < 20; ++backups)
            all = all && backUpTo(place.library, place.backup, true).ok() && lookAtBackup(place.backup).ok();
        ended = true;
    });
    int written = 0;
    for (; !ended; ++written) {
        if (!really([&] { return store->write(adding(u"Chat"_s)); }).ok())
            break;
    }
    copier.join();
    QVERIFY(all);
    QVERIFY(ended);
    QVERIFY2(written > 20, QByteArray::number(written).constData());
    QVERIFY(countIn(place.backup, "SELECT count(*) FROM chat") > FilledLibrary::chats);
    QVERIFY(countIn(place.backup, "SELECT count(*) FROM chat") <= FilledLibrary::chats + written);
}

void BackupTest::whatIsThereIsReplacedOnlyWhenThatIsSaid() {
    const Place place;
    writeFile(place.backup, "the person's own");
    const auto refused = backUpTo(place.library, place.backup, false);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, ErrorKind::Usage);
    QVERIFY(refused.error().message.contains(place.backup));
    QCOMPARE(bytesOf(place.backup), "the person's own"_ba);
    QVERIFY(backUpTo(place.library, place.backup, true).ok());
    QVERIFY(lookAtBackup(place.backup).ok());
}

void BackupTest::theLibraryItselfIsNoPlaceForIt() {
    const Place place;
    QVERIFY(!backUpTo(place.library, place.library, true).ok());
    QVERIFY(bytesOf(place.library) == filled().bytes);
    QVERIFY(!prepareRestore(place.library, place.library).ok());
    QCOMPARE(place.files().filter(u"ready"_s), QStringList());
}

void BackupTest::withoutRoomThereIsNoHalfBackup() {
    const Place place;
    {
        const FileSizeLimit full(filled().bytes.size() / 2);
        const auto made = backUpTo(place.library, place.backup, false);
        QVERIFY(!made.ok());
        QCOMPARE(made.error().kind, ErrorKind::Disk);
        QVERIFY2(made.error().message.contains(u"no room"_s) && made.error().message.contains(place.backup),
                 qPrintable(made.error().text()));
        QVERIFY2(made.error().hint.startsWith(u"Free "_s), qPrintable(made.error().text()));
        const auto restored = prepareRestore(place.folder.filePath(u"other.sqlite"_s), place.library);
        QVERIFY(!restored.ok());
    }
    QCOMPARE(place.filesElsewhere(), QStringList());
    QCOMPARE(place.files().filter(u"other"_s), QStringList());
}

void BackupTest::withoutTheFolderItIsSaid() {
    const Place place;
    const auto made = backUpTo(place.library, place.folder.filePath(u"nowhere/a.sqlite"_s), false);
    QVERIFY(!made.ok());
    QVERIFY2(made.error().message.contains(u"nowhere/a.sqlite"_s), qPrintable(made.error().text()));
    QVERIFY(!made.error().hint.isEmpty());
}

void BackupTest::stoppedThereIsNone() {
    const Place place;
    std::stop_source stop;
    stop.request_stop();
    const auto made = backUpTo(place.library, place.backup, false, nullptr, stop.get_token());
    QVERIFY(!made.ok());
    QCOMPARE(made.error().kind, ErrorKind::Cancelled);
    QCOMPARE(place.filesElsewhere(), QStringList());
    QVERIFY(
        !prepareRestore(place.folder.filePath(u"other.sqlite"_s), place.library, nullptr, stop.get_token())
             .ok());
    QCOMPARE(place.files().filter(u"other"_s), QStringList());
}

void BackupTest::ofADamagedLibraryThereIsNone() {
    const Place place;
    auto bytes = filled().bytes;
    for (qsizetype at = 40 * 4096; at < 120 * 4096; at += 4096)
        bytes.replace(at, 4096, QByteArray(4096, '\xff'));
    writeFile(place.library, bytes);
    const auto made = backUpTo(place.library, place.backup, false);
    QVERIFY(!made.ok());
    QVERIFY2(made.error().message.contains(u"damaged"_s), qPrintable(made.error().text()));
    QCOMPARE(place.filesElsewhere(), QStringList());
}

void BackupTest::restoringPutsTheOldOneAside() {
    const Place place;
    QVERIFY(backUpTo(place.library, place.backup, false).ok());
    {
        auto store = place.opened();
        QVERIFY(really([&] { return store->write(adding(u"Later"_s)); }).ok());
    }
    const auto present = bytesOf(place.library);
    const auto aside = prepareRestore(place.library, place.backup);
    QVERIFY2(aside.ok(), qPrintable(aside.ok() ? QString() : aside.error().text()));
    QVERIFY(bytesOf(place.library) == present); // nothing has happened yet
    auto store = place.opened();
    const auto titles = *store->readNow(titlesIn);
    QCOMPARE(titles.size(), FilledLibrary::chats);
    QVERIFY(!titles.contains(u"Later"_s));
    QVERIFY(bytesOf(*aside) == present);
    QCOMPARE(*really([&] { return store->write(checkIntegrity); }), QStringList());
    QVERIFY(QFile::exists(place.backup));
}

void BackupTest::whatIsNoBackupIsRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<int>("kind");
    auto torn = filled().bytes;
    for (qsizetype at = 40 * 4096; at < 120 * 4096; at += 4096)
        torn.replace(at, 4096, QByteArray(4096, '\xff'));
    QTest::newRow("a text") << "Milk, bread and honey.\n"_ba.repeated(100) << ""_ba
                            << int(ErrorKind::Unsupported);
    QTest::newRow("nothing") << ""_ba << ""_ba << int(ErrorKind::Unsupported);
    QTest::newRow("another program's")
        << ""_ba << "CREATE TABLE recipe(name TEXT)"_ba << int(ErrorKind::Unsupported);
    QTest::newRow("a newer DocChat's")
        << filled().bytes << "PRAGMA user_version=999"_ba << int(ErrorKind::Unsupported);
    QTest::newRow("with a view") << filled().bytes << "CREATE VIEW v AS SELECT 1"_ba
                                 << int(ErrorKind::Unsupported);
    QTest::newRow("damaged") << torn << ""_ba << int(ErrorKind::Damaged);
    QTest::newRow("cut short") << filled().bytes.first(filled().bytes.size() / 2) << ""_ba
                               << int(ErrorKind::Damaged);
}

void BackupTest::whatIsNoBackupIsRefused() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, sql);
    QFETCH(int, kind);
    const Place place;
    writeFile(place.backup, bytes);
    if (!sql.isEmpty()) {
        Database database(place.backup, Database::Mode::ReadWrite);
        database.execute(sql.constData());
    }
    const auto looked = lookAtBackup(place.backup);
    QVERIFY(!looked.ok());
    QVERIFY2(int(looked.error().kind) == kind, qPrintable(looked.error().text()));
    QVERIFY2(looked.error().message.contains(place.backup) && !looked.error().hint.isEmpty(),
             qPrintable(looked.error().text()));
    QVERIFY(bytesOf(place.library) == filled().bytes);
}

void BackupTest::aBackupOfAnOlderDocChatIsMigrated() {
    const Place place;
    {
        Database old(place.backup, Database::Mode::ReadWrite);
        migrate(old, 5);
        old.execute("INSERT INTO chat(title, changed_at) VALUES ('Old', 7)");
    }
    QCOMPARE(lookAtBackup(place.backup)->version, 5);
    QVERIFY(prepareRestore(place.library, place.backup).ok());
    auto store = place.opened();
    QCOMPARE(*store->readNow(titlesIn), QStringList{u"Old"_s});
    QCOMPARE(countIn(place.library, "PRAGMA user_version"), schemaVersion);
}

DOCCHAT_TEST(BackupTest)

#include "backup_test.moc"
