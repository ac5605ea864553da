#include "index/analysis.h"
#include "index/stemmer.h"

#include "testmain.h"

#include <QtTest>

using namespace docchat;
using namespace docchat::index;

class AnalysisTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsAreFoldedAndKeepTheirPlace_data();
    void wordsAreFoldedAndKeepTheirPlace();
    void offsetsStayInsideHostileText();
    void decomposedTextGivesTheSameTermsAsComposed();
    void stemsAreThoseOfTheLanguage_data();
    void stemsAreThoseOfTheLanguage();
    void stopWordsMeanNothingElseInAnotherLanguage();
    void queryTermsAreDistinctStemsWithoutStopWords_data();
    void queryTermsAreDistinctStemsWithoutStopWords();
    void wordsAreCountedAsPeopleCountThem_data();
    void wordsAreCountedAsPeopleCountThem();
    void gramsStayInsideTheTable();
    void aMillionCharactersTakeWellUnderASecond();
};

namespace {

/// "term@start+length" of each token.
QStringList described(const std::vector<Token> &tokens) {
    QStringList list;
    for (const auto &token : tokens)
        list.append(QStringLiteral("%1@%2+%3").arg(token.term).arg(token.start).arg(token.length));
    return list;
}

QStringList terms(const std::vector<Token> &tokens) {
    QStringList list;
    for (const auto &token : tokens)
        list.append(token.term);
    return list;
}

} // namespace

void AnalysisTest::wordsAreFoldedAndKeepTheirPlace_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tokens");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("ascii") << QStringLiteral("The U.S. budget, 3.5%")
                           << QStringLiteral("the@0+3 u@4+1 s@6+1 budget@9+6 3@17+1 5@19+1");
    QTest::newRow("German") << QStringLiteral("Größe der Straße")
                            << QStringLiteral("grosse@0+5 der@6+3 strasse@10+6");
    QTest::newRow("French") << QStringLiteral("l’été déjà") << QStringLiteral("l@0+1 ete@2+3 deja@6+4");
    QTest::newRow("ligature, full width") << QStringLiteral("ﬁn Ｑ１") << QStringLiteral("fin@0+2 q1@3+2");
    QTest::newRow("soft hyphen") << QStringLiteral("hyphen\u00ADation") << QStringLiteral("hyphenation@0+12");
    QTest::newRow("Greek final sigma")
        << QStringLiteral("ΣΟΦΟΣ σοφός") << QStringLiteral("σοφοσ@0+5 σοφοσ@6+5");
    QTest::newRow("Russian") << QStringLiteral("Какой ёж") << QStringLiteral("какои@0+5 еж@6+2");
    QTest::newRow("Arabic vowels") << QStringLiteral("كِتَاب أحمد") << QStringLiteral("كتاب@0+6 احمد@7+4");
    QTest::newRow("Vietnamese keeps marks")
        << QStringLiteral("Tiếng Việt") << QStringLiteral("tiếng@0+5 việt@6+4");
    QTest::newRow("Hindi keeps marks") << QStringLiteral("हिन्दी में") << QStringLiteral("हिन्दी@0+6 में@7+3");
    QTest::newRow("Chinese") << QStringLiteral("黑豹队赢了。好")
                             << QStringLiteral("黑豹@0+2 豹队@1+2 队赢@2+2 赢了@3+2 好@6+1");
    QTest::newRow("Chinese and Latin")
        << QStringLiteral("用Qt6写") << QStringLiteral("用@0+1 qt6@1+3 写@4+1");
    QTest::newRow("rare Chinese, two units each")
        << QStringLiteral("𠀀𠀁𠀂") << QStringLiteral("𠀀𠀁@0+4 𠀁𠀂@2+4");
    QTest::newRow("Japanese") << QStringLiteral("データ") << QStringLiteral("デー@0+2 ータ@1+2");
    QTest::newRow("Korean") << QStringLiteral("한국어") << QStringLiteral("한국@0+2 국어@1+2");
    QTest::newRow("Thai") << QStringLiteral("ภาษาไทย")
                          << QStringLiteral("ภาษ@0+3 าษา@1+3 ษาไ@2+3 าไท@3+3 ไทย@4+3");
    QTest::newRow("only signs") << QStringLiteral("… — !? ½%") << QStringLiteral("12@7+1");
}

void AnalysisTest::wordsAreFoldedAndKeepTheirPlace() {
    QFETCH(QString, text);
    QFETCH(QString, tokens);
    QCOMPARE(described(tokenize(text)).join(u' '), tokens);
}

