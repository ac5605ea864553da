#include "scene.h"
#include "testmain.h"

#include "async/run.h"
#include "chat/sourcecard.h"
#include "settings/settingsdialog.h"
#include "widgets/noticebar.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSplitter>

#include <algorithm>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Drags the border on the left of a pane.
void moveBorder(QWidget *pane, int by) {
    auto *splitter = qobject_cast<QSplitter *>(pane->parentWidget());
    auto *handle = splitter->handle(splitter->indexOf(pane));
    const auto from = handle->rect().center();
    QTest::mousePress(handle, Qt::LeftButton, {}, from);
    QTest::mouseMove(handle, from + QPoint(by, 0));
    QTest::mouseRelease(handle, Qt::LeftButton, {}, from + QPoint(by, 0));
}

QWidget *sourceWindow(Scene &scene) {
    return scene.window()->source()->window();
}

/// All that can have the focus, in the order of Tab.
QList<QWidget *> stopsOf(QWidget *window) {
    QList<QWidget *> stops;
    for (auto *widget = window->nextInFocusChain(); widget != window; widget = widget->nextInFocusChain()) {
        if (widget->focusPolicy() & Qt::TabFocus)
            stops += widget;
    }
    return stops;
}

QList<QWidget *> hiddenAtFirst(ui::MainWindow *window) {
    return {window->source(), window->activity(), window->chat()->results()};
}

/// What a window shows at first, and what was got ready for it.
class FirstFrames : public QObject {
public:
    FirstFrames() { qApp->installEventFilter(this); }

    bool wasPainted = false;
    bool hiddenWasReady = false;
    int ofDropZone = 0;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override {
        if (event->type() != QEvent::Paint)
            return false;
        auto *window = qobject_cast<ui::MainWindow *>(watched);
        if (window && !std::exchange(wasPainted, true)) {
            for (const auto *hidden : hiddenAtFirst(window))
                hiddenWasReady |= hidden->testAttribute(Qt::WA_WState_Polished);
        }
        if (watched->objectName() == u"dropZone")
            ++ofDropZone;
        return false;
    }
};

} // namespace

class WindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bordersStayWhereTheyWerePut();
    void whatWasHiddenOrShownStaysSo();
    void theSourceGetsAWindowOfItsOwn();
    void inItsOwnWindowItLeavesTheChatWhereItIs();
    void itsOwnWindowIsThereAgain();
    void itsPageIsShownAgain();
    void aDocumentThatIsGoneIsNotShownAgain();
    void aQuestionAskedAtOnceStays();
    void anotherLanguageOpensTheWindowAnew();
    void theFocusGoesWithWhatCoversTheChat();
    void whatIsHiddenJoinsAfterTheFirstFrame();
    void documentsAreNotMissedBeforeTheyAreRead();
    void whatJoinsLaterHasItsPlaceInTheTabOrder();
};

/// All that is in a window is polished with it, shown or not: half of the time of its start.
void WindowTest::whatIsHiddenJoinsAfterTheFirstFrame() {
    FirstFrames first;
    Scene scene;
    QTRY_VERIFY_WITH_TIMEOUT(first.wasPainted, patience);
    QVERIFY(!first.hiddenWasReady);
    auto *window = scene.window();
    for (const auto *part : hiddenAtFirst(window)) {
        QTRY_COMPARE_WITH_TIMEOUT(part->window(), window, patience);
        QVERIFY(!part->isVisible());
    }
}

