#include "provider/keys.h"

#include "async/gather.h"
#include "async/sleep.h"
#include "fakekeychain.h"
#include "providertest.h"

using namespace docchat;
using namespace docchat::provider;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using async::Task;

namespace {

const QUrl server(u"https://api.example.com/v1"_s);
const QString name = u"docchat https://api.example.com:443"_s;

/// A provider whose key is in the keychain.
ProviderConfig withKey(const QUrl &url) {
    auto config = configFor(url);
    config.hasKey = true;
    return config;
}

Task<void> loadTogether(Keys *keys) {
    std::vector<Task<void>> loads;
    for (int i = 0; i < 8; ++i)
        loads.push_back(keys->load(server));
    co_await async::gather(std::move(loads));
}

Task<void> loadTwice(Keys *keys, async::Milliseconds between) {
    co_await keys->load(server);
    co_await async::sleepFor(between);
    co_await keys->load(server);
}

} // namespace

class KeysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKeyIsForItsOriginAlone_data();
    void aKeyIsForItsOriginAlone();
    void whatIsKeptIsInTheKeychain();
    void withoutAKeychainAKeyStaysInMemory();
    void aKeyWithALineBreakIsRefused();
    void aForgottenKeyIsNowhere();
    void theKeychainIsAskedOnceByMany();
    void aKeychainThatFailsIsLeftInPeaceForAWhile();
    void aKeyTypedWhileTheKeychainIsSlowStays();
    void aServerGetsItsKeyFromTheKeychain();
    void theEnvironmentCountsFirst();
    void withoutANoteNoKeychainIsAsked();
    void aKeyInAnErrorIsTakenOut_data();
    void aKeyInAnErrorIsTakenOut();
};

void KeysTest::aKeyIsForItsOriginAlone_data() {
    QTest::addColumn<QUrl>("other");
    QTest::addColumn<bool>("gets");
    QTest::newRow("another path") << QUrl(u"https://api.example.com/other"_s) << true;
    QTest::newRow("the port said") << QUrl(u"https://API.example.com:443"_s) << true;
    QTest::newRow("no TLS") << QUrl(u"http://api.example.com/v1"_s) << false;
    QTest::newRow("no TLS, same port") << QUrl(u"http://api.example.com:443/v1"_s) << false;
    QTest::newRow("another port") << QUrl(u"https://api.example.com:8443/v1"_s) << false;
    QTest::newRow("another host") << QUrl(u"https://example.com/v1"_s) << false;
    QTest::newRow("the host as a name of a person")
        << QUrl(u"https://api.example.com@evil.org/v1"_s) << false;
}

void KeysTest::aKeyIsForItsOriginAlone() {
    QFETCH(QUrl, other);
    QFETCH(bool, gets);
    Keys keys(std::make_shared<FakeKeychain>());
    QVERIFY(really([&] { return keys.keep(server, "canary"); }).ok());
    really([&] { return keys.load(other); });
    QCOMPARE(keys.of(other), gets ? QByteArray("canary") : QByteArray());
}

void KeysTest::whatIsKeptIsInTheKeychain() {
    const auto keychain = std::make_shared<FakeKeychain>();
    Keys keys(keychain);
    QCOMPARE(*really([&] { return keys.keep(server, "canary"); }), KeyPlace::Keychain);
    QCOMPARE(keychain->keys.value(name), QByteArray("canary"));
    QVERIFY(really([&] { return keys.canStore(); }));
    Keys atTheNextStart(keychain);
    QCOMPARE(atTheNextStart.placeOf(server), KeyPlace::Nowhere);
    really([&] { return atTheNextStart.load(server); });
    QCOMPARE(atTheNextStart.of(server), QByteArray("canary"));
    QCOMPARE(atTheNextStart.placeOf(server), KeyPlace::Keychain);
}

void KeysTest::withoutAKeychainAKeyStaysInMemory() {
    const auto keychain = std::make_shared<FakeKeychain>();
    keychain->isBroken = true;
    Keys keys(keychain);
    QVERIFY(!really([&] { return keys.canStore(); }));
    QCOMPARE(*really([&] { return keys.keep(server, "canary"); }), KeyPlace::Memory);
    QCOMPARE(keys.of(server), QByteArray("canary"));
    QCOMPARE(keys.placeOf(server), KeyPlace::Memory);
    QVERIFY(keychain->keys.isEmpty());
}

void KeysTest::aKeyWithALineBreakIsRefused() {
    Keys keys(std::make_shared<FakeKeychain>());
    const auto kept = really([&] { return keys.keep(server, "canary\r\nX-Evil: 1"); });
    QVERIFY(!kept.ok());
    QCOMPARE(kept.error().kind, ErrorKind::Usage);
    QVERIFY(!kept.error().text().contains(u"canary"_s));
    QVERIFY(keys.of(server).isEmpty());
}

void KeysTest::aForgottenKeyIsNowhere() {
    const auto keychain = std::make_shared<FakeKeychain>();
    Keys keys(keychain);
    QVERIFY(really([&] { return keys.keep(server, "canary"); }).ok());
    really([&] { return keys.forget(server); });
    QVERIFY(keychain->keys.isEmpty());
    QVERIFY(keys.of(server).isEmpty());
}

