#include "ingest/chunk.h"

#include "index/sentences.h"
#include "testmain.h"

#include <random>

using namespace docchat;
using namespace docchat::ingest;
using namespace Qt::StringLiterals;

namespace {

/// The document's text and its passages, added page by page.
struct Cut {
    QString text;
    std::vector<qsizetype> starts;
    std::vector<Passage> passages;
};

Cut cut(const QStringList &pages, Chunker::Pages kind = Chunker::Pages::Printed) {
    Cut all;
    Chunker chunker(7, kind);
    auto take = [&](std::vector<Passage> more) {
        std::move(more.begin(), more.end(), std::back_inserter(all.passages));
    };
    for (qsizetype i = 0; i < pages.size(); ++i) {
        all.starts.push_back(chunker.nextPageStart());
        if (i > 0)
            all.text += u'\n';
        all.text += pages[i];
        take(chunker.add({int(i) + 1, {}, pages[i], {}, {}}));
    }
    take(chunker.finish());
    return all;
}

/// The passages of pages with the headings of their sections.
std::vector<Passage> cutWithHeadings(const std::vector<std::pair<QString, QString>> &pages) {
    std::vector<Passage> passages;
    Chunker chunker(7);
    Page page;
    for (const auto &[heading, text] : pages) {
        ++page.number;
        page.heading = heading;
        page.text = text;
        const auto more = chunker.add(page);
        passages.insert(passages.end(), more.begin(), more.end());
    }
    const auto rest = chunker.finish();
    passages.insert(passages.end(), rest.begin(), rest.end());
    return passages;
}

QString withoutSpace(const QString &text) {
    QString kept = text;
    kept.removeIf([](QChar c) { return c.isSpace(); });
    return kept;
}

QString paragraph(int words, const QString &sentence = u"The quick brown fox jumps over the lazy dog. "_s) {
    return sentence.repeated(words / 9 + 1).trimmed();
}

QString joined(const std::vector<Passage> &passages) {
    QString text;
    for (const auto &passage : passages)
        text += passage.text;
    return text;
}

/// What holds of every document; the first thing that does not, or nothing.
QString broken(const QStringList &pages) {
    const auto all = cut(pages);
    qsizetype end = 0;
    for (const auto &passage : all.passages) {
        const auto where = u" at %1–%2"_s.arg(passage.start).arg(passage.end);
        if (passage.start < end || passage.end > all.text.size() || passage.end <= passage.start)
            return u"overlap or bad range"_s + where;
        if (all.text.sliced(passage.start, passage.end - passage.start) != passage.text)
            return u"another text"_s + where;
        if (passage.text.trimmed() != passage.text)
            return u"space around it"_s + where;
        if (passage.document != 7)
            return u"another document"_s + where;
        auto pageOf = [&](qsizetype position) {
            return int(std::upper_bound(all.starts.begin(), all.starts.end(), position) - all.starts.begin());
        };
        if (passage.firstPage != pageOf(passage.start) || passage.lastPage != pageOf(passage.end - 1))
            return u"pages %1–%2"_s.arg(passage.firstPage).arg(passage.lastPage) + where;
        end = passage.end;
    }
    if (withoutSpace(joined(all.passages)) != withoutSpace(all.text))
        return u"text is lost or there twice"_s;
    qsizetype start = 0;
    for (qsizetype i = 0; i < pages.size(); ++i) {
        if (all.starts[size_t(i)] != start)
            return u"page %1 starts elsewhere"_s.arg(i + 1);
        start += pages[i].size() + 1;
    }
    return {};
}

qsizetype longest(const QStringList &pages) {
    qsizetype most = 0;
    for (const auto &passage : cut(pages).passages)
        most = std::max(most, passage.text.size());
    return most;
}

/// A text of random words, which can be changed sentence by sentence.
class Draft {
public:
    /// paragraphs: as many; sentences: at most so many in each.
    Draft(int paragraphs, int sentences, quint32 seed) : m_random(seed) {
        for (int i = 0; i < paragraphs; ++i) {
            m_paragraphs += QStringList();
            for (int k = below(sentences) + 1; k > 0; --k)
                m_paragraphs.last() += sentence();
        }
    }

