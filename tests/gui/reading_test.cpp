#include "scene.h"
#include "testmain.h"

#include <QAbstractEventDispatcher>
#include <QDir>
#include <QDragEnterEvent>
#include <QElapsedTimer>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QProgressBar>
#include <QSet>
#include <QTextEdit>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray damaged = "%PDF-1.7\nthis is where the rest of it was";
/// A hop to the thread that tells files from folders, and back; X events come in between.
constexpr int mostTurns = 10;
constexpr int settled = 300; // ms after which a new window has nothing of its own left to do
const QString handbook = u"bicycle-library-handbook.pdf"_s;

/// How many colours the middle of a widget has: a drawn page of text has many, a blank one few.
qsizetype coloursOf(QWidget *widget) {
    const auto image = widget->grab().toImage();
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 2) {
        for (int x = 0; x < image.width(); x += 2)
            colours.insert(image.pixel(x, y));
    }
    return colours.size();
}

} // namespace

class ReadingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstRunWelcomesAndTheSampleCanBeTried();
    void aDroppedFileHasItsRowBeforeAnythingOfItIsRead();
    void theFirstPageOfALargeDocumentIsShownLongBeforeItIsRead();
    void aDroppedDocumentIsShownWhileItIsRead();
    void aFileDroppedOnAnyPaneIsTaken_data();
    void aFileDroppedOnAnyPaneIsTaken();
    void whatIsNoFileIsNotTaken();
    void progressIsShownInWordsAndByABarAndOnlyGrows();
    void aDamagedFileSaysWhyAndTheOtherIsReady();
    void retryReadsTheFileThatIsWholeNow();
    void aFolderIsWalked();
    void theSameFileTwiceIsOneRow();
    void theSameBytesUnderTwoNamesAreOneRow();
    void aBookIsReadAndShown();
};

void ReadingTest::theFirstRunWelcomesAndTheSampleCanBeTried() {
    Scene scene;
    auto *sample = scene.window()->findChild<QPushButton *>(u"trySample"_s);
    QTRY_VERIFY_WITH_TIMEOUT(sample && sample->isVisible(), patience); // not before the library was read
    QVERIFY(buttonNamed(scene.window()->chat(), u"Add documents…"_s));
    auto *welcome = scene.window()->findChild<QLabel *>(u"welcome"_s);
    QVERIFY(welcome && welcome->isVisible() && !welcome->text().isEmpty());
    QVERIFY(!scene.window()->source()->isVisible());
    click(sample);
    QTRY_COMPARE_WITH_TIMEOUT(scene.words(handbook), u"6 pages"_s, patience);
    QTRY_VERIFY_WITH_TIMEOUT(scene.window()->source()->isVisible(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(scene.window()->source()->pages()->hasPicture(1), patience);
    QCOMPARE(scene.documents().rowCount(), 1);
}

void ReadingTest::aDroppedFileHasItsRowBeforeAnythingOfItIsRead() {
    QString firstWords;
    QElapsedTimer since;
    qint64 ms = -1;
    int turns = 0;
    int turnsTillRow = -1;
    Scene scene; // ends before what its connections write to
    QTest::qWait(settled);
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &scene.gui(),
            [&] { ++turns; });
    connect(&scene.documents(), &QAbstractItemModel::rowsInserted, &scene.gui(), [&] {
        ms = since.elapsed();
        turnsTillRow = turns;
    });
    connect(&scene.documents(), &QAbstractItemModel::dataChanged, &scene.gui(), [&] {
        if (firstWords.isEmpty())
            firstWords = scene.words(handbook);
    });
    since.start();
    QVERIFY(scene.drop({samplePath()}));
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(handbook), patience);
    qInfo("the row was there after %lld ms and %d turns of the loop", ms, turnsTillRow);
    QCOMPARE(firstWords, u"Waiting for its turn"_s); // as it was added, before a stage of it ran
    QVERIFY2(turnsTillRow <= mostTurns, qPrintable(QString::number(turnsTillRow)));
    QVERIFY(scene.row(handbook)->progress >= 0);
}

void ReadingTest::theFirstPageOfALargeDocumentIsShownLongBeforeItIsRead() {
    NEEDS_SHARED_DATA();
    Scene scene;
    QElapsedTimer since;
    since.start();
    QVERIFY(scene.drop({tests::sharedData() + u"/pdf/freeculture.pdf"_s}));
    auto *source = scene.window()->source();
    QTRY_VERIFY_WITH_TIMEOUT(source->isVisible() && source->pages()->hasPicture(1), patience);
    qInfo("the first of %d pages was there after %lld ms", source->pages()->pageCount(), since.elapsed());
    QCOMPARE(source->pages()->pageCount(), 352);
    QTRY_COMPARE_WITH_TIMEOUT(scene.words(u"freeculture.pdf"_s), u"352 pages"_s, patience);
}

