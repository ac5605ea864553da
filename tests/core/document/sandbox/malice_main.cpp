// A worker that went bad: closes the sandbox as docchat-parser does, then tries what an attacker would, and
// tells in its first frame which attempts worked.
//   docchat-malice FOLDER TCP-PORT [--without-landlock] [--without-seccomp]

#include "document/descriptor.h"
#include "document/protocol.h"
#include "document/sandbox/sandbox.h"

#include <QFile>

#include <cstddef>
#include <cstdlib>
#include <cstring>

#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace docchat;
using namespace docchat::document;

namespace {

QByteArray folder;
quint16 port = 0;

QByteArray in(const char *name) {
    return folder + '/' + name;
}

bool readsFile() {
    char byte = 0;
    const int file = ::open(in("secret").constData(), O_RDONLY);
    return file >= 0 && ::read(file, &byte, 1) == 1;
}

bool listsFolder() {
    DIR *listed = ::opendir(folder.constData());
    return listed && ::readdir(listed);
}

bool createsFile() {
    return ::open(in("new").constData(), O_WRONLY | O_CREAT, 0600) >= 0;
}

bool opensForWriting() {
    return ::open(in("secret").constData(), O_RDWR) >= 0;
}

bool truncatesFile() {
    return ::truncate(in("victim").constData(), 0) == 0;
}

bool renamesFile() {
    return ::rename(in("victim").constData(), in("renamed").constData()) == 0 &&
           ::rename(in("renamed").constData(), in("victim").constData()) == 0;
}

bool makesFolder() {
    return ::mkdir(in("made").constData(), 0700) == 0;
}

bool makesLink() {
    return ::symlink("/etc/passwd", in("link").constData()) == 0;
}

bool removesFile() {
    return ::unlink(in("victim").constData()) == 0;
}

bool runsProgram() {
    char name[] = "true";
    char *arguments[] = {name, nullptr};
    pid_t child = 0;
    int status = -1;
    return ::posix_spawn(&child, "/bin/true", nullptr, nullptr, arguments, nullptr) == 0 &&
           ::waitpid(child, &status, 0) == child && status == 0;
}

sockaddr_in serverAddress() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

bool connectsByTcp() {
    const auto address = serverAddress();
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    return ::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
}

bool sendsByUdp() {
    const auto address = serverAddress();
    const int socket = ::socket(AF_INET, SOCK_DGRAM, 0);
    return ::sendto(socket, "x", 1, 0, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 1;
}

/// By its file, or by its abstract name, which lies in no file system.
bool connectsByUnixSocket(bool isAbstract) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto path = isAbstract ? QByteArray(1, '\0') + in("socket") : in("socket");
    std::memcpy(address.sun_path, path.constData(), size_t(path.size()));
    const auto size = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(path.size()));
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    return ::connect(socket, reinterpret_cast<const sockaddr *>(&address), size) == 0;
}

bool connectsToSocketFile() {
    return connectsByUnixSocket(false);
}

bool connectsToAbstractSocket() {
    return connectsByUnixSocket(true);
}

bool tracesParent() {
    return ::ptrace(PTRACE_SEIZE, ::getppid(), nullptr, nullptr) == 0;
}

bool signalsParent() {
    return ::kill(::getppid(), SIGURG) == 0; // which nobody minds
}

bool mapsCode() {
    return ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
           MAP_FAILED;
}

bool forks() {
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(0);
    return child > 0 && ::waitpid(child, nullptr, 0) == child;
}

struct Attempt {
    const char *name;
    bool (*works)();
};

constexpr Attempt attempts[] = {
    {"read a file", readsFile},
    {"list a folder", listsFolder},
    {"create a file", createsFile},
    {"open for writing", opensForWriting},
    {"truncate", truncatesFile},
    {"rename", renamesFile},
    {"make a folder", makesFolder},
    {"make a link", makesLink},
    {"remove", removesFile},
    {"run a program", runsProgram},
    {"TCP", connectsByTcp},
    {"UDP", sendsByUdp},
    {"socket file", connectsToSocketFile},
    {"abstract socket", connectsToAbstractSocket},
    {"signal the parent", signalsParent},
    {"trace the parent", tracesParent},
    {"map code", mapsCode},
    {"fork", forks},
};

} // namespace

int main(int argc, char **argv) {
    if (argc < 3)
        return 2;
    folder = argv[1];
    port = quint16(std::atoi(argv[2]));
    Fences fences;
    for (int i = 3; i < argc; ++i) {
        fences.landlock = fences.landlock && std::strcmp(argv[i], "--without-landlock") != 0;
        fences.seccomp = fences.seccomp && std::strcmp(argv[i], "--without-seccomp") != 0;
    }
    ReadyReply reply{closeSandbox({QStringLiteral("/usr/share/fonts")}, fences)};
    for (const auto &[name, works] : attempts)
        reply.protections += QString::fromLatin1(works() ? "works: " : "refused: ") + QLatin1StringView(name);
    const auto bytes = encodeFrame({FrameType::Ready, 0, encode(reply)});
    (void)sendSome(3, bytes.constData(), bytes.size());
    std::deque<Descriptor> none;
    (void)receiveSome(3, &none); // until the parent has read it
    return 0;
}
