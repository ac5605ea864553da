#include "scene.h"
#include "testmain.h"

#include "source/contentspanel.h"

#include <QDialog>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QSignalSpy>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QString handbook = u"bicycle-library-handbook.pdf"_s;
const QString question = u"What does a lost key cost?"_s;

/// How an action is taken: by its shortcut, by keys through the menus, by clicks through them.
enum class Way { Shortcut, MenuKeys, Mouse };

constexpr const char *wayNames[] = {"shortcut", "keys", "mouse"};

/// What the window was like before the action.
struct Before {
    qint64 messages;
    bool offline;
    double zoom;
    const QSignalSpy *closing; ///< how often it was closed since
};

/// An action of the menus, by its path without "&" and "…", and what it does.
struct Action {
    QString path;
    std::function<bool(Scene &, const Before &)> happened;
    std::function<void(Scene &)> prepare = [](Scene &) {};
};

/// The sample can be asked about, and nothing else happens.
bool isReady(Scene &scene) {
    return scene.row(handbook) && scene.row(handbook)->canBeTicked() &&
           scene.application().jobs().running() == 0;
}

qint64 messagesOf(Scene &scene) {
    return scene.count("SELECT count(*) FROM message");
}

QDialog *dialogOf(Scene &scene, const QString &title) {
    for (auto *dialog : scene.window()->findChildren<QDialog *>()) {
        if (dialog->isVisible() && dialog->windowTitle() == title)
            return dialog;
    }
    return nullptr;
}

std::function<bool(Scene &, const Before &)> opens(const QString &title) {
    return [title](Scene &scene, const Before &) { return dialogOf(scene, title) != nullptr; };
}

std::function<bool(Scene &, const Before &)> choosesFiles(const QString &title, QFileDialog::FileMode mode) {
    return [=](Scene &scene, const Before &) {
        const auto *dialog = qobject_cast<QFileDialog *>(dialogOf(scene, title));
        return dialog && dialog->fileMode() == mode;
    };
}

/// The field that has the focus is called so.
std::function<bool(Scene &, const Before &)> focuses(const QString &name) {
    return [name](Scene &, const Before &) {
        const auto *focus = QApplication::focusWidget();
        return focus && focus->accessibleName() == name;
    };
}

void showHandbook(Scene &scene) {
    scene.gui().source()->showDocument(scene.row(handbook)->id);
    const auto *source = scene.window()->source();
    const auto isShown = [&] {
        return scene.window()->sourceShown() && source->document() == scene.row(handbook)->id &&
               scene.window()->source()->pages()->isDrawn();
    };
    QVERIFY(QTest::qWaitFor(isShown, patience));
}

double zoomOf(Scene &scene) {
    return scene.window()->source()->pages()->zoom();
}

/// "1 of 3".
QString foundWords(Scene &scene) {
    for (const auto *field : scene.window()->source()->findChildren<QLineEdit *>()) {
        if (field->accessibleName() == u"Find in this document"_s)
            return field->parentWidget()->findChild<QLabel *>()->text();
    }
    return {};
}

void findKeys(Scene &scene) {
    showHandbook(scene);
    scene.window()->source()->startFind();
    QTest::keyClicks(QApplication::focusWidget(), u"key"_s);
    QVERIFY(QTest::qWaitFor([&] { return foundWords(scene).startsWith(u'1'); }, patience));
}

bool isRenaming(Scene &scene) {
    const auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    return field && field->text() == question &&
           scene.window()->library()->findChild<QListWidget *>()->isAncestorOf(field);
}

bool showsContents(Scene &scene) {
    return scene.window()->source()->contents()->isVisible();
}

void showAnother(Scene &scene) {
    scene.gui().source()->showDocument(scene.row(u"notes.txt"_s)->id);
    QVERIFY(QTest::qWaitFor(
        [&] { return scene.window()->source()->document() == scene.row(u"notes.txt"_s)->id; }, patience));
}

bool showsAnother(Scene &scene) {
    return scene.window()->source()->document() == scene.row(u"notes.txt"_s)->id;
}

