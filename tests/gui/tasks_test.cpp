#include "scene.h"
#include "testmain.h"

#include "log.h"
#include "stalls.h"

#include "async/event.h"
#include "async/run.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QMenuBar>
#include <QRegularExpression>
#include <QThread>
#include <QTreeView>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using ui::TaskModel;

namespace {

/// Until it has the keyboard. (Qt's own qWaitForWindowActive is content when its parent has it.)
bool isActive(QWidget *window) {
    return QTest::qWaitFor([window] { return QApplication::activeWindow() == window; }, patience);
}

/// The dialog, opened as a person does: from the menu Help.
ui::TasksDialog *openTasks(Scene &scene) {
    for (auto *menu : scene.window()->menuBar()->actions()) {
        for (auto *action : menu->menu()->actions()) {
            if (menu->text() == u"&Help"_s && action->text() == u"Tasks"_s)
                action->trigger();
        }
    }
    auto *dialog = scene.gui().tasks();
    return dialog && isActive(dialog) ? dialog : nullptr;
}

/// Every row of a view, parents before their children.
QModelIndexList rowsOf(const QAbstractItemModel *model, const QModelIndex &parent = {}) {
    QModelIndexList rows;
    for (int row = 0; row < model->rowCount(parent); ++row) {
        const auto index = model->index(row, 0, parent);
        rows += index;
        rows += rowsOf(model, index);
    }
    return rows;
}

/// The row of a task by its name, or an invalid one.
QModelIndex rowOf(ui::TasksDialog *dialog, const QString &name) {
    for (const auto &row : rowsOf(dialog->tree()->model())) {
        if (row.data().toString() == name)
            return row;
    }
    return {};
}

QString cell(const QModelIndex &row, TaskModel::Column column) {
    return row.siblingAtColumn(column).data().toString();
}

/// A document whose passages never come back from the server until it is cancelled.
void startReading(Scene &scene, ScriptedServer &server, const QTemporaryDir &folder) {
    server.setEmbedDelay(10min);
    QVERIFY(scene.drop({writeFile(QDir(folder.path()), u"notes.txt"_s, paragraphs(40, "zircon"))}));
    QTRY_VERIFY_WITH_TIMEOUT(server.stats().inFlight > 0, patience);
}

async::TaskInfo task(quint64 id, quint64 parent, const QString &name) {
    async::TaskInfo info;
    info.id = id;
    info.parentId = parent;
    info.name = name;
    info.waitsOn = u"timer"_s;
    info.where = u"here.cpp:1"_s;
    return info;
}

async::Task<void> stall() {
    QThread::msleep(1500); // however late the thread that watches is
    co_return;
}

} // namespace

class TasksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRunningJobIsSeenWithItsPlaceAndIsGoneWithItsEnd();
    void itOpensWithItsKeysAndEscClosesIt();
    void copyAllCopiesTheDump();
    void ctrlCCopiesTheRow();
    void nothingRunningIsSaid();
    void theLongestStepIsNamed();
    void selectionAndFoldsStayWhileRowsComeAndGo();
    void nothingIsCutInEitherThemeAtEitherSize_data();
    void nothingIsCutInEitherThemeAtEitherSize();
    void aStallIsWrittenToTheLogWithTheNameOfTheTask();
    void theLogIsReadableByItsOwnerAlone();
    void aClosedLogIsNotBegunAnew();
};

void TasksTest::aRunningJobIsSeenWithItsPlaceAndIsGoneWithItsEnd() {
    const QTemporaryDir folder;
    ScriptedServer server;
    Scene scene(providerAt(server, {}, u"scripted-embedder"_s));
    startReading(scene, server, folder);
    auto *dialog = openTasks(scene);
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(dialog, u"embed"_s).isValid(), patience);
    const auto row = rowOf(dialog, u"embed"_s);
    QVERIFY(cell(row, TaskModel::In).contains(u" › read document › "_s) ||
            cell(row, TaskModel::In).endsWith(u" › read document"_s));
    QCOMPARE(cell(row.parent(), TaskModel::Name), cell(row, TaskModel::In).section(u" › "_s, -1));
    static const QRegularExpression place(uR"(^\w+\.(cpp|h):\d+$)"_s);
    QVERIFY2(place.match(cell(row, TaskModel::Where)).hasMatch(), qPrintable(cell(row, TaskModel::Where)));
    QVERIFY(!cell(row, TaskModel::WaitsOn).isEmpty());
    const QPersistentModelIndex same = row;
    const auto forNow = cell(row, TaskModel::For);
    QTRY_VERIFY_WITH_TIMEOUT(cell(same, TaskModel::For) != forNow, patience); // it looks again by itself
    QVERIFY(same.isValid());
    QVERIFY(dialog->tree()->isExpanded(same.parent()));

    scene.application().jobs().cancelAll();
    QTRY_VERIFY_WITH_TIMEOUT(!rowOf(dialog, u"read document"_s).isValid(), patience);
    QVERIFY(!same.isValid());
}

