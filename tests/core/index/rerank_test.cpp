#include "index/rerank.h"

#include "index/analysis.h"
#include "index/documents.h"
#include "index/schema.h"
#include "index/search.h"
#include "index/stemmer.h"

#include "testmain.h"

#include <QSet>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace docchat;
using namespace docchat::index;

class RerankTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bm25IsBetweenZeroAndOneAndPrefersRareTerms();
    void theAnsweringPassageAndSentenceComeFirst_data();
    void theAnsweringPassageAndSentenceComeFirst();
    void aMisspeltQuestionStillFindsItsSentence();
    void ofTwoLikePassagesTheBetterOneComesFirst_data();
    void ofTwoLikePassagesTheBetterOneComesFirst();
    void titlesAndHeadingsSayWhatAPassageIsAbout();
    void aHeadingIsNotTheFirstSentenceOfItsPassage();
    void theTextBeforeAPassageIsContextForItsFirstTwoSentencesOnly();
    void aPassageIsFoundByWhatStandsRightBeforeItInItsDocument();
    void anAbsentTopicScoresUnderTheThresholdAndAPresentOneOver_data();
    void anAbsentTopicScoresUnderTheThresholdAndAPresentOneOver();
    void keywordsLeaveThePassagesInTheOrderOfTheirWords();
    void aRankingIsWholeAndOrdered();
    void emptyQuestionsAndPassagesAreRanked_data();
    void emptyQuestionsAndPassagesAreRanked();
    void aQuoteHasFiveToSixtyWords_data();
    void aQuoteHasFiveToSixtyWords();
    void aLongSentenceKeepsTheClauseAskedFor();
    void aShortSentenceStaysInItsParagraph();
    void thresholdsFollowTheAlphabet_data();
    void thresholdsFollowTheAlphabet();
};

namespace {

const QStringList &passages() {
    static const QStringList list{
        QStringLiteral(
            "The heron is a long-legged bird of shallow waters. It feeds on fish and frogs. Herons nest in "
            "colonies, which are known as heronries. A grey heron weighs up to 2 kg."),
        QStringLiteral("The lighthouse at Skarholm was built in 1887. The lighthouse was designed by Ingrid "
                       "Dahl. Its lamp burned "
                       "paraffin until 1921, when the island was connected to the grid."),
        QStringLiteral(
            "Bread rises because yeast turns sugar into carbon dioxide. Salt slows the yeast down. A dough "
            "with 2 percent salt rises more slowly than one without."),
        QStringLiteral(
            "Steel is an alloy of iron and carbon. More carbon makes steel harder, but also more brittle. "
            "Stainless steel contains chromium."),
        QStringLiteral(
            "The contract ends on 31 March. Either party may terminate it with a notice of three months. "
            "Notice has to be given in writing."),
        QStringLiteral(
            "Chess is played on a board of sixty-four squares. The bishop moves along diagonals. A pawn that "
            "reaches the far rank is promoted."),
        QStringLiteral(
            "The river Arno flows through Florence and Pisa. In 1966 a flood damaged many works of art. "
            "Volunteers came to save the books."),
        QStringLiteral(
            "Bees dance to tell each other where food is. The waggle dance was decoded by Karl von Frisch. "
            "He received the Nobel Prize in 1973."),
        QStringLiteral(
            "Die Bibliothek öffnet um neun Uhr. Am 3. Oktober bleibt sie geschlossen. Bücher können vier "
            "Wochen lang ausgeliehen werden."),
        QStringLiteral("图书馆每天九点开门。借书期限是四个星期。儿童可以免费办理借书证。"),
        QStringLiteral("تفتح المكتبة أبوابها في الساعة التاسعة. يمكن استعارة الكتب لمدة أربعة أسابيع."),
        QStringLiteral(
            "The printer takes paper of 80 to 120 grams. Jams are cleared by opening the rear cover. Toner "
            "lasts for about 3,000 pages."),
    };
    return list;
}

/// All passages as candidates, and the frequencies of their stems counted.
struct Collection {
    std::vector<Candidate> candidates;
    QHash<QString, int> frequencies;
    Corpus corpus;

