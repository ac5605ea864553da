#include "everywhere_bodies.h"

#include "async/background.h"
#include "async/gather.h"
#include "async/generator.h"
#include "async/retry.h"
#include "async/signal.h"

namespace docchat::tests {

using namespace std::chrono_literals;
using async::Milliseconds;
using async::Task;
using async::TaskGroup;

namespace {

Task<void> produce(World *world, int items) {
    const Guard guard(&world->tally);
    for (int i = 0; i < items; ++i) {
        co_await world->queue.push(std::make_shared<Guard>(&world->tally));
        ++world->pushed;
    }
}

Task<void> consume(World *world, int items) {
    const Guard guard(&world->tally);
    for (int i = 0; i < items; ++i) {
        const auto item = co_await world->queue.pop();
        ++world->popped;
        co_await async::yieldNow();
    }
}

Task<void> meet(World *world, bool gives) {
    const Guard guard(&world->tally);
    for (int i = 0; i < 2; ++i) {
        if (gives)
            co_await world->rendezvous.push(i);
        else
            co_await world->rendezvous.pop();
    }
}

async::AsyncGenerator<int> numbers(World *world) {
    const Guard guard(&world->tally);
    for (int i = 0;; ++i) {
        const auto permit = co_await world->one.acquire();
        co_await async::sleepFor(1ms);
        co_yield i; // the permit is held while the consumer looks
    }
}

Task<Outcoming> answerOnThirdCall(World *world, int *calls) {
    const Guard guard(&world->tally);
    co_await async::yieldNow();
    if (++*calls < 3)
        co_return Outcoming(Failure{503, true, 3ms});
    co_return Outcoming(*calls);
}

Task<void> useSemaphore(World *world) {
    co_await TaskGroup::run([world](TaskGroup &group) {
        for (int i = 0; i < 5; ++i)
            group.spawn("user", useTwo, world, i);
    });
    ++world->steps;
}

Task<void> useGather(World *world) {
    const auto values = co_await gather(users(world, 4));
    ++world->steps;
    auto tasks = users(world, 3);
    tasks.push_back(failing(world));
    try {
        co_await gather(std::move(tasks));
    } catch (const std::runtime_error &) {
        ++world->steps;
    }
}

Task<void> useGatherOutcomes(World *world) {
    auto tasks = users(world, 2);
    tasks.push_back(failing(world));
    const auto outcomes = co_await gatherOutcomes(std::move(tasks));
    ++world->steps;
}

Task<void> useMapConcurrent(World *world) {
    co_await async::mapConcurrent(std::vector<int>{1, 2, 3, 4, 5}, 2,
                                  [world](int i) { return useTwo(world, i); });
    ++world->steps;
}

Task<void> useGroup(World *world) {
    co_await TaskGroup::run([world](TaskGroup &group) -> Task<void> {
        group.spawn("outer", useTwo, world, 1);
        co_await rest(1ms);
        group.spawn("late", useTwo, world, 2);
        co_await TaskGroup::run([world](TaskGroup &inner) { inner.spawn("inner", useTwo, world, 3); });
    });
    ++world->steps;
    try {
        co_await TaskGroup::run([world](TaskGroup &group) {
            group.spawn("culprit", failAfter, world, 2ms);
            group.spawn("tidy", hangTidily, world);
            group.spawn("locked", useTwo, world, 1);
        });
    } catch (const async::ExceptionGroup &) {
        ++world->steps;
    }
}

Task<void> useSupervisedGroup(World *world) {
    co_await TaskGroup::run(
        [world](TaskGroup &group) {
            group.onError = [world](std::exception_ptr, const char *) { ++world->steps; };
            group.spawn("fails", failAfter, world, 1ms);
            group.spawn("goes on", useTwo, world, 1);
        },
        TaskGroup::Policy::Supervise);
}

Task<void> endBackground(World *world, async::Background *background) {
    if (co_await background->shutdown(1min))
        ++world->steps;
}

Task<void> useBackground(World *world) {
    async::Background background;
    background.spawn("fails", failAfter, world, 1ms);
    background.spawn("works", useTwo, world, 1);
    background.spawn("tidy", hangTidily, world);
    co_await withCleanup(
        rest(3ms), [world, inside = &background] { return endBackground(world, inside); }, 5min);
}

Task<void> useTimeout(World *world) {
    try {
        co_await withTimeout(2ms, async::withTimeout(1h, hang(world)));
    } catch (const async::TimeoutError &) {
        ++world->steps;
    }
    co_await withTimeout(1h, rest(1ms));
    co_await withTimeout(1h, useTwo(world, 1));
    ++world->steps;
}

Task<void> useCancellable(World *world) {
    const bool whole = co_await async::cancellable([world](async::Scope &scope) {
        scope.cancel();
        return hang(world);
    });
    world->steps += whole ? 0 : 1;
    world->steps += co_await async::cancellable([](async::Scope &) { return rest(1ms); }) ? 1 : 0;
}

Task<void> useShield(World *world) {
    try {
        co_await async::shielded(3ms, hang(world));
    } catch (const async::TimeoutError &) {
        ++world->steps;
    }
    co_await async::shielded(1s, cleanUp(world));
    ++world->steps;
}

Task<void> useCleanup(World *world) {
    co_await withCleanup(rest(1ms), [world] { return cleanUp(world); });
    ++world->steps;
    try {
        co_await withCleanup(failAfter(world, 1ms), [world] { return cleanUp(world); });
    } catch (const std::runtime_error &) {
        ++world->steps;
    }
}

Task<void> useEvent(World *world) {
    auto wait = [](World *inside) -> Task<void> {
        const Guard guard(&inside->tally);
        co_await inside->event.wait();
    };
    co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
        group.spawn("first", wait, world);
        group.spawn("second", wait, world);
        co_await rest(1ms);
        world->event.set();
        co_await world->event.wait();
    });
    world->event.clear();
    ++world->steps;
}

