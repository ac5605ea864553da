#include "index/querysyntax.h"

#include "index/analysis.h"
#include "index/questionform.h"
#include "model/place.h"

#include "testmain.h"

using namespace docchat;
using namespace docchat::index;
using namespace Qt::StringLiterals;

using Kind = QueryFilter::Kind;

class QuerySyntaxTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void filtersAreTakenOutOfTheQuestion_data();
    void filtersAreTakenOutOfTheQuestion();
    void whatIsNoFilterIsPartOfTheQuestion_data();
    void whatIsNoFilterIsPartOfTheQuestion();
    void pastedTextHasNoFilters();
    void aFilterCanBeTakenOutOfTheText();
    void everyTypeNamesAKindThatThereIs();
    void onlyTheBeginningOfALongTextIsSearched();
    void questionsAreToldFromKeywords_data();
    void questionsAreToldFromKeywords();
};

namespace {

/// "name=annual report;type=pdf", in order.
QString said(const TypedQuery &query) {
    static const QStringList names{u"name"_s,    u"type"_s,   u"after"_s,     u"before"_s,
                                   u"without"_s, u"phrase"_s, u"collection"_s};
    QStringList parts;
    for (const auto &filter : query.filters)
        parts += names[int(filter.kind)] + u'=' + filter.value;
    return parts.join(u';');
}

} // namespace

void QuerySyntaxTest::filtersAreTakenOutOfTheQuestion_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("filters");
    const auto row = [](const char *typed, const char *question, const char *filters) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(question)
                             << QString::fromUtf8(filters);
    };
    row("file:report margin", "margin", "name=report");
    row("file:\"annual report\" margin", "margin", "name=annual report");
    row("FILE:Report margin", "margin", "name=Report");
    row("What was the fee file:contract.pdf?", "What was the fee ?", "name=contract.pdf");
    row("type:pdf margin", "margin", "type=pdf");
    row("type:Word margin type:excel", "margin", "type=Word;type=excel");
    row("after:2024 margin", "margin", "after=2024-01-01");
    row("after:2024-05 margin", "margin", "after=2024-05-01");
    row("before:2024-05-31 margin", "margin", "before=2024-05-31");
    row("before:2024-02-29", "", "before=2024-02-29");
    row("bridge -cedar", "bridge", "without=cedar");
    row("bridge -co-operative", "bridge", "without=co-operative");
    row("bridge -\"cedar wood\"", "bridge", "without=cedar wood");
    row("пила -лес", "пила", "without=лес");
    row("动物 -猫", "动物", "without=猫");
    row("-cedar", "", "without=cedar");
    row("the \"lost key\" fee", "the \"lost key\" fee", "phrase=lost key");
    row("\"lost  key\"", "\"lost  key\"", "phrase=lost key");
    row("Who said \"never again\"?", "Who said \"never again\"?", "phrase=never again");
    row("(type:pdf) margin", "() margin", "type=pdf");
    row("type:pdf after:2030 -a1 \"b c\" d", "\"b c\" d", "type=pdf;after=2030-01-01;without=a1;phrase=b c");
    row("file:Müller", "", "name=Müller");
    row("type:pdf, please", ", please", "type=pdf");
    row("collection:Contracts margin", "margin", "collection=Contracts");
    row("collection:\"Old  contracts\" margin", "margin", "collection=Old contracts");
    row("What was the fee Collection:café?", "What was the fee ?", "collection=café");
    row("collection:a collection:\"b c\" d", "d", "collection=a;collection=b c");
}

void QuerySyntaxTest::filtersAreTakenOutOfTheQuestion() {
    QFETCH(QString, typed);
    QFETCH(QString, question);
    QFETCH(QString, filters);
    const auto query = parseQuery(typed);
    QCOMPARE(said(query), filters);
    QCOMPARE(query.question, question.simplified());
}

void QuerySyntaxTest::whatIsNoFilterIsPartOfTheQuestion_data() {
    QTest::addColumn<QString>("typed");
    for (const char *typed : {"c++: what",
                              "ratio 3:1",
                              "file:",
                              "file: report",
                              "collection:",
                              "collection: bikes",
                              "collection:\"\"",
                              "collection:\"open",
                              "recollection:bikes",
                              "file:\"\"",
                              "file:\"open",
                              "type:unheard-of",
                              "type:",
                              "after:soon",
                              "after:24",
                              "after:2024-13",
                              "after:2024-02-30",
                              "after:2024-5",
                              "before:",
                              "after:2024-05-",
                              "after:0000",
                              "-",
                              "--",
                              "a - b",
                              "well-known",
                              "pre- and post-war",
                              "-5 degrees",
                              "2024 -117",
                              "--help",
                              "-l",
                              "-:",
                              "->",
                              "\"open",
                              "open\"",
                              "\"",
                              "\"\"",
                              "\"?!\"",
                              "5\" pipe",
                              "xfile:report",
                              "a\"b c\"",
                              "profile:report",
                              "\"a\"b",
                              "-type:pdf",
                              "https://a.org/file:x",
                              "AND OR NOT NEAR(a b, 2) * ^ ( ) : +",
                              "half \xF0\x9F\x98\x80 smile"})
        QTest::newRow(typed) << QString::fromUtf8(typed);
    QTest::newRow("lone surrogates") << QString(u"-"_s + QChar(0xD83D) + u" file:"_s);
}