std::vector<Action> fileActions() {
    return {
        {u"File/Try with a sample"_s, [](Scene &scene, const Before &) { return isReady(scene); }},
        {u"File/Add documents"_s, choosesFiles(u"Add documents"_s, QFileDialog::ExistingFiles)},
        {u"File/Add a folder"_s, choosesFiles(u"Add a folder of documents"_s, QFileDialog::Directory)},
        {u"File/Watch a folder"_s, choosesFiles(u"Watch a folder"_s, QFileDialog::Directory)},
        {u"File/New collection"_s, opens(u"New collection"_s)},
        {u"File/Settings"_s, opens(u"Settings"_s)},
        {u"File/Models"_s, opens(u"Models"_s)},
        {u"File/Work Offline"_s,
         [](Scene &scene, const Before &before) {
             return scene.application().isOffline() != before.offline;
         }},
        {u"File/Back Up"_s, choosesFiles(u"Back Up"_s, QFileDialog::AnyFile)},
        {u"File/Restore"_s, choosesFiles(u"Restore"_s, QFileDialog::ExistingFiles)},
        {u"File/Delete Everything"_s, opens(u"Delete Everything"_s)},
    };
}

std::vector<Action> chatActions() {
    return {
        {u"Chat/New chat"_s, [](Scene &scene, const Before &) { return scene.answers().isEmpty(); }},
        {u"Chat/Write a question"_s, focuses(u"Question"_s), [](Scene &scene) { scene.list()->setFocus(); }},
        {u"Chat/Regenerate the answer"_s,
         [](Scene &scene, const Before &before) {
             return messagesOf(scene) == before.messages + 1 && !scene.gui().chat()->writing();
         }},
        {u"Chat/Edit the last question"_s,
         [](Scene &scene, const Before &) {
             return scene.gui().chat()->editing() && scene.window()->chat()->composer()->text() == question;
         }},
        {u"Chat/Answer style"_s, opens(u"Answer style"_s)},
        {u"Chat/Search the passages"_s,
         [](Scene &scene, const Before &) { return scene.window()->chat()->resultsShown(); }},
        {u"Chat/Stop, or back to the chat"_s,
         [](Scene &scene, const Before &) { return !scene.window()->chat()->resultsShown(); },
         [](Scene &scene) { scene.gui().search()->start(); }},
        {u"Chat/Search chats"_s, focuses(u"Search chats"_s)},
        {u"Chat/Rename this chat"_s, [](Scene &scene, const Before &) { return isRenaming(scene); }},
        {u"Chat/Export as Markdown"_s, choosesFiles(u"Export as Markdown"_s, QFileDialog::AnyFile)},
        {u"Chat/Export as PDF"_s, choosesFiles(u"Export as PDF"_s, QFileDialog::AnyFile)},
    };
}

std::vector<Action> viewActions() {
    return {
        {u"View/Back in the document"_s, [](Scene &scene, const Before &) { return !showsAnother(scene); },
         [](Scene &scene) {
             showHandbook(scene);
             showAnother(scene);
         }},
        {u"View/Forward in the document"_s, [](Scene &scene, const Before &) { return showsAnother(scene); },
         [](Scene &scene) {
             showHandbook(scene);
             showAnother(scene);
             scene.gui().source()->back();
             QVERIFY(QTest::qWaitFor([&] { return !showsAnother(scene); }, patience));
         }},
        {u"View/Contents of the document"_s,
         [](Scene &scene, const Before &) { return showsContents(scene); }, showHandbook},
        {u"View/Document in a window of its own"_s,
         [](Scene &scene, const Before &) {
             return scene.window()->sourceFloats() && scene.window()->source()->window()->isActiveWindow();
         },
         showHandbook},
        {u"View/Go to a page"_s, focuses(u"Page"_s), showHandbook},
        {u"View/Larger"_s, [](Scene &scene, const Before &before) { return zoomOf(scene) > before.zoom; },
         showHandbook},
        {u"View/Smaller"_s, [](Scene &scene, const Before &before) { return zoomOf(scene) < before.zoom; },
         showHandbook},
        {u"View/As wide as the pane"_s,
         [](Scene &scene, const Before &before) { return zoomOf(scene) < before.zoom / 2; },
         [](Scene &scene) {
             showHandbook(scene);
             scene.window()->source()->zoom(30);
         }},
        {u"View/Library"_s,
         [](Scene &scene, const Before &) { return scene.window()->library()->isHidden(); }},
        {u"View/Activity"_s,
         [](Scene &scene, const Before &) { return scene.window()->activity()->isVisible(); }},
        {u"View/Next pane"_s, [](Scene &scene, const Before &) { return scene.list()->hasFocus(); }},
        {u"View/Appearance/Dark"_s,
         [](Scene &scene, const Before &) { return scene.window()->theme()->colours().dark; }},
        {u"View/Appearance/Light"_s,
         [](Scene &scene, const Before &) { return !scene.window()->theme()->colours().dark; }},
        {u"View/Appearance/Like the system"_s,
         [](Scene &scene, const Before &) {
             return scene.window()->theme()->choice() == ui::Theme::Choice::System;
         }},
    };
}

