#include "scene.h"
#include "testmain.h"

#include "chat/filterchips.h"

#include <QDir>
#include <QElapsedTimer>
#include <QImage>
#include <QTextEdit>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QString handbook = u"bicycle-library-handbook.pdf"_s;

QTextEdit *fieldOf(Scene &scene) {
    return scene.window()->chat()->composer()->findChild<QTextEdit *>();
}

ui::ResultsPane *paneOf(Scene &scene) {
    return scene.window()->chat()->results();
}

/// The chips below the question, as they are read out.
QStringList chipsOf(Scene &scene) {
    QStringList names;
    for (const auto *chip :
         scene.window()->chat()->composer()->findChild<ui::FilterChips *>()->findChildren<QPushButton *>()) {
        if (chip->isVisible())
            names += chip->accessibleName();
    }
    return names;
}

QPushButton *chip(Scene &scene, const QString &text) {
    for (auto *found :
         scene.window()->chat()->composer()->findChild<ui::FilterChips *>()->findChildren<QPushButton *>()) {
        if (found->isVisible() && found->text().startsWith(text))
            return found;
    }
    return nullptr;
}

/// Runs what starts a search and waits for what it found.
template <class F>
bool foundAfter(Scene &scene, F start) {
    bool shown = false;
    const auto connection = QObject::connect(scene.gui().search(), &SearchController::shown, scene.window(),
                                             [&] { shown = true; });
    start();
    const bool found = QTest::qWaitFor([&] { return shown; }, patience);
    QObject::disconnect(connection);
    return found;
}

bool search(Scene &scene, const QString &text) {
    return foundAfter(scene,
                      [&] {
                          QTest::keyClick(scene.window(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
                          fieldOf(scene)->setPlainText(text);
                      }) &&
           foundAfter(scene, [&] { QTest::keyClick(fieldOf(scene), Qt::Key_Return); });
}

} // namespace

class SearchingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keywordsAreSearchedAndQuestionsAreAsked();
    void whatIsTypedIsLookedUpWhileItIsTyped();
    void everyPassageIsListedWithItsDocument();
    void theListIsDrivenByKeys();
    void enterOpensThePassageAtItsPlace();
    void escapeGoesBackToTheConversation();
    void aSearchCanBeAskedAfterAll();
    void anAnswerOffersAllItsPassages();
    void filtersAreChipsThatGoAway_data();
    void filtersAreChipsThatGoAway();
    void tickedDocumentsAreAChipToo();
    void filtersNarrowTheListAndTheAnswer();
    void anyTextIsASentenceOrAList_data();
    void anyTextIsASentenceOrAList();
    void manyPassagesScrollSmoothlyAndAreCountedHonestly();
    void wordsThatWereFoundAreBold();

private:
    QTemporaryDir m_folder;
};

void SearchingTest::keywordsAreSearchedAndQuestionsAreAsked() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(foundAfter(scene, [&] { scene.typeQuestion(u"cargo bike"_s); }));
    QVERIFY(scene.gui().search()->isOpen());
    QVERIFY(scene.window()->chat()->resultsShown());
    QVERIFY(scene.answers().isEmpty());
    QVERIFY(paneOf(scene)->model()->matches().total > 0);
    QTRY_VERIFY(paneOf(scene)->list()->hasFocus());
    scene.gui().search()->close();
    QVERIFY(scene.window()->chat()->composer()->text().isEmpty());
    QVERIFY(scene.ask(u"How long may I keep a cargo bike?"_s));
    QVERIFY(!scene.window()->chat()->resultsShown());
}

