#include "scene.h"
#include "testmain.h"

#include "async/run.h"
#include "index/folders.h"
#include "library/foldersdialog.h"
#include "widgets/noticebar.h"

#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>

#include <utime.h>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

/// A folder of letters, and a place where it can be moved away to.
struct Letters {
    QTemporaryDir parent;
    QDir folder{parent.filePath(u"Letters"_s)};

    Letters() {
        folder.mkpath(u"."_s);
        put(u"one.md"_s, "# One\n\nThe first letter is about copper.\n");
    }
    /// As if it had been written a while ago.
    void put(const QString &name, const QByteArray &bytes) {
        const auto path = writeFile(folder, name, bytes);
        const struct utimbuf times{1'700'000'000, 1'700'000'000 + count++};
        ::utime(QFile::encodeName(path).constData(), &times);
    }
    void move(const QString &from, const QString &to) const {
        if (!QDir().rename(parent.filePath(from), parent.filePath(to)))
            qFatal("the folder cannot be moved");
    }
    int count = 0;
};

/// Chooses a folder in the dialog that is open.
void choose(Scene &scene, const QString &path) {
    auto *dialog = scene.dialog<QFileDialog>();
    if (!dialog)
        qFatal("no folder is asked for");
    auto *field = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    if (!field)
        qFatal("there is no field for the folder");
    field->setText(path);
    static_cast<QDialog *>(dialog)->accept();
}

void followByMenu(Scene &scene, const QString &path) {
    scene.gui().folders()->chooseAndFollow();
    choose(scene, path);
}

ui::FoldersDialog *openFolders(Scene &scene) {
    scene.gui().folders()->open();
    return scene.dialog<ui::FoldersDialog>();
}

QStringList wordsOf(QWidget *inside) {
    QStringList words;
    for (const auto *label : inside->findChildren<QLabel *>()) {
        if (label->isVisible())
            words += label->accessibleName().isEmpty() ? label->text() : label->accessibleName();
    }
    return words;
}

bool hasLine(QWidget *inside, const QString &words) {
    return QTest::qWaitFor([&] { return !wordsOf(inside).filter(words).isEmpty(); }, patience);
}

} // namespace

class FolderWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatComesToAFollowedFolderIsReadByItself();
    void whatIsDeletedThereCanBeBroughtBack();
    void anAddedFolderIsOfferedToBeFollowed();
    void aFolderThatCannotBeReachedIsSaid();
    void aFolderIsFollowedNoMore();
    void aFailedFileThatGoesTakesItsRowAlong();
};

void FolderWindowTest::whatComesToAFollowedFolderIsReadByItself() {
    Letters letters;
    Scene scene;
    followByMenu(scene, letters.folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(u"one.md"_s) && scene.row(u"one.md"_s)->id != 0, patience);
    letters.put(u"two.md"_s, "# Two\n\nThe second letter is about zinc.\n");
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(u"two.md"_s) && scene.row(u"two.md"_s)->id != 0, patience);
    auto *dialog = openFolders(scene);
    QVERIFY(dialog);
    QVERIFY2(hasLine(dialog, u"2 documents"_s), qPrintable(wordsOf(dialog).join(u'\n')));
    QVERIFY(hasLine(dialog, letters.folder.path()));
}

void FolderWindowTest::whatIsDeletedThereCanBeBroughtBack() {
    Letters letters;
    letters.put(u"two.md"_s, "# Two\n\nThe second letter is about zinc.\n");
    Scene scene;
    followByMenu(scene, letters.folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(scene.documents().documents() == 2, patience);
    QVERIFY(letters.folder.remove(u"two.md"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!scene.row(u"two.md"_s), patience);
    QTRY_VERIFY_WITH_TIMEOUT(buttonNamed(scene.window(), u"Undo"_s), patience);
    clickNamed(scene.window(), u"Undo"_s);
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(u"two.md"_s), patience);
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(u"two.md"_s)->secondLine().contains(u"file is missing"_s), patience);
}

void FolderWindowTest::anAddedFolderIsOfferedToBeFollowed() {
    Letters letters;
    Scene scene;
    QVERIFY(scene.drop({letters.folder.path()}));
    QTRY_VERIFY_WITH_TIMEOUT(buttonNamed(scene.window(), u"Watch"_s), patience);
    QVERIFY(hasLine(scene.window(), u"“Letters” is added as it is now"_s));
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(u"one.md"_s) && scene.row(u"one.md"_s)->id != 0, patience);
    clickNamed(scene.window(), u"Watch"_s);
    letters.put(u"two.md"_s, "# Two\n\nThe second letter is about zinc.\n");
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(u"two.md"_s) && scene.row(u"two.md"_s)->id != 0, patience);
    QVERIFY(!buttonNamed(scene.window(), u"Watch"_s));
    QVERIFY(scene.drop({letters.folder.path()})); // it is followed: there is nothing to offer
    QTRY_VERIFY_WITH_TIMEOUT(scene.application().jobs().running() == 0, patience);
    QTest::qWait(200);
    QVERIFY(!buttonNamed(scene.window(), u"Watch"_s));
}

void FolderWindowTest::aFolderThatCannotBeReachedIsSaid() {
    Letters letters;
    Scene scene;
    followByMenu(scene, letters.folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(u"one.md"_s) && scene.row(u"one.md"_s)->id != 0, patience);
    letters.move(u"Letters"_s, u"away"_s);
    QTRY_VERIFY_WITH_TIMEOUT(buttonNamed(scene.window(), u"Watched folders"_s), patience);
    QVERIFY2(hasLine(scene.window(), u"The folder “Letters” cannot be reached"_s),
             qPrintable(wordsOf(scene.window()).join(QChar(10))));
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(u"one.md"_s)->secondLine().contains(u"folder is offline"_s), patience);
    clickNamed(scene.window(), u"Watched folders"_s);
    auto *dialog = scene.dialog<ui::FoldersDialog>();
    QVERIFY(dialog);
    QVERIFY2(hasLine(dialog, u"nothing was removed"_s), qPrintable(wordsOf(dialog).join(u'\n')));
    letters.move(u"away"_s, u"Letters"_s);
    QVERIFY(hasLine(dialog, u"1 document ·"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!scene.row(u"one.md"_s)->secondLine().contains(u"offline"_s), patience);
    QVERIFY(!buttonNamed(scene.window(), u"Undo"_s));
}

void FolderWindowTest::aFolderIsFollowedNoMore() {
    Letters letters;
    Scene scene;
    followByMenu(scene, letters.folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(u"one.md"_s) && scene.row(u"one.md"_s)->id != 0, patience);
    auto *dialog = openFolders(scene);
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(buttonCalled(dialog, u"Stop watching Letters"_s), patience);
    clickCalled(dialog, u"Stop watching Letters"_s);
    QVERIFY(hasLine(dialog, u"No folder is watched yet."_s));
    QVERIFY(scene.row(u"one.md"_s));
    QCOMPARE(scene.count("SELECT count(*) FROM folder"), 0);
}

void FolderWindowTest::aFailedFileThatGoesTakesItsRowAlong() {
    Letters letters;
    letters.put(u"bad.pdf"_s, "%PDF-1.7\nno more of it");
    Scene scene;
    followByMenu(scene, letters.folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(u"bad.pdf"_s) && scene.row(u"bad.pdf"_s)->failed(), patience);
    QVERIFY(letters.folder.remove(u"bad.pdf"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!scene.row(u"bad.pdf"_s), patience);
}

DOCCHAT_TEST(FolderWindowTest)

#include "folders_test.moc"
