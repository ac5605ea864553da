// The server of `docchat-bench embed`. It must cost less than what it measures: one thread, one epoll, and
// one reply made beforehand. It tells `ready PORT` and serves until killed:
//   POST /v1/embeddings  the reply, as long after the last byte of the request was read as --ms says
//   GET /_stats          the books
//   GET /_reset          empties them
// Requests have a Content-Length or no body, and come one after the other on their connection.

#include "bench_clients.h"
#include "bench_commands.h"

#include "scriptedserver_dense.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace docchat::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int dimension = 1536;
constexpr std::size_t largestRequest = 64 * 1024;

void check(bool holds, const char *what) {
    if (!holds)
        throw BenchFailed(QStringLiteral("embed-server: %1: %2")
                              .arg(QString::fromUtf8(what), QString::fromLocal8Bit(std::strerror(errno))));
}

std::string replyWith(std::string_view body, std::string_view status = "200 OK") {
    std::string reply = "HTTP/1.1 ";
    reply += status;
    reply += "\r\nContent-Length: " + std::to_string(body.size());
    reply += "\r\nContent-Type: application/json\r\n\r\n";
    return reply += body;
}

std::string embeddingReply() {
    const auto numbers = tests::DenseVectors(dimension).numbers({}).toStdString();
    return replyWith(R"({"data":[{"object":"embedding","index":0,"embedding":[)" + numbers +
                     R"(]}],"model":"scripted-embedder","object":"list",)"
                     R"("usage":{"prompt_tokens":2,"total_tokens":2}})");
}

/// The bytes of the first request in `bytes`, if it is whole.
std::optional<std::size_t> lengthOfRequest(const std::string &bytes) {
    const auto headEnd = bytes.find("\r\n\r\n");
    if (headEnd == std::string::npos)
        return std::nullopt;
    const auto *length = ::strcasestr(bytes.c_str(), "\r\ncontent-length:");
    const bool inHead = length && std::size_t(length - bytes.c_str()) < headEnd;
    const auto whole = headEnd + 4 + (inHead ? std::strtoul(length + 17, nullptr, 10) : 0);
    return bytes.size() >= whole ? std::optional(whole) : std::nullopt;
}

/// What the bench asks for after a client's run; control requests are not in it.
struct Books {
    int requests = 0;
    int connections = 0;
    int inFlight = 0;
    int maxInFlight = 0;
    int disconnects = 0;              ///< while a request was in flight
    std::vector<qint64> service = {}; ///< µs from the last byte of a request to the last of its reply

    [[nodiscard]] std::string json() const;
};

