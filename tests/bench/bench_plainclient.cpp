// The least that the embedding calls can cost on this machine: one thread, one epoll, sockets that are kept,
// the same request each time, replies counted and thrown away. No HTTP library, no timeouts, no reading of
// vectors.

#include "bench_clients.h"
#include "bench_commands.h"
#include "bench_usage.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace docchat::bench {
namespace {

constexpr std::size_t mostBytesAtOnce = 64 * 1024;

[[noreturn]] void fail(const char *what) {
    throw BenchFailed(QStringLiteral("plain-client: %1: %2")
                          .arg(QString::fromUtf8(what), QString::fromLocal8Bit(std::strerror(errno))));
}

std::string requestTo(const QUrl &server) {
    const std::string body = R"({"input":["chunk 1"],"model":"scripted-embedder"})";
    return "POST /v1/embeddings HTTP/1.1\r\nHost: " + server.authority().toStdString() +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

/// A connection with at most one request on its way.
class Connection {
public:
    Connection(const QUrl &server, int epoll, std::size_t number)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(quint16(server.port()));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int yes = 1;
        ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        if (::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0 &&
            errno != EINPROGRESS)
            fail("connect");
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = number;
        if (::epoll_ctl(epoll, EPOLL_CTL_ADD, m_socket, &event) != 0)
            fail("epoll_ctl");
        m_reply.reserve(2 * mostBytesAtOnce);
    }
    ~Connection() { ::close(m_socket); }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    void send(const std::string &request) {
        m_reply.clear();
        // To an address of this machine a connection stands at once.
        if (::send(m_socket, request.data(), request.size(), MSG_NOSIGNAL) != ssize_t(request.size()))
            fail("send");
    }

    /// Takes in what has come. True: the reply is whole.
    bool receive() {
        static std::array<char, mostBytesAtOnce> bytes;
        const auto count = ::recv(m_socket, bytes.data(), bytes.size(), 0);
        if (count < 0 && errno == EAGAIN)
            return false;
        if (count <= 0)
            fail("recv");
        m_reply.append(bytes.data(), std::size_t(count));
        const auto head = m_reply.find("\r\n\r\n");
        if (head == std::string::npos)
            return false;
        const auto *length = ::strcasestr(m_reply.c_str(), "content-length:");
        if (!length)
            fail("a reply without its length");
        return m_reply.size() >= head + 4 + std::strtoul(length + 15, nullptr, 10);
    }

private:
    int m_socket;
    std::string m_reply;
};

} // namespace

int plainClient(const Options &options) {
    const int calls = options.calls.first();
    const int width = std::min(calls, options.widths.first());
    const auto request = requestTo(options.url);
    const Stopwatch watch;
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    std::vector<std::unique_ptr<Connection>> connections;
    for (int i = 0; i < width; ++i) {
        connections.push_back(std::make_unique<Connection>(options.url, epoll, connections.size()));
        connections.back()->send(request);
    }
    int sent = width;
    int done = 0;
    std::array<epoll_event, 64> events{};
    while (done < calls) {
        const int ready = ::epoll_wait(epoll, events.data(), int(events.size()), -1);
        for (int i = 0; i < ready; ++i) {
            auto &connection = *connections[std::size_t(events[std::size_t(i)].data.u64)];
            if (!connection.receive())
                continue;
            ++done;
            if (sent < calls) {
                connection.send(request);
                ++sent;
            }
        }
    }
    const double wall = watch.wall();
    const double cpu = watch.cpu();
    connections.clear();
    ::close(epoll);
    printLine({{QStringLiteral("wall_s"), wall},
               {QStringLiteral("cpu_s"), cpu},
               {QStringLiteral("peak_kb"), peakKb()},
               {QStringLiteral("calls"), done}});
    return 0;
}

} // namespace docchat::bench
