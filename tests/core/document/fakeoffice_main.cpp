// In the place of LibreOffice: does what the document that it is to convert says, "do: WHAT ARGUMENT...".
//   copy      saves what follows the line "----"
//   try       FILE FOLDER PORT SOCKET: tries to get out, and saves which attempts worked
//   nothing   ends well without having saved anything
//   fail      ends with an error
//   hang      starts processes that would outlive it, and never ends
//   size N    saves N MiB of zeros that take no room
//   link FILE saves a link to a file
//   swap FOLDER makes a link to a folder of the one that results lie in
//   again     asks to be started again, as LibreOffice does with a new profile; then copies
//
// It is built without sanitizers: behind its fences they cannot look at their own memory.

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;

fs::path input;
fs::path output;

void save(const std::string &content) {
    std::ofstream(output, std::ios::binary) << content;
}

sockaddr_in here(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(uint16_t(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

bool connectsByTcp(int port) {
    const auto address = here(port);
    const int tcp = ::socket(AF_INET, SOCK_STREAM, 0);
    return ::connect(tcp, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
}

bool sendsByUdp(int port) {
    const auto address = here(port);
    const int udp = ::socket(AF_INET, SOCK_DGRAM, 0);
    return ::sendto(udp, "x", 1, 0, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 1;
}

bool connectsToSocketFile(const std::string &path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    const int local = ::socket(AF_UNIX, SOCK_STREAM, 0);
    return ::connect(local, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
}

bool lists(const std::string &folder) {
    std::error_code error;
    return fs::directory_iterator(folder, error) != fs::directory_iterator();
}

bool leavesItsGroup() {
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(::setsid() > 0 ? 0 : 1);
    int status = -1;
    return ::waitpid(child, &status, 0) == child && status == 0;
}

bool runsFromHome() {
    const auto copy = fs::path(std::getenv("HOME")) / "program";
    std::error_code error;
    fs::copy_file("/bin/true", copy, error);
    const pid_t child = ::fork();
    if (child == 0) {
        ::execl(copy.c_str(), copy.c_str(), nullptr);
        ::_exit(1);
    }
    int status = -1;
    return ::waitpid(child, &status, 0) == child && status == 0;
}

void tryAll(std::istringstream &arguments) {
    std::string file, folder, socket;
    int port = 0;
    arguments >> file >> folder >> port >> socket;
    std::string report;
    const auto tell = [&](const char *attempt, bool works) {
        report += std::string(works ? "works: " : "refused: ") + attempt + "\n";
    };
    tell("write at home", bool(std::ofstream(fs::path(std::getenv("HOME")) / "tmp/mine") << "x"));
    tell("read a program of the system", std::ifstream("/bin/sh").good());
    tell("local sockets of its own", ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
    tell("read a file", std::ifstream(file).good());
    tell("list a folder", lists(folder));
    tell("write a file", ::open(file.c_str(), O_WRONLY) >= 0);
    tell("make a file", ::open((folder + "/new").c_str(), O_WRONLY | O_CREAT, 0600) >= 0);
    tell("remove a file", ::unlink(file.c_str()) == 0);
    tell("TCP", connectsByTcp(port));
    tell("UDP", sendsByUdp(port));
    tell("socket file", connectsToSocketFile(socket));
    tell("signal the parent", ::kill(::getppid(), SIGURG) == 0);
    tell("leave its group", leavesItsGroup());
    tell("run from home", runsFromHome());
    tell("see an environment", std::getenv("DOCCHAT_SECRET") != nullptr);
    save(report);
}

[[noreturn]] void hang() {
    for (int i = 0; i < 2; ++i) {
        if (::fork() == 0) { // one of them an orphan
            if (i == 0 && ::fork() != 0)
                ::_exit(0);
            break;
        }
    }
    std::signal(SIGTERM, SIG_IGN);
    for (;;)
        ::pause();
}

int does(const std::string &what, std::istringstream &arguments, const std::string &rest) {
    const auto again = fs::path(std::getenv("HOME")) / "profile-is-there";
    std::string path;
    if (what == "try") {
        tryAll(arguments);
    } else if (what == "fail") {
        return 1;
    } else if (what == "hang") {
        hang();
    } else if (what == "size") {
        off_t size = 0;
        arguments >> size;
        const int file = ::open(output.c_str(), O_WRONLY | O_CREAT, 0600);
        return ::ftruncate(file, size << 20) == 0 ? 0 : 1;
    } else if (what == "link") {
        arguments >> path;
        return ::symlink(path.c_str(), output.c_str());
    } else if (what == "swap") {
        arguments >> path;
        fs::remove_all(output.parent_path());
        return ::symlink(path.c_str(), output.parent_path().c_str());
    } else if (what == "again" && !fs::exists(again)) {
        std::ofstream(again) << "x";
        return 81;
    } else if (what != "nothing") {
        save(rest);
    }
    return 0;
}

} // namespace

int main(int argc, char **argv) {
    std::string folder, ending;
    for (int i = 1; i + 1 < argc; ++i) {
        if (std::string(argv[i]) == "--outdir")
            folder = argv[i + 1];
        if (std::string(argv[i]) == "--convert-to")
            ending = argv[i + 1];
    }
    input = argv[argc - 1];
    output = fs::path(folder) / ("document." + ending);
    std::ifstream file(input, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    const auto begin = text.find("\ndo: ");
    const auto end = text.find("\n----\n", begin);
    if (begin == std::string::npos || end == std::string::npos)
        return 1;
    std::istringstream arguments(text.substr(begin + 5, end - begin - 5));
    std::string what;
    arguments >> what;
    return does(what, arguments, text.substr(end + 6));
}