std::string Books::json() const {
    auto sorted = service;
    const auto middle = sorted.begin() + qsizetype(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    const QJsonObject object{{QStringLiteral("requests"), requests},
                             {QStringLiteral("connections"), connections},
                             {QStringLiteral("inFlight"), inFlight},
                             {QStringLiteral("maxInFlight"), maxInFlight},
                             {QStringLiteral("disconnects"), disconnects},
                             {QStringLiteral("serviceMedianUs"), sorted.empty() ? 0 : *middle}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

struct Connection {
    explicit Connection(int number) : socket(number) {}
    ~Connection() { ::close(socket); }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    int socket;
    std::string request = {};     ///< what has come of it
    Clock::time_point begun = {}; ///< when its last byte was read
    std::string control = {};     ///< the whole reply to a control request
    std::string_view unsent = {}; ///< of its reply
    bool busy = false;            ///< a request is in flight
    bool counted = true;          ///< in the books, which those of the bench itself are not
    bool waitsForRoom = false;    ///< the kernel did not take the whole reply
};

class EmbedServer {
public:
    explicit EmbedServer(std::chrono::milliseconds delay);
    [[nodiscard]] int port() const;
    [[noreturn]] void serve();

private:
    struct Due {
        Clock::time_point at;
        Connection *connection;
    };

    [[nodiscard]] int wait();
    void watch(int operation, int socket, Connection *connection, std::uint32_t events) const;
    void acceptAll();
    void handle(Connection *connection, std::uint32_t events);
    void read(Connection *connection);
    void begin(Connection *connection);
    void control(Connection *connection);
    void sendFirstDue();
    void send(Connection *connection);
    void finish(Connection *connection);
    void drop(Connection *connection);

    const std::chrono::milliseconds m_delay;
    const std::string m_reply = embeddingReply();
    const int m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
    const int m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    std::array<epoll_event, 64> m_events{};
    std::array<char, largestRequest> m_bytes{};
    std::deque<Due> m_due; ///< the delay is the same for all: the first in is the first out
    std::unordered_map<int, std::unique_ptr<Connection>> m_connections; ///< by their sockets
    Books m_books;
};

EmbedServer::EmbedServer(std::chrono::milliseconds delay) : m_delay(delay) {
    check(m_epoll >= 0 && m_listener >= 0, "epoll_create1 or socket");
    const int yes = 1; // what is accepted inherits it
    ::setsockopt(m_listener, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    check(::bind(m_listener, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0, "bind");
    check(::listen(m_listener, SOMAXCONN) == 0, "listen");
    watch(EPOLL_CTL_ADD, m_listener, nullptr, EPOLLIN);
    ::prctl(PR_SET_TIMERSLACK, 1); // else a wait ends up to 50 µs late
}

int EmbedServer::port() const {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    check(::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) == 0, "getsockname");
    return ntohs(address.sin_port);
}

/// Whatever has come is read before each reply: else it would lie in the kernel, where no book sees it, while
/// a burst of replies goes out.
void EmbedServer::serve() {
    for (;;) {
        const int ready = wait();
        for (int i = 0; i < ready; ++i) {
            const auto &event = m_events[std::size_t(i)];
            if (auto *connection = static_cast<Connection *>(event.data.ptr))
                handle(connection, event.events);
            else
                acceptAll();
        }
        sendFirstDue();
    }
}

/// Until something comes or the first reply is due. How many events there are.
int EmbedServer::wait() {
    using namespace std::chrono;
    timespec timeout{};
    if (!m_due.empty()) {
        const auto left = std::max(nanoseconds(m_due.front().at - Clock::now()), nanoseconds(0));
        timeout.tv_sec = time_t(duration_cast<seconds>(left).count());
        timeout.tv_nsec = long((left % seconds(1)).count());
    }
    const int ready = ::epoll_pwait2(m_epoll, m_events.data(), int(m_events.size()),
                                     m_due.empty() ? nullptr : &timeout, nullptr);
    check(ready >= 0 || errno == EINTR, "epoll_pwait2");
    return std::max(ready, 0);
}

void EmbedServer::watch(int operation, int socket, Connection *connection, std::uint32_t events) const {
    epoll_event event{};
    event.events = events;
    event.data.ptr = connection;
    check(::epoll_ctl(m_epoll, operation, socket, &event) == 0, "epoll_ctl");
}

void EmbedServer::acceptAll() {
    for (;;) {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket < 0)
            return check(errno == EAGAIN || errno == ECONNABORTED, "accept4");
        ++m_books.connections;
        auto &connection = m_connections[socket];
        connection = std::make_unique<Connection>(socket);
        watch(EPOLL_CTL_ADD, socket, connection.get(), EPOLLIN);
    }
}

void EmbedServer::handle(Connection *connection, std::uint32_t events) {
    if (connection->waitsForRoom && (events & EPOLLOUT) != 0)
        send(connection);
    else
        read(connection);
}

void EmbedServer::read(Connection *connection) {
    const auto count = ::recv(connection->socket, m_bytes.data(), m_bytes.size(), 0);
    if (count < 0 && errno == EAGAIN)
        return;
    auto &request = connection->request;
    if (count <= 0 || connection->busy || request.size() + std::size_t(count) > largestRequest)
        return drop(connection);
    request.append(m_bytes.data(), std::size_t(count));
    const auto length = lengthOfRequest(request);
    if (!length)
        return;
    if (request.size() > *length)
        return drop(connection);
    begin(connection);
}

void EmbedServer::begin(Connection *connection) {
    connection->begun = Clock::now();
    connection->busy = true;
    if (!connection->request.starts_with("POST /v1/embeddings "))
        return control(connection);
    if (!std::exchange(connection->counted, true))
        ++m_books.connections;
    ++m_books.requests;
    m_books.maxInFlight = std::max(m_books.maxInFlight, ++m_books.inFlight);
    connection->unsent = m_reply;
    m_due.push_back({connection->begun + m_delay, connection});
}

void EmbedServer::control(Connection *connection) {
    if (std::exchange(connection->counted, false))
        m_books.connections = std::max(0, m_books.connections - 1); // a reset may have forgotten it
    const std::string_view request = connection->request;
    if (request.starts_with("GET /_reset "))
        m_books = {.inFlight = m_books.inFlight, .maxInFlight = m_books.inFlight};
    const bool known = request.starts_with("GET /_reset ") || request.starts_with("GET /_stats ");
    connection->control = known ? replyWith(m_books.json()) : replyWith("{}", "404 Not Found");
    connection->unsent = connection->control;
    send(connection);
}

void EmbedServer::sendFirstDue() {
    if (m_due.empty() || m_due.front().at > Clock::now())
        return;
    auto *connection = m_due.front().connection;
    m_due.pop_front();
    send(connection);
}

void EmbedServer::send(Connection *connection) {
    auto &unsent = connection->unsent;
    const auto count = ::send(connection->socket, unsent.data(), unsent.size(), MSG_NOSIGNAL);
    if (count < 0 && errno != EAGAIN)
        return drop(connection);
    unsent.remove_prefix(std::size_t(std::max(count, ssize_t(0))));
    if (connection->waitsForRoom != !unsent.empty()) {
        connection->waitsForRoom = !unsent.empty();
        watch(EPOLL_CTL_MOD, connection->socket, connection, unsent.empty() ? EPOLLIN : EPOLLIN | EPOLLOUT);
    }
    if (unsent.empty())
        finish(connection);
}

void EmbedServer::finish(Connection *connection) {
    if (connection->counted) {
        const auto service = Clock::now() - connection->begun;
        m_books.service.push_back(std::chrono::duration_cast<std::chrono::microseconds>(service).count());
        --m_books.inFlight;
    }
    connection->request.clear();
    connection->busy = false;
}

void EmbedServer::drop(Connection *connection) {
    if (connection->busy && connection->counted) {
        ++m_books.disconnects;
        --m_books.inFlight;
    }
    std::erase_if(m_due, [connection](const Due &due) { return due.connection == connection; });
    m_connections.erase(connection->socket);
}

} // namespace

int embedServer(const Options &options) {
    EmbedServer server{std::chrono::milliseconds(options.delayMs)};
    std::printf("ready %d\n", server.port());
    std::fflush(stdout);
    server.serve();
}

} // namespace docchat::bench
