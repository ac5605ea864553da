#include "chat/keptanswer.h"

#include "async/background.h"
#include "async/run.h"
#include "async/sleep.h"
#include "index/chats.h"
#include "index/documents.h"
#include "index/messages.h"
#include "index/sent.h"

#include "testmain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace docchat;
using namespace docchat::chat;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using async::Task;

class KeptAnswerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSavedIsThereAfterACrash();
    void aFinishedAnswerIsWhole();
    void finishingAloneKeepsQuestionAndAnswer();
    void twoSavesAtOnceKeepEveryPieceOnce();
    void aCancelledSaveWritesNothingTwice();
    void anEditedFirstQuestionGivesTheTitleAnew();
    void anotherAnswerFollowsTheSameQuestion();
    void aFailedSaveIsToldAndTheEndTriesAgain();
    void whatIsSentIsKeptAsItIsSent();
    void whatWasSentInAFailedSaveIsNotLost();
    void anAnswerThatIsGoneOnWithStaysTheSame();
    void aNewChatGetsItsStyle();
    void aChatAboutOneDocumentIsNamedAfterIt();
};

namespace {

const Message begun{0, Role::Answer, {}, AnswerState::Interrupted, u"cut off"_s, u"m"_s};

/// A library in a folder of its own, on a loop of its own.
struct Kept {
    QTemporaryDir folder;
    async::Loop loop;
    std::unique_ptr<index::Store> store;

    Kept() { open(); }
    void open() {
        store.reset();
        auto opened = index::Store::open(folder.path());
        if (!opened.ok())
            qFatal("%s", qPrintable(opened.error().text()));
        store = std::move(*opened);
    }
    std::vector<Message> messages(qint64 chat = 1) {
        return *store->readNow([chat](index::Database &database) { return messagesOf(database, chat); });
    }
    QStringList sentFor(qint64 message) {
        QStringList hosts;
        const auto sent = *store->readNow(
            [message](index::Database &database) { return index::sentFor(database, message); });
        for (const auto &one : sent.value())
            hosts += one.host;
        return hosts;
    }
    QString title(qint64 chat = 1) {
        return store->readNow([chat](index::Database &database) { return index::findChat(database, chat); })
            ->value_or(Chat())
            .title;
    }
};

Sent sentTo(const QString &host) {
    Sent sent;
    sent.host = host;
    return sent;
}

Message whole(const QString &text) {
    return {0, Role::Answer, text, AnswerState::Done, {}, u"m"_s};
}

Task<void> saved(KeptAnswer *answer) {
    std::ignore = co_await answer->save();
}

Task<void> saveTogether(KeptAnswer *answer) {
    return async::TaskGroup::run([answer](async::TaskGroup &group) {
        for (int i = 0; i < 4; ++i) {
            answer->add(u"%1 "_s.arg(i));
            group.spawn("save", saved, answer);
        }
    });
}

Task<void> cancelASave(KeptAnswer *answer) {
    answer->add(u"one "_s);
    async::Background background;
    background.spawn("save", saved, answer);
    co_await async::sleepFor(0ms); // it is under way
    co_await background.shutdown(5s);
}

} // namespace

void KeptAnswerTest::whatIsSavedIsThereAfterACrash() {
    Kept kept;
    KeptAnswer answer(kept.store.get(), {0, u"What is it?"_s, {}}, begun);
    answer.add(u"One "_s);
    QVERIFY(async::run(answer.save()).ok());
    answer.add(u"two"_s);
    QVERIFY(async::run(answer.save()).ok());
    answer.add(u" lost"_s);
    kept.open(); // the next start
    const auto messages = kept.messages();
    QCOMPARE(messages.size(), size_t(2));
    QCOMPARE(messages[0].text, u"What is it?"_s);
    QCOMPARE(messages[1].text, u"One two"_s);
    QCOMPARE(messages[1].state, AnswerState::Interrupted);
    QCOMPARE(messages[1].note, u"cut off"_s);
    QCOMPARE(kept.title(), u"What is it?"_s);
}

