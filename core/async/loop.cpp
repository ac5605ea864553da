#include "async/loop.h"

#include "async/threads.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>
#include <utility>

namespace docchat::async {
namespace {

const auto drainEvent = QEvent::Type(QEvent::registerEventType());
constexpr auto slice = std::chrono::microseconds(200); // a beat beside busy tasks is late by about as much

Loop *&threadLoop() {
    static thread_local Loop *loop = nullptr;
    return loop;
}

bool earlier(const Timer *a, quint64 aSequence, const Timer *b, quint64 bSequence) {
    return a->due != b->due ? a->due < b->due : aSequence < bSequence;
}

} // namespace

Loop *Loop::current() {
    return threadLoop();
}

Loop::Loop() : m_gate(std::make_shared<LoopGate>()) {
    Q_ASSERT(!threadLoop());
    keepGlobalThreads();
    threadLoop() = this;
    m_gate->m_loop = this;
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] { fireTimers(); });
    m_idleTimer.setSingleShot(true);
    connect(&m_idleTimer, &QTimer::timeout, this, [this] { fireIdle(); });
}

Loop::~Loop() {
    reportLeakedFrames();
    {
        const std::lock_guard lock(m_gate->m_mutex);
        m_gate->m_loop = nullptr;
    }
    threadLoop() = nullptr;
}

void LoopGate::post(std::function<void()> f) {
    const std::lock_guard lock(m_mutex);
    if (m_loop)
        QMetaObject::invokeMethod(m_loop, std::move(f), Qt::QueuedConnection);
}

void Loop::useVirtualTime() {
    m_virtual = true;
    m_virtualNow = Clock::now();
}

void Loop::reportSlowSteps(std::chrono::microseconds limit,
                           std::function<void(const char *, qint64)> report) {
    m_slowStep = limit;
    m_reportSlow = std::move(report);
}

void Loop::registerFiber(Fiber *fiber) {
    fiber->loop = this;
    fiber->id = ++m_fiberIds;
    fiber->born = now();
    fiber->home = fiber->scope;
    m_all.append(static_cast<RegistryLink *>(fiber));
    ++m_fibers;
}

void Loop::unregisterFiber(Fiber *fiber) {
    fiber->RegistryLink::unlink();
    --m_fibers;
}

// ---- the ready queue

void Loop::makeReady(Fiber *fiber) {
    if (fiber->queued)
        return;
    fiber->queued = true;
    fiber->nextReady = nullptr;
    if (m_tail)
        m_tail->nextReady = fiber;
    else
        m_head = fiber;
    m_tail = fiber;
    kick();
}

void Loop::kick() {
    if (std::exchange(m_posted, true))
        return;
    [this]() noexcept { // without memory for it nothing would ever run again: then the program ends
        QCoreApplication::postEvent(this, new QEvent(drainEvent), Qt::LowEventPriority);
    }();
}

bool Loop::event(QEvent *event) {
    if (event->type() != drainEvent)
        return QObject::event(event);
    m_posted = false;
    drain();
    return true;
}

void Loop::drain() {
    auto begun = Clock::now();
    m_sliceEnd = begun + slice;
    while (m_head) {
        Fiber *fiber = m_head;
        m_head = fiber->nextReady;
        if (!m_head)
            m_tail = nullptr;
        fiber->queued = false;
        if (m_head)
            kick(); // a nested event loop inside the step must find the rest
        begun = step(fiber, begun);
        if (begun > m_sliceEnd)
            break;
    }
    if (m_head)
        kick();
    else if (m_virtual)
        arm();
}