void SearchingTest::whatIsTypedIsLookedUpWhileItIsTyped() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    QTest::keyClick(scene.window(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(fieldOf(scene)->hasFocus());
    QVERIFY(foundAfter(scene, [&] { QTest::keyClicks(fieldOf(scene), u"cargo"_s); }));
    QTRY_VERIFY_WITH_TIMEOUT(paneOf(scene)->model()->matches().total > 0, patience);
    const int some = paneOf(scene)->model()->matches().total;
    QVERIFY(fieldOf(scene)->hasFocus());
    QTest::keyClicks(fieldOf(scene), u" zzyzx"_s);
    QTRY_VERIFY_WITH_TIMEOUT(paneOf(scene)->model()->matches().someWords, patience);
    QCOMPARE(paneOf(scene)->model()->matches().total, some);
    fieldOf(scene)->setPlainText(u"zzyzx"_s);
    QTRY_COMPARE_WITH_TIMEOUT(paneOf(scene)->summary(), u"No passage matches."_s, patience);
    QVERIFY(!paneOf(scene)->list()->isVisible());
}

void SearchingTest::everyPassageIsListedWithItsDocument() {
    Scene scene;
    const QDir dir(m_folder.path());
    QVERIFY(scene.dropAndWait(writeFile(dir, u"keeper.md"_s, paragraphs(30, "zircon"))));
    QVERIFY(scene.dropAndWait(
        writeFile(dir, u"other.txt"_s, "A zircon is a stone.\n\nNothing else is said here.\n")));
    QVERIFY(search(scene, u"zircon"_s));
    const auto &matches = paneOf(scene)->model()->matches();
    QCOMPARE(matches.total, int(scene.count("SELECT count(*) FROM passage WHERE text LIKE '%zircon%'")));
    auto *model = paneOf(scene)->model();
    QCOMPARE(model->rowCount(), 2);
    int listed = 0;
    for (int row = 0; row < 2; ++row) {
        const auto document = model->index(row, 0);
        listed += model->rowCount(document);
        QVERIFY(paneOf(scene)->list()->isExpanded(document));
        QVERIFY2(document.data().toString().contains(model->documentAt(document).name + u" — "_s),
                 qPrintable(document.data().toString()));
    }
    QCOMPARE(listed, matches.total);
    QVERIFY2(paneOf(scene)->summary().contains(u" in 2 documents"_s), qPrintable(paneOf(scene)->summary()));
}

void SearchingTest::theListIsDrivenByKeys() {
    Scene scene;
    QVERIFY(scene.dropAndWait(writeFile(QDir(m_folder.path()), u"keeper.md"_s, paragraphs(60, "zircon"))));
    QVERIFY(search(scene, u"zircon"_s));
    auto *list = paneOf(scene)->list();
    auto *model = paneOf(scene)->model();
    QVERIFY(list->hasFocus());
    const auto document = model->index(0, 0);
    const int last = model->rowCount(document) - 1;
    QVERIFY(last > 20);
    const auto at = [&](int row) { return list->currentIndex() == model->index(row, 0, document); };
    QVERIFY(at(0));
    QTest::keyClick(list, Qt::Key_Down);
    QVERIFY(at(1));
    QTest::keyClick(list, Qt::Key_Up);
    QVERIFY(at(0));
    QTest::keyClick(list, Qt::Key_End);
    QVERIFY(at(last));
    QTest::keyClick(list, Qt::Key_PageUp);
    QVERIFY(list->currentIndex().row() < last && list->currentIndex().parent() == document);
    const int above = list->currentIndex().row();
    QTest::keyClick(list, Qt::Key_PageDown);
    QVERIFY(list->currentIndex().row() > above + 1);
    QTest::keyClick(list, Qt::Key_Left);
    QVERIFY(list->currentIndex() == document && !list->isExpanded(document));
    QTest::keyClick(list, Qt::Key_Right);
    QVERIFY(list->isExpanded(document));
    QTest::keyClick(list, Qt::Key_Return);
    QVERIFY(!list->isExpanded(document));
    QTest::keyClick(list, Qt::Key_Return);
    QTest::keyClick(list, Qt::Key_Home);
    QVERIFY(list->currentIndex() == document);
    QTest::keyClick(scene.window(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(fieldOf(scene)->hasFocus());
    QTest::keyClick(scene.window(), Qt::Key_F6);
    QVERIFY(!fieldOf(scene)->hasFocus());
}

void SearchingTest::enterOpensThePassageAtItsPlace() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.window()->hideSource();
    QVERIFY(search(scene, u"cargo bike"_s));
    auto *list = paneOf(scene)->list();
    auto *model = paneOf(scene)->model();
    const auto passage = model->index(model->rowCount(model->index(0, 0)) - 1, 0, model->index(0, 0));
    list->setCurrentIndex(passage);
    const auto citation = model->citationAt(passage);
    QVERIFY(citation.end > citation.start && citation.page > 0);
    bool shown = false;
    connect(scene.gui().source(), &SourceController::shown, scene.window(), [&] { shown = true; });
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(shown, patience);
    QVERIFY(scene.window()->source()->isVisible());
    QCOMPARE(scene.window()->source()->document(), citation.document);
    QTRY_COMPARE_WITH_TIMEOUT(scene.window()->source()->pages()->currentPage(), citation.page, patience);
    const auto marked = [&] { // the mark's colour is on the screen
        const auto image = scene.window()->source()->pages()->grab().toImage();
        const auto mark = scene.window()->theme()->colours().mark;
        int count = 0;
        for (int y = 0; y < image.height(); y += 2) {
            for (int x = 0; x < image.width(); x += 2)
                count += image.pixelColor(x, y) == mark ? 1 : 0;
        }
        return count > 100;
    };
    QTRY_VERIFY_WITH_TIMEOUT(marked(), patience);
    QVERIFY(scene.window()->chat()->resultsShown());
}

void SearchingTest::escapeGoesBackToTheConversation() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.ask(u"How long may I keep a cargo bike?"_s));
    QVERIFY(search(scene, u"cargo"_s));
    QVERIFY(!scene.answers().last()->isVisible());
    QTest::keyClick(paneOf(scene)->list(), Qt::Key_Escape);
    QTRY_VERIFY(!scene.gui().search()->isOpen());
    QVERIFY(!scene.window()->chat()->resultsShown());
    QVERIFY(scene.answers().last()->isVisible());
    QVERIFY(fieldOf(scene)->hasFocus());
    QCOMPARE(scene.window()->chat()->composer()->text(), u"cargo"_s);
    // In a narrow window the passage covers the list: first the list comes back.
    scene.window()->resize(1024, 700);
    QVERIFY(search(scene, u"cargo"_s));
    QTest::keyClick(paneOf(scene)->list(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.window()->chat()->isVisible(), patience);
    QTest::keyClick(scene.window(), Qt::Key_Escape);
    QTRY_VERIFY(paneOf(scene)->list()->hasFocus());
    QTest::keyClick(scene.window(), Qt::Key_Escape);
    QTRY_VERIFY(!scene.gui().search()->isOpen());
}

void SearchingTest::aSearchCanBeAskedAfterAll() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(search(scene, u"late fee"_s));
    bool answered = false;
    connect(scene.gui().chat(), &ChatController::answered, scene.window(), [&] { answered = true; });
    clickNamed(paneOf(scene), u"Ask this"_s);
    QTRY_VERIFY_WITH_TIMEOUT(answered, patience);
    QCOMPARE(scene.answers().size(), 1);
    QVERIFY(!scene.gui().search()->isOpen());
}

