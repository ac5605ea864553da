#include "everywhere_world.h"

#include "everypoint.h"

#include "async/cancel.h"

#include <QDir>

namespace docchat::tests {

using namespace std::chrono_literals;
using async::Milliseconds;
using async::Task;

namespace {

/// What was written is there or not, never half of it; nothing lies beside it, and nothing is open.
QByteArray wrongWithFiles(const World &world) {
    QByteArray wrong;
    const QDir dir(world.folder->path());
    const auto names = dir.entryList(QDir::Files | QDir::Hidden);
    if (names.size() > 1)
        wrong += "beside the file: " + names.join(QLatin1Char(' ')).toUtf8() + "; ";
    if (openFilesUnder(dir.path()) != 0)
        wrong += "a file is open; ";
    QFile file(dir.filePath(QStringLiteral("file")));
    const auto held = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    const auto content = newContent();
    if (world.written && held != content)
        wrong += "what was written is not there; ";
    if (!held.isEmpty() && !held.startsWith(oldContent) && held != content)
        wrong += "the file is half-written; ";
    return wrong;
}

/// Nobody waits any more: one who was forgotten in a queue is gone, and waking it is a crash.
void wakeAll(World &world) {
    world.event.set();
    world.filled.notifyAll();
    world.queue.close();
    world.rendezvous.close();
    Q_EMIT world.sender.happened();
}

} // namespace

QByteArray newContent() {
    return QByteArray(8'000'000, 'x');
}

QByteArray whatIsWrong(World &world) {
    QByteArray wrong;
    if (world.waitedFor != 0)
        wrong += "a thread goes on; ";
    world.pool.waitForDone();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::sendPostedEvents(); // what a thread gave back after its task was gone
    const int alive =
        world.tally.made - world.tally.gone - int(world.queue.size()); // items that wait are no leak
    if (alive != 0)
        wrong += QByteArray::number(alive) + " locals not destroyed; ";
    if (world.pushed != world.popped + int(world.queue.size()))
        wrong += "items lost; ";
    if (world.two.available() != 2 || world.one.available() != 1)
        wrong += "permits lost; ";
    if (world.sender.listeners() != 0)
        wrong += "a signal is still connected; ";
    if (world.mutex.isLocked())
        wrong += "the mutex is locked; ";
    if (world.acquired != world.released)
        wrong += "a resource is not released; ";
    if (world.folder)
        wrong += wrongWithFiles(world);
    if (world.cleanedUp != world.begunCleanUps)
        wrong += "a clean-up was cut; ";
    if (!childProcesses().isEmpty())
        wrong += "a process goes on; ";
    if (wrong.isEmpty())
        wakeAll(world);
    return wrong;
}

Task<void> rest(Milliseconds duration) {
    co_await async::sleepFor(duration);
}

Task<void> hang(World *world) {
    const Guard guard(&world->tally);
    co_await async::sleepFor(1h);
}

Task<void> failAfter(World *world, Milliseconds after) {
    const Guard guard(&world->tally);
    co_await async::sleepFor(after);
    throw std::runtime_error("on purpose");
}

Task<int> useTwo(World *world, int number) {
    const Guard guard(&world->tally);
    const auto permit = co_await world->two.acquire();
    co_await async::sleepFor(Milliseconds(1 + number % 2));
    const auto inner = co_await world->one.acquire();
    co_await async::yieldNow();
    co_return number;
}

std::vector<Task<int>> users(World *world, int count) {
    std::vector<Task<int>> tasks;
    for (int i = 0; i < count; ++i)
        tasks.push_back(useTwo(world, i));
    return tasks;
}

Task<int> failing(World *world) {
    co_await failAfter(world, 1ms);
    co_return 0;
}

Task<void> cleanUp(World *world) {
    const Guard guard(&world->tally);
    ++world->begunCleanUps;
    co_await async::sleepFor(2ms);
    const auto permit = co_await world->two.acquire();
    co_await async::yieldNow();
    ++world->cleanedUp;
}

Task<void> hangTidily(World *world) {
    co_await withCleanup(hang(world), [world] { return cleanUp(world); });
}

} // namespace docchat::tests