void TasksTest::itOpensWithItsKeysAndEscClosesIt() {
    const QTemporaryDir folder;
    ScriptedServer server;
    Scene scene(providerAt(server, {}, u"scripted-embedder"_s));
    startReading(scene, server, folder);
    QTest::keyClick(scene.window(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = scene.gui().tasks();
    QVERIFY(dialog && !dialog->isModal());
    QVERIFY(isActive(dialog));
    QTest::keyClick(dialog->tree(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isVisible(), patience);
    QVERIFY(scene.window()->isVisible());
    QCOMPARE(openTasks(scene), dialog); // the same one again
    clickNamed(dialog, u"Close"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isVisible(), patience);
}

void TasksTest::copyAllCopiesTheDump() {
    const QTemporaryDir folder;
    ScriptedServer server;
    Scene scene(providerAt(server, {}, u"scripted-embedder"_s));
    startReading(scene, server, folder);
    auto *dialog = openTasks(scene);
    QVERIFY(dialog);
    clickNamed(dialog, u"Copy all"_s);
    const auto lines = QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), qsizetype(async::Loop::current()->tasks().size()));
    static const QRegularExpression embed(
        uR"(^ +#\d+ embed — waits on .+ at \w+\.\w+:\d+ for .+ \(alive .+\)$)"_s);
    QVERIFY2(!lines.filter(embed).isEmpty(), qPrintable(lines.join(u'\n')));
}

void TasksTest::ctrlCCopiesTheRow() {
    const QTemporaryDir folder;
    ScriptedServer server;
    Scene scene(providerAt(server, {}, u"scripted-embedder"_s));
    startReading(scene, server, folder);
    auto *dialog = openTasks(scene);
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(dialog, u"embed"_s).isValid(), patience);
    dialog->tree()->setCurrentIndex(rowOf(dialog, u"embed"_s));
    QTest::keyClick(dialog->tree(), Qt::Key_C, Qt::ControlModifier);
    const auto copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.contains(u" embed in "_s) && copied.contains(u" — waits on "_s), qPrintable(copied));
}

void TasksTest::nothingRunningIsSaid() {
    Scene scene;
    QTRY_COMPARE_WITH_TIMEOUT(async::Loop::current()->fibers(), 0, patience);
    auto *dialog = openTasks(scene);
    QVERIFY(dialog);
    QVERIFY(!dialog->tree()->isVisible());
    QVERIFY(!buttonNamed(dialog, u"Copy all"_s)->isEnabled());
    QStringList said;
    for (auto *label : dialog->findChildren<QLabel *>()) {
        if (label->isVisible())
            said += label->text();
    }
    QVERIFY2(said.contains(u"Nothing is running: no task is alive."_s), qPrintable(said.join(u'\n')));
}

void TasksTest::theLongestStepIsNamed() {
    Scene scene;
    async::run([]() -> async::Task<void> {
        co_await async::TaskGroup::run([](async::TaskGroup &group) { group.spawn("sluggard", stall); });
    }());
    const auto longest = async::Loop::current()->longestStep();
    auto *dialog = openTasks(scene);
    QVERIFY(dialog);
    const auto words = u"The longest step of the loop held it for %1 (%2)."_s.arg(
        async::durationWords(std::chrono::duration_cast<async::Milliseconds>(longest.held)),
        QString::fromUtf8(longest.task));
    QStringList said;
    for (auto *label : dialog->findChildren<QLabel *>())
        said += label->text();
    QVERIFY2(!said.filter(words).isEmpty(), qPrintable(said.join(u'\n')));
    QVERIFY(longest.held >= 120ms);
}

void TasksTest::selectionAndFoldsStayWhileRowsComeAndGo() {
    TaskModel model;
    QTreeView view;
    view.setModel(&model);
    model.show({task(1, 0, u"main"_s), task(2, 1, u"left"_s), task(5, 2, u"old"_s), task(3, 1, u"right"_s),
                task(4, 0, u"other"_s)});
    const auto main = model.index(0, 0);
    view.expand(main);
    view.setCurrentIndex(model.index(1, 0, main)); // right
    const QPersistentModelIndex right = view.currentIndex();
    QCOMPARE(right.data().toString(), u"right"_s);

    model.show({task(1, 0, u"main"_s), task(3, 1, u"right"_s), task(6, 3, u"new"_s), task(7, 1, u"late"_s),
                task(4, 0, u"other"_s), task(8, 0, u"last"_s)});
    QStringList names;
    for (const auto &row : rowsOf(&model))
        names += row.data().toString();
    QCOMPARE(names, QStringList({u"main"_s, u"right"_s, u"new"_s, u"late"_s, u"other"_s, u"last"_s}));
    QVERIFY(view.isExpanded(model.index(0, 0)));
    QCOMPARE(view.currentIndex(), QModelIndex(right));
    QCOMPARE(right.row(), 0);
    QCOMPARE(model.at(model.index(0, 0, right)).id, quint64(6));

    model.show({});
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!right.isValid());
}

