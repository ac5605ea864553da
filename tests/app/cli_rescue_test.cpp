#include "program.h"
#include "testmain.h"

#include <QDir>
#include <QFile>

using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

QStringList namesOf(const Library &library, const QString &state) {
    QStringList names;
    for (const auto &document : library.run({u"list"_s}).events) {
        if (document["state"_L1].toString() == state)
            names += document["name"_L1].toString();
    }
    names.sort();
    return names;
}

} // namespace

class CliRescueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whateverIsWrongTheNextCommandWorks_data();
    void whateverIsWrongTheNextCommandWorks();
    void whatWasTornIsReadAnew();
    void itIsSaidInWordsAndOnce();
};

void CliRescueTest::whateverIsWrongTheNextCommandWorks_data() {
    QTest::addColumn<int>("from"); // of the library's bytes; those up to `length` further are overwritten
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("keep"); // percent
    QTest::newRow("its first bytes") << 0 << 64 << 100;
    QTest::newRow("its first page") << 0 << 4096 << 100;
    QTest::newRow("its header's numbers") << 40 << 40 << 100;
    QTest::newRow("its second to fourth page") << 4096 << 3 * 4096 << 100;
    QTest::newRow("cut to half") << 0 << 0 << 50;
    QTest::newRow("cut to nothing") << 0 << 0 << 0;
}

void CliRescueTest::whateverIsWrongTheNextCommandWorks() {
    QFETCH(int, from);
    QFETCH(int, length);
    QFETCH(int, keep);
    const Library library;
    const auto file = library.write(u"a.txt"_s, longText(60));
    QCOMPARE(library.run({u"add"_s, file}).exit, 0);
    const auto path = library.path(u"data/library.sqlite"_s);
    auto bytes = bytesOf(path);
    bytes.replace(from, length, QByteArray(length, '\x5a'));
    bytes.truncate(bytes.size() * keep / 100);
    library.write(u"data/library.sqlite"_s, bytes);
    const auto listed = library.run({u"list"_s});
    VERIFY_RAN(listed, listed.exit == 0);
    const auto rescued = listed.last(u"rescued"_s);
    VERIFY_RAN(listed, !rescued.isEmpty());
    QVERIFY(bytesOf(rescued["damaged"_L1].toString()) == bytes);
    const auto added = library.run({u"add"_s, file});
    VERIFY_RAN(added, added.exit == 0);
    QCOMPARE(namesOf(library, u"ready"_s), QStringList{u"a.txt"_s});
    QVERIFY(library.isWhole());
}

void CliRescueTest::whatWasTornIsReadAnew() {
    const Library library;
    QStringList files;
    for (const auto *name : {"a.txt", "b.txt", "c.txt"})
        files += library.write(QString::fromLatin1(name), name + longText(120));
    QCOMPARE(library.run(QStringList{u"add"_s} + files).exit, 0);
    const auto path = library.path(u"data/library.sqlite"_s);
    auto bytes = bytesOf(path);
    for (qsizetype at = bytes.indexOf("In chapter 60 ") & ~qsizetype(4095), i = 0; i < 3; ++i)
        bytes.replace(at + i * 4096, 4096, QByteArray(4096, '\xff'));
    library.write(u"data/library.sqlite"_s, bytes);
    library.write(u"data/library.sqlite.is-damaged"_s, {});
    const auto listed = library.run({u"list"_s});
    VERIFY_RAN(listed, listed.exit == 0);
    const auto rescued = listed.last(u"rescued"_s);
    VERIFY_RAN(listed, rescued["read_anew"_L1].toInt() > 0);
    QCOMPARE(rescued["documents"_L1].toInt() + rescued["read_anew"_L1].toInt(), 3);
    const auto added = library.run({u"add"_s, library.write(u"d.txt"_s, "A new one.\n")});
    VERIFY_RAN(added, added.exit == 0);
    QCOMPARE(added.last(u"resumed"_s)["documents"_L1].toInt(), rescued["read_anew"_L1].toInt());
    QCOMPARE(namesOf(library, u"ready"_s), (QStringList{u"a.txt"_s, u"b.txt"_s, u"c.txt"_s, u"d.txt"_s}));
    QVERIFY(library.isWhole());
}

void CliRescueTest::itIsSaidInWordsAndOnce() {
    const Library library;
    QCOMPARE(library.run({u"add"_s, library.write(u"a.txt"_s, "Steel is hard.\n")}).exit, 0);
    library.write(u"data/library.sqlite.is-damaged"_s, {});
    const auto first = library.runForPeople({u"list"_s});
    VERIFY_RAN(first,
               first.errors.contains(u"The library was damaged. 0 chats and 1 document were saved."_s));
    VERIFY_RAN(first, first.errors.contains(u"The damaged file lies at "_s + library.folder()));
    const auto second = library.runForPeople({u"list"_s});
    VERIFY_RAN(second, second.errors.isEmpty());
}

DOCCHAT_TEST(CliRescueTest)

#include "cli_rescue_test.moc"
