#include "index/matches.h"

#include "index/collections.h"
#include "index/search.h"

#include "indextest.h"
#include "testmain.h"
#include "vectortest.h"

#include <QElapsedTimer>

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

using Kind = QueryFilter::Kind;

class MatchesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void documentsAreChosenByNameTypeAndDate_data();
    void documentsAreChosenByNameTypeAndDate();
    void theScopeIsNarrowedFurther();
    void collectionsNarrowTheScope();
    void aCollectionWithoutDocumentsIsASentence();
    void anUnknownCollectionIsASentence();
    void passagesHoldThePhrasesAndNoExcludedWord_data();
    void passagesHoldThePhrasesAndNoExcludedWord();
    void aPhraseIsFoundBehindManyBetterPassages();
    void vectorsBringInNothingThatAFilterLeavesOut();
    void everyMatchIsCountedAndGrouped();
    void aBoundedNumberIsFetched();
    void withoutAllWordsSomeAreEnough();
    void aStoppedSearchEnds();
    void whatCannotBeLookedUpIsASentence_data();
    void whatCannotBeLookedUpIsASentence();
    void anyTextIsLookedUp_data();
    void anyTextIsLookedUp();
    void aSnippetShowsTheWords_data();
    void aSnippetShowsTheWords();
    void marksOfASnippetAreWords();
};

namespace {

QStringList textsOf(const Found &found) {
    QStringList texts;
    for (const auto &hit : found.hits)
        texts += hit.passage.text;
    return texts;
}

Query queryOf(const QString &typed) {
    const auto parsed = parseQuery(typed);
    Query query{parsed.question};
    query.phrases = parsed.values(Kind::Phrase);
    query.excludedWords = parsed.values(Kind::Without);
    return query;
}

/// The passages that a search and the list of matches give, which must be the same.
QStringList foundBy(Library &library, const QString &typed) {
    auto texts = textsOf(search(library.database, queryOf(typed)));
    QStringList listed;
    for (const auto &document : findMatches(library.database, typed, {}, 1'000).documents) {
        for (const auto &match : document.matches)
            listed += match.text;
    }
    texts.sort();
    listed.sort();
    return texts == listed ? texts
                           : QStringList{u"search: "_s + texts.join(u'|'), u"listed: "_s + listed.join(u'|')};
}

void setDocument(Library &library, DocumentId id, DocumentKind kind, const QDate &added) {
    setOpened(library.database, id, kind, 1);
    library.database.prepare("UPDATE document SET added_at=?2 WHERE id=?1")
        .bind(id, QDateTime(added, QTime(12, 0)).toMSecsSinceEpoch())
        .run();
}

} // namespace

void MatchesTest::documentsAreChosenByNameTypeAndDate_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("names");
    const auto row = [](const char *typed, const char *names) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(names);
    };
    const char *all = "Annual Report 2023.pdf, Budget.xlsx, Müller.docx, notes.md";
    row("steel", all);
    row("file:report steel", "Annual Report 2023.pdf");
    row("file:\"annual  report\" steel", "Annual Report 2023.pdf");
    row("file:muller steel", "Müller.docx");
    row("file:2023 file:annual steel", "Annual Report 2023.pdf");
    row("file:2023 file:budget steel", "");
    row("type:pdf steel", "Annual Report 2023.pdf");
    row("type:word steel", "Müller.docx");
    row("type:pdf type:excel steel", "Annual Report 2023.pdf, Budget.xlsx");
    row("after:2024 steel", "Budget.xlsx, Müller.docx, notes.md");
    row("after:2024-05 steel", "Budget.xlsx, Müller.docx, notes.md");
    row("after:2024-05-02 steel", "Müller.docx, notes.md");
    row("before:2024-05-01 steel", "Annual Report 2023.pdf");
    row("before:2024-05-02 steel", "Annual Report 2023.pdf, Budget.xlsx");
    row("after:2024 before:2025 steel", "Budget.xlsx");
    row("type:pdf after:2030 steel", "");
    row("type:html steel", "");
}

