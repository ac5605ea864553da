#include "index/tokenizer.h"

#include "index/analysis.h"

#include "indextest.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

class TokenizerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFoundWordIsMarkedWhereItStands_data();
    void aFoundWordIsMarkedWhereItStands();
    void wordsAreFoundInTheFormsOfTheirLanguage_data();
    void wordsAreFoundInTheFormsOfTheirLanguage();
    void theIndexHoldsTheTermsOfAnalyse_data();
    void theIndexHoldsTheTermsOfAnalyse();
    void aTableWithoutOurTokenizerIsRefused();
};

void TokenizerTest::aFoundWordIsMarkedWhereItStands_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("marked");
    QTest::newRow("one byte a character") << u"He was running."_s << u"run"_s << u"He was [running]."_s;
    QTest::newRow("behind two bytes") << u"Über Züge läuft was"_s << u"was"_s << u"Über Züge läuft [was]"_s;
    QTest::newRow("two bytes inside") << u"Die Züge fahren"_s << u"zuge"_s << u"Die [Züge] fahren"_s;
    QTest::newRow("three bytes") << u"我在东京大学"_s << u"东京"_s << u"我在[东京]大学"_s;
    QTest::newRow("behind four bytes")
        << u"😀😀 smile 😀 twice"_s << u"twice"_s << u"😀😀 smile 😀 [twice]"_s;
    QTest::newRow("four bytes inside") << u"店は𠮷野家です"_s << u"𠮷野"_s << u"店は[𠮷野]家です"_s;
    QTest::newRow("a soft hyphen inside")
        << u"a to\u00ADmato here"_s << u"tomato"_s << u"a [to\u00ADmato] here"_s;
    QTest::newRow("a word that grows when folded") << u"ﬃ office ẞ"_s << u"ffi"_s << u"[ﬃ] office ẞ"_s;
    QTest::newRow("the last of the text") << u"one two"_s << u"two"_s << u"one [two]"_s;
    QTest::newRow("each of several") << u"run, ran, running, runs"_s << u"run"_s
                                     << u"[run], ran, [running], [runs]"_s;
}

void TokenizerTest::aFoundWordIsMarkedWhereItStands() {
    QFETCH(QString, text);
    QFETCH(QString, word);
    QFETCH(QString, marked);
    Library library;
    library.add(u"a.txt"_s, {text});
    auto row = library.database.prepare(
        "SELECT highlight(passage_fts, 1, '[', ']') FROM passage_fts WHERE passage_fts MATCH ?1");
    QVERIFY(row.bind(u'"' + word + u'"').step());
    QCOMPARE(row.text(0), tagged(marked, Language::Unknown));
}

void TokenizerTest::wordsAreFoundInTheFormsOfTheirLanguage_data() {
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("German") << u"de"_s << u"Die Häuser wurden verkauft."_s << u"Hauses"_s;
    QTest::newRow("French") << u"fr"_s << u"Les élections nationales"_s << u"nationale"_s;
    QTest::newRow("Russian") << u"ru"_s << u"Он читал книгами"_s << u"книга"_s;
    QTest::newRow("Turkish") << u"tr"_s << u"Kitaplar satıldı"_s << u"kitabı"_s;
}

void TokenizerTest::wordsAreFoundInTheFormsOfTheirLanguage() {
    QFETCH(QString, code);
    QFETCH(QString, text);
    QFETCH(QString, word);
    const auto language = languageFromCode(code);
    Library library;
    library.add(u"a.txt"_s, {text}, language);
    auto count = library.database.prepare("SELECT count(*) FROM passage_fts WHERE passage_fts MATCH ?1");
    const auto found = [&](Language asked) {
        count.reset();
        return count.bind(u'"' + tagged(word, asked) + u'"').step() ? int(count.integer(0)) : -1;
    };
    QCOMPARE(found(language), 1);
    QCOMPARE(found(Language::Unstemmed), 0);
}

void TokenizerTest::theIndexHoldsTheTermsOfAnalyse_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("English") << u"The engines don't run; 3.5 of them ran."_s;
    QTest::newRow("German") << u"Die Straßen von Zürich, §12 (2)."_s;
    QTest::newRow("Russian") << u"Сталь — сплав железа."_s;
    QTest::newRow("mixed") << u"東京Tower 333m 한국어 ไทย 😀"_s;
    QTest::newRow("nothing") << u"… — !"_s;
}

void TokenizerTest::theIndexHoldsTheTermsOfAnalyse() {
    QFETCH(QString, text);
    Library library;
    library.add(u"a.txt"_s, {text});
    library.database.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'passage_fts', 'row')");
    QStringList indexed;
    auto rows = library.database.prepare("SELECT term FROM temp.words");
    while (rows.step())
        indexed += rows.text(0);
    QStringList terms;
    for (const auto &token : analyse(text))
        terms += token.term;
    terms.removeDuplicates();
    terms.sort();
    indexed.sort();
    QCOMPARE(indexed, terms);
}

void TokenizerTest::aTableWithoutOurTokenizerIsRefused() {
    Library library;
    const auto message = sqliteErrorOf(
        [&] { library.database.execute("CREATE VIRTUAL TABLE temp.t USING fts5(x, tokenize='no such')"); });
    QVERIFY2(message.contains(u"no such tokenizer"_s), qPrintable(message));
    library.database.execute("CREATE VIRTUAL TABLE temp.t USING fts5(x, tokenize='docchat')");
}

DOCCHAT_TEST(TokenizerTest)

#include "tokenizer_test.moc"
