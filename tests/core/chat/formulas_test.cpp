#include "chat/formulas.h"

#include "testmain.h"

#include <QRegularExpression>
#include <QTest>

using namespace docchat;
using namespace Qt::StringLiterals;

/// Without what keeps it from being Markdown.
static QString unescaped(QString text) {
    static const QRegularExpression escaped(u"\\\\([^A-Za-z0-9\\s])"_s);
    return text.replace(u"&lt;"_s, u"<"_s).replace(escaped, u"\\1"_s);
}

class FormulasTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFormulaStaysAsItWasWritten_data();
    void aFormulaStaysAsItWasWritten();
    void whatIsNoFormulaIsNotTouched_data();
    void whatIsNoFormulaIsNotTouched();
    void aTextOfBeginningsEnds();
};

void FormulasTest::aFormulaStaysAsItWasWritten_data() {
    QTest::addColumn<QString>("formula");
    QTest::newRow("subscripts in dollars") << u"$a_1 * b_1 + a_2 * b_2$"_s;
    QTest::newRow("two dollars") << u"$$\\sum_{i=1}^{n} x_i^{*} < \\frac{1}{2}$$"_s;
    QTest::newRow("round brackets") << u"\\(f*(x) = x_{0}*y_{0}\\)"_s;
    QTest::newRow("square brackets") << u"\\[ \\left[ E = m c^2 \\right]_{a}^{b} \\]"_s;
    QTest::newRow("an address in it") << u"$<b>x</b> & ![a](b)$"_s;
    QTest::newRow("several lines") << u"\\[\na_1\n- b_2\n= c\n\\]"_s;
    QTest::newRow("an escaped dollar") << u"$5\\$ + x_1 + x_2$"_s;
}

void FormulasTest::aFormulaStaysAsItWasWritten() {
    QFETCH(QString, formula);
    const auto before = u"Before **it** "_s;
    const auto after = u" and _after_ it."_s;
    const auto text = chat::withFormulasAsText(before + formula + after);
    QVERIFY2(text.startsWith(before) && text.endsWith(after), qPrintable(text));
    const auto shown = text.sliced(before.size(), text.size() - before.size() - after.size());
    QCOMPARE(unescaped(shown), formula);
    static const QRegularExpression plain(u"(?<!\\\\)[*_\\[<`~]"_s);
    QVERIFY2(!shown.contains(plain), qPrintable(shown));
}

void FormulasTest::whatIsNoFormulaIsNotTouched_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing of it") << u"A *word* and `code`."_s;
    QTest::newRow("amounts") << u"From $5 to **$10**, or $20 a_b_c."_s;
    QTest::newRow("an amount and a lone dollar") << u"It costs $5 and 6 $ *now*."_s;
    QTest::newRow("code") << u"`$a_1$` and ``\\(b_2\\)``"_s;
    QTest::newRow("a fence") << u"```sh\necho $HOME_a $b_$\n```\n"_s;
    QTest::newRow("a fence without an end") << u"~~~\n$$x_1$$\n\n$$y_1$$"_s;
    QTest::newRow("a beginning without an end") << u"It is \\(written *here*\n\nand ends there\\)."_s;
    QTest::newRow("escaped backslashes") << u"\\\\(a_1\\\\)"_s;
    QTest::newRow("two paragraphs") << u"$$a *b*\n\nc$$"_s;
}

void FormulasTest::whatIsNoFormulaIsNotTouched() {
    QFETCH(QString, text);
    QCOMPARE(chat::withFormulasAsText(text), text);
}

void FormulasTest::aTextOfBeginningsEnds() {
    const auto text = u"\\(a \\[b $$c `d "_s.repeated(20'000);
    QCOMPARE(chat::withFormulasAsText(text).isEmpty(), false);
}

DOCCHAT_TEST(FormulasTest)

#include "formulas_test.moc"
