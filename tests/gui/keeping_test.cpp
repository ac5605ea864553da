#include "fakekeychain.h"
#include "scene.h"
#include "settings/settingsdialog.h"
#include "testmain.h"

#include "erase.h"
#include "index/health.h"
#include "index/providers.h"
#include "instance.h"
#include "provider/keys.h"
#include "startagain.h"
#include "widgets/noticebar.h"

#include "async/run.h"

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QProcess>
#include <QSignalSpy>

#include <csignal>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

/// The line above the panes; null: there is none.
ui::NoticeBar *noticeOf(Scene &scene) {
    for (auto *bar : scene.window()->centralWidget()->findChildren<ui::NoticeBar *>(
             QString(), Qt::FindDirectChildrenOnly)) {
        if (bar->isVisible())
            return bar;
    }
    return nullptr;
}

QString wordsOf(const ui::NoticeBar *bar) {
    return bar ? bar->findChild<QLabel *>()->text() : QString();
}

/// Of the File menu.
bool choose(Scene &scene, const QString &text) {
    for (auto *action : scene.window()->menuBar()->actions().first()->menu()->actions()) {
        if (action->text() == text) {
            action->trigger();
            return true;
        }
    }
    return false;
}

bool typeFile(Scene &scene, const QString &path) {
    auto *dialog = scene.dialog<QFileDialog>();
    if (!dialog)
        return false;
    auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    name->setText(path);
    QTest::keyClick(name, Qt::Key_Return);
    return QTest::qWaitFor([&] { return !scene.window()->findChild<QFileDialog *>(); }, patience);
}

/// The text of the box that is shown, once its button is pressed; empty: there is no such box.
QString answer(Scene &scene, const QString &button) {
    auto *box = scene.dialog<QMessageBox>();
    if (!box)
        return {};
    const auto text = box->text();
    const auto buttons = box->buttons();
    const auto found = std::ranges::find_if(
        buttons, [&](const QAbstractButton *one) { return one->text().remove(u'&') == button; });
    if (found == buttons.end())
        return {};
    const QPointer<QMessageBox> shown(box);
    click(*found);
    return QTest::qWaitFor([&] { return !shown || !shown->isVisible(); }, patience) ? text : QString();
}

QStringList namesIn(const QString &folder) {
    Scene scene({}, folder);
    QStringList names;
    std::ignore = QTest::qWaitFor([&] { return scene.documents().rowCount() > 0; }, patience);
    for (int i = 0; i < scene.documents().rowCount(); ++i)
        names += scene.documents().at(i).name;
    names.sort();
    return names;
}

} // namespace

class KeepingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void aRescuedLibraryIsSaidWithDetails();
    void damageThatIsMetOffersToStartAgain();
    void whatWasSetAsideIsDeletedWhenAsked();
    void aBackupIsRestoredAtTheNextStart();
    void aBackupThatIsNoneIsSaid();
    void everythingIsDeletedWithTheKeys();
    void keysThatStayAreSaid();
    void aProgramPutsAnotherInItsPlace();
    void theProgramRescuesBeforeItsWindow();
    void whatCannotBeWrittenIsLookedAt();

