#include "document/readers/pagetext.h"

#include "testmain.h"

#include "model/layout.h"

#include <QRandomGenerator>

using namespace docchat;
using namespace docchat::document;
using namespace Qt::StringLiterals;

namespace {

constexpr QSizeF pageSize(600, 800);
using Words = std::vector<FoundWord>;

/// A line of text at x, y (its top), each character 5 wide and 10 high.
Words lineAt(double x, double y, const QString &text) {
    Words words;
    for (const auto &part : text.split(u' ')) {
        FoundWord word{part, {}, true, false};
        for (qsizetype i = 0; i < part.size(); ++i, x += 5)
            word.boxes.emplace_back(x, y, 5, 10);
        words.push_back(word);
        x += 5;
    }
    words.back().spaceAfter = false;
    words.back().endsLine = true;
    return words;
}

void append(Words &words, const Words &more) {
    words.insert(words.end(), more.begin(), more.end());
}

/// Lines under each other, `pitch` apart; an empty one leaves its place blank.
Words columnAt(double x, double y, const QStringList &lines, double pitch = 14) {
    Words words;
    for (const auto &line : lines) {
        if (!line.isEmpty())
            append(words, lineAt(x, y, line));
        y += pitch;
    }
    return words;
}

/// Columns side by side as poppler gives them: one after the other.
Words columns(const QList<QStringList> &texts, double width = 120, double y = 200) {
    Words words;
    double x = 60;
    for (const auto &text : texts) {
        append(words, columnAt(x, y, text));
        x += width;
    }
    return words;
}

QString textOf(const Words &words) {
    return PageTextBuilder().build(1, pageSize, words).text;
}

const QStringList fruit{u"Fruit"_s, u"Apple"_s, u"Pear"_s, u"Plum"_s};
const QStringList price{u"Price"_s, u"1.20"_s, u"2.30"_s, u"0.80"_s};
const QStringList stock{u"Stock"_s, u"120"_s, u"7"_s, u"35"_s};
const QString rows = u"Fruit\tPrice\tStock\n\nApple\t1.20\t120\n\nPear\t2.30\t7\n\nPlum\t0.80\t35"_s;

} // namespace

class TablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cellsAreReadRowByRow() { QCOMPARE(textOf(columns({fruit, price, stock})), rows); }

    void twoColumnsAreATableIfOneIsOfNumbers() {
        QCOMPARE(textOf(columns({fruit, price})),
                 u"Fruit\tPrice\n\nApple\t1.20\n\nPear\t2.30\n\nPlum\t0.80"_s);
    }

    void aTableOfWordsIsOneToo() {
        const QStringList colour{u"Colour"_s, u"Green"_s, u"Yellow"_s, u"Blue"_s};
        const QStringList month{u"Harvested"_s, u"October"_s, u"August"_s, u"July"_s};
        QCOMPARE(textOf(columns({fruit, colour, month})),
                 u"Fruit\tColour\tHarvested\n\nApple\tGreen\tOctober\n\n"
                 "Pear\tYellow\tAugust\n\nPlum\tBlue\tJuly"_s);
    }

    void rowsThatAreGivenAsLinesAreCutIntoCells() {
        Words words;
        for (int row = 0; row < 4; ++row) {
            auto line = lineAt(60, 200 + row * 14, fruit[row]);
            line.back().endsLine = false;
            line.back().spaceAfter = true;
            append(words, line);
            append(words, lineAt(180, 200 + row * 14, price[row]));
        }
        QCOMPARE(textOf(words), u"Fruit\tPrice\n\nApple\t1.20\n\nPear\t2.30\n\nPlum\t0.80"_s);
    }

    void numbersMayStandAtTheRight() {
        Words words = columns({fruit});
        const QStringList numbers{u"Price"_s, u"1,200.00"_s, u"30.00"_s, u"5.00"_s};
        for (int row = 0; row < 4; ++row)
            append(words, lineAt(300 - 5.0 * double(numbers[row].size()), 200 + row * 14, numbers[row]));
        QCOMPARE(textOf(words), u"Fruit\tPrice\n\nApple\t1,200.00\n\nPear\t30.00\n\nPlum\t5.00"_s);
    }

    void anEmptyCellKeepsItsPlace() {
        auto gap = price;
        gap[2].clear();
        QCOMPARE(textOf(columns({fruit, gap, stock})),
                 u"Fruit\tPrice\tStock\n\nApple\t1.20\t120\n\nPear\t\t7\n\nPlum\t0.80\t35"_s);
    }

    void aCellOfTwoLinesIsOne() {
        Words words;
        const QStringList names{u"Apple of the"_s, u"large infor-"_s, u"Plum"_s};
        const QStringList second{u"north"_s, u"mation"_s, {}};
        for (int row = 0; row < 3; ++row) {
            append(words, lineAt(60, 200 + row * 30, names[row]));
            if (!second[row].isEmpty())
                append(words, lineAt(60, 211 + row * 30, second[row]));
        }
        append(words, columnAt(200, 200, {u"1.20"_s, u"2.30"_s, u"0.80"_s}, 30));
        append(words, columnAt(300, 200, {u"12"_s, u"7"_s, u"35"_s}, 30));
        QCOMPARE(textOf(words),
                 u"Apple of the north\t1.20\t12\n\nlarge information\t2.30\t7\n\nPlum\t0.80\t35"_s);
    }

    void proseAroundATableStays() {
        const auto prose = u"these are ten words of a line of long prose"_s;
        Words words = columnAt(60, 100, {prose, prose});
        append(words, columns({fruit, price, stock}));
        append(words, columnAt(60, 300, {prose, prose}));
        QCOMPARE(textOf(words), prose + u' ' + prose + u"\n\n"_s + rows + u"\n\n"_s + prose + u' ' + prose);
    }

    void shortLinesBelowATableAreAParagraph() {
        auto words = columns({fruit, price, stock});
        append(words, columnAt(60, 200 + 4 * 14, {u"As of May"_s, u"this year."_s}));
        QCOMPARE(textOf(words), rows + u"\n\nAs of May this year."_s);
    }

    void aTableInOneColumnOfAPaperLeavesTheOtherAlone() {
        const auto prose = u"some nine words that fill a line of it"_s;
        Words words = columnAt(50, 100, {prose, prose});
        append(words, columns({{fruit}, {price}}, 60));
        append(words, columnAt(300, 100, QStringList(14, prose)));
        const auto text = textOf(words);
        QVERIFY2(text.contains(u"Apple\t1.20\n\nPear\t2.30\n\nPlum\t0.80\n\n"_s + prose + u' ' + prose),
                 qPrintable(text));
        QCOMPARE(text.count(u'\t'), 4);
    }

    void whatIsNoTableStays_data() {
        QTest::addColumn<QList<QStringList>>("texts");
        const auto row = [](const char *name, const QList<QStringList> &texts) {
            QTest::newRow(name) << texts;
        };
        row("two rows", {{u"Fruit"_s, u"Apple"_s}, {u"Price"_s, u"1.20"_s}, {u"Stock"_s, u"12"_s}});
        row("verse in two columns", {{u"O what can ail thee"_s, u"Alone and palely"_s, u"The sedge has"_s},
                                     {u"And no birds sing"_s, u"So haggard and so"_s, u"The squirrel is"_s}});
        row("prose in three columns",
            {{u"it was the best"_s, u"of times and it"_s, u"was the worst of"_s, u"times it was the"_s},
             {u"age of wisdom it"_s, u"was the age of"_s, u"foolishness it"_s, u"was the epoch of"_s},
             {u"belief it was the"_s, u"epoch of doubt"_s, u"it was the season"_s, u"of light it was"_s}});
        row("narrow prose", {{u"it was the"_s, u"best of times"_s, u"and it was"_s, u"the worst of"_s},
                             {u"times it was"_s, u"the age of"_s, u"wisdom it"_s, u"was the age"_s},
                             {u"of foolishness"_s, u"it was the"_s, u"epoch of"_s, u"belief it was"_s}});
        row("sentences",
            {{u"We all go home."_s, u"All of us wait."_s, u"Now it is late."_s, u"Go to bed now."_s},
             {u"Who will be in?"_s, u"Is it far away?"_s, u"How old is she?"_s, u"Do they know it?"_s},
             {u"She is not here."_s, u"It was just him."_s, u"You must see it."_s, u"Ask me at ten."_s}});
        row("a list with letters", {{u"A)"_s, u"B)"_s, u"C)"_s, u"D)"_s},
                                    {u"Wash"_s, u"Cut"_s, u"Boil"_s, u"Eat"_s},
                                    {u"Slowly"_s, u"Finely"_s, u"Quickly"_s, u"Alone"_s}});
        row("a numbered list",
            {{u"1."_s, u"2."_s, u"3."_s, u"4."_s}, {u"Wash it"_s, u"Cut it"_s, u"Cook it"_s, u"Eat it"_s}});
        row("notes with numbers",
            {{u"1"_s, u"2"_s, u"3"_s, u"4"_s}, {u"See above"_s, u"See below"_s, u"Ibid"_s, u"Lost"_s}});
        row("a list with bullets", {{u"•"_s, u"•"_s, u"•"_s}, {u"One 1"_s, u"Two 2"_s, u"Three 3"_s}});
        row("contents", {{u"Preface"_s, u"Beginnings"_s, u"Middle"_s, u"Ends"_s, u"Index"_s},
                         {u"7"_s, u"12"_s, u"120"_s, u"300"_s, u"412"_s}});
        row("an index", {{u"Ant"_s, u"Ape"_s, u"Bat"_s, u"Bear"_s, u"Bee"_s},
                         {u"Cat"_s, u"Cow"_s, u"Crab"_s, u"Deer"_s, u"Dog"_s},
                         {u"Eel"_s, u"Elk"_s, u"Fox"_s, u"Frog"_s, u"Gnu"_s}});
        row("authors", {{u"Anna Berg"_s, u"One University"_s, u"Berlin"_s, u"a@example.org"_s},
                        {u"Carl Dahl"_s, u"Two University"_s, u"Oslo"_s, u"c@example.org"_s},
                        {u"Eva Falk"_s, u"New University"_s, u"Rome"_s, u"e@example.org"_s}});
    }
    void whatIsNoTableStays() {
        QFETCH(QList<QStringList>, texts);
        const auto text = textOf(columns(texts));
        QVERIFY2(!text.contains(u'\t'), qPrintable(text));
    }

    void cellsWithoutAColumnAreNone() {
        Words words;
        QRandomGenerator random(3);
        for (int row = 0; row < 8; ++row) {
            append(words, lineAt(60 + random.bounded(60), 200 + row * 14, u"Label"_s));
            append(words, lineAt(200 + random.bounded(60), 200 + row * 14, QString::number(row * row)));
        }
        QVERIFY2(!textOf(words).contains(u'\t'), qPrintable(textOf(words)));
    }

    void aLineAcrossTheCellsMakesItNone() {
        auto words = columns({fruit, price, stock});
        append(words, lineAt(60, 214, u"a line of nine words written across all the cells"_s));
        QVERIFY2(!textOf(words).contains(u'\t'), qPrintable(textOf(words)));
    }

    void boxesStandWhereTheWordsDo() {
        const auto page = PageTextBuilder().build(1, pageSize, columns({fruit, price, stock}));
        const auto layout = PageLayout::decode(page.layout, page.size);
        QVERIFY(layout);
        for (int row = 0; row < 4; ++row) {
            for (int column = 0; column < 3; ++column) {
                const auto cell = QList<QStringList>{fruit, price, stock}[column][row];
                const auto start = page.text.indexOf(rows.split(u"\n\n"_s)[row]) +
                                   rows.split(u"\n\n"_s)[row].split(u'\t').mid(0, column).join(u'\t').size() +
                                   (column > 0 ? 1 : 0);
                QCOMPARE(page.text.mid(start, cell.size()), cell);
                const auto rects = layout->rects(start, start + cell.size());
                QCOMPARE(rects.size(), 1);
                QVERIFY(std::abs(rects[0].left() - (60 + 120 * column)) < 0.1);
                QVERIFY(std::abs(rects[0].top() - (200 + 14 * row)) < 0.1);
            }
        }
    }

    void noWordIsLostWhateverThePage() {
        QRandomGenerator random(5);
        for (int round = 0; round < 500; ++round) {
            Words words;
            for (int i = random.bounded(60); i > 0; --i)
                append(words,
                       lineAt(60 + 40 * random.bounded(10), 150 + 12 * random.bounded(40),
                              u"w%1"_s.arg(random.bounded(1000)) + u" x"_s.repeated(random.bounded(3))));
            auto text = textOf(words).simplified().split(u' ', Qt::SkipEmptyParts);
            QStringList expected;
            for (const auto &word : words)
                expected += word.text;
            text.sort();
            expected.sort();
            QCOMPARE(text, expected);
        }
    }
};

DOCCHAT_TEST(TablesTest)
#include "tables_test.moc"