void KeptAnswerTest::aFinishedAnswerIsWhole() {
    Kept kept;
    KeptAnswer answer(kept.store.get(), {0, u"What is it?"_s, {}}, begun);
    answer.add(u"One "_s);
    QVERIFY(async::run(answer.save()).ok());
    QVERIFY(async::run(answer.finish(whole(u"One two"_s))).ok());
    answer.add(u" late"_s);
    QVERIFY(async::run(answer.save()).ok());
    const auto messages = kept.messages();
    QCOMPARE(messages.size(), size_t(2));
    QCOMPARE(messages[1].id, answer.message());
    QCOMPARE(messages[1].text, u"One two"_s);
    QCOMPARE(messages[1].state, AnswerState::Done);
}

void KeptAnswerTest::finishingAloneKeepsQuestionAndAnswer() {
    Kept kept;
    KeptAnswer answer(kept.store.get(), {0, u"What is it?"_s, {}}, begun);
    QVERIFY(async::run(answer.finish(whole(u"Steel"_s))).ok());
    QCOMPARE(answer.chat(), 1);
    QCOMPARE(kept.messages().size(), size_t(2));
}

void KeptAnswerTest::twoSavesAtOnceKeepEveryPieceOnce() {
    Kept kept;
    KeptAnswer answer(kept.store.get(), {0, u"q"_s, {}}, begun);
    async::run(saveTogether(&answer));
    QCOMPARE(kept.messages().size(), size_t(2));
    QCOMPARE(kept.messages()[1].text, u"0 1 2 3 "_s);
}

void KeptAnswerTest::aCancelledSaveWritesNothingTwice() {
    Kept kept;
    KeptAnswer answer(kept.store.get(), {0, u"q"_s, {}}, begun);
    async::run(cancelASave(&answer));
    QVERIFY(async::run(answer.finish(whole(u"one two"_s))).ok());
    QCOMPARE(kept.messages().size(), size_t(2));
    QCOMPARE(kept.messages()[1].text, u"one two"_s);
    QCOMPARE(kept.messages()[0].versions.size(), 1);
    QVERIFY(kept.messages(2).empty());
}

void KeptAnswerTest::anEditedFirstQuestionGivesTheTitleAnew() {
    Kept kept;
    KeptAnswer first(kept.store.get(), {0, u"first"_s, {}}, begun);
    QVERIFY(async::run(first.finish(whole(u"a"_s))).ok());
    KeptAnswer second(kept.store.get(), {1, u"second"_s, {}}, begun);
    QVERIFY(async::run(second.finish(whole(u"b"_s))).ok());
    QCOMPARE(kept.title(), u"first"_s);
    KeptAnswer edited(kept.store.get(), {1, u"edited"_s, {}, 0}, begun);
    QVERIFY(async::run(edited.finish(whole(u"c"_s))).ok());
    QCOMPARE(kept.title(), u"edited"_s);
    QCOMPARE(kept.messages().size(), size_t(2));
    QCOMPARE(kept.messages()[0].versions.size(), 2);
}

void KeptAnswerTest::anotherAnswerFollowsTheSameQuestion() {
    Kept kept;
    KeptAnswer first(kept.store.get(), {0, u"q"_s, {}}, begun);
    QVERIFY(async::run(first.finish(whole(u"a"_s))).ok());
    const auto asked = kept.messages()[0].id;
    KeptAnswer again(kept.store.get(), {1, {}, {}, asked}, begun);
    QVERIFY(async::run(again.finish(whole(u"b"_s))).ok());
    const auto messages = kept.messages();
    QCOMPARE(messages.size(), size_t(2));
    QCOMPARE(messages[0].id, asked);
    QCOMPARE(messages[1].text, u"b"_s);
    QCOMPARE(messages[1].versions.size(), 2);
}

void KeptAnswerTest::aFailedSaveIsToldAndTheEndTriesAgain() {
    Kept kept;
    KeptAnswer answer(kept.store.get(), {99, u"q"_s, {}}, begun); // there is no such chat
    answer.add(u"x"_s);
    const auto saved = async::run(answer.save());
    QVERIFY(!saved.ok());
    QCOMPARE(saved.error().kind, ErrorKind::Disk);
    QVERIFY(!async::run(answer.finish(whole(u"x"_s))).ok());
    QVERIFY(kept.messages(99).empty());
}

