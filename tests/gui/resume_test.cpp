#include "scene.h"
#include "testmain.h"

#include "index/journal.h"
#include "widgets/noticebar.h"

#include "async/run.h"

#include <QDir>
#include <QLabel>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What the line above the documents says; empty: it is not shown.
QString noticeOf(Scene &scene) {
    for (const auto *bar :
         scene.window()->library()->findChildren<ui::NoticeBar *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (bar->isVisible())
            return bar->findChild<QLabel *>()->text();
    }
    return {};
}

} // namespace

class ResumeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aClosedWindowGoesOnWhereItIsOpenedAgain();
    void whatTheProgramDiesOfIsSetAsideWithAReasonAndRetry();
    void aDocumentIsPausedAndResumedOverARestart();
    void allIsPausedAndResumedFromTheActivity();
};

void ResumeTest::aDocumentIsPausedAndResumedOverARestart() {
    const QTemporaryDir folder;
    const auto name = u"steel.txt"_s;
    const auto path = writeFile(QDir(folder.path()), name, paragraphs(12, "steel"));
    ScriptedServer server;
    const auto data = folder.filePath(u"data"_s);
    server.setEmbedDelay(10min);
    {
        Scene scene(providerAt(server, {}, u"any"_s), data, 2);
        QVERIFY(scene.drop({path}));
        QTRY_VERIFY_WITH_TIMEOUT(server.stats().inFlight > 0 && scene.row(name)->job != 0, patience);
        Q_EMIT scene.window()->library()->pauseWanted(scene.row(name)->job);
        QCOMPARE(scene.words(name), u"Pausing…"_s); // acknowledged at once
        QTRY_VERIFY_WITH_TIMEOUT(scene.words(name).startsWith(u"Paused"_s), patience);
        QTRY_COMPARE_WITH_TIMEOUT(server.stats().inFlight, 0, patience);
    }
    server.setEmbedDelay(0ms);
    Scene scene({}, data, 2);
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(name) && scene.words(name).startsWith(u"Paused"_s), patience);
    QCOMPARE(noticeOf(scene), QString()); // nothing goes on by itself
    QCOMPARE(scene.row(name)->action(), u"Resume"_s);
    scene.clickRowButton(name);
    QTRY_COMPARE_WITH_TIMEOUT(scene.words(name), u"2 parts"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM job"), 0, patience);
    QCOMPARE(scene.count("SELECT count(*) FROM embedding"), 12);
}

void ResumeTest::allIsPausedAndResumedFromTheActivity() {
    const QTemporaryDir folder;
    const QDir files(folder.path());
    ScriptedServer server;
    server.setEmbedDelay(10min);
    Scene scene(providerAt(server, {}, u"any"_s), {}, 2);
    QStringList paths;
    for (const auto *word : {"steel", "iron", "tin"})
        paths += writeFile(files, QString::fromLatin1(word) + u".txt"_s, paragraphs(12, word));
    QVERIFY(scene.drop(paths));
    QTRY_VERIFY_WITH_TIMEOUT(server.stats().inFlight > 0, patience);
    auto *activity = scene.window()->activity();
    scene.window()->toggleActivity();
    QTRY_VERIFY_WITH_TIMEOUT(buttonNamed(activity, u"Pause all"_s), patience);
    clickNamed(activity, u"Pause all"_s);
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM job WHERE state='paused'"), 3, patience);
    QTRY_VERIFY_WITH_TIMEOUT(buttonNamed(activity, u"Resume all"_s), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!buttonNamed(activity, u"Pause all"_s), patience);
    server.setEmbedDelay(0ms);
    clickNamed(activity, u"Resume all"_s);
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM document WHERE state='ready'"), 3, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!buttonNamed(activity, u"Resume all"_s), patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM job"), 0, patience);
}

void ResumeTest::aClosedWindowGoesOnWhereItIsOpenedAgain() {
    const QTemporaryDir folder;
    const QDir files(folder.path());
    QStringList paths;
    for (const auto *word : {"steel", "iron", "tin"})
        paths += writeFile(files, QString::fromLatin1(word) + u".txt"_s, paragraphs(12, word));
    ScriptedServer server;
    const auto data = folder.filePath(u"data"_s);
    server.setEmbedDelay(10min);
    {
        Scene scene(providerAt(server, {}, u"any"_s), data, 2);
        QCOMPARE(noticeOf(scene), QString());
        QVERIFY(scene.drop(paths));
        QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM document WHERE passages=12"), 2,
                                  patience);
        QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM job"), 3, patience);
    }
    {
        Scene scene({}, data, 2);
        QTRY_COMPARE_WITH_TIMEOUT(noticeOf(scene), u"Going on with 3 documents"_s, patience);
        QTRY_VERIFY_WITH_TIMEOUT(server.stats().inFlight > 0, patience);
    }
    server.setEmbedDelay(0ms);
    Scene scene({}, data, 2);
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM document WHERE state='ready'"), 3, patience);
    QTRY_COMPARE_WITH_TIMEOUT(noticeOf(scene), QString(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM job"), 0, patience);
}

void ResumeTest::whatTheProgramDiesOfIsSetAsideWithAReasonAndRetry() {
    const QTemporaryDir folder;
    const auto path = writeFile(QDir(folder.path()), u"bad.txt"_s, paragraphs(2, "steel"));
    const auto data = folder.filePath(u"data"_s);
    {
        Scene scene({}, data);
        std::ignore = async::run(scene.application().store().write([&](index::Database &database) {
            for (int i = 0; i < 3; ++i)
                index::begin(database, {path, {}, u"bad.txt"_s});
            return Done{};
        }));
    }
    Scene scene({}, data);
    QTRY_COMPARE_WITH_TIMEOUT(scene.words(u"bad.txt"_s), u"DocChat ended 3 times while it was being read"_s,
                              patience);
    QCOMPARE(scene.row(u"bad.txt"_s)->action(), u"Retry"_s);
    QCOMPARE(noticeOf(scene), QString());
    scene.clickRowButton(u"bad.txt"_s);
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM document WHERE state='ready'"), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM job"), 0, patience);
}

DOCCHAT_TEST(ResumeTest)

#include "resume_test.moc"
