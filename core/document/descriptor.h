#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <deque>
#include <optional>
#include <utility>

namespace docchat::document {

/// An open file descriptor; closes it when it ends.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(Descriptor &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Descriptor &operator=(Descriptor &&other) noexcept {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~Descriptor();

    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool valid() const { return m_fd >= 0; }
    [[nodiscard]] Descriptor duplicate() const;

private:
    int m_fd = -1;
};

/// A regular file, opened for reading without following a link in its last step and without ever blocking on
/// a FIFO or device. Error: Missing, Unreadable or Unsupported, naming the file. Blocks on slow disks: off
/// the loop.
[[nodiscard]] Result<Descriptor> openRegularFile(const QString &path);

/// A file without a name in a folder, or in memory where its file system has none: gone when it is closed.
[[nodiscard]] Result<Descriptor> unnamedFile(const QString &folder);

/// The same file, for reading only. Error: Unreadable.
[[nodiscard]] Result<Descriptor> readOnly(const Descriptor &file);

/// Anonymous memory of `bytes` bytes that can neither shrink nor grow, shared with a worker. Linux: memfd;
/// elsewhere a shared memory object without a name would take its place.
[[nodiscard]] Result<Descriptor> sealedMemory(qsizetype bytes);

/// Two connected sockets: the parent's end, the worker's end.
[[nodiscard]] std::optional<std::pair<Descriptor, Descriptor>> socketPair();

/// How much of `bytes` went out without blocking; a descriptor goes with the first byte. -1: the peer is
/// gone.
[[nodiscard]] qsizetype sendSome(int socket, const char *bytes, qsizetype size, int passedDescriptor = -1);

/// What is there to read, and the descriptors that came along are appended to `passed`. nullopt: the peer is
/// gone. An empty array: nothing now (only on a non-blocking socket).
[[nodiscard]] std::optional<QByteArray> receiveSome(int socket, std::deque<Descriptor> *passed);

/// Makes reads and writes return at once.
void makeNonBlocking(int socket);

} // namespace docchat::document
