#pragma once

#include "async/generator.h"
#include "async/queue.h"
#include "async/taskgroup.h"

#include <algorithm>

namespace docchat::async {

namespace detail {

/// Closes a queue when the last of those who hold it has ended, however it ended.
template <class T>
class Closing {
public:
    explicit Closing(Queue<T> *queue) : m_queue(queue) {}
    ~Closing() { m_queue->close(); }
    Closing(const Closing &) = delete;
    Closing &operator=(const Closing &) = delete;

    [[nodiscard]] Queue<T> *queue() const { return m_queue; }

private:
    Queue<T> *m_queue;
};

/// Pushes; false: nobody takes any more, and who stopped tells why.
template <class T>
Task<bool> pushed(Queue<T> *queue, T item) {
    try {
        co_await queue->push(std::move(item));
    } catch (const QueueClosed &) {
        co_return false;
    }
    co_return true;
}

template <class In, class Out, class F>
Task<void> stageWorker(std::shared_ptr<Closing<In>> in, std::shared_ptr<Closing<Out>> out,
                       std::shared_ptr<F> f) {
    while (auto item = co_await in->queue()->pop()) {
        if (!co_await pushed(out->queue(), co_await (*f)(std::move(*item))))
            co_return;
    }
}

template <class In, class F>
Task<void> sinkWorker(std::shared_ptr<Closing<In>> in, std::shared_ptr<F> f) {
    while (auto item = co_await in->queue()->pop())
        co_await (*f)(std::move(*item));
}

template <class T>
Task<void> feed(std::vector<T> items, std::shared_ptr<Closing<T>> out) {
    for (auto &item : items) {
        if (!co_await pushed(out->queue(), std::move(item)))
            co_return;
    }
}

template <class T>
Task<void> feedFrom(AsyncGenerator<T> items, std::shared_ptr<Closing<T>> out) {
    while (auto item = co_await items.next()) {
        if (!co_await pushed(out->queue(), std::move(*item)))
            co_return;
    }
}

} // namespace detail

/// The beginning of a pipeline: pushes the items to `out` as fast as it takes them, then closes it.
template <class T>
void source(TaskGroup &group, const char *name, std::vector<T> items, Queue<T> *out) {
    group.spawn(name, detail::feed<T>, std::move(items), std::make_shared<detail::Closing<T>>(out));
}

/// The same from a generator, such as readLines() or paginate(): asked for no more than `out` takes.
template <class T>
void source(TaskGroup &group, const char *name, AsyncGenerator<T> items, Queue<T> *out) {
    group.spawn(name, detail::feedFrom<T>, std::move(items), std::make_shared<detail::Closing<T>>(out));
}

/// A step of a pipeline: `width` children of `group` take items from `in`, await f(item), a Task<Out>, and
/// push what it gives to `out`, which is closed when `in` is used up. A slow step holds back those before it,
/// since every queue is bounded; with a width over 1 items may overtake each other. What f throws is
/// the group's failure; an error Result is an item like any other. When its last worker has ended, however,
/// `in` is closed too, so that nobody pushes for ever. A queue is filled by one source or stage alone,
/// and must outlive the group. Loop thread.
///
///     Queue<Text> texts(4);
///     Queue<Vector> vectors(8);
///     co_await TaskGroup::run([&](TaskGroup &group) {
///         source(group, "texts", std::move(all), &texts);
///         stage(group, "embed", 8, &texts, &vectors, embed);
///         sink(group, "store", 1, &vectors, store);
///     });
template <class In, class Out, class F>
void stage(TaskGroup &group, const char *name, int width, Queue<In> *in, Queue<Out> *out, F f) {
    const auto closing = std::make_shared<detail::Closing<Out>>(out);
    const auto taking = std::make_shared<detail::Closing<In>>(in);
    const auto shared = std::make_shared<F>(std::move(f));
    for (int i = 0; i < std::max(width, 1); ++i)
        group.spawn(name, detail::stageWorker<In, Out, F>, taking, closing, shared);
}

/// The end of a pipeline: like stage, with f(item) a Task<void>.
template <class In, class F>
void sink(TaskGroup &group, const char *name, int width, Queue<In> *in, F f) {
    const auto taking = std::make_shared<detail::Closing<In>>(in);
    const auto shared = std::make_shared<F>(std::move(f));
    for (int i = 0; i < std::max(width, 1); ++i)
        group.spawn(name, detail::sinkWorker<In, F>, taking, shared);
}

} // namespace docchat::async
