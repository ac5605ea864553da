#include "program.h"
#include "testmain.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <csignal>

using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray canary = "zanzibarcanary";

/// Files with a word that stands nowhere else; and a chat has its quotes.
void fill(const Library &library) {
    const auto added = library.run(
        {u"add"_s, library.write(u"steel.txt"_s, "The " + canary + " of steel is in the cellar.\n")});
    QVERIFY2(added.exit == 0, added.all().constData());
}

QStringList namesOf(const Library &library) {
    QStringList names;
    for (const auto &document : library.run({u"list"_s}).events)
        names += document["name"_L1].toString();
    names.sort();
    return names;
}

} // namespace

class CliBackupTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBackupIsRestored();
    void aBackupIsMadeWhileAnotherProgramWrites();
    void aLibraryInUseIsNotRestored();
    void whatIsNoBackupChangesNothing();
    void withoutAFileItIsUsage();
    void everythingIsDeletedOnlyWhenThatIsSaid();
    void whatIsDeletedIsNowhereAnyMore();
    void filesOfThePersonsStay();
    void aDeletionThatWasCutOffGoesOn();
};

void CliBackupTest::aBackupIsRestored() {
    const Library library;
    fill(library);
    const auto path = library.path(u"backup.sqlite"_s);
    const auto made = library.run({u"backup"_s, path});
    VERIFY_RAN(made, made.exit == 0);
    QCOMPARE(made.last(u"backup"_s)["path"_L1].toString(), path);
    const auto again = library.run({u"backup"_s, path});
    VERIFY_RAN(again, again.exit == 2 && again.errors.contains(u"--force"_s));
    VERIFY_RAN(again, library.run({u"backup"_s, u"--force"_s, path}).exit == 0);

    QCOMPARE(library.run({u"add"_s, library.write(u"tin.txt"_s, "Tin is soft.\n")}).exit, 0);
    QCOMPARE(namesOf(library), (QStringList{u"steel.txt"_s, u"tin.txt"_s}));
    const auto restored = library.run({u"restore"_s, path});
    VERIFY_RAN(restored, restored.exit == 0);
    const auto event = restored.last(u"restored"_s);
    QCOMPARE(event["documents"_L1].toInt(), 1);
    VERIFY_RAN(restored, event["kept"_L1].toString().contains(u"library.sqlite.before-restore-"_s));
    VERIFY_RAN(restored, QFileInfo(event["kept"_L1].toString()).size() > 0);
    QCOMPARE(namesOf(library), QStringList{u"steel.txt"_s});
    QVERIFY(library.isWhole());
    const auto found = library.run({u"search"_s, QString::fromLatin1(canary)});
    VERIFY_RAN(found, found.exit == 0 && !found.events.isEmpty());
    // And back again.
    QCOMPARE(library.run({u"restore"_s, event["kept"_L1].toString()}).exit, 0);
    QCOMPARE(namesOf(library), (QStringList{u"steel.txt"_s, u"tin.txt"_s}));
}

