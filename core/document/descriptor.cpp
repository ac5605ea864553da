#include "document/descriptor.h"

#include "base/paths.h"
#include "base/words.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace docchat::document {
namespace {

constexpr size_t receiveBuffer = 64 * 1024;

Error openError(const QString &path, int reason) {
    const auto name = shownName(path);
    if (reason == ELOOP)
        return {ErrorKind::Missing, Words::tr("%1 is a link that leads nowhere").arg(name),
                Words::tr("Add the document that it should lead to")};
    if (reason == ENOENT || reason == ENOTDIR)
        return {ErrorKind::Missing, Words::tr("%1 is not there any more").arg(name),
                Words::tr("Look where it was moved, then add it again")};
    if (reason == EACCES || reason == EPERM)
        return {ErrorKind::Unreadable, Words::tr("%1 may not be read").arg(name),
                Words::tr("Give yourself permission to read it, then retry")};
    return {ErrorKind::Unreadable,
            Words::tr("%1 cannot be opened: %2").arg(name, QString::fromLocal8Bit(std::strerror(reason))),
            Words::tr("Check the disk, then retry")};
}

} // namespace

Descriptor::~Descriptor() {
    if (m_fd >= 0)
        ::close(m_fd);
}

Descriptor Descriptor::duplicate() const {
    return Descriptor(::fcntl(m_fd, F_DUPFD_CLOEXEC, 0));
}

Result<Descriptor> openRegularFile(const QString &path) {
    const auto canonical = canonicalPath(path); // links on the way are the person's own
    const auto bytes = pathBytes(canonical.isEmpty() ? path : canonical);
    Descriptor file(::open(bytes.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY));
    if (!file.valid())
        return openError(path, errno);
    struct stat status{};
    if (::fstat(file.get(), &status) != 0)
        return openError(path, errno);
    if (!S_ISREG(status.st_mode)) {
        return Error{ErrorKind::Unsupported, Words::tr("%1 is not a file").arg(shownName(path)),
                     Words::tr("Add a document or a folder of documents")};
    }
    return file;
}

Result<Descriptor> unnamedFile(const QString &folder) {
    constexpr mode_t ownerOnly = 0600;
    Descriptor file(::open(pathBytes(folder).constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, ownerOnly));
    if (!file.valid())
        file = Descriptor(::memfd_create("docchat-file", MFD_CLOEXEC));
    if (!file.valid())
        return openError(folder, errno);
    return file;
}

Result<Descriptor> readOnly(const Descriptor &file) {
    const auto path = QByteArray("/proc/self/fd/") + QByteArray::number(file.get());
    Descriptor same(::open(path.constData(), O_RDONLY | O_CLOEXEC));
    if (!same.valid())
        return openError(QString::fromLatin1(path), errno);
    return same;
}

Result<Descriptor> sealedMemory(qsizetype bytes) {
    Descriptor memory(::memfd_create("docchat-shared", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!memory.valid() || ::ftruncate(memory.get(), off_t(bytes)) != 0 ||
        ::fcntl(memory.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0) {
        return Error{ErrorKind::Internal, Words::tr("There is no memory to share with the reader"),
                     Words::tr("Close other programs, then retry")};
    }
    return memory;
}

std::optional<std::pair<Descriptor, Descriptor>> socketPair() {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return std::nullopt;
    return std::pair(Descriptor(ends[0]), Descriptor(ends[1]));
}

void makeNonBlocking(int socket) {
    ::fcntl(socket, F_SETFL, ::fcntl(socket, F_GETFL) | O_NONBLOCK);
}

qsizetype sendSome(int socket, const char *bytes, qsizetype size, int passedDescriptor) {
    iovec data{const_cast<char *>(bytes), size_t(size)};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    msghdr message{};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    if (passedDescriptor >= 0) {
        message.msg_control = control;
        message.msg_controllen = sizeof control;
        cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        std::memcpy(CMSG_DATA(header), &passedDescriptor, sizeof(int));
    }
    ssize_t sent = 0;
    do {
        sent = ::sendmsg(socket, &message, MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    if (sent < 0)
        return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : -1;
    return sent;
}

std::optional<QByteArray> receiveSome(int socket, std::deque<Descriptor> *passed) {
    QByteArray bytes(receiveBuffer, Qt::Uninitialized);
    iovec data{bytes.data(), receiveBuffer};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * 16)];
    msghdr message{};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    ssize_t got = 0;
    do {
        got = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    } while (got < 0 && errno == EINTR);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK))
        return std::nullopt;
    for (cmsghdr *header = CMSG_FIRSTHDR(&message); got > 0 && header;
         header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS)
            continue;
        const auto count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < count; ++i) {
            int fd = -1;
            std::memcpy(&fd, CMSG_DATA(header) + i * sizeof(int), sizeof(int));
            Descriptor descriptor(fd); // closed again when nobody wants it
            if (passed)
                passed->push_back(std::move(descriptor));
        }
    }
    bytes.truncate(std::max<ssize_t>(got, 0));
    return bytes;
}

} // namespace docchat::document
