#include "index/chats.h"

#include "indextest.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

class ChatsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void messagesComeBackInOrderWithAllThatTheyHad();
    void everyStateOfAnAnswerIsKept_data();
    void everyStateOfAnAnswerIsKept();
    void theChatWithTheNewestMessageIsFirst();
    void aRenamedChatKeepsItsMessages();
    void removingAChatLeavesNothingOfIt();
    void quotesOutliveTheirDocument();
    void aMessageOfNoChatIsRefused();
};

namespace {

Message question(const QString &text) {
    return {0, Role::Question, text, AnswerState::Done, {}, {}};
}

Message answerWith(std::vector<Citation> citations) {
    return {0,           Role::Answer, u"Steel [1], iron [2]."_s, AnswerState::Done,
            u"a note"_s, u"m"_s,       std::move(citations)};
}

Citation aCitation(int number, DocumentId document = 5) {
    return {number,
            document,
            40 + number,
            u"a.pdf"_s,
            DocumentKind::Pdf,
            7 + number,
            u"page %1"_s.arg(7 + number),
            100,
            123,
            u"“Stahl” & 鉄\n[x]"_s,
            number % 2 == 1};
}

} // namespace

void ChatsTest::messagesComeBackInOrderWithAllThatTheyHad() {
    Library library;
    const auto chat = addChat(library.database, u"Metals"_s);
    const auto other = addChat(library.database, u"Other"_s);
    const auto asked = addMessage(library.database, chat, question(u"What is it?"_s));
    addMessage(library.database, other, question(u"Elsewhere"_s));
    const auto answered = addMessage(library.database, chat, answerWith({aCitation(2), aCitation(1)}));
    const auto messages = messagesOf(library.database, chat);
    QCOMPARE(messages.size(), size_t(2));
    QCOMPARE(messages[0].id, asked);
    QCOMPARE(messages[0].role, Role::Question);
    QCOMPARE(messages[0].text, u"What is it?"_s);
    QVERIFY(messages[0].citations.empty());
    QCOMPARE(messages[1].id, answered);
    QCOMPARE(messages[1].role, Role::Answer);
    QCOMPARE(messages[1].note, u"a note"_s);
    QCOMPARE(messages[1].model, u"m"_s);
    QCOMPARE(messages[1].citations.size(), size_t(2));
    const auto &first = messages[1].citations[0];
    const auto given = aCitation(1);
    QCOMPARE(first.number, 1);
    QCOMPARE(first.document, given.document);
    QCOMPARE(first.passage, given.passage);
    QCOMPARE(first.name, given.name);
    QCOMPARE(first.kind, given.kind);
    QCOMPARE(first.page, given.page);
    QCOMPARE(first.place, given.place);
    QCOMPARE(first.start, given.start);
    QCOMPARE(first.end, given.end);
    QCOMPARE(first.quote, given.quote);
    QVERIFY(first.verified);
    QVERIFY(!messages[1].citations[1].verified);
}

void ChatsTest::everyStateOfAnAnswerIsKept_data() {
    QTest::addColumn<AnswerState>("state");
    QTest::newRow("done") << AnswerState::Done;
    QTest::newRow("not found") << AnswerState::NotFound;
    QTest::newRow("interrupted") << AnswerState::Interrupted;
    QTest::newRow("failed") << AnswerState::Failed;
}

void ChatsTest::everyStateOfAnAnswerIsKept() {
    QFETCH(AnswerState, state);
    Library library;
    const auto chat = addChat(library.database, {});
    addMessage(library.database, chat, {0, Role::Answer, {}, state, {}, {}});
    QCOMPARE(messagesOf(library.database, chat).front().state, state);
}

void ChatsTest::theChatWithTheNewestMessageIsFirst() {
    Library library;
    const auto first = addChat(library.database, u"first"_s);
    const auto second = addChat(library.database, u"second"_s);
    QCOMPARE(allChats(library.database).front().id, second);
    library.database.execute("UPDATE chat SET changed_at=changed_at-1000");
    addMessage(library.database, first, question(u"again"_s));
    const auto chats = allChats(library.database);
    QCOMPARE(chats.size(), size_t(2));
    QCOMPARE(chats[0].id, first);
    QCOMPARE(chats[0].title, u"first"_s);
    QVERIFY(chats[0].changedAt > chats[1].changedAt);
}

void ChatsTest::aRenamedChatKeepsItsMessages() {
    Library library;
    const auto chat = addChat(library.database, u"old"_s);
    addMessage(library.database, chat, question(u"q"_s));
    renameChat(library.database, chat, u"new"_s);
    QCOMPARE(allChats(library.database).front().title, u"new"_s);
    QCOMPARE(messagesOf(library.database, chat).size(), size_t(1));
}

void ChatsTest::removingAChatLeavesNothingOfIt() {
    Library library;
    const auto chat = addChat(library.database, u"gone"_s);
    const auto kept = addChat(library.database, u"kept"_s);
    addMessage(library.database, chat, answerWith({aCitation(1), aCitation(2)}));
    addMessage(library.database, kept, answerWith({aCitation(1)}));
    QVERIFY(removeChat(library.database, chat));
    QVERIFY(!removeChat(library.database, chat));
    for (const auto *table : {"chat", "message", "citation"})
        QVERIFY2(library.count(table) == 1, table);
    QCOMPARE(messagesOf(library.database, kept).size(), size_t(1));
}

void ChatsTest::quotesOutliveTheirDocument() {
    Library library;
    const auto document = library.add(u"a.txt"_s, {u"Steel is strong."_s});
    const auto chat = addChat(library.database, {});
    addMessage(library.database, chat, answerWith({aCitation(1, document)}));
    QVERIFY(removeDocument(library.database, document));
    const auto messages = messagesOf(library.database, chat);
    QCOMPARE(messages.front().citations.size(), size_t(1));
    QCOMPARE(messages.front().citations.front().quote, aCitation(1).quote);
    QCOMPARE(checkIntegrity(library.database), QStringList());
}

void ChatsTest::aMessageOfNoChatIsRefused() {
    Library library;
    QVERIFY(!sqliteErrorOf([&] { addMessage(library.database, 99, answerWith({})); }).isEmpty());
    QCOMPARE(library.count("message"), 0);
}

DOCCHAT_TEST(ChatsTest)

#include "chats_test.moc"
