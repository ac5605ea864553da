#include "holdsbytes.h"
#include "scene.h"
#include "testmain.h"

#include "async/run.h"
#include "library/documentdelegate.h"

#include <QDir>
#include <QElapsedTimer>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QSignalSpy>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

using Order = ui::DocumentFilter::Order;

namespace {

const QString keepOne = u"Keep a copy in the library"_s;

/// What the list shows, from above.
QStringList listed(Scene &scene) {
    QStringList names;
    const auto *model = scene.list()->model();
    for (int row = 0; row < model->rowCount(); ++row)
        names += model->index(row, 0).data().toString();
    return names;
}

QModelIndex indexOf(Scene &scene, const QString &name) {
    return scene.list()->model()->index(int(listed(scene).indexOf(name)), 0);
}

void select(Scene &scene, const QString &name, QItemSelectionModel::SelectionFlags how) {
    scene.list()->setFocus();
    scene.list()->selectionModel()->setCurrentIndex(indexOf(scene, name), how);
}

QLineEdit *filterOf(Scene &scene) {
    for (auto *field : scene.window()->library()->findChildren<QLineEdit *>()) {
        if (field->accessibleName() == u"Filter documents"_s)
            return field;
    }
    return nullptr;
}

/// Chooses in the menu of a document, by the mouse; false: it is not there, or cannot be chosen.
bool chooseFor(Scene &scene, const QString &name, const QString &text) {
    const auto at = scene.list()->visualRect(indexOf(scene, name)).center();
    QContextMenuEvent wish(QContextMenuEvent::Mouse, at, scene.list()->viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(scene.list()->viewport(), &wish);
    auto *menu = scene.window()->library()->findChild<QMenu *>();
    bool chosen = false;
    for (auto *action : menu ? menu->actions() : QList<QAction *>()) {
        if (action->text() != text || !action->isEnabled())
            continue;
        action->trigger();
        chosen = true;
    }
    delete menu;
    return chosen;
}

int ready(Scene &scene) {
    return int(scene.count("SELECT count(*) FROM document WHERE state='ready'"));
}

/// Three documents, added in this order, and one that cannot be read.
struct Shelf {
    QTemporaryDir folder;
    Scene scene;
    bool isThere = false;

    Shelf() {
        const QDir files(folder.path());
        isThere = true;
        for (const auto *name : {"part 10.md", "Part 2.txt", "annex.md"})
            isThere = isThere && scene.dropAndWait(writeFile(files, QString::fromLatin1(name),
                                                             QByteArray("A bridge of steel, ") + name + "."));
        isThere =
            isThere && scene.drop({writeFile(files, u"broken.pdf"_s, "%PDF-1.7\nnothing")}) &&
            QTest::qWaitFor(
                [&] { return scene.row(u"broken.pdf"_s) && scene.row(u"broken.pdf"_s)->failed(); }, patience);
    }
};

} // namespace

class LibraryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theOrderIsChosenAndKept();
    void theFilterTakesNamesKindsAndStates();
    void theFilterLooksIntoTheTexts();
    void onlyWhatWasAddedLatelyIsListed();
    void spaceTicksAndDeleteRemoves();
    void whatIsRemovedCanBeBroughtBack();
    void whatIsRemovedIsNotAskedAnyMore();
    void whatIsRemovedLeavesEveryFile();
    void whatIsAddedAgainStays();
    void theNextProgramFinishesARemoval();
    void whatCouldNotBeOpenedIsTakenOffTheList();
    void theSameBytesTwiceAreSaidToBe();
    void theChatsFollowTheDocuments();
    void aDocumentIsRenamed();
    void aFileThatIsGoneIsShownAsSuch();
    void aCopyIsKeptGivenBackAndDropped();
    void pagesAreShownFromACopy();
    void copiesOfSeveralAreKept();
    void theChatComesForwardInANarrowWindow();
};