void MatchesTest::documentsAreChosenByNameTypeAndDate() {
    QFETCH(QString, typed);
    QFETCH(QString, names);
    Library library;
    setDocument(library, library.add(u"Annual Report 2023.pdf"_s, {u"Steel one."_s}), DocumentKind::Pdf,
                {2023, 12, 31});
    setDocument(library, library.add(u"Budget.xlsx"_s, {u"Steel two."_s}), DocumentKind::Xlsx, {2024, 5, 1});
    setDocument(library, library.add(u"Müller.docx"_s, {u"Steel three."_s}), DocumentKind::Docx,
                {2025, 1, 1});
    setDocument(library, library.add(u"notes.md"_s, {u"Steel four."_s}), DocumentKind::Markdown,
                {2025, 6, 1});
    const auto matches = findMatches(library.database, typed, {}, 1'000);
    QStringList found;
    for (const auto &document : matches.documents)
        found += document.name;
    found.sort();
    QCOMPARE(found.join(u", "_s), names);
    QCOMPARE(matches.problem.isEmpty(), !names.isEmpty());
}

void MatchesTest::theScopeIsNarrowedFurther() {
    Library library;
    const auto a = library.add(u"a.txt"_s, {u"Steel."_s});
    const auto b = library.add(u"b.txt"_s, {u"Steel."_s});
    const auto asked = [&](const QString &typed, const QList<DocumentId> &scope) {
        return documentsFor(library.database, parseQuery(typed), scope);
    };
    QCOMPARE(asked(u"steel"_s, {}), std::nullopt);
    QCOMPARE(asked(u"steel"_s, {b}), QList<DocumentId>{b});
    QCOMPARE(asked(u"file:txt steel"_s, {a, b}), (QList<DocumentId>{a, b}));
    QCOMPARE(asked(u"file:a. steel"_s, {b}), QList<DocumentId>());
    QCOMPARE(findMatches(library.database, u"file:a. steel"_s, {{b}}, 10).problem,
             u"None of the chosen documents matches file:a."_s);
}

void MatchesTest::collectionsNarrowTheScope() {
    Library library;
    const auto a = library.add(u"a.txt"_s, {u"Steel."_s});
    const auto b = library.add(u"b.txt"_s, {u"Steel."_s});
    const auto c = library.add(u"c.txt"_s, {u"Steel."_s});
    const auto bikes = *createCollection(library.database, u"Bikes"_s);
    const auto boats = *createCollection(library.database, u"Old boats"_s);
    addToCollection(library.database, bikes, {a, b});
    addToCollection(library.database, boats, {b, c});
    const auto asked = [&](const QString &typed, const Scope &scope) {
        return documentsFor(library.database, parseQuery(typed), scope).value_or(QList<DocumentId>{-1});
    };
    using Ids = QList<DocumentId>;
    QCOMPARE(asked(u"steel"_s, {}), Ids{-1}); // all
    QCOMPARE(asked(u"steel"_s, {{}, bikes}), (Ids{a, b}));
    QCOMPARE(asked(u"steel"_s, {{b, c}, bikes}), Ids{b});
    QCOMPARE(asked(u"collection:BIKES steel"_s, {}), (Ids{a, b}));
    QCOMPARE(asked(u"collection:\"old boats\" steel"_s, {}), (Ids{b, c}));
    QCOMPARE(asked(u"collection:bikes steel"_s, {{b, c}}), Ids{b});
    QCOMPARE(asked(u"collection:bikes steel"_s, {{}, boats}), Ids{b});
    QCOMPARE(asked(u"collection:bikes collection:\"old boats\" steel"_s, {}), (Ids{a, b, c}));
    QCOMPARE(asked(u"collection:bikes file:a. steel"_s, {}), Ids{a});
    QCOMPARE(asked(u"collection:ships steel"_s, {}), Ids());
    const auto found = findMatches(library.database, u"steel collection:bikes"_s, {{}, boats}, 10);
    QCOMPARE(found.total, 1);
    QCOMPARE(found.documents.front().document, b);
}

void MatchesTest::aCollectionWithoutDocumentsIsASentence() {
    Library library;
    const auto a = library.add(u"a.txt"_s, {u"Steel."_s});
    const auto empty = *createCollection(library.database, u"Empty"_s);
    const auto problem = [&](const QString &typed, const Scope &scope) {
        return findMatches(library.database, typed, scope, 10).problem;
    };
    QCOMPARE(problem(u"steel"_s, {{}, empty}), u"The collection “Empty” holds no documents yet."_s);
    QCOMPARE(problem(u"steel"_s, {{a}, empty}),
             u"None of the chosen documents is in the collection “Empty”."_s);
    QCOMPARE(problem(u"steel type:txt"_s, {{}, empty}),
             u"No document in the collection “Empty” matches type:txt."_s);
    QCOMPARE(problem(u"steel collection:empty"_s, {}), u"No document matches collection:empty."_s);
    QCOMPARE(problem(u"steel"_s, {{}, 99}), u"The collection is not there any more."_s);
}

void MatchesTest::anUnknownCollectionIsASentence() {
    Library library;
    library.add(u"a.txt"_s, {u"Steel."_s});
    const auto problem = [&](const QString &typed) {
        return findMatches(library.database, typed, {}, 10).problem;
    };
    QCOMPARE(problem(u"steel collection:Bikes"_s), u"There is no collection “Bikes”: none was made yet."_s);
    std::ignore = createCollection(library.database, u"Boats"_s);
    QCOMPARE(problem(u"steel collection:Bikes"_s), u"There is no collection “Bikes”. There is “Boats”."_s);
    for (const auto &name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s})
        std::ignore = createCollection(library.database, name);
    QCOMPARE(problem(u"collection:\"My bikes\" steel"_s),
             u"There is no collection “My bikes”. There are “a”, “b”, “Boats”, “c”, “d” and 1 more."_s);
}