void WindowTest::whatJoinsLaterHasItsPlaceInTheTabOrder() {
    Scene scene;
    auto *window = scene.window();
    QTRY_COMPARE_WITH_TIMEOUT(window->activity()->window(), window, patience);
    const auto stops = stopsOf(window);
    const auto placeOf = [&stops](const QWidget *part) { // of the first and the last stop in it
        const auto isIn = [part](const QWidget *stop) { return part == stop || part->isAncestorOf(stop); };
        const auto first = std::ranges::find_if(stops, isIn) - stops.begin();
        const auto last = std::find_if(stops.rbegin(), stops.rend(), isIn).base() - 1 - stops.begin();
        return std::pair(first, last);
    };
    auto *chat = window->chat();
    QVERIFY(placeOf(chat->results()).second < placeOf(chat->composer()).first);
    QVERIFY(placeOf(chat->composer()).second < placeOf(window->source()).first);
    QVERIFY(placeOf(window->source()).second < placeOf(window->activity()).first);
    QVERIFY(placeOf(window->activity()).second < placeOf(window->status()).first);
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.list()->setFocus();
    scene.list()->setCurrentIndex(scene.list()->model()->index(0, 0));
    QTest::keyClick(scene.list(), Qt::Key_Delete);
    auto *removed = window->findChild<ui::NoticeBar *>(u"removed"_s);
    QTRY_VERIFY_WITH_TIMEOUT(removed->isVisible(), patience);
    scene.list()->setFocus();
    QTest::keyClick(scene.list(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget()->parentWidget(), removed);
}

void WindowTest::documentsAreNotMissedBeforeTheyAreRead() {
    const QTemporaryDir folder;
    {
        FirstFrames first;
        Scene scene({}, folder.path());
        QTRY_VERIFY_WITH_TIMEOUT(first.ofDropZone > 0, patience);
        QVERIFY(scene.dropAndWait(samplePath()));
    }
    FirstFrames again;
    Scene scene({}, folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(u"bicycle-library-handbook.pdf"_s), patience);
    QTRY_VERIFY_WITH_TIMEOUT(scene.list()->isVisible(), patience);
    QCOMPARE(again.ofDropZone, 0);
}

void WindowTest::theFocusGoesWithWhatCoversTheChat() {
    ScriptedServer server;
    server.setAnswer({u"Seven"_s, u"days"_s, u"[1]."_s}, 1ms);
    Scene scene(providerAt(server, u"m"_s, {}));
    auto *window = scene.window();
    window->resize(1024, 700);
    QVERIFY(scene.dropAndWait(samplePath()));
    QTRY_VERIFY_WITH_TIMEOUT(window->source()->isVisible(), patience); // what is added is shown
    window->hideSource();
    auto *view = scene.ask(u"How long may I keep a cargo bike?"_s);
    QVERIFY(view);
    auto *card = view->findChild<ui::SourceCard *>();
    QTRY_VERIFY_WITH_TIMEOUT(card && card->isVisible(), patience);
    card->setFocus();
    QVERIFY(card->hasFocus());
    QTest::keyClick(card, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(window->source()->isVisible() && !window->chat()->isVisible(), patience);
    QVERIFY(window->source()->view()->hasFocus());
    clickNamed(window->source(), u"‹ Back"_s);
    QTRY_VERIFY_WITH_TIMEOUT(window->chat()->isVisible(), patience);
    QVERIFY(card->hasFocus());
    scene.gui().source()->showDocument(scene.row(u"bicycle-library-handbook.pdf"_s)->id);
    QTRY_VERIFY_WITH_TIMEOUT(window->source()->isVisible(), patience);
    scene.gui().chat()->newChat();
    QTRY_VERIFY_WITH_TIMEOUT(scene.answers().isEmpty(), patience);
    window->showChat();
    QTRY_VERIFY_WITH_TIMEOUT(window->chat()->isVisible(), patience);
    QVERIFY(window->chat()->composer()->hasFocus());
}

void WindowTest::bordersStayWhereTheyWerePut() {
    const QTemporaryDir folder;
    int library = 0;
    int source = 0;
    {
        Scene scene({}, folder.path());
        scene.window()->resize(1440, 900);
        std::ignore = scene.showSample();
        library = scene.window()->library()->width();
        source = scene.window()->source()->width();
        moveBorder(scene.window()->chat(), 60);
        moveBorder(scene.window()->source(), -90);
        QVERIFY(scene.window()->library()->width() > library + 50);
        QVERIFY(scene.window()->source()->width() > source + 80);
        library = scene.window()->library()->width();
        source = scene.window()->source()->width();
        clickCalled(scene.window(), u"Contents"_s);
        QVERIFY(scene.window()->source()->width() > source); // beside the page, which keeps its width
        clickCalled(scene.window(), u"Contents"_s);
        QCOMPARE(scene.window()->source()->width(), source);
    }
    Scene scene({}, folder.path());
    scene.window()->resize(1440, 900);
    QTRY_VERIFY_WITH_TIMEOUT(scene.window()->source()->isVisible(), patience);
    QCOMPARE(scene.window()->library()->width(), library);
    QCOMPARE(scene.window()->source()->width(), source);
}

void WindowTest::whatWasHiddenOrShownStaysSo() {
    const QTemporaryDir folder;
    {
        Scene scene({}, folder.path());
        QTest::keyClick(scene.window(), Qt::Key_F4);
        scene.window()->toggleActivity();
        QVERIFY(!scene.window()->library()->isVisible());
    }
    Scene scene({}, folder.path());
    QVERIFY(!scene.window()->library()->isVisible());
    QVERIFY(scene.window()->activity()->isVisible());
    QTest::keyClick(scene.window(), Qt::Key_F4);
    QVERIFY(scene.window()->library()->isVisible());
    QCOMPARE(scene.window()->library()->width(), 280);
}

void WindowTest::theSourceGetsAWindowOfItsOwn() {
    Scene scene;
    std::ignore = scene.showSample();
    clickCalled(scene.window(), u"In a window of its own"_s);
    auto *own = sourceWindow(scene);
    QVERIFY(own != scene.window());
    QTRY_COMPARE_WITH_TIMEOUT(QApplication::activeWindow(), own, patience);
    QVERIFY(own->windowTitle().contains(u"bicycle-library-handbook.pdf"_s));
    QTest::keyClick(own, Qt::Key_F, Qt::ControlModifier); // the keys of the menus
    QVERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    QCOMPARE(QApplication::focusWidget()->window(), own);
    QTest::keyClick(own, Qt::Key_F8);
    QCOMPARE(sourceWindow(scene), scene.window());
    QVERIFY(scene.window()->source()->isVisible());
    QCOMPARE(scene.window()->source()->pages()->pageCount(), 6);
}

void WindowTest::inItsOwnWindowItLeavesTheChatWhereItIs() {
    Scene scene;
    scene.window()->resize(1024, 700);
    std::ignore = scene.showSample();
    QVERIFY(!scene.window()->chat()->isVisible()); // it is covered
    scene.window()->floatSource(true);
    QVERIFY(scene.window()->chat()->isVisible());
    QVERIFY(!buttonNamed(sourceWindow(scene), u"‹ Back"_s));
    sourceWindow(scene)->close();
    QVERIFY(!scene.window()->source()->isVisible());
    scene.clickRow(u"bicycle-library-handbook.pdf"_s);
    QTRY_VERIFY_WITH_TIMEOUT(scene.window()->source()->isVisible(), patience);
    QVERIFY(sourceWindow(scene) != scene.window()); // as it was left
}

void WindowTest::itsOwnWindowIsThereAgain() {
    const QTemporaryDir folder;
    {
        Scene scene({}, folder.path());
        std::ignore = scene.showSample();
        scene.window()->floatSource(true);
        QVERIFY(QTest::qWaitForWindowExposed(sourceWindow(scene), patience));
        sourceWindow(scene)->resize(640, 700);
        QTRY_COMPARE_WITH_TIMEOUT(sourceWindow(scene)->size(), QSize(640, 700), patience);
    }
    Scene scene({}, folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(scene.window()->source()->isVisible(), patience);
    QVERIFY(sourceWindow(scene) != scene.window());
    QTRY_COMPARE_WITH_TIMEOUT(sourceWindow(scene)->size(), QSize(640, 700), patience);
}

void WindowTest::itsPageIsShownAgain() {
    const QTemporaryDir folder;
    {
        Scene scene({}, folder.path());
        scene.window()->resize(1440, 900);
        std::ignore = scene.showSample();
        scene.window()->source()->pages()->showPage(4);
        QCOMPARE(scene.window()->source()->pages()->currentPage(), 4);
    }
    Scene scene({}, folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(scene.window()->source()->pages()->currentPage() == 4, patience);
}

void WindowTest::aDocumentThatIsGoneIsNotShownAgain() {
    const QTemporaryDir folder;
    {
        Scene scene({}, folder.path());
        scene.window()->resize(1440, 900);
        QVERIFY(scene.dropAndWait(samplePath()));
    }
    settings::Settings(folder.path()).setShown({17, 2});
    Scene scene({}, folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(scene.documents().rowCount(), 1, patience);
    std::ignore =
        async::run(scene.application().store().read([](index::Database &) { return 0; })); // the same way
    QTest::qWait(200);
    QVERIFY(!scene.window()->source()->isVisible());
}

void WindowTest::aQuestionAskedAtOnceStays() {
    const QTemporaryDir folder;
    {
        Scene scene({}, folder.path());
        QVERIFY(scene.dropAndWait(samplePath()));
    }
    Scene scene({}, folder.path());
    QVERIFY(scene.ask(u"What does a lost key cost?"_s)); // before it is known which chat was the last
    QTest::qWait(200);
    QCOMPARE(scene.answers().size(), 1);
}

void WindowTest::anotherLanguageOpensTheWindowAnew() {
    Scene scene;
    QSignalSpy closing(scene.window(), &ui::MainWindow::closing);
    QTest::keyClick(scene.window(), Qt::Key_Comma, Qt::ControlModifier);
    auto *dialog = scene.dialog<ui::SettingsDialog>();
    QVERIFY(dialog);
    auto *language = dialog->findChild<QComboBox *>(u"language"_s);
    dialog->goTo(ui::SettingsDialog::Section::Appearance);
    const auto change = [&] { return buttonNamed(dialog, u"Change the language"_s); };
    QVERIFY(!change());
    language->setFocus();
    QTest::keyClick(language, Qt::Key_Down); // past English to German
    QTest::keyClick(language, Qt::Key_Down);
    QVERIFY(closing.isEmpty());
    click(change());
    QCOMPARE(closing.size(), 1);
    QCOMPARE(scene.gui().after(), Gui::After::OpenAnew);
    QCOMPARE(settings::Settings(scene.application().options().dataFolder).language(), u"de"_s);
}

DOCCHAT_TEST(WindowTest)
#include "window_test.moc"
