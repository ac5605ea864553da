#include "chat/sentwords.h"

#include "testmain.h"

using namespace docchat;
using namespace docchat::chat;
using namespace Qt::StringLiterals;

namespace {

Sent sending(const QString &host, bool local) {
    Sent sent;
    sent.at = QDateTime(QDate(2026, 11, 21), QTime(10, 24, 7));
    sent.host = host;
    sent.local = local;
    sent.model = u"large-3"_s;
    sent.turns = {{u"system"_s, u"Be brief."_s}, {u"user"_s, u"Who built the bridge?\n"_s}};
    return sent;
}

} // namespace

class SentWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSummaryTellsWhatLeft_data();
    void theSummaryTellsWhatLeft();
    void whatNobodyKnowsIsNotClaimed();
    void aCostIsSaidWhereEveryPriceIsKnown();
    void aSendingTellsWhenWhereAndToWhom();
    void theFullTextHasEveryTurn();
};

void SentWordsTest::theSummaryTellsWhatLeft_data() {
    QTest::addColumn<QStringList>("hosts"); // empty: this computer
    QTest::addColumn<QString>("words");
    const auto near = QString();
    const auto far = u"api.a.com"_s;
    QTest::newRow("nothing") << QStringList() << u"Nothing left this computer."_s;
    QTest::newRow("local") << QStringList{near, near}
                           << u"Nothing left this computer: text went to models that run on it."_s;
    QTest::newRow("one") << QStringList{near, far}
                         << u"Text went to api.a.com: one request, about %1 tokens."_s;
    QTest::newRow("two hosts") << QStringList{far, u"b.org"_s, far}
                               << u"Text went to api.a.com and b.org: 3 requests, about %1 tokens."_s;
}

void SentWordsTest::theSummaryTellsWhatLeft() {
    QFETCH(QStringList, hosts);
    QFETCH(QString, words);
    std::vector<Sent> sent;
    qint64 tokens = 0;
    for (const auto &host : hosts) {
        sent.push_back(sending(host, host.isEmpty()));
        tokens += host.isEmpty() ? 0 : tokensOf(sent.back());
    }
    QCOMPARE(summaryOf(sent, {}), words.replace(u"%1"_s, QString::number(tokens)));
}

void SentWordsTest::whatNobodyKnowsIsNotClaimed() {
    QCOMPARE(summaryOf(std::nullopt, {}), u"This answer is from before DocChat kept what it sends."_s);
}

void SentWordsTest::aCostIsSaidWhereEveryPriceIsKnown() {
    auto known = sending(u"api.openai.com"_s, false);
    known.model = u"gpt-4o"_s;
    known.turns = {{u"user"_s, QString(400'000, u'x')}};
    Message answer;
    answer.model = known.model;
    const auto sentAlone = *costOf({known}, answer);
    QVERIFY(sentAlone > 0);
    answer.text = QString(40'000, u'x');
    QVERIFY(*costOf({known}, answer) > sentAlone);
    QCOMPARE(*costOf({known, sending(u"127.0.0.1"_s, true)}, {}), sentAlone);
    QVERIFY(!costOf({known, sending(u"api.a.com"_s, false)}, answer));
    QVERIFY2(summaryOf(std::vector{known}, answer).contains(u"it cost about $"_s),
             qPrintable(summaryOf(std::vector{known}, answer)));
}

void SentWordsTest::aSendingTellsWhenWhereAndToWhom() {
    auto sent = sending(u"api.a.com"_s, false);
    QVERIFY(tokensOf(sent) > 3);
    QCOMPARE(headlineOf(sent), u"10:24:07 · api.a.com"_s);
    QCOMPARE(detailsOf(sent), u"large-3, to write, about %1 tokens"_s.arg(tokensOf(sent)));
    sent.local = true;
    sent.purpose = Sent::Purpose::Find;
    QCOMPARE(headlineOf(sent), u"10:24:07 · this computer"_s);
    QVERIFY(detailsOf(sent).startsWith(u"large-3, to find passages"_s));
}

void SentWordsTest::theFullTextHasEveryTurn() {
    QCOMPARE(fullTextOf(sending({}, true)),
             u"— Instructions —\nBe brief.\n\n— Asked —\nWho built the bridge?"_s);
}

DOCCHAT_TEST(SentWordsTest)
#include "sentwords_test.moc"