void SearchingTest::anAnswerOffersAllItsPassages() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    const auto question = u"Who pays the late fee for cargo of the terminal?"_s; // in several passages
    auto *view = scene.ask(question);
    QVERIFY(view);
    QPushButton *all = nullptr;
    const auto counted = [&] {
        for (auto *button : view->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text().contains(u"passage"_s) &&
                button->text() != u"All passages"_s)
                all = button;
        }
        return all != nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(counted(), patience);
    fieldOf(scene)->setPlainText(u"half a thought"_s);
    QVERIFY(foundAfter(scene, [&] { click(all); }));
    QCOMPARE(scene.window()->chat()->composer()->text(), question);
    const int total = paneOf(scene)->model()->matches().total;
    QVERIFY(total > 1);
    QVERIFY2(all->text().contains(QString::number(total)), qPrintable(all->text()));
    QTest::keyClick(scene.window(), Qt::Key_Escape);
    QTRY_COMPARE(scene.window()->chat()->composer()->text(), u"half a thought"_s);
}

void SearchingTest::filtersAreChipsThatGoAway_data() {
    QTest::addColumn<bool>("byKey");
    QTest::newRow("click") << false;
    QTest::newRow("key") << true;
}

void SearchingTest::filtersAreChipsThatGoAway() {
    QFETCH(bool, byKey);
    Scene scene;
    fieldOf(scene)->setPlainText(u"fee type:pdf -cargo \"late fee\" ratio 3:1"_s);
    QCOMPARE(chipsOf(scene), (QStringList{u"Remove the filter type:pdf"_s, u"Remove the filter -cargo"_s,
                                          u"Remove the filter \"late fee\""_s}));
    auto *gone = chip(scene, u"-cargo"_s);
    QVERIFY(gone && (gone->focusPolicy() & Qt::TabFocus));
    if (byKey) {
        gone->setFocus();
        QTest::keyClick(gone, Qt::Key_Delete);
    } else {
        click(gone);
    }
    QCOMPARE(scene.window()->chat()->composer()->text(), u"fee type:pdf \"late fee\" ratio 3:1"_s);
    QCOMPARE(chipsOf(scene).size(), 2);
    QVERIFY(fieldOf(scene)->hasFocus());
    fieldOf(scene)->clear();
    QVERIFY(chipsOf(scene).isEmpty());
}