void MatchesTest::passagesHoldThePhrasesAndNoExcludedWord_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("pages");
    QTest::addColumn<QStringList>("found");
    const QStringList pages{u"The annual report of the club."_s, u"A report that is annual."_s,
                            u"Annual\n  RÉPORT, again."_s, u"The annual reports."_s};
    QTest::newRow("a phrase") << u"\"annual report\""_s << pages << QStringList{pages[0], pages[2]};
    QTest::newRow("a phrase with accents")
        << u"\"Ánnual report\""_s << pages << QStringList{pages[0], pages[2]};
    QTest::newRow("a phrase and a word") << u"club \"annual report\""_s << pages << QStringList{pages[0]};
    QTest::newRow("a word left out") << u"annual -club"_s << pages << pages.mid(1);
    QTest::newRow("a word in another form") << u"annual -clubs"_s << pages << pages.mid(1);
    QTest::newRow("a phrase left out") << u"annual -\"annual report\""_s << pages << QStringList{pages[1]};
    QTest::newRow("both") << u"\"annual report\" -club"_s << pages << QStringList{pages[2]};
    QTest::newRow("nothing left") << u"\"report annual\""_s << pages << QStringList();
    const QStringList signs{u"It's a 3:1 ratio."_s, u"Three to one: 31."_s};
    QTest::newRow("signs in a phrase") << u"\"3:1 ratio\""_s << signs << QStringList{signs[0]};
    const QStringList chinese{u"我在东京大学学习。"_s, u"东京很大。"_s, u"请见第3章节。"_s};
    QTest::newRow("Chinese") << u"\"东京大学\""_s << chinese << QStringList{chinese[0]};
    QTest::newRow("Chinese left out") << u"东京 -大学"_s << chinese << QStringList{chinese[1]};
    QTest::newRow("one character left out") << u"东京 -很"_s << chinese << QStringList{chinese[0]};
    const QStringList thai{u"เหล็กกล้าเป็นโลหะผสม"_s, u"ทองเหลือง"_s};
    QTest::newRow("Thai") << u"\"โลหะผสม\""_s << thai << QStringList{thai[0]};
}