std::vector<Action> otherActions() {
    return {
        {u"Edit/Find anything"_s,
         [](Scene &scene, const Before &) { return scene.gui().palette()->palette()->isVisible(); }},
        {u"Edit/Find in the document"_s, focuses(u"Find in this document"_s), showHandbook},
        {u"Edit/Find next"_s, [](Scene &scene, const Before &) { return foundWords(scene).startsWith(u'2'); },
         findKeys},
        {u"Library/Filter documents"_s, focuses(u"Filter documents"_s)},
        {u"Library/Notes"_s, opens(u"Notes"_s)},
        {u"Library/Watched folders"_s, opens(u"Watched folders"_s)},
        {u"Library/Ask all documents"_s,
         [](Scene &scene, const Before &) { return scene.documents().ticked().isEmpty(); },
         [](Scene &scene) { scene.documents().setTicked(0, true); }},
        {u"Help/Getting a Model"_s, opens(u"Getting a model"_s)},
        {u"Help/Tasks"_s, opens(u"Tasks"_s)},
        {u"Help/Responsiveness"_s, opens(u"Responsiveness"_s)},
        {u"Help/About DocChat"_s, opens(u"About DocChat"_s)},
        {u"File/Quit"_s,
         [](Scene &, const Before &before) { return before.closing->size() == 1; }}, // the last of all
    };
}

std::vector<Action> allActions() {
    std::vector<Action> all;
    for (const auto &some : {fileActions(), chatActions(), viewActions(), otherActions()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

/// As it is in a path.
QString plain(QString text) {
    return text.remove(u'&').remove(u'…');
}

/// What leads to an action: the menu's own action, perhaps a submenu's, and itself. Empty: there is none.
QList<QAction *> leadingTo(QWidget *menu, const QStringList &path) {
    for (auto *action : menu->actions()) {
        if (plain(action->text()) != path.first())
            continue;
        QList<QAction *> way{action};
        if (path.size() > 1)
            way += leadingTo(action->menu(), path.mid(1));
        return way;
    }
    return {};
}

QStringList pathsIn(const QWidget *menu, const QString &before = {}) {
    QStringList paths;
    for (const auto *action : menu->actions()) {
        if (action->menu())
            paths += pathsIn(action->menu(), before + plain(action->text()) + u'/');
        else if (!action->isSeparator())
            paths += before + plain(action->text());
    }
    return paths;
}

bool waitForMenu(QMenu *menu) {
    return QTest::qWaitFor([menu] { return menu->isVisible() && QApplication::activePopupWidget() == menu; },
                           patience);
}

/// Opens the menus by clicks and clicks on the action.
bool clickThrough(QMenuBar *bar, const QList<QAction *> &way) {
    QTest::mouseClick(bar, Qt::LeftButton, {}, bar->actionGeometry(way.first()).center());
    for (qsizetype i = 1; i < way.size(); ++i) {
        auto *menu = way[i - 1]->menu();
        if (!waitForMenu(menu))
            return false;
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(way[i]).center());
    }
    return true;
}

/// Opens the menus by Alt and the letter, goes to the action by arrows, and presses Return.
bool pressThrough(QMenuBar *bar, const QList<QAction *> &way) {
    const auto text = way.first()->text();
    QTest::keyClick(bar->window(), text.at(text.indexOf(u'&') + 1).toLower().toLatin1(), Qt::AltModifier);
    for (qsizetype i = 1; i < way.size(); ++i) {
        auto *menu = way[i - 1]->menu();
        if (!waitForMenu(menu))
            return false;
        for (qsizetype presses = 0; menu->activeAction() != way[i]; ++presses) {
            if (presses > menu->actions().size())
                return false;
            QTest::keyClick(menu, Qt::Key_Down);
        }
        QTest::keyClick(menu, way[i]->menu() ? Qt::Key_Right : Qt::Key_Return);
    }
    return true;
}

} // namespace

/// Every action of the menus, by its shortcut, by keys through the menus and by the mouse.
class ActionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyActionIsInTheTable();
    void shortcutsAreToldApart();
    void anActionDoesWhatItSays_data();
    void anActionDoesWhatItSays();
    void cleanupTestCase() { m_scene.reset(); }

private:
    void begin(Way way);
    void restore(bool withSample);
    bool take(Way way, const QList<QAction *> &leading);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Scene> m_scene;
    Way m_way = Way::Shortcut;
};

void ActionsTest::everyActionIsInTheTable() {
    Scene scene;
    auto inMenus = pathsIn(scene.window()->menuBar());
    QStringList inTable;
    for (const auto &action : allActions())
        inTable += action.path;
    std::ranges::sort(inMenus);
    std::ranges::sort(inTable);
    QCOMPARE(inTable, inMenus);
}

