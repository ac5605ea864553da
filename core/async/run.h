#pragma once

#include "async/background.h"

#include <QCoreApplication>
#include <QEventLoop>

namespace docchat::async {

/// asyncio.run: runs one task to its end from plain code. For main() and tests: this is the outermost event
/// loop. Needs a QCoreApplication and a Loop on this thread. Throws what the task throws, Cancelled included.
///
///     QCoreApplication application(argc, argv);
///     Loop loop;
///     return run(program(application.arguments()));
template <class T>
T run(Task<T> task) {
    Background background;
    std::exception_ptr error;
    Box<T> box;
    bool done = false;
    background.onError([&](std::exception_ptr e, const char *) { error = std::move(e); });
    background.spawn(
        "main",
        [](Task<T> body, Box<T> *result, bool *ended) -> Task<void> {
            if constexpr (std::is_void_v<T>)
                co_await std::move(body);
            else
                result->put(co_await std::move(body));
            *ended = true;
        },
        std::move(task), &box, &done);
    while (background.live() > 0)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    if (error)
        std::rethrow_exception(error);
    if (!done)
        throw Cancelled{};
    return box.take();
}

} // namespace docchat::async
