// Preloaded, it lets one allocation of the program fail (tests/faults/memory.py). glibc only.
//   DOCCHAT_MEMORY_AT: which one, from 1, counted from the first line that the program says; 0: none
//   DOCCHAT_MEMORY_WHERE: if it is set, the stack of that one goes to stderr
//   DOCCHAT_MEMORY_COUNT: a file that at the end gets how many there were

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <execinfo.h>
#include <tuple>
#include <unistd.h>

extern "C" {
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
}

namespace {

std::atomic<bool> counts = false;
std::atomic<long> calls = 0;
std::atomic<long> failing = 0;

void showStack() {
    void *frames[64];
    ::backtrace_symbols_fd(frames, ::backtrace(frames, 64), STDERR_FILENO);
}

bool fails() {
    if (!counts.load(std::memory_order_relaxed))
        return false;
    if (++calls != failing)
        return false;
    if (std::getenv("DOCCHAT_MEMORY_WHERE"))
        showStack();
    errno = ENOMEM;
    return true;
}

/// Where it was, for who looks for the reason.
void showFault(int signal) {
    showStack();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

__attribute__((destructor)) void tell() {
    const char *path = std::getenv("DOCCHAT_MEMORY_COUNT");
    if (!path)
        return;
    if (FILE *file = std::fopen(path, "w")) {
        std::fprintf(file, "%ld\n", calls.load());
        std::fclose(file);
    }
}

} // namespace

extern "C" {

void *malloc(size_t size) {
    return fails() ? nullptr : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return fails() ? nullptr : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size) {
    return fails() ? nullptr : __libc_realloc(memory, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    return fails() ? nullptr : __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
    if (fails())
        return ENOMEM;
    *memory = __libc_memalign(alignment, size);
    return *memory ? 0 : ENOMEM;
}

ssize_t write(int descriptor, const void *bytes, size_t size) {
    static auto *const next =
        reinterpret_cast<ssize_t (*)(int, const void *, size_t)>(::dlsym(RTLD_NEXT, "write"));
    if (descriptor == STDOUT_FILENO && !counts) {
        const char *at = std::getenv("DOCCHAT_MEMORY_AT");
        failing = at ? std::atol(at) : 0;
        void *frames[1];
        std::ignore = ::backtrace(frames, 1); // it allocates when it is called first
        std::signal(SIGSEGV, showFault);
        counts = true;
    }
    return next(descriptor, bytes, size);
}

} // extern "C"