void LibraryTest::theOrderIsChosenAndKept() {
    QTemporaryDir data;
    const QStringList added{u"part 10.md"_s, u"Part 2.txt"_s, u"annex.md"_s};
    QTemporaryDir folder;
    {
        Scene scene({}, data.path());
        for (const auto &name : added)
            QVERIFY(scene.dropAndWait(writeFile(QDir(folder.path()), name, name.toUtf8() + " is a text.")));
        auto *pane = scene.window()->library();
        QCOMPARE(listed(scene), added);
        pane->setOrder(Order::Name); // numbers as numbers, whatever the case
        QCOMPARE(listed(scene), (QStringList{u"annex.md"_s, u"Part 2.txt"_s, u"part 10.md"_s}));
        pane->setOrder(Order::Newest);
        QCOMPARE(listed(scene), (QStringList{u"annex.md"_s, u"Part 2.txt"_s, u"part 10.md"_s}));
        pane->setOrder(Order::Kind); // MD before TXT
        QCOMPARE(listed(scene), (QStringList{u"annex.md"_s, u"part 10.md"_s, u"Part 2.txt"_s}));
        pane->setOrder(Order::Added);
        QCOMPARE(listed(scene), added);

        click(pane->findChild<QPushButton *>(u"order"_s));
        auto *menu = pane->findChild<QMenu *>();
        QVERIFY(menu);
        QVERIFY(menu->actions().first()->isChecked());
        menu->actions()[2]->trigger();
        menu->close();
        QCOMPARE(listed(scene).first(), u"annex.md"_s);
    }
    Scene again({}, data.path());
    QTRY_COMPARE_WITH_TIMEOUT(listed(again).size(), 3, patience);
    QCOMPARE(listed(again), (QStringList{u"annex.md"_s, u"Part 2.txt"_s, u"part 10.md"_s}));
}

void LibraryTest::theFilterLooksIntoTheTexts() {
    Shelf shelf;
    QVERIFY(shelf.isThere);
    auto &scene = shelf.scene;
    auto *filter = filterOf(scene);
    filter->setFocus();
    QTest::keyClicks(filter, u"bridges annex"_s); // as it stands there in other forms: a bridge
    QTRY_COMPARE_WITH_TIMEOUT(listed(scene), QStringList{u"annex.md"_s}, patience);
    filter->setText(u"steel"_s);
    QTRY_COMPARE_WITH_TIMEOUT(listed(scene).size(), 3, patience);
    filter->setText(u"steel zeppelin"_s);
    QCOMPARE(listed(scene), QStringList());
    QTest::qWait(500); // nor when the texts were looked into
    QCOMPARE(listed(scene), QStringList());
    filter->setText(u"steel"_s);
    QTest::qWait(210); // it is just being looked up, or was
    filter->setText(u"annex"_s);
    QTest::qWait(500);
    QCOMPARE(listed(scene), QStringList{u"annex.md"_s});
}

void LibraryTest::onlyWhatWasAddedLatelyIsListed() {
    Shelf shelf;
    QVERIFY(shelf.isThere);
    auto &scene = shelf.scene;
    const auto added = [&](const QString &name, int daysAgo) {
        const auto at = QDateTime::currentDateTime().addDays(-daysAgo).toMSecsSinceEpoch();
        return async::run(scene.application().store().write([=](index::Database &database) {
            database.prepare("UPDATE document SET added_at=?2 WHERE name=?1").bind(name, at).run();
            return Done{};
        }));
    };
    QVERIFY(added(u"part 10.md"_s, 3).ok() && added(u"Part 2.txt"_s, 20).ok());
    scene.gui().library()->reload();
    auto *pane = scene.window()->library();
    auto *order = pane->findChild<QPushButton *>(u"order"_s);
    const auto choose = [&](const QString &text) {
        click(order);
        auto *menu = pane->findChild<QMenu *>();
        for (auto *action : menu->actions()) {
            if (action->text() == text)
                action->trigger();
        }
        delete menu;
        auto names = listed(scene);
        names.removeAll(u"broken.pdf"_s);
        return names;
    };
    QTRY_COMPARE_WITH_TIMEOUT(choose(u"Added today"_s), QStringList{u"annex.md"_s}, patience);
    QCOMPARE(order->text(), u"Added today ▾"_s);
    QCOMPARE(choose(u"Added in the last 7 days"_s), (QStringList{u"part 10.md"_s, u"annex.md"_s}));
    QCOMPARE(choose(u"Added in the last 30 days"_s).size(), 3);
    QCOMPARE(choose(u"Added at any time"_s).size(), 3);
    QCOMPARE(order->text(), u"Oldest first ▾"_s);
}

