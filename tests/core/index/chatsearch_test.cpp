#include "index/chatsearch.h"

#include "index/chats.h"

#include "chattest.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

class ChatSearchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMatchSaysWhereItStands();
    void wordsAreFolded_data();
    void wordsAreFolded();
    void everyWordMustBeThere();
    void theLastWordMayBeBegun();
    void titlesComeFirst();
    void versionsThatAreNotChosenAreFoundToo();
    void theNewestComeFirstAndNoMoreThanAsked();
    void whatHasNoWordsFindsNothing_data();
    void whatHasNoWordsFindsNothing();
};

void ChatSearchTest::aMatchSaysWhereItStands() {
    Library library;
    const auto chat = addChat(library.database, u"Bikes"_s);
    addMessage(library.database, chat, question(u"What does a key cost?"_s));
    const auto answered = addMessage(
        library.database, chat,
        answer(u"There is much to be said of locks and doors. A lost key of the boat house costs twelve "
               "euros, and it has to be paid at the desk before the end of the month."_s));
    const auto matches = searchChats(library.database, u"boat"_s, 9);
    QCOMPARE(matches.size(), size_t(1));
    QCOMPARE(matches[0].chat, chat);
    QCOMPARE(matches[0].message, answered);
    QCOMPARE(matches[0].title, u"Bikes"_s);
    QVERIFY2(matches[0].snippet.size() < 90, qPrintable(matches[0].snippet));
    QCOMPARE(matches[0].marks.size(), size_t(1));
    const auto [start, length] = matches[0].marks[0];
    QCOMPARE(matches[0].snippet.mid(start, length), u"boat"_s);
    QVERIFY2(start < 20 && matches[0].snippet.startsWith(u'…'), qPrintable(matches[0].snippet));
}

void ChatSearchTest::wordsAreFolded_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("typed");
    QTest::newRow("case") << u"The Harbour"_s << u"hARBOUR"_s;
    QTest::newRow("accents") << u"Ein Café in Zürich"_s << u"cafe zurich"_s;
    QTest::newRow("forms") << u"They were running"_s << u"run"_s;
    QTest::newRow("wide forms") << u"ＡＢＣ"_s << u"abc"_s;
    QTest::newRow("Japanese") << u"東京都の図書館"_s << u"図書"_s;
    QTest::newRow("Greek") << u"Η ΒΙΒΛΙΟΘΗΚΗ"_s << u"βιβλιοθηκη"_s;
}

void ChatSearchTest::wordsAreFolded() {
    QFETCH(QString, text);
    QFETCH(QString, typed);
    Library library;
    const auto chat = addChat(library.database, {});
    addMessage(library.database, chat, answer(text));
    addMessage(library.database, chat, answer(u"something else"_s));
    QCOMPARE(searchChats(library.database, typed, 9).size(), size_t(1));
}

void ChatSearchTest::everyWordMustBeThere() {
    Library library;
    const auto chat = addChat(library.database, {});
    addMessage(library.database, chat, answer(u"steel and copper"_s));
    addMessage(library.database, chat, answer(u"steel and tin"_s));
    QCOMPARE(searchChats(library.database, u"steel"_s, 9).size(), size_t(2));
    QCOMPARE(searchChats(library.database, u"copper steel"_s, 9).size(), size_t(1));
    QVERIFY(searchChats(library.database, u"copper tin"_s, 9).empty());
}

void ChatSearchTest::theLastWordMayBeBegun() {
    Library library;
    const auto chat = addChat(library.database, {});
    addMessage(library.database, chat, answer(u"The xylophone is in the boat house"_s));
    const auto matches = searchChats(library.database, u"boat xylo"_s, 9);
    QCOMPARE(matches.size(), size_t(1));
    QCOMPARE(matches[0].marks.size(), size_t(2));
    QVERIFY(searchChats(library.database, u"xylo boat"_s, 9).empty());
}

void ChatSearchTest::titlesComeFirst() {
    Library library;
    const auto named = addChat(library.database, u"The Boat House"_s);
    addMessage(library.database, named, question(u"q"_s));
    const auto other = addChat(library.database, u"Keys"_s);
    addMessage(library.database, other, question(u"Where is the boat?"_s));
    const auto matches = searchChats(library.database, u"boat"_s, 9);
    QCOMPARE(matches.size(), size_t(2));
    QCOMPARE(matches[0].chat, named);
    QCOMPARE(matches[0].message, 0);
    QCOMPARE(matches[1].chat, other);
    QCOMPARE(searchChats(library.database, u"boat ho"_s, 9).size(), size_t(1));
}

void ChatSearchTest::versionsThatAreNotChosenAreFoundToo() {
    Library library;
    const auto chat = addChat(library.database, {});
    const auto first = addMessage(library.database, chat, question(u"steel"_s));
    addVersion(library.database, chat, 0, question(u"copper"_s));
    const auto matches = searchChats(library.database, u"steel"_s, 9);
    QCOMPARE(matches.size(), size_t(1));
    QCOMPARE(matches[0].message, first);
}

void ChatSearchTest::theNewestComeFirstAndNoMoreThanAsked() {
    Library library;
    const auto chat = addChat(library.database, {});
    for (int i = 0; i < 20; ++i)
        addMessage(library.database, chat, question(u"steel %1"_s.arg(i)));
    const auto matches = searchChats(library.database, u"steel"_s, 5);
    QCOMPARE(matches.size(), size_t(5));
    QVERIFY(matches[0].message > matches[1].message);
}

void ChatSearchTest::whatHasNoWordsFindsNothing_data() {
    QTest::addColumn<QString>("typed");
    QTest::newRow("nothing") << QString();
    QTest::newRow("marks") << u"\" * ( ) - ?"_s;
    QTest::newRow("a null") << QString(QChar(0));
}

void ChatSearchTest::whatHasNoWordsFindsNothing() {
    QFETCH(QString, typed);
    Library library;
    addMessage(library.database, addChat(library.database, u"steel"_s), question(u"steel"_s));
    QVERIFY(searchChats(library.database, typed, 9).empty());
}

DOCCHAT_TEST(ChatSearchTest)

#include "chatsearch_test.moc"
