#include "scene.h"
#include "testmain.h"

#include "async/run.h"
#include "index/collections.h"
#include "index/documents.h"
#include "index/notes.h"
#include "notes/notesdialog.h"
#include "source/selectionbar.h"
#include "widgets/noticebar.h"

#include <QClipboard>
#include <QLabel>
#include <QSignalSpy>
#include <QTextBrowser>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QString question = u"What does a lost key cost?"_s;

std::vector<Note> notesIn(Scene &scene, qint64 collection = 0) {
    const auto notes = scene.application().store().readNow(
        [collection](index::Database &database) { return index::notesOf(database, collection); });
    if (!notes.ok())
        qFatal("%s", qPrintable(notes.error().text()));
    return *notes;
}

/// Clicks on the first link of an answer that leads to this address.
void follow(ui::AnswerView *answer, const QString &address) {
    Q_EMIT answer->findChild<QTextBrowser *>()->anchorClicked(QUrl(address));
}

ui::NotesDialog *openNotes(Scene &scene) {
    QTest::keyClick(scene.window(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    return scene.dialog<ui::NotesDialog>();
}

QList<ui::NoteCard *> cardsOf(ui::NotesDialog *dialog) {
    return dialog->findChildren<ui::NoteCard *>();
}

bool waitForNotes(Scene &scene, size_t count, qint64 collection = 0) {
    return QTest::qWaitFor([&] { return notesIn(scene, collection).size() == count; }, patience);
}

} // namespace

class NotesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAnswerIsPinned();
    void aQuoteIsPinnedAndShownAgain();
    void selectedWordsArePinned();
    void aNoteIsWrittenAndChanged();
    void whatIsTypedStaysWhileDocumentsAreRead();
    void whatIsTypedIsKeptWhenTheWindowCloses();
    void aWordThatIsThereTwiceIsFoundWhereItWasPinned();
    void aRemovedNoteComesBack();
    void aCollectionHasItsOwn();
    void theNotesOfARemovedCollectionStay();
};

void NotesTest::anAnswerIsPinned() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    auto *answer = scene.ask(question);
    clickCalled(answer, u"Pin"_s);
    QVERIFY(waitForNotes(scene, 1));
    const auto note = notesIn(scene).front();
    QCOMPARE(note.text, answer->message().text.trimmed());
    QCOMPARE(note.source, u"bicycle-library-handbook, p. 3"_s);
    QCOMPARE(note.citation.quote, answer->message().citations.front().quote);
    QTRY_VERIFY_WITH_TIMEOUT(buttonNamed(scene.window(), u"Show the notes"_s), patience); // it is said where
    clickNamed(scene.window(), u"Show the notes"_s);
    auto *dialog = scene.dialog<ui::NotesDialog>();
    QVERIFY(dialog);
    QTRY_COMPARE(cardsOf(dialog).size(), 1);
    QVERIFY(!buttonNamed(scene.window(), u"Show the notes"_s));
}

void NotesTest::aQuoteIsPinnedAndShownAgain() {
    Scene scene;
    scene.window()->resize(1440, 900);
    QVERIFY(scene.dropAndWait(samplePath()));
    follow(scene.ask(question), u"pin:1"_s);
    QVERIFY(waitForNotes(scene, 1));
    QVERIFY(notesIn(scene).front().text.startsWith(u"“A lost key costs €18"_s));
    scene.window()->hideSource();
    auto *dialog = openNotes(scene);
    QVERIFY(dialog);
    QTRY_COMPARE(cardsOf(dialog).size(), 1);
    QSignalSpy shown(scene.gui().source(), &SourceController::shown);
    clickNamed(dialog, u"bicycle-library-handbook, p. 3"_s);
    QTRY_COMPARE_WITH_TIMEOUT(shown.size(), 1, patience);
    QCOMPARE(scene.window()->source()->pages()->currentPage(), 3);
    clickCalled(dialog, u"Copy with source"_s);
    const auto copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(u"“A lost key"_s) && copied.endsWith(u"\n— bicycle-library-handbook, p. 3"_s),
             qPrintable(copied));
}

