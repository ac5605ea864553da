#include "index/sentences.h"

#include "testmain.h"

#include <QtTest>

using namespace docchat::index;

class SentencesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textIsCutWhereSentencesEnd_data();
    void textIsCutWhereSentencesEnd();
    void rangesAreOrderedTrimmedAndInsideHostileText();
    void everyLetterBelongsToASentence();
};

void SentencesTest::textIsCutWhereSentencesEnd_data() {
    QTest::addColumn<QString>("text"); // the expected cuts are marked with |
    const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << text; };
    row("empty", QString());
    row("one without an end", QStringLiteral("no end here"));
    row("two", QStringLiteral("It rained. |We left."));
    row("question and exclamation", QStringLiteral("Why? |Because! |Fine."));
    row("interrobang", QStringLiteral("Really?! |Yes."));
    row("ellipsis goes on", QStringLiteral("He waited... and left. |Then…"));
    row("title", QStringLiteral("Dr. Smith met Mrs. Jones. |They spoke."));
    row("initials", QStringLiteral("J. R. R. Tolkien wrote it. |It sold."));
    row("double initials", QStringLiteral("J.-P. Sartre wrote. |He smoked."));
    row("U.S. inside", QStringLiteral("The U.S. Congress met. |It voted."));
    row("U.S. at the end", QStringLiteral("She moved to the U.S. |The city was new."));
    row("one as a letter", QStringLiteral("He died in World War I. |In 1919 peace came."));
    row("latin shortenings", QStringLiteral("Use oils, e.g. olive oil, i.e. the best. |Done."));
    row("company", QStringLiteral("Apple Inc. |The firm grew. |Apple Inc. makes phones."));
    row("decimals", QStringLiteral("It rose by 3.5 to 12.75 percent. |Then it fell."));
    row("number with no.", QStringLiteral("See no. 5 and Fig. 3 there. |He said no. |Then he left."));
    row("list item", QStringLiteral("1. Introduction to the matter. |2. Methods and means."));
    row("version", QStringLiteral("We use Qt 6.4.2 and example.com daily. |Good."));
    row("lower case goes on", QStringLiteral("The yahoo! site and approx. ten more. |End."));
    row("year at the end", QStringLiteral("It was in 1990. |The next year was dull."));
    row("quotation", QStringLiteral("He said: “Go away.” |She went."));
    row("straight quotation", QStringLiteral("He said \"no.\" |She went. |(It was late.) |Good."));
    row("line break goes on", QStringLiteral("The first\nline goes on. |The second\ndoes not."));
    row("blank line ends", QStringLiteral("A heading\n\n|Then text follows"));
    row("blank line with spaces", QStringLiteral("A heading\n \t\n|then text follows"));
    row("German date", QStringLiteral("Er kam am 3. Oktober 1990. |Es war im 18. Jahrhundert. |Ende."));
    row("German shortening", QStringLiteral("Obst, z.B. Äpfel, bzw. Birnen und ca. Zehn andere. |Gut."));
    row("French", QStringLiteral("Mme. Curie vint. |Elle resta."));
    row("Russian", QStringLiteral("Он родился в 1990 г. в Москве. |Потом уехал."));
    row("Arabic", QStringLiteral("كم نقطة؟ |لا أعرف. |نعم"));
    row("Urdu", QStringLiteral("یہ کتاب ہے۔ |وہ گیا۔"));
    row("Hindi", QStringLiteral("यह किताब है। |वह गया।"));
    row("Chinese", QStringLiteral("黑豹队赢了。|多少分？|“真的！”|他说。"));
    row("Japanese", QStringLiteral("「はい。」|彼は行った。|終わり"));
    row("no gap is no end", QStringLiteral("see file.Then nothing"));
}

void SentencesTest::textIsCutWhereSentencesEnd() {
    QFETCH(QString, text);
    QStringList expected;
    for (const auto &piece : text.split(u'|', Qt::SkipEmptyParts))
        expected.append(piece.trimmed());
    text.remove(u'|');
    QStringList found;
    for (const auto range : sentences(text))
        found.append(part(text, range).toString());
    QCOMPARE(found, expected);
}

void SentencesTest::rangesAreOrderedTrimmedAndInsideHostileText() {
    const QStringList texts{QStringLiteral(". . . ! ?"),  QStringLiteral("\n\n\n"),
                            QStringLiteral("....."),      QStringLiteral("。。\n\n。"),
                            QStringLiteral("\"'\")]. a"), QStringLiteral(". b. C."),
                            QStringLiteral("a.\n\nb"),    QString(QChar(0xD800)) + u'.',
                            QStringLiteral("1. 2. 3. "),  QStringLiteral("A.B.C. D. E.F")};
    for (const auto &text : texts) {
        qsizetype last = 0;
        for (const auto range : sentences(text)) {
            QVERIFY(range.start >= last && range.end > range.start && range.end <= text.size());
            QVERIFY(!text[range.start].isSpace() && !text[range.end - 1].isSpace());
            last = range.end;
        }
    }
}

void SentencesTest::everyLetterBelongsToASentence() {
    const auto text = QStringLiteral("One. Two? 3. Three\n\nFour 。五。 six... Seven (eight.) “Nine!” ten.");
    auto inside = QString();
    for (const auto range : sentences(text))
        inside += part(text, range);
    auto all = text;
    inside.removeIf([](QChar c) { return c.isSpace(); });
    all.removeIf([](QChar c) { return c.isSpace(); });
    QCOMPARE(inside, all);
}

DOCCHAT_TEST(SentencesTest)
#include "sentences_test.moc"
