#include "scene.h"
#include "testmain.h"

#include "chat/export.h"
#include "index/chats.h"
#include "index/messages.h"
#include "settings/modelsdialog.h"
#include "settings/providerform.h"

#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray canary = "sk-canary-in-the-mine";
const QString question = u"What does a lost key cost?"_s;
const QString chatPath = u"/v1/chat/completions"_s;

ui::ModelsDialog *openModels(Scene &scene) {
    QTest::keyClick(scene.window(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    return scene.dialog<ui::ModelsDialog>();
}

QLineEdit *field(QWidget *inside, const QString &name) {
    for (auto *edit : inside->findChildren<QLineEdit *>()) {
        if (edit->accessibleName() == name)
            return edit;
    }
    return nullptr;
}

void type(QWidget *inside, const QString &name, const QString &text) {
    typeInto(field(inside, name), text);
}

std::shared_ptr<FakeKeychain> keychainFor(const ScriptedServer &server) {
    auto keychain = std::make_shared<FakeKeychain>();
    keychain->keys.insert(provider::keyName(server.url()), canary);
    return keychain;
}

ProviderConfig withKey(ProviderConfig provider) {
    provider.hasKey = true;
    return provider;
}

void save(QWidget *dialog) {
    buttonNamed(dialog, u"Save"_s)->click();
}

bool says(QWidget *dialog, const QString &words) {
    const auto labels = dialog->findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&](const QLabel *label) { return label->text().contains(words); });
}

/// The first file of a folder that holds the canary.
QString fileWithCanary(const QString &folder) {
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly) || file.readAll().contains(canary))
            return file.fileName();
    }
    return {};
}

QString exported(Scene &scene) {
    return *scene.application().store().readNow([](index::Database &database) {
        const auto chat = index::allChats(database).front();
        return chat::toMarkdown(chat, index::messagesOf(database, chat.id));
    });
}

} // namespace

/// Keys that are typed in the window.
class KeysInTheWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTypedKeyReachesItsServerAndNothingElse();
    void aTypedKeyIsTriedBeforeItIsSaved();
    void anotherAddressNeedsItsOwnKey();
    void withoutAKeychainTheFormSaysSo();
    void cancelKeepsNoKey();
    void aRemovedServerTakesItsKeyAlong();
    void aKeyIsHiddenUntilItIsShown();
};

void KeysInTheWindowTest::aTypedKeyReachesItsServerAndNothingElse() {
    ScriptedServer server;
    const ScriptedServer thief;
    const auto keychain = std::make_shared<FakeKeychain>();
    const QTemporaryDir folder;
    Scene scene(providerAt(server, u"scripted-chat"_s, u"scripted-embedder"_s), folder.path(), 8, {},
                keychain);
    auto *dialog = openModels(scene);
    QVERIFY(dialog);
    type(dialog, u"Key"_s, QString::fromLatin1(canary));
    save(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(keychain->keys.value(provider::keyName(server.url())), canary, patience);
    QTRY_VERIFY_WITH_TIMEOUT(scene.application().provider() && scene.application().provider()->hasKey,
                             patience);
    server.reset();
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.ask(question));
    QVERIFY(server.stats().requests >= 2); // the control: the key came with each
    for (const auto &headers : server.stats().headers)
        QCOMPARE(headers.value("authorization"), "Bearer " + canary);
    server.setDefaultFault(chatPath,
                           {.status = 401, .body = R"({"error":{"message":"Bad key )" + canary + R"("}})"});
    const auto *refused = scene.ask(question);
    QVERIFY2(refused->message().note.contains(u"Bad key …"_s), qPrintable(refused->message().note));
    server.setDefaultFault(chatPath,
                           {.status = 307, .headers = {{"Location", thief.url(chatPath).toEncoded()}}});
    QVERIFY(scene.ask(question));
    QCOMPARE(thief.stats().connections, 0);
    QVERIFY(!exported(scene).contains(QLatin1StringView(canary)));
    QVERIFY(QFile::exists(folder.filePath(u"library.sqlite-wal"_s)));
    QCOMPARE(fileWithCanary(folder.path()), QString());
    QFile commandLine(u"/proc/self/cmdline"_s);
    QVERIFY(commandLine.open(QIODevice::ReadOnly) && !commandLine.readAll().contains(canary));
}

