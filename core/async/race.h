#pragma once

#include "async/generator.h"
#include "async/outcome.h"
#include "async/queue.h"
#include "async/taskgroup.h"

namespace docchat::async {

/// What the winner of a race gave, and which of the tasks it was, from 0.
template <class T>
struct Won {
    std::size_t index = 0;
    T value;
};
template <>
struct Won<void> {
    std::size_t index = 0;
};

/// One of several tasks, and how it ended.
template <class T>
struct Completed {
    std::size_t index = 0; ///< its place in the list
    Outcome<T> outcome;
};

namespace detail {

/// What the contestants of one race share; it lies in the frame of race, firstSuccess or hedge.
template <class T>
struct Race {
    std::optional<Completed<T>> winner;
    std::vector<Completed<T>> failures; ///< in the order of failure
    Event failed;                       ///< set by each failure

    /// What the winner gave, or what it threw.
    Won<T> prize() {
        if constexpr (std::is_void_v<T>) {
            winner->outcome.throwIfFailed();
            return {winner->index};
        } else {
            return {winner->index, std::move(winner->outcome.value())};
        }
    }
};

enum class WonBy { Ending, Success };

/// Runs one task; if it is the first to win, the others are cancelled. What a loser throws while it is
/// cancelled is of no interest any more; one that has not begun by then never does.
template <class T>
Task<void> contestant(TaskGroup *group, Race<T> *race, WonBy by, std::size_t index, Task<T> task) {
    if (race->winner) {
        task.discard();
        co_return;
    }
    Completed<T> ended{index, {}};
    co_await fillOutcome(&ended.outcome, std::move(task));
    if (race->winner)
        co_return;
    if (by == WonBy::Ending || ended.outcome.ok()) {
        race->winner.emplace(std::move(ended));
        group->cancel();
        co_return;
    }
    race->failures.push_back(std::move(ended));
    race->failed.set();
}

/// No one won: the first error Result if there is one, else everything that was thrown.
template <class T>
Won<T> lost(Race<T> *race) {
    std::vector<std::exception_ptr> errors;
    for (auto &failure : race->failures) {
        if (failure.outcome.error()) {
            errors.push_back(failure.outcome.error());
            continue;
        }
        if constexpr (ResultLike<T>)
            return {failure.index, std::move(failure.outcome.value())};
    }
    if (errors.empty())
        throw std::logic_error("a race of no tasks");
    throw ExceptionGroup(std::move(errors));
}

/// Comes back after `patience`, or as soon as one that runs has failed.
template <class T>
Task<void> nextStart(Race<T> *race, Clock::duration patience) {
    race->failed.clear();
    co_await moveOnAt(Deadline(patience), [race]() -> Task<void> { co_await race->failed.wait(); });
}

template <class T>
Task<Won<T>> staggered(std::vector<Task<T>> tasks, Clock::duration first, Clock::duration later) {
    Race<T> race;
    auto waiting = std::move(tasks); // a local goes while Cancelled unwinds, so what is left is not reported
    co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
        for (std::size_t i = 0; i < waiting.size(); ++i) {
            const auto patience = i == 1 ? first : later;
            if (i > 0 && patience > Clock::duration::zero())
                co_await nextStart(&race, patience);
            group.spawn("contestant", contestant<T>, &group, &race, WonBy::Success, i, std::move(waiting[i]));
        }
    });
    for (auto &task : waiting) // those whose turn never came
        task.discard();
    co_return race.winner ? race.prize() : lost(&race);
}

} // namespace detail

/// asyncio.wait(FIRST_COMPLETED) with the rest cancelled: what the first task to end gave, or what it threw.
/// The others are cancelled and awaited before it comes back. Throws std::logic_error for no tasks. A
/// cancellation from outside cancels all. Loop thread.
///
///     auto [index, answer] = co_await race(std::move(askEach));
template <class T>
Task<Won<T>> race(std::vector<Task<T>> tasks) {
    detail::Race<T> race;
    co_await TaskGroup::run([&](TaskGroup &group) {
        for (std::size_t i = 0; i < tasks.size(); ++i)
            group.spawn("contestant", detail::contestant<T>, &group, &race, detail::WonBy::Ending, i,
                        std::move(tasks[i]));
    });
    co_return race.winner ? race.prize() : detail::lost(&race);
}

/// What the first task to succeed gave; the others are cancelled and awaited. Each starts `stagger` after the
/// one before it, or as soon as one has failed ("happy eyeballs", RFC 8305); 0: all at once. An error Result
/// counts as a failure. If all fail: the first error Result, or ExceptionGroup with all that was thrown, in
/// the order of failure. Loop thread.
///
///     auto [index, socket] = co_await firstSuccess(std::move(addresses), 250ms);
template <class T>
Task<Won<T>> firstSuccess(std::vector<Task<T>> tasks, Clock::duration stagger = Clock::duration::zero()) {
    return detail::staggered(std::move(tasks), stagger, stagger);
}

/// The primary alone for `patience`; if it has not succeeded by then, or fails earlier, all secondaries start
/// beside it. The first success wins, the others are cancelled and awaited. A fast primary starts no
/// secondary. index 0 is the primary. Failures as in firstSuccess. Loop thread.
///
///     auto [index, answer] = co_await hedge(ask(near), std::move(others), 2s);
template <class T>
Task<Won<T>> hedge(Task<T> primary, std::vector<Task<T>> secondaries, Clock::duration patience) {
    secondaries.insert(secondaries.begin(), std::move(primary));
    return detail::staggered(std::move(secondaries), patience, Clock::duration::zero());
}

namespace detail {

template <class T>
Task<void> complete(std::shared_ptr<Queue<Completed<T>>> queue, std::size_t index, Task<T> task) {
    Completed<T> completed{index, {}};
    try {
        co_await fillOutcome(&completed.outcome, std::move(task));
    } catch (Cancelled) { // who waits for it may be outside the group, and must not wait for ever
        completed.outcome.fail(std::make_exception_ptr(ChildCancelled{}));
    }
    std::ignore = queue->tryPush(std::move(completed)); // there is room for all
}

} // namespace detail

/// asyncio.as_completed: the outcomes in the order in which the tasks end. They run as children of `group`,
/// which owns them also when the generator is left early; a failure is an outcome and cancels nobody.
/// Started by the first next(). Loop thread.
///
///     auto answers = asCompleted(&group, std::move(tasks));
///     while (auto answer = co_await answers.next())
///         show(answer->index, answer->outcome.value());
template <class T>
AsyncGenerator<Completed<T>> asCompleted(TaskGroup *group, std::vector<Task<T>> tasks) {
    auto queue = std::make_shared<Queue<Completed<T>>>(tasks.size());
    for (std::size_t i = 0; i < tasks.size(); ++i)
        group->spawn("asCompleted", detail::complete<T>, queue, i, std::move(tasks[i]));
    for (std::size_t left = tasks.size(); left > 0; --left)
        co_yield *(co_await queue->pop());
}

} // namespace docchat::async
