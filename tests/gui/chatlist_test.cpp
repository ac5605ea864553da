#include "library/chatdelegate.h"
#include "scene.h"
#include "testmain.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString cargo = u"How long may I keep a cargo bike?"_s;
const QString key = u"What does a lost key cost?"_s;

/// Two chats about the sample, of which the one about the key is open.
struct TwoChats {
    Scene scene;
    bool ready = false;

    explicit TwoChats(const QString &folder = {}) : scene({}, folder) {
        ready = scene.dropAndWait(samplePath()) && scene.ask(cargo);
        clickNamed(scene.window()->library(), u"New chat"_s);
        ready = ready && QTest::qWaitFor([&] { return scene.answers().isEmpty(); }, patience) &&
                scene.ask(key) && QTest::qWaitFor([&] { return titles().size() == 2; }, patience);
    }
    QListWidget *list() { return scene.window()->library()->findChild<QListWidget *>(); }
    QStringList titles() {
        QStringList titles;
        for (int row = 0; row < list()->count(); ++row)
            titles += list()->item(row)->text();
        return titles;
    }
    QString shownQuestion() {
        auto *bubble = scene.window()->chat()->findChild<QLabel *>(u"bubble"_s);
        return bubble ? bubble->text() : QString();
    }
    QLineEdit *search() {
        for (auto *field : scene.window()->library()->findChildren<QLineEdit *>()) {
            if (field->accessibleName() == u"Search chats"_s)
                return field;
        }
        return nullptr;
    }
};

} // namespace

class ChatListTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void f2RenamesInPlaceAndTheNameStays();
    void anEmptyNameChangesNothing();
    void aDeletedChatCanBeBroughtBack();
    void aDeletedChatIsGoneAtTheNextStart();
    void twoDeletedChatsComeBackTogether();
    void deletingTheChatThatIsWrittenStopsIt();
    void aSearchFindsWordsInAllChatsAndOpensAtTheMessage();
    void aSearchOpensTheVersionWithTheWords();
    void aSearchWithoutMatchesSaysSo();
};