void LibraryTest::theFilterTakesNamesKindsAndStates() {
    Shelf shelf;
    QVERIFY(shelf.isThere);
    auto &scene = shelf.scene;
    auto *filter = filterOf(scene);
    const auto filtered = [&](const QString &typed) {
        filter->setText(typed);
        return listed(scene);
    };
    QCOMPARE(filtered(u"PART"_s), (QStringList{u"part 10.md"_s, u"Part 2.txt"_s}));
    QCOMPARE(filtered(u"md part"_s), QStringList{u"part 10.md"_s});
    QCOMPARE(filtered(u"txt"_s), QStringList{u"Part 2.txt"_s});
    QCOMPARE(filtered(u"damaged"_s), QStringList{u"broken.pdf"_s});
    QCOMPARE(filtered(u"part damaged"_s), QStringList());
    filter->setFocus();
    QTest::keyClick(filter, Qt::Key_Escape);
    QVERIFY(filter->text().isEmpty());
    QCOMPARE(listed(scene).size(), 4);
    scene.window()->library()->setOrder(Order::State); // what needs the person first
    QCOMPARE(listed(scene).first(), u"broken.pdf"_s);
}

void LibraryTest::spaceTicksAndDeleteRemoves() {
    Shelf shelf;
    QVERIFY(shelf.isThere);
    auto &scene = shelf.scene;
    select(scene, u"part 10.md"_s, QItemSelectionModel::ClearAndSelect);
    select(scene, u"Part 2.txt"_s, QItemSelectionModel::Select);
    QTest::keyClick(scene.list(), Qt::Key_Space);
    QCOMPARE(scene.documents().ticked().size(), 2);
    QTest::keyClick(scene.list(), Qt::Key_Space);
    QCOMPARE(scene.documents().ticked().size(), 0);
    QTest::keyClick(scene.list(), Qt::Key_Delete);
    QTRY_COMPARE_WITH_TIMEOUT(listed(scene), (QStringList{u"annex.md"_s, u"broken.pdf"_s}), patience);
    QVERIFY(chooseFor(scene, u"broken.pdf"_s, u"Remove from the library"_s));
    QTRY_COMPARE_WITH_TIMEOUT(listed(scene), QStringList{u"annex.md"_s}, patience);
}

void LibraryTest::whatIsRemovedCanBeBroughtBack() {
    Shelf shelf;
    QVERIFY(shelf.isThere);
    auto &scene = shelf.scene;
    const auto before = listed(scene);
    const auto annex = scene.row(u"annex.md"_s)->id;
    scene.documents().setTicked(QList<DocumentId>{annex}, true);
    select(scene, u"part 10.md"_s, QItemSelectionModel::ClearAndSelect);
    select(scene, u"annex.md"_s, QItemSelectionModel::Select);
    QVERIFY(chooseFor(scene, u"annex.md"_s, u"Remove 2 documents from the library"_s));
    QTRY_COMPARE_WITH_TIMEOUT(listed(scene).size(), 2, patience);
    auto *notice = scene.window()->library()->findChild<QWidget *>(u"removed"_s);
    QVERIFY(notice->isVisible());
    clickNamed(notice, u"Undo"_s);
    QTRY_COMPARE_WITH_TIMEOUT(listed(scene), before, patience);
    QVERIFY(!notice->isVisible());
    QCOMPARE(ready(scene), 3);
    QCOMPARE(scene.documents().ticked(),
             QList<DocumentId>{annex}); // else the next question asked all of them
}