void CliBackupTest::aBackupIsMadeWhileAnotherProgramWrites() {
    const Library library;
    fill(library);
    auto adding = library.start({u"--json"_s, u"add"_s, library.write(u"big.txt"_s, longText(4000))});
    QByteArray output;
    while (!output.contains("\"chunk\"") && adding->waitForReadyRead(20'000))
        output += adding->readAllStandardOutput();
    const auto path = library.path(u"backup.sqlite"_s);
    const auto made = library.run({u"backup"_s, path});
    const bool bothAtOnce = adding->state() == QProcess::Running;
    VERIFY_RAN(made, made.exit == 0);
    const auto done = Library::finish(*adding, output);
    QVERIFY2(bothAtOnce, "the first program was too quick for this test to see anything");
    VERIFY_RAN(done, done.exit == 0);
    const auto restored = library.run({u"restore"_s, path});
    VERIFY_RAN(restored, restored.exit == 0);
    const auto checked = library.run({u"check"_s});
    VERIFY_RAN(checked, checked.exit == 0);
    QVERIFY(namesOf(library).contains(u"steel.txt"_s));
}

void CliBackupTest::aLibraryInUseIsNotRestored() {
    const Library library;
    fill(library);
    const auto path = library.path(u"backup.sqlite"_s);
    QCOMPARE(library.run({u"backup"_s, path}).exit, 0);
    auto adding = library.start({u"--json"_s, u"add"_s, library.write(u"big.txt"_s, longText(4000))});
    QByteArray output;
    while (!output.contains("\"chunk\"") && adding->waitForReadyRead(20'000))
        output += adding->readAllStandardOutput();
    const auto restored = library.run({u"restore"_s, path});
    const auto deleted = library.run({u"delete-everything"_s, u"--yes"_s});
    const bool bothAtOnce = adding->state() == QProcess::Running;
    const auto done = Library::finish(*adding, output);
    QVERIFY2(bothAtOnce, "the first program was too quick for this test to see anything");
    VERIFY_RAN(restored,
               restored.exit == 1 && restored.errors.contains(u"Another program uses this library"_s));
    VERIFY_RAN(deleted, deleted.exit == 1 && deleted.errors.contains(u"Another program uses this library"_s));
    VERIFY_RAN(done, done.exit == 0);
    QCOMPARE(namesOf(library), (QStringList{u"big.txt"_s, u"steel.txt"_s}));
}

void CliBackupTest::whatIsNoBackupChangesNothing() {
    const Library library;
    fill(library);
    for (const auto &path :
         {library.write(u"notes.txt"_s, "Milk, bread and honey.\n"), library.path(u"nowhere.sqlite"_s)}) {
        const auto restored = library.run({u"restore"_s, path});
        VERIFY_RAN(restored, restored.exit == 1 && restored.errors.contains(path));
    }
    QCOMPARE(namesOf(library), QStringList{u"steel.txt"_s});
    QCOMPARE(QDir(library.folder()).entryList({u"*ready*"_s, u"*before*"_s}, QDir::Files), QStringList());
}

void CliBackupTest::withoutAFileItIsUsage() {
    const Library library;
    for (const auto &command : {u"backup"_s, u"restore"_s}) {
        const auto ran = library.run({command});
        VERIFY_RAN(ran, ran.exit == 2 && ran.errors.contains(u"docchat-cli "_s + command));
    }
}

void CliBackupTest::everythingIsDeletedOnlyWhenThatIsSaid() {
    const Library library;
    fill(library);
    const auto asked = library.run({u"delete-everything"_s});
    VERIFY_RAN(asked, asked.exit == 2 && asked.errors.contains(u"--yes"_s) &&
                          asked.errors.contains(library.folder()));
    QCOMPARE(namesOf(library), QStringList{u"steel.txt"_s});
}

void CliBackupTest::whatIsDeletedIsNowhereAnyMore() {
    const Library library;
    fill(library);
    // All that may lie there: settings, a copy from before a restore, one that was damaged.
    QCOMPARE(library
                 .run({u"provider"_s, u"add"_s, QString::fromLatin1(canary), u"--kind"_s, u"ollama"_s,
                       u"--url"_s, u"http://127.0.0.1:9"_s, u"--chat"_s, u"any"_s})
                 .exit,
             0);
    const auto path = library.path(u"backup.sqlite"_s);
    QCOMPARE(library.run({u"backup"_s, path}).exit, 0);
    QCOMPARE(library.run({u"restore"_s, path}).exit, 0);
    library.write(u"data/library.sqlite"_s, "no database, but " + canary);
    QCOMPARE(library.run({u"list"_s}).exit, 0);
    for (const auto *name :
         {"settings.ini", "docchat.log", "docchat.log.old", "postings.bin", "library.sqlite.v3"})
        library.write(u"data/"_s + QLatin1StringView(name), canary);
    QVERIFY(library.holdsBytes(canary));
    const auto deleted = library.run({u"delete-everything"_s, u"--yes"_s});
    VERIFY_RAN(deleted, deleted.exit == 0);
    QVERIFY(!library.holdsBytes(canary));
    QVERIFY2(!QFileInfo::exists(library.folder()), "the folder is still there");
    QVERIFY(QFile::exists(library.path(u"steel.txt"_s)));
    QVERIFY(QFile::exists(path));
    QCOMPARE(namesOf(library), QStringList());
}

void CliBackupTest::filesOfThePersonsStay() {
    const Library library;
    fill(library);
    const QStringList own{u"data/library.sqlite.mine"_s, u"data/letter.txt"_s, u"data/settings.ini2"_s};
    for (const auto &name : own)
        library.write(name, "the person's own");
    QCOMPARE(library.run({u"delete-everything"_s, u"--yes"_s}).exit, 0);
    QCOMPARE(QDir(library.folder()).entryList(QDir::Files, QDir::Name),
             (QStringList{u"letter.txt"_s, u"library.sqlite.mine"_s, u"settings.ini2"_s}));
}

void CliBackupTest::aDeletionThatWasCutOffGoesOn() {
    const Library library;
    fill(library);
    library.write(u"data/docchat.erase"_s, {});
    QCOMPARE(namesOf(library), QStringList());
    QVERIFY(!library.holdsBytes(canary));
    QVERIFY(!QFile::exists(library.path(u"data/docchat.erase"_s)));
}

DOCCHAT_TEST(CliBackupTest)

#include "cli_backup_test.moc"
