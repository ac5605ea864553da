#include "provider/prices.h"

#include "testmain.h"

using namespace docchat::provider;
using namespace Qt::StringLiterals;

class PricesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tokensCostWhatTheListSays_data();
    void tokensCostWhatTheListSays();
    void withoutAPriceThereIsNoCost_data();
    void withoutAPriceThereIsNoCost();
    void aCostIsNeverSaidMoreExactlyThanItIs_data();
    void aCostIsNeverSaidMoreExactlyThanItIs();
};

void PricesTest::tokensCostWhatTheListSays_data() {
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("model");
    QTest::addColumn<double>("sent"); // a million
    QTest::addColumn<double>("written");
    const auto openAi = u"api.openai.com"_s;
    QTest::newRow("small") << openAi << u"text-embedding-3-small"_s << 0.02 << 0.0;
    QTest::newRow("large") << openAi << u"text-embedding-3-large"_s << 0.13 << 0.0;
    QTest::newRow("ada") << openAi << u"text-embedding-ada-002"_s << 0.10 << 0.0;
    QTest::newRow("4o mini") << openAi << u"gpt-4o-mini"_s << 0.15 << 0.60;
    QTest::newRow("4o") << openAi << u"gpt-4o"_s << 2.5 << 10.0;
    QTest::newRow("4.1") << openAi << u"gpt-4.1"_s << 2.0 << 8.0;
    QTest::newRow("4.1 mini") << openAi << u"gpt-4.1-mini"_s << 0.40 << 1.60;
    QTest::newRow("4.1 nano") << openAi << u"gpt-4.1-nano"_s << 0.10 << 0.40;
    QTest::newRow("mistral") << u"api.mistral.ai"_s << u"mistral-embed"_s << 0.10 << 0.0;
}

void PricesTest::tokensCostWhatTheListSays() {
    QFETCH(QString, host);
    QFETCH(QString, model);
    QFETCH(double, sent);
    QFETCH(double, written);
    QCOMPARE(*costOf(host, model, 1'000'000, 0), sent);
    QCOMPARE(*costOf(host, model, 2'000'000, 1'000'000), 2 * sent + written);
}

void PricesTest::withoutAPriceThereIsNoCost_data() {
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("model");
    QTest::newRow("another host") << u"api.example.com"_s << u"gpt-4o"_s;
    QTest::newRow("a host below") << u"proxy.api.openai.com"_s << u"gpt-4o"_s;
    QTest::newRow("this computer") << u"127.0.0.1"_s << u"gpt-4o"_s;
    QTest::newRow("another model") << u"api.openai.com"_s << u"gpt-4o-2024-05-13"_s;
    QTest::newRow("another maker's") << u"api.openai.com"_s << u"mistral-embed"_s;
    QTest::newRow("no model") << u"api.openai.com"_s << QString();
}

void PricesTest::withoutAPriceThereIsNoCost() {
    QFETCH(QString, host);
    QFETCH(QString, model);
    QVERIFY(!costOf(host, model, 1'000'000, 1'000'000));
}

void PricesTest::aCostIsNeverSaidMoreExactlyThanItIs_data() {
    QTest::addColumn<double>("dollars");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << 0.0 << u"less than $0.01"_s;
    QTest::newRow("little") << 0.0099 << u"less than $0.01"_s;
    QTest::newRow("a cent") << 0.0101 << u"about $0.01"_s;
    QTest::newRow("much") << 12.346 << u"about $12.35"_s;
}

void PricesTest::aCostIsNeverSaidMoreExactlyThanItIs() {
    QFETCH(double, dollars);
    QFETCH(QString, words);
    QCOMPARE(costWords(dollars), words);
}

DOCCHAT_TEST(PricesTest)
#include "prices_test.moc"
