#include "scene.h"

#include "chat/sourcecard.h"
#include "testmain.h"

#include "theme.h"

#include <QDir>
#include <QElapsedTimer>
#include <QHelpEvent>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QSet>
#include <QTextBrowser>
#include <QToolTip>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString handbook = u"bicycle-library-handbook.pdf"_s;
const QString cargo = u"How long may I keep a cargo bike?"_s;
const QString late = u"What is the late fee for cargo bikes and electric bikes?"_s;
const QString modelName = u"scripted-chat"_s;
const QString oslo = u"Who signed the lease for the Oslo office?"_s;
constexpr int answerWords = 40;

QTextBrowser *textOf(ui::AnswerView *view) {
    return view->findChild<ui::AnswerText *>();
}

/// Where the chip of a citation is drawn in an answer's text, or nothing.
std::optional<QPoint> chipAt(ui::AnswerView *view, int number) {
    auto *text = textOf(view);
    const auto link = u"cite:%1"_s.arg(number);
    for (int y = 0; y < text->viewport()->height(); y += 3) {
        for (int x = 0; x < text->viewport()->width(); x += 3) {
            if (text->anchorAt({x, y}) == link)
                return QPoint(x + 3, y + 3);
        }
    }
    return std::nullopt;
}

/// The rectangles of one colour in a picture, tops first: each is as wide as its first line is.
QList<QRect> rectanglesOf(const QImage &image, const QColor &colour) {
    QList<QRect> found;
    const auto is = [&](int x, int y) {
        const QColor at = image.pixelColor(x, y);
        return std::abs(at.red() - colour.red()) < 4 && std::abs(at.green() - colour.green()) < 4 &&
               std::abs(at.blue() - colour.blue()) < 4;
    };
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const bool known =
                std::any_of(found.begin(), found.end(), [&](const QRect &one) { return one.contains(x, y); });
            if (known || !is(x, y))
                continue;
            int right = x;
            while (right + 1 < image.width() && is(right + 1, y))
                ++right;
            int bottom = y;
            while (bottom + 1 < image.height() && (is(x, bottom + 1) || is(right, bottom + 1)))
                ++bottom;
            if (right - x > 6)
                found += QRect(QPoint(x, y), QPoint(right, bottom));
            x = right;
        }
    }
    return found;
}

/// Where the marks of a citation belong in the picture of the page view, from what can be seen of the page:
/// its top is the first line that is not desk. The page is in the middle of the view.
QList<QRect> placesOf(ui::PageView *pages, const QImage &image, const QColor &desk, QSizeF page,
                      const QList<PageRect> &boxes) {
    const int middle = image.width() / 2;
    int top = 0;
    while (top < image.height() && image.pixelColor(middle, top) != desk)
        ++top; // the page before, if it is still to be seen
    while (top < image.height() && image.pixelColor(middle, top) == desk)
        ++top;
    ++top; // the page's border
    const int left = (image.width() - int(page.width() * pages->scale())) / 2;
    QList<QRect> places;
    for (const auto &box : boxes) {
        const auto rect = box.rect;
        places += QRectF(left + rect.left() * pages->scale() - 1, top + rect.top() * pages->scale() - 1,
                         rect.width() * pages->scale() + 2, rect.height() * pages->scale() + 2)
                      .toRect();
    }
    return places;
}

/// An answer of a model that cites the first passages it was given.
QStringList citingWords() {
    return {u"A"_s,   u"cargo"_s, u"bike"_s, u"may"_s, u"be"_s, u"kept"_s, u"seven"_s, u"days"_s, u"[1]."_s,
            u"The"_s, u"late"_s,  u"fee"_s,  u"is"_s,  u"€6"_s, u"a"_s,    u"day"_s,   u"[2]."_s};
}

/// "Cited here: 1 of 2"
QString citedLine(QWidget *source) {
    for (auto *label : source->findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().startsWith(u"Cited here"_s))
            return label->text();
    }
    return {};
}

QStringList wordsToStream() {
    QStringList words;
    for (int i = 1; i <= answerWords; ++i)
        words += i == 12 ? u"days [1]."_s : u"word%1"_s.arg(i);
    return words;
}

} // namespace

class AskingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTypedQuestionGetsAnAnswerWithAChip();
    void aChipShowsItsQuoteUnderTheMouseAndByKey();
    void aClickOnAChipMarksTheCitedWordsExactly_data();
    void aClickOnAChipMarksTheCitedWordsExactly();
    void aClickOnACardShowsTheSamePlace();
    void nextAndPreviousGoFromCitationToCitation();
    void whatIsCitedHereIsOfTheDocumentThatIsShown();
    void altLeftGoesBack();
    void aModelsAnswerIsSeenWhileItIsWritten();
    void stopKeepsWhatCameAndHangsUp();
    void escapeStopsToo();
    void escapeStopsWhatHasNotBegun();
    void stopReachesTheServerAtOnce_data();
    void stopReachesTheServerAtOnce();
    void aServerThatIsGoneIsAnErrorCardWithRetry();
    void chatsAreKept();
    void anInterruptedAnswerIsKeptAsSuch();
    void whatIsNotThereIsSaidToBeNotThere();
    void onlyTickedDocumentsAreAsked();
    void aQuestionIsNotAskedTwiceByASecondEnter();
    void newChatBeginsAnewAndTheOldOneCanBeOpened();
    void aNewChatBegunWhileAnAnswerIsWrittenStaysNew();
    void findMarksWhatWasTyped();
};

