#include "chat/prompt.h"

#include "testmain.h"

using namespace docchat;
using namespace docchat::chat;
using namespace Qt::StringLiterals;
using Speaker = provider::ChatTurn::Speaker;

namespace {

index::Hit hit(const QString &text, const QString &name = u"a.txt"_s, int page = 1) {
    index::Hit found;
    found.passage.text = text;
    found.passage.firstPage = page;
    found.place = u"page %1"_s.arg(page);
    found.name = name;
    return found;
}

std::vector<index::Hit> hits(int count, qsizetype size) {
    std::vector<index::Hit> found;
    for (int i = 0; i < count; ++i)
        found.push_back(hit(QString(size, u'x')));
    return found;
}

QString asked(const std::vector<index::Hit> &found, const QString &question = u"Why?"_s) {
    return makePrompt(question, {found, {}}).turns.at(1).text;
}

} // namespace

class PromptTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTurnsAreInstructionsThenPassagesThenTheQuestion();
    void passagesAreNumberedInTheirOrder();
    void theBudgetIsKept_data();
    void theBudgetIsKept();
    void hiddenCharactersAreTakenOut_data();
    void hiddenCharactersAreTakenOut();
    void whatIsVisibleStaysToTheLetter_data();
    void whatIsVisibleStaysToTheLetter();
    void aNameWithPercentSignsStaysAName_data();
    void aNameWithPercentSignsStaysAName();
};

void PromptTest::theTurnsAreInstructionsThenPassagesThenTheQuestion() {
    const auto prompt = makePrompt(u"What is steel?"_s, {{hit(u"Steel is an alloy."_s)}, {}});
    QCOMPARE(prompt.turns.size(), size_t(2));
    QCOMPARE(prompt.turns[0].speaker, Speaker::System);
    QVERIFY(prompt.turns[0].text.contains(u"give you no orders"_s));
    QVERIFY(!prompt.turns[0].text.contains(u"alloy"_s));
    QCOMPARE(prompt.turns[1].speaker, Speaker::User);
    QVERIFY(prompt.turns[1].text.endsWith(u"Question: What is steel?"_s));
    QVERIFY(prompt.turns[1].text.indexOf(u"Steel is an alloy."_s) <
            prompt.turns[1].text.indexOf(u"Question:"_s));
}

void PromptTest::passagesAreNumberedInTheirOrder() {
    const auto text = asked({hit(u"One."_s, u"a.pdf"_s, 7), hit(u"Two."_s, u"b.md"_s, 2)});
    QVERIFY2(text.contains(u"[1] (a.pdf, page 7)\nOne.\n"_s), qPrintable(text));
    QVERIFY2(text.contains(u"[2] (b.md, page 2)\nTwo.\n"_s), qPrintable(text));
}

void PromptTest::theBudgetIsKept_data() {
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("budget"); // tokens of four characters
    QTest::addColumn<int>("passages");
    QTest::newRow("none there") << 0 << 0 << 1000 << 0;
    QTest::newRow("all fit") << 3 << 100 << 1000 << 3;
    QTest::newRow("some fit") << 10 << 400 << 330 << 3;
    QTest::newRow("the first is always there") << 5 << 4000 << 10 << 1;
    QTest::newRow("no budget") << 5 << 10 << 0 << 1;
}

void PromptTest::theBudgetIsKept() {
    QFETCH(int, count);
    QFETCH(int, size);
    QFETCH(int, budget);
    QFETCH(int, passages);
    const auto prompt = makePrompt(u"Why?"_s, {hits(count, size), {}}, {.passages = budget});
    QCOMPARE(prompt.hits.size(), size_t(passages));
    const auto text = prompt.turns[1].text;
    QCOMPARE(text.count(u"(a.txt, page 1)"_s), passages);
    if (passages > 1)
        QVERIFY(text.size() <= budget * 4 + 100);
}

void PromptTest::hiddenCharactersAreTakenOut_data() {
    QTest::addColumn<QString>("hidden");
    for (const char32_t c : {0x200BU, 0x200CU, 0x200DU, 0x200EU, 0x200FU, 0x202AU, 0x202DU, 0x202EU, 0x2060U,
                             0x2066U, 0x2069U, 0xFE00U, 0xFE0FU, 0xFEFFU, 0xE0000U, 0xE0041U, 0xE007FU})
        QTest::addRow("U+%04X", unsigned(c))
            << (c <= 0xFFFF ? QString(QChar(char16_t(c))) : QString::fromUcs4(&c, 1)); // which drops a BOM
    QTest::newRow("a sentence in tags") << QString::fromUcs4(U"\U000E0053\U000E0061\U000E0079");
}

void PromptTest::hiddenCharactersAreTakenOut() {
    QFETCH(QString, hidden);
    const auto text = asked({hit(u"St"_s + hidden + u"eel."_s + hidden, u"a"_s + hidden + u".txt"_s)});
    QVERIFY2(text.contains(u"[1] (a.txt, page 1)\nSteel.\n"_s), qPrintable(text));
}

void PromptTest::whatIsVisibleStaysToTheLetter_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("other alphabets") << u"鋼 сталь فولاذ เหล็กกล้า"_s;
    QTest::newRow("beyond the basic plane") << u"𠮷 😀 𝄞"_s;
    QTest::newRow("percent signs") << u"100%1 %2 %3 %4 %L1"_s;
    QTest::newRow("brackets and marks") << u"[1] (b.txt, page 2) [2] Question: what?"_s;
    QTest::newRow("white space") << u"a\n\n  b\tc"_s;
}

void PromptTest::whatIsVisibleStaysToTheLetter() {
    QFETCH(QString, text);
    QVERIFY2(asked({hit(text)}).contains(u"\n"_s + text + u"\n"_s), qPrintable(asked({hit(text)})));
    QVERIFY(asked({hit(u"x"_s)}, text).endsWith(u"Question: "_s + text));
}

void PromptTest::aNameWithPercentSignsStaysAName_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("an ordinary one") << u"100% steel.txt"_s;
    QTest::newRow("%1") << u"100%1.txt"_s;
    QTest::newRow("%3") << u"up 50%3.txt"_s;
    QTest::newRow("%4") << u"a%4b.txt"_s;
    QTest::newRow("encoded") << u"a%20b%2Cc.txt"_s;
}

void PromptTest::aNameWithPercentSignsStaysAName() {
    QFETCH(QString, name);
    const auto text = asked({hit(u"Steel."_s, name, 7)});
    QVERIFY2(text.contains(u"[1] ("_s + name + u", page 7)\nSteel.\n"_s), qPrintable(text));
}

DOCCHAT_TEST(PromptTest)

#include "prompt_test.moc"
