#include "ingest/folderchanges.h"

#include "base/paths.h"

#include "testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace docchat;
using namespace docchat::ingest;
using namespace Qt::StringLiterals;

namespace {

struct Tree {
    QTemporaryDir folder;
    QDir root{folder.path()};

    void add(const QString &path, const QByteArray &bytes = "words") const {
        if (!root.mkpath(QFileInfo(path).path()))
            qFatal("no folder for %s", qPrintable(path));
        QFile file(root.filePath(path));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s cannot be written", qPrintable(path));
    }
    [[nodiscard]] FolderTree look() const {
        auto tree = lookThrough({}, root.path());
        if (!tree.ok())
            qFatal("%s", qPrintable(tree.error().text()));
        return std::move(*tree);
    }
    [[nodiscard]] QStringList files() const {
        const auto tree = look();
        QStringList paths;
        for (const auto &path : tree.files.keys())
            paths += root.relativeFilePath(path);
        paths.sort();
        return paths;
    }
};

const FolderTree::File settled{{5, 100}, false};
const FolderTree::File fresh{{5, 100}, true};

FolderTree treeOf(const QHash<QString, FolderTree::File> &files) {
    FolderTree tree;
    tree.files = files;
    return tree;
}

} // namespace

class FolderTreeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void documentsAreFoundAndNothingElse();
    void whatIsBuiltIsLeftOut();
    void theNearestIgnoreFileDecides();
    void linksPipesAndLoopsAreLeftOut();
    void hostileNamesAreFound();
    void aFolderThatIsGoneIsAnError();
    void aFolderThatMayNotBeReadIsToldApart();
    void aLookThatIsStoppedIsNoLook();
    void aFileIsReadOnceItIsWhole();
    void aFileIsGoneWhenItStaysAway();
    void nothingIsGoneThatCouldNotBeSeen();
    void whatIsNotSeenIsLookedForByItself();
    void aFolderWhoseFilesCannotBeToldIsUnreadable();
    void namesThatAreNoTextAreFollowed();
    void whatIsAsItWasIsNoChange();
};

void FolderTreeTest::documentsAreFoundAndNothingElse() {
    const Tree tree;
    for (const auto *name : {"a.pdf", "B.DOCX", "sub/deep/er/c.md", "sub/d.txt", "program.exe", "film.mkv",
                             "noending", ".hidden.txt", ".git/config.txt", "~$B.docx", "archive.tar.gz"})
        tree.add(QString::fromLatin1(name));
    QCOMPARE(tree.files(), (QStringList{u"B.DOCX"_s, u"a.pdf"_s, u"sub/d.txt"_s, u"sub/deep/er/c.md"_s}));
    const auto looked = tree.look();
    QCOMPARE(looked.folders.size(), 4);
    QVERIFY(looked.root.isKnown() && looked.tellsChanges);
}

void FolderTreeTest::whatIsBuiltIsLeftOut() {
    const Tree tree;
    for (const auto *name :
         {"node_modules/a.md", "x/__pycache__/a.txt", "project/CMakeLists.txt", "project/build/a.txt",
          "project/docs/a.txt", "build/plan of the house.txt", "cache/CACHEDIR.TAG", "cache/a.txt"})
        tree.add(QString::fromLatin1(name));
    QCOMPARE(tree.files(), (QStringList{u"build/plan of the house.txt"_s, u"project/CMakeLists.txt"_s,
                                        u"project/docs/a.txt"_s}));
}

void FolderTreeTest::theNearestIgnoreFileDecides() {
    const Tree tree;
    tree.add(u".docchatignore"_s, "*.txt\nprivate/\n");
    tree.add(u"inner/.docchatignore"_s, "!keep.txt\n");
    for (const auto *name : {"a.txt", "a.md", "private/a.md", "inner/keep.txt", "inner/b.txt", "keep.txt"})
        tree.add(QString::fromLatin1(name));
    QCOMPARE(tree.files(), (QStringList{u"a.md"_s, u"inner/keep.txt"_s}));
}

void FolderTreeTest::linksPipesAndLoopsAreLeftOut() {
    const Tree tree;
    tree.add(u"a.txt"_s);
    tree.add(u"sub/b.txt"_s);
    QVERIFY(QFile::link(tree.root.path(), tree.root.filePath(u"sub/loop"_s)));
    QVERIFY(QFile::link(tree.root.filePath(u"a.txt"_s), tree.root.filePath(u"link.txt"_s)));
    QCOMPARE(::mkfifo(QFile::encodeName(tree.root.filePath(u"pipe.txt"_s)).constData(), 0600), 0);
    QCOMPARE(tree.files(), (QStringList{u"a.txt"_s, u"sub/b.txt"_s}));
}