void AnalysisTest::offsetsStayInsideHostileText() {
    QString text;
    for (int i = 0; i < 20'000; ++i) // every kind of unit, broken surrogates and lone marks included
        text.append(QChar(static_cast<char16_t>(i * 7919 % 0x10000)));
    qsizetype last = 0;
    for (const auto &token : analyse(text)) {
        QVERIFY(token.start >= last && token.length > 0 && token.start + token.length <= text.size());
        QVERIFY(!token.term.isEmpty());
        last = token.start;
    }
}

void AnalysisTest::decomposedTextGivesTheSameTermsAsComposed() {
    const auto text = QStringLiteral("Größe déjà vu Việt がぎ Ёлка 한국어");
    QCOMPARE(terms(tokenize(text.normalized(QString::NormalizationForm_D).left(22))).first(2),
             terms(tokenize(text)).first(2));
    const auto latin = QStringLiteral("Größe déjà vu Việt Ёлка");
    QCOMPARE(terms(tokenize(latin.normalized(QString::NormalizationForm_D))), terms(tokenize(latin)));
}

void AnalysisTest::stemsAreThoseOfTheLanguage_data() {
    QTest::addColumn<QString>("word");
    QTest::addColumn<int>("language");
    QTest::addColumn<QString>("expected");
    QTest::newRow("English") << QStringLiteral("running") << int(Language::English) << QStringLiteral("run");
    QTest::newRow("German") << QStringLiteral("haeusern") << int(Language::German) << QStringLiteral("haeus");
    QTest::newRow("Russian") << QStringLiteral("книгами") << int(Language::Russian) << QStringLiteral("книг");
    QTest::newRow("other alphabet") << QStringLiteral("книгами") << int(Language::English)
                                    << QStringLiteral("книг");
    QTest::newRow("Arabic in English")
        << QStringLiteral("المكتبات") << int(Language::English) << stem(u"المكتبة", Language::Arabic);
    QTest::newRow("nobody can stem it")
        << QStringLiteral("running") << int(Language::Unstemmed) << QStringLiteral("running");
    QTest::newRow("Chinese") << QStringLiteral("黑豹") << int(Language::English) << QStringLiteral("黑豹");
    QTest::newRow("empty") << QString() << int(Language::English) << QString();
}

void AnalysisTest::stemsAreThoseOfTheLanguage() {
    QFETCH(QString, word);
    QFETCH(int, language);
    QFETCH(QString, expected);
    QCOMPARE(stem(word, static_cast<Language>(language)), expected);
    QCOMPARE(stem(word, static_cast<Language>(language)), expected); // from the cache
}

void AnalysisTest::stopWordsMeanNothingElseInAnotherLanguage() {
    for (const auto *word : {u"what", u"wer", u"quelle", u"donde", u"perche", u"foram", u"какои", u"the",
                             u"كم", u"多少", u"kac", u"ποιοσ", u"कितने"})
        QVERIFY2(isStopWord(QStringView(word)), qPrintable(QStringView(word).toString()));
    for (const auto *word :
         {u"die", u"war", u"hat", u"comment", u"son", u"era", u"come", u"water", u"care", u"ai", u""})
        QVERIFY2(!isStopWord(QStringView(word)), qPrintable(QStringView(word).toString()));
}

void AnalysisTest::queryTermsAreDistinctStemsWithoutStopWords_data() {
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("expected");
    QTest::newRow("English") << QStringLiteral("Who led the Normans, and which Norman leaders followed?")
                             << QStringLiteral("led norman leader follow");
    QTest::newRow("German") << QStringLiteral("Wie viele Punkte gab es?") << QStringLiteral("punkt gab");
    QTest::newRow("only stop words") << QStringLiteral("Who is he?") << QStringLiteral("who is he");
    QTest::newRow("Chinese") << QStringLiteral("黑豹队？") << QStringLiteral("黑豹 豹队");
    QTest::newRow("nothing") << QStringLiteral("?!") << QString();
}

void AnalysisTest::queryTermsAreDistinctStemsWithoutStopWords() {
    QFETCH(QString, question);
    QFETCH(QString, expected);
    QCOMPARE(queryTerms(question).join(u' '), expected);
}

void AnalysisTest::wordsAreCountedAsPeopleCountThem_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("words");
    QTest::newRow("English") << QStringLiteral("He didn't pay (the) 3.5% – why?") << 6.0;
    QTest::newRow("Chinese") << QStringLiteral("黑豹队赢了。") << 2.5;
    QTest::newRow("Arabic") << QStringLiteral("كم نقطة تخلى") << 3.0;
    QTest::newRow("only signs") << QStringLiteral(" — … ") << 0.0;
}

void AnalysisTest::wordsAreCountedAsPeopleCountThem() {
    QFETCH(QString, text);
    QFETCH(double, words);
    QCOMPARE(countWords(text), words);
}

void AnalysisTest::gramsStayInsideTheTable() {
    const auto gramsOf = [](QStringView word) {
        QList<quint32> grams;
        forEachGram(word, [&](quint32 gram) { grams.append(gram); });
        return grams;
    };
    QCOMPARE(gramsOf(u"norman").size(), 5); // _nor norm orma rman man_
    QCOMPARE(gramsOf(u"ab").size(), 1);
    QCOMPARE(gramsOf(u"a").size(), 1);
    QCOMPARE(gramsOf(u"normal").first(2), gramsOf(u"norman").first(2));
    QVERIFY(gramsOf(u"a") != gramsOf(u"b"));
    QCOMPARE(gramsOf(u"黑豹"), gramsOf(u"黑队").first(1) + gramsOf(u"豹队").first(1)); // its characters
    for (const auto gram : gramsOf(u"größenwahnsinnigkeit"))
        QVERIFY(gram < gramTableSize);
}

void AnalysisTest::aMillionCharactersTakeWellUnderASecond() {
    const auto text = QStringLiteral("The quick brown foxes jumped over the lazily sleeping dogs in 1066. ")
                          .repeated(15'000);
    QElapsedTimer timer;
    timer.start();
    const auto tokens = analyse(text);
    qInfo("%lld characters, %zu tokens in %lld ms", static_cast<long long>(text.size()), tokens.size(),
          static_cast<long long>(timer.elapsed()));
    QCOMPARE(tokens.size(), 15'000U * 12);
}

DOCCHAT_TEST(AnalysisTest)
#include "analysis_test.moc"
