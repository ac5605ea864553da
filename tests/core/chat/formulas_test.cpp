#include "chat/formulas.h"

#include "testmain.h"

#include <QRegularExpression>
#include <QTest>

using namespace docchat;
using namespace Qt::StringLiterals;

/// Without what keeps it from being Markdown.
static QString unescaped(QString text) {
    static const QRegularExpression escaped(u"\\\\([^A-Za-z0-9\\s])"_s);
    return text.replace(escaped, u"\\1"_s);
}

class FormulasTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFormulaStaysAsItWasWritten_data();
    void aFormulaStaysAsItWasWritten();
    void whatIsNoFormulaIsNotTouched_data();
    void whatIsNoFormulaIsNotTouched();
    void aTextOfBeginningsEnds_data();
    void aTextOfBeginningsEnds();
    void whatIsEscapedElsewhereIsNotEscapedTwice();
};

void FormulasTest::aFormulaStaysAsItWasWritten_data() {
    QTest::addColumn<QString>("formula");
    QTest::newRow("subscripts in dollars") << u"$a_1 * b_1 + a_2 * b_2$"_s;
    QTest::newRow("two dollars") << u"$$\\sum_{i=1}^{n} x_i^{*} < \\frac{1}{2}$$"_s;
    QTest::newRow("round brackets") << u"\\(f*(x) = x_{0}*y_{0}\\)"_s;
    QTest::newRow("square brackets") << u"\\[ \\left[ E = m c^2 \\right]_{a}^{b} \\]"_s;
    QTest::newRow("an address in it") << u"\\(<b>x_1</b> & ![a](b)\\)"_s;
    QTest::newRow("a product") << u"$a*b*c$"_s;
    QTest::newRow("less than in it") << u"$x_1<y_1$"_s;
    QTest::newRow("with a citation's mark") << u"$x^2$"_s;
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
    QTest::newRow("emphasis between amounts") << u"It costs $5, *now* or _then_ 6$."_s;
    QTest::newRow("currencies") << u"**US$** 5 and **A$** 7 or A$_b and C$_d"_s;
    QTest::newRow("a link between amounts") << u"$5 [a_b](http://a.b) 10$ x"_s;
    QTest::newRow("variables of a shell") << u"Set $HOME_a/$PATH_b and $A_1/$B_2."_s;
    QTest::newRow("variables in code") << u"costs $5; use `$PATH_a` or `x^$`"_s;
    QTest::newRow("a process's number") << u"$$ and `echo a_b $$` and \\( or `\\)_`"_s;
    QTest::newRow("escaped brackets") << u"as \\[1\\] says, array\\[0\\], \\[sic\\]"_s;
    QTest::newRow("cells") << u"|US$|a_b$|\n|---|---|\n| $1.2_M | -$.5_M |"_s;
    QTest::newRow("a fence in a list") << u"1. x\n\n    ```bash\n\n    echo \"$A_1/$B_1\" $x_1$\n    ```\n"_s;
    QTest::newRow("a fence on its bullet") << u"- ~~~\n  $x_1$\n\n  $y_1$\n  ~~~\n"_s;
    QTest::newRow("indented code") << u"Run:\n\n    echo $x_1$ \\(a_1\\)\n"_s;
    QTest::newRow("a quote's lines") << u"> \\[\n> a_1\n> \\]"_s;
    QTest::newRow("items of a list") << u"- \\( a_1 opens\n- \\) closes"_s;
    QTest::newRow("addresses") << u"https://h/x?$a_b&$c_d$ <https://h/$a_b$> http://h/\\(a_1\\)"_s;
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

/// In a few seconds if its time is proportional to it; in hours if each beginning is looked for to the end.
void FormulasTest::aTextOfBeginningsEnds_data() {
    QTest::addColumn<QString>("beginning");
    for (const auto *beginning : {"\\(", "\\[ ", "\\(\n", "$$ ", "$a_", "$$\n", "`", "` `` ", "<", "https:/",
                                  "| $a|", "|\\(|a", "\\(a\\]b", "> \\[\n", "```\n\n"})
        QTest::newRow(QByteArray(beginning).replace('\n', "\\n").constData())
            << QString::fromLatin1(beginning);
}

void FormulasTest::aTextOfBeginningsEnds() {
    QFETCH(QString, beginning);
    const auto text = beginning.repeated(2'000'000 / beginning.size());
    QVERIFY(chat::withFormulasAsText(text).size() >= text.size());
    QVERIFY(chat::withFormulasAsText(text + u"\\) \\] $$ $"_s).size() > text.size());
}

void FormulasTest::whatIsEscapedElsewhereIsNotEscapedTwice() {
    QCOMPARE(chat::withFormulasAsText(u"$a<b_1$ <i>"_s, chat::LessThan::Kept), u"\\$a<b\\_1\\$ <i>"_s);
    QCOMPARE(chat::withFormulasAsText(u"$a<b_1$ <i>"_s), u"\\$a\\<b\\_1\\$ <i>"_s);
}

DOCCHAT_TEST(FormulasTest)

#include "formulas_test.moc"