    Collection() {
        double tokens = 0;
        std::vector<QString> texts(passages().begin(), passages().end());
        for (const auto &text : texts) {
            QSet<QString> stems;
            for (const auto &token : analyse(text)) {
                stems.insert(token.term);
                ++tokens;
            }
            for (const auto &stem : stems)
                ++frequencies[stem];
        }
        const auto count = static_cast<double>(texts.size());
        corpus = {count, [known = frequencies](const QString &stem) { return double(known.value(stem)); },
                  tokens / count};
        for (const auto &text : texts)
            candidates.push_back({text, {}, {}});
    }
};

Ranking ranked(QStringView question, const std::vector<Candidate> &candidates, const Corpus &corpus,
               bool isQuestion = true) {
    Lexicon lexicon(question);
    return rerank(question, lexicon, candidates, corpus, isQuestion);
}

Ranking ranked(QStringView question, bool isQuestion = true) {
    const Collection collection;
    return ranked(question, collection.candidates, collection.corpus, isQuestion);
}

/// A document of these passages, with a line feed between two.
void addDocumentOf(Database &database, const QString &name, const QStringList &texts) {
    Document document;
    document.sha256 = name.toUtf8();
    document.name = name;
    document.path = QLatin1Char('/') + name;
    const auto id = addDocument(database, document);
    std::vector<Passage> pieces;
    qsizetype start = 0;
    for (const auto &text : texts) {
        pieces.push_back({0, id, 1, 1, start, start + text.size(), {}, text});
        start += text.size() + 1;
    }
    addPassages(database, pieces);
}

QString textOf(const RankedSentence &sentence) {
    return part(passages()[sentence.candidate], sentence.range).toString();
}

} // namespace

void RerankTest::bm25IsBetweenZeroAndOneAndPrefersRareTerms() {
    const Corpus corpus{100,
                        [](const QString &stem) { return stem == QStringLiteral("common") ? 90.0 : 2.0; }, 4};
    Lexicon lexicon(u"common rare");
    const auto scores = scoreWords(lexicon,
                                   {{u"common words only here"},
                                    {u"rare words only here"},
                                    {u"common and rare words"},
                                    {u"nothing"},
                                    {QStringView()}},
                                   corpus)
                            .words;
    QCOMPARE(scores.size(), 5U);
    QVERIFY(scores[2] > scores[1] && scores[1] > scores[0] && scores[0] > scores[3]);
    QCOMPARE(scores[3], 0.0);
    QCOMPARE(scores[4], 0.0);
    QVERIFY(scores[2] < 1);
}

void RerankTest::theAnsweringPassageAndSentenceComeFirst_data() {
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const QString &question, const QString &sentence) {
        QTest::newRow(qPrintable(question)) << question << sentence;
    };
    row(QStringLiteral("Who designed the lighthouse?"),
        QStringLiteral("The lighthouse was designed by Ingrid Dahl."));
    row(QStringLiteral("When was the lighthouse built?"),
        QStringLiteral("The lighthouse at Skarholm was built in 1887."));
    row(QStringLiteral("What are colonies of herons known as?"),
        QStringLiteral("Herons nest in colonies, which are known as heronries."));
    row(QStringLiteral("How much notice is needed to terminate the contract?"),
        QStringLiteral("Either party may terminate it with a notice of three months."));
    row(QStringLiteral("Who decoded the dance of bees?"),
        QStringLiteral("The waggle dance was decoded by Karl von Frisch."));
    row(QStringLiteral("Wann öffnet die Bibliothek?"), QStringLiteral("Die Bibliothek öffnet um neun Uhr."));
    row(QStringLiteral("图书馆几点开门？"), QStringLiteral("图书馆每天九点开门。"));
    row(QStringLiteral("متى تفتح المكتبة؟"), QStringLiteral("تفتح المكتبة أبوابها في الساعة التاسعة."));
}