void ReadingTest::aDroppedDocumentIsShownWhileItIsRead() {
    Scene scene;
    QVERIFY(scene.drop({samplePath()}));
    auto *source = scene.window()->source();
    QTRY_VERIFY_WITH_TIMEOUT(source->isVisible(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(source->pages()->hasPicture(1), patience);
    QCOMPARE(source->pages()->pageCount(), 6);
    QCOMPARE(source->pages()->currentPage(), 1);
    QVERIFY(coloursOf(source->pages()->viewport()) > 50);
    QTRY_COMPARE_WITH_TIMEOUT(scene.words(handbook), u"6 pages"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(source->document(), scene.row(handbook)->id, patience);
}

void ReadingTest::aFileDroppedOnAnyPaneIsTaken_data() {
    QTest::addColumn<QByteArray>("on");
    QTest::newRow("the library") << QByteArray("list");
    QTest::newRow("the welcome") << QByteArray("welcome");
    QTest::newRow("the composer") << QByteArray("composerText");
    QTest::newRow("the filter") << QByteArray("filter");
}

void ReadingTest::aFileDroppedOnAnyPaneIsTaken() {
    QFETCH(QByteArray, on);
    Scene scene;
    QWidget *onto = scene.window()->findChild<QLabel *>(u"welcome"_s);
    if (on == "list")
        onto = scene.list()->viewport();
    else if (on == "composerText")
        onto = scene.window()->findChild<QTextEdit *>(QLatin1StringView(on))->viewport();
    else if (on == "filter")
        onto = scene.window()->library()->findChild<QLineEdit *>();
    QVERIFY(scene.drop({samplePath()}, onto));
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(handbook), patience);
    QVERIFY(scene.window()->chat()->composer()->text().isEmpty());
    QVERIFY(scene.window()->library()->findChild<QLineEdit *>()->text().isEmpty());
}

void ReadingTest::whatIsNoFileIsNotTaken() {
    Scene scene;
    QMimeData data;
    data.setText(u"some words"_s);
    QDragEnterEvent enter(scene.window()->rect().center(), Qt::CopyAction, &data, Qt::LeftButton,
                          Qt::NoModifier);
    enter.ignore();
    QCoreApplication::sendEvent(scene.window(), &enter);
    QVERIFY(!enter.isAccepted());
    QCOMPARE(scene.documents().rowCount(), 0);
}

void ReadingTest::progressIsShownInWordsAndByABarAndOnlyGrows() {
    ScriptedServer server;
    server.setEmbedDelay(40ms);
    const QTemporaryDir folder;
    Scene scene(providerAt(server, {}, u"scripted-embedder"_s));
    const auto name = u"long.txt"_s;
    QStringList words;
    QList<double> progress;
    connect(&scene.documents(), &QAbstractItemModel::dataChanged, &scene.gui(), [&] {
        const auto *row = scene.row(name);
        if (!row || row->progress < 0)
            return;
        progress += row->progress;
        if (words.isEmpty() || words.last() != row->line)
            words += row->line;
    });
    scene.window()->toggleActivity();
    QVERIFY(scene.drop({writeFile(QDir(folder.path()), name, paragraphs(900, "zircon"))}));
    auto *status = scene.window()->status();
    auto *bar = status->findChild<QProgressBar *>();
    QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible() && bar->value() > 0, patience);
    QVERIFY(bar->value() <= bar->maximum());
    QTRY_VERIFY_WITH_TIMEOUT(scene.application().jobs().running() == 0, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!bar->isVisible(), patience);
    QVERIFY2(words.filter(u"Preparing"_s).size() >= 2, qPrintable(words.join(u'|')));
    QVERIFY2(words.filter(u"nan"_s).isEmpty() && words.filter(u"-"_s).isEmpty(),
             qPrintable(words.join(u'|')));
    for (qsizetype i = 0; i < progress.size(); ++i) {
        QVERIFY(progress[i] >= 0 && progress[i] <= 1);
        const double before = i == 0 ? 0 : progress[i - 1];
        QVERIFY2(progress[i] >= before, qPrintable(u"%1 after %2"_s.arg(progress[i]).arg(before)));
    }
    QTRY_VERIFY_WITH_TIMEOUT(scene.words(name).endsWith(u"parts"_s), patience);
}

void ReadingTest::aDamagedFileSaysWhyAndTheOtherIsReady() {
    const QTemporaryDir folder;
    Scene scene;
    const auto bad = writeFile(QDir(folder.path()), u"annual-report.pdf"_s, damaged);
    QVERIFY(scene.drop({bad, samplePath()}));
    QTRY_COMPARE_WITH_TIMEOUT(scene.words(handbook), u"6 pages"_s, patience);
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(u"annual-report.pdf"_s) && scene.row(u"annual-report.pdf"_s)->failed(),
                             patience);
    const auto *row = scene.row(u"annual-report.pdf"_s);
    QCOMPARE(row->action(), u"Retry"_s);
    QVERIFY2(row->problem.size() > 10 && !row->problem.contains(u"annual-report"_s),
             qPrintable(row->problem));
    auto *failed = buttonNamed(scene.window()->status(), u"1 failed"_s);
    QVERIFY(failed);
    click(failed); // lists them
    QCOMPARE(scene.list()->model()->rowCount(), 1);
    QCOMPARE(scene.list()->model()->index(0, 0).data().toString(), u"annual-report.pdf"_s);
    QCOMPARE(scene.documents().rowCount(), 2);
}

