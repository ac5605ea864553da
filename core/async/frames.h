#pragma once

#include "async/link.h"

#include <QString>

#include <cstddef>
#include <source_location>

namespace docchat::async {

/// Coroutine frames alive on this thread: counted always, listed in debug builds.
struct FrameCount {
    qint64 frames = 0;
    qint64 bytes = 0;
    Link list;
};
[[nodiscard]] FrameCount &liveFrames();

/// What a coroutine's frame is counted by, and where the coroutine is written.
class Frame
#ifndef NDEBUG
    : public Link
#endif
{
public:
    std::source_location made;
    const Frame *caller = nullptr; ///< who awaits it; null for the first coroutine of a task

    static void *operator new(std::size_t size) {
        auto &live = liveFrames();
        ++live.frames;
        live.bytes += qint64(size);
        return ::operator new(size);
    }
    static void operator delete(void *frame, std::size_t size) {
        auto &live = liveFrames();
        --live.frames;
        live.bytes -= qint64(size);
        ::operator delete(frame, size);
    }

#ifndef NDEBUG
    Frame() { liveFrames().list.append(this); }
    ~Frame() { unlink(); }
#endif
};

/// "net::HttpClient::send (http.cpp:330)": a coroutine's name without its types, and where it is written.
[[nodiscard]] QString placeOf(const std::source_location &made);

/// Logs a task that was kept, but destroyed before anybody awaited it. Silent while an exception unwinds
/// and in a cancelled scope: what they drop is not forgotten.
void reportNeverAwaited(const std::source_location &made);

/// Debug builds: logs the frames that are still alive on this thread, with the coroutines' names and places.
/// Loop's destructor calls it.
void reportLeakedFrames();

} // namespace docchat::async
