#include "async/taskgroup.h"

#include <algorithm>

namespace docchat::async {
namespace {

Task<void> isSet(Event *event) {
    co_await event->wait();
}

} // namespace

void TaskGroup::launch(const char *name, RootTask root) {
    auto &promise = root.handle.promise();
    Fiber &fiber = promise.own;
    promise.fiber = &fiber;
    fiber.name = name;
    fiber.root = root.handle;
    fiber.at = root.handle;
    fiber.owner = this;
    fiber.ended = &TaskGroup::childEnded;
    fiber.enter(&m_scope);
    Loop::current()->registerFiber(&fiber);
    ++m_live;
    Loop::current()->makeReady(&fiber);
}

void TaskGroup::fail(std::exception_ptr error, const char *name) {
    if (m_policy == Policy::Supervise) {
        if (onError)
            onError(error, name);
        return;
    }
    m_errors.push_back(std::move(error));
    m_scope.cancel();
}

/// Cancelled is an end in order only where somebody cancelled.
void TaskGroup::endedByCancel() {
    const auto *fiber = Loop::current()->fiber();
    if (!fiber->scope->effectivelyCancelled())
        fail(std::make_exception_ptr(StrayCancelled{}), fiber->name);
}

void TaskGroup::childEnded(void *owner, Fiber *fiber) {
    auto *group = static_cast<TaskGroup *>(owner);
    fiber->ScopeLink::unlink();
    fiber->loop->unregisterFiber(fiber);
    fiber->root.destroy();
    if (--group->m_live > 0)
        return;
    while (group->m_joining.linked()) {
        auto *join = static_cast<Join *>(group->m_joining.next);
        join->unlink();
        join->fire();
    }
}

void TaskGroup::startedChildEnded(detail::StartedChild *child) {
    child->ended.set();
    m_startedEnded.set();
}

bool TaskGroup::isReached(Until until) const {
    auto ended = [](const auto &child) { return child->done(); };
    if (until == Until::AllCompleted)
        return std::ranges::all_of(m_started, ended);
    auto counts = [until](const auto &child) {
        return child->done() && (child->failed || until == Until::FirstCompleted);
    };
    return std::ranges::any_of(m_started, counts) || std::ranges::all_of(m_started, ended);
}

Task<Waited> TaskGroup::waitFor(Until until, Deadline deadline) {
    co_await yieldNow();
    while (!isReached(until) && !deadline.passed()) {
        m_startedEnded.clear();
        co_await moveOnAt(deadline, [this] { return isSet(&m_startedEnded); });
    }
    Waited waited;
    for (const auto &child : m_started)
        (child->done() ? waited.done : waited.pending).push_back(child->index);
    std::erase_if(m_started, [](const auto &child) { return child->done(); });
    co_return waited;
}

} // namespace docchat::async