void NotesTest::selectedWordsArePinned() {
    Scene scene;
    scene.window()->resize(1440, 900);
    auto *pages = scene.showSample();
    pages->showPage(2);
    pages->setFocus();
    QTest::keyClick(pages, Qt::Key_A, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.window()->source()->selectedText().isEmpty(), patience);
    clickCalled(scene.window()->source(), u"Pin"_s);
    QVERIFY(waitForNotes(scene, 1));
    const auto note = notesIn(scene).front();
    QCOMPARE(note.source, u"bicycle-library-handbook.pdf, p. 2"_s);
    QVERIFY(note.text.size() > 300);
    pages->showPage(5);
    auto *dialog = openNotes(scene);
    QTRY_COMPARE(cardsOf(dialog).size(), 1);
    clickNamed(dialog, u"bicycle-library-handbook.pdf, p. 2"_s);
    QTRY_COMPARE_WITH_TIMEOUT(pages->currentPage(), 2, patience);
}

void NotesTest::aNoteIsWrittenAndChanged() {
    Scene scene;
    auto *dialog = openNotes(scene);
    QVERIFY(dialog);
    clickNamed(dialog, u"New note"_s);
    QTRY_COMPARE(cardsOf(dialog).size(), 1);
    auto *text = cardsOf(dialog).front()->findChild<QTextEdit *>();
    QTRY_COMPARE(QApplication::focusWidget(), text);
    QTest::keyClicks(text, u"Ask the club"_s);
    QTRY_COMPARE_WITH_TIMEOUT(notesIn(scene).front().text, u"Ask the club"_s, patience);
    const int before = text->height();
    QTest::keyClick(text, Qt::Key_Return);
    QVERIFY(text->height() > before);
    QTest::keyClicks(text, u"about it"_s);
    dialog->close();
    QTRY_COMPARE_WITH_TIMEOUT(notesIn(scene).front().text, u"Ask the club\nabout it"_s, patience);
}

void NotesTest::whatIsTypedStaysWhileDocumentsAreRead() {
    const QTemporaryDir files;
    Scene scene;
    auto *dialog = openNotes(scene);
    clickNamed(dialog, u"New note"_s);
    QTRY_COMPARE(cardsOf(dialog).size(), 1);
    auto *text = cardsOf(dialog).front()->findChild<QTextEdit *>();
    QString typed;
    for (int i = 0; i < 6; ++i) { // the library is loaded anew after each document
        QTest::keyClicks(text, u"word%1 "_s.arg(i));
        typed += u"word%1 "_s.arg(i);
        QVERIFY(scene.dropAndWait(writeFile(QDir(files.path()), u"text %1.md"_s.arg(i),
                                            paragraphs(2, "x") + QByteArray::number(i))));
        QCOMPARE(cardsOf(dialog).front()->findChild<QTextEdit *>(), text);
    }
    QCOMPARE(text->toPlainText(), typed);
    Note pinned;
    pinned.text = u"another"_s;
    scene.gui().notes()->pin(pinned); // above it
    QTRY_COMPARE_WITH_TIMEOUT(cardsOf(dialog).size(), 2, patience);
    QTRY_COMPARE_WITH_TIMEOUT(notesIn(scene).back().text, typed, patience);
    QCOMPARE(text->toPlainText(), typed);
}

void NotesTest::whatIsTypedIsKeptWhenTheWindowCloses() {
    const QTemporaryDir folder;
    {
        Scene scene({}, folder.path());
        auto *dialog = openNotes(scene);
        clickNamed(dialog, u"New note"_s);
        QTRY_COMPARE(cardsOf(dialog).size(), 1);
        QTest::keyClicks(cardsOf(dialog).front()->findChild<QTextEdit *>(), u"typed at last"_s);
    } // before it was written
    Scene scene({}, folder.path());
    QCOMPARE(notesIn(scene).front().text, u"typed at last"_s);
}