void SearchingTest::tickedDocumentsAreAChipToo() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.dropAndWait(writeFile(QDir(m_folder.path()), u"other.txt"_s, "A cargo bike of Osby.\n")));
    scene.documents().setTicked(0, true);
    QVERIFY(chip(scene, u"1 document"_s));
    scene.documents().setTicked(1, true);
    QVERIFY(chip(scene, u"2 documents"_s));
    scene.documents().setTicked(1, false);
    QVERIFY(search(scene, u"cargo"_s));
    QCOMPARE(paneOf(scene)->model()->rowCount(), 1);
    QVERIFY(foundAfter(scene, [&] { click(chip(scene, u"1 document"_s)); }));
    QVERIFY(scene.documents().ticked().isEmpty());
    QCOMPARE(paneOf(scene)->model()->rowCount(), 2);
    QVERIFY(chipsOf(scene).isEmpty());
}

void SearchingTest::filtersNarrowTheListAndTheAnswer() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.dropAndWait(
        writeFile(QDir(m_folder.path()), u"osby.txt"_s, "The cargo bike of Osby is red.\n")));
    QVERIFY(search(scene, u"cargo type:txt"_s));
    QCOMPARE(paneOf(scene)->model()->rowCount(), 1);
    QCOMPARE(paneOf(scene)->model()->documentAt(paneOf(scene)->model()->index(0, 0)).name, u"osby.txt"_s);
    QVERIFY(search(scene, u"cargo after:2999"_s));
    QCOMPARE(paneOf(scene)->summary(), u"No document matches after:2999."_s);
    scene.gui().search()->close();
    fieldOf(scene)->clear();
    auto *view = scene.ask(u"Which colour has the cargo bike? file:osby"_s);
    QVERIFY(view && !view->message().citations.empty());
    for (const auto &citation : view->message().citations)
        QCOMPARE(citation.name, u"osby.txt"_s);
    view = scene.ask(u"Which colour has the cargo bike? type:pdf after:2999"_s);
    QVERIFY(view);
    QVERIFY2(view->message().text.contains(u"No document matches type:pdf after:2999."_s),
             qPrintable(view->message().text));
    QCOMPARE(view->message().state, AnswerState::NotFound);
}