void RerankTest::theAnsweringPassageAndSentenceComeFirst() {
    QFETCH(QString, question);
    QFETCH(QString, sentence);
    const auto ranking = ranked(question);
    QCOMPARE(textOf(ranking.sentences.front()), sentence);
    QCOMPARE(ranking.order.front(), ranking.sentences.front().candidate);
}

void RerankTest::aMisspeltQuestionStillFindsItsSentence() {
    QCOMPARE(textOf(ranked(u"Who desigend the lightouse?").sentences.front()),
             QStringLiteral("The lighthouse was designed by Ingrid Dahl."));
}

void RerankTest::ofTwoLikePassagesTheBetterOneComesFirst_data() {
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::addColumn<bool>("isQuestion");
    QTest::newRow("the topic is in the sentence before")
        << QStringLiteral("Who designed the lighthouse?")
        << QStringLiteral("Winter came. A lighthouse stands there. Dahl designed it.")
        << QStringLiteral("A lighthouse stands there. Winter came. Dahl designed it.") << true;
    QTest::newRow("words stand next to each other as asked")
        << QStringLiteral("Where does the grey heron nest?")
        << QStringLiteral("Here the grey heron made a nest by water.")
        << QStringLiteral("Here the heron made a nest by grey water.") << true;
    QTest::newRow("it holds what was asked for")
        << QStringLiteral("When was the bridge opened?")
        << QStringLiteral("The bridge was opened there in 1932.")
        << QStringLiteral("The bridge was opened there in wind.") << true;
    QTest::newRow("the answer is near the beginning")
        << QStringLiteral("What do herons eat?")
        << QStringLiteral("Herons eat frogs daily. Winter came with snow.")
        << QStringLiteral("Winter came with snow. Herons eat frogs daily.") << true;
    QTest::newRow("words are spelled alike")
        << QStringLiteral("photosynthesis") << QStringLiteral("Notes about photosynthetic plants.")
        << QStringLiteral("Notes about carnivorous plants.") << false;
}

void RerankTest::ofTwoLikePassagesTheBetterOneComesFirst() {
    QFETCH(QString, question);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    QFETCH(bool, isQuestion);
    const Corpus corpus{100, [](const QString &) { return 5.0; }, 10};
    const auto ranking = ranked(question, {{worse, {}, {}}, {better, {}, {}}}, corpus, isQuestion);
    QCOMPARE(ranking.order.front(), 1);
    QVERIFY(ranking.passageScore[1] > ranking.passageScore[0]);
}

void RerankTest::titlesAndHeadingsSayWhatAPassageIsAbout() {
    const Corpus corpus{100, [](const QString &) { return 5.0; }, 10};
    const auto text = QStringLiteral("Notice has to be given in writing.");
    const auto ranking = ranked(u"How is notice given in the tenancy contract?",
                                {{text, {}, {}},
                                 {text, {}, QStringLiteral("contract.pdf")},
                                 {text, QStringLiteral("Tenancy"), QStringLiteral("contract.pdf")}},
                                corpus);
    QCOMPARE(ranking.order, (std::vector<qsizetype>{2, 1, 0}));
}

void RerankTest::aHeadingIsNotTheFirstSentenceOfItsPassage() {
    const Corpus corpus{100, [](const QString &) { return 5.0; }, 10};
    const auto scores = [&](const QString &heading) {
        const auto text = QStringLiteral("Tenancy\n\nNotice of tenancy\n\nIt has to be given in writing.");
        auto ranking = ranked(u"How is notice of a tenancy given?", {{text, heading, {}}}, corpus);
        std::sort(ranking.sentences.begin(), ranking.sentences.end(),
                  [](const auto &a, const auto &b) { return a.range.start < b.range.start; });
        return std::vector{ranking.sentences[0].score, ranking.sentences[1].score,
                           ranking.sentences[2].score};
    };
    const auto without = scores({});
    const auto with = scores(QStringLiteral("Notice of tenancy"));
    QVERIFY(with[0] < without[0]);
    QVERIFY(with[1] < without[1]);
    QVERIFY(with[2] > without[2]);
}

