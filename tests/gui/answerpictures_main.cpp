// Pictures of docchat-screenshots: answers of models.

#include "stage.h"

#include "chat/answerstyledialog.h"
#include "streams.h"

#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTest>

namespace docchat::pictures {
namespace {

using Fault = tests::ScriptedServer::Fault;
using namespace std::chrono_literals;

const QString completions = QStringLiteral("/v1/chat/completions");

ProviderConfig writerAt(const tests::ScriptedServer &server) {
    ProviderConfig config;
    config.name = QStringLiteral("Ollama");
    config.url = server.url();
    config.chatModel = QStringLiteral("llama3.1 8B");
    return config;
}

/// An answer that breaks off, and the dialog of the style above it.
void cutAnswer(QApplication *qt, const QDir &to) {
    tests::ScriptedServer server;
    Scene stage(qt, writerAt(server));
    stage.addAndWait(copySample(QDir(stage.folder.path())));
    stage.gui->window()->hideSource();
    server.setFault(completions,
                    {tests::cutAfter("A lost key costs €18 [1], which is paid when the new one is ")});
    stage.ask(QStringLiteral("What does a lost key cost?"));
    shoot(stage, to, QStringLiteral("interrupted"));
    stage.gui->chat()->styles()->open();
    ui::AnswerStyleDialog *dialog = nullptr;
    need(QTest::qWaitFor(
             [&] { return (dialog = stage.gui->window()->findChild<ui::AnswerStyleDialog *>()) != nullptr; },
             patience),
         "the style");
    dialog->findChild<QPlainTextEdit *>()->setPlainText(
        QStringLiteral("Begin with the figure. Name the page in the text."));
    dialog->findChildren<QComboBox *>().at(0)->setCurrentText(QStringLiteral("Short"));
    dialog->findChildren<QComboBox *>().at(1)->setCurrentText(QStringLiteral("German"));
    shootOver(stage, to, QStringLiteral("answer-style"), dialog);
    dialog->accept();
    QTest::qWait(300);
    server.setAnswer({QStringLiteral("fetched [1].")}, 1ms);
    stage.gui->chat()->goOn(0);
    need(QTest::qWaitFor([&] { return !stage.gui->chat()->writing(); }, patience), "the rest");
    QTest::qWait(300);
    shoot(stage, to, QStringLiteral("continued"));
}

/// A server that is asked too much: the answer says how long it waits.
void busyServer(QApplication *qt, const QDir &to) {
    tests::ScriptedServer server;
    Scene stage(qt, writerAt(server));
    stage.addAndWait(copySample(QDir(stage.folder.path())));
    stage.gui->window()->hideSource();
    server.setDefaultFault(completions, {.status = 429, .headers = {{"Retry-After", "120"}}});
    stage.gui->chat()->ask(QStringLiteral("What does a lost key cost?"));
    need(QTest::qWaitFor([&] { return server.stats().requests > 0; }, patience), "a refusal");
    QTest::qWait(1000);
    shoot(stage, to, QStringLiteral("waiting"));
}

/// With the menu of the current document.
void shootMenu(Scene &stage, const QDir &to, const QString &name) {
    auto *list = stage.gui->window()->library()->documentList();
    const auto closeMenus = [list] {
        for (auto *menu : list->window()->findChildren<QMenu *>())
            menu->close();
    };
    shoot(
        stage, to, name,
        [list, closeMenus] {
            closeMenus();
            QContextMenuEvent byKey(QContextMenuEvent::Keyboard, {}, list->mapToGlobal(QPoint()));
            QCoreApplication::sendEvent(list, &byKey);
        },
        list);
    closeMenus();
}

void keptCopy(QApplication *qt, const QDir &to) {
    Scene stage(qt);
    const auto path = copySample(QDir(stage.folder.path()));
    stage.addAndWait(path);
    stage.ask(QStringLiteral("What does a lost key cost?"));
    auto *window = stage.gui->window();
    const auto &row = stage.gui->documents()->at(0);
    Q_EMIT window->library()->keepWanted({row.id}, true);
    need(QTest::qWaitFor([&] { return row.hasCopy(); }, patience), "a copy");
    need(QFile::remove(path), "a file that is gone");
    stage.gui->library()->reload();
    need(QTest::qWaitFor([&] { return stage.gui->documents()->at(0).isMissing; }, patience),
         "a file that is missing");
    auto *list = window->library()->documentList();
    list->setCurrentIndex(list->model()->index(0, 0));
    shootMenu(stage, to, QStringLiteral("copy"));
}

void wholeDocument(QApplication *qt, const QDir &to) {
    tests::ScriptedServer server;
    Scene stage(qt, writerAt(server));
    stage.addAndWait(copySample(QDir(stage.folder.path())));
    auto *window = stage.gui->window();
    window->hideSource();
    auto *list = window->library()->documentList();
    list->setCurrentIndex(list->model()->index(0, 0));
    server.setFault(completions, {{.kind = Fault::Hang}});
    shootMenu(stage, to, QStringLiteral("document-menu"));
    stage.gui->chat()->askOf(stage.gui->documents()->at(0).id, QStringLiteral("Summarise this document"));
    need(QTest::qWaitFor([&] { return server.stats().inFlight > 0; }, patience), "a section");
    shoot(stage, to, QStringLiteral("whole-reading"));
    stage.gui->chat()->stop();
    need(QTest::qWaitFor([&] { return !stage.gui->chat()->writing(); }, patience), "the end");
    QTest::qWait(300);
    server.setAnswer({QStringLiteral("The library lends bicycles from a workshop [1]."),
                      QStringLiteral("\n\n- A lost key costs €18 [1].\n- Cargo bikes are lent for seven "
                                     "days [1].")},
                     1ms);
    bool done = false;
    QObject::connect(stage.gui->chat(), &ChatController::answered, stage.gui.get(), [&] { done = true; });
    stage.gui->chat()->answerAgain(0);
    need(QTest::qWaitFor([&] { return done; }, patience), "a summary");
    shoot(stage, to, QStringLiteral("summary"));
}

} // namespace

void answering(QApplication *qt, const QDir &to) {
    cutAnswer(qt, to);
    busyServer(qt, to);
    wholeDocument(qt, to);
    keptCopy(qt, to);
}

} // namespace docchat::pictures
