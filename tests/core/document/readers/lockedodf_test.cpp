#include "odflocktest.h"
#include "readertest.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QString word = u"Schlüssel 鍵 🔑"_s;
constexpr auto kept = "<text:p>Kept behind a lock.</text:p>";

Opened openOdt(const QByteArray &bytes, const QString &password = {}) {
    return openBytes(bytes, u"a.odt"_s, password);
}

QStringList read(const QByteArray &bytes, const QString &password = {}) {
    return textsOf(openOdt(bytes, password));
}

/// A document whose content alone is locked, the manifest changed from `before` to `after`.
QByteArray changedOdf(const QByteArray &before, const QByteArray &after, const OdfLock &lock = {}) {
    auto content = lockedEntry("content.xml", odfContent("text", kept), word, lock);
    if (!content.manifest.contains(before))
        return {};
    return zipped({{"mimetype", "application/vnd.oasis.opendocument.text"},
                   {"content.xml", content.content},
                   {"META-INF/manifest.xml", odfManifest(content.manifest.replace(before, after))}});
}

} // namespace

class LockedOdfTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(loadBlowfish()); }

    void thePasswordOpensADocument_data();
    void thePasswordOpensADocument();
    void sheetsAndSlidesOpenToo_data();
    void sheetsAndSlidesOpenToo();
    void aLongTextIsWhole();
    void whatCannotBeUnlockedSaysWhatToDo_data();
    void whatCannotBeUnlockedSaysWhatToDo();
    void whatIsLockedBesidesTheTextMayStayLocked();
    void aBombIsTooLarge();
    void noCutEndsInACrash();
};

void LockedOdfTest::thePasswordOpensADocument_data() {
    QTest::addColumn<QByteArray>("file");
    const auto parts = [](const char *name, const OdfLock &lock) {
        QTest::newRow(name) << lockedOdf("text", kept, word, lock);
    };
    auto lock = OdfLock{};
    parts("AES", lock);
    lock.iterations = 100'000;
    parts("AES, as often as LibreOffice does", lock);
    parts("AES of 128 bits", {"http://www.w3.org/2001/04/xmlenc#aes128-cbc", "AES-128-CBC", 16, 16});
    parts("Blowfish", blowfish());
    parts("each by AES-GCM", gcm());
    const auto plain =
        odfOf("text", kept,
              {{"meta.xml",
                odfXml("office:document-meta", "<office:meta><dc:title>A title</dc:title></office:meta>")}});
    QTest::newRow("the whole file in one") << lockedWholeOdf("text", plain, word);
    QTest::newRow("the whole file in one, by AES-CBC") << lockedWholeOdf("text", plain, word, {});
}

void LockedOdfTest::thePasswordOpensADocument() {
    QFETCH(QByteArray, file);
    const auto opened = openOdt(file, word);
    QCOMPARE(textsOf(opened), QStringList{u"Kept behind a lock."_s});
    QCOMPARE((*opened)->info().origin.title, u"A title"_s);
    const auto wrong = openOdt(file, u"Schlussel"_s);
    QVERIFY(!wrong.ok());
    QCOMPARE(wrong.error().text(), u"the password does not fit. Unlock it with its password"_s);
    const auto none = openOdt(file);
    QVERIFY(!none.ok());
    QCOMPARE(code(none.error().kind), code(ErrorKind::Password));
    QCOMPARE(none.error().text(), u"a password is needed. Unlock it with its password"_s);
}

void LockedOdfTest::sheetsAndSlidesOpenToo_data() {
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("sheet") << QByteArray("spreadsheet")
                           << QByteArray("<table:table table:name='Costs'><table:table-row><table:table-cell>"
                                         "<text:p>Rent</text:p></table:table-cell></table:table-row>"
                                         "</table:table>");
    QTest::newRow("slide") << QByteArray("presentation")
                           << QByteArray("<draw:page><draw:frame><draw:text-box><text:p>Rent</text:p>"
                                         "</draw:text-box></draw:frame></draw:page>");
}

void LockedOdfTest::sheetsAndSlidesOpenToo() {
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QCOMPARE(read(lockedOdf(type, body, word), word), QStringList{u"Rent"_s});
    QCOMPARE(read(lockedWholeOdf(type, odfOf(type, body), word), word), QStringList{u"Rent"_s});
}