void LibraryTest::whatIsRemovedIsNotAskedAnyMore() {
    Shelf shelf;
    QVERIFY(shelf.isThere);
    auto &scene = shelf.scene;
    auto *answer = scene.ask(u"Which bridge of steel is in the annex?"_s);
    QVERIFY(!answer->message().citations.empty());
    for (const auto *name : {"Part 2.txt", "annex.md"}) {
        select(scene, QString::fromLatin1(name), QItemSelectionModel::ClearAndSelect);
        QTest::keyClick(scene.list(), Qt::Key_Delete);
        QTRY_VERIFY_WITH_TIMEOUT(!listed(scene).contains(QString::fromLatin1(name)), patience);
    }
    answer = scene.ask(u"Which bridge of steel is in the annex now?"_s);
    for (const auto &citation : answer->message().citations)
        QCOMPARE(citation.name, u"part 10.md"_s);
}

/// While the window is open; and though another is removed before the first has gone for good.
void LibraryTest::whatIsRemovedLeavesEveryFile() {
    QTemporaryDir data;
    QTemporaryDir folder;
    Scene scene({}, data.path());
    const auto holds = [&](const QByteArray &bytes) { return holdsBytes(data.path(), bytes); };
    for (const auto &bird : {QByteArray("quixotropic"), QByteArray("zanzibarian")}) {
        const auto name = QString::fromLatin1(bird) + u".md"_s;
        QVERIFY(scene.dropAndWait(writeFile(QDir(folder.path()), name, "A " + bird + " bird.")));
        QVERIFY(holds(bird));
    }
    QElapsedTimer clock;
    clock.start();
    select(scene, u"quixotropic.md"_s, QItemSelectionModel::ClearAndSelect);
    QTest::keyClick(scene.list(), Qt::Key_Delete);
    QTRY_COMPARE_WITH_TIMEOUT(listed(scene).size(), 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(clock.elapsed() > 5'000, patience); // half of the time for "Undo"
    select(scene, u"zanzibarian.md"_s, QItemSelectionModel::ClearAndSelect);
    QTest::keyClick(scene.list(), Qt::Key_Delete);
    QTRY_VERIFY_WITH_TIMEOUT(!holds("quixotrop"), patience);
    QVERIFY(holds("zanzibarian")); // it can be brought back still
    QTRY_VERIFY_WITH_TIMEOUT(!holds("zanzibarian"), patience);
}

void LibraryTest::whatIsAddedAgainStays() {
    Shelf shelf;
    QVERIFY(shelf.isThere);
    auto &scene = shelf.scene;
    select(scene, u"annex.md"_s, QItemSelectionModel::ClearAndSelect);
    QTest::keyClick(scene.list(), Qt::Key_Delete);
    auto *notice = scene.window()->library()->findChild<QWidget *>(u"removed"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!listed(scene).contains(u"annex.md"_s) && notice->isVisible(), patience);
    QVERIFY(scene.drop({shelf.folder.filePath(u"annex.md"_s)}));
    QTRY_VERIFY_WITH_TIMEOUT(listed(scene).contains(u"annex.md"_s) && !notice->isVisible(), patience);
    QCOMPARE(scene.count("SELECT count(*) FROM removed_document"), 0);
}

void LibraryTest::theNextProgramFinishesARemoval() {
    QTemporaryDir data;
    QTemporaryDir folder;
    {
        Scene scene({}, data.path());
        QVERIFY(scene.dropAndWait(writeFile(QDir(folder.path()), u"a.md"_s, "A bridge of steel.")));
        select(scene, u"a.md"_s, QItemSelectionModel::ClearAndSelect);
        QTest::keyClick(scene.list(), Qt::Key_Delete);
        QTRY_VERIFY_WITH_TIMEOUT(listed(scene).isEmpty(), patience);
        QCOMPARE(ready(scene), 1); // it may be wanted back
    }
    Scene again({}, data.path());
    QTRY_COMPARE_WITH_TIMEOUT(again.count("SELECT count(*) FROM document"), 0, patience);
    QVERIFY(listed(again).isEmpty());
}

void LibraryTest::whatCouldNotBeOpenedIsTakenOffTheList() {
    Shelf shelf;
    QVERIFY(shelf.isThere);
    auto &scene = shelf.scene;
    for (const auto &name : {u"nothere.pdf"_s, u"norhere.pdf"_s}) {
        QVERIFY(scene.drop({shelf.folder.filePath(name)}));
        QTRY_VERIFY_WITH_TIMEOUT(scene.row(name) && scene.row(name)->failed(), patience);
        QCOMPARE(scene.row(name)->id, DocumentId(0));
    }
    QVERIFY(chooseFor(scene, u"nothere.pdf"_s, u"Take off the list"_s));
    QVERIFY(!scene.row(u"nothere.pdf"_s));
    select(scene, u"norhere.pdf"_s, QItemSelectionModel::ClearAndSelect);
    QTest::keyClick(scene.list(), Qt::Key_Delete);
    QVERIFY(!scene.row(u"norhere.pdf"_s));
    QCOMPARE(listed(scene).size(), 4);
    QVERIFY(std::ranges::none_of(scene.application().jobs().all(), [](const auto &entry) {
        return entry.second.name.endsWith(u"here.pdf"_s);
    }));
}

void LibraryTest::theSameBytesTwiceAreSaidToBe() {
    Shelf shelf;
    QVERIFY(shelf.isThere);
    auto &scene = shelf.scene;
    const auto copy = shelf.folder.filePath(u"copy.md"_s);
    QVERIFY(QFile::copy(shelf.folder.filePath(u"annex.md"_s), copy));
    const auto says = [&](const QString &words) {
        const auto labels = scene.window()->library()->findChildren<QLabel *>();
        return std::ranges::any_of(
            labels, [&](const QLabel *label) { return label->isVisible() && label->text() == words; });
    };
    QVERIFY(scene.drop({copy}));
    QTRY_VERIFY_WITH_TIMEOUT(says(u"copy.md is the same as annex.md, which is in the library already."_s),
                             patience);
    QTRY_COMPARE_WITH_TIMEOUT(listed(scene).size(), 4, patience);
    const auto places = [&] { return scene.row(u"annex.md"_s)->places; };
    QTRY_COMPARE_WITH_TIMEOUT(places(), (QStringList{shelf.folder.filePath(u"annex.md"_s), copy}), patience);
    QVERIFY(scene.row(u"annex.md"_s)->secondLine().endsWith(u" · in 2 places"_s));
    const auto index = scene.documents().index(scene.documents().rowOf(scene.row(u"annex.md"_s)->id));
    QVERIFY(index.data(Qt::ToolTipRole).toString().contains(u"copy.md"_s));
    scene.window()->library()->notify({});
    const QSignalSpy ended(&scene.application().jobs(), &ingest::Jobs::jobEnded);
    QVERIFY(scene.drop({copy})); // the same file again
    QTRY_VERIFY_WITH_TIMEOUT(!ended.isEmpty(), patience);
    QVERIFY(!says(u"copy.md is the same as annex.md, which is in the library already."_s));
    QVERIFY(QFile::remove(copy));
    scene.gui().places()->lookSoon();
    QTRY_VERIFY_WITH_TIMEOUT(places().isEmpty(), patience);
    QVERIFY(!scene.row(u"annex.md"_s)->isMissing);
    const auto other = shelf.folder.filePath(u"annex.md"_s);
    QTRY_COMPARE_WITH_TIMEOUT(scene.row(u"annex.md"_s)->path, other, patience); // not that of what is gone
}

void LibraryTest::theChatsFollowTheDocuments() {
    Shelf shelf;
    QVERIFY(shelf.isThere);
    auto &scene = shelf.scene;
    scene.window()->resize(1440, 900);
    constexpr int row = ui::DocumentDelegate::rowHeight;
    QTRY_COMPARE_WITH_TIMEOUT(scene.list()->height(), 4 * row, patience);
    scene.window()->toggleLibrary();
    QVERIFY(scene.dropAndWait(writeFile(QDir(shelf.folder.path()), u"fifth.md"_s, "A bridge of wood.")));
    scene.window()->toggleLibrary();
    QTRY_COMPARE_WITH_TIMEOUT(scene.list()->height(), 5 * row, patience);
    const auto *chats = scene.window()->library()->chats();
    const auto topOf = [&](const QWidget *widget) { return widget->mapTo(scene.window(), QPoint()).y(); };
    QCOMPARE(topOf(chats), topOf(scene.list()) + 5 * row + 16);
    QStringList more;
    for (int i = 6; i <= 20; ++i)
        more +=
            writeFile(QDir(shelf.folder.path()), u"more %1.md"_s.arg(i), "Bridge " + QByteArray::number(i));
    QVERIFY(scene.drop(more));
    QTRY_COMPARE_WITH_TIMEOUT(listed(scene).size(), 20, patience);
    scene.window()->resize(1024, 600); // not all have room
    QTRY_VERIFY_WITH_TIMEOUT(scene.list()->height() < 10 * row, patience);
    QVERIFY(scene.list()->height() >= row);
    QVERIFY(chats->height() >= chats->minimumSizeHint().height());
}

void LibraryTest::aDocumentIsRenamed() {
    Shelf shelf;
    QVERIFY(shelf.isThere);
    auto &scene = shelf.scene;
    QVERIFY(chooseFor(scene, u"annex.md"_s, u"Rename…"_s));
    auto *dialog = scene.dialog<QInputDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->textValue(), u"annex.md"_s);
    dialog->setTextValue(u"  Annex to the lease\n"_s);
    dialog->accept();
    QTRY_VERIFY_WITH_TIMEOUT(listed(scene).contains(u"Annex to the lease"_s), patience);
    const auto *answer = scene.ask(u"Which bridge of steel is in the annex?"_s);
    QVERIFY(std::ranges::any_of(answer->message().citations, [](const Citation &citation) {
        return citation.name == u"Annex to the lease"_s;
    }));
}

void LibraryTest::aFileThatIsGoneIsShownAsSuch() {
    Shelf shelf;
    QVERIFY(shelf.isThere);
    auto &scene = shelf.scene;
    QVERIFY(!scene.row(u"annex.md"_s)->secondLine().contains(u"missing"_s));
    QVERIFY(QFile::remove(shelf.folder.filePath(u"annex.md"_s)));
    scene.gui().library()->reload();
    QTRY_COMPARE_WITH_TIMEOUT(scene.row(u"annex.md"_s)->secondLine(), u"1 section · file is missing"_s,
                              patience);
    QVERIFY(!scene.row(u"part 10.md"_s)->secondLine().contains(u"missing"_s));
    QVERIFY(!chooseFor(scene, u"annex.md"_s, u"Show in its folder"_s));
    QVERIFY(!scene.ask(u"Which bridge of steel is in the annex?"_s)
                 ->message()
                 .citations.empty()); // its text stays
}

void LibraryTest::aCopyIsKeptGivenBackAndDropped() {
    Shelf shelf;
    QVERIFY(shelf.isThere);
    auto &scene = shelf.scene;
    const auto annex = shelf.folder.filePath(u"annex.md"_s);
    const auto bytes = bytesOf(annex);
    QVERIFY(!chooseFor(scene, u"annex.md"_s, u"Save the copy as…"_s));
    QVERIFY(chooseFor(scene, u"annex.md"_s, keepOne));
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(u"annex.md"_s)->hasCopy(), patience);
    QCOMPARE(scene.row(u"annex.md"_s)->secondLine(), u"1 section"_s);
    QVERIFY(indexOf(scene, u"annex.md"_s).data(Qt::ToolTipRole).toString().contains(u"A copy is kept"_s));
    QVERIFY(QFile::remove(annex));
    scene.gui().library()->reload();
    QTRY_COMPARE_WITH_TIMEOUT(scene.row(u"annex.md"_s)->secondLine(), u"1 section · from its copy"_s,
                              patience);
    QVERIFY(chooseFor(scene, u"annex.md"_s, u"Save the copy as…"_s));
    const auto saved = shelf.folder.filePath(u"saved.md"_s);
    QCOMPARE(chooseIn(scene, saved), u"annex.md"_s);
    QTRY_VERIFY_WITH_TIMEOUT(bytesOf(saved) == bytes, patience);

    QVERIFY(chooseFor(scene, u"annex.md"_s, keepOne)); // its file is gone: it is asked before
    auto *question = scene.dialog<QMessageBox>();
    QVERIFY(question);
    question->reject();
    QTRY_VERIFY_WITH_TIMEOUT(!scene.window()->findChild<QMessageBox *>(), patience);
    QVERIFY(chooseFor(scene, u"annex.md"_s, u"Remove from the library"_s)); // here too
    question = scene.dialog<QMessageBox>();
    QVERIFY(question);
    question->reject();
    QTRY_VERIFY_WITH_TIMEOUT(!scene.window()->findChild<QMessageBox *>(), patience);
    QVERIFY(listed(scene).contains(u"annex.md"_s));
    QCOMPARE(scene.count("SELECT count(*) FROM kept_piece"), 1);
    QVERIFY(chooseFor(scene, u"annex.md"_s, keepOne));
    question = scene.dialog<QMessageBox>();
    QVERIFY(question);
    click(buttonNamed(question, u"Delete the copy"_s));
    QTRY_COMPARE_WITH_TIMEOUT(scene.row(u"annex.md"_s)->secondLine(), u"1 section · file is missing"_s,
                              patience);
    QCOMPARE(scene.count("SELECT count(*) FROM kept_piece"), 0);
    QVERIFY(!chooseFor(scene, u"annex.md"_s, keepOne)); // there is nothing to copy
}

