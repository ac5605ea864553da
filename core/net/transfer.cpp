#include "net/transfer.h"

#include <QNetworkProxyFactory>
#include <QNetworkProxyQuery>
#include <QSocketNotifier>

#include <cerrno>
#include <new>

namespace docchat::net {
namespace {

constexpr long receiveBuffer = 64 * 1024; // beyond 128 KiB each call would map and unmap its own

/// Once a process; libcurl counts and never minds a second time.
void initialize() {
    static const auto code = curl_global_init(CURL_GLOBAL_DEFAULT);
    Q_ASSERT(code == CURLE_OK);
}

/// The environment's proxy is for the world outside. Its password stays out of the address, which errors
/// show.
Proxy proxyFor(const QUrl &origin) {
    if (isThisComputer(origin))
        return {};
    const auto proxy = QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(origin)).value(0);
    QUrl url;
    if (proxy.type() == QNetworkProxy::HttpProxy)
        url.setScheme(QStringLiteral("http"));
    else if (proxy.type() == QNetworkProxy::Socks5Proxy)
        url.setScheme(QStringLiteral("socks5h"));
    else
        return {};
    url.setHost(proxy.hostName());
    url.setPort(proxy.port());
    return {url.toEncoded(), proxy.user().toUtf8(), proxy.password().toUtf8()};
}

} // namespace

// ---- libcurl on the Qt loop

Transfers::Transfers(const QUrl &origin, int connections) : m_proxy(proxyFor(origin)) {
    initialize();
    m_multi = curl_multi_init();
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &Transfers::watchSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &Transfers::setTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, long(connections));
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] { act(CURL_SOCKET_TIMEOUT, 0); });
}

Transfers::~Transfers() {
    for (auto *easy : m_idleHandles)
        curl_easy_cleanup(easy);
    curl_multi_cleanup(m_multi);
}

/// A handle is cheaper to reset than to make; connections and names are the multi handle's.
CURL *Transfers::takeHandle() {
    if (m_idleHandles.empty()) {
        if (auto *made = curl_easy_init())
            return made;
        throw std::bad_alloc();
    }
    auto *easy = m_idleHandles.back();
    m_idleHandles.pop_back();
    curl_easy_reset(easy);
    return easy;
}

int Transfers::watchSocket(CURL *, curl_socket_t socket, int what, void *self, void *) {
    static_cast<Transfers *>(self)->watch(socket, what);
    return 0;
}

int Transfers::setTimer(CURLM *, long ms, void *self) {
    auto &timer = static_cast<Transfers *>(self)->m_timer;
    if (ms < 0)
        timer.stop();
    else
        timer.start(int(std::min<long>(ms, 3'600'000)));
    return 0;
}

/// A notifier that is not needed sleeps until its socket's number comes again: it may be the one that called.
void Transfers::watch(curl_socket_t socket, int what) {
    auto &watched = m_watches[socket];
    watch(&watched.read, socket, QSocketNotifier::Read, what == CURL_POLL_IN || what == CURL_POLL_INOUT);
    watch(&watched.write, socket, QSocketNotifier::Write, what == CURL_POLL_OUT || what == CURL_POLL_INOUT);
}

void Transfers::watch(std::unique_ptr<QSocketNotifier> *notifier, curl_socket_t socket, int type,
                      bool wanted) {
    if (*notifier) {
        (*notifier)->setEnabled(wanted);
    } else if (wanted) {
        *notifier = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Type(type));
        const int events = type == QSocketNotifier::Read ? CURL_CSELECT_IN : CURL_CSELECT_OUT;
        connect(notifier->get(), &QSocketNotifier::activated, this,
                [this, socket, events] { actAndRun(socket, events); });
    }
}

/// What the event made ready, such as the next request, runs before the next socket is read. It may end
/// this object.
void Transfers::actAndRun(curl_socket_t socket, int events) {
    auto *loop = async::Loop::current();
    const bool others = loop->hasReady(); // which have their slices between Qt's events
    act(socket, events);
    if (!others)
        loop->runReady();
}

/// Never called from one of libcurl's own callbacks: those only note what happened and make tasks ready.
void Transfers::act(curl_socket_t socket, int events) {
    int running = 0;
    curl_multi_socket_action(m_multi, socket, events, &running);
    int left = 0;
    while (const auto *message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        Transfer *transfer = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        transfer->finish(message->data.result);
    }
}

// ---- one transfer

Transfer::Transfer(Transfers *transfers, const HttpRequest *request, qint64 window)
    : m_transfers(transfers), m_request(request), m_easy(transfers->takeHandle()), m_window(window) {
    setOptions();
    setHeaders();
    if (!m_hasMemory || curl_multi_add_handle(m_transfers->m_multi, m_easy) != CURLM_OK)
        finish(CURLE_OUT_OF_MEMORY);
    else
        m_transfers->act(CURL_SOCKET_TIMEOUT, 0); // sends at once, not after a turn of the loop
}

Transfer::~Transfer() {
    curl_multi_remove_handle(m_transfers->m_multi, m_easy);
    m_transfers->m_idleHandles.push_back(m_easy);
    curl_slist_free_all(m_headers);
}