    void insertSentence() {
        auto &paragraph = m_paragraphs[below(int(m_paragraphs.size()))];
        paragraph.insert(below(int(paragraph.size()) + 1), sentence());
    }

    void removeSentence() {
        auto &paragraph = m_paragraphs[below(int(m_paragraphs.size()))];
        if (paragraph.size() > 1)
            paragraph.removeAt(below(int(paragraph.size())));
    }

    [[nodiscard]] QString text() const {
        QStringList texts;
        for (const auto &paragraph : m_paragraphs)
            texts += paragraph.join(u' ');
        return texts.join(u"\n\n"_s);
    }

private:
    int below(int bound) { return int(m_random() % quint32(bound)); }

    QString sentence() {
        QStringList words;
        for (int i = 4 + below(25); i > 0; --i)
            words += QString::number(1000 + below(100000), 36);
        return words.join(u' ') + u'.';
    }

    std::mt19937 m_random;
    QList<QStringList> m_paragraphs;
};

/// How many passages of `after` are not in `before`.
qsizetype newPassages(const Draft &before, const Draft &after) {
    QSet<QString> known;
    for (const auto &passage : cut({before.text()}).passages)
        known.insert(passage.text);
    const auto passages = cut({after.text()}).passages;
    return std::count_if(passages.begin(), passages.end(),
                         [&](const Passage &passage) { return !known.contains(passage.text); });
}

} // namespace

class ChunkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPassageIsTheTextOfItsRange_data();
    void everyPassageIsTheTextOfItsRange();
    void everyPassageIsTheTextOfItsRangeInAnyDocument();
    void passagesAreNotTooLong_data();
    void passagesAreNotTooLong();
    void aSentenceGoesOnOverPrintedPagesAlone_data();
    void aSentenceGoesOnOverPrintedPagesAlone();
    void aSectionsFirstLineIsItsHeadingWhateverStandsBefore();
    void aParagraphThatFitsIsOnePassage();
    void smallParagraphsAreMerged();
    void aLongParagraphIsCutAtSentenceEnds();
    void aHeadingStaysWithWhatFollows();
    void everyPassageKnowsItsHeading();
    void aRowOfATableIsNoHeading();
    void aSectionThatBeginsOnAPageIsTheHeading();
    void aSectionThatTheTextHasNamedIsLeftToTheText();
    void aParagraphGoesOnOverAPage();
    void theEndOfASentenceAtAPagesEndEndsAParagraph();
    void passagesAreGivenAsSoonAsTheyAreComplete();
    void aSmallChangeLeavesMostPassagesAsTheyWere_data();
    void aSmallChangeLeavesMostPassagesAsTheyWere();
    void nothingGivesNothing_data();
    void nothingGivesNothing();
};

void ChunkTest::everyPassageIsTheTextOfItsRange_data() {
    QTest::addColumn<QStringList>("pages");
    QTest::newRow("a word") << QStringList{u"word"_s};
    QTest::newRow("paragraphs") << QStringList{u"One.\n\nTwo two.\n\nThree three three."_s};
    QTest::newRow("over pages") << QStringList{u"One goes"_s, u"on and ends. Two"_s, u"goes on"_s};
    QTest::newRow("empty pages between") << QStringList{{}, u"One."_s, {}, {}, u"Two."_s, {}};
    QTest::newRow("long paragraphs") << QStringList{paragraph(900) + u"\n\n"_s + paragraph(40) + u"\n\n"_s +
                                                    paragraph(700)};
    QTest::newRow("a long paragraph over pages") << QStringList{paragraph(300) + u" and"_s, paragraph(300)};
    QTest::newRow("headings") << QStringList{u"Title\n\nChapter one\n\n"_s + paragraph(60) +
                                             u"\n\nChapter two\n\n"_s + paragraph(500) +
                                             u"\n\nThe last heading"_s};
    QTest::newRow("only headings") << QStringList{u"One\n\nTwo\n\nThree"_s};
    QTest::newRow("Chinese") << QStringList{u"钢是铁和碳的合金。"_s.repeated(300), u"它很坚硬。"_s};
    QTest::newRow("Chinese without an end") << QStringList{u"钢是铁和碳的合金"_s.repeated(300)};
    QTest::newRow("beyond the basic plane") << QStringList{u"𠮷野家 😀. "_s.repeated(400).trimmed(), u"😀"_s};
    QTest::newRow("line feeds inside paragraphs")
        << QStringList{u"a verse\nof a poem\nwith lines\n\nand another"_s};
    QTest::newRow("space everywhere")
        << QStringList{u"  \n\n  One.  \n \n\n\n Two. \t "_s, u"   "_s, u" Three "_s};
    QTest::newRow("signs") << QStringList{u"* * *\n\n---\n\n"_s + QString(900, u'=') + u"\n\n…"_s};
    QTest::newRow("a heading and a line of signs")
        << QStringList{u"Heading\n\n"_s + u"_ "_s.repeated(900).trimmed()};
}