void KeysTest::theKeychainIsAskedOnceByMany() {
    const auto keychain = std::make_shared<FakeKeychain>();
    keychain->keys.insert(name, "canary");
    Keys keys(keychain);
    really([&] { return loadTogether(&keys); });
    QCOMPARE(keychain->reads, 1);
    QCOMPARE(keys.of(server), QByteArray("canary"));
}

void KeysTest::aKeychainThatFailsIsLeftInPeaceForAWhile() {
    const auto keychain = std::make_shared<FakeKeychain>();
    keychain->isBroken = true;
    Keys keys(keychain);
    virtually([&] { return loadTwice(&keys, 10s); });
    QCOMPARE(keychain->reads, 1);
    Keys others(keychain);
    virtually([&] { return loadTwice(&others, 2min); });
    QCOMPARE(keychain->reads, 3);
}

void KeysTest::aKeyTypedWhileTheKeychainIsSlowStays() {
    const auto keychain = std::make_shared<FakeKeychain>();
    keychain->keys.insert(name, "old");
    Keys keys(keychain);
    virtually([&]() -> Task<void> {
        async::Event answers;
        keychain->answers = &answers;
        co_await async::TaskGroup::run([&](async::TaskGroup &group) {
            group.spawn("load", &Keys::load, &keys, server);
            group.spawn(
                "type",
                [](Keys *typed, async::Event *then) -> Task<void> {
                    co_await async::sleepFor(1s);
                    typed->hold(server, "new");
                    then->set();
                },
                &keys, &answers);
        });
        keychain->answers = nullptr;
    });
    QCOMPARE(keys.of(server), QByteArray("new"));
}

void KeysTest::aServerGetsItsKeyFromTheKeychain() {
    ScriptedServer scripted;
    const auto keychain = std::make_shared<FakeKeychain>();
    keychain->keys.insert(keyName(scripted.url()), "canary");
    Keys keys(keychain);
    OpenAiServer client(withKey(scripted.url()), quick(), {&keys, nullptr});
    QVERIFY(really([&] { return client.models(); }).ok());
    QVERIFY(really([&] { return embedded(&client, {u"text"_s}); }).vectors.ok());
    QVERIFY(!saidBy(client).error);
    QCOMPARE(scripted.stats().requests, 3);
    for (const auto &headers : scripted.stats().headers)
        QCOMPARE(headers.value("authorization"), QByteArray("Bearer canary"));
    QCOMPARE(keychain->reads, 1);
}

void KeysTest::theEnvironmentCountsFirst() {
    ScriptedServer scripted;
    const auto keychain = std::make_shared<FakeKeychain>();
    keychain->keys.insert(keyName(scripted.url()), "kept");
    Keys keys(keychain);
    auto config = withKey(scripted.url());
    config.keyEnv = u"DOCCHAT_TEST_KEY"_s;
    OpenAiServer client(config, quick(), {&keys, nullptr});
    qputenv("DOCCHAT_TEST_KEY", "named");
    QVERIFY(really([&] { return client.models(); }).ok());
    qunsetenv("DOCCHAT_TEST_KEY");
    QCOMPARE(keychain->reads, 0);
    QVERIFY(really([&] { return client.models(); }).ok());
    QCOMPARE(scripted.stats().headers[0].value("authorization"), QByteArray("Bearer named"));
    QCOMPARE(scripted.stats().headers[1].value("authorization"), QByteArray("Bearer kept"));
}

/// Asking it may make it ask for its password.
void KeysTest::withoutANoteNoKeychainIsAsked() {
    ScriptedServer scripted;
    const auto keychain = std::make_shared<FakeKeychain>();
    Keys keys(keychain);
    OpenAiServer client(configFor(scripted.url()), quick(), {&keys, nullptr});
    QVERIFY(really([&] { return client.models(); }).ok());
    QCOMPARE(keychain->reads, 0);
}

void KeysTest::aKeyInAnErrorIsTakenOut_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("said plainly") << QByteArray(R"({"error":{"message":"Wrong key: sk-canary/1."}})");
    QTest::newRow("with escapes") << QByteArray(R"({"error":{"message":"Wrong key: sk-canary\/1."}})");
    QTest::newRow("where it is cut") << R"({"error":{"message":")" + QByteArray(294, 'x') +
                                            R"(sk-canary/1"}})";
}

void KeysTest::aKeyInAnErrorIsTakenOut() {
    QFETCH(QByteArray, body);
    ScriptedServer scripted;
    scripted.setDefaultFault(u"/v1/models"_s, {.status = 401, .body = body});
    scripted.setDefaultFault(u"/v1/chat/completions"_s, {.status = 200, .body = body});
    Keys keys(nullptr);
    keys.hold(scripted.url(), "sk-canary/1");
    OpenAiServer client(configFor(scripted.url()), quick(), {&keys, nullptr});
    for (const auto &error : {really([&] { return client.models(); }).error(), *saidBy(client).error}) {
        QVERIFY2(error.message.contains(u"…"_s), qPrintable(error.message));
        QVERIFY2(!error.text().contains(u"sk-"_s), qPrintable(error.text()));
    }
}

DOCCHAT_TEST(KeysTest)
#include "keys_test.moc"