void SearchingTest::anyTextIsASentenceOrAList_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("emoji") << u"😀🎉"_s;
    QTest::newRow("a letter") << u"a"_s;
    QTest::newRow("stop words") << u"the of and"_s;
    QTest::newRow("100,000 characters") << u"cargo bike late fee "_s.repeated(5'000);
    QTest::newRow("lone surrogates") << QString(u"cargo "_s + QChar(0xD83D) + u" \"b "_s + QChar(0xDC00));
    QTest::newRow("FTS syntax") << u"cargo* AND OR NOT NEAR(bike, 2) ^ \" { : "_s;
    QTest::newRow("filters alone") << u"type:pdf"_s;
}

void SearchingTest::anyTextIsASentenceOrAList() {
    QFETCH(QString, text);
    Scene scene;
    QVERIFY(search(scene, text)); // there is no document
    QCOMPARE(paneOf(scene)->summary(), u"There are no documents to search yet."_s);
    scene.gui().search()->close();
    fieldOf(scene)->clear();
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(search(scene, text));
    QVERIFY(!paneOf(scene)->summary().isEmpty());
    QCOMPARE(paneOf(scene)->list()->isVisible(), paneOf(scene)->model()->rowCount() > 0);
    bool answered = false;
    connect(scene.gui().chat(), &ChatController::answered, scene.window(), [&] { answered = true; });
    clickNamed(paneOf(scene), u"Ask this"_s);
    QTRY_VERIFY_WITH_TIMEOUT(answered, patience);
    QVERIFY(scene.answers().last()->message().state != AnswerState::Failed);
    QVERIFY(!QApplication::activeModalWidget());
}

void SearchingTest::manyPassagesScrollSmoothlyAndAreCountedHonestly() {
    Scene scene;
    index::Matches matches;
    matches.total = matches.fetched = 10'000;
    for (int d = 0; d < 10; ++d) {
        index::MatchedDocument document{.document = d + 1, .name = u"a.txt"_s, .total = 1'000, .matches = {}};
        for (int i = 0; i < 1'000; ++i)
            document.matches.push_back(
                {i, 1, 0, 10, u"line %1"_s.arg(i), {}, {u"A cargo bike. "_s.repeated(12), {{2, 7}}}});
        matches.documents.push_back(std::move(document));
    }
    scene.window()->chat()->composer()->setMode(ui::Composer::Mode::Search);
    scene.window()->chat()->showResults(true);
    auto *pane = paneOf(scene);
    pane->setMatches(matches);
    pane->focusList();
    QTest::keyClick(pane->list(), Qt::Key_End);
    QCOMPARE(pane->list()->currentIndex().row(), 999);
    QCOMPARE(pane->list()->currentIndex().parent().row(), 9);
    for (int i = 0; i < 50; ++i)
        QTest::keyClick(pane->list(), Qt::Key_PageUp);
    QVERIFY(pane->list()->currentIndex().row() < 900);
    QCOMPARE(pane->summary(), u"10,000 passages in 10 documents"_s);
    matches.total = 12'345;
    pane->setMatches(matches);
    QCOMPARE(pane->summary(), u"10,000 of 12,345 passages in 10 documents"_s);
}

void SearchingTest::wordsThatWereFoundAreBold() {
    Scene scene;
    const auto picture = [&](std::vector<index::TextRange> marks) {
        index::Matches matches;
        matches.total = matches.fetched = 1;
        index::MatchedDocument document{.document = 1, .name = u"a.txt"_s, .total = 1, .matches = {}};
        document.matches.push_back({1, 1, 0, 10, u"line 1"_s, {}, {u"A cargo bike"_s, std::move(marks)}});
        matches.documents.push_back(std::move(document));
        scene.window()->chat()->showResults(true);
        paneOf(scene)->setMatches(std::move(matches));
        return paneOf(scene)->list()->grab().toImage();
    };
    const auto plain = picture({});
    QCOMPARE(picture({}), plain);
    QVERIFY(picture({{2, 7}}) != plain);
}

DOCCHAT_TEST(SearchingTest)

#include "searching_test.moc"
