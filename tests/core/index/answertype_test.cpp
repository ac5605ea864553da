#include "index/answertype.h"

#include "testmain.h"

#include <QtTest>

using namespace docchat::index;

class AnswerTypeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aQuestionTellsWhatItAsksFor_data();
    void aQuestionTellsWhatItAsksFor();
    void aSentenceMatchesIfItHoldsSuchAThing_data();
    void aSentenceMatchesIfItHoldsSuchAThing();
    void onlyWhatTheQuestionDoesNotSayCounts();
};

Q_DECLARE_METATYPE(AnswerType)

void AnswerTypeTest::aQuestionTellsWhatItAsksFor_data() {
    QTest::addColumn<QString>("question");
    QTest::addColumn<AnswerType>("type");
    QTest::newRow("percentage") << QStringLiteral("What percentage of people agreed?")
                                << AnswerType::Percentage;
    QTest::newRow("duration") << QStringLiteral("How long did it last?") << AnswerType::Duration;
    QTest::newRow("years") << QStringLiteral("How many years did he rule?") << AnswerType::Duration;
    QTest::newRow("money") << QStringLiteral("How much did the bridge cost?") << AnswerType::Money;
    QTest::newRow("measure") << QStringLiteral("How tall is the tower?") << AnswerType::Measure;
    QTest::newRow("number") << QStringLiteral("How many towers are there?") << AnswerType::Number;
    QTest::newRow("date") << QStringLiteral("In what year was it built?") << AnswerType::Date;
    QTest::newRow("when") << QStringLiteral("WHEN were the Normans there?") << AnswerType::Date;
    QTest::newRow("person") << QStringLiteral("Who led them?") << AnswerType::Person;
    QTest::newRow("which king") << QStringLiteral("Which Frankish king signed?") << AnswerType::Person;
    QTest::newRow("place") << QStringLiteral("In what country is Normandy?") << AnswerType::Place;
    QTest::newRow("reason") << QStringLiteral("Why did it fall?") << AnswerType::Reason;
    QTest::newRow("group") << QStringLiteral("What company made it?") << AnswerType::Group;
    QTest::newRow("name") << QStringLiteral("What is the name of the song?") << AnswerType::Name;
    QTest::newRow("manner") << QStringLiteral("How is steel made?") << AnswerType::Manner;
    QTest::newRow("what") << QStringLiteral("What is photosynthesis?") << AnswerType::Other;
    QTest::newRow("other language") << QStringLiteral("Wie viele Punkte gab es?") << AnswerType::Other;
    QTest::newRow("nothing") << QString() << AnswerType::Other;
}

void AnswerTypeTest::aQuestionTellsWhatItAsksFor() {
    QFETCH(QString, question);
    QFETCH(AnswerType, type);
    QCOMPARE(answerType(question), type);
}

void AnswerTypeTest::aSentenceMatchesIfItHoldsSuchAThing_data() {
    QTest::addColumn<AnswerType>("type");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<double>("match");
    const auto row = [](const char *name, AnswerType type, const QString &sentence, double match) {
        QTest::newRow(name) << type << sentence << match;
    };
    row("year", AnswerType::Date, QStringLiteral("It was built in 1887."), 1);
    row("century", AnswerType::Date, QStringLiteral("It dates from the 10th century."), 1);
    row("month", AnswerType::Date, QStringLiteral("They met in December."), 1);
    row("abbreviated month", AnswerType::Date, QStringLiteral("They met in Sept. of that year."), 1);
    row("no date", AnswerType::Date, QStringLiteral("It was built of iron."), 0);
    row("number in words", AnswerType::Number, QStringLiteral("There were twelve of them."), 1);
    row("no number", AnswerType::Number, QStringLiteral("There were many."), 0);
    row("per cent", AnswerType::Percentage, QStringLiteral("About 40 percent agreed."), 1);
    row("per cent sign", AnswerType::Percentage, QStringLiteral("About 40% agreed."), 1);
    row("only a number", AnswerType::Percentage, QStringLiteral("About 40 agreed."), .4);
    row("money", AnswerType::Money, QStringLiteral("It cost £3 million."), 1);
    row("duration", AnswerType::Duration, QStringLiteral("It lasted for several long years."), 1);
    row("measure", AnswerType::Measure, QStringLiteral("It is 330 metres tall."), 1);
    row("person", AnswerType::Person, QStringLiteral("They followed Rollo there."), 1);
    row("only a first word", AnswerType::Person, QStringLiteral("They followed him there."), 0);
    row("accented name", AnswerType::Person, QStringLiteral("it was Émile Zola"), 1);
    row("title in quotes", AnswerType::Name, QStringLiteral("it was called “the blue one”"), .6);
    row("place", AnswerType::Place, QStringLiteral("It lies in the northern France."), 1);
    row("no place", AnswerType::Place, QStringLiteral("It lies in the north."), 0);
    row("reason", AnswerType::Reason, QStringLiteral("It fell because of rust."), 1);
    row("manner", AnswerType::Manner, QStringLiteral("It is made by heating iron."), .5);
    row("anything", AnswerType::Other, QStringLiteral("Anything."), .5);
    row("empty", AnswerType::Date, QString(), 0);
}

void AnswerTypeTest::aSentenceMatchesIfItHoldsSuchAThing() {
    QFETCH(AnswerType, type);
    QFETCH(QString, sentence);
    QFETCH(double, match);
    QCOMPARE(matchesType(type, sentence, {}), match);
}

void AnswerTypeTest::onlyWhatTheQuestionDoesNotSayCounts() {
    const auto known = questionWords(u"Who beat Napoleon at Waterloo in 1815, and in which year?");
    QCOMPARE(matchesType(AnswerType::Date, u"It was in 1815.", known), 0.0);
    QCOMPARE(matchesType(AnswerType::Date, u"It was in 1816.", known), 1.0);
    QCOMPARE(matchesType(AnswerType::Person, u"There stood Napoleon.", known), 0.0);
    QCOMPARE(matchesType(AnswerType::Person, u"There stood Wellington.", known), 1.0);
    QCOMPARE(matchesType(AnswerType::Place, u"It was at Waterloo.", known), 0.0);
    QCOMPARE(matchesType(AnswerType::Number, u"Not 1815 but 12.", known), 1.0);
}

DOCCHAT_TEST(AnswerTypeTest)
#include "answertype_test.moc"