void ChatListTest::f2RenamesInPlaceAndTheNameStays() {
    TwoChats chats;
    QVERIFY(chats.ready);
    chats.list()->setFocus();
    chats.list()->setCurrentRow(0);
    QTest::keyClick(chats.list(), Qt::Key_F2);
    auto *field = chats.list()->findChild<QLineEdit *>();
    QVERIFY(field);
    QCOMPARE(field->text(), key);
    field->selectAll();
    QTest::keyClicks(field, u"Keys and locks"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(chats.scene.count("SELECT titled FROM chat WHERE title='Keys and locks'"), 1,
                              patience);
    QTRY_COMPARE_WITH_TIMEOUT(chats.titles(), (QStringList{u"Keys and locks"_s, cargo}), patience);
    QVERIFY(chats.scene.ask(u"And a lost bike?"_s));
    QTRY_COMPARE_WITH_TIMEOUT(chats.titles(), (QStringList{u"Keys and locks"_s, cargo}), patience);
}

void ChatListTest::anEmptyNameChangesNothing() {
    TwoChats chats;
    QVERIFY(chats.ready);
    chats.list()->setFocus();
    chats.list()->setCurrentRow(0);
    QTest::keyClick(chats.list(), Qt::Key_F2);
    auto *field = chats.list()->findChild<QLineEdit *>();
    QVERIFY(field);
    field->clear();
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(chats.titles(), (QStringList{key, cargo}), patience);
    QCOMPARE(chats.scene.count("SELECT count(*) FROM chat WHERE titled=1"), 0);
}

void ChatListTest::aDeletedChatCanBeBroughtBack() {
    TwoChats chats;
    QVERIFY(chats.ready);
    chats.list()->setCurrentRow(0);
    QTest::keyClick(chats.list(), Qt::Key_Delete);
    QTRY_COMPARE_WITH_TIMEOUT(chats.titles(), QStringList{cargo}, patience);
    QTRY_VERIFY_WITH_TIMEOUT(chats.scene.answers().isEmpty(), patience);
    auto *undo = buttonNamed(chats.scene.window()->library(), u"Undo"_s);
    QVERIFY(undo);
    click(undo);
    QTRY_COMPARE_WITH_TIMEOUT(chats.titles(), (QStringList{key, cargo}), patience);
    QTRY_COMPARE_WITH_TIMEOUT(chats.shownQuestion(), key, patience);
    QVERIFY(!buttonNamed(chats.scene.window()->library(), u"Undo"_s));
}

void ChatListTest::aDeletedChatIsGoneAtTheNextStart() {
    const QTemporaryDir folder;
    {
        TwoChats chats(folder.path());
        QVERIFY(chats.ready);
        chats.list()->setCurrentRow(0);
        QTest::keyClick(chats.list(), Qt::Key_Delete);
        QTRY_COMPARE_WITH_TIMEOUT(chats.titles(), QStringList{cargo}, patience);
        QCOMPARE(chats.scene.count("SELECT count(*) FROM chat"), 2); // for Undo
    }
    Scene scene({}, folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM chat"), 1, patience);
    QCOMPARE(scene.count("SELECT count(*) FROM message_fts WHERE message_fts MATCH 'lost'"), 0);
    QTRY_COMPARE_WITH_TIMEOUT(scene.answers().size(), 1, patience);
    QVERIFY(!buttonNamed(scene.window()->library(), u"Undo"_s));
}

void ChatListTest::twoDeletedChatsComeBackTogether() {
    TwoChats chats;
    QVERIFY(chats.ready);
    for (int left = 1; left >= 0; --left) {
        chats.list()->setCurrentRow(0);
        QTest::keyClick(chats.list(), Qt::Key_Delete);
        QTRY_COMPARE_WITH_TIMEOUT(chats.list()->count(), left, patience);
    }
    clickNamed(chats.scene.window()->library(), u"Undo"_s);
    QTRY_COMPARE_WITH_TIMEOUT(chats.list()->count(), 2, patience);
}

void ChatListTest::deletingTheChatThatIsWrittenStopsIt() {
    ScriptedServer server;
    server.setAnswer(QStringList(200, u"word"_s), 40ms);
    Scene scene(providerAt(server, u"m"_s, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.typeQuestion(key);
    auto *list = scene.window()->library()->findChild<QListWidget *>();
    QTRY_COMPARE_WITH_TIMEOUT(list->count(), 1, patience); // while it is written
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().inFlight, 1, patience);
    list->setCurrentRow(0);
    QTest::keyClick(list, Qt::Key_Delete);
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().disconnects.size(), 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.gui().chat()->writing() && scene.answers().isEmpty(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(list->count(), 0, patience);
}

void ChatListTest::aSearchFindsWordsInAllChatsAndOpensAtTheMessage() {
    TwoChats chats;
    QVERIFY(chats.ready);
    QTest::keyClick(chats.scene.window(), Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(chats.scene.window()->focusWidget(), chats.search());
    QTest::keyClicks(chats.search(), u"keep CARG"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        !chats.titles().isEmpty() && chats.titles().count(cargo) == chats.list()->count(), patience);
    QTest::keyClick(chats.search(), Qt::Key_Down);
    QTest::keyClick(chats.list(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(chats.shownQuestion(), cargo, patience);
    chats.search()->clear();
    QTRY_COMPARE_WITH_TIMEOUT(chats.titles(), (QStringList{key, cargo}), patience);
}

void ChatListTest::aSearchOpensTheVersionWithTheWords() {
    ScriptedServer server;
    server.setAnswer({u"A xylophone."_s}, 1ms);
    Scene scene(providerAt(server, u"m"_s, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.ask(key));
    server.setAnswer({u"A trumpet."_s}, 1ms);
    const auto shown = [&] {
        return scene.answers().isEmpty() ? QString() : scene.answers().last()->message().text.trimmed();
    };
    clickNamed(scene.answers().last(), u"Regenerate"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shown() == u"A trumpet."_s && !scene.gui().chat()->writing(), patience);
    auto *list = scene.window()->library()->findChild<QListWidget *>();
    for (auto *field : scene.window()->library()->findChildren<QLineEdit *>()) {
        if (field->accessibleName() == u"Search chats"_s)
            field->setText(u"xylophone"_s);
    }
    const auto found = [&] {
        return list->count() == 1 && list->item(0)->data(ui::ChatDelegate::MessageRole) != 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(found(), patience);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, Qt::NoModifier,
                      list->visualItemRect(list->item(0)).center());
    QTRY_COMPARE_WITH_TIMEOUT(shown(), u"A xylophone."_s, patience);
}

void ChatListTest::aSearchWithoutMatchesSaysSo() {
    TwoChats chats;
    QVERIFY(chats.ready);
    chats.search()->setText(u"zebra"_s);
    QTRY_COMPARE_WITH_TIMEOUT(chats.list()->count(), 0, patience);
    QStringList said;
    for (auto *label : chats.scene.window()->library()->findChildren<QLabel *>()) {
        if (label->isVisible())
            said += label->text();
    }
    QVERIFY(said.contains(u"No chat has these words."_s));
}

DOCCHAT_TEST(ChatListTest)

#include "chatlist_test.moc"
