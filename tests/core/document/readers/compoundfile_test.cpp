#include "document/readers/compoundfile.h"
#include "locktest.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray large = QByteArray("0123456789").repeated(1'000);
const QByteArray small = QByteArray("abc").repeated(50);

QByteArray twoStreams() {
    return compoundFile({{u"Large"_s, large}, {u"Small"_s, small}});
}

quint32 numberAt(const QByteArray &bytes, qsizetype offset) {
    return qFromLittleEndian<quint32>(bytes.constData() + offset);
}

QByteArray changed(QByteArray bytes, qsizetype offset, quint32 number) {
    return bytes.replace(offset, 4, little(number));
}

/// Where the allocation table says what follows a sector.
qsizetype tablePlace(const QByteArray &bytes, quint32 sector) {
    return (numberAt(bytes, 76) + 1) * 512 + sector * 4;
}

qsizetype entryPlace(const QByteArray &bytes, int entry) {
    return (numberAt(bytes, 48) + 1) * 512 + entry * 128;
}

/// The contents of a stream, or an error's code.
QString contentOf(const QByteArray &bytes, const QString &name) {
    const auto file = CompoundFile::open(bytes);
    if (!file.ok())
        return code(file.error().kind);
    const auto stream = file->stream(name);
    return stream.ok() ? QString::fromLatin1(*stream) : code(stream.error().kind);
}

} // namespace

class CompoundFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void streamsAreFoundByName() {
        const auto bytes = twoStreams();
        QCOMPARE(contentOf(bytes, u"Large"_s), QString::fromLatin1(large));
        QCOMPARE(contentOf(bytes, u"Small"_s), QString::fromLatin1(small));
        const auto file = CompoundFile::open(bytes);
        QVERIFY(file.ok());
        QVERIFY(file->has(u"Small"));
        QVERIFY(!file->has(u"Smal"));
        QVERIFY(!file->has(u"Root Entry"));
        QCOMPARE(contentOf(bytes, u"Smal"_s), code(ErrorKind::Damaged));
    }

    void aTableWithRoomToSpareIsTaken() {
        auto bytes = twoStreams();
        const auto sectors = quint32(bytes.size() / 512 - 1);
        bytes += QByteArray(1024, '\xff'); // two more sectors of the table, which say nothing
        bytes = changed(changed(bytes, 80, sectors), 84, sectors + 1);
        QCOMPARE(contentOf(bytes, u"Large"_s), QString::fromLatin1(large));
    }

    void theLastSectorMayBeShort() {
        auto bytes = twoStreams();
        const auto last = quint32(bytes.size() / 512 - 1);
        bytes += large.right(large.size() % 512); // a copy of the stream's last sector, and no more
        const auto beforeLast = quint32(large.size() / 512 - 1);
        bytes = changed(bytes, tablePlace(bytes, beforeLast), last);
        bytes = changed(bytes, tablePlace(bytes, last), 0xfffffffe);
        QCOMPARE(contentOf(bytes, u"Large"_s), QString::fromLatin1(large));
    }

    void whatIsOutOfOrderIsDamaged_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        const auto good = twoStreams();
        const auto row = [](const char *title, const QByteArray &bytes, const QString &name = u"Large"_s) {
            QTest::newRow(title) << bytes << name;
        };
        row("a chain that comes back", changed(good, tablePlace(good, 5), 2));
        row("a sector that follows itself", changed(good, tablePlace(good, 0), 0));
        row("a chain that leaves the file", changed(good, tablePlace(good, 5), 100'000));
        row("a chain that ends early", changed(good, tablePlace(good, 5), 0xfffffffe));
        row("a beginning outside", changed(good, entryPlace(good, 1) + 116, 100'000));
        row("more than there is", changed(good, entryPlace(good, 1) + 120, 12'000));
        row("more than any file has", changed(good, entryPlace(good, 1) + 120, 0xffffffff));
        row("a directory that comes back",
            changed(good, tablePlace(good, numberAt(good, 48)), numberAt(good, 48)));
        row("a directory outside", changed(good, 48, 100'000));
        row("a list of the table that comes back", changed(good, 68, 3));
        row("a list of the table outside", changed(good, 68, 100'000));
        row("no table", good.left(76) + QByteArray(436, '\xff') + good.mid(512));
        row("a table outside", changed(good, 76, 100'000));
        row("sectors of a strange size", QByteArray(good).replace(30, 1, "\x1f"));
        row("a small stream outside", changed(good, entryPlace(good, 2) + 116, 100'000), u"Small"_s);
        row("a small stream without a table", changed(good, 60, 0xfffffffe), u"Small"_s);
        row("small streams that come back",
            changed(good, tablePlace(good, numberAt(good, 60)), numberAt(good, 60)), u"Small"_s);
        row("only a header", good.left(512));
        row("not even that", good.left(100));
    }
    void whatIsOutOfOrderIsDamaged() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        QCOMPARE(contentOf(bytes, name), code(ErrorKind::Damaged));
    }
};

DOCCHAT_TEST(CompoundFileTest)
#include "compoundfile_test.moc"
