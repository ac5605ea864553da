#include "scene.h"
#include "testmain.h"

#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QString handbook = u"bicycle-library-handbook.pdf"_s;

ui::CommandPalette *paletteOf(Scene &scene) {
    return scene.gui().palette()->palette();
}

/// "Document: handbook.pdf", a line for each.
QStringList entriesOf(Scene &scene) {
    QStringList lines;
    const auto &entries = paletteOf(scene)->entries();
    for (int row = 0; row < entries.rowCount(); ++row)
        lines += entries.at(row).kind + u": "_s + entries.at(row).text;
    return lines;
}

/// Types it into the palette, which Ctrl+K opens, and waits for all that is found.
bool find(Scene &scene, const QString &text) {
    bool all = false;
    if (!paletteOf(scene)->isVisible())
        QTest::keyClick(scene.window(), Qt::Key_K, Qt::ControlModifier);
    const auto connection = QObject::connect(scene.gui().palette(), &PaletteController::foundAll,
                                             scene.window(), [&] { all = true; });
    paletteOf(scene)->field()->setText(text);
    const bool found = QTest::qWaitFor([&] { return all; }, patience);
    QObject::disconnect(connection);
    return found;
}

void press(Scene &scene, Qt::Key key) {
    QTest::keyClick(paletteOf(scene)->field(), key);
}

/// What is marked in brackets.
QString withMarks(QString text, const ui::Marks &marks) {
    for (auto mark = marks.crbegin(); mark != marks.crend(); ++mark)
        text.insert(mark->first + mark->second, u']').insert(mark->first, u'[');
    return text;
}

} // namespace

class PaletteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTextIsRanked_data();
    void aTextIsRanked();
    void itOpensByItsKeyAndGivesTheFocusBack();
    void itFindsDocumentsChatsPassagesAndCommands();
    void whatWasFoundIsMarked_data();
    void whatWasFoundIsMarked();
    void passagesAreMarkedWhereTheyMatch();
    void whatIsChosenStaysWhenMoreIsFound();
    void arrowsChooseAndEnterGoesThere();
    void aCommandIsRun();
    void aPassageIsOpenedAtItsPlace();
    void everyPassageIsSearchedFor();
    void aClickElsewhereClosesIt();
    void whatHasNoneOfTheWordsIsSaid();
    void tenThousandDocumentsAreFoundInOneGo();
    void anAtNamesADocument();
};

void PaletteTest::aTextIsRanked_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("rank"); // -1: it does not fit
    QTest::newRow("nothing typed") << u"Report.pdf"_s << u""_s << 0;
    QTest::newRow("its beginning") << u"Report.pdf"_s << u"rep"_s << 0;
    QTest::newRow("a word of it") << u"Annual report.pdf"_s << u"rep"_s << 1;
    QTest::newRow("words of it in any order") << u"Annual report 2025.pdf"_s << u"2025 ann"_s << 1;
    QTest::newRow("in a word") << u"Annual report.pdf"_s << u"port"_s << 2;
    QTest::newRow("first in a word, then at its beginning") << u"airport port"_s << u"po"_s << 1;
    QTest::newRow("one is missing") << u"Annual report.pdf"_s << u"annual budget"_s << -1;
    QTest::newRow("behind a line") << u"old_scan-notes"_s << u"scan notes"_s << 1;
}

void PaletteTest::aTextIsRanked() {
    QFETCH(QString, text);
    QFETCH(QString, typed);
    QFETCH(int, rank);
    QCOMPARE(ui::paletteRank(text, ui::paletteWords(typed)).value_or(-1), rank);
}

void PaletteTest::itOpensByItsKeyAndGivesTheFocusBack() {
    Scene scene;
    auto *palette = paletteOf(scene);
    QVERIFY(!palette->isVisible());
    auto *before = QApplication::focusWidget();
    QVERIFY(before);
    QTest::keyClick(scene.window(), Qt::Key_K, Qt::ControlModifier);
    QVERIFY(palette->isVisible());
    QTRY_VERIFY(palette->field()->hasFocus());
    QTRY_VERIFY(entriesOf(scene).contains(u"Command: Add documents"_s)); // all of them
    press(scene, Qt::Key_Escape);
    QVERIFY(!palette->isVisible());
    QTRY_COMPARE(QApplication::focusWidget(), before);
}

