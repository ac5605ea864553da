#pragma once

#include "async/outcome.h"
#include "async/taskgroup.h"

#include <tuple>

namespace docchat::async {

namespace detail {

template <class T>
std::vector<T> unwrap(std::vector<std::optional<T>> slots) {
    std::vector<T> values;
    values.reserve(slots.size());
    for (auto &slot : slots)
        values.push_back(std::move(*slot));
    return values;
}

template <class T>
Task<void> fillSlot(std::optional<T> *slot, Task<T> task) {
    slot->emplace(co_await std::move(task));
}

/// One of mapConcurrent's workers: takes the next input until none is left.
template <class In, class F, class T>
Task<void> mapWorker(std::vector<In> *inputs, std::size_t *next, F *f, std::vector<std::optional<T>> *slots) {
    while (*next < inputs->size()) {
        const auto index = (*next)++;
        (*slots)[index].emplace(co_await (*f)(std::move((*inputs)[index])));
    }
}

/// Runs a group and throws the first error as itself instead of an ExceptionGroup, as asyncio.gather does.
template <class F>
Task<void> runAndUnwrap(F body) {
    std::optional<ExceptionGroup> failed;
    try {
        co_await TaskGroup::run(std::move(body));
    } catch (const ExceptionGroup &group) {
        failed = group;
    }
    if (failed)
        failed->rethrowFirst();
}

} // namespace detail

/// asyncio.gather: all at once, results in input order. The first failure cancels the rest, which are
/// awaited, and is thrown. An error Result is a value here. Loop thread.
///
///     std::vector<Task<int>> tasks;
///     for (const auto &page : pages)
///         tasks.push_back(countWords(page));
///     std::vector<int> counts = co_await gather(std::move(tasks));
template <class T>
Task<std::vector<T>> gather(std::vector<Task<T>> tasks) {
    std::vector<std::optional<T>> slots(tasks.size());
    co_await detail::runAndUnwrap([&](TaskGroup &group) {
        for (std::size_t i = 0; i < tasks.size(); ++i)
            group.spawn("gather", detail::fillSlot<T>, &slots[i], std::move(tasks[i]));
    });
    co_return detail::unwrap(std::move(slots));
}

inline Task<void> gather(std::vector<Task<void>> tasks) {
    co_await detail::runAndUnwrap([&](TaskGroup &group) {
        for (auto &task : tasks)
            group.spawn("gather", [](Task<void> one) { return one; }, std::move(task));
    });
}

/// The same for tasks of different types.
///
///     auto [name, pages] = co_await gather(readName(), countPages());
template <class... T>
    requires(sizeof...(T) > 1 && !(std::is_void_v<T> || ...))
Task<std::tuple<T...>> gather(Task<T>... tasks) {
    std::tuple<std::optional<T>...> slots;
    co_await detail::runAndUnwrap([&](TaskGroup &group) {
        std::apply(
            [&](auto &...slot) {
                (group.spawn("gather", detail::fillSlot<T>, &slot, std::move(tasks)), ...);
            },
            slots);
    });
    co_return std::apply([](auto &...slot) { return std::tuple<T...>(std::move(*slot)...); }, slots);
}

/// asyncio.gather(return_exceptions=True): every outcome in input order; nobody's failure hurts another.
/// Cancelled from outside, all are cancelled and awaited, and it throws Cancelled. Loop thread.
///
///     auto outcomes = co_await gatherOutcomes(std::move(tasks));
///     for (auto &outcome : outcomes)
///         report(outcome.ok() ? outcome.value() : QString());
template <class T>
Task<std::vector<Outcome<T>>> gatherOutcomes(std::vector<Task<T>> tasks) {
    std::vector<Outcome<T>> outcomes(tasks.size());
    co_await TaskGroup::run([&](TaskGroup &group) {
        for (std::size_t i = 0; i < tasks.size(); ++i)
            group.spawn("gather", detail::fillOutcome<T>, &outcomes[i], std::move(tasks[i]));
    });
    co_return outcomes;
}

/// The same until a deadline, which keeps what finished: the outcome of a task that did not is TimeoutError.
///
///     auto outcomes = co_await gatherOutcomes(std::move(tasks), Deadline(2500ms));
template <class T>
Task<std::vector<Outcome<T>>> gatherOutcomes(std::vector<Task<T>> tasks, Deadline deadline) {
    std::vector<Task<T>> limited;
    limited.reserve(tasks.size());
    for (auto &task : tasks)
        limited.push_back(withTimeout(deadline, std::move(task)));
    co_return co_await gatherOutcomes(std::move(limited));
}

/// The semaphore-and-gather idiom: awaits f(item), a Task, for every item, at most `limit` at a time, results
/// in input order; `limit` workers instead of one task an item, so that memory does not grow with the list.
/// The first failure cancels the rest, which are awaited, and
/// is thrown; an error Result is a value here. Loop thread.
///
///     std::vector<Vector> vectors = co_await mapConcurrent(texts, 8, embed);
template <class In, class F>
auto mapConcurrent(std::vector<In> items, int limit, F f)
    -> Task<std::vector<TaskValueT<std::invoke_result_t<F &, In>>>> {
    using T = TaskValueT<std::invoke_result_t<F &, In>>;
    std::vector<std::optional<T>> slots(items.size());
    std::size_t next = 0;
    const auto workers = std::min(std::size_t(std::max(limit, 1)), items.size());
    co_await detail::runAndUnwrap([&](TaskGroup &group) {
        for (std::size_t i = 0; i < workers; ++i)
            group.spawn("mapConcurrent", detail::mapWorker<In, F, T>, &items, &next, &f, &slots);
    });
    co_return detail::unwrap(std::move(slots));
}

} // namespace docchat::async