void FolderTreeTest::hostileNamesAreFound() {
    const Tree tree;
    const QStringList names{u"-x.txt"_s, u"a\nb.txt"_s, u"Übung für Müller.txt"_s,
                            u"x"_s.repeated(250) + u".txt"_s};
    for (const auto &name : names)
        tree.add(name);
    auto sorted = names;
    sorted.sort();
    QCOMPARE(tree.files(), sorted);
}

void FolderTreeTest::aFolderThatIsGoneIsAnError() {
    const Tree tree;
    const auto looked = lookThrough({}, tree.root.filePath(u"Letters"_s));
    QVERIFY(!looked.ok());
    QCOMPARE(looked.error().kind, ErrorKind::Missing);
    QVERIFY2(looked.error().message.contains(u"Letters"_s), qPrintable(looked.error().text()));
    tree.add(u"file.txt"_s);
    QCOMPARE(lookThrough({}, tree.root.filePath(u"file.txt"_s)).error().kind, ErrorKind::Missing);
}

void FolderTreeTest::aFolderThatMayNotBeReadIsToldApart() {
    if (::geteuid() == 0 && ::seteuid(65534) != 0)
        QSKIP("root's right to read everything cannot be dropped");
    const auto again = qScopeGuard([] { std::ignore = ::seteuid(::getuid()); });
    const Tree tree;
    tree.add(u"open/a.txt"_s);
    tree.add(u"closed/b.txt"_s);
    QFile closed(tree.root.filePath(u"closed"_s));
    QVERIFY(closed.setPermissions({}));
    const auto looked = tree.look();
    QCOMPARE(looked.unreadable, QStringList{closed.fileName()});
    QCOMPARE(looked.files.size(), 1);
    QCOMPARE(lookThrough({}, closed.fileName()).error().kind, ErrorKind::Unreadable);
    QVERIFY(closed.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void FolderTreeTest::aLookThatIsStoppedIsNoLook() {
    const Tree tree;
    tree.add(u"a.txt"_s);
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(lookThrough(stop.get_token(), tree.root.path()).error().kind, ErrorKind::Cancelled);
}

void FolderTreeTest::aFileIsReadOnceItIsWhole() {
    const auto path = u"/f/a.txt"_s;
    QCOMPARE(changesSince({}, {}, treeOf({{path, settled}}), 0, 1000).order, QStringList{path});
    const auto first = changesSince({}, {}, treeOf({{path, fresh}}), 5000, 1000);
    QVERIFY(first.toRead.isEmpty());
    QCOMPARE(first.unsettled.changed.size(), 1);
    const auto soon = changesSince({}, first.unsettled, treeOf({{path, fresh}}), 5999, 1000);
    QVERIFY(soon.toRead.isEmpty()); // however often it is looked at
    QCOMPARE(changesSince({}, soon.unsettled, treeOf({{path, fresh}}), 6000, 1000).order, QStringList{path});
    const FolderTree::File longer{{9, 101}, true};
    const auto second = changesSince({}, first.unsettled, treeOf({{path, longer}}), 6000, 1000);
    QVERIFY(second.toRead.isEmpty()); // it was written on
    QCOMPARE(second.unsettled.changed.value(path).stamp, longer.stamp);
    QCOMPARE(second.unsettled.changed.value(path).since, 6000);
}

void FolderTreeTest::aFileIsGoneWhenItStaysAway() {
    const auto path = u"/f/a.txt"_s;
    const QHash<QString, FileStamp> known{{path, settled.stamp}};
    const auto first = changesSince(known, {}, treeOf({}), 5000, 1000);
    QVERIFY(first.gone.isEmpty());
    const auto soon = changesSince(known, first.unsettled, treeOf({}), 5999, 1000);
    QVERIFY(soon.gone.isEmpty());
    QCOMPARE(changesSince(known, soon.unsettled, treeOf({}), 6000, 1000).gone, QStringList{path});
    const auto saved = changesSince(known, first.unsettled, treeOf({{path, settled}}), 6000, 1000); // again
    QVERIFY(saved.gone.isEmpty() && saved.order.isEmpty() && saved.unsettled.isEmpty());
}

void FolderTreeTest::nothingIsGoneThatCouldNotBeSeen() {
    const auto path = u"/f/closed/a.txt"_s;
    const auto beside = u"/f/closed2/a.txt"_s;
    const auto unmounted = u"/f/drive/a.txt"_s;
    const auto leftOut = u"/f/build/a.txt"_s;
    QHash<QString, FileStamp> known;
    for (const auto &each : {path, beside, unmounted, leftOut})
        known.insert(each, settled.stamp);
    auto tree = treeOf({});
    tree.unreadable = {u"/f/closed"_s};
    tree.away = {unmounted};
    tree.leftOut = {leftOut};
    Unsettled before;
    for (const auto &each : {path, beside, unmounted, leftOut})
        before.gone.insert(each, 0);
    const auto changes = changesSince(known, before, tree, 5000, 1000);
    QCOMPARE(changes.gone, QStringList{beside});
    QVERIFY(changes.unsettled.isEmpty());
}

void FolderTreeTest::whatIsNotSeenIsLookedForByItself() {
    const Tree tree;
    tree.add(u"a.txt"_s);
    tree.add(u"out/b.txt"_s);
    tree.add(u"gone/c.txt"_s);
    tree.add(u"drive/d.txt"_s);
    auto looked = tree.look();
    QCOMPARE(looked.files.size(), 4);
    QHash<QString, FileStamp> known;
    for (auto file = looked.files.begin(); file != looked.files.end(); ++file)
        known.insert(file.key(), file->stamp);
    known[tree.root.filePath(u"drive/d.txt"_s)].isMounted = true; // as it was on a drive of its own
    tree.add(u"Makefile"_s);
    QDir(tree.root.filePath(u"gone"_s)).removeRecursively();
    QDir(tree.root.filePath(u"drive"_s)).removeRecursively();
    tree.root.mkdir(u"drive"_s); // where it was mounted
    looked = tree.look();
    examineAbsent(&looked, tree.root.path(), known);
    QCOMPARE(looked.leftOut, QSet<QString>{tree.root.filePath(u"out/b.txt"_s)});
    QCOMPARE(looked.away, QSet<QString>{tree.root.filePath(u"drive/d.txt"_s)});
    const auto first = changesSince(known, {}, looked, 0, 1000);
    QCOMPARE(changesSince(known, first.unsettled, looked, 1000, 1000).gone,
             QStringList{tree.root.filePath(u"gone/c.txt"_s)});
}

void FolderTreeTest::aFolderWhoseFilesCannotBeToldIsUnreadable() {
    if (::geteuid() == 0 && ::seteuid(65534) != 0)
        QSKIP("root's right to read everything cannot be dropped");
    const auto again = qScopeGuard([] { std::ignore = ::seteuid(::getuid()); });
    const Tree tree;
    tree.add(u"listed/a.txt"_s);
    QFile listed(tree.root.filePath(u"listed"_s));
    QVERIFY(listed.setPermissions(QFile::ReadOwner | QFile::ReadUser)); // its names, and no more
    QCOMPARE(tree.look().unreadable, QStringList{listed.fileName()});
    const auto root = lookThrough({}, listed.fileName());
    QVERIFY(!root.ok());
    QCOMPARE(root.error().kind, ErrorKind::Unreadable);
    QVERIFY(listed.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void FolderTreeTest::namesThatAreNoTextAreFollowed() {
    const Tree tree;
    const auto folder = QFile::encodeName(tree.root.path()) + "/caf\xe9";
    QCOMPARE(::mkdir(folder.constData(), 0700), 0);
    const auto end = qScopeGuard([&] { std::filesystem::remove_all(folder.toStdString()); }); // Qt cannot
    for (const auto &name : {folder + "/gr\xfc\xdf"
                                      "e.txt",
                             folder + "/left out\xe9.txt", folder + "/.docchatignore"}) {
        const int file = ::open(name.constData(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
        QVERIFY(file >= 0);
        QVERIFY(::write(file, "left out\xe9*\n", 11) == 11);
        ::close(file);
    }
    const auto found = tree.look();
    QCOMPARE(found.unreadable, QStringList());
    QCOMPARE(found.files.keys(), QStringList{pathText(folder + "/gr\xfc\xdf"
                                                               "e.txt")});
    QVERIFY(found.folders.contains(pathText(folder)));
    FolderTree unseen;
    examineAbsent(&unseen, tree.root.path(), QHash<QString, FileStamp>{{found.files.keys().first(), {}}});
    QCOMPARE(unseen.leftOut.values(), found.files.keys());
}

void FolderTreeTest::whatIsAsItWasIsNoChange() {
    const auto path = u"/f/a.txt"_s;
    const QHash<QString, FileStamp> known{{path, settled.stamp}};
    QVERIFY(changesSince(known, {}, treeOf({{path, settled}}), 0, 1000).order.isEmpty());
    QVERIFY(changesSince(known, {}, treeOf({{path, fresh}}), 0, 1000).order.isEmpty());
    const FolderTree::File older{{5, 99}, false}; // put back from a backup
    QCOMPARE(changesSince(known, {}, treeOf({{path, older}}), 0, 1000).order, QStringList{path});
}

DOCCHAT_TEST(FolderTreeTest)

#include "foldertree_test.moc"