void ChunkTest::everyPassageIsTheTextOfItsRange() {
    QFETCH(QStringList, pages);
    QCOMPARE(broken(pages), QString());
}

void ChunkTest::everyPassageIsTheTextOfItsRangeInAnyDocument() {
    const QStringList parts{
        u"A heading"_s, u"Short."_s,     u"\n\n"_s,           u"\n"_s,       u" "_s,
        u"\n\n\n"_s,    paragraph(30),   paragraph(250),      u"no end"_s,   u"日本語。"_s,
        u"“Quoted.”"_s, u"12. Number"_s, QString(1200, u'x'), u"e.g. Dr. "_s};
    std::mt19937 random(20261120);
    for (int document = 0; document < 600; ++document) {
        QStringList pages;
        for (auto page = random() % 6 + 1; page > 0; --page) {
            QString text;
            for (auto part = random() % 9; part > 0; --part)
                text += parts[qsizetype(random() % size_t(parts.size()))];
            pages += text;
        }
        const auto what = broken(pages);
        QVERIFY2(what.isEmpty(),
                 qPrintable(what + u" in document %1: "_s.arg(document) + pages.join(u"|"_s)));
    }
}

void ChunkTest::passagesAreNotTooLong_data() {
    QTest::addColumn<QStringList>("pages");
    QStringList items;
    for (int i = 0; i < 100; ++i)
        items += u"an item of a list that has number %1"_s.arg(i);
    QTest::newRow("one long paragraph") << QStringList{paragraph(3000)};
    QTest::newRow("many small ones") << QStringList{u"Few words.\n\n"_s.repeated(500)};
    QTest::newRow("of all sizes") << QStringList{paragraph(10) + u"\n\n"_s + paragraph(130) + u"\n\n"_s +
                                                 paragraph(20) + u"\n\n"_s + paragraph(400) + u"\n\n"_s +
                                                 paragraph(30)};
    QTest::newRow("over pages") << QStringList(20, paragraph(100) + u" and so"_s);
    QTest::newRow("Chinese") << QStringList{u"钢是铁和碳的合金。"_s.repeated(1000)};
    QTest::newRow("a list of lines without an end") << QStringList{items.join(u"\n\n"_s)};
}

void ChunkTest::passagesAreNotTooLong() {
    QFETCH(QStringList, pages);
    QVERIFY2(longest(pages) <= 1050, qPrintable(u"%1 code units"_s.arg(longest(pages))));
}

void ChunkTest::aSentenceGoesOnOverPrintedPagesAlone_data() {
    QTest::addColumn<QStringList>("pages");
    QTest::addColumn<QString>("first"); // of the passage's sentences
    QTest::addColumn<bool>("sections");
    const QStringList book{u"The long bridge was"_s, u"built of oak in 1932."_s};
    const QStringList mails{u"The turbines come in May.\n\nKind regards\nAnn"_s,
                            u"From: Bob\nThey came in June."_s};
    const QStringList chapters{u"Europe had 15.0"_s, u"Decisions\nNothing was decided."_s};
    QTest::newRow("a book") << book << u"The long bridge was\nbuilt of oak in 1932."_s << false;
    QTest::newRow("mails") << mails << u"Kind regards\nAnn"_s << true;
    QTest::newRow("chapters") << chapters << u"Europe had 15.0"_s << true;
}

