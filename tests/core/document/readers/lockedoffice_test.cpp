#include "locktest.h"
#include "readertest.h"
#include "testmain.h"
#include "ziptest.h"

#include <QFile>

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QString word = u"Schlüssel 鍵 🔑"_s;

QByteArray plainDocx(const QByteArray &text = "Kept behind a lock.") {
    return zipped({{"word/document.xml",
                    root("w:document", "<w:body><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:body>")}});
}

QByteArray plainXlsx() {
    return zipped({{"xl/workbook.xml", root("workbook", "<sheets><sheet name='Costs' r:id='r1'/></sheets>")},
                   {"xl/_rels/workbook.xml.rels",
                    relationships(relationship("r1", "worksheet", "worksheets/sheet1.xml"))},
                   {"xl/worksheets/sheet1.xml",
                    "<worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>Rent</t></is></c></row>"
                    "</sheetData></worksheet>"}});
}

/// Bytes that hardly pack: the package fills many sectors.
QByteArray noise(qsizetype size) {
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = 1;
    for (auto &byte : bytes) {
        state = state * 1'664'525 + 1'013'904'223;
        byte = char(state >> 24);
    }
    return bytes;
}

Opened openDocx(const QByteArray &bytes, const QString &password = {}) {
    return openBytes(bytes, u"a.docx"_s, password);
}

QStringList read(const QByteArray &bytes, const QString &password = {}) {
    return textsOf(openDocx(bytes, password));
}

