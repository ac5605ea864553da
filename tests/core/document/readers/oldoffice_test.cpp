#include "../oldofficetest.h"
#include "readertest.h"
#include "testmain.h"

using namespace Qt::StringLiterals;
using namespace docchat;
using namespace docchat::tests;

namespace {

document::Opened openAs(const QByteArray &bytes, const QString &name, int depth = 0) {
    document::ReadOptions options;
    options.name = name;
    options.tellOldOffice = true;
    options.depth = depth;
    return document::openBytes(bytes, options);
}

} // namespace

class OldOfficeKindTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itsKindIsTold_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("kind");
        const auto word = compoundFile(u"WordDocument");
        const auto both = word + compoundFile(u"Workbook").mid(1024);
        QTest::newRow("Word") << word << u"a.doc"_s << u"doc"_s;
        QTest::newRow("Excel") << compoundFile(u"Workbook") << u"a.xls"_s << u"xls"_s;
        QTest::newRow("Excel 5") << compoundFile(u"Book") << u"a.xls"_s << u"xls"_s;
        QTest::newRow("PowerPoint") << compoundFile(u"PowerPoint Document") << u"a.ppt"_s << u"ppt"_s;
        QTest::newRow("a wrong ending") << word << u"a.xls"_s << u"doc"_s;
        QTest::newRow("a sheet in a text") << both << u"a.doc"_s << u"doc"_s;
        QTest::newRow("a text in a sheet") << both << u"A.XLS"_s << u"xls"_s;
    }
    void itsKindIsTold() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        QFETCH(QString, kind);
        const auto opened = openAs(bytes, name);
        QVERIFY(opened.ok());
        QCOMPARE(kindName((*opened)->info().kind), kind);
        QCOMPARE((*opened)->info().pages, 0);
    }

    void otherCompoundFilesAreUnsupported() {
        const auto whole = compoundFile(u"WordDocument");
        for (qsizetype size = 8; size < whole.size(); size += 56)
            QVERIFY(!openAs(whole.left(size), u"a.doc"_s).ok());
        QVERIFY(!openAs(compoundFile(u"__properties_version1.0"), u"a.msg"_s).ok());
    }

    void attachedToAMailItIsGivenToBeConverted() {
        const auto word = compoundFile(u"WordDocument");
        const auto attached = openAs(word, u"a.doc"_s, 1);
        QVERIFY(attached.ok());
        QCOMPARE((*attached)->bytesToConvert(), word);
        QCOMPARE((*attached)->info().attachedBytes, word.size());
        const auto file = openAs(word, u"a.doc"_s);
        QVERIFY(file.ok());
        QVERIFY((*file)->bytesToConvert().isEmpty()); // the parent has it already
        QCOMPARE((*file)->info().attachedBytes, 0);
    }

    void unaskedItIsAnError() {
        const auto word = compoundFile(u"WordDocument");
        const auto unasked = document::openBytes(word, {});
        QVERIFY(unasked.error().hint.contains(u"save it as .docx"));
    }
};

DOCCHAT_TEST(OldOfficeKindTest)
#include "oldoffice_test.moc"
