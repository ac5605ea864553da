#include "chat/followup.h"

#include "testmain.h"

using namespace docchat;
using namespace docchat::chat;
using namespace Qt::StringLiterals;

class FollowUpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aQuestionThatLeansOnTheLastIsKnown_data();
    void aQuestionThatLeansOnTheLastIsKnown();
    void theWordsOfTheLastQuestionStandInFront_data();
    void theWordsOfTheLastQuestionStandInFront();
    void aModelIsShownTheNewestOfTheConversation();
    void whatAModelWroteIsUsedOnlyIfItIsAQuestion_data();
    void whatAModelWroteIsUsedOnlyIfItIsAQuestion();
};

void FollowUpTest::aQuestionThatLeansOnTheLastIsKnown_data() {
    QTest::addColumn<bool>("leans");
    for (const auto *question : {"And for 2023?",
                                 "what about Oslo?",
                                 "And who paid for the repairs of the bridge?",
                                 "Why?",
                                 "Who built it?",
                                 "When did she die?",
                                 "How many of them were sold?",
                                 "In 2021?",
                                 "What does that cost?",
                                 "Und im Jahr 2023?",
                                 "Wer hat sie gebaut?",
                                 "Was ist mit dem Bus?",
                                 "Et en 2023 ?",
                                 "¿Y en Madrid?",
                                 "E a Roma?",
                                 "А в Осло?",
                                 "وماذا عن المدرسة؟",
                                 "那2023年呢？",
                                 "它有多高？",
                                 "それはいくらですか"})
        QTest::newRow(question) << true;
    for (const auto *question :
         {"", "?", "What is steel?", "When was the cedar bridge built?", "lighthouse keeper",
          "invoice 2024-117", "Who founded the library?", "Explain the late fee",
          "Wer hat die Brücke gebaut?", "What is it that makes steel so hard to bend when it is cold?",
          "Quel est le prix du pain ?", "¿Cuánto cuesta una llave perdida?", "钢铁的熔点是多少？",
          "鋼の融点は何度ですか", "android and ios"})
        QTest::newRow(question) << false;
}

void FollowUpTest::aQuestionThatLeansOnTheLastIsKnown() {
    QTEST(leansOnBefore(QString::fromUtf8(QTest::currentDataTag())), "leans");
}

void FollowUpTest::theWordsOfTheLastQuestionStandInFront_data() {
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("whole");
    QTest::newRow("a pronoun") << u"Who built it?"_s << u"Where is the  lighthouse?\n"_s
                               << u"Where is the lighthouse? Who built it?"_s;
    QTest::newRow("another year") << u"And for 2023?"_s << u"What did the port earn in 2022?"_s
                                  << u"What did the port earn in ? And for 2023?"_s;
    QTest::newRow("no figure of its own")
        << u"Why?"_s << u"What happened in 1887?"_s << u"What happened in 1887? Why?"_s;
    QTest::newRow("nothing before") << u"Why?"_s << QString() << u"Why?"_s;
}

void FollowUpTest::theWordsOfTheLastQuestionStandInFront() {
    QFETCH(QString, question);
    QFETCH(QString, before);
    QTEST(madeWhole(question, before), "whole");
}

void FollowUpTest::aModelIsShownTheNewestOfTheConversation() {
    std::vector<Exchange> before;
    for (int i = 0; i < 40; ++i)
        before.push_back({u"Question number %1?"_s.arg(i), QString(2000, u'x') + u" [1]"_s});
    before.push_back({u"Who is Ada?"_s, u"Ada Holm built the bridge [2]."_s});
    const auto turns = wishForWhole(u"When did she die?"_s, before);
    QCOMPARE(turns.size(), size_t(2));
    const auto &text = turns.back().text;
    QVERIFY2(text.endsWith(u"Question: Who is Ada?\nAnswer: Ada Holm built the bridge.\n\n"
                           "Last question: When did she die?"_s),
             qPrintable(text));
    QVERIFY(text.contains(u"number 39?"_s) && !text.contains(u"number 20?"_s));
    QVERIFY(text.size() < 6000);
}

void FollowUpTest::whatAModelWroteIsUsedOnlyIfItIsAQuestion_data() {
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("whole");
    QTest::newRow("a question") << u"When did Ada Holm die?"_s << u"When did Ada Holm die?"_s;
    QTest::newRow("in quotes") << u"\n “When did Ada Holm die?”\n"_s << u"When did Ada Holm die?"_s;
    QTest::newRow("and more") << u"When did Ada Holm die?\nI put her name in."_s
                              << u"When did Ada Holm die?"_s;
    QTest::newRow("nothing") << u" \n"_s << QString();
    QTest::newRow("an essay") << QString(2000, u'x') << QString();
}

void FollowUpTest::whatAModelWroteIsUsedOnlyIfItIsAQuestion() {
    QFETCH(QString, written);
    QTEST(wholeFrom(written, u"When did she die?"_s), "whole");
}

DOCCHAT_TEST(FollowUpTest)

#include "followup_test.moc"
