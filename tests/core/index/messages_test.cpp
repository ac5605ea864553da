#include "index/messages.h"

#include "index/chats.h"
#include "index/chatsearch.h"

#include "chattest.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

class MessagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void messagesComeBackInOrderWithAllThatTheyHad();
    void everyStateOfAnAnswerIsKept_data();
    void everyStateOfAnAnswerIsKept();
    void quotesOutliveTheirDocument();
    void aMessageOfNoChatIsRefused();
    void anEditedQuestionKeepsTheEarlierBranch();
    void anAnswerWrittenAnewIsAnotherVersion();
    void theFirstQuestionHasVersionsToo();
    void aChosenVersionGoesOnWithItsNewestBranch();
    void choosingWhatIsThereChangesNothing();
    void aGrowingAnswerIsReadWithAllItsPieces();
    void aFinishedAnswerTakesThePlaceOfItsPieces();
    void aCrashLosesNothingThatWasSaved();
    void aMessageThatIsItsOwnParentEndsTheBranch();
};

void MessagesTest::messagesComeBackInOrderWithAllThatTheyHad() {
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
    QCOMPARE(messages[0].parent, 0);
    QVERIFY(messages[0].citations.empty());
    QCOMPARE(messages[1].id, answered);
    QCOMPARE(messages[1].role, Role::Answer);
    QCOMPARE(messages[1].note, u"a note"_s);
    QCOMPARE(messages[1].model, u"m"_s);
    QCOMPARE(messages[1].parent, asked);
    QVERIFY(messages[1].at.secsTo(QDateTime::currentDateTime()) < 600);
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

void MessagesTest::everyStateOfAnAnswerIsKept_data() {
    QTest::addColumn<AnswerState>("state");
    QTest::newRow("done") << AnswerState::Done;
    QTest::newRow("not found") << AnswerState::NotFound;
    QTest::newRow("interrupted") << AnswerState::Interrupted;
    QTest::newRow("failed") << AnswerState::Failed;
}

void MessagesTest::everyStateOfAnAnswerIsKept() {
    QFETCH(AnswerState, state);
    Library library;
    const auto chat = addChat(library.database, {});
    addMessage(library.database, chat, {0, Role::Answer, {}, state, {}, {}});
    QCOMPARE(messagesOf(library.database, chat).front().state, state);
}

void MessagesTest::quotesOutliveTheirDocument() {
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

void MessagesTest::aMessageOfNoChatIsRefused() {
    Library library;
    QVERIFY(!sqliteErrorOf([&] { addMessage(library.database, 99, answerWith({})); }).isEmpty());
    QCOMPARE(library.count("message"), 0);
}

void MessagesTest::anEditedQuestionKeepsTheEarlierBranch() {
    Library library;
    const auto chat = addChat(library.database, {});
    addMessage(library.database, chat, question(u"q1"_s));
    const auto first = addMessage(library.database, chat, answer(u"a1"_s));
    const auto asked = addMessage(library.database, chat, question(u"q2"_s));
    addMessage(library.database, chat, answer(u"a2"_s));
    const auto edited = addVersion(library.database, chat, first, question(u"q2 edited"_s));
    addMessage(library.database, chat, answer(u"a2 edited"_s));
    QCOMPARE(textsOf(library.database, chat),
             (QStringList{u"q1"_s, u"a1"_s, u"q2 edited"_s, u"a2 edited"_s}));
    const auto messages = messagesOf(library.database, chat);
    QCOMPARE(messages[2].versions, (QList<qint64>{asked, edited}));
    QCOMPARE(messages[2].version(), 2);
    QCOMPARE(messages[3].versions.size(), 1);
    QCOMPARE(messages[0].versions.size(), 1);
    chooseMessage(library.database, asked);
    QCOMPARE(textsOf(library.database, chat), (QStringList{u"q1"_s, u"a1"_s, u"q2"_s, u"a2"_s}));
    QCOMPARE(messagesOf(library.database, chat)[2].version(), 1);
}

void MessagesTest::anAnswerWrittenAnewIsAnotherVersion() {
    Library library;
    const auto chat = addChat(library.database, {});
    const auto asked = addMessage(library.database, chat, question(u"q"_s));
    for (const auto *text : {"a", "b", "c"})
        addVersion(library.database, chat, asked, answer(QString::fromLatin1(text)));
    const auto messages = messagesOf(library.database, chat);
    QCOMPARE(textsOf(library.database, chat), (QStringList{u"q"_s, u"c"_s}));
    QCOMPARE(messages[1].versions.size(), 3);
    QCOMPARE(messages[1].version(), 3);
    chooseMessage(library.database, messages[1].versions[1]);
    QCOMPARE(textsOf(library.database, chat), (QStringList{u"q"_s, u"b"_s}));
}

void MessagesTest::theFirstQuestionHasVersionsToo() {
    Library library;
    const auto chat = addChat(library.database, {});
    const auto other = addChat(library.database, {});
    const auto first = addMessage(library.database, chat, question(u"first"_s));
    addMessage(library.database, other, question(u"of another chat"_s));
    const auto edited = addVersion(library.database, chat, 0, question(u"edited"_s));
    const auto messages = messagesOf(library.database, chat);
    QCOMPARE(messages.size(), size_t(1));
    QCOMPARE(messages[0].text, u"edited"_s);
    QCOMPARE(messages[0].versions, (QList<qint64>{first, edited}));
}

void MessagesTest::aChosenVersionGoesOnWithItsNewestBranch() {
    Library library;
    const auto chat = addChat(library.database, {});
    const auto first = addMessage(library.database, chat, question(u"q"_s));
    const auto answered = addMessage(library.database, chat, answer(u"a"_s));
    addMessage(library.database, chat, question(u"older"_s));
    addVersion(library.database, chat, answered, question(u"newer"_s));
    addMessage(library.database, chat, answer(u"newer a"_s));
    addVersion(library.database, chat, 0, question(u"elsewhere"_s));
    QCOMPARE(textsOf(library.database, chat), QStringList{u"elsewhere"_s});
    chooseMessage(library.database, first);
    QCOMPARE(textsOf(library.database, chat), (QStringList{u"q"_s, u"a"_s, u"newer"_s, u"newer a"_s}));
}

void MessagesTest::choosingWhatIsThereChangesNothing() {
    Library library;
    const auto chat = addChat(library.database, {});
    const auto first = addMessage(library.database, chat, question(u"q"_s));
    const auto answered = addMessage(library.database, chat, answer(u"a"_s));
    const auto older = addMessage(library.database, chat, question(u"older"_s));
    addVersion(library.database, chat, answered, question(u"newer"_s));
    chooseMessage(library.database, older);
    chooseMessage(library.database, first);
    chooseMessage(library.database, 12345);
    QCOMPARE(textsOf(library.database, chat), (QStringList{u"q"_s, u"a"_s, u"older"_s}));
}

void MessagesTest::aGrowingAnswerIsReadWithAllItsPieces() {
    Library library;
    const auto chat = addChat(library.database, {});
    addMessage(library.database, chat, question(u"q"_s));
    const auto id = addMessage(library.database, chat, {0, Role::Answer, {}, AnswerState::Interrupted});
    growMessage(library.database, id, u"One "_s, {});
    growMessage(library.database, id, u"two [1] "_s, {aCitation(1)});
    growMessage(library.database, id, u"three"_s, {});
    const auto grown = messagesOf(library.database, chat).back();
    QCOMPARE(grown.text, u"One two [1] three"_s);
    QCOMPARE(grown.state, AnswerState::Interrupted);
    QCOMPARE(grown.citations.size(), size_t(1));
}

void MessagesTest::aFinishedAnswerTakesThePlaceOfItsPieces() {
    Library library;
    const auto chat = addChat(library.database, {});
    const auto id = addMessage(library.database, chat, {0, Role::Answer, {}, AnswerState::Interrupted});
    growMessage(library.database, id, u"Steel [1], ir"_s, {aCitation(1)});
    auto whole = answerWith({aCitation(1), aCitation(2)});
    whole.id = id;
    finishMessage(library.database, whole);
    const auto kept = messagesOf(library.database, chat).back();
    QCOMPARE(kept.text, whole.text);
    QCOMPARE(kept.state, AnswerState::Done);
    QCOMPARE(kept.citations.size(), size_t(2));
    QCOMPARE(kept.model, u"m"_s);
    QCOMPARE(library.count("message_piece"), 0);
    QCOMPARE(searchChats(library.database, u"iron"_s, 9).size(), size_t(1));
    QCOMPARE(checkIntegrity(library.database), QStringList());
}

void MessagesTest::aCrashLosesNothingThatWasSaved() {
    Library library;
    const auto chat = addChat(library.database, {});
    const auto id =
        addMessage(library.database, chat, {0, Role::Answer, {}, AnswerState::Interrupted, u"cut"_s, u"m"_s});
    growMessage(library.database, id, u"One "_s, {aCitation(1)});
    growMessage(library.database, id, u"xylophone"_s, {});
    joinPieces(library.database); // as the next start does
    const auto kept = messagesOf(library.database, chat).back();
    QCOMPARE(kept.text, u"One xylophone"_s);
    QCOMPARE(kept.state, AnswerState::Interrupted);
    QCOMPARE(kept.note, u"cut"_s);
    QCOMPARE(kept.model, u"m"_s);
    QCOMPARE(kept.citations.size(), size_t(1));
    QCOMPARE(library.count("message_piece"), 0);
    QCOMPARE(searchChats(library.database, u"xylophone"_s, 9).size(), size_t(1));
}

void MessagesTest::aMessageThatIsItsOwnParentEndsTheBranch() {
    Library library;
    const auto chat = addChat(library.database, {});
    addMessage(library.database, chat, question(u"q"_s));
    const auto id = addMessage(library.database, chat, answer(u"a"_s));
    library.database.execute(("UPDATE message SET parent=id WHERE id=" + QByteArray::number(id)).constData());
    QCOMPARE(textsOf(library.database, chat), QStringList{u"a"_s});
    const auto other = addVersion(library.database, chat, 0, question(u"other"_s));
    chooseMessage(library.database, id);
    chooseMessage(library.database, other);
    QCOMPARE(textsOf(library.database, chat), QStringList{u"other"_s});
}

DOCCHAT_TEST(MessagesTest)

#include "messages_test.moc"
