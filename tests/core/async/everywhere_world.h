#pragma once

#include "async/lock.h"
#include "async/queue.h"
#include "async/semaphore.h"

#include "facts.h"

#include <QObject>
#include <QTemporaryDir>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <vector>

namespace docchat::tests {

class Sender : public QObject {
    Q_OBJECT

public:
    [[nodiscard]] int listeners() const {
        return receivers(SIGNAL(happened())) + receivers(SIGNAL(destroyed(QObject *)));
    }

Q_SIGNALS:
    void happened();
};

/// Outlives the tasks of its run, and is whole again at the end.
struct World {
    Tally tally;
    async::Semaphore two{2};
    async::Semaphore one{1};
    async::Queue<std::shared_ptr<Guard>> queue{1};
    async::Queue<int> rendezvous{0};
    async::Event event;
    async::Mutex mutex;
    async::Condition filled{&mutex};
    Sender sender;
    QThreadPool pool;
    std::atomic<int> waitedFor = 0; ///< threads whose tasks wait for them, cancelled or not
    std::atomic<int> leftBehind = 0;
    std::unique_ptr<QTemporaryDir> folder; ///< of the bodies that need files
    bool written = false;                  ///< writeFile() came back
    int items = 0;                         ///< what the mutex guards
    int pushed = 0;                        ///< to the queue
    int popped = 0;
    int acquired = 0;
    int released = 0;
    int cleanedUp = 0;
    int begunCleanUps = 0;
    int steps = 0; ///< how far a body came

    World() { pool.setMaxThreadCount(1); }
};

constexpr auto oldContent = "what the file held before\n";
/// So much that writing it takes longer than a cut under way comes after.
QByteArray newContent();

/// What a run left behind, in words. The world is of no use afterwards.
QByteArray whatIsWrong(World &world);

// What bodies are made of.
async::Task<void> rest(async::Milliseconds duration);
async::Task<void> hang(World *world);
async::Task<void> failAfter(World *world, async::Milliseconds after);
/// Takes both semaphores, one inside the other, and gives its number back.
async::Task<int> useTwo(World *world, int number);
std::vector<async::Task<int>> users(World *world, int count);
async::Task<int> failing(World *world);
/// What a clean-up awaits; counted at its begin and at its end.
async::Task<void> cleanUp(World *world);
async::Task<void> hangTidily(World *world);

} // namespace docchat::tests
