#include "index/providers.h"

#include "indextest.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

class ProvidersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSavedComesBackAndIsActive();
    void theSameNameIsReplaced();
    void oneIsActiveAtATime();
    void noneIsActiveForAnEmptyName();
    void aNameThatIsNotThereChangesNothing();
    void aRemovedOneIsGone();
    void noKeyIsEverStored();
    void aKeyIsNotedForItsOrigin();
    void localIsToldFromTheAddress_data();
    void localIsToldFromTheAddress();
};

namespace {

ProviderConfig aProvider(const QString &name) {
    ProviderConfig provider;
    provider.name = name;
    provider.url = QUrl(u"http://127.0.0.1:8080/v1"_s);
    provider.embedModel = u"bge"_s;
    provider.chatModel = u"qwen"_s;
    provider.keyEnv = u"MY_KEY"_s;
    return provider;
}

QString activeName(Database &database) {
    const auto active = activeProvider(database);
    return active ? active->name : QString();
}

} // namespace

void ProvidersTest::whatIsSavedComesBackAndIsActive() {
    Library library;
    QVERIFY(allProviders(library.database).empty());
    QVERIFY(!activeProvider(library.database));
    saveProvider(library.database, aProvider(u"home"_s));
    const auto found = activeProvider(library.database);
    QVERIFY(found.has_value());
    const auto given = aProvider(u"home"_s);
    QCOMPARE(found->name, given.name);
    QCOMPARE(found->kind, u"openai"_s);
    QCOMPARE(found->url, given.url);
    QCOMPARE(found->embedModel, given.embedModel);
    QCOMPARE(found->chatModel, given.chatModel);
    QCOMPARE(found->keyEnv, given.keyEnv);
    QVERIFY(found->active);
}

void ProvidersTest::theSameNameIsReplaced() {
    Library library;
    saveProvider(library.database, aProvider(u"home"_s));
    const auto id = activeProvider(library.database)->id;
    auto changed = aProvider(u"home"_s);
    changed.url = QUrl(u"https://example.org"_s);
    changed.chatModel.clear();
    saveProvider(library.database, changed);
    QCOMPARE(allProviders(library.database).size(), size_t(1));
    QCOMPARE(activeProvider(library.database)->id, id);
    QCOMPARE(activeProvider(library.database)->url, changed.url);
    QCOMPARE(activeProvider(library.database)->chatModel, QString());
}

void ProvidersTest::oneIsActiveAtATime() {
    Library library;
    for (const auto &name : {u"b"_s, u"c"_s, u"a"_s})
        saveProvider(library.database, aProvider(name));
    QCOMPARE(activeName(library.database), u"a"_s);
    QVERIFY(useProvider(library.database, u"b"_s));
    QCOMPARE(activeName(library.database), u"b"_s);
    QCOMPARE(library.count("provider WHERE active"), 1);
    QStringList names;
    for (const auto &provider : allProviders(library.database))
        names += provider.name;
    QCOMPARE(names, QStringList({u"a"_s, u"b"_s, u"c"_s}));
}

void ProvidersTest::noneIsActiveForAnEmptyName() {
    Library library;
    saveProvider(library.database, aProvider(u"home"_s));
    QVERIFY(useProvider(library.database, {}));
    QVERIFY(!activeProvider(library.database));
    QCOMPARE(allProviders(library.database).size(), size_t(1));
}

void ProvidersTest::aNameThatIsNotThereChangesNothing() {
    Library library;
    saveProvider(library.database, aProvider(u"home"_s));
    QVERIFY(!useProvider(library.database, u"hmoe"_s));
    QCOMPARE(activeName(library.database), u"home"_s);
}

void ProvidersTest::aRemovedOneIsGone() {
    Library library;
    saveProvider(library.database, aProvider(u"a"_s));
    saveProvider(library.database, aProvider(u"b"_s));
    QVERIFY(removeProvider(library.database, u"b"_s));
    QVERIFY(!removeProvider(library.database, u"b"_s));
    QVERIFY(!activeProvider(library.database));
    QCOMPARE(allProviders(library.database).size(), size_t(1));
}

void ProvidersTest::noKeyIsEverStored() {
    Library library;
    qputenv("MY_KEY", "sk-canary-in-the-mine");
    saveProvider(library.database, aProvider(u"home"_s));
    qunsetenv("MY_KEY");
    QVERIFY(!bytesOf(library.folder.filePath(u"library.sqlite"_s)).contains("sk-canary"));
}

void ProvidersTest::aKeyIsNotedForItsOrigin() {
    Library library;
    const auto hasKey = [&](const QString &name) {
        for (const auto &one : allProviders(library.database)) {
            if (one.name == name)
                return one.hasKey;
        }
        return false;
    };
    auto other = aProvider(u"elsewhere"_s);
    other.url = QUrl(u"https://example.org"_s);
    saveProvider(library.database, aProvider(u"a"_s));
    saveProvider(library.database, other);
    setHasKey(library.database, QUrl(u"http://127.0.0.1:8080/other/path"_s), true);
    QVERIFY(hasKey(u"a"_s));
    QVERIFY(!hasKey(u"elsewhere"_s));
    saveProvider(library.database, aProvider(u"b"_s)); // of the same origin
    QVERIFY(hasKey(u"b"_s));
    auto moved = aProvider(u"b"_s);
    moved.url.setPort(9090);
    saveProvider(library.database, moved);
    QVERIFY(!hasKey(u"b"_s));
    setHasKey(library.database, aProvider(u"a"_s).url, false);
    QVERIFY(!hasKey(u"a"_s));
}

void ProvidersTest::localIsToldFromTheAddress_data() {
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<bool>("local");
    QTest::newRow("localhost") << QUrl(u"http://localhost:8080"_s) << true;
    QTest::newRow("127.0.0.1") << QUrl(u"http://127.0.0.1:1/v1"_s) << true;
    QTest::newRow("127.1.2.3") << QUrl(u"http://127.1.2.3"_s) << true;
    QTest::newRow("::1") << QUrl(u"http://[::1]:8080"_s) << true;
    QTest::newRow("another machine") << QUrl(u"http://192.168.1.2:8080"_s) << false;
    QTest::newRow("a name that begins alike") << QUrl(u"https://localhost.example.org"_s) << false;
    QTest::newRow("a name that begins with 127.") << QUrl(u"https://127.example.org"_s) << false;
}

void ProvidersTest::localIsToldFromTheAddress() {
    QFETCH(QUrl, url);
    QFETCH(bool, local);
    auto provider = aProvider(u"p"_s);
    provider.url = url;
    QCOMPARE(provider.isLocal(), local);
}

DOCCHAT_TEST(ProvidersTest)

#include "providers_test.moc"
