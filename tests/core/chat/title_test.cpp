#include "chat/title.h"

#include "testmain.h"

#include <QTest>

using namespace docchat;
using namespace Qt::StringLiterals;

class TitleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTitleIsTheFirstClause_data();
    void aTitleIsTheFirstClause();
    void aTitleIsNeverLongerThanSixtyCharacters();
};

void TitleTest::aTitleIsTheFirstClause_data() {
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("title");
    QTest::newRow("short") << u"What does a lost key cost?"_s << u"What does a lost key cost?"_s;
    QTest::newRow("first sentence") << u"What does it cost? I lost it."_s << u"What does it cost?"_s;
    QTest::newRow("full stop") << u"Summarise the handbook. Be brief."_s << u"Summarise the handbook"_s;
    QTest::newRow("greeting") << u"Hello. What does a key cost?"_s << u"Hello. What does a key cost?"_s;
    QTest::newRow("figure") << u"Is 3.5 more than 2.5 here?"_s << u"Is 3.5 more than 2.5 here?"_s;
    QTest::newRow("clause")
        << u"If I should ever lose the key of a locker, what is to be paid and to whom exactly"_s
        << u"If I should ever lose the key of a locker"_s;
    QTest::newRow("whole words")
        << u"Which of the members of the committee has signed the lease of the house"_s
        << u"Which of the members of the committee has signed the lease…"_s;
    QTest::newRow("lines") << u"  First line\n\nsecond line "_s << u"First line second line"_s;
    QTest::newRow("filters") << u"type:pdf What does a key cost? -boat"_s << u"What does a key cost?"_s;
    QTest::newRow("filters alone") << u"type:pdf"_s << u"type:pdf"_s;
    QTest::newRow("Japanese") << u"図書館の鍵はいくらですか。なくしました。"_s
                              << u"図書館の鍵はいくらですか"_s;
    QTest::newRow("nothing") << QString() << QString();
}

void TitleTest::aTitleIsTheFirstClause() {
    QFETCH(QString, question);
    QFETCH(QString, title);
    QCOMPARE(chat::titleOf(question), title);
}

void TitleTest::aTitleIsNeverLongerThanSixtyCharacters() {
    const auto family = u"👩‍👩‍👧"_s; // one character of eight units
    for (const auto &question : {u"x"_s.repeated(200), u"word "_s.repeated(50), family.repeated(20)}) {
        const auto title = chat::titleOf(question);
        QVERIFY2(title.size() <= 60 && title.size() > 40, qPrintable(title));
        QVERIFY(title.endsWith(u'…'));
    }
    const auto families = chat::titleOf(family.repeated(20)).chopped(1);
    QCOMPARE(families.size() % family.size(), 0);
}

DOCCHAT_TEST(TitleTest)

#include "title_test.moc"