void LockedOdfTest::aLongTextIsWhole() {
    QByteArray body;
    for (int i = 0; i < 5'000; ++i)
        body += "<text:p>Paragraph " + QByteArray::number(i) + "</text:p>";
    for (const auto &lock : {OdfLock{}, blowfish(), gcm()})
        QCOMPARE(read(lockedOdf("text", body, word, lock), word), read(odfOf("text", body)));
}

void LockedOdfTest::whatCannotBeUnlockedSaysWhatToDo_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<ErrorKind>("kind");
    const auto row = [](const char *name, const QByteArray &file, ErrorKind kind) {
        QVERIFY2(!file.isEmpty(), name);
        QTest::newRow(name) << file << kind;
    };
    row("hashed too often", changedOdf("count='100'", "count='10000001'"), ErrorKind::Unsupported);
    row("Argon2id", changedOdf("name='PBKDF2'", "name='urn:loext:1.0#argon2id'"), ErrorKind::Unsupported);
    row("a cipher of another kind", changedOdf("aes256-cbc", "serpent"), ErrorKind::Unsupported);
    row("a start key of another kind", changedOdf("xmldsig#sha256", "xmldsig#md5"), ErrorKind::Unsupported);
    row("no checksum", changedOdf("manifest:checksum-type", "x"), ErrorKind::Unsupported);
    row("a checksum of another kind", changedOdf("#sha256-1k", "#crc-1k"), ErrorKind::Unsupported);
    row("no method at all", changedOdf("<manifest:algorithm", "<x"), ErrorKind::Unsupported);
    row("keys of a strange length", changedOdf("key-size='32' manifest:it", "key-size='9' manifest:it"),
        ErrorKind::Damaged);
    row("keys of no end", changedOdf("key-size='16'", "key-size='2000000000'", blowfish()),
        ErrorKind::Damaged);
    row("a vector too short", changedOdf("initialisation-vector='", "initialisation-vector='QUI=' x='"),
        ErrorKind::Damaged);
    row("another checksum", changedOdf("manifest:checksum='", "manifest:checksum='QUI=' x='"),
        ErrorKind::Password);
    const auto inner = lockedWholeOdf("text", odfOf("text", kept), word);
    row("locked twice", lockedWholeOdf("text", inner, word), ErrorKind::Unsupported);
    row("nothing of a document in it", lockedWholeOdf("text", "some words", word), ErrorKind::Damaged);
}

void LockedOdfTest::whatCannotBeUnlockedSaysWhatToDo() {
    QFETCH(QByteArray, file);
    QFETCH(ErrorKind, kind);
    const auto opened = openOdt(file, word);
    QCOMPARE(textsOf(opened), QStringList{code(kind)});
    QVERIFY(!opened.error().hint.isEmpty());
}

void LockedOdfTest::whatIsLockedBesidesTheTextMayStayLocked() {
    const auto content = lockedEntry("content.xml", odfContent("text", kept), word);
    const auto meta = lockedEntry("meta.xml", "<x/>", u"another"_s);
    const auto file = zipped({{"mimetype", "application/vnd.oasis.opendocument.text"},
                              {"content.xml", content.content},
                              {"meta.xml", meta.content},
                              {"META-INF/manifest.xml", odfManifest(content.manifest + meta.manifest)}});
    QCOMPARE(read(file, word), QStringList{u"Kept behind a lock."_s});
}

void LockedOdfTest::aBombIsTooLarge() {
    const auto bomb = "<text:p>" + QByteArray(40'000'000, ' ') + "</text:p>";
    QCOMPARE(read(lockedOdf("text", bomb, word), word), QStringList{code(ErrorKind::TooLarge)});
}

void LockedOdfTest::noCutEndsInACrash() {
    for (const auto &whole :
         {lockedOdf("text", kept, word, blowfish()), lockedWholeOdf("text", odfOf("text", kept), word)}) {
        for (qsizetype size = 4; size < whole.size(); size += 3) {
            const auto opened = openOdt(whole.left(size), word);
            QVERIFY(opened.ok() || !opened.error().hint.isEmpty());
        }
    }
}

DOCCHAT_TEST(LockedOdfTest)
#include "lockedodf_test.moc"