Task<void> usePromise(World *world) {
    async::Promise<int> promise;
    co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
        group.spawn(
            "taker", [](async::Promise<int> *inside) -> Task<void> { co_await inside->take(); }, &promise);
        co_await rest(1ms);
        promise.set(1);
    });
    ++world->steps;
}

Task<void> useSignal(World *world) {
    co_await TaskGroup::run([world](TaskGroup &group) -> Task<void> {
        for (int i = 0; i < 2; ++i)
            group.spawn(
                "signal",
                [](World *inside) -> Task<void> {
                    const Guard guard(&inside->tally);
                    co_await async::signalOf(&inside->sender, &Sender::happened);
                },
                world);
        co_await rest(1ms);
        Q_EMIT world->sender.happened();
    });
    ++world->steps;
}

Task<void> useQueue(World *world) {
    co_await TaskGroup::run([world](TaskGroup &group) {
        group.spawn("consumer", consume, world, 2); // waits for the first item
        group.spawn("producer", produce, world, 4); // and this one for room
        group.spawn("consumer", consume, world, 2);
    });
    ++world->steps;
}

Task<void> useRendezvous(World *world) {
    co_await TaskGroup::run([world](TaskGroup &group) {
        group.spawn("gives", meet, world, true);
        group.spawn("takes", meet, world, false);
    });
    ++world->steps;
}

Task<void> useRetry(World *world) {
    int calls = 0;
    co_await async::retry({}, [world, &calls] { return answerOnThirdCall(world, &calls); });
    ++world->steps;
}

Task<void> useGenerator(World *world) {
    auto endless = numbers(world);
    while (const auto number = co_await endless.next()) {
        if (*number == 2)
            break; // and abandons it
    }
    ++world->steps;
}

Task<void> useSleep(World *world) {
    for (int i = 0; i < 3; ++i) {
        co_await rest(1ms);
        co_await async::yieldNow();
        co_await async::whenIdle();
    }
    ++world->steps;
}

} // namespace

Task<void> everything(World *world) {
    const Guard guard(&world->tally);
    co_await useSemaphore(world);
    co_await useGather(world);
    co_await useGatherOutcomes(world);
    co_await useMapConcurrent(world);
    co_await useQueue(world);
    co_await useRendezvous(world);
    co_await useEvent(world);
    co_await usePromise(world);
    co_await useSignal(world);
    co_await useTimeout(world);
    co_await useCancellable(world);
    co_await useShield(world);
    co_await useCleanup(world);
    co_await useGroup(world);
    co_await useRetry(world);
    co_await useGenerator(world);
    co_await TaskGroup::run([world](TaskGroup &group) {
        group.spawn("gather", useGather, world);
        group.spawn("map", useMapConcurrent, world);
        group.spawn("queue", useQueue, world);
        group.spawn("rendezvous", useRendezvous, world);
        group.spawn("signal", useSignal, world);
        group.spawn("promise", usePromise, world);
        group.spawn("timeout", useTimeout, world);
        group.spawn("shield", useShield, world);
        group.spawn("clean-up", useCleanup, world);
        group.spawn("group", useGroup, world);
        group.spawn("retry", useRetry, world);
    });
}

const std::vector<Primitive> &basicPrimitives() {
    static const std::vector<Primitive> all{
        {"sleep, yield and whenIdle", useSleep, 1},
        {"semaphore", useSemaphore, 1},
        {"gather", useGather, 2},
        {"gatherOutcomes", useGatherOutcomes, 1},
        {"mapConcurrent", useMapConcurrent, 1},
        {"group", useGroup, 2},
        {"supervised group", useSupervisedGroup, 1},
        {"background", useBackground, 1},
        {"withTimeout", useTimeout, 2},
        {"cancellable", useCancellable, 2},
        {"shielded", useShield, 2},
        {"withCleanup", useCleanup, 2},
        {"event", useEvent, 1},
        {"promise", usePromise, 1},
        {"signal", useSignal, 1},
        {"queue", useQueue, 1},
        {"rendezvous", useRendezvous, 1},
        {"retry", useRetry, 1},
        {"generator", useGenerator, 1},
        {"everything", everything, 22 + 16},
    };
    return all;
}

} // namespace docchat::tests
