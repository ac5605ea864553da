#include "everywhere_bodies.h"

#include "async/child.h"
#include "async/paginate.h"
#include "async/pipeline.h"
#include "async/race.h"
#include "async/resource.h"

namespace docchat::tests {

using namespace std::chrono_literals;
using async::Milliseconds;
using async::Task;
using async::TaskGroup;

namespace {

Task<int> hangForANumber(World *world) {
    co_await hang(world);
    co_return 0;
}

std::vector<Task<int>> failingTwice(World *world) {
    std::vector<Task<int>> tasks;
    tasks.push_back(failing(world));
    tasks.push_back(failing(world));
    return tasks;
}

Task<void> fill(World *world, int count) {
    const Guard guard(&world->tally);
    for (int i = 0; i < count; ++i) {
        const auto lock = co_await world->mutex.lock();
        co_await rest(1ms);
        ++world->items;
        world->filled.notify();
    }
}

Task<void> empty(World *world) {
    const Guard guard(&world->tally);
    auto lock = co_await world->mutex.lock();
    co_await world->filled.wait(&lock, [world] { return world->items > 0; });
    --world->items;
    co_await async::yieldNow(); // still locked
}

Task<void> useLocks(World *world) {
    co_await TaskGroup::run([world](TaskGroup &group) {
        for (int i = 0; i < 3; ++i)
            group.spawn("empties", empty, world);
        group.spawn("fills", fill, world, 3);
    });
    world->steps += world->items == 0 ? 1 : 0;
}

Task<void> useRace(World *world) {
    co_await async::race(users(world, 3));
    ++world->steps;
    auto tasks = failingTwice(world);
    tasks.push_back(hangForANumber(world));
    try {
        co_await async::race(std::move(tasks));
    } catch (const std::runtime_error &) {
        ++world->steps;
    }
}

Task<void> useFirstSuccess(World *world) {
    auto tasks = failingTwice(world);
    tasks.push_back(hangForANumber(world));
    tasks.push_back(useTwo(world, 1));
    tasks.push_back(useTwo(world, 2)); // whose turn never comes
    co_await async::firstSuccess(std::move(tasks), 2ms);
    ++world->steps;
    try {
        co_await async::firstSuccess(failingTwice(world));
    } catch (const async::ExceptionGroup &) {
        ++world->steps;
    }
}

Task<void> useHedge(World *world) {
    co_await async::hedge(useTwo(world, 1), users(world, 2), 1h);
    ++world->steps;
    co_await async::hedge(hangForANumber(world), users(world, 2), 2ms);
    ++world->steps;
    co_await async::hedge(failing(world), users(world, 2), 1h);
    ++world->steps;
}

Task<void> useAsCompleted(World *world) {
    co_await TaskGroup::run([world](TaskGroup &group) -> Task<void> {
        auto tasks = users(world, 3);
        tasks.push_back(failing(world));
        auto all = async::asCompleted(&group, std::move(tasks));
        while (const auto completed = co_await all.next())
            co_await rest(1ms);
        auto some = async::asCompleted(&group, users(world, 3));
        std::ignore = co_await some.next(); // and leaves the rest to the group
    });
    ++world->steps;
}

Task<async::Permit> acquireOne(World *world) {
    auto permit = co_await world->one.acquire();
    co_await rest(1ms);
    ++world->acquired;
    co_return permit;
}

Task<void> releaseOne(World *world, async::Permit *permit) {
    co_await rest(1ms);
    *permit = {};
    ++world->released;
}

Task<void> useOneResource(World *world, bool fails) {
    auto use = [world, fails](async::Permit &) { return fails ? failAfter(world, 1ms) : rest(1ms); };
    auto release = [world](async::Permit &permit, async::Ending) { return releaseOne(world, &permit); };
    co_await async::withResource([world] { return acquireOne(world); }, use, release);
}

Task<void> useResource(World *world) {
    co_await TaskGroup::run([world](TaskGroup &group) {
        group.spawn("first", useOneResource, world, false);
        group.spawn("second", useOneResource, world, false);
    });
    ++world->steps;
    try {
        co_await useOneResource(world, true);
    } catch (const std::runtime_error &) {
        ++world->steps;
    }
}

Task<void> useChildren(World *world) {
    co_await TaskGroup::run([world](TaskGroup &group) -> Task<void> {
        auto quick = group.start("quick", useTwo, world, 1);
        auto fails = group.start("fails", failing, world);
        auto endless = group.start("endless", hangForANumber, world);
        co_await group.waitFor(async::Until::FirstCompleted);
        co_await group.waitFor(async::Until::FirstFailed, async::Deadline(5ms));
        const auto waited = co_await group.waitFor(async::Until::AllCompleted, async::Deadline(5ms));
        world->steps += waited.pending.size() == 1 ? 1 : 0;
        const int value = co_await quick.join();
        world->steps += value;
        endless.cancel();
        co_await group.waitFor(async::Until::AllCompleted);
        ++world->steps;
    });
}

Task<void> useDeadline(World *world) {
    const bool whole = co_await async::moveOnAt(async::Deadline(2ms), [world] { return hang(world); });
    world->steps += whole ? 0 : 1;
    const async::Deadline shared(1h);
    co_await withTimeout(shared, rest(1ms));
    co_await withTimeout(shared, useTwo(world, 1));
    ++world->steps;
}

Task<void> workOff(World *world, async::Queue<int> *queue) {
    const Guard guard(&world->tally);
    while (co_await queue->pop()) {
        co_await rest(1ms);
        queue->taskDone();
    }
}

Task<void> useTaskDone(World *world) {
    async::Queue<int> queue(2);
    co_await TaskGroup::run([world, inside = &queue](TaskGroup &group) -> Task<void> {
        group.spawn("worker", workOff, world, inside);
        group.spawn("worker", workOff, world, inside);
        for (int i = 0; i < 4; ++i)
            co_await inside->push(i);
        co_await inside->join();
        world->steps += inside->unfinished() == 0 ? 1 : 0;
        inside->close();
    });
}

Task<async::Paged<int, int>> fetchPage(World *world, int number) {
    const Guard guard(&world->tally);
    const auto permit = co_await world->one.acquire();
    co_await rest(1ms);
    co_return async::Paged<int, int>{{1, 2}, number < 3 ? std::optional(number + 1) : std::nullopt};
}

Task<void> usePages(World *world) {
    auto all = async::paginate(1, [world](int number) { return fetchPage(world, number); });
    int count = 0;
    while (co_await all.next())
        ++count;
    world->steps += count == 6 ? 1 : 0;
    auto some = async::paginate(1, [world](int number) { return fetchPage(world, number); });
    std::ignore = co_await some.next(); // and abandons it
    ++world->steps;
}

Task<void> useStages(World *world) {
    async::Queue<int> numbers(1);
    async::Queue<int> doubled(1);
    int sum = 0;
    co_await TaskGroup::run([=, first = &numbers, second = &doubled, total = &sum](TaskGroup &group) {
        async::source(group, "numbers", std::vector<int>{1, 2, 3, 4, 5}, first);
        async::stage(group, "doubles", 2, first, second, [world](int i) { return useTwo(world, 2 * i); });
        async::sink(group, "adds", 1, second, [total](int i) {
            *total += i;
            return rest(1ms);
        });
    });
    world->steps += sum == 30 ? 1 : 0;
}

} // namespace

const std::vector<Primitive> &composedPrimitives() {
    static const std::vector<Primitive> all{
        {"mutex and condition", useLocks, 1},
        {"race", useRace, 2},
        {"firstSuccess", useFirstSuccess, 2},
        {"hedge", useHedge, 3},
        {"asCompleted", useAsCompleted, 1},
        {"withResource", useResource, 2},
        {"start and waitFor", useChildren, 3},
        {"deadline", useDeadline, 2},
        {"taskDone and join", useTaskDone, 1},
        {"paginate", usePages, 2},
        {"stages", useStages, 1},
    };
    return all;
}

} // namespace docchat::tests