private:
    [[nodiscard]] QString data() const { return m_folder->filePath(u"data"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void KeepingTest::aRescuedLibraryIsSaidWithDetails() {
    {
        Scene scene({}, data());
        QVERIFY(scene.dropAndWait(samplePath()));
        QVERIFY(scene.ask(u"What does a lost key cost?"_s));
        QCOMPARE(noticeOf(scene), nullptr);
    }
    index::markDamaged(index::libraryIn(data()));
    {
        Scene scene({}, data());
        auto *notice = noticeOf(scene);
        QCOMPARE(wordsOf(notice), u"The library was damaged. 1 chat and 1 document were saved."_s);
        clickNamed(notice, u"Details"_s);
        const auto details = answer(scene, u"OK"_s);
        QVERIFY2(details.contains(data() + u"/library.sqlite.damaged-"_s), qPrintable(details));
        QTRY_COMPARE_WITH_TIMEOUT(scene.words(u"bicycle-library-handbook.pdf"_s).isEmpty(), false, patience);
        QVERIFY(scene.ask(u"What does a lost key cost?"_s));
        const QPointer<ui::NoticeBar> shown(notice);
        clickNamed(notice, u"OK"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown, patience);
    }
    Scene scene({}, data());
    QCOMPARE(noticeOf(scene), nullptr);
}

void KeepingTest::damageThatIsMetOffersToStartAgain() {
    Scene scene({}, data());
    const auto read = async::run(scene.application().store().read(
        [](index::Database &) -> int { throw index::SqliteError(SQLITE_CORRUPT, u"planted"_s); }));
    QVERIFY(!read.ok());
    auto *notice = noticeOf(scene);
    QVERIFY2(wordsOf(notice).startsWith(u"The library is damaged."_s), qPrintable(wordsOf(notice)));
    const QSignalSpy closing(scene.window(), &ui::MainWindow::closing);
    clickNamed(notice, u"Start again"_s);
    QCOMPARE(closing.count(), 1);
    QCOMPARE(scene.gui().after(), Gui::After::StartAgain);
    QVERIFY(index::isDamaged(index::libraryIn(data())));
}

void KeepingTest::whatWasSetAsideIsDeletedWhenAsked() {
    Scene scene({}, data());
    const QDir dir(data());
    const QStringList aside{u"library.sqlite.before-restore-20260102-030405"_s,
                            u"library.sqlite.damaged-20260101-120000"_s,
                            u"library.sqlite.damaged-20260101-120000-wal"_s};
    for (const auto &name : aside)
        writeFile(dir, name, "canary");
    const auto notOurs = writeFile(dir, u"library.sqlite.damaged-notes"_s, "mine");
    const auto settings = [&] {
        QTest::keyClick(scene.window(), Qt::Key_Comma, Qt::ControlModifier);
        auto *dialog = scene.dialog<ui::SettingsDialog>();
        dialog->goTo(ui::SettingsDialog::Section::Storage);
        return dialog;
    };
    auto *dialog = settings();
    clickNamed(dialog, u"Delete Them…"_s);
    QVERIFY(!answer(scene, u"Cancel"_s).isEmpty());
    QVERIFY(std::ranges::all_of(aside, [&](const QString &name) { return dir.exists(name); }));
    clickNamed(dialog, u"Delete Them…"_s);
    const auto asked = answer(scene, u"Delete Them"_s);
    QVERIFY2(asked.contains(aside.front()) && !asked.contains(u"notes"_s), qPrintable(asked));
    QTRY_VERIFY_WITH_TIMEOUT(!buttonNamed(dialog, u"Delete Them…"_s), patience);
    QVERIFY(std::ranges::none_of(aside, [&](const QString &name) { return dir.exists(name); }));
    QVERIFY(QFile::exists(notOurs));
    QVERIFY(dir.exists(u"library.sqlite"_s));
}

void KeepingTest::aBackupIsRestoredAtTheNextStart() {
    const auto path = m_folder->filePath(u"backup.sqlite"_s);
    {
        Scene scene({}, data());
        QVERIFY(scene.dropAndWait(writeFile(QDir(m_folder->path()), u"steel.txt"_s, paragraphs(2, "steel"))));
        QVERIFY(choose(scene, u"Back Up…"_s));
        QVERIFY(typeFile(scene, path));
        const auto said = answer(scene, u"OK"_s);
        QVERIFY2(said.contains(path), qPrintable(said));
        QVERIFY(QFile::exists(path));
        QVERIFY(scene.dropAndWait(writeFile(QDir(m_folder->path()), u"tin.txt"_s, paragraphs(2, "tin"))));
        QVERIFY(choose(scene, u"Restore…"_s));
        QVERIFY(typeFile(scene, path));
        const QSignalSpy closing(scene.window(), &ui::MainWindow::closing);
        const auto asked = answer(scene, u"Restore"_s);
        QVERIFY2(asked.contains(u"with 0 chats and 1 document?"_s) && asked.contains(path),
                 qPrintable(asked));
        QTRY_COMPARE_WITH_TIMEOUT(closing.count(), 1, patience);
        QCOMPARE(scene.gui().after(), Gui::After::StartAgain);
        QCOMPARE(scene.documents().rowCount(), 2); // nothing has happened yet
    }
    QCOMPARE(namesIn(data()), QStringList{u"steel.txt"_s});
    QCOMPARE(QDir(data()).entryList({u"library.sqlite.before-restore-*"_s}, QDir::Files).size(), 1);
}

void KeepingTest::aBackupThatIsNoneIsSaid() {
    Scene scene({}, data());
    const auto path = writeFile(QDir(m_folder->path()), u"notes.sqlite"_s, "Milk, bread and honey.\n");
    QVERIFY(choose(scene, u"Restore…"_s));
    QVERIFY(typeFile(scene, path));
    const auto said = answer(scene, u"OK"_s);
    QVERIFY2(said.contains(path) && said.contains(u"is no library of DocChat"_s), qPrintable(said));
    QCOMPARE(scene.gui().after(), Gui::After::End);
}

void KeepingTest::everythingIsDeletedWithTheKeys() {
    const auto keychain = std::make_shared<FakeKeychain>();
    const auto file = writeFile(QDir(m_folder->path()), u"steel.txt"_s, paragraphs(2, "zanzibarcanary"));
    ProviderConfig home;
    home.name = u"home"_s;
    home.url = QUrl(u"http://127.0.0.1:9/v1"_s);
    home.chatModel = u"any"_s;
    {
        Scene scene(home, data(), 8, {}, keychain);
        QVERIFY(async::run(scene.application().keepKey(home.url, "sk-canary")).ok());
        keychain->keys.insert(u"another program's"_s, "its key");
        QVERIFY(scene.dropAndWait(file));
        QVERIFY(choose(scene, u"Delete Everything…"_s));
        QVERIFY2(answer(scene, u"Cancel"_s).contains(data()), "no question");
        QCOMPARE(keychain->keys.size(), 2);
        QVERIFY(choose(scene, u"Delete Everything…"_s));
        const QSignalSpy closing(scene.window(), &ui::MainWindow::closing);
        QVERIFY(!answer(scene, u"Delete Everything"_s).isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(closing.count(), 1, patience);
        QCOMPARE(scene.gui().after(), Gui::After::Erase);
    }
    QCOMPARE(keychain->keys.keys(), QStringList{u"another program's"_s});
    QVERIFY(isMarkedForErasing(data()));
    const auto erased = eraseEverything(data());
    QVERIFY2(erased.ok(), qPrintable(erased.ok() ? QString() : erased.error().text()));
    removeEmptyFolder(data());
    QVERIFY2(!QFileInfo::exists(data()), qPrintable(QDir(data()).entryList(QDir::Files).join(u' ')));
    QVERIFY(QFile::exists(file));
}

void KeepingTest::keysThatStayAreSaid() {
    class StuckKeychain : public FakeKeychain {
    public:
        async::Task<Status> remove(QString) override {
            co_return Error{ErrorKind::Unreadable, u"It is locked"_s, {}};
        }
    };
    ProviderConfig home;
    home.name = u"home"_s;
    home.url = QUrl(u"http://127.0.0.1:9/v1"_s);
    home.chatModel = u"any"_s;
    Scene scene(home, data(), 8, {}, std::make_shared<StuckKeychain>());
    QVERIFY(async::run(scene.application().keepKey(home.url, "sk-canary")).ok());
    QVERIFY(choose(scene, u"Delete Everything…"_s));
    QVERIFY(!answer(scene, u"Delete Everything"_s).isEmpty());
    QPointer<QMessageBox> box;
    QTRY_VERIFY_WITH_TIMEOUT((box = scene.dialog<QMessageBox>()) && box->text().contains(u"key of home"_s),
                             patience);
    QVERIFY(!answer(scene, u"Cancel"_s).isEmpty());
    QVERIFY(!isMarkedForErasing(data()));
    QCOMPARE(scene.gui().after(), Gui::After::End);
}

void KeepingTest::aProgramPutsAnotherInItsPlace() {
    const auto child = ::fork();
    if (child == 0) {
        startAgain(QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-cli"), {u"--data"_s, data(), u"backup"_s});
        ::_exit(99);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 2); // it got its arguments: one is missing
}

void KeepingTest::theProgramRescuesBeforeItsWindow() {
    {
        Scene scene({}, data());
        QVERIFY(scene.dropAndWait(samplePath()));
    }
    QFile library(index::libraryIn(data()));
    QVERIFY(library.open(QIODevice::ReadWrite));
    QCOMPARE(library.write(QByteArray(4096, '\x5a')), 4096);
    library.close();
    QProcess program;
    program.start(QStringLiteral(DOCCHAT_BINARY_DIR "/docchat"), {u"--data"_s, data()});
    const bool isThere =
        QTest::qWaitFor([this] { return Instance(data()).connectToOwner() != nullptr; }, patience);
    ::kill(pid_t(program.processId()), SIGTERM);
    QVERIFY(program.waitForFinished(patience));
    QVERIFY2(isThere, program.readAllStandardError().constData());
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(QDir(data()).entryList({u"library.sqlite.damaged-*"_s}, QDir::Files).size(), 1);
    QCOMPARE(namesIn(data()), QStringList{u"bicycle-library-handbook.pdf"_s});
}

void KeepingTest::whatCannotBeWrittenIsLookedAt() {
    const auto name = QFileInfo(samplePath()).fileName();
    {
        Scene scene({}, data());
        QVERIFY(scene.dropAndWait(samplePath()));
        QVERIFY(scene.ask(u"What does a lost key cost?"_s));
    }
    const auto bytes = [this] {
        QFile file(data() + u"/library.sqlite"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const auto before = bytes();
    const Error why{ErrorKind::Disk, u"Nothing can be written in "_s + data(), u"Free some room"_s, true};
    Scene scene([&] {
        Options options;
        options.dataFolder = data();
        options.keyStore = std::make_shared<FakeKeychain>();
        return Application::openToView(options, why);
    });
    auto *notice = noticeOf(scene);
    QVERIFY2(wordsOf(notice).contains(why.text()) && wordsOf(notice).contains(u"can be read"_s),
             qPrintable(wordsOf(notice)));
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(name), patience);
    scene.clickRow(name);
    QTRY_VERIFY_WITH_TIMEOUT(scene.window()->source()->pages()->isDrawn(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.answers().size(), 1, patience); // of the chat
    scene.typeQuestion(u"What does a new key cost?"_s);
    QCOMPARE(answer(scene, u"OK"_s), why.text());
    QCOMPARE(scene.window()->chat()->composer()->text(), u"What does a new key cost?"_s); // not lost
    QVERIFY(scene.drop({samplePath()}));
    QCOMPARE(answer(scene, u"OK"_s), why.text());
    QVERIFY(scene.application().jobs().all().empty());
    QCOMPARE(bytes(), before);
}

DOCCHAT_TEST(KeepingTest)

#include "keeping_test.moc"
