#include "chat/quote.h"

#include "index/analysis.h"

#include "testmain.h"

#include <QtTest>

#include <algorithm>
#include <tuple>

using namespace docchat;
using namespace docchat::chat;
using docchat::index::Found;
using docchat::index::Hit;

class QuoteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thereAreAtMostThreeQuotesOfFiveToSixtyWordsAndNoneOverlap_data();
    void thereAreAtMostThreeQuotesOfFiveToSixtyWordsAndNoneOverlap();
    void quotesStandInTheDocumentToTheLetter();
    void neighbouringSentencesAreOneQuote();
    void paragraphsAndLongSentencesStayApart();
    void aHeadingIsQuotedOnlyWhereItIsTheBest();
    void sentencesFarWorseThanTheBestAreNotQuoted();
    void anotherDocumentGetsAPlaceIfItIsNearlyAsGood_data();
    void anotherDocumentGetsAPlaceIfItIsNearlyAsGood();
    void aQuoteOfAPdfStandsOnOnePage_data();
    void aQuoteOfAPdfStandsOnOnePage();
    void otherKindsHaveLinesAndNoPages();
    void sentencesOfTwoPagesAreNotJoined();
    void theFitFollowsTheThresholds_data();
    void theFitFollowsTheThresholds();
    void withoutSentencesThereAreNoQuotes();
    void theBestSentenceIsQuotedHoweverLowItScores();
    void aClaimIsCitedByTheSentenceThatCarriesIt();
    void aCitationIsVerifiedByWordsAndFigures_data();
    void aCitationIsVerifiedByWordsAndFigures();
    void aClaimIsCitedFromOnePage();
};

namespace {

const auto question = QStringLiteral("When was the lighthouse at Skarholm built?");

Hit hit(const QString &text, DocumentId document = 1, DocumentKind kind = DocumentKind::Text) {
    static qint64 nextPassage = 0;
    Hit hit;
    hit.passage.id = ++nextPassage;
    hit.passage.document = document;
    hit.passage.firstPage = 7;
    hit.passage.start = 1000 * hit.passage.id;
    hit.passage.end = hit.passage.start + text.size();
    hit.passage.text = text;
    hit.kind = kind;
    return hit;
}

/// All sentences of the passages, best first in the order of `scores`.
Found found(const std::vector<Hit> &hits, const std::vector<double> &scores) {
    Found found{hits, {}, 1283};
    for (size_t i = 0; i < hits.size(); ++i) {
        for (const auto range : index::sentences(hits[i].passage.text)) {
            const auto at = found.sentences.size();
            found.sentences.push_back({qsizetype(i), range, at < scores.size() ? scores[at] : scores.back()});
        }
    }
    std::sort(found.sentences.begin(), found.sentences.end(), [](const auto &a, const auto &b) {
        return std::tuple(-a.score, a.candidate, a.range.start) <
               std::tuple(-b.score, b.candidate, b.range.start);
    });
    return found;
}

QStringList quotesOf(const Quotes &quotes) {
    QStringList list;
    for (const auto &citation : quotes.citations)
        list += citation.quote;
    return list;
}

QString sentenceOf(int words) {
    return QStringLiteral("Herring") + QStringLiteral(" swim").repeated(words - 1) + u'.';
}

} // namespace

void QuoteTest::thereAreAtMostThreeQuotesOfFiveToSixtyWordsAndNoneOverlap_data() {
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QStringList &sentences, const QString &gap) {
        QTest::newRow(name) << sentences.join(gap);
    };
    row("usual", QStringList(9, sentenceOf(12)), QStringLiteral(" "));
    row("paragraphs", QStringList(9, sentenceOf(12)), QStringLiteral("\n\n"));
    row("short ones", QStringList(20, QStringLiteral("It rained.")), QStringLiteral(" "));
    row("long ones", QStringList(4, sentenceOf(150)), QStringLiteral(" "));
    row("clauses", {QStringList(20, QStringLiteral("the herring swims in the sea")).join(u", ") + u'.'}, {});
    row("mixed", {sentenceOf(3), sentenceOf(59), sentenceOf(2), sentenceOf(58), sentenceOf(1), sentenceOf(7)},
        QStringLiteral(" "));
    row("Chinese", QStringList(9, QStringLiteral("图书馆每天九点开门，借书期限是四个星期。")), {});
}