QByteArray sharedOffice(const QString &name) {
    QFile file(sharedData() + u"/office/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class LockedOfficeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePasswordOpensADocument_data();
    void thePasswordOpensADocument();
    void aLargePackageIsWhole();
    void sheetsLockedAgainstChangesOpenWithoutAPassword();
    void withoutIntegrityDataItIsReadToo();
    void whatCannotBeUnlockedSaysWhatToDo_data();
    void whatCannotBeUnlockedSaysWhatToDo();
    void whatWasChangedIsDamaged();
    void noCutEndsInACrash();
    void noChangedByteEndsInACrash();
    void sharedDocumentsOpenWithTheirPassword_data();
    void sharedDocumentsOpenWithTheirPassword();
};

void LockedOfficeTest::thePasswordOpensADocument_data() {
    QTest::addColumn<QByteArray>("file");
    const auto agile = [](const char *name, const OfficeLock &lock) {
        QTest::newRow(name) << lockedAgile(plainDocx(), word, lock).file();
    };
    agile("agile", {});
    agile("agile, SHA-1 and 128 bits", {"SHA1", 128});
    agile("agile, a key longer than its digest", {"SHA1", 256});
    agile("agile, SHA-256 and 192 bits", {"SHA256", 192});
    agile("agile, SHA-384", {"SHA384", 256});
    agile("agile, as often as Office does", {"SHA512", 256, 100'000});
    agile("agile, not hashed again", {"SHA512", 256, 0});
    for (const int bits : {128, 192, 256})
        QTest::addRow("standard, %d bits", bits) << lockedStandard(plainDocx(), word, bits).file();
}

void LockedOfficeTest::thePasswordOpensADocument() {
    QFETCH(QByteArray, file);
    QCOMPARE(read(file, word), QStringList{u"Kept behind a lock."_s});
    const auto wrong = openDocx(file, u"Schlussel"_s);
    QVERIFY(!wrong.ok());
    QCOMPARE(wrong.error().text(), u"the password does not fit. Unlock it with its password"_s);
    const auto none = openDocx(file);
    QVERIFY(!none.ok());
    QCOMPARE(code(none.error().kind), code(ErrorKind::Password));
    QCOMPARE(none.error().text(), u"a password is needed. Unlock it with its password"_s);
}

/// So long that the header does not name all sectors of the table.
void LockedOfficeTest::aLargePackageIsWhole() {
    const auto picture = noise(8'000'000);
    const auto zip =
        zipped({{"word/media/a.png", picture},
                {"word/document.xml",
                 root("w:document", "<w:body><w:p><w:r><w:t>Last.</w:t></w:r></w:p></w:body>")}});
    QVERIFY(zip.size() > picture.size());
    QCOMPARE(read(lockedAgile(zip, word).file(), word), QStringList{u"Last."_s});
    QCOMPARE(read(lockedStandard(zip, word).file(), word), QStringList{u"Last."_s});
}

void LockedOfficeTest::sheetsLockedAgainstChangesOpenWithoutAPassword() {
    const auto open = [](const LockedOffice &locked) {
        return textsOf(openBytes(locked.file(), u"a.xlsx"_s));
    };
    QCOMPARE(open(lockedAgile(plainXlsx(), u"VelvetSweatshop"_s)), QStringList{u"Rent"_s});
    QCOMPARE(open(lockedStandard(plainXlsx(), u"VelvetSweatshop"_s)), QStringList{u"Rent"_s});
    QCOMPARE(open(lockedAgile(plainXlsx(), word)), QStringList{code(ErrorKind::Password)});
}

void LockedOfficeTest::withoutIntegrityDataItIsReadToo() {
    auto locked = lockedAgile(plainDocx(), word);
    const auto begin = locked.info.indexOf("<dataIntegrity");
    locked.info.remove(begin, locked.info.indexOf("<keyEncryptors>") - begin);
    QCOMPARE(read(locked.file(), word), QStringList{u"Kept behind a lock."_s});
}

void LockedOfficeTest::whatCannotBeUnlockedSaysWhatToDo_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<ErrorKind>("kind");
    const auto agile = [](const char *name, const QByteArray &before, const QByteArray &after,
                          ErrorKind kind) {
        auto locked = lockedAgile(plainDocx(), word);
        QVERIFY(locked.info.contains(before));
        locked.info.replace(before, after);
        QTest::newRow(name) << locked.file() << kind;
    };
    agile("hashed too often", "spinCount='100'", "spinCount='10000001'", ErrorKind::Unsupported);
    agile("hashed less than never", "spinCount='100'", "spinCount='-1'", ErrorKind::Unsupported);
    agile("hashed out of all bounds", "spinCount='100'", "spinCount='99999999999999999999'",
          ErrorKind::Unsupported);
    agile("a digest of another kind", "'SHA512'", "'WHIRLPOOL'", ErrorKind::Unsupported);
    agile("a cipher of another kind", "'AES'", "'RC4'", ErrorKind::Unsupported);
    agile("chained in another way", "ChainingModeCBC", "ChainingModeCFB", ErrorKind::Unsupported);
    agile("for a certificate", "keyEncryptor/password", "keyEncryptor/certificate", ErrorKind::Unsupported);
    agile("keys without a length", "keyBits='256'", "keyBits='0'", ErrorKind::Damaged);
    agile("no salt", "saltValue='", "saltValue='' x='", ErrorKind::Damaged);
    agile("no verifier", "encryptedVerifierHashValue", "x", ErrorKind::Damaged);
    agile("a verifier cut off", "encryptedVerifierHashInput='", "encryptedVerifierHashInput='QUJD",
          ErrorKind::Damaged);
    agile("no key", "encryptedKeyValue", "x", ErrorKind::Damaged);
    agile("no scheme", "<keyData", "<x", ErrorKind::Damaged);
    agile("not XML", "<encryption", "", ErrorKind::Damaged);
    agile("another version", QByteArray("\4\0\4\0", 4), QByteArray("\4\0\3\0", 4), ErrorKind::Unsupported);
    const auto standard = lockedStandard(plainDocx(), word);
    const auto changed = [&](const char *name, qsizetype at, const QByteArray &bytes, ErrorKind kind) {
        auto locked = standard;
        QTest::newRow(name)
            << LockedOffice{locked.info.replace(at, bytes.size(), bytes), locked.package}.file() << kind;
    };
    changed("standard, RC4", 20, little(0x6801), ErrorKind::Unsupported);
    changed("standard, a header without an end", 8, little(0xffffffff), ErrorKind::Damaged);
    changed("standard, a header too short", 8, little(4), ErrorKind::Damaged);
    changed("standard, a key of no length", 28, little(7), ErrorKind::Damaged);
    auto endless = standard;
    endless.package.replace(0, 8, QByteArray(8, '\xff'));
    QTest::newRow("standard, a package without an end") << endless.file() << ErrorKind::Damaged;
    QTest::newRow("an empty package") << LockedOffice{standard.info, {}}.file() << ErrorKind::Damaged;
    QTest::newRow("an empty description") << LockedOffice{{}, standard.package}.file() << ErrorKind::Damaged;
    QTest::newRow("rights management")
        << compoundFile({{u"EncryptedPackage"_s, standard.package}}) << ErrorKind::Unsupported;
    QTest::newRow("nothing of a document in it")
        << lockedStandard("some words", word).file() << ErrorKind::Damaged;
    QTest::newRow("locked twice") << lockedStandard(standard.file(), word).file() << ErrorKind::Damaged;
}

void LockedOfficeTest::whatCannotBeUnlockedSaysWhatToDo() {
    QFETCH(QByteArray, file);
    QFETCH(ErrorKind, kind);
    const auto opened = openDocx(file, word);
    QCOMPARE(textsOf(opened), QStringList{code(kind)});
    QVERIFY(!opened.error().hint.isEmpty());
}

void LockedOfficeTest::whatWasChangedIsDamaged() {
    auto locked = lockedAgile(plainDocx(), word);
    locked.package[100] = char(locked.package[100] ^ 1);
    const auto opened = openDocx(locked.file(), word);
    QCOMPARE(textsOf(opened), QStringList{code(ErrorKind::Damaged)});
    QVERIFY(opened.error().message.contains(u"changed"_s));
}

void LockedOfficeTest::noCutEndsInACrash() {
    const auto whole = lockedAgile(plainDocx(noise(6'000).toHex()), word).file();
    QCOMPARE(read(whole, word).size(), 1);
    for (qsizetype size = 8; size < whole.size() - 512; size += 97) {
        const auto opened = openDocx(whole.left(size), word);
        QVERIFY2(!opened.ok(), qPrintable(QString::number(size)));
        QCOMPARE(code(opened.error().kind), code(ErrorKind::Damaged));
    }
}

void LockedOfficeTest::noChangedByteEndsInACrash() {
    const auto whole = lockedAgile(plainDocx(), word, {"SHA1", 128, 1}).file();
    for (qsizetype at = 8; at < whole.size(); ++at) {
        for (const auto byte : {'\0', '\x01', '\x7f', '\xff'}) {
            auto changed = whole;
            changed[at] = byte;
            const auto opened = openDocx(changed, word);
            QVERIFY(opened.ok() || !opened.error().hint.isEmpty());
        }
    }
}

void LockedOfficeTest::sharedDocumentsOpenWithTheirPassword_data() {
    NEEDS_SHARED_DATA();
    QTest::addColumn<QString>("text");
    QTest::newRow("testWORD_protected_passtika.docx") << u"This is an encrypted Word 2007 File."_s;
    QTest::newRow("testEXCEL_protected_passtika.xlsx") << u"This is an Encrypted Excel spreadsheet."_s;
    QTest::newRow("testPPT_protected_passtika.pptx") << u"This is an encrypted PowerPoint 2007 slide."_s;
}

void LockedOfficeTest::sharedDocumentsOpenWithTheirPassword() {
    NEEDS_SHARED_DATA();
    QFETCH(QString, text);
    const auto name = QString::fromUtf8(QTest::currentDataTag());
    const auto bytes = sharedOffice(name);
    const auto texts = textsOf(openBytes(bytes, name, u"tika"_s)).join(u'\n');
    QVERIFY2(texts.contains(text), qPrintable(texts));
    QCOMPARE(textsOf(openBytes(bytes, name, u"Tika"_s)), QStringList{code(ErrorKind::Password)});
    QCOMPARE(textsOf(openBytes(bytes, name)), QStringList{code(ErrorKind::Password)});
}

DOCCHAT_TEST(LockedOfficeTest)
#include "lockedoffice_test.moc"