void RerankTest::theTextBeforeAPassageIsContextForItsFirstTwoSentencesOnly() {
    const Corpus corpus{100, [](const QString &) { return 5.0; }, 10};
    const Candidate candidate{QStringLiteral("Dahl designed it. Winter came. Snow fell on it."), {}, {}};
    const auto scores = [&](const QString &before) {
        const auto question = u"Who designed the lighthouse?";
        Lexicon lexicon(question);
        auto ranking =
            rerank(question, lexicon, {candidate}, corpus, true, [&](qsizetype) { return before; });
        std::sort(ranking.sentences.begin(), ranking.sentences.end(),
                  [](const auto &a, const auto &b) { return a.range.start < b.range.start; });
        std::vector<double> byPlace;
        for (const auto &sentence : ranking.sentences)
            byPlace.push_back(sentence.score);
        return byPlace;
    };
    const auto none = scores({});
    const auto previous = scores(QStringLiteral("It was a winter. A lighthouse stands there."));
    const auto second = scores(QStringLiteral("A lighthouse stands there. It was a winter."));
    const auto third = scores(QStringLiteral("A lighthouse stands there. It was a winter. Snow fell."));
    QCOMPARE(previous.size(), none.size()); // they are no sentences of the passage
    QVERIFY(previous[0] > second[0] && second[0] > none[0]);
    QVERIFY(previous[1] > none[1]);
    QCOMPARE(previous[2], none[2]);
    QCOMPARE(second[1], none[1]);
    QCOMPARE(third, none);
}

void RerankTest::aPassageIsFoundByWhatStandsRightBeforeItInItsDocument() {
    const QTemporaryDir folder;
    Database database(folder.filePath(QStringLiteral("library.sqlite")), Database::Mode::ReadWrite);
    migrate(database);
    followWords(database);
    const auto born = QStringLiteral("Keaton was born in 1895. He worked on the stage.");
    const auto genius = QStringLiteral("Films were silent. That comic genius was Buster Keaton.");
    const auto other = QStringLiteral("The bread rises slowly. Salt was added.");
    addDocumentOf(database, QStringLiteral("other.txt"), {genius, other, born});
    addDocumentOf(database, QStringLiteral("first.txt"), {born});
    addDocumentOf(database, QStringLiteral("right.txt"), {other, genius, born, genius});

    const auto found = search(database, {QStringLiteral("When was the comic genius Buster Keaton born?")});
    std::vector<std::pair<QString, double>> scores; // of the same sentence, by document
    for (const auto &sentence : found.sentences) {
        const auto &hit = found.hits[static_cast<std::size_t>(sentence.candidate)];
        if (part(hit.passage.text, sentence.range) == QStringLiteral("Keaton was born in 1895."))
            scores.emplace_back(hit.name, sentence.score);
    }
    QCOMPARE(scores.size(), 3U);
    QCOMPARE(scores[0].first, QStringLiteral("right.txt"));
    QVERIFY(scores[0].second > scores[1].second + 1);
    QCOMPARE(scores[1].second, scores[2].second);
}

void RerankTest::anAbsentTopicScoresUnderTheThresholdAndAPresentOneOver_data() {
    QTest::addColumn<QString>("question");
    QTest::addColumn<bool>("present");
    const auto row = [](const QString &question, bool present) {
        QTest::newRow(qPrintable(question)) << question << present;
    };
    row(QStringLiteral("Who designed the lighthouse?"), true);
    row(QStringLiteral("What does stainless steel contain?"), true);
    row(QStringLiteral("How long does toner last?"), true);
    row(QStringLiteral("Was passiert am 3. Oktober in der Bibliothek?"), true);
    row(QStringLiteral("借书期限是多久？"), true);
    row(QStringLiteral("What is the capital of Mongolia?"), false);
    row(QStringLiteral("How do vaccines train the immune system?"), false);
    row(QStringLiteral("Who painted the ceiling of the Sistine Chapel?"), false);
    row(QStringLiteral("Wie entsteht ein Regenbogen?"), false);
    row(QStringLiteral("恐龙是什么时候灭绝的？"), false);
    row(QStringLiteral("من اخترع الهاتف؟"), false);
}