Clock::time_point Loop::step(Fiber *fiber, Clock::time_point begun) {
    // A nested event loop inside a step (a modal dialog) may drain again: keep what was running.
    Fiber *outerFiber = std::exchange(m_current, fiber);
    m_stepTime = begun;
    const auto outerNext = m_next;
    // Only this thread writes them, so no exchange is needed, which would lock the bus.
    const char *outerName = m_runningName.load(std::memory_order_relaxed);
    const auto outerBegun = m_stepBegun.load(std::memory_order_relaxed);
    m_runningName.store(fiber->name, std::memory_order_relaxed);
    m_stepBegun.store(begun.time_since_epoch().count(), std::memory_order_relaxed);
    fiber->waiter = nullptr;
    // The trampoline: a coroutine that awaits or ends names who runs next, so no resume ever nests in
    // another.
    for (auto handle = std::exchange(fiber->at, nullptr); handle; handle = m_next) {
        m_next = nullptr;
        handle.resume();
    }
    m_current = outerFiber;
    m_next = outerNext;
    m_runningName.store(outerName, std::memory_order_relaxed);
    m_stepBegun.store(outerBegun, std::memory_order_relaxed);
    ++m_steps;
    const auto ended = Clock::now();
    if (ended - begun > m_longest.held || !m_longest.task)
        m_longest = {fiber->name, ended - begun};
    if (m_reportSlow && ended - begun > m_slowStep) {
        m_reportSlow(fiber->name,
                     std::chrono::duration_cast<std::chrono::microseconds>(ended - begun).count());
    }
    if (fiber->done)
        fiber->ended(fiber->owner, fiber);
    return ended;
}

bool Loop::sliceIsOver() {
    return (++m_polls & 31U) == 0 && Clock::now() > m_sliceEnd;
}

// ---- the timers: a binary heap whose entries know their position

void Loop::addTimer(Timer *timer) {
    timer->m_sequence = ++m_sequence;
    m_heap.push_back(timer);
    timer->m_position = int(m_heap.size()) - 1;
    siftUp(timer->m_position);
    if (timer->m_position == 0)
        arm();
}

void Loop::removeTimer(Timer *timer) {
    if (timer->m_position < 0)
        return;
    const int hole = std::exchange(timer->m_position, -1);
    Timer *last = m_heap.back();
    m_heap.pop_back();
    if (last == timer)
        return;
    place(hole, last);
    siftUp(hole);
    siftDown(last->m_position);
}

void Loop::place(int position, Timer *timer) {
    m_heap[size_t(position)] = timer;
    timer->m_position = position;
}

void Loop::siftUp(int position) {
    Timer *timer = m_heap[size_t(position)];
    while (position > 0) {
        const int parent = (position - 1) / 2;
        Timer *above = m_heap[size_t(parent)];
        if (!earlier(timer, timer->m_sequence, above, above->m_sequence))
            break;
        place(position, above);
        position = parent;
    }
    place(position, timer);
}

void Loop::siftDown(int position) {
    Timer *timer = m_heap[size_t(position)];
    const int size = int(m_heap.size());
    for (int child = 2 * position + 1; child < size; child = 2 * position + 1) {
        auto at = [this](int i) { return m_heap[size_t(i)]; };
        if (child + 1 < size &&
            earlier(at(child + 1), at(child + 1)->m_sequence, at(child), at(child)->m_sequence))
            ++child;
        if (!earlier(at(child), at(child)->m_sequence, timer, timer->m_sequence))
            break;
        place(position, at(child));
        position = child;
    }
    place(position, timer);
}

void Loop::arm() {
    if (m_heap.empty()) {
        m_timer.stop();
        return;
    }
    const auto wait = m_virtual ? Milliseconds(0) : std::chrono::ceil<Milliseconds>(m_heap[0]->due - now());
    m_timer.start(std::clamp<Milliseconds>(wait, 0ms, 24h)); // QTimer counts in an int; it is armed again
}

void Loop::fireTimers() {
    if (m_virtual) {
        if (m_head || m_idle.linked())
            return; // time stands still; drain() arms again
        if (!m_heap.empty())
            m_virtualNow = std::max(m_virtualNow, m_heap[0]->due);
    }
    const auto time = now();
    while (!m_heap.empty() && m_heap[0]->due <= time) {
        Timer *timer = m_heap[0];
        removeTimer(timer);
        timer->expired();
    }
    arm();
}

// ---- those that wait until nothing else is to be done

void Loop::addIdle(Idle *idle) {
    m_idle.append(idle);
    if (!m_virtual) // where deadlines do not come while one waits
        addTimer(idle);
    m_idleTimer.start(0);
}

/// One at a time: what it does may bring more that goes first.
void Loop::fireIdle() {
    if (!m_head && m_idle.linked())
        static_cast<Idle *>(m_idle.next)->expired();
    if (m_idle.linked())
        m_idleTimer.start(0);
}

} // namespace docchat::async