void PaletteTest::itFindsDocumentsChatsPassagesAndCommands() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.ask(u"How long may I keep a cargo bike?"_s));
    QVERIFY(find(scene, u"library"_s));
    const auto found = entriesOf(scene);
    QVERIFY2(found.contains(u"Command: Library"_s), qPrintable(found.join(u'\n')));
    QVERIFY2(found.contains(u"Document: "_s + handbook), qPrintable(found.join(u'\n')));
    QVERIFY2(found.filter(QRegularExpression(u"^Passage: .*library"_s)).size() > 1,
             qPrintable(found.join(u'\n')));
    QVERIFY(find(scene, u"cargo"_s));
    QVERIFY2(entriesOf(scene).contains(u"Chat: How long may I keep a cargo bike?"_s),
             qPrintable(entriesOf(scene).join(u'\n')));
    QVERIFY(find(scene, u""_s)); // what is newest, and all commands
    QCOMPARE(entriesOf(scene).value(0), u"Document: "_s + handbook);
    QCOMPARE(entriesOf(scene).value(1), u"Chat: How long may I keep a cargo bike?"_s);
}

void PaletteTest::whatWasFoundIsMarked_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("marked");
    QTest::newRow("nothing typed") << u"Report.pdf"_s << u""_s << u"Report.pdf"_s;
    QTest::newRow("each time") << u"A map of maps"_s << u"MAP"_s << u"A [map] of [map]s"_s;
    QTest::newRow("in any order") << u"Annual report"_s << u"re an"_s << u"[An]nual [re]port"_s;
    QTest::newRow("one within another") << u"Annual report"_s << u"ann nual l"_s << u"[Annual] report"_s;
}

void PaletteTest::whatWasFoundIsMarked() {
    QFETCH(QString, text);
    QFETCH(QString, typed);
    QFETCH(QString, marked);
    QCOMPARE(withMarks(text, ui::paletteMarks(text, ui::paletteWords(typed))), marked);
}

void PaletteTest::passagesAreMarkedWhereTheyMatch() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(find(scene, u"borrowing"_s)); // by its stem
    const auto &entries = paletteOf(scene)->entries();
    int passages = 0;
    for (int row = 0; row < entries.rowCount(); ++row) {
        const auto &entry = entries.at(row);
        if (entry.kind != u"Passage")
            continue;
        ++passages;
        static const QRegularExpression marked(u"\\[borrow\\w*\\]"_s,
                                               QRegularExpression::CaseInsensitiveOption);
        const auto text = withMarks(entry.text, entry.marks);
        QVERIFY2(text.contains(marked), qPrintable(text));
    }
    QVERIFY(passages > 0);
}

void PaletteTest::whatIsChosenStaysWhenMoreIsFound() {
    Scene scene;
    auto *palette = paletteOf(scene);
    palette->open({});
    const ui::PaletteEntry first{u"Document"_s, u"a.pdf"_s, {}, {}};
    const ui::PaletteEntry second{u"Document"_s, u"a  b.pdf"_s, {}, {}};
    palette->setEntries({first, second}, false);
    press(scene, Qt::Key_Down);
    QCOMPARE(palette->list()->currentIndex().row(), 1);
    palette->setEntries({{u"Command"_s, u"Add"_s, {}, {}}, first, second}, true);
    QCOMPARE(palette->list()->currentIndex().row(), 2);
}

void PaletteTest::arrowsChooseAndEnterGoesThere() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.window()->hideSource();
    QVERIFY(find(scene, u"bicycle"_s));
    const int last = paletteOf(scene)->entries().rowCount() - 1;
    QVERIFY(last > 1);
    const auto row = [&] { return paletteOf(scene)->list()->currentIndex().row(); };
    QCOMPARE(row(), 0);
    press(scene, Qt::Key_Up);
    QCOMPARE(row(), last); // around the end
    press(scene, Qt::Key_Down);
    QCOMPARE(row(), 0);
    QCOMPARE(entriesOf(scene).first(), u"Document: "_s + handbook);
    QVERIFY(paletteOf(scene)->field()->accessibleDescription().contains(handbook)); // it is read out
    press(scene, Qt::Key_Return);
    QVERIFY(!paletteOf(scene)->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(scene.window()->sourceShown(), patience);
}

