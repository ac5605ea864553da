#include "../../core/document/handmadepdf.h"
#include "../../gui/scene.h"
#include "bench_report.h"
#include "stalls.h"

#include "async/run.h"
#include "ingest/foldertree.h"

#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QLineEdit>
#include <QMainWindow>
#include <QProcess>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTimer>
#include <QWindow>

#include <unistd.h>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace std::string_view_literals;

/// docchat-bench-window: what the window costs. It starts itself again for what begins with a process.
namespace {

constexpr int documentCount = 10'000;
constexpr int fileCount = 3'000;
constexpr int watchedCount = 10'000;
constexpr int longPages = 2'000;
constexpr int starts = 9;
constexpr int flips = 60;
constexpr int answerWords = 600;

void need(bool reached, const char *what) {
    if (!reached)
        qFatal("not reached: %s", what);
}

/// Runs the loop as the program does (QTest's own waiting sleeps after each round) until something is so.
bool waitFor(const std::function<bool()> &condition, int ms = patience) {
    QEventLoop loop;
    QTimer look;
    QElapsedTimer clock;
    clock.start();
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (condition() || clock.elapsed() > ms)
            loop.quit();
    });
    look.start(1);
    if (!condition())
        loop.exec();
    return condition();
}

void rest(int ms) {
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

WindowApplication *application() {
    return dynamic_cast<WindowApplication *>(QCoreApplication::instance());
}

/// Of a window: ends the process as soon as its first frame is on the screen.
class FirstFrame : public QObject {
public:
    explicit FirstFrame(const QWidget *of) { of->windowHandle()->installEventFilter(this); }

protected:
    bool eventFilter(QObject *window, QEvent *event) override {
        if (event->type() != QEvent::Expose)
            return false;
        window->event(event);
        ::_exit(0); // what comes after is not measured
    }
};

int showEmpty() {
    QMainWindow window;
    window.resize(1440, 900);
    window.show();
    const FirstFrame first(&window);
    return QCoreApplication::exec();
}

std::unique_ptr<Application> openLibrary(const QString &folder) {
    Options options;
    options.dataFolder = folder;
    auto opened = Application::open(options, index::Store::Access::ReadWrite);
    need(opened.ok(), "the library");
    return std::move(*opened);
}

int showLibrary(const QString &folder) {
    async::Loop loop;
    const auto library = openLibrary(folder);
    Gui gui(application(), library.get(), nullptr, application()->responsiveness());
    gui.window()->show();
    const FirstFrame first(gui.window());
    return QCoreApplication::exec();
}

/// Milliseconds from the start of a process to its end.
double timed(const QStringList &arguments) {
    QElapsedTimer clock;
    clock.start();
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(), arguments);
    need(process.waitForFinished(60'000) && process.exitCode() == 0, "the start of a process");
    return double(clock.nsecsElapsed()) / 1e6;
}

void fill(const QString &folder) {
    async::Loop loop;
    const auto library = openLibrary(folder);
    fillWith(*library, documentCount);
    async::run(library->shutdown());
}

/// The longest time that one event took since it was asked last.
double longestGap() {
    const auto &gaps = application()->responsiveness()->longest();
    const double longest = gaps.empty() ? 0 : gaps.front().ms;
    for (size_t i = 0; i < std::min<size_t>(3, gaps.size()); ++i)
        qInfo("  %.1f ms: %s", gaps[i].ms, qPrintable(gaps[i].what));
    application()->responsiveness()->startAgain();
    return longest;
}

/// A folder of small files; its path.
QString manyFiles(const QDir &folder) {
    const auto name = u"letters"_s;
    folder.mkdir(name);
    for (int i = 0; i < fileCount; ++i)
        writeFile(folder.filePath(name), u"letter %1.txt"_s.arg(i),
                  "Dear reader, this is letter " + QByteArray::number(i));
    return folder.filePath(name);
}

bool isDrawn(Scene &scene) {
    return waitFor([&] { return scene.window()->source()->pages()->isDrawn(); }, patience);
}

/// Proportional set size of this process and its readers, in MB: what is shared counts once.
double memory() {
    QProcess list;
    list.start(u"pgrep"_s, {u"-P"_s, QString::number(QCoreApplication::applicationPid())});
    list.waitForFinished();
    auto ids = QString::fromLatin1(list.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    ids += QString::number(QCoreApplication::applicationPid());
    double kilobytes = 0;
    for (const auto &id : ids) {
        QFile file(u"/proc/%1/smaps_rollup"_s.arg(id));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const auto &line : file.readAll().split('\n')) {
            if (line.startsWith("Pss:"))
                kilobytes += line.simplified().split(' ').value(1).toDouble();
        }
    }
    return kilobytes / 1024;
}

QByteArray longPdf() {
    QByteArrayList contents;
    for (int page = 1; page <= longPages; ++page)
        contents += textAt(60, 730, 18, "Page " + QByteArray::number(page) + " of the long book.");
    return handmadePdf(contents);
}

void measureStart(bench::Table *table, bench::Target *within, bench::Target *beside) {
    const QTemporaryDir folder;
    fill(folder.path());
    QList<double> empty;
    QList<double> library;
    for (int i = 0; i < starts; ++i) {
        empty += timed({u"--empty"_s});
        library += timed({u"--library"_s, folder.path()});
    }
    const double ms = bench::median(library);
    table->add(
        {u"an empty QMainWindow, from the start of its process"_s, bench::rounded(bench::median(empty)), {}});
    table->add({u"the window on 10,000 documents, the same"_s, bench::rounded(ms), u"1,000"_s});
    within->add(u"start"_s, ms);
    beside->add(u"start"_s, ms / bench::median(empty));
}

void scrollList(Scene &scene) {
    auto *bar = scene.list()->verticalScrollBar();
    for (int i = 0; i < 200; ++i) {
        bar->setValue(int(double(bar->maximum()) * i / 200));
        rest(4);
    }
}

/// What the acts below are held to.
struct ActTargets {
    bench::Target acknowledged{u"what is told to stop says so within 100 ms"_s, 100};
    bench::Target ended{u"and has ended within 500 ms"_s, 500};
    bench::Target found{u"all that the palette finds within 50 ms"_s, 50};
};

double msOf(const QElapsedTimer &clock) {
    return double(clock.nsecsElapsed()) / 1e6;
}

/// A large document is cancelled by its row's ✕ while it is read.
void cancelReading(Scene &scene, const QDir &folder, bench::Table *table, bench::Target *fifty,
                   ActTargets *acts) {
    const auto name = u"large.txt"_s;
    scene.window()->library()->setOrder(ui::DocumentFilter::Order::Newest);
    need(scene.drop({writeFile(folder, name, paragraphs(20'000, "zircon"))}), "a large document");
    const auto isRead = [&] { return scene.row(name) && scene.row(name)->progress >= 0; };
    need(waitFor(isRead), "its beginning");
    rest(300);
    longestGap();
    QElapsedTimer clock;
    clock.start();
    scene.clickRowButton(name);
    need(waitFor([&] { return !scene.row(name) || scene.words(name) == u"Cancelling…"_s; }),
         "an acknowledgement");
    const double acknowledged = msOf(clock);
    need(waitFor([&] { return scene.application().jobs().running() == 0; }), "the end of a job");
    const double ended = msOf(clock);
    table->add({u"from ✕ at a document that is read to its row saying so"_s, bench::rounded(acknowledged),
                u"100"_s});
    table->add({u"from ✕ to the end of its job"_s, bench::rounded(ended), u"500"_s});
    acts->acknowledged.add(u"a document"_s, acknowledged);
    acts->ended.add(u"a document"_s, ended);
    const double gap = longestGap();
    table->add({u"longest gap while a document is cancelled"_s, bench::rounded(gap), u"50"_s});
    fifty->add(u"cancelling"_s, gap);
}

/// A document that cannot be read is tried again by its row's button.
void tryAgain(Scene &scene, const QDir &folder, bench::Table *table, bench::Target *fifty) {
    const auto broken = u"broken.pdf"_s;
    const auto hasFailed = [&] {
        return scene.row(broken) && scene.row(broken)->failed() && scene.application().jobs().running() == 0;
    };
    need(scene.drop({writeFile(folder, broken, "%PDF-1.7\nnothing")}) && waitFor(hasFailed),
         "a broken document");
    longestGap();
    const QSignalSpy ended(&scene.application().jobs(), &ingest::Jobs::jobEnded);
    scene.clickRowButton(broken);
    need(waitFor([&] { return !ended.isEmpty(); }) && waitFor(hasFailed), "another try");
    const double trying = longestGap();
    table->add({u"longest gap while a document is tried again"_s, bench::rounded(trying), u"50"_s});
    fifty->add(u"trying again"_s, trying);
}

/// An answer of a slow server is stopped by Escape.
void stopAnswer(Scene &scene, ScriptedServer &server, bench::Table *table, ActTargets *acts) {
    server.setAnswer(QStringList(2000, u"word "_s), 20ms);
    const auto before = scene.answers().size();
    scene.typeQuestion(u"What does a lost key cost?"_s);
    need(waitFor([&] {
             return scene.answers().size() > before && scene.answers().last()->message().text.size() > 50;
         }),
         "the beginning of an answer");
    QElapsedTimer clock;
    clock.start();
    QTest::keyClick(scene.window(), Qt::Key_Escape);
    need(waitFor([&] { return !scene.gui().chat()->writing(); }), "the end of an answer");
    table->add({u"from Escape to the end of an answer"_s, bench::rounded(msOf(clock)), u"500"_s});
    acts->ended.add(u"an answer"_s, msOf(clock));
}

/// Letter by letter, as it is typed.
void findAnything(Scene &scene, bench::Table *table, bench::Target *fifty, ActTargets *acts) {
    auto *palette = scene.gui().palette();
    bool all = false;
    const QObject here;
    QObject::connect(palette, &PaletteController::foundAll, &here, [&all] { all = true; });
    QTest::keyClick(scene.window(), Qt::Key_K, Qt::ControlModifier);
    need(waitFor([&] { return all; }), "the palette");
    longestGap();
    double slowest = 0;
    for (const auto letter : QByteArray("meeting 77")) {
        all = false;
        QElapsedTimer clock;
        clock.start();
        QTest::keyClick(palette->palette()->field(), letter);
        need(waitFor([&] { return all; }), "what the palette finds");
        slowest = std::max(slowest, msOf(clock));
    }
    QTest::keyClick(palette->palette()->field(), Qt::Key_Escape);
    table->add({u"all that the palette finds after a letter, the slowest of 10"_s, bench::rounded(slowest),
                u"50"_s});
    acts->found.add(u"13,000 documents"_s, slowest);
    const double gap = longestGap();
    table->add({u"longest gap while the palette is typed into"_s, bench::rounded(gap), u"50"_s});
    fifty->add(u"the palette"_s, gap);
}

/// The window is drawn larger and smaller, and switched between light and dark.
void resizeAndRecolour(Scene &scene, bench::Table *table, bench::Target *fifty) {
    auto *window = scene.window();
    const auto size = window->size();
    longestGap();
    for (int i = 0; i < 120; ++i) {
        const int step = i < 60 ? i : 120 - i;
        window->resize(size.width() - 8 * step, size.height() - 4 * step);
        rest(8);
    }
    const double resizing = longestGap();
    table->add({u"longest gap while the window is resized"_s, bench::rounded(resizing), u"50"_s});
    fifty->add(u"resizing"_s, resizing);
    for (const auto choice : {ui::Theme::Choice::Dark, ui::Theme::Choice::Light, ui::Theme::Choice::Dark,
                              ui::Theme::Choice::Light}) {
        window->theme()->choose(choice);
        rest(100);
    }
    const double recolouring = longestGap();
    table->add(
        {u"longest gap while it is switched between light and dark"_s, bench::rounded(recolouring), u"50"_s});
    fifty->add(u"light and dark"_s, recolouring);
}

void measureDrive(bench::Table *table, bench::Target *fifty, bench::Target *sixteen, ActTargets *acts) {
    const QTemporaryDir folder;
    fill(folder.path());
    ScriptedServer server;
    QStringList words;
    for (int i = 0; i < answerWords; ++i)
        words += i % 20 == 19 ? u"costs. [1]\n\n"_s : u"word%1"_s.arg(i);
    server.setAnswer(words, 4ms);
    Scene scene(providerAt(server, u"scripted-chat"_s, {}), folder.path());
    const Stalls stalls(
        async::Loop::current(), [](const QString &) {},
        [](const char *task, double ms) { application()->responsiveness()->noteStep(task, ms); });
    need(waitFor([&] { return scene.documents().rowCount() == documentCount; }, patience), "the list");
    longestGap();
    scrollList(scene);
    const double scrolling = longestGap();
    table->add({u"longest gap while 10,000 documents are scrolled"_s, bench::rounded(scrolling), u"16"_s});
    sixteen->add(u"scrolling"_s, scrolling);
    need(scene.dropAndWait(samplePath()), "the sample");
    const double reading = longestGap();
    table->add(
        {u"longest gap while a document is added and shown beside them"_s, bench::rounded(reading), u"50"_s});
    fifty->add(u"adding"_s, reading);
    need(scene.drop({manyFiles(QDir(folder.path()))}), "a folder");
    need(waitFor([&] { return buttonNamed(scene.window(), u"Add them"_s); }, patience), "the question");
    click(buttonNamed(scene.window(), u"Add them"_s));
    need(waitFor([&] { return scene.documents().rowCount() > documentCount + fileCount; }, patience),
         qPrintable(u"the files of the folder: %1 rows, %2 jobs"_s.arg(scene.documents().rowCount())
                        .arg(scene.application().jobs().running())));
    const double adding = longestGap();
    table->add(
        {u"longest gap while a folder of 3,000 files is added to them"_s, bench::rounded(adding), u"50"_s});
    fifty->add(u"a folder"_s, adding);
    need(waitFor([&] { return scene.application().jobs().running() == 0; }, 10 * patience), "their end");
    const double ending = longestGap();
    table->add({u"longest gap while they are read"_s, bench::rounded(ending), u"50"_s});
    fifty->add(u"reading them"_s, ending);
    auto *answer = scene.ask(u"What does a lost key cost?"_s);
    need(answer && !answer->message().text.isEmpty(), "an answer");
    const double streaming = longestGap();
    table->add({u"longest gap while 600 words stream in"_s, bench::rounded(streaming), u"16"_s});
    sixteen->add(u"streaming"_s, streaming);
    cancelReading(scene, QDir(folder.path()), table, fifty, acts);
    tryAgain(scene, QDir(folder.path()), table, fifty);
    stopAnswer(scene, server, table, acts);
    findAnything(scene, table, fifty, acts);
    resizeAndRecolour(scene, table, fifty);
}

void measurePages(bench::Table *table, bench::Target *click, bench::Target *flip, bench::Target *memoryLimit,
                  const QString &book) {
    const QTemporaryDir folder;
    Scene scene;
    QElapsedTimer clock;
    if (QFile::exists(book)) {
        need(scene.dropAndWait(samplePath()) && scene.dropAndWait(book), "the book");
        auto *answer = scene.ask(u"What did the Wright brothers invent?"_s);
        need(answer && !answer->message().citations.empty(), "a citation");
        QSignalSpy other(scene.gui().source(), &SourceController::shown);
        scene.gui().source()->showDocument(scene.row(u"bicycle-library-handbook.pdf"_s)->id);
        need(waitFor([&] { return !other.isEmpty(); }, patience) && isDrawn(scene), "another document");
        QSignalSpy shown(scene.gui().source(), &SourceController::shown);
        clock.start();
        scene.gui().source()->showCitation(answer->message().citations.front(), answer);
        need(waitFor([&] { return !shown.isEmpty() && scene.window()->source()->pages()->isDrawn(); },
                     patience),
             "the citation");
        table->add({u"from a citation in another document to its marked page"_s,
                    bench::rounded(double(clock.elapsed())), u"300"_s});
        click->add(u"freeculture.pdf"_s, double(clock.elapsed()));
        QList<double> times;
        for (int i = 0; i < flips; ++i) {
            clock.start();
            scene.window()->source()->pages()->showPage(100 + i);
            need(isDrawn(scene), "a page");
            times += double(clock.nsecsElapsed()) / 1e6;
        }
        std::ranges::sort(times);
        table->add({u"a page flip, the median"_s, bench::rounded(bench::median(times)), u"100"_s});
        table->add({u"a page flip, the slowest of 60"_s, bench::rounded(times.back()), u"100"_s});
        flip->add(u"freeculture.pdf"_s, times.back());
    } else {
        bench::print(u"skipped: no data\n"_s);
    }
    need(scene.dropAndWait(writeFile(QDir(folder.path()), u"long.pdf"_s, longPdf())), "the long book");
    auto *pages = scene.window()->source()->pages();
    need(waitFor([&] { return pages->pageCount() == longPages; }, patience), "the long book is shown");
    for (int page = 1; page <= longPages; page += 50) {
        pages->showPage(page);
        need(isDrawn(scene), "a page");
    }
    const double megabytes = memory();
    table->add({u"memory with 2,000 pages open and gone through, in MB, with its readers"_s,
                bench::rounded(megabytes), u"250"_s});
    memoryLimit->add(u"2,000 pages"_s, megabytes);
}

/// A tree of 10,000 files, of which the kernel tells when one of them changes.
/// Until a small file that is added while a large one is read can be asked.
void measureFairness(bench::Table *table, bench::Target *follows) {
    const QTemporaryDir folder;
    const QDir files(folder.path());
    Scene scene;
    auto &jobs = scene.application().jobs();
    scene.drop({writeFile(files, u"long.pdf"_s, longPdf())});
    need(waitFor([&] { return scene.row(u"long.pdf"_s) && scene.row(u"long.pdf"_s)->canBeTicked(); },
                 patience),
         "the first pages of the long one");
    QElapsedTimer clock;
    clock.start();
    scene.drop({writeFile(files, u"single.md"_s, "# A single one\n\nAbout copper.\n")});
    const auto isReady = [&] {
        const auto *row = scene.row(u"single.md"_s);
        return row && row->canBeTicked() && row->progress < 0;
    };
    need(waitFor(isReady, patience), "a single file");
    const bool isBeside = jobs.running() > 0;
    table->add({isBeside ? u"a single file that is added while 2,000 pages are read, until it can be asked"_s
                         : u"the same of 2,000 pages, which were read sooner"_s,
                bench::rounded(double(clock.elapsed())), u"5,000"_s});
    follows->add(u"a single file beside 2,000 pages"_s, double(clock.elapsed()));
    need(waitFor([&] { return jobs.running() == 0; }, 10 * patience), "its end");
}

/// From a signal to the end of the program, which reads a book.
void measureEnd(bench::Table *table, bench::Target *ends) {
    const QTemporaryDir folder;
    const auto data = folder.filePath(u"data"_s);
    const auto book = writeFile(QDir(folder.path()), u"long.txt"_s, paragraphs(20'000, "zircon"));
    QProcess program;
    program.start(QStringLiteral(DOCCHAT_BINARY_DIR "/docchat"), {u"--data"_s, data, book});
    const auto isReading = [&] {
        QProcess list;
        list.start(QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-cli"),
                   {u"--data"_s, data, u"--json"_s, u"list"_s});
        return list.waitForFinished() && list.readAllStandardOutput().contains("\"reading\"");
    };
    need(waitFor(isReading, patience), "the book");
    QElapsedTimer clock;
    clock.start();
    program.terminate();
    need(program.waitForFinished(60'000) && program.exitCode() == 0, "its end");
    table->add({u"from SIGTERM while a book is read to the end, all of it kept"_s,
                bench::rounded(double(clock.elapsed())), u"2,000"_s});
    ends->add(u"the end"_s, double(clock.elapsed()));
}

void measureWatching(bench::Table *table, bench::Target *fifty, bench::Target *follows) {
    const QTemporaryDir folder;
    const QDir tree(folder.filePath(u"tree"_s));
    for (int i = 0; i < watchedCount / 100; ++i) {
        const QDir inner(tree.filePath(QString::number(i)));
        inner.mkpath(u"."_s);
        for (int j = 0; j < 100; ++j)
            writeFile(inner, u"letter %1.txt"_s.arg(j),
                      "Dear reader, this is letter " + QByteArray::number(100 * i + j));
    }
    QElapsedTimer clock;
    clock.start();
    const auto looked = ingest::lookThrough({}, tree.path());
    need(looked.ok() && looked->files.size() == watchedCount, "all files are seen");
    table->add(
        {u"10,000 files looked through"_s, bench::rounded(double(clock.nsecsElapsed()) / 1e6), u"5,000"_s});
    follows->add(u"a look"_s, double(clock.elapsed()));

    Scene scene;
    auto &folders = scene.application().folders();
    auto &jobs = scene.application().jobs();
    need(waitFor([&] { return scene.window()->isActiveWindow(); }, patience), "the window");
    longestGap();
    async::Background background("bench");
    background.spawn(
        "follow",
        [](ingest::Folders *all, QString path) -> async::Task<void> {
            std::ignore = co_await all->follow(std::move(path), 0);
        },
        &folders, tree.path());
    need(waitFor([&] { return jobs.running() > watchedCount / 2; }, patience), "their jobs");
    const double beginning = longestGap();
    table->add({u"longest gap while they begin to be watched"_s, bench::rounded(beginning), u"50"_s});
    fifty->add(u"watching"_s, beginning);
    clock.start();
    const auto single = writeFile(QDir(folder.path()), u"single.md"_s, "# A single one\n\nAbout copper.\n");
    scene.drop({single});
    need(waitFor(
             [&] {
                 return scene.row(u"single.md"_s) && scene.row(u"single.md"_s)->canBeTicked() &&
                        scene.row(u"single.md"_s)->progress < 0;
             },
             patience),
         "a single file");
    table->add({u"a single file that is added while they are read, until it can be asked"_s,
                bench::rounded(double(clock.elapsed())), u"5,000"_s});
    follows->add(u"a single file"_s, double(clock.elapsed()));
    need(waitFor([&] { return jobs.running() == 0; }, 10 * patience), "their end");
    const double reading = longestGap();
    table->add({u"longest gap while they are read"_s, bench::rounded(reading), u"50"_s});
    fifty->add(u"reading what is watched"_s, reading);
    rest(1000);
    longestGap();
    clock.start();
    writeFile(QDir(tree.filePath(u"7"_s)), u"new.txt"_s, "Dear reader, this one is new.");
    need(waitFor([&] { return scene.row(u"new.txt"_s) != nullptr; }, patience), "the new file");
    table->add(
        {u"from a new file among 10,000 to its row"_s, bench::rounded(double(clock.elapsed())), u"5,000"_s});
    follows->add(u"a new file"_s, double(clock.elapsed()));
    const double finding = longestGap();
    table->add({u"longest gap meanwhile"_s, bench::rounded(finding), u"50"_s});
    fifty->add(u"a new file"_s, finding);
    async::run(background.shutdown(1s));
}

int measure(const QString &book) {
    bench::Table table({u"what"_s, u"ms"_s, u"asked"_s});
    bench::Target within(u"the window within 1,000 ms"_s, 1000);
    bench::Target beside(u"at most 1.5 times an empty window"_s, 1.5);
    bench::Target fifty(u"no gap over 50 ms"_s, 50);
    bench::Target sixteen(u"no gap over 16 ms while streaming or scrolling"_s, 16);
    bench::Target click(u"a citation within 300 ms"_s, 300);
    bench::Target flip(u"a page within 100 ms"_s, 100);
    bench::Target memoryLimit(u"memory within 250 MB"_s, 250);
    measureStart(&table, &within, &beside);
    async::Loop loop;
    measurePages(&table, &click, &flip, &memoryLimit, book);
    ActTargets acts;
    measureDrive(&table, &fifty, &sixteen, &acts);
    bench::Target follows(u"what is watched or added alone is there within 5,000 ms"_s, 5000);
    measureWatching(&table, &fifty, &follows);
    measureFairness(&table, &follows);
    bench::Target ends(u"the end within 2,000 ms"_s, 2000);
    measureEnd(&table, &ends);
    bench::print(table.text(true));
    for (const auto *target : {&within, &beside, &fifty, &sixteen, &acts.acknowledged, &acts.ended,
                               &acts.found, &click, &flip, &memoryLimit, &follows, &ends})
        bench::print(target->line());
    return 0;
}

} // namespace

int main(int argc, char **argv) {
    if (argc > 1 && argv[1] == "--library"sv)
        ui::beginFindingFonts(); // as the program does
    WindowApplication qt(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--empty")
        return showEmpty();
    if (arguments.value(1) == u"--library")
        return showLibrary(arguments.value(2));
    return measure(arguments.value(1, QStringLiteral(DOCCHAT_SHARED_DATA "/pdf/freeculture.pdf")));
}