void KeptAnswerTest::whatIsSentIsKeptAsItIsSent() {
    Kept kept;
    KeptAnswer answer(kept.store.get(), {0, u"q"_s, {}}, begun);
    answer.add(sentTo(u"one"_s));
    QVERIFY(async::run(answer.save()).ok());
    QCOMPARE(kept.sentFor(answer.message()), QStringList{u"one"_s}); // also after a crash
    answer.add(sentTo(u"two"_s));
    QVERIFY(async::run(answer.finish(whole(u"x"_s))).ok());
    QCOMPARE(kept.sentFor(answer.message()), (QStringList{u"one"_s, u"two"_s}));
}

void KeptAnswerTest::whatWasSentInAFailedSaveIsNotLost() {
    Kept kept;
    KeptAnswer answer(kept.store.get(), {99, u"q"_s, {}}, begun); // there is no such chat yet
    answer.add(sentTo(u"one"_s));
    QVERIFY(!async::run(answer.save()).ok());
    QVERIFY(async::run(kept.store->write([](index::Database &database) {
                database.execute("INSERT INTO chat(id, title, changed_at) VALUES (99, '', 1)");
                return Done{};
            })).ok());
    answer.add(sentTo(u"two"_s));
    QVERIFY(async::run(answer.save()).ok());
    QCOMPARE(kept.sentFor(answer.message()), (QStringList{u"one"_s, u"two"_s}));
}

void KeptAnswerTest::anAnswerThatIsGoneOnWithStaysTheSame() {
    Kept kept;
    KeptAnswer first(kept.store.get(), {0, u"q"_s, {}}, begun);
    auto cut = whole(u"One "_s);
    cut.state = AnswerState::OutOfRoom;
    QVERIFY(async::run(first.finish(cut)).ok());
    auto before = kept.messages()[1];
    before.note = u"cut off"_s;
    const AnswerPlace place{1, {}, {}, kept.messages()[0].id, before.id, {}};
    KeptAnswer rest(kept.store.get(), place, before);
    rest.add(u"two"_s);
    QVERIFY(async::run(rest.save()).ok());
    kept.open(); // the next start, after a crash
    QCOMPARE(kept.messages().size(), size_t(2));
    QCOMPARE(kept.messages()[1].id, before.id);
    QCOMPARE(kept.messages()[1].text, u"One two"_s);
    QCOMPARE(kept.messages()[1].state, AnswerState::Interrupted);
    QCOMPARE(kept.messages()[1].note, u"cut off"_s);
    KeptAnswer last(kept.store.get(), place, kept.messages()[1]);
    QVERIFY(async::run(last.finish(whole(u"One two three"_s))).ok());
    QCOMPARE(kept.messages().size(), size_t(2));
    QCOMPARE(kept.messages()[1].text, u"One two three"_s);
    QCOMPARE(kept.messages()[1].state, AnswerState::Done);
}

void KeptAnswerTest::aNewChatGetsItsStyle() {
    Kept kept;
    const AnswerStyle style{u"Be brief."_s, AnswerLength::Normal, u"de"_s};
    KeptAnswer answer(kept.store.get(), {0, u"q"_s, {}, std::nullopt, 0, style}, begun);
    QVERIFY(async::run(answer.finish(whole(u"a"_s))).ok());
    const auto chat =
        kept.store->readNow([](index::Database &database) { return index::findChat(database, 1); });
    QCOMPARE(chat->value().style, style);
}

void KeptAnswerTest::aChatAboutOneDocumentIsNamedAfterIt() {
    Kept kept;
    const auto document = async::run(kept.store->write([](index::Database &database) {
        Document handbook;
        handbook.name = u"bicycle handbook.pdf"_s;
        handbook.sha256 = "1";
        handbook.path = u"/bicycle handbook.pdf"_s;
        return index::addDocument(database, handbook);
    }));
    KeptAnswer answer(kept.store.get(), {0, u"Summarise this document"_s, {*document}}, begun);
    QVERIFY(async::run(answer.finish(whole(u"a"_s))).ok());
    QCOMPARE(kept.title(), u"Summarise bicycle handbook"_s);
    KeptAnswer other(kept.store.get(), {0, u"Summarise this document"_s, {}}, begun);
    QVERIFY(async::run(other.finish(whole(u"a"_s))).ok());
    QCOMPARE(kept.title(2), u"Summarise this document"_s);
}

DOCCHAT_TEST(KeptAnswerTest)

#include "keptanswer_test.moc"
