// Pictures of docchat-screenshots: choosing models.

#include "stage.h"

#include "chat/offercard.h"
#include "chat/sentdialog.h"
#include "index/providers.h"
#include "scriptedserver.h"
#include "settings/gettingmodeldialog.h"
#include "settings/ggufsheet.h"
#include "settings/modelsdialog.h"
#include "settings/pullline.h"
#include "settings/sendingsheet.h"

#include "async/run.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QPushButton>
#include <QTest>

namespace docchat::pictures {
namespace {

constexpr auto chatPath = "/v1/chat/completions";

ProviderConfig configOf(const QString &name, const QString &kind, const QUrl &url, const QString &chat,
                        const QString &embed) {
    ProviderConfig config;
    config.name = name;
    config.kind = kind;
    config.url = url;
    config.chatModel = chat;
    config.embedModel = embed;
    return config;
}

template <class Dialog>
Dialog *dialogOf(Scene &stage) {
    Dialog *dialog = nullptr;
    need(QTest::qWaitFor(
             [&] { return (dialog = stage.gui->window()->template findChild<Dialog *>()) != nullptr; },
             patience),
         "a dialog");
    return dialog;
}

ui::ModelsDialog *openSettings(Scene &stage) {
    QTest::keyClick(stage.gui->window(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    return dialogOf<ui::ModelsDialog>(stage);
}

void keep(Scene &stage, const ProviderConfig &config) {
    need(async::run(stage.application->store().write([&](index::Database &database) {
             index::saveProvider(database, config);
             return Done{};
         })).ok(),
         "a provider");
}

void settings(QApplication *qt, const QDir &to) {
    tests::ScriptedServer server;
    server.setAnswer({QStringLiteral("Ready.")}, {});
    const auto used = configOf(QStringLiteral("Ollama"), QStringLiteral("ollama"), server.url(),
                               QStringLiteral("scripted-chat"), QStringLiteral("scripted-embedder"));
    Scene stage(qt, used);
    stage.addAndWait(copySample(QDir(stage.folder.path())));
    stage.gui->window()->hideSource();
    keep(stage, configOf(QStringLiteral("Example"), QStringLiteral("openai"),
                         QUrl(QStringLiteral("https://api.example.com/v1")), QStringLiteral("large-3"), {}));
    keep(stage, used); // what is kept last is in use
    auto *dialog = openSettings(stage);
    need(QTest::qWaitForWindowExposed(dialog), "the settings");
    auto *result = dialog->findChild<QLabel *>(QStringLiteral("testResult"));
    for (auto *edit : dialog->findChildren<QLineEdit *>()) {
        if (edit->accessibleName() == QStringLiteral("Key"))
            QTest::keyClicks(edit, QStringLiteral("sk-picture"));
    }
    dialog->findChild<QPushButton *>(QStringLiteral("test"))->click();
    need(QTest::qWaitFor([&] { return result->text().contains(QLatin1StringView("256")); }, patience),
         "a test");
    shootOver(stage, to, QStringLiteral("models"), dialog);
    dialog->close();
}

void failing(QApplication *qt, const QDir &to) {
    tests::ScriptedServer server;
    const tests::ScriptedServer::Fault refused{
        .status = 401, .body = R"({"error":{"message":"Incorrect API key provided"}})"};
    server.setDefaultFault(QStringLiteral("/v1/models"), refused);
    server.setDefaultFault(QLatin1StringView(chatPath), refused);
    Scene stage(qt, configOf(QStringLiteral("llama-server"), QStringLiteral("openai"), server.url(),
                             QStringLiteral("llama3.1"), {}));
    auto *dialog = openSettings(stage);
    need(QTest::qWaitForWindowExposed(dialog), "the settings");
    auto *result = dialog->findChild<QLabel *>(QStringLiteral("testResult"));
    dialog->findChild<QPushButton *>(QStringLiteral("test"))->click();
    need(QTest::qWaitFor([&] { return result->text().contains(QLatin1StringView("401")); }, patience),
         "a test");
    shootOver(stage, to, QStringLiteral("models-error"), dialog);
    dialog->close();
}

void offer(QApplication *qt, const QDir &to) {
    const tests::ScriptedServer server;
    Scene stage(qt, {}, {{QStringLiteral("Ollama"), QStringLiteral("ollama"), server.port()}});
    const auto *card = stage.gui->window()->findChild<ui::OfferCard *>();
    need(QTest::qWaitFor([&] { return card->isVisible(); }, patience), "an offer");
    shoot(stage, to, QStringLiteral("offer"));
    stage.addAndWait(copySample(QDir(stage.folder.path())));
    stage.gui->window()->hideSource();
    stage.ask(QStringLiteral("What does a lost key cost?"));
    stage.gui->window()->chat()->offerServer(
        QStringLiteral("Ollama is running on this computer with 2 models. Use scripted-chat?"), false);
    shoot(stage, to, QStringLiteral("offer-line"));
}

void sending(QApplication *qt, const QDir &to) {
    Scene stage(qt, configOf(QStringLiteral("Example"), QStringLiteral("openai"),
                             QUrl(QStringLiteral("https://api.openai.com/v1")), QStringLiteral("gpt-4o-mini"),
                             QStringLiteral("text-embedding-3-small")));
    stage.gui->library()->add({copySample(QDir(stage.folder.path()))});
    auto *sheet = dialogOf<ui::SendingSheet>(stage);
    shootOver(stage, to, QStringLiteral("sending"), sheet);
    sheet->close();
    QTest::qWait(500);
}

Sent sentAt(const QTime &time, Sent::Purpose purpose, const QString &model, std::vector<SentTurn> turns) {
    return {QDateTime(QDate(2026, 11, 21), time),
            QStringLiteral("api.openai.com"),
            false,
            purpose,
            model,
            std::move(turns)};
}

/// Made by hand, as nothing is sent to the outside for a picture.
void sent(QApplication *qt, const QDir &to) {
    Scene stage(qt);
    stage.addAndWait(copySample(QDir(stage.folder.path())));
    stage.gui->window()->hideSource();
    const auto question = QStringLiteral("What does a lost key cost?");
    stage.ask(question);
    const auto passages = QStringLiteral(
        "Passages:\n\n[1] (bicycle-library-handbook.pdf, page 3)\nA lost key costs 12 euros. Tell "
        "the desk at once, so that the lock can be changed before the bicycle goes out "
        "again.\n\nQuestion: %1");
    const std::vector<Sent> sendings{
        sentAt({10, 24, 7}, Sent::Purpose::Find, QStringLiteral("text-embedding-3-small"),
               {{QStringLiteral("text"), question}}),
        sentAt({10, 24, 8}, Sent::Purpose::Write, QStringLiteral("gpt-4o-mini"),
               {{QStringLiteral("system"), QStringLiteral("You answer questions from the numbered passages "
                                                          "below and from nothing else.")},
                {QStringLiteral("user"), passages.arg(question)}})};
    ui::SentDialog dialog(sendings, {}, stage.gui->window());
    dialog.open();
    dialog.findChild<QListWidget *>()->setCurrentRow(1);
    shootOver(stage, to, QStringLiteral("sent"), &dialog);
    dialog.close();
}

/// The library while another model embeds it.
void embedding(QApplication *qt, const QDir &to) {
    tests::ScriptedServer server;
    server.setEmbedDelay(std::chrono::seconds(1));
    Scene stage(qt);
    stage.addAndWait(copySample(QDir(stage.folder.path())));
    QFile minutes(QDir(stage.folder.path()).filePath(QStringLiteral("minutes.md")));
    need(minutes.open(QIODevice::WriteOnly), "minutes.md");
    minutes.write(QByteArray("The committee met again. ").repeated(10'000));
    minutes.close();
    stage.addAndWait(minutes.fileName());
    stage.gui->window()->hideSource();
    stage.gui->window()->toggleActivity();
    keep(stage, configOf(QStringLiteral("Ollama"), QStringLiteral("ollama"), server.url(), {},
                         QStringLiteral("nomic-embed-text")));
    need(stage.application->useActiveProvider().ok(), "a model");
    const auto &progress = stage.application->reembedding().progress();
    need(QTest::qWaitFor([&] { return progress.done > 0; }, patience), "vectors");
    server.setEmbedDelay(std::chrono::minutes(1)); // it stays as it is
    QTest::qWait(1500);
    shoot(stage, to, QStringLiteral("embedding"));
    stage.application->holdEmbedding(ingest::Reembedding::State::Paused);
    shoot(stage, to, QStringLiteral("embedding-paused"));
}

void offline(QApplication *qt, const QDir &to) {
    Scene stage(qt, configOf(QStringLiteral("Example"), QStringLiteral("openai"),
                             QUrl(QStringLiteral("https://api.example.invalid/v1")),
                             QStringLiteral("large-3"), {}));
    stage.addAndWait(copySample(QDir(stage.folder.path())));
    stage.gui->window()->hideSource();
    for (auto *menu : stage.gui->window()->menuBar()->actions()) {
        for (auto *action : menu->menu()->actions()) {
            if (action->text() == QStringLiteral("Work Offline"))
                action->trigger();
        }
    }
    stage.ask(QStringLiteral("What does a lost key cost?"));
    shoot(stage, to, QStringLiteral("offline"));
}

/// A file that was dropped: with a llama-server, without one; and the help.
void givenModel(QApplication *qt, const QDir &to) {
    Scene stage(qt);
    const auto shootDialog = [&](const QString &name, QDialog *dialog) {
        dialog->open();
        shootOver(stage, to, name, dialog);
        dialog->close();
    };
    ui::GivenModel model{QStringLiteral("qwen2.5-3b-instruct-q4_k_m.gguf"), 2'104'932'768,
                         QStringLiteral("/usr/local/bin/llama-server")};
    ui::GgufSheet ready(model, stage.gui->window());
    shootDialog(QStringLiteral("gguf"), &ready);
    model.llamaServer.clear();
    ui::GgufSheet missing(model, stage.gui->window());
    shootDialog(QStringLiteral("gguf-missing"), &missing);
    ui::GettingModelDialog help({}, stage.gui->window());
    shootDialog(QStringLiteral("getting-model"), &help);
}

void pulling(QApplication *qt, const QDir &to) {
    tests::ScriptedServer server;
    server.setFault(
        QStringLiteral("/api/pull"),
        {{.body = "{\"status\":\"pulling 5ee4f07cdb9b\",\"total\":1929912432,\"completed\":1216000000}\n",
          .kind = tests::ScriptedServer::Fault::Stall}});
    Scene stage(qt, configOf(QStringLiteral("Ollama"), QStringLiteral("ollama"), server.url(),
                             QStringLiteral("scripted-chat"), QStringLiteral("scripted-embedder")));
    auto *dialog = openSettings(stage);
    need(QTest::qWaitForWindowExposed(dialog), "the settings");
    dialog->findChild<ui::PullLine *>()->findChild<QLineEdit *>()->setText(QStringLiteral("qwen2.5:3b"));
    dialog->findChild<QPushButton *>(QStringLiteral("pull"))->click();
    auto *result = dialog->findChild<QLabel *>(QStringLiteral("pullResult"));
    need(QTest::qWaitFor([&] { return result->text().contains(QLatin1StringView("1.2")); }, patience),
         "a pull");
    shootOver(stage, to, QStringLiteral("pull"), dialog);
    auto file = configOf(QStringLiteral("Qwen"), QString(ggufKind),
                         QUrl::fromLocalFile(QStringLiteral("/home/me/models/qwen2.5-3b-instruct.gguf")),
                         QStringLiteral("qwen2.5-3b-instruct"), {});
    dialog->add(file);
    shootOver(stage, to, QStringLiteral("models-file"), dialog);
    dialog->close();
}

} // namespace

void models(QApplication *qt, const QDir &to) {
    settings(qt, to);
    failing(qt, to);
    offer(qt, to);
    sending(qt, to);
    sent(qt, to);
    embedding(qt, to);
    offline(qt, to);
    givenModel(qt, to);
    pulling(qt, to);
}

} // namespace docchat::pictures
