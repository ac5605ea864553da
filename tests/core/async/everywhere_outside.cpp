#include "everywhere_bodies.h"

#include "async/blocking.h"
#include "async/files.h"
#include "async/process.h"
#include "async/taskgroup.h"

namespace docchat::tests {

using namespace std::chrono_literals;
using async::Milliseconds;
using async::Task;
using async::TaskGroup;

namespace {

Task<void> workOnThread(World *world, async::OnCancel onCancel) {
    const Guard guard(&world->tally);
    const auto permit = co_await world->two.acquire();
    auto *busy = onCancel == async::OnCancel::WaitForThread ? &world->waitedFor : &world->leftBehind;
    co_await async::runBlocking(
        {&world->pool, onCancel},
        [](std::stop_token, std::atomic<int> *count) {
            ++*count;
            QThread::msleep(2);
            --*count;
        },
        busy);
    co_await async::sleepFor(1ms);
}

Task<void> useThreads(World *world) {
    co_await TaskGroup::run([world](TaskGroup &group) {
        for (int i = 0; i < 6; ++i) {
            const auto onCancel = i % 2 == 0 ? async::OnCancel::WaitForThread : async::OnCancel::Abandon;
            group.spawn("thread", workOnThread, world, onCancel);
        }
    });
    ++world->steps;
}

Task<void> useProcesses(World *world) {
    for (int i = 0; i < 2; ++i) {
        const auto permit = co_await world->one.acquire();
        co_await async::runProcess({QStringLiteral("/bin/cat"), {}, "input", 1s});
    }
    ++world->steps;
    try { // it ignores TERM and is killed
        co_await withTimeout(
            20ms, async::runProcess({QStringLiteral("/bin/sh"),
                                     {QStringLiteral("-c"), QStringLiteral("trap '' TERM; exec sleep 60")},
                                     {},
                                     20ms}));
    } catch (const async::TimeoutError &) {
        ++world->steps;
    }
}

Task<void> useWriteFile(World *world) {
    world->folder = std::make_unique<QTemporaryDir>();
    const auto path = world->folder->filePath(QStringLiteral("file"));
    co_await async::writeFile(path, oldContent);
    co_await async::writeFile(path, newContent());
    world->written = true;
    co_await rest(1ms);
    ++world->steps;
}

Task<void> useReadFile(World *world) {
    world->folder = std::make_unique<QTemporaryDir>();
    QFile file(world->folder->filePath(QStringLiteral("file")));
    const auto lines = QByteArray(oldContent).repeated(10'000);
    if (!file.open(QIODevice::WriteOnly) || file.write(lines) != lines.size())
        qFatal("%s cannot be written", qPrintable(file.fileName()));
    file.close();
    const auto whole = co_await async::readFile(file.fileName());
    world->steps += whole == lines ? 1 : 0;
    auto all = async::readLines(file.fileName());
    int count = 0;
    while (co_await all.next())
        ++count;
    world->steps += count == 10'000 ? 1 : 0;
    auto some = async::readLines(file.fileName());
    std::ignore = co_await some.next(); // and abandons it
    ++world->steps;
}

} // namespace

const std::vector<Primitive> &outsidePrimitives() {
    static const std::vector<Primitive> all{
        {"writeFile", useWriteFile, 1, false},
        {"writeFile, under way", useWriteFile, 1, false, 1ms},
        {"readFile and readLines", useReadFile, 3, false},
        {"runBlocking", useThreads, 1, false},
        {"runBlocking, under way", useThreads, 1, false, 1ms},
        {"runProcess", useProcesses, 2, false},
        {"runProcess, under way", useProcesses, 2, false, 1ms},
    };
    return all;
}

} // namespace docchat::tests
