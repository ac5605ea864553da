#include "scene.h"
#include "testmain.h"

#include "async/run.h"
#include "chat/answerstyledialog.h"
#include "chat/filterchips.h"
#include "index/collections.h"

#include <QContextMenuEvent>
#include <QDialogButtonBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QInputDialog>
#include <QListWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProcess>
#include <QRadioButton>
#include <QTextEdit>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray bridgeText = "# Bridges\n\nThe cedar bridge of Lindale was built in 1874 by Agnes Moor.\n";
const QByteArray ferryText = "# Ferries\n\nThe cedar ferry of Lindale stopped in 1901, said Tom Hale.\n";
const QString question = u"What was of cedar in Lindale?"_s;

/// A window on bridge.md and ferry.md.
struct Lindale {
    QTemporaryDir files;
    Scene scene;
    bool ready = false;

    explicit Lindale(const QString &folder = {}, const std::optional<ProviderConfig> &provider = {})
        : scene(provider, folder) {
        ready = scene.dropAndWait(write(u"bridge.md"_s, bridgeText)) &&
                scene.dropAndWait(write(u"ferry.md"_s, ferryText));
    }
    QString write(const QString &name, const QByteArray &bytes) {
        return writeFile(QDir(files.path()), name, bytes);
    }
};

ui::CollectionSwitch *chooser(Scene &scene) {
    return scene.window()->library()->collections();
}

/// What the switch says, without its arrow.
QString openName(Scene &scene) {
    return chooser(scene)->text().section(u' ', 0, -2);
}

QStringList listed(Scene &scene) {
    QStringList names;
    auto *model = scene.list()->model();
    for (int row = 0; row < model->rowCount(); ++row)
        names += model->index(row, 0).data().toString();
    names.sort();
    return names;
}

QStringList chatTitles(Scene &scene) {
    QStringList titles;
    auto *list = scene.window()->library()->findChild<QListWidget *>();
    for (int row = 0; row < list->count(); ++row)
        titles += list->item(row)->text();
    return titles;
}

/// The chip above the chat, as it is read out.
QString scopeWords(Scene &scene) {
    for (const auto *button : scene.window()->chat()->findChildren<QPushButton *>()) {
        if (button->accessibleName().startsWith(u"Asking"_s) && !button->isHidden())
            return button->accessibleName();
    }
    return {};
}

/// The menu that is open.
QMenu *openMenu() {
    QMenu *menu = nullptr;
    const auto isOpen = [&] {
        menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        return menu != nullptr;
    };
    return QTest::qWaitFor(isOpen, patience) ? menu : nullptr;
}

QAction *entry(const QMenu *menu, const QString &text) {
    for (auto *action : menu->actions()) {
        if (action->text().section(u'\t', 0, 0) == text)
            return action;
    }
    return nullptr;
}

bool choose(QMenu *menu, const QString &text) {
    auto *action = menu ? entry(menu, text) : nullptr;
    if (!action || !action->isEnabled())
        return false;
    action->trigger();
    menu->close();
    return true;
}

/// Chooses in the menu of the switch.
bool chooseInSwitch(Scene &scene, const QString &text) {
    click(chooser(scene));
    return choose(openMenu(), text);
}

/// The menu of a document's row, by the mouse.
QMenu *menuOf(Scene &scene, const QString &name) {
    auto *list = scene.list();
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        const auto index = list->model()->index(row, 0);
        if (index.data().toString() != name)
            continue;
        const auto at = list->visualRect(index).center();
        QContextMenuEvent wish(QContextMenuEvent::Mouse, at, list->viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(list->viewport(), &wish);
        return openMenu();
    }
    return nullptr;
}

bool chooseFor(Scene &scene, const QString &name, const QString &sub, const QString &text) {
    auto *menu = menuOf(scene, name);
    auto *below = menu ? entry(menu, sub) : nullptr;
    const bool chosen = below && (below->menu() ? choose(below->menu(), text) : choose(menu, sub));
    if (menu)
        menu->close();
    return chosen;
}

/// Answers the question for a name.
bool giveName(Scene &scene, const QString &name) {
    auto *dialog = scene.dialog<QInputDialog>();
    if (!dialog)
        return false;
    dialog->setTextValue(name);
    dialog->accept();
    return true;
}