void KeysInTheWindowTest::aTypedKeyIsTriedBeforeItIsSaved() {
    ScriptedServer server;
    const auto keychain = std::make_shared<FakeKeychain>();
    Scene scene(providerAt(server, u"scripted-chat"_s, {}), {}, 8, {}, keychain);
    auto *dialog = openModels(scene);
    QVERIFY(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().requests, 1, patience);
    QVERIFY(!server.stats().headers.last().contains("authorization"));
    type(dialog, u"Key"_s, QString::fromLatin1(canary));
    leave(field(dialog, u"Key"_s));
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().requests, 2, patience);
    QCOMPARE(server.stats().headers.last().value("authorization"), "Bearer " + canary);
    QVERIFY(keychain->keys.isEmpty());
}

void KeysInTheWindowTest::anotherAddressNeedsItsOwnKey() {
    ScriptedServer server;
    ScriptedServer other;
    const auto keychain = keychainFor(server);
    Scene scene(withKey(providerAt(server, u"scripted-chat"_s, {})), {}, 8, {}, keychain);
    auto *dialog = openModels(scene);
    QVERIFY(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().requests, 1, patience);
    QCOMPARE(server.stats().headers.last().value("authorization"), "Bearer " + canary);
    type(dialog, u"Key"_s, u"sk-another"_s);
    type(dialog, u"Address"_s, other.url().toString());
    leave(field(dialog, u"Address"_s));
    QTRY_COMPARE_WITH_TIMEOUT(other.stats().requests, 1, patience);
    QVERIFY(field(dialog, u"Key"_s)->text().isEmpty());
    QVERIFY(says(dialog, u"needs its own key"_s));
    save(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(scene.application().provider()->url, other.url(), patience);
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.ask(question));
    for (const auto &headers : other.stats().headers)
        QVERIFY(!headers.contains("authorization"));
    QTRY_VERIFY_WITH_TIMEOUT(keychain->keys.isEmpty(), patience); // nobody is at the old address
}

void KeysInTheWindowTest::withoutAKeychainTheFormSaysSo() {
    ScriptedServer server;
    const auto keychain = std::make_shared<FakeKeychain>();
    keychain->isBroken = true;
    Scene scene(providerAt(server, u"scripted-chat"_s, {}), {}, 8, {}, keychain);
    auto *dialog = openModels(scene);
    QVERIFY(dialog);
    QVERIFY(!says(dialog, u"until DocChat ends"_s));
    type(dialog, u"Key"_s, QString::fromLatin1(canary));
    QTRY_VERIFY_WITH_TIMEOUT(says(dialog, u"No keychain works here: the key is kept until DocChat ends."_s),
                             patience);
    save(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(scene.application().keys().of(server.url()), canary, patience);
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.ask(question));
    QCOMPARE(server.stats().headers.last().value("authorization"), "Bearer " + canary);
    QVERIFY(!scene.application().provider()->hasKey);
}

void KeysInTheWindowTest::cancelKeepsNoKey() {
    ScriptedServer server;
    const auto keychain = std::make_shared<FakeKeychain>();
    Scene scene(providerAt(server, u"scripted-chat"_s, {}), {}, 8, {}, keychain);
    QPointer<ui::ModelsDialog> dialog = openModels(scene);
    QVERIFY(dialog);
    type(dialog, u"Key"_s, QString::fromLatin1(canary));
    dialog->reject(); // one that lists models may have a Cancel too
    QTRY_VERIFY_WITH_TIMEOUT(!dialog, patience);
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.ask(question));
    QVERIFY(!server.stats().headers.last().contains("authorization"));
    QVERIFY(keychain->keys.isEmpty());
}

void KeysInTheWindowTest::aRemovedServerTakesItsKeyAlong() {
    ScriptedServer server;
    const auto keychain = keychainFor(server);
    Scene scene(withKey(providerAt(server, u"scripted-chat"_s, {})), {}, 8, {}, keychain);
    auto *dialog = openModels(scene);
    QVERIFY(dialog);
    dialog->removeCurrent();
    save(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(keychain->keys.isEmpty(), patience);
}

void KeysInTheWindowTest::aKeyIsHiddenUntilItIsShown() {
    ScriptedServer server;
    Scene scene(providerAt(server, u"scripted-chat"_s, {}));
    auto *dialog = openModels(scene);
    QVERIFY(dialog);
    auto *key = field(dialog, u"Key"_s);
    QCOMPARE(key->echoMode(), QLineEdit::Password);
    buttonNamed(dialog, u"Show"_s)->click();
    QCOMPARE(key->echoMode(), QLineEdit::Normal);
    buttonNamed(dialog, u"Hide"_s)->click();
    QCOMPARE(key->echoMode(), QLineEdit::Password);
}

DOCCHAT_TEST(KeysInTheWindowTest)
#include "keys_test.moc"