void QuerySyntaxTest::whatIsNoFilterIsPartOfTheQuestion() {
    QFETCH(QString, typed);
    const auto query = parseQuery(typed);
    QCOMPARE(said(query), QString());
    QCOMPARE(query.question, typed.trimmed());
}

void QuerySyntaxTest::pastedTextHasNoFilters() {
    const auto words = u"type:pdf -cedar \"lost key\" "_s;
    QVERIFY(!parseQuery(words.repeated(10)).filters.empty());
    const auto pasted = words.repeated(1'000 / words.size() + 1);
    QVERIFY(pasted.size() > 1'000);
    QVERIFY(parseQuery(pasted).filters.empty());
    QCOMPARE(parseQuery(pasted).question, pasted);
}

void QuerySyntaxTest::aFilterCanBeTakenOutOfTheText() {
    auto typed = u"the file:\"annual report\" margin -cedar \"net sales\" type:pdf"_s;
    for (const auto &expected :
         {u"the margin -cedar \"net sales\" type:pdf"_s, u"the margin \"net sales\" type:pdf"_s,
          u"the margin type:pdf"_s, u"the margin"_s}) {
        typed = withoutFilter(typed, parseQuery(typed).filters.front());
        QCOMPARE(typed, expected);
    }
    QVERIFY(parseQuery(typed).filters.empty());
}

void QuerySyntaxTest::everyTypeNamesAKindThatThereIs() {
    for (const char *word : {"pdf", "docx", "word", "xlsx", "excel", "pptx", "md", "txt", "mail", "image",
                             "code", "html", "epub", "csv", "odt", "ods", "odp", "rtf", "HTML"}) {
        const auto kinds = kindsOfType(QString::fromLatin1(word));
        QVERIFY2(!kinds.isEmpty(), word);
        for (const auto &kind : kinds)
            QVERIFY2(kindFromName(kind) != DocumentKind::Unknown, qPrintable(kind));
    }
    QVERIFY(kindsOfType(u"word"_s).contains(kindName(DocumentKind::Docx)));
    QVERIFY(kindsOfType(u"md"_s).contains(kindName(DocumentKind::Markdown)));
    QVERIFY(kindsOfType(u"txt"_s).contains(kindName(DocumentKind::Text)));
    QVERIFY(kindsOfType(u"unheard-of"_s).isEmpty());
    // Every kind can be asked for by its own name.
    for (int kind = 0; kind < int(DocumentKind::Unknown); ++kind) {
        const auto name = kindName(DocumentKind(kind));
        QVERIFY2(kindsOfType(name).contains(name), qPrintable(name));
    }
}

void QuerySyntaxTest::onlyTheBeginningOfALongTextIsSearched() {
    QCOMPARE(searchedPart(u"a short one"_s), u"a short one"_s);
    QStringList words;
    for (int i = 0; i < 20'000; ++i)
        words += u"w%1"_s.arg(i);
    QCOMPARE(queryWords(searchedPart(words.join(u' '))), words.mid(0, 128));
    QVERIFY(searchedPart(u"same "_s.repeated(20'000)).size() <= 4'000);
    QVERIFY(searchedPart(QString(100'000, u'x')).size() <= 4'000);
    QVERIFY(queryWords(searchedPart(u"漢字仮名"_s.repeated(25'000))).size() <= 4'000);
}

void QuerySyntaxTest::questionsAreToldFromKeywords_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("question");
    const auto row = [](const char *text, bool question) {
        QTest::newRow(text) << QString::fromUtf8(text) << question;
    };
    row("invoice 2024-117", false);
    row("2024-117", false);
    row("invoice 2024-117 acme corp", false);
    row("late fee", false);
    row("Rechnung März", false);
    row("合金", false);
    row("炭素の合金", false);
    row("счёт за март", false);
    row("", false);
    row("???", true);
    row("late fee?", true);
    row("late fee ？", true);
    row("رسوم التأخير؟", true);
    row("ποιος είναι;", true);
    row("ποιος είναι\xCD\xBE", true);
    row("late fee;", false);
    row("¿Cuánto cuesta", true);
    row("ինչ է սա՞", true);
    row("who signed", true);
    row("Who signed it", true);
    row("in which year", true);
    row("explain the fee", true);
    row("wer unterschrieb", true);
    row("Wie lange", true);
    row("erkläre die Gebühr", true);
    row("combien coûte", true);
    row("dónde está", true);
    row("quanto costa", true);
    row("onde fica", true);
    row("где ключ", true);
    row("什么是合金", true);
    row("合金とは何ですか", true);
    row("the treasurer reported a balance of 1,200 euros", true);
}

void QuerySyntaxTest::questionsAreToldFromKeywords() {
    QFETCH(QString, text);
    QFETCH(bool, question);
    QCOMPARE(looksLikeQuestion(text), question);
}

DOCCHAT_TEST(QuerySyntaxTest)

#include "querysyntax_test.moc"