void LibraryTest::pagesAreShownFromACopy() {
    QTemporaryDir folder;
    const auto path = folder.filePath(u"sample.pdf"_s);
    QVERIFY(QFile::copy(samplePath(), path));
    Scene scene;
    QVERIFY(scene.dropAndWait(path));
    auto *source = scene.window()->source();
    QVERIFY(chooseFor(scene, u"sample.pdf"_s, keepOne));
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(u"sample.pdf"_s)->hasCopy(), patience);
    QVERIFY(QFile::remove(path));
    scene.gui().source()->close();
    scene.clickRow(u"sample.pdf"_s);
    QTRY_VERIFY_WITH_TIMEOUT(source->isVisible() && source->findChild<ui::SelectablePages *>()->isVisible(),
                             patience);
}

void LibraryTest::copiesOfSeveralAreKept() {
    Shelf shelf;
    QVERIFY(shelf.isThere);
    auto &scene = shelf.scene;
    select(scene, u"annex.md"_s, QItemSelectionModel::ClearAndSelect);
    select(scene, u"part 10.md"_s, QItemSelectionModel::Select);
    QVERIFY(writeFile(QDir(shelf.folder.path()), u"annex.md"_s, "Something else.").size() > 0);
    QVERIFY(chooseFor(scene, u"part 10.md"_s, u"Keep copies in the library"_s));
    auto *problem = scene.dialog<QMessageBox>();
    QVERIFY(problem);
    QVERIFY2(problem->text().contains(u"annex.md has changed since it was read"_s),
             qPrintable(problem->text()));
    problem->accept();
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(u"part 10.md"_s)->hasCopy(), patience);
    QVERIFY(!scene.row(u"annex.md"_s)->isKept());
    QCOMPARE(scene.count("SELECT count(*) FROM kept_file"), 1);
}

void LibraryTest::theChatComesForwardInANarrowWindow() {
    Shelf shelf;
    QVERIFY(shelf.isThere);
    auto &scene = shelf.scene;
    auto *window = scene.window();
    window->resize(1000, 700);
    for (const auto key : {Qt::Key_L, Qt::Key_N}) {
        scene.clickRow(u"annex.md"_s);
        QTRY_VERIFY_WITH_TIMEOUT(window->sourceShown() && !window->chat()->isVisible(), patience);
        QTest::keyClick(window, key, Qt::ControlModifier);
        QVERIFY(window->chat()->isVisible());
        QTRY_VERIFY(window->chat()->composer()->isAncestorOf(QApplication::focusWidget()));
    }
}

DOCCHAT_TEST(LibraryTest)
#include "library_test.moc"