void Transfer::setOptions() {
    const auto set = [this](CURLoption option, auto value) {
        const auto code = curl_easy_setopt(m_easy, option, value);
        Q_ASSERT(code == CURLE_OK || code == CURLE_OUT_OF_MEMORY);
        m_hasMemory = m_hasMemory && code != CURLE_OUT_OF_MEMORY;
    };
    set(CURLOPT_PRIVATE, this);
    set(CURLOPT_URL, m_request->url.toEncoded().constData());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L); // a key never goes to another origin
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L); // else a cancelled look-up of a name is waited for
    // What is unpacked while a stream is held back is kept in memory, so a stream does not ask for it.
    set(CURLOPT_ACCEPT_ENCODING, m_window == 0 ? "" : "identity");
    set(CURLOPT_BUFFERSIZE, receiveBuffer);
    set(CURLOPT_ERRORBUFFER, m_detail);
    set(CURLOPT_WRITEFUNCTION, &Transfer::writeBody);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_HEADERFUNCTION, &Transfer::writeHeader);
    set(CURLOPT_HEADERDATA, this);
    const auto &proxy = m_transfers->m_proxy;
    set(CURLOPT_PROXY, proxy.address.constData()); // "" overrules what libcurl reads in the environment
    set(CURLOPT_PROXYAUTH, CURLAUTH_ANY);
    if (!proxy.user.isEmpty()) {
        set(CURLOPT_PROXYUSERNAME, proxy.user.constData());
        set(CURLOPT_PROXYPASSWORD, proxy.password.constData());
    }
    if (m_request->uploaded) {
        set(CURLOPT_XFERINFOFUNCTION, &Transfer::tellUpload);
        set(CURLOPT_XFERINFODATA, this);
        set(CURLOPT_NOPROGRESS, 0L);
    }
    if (!m_request->body.isEmpty()) {
        set(CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(m_request->body.size()));
        set(CURLOPT_POSTFIELDS, m_request->body.constData());
    }
    if (m_request->method != (m_request->body.isEmpty() ? "GET" : "POST"))
        set(CURLOPT_CUSTOMREQUEST, m_request->method.constData());
}

void Transfer::setHeaders() {
    const auto add = [this](const QByteArray &line) {
        if (auto *longer = curl_slist_append(m_headers, line))
            m_headers = longer;
        else
            m_hasMemory = false;
    };
    add("Idempotency-Key: " + m_request->idempotencyKey);
    add("User-Agent: DocChat");
    add("Expect:"); // a wait for "100 Continue" costs a second where the server does not know it
    if (!m_request->body.isEmpty())
        add("Content-Type: application/json");
    for (const auto &[name, value] : m_request->headers)
        add(name + ": " + value);
    curl_easy_setopt(m_easy, CURLOPT_HTTPHEADER, m_headers);
}

size_t Transfer::writeBody(char *data, size_t size, size_t count, void *self) {
    auto &transfer = *static_cast<Transfer *>(self);
    const auto bytes = qsizetype(size * count);
    if (transfer.m_received + bytes > transfer.m_request->maxBody) {
        transfer.m_end.tooLarge = true;
        return CURL_WRITEFUNC_ERROR;
    }
    if (transfer.m_window > 0 && transfer.m_body.size() >= transfer.m_window) {
        transfer.m_paused = true;
        return CURL_WRITEFUNC_PAUSE;
    }
    transfer.m_received += bytes;
    transfer.m_body.append(data, bytes);
    transfer.tell();
    return size_t(bytes);
}

size_t Transfer::writeHeader(char *data, size_t size, size_t count, void *self) {
    auto &transfer = *static_cast<Transfer *>(self);
    const auto line = QByteArray::fromRawData(data, qsizetype(size * count));
    constexpr QByteArrayView name("retry-after:");
    if (line.startsWith("HTTP/")) { // perhaps after an informational answer
        transfer.m_headIsWhole = false;
        transfer.m_retryAfter.clear();
    } else if (line.trimmed().isEmpty()) {
        transfer.m_headIsWhole = true; // what comes later are trailers
    } else if (!transfer.m_headIsWhole && line.size() > name.size() &&
               line.left(name.size()).compare(name, Qt::CaseInsensitive) == 0) {
        transfer.m_retryAfter = line.mid(name.size()).trimmed();
    }
    return size * count;
}

int Transfer::tellUpload(void *self, curl_off_t, curl_off_t, curl_off_t total, curl_off_t sent) {
    auto &transfer = *static_cast<Transfer *>(self);
    if (total > 0 && sent > std::exchange(transfer.m_toldSent, sent))
        transfer.m_request->uploaded(sent, total);
    return 0;
}

QByteArray Transfer::take() {
    auto body = std::exchange(m_body, {});
    // What waited is written at once; libcurl tells only here when that ends the transfer.
    if (std::exchange(m_paused, false) && curl_easy_pause(m_easy, CURLPAUSE_CONT) != CURLE_OK && !m_ended)
        finish(CURLE_WRITE_ERROR);
    return body;
}

int Transfer::status() const {
    long status = 0;
    curl_easy_getinfo(m_easy, CURLINFO_RESPONSE_CODE, &status);
    return int(status);
}

void Transfer::finish(CURLcode code) {
    m_ended = true;
    m_end.code = code == CURLE_OK && !m_headIsWhole ? CURLE_PARTIAL_FILE : code; // libcurl takes half a head
    long connectStatus = 0;
    long osError = 0;
    curl_easy_getinfo(m_easy, CURLINFO_HTTP_CONNECTCODE, &connectStatus);
    curl_easy_getinfo(m_easy, CURLINFO_OS_ERRNO, &osError);
    const bool byProxy = !m_transfers->m_proxy.address.isEmpty();
    m_end.proxyRefused = connectStatus >= 300 || (byProxy && m_end.code == CURLE_COULDNT_CONNECT);
    m_end.nobodyListens = m_end.code == CURLE_COULDNT_CONNECT && osError == ECONNREFUSED;
    m_end.detail = QString::fromUtf8(*m_detail ? m_detail : curl_easy_strerror(m_end.code));
    tell();
}

void Transfer::tell() {
    if (!m_waiting || !m_waiting->ready())
        return;
    auto *waiting = std::exchange(m_waiting, nullptr);
    waiting->fire();
}

} // namespace docchat::net
