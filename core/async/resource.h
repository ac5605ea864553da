#pragma once

#include "async/cancel.h"
#include "async/outcome.h"

namespace docchat::async {

/// How the use of a resource ended.
enum class Ending { Succeeded, Failed, Cancelled };

/// Python's `async with`: acquires, uses, and always releases, whatever became of the use. acquire() gives a
/// Task<R>, use(R &) a Task<T>, release(R &, Ending) a Task<void> that may await: it runs shielded from
/// cancellation, for at most `grace`. It commits or rolls back by its Ending; an error Result of use counts
/// as Failed. What acquire throws is thrown, and nothing is released; the error of use wins over that of
/// release. For what needs no await to be released, RAII is enough. Loop thread.
///
///     co_await withResource([&] { return begin(store); }, [](Batch &batch) { return fill(&batch); },
///                           [](Batch &batch, Ending ending) {
///                               return ending == Ending::Succeeded ? batch.commit() : batch.rollBack();
///                           });
template <class Acquire, class Use, class Release>
auto withResource(Acquire acquire, Use use, Release release, Clock::duration grace = 5s)
    -> std::invoke_result_t<Use &, TaskValueT<std::invoke_result_t<Acquire &>> &> {
    using T = TaskValueT<std::invoke_result_t<Use &, TaskValueT<std::invoke_result_t<Acquire &>> &>>;
    auto resource = co_await acquire();
    Outcome<T> outcome;
    auto ending = Ending::Failed;
    try {
        co_await detail::fillOutcome(&outcome, use(resource));
        if (outcome.ok())
            ending = Ending::Succeeded;
    } catch (Cancelled) {
        outcome.fail(std::current_exception());
        ending = Ending::Cancelled;
    } catch (...) { // use() itself threw, before it gave a task
        outcome.fail(std::current_exception());
    }
    try {
        co_await shielded(grace, release(resource, ending));
    } catch (...) {
        if (ending == Ending::Succeeded)
            outcome.fail(std::current_exception());
    }
    if constexpr (std::is_void_v<T>)
        outcome.throwIfFailed();
    else
        co_return std::move(outcome.value());
}

} // namespace docchat::async