void NotesTest::aWordThatIsThereTwiceIsFoundWhereItWasPinned() {
    Scene scene;
    scene.window()->resize(1440, 900);
    auto *pages = scene.showSample();
    const auto id = scene.window()->source()->document();
    const auto texts = scene.application().store().readNow([id](index::Database &database) {
        QStringList all;
        for (const auto &page : index::pagesOf(database, id))
            all += page.text;
        return all;
    });
    QVERIFY(texts.ok());
    const auto word = u"bicycles"_s; // also on pages before
    QVERIFY(texts->mid(0, 4).join(u' ').contains(word) && texts->at(4).contains(word));
    Note note;
    note.text = word;
    note.source = u"handbook, p. 5"_s;
    note.citation.document = id;
    note.citation.start = texts->mid(0, 4).join(u'\n').size() + 1 + texts->at(4).indexOf(word);
    note.citation.end = note.citation.start + word.size();
    scene.gui().notes()->pin(note);
    QVERIFY(waitForNotes(scene, 1));
    QCOMPARE(notesIn(scene).front().citation.quote, word);
    auto *dialog = openNotes(scene);
    QTRY_COMPARE(cardsOf(dialog).size(), 1);
    clickNamed(dialog, u"handbook, p. 5"_s);
    QTRY_COMPARE_WITH_TIMEOUT(pages->currentPage(), 5, patience);
}

void NotesTest::aRemovedNoteComesBack() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    follow(scene.ask(question), u"pin:1"_s);
    QVERIFY(waitForNotes(scene, 1));
    const auto before = notesIn(scene).front();
    auto *dialog = openNotes(scene);
    QTRY_COMPARE(cardsOf(dialog).size(), 1);
    clickCalled(dialog, u"Remove the note"_s);
    QVERIFY(waitForNotes(scene, 0));
    QTRY_VERIFY(buttonNamed(dialog, u"Undo"_s));
    clickNamed(dialog, u"Undo"_s);
    QVERIFY(waitForNotes(scene, 1));
    const auto after = notesIn(scene).front();
    QCOMPARE(std::tuple(after.id, after.text, after.source, after.at),
             std::tuple(before.id, before.text, before.source, before.at));
}

void NotesTest::aCollectionHasItsOwn() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    follow(scene.ask(question), u"pin:1"_s);
    QVERIFY(waitForNotes(scene, 1));
    const auto made = async::run(scene.application().store().write([](index::Database &database) {
        const auto id = index::createCollection(database, u"Bikes"_s);
        index::addToCollection(database, *id, {1});
        return *id;
    }));
    QVERIFY(made.ok());
    scene.gui().collections()->reload();
    QTRY_VERIFY_WITH_TIMEOUT(!scene.window()->library()->collections()->collections().empty(), patience);
    auto *dialog = openNotes(scene);
    QTRY_COMPARE(cardsOf(dialog).size(), 1);
    Q_EMIT scene.window()->library()->collections()->collectionWanted(*made);
    QTRY_COMPARE_WITH_TIMEOUT(cardsOf(dialog).size(), 0, patience); // those of the open one are shown
    clickNamed(dialog, u"New note"_s);
    QVERIFY(waitForNotes(scene, 1, *made));
    QCOMPARE(notesIn(scene).size(), size_t(1));
}

void NotesTest::theNotesOfARemovedCollectionStay() {
    Scene scene;
    const auto done = async::run(scene.application().store().write([](index::Database &database) {
        const auto id = index::createCollection(database, u"Bikes"_s);
        Note note;
        note.collection = *id;
        note.text = u"kept"_s;
        index::addNote(database, note);
        return index::removeCollection(database, *id);
    }));
    QVERIFY(done.ok() && *done);
    QCOMPARE(notesIn(scene).size(), size_t(1));
    QCOMPARE(notesIn(scene).front().text, u"kept"_s);
}

DOCCHAT_TEST(NotesTest)
#include "notes_test.moc"
