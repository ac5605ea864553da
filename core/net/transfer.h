#pragma once

#include "async/task.h"
#include "net/http.h"

#include <QTimer>

#include <curl/curl.h>

#include <map>

class QSocketNotifier;

namespace docchat::net {

class Transfer;

/// As libcurl wants it.
struct Proxy {
    QByteArray address = {}; ///< "http://host:port"; empty: none
    QByteArray user = {};
    QByteArray password = {};
};

/// libcurl's multi interface on the Qt loop: its sockets are watched by notifiers, its one timer is a QTimer;
/// only names are looked up on threads, which are libcurl's own. Keeps idle connections open for the next
/// request. Loop thread only. (https://curl.se/libcurl/c/libcurl-multi.html, "multi_socket")
class Transfers : public QObject {
public:
    /// All transfers go to `origin`, through this computer's proxy for it unless it is this computer itself.
    /// `connections`: how many are kept open at most.
    Transfers(const QUrl &origin, int connections);
    ~Transfers() override;

private:
    friend class Transfer;

    /// The notifiers of one socket; made when first needed.
    struct Watch {
        std::unique_ptr<QSocketNotifier> read;
        std::unique_ptr<QSocketNotifier> write;
    };

    static int watchSocket(CURL *easy, curl_socket_t socket, int what, void *self, void *data);
    static int setTimer(CURLM *multi, long ms, void *self);
    void watch(curl_socket_t socket, int what);
    void watch(std::unique_ptr<QSocketNotifier> *notifier, curl_socket_t socket, int type, bool wanted);
    void actAndRun(curl_socket_t socket, int events);
    void act(curl_socket_t socket, int events);
    [[nodiscard]] CURL *takeHandle();

    CURLM *m_multi;
    Proxy m_proxy;
    QTimer m_timer;
    std::map<curl_socket_t, Watch> m_watches;
    std::vector<CURL *> m_idleHandles;
};

/// How a transfer ended.
struct TransferEnd {
    CURLcode code = CURLE_OK;
    bool tooLarge = false;      ///< it was ended because the body grew beyond its limit
    bool proxyRefused = false;  ///< it did not get beyond the proxy
    bool nobodyListens = false; ///< the connection was refused
    QString detail;             ///< libcurl's words
};

/// One request and its answer. Destroying it before the end closes its socket at once. Lives in a coroutine's
/// frame; the request must outlive it.
class Transfer {
public:
    /// Sends. `window`: bytes that may wait to be taken before the server is held back; 0: no end.
    Transfer(Transfers *transfers, const HttpRequest *request, qint64 window);
    ~Transfer();
    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;

    enum class Until { Ended, Piece };

    /// Waits until the transfer has ended, or already when there is a piece to take.
    class Arrival : public async::Awaitable<Arrival> {
    public:
        Arrival(Transfer *transfer, Until until)
            : Awaitable("http reply"), m_transfer(transfer), m_until(until) {}
        bool ready() {
            return m_transfer->m_ended || (m_until == Until::Piece && !m_transfer->m_body.isEmpty());
        }
        void start() { m_transfer->m_waiting = this; }
        void detach() { m_transfer->m_waiting = nullptr; }

    private:
        friend class Transfer;
        Transfer *m_transfer;
        Until m_until;
    };
    [[nodiscard]] Arrival arrival(Until until) { return Arrival(this, until); }

    /// What came and was not taken yet.
    [[nodiscard]] QByteArray take();
    [[nodiscard]] bool hasEnded() const { return m_ended; }
    [[nodiscard]] const TransferEnd &end() const { return m_end; }

    /// Of the final answer's head; 0 before it came.
    [[nodiscard]] int status() const;
    [[nodiscard]] const QByteArray &retryAfter() const { return m_retryAfter; }

private:
    friend class Transfers;

    void setOptions();
    void setHeaders();
    void finish(CURLcode code);
    void tell();
    static size_t writeBody(char *data, size_t size, size_t count, void *self);
    static size_t writeHeader(char *data, size_t size, size_t count, void *self);
    static int tellUpload(void *self, curl_off_t, curl_off_t, curl_off_t total, curl_off_t sent);

    Transfers *m_transfers;
    const HttpRequest *m_request;
    CURL *m_easy;
    curl_slist *m_headers = nullptr;
    Arrival *m_waiting = nullptr;
    QByteArray m_body;
    QByteArray m_retryAfter;
    TransferEnd m_end;
    qint64 m_window;
    qint64 m_received = 0;
    qint64 m_toldSent = 0;
    char m_detail[CURL_ERROR_SIZE] = {};
    bool m_hasMemory = true; ///< for all that the request says
    bool m_headIsWhole = false;
    bool m_paused = false;
    bool m_ended = false;
};

} // namespace docchat::net
