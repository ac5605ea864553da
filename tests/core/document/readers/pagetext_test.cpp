#include "document/readers/pagetext.h"

#include "testmain.h"

#include <QRandomGenerator>
#include <QRegularExpression>

using namespace docchat;
using namespace docchat::document;

namespace {

constexpr QSizeF pageSize(600, 800);
using Words = std::vector<FoundWord>;

/// A line of text at x, y (its top) in a font of `size` points: each character half as wide as it is high.
Words lineAt(double x, double y, const QString &text, double size = 10) {
    Words words;
    for (const auto &part : text.split(QLatin1Char(' '))) {
        FoundWord word;
        word.text = part;
        for (qsizetype i = 0; i < part.toUcs4().size(); ++i, x += size / 2)
            word.boxes.emplace_back(x, y, size / 2, size);
        word.spaceAfter = true;
        words.push_back(word);
        x += size / 2;
    }
    words.back().spaceAfter = false;
    words.back().endsLine = true;
    return words;
}

Words operator+(Words a, const Words &b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

Page built(const Words &words) {
    return PageTextBuilder().build(1, pageSize, words);
}

QString textOf(const Words &words) {
    return built(words).text;
}

QList<QRectF> rectsOf(const Page &page, qsizetype start, qsizetype end) {
    const auto layout = PageLayout::decode(page.layout, page.size);
    return layout ? layout->rects(start, end) : QList<QRectF>();
}

QList<QRectF> rectsOf(const Page &page, const QString &word) {
    const auto start = page.text.indexOf(word);
    return start < 0 ? QList<QRectF>() : rectsOf(page, start, start + word.size());
}

bool near(const QRectF &a, const QRectF &b) {
    return std::abs(a.left() - b.left()) < 0.05 && std::abs(a.right() - b.right()) < 0.05 &&
           std::abs(a.top() - b.top()) < 0.05 && std::abs(a.bottom() - b.bottom()) < 0.05;
}

/// Full lines in the middle of a page, so that it has margins and a pitch of 14 points.
Words body(double from = 300, int lines = 8) {
    Words words;
    for (int i = 0; i < lines; ++i)
        words =
            words + lineAt(100, from + i * 14, QStringLiteral("these are the words of line %1 of it").arg(i));
    return words;
}

/// Two lines of a paragraph as poppler gives them: the second 14 points below.
Words twoLines(const QString &first, const QString &second) {
    return lineAt(100, 300, first) + lineAt(100, 314, second);
}

} // namespace

class PageTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesAreUnwrapped_data() {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QString &a, const QString &b, const QString &all) {
            QTest::newRow(name) << a << b << all;
        };
        row("words", QStringLiteral("two lines"), QStringLiteral("of text"),
            QStringLiteral("two lines of text"));
        row("a hyphen", QStringLiteral("some infor-"), QStringLiteral("mation here"),
            QStringLiteral("some information here"));
        row("a soft hyphen", QStringLiteral("infor\u00ad"), QStringLiteral("mation"),
            QStringLiteral("information"));
        row("a typographic hyphen", QStringLiteral("infor\u2010"), QStringLiteral("mation"),
            QStringLiteral("information"));
        row("umlauts", QStringLiteral("fä-"), QStringLiteral("ähig"), QStringLiteral("fäähig"));
        row("a dash between words", QStringLiteral("one -"), QStringLiteral("two"),
            QStringLiteral("one - two"));
        row("a hyphen before a number", QStringLiteral("COVID-"), QStringLiteral("19"),
            QStringLiteral("COVID-19"));
        row("a hyphen before a name", QStringLiteral("Anglo-"), QStringLiteral("Saxon"),
            QStringLiteral("Anglo-Saxon"));
        row("a range of years", QStringLiteral("1990-"), QStringLiteral("1995"), QStringLiteral("1990-1995"));
        row("Japanese without a space", QStringLiteral("日本"), QStringLiteral("語文"),
            QStringLiteral("日本語文"));
        row("Japanese and Latin", QStringLiteral("日本"), QStringLiteral("text"),
            QStringLiteral("日本 text"));
    }
    void linesAreUnwrapped() {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(QString, expected);
        QCOMPARE(textOf(twoLines(first, second)), expected);
    }

    void bothHalvesOfAJoinedWordAreMarked() {
        const auto page = built(twoLines(QStringLiteral("some infor-"), QStringLiteral("mation here")));
        const auto rects = rectsOf(page, QStringLiteral("information"));
        QCOMPARE(rects.size(), 2);
        QVERIFY(near(rects[0], {125, 300, 25, 10}) ||
                near(rects[0], {125, 300, 30, 10})); // the hyphen may be in it
        QVERIFY(near(rects[1], {100, 314, 30, 10}));
    }

    void theSecondHalfOfAJoinedWordIsMarkedAlone() {
        const auto page = built(twoLines(QStringLiteral("some infor-"), QStringLiteral("mation here")));
        const auto rects = rectsOf(page, QStringLiteral("mation"));
        QCOMPARE(rects.size(), 1);
        QVERIFY(near(rects[0], {100, 314, 30, 10}));
    }

    void aLigatureIsTwoLettersWithHalfABoxEach() {
        const auto page = built(lineAt(100, 300, QStringLiteral("an oﬃce ﬁle")));
        QCOMPARE(page.text, QStringLiteral("an office file"));
        const auto start = page.text.indexOf(QStringLiteral("file"));
        QVERIFY(near(rectsOf(page, start, start + 1).value(0), {140, 300, 2.5, 10}));
        QVERIFY(near(rectsOf(page, start + 1, start + 2).value(0), {142.5, 300, 2.5, 10}));
        QVERIFY(near(rectsOf(page, start + 2, start + 4).value(0), {145, 300, 10, 10}));
        QVERIFY(near(rectsOf(page, QStringLiteral("ffi")).value(0), {120, 300, 5, 10}));
    }

    void compatibilityFormsBecomePlain_data() {
        QTest::addColumn<QString>("found");
        QTest::addColumn<QString>("expected");
        QTest::newRow("full width") << QStringLiteral("ＡＢＣ１") << QStringLiteral("ABC1");
        QTest::newRow("a no-break space") << QStringLiteral("a\u00a0b") << QStringLiteral("a b");
        QTest::newRow("an accent of its own") << QStringLiteral("cafe\u0301") << QStringLiteral("café");
        QTest::newRow("two accents") << QStringLiteral("e\u0302\u0301") << QStringLiteral("\u1ebf");
        QTest::newRow("Korean letters") << QStringLiteral("\u1112\u1161\u11ab") << QStringLiteral("한");
        QTest::newRow("a control character") << QStringLiteral("a\u0007b") << QStringLiteral("a b");
        QTest::newRow("beyond the first plane") << QStringLiteral("a😀𝐀b") << QStringLiteral("a😀Ab");
        QTest::newRow("a long ligature")
            << QStringLiteral("\ufdfa").normalized(QString::NormalizationForm_KC).left(3)
            << QStringLiteral("\ufdfa").normalized(QString::NormalizationForm_KC).left(3);
    }
    void compatibilityFormsBecomePlain() {
        QFETCH(QString, found);
        QFETCH(QString, expected);
        QCOMPARE(textOf(lineAt(100, 300, found)), expected);
    }

    void columnsFollowEachOtherWithoutABreakInASentence() {
        const auto left =
            lineAt(50, 300, QStringLiteral("the left column")) + lineAt(50, 314, QStringLiteral("goes on"));
        const auto right =
            lineAt(350, 300, QStringLiteral("in the right")) + lineAt(350, 314, QStringLiteral("one."));
        QCOMPARE(textOf(left + right), QStringLiteral("the left column goes on in the right one."));
        const auto ended =
            lineAt(50, 300, QStringLiteral("the left column")) + lineAt(50, 314, QStringLiteral("ends."));
        QCOMPARE(textOf(ended + right), QStringLiteral("the left column ends.\n\nin the right one."));
    }

    void paragraphsArePartedByABlankLine_data() {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("y");
        QTest::addColumn<double>("size");
        QTest::addColumn<QString>("last");
        QTest::addColumn<bool>("parted");
        const auto sentence = QStringLiteral("the sentence ends.");
        const auto open = QStringLiteral("the sentence goes on");
        const double next = 300 + 8 * 14;
        QTest::newRow("the next line") << 100.0 << next + 14 << 10.0 << open << false;
        QTest::newRow("the next line after a sentence") << 100.0 << next + 14 << 10.0 << sentence << false;
        QTest::newRow("a gap") << 100.0 << next + 30 << 10.0 << open << true;
        QTest::newRow("a heading") << 100.0 << next + 14 << 16.0 << open << true;
        QTest::newRow("an indent after a sentence") << 115.0 << next + 14 << 10.0 << sentence << true;
        QTest::newRow("an indent within a sentence") << 115.0 << next + 14 << 10.0 << open << false;
    }
    void paragraphsArePartedByABlankLine() {
        QFETCH(double, x);
        QFETCH(double, y);
        QFETCH(double, size);
        QFETCH(QString, last);
        QFETCH(bool, parted);
        const auto text =
            textOf(body() + lineAt(100, 300 + 8 * 14, last) + lineAt(x, y, QStringLiteral("next one"), size));
        QVERIFY2(text.endsWith(last + (parted ? QStringLiteral("\n\n") : QStringLiteral(" ")) +
                               QStringLiteral("next one")),
                 qPrintable(text));
        QCOMPARE(text.count(QStringLiteral("\n\n")), parted ? 1 : 0);
    }

    void headingsArePartedFromTheTextBelow() {
        const auto text = textOf(lineAt(100, 280, QStringLiteral("The Heading"), 16) + body());
        QVERIFY2(text.startsWith(QStringLiteral("The Heading\n\nthese are the words of line 0")),
                 qPrintable(text));
    }

    void lineNumbersInTheMarginAreLeftOut_data() {
        QTest::addColumn<double>("x");
        QTest::addColumn<int>("numbers");
        QTest::addColumn<bool>("kept");
        QTest::newRow("left") << 60.0 << 8 << false;
        QTest::newRow("right") << 400.0 << 8 << false;
        QTest::newRow("within the text") << 150.0 << 8 << true;
        QTest::newRow("too few to be sure") << 60.0 << 3 << true;
    }
    void lineNumbersInTheMarginAreLeftOut() {
        QFETCH(double, x);
        QFETCH(int, numbers);
        QFETCH(bool, kept);
        Words words = body();
        for (int i = 0; i < numbers; ++i)
            words = words + lineAt(x, 300 + i * 14, QString::number(700 + i));
        QCOMPARE(textOf(words).contains(QStringLiteral("702")), kept);
        QVERIFY(textOf(words).contains(QStringLiteral("line 7 of it")));
    }

    void pageNumbersAreLeftOut_data() {
        QTest::addColumn<QString>("number");
        QTest::addColumn<double>("y");
        QTest::addColumn<bool>("kept");
        QTest::newRow("below") << QStringLiteral("12") << 770.0 << false;
        QTest::newRow("above") << QStringLiteral("12") << 20.0 << false;
        QTest::newRow("roman") << QStringLiteral("xiv") << 770.0 << false;
        QTest::newRow("in the middle") << QStringLiteral("12") << 450.0 << true;
        QTest::newRow("a word") << QStringLiteral("end") << 770.0 << true;
    }
    void pageNumbersAreLeftOut() {
        QFETCH(QString, number);
        QFETCH(double, y);
        QFETCH(bool, kept);
        const auto line = lineAt(290, y, number);
        const auto text = y < 300 ? textOf(line + body()) : textOf(body() + line);
        QCOMPARE(text.split(QRegularExpression(QStringLiteral("\\s+"))).contains(number), kept);
    }

    void aPageOfNothingButItsNumberKeepsIt() {
        QCOMPARE(textOf(lineAt(290, 770, QStringLiteral("xiv"))), QStringLiteral("xiv"));
    }

    void aTableBesideTheMarginIsKept() {
        Words words = body();
        double y = 300;
        for (const int value : {12, 7, 1815, 3, 99, 20})
            words = words + lineAt(450, y += 14, QString::number(value));
        const auto text = textOf(words);
        for (const auto &cell : {" 12", " 7", "1815", " 3", "99", "20"})
            QVERIFY2(text.contains(QLatin1StringView(cell)), qPrintable(text));
    }

    void theLastRowsOfATableAreKept() {
        // Poppler gives each cell as a line of its own.
        Words words = body();
        for (int row = 0; row < 3; ++row) {
            words = words + lineAt(100, 700 + row * 14, QStringLiteral("Costs")) +
                    lineAt(150, 700 + row * 14, QString::number(4711 + row)) +
                    lineAt(220, 700 + row * 14, QString::number(815 + row));
        }
        const auto text = textOf(words + lineAt(290, 775, QStringLiteral("12")));
        for (const auto &cell : {"4711", "4712", "4713", "815", "816", "817"})
            QVERIFY2(text.contains(QLatin1StringView(cell)), qPrintable(text));
        QVERIFY2(!text.endsWith(QStringLiteral("12")), qPrintable(text));
    }

    void runningHeadsAreLeftOutFromTheSecondPageOn() {
        PageTextBuilder builder;
        QStringList texts;
        for (int number = 1; number <= 4; ++number) {
            const auto head = lineAt(100, 40, QStringLiteral("FREE CULTURE %1").arg(number));
            const auto foot = lineAt(100, 760, QStringLiteral("Chapter One"));
            texts += builder.build(number, pageSize, head + body() + foot).text;
        }
        QVERIFY(texts[0].startsWith(QStringLiteral("FREE CULTURE 1")));
        QVERIFY(texts[0].endsWith(QStringLiteral("Chapter One")));
        for (const auto &text : texts.mid(1)) {
            QVERIFY2(text.startsWith(QStringLiteral("these are the words of line 0")), qPrintable(text));
            QVERIFY2(text.endsWith(QStringLiteral("line 7 of it")), qPrintable(text));
        }
    }

    void headsOfLeftAndRightPagesAreLeftOutToo() {
        PageTextBuilder builder;
        QString last;
        for (int number = 1; number <= 6; ++number) {
            const auto head = number % 2 ? QStringLiteral("THE AUTHOR") : QStringLiteral("THE BOOK");
            last = builder.build(number, pageSize, lineAt(100, 40, head) + body()).text;
        }
        QVERIFY2(!last.contains(QStringLiteral("THE BOOK")), qPrintable(last));
    }

    void whatIsRepeatedInTheMiddleIsKept() {
        PageTextBuilder builder;
        for (int number = 1; number <= 3; ++number) {
            const auto text =
                builder.build(number, pageSize, body() + lineAt(100, 500, QStringLiteral("as said"))).text;
            QVERIFY(text.contains(QStringLiteral("as said")));
        }
    }

    void rowsOfDifferentNumbersAreNoRunningHeads() {
        PageTextBuilder builder;
        for (int number = 1; number <= 3; ++number) {
            const auto row = QStringLiteral("1%1.50 2%1.75 99%1.00").arg(number);
            const auto text = builder.build(number, pageSize, body() + lineAt(100, 760, row)).text;
            QVERIFY2(text.endsWith(row), qPrintable(text));
        }
    }

    void verticalTextIsMarkedDownwards() {
        FoundWord word{QStringLiteral("縦書き"), {}, false, true};
        for (int i = 0; i < 3; ++i)
            word.boxes.emplace_back(300, 200 + i * 12, 12, 12);
        const auto page = built({word});
        QCOMPARE(page.text, QStringLiteral("縦書き"));
        QVERIFY(near(rectsOf(page, 1, 2).value(0), {300, 212, 12, 12}));
        QVERIFY(near(rectsOf(page, 0, 3).value(0), {300, 200, 12, 36}));
    }

    void textThatRunsUpwardsIsMarked() {
        FoundWord word{QStringLiteral("axis"), {}, false, true};
        for (int i = 0; i < 4; ++i)
            word.boxes.emplace_back(20, 400 - i * 6, 12, 6);
        const auto page = built({word});
        const auto rects = rectsOf(page, 0, 4);
        QCOMPARE(rects.size(), 1);
        QVERIFY2(near(rects[0], {20, 382, 12, 24}),
                 qPrintable(QStringLiteral("%1 %2").arg(rects[0].top()).arg(rects[0].height())));
    }

    void aPageWithoutWordsIsEmpty() {
        const auto page = built({});
        QVERIFY(page.text.isEmpty());
        QCOMPARE(page.size, pageSize);
        QVERIFY(PageLayout::decode(page.layout, page.size));
        QVERIFY(built({FoundWord{}, FoundWord{QStringLiteral("x"), {}, false, true}}).text.isEmpty());
    }

    void aWordOfAnyLengthIsKept() {
        const auto text = QString(100'000, QLatin1Char('x'));
        const auto page = built(lineAt(0, 300, text, 0.01));
        QCOMPARE(page.text, text);
        const auto layout = PageLayout::decode(page.layout, page.size);
        QVERIFY(layout);
        qsizetype covered = 0;
        for (const auto &word : layout->words())
            covered += word.length();
        QCOMPARE(covered, text.size());
    }

    void boxesStandForTheTextWhateverThePage() {
        QRandomGenerator random(1);
        const auto letters = QStringLiteral("abcﬁ-é\u0301😀日ABC.…\u00ad1 ").toUcs4();
        for (int round = 0; round < 1000; ++round) {
            Words words;
            for (int i = random.bounded(30); i > 0; --i) {
                QString text;
                for (int length = 1 + random.bounded(6); length > 0; --length)
                    text += QString::fromUcs4(
                        reinterpret_cast<const char32_t *>(&letters[random.bounded(int(letters.size()))]), 1);
                auto line =
                    lineAt(random.bounded(500.0), random.bounded(780.0), text.trimmed() + QLatin1Char('x'));
                line.back().endsLine = random.bounded(3) == 0;
                words = words + line;
            }
            const auto page = built(words);
            const auto layout = PageLayout::decode(page.layout, page.size);
            QVERIFY(layout);
            qsizetype end = 0;
            for (const auto &word : layout->words()) {
                QVERIFY2(word.start >= end, qPrintable(page.text));
                end = word.start + word.length();
            }
            QVERIFY2(end <= page.text.size(), qPrintable(page.text));
        }
    }
};

DOCCHAT_TEST(PageTextTest)
#include "pagetext_test.moc"