void QuoteTest::thereAreAtMostThreeQuotesOfFiveToSixtyWordsAndNoneOverlap() {
    QFETCH(QString, text);
    for (const auto kind : {DocumentKind::Text, DocumentKind::Pdf}) {
        const auto quotes =
            quote(question, found({hit(text, 1, kind), hit(text, 1, kind)}, {9, 12, 10, 11, 8.5, 10.5}));
        QVERIFY(!quotes.citations.empty() && quotes.citations.size() <= 3);
        for (size_t i = 0; i < quotes.citations.size(); ++i) {
            const auto &one = quotes.citations[i];
            const auto words = index::countWords(one.quote);
            QVERIFY2(words >= 5 && words <= 60, qPrintable(QString::number(words)));
            QCOMPARE(one.number, int(i) + 1);
            for (size_t j = 0; j < i; ++j) {
                const auto &other = quotes.citations[j];
                QVERIFY(one.end <= other.start || other.end <= one.start);
            }
        }
    }
}

void QuoteTest::quotesStandInTheDocumentToTheLetter() {
    const auto passage =
        hit(QStringLiteral("Winter came early that year. The lighthouse\nwas built in 1887."));
    const auto quotes = quote(question, found({passage}, {2, 12}));
    QCOMPARE(quotes.citations.size(), 1U);
    const auto &citation = quotes.citations.front();
    QCOMPARE(citation.quote, QStringLiteral("The lighthouse\nwas built in 1887."));
    QCOMPARE(citation.start, passage.passage.start + 29);
    QCOMPARE(citation.end, passage.passage.end);
    QCOMPARE(citation.passage, passage.passage.id);
    QCOMPARE(citation.page, 7);
    QVERIFY(citation.verified);
}

void QuoteTest::neighbouringSentencesAreOneQuote() {
    const auto text = QStringLiteral("The lighthouse at Skarholm burned down. It was built again in 1887. "
                                     "Winters are cold and long there. The lamp burned paraffin at first.");
    const auto quotes = quote(question, found({hit(text)}, {10, 12, 1, 9}));
    QCOMPARE(
        quotesOf(quotes),
        (QStringList{QStringLiteral("The lighthouse at Skarholm burned down. It was built again in 1887."),
                     QStringLiteral("The lamp burned paraffin at first.")}));
}

void QuoteTest::paragraphsAndLongSentencesStayApart() {
    const auto first = sentenceOf(40);
    const auto second = sentenceOf(30);
    for (const auto &gap : {QStringLiteral("\n\n"), QStringLiteral(" ")}) {
        const auto quotes = quote(question, found({hit(first + gap + second)}, {12, 11}));
        QCOMPARE(quotesOf(quotes), (QStringList{first, second}));
    }
    const auto other = sentenceOf(8);
    QCOMPARE(quotesOf(quote(question, found({hit(other), hit(other)}, {12, 11}))),
             (QStringList{other, other})); // two passages
}

void QuoteTest::aHeadingIsQuotedOnlyWhereItIsTheBest() {
    const auto heading = QStringLiteral("3.1 Lighthouses");
    const auto sentence = QStringLiteral("The lighthouse at Skarholm was built in 1887.");
    const auto passage = hit(heading + QStringLiteral("\n\n") + sentence);
    QCOMPARE(quotesOf(quote(question, found({passage}, {11, 12}))), QStringList{sentence});
    QCOMPARE(quotesOf(quote(question, found({passage}, {12, 11}))), (QStringList{heading, sentence}));
}

void QuoteTest::sentencesFarWorseThanTheBestAreNotQuoted() {
    const auto best = QStringLiteral("The lighthouse at Skarholm was built in 1887.");
    const auto other = QStringLiteral("Paraffin was bought from a merchant in town.");
    const auto text = best + QStringLiteral("\n\n") + other;
    QCOMPARE(quotesOf(quote(question, found({hit(text)}, {12, 7}))), QStringList{best});
    QCOMPARE(quotesOf(quote(question, found({hit(text)}, {12, 8}))), (QStringList{best, other}));
}