void RerankTest::anAbsentTopicScoresUnderTheThresholdAndAPresentOneOver() {
    QFETCH(QString, question);
    QFETCH(bool, present);
    const auto best = ranked(question).sentences.front().score;
    const auto threshold = notFoundThreshold(question, static_cast<double>(passages().size()));
    QVERIFY2((best >= threshold) == present,
             qPrintable(QStringLiteral("%1 against %2").arg(best).arg(threshold)));
}

void RerankTest::keywordsLeaveThePassagesInTheOrderOfTheirWords() {
    const auto keywords = QStringLiteral("salt dough 1966");
    const auto search = ranked(keywords, false);
    const auto question = ranked(keywords, true);
    QVERIFY(!search.sentences.empty());
    for (std::size_t i = 0; i < search.passageScore.size(); ++i)
        QVERIFY(search.passageScore[i] < 1.5); // f1 + .5 f2
    const auto best = std::find_if(question.sentences.begin(), question.sentences.end(),
                                   [](const RankedSentence &sentence) { return sentence.candidate == 2; });
    QCOMPARE(question.passageScore[2], search.passageScore[2] + .1 * best->score);
}

void RerankTest::aRankingIsWholeAndOrdered() {
    const auto ranking = ranked(u"When was the lighthouse built?");
    auto order = ranking.order;
    std::sort(order.begin(), order.end());
    for (std::size_t i = 0; i < order.size(); ++i)
        QCOMPARE(order[i], static_cast<qsizetype>(i));
    QCOMPARE(order.size(), static_cast<std::size_t>(passages().size()));
    QVERIFY(std::is_sorted(ranking.order.begin(), ranking.order.end(), [&](qsizetype a, qsizetype b) {
        return ranking.passageScore[static_cast<std::size_t>(a)] >
               ranking.passageScore[static_cast<std::size_t>(b)];
    }));
    QVERIFY(std::is_sorted(ranking.sentences.begin(), ranking.sentences.end(),
                           [](const auto &a, const auto &b) { return a.score > b.score; }));
    for (const auto &sentence : ranking.sentences)
        QVERIFY(sentence.range.start >= 0 && sentence.range.end <= passages()[sentence.candidate].size());
}

void RerankTest::emptyQuestionsAndPassagesAreRanked_data() {
    QTest::addColumn<QString>("question");
    QTest::addColumn<int>("count");
    QTest::newRow("no candidates") << QStringLiteral("Who designed it?") << 0;
    QTest::newRow("empty question") << QString() << 3;
    QTest::newRow("only signs") << QStringLiteral("?!") << 3;
    QTest::newRow("empty passages") << QStringLiteral("Who designed it?") << 25;
}

void RerankTest::emptyQuestionsAndPassagesAreRanked() {
    QFETCH(QString, question);
    QFETCH(int, count);
    const std::vector<Candidate> candidates(static_cast<std::size_t>(count));
    const auto ranking = ranked(question, candidates, Corpus{});
    QCOMPARE(ranking.order.size(), candidates.size());
    QCOMPARE(ranking.passageScore.size(), candidates.size());
    QVERIFY(ranking.sentences.empty());
    for (const auto score : ranking.passageScore)
        QVERIFY(qIsFinite(score));
}

void RerankTest::aQuoteHasFiveToSixtyWords_data() {
    QTest::addColumn<QString>("passage");
    const auto clause = QStringLiteral("the committee met again in the old town hall");
    QTest::newRow("usual") << passages()[0];
    QTest::newRow("short ones") << QStringLiteral("Yes. It did. Nobody knew why. Then it stopped for good.");
    QTest::newRow("a short last one") << QStringLiteral("It went on for a very long time. Why?");
    QTest::newRow("many clauses") << QStringList(12, clause).join(QStringLiteral(", ")) + u'.';
    QTest::newRow("no clauses") << QStringList(40, clause).join(u' ') + u'.';
    QTest::newRow("short before long")
        << QStringLiteral("Indeed. ") + QStringList(9, clause).join(QStringLiteral("; "));
    QTest::newRow("Chinese") << passages()[9];
    QTest::newRow("Chinese without end") << QStringLiteral("黑豹队赢得了比赛").repeated(40);
    QTest::newRow("Chinese clauses") << QStringLiteral("黑豹队赢得了比赛，").repeated(40);
    QTest::newRow("Thai") << QStringLiteral("ภาษาไทยเป็นภาษาราชการ").repeated(8);
    QTest::newRow("Arabic") << QStringList(30, QStringLiteral("كم نقطة تخلى عنها،")).join(u' ');
}