void TasksTest::nothingIsCutInEitherThemeAtEitherSize_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("dark");
    QTest::newRow("1024 light") << QSize(1024, 700) << false;
    QTest::newRow("1440 dark") << QSize(1440, 900) << true;
}

void TasksTest::nothingIsCutInEitherThemeAtEitherSize() {
    QFETCH(QSize, size);
    QFETCH(bool, dark);
    const QTemporaryDir folder;
    ScriptedServer server;
    Scene scene(providerAt(server, {}, u"scripted-embedder"_s));
    scene.window()->theme()->choose(dark ? ui::Theme::Choice::Dark : ui::Theme::Choice::Light);
    scene.window()->resize(size);
    startReading(scene, server, folder);
    auto *dialog = openTasks(scene);
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(dialog, u"embed"_s).isValid(), patience);
    QVERIFY(dialog->width() <= size.width() && dialog->height() <= size.height());
    auto *tree = dialog->tree();
    int wide = 0;
    for (int column = 0; column < TaskModel::Columns; ++column) {
        wide += tree->columnWidth(column);
        for (const auto &row : rowsOf(tree->model())) {
            const auto text = cell(row, TaskModel::Column(column));
            const int indent = column == TaskModel::Name ? tree->visualRect(row).left() : 0;
            const int needed = tree->fontMetrics().horizontalAdvance(text) + indent;
            QVERIFY2(needed <= tree->columnWidth(column), qPrintable(text));
        }
    }
    QVERIFY(wide <= tree->viewport()->width());
    QVERIFY(!tree->accessibleName().isEmpty());
}

void TasksTest::aStallIsWrittenToTheLogWithTheNameOfTheTask() {
    const QTemporaryDir folder;
    async::Loop loop;
    {
        Log log(folder.path());
        const Stalls stalls(&loop, [](const QString &words) { qWarning("%s", qPrintable(words)); });
        QTest::ignoreMessage(
            QtWarningMsg, QRegularExpression(u"the task \"sluggard\" holds the loop, for \\d+ ms so far"_s));
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(u"the task \"sluggard\" held the loop for \\d+ ms"_s));
        async::run([]() -> async::Task<void> {
            co_await async::TaskGroup::run([](async::TaskGroup &group) { group.spawn("sluggard", stall); });
        }());
    }
    QFile file(Log::pathIn(folder.path()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto written = QString::fromUtf8(file.readAll());
    static const QRegularExpression line(
        uR"(^\d{4}-\d\d-\d\dT[\d:.]+ test-gui\[\d+\] the task "sluggard" held the loop for (\d+) ms$)"_s,
        QRegularExpression::MultilineOption);
    const auto found = line.match(written);
    QVERIFY2(found.hasMatch(), qPrintable(written));
    QVERIFY(found.captured(1).toInt() >= 120);
    QVERIFY2(written.contains(u"the task \"sluggard\" holds the loop"_s), qPrintable(written));
}

void TasksTest::theLogIsReadableByItsOwnerAlone() {
    const QTemporaryDir folder;
    const auto path = Log::pathIn(folder.path());
    {
        Log log(folder.path());
        QVERIFY(!QFile::exists(path)); // made at the first line
        log.write(u"first\nand second"_s);
    }
    QCOMPARE(QFile::permissions(path) & ~(QFileDevice::ReadUser | QFileDevice::WriteUser),
             QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    {
        Log again(folder.path());
        again.write(u"third"_s);
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 2); // nothing breaks a line, nothing is written over
    QVERIFY(lines[0].endsWith("first and second") && lines[1].endsWith("third"));
}

void TasksTest::aClosedLogIsNotBegunAnew() {
    const QTemporaryDir folder;
    Log log(folder.path());
    log.write(u"first"_s);
    log.close();
    QVERIFY(QFile::remove(Log::pathIn(folder.path())));
    log.write(u"second"_s);
    qWarning("third");
    QVERIFY(QDir(folder.path()).isEmpty());
}

DOCCHAT_TEST(TasksTest)

#include "tasks_test.moc"
