#include "index/chats.h"

#include "index/chatsearch.h"
#include "index/documents.h"
#include "index/messages.h"
#include "index/schema.h"

#include "chattest.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

class ChatsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theChatWithTheNewestMessageIsFirst();
    void aRenamedChatKeepsItsMessages();
    void removingAChatLeavesNothingOfIt();
    void removingAChatTakesItsWordsOutOfTheFile();
    void aLongChatIsRemovedToo();
    void aRemovedChatIsHiddenUntilItIsBroughtBack();
    void purgingTakesTheRemovedChatsAlone();
    void aTitleOfThePersonsOwnIsNeverOverwritten();
    void styleIsKeptWithTheChat();
    void scopeFollowsTheDocuments();
    void aScopeFollowsADocumentThatIsReadAgain();
    void draftsAreKeptByChat();
    void presetsAreKeptByName();
};

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

void ChatsTest::removingAChatTakesItsWordsOutOfTheFile() {
    Library library;
    library.database.execute("PRAGMA journal_mode=DELETE; PRAGMA secure_delete=ON");
    const auto chat = addChat(library.database, {});
    addMessage(library.database, addChat(library.database, {}), question(u"kept"_s));
    addMessage(library.database, chat, question(u"xylophonist"_s));
    const auto path = library.folder.filePath(u"library.sqlite"_s);
    QVERIFY(bytesOf(path).contains("xylophonist"));
    removeChat(library.database, chat);
    QVERIFY(owesScrub(library.database));
    scrubRemovedWords(library.database);
    QVERIFY(!bytesOf(path).contains("xylophon")); // the stem too
    QCOMPARE(checkIntegrity(library.database), QStringList());
}

void ChatsTest::aLongChatIsRemovedToo() {
    Library library;
    const auto chat = addChat(library.database, {});
    Transaction transaction(library.database);
    for (int i = 0; i < 2'500; ++i)
        addMessage(library.database, chat, question(u"q%1"_s.arg(i)));
    transaction.commit();
    QCOMPARE(messagesOf(library.database, chat).size(), size_t(2'500));
    QVERIFY(removeChat(library.database, chat));
    QCOMPARE(library.count("message"), 0);
}

void ChatsTest::aRemovedChatIsHiddenUntilItIsBroughtBack() {
    Library library;
    const auto chat = addChat(library.database, u"Metals"_s);
    addMessage(library.database, chat, question(u"steel"_s));
    setRemoved(library.database, chat, true);
    QVERIFY(allChats(library.database).empty());
    QVERIFY(!findChat(library.database, chat));
    QVERIFY(searchChats(library.database, u"steel"_s, 9).empty());
    setRemoved(library.database, chat, false);
    QCOMPARE(allChats(library.database).size(), size_t(1));
    QCOMPARE(searchChats(library.database, u"steel"_s, 9).size(), size_t(1));
}

void ChatsTest::purgingTakesTheRemovedChatsAlone() {
    Library library;
    const auto gone = addChat(library.database, u"gone"_s);
    const auto kept = addChat(library.database, u"kept"_s);
    for (const auto chat : {gone, kept})
        addMessage(library.database, chat, question(u"q"_s));
    setDraft(library.database, gone, u"half a"_s);
    setRemoved(library.database, gone, true);
    QCOMPARE(purgeRemovedChats(library.database), 1);
    QCOMPARE(purgeRemovedChats(library.database), 0);
    QCOMPARE(library.count("chat"), 1);
    QCOMPARE(library.count("message"), 1);
    QCOMPARE(library.count("draft"), 0);
    QVERIFY(findChat(library.database, kept));
}

void ChatsTest::aTitleOfThePersonsOwnIsNeverOverwritten() {
    Library library;
    const auto chat = addChat(library.database, u"first"_s);
    suggestTitle(library.database, chat, u"second"_s);
    QCOMPARE(findChat(library.database, chat)->title, u"second"_s);
    QVERIFY(!findChat(library.database, chat)->titled);
    renameChat(library.database, chat, u"mine"_s);
    suggestTitle(library.database, chat, u"third"_s);
    QCOMPARE(findChat(library.database, chat)->title, u"mine"_s);
    QVERIFY(findChat(library.database, chat)->titled);
}

void ChatsTest::styleIsKeptWithTheChat() {
    Library library;
    const auto chat = addChat(library.database, {});
    const auto other = addChat(library.database, {});
    const AnswerStyle style{u"Say “du”"_s, AnswerLength::Long, u"de"_s};
    setStyle(library.database, chat, style);
    QCOMPARE(findChat(library.database, chat)->style, style);
    QCOMPARE(findChat(library.database, other)->style, AnswerStyle());
}

void ChatsTest::scopeFollowsTheDocuments() {
    Library library;
    const auto first = library.add(u"a.txt"_s, {u"one"_s});
    const auto second = library.add(u"b.txt"_s, {u"two"_s});
    const auto chat = addChat(library.database, {});
    QVERIFY(findChat(library.database, chat)->scope.isEmpty());
    setScope(library.database, chat, {second, first, 99}); // one of them is not there
    QCOMPARE(findChat(library.database, chat)->scope, (QList<DocumentId>{first, second}));
    removeDocument(library.database, first);
    QCOMPARE(findChat(library.database, chat)->scope, QList<DocumentId>{second});
    setScope(library.database, chat, {});
    QVERIFY(findChat(library.database, chat)->scope.isEmpty());
}

void ChatsTest::aScopeFollowsADocumentThatIsReadAgain() {
    Library library;
    const auto old = library.add(u"a.txt"_s, {u"one"_s});
    const auto chat = addChat(library.database, {});
    setScope(library.database, chat, {old});
    const auto anew = replaceDocument(library.database, *findDocument(library.database, old));
    QVERIFY(anew != old);
    QCOMPARE(findChat(library.database, chat)->scope, QList<DocumentId>{anew});
}

void ChatsTest::draftsAreKeptByChat() {
    Library library;
    const auto chat = addChat(library.database, {});
    setDraft(library.database, chat, u"half a"_s);
    setDraft(library.database, chat, u"half a question"_s);
    setDraft(library.database, 0, u"of a new one"_s);
    QCOMPARE(draftOf(library.database, chat), u"half a question"_s);
    QCOMPARE(draftOf(library.database, 0), u"of a new one"_s);
    setDraft(library.database, chat, {});
    QCOMPARE(draftOf(library.database, chat), QString());
    QCOMPARE(library.count("draft"), 1);
}

void ChatsTest::presetsAreKeptByName() {
    Library library;
    savePreset(library.database, {u"Tables"_s, {u"Answer in tables"_s, AnswerLength::Short, u"en"_s}});
    savePreset(library.database, {u"Letters"_s, {u"Write a letter"_s}});
    savePreset(library.database, {u"Letters"_s, {u"Write a long letter"_s, AnswerLength::Long}});
    const auto presets = allPresets(library.database);
    QCOMPARE(presets.size(), size_t(2));
    QCOMPARE(presets[0].name, u"Letters"_s);
    QCOMPARE(presets[0].style, (AnswerStyle{u"Write a long letter"_s, AnswerLength::Long}));
    QCOMPARE(presets[1].style, (AnswerStyle{u"Answer in tables"_s, AnswerLength::Short, u"en"_s}));
    QVERIFY(removePreset(library.database, u"Letters"_s));
    QVERIFY(!removePreset(library.database, u"Letters"_s));
    QCOMPARE(allPresets(library.database).size(), size_t(1));
}

DOCCHAT_TEST(ChatsTest)

#include "chats_test.moc"