void ActionsTest::shortcutsAreToldApart() {
    Scene scene;
    QList<QKeySequence> known;
    for (const auto *action : scene.window()->menuBar()->findChildren<QAction *>()) {
        for (const auto &keys : action->shortcuts()) {
            QVERIFY2(!known.contains(keys), qPrintable(action->text()));
            known += keys;
        }
    }
    QVERIFY(known.size() > 20);
}

void ActionsTest::anActionDoesWhatItSays_data() {
    QTest::addColumn<int>("way");
    QTest::addColumn<int>("index");
    Scene scene;
    const auto actions = allActions();
    for (const auto way : {Way::Shortcut, Way::MenuKeys, Way::Mouse}) {
        for (size_t i = 0; i < actions.size(); ++i) {
            const auto leading = leadingTo(scene.window()->menuBar(), actions[i].path.split(u'/'));
            if (way != Way::Shortcut || !leading.last()->shortcut().isEmpty())
                QTest::addRow("%s: %s", wayNames[int(way)], qPrintable(actions[i].path))
                    << int(way) << int(i);
        }
    }
}

/// A window with two documents and one question that was answered.
void ActionsTest::begin(Way way) {
    m_scene.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_scene = std::make_unique<Scene>();
    m_way = way;
    QVERIFY(m_scene->dropAndWait(
        writeFile(QDir(m_folder->path()), u"notes.txt"_s, "A heron stood by the canal.\n")));
}

/// As a person would leave it: nothing open but the panes.
void ActionsTest::restore(bool withSample) {
    auto *window = m_scene->window();
    for (auto *dialog : window->findChildren<QDialog *>()) {
        if (dialog->isVisible())
            dialog->reject();
    }
    m_scene->gui().palette()->palette()->close();
    m_scene->gui().search()->close();
    m_scene->gui().chat()->cancelEdit();
    if (m_scene->application().isOffline())
        leadingTo(window->menuBar(), {u"File"_s, u"Work Offline"_s}).last()->trigger();
    window->floatSource(false);
    window->hideSource();
    if (showsContents(*m_scene))
        window->source()->toggleContents();
    window->source()->pages()->setZoom(1);
    if (window->activity()->isVisible())
        window->toggleActivity();
    if (window->library()->isHidden())
        window->toggleLibrary();
    if (withSample && !isReady(*m_scene)) {
        m_scene->gui().library()->addSample();
        QTRY_VERIFY_WITH_TIMEOUT(isReady(*m_scene), patience);
    }
    if (m_scene->answers().isEmpty() && isReady(*m_scene)) {
        const auto before = messagesOf(*m_scene);
        QVERIFY(m_scene->ask(question));
        QTRY_COMPARE_WITH_TIMEOUT(messagesOf(*m_scene), before + 2, patience);
    }
    m_scene->documents().clearTicks();
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window, patience));
    window->chat()->composer()->focusText();
}

bool ActionsTest::take(Way way, const QList<QAction *> &leading) {
    auto *bar = m_scene->window()->menuBar();
    if (way == Way::Mouse)
        return clickThrough(bar, leading);
    if (way == Way::MenuKeys)
        return pressThrough(bar, leading);
    const auto keys = leading.last()->shortcut()[0];
    QTest::keyClick(m_scene->window(), keys.key(), keys.keyboardModifiers());
    return true;
}

void ActionsTest::anActionDoesWhatItSays() {
    QFETCH(int, way);
    QFETCH(int, index);
    if (!m_scene || m_way != Way(way))
        begin(Way(way));
    if (QTest::currentTestFailed())
        return;
    const auto action = allActions()[size_t(index)];
    restore(action.path != u"File/Try with a sample"_s);
    if (QTest::currentTestFailed())
        return;
    action.prepare(*m_scene);
    if (QTest::currentTestFailed())
        return;
    const QSignalSpy closing(m_scene->window(), &ui::MainWindow::closing);
    const Before before{messagesOf(*m_scene), m_scene->application().isOffline(), zoomOf(*m_scene), &closing};
    const auto happened = [&] { return action.happened(*m_scene, before); };
    QVERIFY2(!happened(), "it is so before");
    const auto leading = leadingTo(m_scene->window()->menuBar(), action.path.split(u'/'));
    QTRY_VERIFY_WITH_TIMEOUT(leading.last()->isEnabled(), patience);
    QVERIFY(take(Way(way), leading));
    QTRY_VERIFY2_WITH_TIMEOUT(happened(), qPrintable(action.path), patience);
}

DOCCHAT_TEST(ActionsTest)
#include "actions_test.moc"
