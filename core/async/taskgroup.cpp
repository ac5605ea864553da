#include "async/taskgroup.h"

namespace docchat::async {

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

void TaskGroup::childEnded(void *owner, Fiber *fiber) {
    auto *group = static_cast<TaskGroup *>(owner);
    fiber->ScopeLink::unlink();
    fiber->loop->unregisterFiber(fiber);
    fiber->root.destroy();
    if (--group->m_live == 0 && group->m_join)
        std::exchange(group->m_join, nullptr)->fire();
}

} // namespace docchat::async
