#include "index/sent.h"

#include "index/chats.h"

#include "chattest.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

Sent aSending() {
    return {QDateTime::fromMSecsSinceEpoch(1'700'000'000'123),
            u"api.example.com"_s,
            false,
            Sent::Purpose::Write,
            u"large-3"_s,
            {{u"system"_s, u"Be brief."_s}, {u"user"_s, u"“Stahl” & 鉄\n[x]\u0007"_s}}};
}

} // namespace

class SentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasSentComesBackInOrder();
    void anAnswerThatSentNothingSaysSo();
    void ofOlderAnswersNobodyKnows();
    void itGoesWithItsChat();
};

void SentTest::whatWasSentComesBackInOrder() {
    Library library;
    const auto message = addMessage(library.database, addChat(library.database, u"c"_s), answer(u"a"_s));
    auto second = aSending();
    second.purpose = Sent::Purpose::Find;
    second.local = true;
    addSent(library.database, message, {aSending()});
    addSent(library.database, message, {second});
    const auto sent = sentFor(library.database, message);
    QVERIFY(sent);
    QCOMPARE(sent->size(), size_t(2));
    const auto &first = sent->front();
    QCOMPARE(first.at, aSending().at);
    QCOMPARE(first.host, u"api.example.com"_s);
    QVERIFY(!first.local);
    QCOMPARE(first.purpose, Sent::Purpose::Write);
    QCOMPARE(first.model, u"large-3"_s);
    QCOMPARE(first.turns.size(), size_t(2));
    QCOMPARE(first.turns[1].speaker, u"user"_s);
    QCOMPARE(first.turns[1].text, aSending().turns[1].text);
    QCOMPARE(sent->back().purpose, Sent::Purpose::Find);
    QVERIFY(sent->back().local);
}

void SentTest::anAnswerThatSentNothingSaysSo() {
    Library library;
    const auto message = addMessage(library.database, addChat(library.database, u"c"_s), answer(u"a"_s));
    QVERIFY(sentFor(library.database, message));
    QVERIFY(sentFor(library.database, message)->empty());
    QVERIFY(!sentFor(library.database, message + 1));
}

void SentTest::ofOlderAnswersNobodyKnows() {
    QTemporaryDir folder;
    Database database(folder.filePath(u"library.sqlite"_s), Database::Mode::ReadWrite);
    migrate(database, 6);
    database.execute("INSERT INTO chat(title, changed_at) VALUES ('c', 1);"
                     "INSERT INTO message(chat, role, text, at) VALUES (1, 'answer', 'a', 2);"
                     "INSERT INTO provider(name, kind, url) VALUES ('p', 'openai', 'https://example.org')");
    migrate(database);
    QVERIFY(!sentFor(database, 1));
    QCOMPARE(database.integer("SELECT has_key FROM provider"), 0);
}

void SentTest::itGoesWithItsChat() {
    Library library;
    const auto chat = addChat(library.database, u"c"_s);
    addSent(library.database, addMessage(library.database, chat, answer(u"a"_s)), {aSending()});
    QCOMPARE(library.count("sent"), 1);
    QVERIFY(removeChat(library.database, chat));
    QCOMPARE(library.count("sent"), 0);
}

DOCCHAT_TEST(SentTest)
#include "sent_test.moc"