/// Runs what opens a collection, and waits until it is open with its chat.
template <class F>
bool entered(Scene &scene, const QString &name, F start) {
    bool isIn = false;
    const auto connection = QObject::connect(scene.gui().chat(), &ChatController::chatsChanged,
                                             scene.window(), [&] { isIn = openName(scene) == name; });
    const bool opened = start() && QTest::qWaitFor([&] { return isIn; }, patience);
    QObject::disconnect(connection);
    return opened;
}

bool make(Scene &scene, const QString &name) {
    return entered(scene, name, [&] {
        for (auto *action : scene.window()->menuBar()->actions().first()->menu()->actions()) {
            if (action->text() == u"New collection…"_s)
                action->trigger();
        }
        return giveName(scene, name);
    });
}

bool open(Scene &scene, const QString &name) {
    return entered(scene, name, [&] { return chooseInSwitch(scene, name); });
}

void tick(Scene &scene, const QString &name) {
    for (int row = 0; row < scene.documents().rowCount(); ++row) {
        if (scene.documents().at(row).name == name)
            scene.documents().setTicked(row, true);
    }
}

QStringList citedBy(const ui::AnswerView *answer) {
    QStringList names;
    for (const auto &citation : answer ? answer->message().citations : std::vector<Citation>()) {
        if (!names.contains(citation.name))
            names += citation.name;
    }
    names.sort();
    return names;
}

const QString all = u"All documents"_s;

} // namespace

class CollectionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSwitchIsHiddenUntilThereIsSomethingToChoose();
    void aCollectionIsAWorkspace();
    void aNewCollectionIsMadeFromADocumentsMenu();
    void severalDocumentsAreCollectedAtOnce();
    void documentsAreDraggedToACollection();
    void aNameThatIsTakenIsAskedForAgain();
    void whatIsDroppedJoinsTheOpenCollection();
    void whatWaitsToBeReadJoinsAtTheNextStart();
    void chatsBelongToTheCollectionTheyWereBegunIn();
    void ticksAndDraftsAreKeptByCollection();
    void whatIsOpenIsOpenAgainAtTheNextStart();
    void aFoundChatOpensItsCollection();
    void aRemovedCollectionLeavesDocumentsAndChats();
    void aCollectionIsRenamed();
    void answersAreWrittenInTheCollectionsStyle();
    void theCommandLineAnswersInTheCollectionsStyle();
    void aSearchLooksInTheOpenCollection();
    void theFilterInTheQuestionIsAChip();
};

void CollectionsTest::theSwitchIsHiddenUntilThereIsSomethingToChoose() {
    const QTemporaryDir files;
    Scene scene;
    QVERIFY(!chooser(scene)->isVisible());
    QVERIFY(scene.dropAndWait(writeFile(QDir(files.path()), u"bridge.md"_s, bridgeText)));
    QVERIFY(!chooser(scene)->isVisible());
    QVERIFY(scene.dropAndWait(writeFile(QDir(files.path()), u"ferry.md"_s, ferryText)));
    QTRY_VERIFY_WITH_TIMEOUT(chooser(scene)->isVisible(), patience);
    QCOMPARE(openName(scene), all);
    QCOMPARE(chooser(scene)->accessibleName(), u"Collection: All documents"_s);
    click(chooser(scene));
    auto *menu = openMenu();
    QVERIFY(menu);
    QCOMPARE(entry(menu, all)->text(), all + u"\t2"_s);
    QVERIFY(entry(menu, all)->isChecked());
    QVERIFY(entry(menu, u"New collection…"_s));
    QVERIFY(!entry(menu, u"Rename this collection…"_s));
    menu->close();
}

