// docchat-screenshots FOLDER: makes the pictures of the window under packaging/screenshots. It drives the
// real program on the sample, on documents made here, and on the scripted server; nothing in the pictures is
// drawn by hand.

#include "gui.h"

#include "async/run.h"
#include "filesizelimit.h"
#include "index/health.h"
#include "index/notes.h"
#include "library/origindialog.h"
#include "officefiles.h"
#include "scriptedserver.h"
#include "settings/settingsdialog.h"
#include "stage.h"
#include "widgets/noticebar.h"

#include "index/providers.h"
#include "language.h"

#include <QApplication>
#include <QDir>
#include <QInputDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QScopeGuard>
#include <QScreen>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QTextStream>
#include <QTreeView>

using namespace docchat;
using namespace docchat::pictures;
using namespace std::chrono_literals;

namespace {

QString writeNotes(const QDir &folder, const QString &name, int sections) {
    const auto path = folder.filePath(name);
    QFile file(path);
    need(file.open(QIODevice::WriteOnly), "a file");
    QTextStream out(&file);
    for (int i = 1; i <= sections; ++i) {
        out << "# Meeting " << i << "\n\nThe committee met for the " << i
            << ". time and went through the repairs of the month. "
            << "It found " << 3 * i % 17 + 2 << " bicycles in need of new brakes, and " << i % 5 + 1
            << " that were lent out late.\n\n"
            << "The treasurer reported a balance of " << 1200 + 37 * i
            << " euros. The next meeting was set for two weeks later.\n\n";
    }
    return path;
}

QString writeDamaged(const QDir &folder) {
    const auto path = folder.filePath(QStringLiteral("annual-report.pdf"));
    QFile file(path);
    need(file.open(QIODevice::WriteOnly), "a file");
    file.write("%PDF-1.7\nthis is where the rest of it was");
    return path;
}

void firstRun(QApplication *qt, const QDir &to) {
    Scene stage(qt);
    shoot(stage, to, QStringLiteral("first-run"));
}

ProviderConfig embedderAt(const tests::ScriptedServer &server) {
    ProviderConfig provider;
    provider.name = QStringLiteral("scripted");
    provider.url = server.url();
    provider.embedModel = QStringLiteral("nomic-embed-text");
    return provider;
}

/// Two long documents, of which some passages have come back from the server.
void startReading(Scene &stage, const QDir &documents) {
    stage.gui->library()->add({writeNotes(documents, QStringLiteral("minutes-of-the-committee.md"), 1500),
                               writeNotes(documents, QStringLiteral("repairs-2025.md"), 600)});
    need(QTest::qWaitFor(
             [&] {
                 const auto &jobs = stage.application->jobs().all();
                 return std::count_if(jobs.begin(), jobs.end(), [](const auto &entry) {
                            return entry.second.progress(docchat::Stage::Embed).done > 0;
                        }) >= 2;
             },
             patience),
         "embedding");
}

void reading(QApplication *qt, const QDir &to, const QDir &documents) {
    tests::ScriptedServer server;
    server.setEmbedDelay(600ms);
    Scene stage(qt, embedderAt(server));
    stage.addAndWait(copySample(QDir(stage.folder.path())));
    stage.gui->window()->hideSource();
    server.setEmbedDelay(2500ms);
    startReading(stage, documents);
    stage.gui->window()->toggleActivity();
    shoot(stage, to, QStringLiteral("reading"));
    stage.application->jobs().cancelAll();
}

void tasks(QApplication *qt, const QDir &to, const QDir &documents) {
    tests::ScriptedServer server;
    server.setEmbedDelay(2500ms);
    Scene stage(qt, embedderAt(server));
    startReading(stage, documents);
    stage.gui->window()->hideSource();
    auto *window = stage.gui->window();
    QTest::keyClick(window, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = stage.gui->tasks();
    need(dialog && QTest::qWaitForWindowExposed(dialog), "the tasks");
    auto *tree = dialog->tree();
    tree->setCurrentIndex(tree->model()->index(1, 0, tree->model()->index(0, 0)));
    shoot(stage, to, QStringLiteral("tasks"),
          [=] { dialog->move(window->geometry().center() - QPoint(dialog->width(), dialog->height()) / 2); });
    stage.application->jobs().cancelAll();
}

void answer(QApplication *qt, const QDir &to) {
    Scene stage(qt);
    stage.addAndWait(copySample(QDir(stage.folder.path())));
    stage.ask(QStringLiteral("Who founded the library?"));
    stage.ask(QStringLiteral("What does a lost key cost?"));
    auto *view = stage.gui->window()->findChildren<ui::AnswerView *>().value(1);
    need(view && !view->message().citations.empty(), "a citation");
    const auto citation = view->message().citations.front();
    shoot(stage, to, QStringLiteral("answer"), [&] { stage.gui->source()->showCitation(citation, view); });
    stage.gui->window()->source()->toggleContents();
    auto *pages = stage.gui->window()->source()->pages();
    shoot(stage, to, QStringLiteral("contents"), [&] {
        stage.gui->source()->showCitation(citation, view);
        pages->selectPage();
        need(QTest::qWaitFor([&] { return !pages->selection().isEmpty(); }, patience), "a selection");
    });
    stage.gui->window()->source()->toggleContents();
    stage.gui->window()->hideSource();
    Q_EMIT view->contextWanted(citation);
    shoot(stage, to, QStringLiteral("context"));
    stage.ask(QStringLiteral("Who signed the lease for the Oslo office?"));
    shoot(stage, to, QStringLiteral("not-found"));
}

/// An edited question with two versions, a draft, a deleted chat that can be brought back; then a search.
void chats(QApplication *qt, const QDir &to) {
    Scene stage(qt);
    stage.addAndWait(copySample(QDir(stage.folder.path())));
    auto *window = stage.gui->window();
    window->hideSource();
    for (const auto *question :
         {"Who founded the library?", "When is the workshop open?", "How long may I keep a cargo bike?"}) {
        stage.gui->chat()->newChat();
        QTest::qWait(200);
        stage.ask(QString::fromLatin1(question));
    }
    stage.ask(QStringLiteral("What does a lost key cost?"));
    stage.gui->chat()->editLast();
    stage.ask(QStringLiteral("What is the late fee for cargo bikes?"));
    auto *list = window->library()->chats();
    Q_EMIT list->removalWanted(1);
    stage.gui->chat()->editLast();
    QTest::qWait(300);
    shoot(stage, to, QStringLiteral("chats"), [list] { list->setRemoved(1); });
    stage.gui->chat()->cancelEdit();
    for (auto *field : list->findChildren<QLineEdit *>())
        field->setText(QStringLiteral("bikes"));
    QTest::qWait(600);
    shoot(stage, to, QStringLiteral("chats-search"));
}

/// Keywords with a filter: every passage, and one of them where it stands.
void search(QApplication *qt, const QDir &to, const QDir &documents) {
    Scene stage(qt);
    stage.addAndWait(copySample(QDir(stage.folder.path())));
    stage.addAndWait(writeNotes(documents, QStringLiteral("minutes-of-the-committee.md"), 40));
    stage.addAndWait(tests::writeDocx(documents, QStringLiteral("harbour-bridge.docx")));
    auto *window = stage.gui->window();
    window->hideSource();
    bool shown = false;
    QObject::connect(stage.gui->search(), &SearchController::shown, window, [&] { shown = true; });
    stage.gui->search()->open(QStringLiteral("bicycles late -harbour before:2100"));
    need(QTest::qWaitFor([&] { return shown; }, patience), "passages");
    shoot(stage, to, QStringLiteral("search"));
    auto *list = window->chat()->results()->list();
    list->setCurrentIndex(list->model()->index(0, 0, list->model()->index(0, 0)));
    stage.gui->documents()->setTicked(0, true);
    shown = false;
    stage.gui->search()->open(QStringLiteral("cargo bike \"late fee\" type:pdf"));
    need(QTest::qWaitFor([&] { return shown && list->model()->rowCount() > 0; }, patience), "passages");
    QTest::qWait(300);
    list->setCurrentIndex(list->model()->index(0, 0, list->model()->index(0, 0)));
    shoot(stage, to, QStringLiteral("search-source"), [&] {
        stage.gui->source()->showCitation(
            window->chat()->results()->model()->citationAt(list->currentIndex()), nullptr);
    });
}

/// The citation of an answer, shown where it stands.
void cited(QApplication *qt, const QDir &to, const QString &name, const QString &path, bool recognise,
           const QString &question) {
    Scene stage(qt);
    if (recognise) {
        stage.application->jobs().add(path, {{}, true});
        need(QTest::qWaitFor([&] { return stage.application->jobs().running() == 0; }, patience), "a scan");
        QTest::qWait(200);
    } else {
        stage.addAndWait(path);
    }
    stage.ask(question);
    auto *view = stage.gui->window()->findChildren<ui::AnswerView *>().value(0);
    need(view && !view->message().citations.empty(), "a citation");
    const auto citation = view->message().citations.front();
    shoot(stage, to, name, [&] { stage.gui->source()->showCitation(citation, view); });
}

/// A locked file is asked for its password, beside a damaged one and a scan that waits for a wish.
void problems(QApplication *qt, const QDir &to, const QDir &documents, const QString &locked) {
    Scene stage(qt);
    const auto contract = documents.filePath(QStringLiteral("contract.pdf"));
    need(QFile::copy(locked, contract), "a locked file");
    stage.addAndWait(copySample(QDir(stage.folder.path())));
    stage.addAndWait(writeDamaged(documents));
    stage.addAndWait(tests::writeScan(documents, QStringLiteral("old-letter.png")));
    stage.addAndWait(contract);
    stage.gui->window()->hideSource();
    shoot(stage, to, QStringLiteral("states"));
    Q_EMIT stage.gui->window()->library()->unlockWanted(contract);
    QWidget *dialog = nullptr;
    need(
        QTest::qWaitFor(
            [&] { return (dialog = stage.gui->window()->findChild<QInputDialog *>()) != nullptr; }, patience),
        "the prompt");
    shootOver(stage, to, QStringLiteral("password"), dialog);
    dialog->close();
}

/// What the palette finds, what was removed and can be brought back, and how busy the window was.
void everyday(QApplication *qt, const QDir &to, const QDir &documents) {
    Scene stage(qt);
    auto *window = stage.gui->window();
    stage.addAndWait(copySample(QDir(stage.folder.path())));
    int sections = 10;
    for (const auto *name : {"minutes-2024.md", "minutes-2025.md", "repairs.md", "late-returns.md"})
        stage.addAndWait(writeNotes(documents, QString::fromLatin1(name), ++sections)); // no two alike
    stage.ask(QStringLiteral("How long may I keep a cargo bike?"));
    window->hideSource();
    auto *palette = stage.gui->palette();
    bool found = false;
    QObject::connect(palette, &PaletteController::foundAll, window, [&] { found = true; });
    shoot(stage, to, QStringLiteral("palette"), [&] {
        found = false;
        palette->open();
        palette->palette()->field()->setText(QStringLiteral("late"));
        need(QTest::qWaitFor([&] { return found; }, patience), "what the palette finds");
    });
    palette->palette()->close();
    QFile::remove(documents.filePath(QStringLiteral("minutes-2024.md")));
    window->library()->setOrder(ui::DocumentFilter::Order::Name);
    stage.gui->removal()->remove({stage.gui->documents()->at(3).id, stage.gui->documents()->at(4).id});
    need(QTest::qWaitFor([&] { return stage.gui->documents()->rowCount() == 3; }, patience),
         "fewer documents");
    QTest::qWait(300);
    shoot(stage, to, QStringLiteral("removed"), [&] { window->library()->setRemoved(2); });
    stage.responsiveness.note("docchat::ui::ChatPane", QEvent::Resize, 31.4);
    stage.responsiveness.noteStep("load documents", 12);
    stage.responsiveness.note("docchat::async::Loop", QEvent::MetaCall, 12.5);
    stage.responsiveness.note("docchat::ui::PageView", QEvent::Paint, 8.2);
    for (auto *action : window->menuBar()->actions().last()->menu()->actions()) {
        if (action->text() == QStringLiteral("Responsiveness"))
            action->trigger();
    }
    shootOver(stage, to, QStringLiteral("responsiveness"), stage.gui->responsiveness());
}

/// What is pinned, and the details of a document.
void notes(QApplication *qt, const QDir &to) {
    Scene stage(qt);
    auto *window = stage.gui->window();
    stage.addAndWait(copySample(QDir(stage.folder.path())));
    stage.ask(QStringLiteral("Who founded the library?"));
    stage.ask(QStringLiteral("What does a lost key cost?"));
    const auto views = window->findChildren<ui::AnswerView *>();
    const auto count = [&] {
        return async::run(stage.application->store().read(
                              [](index::Database &database) { return index::notesOf(database, 0).size(); }))
            .value();
    };
    for (auto *view : views)
        Q_EMIT view->findChild<QTextBrowser *>()->anchorClicked(QUrl(QStringLiteral("pin:1")));
    Note own;
    own.text = QStringLiteral("Ask Tomasz whether the spare keys are still at the workshop.");
    stage.gui->notes()->pin(own);
    need(QTest::qWaitFor([&] { return count() == 3; }, patience), "the notes");
    window->hideSource();
    stage.gui->notes()->open();
    auto *dialog = window->findChild<ui::NotesDialog *>();
    need(QTest::qWaitFor([&] { return dialog->findChildren<ui::NoteCard *>().size() == 3; }, patience),
         "the cards");
    shootOver(stage, to, QStringLiteral("notes"), dialog);
    dialog->close();
    Q_EMIT window->library()->detailsWanted(stage.gui->documents()->at(0).id);
    ui::OriginDialog *origin = nullptr;
    need(QTest::qWaitFor([&] { return (origin = window->findChild<ui::OriginDialog *>()) != nullptr; },
                         patience),
         "the details");
    shootOver(stage, to, QStringLiteral("origin"), origin);
    origin->reject();
}

/// A large window, or (by QT_SCALE_FACTOR) the usual ones on a screen of finer pixels.
void scales(QApplication *qt, const QDir &to, const QDir &documents) {
    Scene stage(qt);
    auto *window = stage.gui->window();
    stage.addAndWait(copySample(QDir(stage.folder.path())));
    stage.addAndWait(writeDamaged(documents));
    stage.ask(QStringLiteral("What does a lost key cost?"));
    auto *view = window->findChildren<ui::AnswerView *>().value(0);
    need(view && !view->message().citations.empty(), "a citation");
    const auto show = [&, citation = view->message().citations.front()] {
        stage.gui->source()->showCitation(citation, view);
    };
    const auto ratio = window->devicePixelRatioF();
    if (ratio != 1) {
        shoot(stage, to, QStringLiteral("scaled-%1x").arg(ratio), show);
        return;
    }
    shootAs(stage, to, QStringLiteral("wide-light-2560x1440"), ui::Theme::Choice::Light, {2560, 1440}, show);
    shootAs(stage, to, QStringLiteral("wide-dark-2560x1440"), ui::Theme::Choice::Dark, {2560, 1440}, show);
}

QByteArray bytesOf(const QString &path) {
    QFile file(path);
    need(file.open(QIODevice::ReadOnly), "a file");
    return file.readAll();
}

QString writeLetter(const QDir &folder, const QStringList &attached) {
    const auto path = folder.filePath(QStringLiteral("letter.eml"));
    QFile file(path);
    need(file.open(QIODevice::WriteOnly), "a file");
    file.write(
        "From: Ann Holm <ann@example.org>\nTo: Bob <bob@example.org>\nSubject: The handbook and the "
        "accounts\n"
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=X\n\n--X\nContent-Type: text/plain\n\n"
        "Dear Bob,\n\nhere are the handbook and the accounts of the house.\n\nAnn\n");
    for (const auto &each : attached)
        file.write(
            "--X\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"" +
            QFileInfo(each).fileName().toUtf8() + "\"\nContent-Transfer-Encoding: base64\n\n" +
            bytesOf(each).toBase64() + "\n");
    file.write("--X--\n");
    return path;
}

/// A mail and what is attached to it, of which one is cited on its page.
void mail(QApplication *qt, const QDir &to, const QDir &documents) {
    Scene stage(qt);
    stage.addAndWait(writeNotes(documents, QStringLiteral("minutes.md"), 3));
    stage.addAndWait(writeLetter(
        documents, {copySample(QDir(stage.folder.path())),
                    tests::writeXlsx(QDir(stage.folder.path()), QStringLiteral("house-2025.xlsx")),
                    writeDamaged(QDir(stage.folder.path()))}));
    stage.ask(QStringLiteral("What does a lost key cost?"));
    auto *view = stage.gui->window()->findChildren<ui::AnswerView *>().value(0);
    need(view && !view->message().citations.empty(), "a citation");
    const auto citation = view->message().citations.front();
    shoot(stage, to, QStringLiteral("mail"), [&] { stage.gui->source()->showCitation(citation, view); });
    stage.gui->window()->hideSource();
    stage.ask(QStringLiteral("Who signed the lease for the Oslo office?"));
    shoot(stage, to, QStringLiteral("mail-cards"));
}

bool hasNotice(Scene &stage) {
    return QTest::qWaitFor(
        [&] {
            const auto bars = stage.gui->window()->findChildren<ui::NoticeBar *>();
            return std::ranges::any_of(bars, [](const auto *bar) { return bar->isVisible(); });
        },
        patience);
}

/// What a person sees of a program that was ended, of paused documents, of a full disk and of a library that
/// was damaged.
void faults(QApplication *qt, const QDir &to, const QDir &documents) {
    const QTemporaryDir data;
    tests::ScriptedServer server;
    server.setEmbedDelay(2500ms);
    {
        Scene stage(qt, embedderAt(server), {}, data.path());
        startReading(stage, documents);
    }
    {
        Scene stage(qt, embedderAt(server), {}, data.path());
        need(hasNotice(stage), "what goes on");
        stage.gui->window()->toggleActivity();
        shoot(stage, to, QStringLiteral("resumed"));
        stage.application->jobs().pauseAll();
        need(QTest::qWaitFor([&] { return stage.application->jobs().running() == 0; }, patience), "a pause");
        shoot(stage, to, QStringLiteral("paused"));
        stage.application->jobs().cancelAll();
        need(QTest::qWaitFor([&] { return stage.application->jobs().running() == 0; }, patience), "an end");
    }
    server.setEmbedDelay(0ms);
    {
        Scene stage(qt);
        stage.addAndWait(copySample(QDir(stage.folder.path())));
        stage.gui->window()->hideSource();
        stage.gui->window()->toggleActivity();
        const tests::FileSizeLimit full(900'000);
        stage.gui->library()->add({writeNotes(documents, QStringLiteral("minutes-of-the-board.md"), 4000)});
        need(QTest::qWaitFor(
                 [&] {
                     return std::ranges::any_of(stage.application->jobs().all(), [](const auto &job) {
                         return !job.second.waiting.isEmpty();
                     });
                 },
                 patience),
             "a full disk");
        shoot(stage, to, QStringLiteral("full-disk"));
        stage.application->jobs().cancelAll();
    }
    {
        Scene stage(qt, {}, {}, data.path());
        stage.addAndWait(copySample(documents));
        stage.ask(QStringLiteral("What does a lost key cost?"));
    }
    index::markDamaged(index::libraryIn(data.path()));
    Scene stage(qt, {}, {}, data.path());
    need(hasNotice(stage), "what was rescued");
    shoot(stage, to, QStringLiteral("damaged"), [&] { stage.gui->window()->hideSource(); });
}

/// Two watched folders, one of which is away.
void folders(QApplication *qt, const QDir &to) {
    Scene stage(qt);
    const QDir parent(stage.folder.path());
    const auto watch = [&stage]() -> QPushButton * {
        for (auto *button : stage.gui->window()->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text() == QStringLiteral("Watch"))
                return button;
        }
        return nullptr;
    };
    for (const auto *name : {"Accounts", "Letters"}) {
        parent.mkdir(QString::fromLatin1(name));
        const QDir folder(parent.filePath(QString::fromLatin1(name)));
        for (int i = 1; i <= 3; ++i)
            writeNotes(folder, QStringLiteral("%1 %2.md").arg(QString::fromLatin1(name)).arg(2022 + i),
                       name == std::string_view("Letters") ? i : i + 3);
        stage.gui->library()->add({folder.path()});
        need(QTest::qWaitFor([&] { return watch(); }, patience), "the offer");
        if (name == std::string_view("Letters"))
            shoot(stage, to, QStringLiteral("folder-offered"), [&] { stage.gui->window()->hideSource(); });
        watch()->click();
    }
    auto &followed = stage.application->folders();
    const auto is = [&followed](size_t at, ingest::Folders::State state) {
        const auto all = followed.all();
        return all.size() == 2 && all[at].state == state && all[at].files == 3;
    };
    need(QTest::qWaitFor(
             [&] {
                 return is(0, ingest::Folders::State::Following) &&
                        is(1, ingest::Folders::State::Following) && stage.application->jobs().running() == 0;
             },
             patience),
         "two watched folders");
    QDir().rename(parent.filePath(QStringLiteral("Accounts")), parent.filePath(QStringLiteral("away")));
    need(QTest::qWaitFor([&] { return is(0, ingest::Folders::State::Offline); }, patience), "one is away");
    QTest::qWait(500);
    shoot(stage, to, QStringLiteral("folder-offline"), [&] { stage.gui->window()->hideSource(); });
    stage.gui->folders()->open();
    shootOver(stage, to, QStringLiteral("folders"), stage.gui->folders()->dialog());
}

void settingsShown(QApplication *qt, const QDir &to) {
    Scene stage(qt);
    stage.addAndWait(copySample(QDir(stage.folder.path())));
    stage.gui->window()->hideSource();
    QTest::keyClick(stage.gui->window(), Qt::Key_Comma, Qt::ControlModifier);
    ui::SettingsDialog *dialog = nullptr;
    need(QTest::qWaitFor(
             [&] { return (dialog = stage.gui->window()->findChild<ui::SettingsDialog *>()) != nullptr; },
             patience),
         "the settings");
    for (int row = 0; row < dialog->sections()->count(); ++row) {
        dialog->sections()->setCurrentRow(row);
        shootOver(stage, to, QStringLiteral("settings-%1").arg(row + 1), dialog);
    }
    dialog->search()->setText(QStringLiteral("read"));
    shootOver(stage, to, QStringLiteral("settings-search"), dialog);
    dialog->close();
}

/// The window in another language.
void translated(QApplication *qt, const QDir &to, const QString &code) {
    ui::loadResources();
    ui::Translations translations(qt);
    translations.use(code);
    const auto restore = qScopeGuard([&] { translations.use(QStringLiteral("en")); });
    Scene stage(qt);
    shoot(stage, to, QStringLiteral("first-run-") + code);
    stage.addAndWait(copySample(QDir(stage.folder.path())));
    stage.addAndWait(writeDamaged(QDir(stage.folder.path())));
    shoot(stage, to, QStringLiteral("library-") + code, [&] { stage.gui->window()->hideSource(); });
    stage.ask(QStringLiteral("What does a lost key cost?"));
    auto *view = stage.gui->window()->findChildren<ui::AnswerView *>().value(0);
    need(view && !view->message().citations.empty(), "a citation");
    const auto citation = view->message().citations.front();
    stage.gui->window()->source()->toggleContents();
    shoot(stage, to, QStringLiteral("answer-") + code,
          [&] { stage.gui->source()->showCitation(citation, view); });
    stage.gui->window()->source()->toggleContents();
    stage.gui->window()->hideSource();
    QTest::keyClick(stage.gui->window(), Qt::Key_Comma, Qt::ControlModifier);
    ui::SettingsDialog *dialog = nullptr;
    need(QTest::qWaitFor(
             [&] { return (dialog = stage.gui->window()->findChild<ui::SettingsDialog *>()) != nullptr; },
             patience),
         "the settings");
    dialog->sections()->setCurrentRow(1);
    shootOver(stage, to, QStringLiteral("settings-") + code, dialog);
    dialog->close();
}

void error(QApplication *qt, const QDir &to, const QDir &documents) {
    tests::ScriptedServer server;
    ProviderConfig provider;
    provider.name = QStringLiteral("scripted");
    provider.url = server.url();
    provider.chatModel = QStringLiteral("llama3.1 8B");
    Scene stage(qt, provider);
    stage.addAndWait(copySample(QDir(stage.folder.path())));
    stage.addAndWait(writeDamaged(documents));
    stage.gui->window()->hideSource();
    server.closeAll();
    stage.ask(QStringLiteral("What does a lost key cost?"));
    shoot(stage, to, QStringLiteral("error"));
}

} // namespace

/// docchat-screenshots FOLDER [SCENE...]: all of them but "scales", which needs a large screen, or those that
/// are named.
int main(int argc, char **argv) {
    QApplication qt(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() < 2) {
        qWarning("docchat-screenshots FOLDER [SCENE...]");
        return 2;
    }
    const QDir to(arguments[1]);
    const QTemporaryDir documents;
    const QDir folder(documents.path());
    async::Loop loop;
    const QString locked = QStringLiteral(DOCCHAT_SHARED_DATA "/pdf/issue3371.pdf");
    const std::pair<const char *, std::function<void()>> scenes[] = {
        {"first-run", [&] { firstRun(&qt, to); }},
        {"reading", [&] { reading(&qt, to, folder); }},
        {"tasks", [&] { tasks(&qt, to, folder); }},
        {"answer", [&] { answer(&qt, to); }},
        {"error", [&] { error(&qt, to, folder); }},
        {"chats", [&] { chats(&qt, to); }},
        {"search", [&] { search(&qt, to, folder); }},
        {"formats",
         [&] {
             cited(&qt, to, QStringLiteral("scan"),
                   tests::writeScan(folder, QStringLiteral("letter-1998.png")), true,
                   QStringLiteral("Where does the key of the boat house hang?"));
             cited(&qt, to, QStringLiteral("docx"),
                   tests::writeDocx(folder, QStringLiteral("harbour-bridge.docx")), false,
                   QStringLiteral("How long is the crack in the third pier?"));
             cited(&qt, to, QStringLiteral("xlsx"),
                   tests::writeXlsx(folder, QStringLiteral("house-2025.xlsx")), false,
                   QStringLiteral("What were the repairs in April?"));
         }},
        {"mail", [&] { mail(&qt, to, folder); }},
        {"everyday", [&] { everyday(&qt, to, folder); }},
        {"notes", [&] { notes(&qt, to); }},
        {"faults", [&] { faults(&qt, to, folder); }},
        {"folders", [&] { folders(&qt, to); }},
        {"scales", [&] { scales(&qt, to, folder); }},
        {"settings", [&] { settingsShown(&qt, to); }},
        {"german", [&] { translated(&qt, to, QStringLiteral("de")); }},
        {"arabic", [&] { translated(&qt, to, QStringLiteral("ar")); }},
        {"models", [&] { models(&qt, to); }},
        {"answering", [&] { answering(&qt, to); }},
        {"problems",
         [&] {
             if (QFile::exists(locked))
                 problems(&qt, to, folder, locked);
         }},
    };
    for (const auto &[name, take] : scenes) {
        const bool isAmongAll =
            arguments.size() == 2 && QLatin1StringView(name) != QLatin1StringView("scales");
        if (isAmongAll || arguments.contains(QLatin1StringView(name)))
            take();
    }
    return 0;
}