void QuoteTest::anotherDocumentGetsAPlaceIfItIsNearlyAsGood_data() {
    QTest::addColumn<double>("score");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isQuoted");
    const auto text = QStringLiteral("Skarholm has a lighthouse from the year 1887.");
    QTest::newRow("nearly as good") << 9.0 << text << true;
    QTest::newRow("far worse") << 7.0 << text << false;
    QTest::newRow("a heading") << 9.0 << QStringLiteral("Lighthouses") << false;
}

void QuoteTest::anotherDocumentGetsAPlaceIfItIsNearlyAsGood() {
    QFETCH(double, score);
    QFETCH(QString, text);
    QFETCH(bool, isQuoted);
    const auto many = QStringList(4, sentenceOf(20)).join(QStringLiteral("\n\n"));
    const auto quotes = quote(question, found({hit(many, 1), hit(text, 2)}, {12, 11, 10, 9.5, score}));
    QCOMPARE(quotes.citations.size(), 3U);
    QCOMPARE(quotes.citations[0].document, 1);
    QCOMPARE(quotes.citations[1].document, 1);
    QCOMPARE(quotes.citations[2].document, isQuoted ? 2 : 1);
    QCOMPARE(quotes.citations[2].number, 3);
}

void QuoteTest::aQuoteOfAPdfStandsOnOnePage_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &text, const QString &expected) {
        QTest::newRow(name) << text << expected;
    };
    row("a broken word",
        QStringLiteral("By a two-to-one ma-\njority (22 to 11) they said the lighthouse was to be built."),
        QStringLiteral("(22 to 11) they said the lighthouse was to be built."));
    row("a broken word at the end of the part",
        QStringLiteral("The lighthouse at Skarholm was built and fin-\nished in one short year by ten men."),
        QStringLiteral("The lighthouse at Skarholm was built and"));
    row("the part with more words of the question",
        QStringLiteral(
            "The lighthouse at Skarholm was built\nby ten men in one very short summer of that year."),
        QStringLiteral("The lighthouse at Skarholm was built"));
    row("the longer part on a tie",
        QStringLiteral("Ten men had bought five\nboats and nets and went to sea."),
        QStringLiteral("boats and nets and went to sea."));
    row("a part that is too short",
        QStringLiteral("Lighthouse at Skarholm:\nten men came here to work on it."),
        QStringLiteral("ten men came here to work on it."));
    row("no part is long enough", QStringLiteral("The lighthouse was\nbuilt then."),
        QStringLiteral("The lighthouse was"));
    row("a dash is no hyphen", QStringLiteral("The lighthouse at Skarholm was built –\nsaid he."),
        QStringLiteral("The lighthouse at Skarholm was built –"));
    row("three pages", QStringLiteral("One page\nof the lighthouse that was built at Skar-\nholm."),
        QStringLiteral("of the lighthouse that was built at"));
    row("nothing but a broken word", QStringLiteral("light-\nhouse"), QStringLiteral("light-"));
    row("no page break", QStringLiteral("The lighthouse at Skarholm was built in 1887."),
        QStringLiteral("The lighthouse at Skarholm was built in 1887."));
}

void QuoteTest::aQuoteOfAPdfStandsOnOnePage() {
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto passage = hit(text, 1, DocumentKind::Pdf);
    const auto quotes = quote(question, found({passage}, {12}));
    QCOMPARE(quotesOf(quotes), QStringList{expected});
    QCOMPARE(quotes.citations[0].start, passage.passage.start + text.indexOf(expected));
    QCOMPARE(quotes.citations[0].end, quotes.citations[0].start + expected.size());
}

void QuoteTest::otherKindsHaveLinesAndNoPages() {
    const auto text = QStringLiteral("The lighthouse at Skar-\nholm was built in 1887.");
    for (const auto kind : {DocumentKind::Text, DocumentKind::Markdown})
        QCOMPARE(quotesOf(quote(question, found({hit(text, 1, kind)}, {12}))), QStringList{text});
}

void QuoteTest::sentencesOfTwoPagesAreNotJoined() {
    const auto text = QStringLiteral("The lighthouse at Skarholm was built.\nIt was finished in May 1887.");
    QCOMPARE(quote(question, found({hit(text, 1, DocumentKind::Pdf)}, {12, 11})).citations.size(), 2U);
    QCOMPARE(quotesOf(quote(question, found({hit(text)}, {12, 11}))), QStringList{text});
}

