#include "program.h"
#include "testmain.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>

#include <functional>

#include <sys/stat.h>
#include <unistd.h>

using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray bridge = "The cedar bridge of Lindale was built in 1874 by Anna Holm.\n";

/// Makes the broken thing in a library's folder; the path to add.
using Break = std::function<QString(const Library &)>;

Break holding(const QString &name, const QByteArray &bytes) {
    return [=](const Library &library) { return library.write(name, bytes); };
}

/// One of the shared documents, or its first `bytes`.
Break shared(const QString &name, qint64 bytes = -1) {
    return [=](const Library &library) {
        QFile file(sharedFile(u"pdf/"_s + name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%ls is not there", qUtf16Printable(file.fileName()));
        return library.write(name, bytes < 0 ? file.readAll() : file.read(bytes));
    };
}

void allow(const QString &path, mode_t mode) {
    if (::chmod(QFile::encodeName(path).constData(), mode) != 0)
        qFatal("%ls: chmod failed", qUtf16Printable(path));
}

QString lockedFile(const Library &library) {
    const auto path = library.write(u"locked.txt"_s, "secret\n");
    allow(path, 0);
    return path;
}

QString lockedFolder(const Library &library) {
    library.write(u"locked/inside.txt"_s, "secret\n");
    allow(library.path(u"locked"_s), 0);
    return library.path(u"locked"_s);
}

QString fileInLockedFolder(const Library &library) {
    return lockedFolder(library) + u"/inside.txt"_s;
}

QString fifo(const Library &library) {
    const auto path = library.path(u"pipe.txt"_s);
    if (::mkfifo(QFile::encodeName(path).constData(), 0666) != 0)
        qFatal("no fifo");
    return path;
}

QString linkToItself(const Library &library) {
    const auto path = library.path(u"loop.txt"_s);
    if (!QFile::link(u"loop.txt"_s, path))
        qFatal("no link");
    return path;
}

/// The message and the hint of "message. hint" are both there.
bool saysTheNextStep(const QString &reason) {
    const auto end = reason.lastIndexOf(". "_L1);
    return end > 10 && reason.size() - end > 10;
}

} // namespace

class CliFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBadFileEndsInOneStateAndTheGoodOneIsReady_data();
    void aBadFileEndsInOneStateAndTheGoodOneIsReady();
    void everyBadFileOfAFolderIsNamed();
    void aFileThatChangesIsReadAnew();
    void aMendedFileIsReadAtTheSecondTry();
    void theRightPasswordOpensWhatItLocked();
    void lockedOfficeDocumentsOpenTheSameWay();
    void aDataFolderWithoutPermissionIsSaid();
    void aDamagedLibraryIsNeverOverwritten();
    void twoProgramsNeverWriteAtOnce();
};