void MatchesTest::passagesHoldThePhrasesAndNoExcludedWord() {
    QFETCH(QString, typed);
    QFETCH(QStringList, pages);
    QFETCH(QStringList, found);
    Library library;
    library.add(u"a.txt"_s, pages);
    found.sort();
    // The two lists agree where there is one word beside the phrase at most; where they do not, foundBy()
    // says so.
    if (typed == u"club \"annual report\""_s) {
        QCOMPARE(findMatches(library.database, typed, {}, 10).total, 1);
        return;
    }
    QCOMPARE(foundBy(library, typed), found);
}

void MatchesTest::aPhraseIsFoundBehindManyBetterPassages() {
    Library library;
    QStringList pages;
    for (int i = 0; i < 900; ++i)
        pages += u"Key lost, key lost, lost key s, key: lost. Number %1."_s.arg(i);
    pages +=
        u"At the very end of a long and winding passage about many other matters of the house, the garden, "
        "the boat and the lantern, somebody mentions a key that opens the lost door."_s;
    library.add(u"a.txt"_s, pages);
    const auto found = textsOf(search(library.database, queryOf(u"lost \"key that opens\""_s)));
    QCOMPARE(found, QStringList{pages.last()});
    const auto left = textsOf(search(library.database, queryOf(u"lost key -number"_s)));
    QCOMPARE(left, QStringList{pages.last()});
}

void MatchesTest::vectorsBringInNothingThatAFilterLeavesOut() {
    Library library;
    QStringList pages;
    for (int i = 0; i < 120; ++i)
        pages += u"Automobile number %1."_s.arg(i);
    pages += u"A vehicle of the club."_s;
    library.add(u"a.txt"_s, pages);
    auto query = queryOf(u"car -automobile"_s);
    query.model = modelId(library.database, u"m"_s, 2);
    for (int i = 1; i <= int(pages.size()); ++i)
        addEmbedding(library.database, i, query.model, {1, i == int(pages.size()) ? 0.5F : 0.1F});
    query.vector = {1, 0};
    QCOMPARE(textsOf(search(library.database, query)), QStringList{pages.last()});
}

void MatchesTest::everyMatchIsCountedAndGrouped() {
    Library library;
    library.add(u"a.txt"_s, {u"Steel and iron."_s, u"Wood."_s, u"Iron, and the steels of old."_s});
    library.add(u"b.txt"_s, {u"Iron alone."_s, u"Steel, iron."_s});
    library.add(u"c.txt"_s, {u"Steel alone."_s});
    const auto matches = findMatches(library.database, u"steel iron"_s, {}, 100);
    QCOMPARE(matches.total, 3);
    QCOMPARE(matches.fetched, 3);
    QVERIFY(!matches.someWords);
    QCOMPARE(matches.documents.size(), size_t(2));
    for (const auto &document : matches.documents) {
        QCOMPARE(document.total, document.name == u"a.txt"_s ? 2 : 1);
        QCOMPARE(document.matches.size(), size_t(document.total));
        for (const auto &match : document.matches) {
            QCOMPARE(textOf(library.database, document.document, match.start, match.end), match.text);
            QCOMPARE(match.snippet.marks.size(), size_t(2));
            QVERIFY(!match.place.isEmpty());
        }
        QVERIFY(std::is_sorted(document.matches.begin(), document.matches.end(),
                               [](const Match &a, const Match &b) { return a.start < b.start; }));
    }
}

void MatchesTest::aBoundedNumberIsFetched() {
    Library library;
    QStringList pages;
    for (int i = 0; i < 40; ++i)
        pages += u"Steel beam number %1."_s.arg(i);
    library.add(u"a.txt"_s, pages);
    const auto matches = findMatches(library.database, u"steel"_s, {}, 7);
    QCOMPARE(matches.total, 40);
    QCOMPARE(matches.fetched, 7);
    QCOMPARE(matches.documents.front().total, 40);
    QCOMPARE(matches.documents.front().matches.size(), size_t(7));
}

