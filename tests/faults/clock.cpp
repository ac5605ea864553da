// Preloaded, it lets the clock on the wall jump while the program runs, as when a computer is set right or
// wakes up; steady clocks go on (tests/faults/clock.py). glibc only.
//   DOCCHAT_CLOCK_JUMP: by how many seconds; DOCCHAT_CLOCK_AFTER: after so many milliseconds

#include <cstdlib>
#include <ctime>
#include <dlfcn.h>
#include <sys/time.h>
#include <tuple>

namespace {

using GetTime = int(clockid_t, timespec *);

GetTime *next() {
    static auto *const function = reinterpret_cast<GetTime *>(::dlsym(RTLD_NEXT, "clock_gettime"));
    return function;
}

long numberIn(const char *variable) {
    const char *value = std::getenv(variable);
    return value ? std::atol(value) : 0;
}

long milliseconds() {
    timespec now{};
    next()(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1'000'000;
}

const long begun = milliseconds();

} // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec *time) {
    static const long jump = numberIn("DOCCHAT_CLOCK_JUMP");
    static const long after = numberIn("DOCCHAT_CLOCK_AFTER");
    const int result = next()(clock, time);
    const bool isOnTheWall = clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE;
    if (result == 0 && isOnTheWall && begun != 0 && milliseconds() - begun >= after)
        time->tv_sec += jump;
    return result;
}

int gettimeofday(timeval *time, void *) {
    timespec now{};
    const int result = clock_gettime(CLOCK_REALTIME, &now);
    *time = {now.tv_sec, now.tv_nsec / 1000};
    return result;
}

time_t time(time_t *into) {
    timespec now{};
    std::ignore = clock_gettime(CLOCK_REALTIME, &now);
    if (into)
        *into = now.tv_sec;
    return now.tv_sec;
}

} // extern "C"
