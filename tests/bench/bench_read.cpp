#include "bench_clients.h"
#include "bench_commands.h"
#include "bench_report.h"
#include "bench_usage.h"

#include "async/process.h"
#include "async/run.h"
#include "async/taskgroup.h"
#include "document/session.h"

#include <poppler-qt6.h>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

namespace docchat::bench {

using async::Task;
using async::TaskGroup;
using document::WorkerPool;

namespace {

constexpr int atOnce = 2;
constexpr int smallDocuments = 300;
constexpr int manyFiles = 10'000;

const QStringList withoutFences{QStringLiteral("--without-landlock"), QStringLiteral("--without-seccomp")};

QString parser() {
    return WorkerPool::programBeside(QCoreApplication::applicationDirPath());
}

/// All pages with their boxes: how many.
Task<int> readPages(WorkerPool *pool, QString path) {
    auto file = document::openRegularFile(path);
    if (!file.ok())
        throw BenchFailed(file.error().text());
    document::OpenRequest request{QFileInfo(path).fileName(), {}};
    request.unfenced = true;
    auto session = co_await document::Session::open(pool, document::WorkerRole::Read, std::move(*file),
                                                    std::move(request), {});
    if (!session.ok())
        throw BenchFailed(session.error().text());
    int count = 0;
    auto pages = (*session)->pages(1);
    while (auto page = co_await pages.next())
        count += page->page ? 1 : 0;
    co_return count;
}

Task<void> addPages(WorkerPool *pool, QString path, int *count) {
    *count += co_await readPages(pool, path);
}

/// Pages a second of a file that each of two workers reads.
Task<double> ourPagesASecond(WorkerPool *pool, QString path) {
    int count = 0;
    const Stopwatch watch;
    co_await TaskGroup::run([&](TaskGroup &group) {
        for (int i = 0; i < atOnce; ++i)
            group.spawn("read", addPages, pool, path, &count);
    });
    co_return count / watch.wall();
}

Task<void> addPopplerPages(QString path, int *count) {
    auto client = ours(QStringLiteral("poppler-client"));
    client.arguments += {QStringLiteral("--file"), path};
    *count += (co_await figuresOf(client))[QLatin1StringView("pages")].toInt();
}

Task<double> popplerPagesASecond(QString path) {
    int count = 0;
    const Stopwatch watch;
    co_await TaskGroup::run([&](TaskGroup &group) {
        for (int i = 0; i < atOnce; ++i)
            group.spawn("poppler", addPopplerPages, path, &count);
    });
    co_return count / watch.wall();
}

/// ms from open to the last page of a file of one line, in a worker that has read before.
Task<double> smallDocument(WorkerPool *pool, QString folder) {
    QFile file(QDir(folder).filePath(QStringLiteral("small.txt")));
    if (!file.open(QIODevice::WriteOnly) || file.write("A small document of a few words.\n") < 0)
        throw BenchFailed(file.errorString());
    file.close();
    co_await readPages(pool, file.fileName());
    QList<double> times;
    for (int i = 0; i < smallDocuments; ++i) {
        const Stopwatch watch;
        co_await readPages(pool, file.fileName());
        times += watch.wall() * 1000;
    }
    co_return median(times);
}

/// s that docchat-cli takes to add that many small files, offline.
Task<double> addManyFiles(QString folder) {
    const QDir files(folder + QStringLiteral("/many"));
    files.mkpath(QStringLiteral("."));
    for (int i = 0; i < manyFiles; ++i) {
        QFile file(files.filePath(QStringLiteral("%1.txt").arg(i)));
        if (!file.open(QIODevice::WriteOnly))
            throw BenchFailed(file.errorString());
        file.write("Note number " + QByteArray::number(i) +
                   ": the bridge was painted and closed for a week.\n");
    }
    async::ProcessSpec spec;
    spec.program = QCoreApplication::applicationDirPath() + QStringLiteral("/docchat-cli");
    spec.arguments = {QStringLiteral("--data"),    folder + QStringLiteral("/library"),
                      QStringLiteral("--offline"), QStringLiteral("--quiet"),
                      QStringLiteral("add"),       files.path()};
    const Stopwatch watch;
    const auto ended = co_await async::runProcess(std::move(spec));
    if (ended.exitCode != 0)
        throw BenchFailed(QString::fromUtf8(ended.errors));
    co_return watch.wall();
}

struct ReadFigures {
    double fenced = 0;   ///< pages a second
    double unfenced = 0; ///< the same without Landlock and seccomp
    double poppler = 0;  ///< of two programs that only ask poppler
    double smallMs = 0;
    double manySeconds = 0;
};

/// By turns, so that all meet the same machine.
Task<ReadFigures> measureReading(QString path, int rounds, QString folder) {
    WorkerPool fenced(parser(), atOnce);
    WorkerPool unfenced(parser(), atOnce, withoutFences);
    QList<double> figures[3];
    co_await ourPagesASecond(&fenced, path);
    co_await ourPagesASecond(&unfenced, path);
    for (int round = 0; round < rounds; ++round) {
        figures[0] += co_await ourPagesASecond(&fenced, path);
        figures[1] += co_await ourPagesASecond(&unfenced, path);
        figures[2] += co_await popplerPagesASecond(path);
    }
    co_return ReadFigures{median(figures[0]), median(figures[1]), median(figures[2]),
                          co_await smallDocument(&fenced, folder), co_await addManyFiles(folder)};
}

} // namespace

int benchRead(const Options &options) {
    if (!QFileInfo::exists(options.file))
        throw BenchFailed(QStringLiteral("Say which PDF to read: --file PDF"));
    async::Loop loop;
    const QTemporaryDir folder;
    const auto figures =
        async::run(measureReading(options.file, options.rounds > 0 ? options.rounds : 7, folder.path()));
    Table table({QStringLiteral("what"), QStringLiteral("figure")});
    table.add({QStringLiteral("pages/s with boxes, two workers"), rounded(figures.fenced)});
    table.add({QStringLiteral("the same without fences"), rounded(figures.unfenced)});
    table.add({QStringLiteral("pages/s of two programs with poppler alone"), rounded(figures.poppler)});
    table.add({QStringLiteral("a small document in a warm worker, ms"), rounded(figures.smallMs)});
    table.add({QStringLiteral("10,000 small files added offline, s"), rounded(figures.manySeconds)});
    print(table.text(options.markdown));
    Target speed(QStringLiteral("poppler's pages/s ÷ ours at most 1 ÷ 0.9, or 900 pages/s"), 1 / 0.9);
    speed.add(QStringLiteral("pages"), figures.fenced >= 900 ? 0 : figures.poppler / figures.fenced);
    Target fences(QStringLiteral("the fences cost at most 5 %"), 1.05);
    fences.add(QStringLiteral("pages"), figures.unfenced / figures.fenced);
    Target small(QStringLiteral("a small document within 3 ms"), 3);
    small.add(QStringLiteral("median"), figures.smallMs);
    Target many(QStringLiteral("10,000 small files within 60 s"), 60);
    many.add(QStringLiteral("all"), figures.manySeconds);
    for (const auto *target : {&speed, &fences, &small, &many})
        print(target->line());
    return 0;
}

int popplerClient(const Options &options) {
    const std::unique_ptr<Poppler::Document> document(Poppler::Document::load(options.file));
    if (!document)
        throw BenchFailed(QStringLiteral("%1 cannot be read").arg(options.file));
    double sum = 0;
    for (int number = 0; number < document->numPages(); ++number) {
        const std::unique_ptr<Poppler::Page> page(document->page(number));
        for (const auto &word : page->textList()) {
            for (int i = 0; i < word->text().size(); ++i)
                sum += word->charBoundingBox(i).x();
        }
    }
    printLine({{QStringLiteral("pages"), document->numPages()}, {QStringLiteral("sum"), sum}});
    return 0;
}

} // namespace docchat::bench
