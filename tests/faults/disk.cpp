// Preloaded, it stands between a program and its library's files. It writes down what is done to them, in
// order, with the moments at which the program waited for the disk and what it said on its output;
// tests/faults/power.py makes from it what a power cut would have left behind. Or it lets one call fail, or
// all from one on (tests/faults/calls.py).
//   DOCCHAT_RECORD: the file to write. A record: char what, char file, i64 offset, u32 length, then so many
//   bytes.
//     what:  W written, T cut at offset, U removed, S synced, A said on the output (the bytes)
//     file:  d the database, w its -wal, j its -journal
//   DOCCHAT_FAIL_AT: which call fails, from 1; DOCCHAT_FAIL_WITH: its errno, or 0: the program is killed
//   instead; DOCCHAT_FAIL_ON: and all that follow it; DOCCHAT_FAIL_COUNT: a file that at the end gets how
//   many there were
//   DOCCHAT_SLOW: microseconds that each write to one of the files takes longer

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <mutex>
#include <string_view>
#include <sys/uio.h>
#include <unistd.h>

namespace {

constexpr int mostDescriptors = 4096;
std::array<std::atomic<char>, mostDescriptors> files{};

template <class F>
F *real(const char *name) {
    return reinterpret_cast<F *>(::dlsym(RTLD_NEXT, name));
}

char fileAt(const char *path) {
    const std::string_view name(path);
    if (name.ends_with("library.sqlite"))
        return 'd';
    if (name.ends_with("library.sqlite-wal"))
        return 'w';
    return name.ends_with("library.sqlite-journal") ? 'j' : 0;
}

char fileOf(int descriptor) {
    return descriptor >= 0 && descriptor < mostDescriptors ? files[size_t(descriptor)].load() : char(0);
}

int opened(int descriptor, const char *path) {
    if (descriptor >= 0 && descriptor < mostDescriptors)
        files[size_t(descriptor)] = fileAt(path);
    return descriptor;
}

/// What is done to the files and writing it down is one step: their order is the same.
std::mutex &order() {
    static std::mutex mutex;
    return mutex;
}

#pragma pack(push, 1)
struct Record {
    char what;
    char file;
    int64_t offset;
    uint32_t length;
};
#pragma pack(pop)

void note(char what, char file, int64_t offset, const void *bytes = nullptr, uint32_t length = 0) {
    static const char *const path = std::getenv("DOCCHAT_RECORD");
    if (!path)
        return;
    static const int log = real<int(const char *, int, ...)>("open")(
        path, O_CREAT | O_WRONLY | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    Record record{what, file, offset, length};
    const iovec parts[] = {{&record, sizeof record}, {const_cast<void *>(bytes), length}};
    std::ignore = ::writev(log, parts, length > 0 ? 2 : 1);
}

long numberIn(const char *variable) {
    const char *value = std::getenv(variable);
    return value ? std::atol(value) : 0;
}

void dawdle() {
    static const auto slow = useconds_t(numberIn("DOCCHAT_SLOW"));
    if (slow > 0)
        ::usleep(slow);
}

std::atomic<long> calls = 0;

__attribute__((destructor)) void tell() {
    const char *path = std::getenv("DOCCHAT_FAIL_COUNT");
    if (!path)
        return;
    if (FILE *file = std::fopen(path, "w")) {
        std::fprintf(file, "%ld\n", calls.load());
        std::fclose(file);
    }
}

/// Whether this call to one of the files is one that fails; errno is set.
bool fails() {
    static const long at = numberIn("DOCCHAT_FAIL_AT");
    static const long with = numberIn("DOCCHAT_FAIL_WITH");
    static const bool goesOn = numberIn("DOCCHAT_FAIL_ON") != 0;
    const long call = ++calls;
    if (at == 0 || (call != at && !(goesOn && call > at)))
        return false;
    if (with == 0)
        ::kill(::getpid(), SIGKILL);
    errno = int(with);
    return true;
}

} // namespace

extern "C" {

int open(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const auto mode = va_arg(arguments, mode_t);
    va_end(arguments);
    if (fileAt(path) != 0 && fails())
        return -1;
    return opened(real<int(const char *, int, ...)>("open")(path, flags, mode), path);
}

int open64(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const auto mode = va_arg(arguments, mode_t);
    va_end(arguments);
    if (fileAt(path) != 0 && fails())
        return -1;
    return opened(real<int(const char *, int, ...)>("open64")(path, flags, mode), path);
}

int close(int descriptor) {
    if (descriptor >= 0 && descriptor < mostDescriptors)
        files[size_t(descriptor)] = 0;
    return real<int(int)>("close")(descriptor);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset) {
    static auto *const next = real<ssize_t(int, const void *, size_t, off64_t)>("pwrite64");
    const char file = fileOf(descriptor);
    if (file == 0)
        return next(descriptor, bytes, size, offset);
    const std::lock_guard lock(order());
    if (fails())
        return -1;
    note('W', file, offset, bytes, uint32_t(size));
    dawdle();
    return next(descriptor, bytes, size, offset);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset) {
    return pwrite64(descriptor, bytes, size, offset);
}

int ftruncate64(int descriptor, off64_t size) {
    static auto *const next = real<int(int, off64_t)>("ftruncate64");
    const std::lock_guard lock(order());
    if (const char file = fileOf(descriptor)) {
        if (fails())
            return -1;
        note('T', file, size);
    }
    return next(descriptor, size);
}

int ftruncate(int descriptor, off_t size) {
    return ftruncate64(descriptor, size);
}

int fdatasync(int descriptor) {
    const std::lock_guard lock(order());
    if (const char file = fileOf(descriptor)) {
        if (fails())
            return -1;
        note('S', file, 0);
    }
    return 0; // the disk itself is not what is tested
}

int fsync(int descriptor) {
    return fdatasync(descriptor);
}

int unlink(const char *path) {
    static auto *const next = real<int(const char *)>("unlink");
    const std::lock_guard lock(order());
    if (const char file = fileAt(path)) {
        if (fails())
            return -1;
        note('U', file, 0);
    }
    return next(path);
}

ssize_t write(int descriptor, const void *bytes, size_t size) {
    static auto *const next = real<ssize_t(int, const void *, size_t)>("write");
    if (descriptor == STDOUT_FILENO) {
        const std::lock_guard lock(order());
        note('A', 0, 0, bytes, uint32_t(size));
    } else if (const char file = fileOf(descriptor)) {
        const std::lock_guard lock(order());
        note('W', file, ::lseek(descriptor, 0, SEEK_CUR), bytes, uint32_t(size));
    }
    return next(descriptor, bytes, size);
}

} // extern "C"