void MatchesTest::withoutAllWordsSomeAreEnough() {
    Library library;
    library.add(u"a.txt"_s, {u"Steel."_s, u"Iron."_s, u"Wood."_s});
    const auto matches = findMatches(library.database, u"steel iron"_s, {}, 10);
    QCOMPARE(matches.total, 2);
    QVERIFY(matches.someWords);
    QVERIFY(!findMatches(library.database, u"zinc copper"_s, {}, 10).someWords);
}

void MatchesTest::aStoppedSearchEnds() {
    Library library;
    QStringList pages;
    for (int i = 0; i < 3'000; ++i)
        pages += u"Steel %1."_s.arg(i);
    library.add(u"a.txt"_s, pages);
    int asked = 0;
    const auto matches = findMatches(library.database, u"steel"_s, {}, 3'000, [&] { return ++asked < 3; });
    QCOMPARE(asked, 3);
    QCOMPARE(matches.fetched, 0);
}

void MatchesTest::whatCannotBeLookedUpIsASentence_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("problem");
    QTest::newRow("no document") << u"steel type:pdf after:2030"_s
                                 << u"No document matches type:pdf after:2030."_s;
    QTest::newRow("empty") << QString() << u"There is no word in it to look for."_s;
    QTest::newRow("white space") << u" \n"_s << u"There is no word in it to look for."_s;
    QTest::newRow("emoji") << u"😀🎉"_s << u"There is no word in it to look for."_s;
    QTest::newRow("signs") << u"?! *"_s << u"There is no word in it to look for."_s;
    QTest::newRow("half a pair") << QString(QChar(0xDC00)) << u"There is no word in it to look for."_s;
    QTest::newRow("filters alone") << u"type:txt -cedar"_s
                                   << u"There is no word to look for beside type:txt -cedar."_s;
    QTest::newRow("a word") << u"steel"_s << QString();
    QTest::newRow("a phrase") << u"\"steel\""_s << QString();
    QTest::newRow("stop words") << u"what is the"_s << QString();
}

void MatchesTest::whatCannotBeLookedUpIsASentence() {
    QFETCH(QString, typed);
    QFETCH(QString, problem);
    Library library;
    library.add(u"a.txt"_s, {u"Steel is what it is."_s});
    QCOMPARE(findMatches(library.database, typed, {}, 10).problem, problem);
}

void MatchesTest::anyTextIsLookedUp_data() {
    QTest::addColumn<QString>("typed");
    QTest::newRow("empty") << QString();
    QTest::newRow("a letter") << u"s"_s;
    QTest::newRow("100,000 letters") << QString(100'000, u's');
    QTest::newRow("100,000 characters of words") << u"steel iron zinc %1 "_s.repeated(5'600);
    QStringList different;
    for (int i = 0; i < 15'000; ++i)
        different += u"w%1"_s.arg(i);
    QTest::newRow("15,000 different words") << different.join(u' ');
    QTest::newRow("100,000 quotes") << QString(100'000, u'"');
    QTest::newRow("100,000 Chinese characters") << u"東京大学物理"_s.repeated(16'700);
    QTest::newRow("many filters") << u"-ab \"c d\" file:e "_s.repeated(50);
    QTest::newRow("stop words") << u"what is the of and"_s;
    QTest::newRow("emoji") << u"😀🎉👩‍👩‍👧"_s;
    QTest::newRow("mixed scripts") << u"steel 鋼 сталь فولاذ เหล็ก χάλυβας"_s;
    QTest::newRow("a lone high surrogate") << QString(u"steel "_s + QChar(0xD83D) + u" x"_s);
    QTest::newRow("a lone low surrogate in a phrase") << QString(u"\"steel "_s + QChar(0xDE00) + u" x\""_s);
    QTest::newRow("a lone surrogate left out") << QString(u"steel -x"_s + QChar(0xDE00));
    QTest::newRow("a zero character") << QString(u"\"steel\0iron\" -a\0b"_s);
    QTest::newRow("FTS syntax") << u"steel AND OR NOT NEAR(a b, 2) * ^ ( ) : \" {text}:"_s;
    QTest::newRow("FTS syntax in filters") << u"\"NEAR(a b, 2)\" -\"a\"\" OR b\" steel*"_s;
}

/// With no document, one without text, one passage, and some: nothing throws, nothing takes long.
void MatchesTest::anyTextIsLookedUp() {
    QFETCH(QString, typed);
    for (const int passages : {-1, 0, 1, 30}) {
        Library library;
        QStringList pages;
        for (int i = 0; i < passages; ++i)
            pages += u"Steel beam s%1, iron and zinc 東京大学."_s.arg(i);
        if (passages >= 0)
            library.add(u"a.txt"_s, pages);
        QElapsedTimer timer;
        timer.start();
        const auto found = search(library.database, queryOf(typed));
        const auto matches = findMatches(library.database, typed, {}, 1'000);
        QVERIFY2(timer.elapsed() < 20'000, "it was cut to a bounded number of words");
        QVERIFY(found.hits.size() <= size_t(std::max(0, passages)));
        QVERIFY(matches.total <= std::max(0, passages));
    }
}

void MatchesTest::aSnippetShowsTheWords_data() {
    QTest::addColumn<QString>("passage");
    QTest::addColumn<QString>("terms");
    QTest::addColumn<QString>("shown");
    const auto filler = u"Nothing of any interest stands in this sentence. "_s;
    QTest::newRow("short") << u"The late  fee\nis two euros."_s << u"fee late"_s
                           << u"The [late] [fee] is two euros."_s;
    QTest::newRow("a form") << u"Two fees, three FEES."_s << u"fee"_s << u"Two [fees], three [FEES]."_s;
    QTest::newRow("none") << u"Two fees."_s << u"key"_s << u"Two fees."_s;
    QTest::newRow("Chinese") << u"我在东京大学学习。"_s << u"东京 京大"_s << u"我在[东京大]学学习。"_s;
    QTest::newRow("empty") << QString() << u"key"_s << QString();
    QTest::newRow("in the middle")
        << filler.repeated(5) + u"The late fee is small. "_s + filler.repeated(5) << u"fee late"_s
        << u"…of any interest stands in this sentence. The [late] [fee] is small. "
           "Nothing of any interest stands in this sentence. Nothing of any interest stands in this sentence. Nothing of any…"_s;
}

void MatchesTest::aSnippetShowsTheWords() {
    QFETCH(QString, passage);
    QFETCH(QString, terms);
    QFETCH(QString, shown);
    const auto snippet = snippetOf(passage, {terms.split(u' ')});
    auto text = snippet.text;
    for (auto mark = snippet.marks.rbegin(); mark != snippet.marks.rend(); ++mark)
        text.insert(mark->end, u']').insert(mark->start, u'[');
    QVERIFY(snippet.text.size() <= 182);
    if (text != shown) // where exactly it is cut is not promised
        QVERIFY2(passage.size() > 200 && text.startsWith(u'…') && text.endsWith(u'…') &&
                     text.contains(u"The [late] [fee] is small."_s),
                 qPrintable(text));
}

void MatchesTest::marksOfASnippetAreWords() {
    const auto passage = (u"😀 𠮷野家 steel ﬁne "_s).repeated(60);
    for (qsizetype length = 20; length < 120; ++length) {
        const auto snippet = snippetOf(passage, {{u"steel"_s, u"𠮷野"_s}}, length);
        QVERIFY(snippet.text == QString::fromUtf8(snippet.text.toUtf8())); // no half pair
        for (const auto &mark : snippet.marks) {
            const auto word = snippet.text.mid(mark.start, mark.length());
            QVERIFY2(word == u"steel"_s || word == u"𠮷野"_s, qPrintable(word));
        }
    }
}

DOCCHAT_TEST(MatchesTest)

#include "matches_test.moc"