void ChunkTest::aSentenceGoesOnOverPrintedPagesAlone() {
    QFETCH(QStringList, pages);
    QFETCH(QString, first);
    QFETCH(bool, sections);
    const auto all = cut(pages, sections ? Chunker::Pages::Sections : Chunker::Pages::Printed);
    QCOMPARE(all.passages.size(), size_t(1)); // they are small
    const auto &text = all.passages.front().text;
    QStringList sentences;
    for (const auto &range : index::sentences(text))
        sentences += text.sliced(range.start, range.end - range.start).trimmed();
    QVERIFY2(sentences.contains(first), qPrintable(sentences.join(u'|')));
    QCOMPARE(all.starts, (std::vector<qsizetype>{0, pages.first().size() + 1}));
    QCOMPARE(all.passages.front().end, pages.first().size() + 1 + pages.last().size());
}

void ChunkTest::aSectionsFirstLineIsItsHeadingWhateverStandsBefore() {
    const auto all =
        cut({u"Kind regards\nAnn"_s, u"Decisions\n\n"_s + paragraph(300)}, Chunker::Pages::Sections);
    QCOMPARE(all.passages.back().heading, u"Decisions"_s);
}

void ChunkTest::aParagraphThatFitsIsOnePassage() {
    const auto a = paragraph(120);
    const auto b = paragraph(110, u"Bread is baked in the morning by the baker. "_s);
    QVERIFY(a.size() < 800 && b.size() < 800 && a.size() + b.size() > 800);
    const auto passages = cut({a + u"\n\n"_s + b}).passages;
    QCOMPARE(passages.size(), size_t(2));
    QCOMPARE(passages[0].text, a);
    QCOMPARE(passages[1].text, b);
}

void ChunkTest::smallParagraphsAreMerged() {
    const auto passages = cut({u"One.\n\nTwo.\n\nThree."_s}).passages;
    QCOMPARE(passages.size(), size_t(1));
    QCOMPARE(passages[0].text, u"One.\n\nTwo.\n\nThree."_s);
}

void ChunkTest::aLongParagraphIsCutAtSentenceEnds() {
    const auto passages = cut({paragraph(900)}).passages;
    QVERIFY(passages.size() > 4);
    for (const auto &passage : passages) {
        QVERIFY2(passage.text.startsWith(u"The quick"_s), qPrintable(passage.text.left(30)));
        QVERIFY2(passage.text.endsWith(u"lazy dog."_s), qPrintable(passage.text.right(30)));
        QVERIFY(passage.text.size() > 200);
    }
}

void ChunkTest::aHeadingStaysWithWhatFollows() {
    const auto body = paragraph(150);
    QVERIFY(body.size() < 800);
    const auto passages = cut({paragraph(120) + u"\n\nOn foxes\n\n"_s + body}).passages;
    QCOMPARE(passages.size(), size_t(2));
    QCOMPARE(passages[1].text, u"On foxes\n\n"_s + body);
    const auto longer = cut({u"On foxes\n\n"_s + paragraph(900)}).passages;
    QVERIFY(longer[0].text.startsWith(u"On foxes\n\nThe quick"_s));
}

void ChunkTest::everyPassageKnowsItsHeading() {
    const auto passages =
        cut({u"On  foxes\n\n"_s + paragraph(150) + u"\n\nOn dogs\n\n"_s + paragraph(400)}).passages;
    QVERIFY(passages.size() >= 3);
    QCOMPARE(passages.front().heading, u"On foxes"_s);
    for (size_t i = 1; i < passages.size(); ++i)
        QCOMPARE(passages[i].heading, u"On dogs"_s);
    QCOMPARE(cut({paragraph(50)}).passages.front().heading, QString());
}

void ChunkTest::aRowOfATableIsNoHeading() {
    const auto passages = cut({u"Prices\n\nApple\t1.20\n\nPear\t2.30\n\n"_s + paragraph(300)}).passages;
    for (const auto &passage : passages)
        QCOMPARE(passage.heading, u"Prices"_s);
}

