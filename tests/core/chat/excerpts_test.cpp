#include "chat/excerpts.h"

#include "testmain.h"

using namespace docchat;
using namespace docchat::chat;
using namespace Qt::StringLiterals;

namespace {

const QString lighthouse = u"The lighthouse was built in 1887. It burned oil. In 1921 it got power. "
                           "Its keeper left in 1968. Today it is a museum."_s;
const QString harbour = u"The harbour is old. Fishermen sell cod there."_s;

index::Found found(const QStringList &texts) {
    index::Found found;
    for (const auto &text : texts) {
        auto &hit = found.hits.emplace_back();
        hit.passage.text = text;
        hit.name = u"a.txt"_s;
    }
    return found;
}

void rank(index::Found &found, qsizetype hit, size_t sentence) {
    const auto sentences = index::sentences(found.hits[size_t(hit)].passage.text);
    found.sentences.push_back({hit, sentences.at(sentence), 10. - double(found.sentences.size())});
}

QStringList textsOf(const index::Found &found, double budget) {
    QStringList texts;
    for (const auto &excerpt : pickExcerpts(found, budget))
        texts += textOf(excerpt, found.hits[size_t(excerpt.hit)]);
    return texts;
}

} // namespace

class ExcerptsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSentenceBringsItsNeighbours();
    void neighboursThatMeetAreOneStretch();
    void theBudgetIsFilledWithTheBestFirst();
    void aSentenceWithoutRoomForNeighboursComesAlone();
    void theBestIsThereWhateverItCosts();
    void passagesStandInTheOrderOfTheirBestSentences();
    void roomThatIsLeftGoesToWholePassages();
    void nothingFoundGivesNothing();
    void tokensAreCountedByAlphabet_data();
    void tokensAreCountedByAlphabet();
};

void ExcerptsTest::aSentenceBringsItsNeighbours() {
    auto some = found({lighthouse});
    rank(some, 0, 2);
    QCOMPARE(textsOf(some, 1000), QStringList{u"… It burned oil. In 1921 it got power. "
                                              "Its keeper left in 1968. …"_s});
}

void ExcerptsTest::neighboursThatMeetAreOneStretch() {
    auto some = found({lighthouse});
    rank(some, 0, 0);
    rank(some, 0, 4);
    QCOMPARE(textsOf(some, 1000), QStringList{u"The lighthouse was built in 1887. It burned oil. … "
                                              "Its keeper left in 1968. Today it is a museum."_s});
    rank(some, 0, 2);
    QCOMPARE(textsOf(some, 1000), QStringList{lighthouse});
}

void ExcerptsTest::theBudgetIsFilledWithTheBestFirst() {
    auto some = found(QStringList(9, lighthouse));
    for (qsizetype hit = 0; hit < 9; ++hit)
        rank(some, hit, 2);
    const auto texts = textsOf(some, 100);
    QVERIFY(texts.size() > 2 && texts.size() < 9);
    double tokens = 0;
    for (const auto &text : texts)
        tokens += estimateTokens(text);
    QVERIFY2(tokens <= 100, qPrintable(QString::number(tokens)));
}

void ExcerptsTest::aSentenceWithoutRoomForNeighboursComesAlone() {
    auto some = found({lighthouse, harbour});
    rank(some, 1, 0);
    rank(some, 0, 2);
    QCOMPARE(textsOf(some, 36), (QStringList{harbour, u"… In 1921 it got power. …"_s}));
}

void ExcerptsTest::theBestIsThereWhateverItCosts() {
    auto some = found({lighthouse, harbour});
    rank(some, 0, 2);
    QCOMPARE(textsOf(some, 0), QStringList{u"… In 1921 it got power. …"_s});
    QCOMPARE(textsOf(found({harbour, lighthouse}), 0), QStringList{harbour});
}

void ExcerptsTest::passagesStandInTheOrderOfTheirBestSentences() {
    auto some = found({lighthouse, harbour});
    rank(some, 1, 1);
    rank(some, 0, 0);
    rank(some, 1, 0);
    QCOMPARE(textsOf(some, 1000).front(), harbour);
}

void ExcerptsTest::roomThatIsLeftGoesToWholePassages() {
    auto some = found({lighthouse, harbour});
    rank(some, 0, 0);
    QCOMPARE(textsOf(some, 1000).value(1), harbour);
    QCOMPARE(textsOf(some, 40).size(), 1);
}

void ExcerptsTest::nothingFoundGivesNothing() {
    QVERIFY(textsOf(found({}), 1000).isEmpty());
    QVERIFY(textsOf(found({QString()}), 1000).isEmpty());
}

void ExcerptsTest::tokensAreCountedByAlphabet_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("tokens");
    QTest::newRow("none") << QString() << 0.;
    QTest::newRow("Latin") << u"four letters"_s << 3.;
    QTest::newRow("Cyrillic") << u"сталь"_s << 2.5;
    QTest::newRow("Chinese") << u"鋼鐵是合金"_s << 5.;
    QTest::newRow("Thai") << u"เหล็ก"_s << 5.;
    QTest::newRow("beyond the basic plane") << u"𠮷"_s << 1.;
}

void ExcerptsTest::tokensAreCountedByAlphabet() {
    QFETCH(QString, text);
    QTEST(estimateTokens(text), "tokens");
}

DOCCHAT_TEST(ExcerptsTest)

#include "excerpts_test.moc"