void CollectionsTest::aCollectionIsAWorkspace() {
    Lindale lindale;
    QVERIFY(lindale.ready);
    auto &scene = lindale.scene;
    QVERIFY(scene.window()->sourceShown());
    QVERIFY(make(scene, u"Boats"_s));
    QVERIFY(!scene.window()->sourceShown()); // what was read belongs to the other one
    QCOMPARE(listed(scene), QStringList());
    QCOMPARE(scopeWords(scene), u"Asking Boats"_s);
    QVERIFY(scene.ask(question));
    QVERIFY2(
        scene.answers().last()->message().text.contains(u"The collection “Boats” holds no documents yet."_s),
        qPrintable(scene.answers().last()->message().text));
    QVERIFY(open(scene, all));
    QVERIFY(chooseFor(scene, u"ferry.md"_s, u"Add to collection"_s, u"Boats"_s));
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM collection_document"), 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(chooser(scene)->collections().front().documents == 1, patience);
    QVERIFY(open(scene, u"Boats"_s));
    QCOMPARE(listed(scene), QStringList{u"ferry.md"_s});
    QTRY_COMPARE_WITH_TIMEOUT(scene.answers().size(), 1, patience); // the chat that was begun there
    QCOMPARE(citedBy(scene.ask(question)), QStringList{u"ferry.md"_s});
    QVERIFY(open(scene, all));
    QCOMPARE(listed(scene), (QStringList{u"bridge.md"_s, u"ferry.md"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(scene.answers().isEmpty(), patience);
    QCOMPARE(scopeWords(scene), u"Asking all documents"_s);
    QCOMPARE(citedBy(scene.ask(question)), (QStringList{u"bridge.md"_s, u"ferry.md"_s}));
    QVERIFY(open(scene, u"Boats"_s));
    QVERIFY(chooseFor(scene, u"ferry.md"_s, u"Remove from this collection"_s, {}));
    QTRY_COMPARE_WITH_TIMEOUT(listed(scene), QStringList(), patience);
    QCOMPARE(scene.count("SELECT count(*) FROM document"), 2);
}

void CollectionsTest::aNewCollectionIsMadeFromADocumentsMenu() {
    Lindale lindale;
    QVERIFY(lindale.ready);
    auto &scene = lindale.scene;
    QVERIFY(chooseFor(scene, u"bridge.md"_s, u"Add to collection"_s, u"New collection…"_s));
    QVERIFY(giveName(scene, u" Old  bridges "_s));
    QTRY_COMPARE_WITH_TIMEOUT(chooser(scene)->collections().size(), size_t(1), patience);
    QCOMPARE(chooser(scene)->collections().front().name, u"Old bridges"_s);
    QTRY_COMPARE_WITH_TIMEOUT(chooser(scene)->collections().front().documents, 1, patience);
    QCOMPARE(openName(scene), all);
}

void CollectionsTest::severalDocumentsAreCollectedAtOnce() {
    Lindale lindale;
    QVERIFY(lindale.ready);
    auto &scene = lindale.scene;
    QVERIFY(make(scene, u"Lindale"_s));
    QVERIFY(open(scene, all));
    scene.window()->hideSource();
    auto *list = scene.list();
    for (int row = 0; row < 2; ++row)
        QTest::mouseClick(list->viewport(), Qt::LeftButton, Qt::ControlModifier,
                          list->visualRect(list->model()->index(row, 0)).center());
    QCOMPARE(list->selectionModel()->selectedIndexes().size(), 2);
    QVERIFY(!scene.window()->sourceShown()); // to select is not to open
    QVERIFY(chooseFor(scene, u"ferry.md"_s, u"Add to collection"_s, u"Lindale"_s));
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM collection_document"), 2, patience);
    QVERIFY(open(scene, u"Lindale"_s));
    QCOMPARE(listed(scene), (QStringList{u"bridge.md"_s, u"ferry.md"_s}));
}

void CollectionsTest::documentsAreDraggedToACollection() {
    Lindale lindale;
    auto &scene = lindale.scene;
    QVERIFY(lindale.ready && make(scene, u"Boats"_s) && open(scene, all));
    auto *model = scene.list()->model();
    QVERIFY(scene.list()->dragEnabled());
    const std::unique_ptr<QMimeData> dragged(model->mimeData({model->index(0, 0), model->index(1, 0)}));
    QCOMPARE(dragged->urls().size(), 2); // another program gets the files
    auto *target = chooser(scene);
    QDragEnterEvent enter(target->rect().center(), Qt::CopyAction, dragged.get(), Qt::LeftButton, {});
    QCoreApplication::sendEvent(target, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent let(target->rect().center(), Qt::CopyAction, dragged.get(), Qt::LeftButton, {});
    QCoreApplication::sendEvent(target, &let);
    QVERIFY(let.isAccepted());
    QVERIFY(choose(openMenu(), u"Add to “Boats”"_s));
    QVERIFY(open(scene, u"Boats"_s));
    QTRY_COMPARE_WITH_TIMEOUT(listed(scene), (QStringList{u"bridge.md"_s, u"ferry.md"_s}), patience);
    QMimeData other;
    other.setText(u"words"_s);
    QDragEnterEvent none(target->rect().center(), Qt::CopyAction, &other, Qt::LeftButton, {});
    QCoreApplication::sendEvent(target, &none);
    QVERIFY(!none.isAccepted());
}

void CollectionsTest::aNameThatIsTakenIsAskedForAgain() {
    Lindale lindale;
    QVERIFY(lindale.ready);
    auto &scene = lindale.scene;
    QVERIFY(make(scene, u"Boats"_s));
    QVERIFY(chooseInSwitch(scene, u"New collection…"_s));
    QVERIFY(giveName(scene, u"BOATS"_s));
    const auto complains = [&] {
        const auto *dialog = scene.window()->findChild<QInputDialog *>();
        return dialog && dialog->isVisible() &&
               dialog->labelText().contains(u"There is a collection “Boats” already"_s);
    };
    QTRY_VERIFY_WITH_TIMEOUT(complains(), patience);
    QCOMPARE(scene.dialog<QInputDialog>()->textValue(), u"BOATS"_s);
    QVERIFY(giveName(scene, u"Ships"_s));
    QTRY_COMPARE_WITH_TIMEOUT(openName(scene), u"Ships"_s, patience);
    QCOMPARE(scene.count("SELECT count(*) FROM collection"), 2);
}

void CollectionsTest::whatIsDroppedJoinsTheOpenCollection() {
    Lindale lindale;
    QVERIFY(lindale.ready);
    auto &scene = lindale.scene;
    QVERIFY(make(scene, u"Mills"_s));
    bool shownAtOnce = false;
    QObject::connect(&scene.application().jobs(), &ingest::Jobs::jobAdded, scene.window(),
                     [&] { shownAtOnce = listed(scene) == QStringList{u"mill.md"_s}; });
    QVERIFY(scene.dropAndWait(lindale.write(u"mill.md"_s, "# Mills\n\nThe cedar mill turned until 1920.\n")));
    QVERIFY(shownAtOnce);
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT documents FROM (SELECT count(*) AS documents FROM"
                                          " collection_document)"),
                              1, patience);
    QVERIFY(scene.dropAndWait(lindale.write(u"bridge.md"_s, bridgeText))); // it is in the library already
    QTRY_COMPARE_WITH_TIMEOUT(listed(scene), (QStringList{u"bridge.md"_s, u"mill.md"_s}), patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM collection_path"), 0, patience);
    QVERIFY(open(scene, all));
    QCOMPARE(listed(scene).size(), 3);
    QVERIFY(scene.dropAndWait(lindale.write(u"lock.md"_s, "# Locks\n\nThe lock is of oak.\n")));
    QCOMPARE(scene.count("SELECT count(*) FROM collection_document"), 2);
}

void CollectionsTest::whatWaitsToBeReadJoinsAtTheNextStart() {
    const QTemporaryDir folder;
    const QTemporaryDir files;
    ScriptedServer server;
    server.setEmbedDelay(10min); // the first document waits for it, and the second for the first
    const auto provider = providerAt(server, {}, u"e"_s);
    {
        Scene scene(provider, folder.path(), 1);
        QVERIFY(make(scene, u"Boats"_s));
        scene.drop({writeFile(QDir(files.path()), u"bridge.md"_s, bridgeText),
                    writeFile(QDir(files.path()), u"ferry.md"_s, ferryText)});
        QTRY_VERIFY_WITH_TIMEOUT(server.stats().inFlight > 0, patience);
        QTRY_COMPARE_WITH_TIMEOUT(scene.application().jobs().running(), 2, patience);
        QCOMPARE(scene.count("SELECT count(*) FROM document"), 1);
        QCOMPARE(listed(scene).size(), 2);
        QVERIFY(open(scene, all));
    }
    server.setEmbedDelay(0ms);
    Scene scene(provider, folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM collection_document"), 2, patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM collection_path"), 0, patience);
}

void CollectionsTest::chatsBelongToTheCollectionTheyWereBegunIn() {
    Lindale lindale;
    QVERIFY(lindale.ready);
    auto &scene = lindale.scene;
    QVERIFY(scene.ask(u"Who built the cedar bridge?"_s));
    QVERIFY(make(scene, u"Boats"_s));
    QTRY_COMPARE_WITH_TIMEOUT(chatTitles(scene), QStringList(), patience);
    QVERIFY(scene.answers().isEmpty());
    QVERIFY(scene.ask(u"When did the ferry stop?"_s));
    QTRY_COMPARE_WITH_TIMEOUT(chatTitles(scene), QStringList{u"When did the ferry stop?"_s}, patience);
    QCOMPARE(scene.count("SELECT collection FROM chat ORDER BY id DESC LIMIT 1"),
             chooser(scene)->current()->id);
    QVERIFY(open(scene, all));
    QTRY_COMPARE_WITH_TIMEOUT(chatTitles(scene), QStringList{u"Who built the cedar bridge?"_s}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.answers().size(), 1, patience);
}

void CollectionsTest::ticksAndDraftsAreKeptByCollection() {
    const QTemporaryDir folder;
    {
        Lindale lindale(folder.path());
        QVERIFY(lindale.ready);
        auto &scene = lindale.scene;
        const auto field = [&] { return scene.window()->chat()->composer()->findChild<QTextEdit *>(); };
        QVERIFY(make(scene, u"Boats"_s));
        QVERIFY(open(scene, all));
        QVERIFY(chooseFor(scene, u"ferry.md"_s, u"Add to collection"_s, u"Boats"_s));
        tick(scene, u"bridge.md"_s);
        QCOMPARE(scopeWords(scene), u"Asking 1 ticked document"_s);
        QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM collection_tick WHERE collection=0"), 1,
                                  patience);
        QTest::keyClicks(field(), u"of all"_s);
        QVERIFY(open(scene, u"Boats"_s));
        QTRY_COMPARE_WITH_TIMEOUT(scopeWords(scene), u"Asking Boats"_s, patience);
        QTRY_COMPARE_WITH_TIMEOUT(field()->toPlainText(), QString(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(listed(scene), QStringList{u"ferry.md"_s}, patience);
        QTest::keyClicks(field(), u"of boats"_s);
        tick(scene, u"ferry.md"_s);
        QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM collection_tick"), 2, patience);
        QVERIFY(open(scene, all));
        QTRY_COMPARE_WITH_TIMEOUT(field()->toPlainText(), u"of all"_s, patience);
        QTRY_VERIFY_WITH_TIMEOUT(scene.row(u"bridge.md"_s)->ticked && !scene.row(u"ferry.md"_s)->ticked,
                                 patience);
        QVERIFY(open(scene, u"Boats"_s));
    }
    Scene scene({}, folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(scopeWords(scene), u"Asking 1 ticked document"_s, patience);
    QVERIFY(scene.row(u"ferry.md"_s)->ticked && !scene.row(u"bridge.md"_s)->ticked);
    QTRY_COMPARE_WITH_TIMEOUT(scene.window()->chat()->composer()->text(), u"of boats"_s, patience);
}

void CollectionsTest::whatIsOpenIsOpenAgainAtTheNextStart() {
    const QTemporaryDir folder;
    {
        Lindale lindale(folder.path());
        QVERIFY(lindale.ready);
        QVERIFY(lindale.scene.ask(question));
        QVERIFY(make(lindale.scene, u"Boats"_s));
    }
    {
        Scene scene({}, folder.path());
        QCOMPARE(openName(scene), u"Boats"_s);
        QCOMPARE(scopeWords(scene), u"Asking Boats"_s);
        QTRY_COMPARE_WITH_TIMEOUT(scene.documents().documents(), 2, patience);
        QCOMPARE(listed(scene), QStringList());
        QVERIFY(scene.answers().isEmpty());
        QVERIFY(open(scene, all));
    }
    Scene scene({}, folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(scene.answers().size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(listed(scene).size(), 2, patience);
    QCOMPARE(openName(scene), all);
}

void CollectionsTest::aFoundChatOpensItsCollection() {
    Lindale lindale;
    QVERIFY(lindale.ready);
    auto &scene = lindale.scene;
    QVERIFY(make(scene, u"Boats"_s));
    QVERIFY(scene.ask(u"Which zeppelin crossed Lindale?"_s));
    QVERIFY(open(scene, all));
    QTRY_COMPARE_WITH_TIMEOUT(chatTitles(scene), QStringList(), patience);
    for (auto *field : scene.window()->library()->findChildren<QLineEdit *>()) {
        if (field->accessibleName() == u"Search chats"_s)
            field->setText(u"zeppelin"_s);
    }
    auto *list = scene.window()->library()->findChild<QListWidget *>();
    QTRY_VERIFY_WITH_TIMEOUT(list->count() > 0, patience);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, Qt::NoModifier,
                      list->visualItemRect(list->item(0)).center());
    QTRY_COMPARE_WITH_TIMEOUT(openName(scene), u"Boats"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.answers().size(), 1, patience);
}

void CollectionsTest::aRemovedCollectionLeavesDocumentsAndChats() {
    Lindale lindale;
    QVERIFY(lindale.ready);
    auto &scene = lindale.scene;
    QVERIFY(make(scene, u"Boats"_s));
    QVERIFY(scene.ask(question));
    QVERIFY(chooseInSwitch(scene, u"Remove this collection…"_s));
    auto *asked = scene.dialog<QMessageBox>();
    QVERIFY(asked);
    QVERIFY(asked->text().contains(u"Boats"_s) && asked->text().contains(u"stay in the library"_s));
    clickNamed(asked, u"Remove"_s);
    QTRY_COMPARE_WITH_TIMEOUT(openName(scene), all, patience);
    QTRY_COMPARE_WITH_TIMEOUT(chatTitles(scene), QStringList{question}, patience);
    QCOMPARE(scene.count("SELECT count(*) FROM collection"), 0);
    QCOMPARE(scene.count("SELECT count(*) FROM document"), 2);
    QCOMPARE(listed(scene).size(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(scopeWords(scene), u"Asking all documents"_s, patience);
}

void CollectionsTest::aCollectionIsRenamed() {
    Lindale lindale;
    QVERIFY(lindale.ready);
    auto &scene = lindale.scene;
    QVERIFY(make(scene, u"Boats"_s));
    QVERIFY(chooseInSwitch(scene, u"Rename this collection…"_s));
    auto *dialog = scene.dialog<QInputDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->textValue(), u"Boats"_s);
    QVERIFY(giveName(scene, u"Ships & ferries"_s));
    QTRY_COMPARE_WITH_TIMEOUT(chooser(scene)->accessibleName(), u"Collection: Ships & ferries"_s, patience);
    QCOMPARE(openName(scene), u"Ships && ferries"_s); // no key
    QCOMPARE(scopeWords(scene), u"Asking Ships & ferries"_s);
}

void CollectionsTest::answersAreWrittenInTheCollectionsStyle() {
    ScriptedServer server;
    server.setAnswer({u"A ferry [1]."_s}, 1ms);
    Lindale lindale({}, providerAt(server, u"m"_s, {}));
    QVERIFY(lindale.ready);
    auto &scene = lindale.scene;
    QVERIFY(make(scene, u"Boats"_s));
    click(scene.window()->findChild<QPushButton *>(u"answerStyle"_s));
    auto *dialog = scene.dialog<ui::AnswerStyleDialog>();
    QVERIFY(dialog);
    const auto scopes = dialog->findChildren<QRadioButton *>();
    QCOMPARE(scopes.size(), 3);
    QCOMPARE(scopes[1]->text(), u"For “Boats”"_s);
    scopes[1]->click();
    dialog->findChild<QPlainTextEdit *>(u"instructions"_s)->setPlainText(u"Speak as a sailor."_s);
    scopes[0]->click();
    QCOMPARE(dialog->findChild<QPlainTextEdit *>(u"instructions"_s)->toPlainText(), QString());
    dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save)->click();
    auto *chip = scene.window()->findChild<QPushButton *>(u"answerStyle"_s);
    QTRY_COMPARE_WITH_TIMEOUT(chip->text(), u"Style: instructions"_s, patience);
    QVERIFY(open(scene, all));
    QTRY_COMPARE_WITH_TIMEOUT(chip->text(), u"Answer style…"_s, patience);
    QVERIFY(chooseFor(scene, u"ferry.md"_s, u"Add to collection"_s, u"Boats"_s));
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM collection_document"), 1, patience);
    const auto toldIn = [&](qsizetype call) { return QString::fromUtf8(server.stats().bodies.value(call)); };
    QVERIFY(scene.ask(question));
    QVERIFY(!toldIn(0).contains(u"Speak as a sailor."_s));
    QVERIFY(open(scene, u"Boats"_s));
    QTRY_VERIFY_WITH_TIMEOUT(scene.answers().isEmpty(), patience);
    QVERIFY(scene.ask(question));
    QVERIFY2(toldIn(1).contains(u"Speak as a sailor."_s), qPrintable(toldIn(1)));
    QVERIFY(toldIn(1).contains(u"Tom Hale"_s) && !toldIn(1).contains(u"Agnes Moor"_s));
}

void CollectionsTest::theCommandLineAnswersInTheCollectionsStyle() {
    const QTemporaryDir folder;
    {
        Lindale lindale(folder.path());
        QVERIFY(lindale.ready);
        const auto made = async::run(lindale.scene.application().store().write([](index::Database &database) {
            const auto id = index::createCollection(database, u"Lindale"_s);
            index::addToCollection(database, *id, {1, 2});
            index::setCollectionStyle(database, *id, {{}, AnswerLength::Short, {}});
            return Done{};
        }));
        QVERIFY(made.ok());
    }
    const auto quotes = [&folder](const QStringList &options) {
        QProcess process;
        process.start(QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-cli"),
                      QStringList{u"--data"_s, folder.path(), u"--json"_s, u"ask"_s, question} + options);
        const bool ended = process.waitForFinished(patience) && process.exitCode() == 0;
        return ended ? process.readAllStandardOutput().count("\"event\":\"citation\"") : -1;
    };
    const QStringList option{u"--collection"_s, u"lindale"_s};
    QCOMPARE(quotes({}), 2);
    QCOMPARE(quotes(option), 1);
    QCOMPARE(quotes(option + QStringList{u"--length"_s, u"normal"_s}), 2);
}

void CollectionsTest::aSearchLooksInTheOpenCollection() {
    Lindale lindale;
    QVERIFY(lindale.ready);
    auto &scene = lindale.scene;
    QVERIFY(make(scene, u"Boats"_s));
    QVERIFY(open(scene, all));
    QVERIFY(chooseFor(scene, u"ferry.md"_s, u"Add to collection"_s, u"Boats"_s));
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM collection_document"), 1, patience);
    scene.gui().search()->open(u"cedar"_s);
    const auto &matches = scene.window()->chat()->results()->model()->matches();
    QTRY_COMPARE_WITH_TIMEOUT(matches.total, 2, patience);
    QVERIFY(open(scene, u"Boats"_s));
    QVERIFY(!scene.gui().search()->isOpen()); // as when a chat is opened
    scene.gui().search()->open(u"cedar"_s);
    QTRY_COMPARE_WITH_TIMEOUT(matches.total, 1, patience);
    QCOMPARE(matches.documents.front().name, u"ferry.md"_s);
}

void CollectionsTest::theFilterInTheQuestionIsAChip() {
    Lindale lindale;
    QVERIFY(lindale.ready);
    auto &scene = lindale.scene;
    QVERIFY(make(scene, u"Old boats"_s));
    QVERIFY(open(scene, all));
    QVERIFY(chooseFor(scene, u"ferry.md"_s, u"Add to collection"_s, u"Old boats"_s));
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM collection_document"), 1, patience);
    auto *composer = scene.window()->chat()->composer();
    composer->setText(question + u" collection:\"old boats\""_s);
    auto *chips = composer->findChild<ui::FilterChips *>();
    QTRY_COMPARE_WITH_TIMEOUT(chips->findChildren<QPushButton *>().size(), 1, patience);
    auto *chip = chips->findChild<QPushButton *>();
    QCOMPARE(chip->accessibleName(), u"Remove the filter collection:\"old boats\""_s);
    composer->setText({});
    QCOMPARE(citedBy(scene.ask(question + u" collection:\"old boats\""_s)), QStringList{u"ferry.md"_s});
    composer->setText(u"cedar collection:ships"_s);
    QTRY_COMPARE_WITH_TIMEOUT(chips->findChildren<QPushButton *>().size(), 1, patience);
    click(chips->findChild<QPushButton *>());
    QCOMPARE(composer->text(), u"cedar"_s);
    composer->setText({});
    auto *answer = scene.ask(u"What was of cedar? collection:ships"_s);
    QVERIFY(answer);
    QVERIFY2(answer->message().text.contains(u"There is no collection “ships”. There is “Old boats”."_s),
             qPrintable(answer->message().text));
}

DOCCHAT_TEST(CollectionsTest)

#include "collections_test.moc"