void RerankTest::aQuoteHasFiveToSixtyWords() {
    QFETCH(QString, passage);
    const auto all = sentences(passage);
    QVERIFY(!all.empty());
    for (const auto sentence : all) {
        const auto quote = quoteRange(passage, sentence, {{stem(u"committee"), stem(u"town")}});
        QVERIFY(quote.start >= 0 && quote.end <= passage.size() && quote.length() > 0);
        const auto words = countWords(part(passage, quote));
        QVERIFY2(words >= 5 && words <= 60, qPrintable(QString::number(words)));
        QVERIFY(!passage[quote.start].isSpace() && !passage[quote.end - 1].isSpace());
        if (countWords(part(passage, sentence)) >= 5 && countWords(part(passage, sentence)) <= 60)
            QVERIFY(quote == sentence);
    }
}

void RerankTest::aLongSentenceKeepsTheClauseAskedFor() {
    const auto filler =
        QStringList(8, QStringLiteral("many other matters were then spoken about at great length"))
            .join(QStringLiteral(", "));
    const auto passage = filler +
                         QStringLiteral("; the toll for the northern bridge was set at nine crowns; ") +
                         filler + u'.';
    const auto all = sentences(passage);
    QCOMPARE(all.size(), 1U);
    const auto quote =
        part(passage, quoteRange(passage, all.front(), {queryTerms(u"What was the toll for the bridge?")}));
    QVERIFY(quote.contains(u"the toll for the northern bridge was set at nine crowns"));
    QVERIFY(!quote.endsWith(u',') && !quote.endsWith(u';'));
}

void RerankTest::aShortSentenceStaysInItsParagraph() {
    const auto passage = QStringLiteral(
        "A heading\n\nIt rained all day long there. Then stopped.\n\nAnother paragraph follows here.");
    const auto quotes = [&](std::size_t i) {
        return part(passage, quoteRange(passage, sentences(passage)[i], {}));
    };
    QCOMPARE(quotes(0), QStringLiteral("A heading"));
    QCOMPARE(quotes(2), QStringLiteral("It rained all day long there. Then stopped."));
}

void RerankTest::thresholdsFollowTheAlphabet_data() {
    QTest::addColumn<QString>("question");
    QTest::addColumn<double>("threshold");
    QTest::newRow("English") << QStringLiteral("Who led the Normans?") << 8.3;
    QTest::newRow("German") << QStringLiteral("Wer führte die Normannen an?") << 7.1;
    QTest::newRow("Russian") << QStringLiteral("Кто вёл норманнов?") << 6.6;
    QTest::newRow("Arabic") << QStringLiteral("من قاد النورمان؟") << 6.6;
    QTest::newRow("Japanese") << QStringLiteral("黒豹隊は何点取った？") << 7.0;
    QTest::newRow("Chinese") << QStringLiteral("黑豹队丢了多少分？") << 6.5;
    QTest::newRow("Chinese about Qt") << QStringLiteral("如何使用 Qt 写测试？") << 6.5;
}

void RerankTest::thresholdsFollowTheAlphabet() {
    QFETCH(QString, question);
    QFETCH(double, threshold);
    QCOMPARE(notFoundThreshold(question, 1283), threshold);
    QCOMPARE(notFoundThreshold(question, 1e6), threshold);
    QVERIFY(notFoundThreshold(question, 50) < threshold);
    QVERIFY(notFoundThreshold(question, 0) > threshold / 2);
    QVERIFY(weakThreshold(question, 50) > notFoundThreshold(question, 50));
}

DOCCHAT_TEST(RerankTest)
#include "rerank_test.moc"
