#pragma once

#include "async/taskgroup.h"

namespace docchat::async {

/// A value or an exception: what gatherOutcomes gives for each task.
template <class T>
class Outcome {
public:
    void succeed(T value) { m_state.template emplace<1>(std::move(value)); }
    void fail(std::exception_ptr error) { m_state.template emplace<2>(std::move(error)); }

    [[nodiscard]] bool ok() const { return m_state.index() == 1; }
    [[nodiscard]] T &value() {
        if (m_state.index() == 2)
            std::rethrow_exception(std::get<2>(m_state));
        return std::get<1>(m_state);
    }

private:
    std::variant<std::monostate, T, std::exception_ptr> m_state;
};

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

template <class T>
Task<void> fillOutcome(Outcome<T> *outcome, Task<T> task) {
    try {
        outcome->succeed(co_await std::move(task));
    } catch (Cancelled) {
        throw;
    } catch (...) {
        outcome->fail(std::current_exception());
    }
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

/// asyncio.gather: all at once, results in input order. The first failure cancels the rest and is thrown.
template <class T>
Task<std::vector<T>> gather(std::vector<Task<T>> tasks) {
    std::vector<std::optional<T>> slots(tasks.size());
    co_await detail::runAndUnwrap([&](TaskGroup &group) {
        for (std::size_t i = 0; i < tasks.size(); ++i)
            group.spawn("gather", detail::fillSlot<T>, &slots[i], std::move(tasks[i]));
    });
    co_return detail::unwrap(std::move(slots));
}

/// asyncio.gather(return_exceptions=True): every outcome in input order; nobody's failure hurts another.
template <class T>
Task<std::vector<Outcome<T>>> gatherOutcomes(std::vector<Task<T>> tasks) {
    std::vector<Outcome<T>> outcomes(tasks.size());
    co_await TaskGroup::run([&](TaskGroup &group) {
        for (std::size_t i = 0; i < tasks.size(); ++i)
            group.spawn("gather", detail::fillOutcome<T>, &outcomes[i], std::move(tasks[i]));
    });
    co_return outcomes;
}

/// f(item) for every item, at most `limit` at a time, results in input order; `limit` workers instead of one
/// task an item, so that memory does not grow with the list. The first failure cancels the rest and is
/// thrown.
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
