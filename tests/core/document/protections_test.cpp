#include "document/protections.h"

#include "testmain.h"

using namespace docchat::document;
using namespace Qt::StringLiterals;

class ProtectionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsMissingIsSaid_data() {
        QTest::addColumn<QStringList>("holding");
        QTest::addColumn<bool>("reduced");
        QTest::addColumn<QString>("words");
        QTest::newRow("both") << QStringList{u"rlimits"_s, u"landlock"_s, u"seccomp"_s} << false
                              << u"can open no other file"_s;
        QTest::newRow("Landlock alone") << QStringList{u"landlock"_s} << true << u"lacks seccomp"_s;
        QTest::newRow("seccomp alone") << QStringList{u"seccomp"_s} << true << u"lacks Landlock"_s;
        QTest::newRow("neither") << QStringList{u"rlimits"_s} << true << u"No protection"_s;
    }
    void whatIsMissingIsSaid() {
        QFETCH(QStringList, holding);
        QFETCH(bool, reduced);
        QFETCH(QString, words);
        QCOMPARE(isReduced(holding), reduced);
        QCOMPARE(isFenced(holding), holding.contains(u"landlock"_s) || holding.contains(u"seccomp"_s));
        QVERIFY2(protectionWords(holding).contains(words), qPrintable(protectionWords(holding)));
    }
};

DOCCHAT_TEST(ProtectionsTest)
#include "protections_test.moc"
