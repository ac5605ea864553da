#include "document/readers/zip.h"
#include "testmain.h"
#include "ziptest.h"

#include <QFile>

#include <clocale>

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

bool all(const QString &) {
    return true;
}

QByteArray noise(int size) {
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = 1;
    for (auto &byte : bytes) {
        state = state * 1'664'525 + 1'013'904'223;
        byte = char(state >> 24);
    }
    return bytes;
}

/// Marks the names of all entries as UTF-8, in both places.
QByteArray markedUtf8(QByteArray zip) {
    for (const auto &[signature, offset] :
         {std::pair(QByteArray("PK\3\4"), 7), std::pair(QByteArray("PK\1\2"), 9)}) {
        for (auto at = zip.indexOf(signature); at >= 0; at = zip.indexOf(signature, at + 4))
            zip[at + offset] = char(zip[at + offset] | 8);
    }
    return zip;
}

} // namespace

class ZipTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatIsWantedIsUnpacked() {
        const auto zip = ZipFile::open(zipped({{"b", "two"}, {"a", "one"}}), {},
                                       [](const QString &name) { return name == u"a"_s; });
        QVERIFY(zip.ok());
        QCOMPARE(zip->names(), (QStringList{u"b"_s, u"a"_s}));
        QCOMPARE(zip->entry(u"a"_s), QByteArray("one"));
        QVERIFY(!zip->has(u"b"_s));
        QVERIFY(zip->isWhole());
    }

    void ofTwoOfANameTheFirstCounts() {
        const auto zip = ZipFile::open(zipped({{"a", "one"}, {"a", "two"}}), {}, all);
        QVERIFY(zip.ok());
        QCOMPARE(zip->entry(u"a"_s), QByteArray("one"));
    }

    void foldersMayBeWrittenLikeWindows() {
        const auto zip = ZipFile::open(zipped({{"word\\a.xml", "one"}}), {}, all);
        QVERIFY(zip.ok());
        QCOMPARE(zip->entry(u"word/a.xml"_s), QByteArray("one"));
    }

    void namesOfAnyLocaleAreNames_data() {
        QTest::addColumn<QByteArray>("locale");
        QTest::newRow("C") << QByteArray("C");
        QTest::newRow("UTF-8") << QByteArray("C.UTF-8");
    }
    void namesOfAnyLocaleAreNames() {
        QFETCH(QByteArray, locale);
        const QByteArray before = std::setlocale(LC_CTYPE, nullptr);
        QVERIFY(std::setlocale(LC_CTYPE, locale.constData()));
        const auto plain = zipped({{"xyz.xml", "one"}, {"b.xml", "two"}});
        auto named = plain;
        named.replace("xyz.xml", "\xC3\xBCz.xml");
        auto western = plain;
        western.replace("xyz.xml", "\xFC"
                                   "yz.xml");
        for (const auto &bytes : {named, markedUtf8(named), western}) {
            const auto zip = ZipFile::open(bytes, {}, all);
            QVERIFY(zip.ok());
            QCOMPARE(zip->names().size(), 2);
            QVERIFY(!zip->names().first().isEmpty());
            QCOMPARE(zip->entry(zip->names().first()), QByteArray("one"));
            QCOMPARE(zip->entry(u"b.xml"_s), QByteArray("two"));
        }
        const auto wrong = ZipFile::open(markedUtf8(western), {}, all); // has no name, but a neighbour
        QVERIFY(wrong.ok());
        QCOMPARE(wrong->entry(u"b.xml"_s), QByteArray("two"));
        std::setlocale(LC_CTYPE, before.constData());
    }

    void aTruncatedFileGivesWhatCanBeHad() {
        const auto content = noise(5000);
        const auto whole = zipped({{"a", "one"}, {"b", content}});
        const auto zip = ZipFile::open(whole.left(3000), {}, all);
        QVERIFY(zip.ok());
        QVERIFY(!zip->isWhole());
        QCOMPARE(zip->entry(u"a"_s), QByteArray("one"));
        QVERIFY(content.startsWith(zip->entry(u"b"_s)));
        for (qsizetype size = 0; size < whole.size(); size += 7) {
            const auto cut = ZipFile::open(whole.left(size), {}, all);
            QVERIFY(cut.ok() || cut.error().kind == ErrorKind::Damaged);
        }
    }

    void whatIsNoZipIsDamaged() {
        for (const auto &bytes : {QByteArray(), QByteArray("PK"),
                                  QByteArray("PK\3\4") + QByteArray(100, '\xFF'), noise(10'000)}) {
            const auto zip = ZipFile::open(bytes, {}, all);
            QVERIFY(!zip.ok());
            QCOMPARE(code(zip.error().kind), code(ErrorKind::Damaged));
            QVERIFY(!zip.error().hint.isEmpty());
        }
    }

    void aChangedByteIsNoCrash() {
        const auto whole =
            zipped({{"a.xml", "<a>some words of a text, some words of a text</a>"}, {"b", noise(200)}});
        for (qsizetype at = 0; at < whole.size(); ++at) {
            auto bytes = whole;
            bytes[at] = char(~bytes[at]);
            const auto zip = ZipFile::open(bytes, {}, all);
            QVERIFY(zip.ok() || !zip.error().hint.isEmpty());
        }
    }

    void anEncryptedEntryAsksForAPassword() {
        const auto bytes = zipped({{"a", "one"}}, "zip:encryption=traditional");
        const auto zip = ZipFile::open(bytes, {}, all);
        QVERIFY(!zip.ok());
        QCOMPARE(code(zip.error().kind), code(ErrorKind::Password));
        const auto unwanted = ZipFile::open(bytes, {}, [](const QString &) { return false; });
        QVERIFY(unwanted.ok());
        const auto stream = ZipStream::open(bytes, {}, u"a"_s);
        QVERIFY(!stream.ok());
        QCOMPARE(code(stream.error().kind), code(ErrorKind::Password));
    }

    void aSharedFileIsEncryptedInPart() {
        NEEDS_SHARED_DATA();
        QFile file(sharedData() + u"/office/testZipEncrypted.zip"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto bytes = file.readAll();
        QCOMPARE(code(ZipFile::open(bytes, {}, all).error().kind), code(ErrorKind::Password));
        QVERIFY(
            ZipFile::open(bytes, {}, [](const QString &name) { return name == u"unencrypted.txt"_s; }).ok());
    }

    void aBombIsTooLarge() {
        const auto bomb = zipped({{"a", QByteArray(30'000'000, 'x')}});
        QVERIFY(bomb.size() < 100'000);
        const auto zip = ZipFile::open(bomb, {}, all);
        QVERIFY(!zip.ok());
        QCOMPARE(code(zip.error().kind), code(ErrorKind::TooLarge));
        auto limits = ParseLimits{};
        limits.zipRatio = 2000;
        QVERIFY(ZipFile::open(bomb, limits, all).ok());
        limits.text = 1'000'000;
        QCOMPARE(code(ZipFile::open(bomb, limits, all).error().kind), code(ErrorKind::TooLarge));
        QVERIFY(ZipFile::open(bomb, {}, [](const QString &) { return false; }).ok());
    }

    void manySmallEntriesTogetherAreTooLarge() {
        Parts parts;
        for (int at = 0; at < 40; ++at)
            parts += {QByteArray::number(at), QByteArray(1'000'000, 'x')};
        QCOMPARE(code(ZipFile::open(zipped(parts), {}, all).error().kind), code(ErrorKind::TooLarge));
    }

    void aStreamGivesOneEntry() {
        const auto content = noise(300'000);
        const auto bytes = zipped({{"a", "one"}, {"b", content}, {"c", "three"}});
        const auto stream = ZipStream::open(bytes, {}, u"b"_s);
        QVERIFY(stream.ok());
        QCOMPARE((*stream)->readAll(), content);
        QVERIFY(!(*stream)->passedLimit());
        QCOMPARE(code(ZipStream::open(bytes, {}, u"d"_s).error().kind), code(ErrorKind::Damaged));
    }

    void aStreamStopsAtItsLimit_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("ratio");
        QTest::newRow("unpacks too well") << QByteArray("<a/>").repeated(8'000'000) << 100;
        QTest::newRow("is one long word") << QByteArray(20'000'000, 'x') << 100'000;
        QTest::newRow("is longer than any text") << QByteArray("<a/>").repeated(70'000'000) << 100'000;
    }
    void aStreamStopsAtItsLimit() {
        QFETCH(QByteArray, content);
        QFETCH(int, ratio);
        ParseLimits limits;
        limits.zipRatio = ratio;
        const auto bytes = zipped({{"a", content}});
        const auto stream = ZipStream::open(bytes, limits, u"a"_s);
        QVERIFY(stream.ok());
        QByteArray piece(100'000, Qt::Uninitialized);
        qint64 unpacked = 0;
        for (auto got = (*stream)->read(piece.data(), piece.size()); got > 0;
             got = (*stream)->read(piece.data(), piece.size()))
            unpacked += got;
        QVERIFY((*stream)->passedLimit());
        QVERIFY(unpacked < content.size());
    }
};

DOCCHAT_TEST(ZipTest)
#include "zip_test.moc"