void PaletteTest::aCommandIsRun() {
    Scene scene;
    QVERIFY(scene.window()->library()->isVisible());
    QVERIFY(find(scene, u"appearance dark"_s));
    QCOMPARE(entriesOf(scene).value(0), u"Command: Appearance: Dark"_s);
    press(scene, Qt::Key_Return);
    QVERIFY(scene.window()->theme()->colours().dark);
    QVERIFY(find(scene, u"appearance light"_s));
    press(scene, Qt::Key_Return);
    QVERIFY(!scene.window()->theme()->colours().dark);
}

void PaletteTest::aPassageIsOpenedAtItsPlace() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.window()->hideSource();
    QVERIFY(find(scene, u"lost key costs"_s));
    const auto lines = entriesOf(scene);
    const auto passage = lines.filter(u"Passage: "_s).value(0);
    QVERIFY2(passage.contains(u"key"_s), qPrintable(lines.join(u'\n')));
    for (qsizetype i = lines.indexOf(passage); i > 0; --i)
        press(scene, Qt::Key_Down);
    press(scene, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(scene.window()->sourceShown(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.window()->source()->pages()->currentPage(), 3, patience);
}

void PaletteTest::everyPassageIsSearchedFor() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(find(scene, u"bike"_s));
    QCOMPARE(entriesOf(scene).last(), u"Search: Every passage with “bike”"_s);
    press(scene, Qt::Key_Up);
    press(scene, Qt::Key_Return);
    QVERIFY(scene.gui().search()->isOpen());
    QCOMPARE(scene.window()->chat()->composer()->text(), u"bike"_s);
}

void PaletteTest::aClickElsewhereClosesIt() {
    Scene scene;
    QVERIFY(find(scene, u"a"_s));
    scene.window()->chat()->composer()->focusText();
    QVERIFY(!paletteOf(scene)->isVisible());
    QVERIFY(scene.window()->chat()->composer()->isAncestorOf(QApplication::focusWidget()));
}

void PaletteTest::whatHasNoneOfTheWordsIsSaid() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(find(scene, u"xylophone"_s));
    QCOMPARE(entriesOf(scene), QStringList{u"Search: Every passage with “xylophone”"_s});
}

void PaletteTest::tenThousandDocumentsAreFoundInOneGo() {
    Scene scene;
    fillWith(scene.application(), 10'000);
    scene.gui().library()->reload();
    QTRY_COMPARE_WITH_TIMEOUT(scene.documents().rowCount(), 10'000, patience);
    QVERIFY(find(scene, u"meeting 9999"_s));
    QCOMPARE(entriesOf(scene).value(0), u"Document: minutes of meeting 9999.md"_s);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(find(scene, u"meeting"_s));
    qInfo("all that was found among 10,000 documents is there after %lld ms", timer.elapsed());
    QCOMPARE(entriesOf(scene).value(0), u"Document: minutes of meeting 10000.md"_s); // the newest first
    QCOMPARE(entriesOf(scene).filter(u"Document: "_s).size(), 8);
}

void PaletteTest::anAtNamesADocument() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    QTemporaryDir folder;
    QVERIFY(scene.dropAndWait(writeFile(QDir(folder.path()), u"ferry.md"_s, "The ferry goes at noon.")));
    scene.window()->hideSource();
    auto *composer = scene.window()->chat()->composer();
    composer->focusText();
    QTest::keyClicks(QApplication::focusWidget(), u"When does ann@example.org go, says @"_s);
    QVERIFY(paletteOf(scene)->isVisible());
    QCOMPARE(composer->text(), u"When does ann@example.org go, says "_s); // the first was an address
    QCOMPARE(entriesOf(scene), (QStringList{u"Document: ferry.md"_s, u"Document: "_s + handbook}));
    QTest::keyClicks(paletteOf(scene)->field(), u"fer"_s);
    QCOMPARE(entriesOf(scene), QStringList{u"Document: ferry.md"_s});
    press(scene, Qt::Key_Return);
    QCOMPARE(scene.documents().ticked(), QList<DocumentId>{scene.row(u"ferry.md"_s)->id});
    QTRY_VERIFY(composer->isAncestorOf(QApplication::focusWidget()));

    clickNamed(composer, u"@ Name a document"_s);
    QCOMPARE(entriesOf(scene).first(), u"✓ Ticked: ferry.md"_s);
    press(scene, Qt::Key_Return);
    QVERIFY(scene.documents().ticked().isEmpty());
}

DOCCHAT_TEST(PaletteTest)
#include "palette_test.moc"