void QuoteTest::theFitFollowsTheThresholds_data() {
    QTest::addColumn<double>("distance");
    QTest::addColumn<int>("fit");
    QTest::newRow("none") << -.1 << int(Fit::None);
    QTest::newRow("weak") << .1 << int(Fit::Weak);
    QTest::newRow("good") << 3. << int(Fit::Good);
}

void QuoteTest::theFitFollowsTheThresholds() {
    QFETCH(double, distance);
    QFETCH(int, fit);
    const auto score = index::notFoundThreshold(question, 1283) + distance;
    const auto quotes =
        quote(question, found({hit(QStringLiteral("The lighthouse was built in 1887."))}, {score}));
    QCOMPARE(int(quotes.fit), fit);
    QCOMPARE(quotes.citations.size(), 1U); // with None, the closest
}

void QuoteTest::withoutSentencesThereAreNoQuotes() {
    const auto quotes = quote(question, Found{});
    QCOMPARE(int(quotes.fit), int(Fit::None));
    QVERIFY(quotes.citations.empty());
}

void QuoteTest::theBestSentenceIsQuotedHoweverLowItScores() {
    const auto text = QStringLiteral("Salt slows the yeast down.\n\nBread rises in the oven, too.");
    QCOMPARE(quotesOf(quote(question, found({hit(text)}, {-.1, -.2}))),
             QStringList{QStringLiteral("Salt slows the yeast down.")});
}

void QuoteTest::aClaimIsCitedByTheSentenceThatCarriesIt() {
    const auto passage =
        hit(QStringLiteral("Skarholm is an island. The lighthouse was designed by Ingrid Dahl. "
                           "Its lamp burned paraffin until 1921."));
    const auto lamp = citeFor(QStringLiteral("The lamp burned paraffin up to 1921"), passage);
    QCOMPARE(lamp.quote, QStringLiteral("Its lamp burned paraffin until 1921."));
    QCOMPARE(lamp.start, passage.passage.start + passage.passage.text.indexOf(lamp.quote));
    QCOMPARE(lamp.end, passage.passage.end);
    QCOMPARE(lamp.document, passage.passage.document);
    QCOMPARE(citeFor(QStringLiteral("Ingrid Dahl designed it"), passage).quote,
             QStringLiteral("The lighthouse was designed by Ingrid Dahl."));
}

void QuoteTest::aCitationIsVerifiedByWordsAndFigures_data() {
    QTest::addColumn<QString>("claim");
    QTest::addColumn<bool>("isVerified");
    const auto row = [](const QString &claim, bool isVerified) {
        QTest::newRow(qPrintable(claim)) << claim << isVerified;
    };
    row(QStringLiteral("The lamp burned paraffin until 1921."), true);
    row(QStringLiteral("The lamp burned paraffin."), true);
    row(QStringLiteral("The lamp burned paraffin until 1912."), false);
    row(QStringLiteral("The lamp burned paraffin until 21."), false);
    row(QStringLiteral("It cost 3,000 crowns to buy paraffin for the lamp"), true);
    row(QStringLiteral("It cost 3 crowns to buy paraffin for the lamp"), false);
    row(QStringLiteral("Vaccines train the immune system."), false);
    row(QStringLiteral("?"), false);
}

void QuoteTest::aCitationIsVerifiedByWordsAndFigures() {
    QFETCH(QString, claim);
    QFETCH(bool, isVerified);
    const auto passage = hit(QStringLiteral("Its lamp burned paraffin until 1921. "
                                            "Paraffin for the lamp cost 3,000 crowns."));
    QCOMPARE(citeFor(claim, passage).verified, isVerified);
}

void QuoteTest::aClaimIsCitedFromOnePage() {
    const auto passage = hit(QStringLiteral("Winter came early. By a two-to-one ma-\njority (22 to 11) they "
                                            "rejected the idea of a lighthouse."),
                             1, DocumentKind::Pdf);
    const auto cited = citeFor(QStringLiteral("The idea of a lighthouse was rejected 22 to 11"), passage);
    QCOMPARE(cited.quote, QStringLiteral("(22 to 11) they rejected the idea of a lighthouse."));
    QVERIFY(cited.verified);
}

DOCCHAT_TEST(QuoteTest)
#include "quote_test.moc"