void ReadingTest::retryReadsTheFileThatIsWholeNow() {
    const QTemporaryDir folder;
    const auto path = writeFile(QDir(folder.path()), u"annual-report.pdf"_s, damaged);
    Scene scene;
    QVERIFY(scene.drop({path}));
    QTRY_VERIFY_WITH_TIMEOUT(scene.row(u"annual-report.pdf"_s) && scene.row(u"annual-report.pdf"_s)->failed(),
                             patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.row(u"annual-report.pdf"_s)->job, 0, patience);
    QVERIFY(QFile::remove(path) && QFile::copy(samplePath(), path));
    scene.clickRowButton(u"annual-report.pdf"_s);
    QTRY_COMPARE_WITH_TIMEOUT(scene.words(u"annual-report.pdf"_s), u"6 pages"_s, patience);
    QCOMPARE(scene.documents().rowCount(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(!buttonNamed(scene.window()->status(), u"1 failed"_s), 5000);
}

void ReadingTest::aFolderIsWalked() {
    const QTemporaryDir folder;
    const QDir dir(folder.path());
    writeFile(dir, u"box/one.md"_s, "# One\n\nThe first note is about the cedar bridge.\n");
    writeFile(dir, u"box/deeper/two.txt"_s, "The second note is about the harbour.\n");
    QDir(folder.path()).mkpath(u"box/empty"_s);
    Scene scene;
    QVERIFY(scene.drop({dir.filePath(u"box"_s)}));
    QTRY_COMPARE_WITH_TIMEOUT(scene.words(u"one.md"_s), u"1 section"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.words(u"two.txt"_s), u"1 part"_s, patience);
    QCOMPARE(scene.documents().rowCount(), 2);
}

void ReadingTest::theSameFileTwiceIsOneRow() {
    Scene scene;
    QVERIFY(scene.drop({samplePath(), samplePath()}));
    QTRY_COMPARE_WITH_TIMEOUT(scene.words(handbook), u"6 pages"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.application().jobs().running(), 0, patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.documents().rowCount(), 1, patience);
    QVERIFY(scene.dropAndWait(samplePath())); // and once more when it is there
    QTest::qWait(300);
    QTRY_COMPARE_WITH_TIMEOUT(scene.documents().rowCount(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(scene.words(handbook), u"6 pages"_s, patience);
    QCOMPARE(scene.count("SELECT count(*) FROM document"), 1);
}

void ReadingTest::theSameBytesUnderTwoNamesAreOneRow() {
    const QTemporaryDir folder;
    const QDir dir(folder.path());
    const auto text = paragraphs(200, "zircon");
    Scene scene;
    QVERIFY(scene.drop({writeFile(dir, u"a.txt"_s, text), writeFile(dir, u"copy-of-a.txt"_s, text)}));
    QTRY_VERIFY_WITH_TIMEOUT(scene.documents().documents() == 1 && scene.application().jobs().running() == 0,
                             patience);
    QTest::qWait(300);
    QStringList rows;
    for (int i = 0; i < scene.documents().rowCount(); ++i)
        rows += scene.documents().at(i).name + u": "_s + scene.words(scene.documents().at(i).name);
    QVERIFY2(rows.size() == 1, qPrintable(rows.join(u" | "_s)));
    QCOMPARE(scene.count("SELECT count(*) FROM document"), 1);
}

void ReadingTest::aBookIsReadAndShown() {
    NEEDS_SHARED_DATA();
    Scene scene;
    const auto name = u"freeculture.pdf"_s;
    QStringList words;
    connect(&scene.documents(), &QAbstractItemModel::dataChanged, &scene.gui(), [&] {
        if (const auto *row = scene.row(name); row && row->progress > 0)
            words += row->line;
    });
    QVERIFY(scene.drop({sharedData() + u"/pdf/freeculture.pdf"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(scene.window()->source()->pages()->hasPicture(1), patience);
    QCOMPARE(scene.window()->source()->pages()->pageCount(), 352);
    QTRY_COMPARE_WITH_TIMEOUT(scene.words(name), u"352 pages"_s, 4 * patience);
    QVERIFY2(words.filter(u"Reading "_s).size() > 2, qPrintable(words.join(u'|')));
}

DOCCHAT_TEST(ReadingTest)

#include "reading_test.moc"
