#include "program.h"
#include "testmain.h"

#include <QFile>

using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

/// A library with letter.pdf (1) and notes.md (2).
struct Letters : Library {
    QByteArray pdf = smallPdf("The ferry of Lindale was painted green.");
    QString letter = write(u"letter.pdf"_s, pdf);
    QString notes = write(u"notes.md"_s, "# Lindale\n\nThe cedar bridge of Lindale was built in 1874.\n");

    Letters() {
        for (const auto &path : {letter, notes}) {
            const auto added = run({u"add"_s, path});
            if (added.exit != 0)
                qFatal("%s", added.all().constData());
        }
    }
    [[nodiscard]] Ran copy(const QStringList &words) const { return run(QStringList{u"copy"_s} + words); }
    /// "letter.pdf copy, notes.md".
    [[nodiscard]] QString listed() const {
        QStringList all;
        for (const auto &event : run({u"list"_s}).events)
            all += event["name"_L1].toString() + (event["copy"_L1].toBool() ? u" copy"_s : QString());
        return all.join(u", "_s);
    }
    [[nodiscard]] QByteArray bytesOf(const QString &name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
    }
};

} // namespace

class CliCopyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCopyIsKeptSavedAndDropped();
    void itIsInABackup();
    void aNewVersionIsKeptToo();
    void whatCannotBeDoneSaysWhy_data();
    void whatCannotBeDoneSaysWhy();
};

void CliCopyTest::aCopyIsKeptSavedAndDropped() {
    const Letters library;
    QCOMPARE(library.listed(), u"letter.pdf, notes.md"_s);
    const auto kept = library.copy({u"keep"_s, u"1"_s, u"2"_s});
    VERIFY_RAN(kept, kept.exit == 0 && kept.events.size() == 2);
    QCOMPARE(library.listed(), u"letter.pdf copy, notes.md copy"_s);
    const auto forPeople = library.runForPeople({u"list"_s});
    VERIFY_RAN(forPeople, forPeople.words.count(u"(copy kept)"_s) == 2);
    QVERIFY(QFile::remove(library.letter));
    const auto saved = library.copy({u"save"_s, u"1"_s, library.path(u"back.pdf"_s)});
    VERIFY_RAN(saved, saved.exit == 0);
    QVERIFY(library.bytesOf(u"back.pdf"_s) == library.pdf);
    const auto again = library.copy({u"save"_s, u"1"_s, library.path(u"back.pdf"_s)});
    VERIFY_RAN(again, again.exit == 1 && again.errors.contains(u"is there already"_s));
    const auto forced = library.copy({u"save"_s, u"1"_s, library.path(u"back.pdf"_s), u"--force"_s});
    VERIFY_RAN(forced, forced.exit == 0);
    QVERIFY(library.bytesOf(u"back.pdf"_s) == library.pdf);
    QVERIFY(library.holdsBytes("painted green"));
    const auto dropped = library.copy({u"drop"_s, u"1"_s});
    VERIFY_RAN(dropped, dropped.exit == 0);
    QCOMPARE(library.listed(), u"letter.pdf, notes.md copy"_s);
    const auto none = library.copy({u"save"_s, u"1"_s, library.path(u"none.pdf"_s)});
    VERIFY_RAN(none, none.exit == 1 && none.errors.contains(u"No copy of letter.pdf is kept"_s));
    QVERIFY(library.isWhole());
}

void CliCopyTest::itIsInABackup() {
    const Letters library;
    QCOMPARE(library.copy({u"keep"_s, u"1"_s}).exit, 0);
    const auto file = library.path(u"backup.sqlite"_s);
    QCOMPARE(library.run({u"backup"_s, file}).exit, 0);
    QCOMPARE(library.run({u"remove"_s, u"1"_s}).exit, 0);
    QVERIFY(QFile::remove(library.letter));
    QCOMPARE(library.run({u"restore"_s, file}).exit, 0);
    const auto saved = library.copy({u"save"_s, u"1"_s, library.letter});
    VERIFY_RAN(saved, saved.exit == 0);
    QVERIFY(library.bytesOf(u"letter.pdf"_s) == library.pdf);
}

void CliCopyTest::aNewVersionIsKeptToo() {
    const Letters library;
    QCOMPARE(library.copy({u"keep"_s, u"2"_s}).exit, 0);
    const QByteArray later = "# Lindale\n\nThe cedar bridge of Lindale was built in 1875, after all.\n";
    library.write(u"notes.md"_s, later);
    QCOMPARE(library.run({u"add"_s, library.notes}).exit, 0);
    QCOMPARE(library.listed(), u"letter.pdf, notes.md copy"_s);
    const auto list = library.run({u"list"_s});
    const auto id = QString::number(list.events.last()["id"_L1].toInteger());
    QCOMPARE(library.copy({u"save"_s, id, library.path(u"back.md"_s)}).exit, 0);
    QVERIFY(library.bytesOf(u"back.md"_s) == later);
}

void CliCopyTest::whatCannotBeDoneSaysWhy_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("exit");
    QTest::addColumn<QString>("said");
    QTest::newRow("nothing") << QStringList() << 2 << u"Which document's copy"_s;
    QTest::newRow("no document") << QStringList{u"keep"_s} << 2 << u"Which document's copy"_s;
    QTest::newRow("no such action") << QStringList{u"burn"_s, u"1"_s} << 2 << u"Which document's copy"_s;
    QTest::newRow("no number") << QStringList{u"keep"_s, u"letter"_s} << 2
                               << u"letter is not a document's number"_s;
    QTest::newRow("nowhere") << QStringList{u"save"_s, u"1"_s} << 2 << u"Which document's copy"_s;
    QTest::newRow("not there") << QStringList{u"keep"_s, u"9"_s} << 1 << u"There is no document 9"_s;
}

void CliCopyTest::whatCannotBeDoneSaysWhy() {
    static const Letters library;
    QFETCH(QStringList, words);
    QFETCH(int, exit);
    QFETCH(QString, said);
    const auto ran = library.copy(words);
    VERIFY_RAN(ran, ran.exit == exit && ran.errors.contains(said));
    QCOMPARE(library.listed(), u"letter.pdf, notes.md"_s);
}

DOCCHAT_TEST(CliCopyTest)

#include "cli_copy_test.moc"