void CliFaultsTest::aBadFileEndsInOneStateAndTheGoodOneIsReady_data() {
    QTest::addColumn<Break>("breakIt");
    QTest::addColumn<QStringList>("codes"); // "ok": it may be read after all
    QTest::addColumn<bool>("needsData");
    const auto row = [](const char *name, const Break &breakIt, const QStringList &codes, bool data = false) {
        QTest::newRow(name) << breakIt << codes << data;
    };
    row("missing", [](const Library &library) { return library.path(u"gone.pdf"_s); }, {u"missing"_s});
    row("file without permission", lockedFile, {u"unreadable"_s});
    row("folder without permission", lockedFolder, {u"unreadable"_s});
    row("file in a folder without permission", fileInLockedFolder, {u"unreadable"_s});
    row("fifo", fifo, {u"unsupported"_s});
    row("device", [](const Library &) { return u"/dev/zero"_s; }, {u"unsupported"_s});
    row("link to itself", linkToItself, {u"missing"_s});
    row("no bytes", holding(u"nothing.txt"_s, {}), {u"no-text"_s});
    row("only blanks", holding(u"blank.txt"_s, QByteArray(5000, ' ')), {u"no-text"_s});
    row("zeros as pdf", holding(u"zeros.pdf"_s, QByteArray(100'000, '\0')), {u"damaged"_s});
    row("zeros as text", holding(u"zeros.txt"_s, QByteArray(100'000, '\0')),
        {u"unsupported"_s, u"damaged"_s});
    row("half a small pdf", holding(u"half.pdf"_s, smallPdf("Half of it.").first(250)), {u"damaged"_s});
    row("pdf without pages", holding(u"head.pdf"_s, "%PDF-1.7\n%%EOF\n"), {u"damaged"_s});
    row("pdf without text", holding(u"mute.pdf"_s, smallPdf("")), {u"no-text"_s});
    row("a kind that is not read",
        holding(u"program.bin"_s, "\x7f"
                                  "ELF\x02\x01\x01" +
                                      QByteArray(999, '\0')),
        {u"unsupported"_s});
    row("empty.pdf", shared(u"empty.pdf"_s), {u"no-text"_s}, true);
    row("encrypted", shared(u"issue3371.pdf"_s), {u"password"_s}, true);
    row("truncated", shared(u"tracemonkey.pdf"_s, 300'000), {u"damaged"_s}, true);
    row("bomb_giant.pdf", shared(u"bomb_giant.pdf"_s),
        {u"ok"_s, u"too-large"_s, u"timed-out"_s, u"crashed"_s, u"damaged"_s, u"no-text"_s}, true);
}

void CliFaultsTest::aBadFileEndsInOneStateAndTheGoodOneIsReady() {
    QFETCH(Break, breakIt);
    QFETCH(QStringList, codes);
    QFETCH(bool, needsData);
    if (needsData)
        NEEDS_SHARED_DATA();
    const Library library;
    const auto bad = breakIt(library);
    const auto added = library.run({u"add"_s, bad, library.write(u"good.txt"_s, bridge)});

    QCOMPARE(added.document(u"good.txt"_s)["state"_L1].toString(), u"ready"_s);
    QCOMPARE(added.of(u"document"_s).size(), 2);
    const auto document = added.document(QFileInfo(bad).fileName());
    const auto code = document["code"_L1].toString();
    VERIFY_RAN(added, codes.contains(code));
    const bool read = code == "ok"_L1;
    QCOMPARE(document["state"_L1].toString(), read ? u"ready"_s : u"failed"_s);
    QCOMPARE(added.last(u"summary"_s)["failed"_L1].toInt(), read ? 0 : 1);
    QCOMPARE(added.exit, read ? 0 : 1);
    const auto reason = document["reason"_L1].toString();
    VERIFY_RAN(added, read || saysTheNextStep(reason));
    VERIFY_RAN(added, read || reason.contains(QFileInfo(bad).fileName()));

    QVERIFY(library.isWhole());
    const auto asked = library.run({u"ask"_s, u"Who built the cedar bridge?"_s});
    VERIFY_RAN(asked, asked.last(u"citation"_s)["quote"_L1].toString().contains("Anna Holm"_L1));
    for (const auto &listed : library.run({u"list"_s}).events)
        QCOMPARE(listed["state"_L1].toString() == "ready"_L1, listed["code"_L1].toString() == "ok"_L1);
}

void CliFaultsTest::everyBadFileOfAFolderIsNamed() {
    const Library library;
    library.write(u"papers/good.txt"_s, bridge);
    library.write(u"papers/half.pdf"_s, smallPdf("Half of it.").first(250));
    allow(library.write(u"papers/locked.txt"_s, "secret\n"), 0);
    library.write(u"papers/closed/inside.txt"_s, "secret\n");
    allow(library.path(u"papers/closed"_s), 0);
    const auto added = library.run({u"add"_s, library.path(u"papers"_s)});
    VERIFY_RAN(added, added.exit == 1);
    QCOMPARE(added.document(u"good.txt"_s)["code"_L1].toString(), u"ok"_s);
    QCOMPARE(added.document(u"half.pdf"_s)["code"_L1].toString(), u"damaged"_s);
    QCOMPARE(added.document(u"locked.txt"_s)["code"_L1].toString(), u"unreadable"_s);
    QCOMPARE(added.document(u"closed"_s)["code"_L1].toString(), u"unreadable"_s);
    QCOMPARE(added.last(u"summary"_s)["failed"_L1].toInt(), 3);
    QVERIFY(library.isWhole());
    allow(library.path(u"papers/closed"_s), 0755);
}

void CliFaultsTest::aFileThatChangesIsReadAnew() {
    const Library library;
    const auto file = library.write(u"good.txt"_s, bridge);
    QCOMPARE(library.run({u"add"_s, file}).exit, 0);
    library.write(u"good.txt"_s, "The mill of Torsby burned in 1799.\n");
    const auto again = library.run({u"add"_s, file});
    QCOMPARE(again.document(u"good.txt"_s)["state"_L1].toString(), u"ready"_s);
    QVERIFY(library.run({u"search"_s, u"Torsby"_s}).words.contains("burned"_L1));
}

void CliFaultsTest::aMendedFileIsReadAtTheSecondTry() {
    const Library library;
    const auto pdf = smallPdf("The lighthouse of Marvik was lit in 1911.");
    const auto file = library.write(u"marvik.pdf"_s, pdf.first(250));
    QCOMPARE(library.run({u"add"_s, file}).exit, 1);
    library.write(u"marvik.pdf"_s, pdf);
    const auto again = library.run({u"add"_s, file});
    VERIFY_RAN(again, again.exit == 0);
    QCOMPARE(again.document(u"marvik.pdf"_s)["state"_L1].toString(), u"ready"_s);
    const auto locked = lockedFile(library);
    QCOMPARE(library.run({u"add"_s, locked}).exit, 1);
    allow(locked, 0644);
    QCOMPARE(library.run({u"add"_s, locked}).exit, 0);
    QVERIFY(library.isWhole());
}

void CliFaultsTest::theRightPasswordOpensWhatItLocked() {
    NEEDS_SHARED_DATA();
    const Library library;
    const auto file = sharedFile(u"pdf/issue3371.pdf"_s);
    const auto codeWith = [&](const QString &password) {
        return library.run({u"add"_s, file, u"--password"_s, password})
            .document(u"issue3371.pdf"_s)["code"_L1]
            .toString();
    };
    QCOMPARE(codeWith(u"wrong"_s), u"password"_s);
    QVERIFY(codeWith(u"ELXRTQWS"_s) != "password"_L1);
    QVERIFY2(!library.holdsBytes("ELXRTQWS"), "the password was kept");
}

void CliFaultsTest::lockedOfficeDocumentsOpenTheSameWay() {
    NEEDS_SHARED_DATA();
    const Library library;
    const auto name = u"testWORD_protected_passtika.docx"_s;
    const auto addWith = [&](const QStringList &password) {
        return library.run(QStringList{u"add"_s, sharedFile(u"office/"_s + name)} + password).document(name);
    };
    const auto locked = addWith({});
    QCOMPARE(locked["code"_L1].toString(), u"password"_s);
    QVERIFY(locked["reason"_L1].toString().endsWith("Unlock it with its password"_L1));
    QCOMPARE(addWith({u"--password"_s, u"wrong"_s})["code"_L1].toString(), u"password"_s);
    QCOMPARE(addWith({u"--password"_s, u"tika"_s})["state"_L1].toString(), u"ready"_s);
}

void CliFaultsTest::aDataFolderWithoutPermissionIsSaid() {
    const Library library;
    QVERIFY(QDir().mkpath(library.folder())); // root's, when the test runs as root
    allow(library.folder(), ::geteuid() == 0 ? 0755 : 0555);
    const auto added = library.run({u"add"_s, library.write(u"good.txt"_s, bridge)});
    VERIFY_RAN(added, added.exit == 1 && added.events.isEmpty());
    VERIFY_RAN(added, added.errors.contains(library.folder()) && saysTheNextStep(added.errors));
    allow(library.folder(), 0755);
}

void CliFaultsTest::aDamagedLibraryIsNeverOverwritten() {
    const Library library;
    const auto file = library.write(u"good.txt"_s, bridge);
    QCOMPARE(library.run({u"add"_s, file}).exit, 0);
    const QByteArray rubbish("This is no database. ", 21);
    library.write(u"data/library.sqlite"_s, rubbish.repeated(1000));
    const auto ran = library.run({u"add"_s, file});
    VERIFY_RAN(ran, ran.exit == 0);
    VERIFY_RAN(ran, ran.errors.contains("damaged"_L1) && ran.errors.contains("library.sqlite"_L1));
    QFile kept(ran.last(u"rescued"_s)["damaged"_L1].toString());
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), rubbish.repeated(1000));
    QVERIFY(library.isWhole());
}

void CliFaultsTest::twoProgramsNeverWriteAtOnce() {
    const Library library;
    const auto big = library.write(u"big.txt"_s, longText(4000));
    auto first = library.start({u"--json"_s, u"add"_s, big});
    QByteArray output;
    while (!output.contains("\"chunk\"") && first->waitForReadyRead(20'000))
        output += first->readAllStandardOutput();
    const auto second = library.run({u"add"_s, library.write(u"good.txt"_s, bridge)});
    const auto listed = library.run({u"list"_s});
    const bool bothAtOnce = first->state() == QProcess::Running;
    const auto done = Library::finish(*first, output);
    QVERIFY2(bothAtOnce, "the first program was too quick for this test to see anything");
    VERIFY_RAN(done, done.exit == 0);
    VERIFY_RAN(second, second.exit == 1 && saysTheNextStep(second.errors));
    VERIFY_RAN(listed, listed.exit == 0 && listed.words.contains("big.txt"_L1));
    QVERIFY(library.isWhole());
}

DOCCHAT_TEST(CliFaultsTest)

#include "cli_faults_test.moc"