void AskingTest::aTypedQuestionGetsAnAnswerWithAChip() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.typeQuestion(cargo);
    QVERIFY(scene.window()->chat()->composer()->text().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(scene.answers().size(), 1, patience);
    auto *view = scene.answers().front();
    QTRY_VERIFY_WITH_TIMEOUT(!view->message().citations.empty(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(chipAt(view, 1).has_value(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.gui().chat()->writing(), patience); // quotes come one by one
    const auto text = textOf(view)->toPlainText();
    QVERIFY2(text.contains(u"seven days"_s) || text.contains(u"7 days"_s), qPrintable(text));
    const auto &citation = view->message().citations.front();
    QCOMPARE(citation.name, handbook);
    QVERIFY(citation.verified);
    QVERIFY(citation.page >= 1 && citation.page <= 6);
    QVERIFY2(text.contains(u"✓ found in source"_s) && text.contains(u"p. %1"_s.arg(citation.page)),
             qPrintable(text));
}

void AskingTest::aChipShowsItsQuoteUnderTheMouseAndByKey() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.typeQuestion(cargo);
    QTRY_COMPARE_WITH_TIMEOUT(scene.answers().size(), 1, patience);
    auto *view = scene.answers().front();
    QTRY_VERIFY_WITH_TIMEOUT(!view->message().citations.empty(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.gui().chat()->writing(), patience);
    auto *text = textOf(view);
    const auto chip = chipAt(view, 1);
    QVERIFY(chip.has_value());
    const auto &citation = view->message().citations.front();

    QHelpEvent rests(QEvent::ToolTip, *chip, text->viewport()->mapToGlobal(*chip));
    QApplication::sendEvent(text->viewport(), &rests);
    QTRY_VERIFY_WITH_TIMEOUT(QToolTip::isVisible(), patience);
    const auto card = QToolTip::text();
    QVERIFY2(card.contains(citation.quote.simplified().left(30).toHtmlEscaped()), qPrintable(card));
    QVERIFY2(card.contains(u"bicycle-library-handbook"_s) && card.contains(u"p. %1"_s.arg(citation.page)) &&
                 card.contains(u"✓ found in source"_s),
             qPrintable(card));
    const QPoint nowhere(text->viewport()->width() - 2, text->viewport()->height() - 2);
    QHelpEvent elsewhere(QEvent::ToolTip, nowhere, text->viewport()->mapToGlobal(nowhere));
    QApplication::sendEvent(text->viewport(), &elsewhere);
    QTRY_VERIFY_WITH_TIMEOUT(!QToolTip::isVisible(), patience);

    const auto unmarked = text->viewport()->grab(QRect(*chip - QPoint(4, 4), QSize(30, 24))).toImage();
    text->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY_WITH_TIMEOUT(text->hasFocus(), patience);
    for (int i = 0; i < 10 && text->textCursor().selectedText() != QChar(QChar::ObjectReplacementCharacter);
         ++i)
        QTest::keyClick(text, Qt::Key_Tab);
    QCOMPARE(text->textCursor().selectedText(), QString(QChar::ObjectReplacementCharacter));
    QTRY_VERIFY_WITH_TIMEOUT(QToolTip::isVisible(), patience);
    QCOMPARE(QToolTip::text(), card);
    QVERIFY(text->viewport()->grab(QRect(*chip - QPoint(4, 4), QSize(30, 24))).toImage() != unmarked);
    QTest::keyClick(text, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(scene.window()->source()->isVisible(), patience);
}

void AskingTest::aClickOnAChipMarksTheCitedWordsExactly_data() {
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void AskingTest::aClickOnAChipMarksTheCitedWordsExactly() {
    QFETCH(bool, dark);
    Scene scene;
    scene.window()->theme()->choose(dark ? ui::Theme::Choice::Dark : ui::Theme::Choice::Light);
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.window()->hideSource();
    auto *view = scene.ask(cargo);
    QVERIFY(view && !view->message().citations.empty());
    const auto citation = view->message().citations.front();
    QVERIFY(!citation.boxes.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(chipAt(view, citation.number).has_value(), patience);
    QTest::mouseClick(textOf(view)->viewport(), Qt::LeftButton, Qt::NoModifier,
                      *chipAt(view, citation.number));

    auto *pages = scene.window()->source()->pages();
    QTRY_VERIFY_WITH_TIMEOUT(scene.window()->source()->isVisible(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.window()->source()->document(), citation.document, patience);
    QTRY_COMPARE_WITH_TIMEOUT(pages->currentPage(), citation.page, patience);
    QTRY_VERIFY_WITH_TIMEOUT(pages->hasPicture(citation.page), patience);
    QVERIFY(scene.window()->source()->findChild<QLineEdit *>()->text() == QString::number(citation.page));
    pages->showPage(citation.page); // its top is to be seen, which tells where everything else belongs
    QTest::qWait(200);

    const auto &colours = scene.window()->theme()->colours();
    const auto image = pages->viewport()->grab().toImage();
    const auto marked = rectanglesOf(image, colours.mark);
    QVERIFY2(!marked.isEmpty(), "no pixel has the colour of the mark");
    const auto page = scene.application().store().readNow([&](index::Database &database) {
        auto statement = database.prepare("SELECT width, height FROM page WHERE document = ? AND number = ?");
        statement.bind(citation.document, citation.page);
        return statement.step() ? QSizeF(statement.real(0), statement.real(1)) : QSizeF();
    });
    QVERIFY(page.ok() && !page->isEmpty());
    const auto places = placesOf(pages, image, colours.desk, *page, citation.boxes);
    for (const auto &place : places) {
        const bool there = std::any_of(marked.begin(), marked.end(), [&](const QRect &one) {
            return std::abs(one.left() - place.left()) <= 2 && std::abs(one.top() - place.top()) <= 2;
        });
        QVERIFY2(there, qPrintable(u"no mark begins at %1,%2"_s.arg(place.left()).arg(place.top())));
        QVERIFY(image.pixelColor(place.right() - 2, place.top() + 1) ==
                image.pixelColor(place.left() + 2, place.top() + 1));
    }
    for (const auto &one : marked) { // and nothing else is marked
        const bool wanted = std::any_of(places.begin(), places.end(), [&](const QRect &place) {
            return place.adjusted(-2, -2, 2, 2).contains(one);
        });
        QVERIFY2(wanted, qPrintable(u"%1,%2 %3×%4 is marked"_s.arg(one.left())
                                        .arg(one.top())
                                        .arg(one.width())
                                        .arg(one.height())));
    }
}

void AskingTest::aClickOnACardShowsTheSamePlace() {
    ScriptedServer server;
    server.setAnswer(citingWords(), 1ms);
    Scene scene(providerAt(server, modelName, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.window()->hideSource();
    auto *view = scene.ask(cargo);
    QVERIFY(view && !view->message().citations.empty());
    auto *card = view->findChild<ui::SourceCard *>();
    QVERIFY(card);
    QTRY_VERIFY_WITH_TIMEOUT(card->isVisible() && card->width() > 100, patience);
    click(card);
    QTRY_VERIFY_WITH_TIMEOUT(scene.window()->source()->isVisible(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.window()->source()->pages()->currentPage(), card->citation().page,
                              patience);
    QVERIFY(card->property("selected").toBool());
}

void AskingTest::nextAndPreviousGoFromCitationToCitation() {
    ScriptedServer server;
    server.setAnswer(citingWords(), 1ms);
    Scene scene(providerAt(server, modelName, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    auto *view = scene.ask(cargo);
    QVERIFY(view);
    const auto citations = view->message().citations;
    QCOMPARE(citations.size(), size_t(2));
    auto cards = view->findChildren<ui::SourceCard *>();
    QTRY_VERIFY_WITH_TIMEOUT(cards.front()->isVisible(), patience);
    click(cards.front());
    auto *source = scene.window()->source();
    const auto cited = [&] { return citedLine(source); };
    const auto count = citations.size();
    QTRY_COMPARE_WITH_TIMEOUT(cited(), u"Cited here: 1 of %1"_s.arg(count), patience);
    clickNamed(source, u"Next ›"_s);
    QTRY_COMPARE_WITH_TIMEOUT(cited(), u"Cited here: 2 of %1"_s.arg(count), patience);
    QTRY_COMPARE_WITH_TIMEOUT(source->pages()->currentPage(), citations[1].page, patience);
    clickNamed(source, u"‹ Previous"_s);
    QTRY_COMPARE_WITH_TIMEOUT(cited(), u"Cited here: 1 of %1"_s.arg(count), patience);
    clickNamed(source, u"‹ Previous"_s); // around
    QTRY_COMPARE_WITH_TIMEOUT(cited(), u"Cited here: %1 of %1"_s.arg(count), patience);
}

void AskingTest::whatIsCitedHereIsOfTheDocumentThatIsShown() {
    const QTemporaryDir folder;
    ScriptedServer server;
    server.setAnswer(citingWords() << u"Or"_s << u"longer"_s << u"[3]."_s, 1ms);
    Scene scene(providerAt(server, modelName, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.dropAndWait(writeFile(QDir(folder.path()), u"notes.txt"_s,
                                        "How long may I keep a cargo bike? A cargo bike, for a week.\n")));
    auto *view = scene.ask(cargo);
    QVERIFY(view);
    QHash<DocumentId, int> counts;
    for (const auto &citation : view->message().citations)
        ++counts[citation.document];
    QCOMPARE(counts.size(), 2);
    auto *source = scene.window()->source();
    for (auto *card : view->findChildren<ui::SourceCard *>()) {
        QTRY_VERIFY_WITH_TIMEOUT(card->isVisible(), patience);
        click(card);
        const auto document = card->citation().document;
        QTRY_COMPARE_WITH_TIMEOUT(source->document(), document, patience);
        const int count = counts.value(document);
        QTRY_VERIFY_WITH_TIMEOUT(citedLine(source).endsWith(u" of %1"_s.arg(count)), patience);
        QCOMPARE(buttonNamed(source, u"Next ›"_s)->isEnabled(), count > 1);
        for (int i = 1; count > 1 && i <= count; ++i) {
            const int next = citedLine(source).section(u' ', 2, 2).toInt() % count + 1;
            clickNamed(source, u"Next ›"_s);
            QTRY_COMPARE_WITH_TIMEOUT(citedLine(source), u"Cited here: %1 of %2"_s.arg(next).arg(count),
                                      patience);
            QCOMPARE(source->document(), document);
        }
    }
}

void AskingTest::altLeftGoesBack() {
    const QTemporaryDir folder;
    ScriptedServer server;
    server.setAnswer(citingWords(), 1ms);
    Scene scene(providerAt(server, modelName, {}));
    const auto notes =
        writeFile(QDir(folder.path()), u"notes.txt"_s, "The cedar bridge was built in 1874.\n");
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.dropAndWait(notes));
    scene.clickRow(handbook);
    const auto id = scene.row(handbook)->id;
    const auto notesId = scene.row(u"notes.txt"_s)->id;
    QTRY_COMPARE_WITH_TIMEOUT(scene.window()->source()->document(), id, patience);
    auto *view = scene.ask(cargo);
    QVERIFY(view && !view->message().citations.empty());
    auto *card = view->findChild<ui::SourceCard *>();
    QTRY_VERIFY_WITH_TIMEOUT(card->isVisible(), patience);
    click(card);
    auto *pages = scene.window()->source()->pages();
    QTRY_COMPARE_WITH_TIMEOUT(pages->currentPage(), card->citation().page, patience);
    scene.clickRow(u"notes.txt"_s);
    QTRY_COMPARE_WITH_TIMEOUT(scene.window()->source()->document(), notesId, patience);
    QTest::keyClick(scene.window(), Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE_WITH_TIMEOUT(scene.window()->source()->document(), id, patience);
    QTRY_COMPARE_WITH_TIMEOUT(pages->currentPage(), card->citation().page, patience);
}

void AskingTest::aModelsAnswerIsSeenWhileItIsWritten() {
    ScriptedServer server;
    server.setAnswer(wordsToStream(), 40ms);
    Scene scene(providerAt(server, modelName, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.typeQuestion(cargo);
    QTRY_COMPARE_WITH_TIMEOUT(scene.answers().size(), 1, patience);
    auto *view = scene.answers().front();
    QTRY_VERIFY_WITH_TIMEOUT(textOf(view)->toPlainText().contains(u"word1 "_s), patience);
    QCOMPARE(server.stats().inFlight, 1); // the server has not said its last word
    auto *send = scene.window()->findChild<QPushButton *>(u"send"_s);
    QCOMPARE(send->text(), u"Stop"_s);
    QSet<qsizetype> lengths;
    QElapsedTimer since;
    since.start();
    while (server.stats().inFlight > 0 && since.elapsed() < patience) {
        lengths.insert(textOf(view)->toPlainText().size());
        QTest::qWait(20);
    }
    qInfo("%lld lengths were seen while it was written", qint64(lengths.size()));
    QVERIFY(lengths.size() >= 5);
    QTRY_COMPARE_WITH_TIMEOUT(send->text(), u"Send"_s, patience);
    QVERIFY(textOf(view)->toPlainText().contains(u"word%1"_s.arg(answerWords)));
    QCOMPARE(view->message().state, AnswerState::Done);
    QVERIFY(chipAt(view, 1).has_value());
    QCOMPARE(server.stats().disconnects.size(), 0);
}

void AskingTest::stopKeepsWhatCameAndHangsUp() {
    ScriptedServer server;
    server.setAnswer(wordsToStream(), 200ms);
    Scene scene(providerAt(server, modelName, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.typeQuestion(cargo);
    QTRY_COMPARE_WITH_TIMEOUT(scene.answers().size(), 1, patience);
    auto *view = scene.answers().front();
    QTRY_VERIFY_WITH_TIMEOUT(textOf(view)->toPlainText().contains(u"word2"_s), patience);
    auto *send = scene.window()->findChild<QPushButton *>(u"send"_s);
    QCOMPARE(send->text(), u"Stop"_s);
    click(send);
    QTRY_COMPARE_WITH_TIMEOUT(send->text(), u"Send"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().disconnects.size(), 1, patience);
    QCOMPARE(server.stats().inFlight, 0);
    const auto text = textOf(view)->toPlainText();
    QVERIFY2(text.contains(u"word2"_s) && !text.contains(u"word%1"_s.arg(answerWords)), qPrintable(text));
    QVERIFY2(!text.contains(u"▍"_s), qPrintable(text));
    QCOMPARE(view->message().state, AnswerState::Interrupted);
    QStringList said;
    for (auto *label : view->findChildren<QLabel *>()) {
        if (label->isVisible())
            said += label->text();
    }
    QVERIFY2(said.contains(u"Written by "_s + modelName + u". Stopped"_s), qPrintable(said.join(u'|')));
    QTest::qWait(500);
    QCOMPARE(textOf(view)->toPlainText(), text);
}

void AskingTest::escapeStopsToo() {
    ScriptedServer server;
    server.setAnswer(wordsToStream(), 200ms);
    Scene scene(providerAt(server, modelName, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.typeQuestion(cargo);
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().inFlight, 1, patience);
    QTest::keyClick(scene.window()->focusWidget(), Qt::Key_Escape);
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().disconnects.size(), 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.gui().chat()->writing(), patience);
}

void AskingTest::escapeStopsWhatHasNotBegun() {
    ScriptedServer server;
    server.setAnswer(wordsToStream(), 200ms);
    Scene scene(providerAt(server, modelName, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.typeQuestion(cargo); // and its task waits for the next turn of the loop
    QVERIFY(scene.gui().chat()->writing());
    QTest::keyClick(scene.window()->focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.gui().chat()->writing(), patience);
    QCOMPARE(server.stats().requests, 0);
}

void AskingTest::stopReachesTheServerAtOnce_data() {
    QTest::addColumn<QString>("silent"); // what of the server does not answer
    QTest::addColumn<bool>("begun");
    QTest::newRow("while words come") << QString() << true;
    QTest::newRow("before the first word") << u"/v1/chat/completions"_s << false;
    QTest::newRow("while passages are looked for") << u"/v1/embeddings"_s << false;
}

void AskingTest::stopReachesTheServerAtOnce() {
    QFETCH(QString, silent);
    QFETCH(bool, begun);
    ScriptedServer server;
    server.setAnswer(wordsToStream(), 200ms);
    Scene scene(providerAt(server, modelName, u"scripted-embedder"_s));
    QVERIFY(scene.dropAndWait(samplePath()));
    if (!silent.isEmpty())
        server.setDefaultFault(silent, {.kind = ScriptedServer::Fault::Hang});
    const auto before = server.stats().requests;
    scene.typeQuestion(cargo);
    QTRY_VERIFY_WITH_TIMEOUT(server.stats().requests > before && server.stats().inFlight == 1, patience);
    if (begun) {
        QTRY_COMPARE_WITH_TIMEOUT(scene.answers().size(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(textOf(scene.answers().front())->toPlainText().contains(u"word2"_s),
                                 patience);
    } else {
        QTRY_VERIFY_WITH_TIMEOUT(server.stats().paths.contains(silent), patience);
    }
    auto *send = scene.window()->findChild<QPushButton *>(u"send"_s);
    QElapsedTimer since;
    since.start();
    click(send);
    while (server.stats().disconnects.isEmpty() && since.elapsed() < patience)
        QTest::qWait(1);
    qInfo("the server saw it after %lld ms", since.elapsed());
    QCOMPARE(server.stats().disconnects.size(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.gui().chat()->writing(), patience);
    QCOMPARE(server.stats().inFlight, 0);
    QTRY_COMPARE_WITH_TIMEOUT(send->text(), u"Send"_s, patience);
}

void AskingTest::aServerThatIsGoneIsAnErrorCardWithRetry() {
    ScriptedServer server;
    server.setAnswer({u"Seven"_s, u"days"_s, u"[1]."_s}, 5ms);
    Scene scene(providerAt(server, modelName, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    server.closeAll();
    const QPointer<ui::AnswerView> view = scene.ask(cargo); // Retry puts another in its place
    QVERIFY(view);
    auto *card = view->findChild<QWidget *>(u"errorCard"_s);
    QTRY_VERIFY_WITH_TIMEOUT(card && card->isVisible(), patience);
    const auto reason = card->findChild<QLabel *>()->text();
    QVERIFY2(reason.contains(server.url().authority()), qPrintable(reason));
    QCOMPARE(view->message().state, AnswerState::Failed);
    int sameWords = 0;
    for (auto *label : view->findChildren<QLabel *>())
        sameWords += label->isVisible() && label->text() == reason ? 1 : 0;
    QCOMPARE(sameWords, 1); // once is enough
    QVERIFY(server.listenAgain());
    auto *retry = buttonNamed(card, u"Retry"_s);
    QVERIFY(retry);
    click(retry);
    QTRY_VERIFY_WITH_TIMEOUT(scene.answers().size() >= 1 && scene.answers().last() != view &&
                                 scene.answers().last()->message().state == AnswerState::Done &&
                                 scene.answers().last()->message().text.contains(u"Seven days"_s),
                             patience);
}

void AskingTest::chatsAreKept() {
    const QTemporaryDir folder;
    std::vector<Message> before;
    {
        Scene scene({}, folder.path());
        QVERIFY(scene.dropAndWait(samplePath()));
        QVERIFY(scene.ask(cargo));
        QVERIFY(scene.ask(oslo));
        for (auto *view : scene.answers())
            before.push_back(view->message());
    }
    Scene scene({}, folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(scene.answers().size(), 2, patience);
    QStringList questions;
    for (auto *bubble : scene.window()->chat()->findChildren<QLabel *>(u"bubble"_s))
        questions += bubble->text();
    QCOMPARE(questions, (QStringList{cargo, oslo}));
    for (size_t i = 0; i < before.size(); ++i) {
        const auto &after = scene.answers()[qsizetype(i)]->message();
        QCOMPARE(after.text, before[i].text);
        QCOMPARE(after.state, before[i].state);
        QCOMPARE(after.note, before[i].note);
        QCOMPARE(after.citations.size(), before[i].citations.size());
        for (size_t k = 0; k < after.citations.size(); ++k) {
            QCOMPARE(after.citations[k].number, before[i].citations[k].number);
            QCOMPARE(after.citations[k].quote, before[i].citations[k].quote);
            QCOMPARE(after.citations[k].page, before[i].citations[k].page);
            QCOMPARE(after.citations[k].verified, before[i].citations[k].verified);
        }
    }
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(handbook), patience);
    auto *view = scene.answers().front();
    QTRY_VERIFY_WITH_TIMEOUT(chipAt(view, 1).has_value(), patience);
    QTest::mouseClick(textOf(view)->viewport(), Qt::LeftButton, Qt::NoModifier, *chipAt(view, 1));
    QTRY_COMPARE_WITH_TIMEOUT(scene.window()->source()->pages()->currentPage(), before[0].citations[0].page,
                              patience);
}

void AskingTest::anInterruptedAnswerIsKeptAsSuch() {
    const QTemporaryDir folder;
    ScriptedServer server;
    server.setAnswer(wordsToStream(), 200ms);
    const auto provider = providerAt(server, modelName, {});
    {
        Scene scene(provider, folder.path());
        QVERIFY(scene.dropAndWait(samplePath()));
        scene.typeQuestion(cargo);
        QTRY_VERIFY_WITH_TIMEOUT(!scene.answers().isEmpty() &&
                                     textOf(scene.answers().front())->toPlainText().contains(u"word2"_s),
                                 patience);
    } // the window is closed while the answer is written
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().disconnects.size(), 1, patience);
    Scene scene(provider, folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(scene.answers().size(), 1, patience);
    const auto &message = scene.answers().front()->message();
    QVERIFY(message.text.contains(u"word2"_s));
    QCOMPARE(message.state, AnswerState::Interrupted);
    QVERIFY2(!message.note.isEmpty(), "nothing says that the answer was cut off");
}

void AskingTest::whatIsNotThereIsSaidToBeNotThere() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    auto *view = scene.ask(oslo);
    QVERIFY(view);
    QTRY_VERIFY_WITH_TIMEOUT(textOf(view)->toPlainText().contains(u"Not in these documents"_s), patience);
    QCOMPARE(view->message().state, AnswerState::NotFound);
    for (auto *label : view->findChildren<QLabel *>())
        QVERIFY(!label->isVisible() || !label->text().contains(u"found in source"_s));
    QVERIFY(!chipAt(view, 1).has_value());
}

void AskingTest::onlyTickedDocumentsAreAsked() {
    const QTemporaryDir folder;
    Scene scene;
    const auto notes = writeFile(QDir(folder.path()), u"notes.txt"_s,
                                 "You may keep a cargo bike of the other club for ninety days.\n");
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.dropAndWait(notes));
    QTRY_COMPARE_WITH_TIMEOUT(scene.window()->source()->document(), scene.row(u"notes.txt"_s)->id, patience);
    scene.window()->hideSource();
    const auto index = scene.list()->model()->index(
        scene.list()->model()->index(0, 0).data().toString() == u"notes.txt"_s ? 0 : 1, 0);
    const auto rect = scene.list()->visualRect(index);
    QTest::mouseClick(scene.list()->viewport(), Qt::LeftButton, Qt::NoModifier,
                      {rect.left() + 15, rect.center().y()});
    QTRY_COMPARE_WITH_TIMEOUT(scene.documents().ticked().size(), 1, patience);
    QVERIFY(buttonNamed(scene.window()->chat(), u"Asking 1 ticked document ▾"_s));
    QTest::qWait(300);
    QVERIFY2(!scene.window()->source()->isVisible(), "a click on the tick box also opened the document");
    auto *view = scene.ask(cargo);
    QVERIFY(view && !view->message().citations.empty());
    for (const auto &citation : view->message().citations)
        QCOMPARE(citation.name, u"notes.txt"_s);
}

void AskingTest::aQuestionIsNotAskedTwiceByASecondEnter() {
    ScriptedServer server;
    server.setAnswer(wordsToStream(), 20ms);
    Scene scene(providerAt(server, modelName, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.typeQuestion(cargo);
    scene.typeQuestion(u"And a tandem?"_s); // at once
    QTRY_VERIFY_WITH_TIMEOUT(server.stats().requests >= 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(server.stats().inFlight == 0 && !scene.gui().chat()->writing(), patience);
    QTest::qWait(300);
    QCOMPARE(scene.answers().size(), 1);
    QCOMPARE(server.stats().requests, 1);
    QCOMPARE(scene.window()->chat()->composer()->text(), u"And a tandem?"_s); // kept for later
}

void AskingTest::newChatBeginsAnewAndTheOldOneCanBeOpened() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    auto *view = scene.ask(cargo);
    QVERIFY(view);
    const auto first = view->message().text;
    clickNamed(scene.window()->library(), u"New chat"_s);
    QTRY_VERIFY_WITH_TIMEOUT(scene.answers().isEmpty(), patience);
    QVERIFY(scene.ask(late));
    QCOMPARE(scene.answers().size(), 1);
    QCOMPARE(scene.count("SELECT count(*) FROM chat"), 2);
    auto *chats = scene.window()->library()->findChild<QListWidget *>();
    QTRY_COMPARE_WITH_TIMEOUT(chats->count(), 2, patience);
    QCOMPARE(chats->item(0)->text(), late);
    QTest::mouseClick(chats->viewport(), Qt::LeftButton, Qt::NoModifier,
                      chats->visualItemRect(chats->item(1)).center());
    QTRY_VERIFY_WITH_TIMEOUT(scene.answers().size() == 1 && scene.answers().front()->message().text == first,
                             patience);
}

void AskingTest::aNewChatBegunWhileAnAnswerIsWrittenStaysNew() {
    ScriptedServer server;
    server.setAnswer(wordsToStream(), 40ms);
    Scene scene(providerAt(server, modelName, {}));
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.typeQuestion(cargo);
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().inFlight, 1, patience);
    clickNamed(scene.window()->library(), u"New chat"_s);
    QTRY_VERIFY_WITH_TIMEOUT(scene.answers().isEmpty(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.gui().chat()->writing(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.count("SELECT count(*) FROM message"), 2, patience);
    QTest::qWait(200);
    QVERIFY(scene.answers().isEmpty());
    server.setAnswer({u"Yes."_s}, 1ms);
    QVERIFY(scene.ask(late));
    QCOMPARE(scene.count("SELECT count(*) FROM chat"), 2);
    QCOMPARE(scene.count("SELECT count(DISTINCT chat) FROM message WHERE role = 'question'"), 2);
}

void AskingTest::findMarksWhatWasTyped() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.clickRow(handbook);
    auto *source = scene.window()->source();
    QTRY_VERIFY_WITH_TIMEOUT(source->document() == scene.row(handbook)->id, patience);
    QTest::keyClick(scene.window(), Qt::Key_F, Qt::ControlModifier);
    auto *box = qobject_cast<QLineEdit *>(scene.window()->focusWidget());
    QVERIFY(box && box->placeholderText().startsWith(u"Find"_s));
    QTest::keyClicks(box, u"cinnamon buns"_s);
    QTRY_VERIFY_WITH_TIMEOUT(source->pages()->currentPage() == 6, patience);
    QTRY_VERIFY_WITH_TIMEOUT(source->pages()->hasPicture(6), patience);
    QTest::qWait(200);
    const auto image = source->pages()->viewport()->grab().toImage();
    QVERIFY(!rectanglesOf(image, scene.window()->theme()->colours().mark).isEmpty());
}

DOCCHAT_TEST(AskingTest)

#include "asking_test.moc"
