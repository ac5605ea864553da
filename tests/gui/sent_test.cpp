#include "scene.h"
#include "testmain.h"

#include "chat/sentdialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProcess>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QString question = u"What does a lost key cost?"_s;

ui::SentDialog *openSent(Scene &scene, ui::AnswerView *answer) {
    ui::SentDialog *dialog = nullptr;
    // It is shown once the answer is kept.
    static_cast<void>(QTest::qWaitFor(
        [&] {
            dialog = scene.window()->findChild<ui::SentDialog *>();
            if (!dialog)
                buttonNamed(answer, u"What was sent"_s)->click();
            return dialog && dialog->isVisible();
        },
        patience));
    return dialog;
}

bool says(QWidget *dialog, const QString &words) {
    const auto labels = dialog->findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&](const QLabel *label) { return label->text().contains(words); });
}

} // namespace

class SentInTheWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasSentIsShownWordForWord();
    void whatALostAnswerSentIsShownToo();
    void anAnswerOfQuotesSentNothing();
    void theCommandLineShowsTheSame();
};

void SentInTheWindowTest::whatWasSentIsShownWordForWord() {
    ScriptedServer server;
    const QTemporaryDir folder;
    const auto provider = elsewhere(providerAt(server, u"scripted-chat"_s, u"scripted-embedder"_s));
    settings::Settings(folder.path()).agreeFor(provider.url, settings::Outgoing::Documents);
    Scene scene(provider, folder.path());
    QVERIFY(scene.dropAndWait(samplePath()));
    auto *answer = scene.ask(question);
    auto *dialog = openSent(scene, answer);
    QVERIFY(dialog);
    QVERIFY(says(dialog, u"Text went to 0.0.0.0: 2 requests, about "_s));
    const auto *list = dialog->findChild<QListWidget *>();
    QCOMPARE(list->count(), 2);
    QVERIFY2(list->item(0)->text().contains(u"scripted-embedder, to find passages"_s),
             qPrintable(list->item(0)->text()));
    auto *text = dialog->findChild<QPlainTextEdit *>();
    QCOMPARE(text->toPlainText(), u"— Text —\n"_s + question);
    dialog->findChild<QListWidget *>()->setCurrentRow(1);
    QVERIFY2(text->toPlainText().startsWith(u"— Instructions —\n"_s) &&
                 text->toPlainText().contains(question),
             qPrintable(text->toPlainText()));
    buttonNamed(dialog, u"Copy"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), text->toPlainText());
}

void SentInTheWindowTest::whatALostAnswerSentIsShownToo() {
    ScriptedServer server;
    server.setDefaultFault(u"/v1/chat/completions"_s, {.status = 401});
    Scene scene(providerAt(server, u"scripted-chat"_s, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    auto *dialog = openSent(scene, scene.ask(question));
    QVERIFY(dialog);
    QVERIFY(says(dialog, u"Nothing left this computer: text went to models that run on it."_s));
    QCOMPARE(dialog->findChild<QListWidget *>()->count(), 1);
}

void SentInTheWindowTest::anAnswerOfQuotesSentNothing() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    auto *dialog = openSent(scene, scene.ask(question));
    QVERIFY(dialog);
    QVERIFY(says(dialog, u"Nothing left this computer."_s));
    QVERIFY(!dialog->findChild<QListWidget *>());
}

void SentInTheWindowTest::theCommandLineShowsTheSame() {
    STARTS_A_PROCESS();
    ScriptedServer server;
    const QTemporaryDir folder;
    {
        Scene scene(providerAt(server, u"scripted-chat"_s, {}), folder.path());
        QVERIFY(scene.dropAndWait(samplePath()));
        QVERIFY(openSent(scene, scene.ask(question))); // it is kept by now
    }
    QProcess process;
    process.start(QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-cli"),
                  {u"--data"_s, folder.path(), u"--json"_s, u"show-sent"_s, u"1"_s});
    QVERIFY(process.waitForFinished(patience));
    const auto lines = process.readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    const auto answer = QJsonDocument::fromJson(lines[0]).object();
    QCOMPARE(answer["summary"_L1].toString(),
             u"Nothing left this computer: text went to models that run on it."_s);
    const auto sent = QJsonDocument::fromJson(lines[1]).object();
    QCOMPARE(sent["host"_L1].toString(), u"127.0.0.1"_s);
    QVERIFY(sent["local"_L1].toBool());
    QCOMPARE(sent["model"_L1].toString(), u"scripted-chat"_s);
    const auto turns = sent["turns"_L1].toArray();
    QVERIFY(turns.last()["text"_L1].toString().endsWith(question));
}

DOCCHAT_TEST(SentInTheWindowTest)
#include "sent_test.moc"