void ChunkTest::aSectionThatBeginsOnAPageIsTheHeading() {
    const auto passages = cutWithHeadings({{u"On foxes"_s, paragraph(100)},
                                           {u"On foxes"_s, paragraph(100)},
                                           {u"On dogs"_s, paragraph(100)},
                                           {u"On dogs"_s, u"Of their tails\n\n"_s + paragraph(100)},
                                           {{}, paragraph(100)}});
    QStringList headings;
    for (const auto &passage : passages)
        headings += u"%1 %2"_s.arg(passage.firstPage).arg(passage.heading);
    QCOMPARE(headings, QStringList({u"1 On foxes"_s, u"2 On foxes"_s, u"3 On dogs"_s, u"4 Of their tails"_s,
                                    u"5 Of their tails"_s}));
}

void ChunkTest::aSectionThatTheTextHasNamedIsLeftToTheText() {
    const auto passages = cutWithHeadings(
        {{u"On foxes"_s, paragraph(150) + u"\n\n2 On Dogs\n\nTheir tails\n\n"_s + paragraph(100)},
         {u"On dogs"_s, paragraph(100)},
         {u"On cats"_s, paragraph(100)}});
    QCOMPARE(passages.front().heading, u"On foxes"_s);
    QCOMPARE(passages[passages.size() - 2].firstPage, 2);
    QCOMPARE(passages[passages.size() - 2].heading, u"Their tails"_s);
    QCOMPARE(passages.back().heading, u"On cats"_s);
}

void ChunkTest::aParagraphGoesOnOverAPage() {
    const auto passages =
        cut({paragraph(30) + u" The sentence goes"_s, u"on here. "_s + paragraph(20)}).passages;
    QCOMPARE(passages.size(), size_t(1));
    QCOMPARE(passages[0].firstPage, 1);
    QCOMPARE(passages[0].lastPage, 2);
    QVERIFY(passages[0].text.contains(u"sentence goes\non here."_s));
}

void ChunkTest::theEndOfASentenceAtAPagesEndEndsAParagraph() {
    const auto passages = cut({paragraph(120), paragraph(130)}).passages;
    QCOMPARE(passages.size(), size_t(2));
    QCOMPARE(passages[0].lastPage, 1);
    QCOMPARE(passages[1].firstPage, 2);
}

void ChunkTest::passagesAreGivenAsSoonAsTheyAreComplete() {
    Chunker chunker(1);
    size_t early = 0;
    for (int page = 1; page <= 50; ++page)
        early += chunker.add({page, {}, paragraph(300), {}, {}}).size();
    QVERIFY(early >= 90);
    QVERIFY(chunker.finish().size() <= 3);
}

void ChunkTest::aSmallChangeLeavesMostPassagesAsTheyWere_data() {
    QTest::addColumn<int>("paragraphs");
    QTest::addColumn<int>("sentences");
    QTest::newRow("lines of one sentence") << 1000 << 1;
    QTest::newRow("small paragraphs") << 500 << 3;
    QTest::newRow("usual paragraphs") << 200 << 12;
    QTest::newRow("long paragraphs") << 50 << 60;
    QTest::newRow("one paragraph without an end") << 1 << 1000;
}

void ChunkTest::aSmallChangeLeavesMostPassagesAsTheyWere() {
    QFETCH(int, paragraphs);
    QFETCH(int, sentences);
    constexpr int changes = 40;
    qsizetype most = 0;
    qsizetype sum = 0;
    for (int i = 0; i < changes; ++i) {
        const Draft before(paragraphs, sentences, quint32(i));
        auto after = before;
        i % 2 ? after.insertSentence() : after.removeSentence();
        const auto count = newPassages(before, after);
        sum += count;
        most = std::max(most, count);
    }
    const auto figures = u"%1 new passages a change, at most %2"_s.arg(double(sum) / changes).arg(most);
    QVERIFY2(sum <= 3 * changes && most <= 12, qPrintable(figures));
}

void ChunkTest::nothingGivesNothing_data() {
    QTest::addColumn<QStringList>("pages");
    QTest::newRow("no pages") << QStringList{};
    QTest::newRow("an empty page") << QStringList{QString()};
    QTest::newRow("white space") << QStringList{u" \n\n\t"_s, u"\n"_s};
}

void ChunkTest::nothingGivesNothing() {
    QFETCH(QStringList, pages);
    QVERIFY(cut(pages).passages.empty());
}

DOCCHAT_TEST(ChunkTest)

#include "chunk_test.moc"
