#include "scriptedserver.h"

#include "scriptedserver_delay.h"
#include "scriptedserver_dense.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringBuilder>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrlQuery>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <sys/socket.h>
#include <vector>

namespace docchat::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using Fault = ScriptedServer::Fault;
using Headers = QList<QPair<QByteArray, QByteArray>>;

namespace {
class Connection;
}

/// What every connection shares: the script to play and the books to keep.
struct ServerState {
    quint16 port = 0;
    ScriptedServer::Stats stats;
    milliseconds embedDelay{0};
    int dimension = 256;
    std::optional<DenseVectors> dense;
    Delays delays;
    QStringList words{u"A"_s, u"scripted"_s, u"answer"_s, u"[1]."_s};
    milliseconds betweenWords{0};
    ScriptedServer::Voice voice;
    QHash<QString, QList<Fault>> faults;
    QHash<QString, Fault> defaultFaults;
    QHash<QString, int> flakyCalls;
    ScriptedServer::Control control;
    QHash<QString, int> gatherings; // by path: how many are to be in flight before the first is answered
    QList<Connection *> connections;
    QTcpServer server; // last, so that it goes first and takes its connections along
};

namespace {

constexpr int keptBodies = 1000;
/// So a request beyond what is allowed is seen beside those that were gathered.
constexpr milliseconds oneTooMany{100};

struct Request {
    QByteArray method = {};
    QString target = {}; // path and query as sent
    QString path = {};
    QUrlQuery query = {};
    QHash<QByteArray, QByteArray> headers = {};
    QByteArray body = {};

    [[nodiscard]] bool isControl() const { return path.startsWith("/_"_L1); }
};

/// One client connection: reads requests one at a time and writes what a route or a fault tells it to.
class Connection : public QObject {
public:
    enum class Then { KeepOpen, Close };

    Connection(ServerState &state, QTcpSocket *socket);
    ServerState &state() { return m_state; }
    [[nodiscard]] const Request &request() const { return m_request; }
    [[nodiscard]] QString query(const QString &name, const QString &otherwise = {}) const;
    [[nodiscard]] int number(const QString &name, int otherwise) const;

    void reply(int status, const QByteArray &body, const Headers &headers = {});
    void replyJson(const QJsonObject &object, int status = 200);
    void startStream(int status, const Headers &headers, bool chunked = true);
    void writePiece(const QByteArray &piece);
    void endStream();
    void write(const QByteArray &bytes);
    void complete(Then then);
    void reset();
    void kill();
    void after(milliseconds delay, std::function<void()> step);
    void closeIdleAfter(milliseconds delay);
    void goOn(milliseconds delay);

private:
    void readMore();
    bool takeRequest();
    void begin();
    void beginControl();
    bool joinsGathering();
    void answer();
    void record();
    void countConnection(bool counted);
    void finishIfWritten();
    void release();
    void forget();

    ServerState &m_state;
    QTcpSocket *m_socket;
    QByteArray m_buffer;
    Request m_request;
    qint64 m_begun = 0;      // when the last byte of the request was read, in µs
    int m_serial = 0;        // of the request; a timer of an older one does nothing
    bool m_busy = false;     // a request is in flight
    bool m_waits = false;    // for others to the same path
    bool m_complete = false; // its reply is in the socket's buffer to the last byte
    bool m_chunked = false;
    bool m_counted = false;
    Then m_then = Then::KeepOpen;
};

using Route = void (*)(Connection &);
Route routeFor(const QString &path);
void play(Connection &connection, const Fault &fault);

qint64 steadyUs() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

qint64 steadyMs() {
    return steadyUs() / 1000;
}

std::optional<Fault> takeFault(ServerState &state, const QString &path) {
    if (const auto queue = state.faults.find(path); queue != state.faults.end() && !queue->isEmpty())
        return queue->takeFirst();
    if (const auto fault = state.defaultFaults.constFind(path); fault != state.defaultFaults.constEnd())
        return *fault;
    return std::nullopt;
}

QByteArray reasonFor(int status) {
    static const QHash<int, QByteArray> reasons{
        {200, "OK"}, {404, "Not Found"}, {429, "Too Many Requests"}, {500, "Internal Server Error"}};
    return reasons.value(status, "Scripted");
}

bool hasHeader(const Headers &headers, const char *name) {
    return std::ranges::any_of(
        headers, [name](const auto &h) { return h.first.compare(name, Qt::CaseInsensitive) == 0; });
}

QByteArray headFor(int status, const Headers &headers, const QByteArray &framing) {
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonFor(status) + "\r\n" + framing;
    if (!hasHeader(headers, "Content-Type"))
        head += "Content-Type: application/json\r\n";
    for (const auto &[name, value] : headers)
        head += name + ": " + value + "\r\n";
    return head + "\r\n";
}

QByteArray lengthHeader(qsizetype bytes) {
    return "Content-Length: " + QByteArray::number(bytes) + "\r\n";
}

Connection::Connection(ServerState &state, QTcpSocket *socket)
    : QObject(&state.server), m_state(state), m_socket(socket) {
    socket->setParent(this);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_state.connections.append(this);
    countConnection(true);
    connect(socket, &QTcpSocket::readyRead, this, &Connection::readMore);
    connect(socket, &QTcpSocket::bytesWritten, this, &Connection::finishIfWritten);
    connect(socket, &QTcpSocket::disconnected, this, &Connection::forget);
}

QString Connection::query(const QString &name, const QString &otherwise) const {
    return m_request.query.hasQueryItem(name) ? m_request.query.queryItemValue(name, QUrl::FullyDecoded)
                                              : otherwise;
}

int Connection::number(const QString &name, int otherwise) const {
    return query(name, QString::number(otherwise)).toInt();
}

void Connection::readMore() {
    if (m_then == Then::Close)
        return;
    m_buffer += m_socket->readAll();
    while (!m_busy && m_then == Then::KeepOpen && takeRequest())
        begin();
}

bool Connection::takeRequest() {
    const auto headEnd = m_buffer.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return false;
    const QList<QByteArray> lines = m_buffer.first(headEnd).replace('\r', "").split('\n');
    const QList<QByteArray> start = lines.first().split(' ');
    Request request{.method = start.value(0), .target = QString::fromLatin1(start.value(1))};
    for (const QByteArray &line : lines.sliced(1)) {
        const auto colon = line.indexOf(':');
        request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    const auto bodyStart = headEnd + 4;
    const auto length = std::max<qsizetype>(0, request.headers.value("content-length").toLongLong());
    if (m_buffer.size() < bodyStart + length)
        return false;
    request.body = m_buffer.sliced(bodyStart, length);
    m_buffer.remove(0, bodyStart + length);
    const QUrl url = QUrl::fromEncoded(start.value(1));
    request.path = url.path();
    request.query = QUrlQuery(url);
    m_request = std::move(request);
    return true;
}

void Connection::begin() {
    m_busy = true;
    m_complete = false;
    m_begun = steadyUs();
    ++m_serial;
    if (m_request.isControl())
        return beginControl();
    countConnection(true);
    record();
    if (!joinsGathering())
        answer();
}

/// False: none to its path is to wait. The request that makes them complete lets all of them go on.
bool Connection::joinsGathering() {
    const auto count = m_state.gatherings.value(m_request.path);
    if (count == 0)
        return false;
    m_waits = true;
    QList<Connection *> together;
    for (Connection *connection : std::as_const(m_state.connections)) {
        if (connection->m_waits && connection->m_request.path == m_request.path)
            together.append(connection);
    }
    if (together.size() < count)
        return true;
    m_state.gatherings.remove(m_request.path);
    for (Connection *connection : std::as_const(together))
        connection->goOn(oneTooMany);
    return true;
}

void Connection::goOn(milliseconds delay) {
    if (std::exchange(m_waits, false))
        after(delay, [this] { answer(); });
}

void Connection::answer() {
    if (const auto fault = takeFault(m_state, m_request.path))
        return play(*this, *fault);
    routeFor(m_request.path)(*this);
}

void Connection::beginControl() {
    if (m_serial == 1)
        countConnection(false);
    const auto &control = m_state.control;
    const QByteArray json = control ? control(m_request.path, m_request.body) : QByteArray();
    reply(json.isEmpty() ? 400 : 200, json);
}

void Connection::record() {
    auto &stats = m_state.stats;
    ++stats.requests;
    stats.maxInFlight = std::max(stats.maxInFlight, ++stats.inFlight);
    stats.paths.append(m_request.target);
    stats.methods.append(m_request.method);
    stats.headers.append(m_request.headers);
    stats.times.append(steadyMs());
    stats.bodies.append(m_request.body);
    if (stats.bodies.size() > keptBodies)
        stats.bodies.removeFirst();
}

void Connection::countConnection(bool counted) {
    if (m_counted == counted)
        return;
    m_counted = counted;
    auto &stats = m_state.stats;
    stats.openConnections += counted ? 1 : -1;
    stats.connections = std::max(0, stats.connections + (counted ? 1 : -1)); // reset() may have forgotten it
}

void Connection::reply(int status, const QByteArray &body, const Headers &headers) {
    const bool bodyless = status < 200 || status == 204 || status == 304; // RFC 9110 6.4.1
    write(headFor(status, headers, bodyless ? QByteArray() : lengthHeader(body.size())) +
          (bodyless ? QByteArray() : body));
    complete(headers.contains({"Connection", "close"}) ? Then::Close : Then::KeepOpen);
}

void Connection::replyJson(const QJsonObject &object, int status) {
    reply(status, QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void Connection::startStream(int status, const Headers &headers, bool chunked) {
    m_chunked = chunked;
    write(headFor(status, headers, chunked ? "Transfer-Encoding: chunked\r\n" : "Connection: close\r\n"));
}

void Connection::writePiece(const QByteArray &piece) {
    if (!piece.isEmpty()) // an empty chunk would end the stream
        write(m_chunked ? QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n" : piece);
}

void Connection::endStream() {
    if (m_chunked)
        write("0\r\n\r\n");
    complete(m_chunked ? Then::KeepOpen : Then::Close);
}

void Connection::write(const QByteArray &bytes) {
    if (!m_busy)
        return; // the client left during an earlier write
    m_socket->write(bytes);
    m_socket->flush();
}

void Connection::complete(Then then) {
    if (then == Then::Close || m_request.headers.value("connection").toLower() == "close")
        m_then = Then::Close;
    m_complete = true;
    finishIfWritten();
}

void Connection::finishIfWritten() {
    if (!m_busy || !m_complete || m_socket->bytesToWrite() > 0)
        return;
    if (!m_request.isControl())
        m_state.stats.serviceUs.append(steadyUs() - m_begun);
    release();
    if (m_then == Then::Close)
        m_socket->disconnectFromHost();
    else if (!m_buffer.isEmpty()) // the client pipelines
        QTimer::singleShot(0, this, &Connection::readMore);
}

void Connection::release() {
    if (m_busy && !m_request.isControl())
        --m_state.stats.inFlight;
    m_busy = m_waits = false;
}

void Connection::reset() {
    const linger now{.l_onoff = 1, .l_linger = 0}; // close() then sends RST instead of FIN: socket(7)
    setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    kill();
}

void Connection::kill() {
    release();
    m_then = Then::Close;
    m_socket->abort();
    forget();
}

void Connection::forget() {
    if (!m_state.connections.removeOne(this))
        return;
    if (m_busy && !m_request.isControl())
        m_state.stats.disconnects.append({steadyMs(), m_request.target});
    release();
    m_then = Then::Close;
    m_state.stats.openConnections -= m_counted ? 1 : 0;
    deleteLater();
}

void Connection::after(milliseconds delay, std::function<void()> step) {
    m_state.delays.add(delay, this, [this, serial = m_serial, step = std::move(step)] {
        if (m_busy && serial == m_serial)
            step();
    });
}

void Connection::closeIdleAfter(milliseconds delay) {
    QTimer::singleShot(delay, Qt::PreciseTimer, this, [this] {
        if (!m_busy)
            m_socket->disconnectFromHost();
    });
}

void play(Connection &connection, const Fault &fault) {
    const int status = fault.status == 0 ? 200 : fault.status;
    const QByteArray body =
        fault.body.isEmpty() ? R"({"object":"list","data":[{"object":"embedding","inde)"_ba : fault.body;
    switch (fault.kind) {
    case Fault::Reply:
        return connection.reply(status, fault.body, fault.headers);
    case Fault::Hang:
        return;
    case Fault::CloseBeforeReply:
        return connection.complete(Connection::Then::Close);
    case Fault::HalfBody:
        connection.write(headFor(status, fault.headers, lengthHeader(body.size())) +
                         body.first(body.size() / 2));
        return connection.complete(Connection::Then::Close);
    case Fault::Stall:
        connection.startStream(status, fault.headers);
        return connection.writePiece(fault.body);
    case Fault::Reset:
        return connection.reset();
    case Fault::InvalidJson:
        return connection.reply(status, body, fault.headers);
    }
}

struct Stream {
    int count;
    milliseconds pace; // negative: all in one turn of the loop
    std::function<QByteArray(int)> event;
    std::function<void(Connection &)> end;
};

void playFrom(Connection &c, const Stream &stream, int next = 0) {
    for (; stream.pace < 0ms && next < stream.count; ++next)
        c.writePiece(stream.event(next));
    if (next >= stream.count)
        return stream.end(c);
    c.after(stream.pace, [&c, stream, next] {
        c.writePiece(stream.event(next));
        playFrom(c, stream, next + 1);
    });
}

/// Feature hashing of character 3-grams with a sign (Weinberger et al. 2009), L2-normalised.
std::vector<float> embed(const QString &text, int dimension) {
    const QString padded = u"  "_s + text.toLower().simplified() + u' ';
    std::vector<float> vector(size_t(dimension), 0.0F);
    for (qsizetype i = 0; i + 3 <= padded.size(); ++i) {
        quint64 hash = 14695981039346656037ULL; // FNV-1a
        for (const QChar c : QStringView(padded).sliced(i, 3))
            hash = (hash ^ c.unicode()) * 1099511628211ULL;
        vector[(hash >> 8) % vector.size()] += (hash >> 60) % 2 == 0 ? 1.0F : -1.0F;
    }
    float squares = 0;
    for (const float x : vector)
        squares += x * x;
    if (squares == 0) { // all grams cancelled out
        vector[0] = 1;
        return vector;
    }
    for (float &x : vector)
        x /= std::sqrt(squares);
    return vector;
}

QByteArray numbersOf(const std::vector<float> &vector) {
    QByteArray numbers;
    for (const float x : vector)
        numbers += QByteArray::number(double(x), 'g', 9) + ',';
    numbers.chop(1);
    return numbers;
}

QByteArray embeddingItem(qsizetype index, const QByteArray &numbers) {
    return R"({"object":"embedding","index":)" % QByteArray::number(index) % R"(,"embedding":[)" % numbers %
           "]}";
}

QByteArray embeddingsReply(const QJsonObject &asked, const QStringList &texts, const ServerState &state) {
    QByteArrayList items;
    qsizetype tokens = 0;
    for (const QString &text : texts) {
        const auto numbers =
            state.dense ? state.dense->numbers(text) : numbersOf(embed(text, state.dimension));
        items.append(embeddingItem(items.size(), numbers));
        tokens += text.size() / 4 + 1;
    }
    const QJsonObject rest{
        {u"object"_s, u"list"_s},
        {u"model"_s, asked["model"_L1]},
        {u"usage"_s, QJsonObject{{u"prompt_tokens"_s, tokens}, {u"total_tokens"_s, tokens}}}};
    const QByteArray json = QJsonDocument(rest).toJson(QJsonDocument::Compact);
    return R"({"data":[)" % items.join(',') % "]," %
           json.sliced(1); // by hand: QJsonArray is slow at this size
}

QStringList stringsOf(const QJsonValue &value) {
    return value.isString() ? QStringList{value.toString()} : value.toVariant().toStringList();
}

void embeddings(Connection &c) {
    const QJsonObject asked = QJsonDocument::fromJson(c.request().body).object();
    const QStringList texts = stringsOf(asked["input"_L1]);
    if (texts.isEmpty())
        return c.replyJson({{u"error"_s, QJsonObject{{u"message"_s, u"'input' is missing"_s}}}}, 400);
    c.after(c.state().embedDelay,
            [&c, asked, texts] { c.reply(200, embeddingsReply(asked, texts, c.state())); });
}

QJsonObject choice(const QString &key, const QJsonObject &message) {
    return {{u"choices"_s, QJsonArray{QJsonObject{{u"index"_s, 0}, {key, message}}}}};
}

/// `form` with the word and a blank, as JSON, in place of WORD.
QByteArray withWord(QByteArray form, const QString &word) {
    const auto list = QJsonDocument(QJsonArray{QString(word + u' ')}).toJson(QJsonDocument::Compact);
    return form.replace("WORD", list.sliced(1).chopped(1));
}

void speak(Connection &c, const QByteArray &contentType, const ScriptedServer::Voice &voice) {
    const QStringList words = c.state().words;
    const auto event = [words, voice](int i) { return withWord(voice.word, words[i]); };
    const auto end = [voice](Connection &connection) {
        connection.writePiece(voice.after);
        connection.endStream();
    };
    c.startStream(200, {{"Content-Type", contentType}});
    c.writePiece(voice.before);
    playFrom(c, {int(words.size()), std::max(0ms, c.state().betweenWords), event, end});
}

void chat(Connection &c) {
    const QStringList words = c.state().words;
    if (!QJsonDocument::fromJson(c.request().body).object()["stream"_L1].toBool())
        return c.replyJson(
            choice(u"message"_s, {{u"role"_s, u"assistant"_s}, {u"content"_s, words.join(u' ')}}));
    speak(c, "text/event-stream", c.state().voice);
}

void ollamaChat(Connection &c) {
    speak(c, "application/x-ndjson",
          {{},
           R"({"model":"m","message":{"role":"assistant","content":WORD},"done":false})"
           "\n",
           R"({"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop",)"
           R"("prompt_eval_count":26,"eval_count":4})"
           "\n"});
}

void ollamaEmbed(Connection &c) {
    const QJsonObject asked = QJsonDocument::fromJson(c.request().body).object();
    const QStringList texts = stringsOf(asked["input"_L1]);
    c.after(c.state().embedDelay, [&c, texts] {
        QByteArrayList rows;
        for (const QString &text : texts)
            rows += '[' + numbersOf(embed(text, c.state().dimension)) + ']';
        c.reply(200, R"({"model":"m","embeddings":[)" % rows.join(',') % R"(],"prompt_eval_count":8})");
    });
}

void ollamaTags(Connection &c) {
    c.reply(200, R"({"models":[{"name":"scripted-embedder","model":"scripted-embedder","size":274302450},)"
                 R"({"name":"scripted-chat","model":"scripted-chat","size":4661224676}]})");
}

void ollamaShow(Connection &c) {
    const auto model = QJsonDocument::fromJson(c.request().body).object()["model"_L1].toString();
    const bool embeds = model.contains("embed"_L1);
    const auto ability = embeds ? u"embedding"_s : u"completion"_s;
    const auto family = embeds ? u"bert"_s : u"llama"_s;
    c.replyJson({{u"capabilities"_s, QJsonArray{ability}},
                 {u"model_info"_s, QJsonObject{{u"general.architecture"_s, family},
                                               {family + u".context_length"_s, embeds ? 512 : 8192}}}});
}

void ollamaPull(Connection &c) {
    const QByteArrayList lines{R"({"status":"pulling manifest"})",
                               R"({"status":"pulling 6a0746a1ec1a","digest":"sha256:6a","total":1000})",
                               R"({"status":"pulling 6a0746a1ec1a","total":1000,"completed":400})",
                               R"({"status":"pulling 6a0746a1ec1a","total":1000,"completed":1000})",
                               R"({"status":"verifying sha256 digest"})",
                               R"({"status":"success"})"};
    c.startStream(200, {{"Content-Type", "application/x-ndjson"}});
    playFrom(c, {int(lines.size()), std::max(0ms, c.state().betweenWords),
                 [lines](int i) { return QByteArray(lines[i] + '\n'); },
                 [](Connection &connection) { connection.endStream(); }});
}

void models(Connection &c) {
    c.reply(200, R"({"object":"list","data":[{"id":"scripted-embedder","object":"model"},)"
                 R"({"id":"scripted-chat","object":"model"}]})");
}

QByteArray sseEvent(int i) {
    return "data: {\"i\":" + QByteArray::number(i) + ",\"t\":" + QByteArray::number(steadyMs()) + "}\n\n";
}

void endSse(Connection &c) {
    if (c.number(u"stall"_s, 0) != 0)
        return;
    if (c.number(u"drop"_s, 0) != 0)
        return c.complete(Connection::Then::Close);
    c.endStream();
}

void sse(Connection &c) {
    c.startStream(200, {{"Content-Type", "text/event-stream"}}, c.number(u"raw"_s, 0) == 0);
    playFrom(c, {c.number(u"n"_s, 20), milliseconds(c.number(u"ms"_s, 10)), sseEvent, endSse});
}

void small(Connection &c) {
    c.after(milliseconds(c.number(u"ms"_s, 0)), [&c] { c.reply(200, R"({"ok":1})"); });
}

void flaky(Connection &c) {
    if (c.state().flakyCalls[c.query(u"id"_s, u"x"_s)]++ >= c.number(u"fail"_s, 2))
        return c.reply(200, R"({"ok":1})");
    c.reply(429, R"({"error":"rate"})", {{"Retry-After", c.query(u"ra"_s, u"1"_s).toLatin1()}});
}

void echo(Connection &c) {
    QJsonObject headers;
    for (const auto &[name, value] : c.request().headers.asKeyValueRange())
        headers.insert(QString::fromLatin1(name), QString::fromLatin1(value));
    c.replyJson({{u"method"_s, QString::fromLatin1(c.request().method)},
                 {u"headers"_s, headers},
                 {u"length"_s, c.request().body.size()}});
}

void big(Connection &c) {
    const QByteArray body(std::max(0, c.number(u"n"_s, 1'000'000)), 'x');
    c.reply(200, body, {{"Content-Type", "application/octet-stream"}});
}

void redirect(Connection &c) {
    c.reply(c.number(u"code"_s, 302), {}, {{"Location", c.query(u"to"_s).toUtf8()}});
}

void closeNow(Connection &c) {
    return c.number(u"rst"_s, 0) != 0 ? c.reset() : c.complete(Connection::Then::Close);
}

void idleClose(Connection &c) {
    c.reply(200, "{}");
    c.closeIdleAfter(milliseconds(c.number(u"ms"_s, 200)));
}

Route routeFor(const QString &path) {
    static const QHash<QString, Route> routes{
        {u"/v1/embeddings"_s, embeddings},
        {u"/v1/chat/completions"_s, chat},
        {u"/v1/models"_s, models},
        {u"/api/chat"_s, ollamaChat},
        {u"/api/embed"_s, ollamaEmbed},
        {u"/api/tags"_s, ollamaTags},
        {u"/api/show"_s, ollamaShow},
        {u"/api/pull"_s, ollamaPull},
        {u"/small"_s, small},
        {u"/hang"_s, [](Connection &) {}},
        {u"/sse"_s, sse},
        {u"/flaky"_s, flaky},
        {u"/status"_s, [](Connection &c) { c.reply(c.number(u"code"_s, 200), R"({"e":1})"); }},
        {u"/redir"_s, redirect},
        {u"/echo"_s, echo},
        {u"/big"_s, big},
        {u"/closenow"_s, closeNow},
        {u"/idleclose"_s, idleClose},
    };
    return routes.value(path, [](Connection &c) { c.reply(404, R"({"error":"no such path"})"); });
}

void acceptConnections(ServerState &state) {
    while (QTcpSocket *socket = state.server.nextPendingConnection())
        new Connection(state, socket); // owned by the server, and by itself once the socket closes
}

} // namespace

ScriptedServer::ScriptedServer(quint16 port) : m_state(std::make_unique<ServerState>()) {
    QTcpServer &server = m_state->server;
    server.setMaxPendingConnections(4096);
    server.setListenBacklogSize(4096);
    QObject::connect(&server, &QTcpServer::newConnection, &server, [this] { acceptConnections(*m_state); });
    m_state->port = port;
    if (!listenAgain())
        qFatal("ScriptedServer: port %d: %ls", int(port), qUtf16Printable(server.errorString()));
    m_state->port = server.serverPort();
}

ScriptedServer::~ScriptedServer() {
    closeAll();
}

quint16 ScriptedServer::port() const {
    return m_state->port;
}

QUrl ScriptedServer::url(const QString &path) const {
    return QUrl(u"http://127.0.0.1:%1%2"_s.arg(QString::number(port()), path));
}

ScriptedServer::Stats ScriptedServer::stats() const {
    return m_state->stats;
}

void ScriptedServer::reset() {
    Stats fresh;
    fresh.inFlight = fresh.maxInFlight = m_state->stats.inFlight;
    fresh.openConnections = m_state->stats.openConnections;
    m_state->stats = fresh;
    m_state->flakyCalls.clear();
}

void ScriptedServer::setEmbedDelay(milliseconds delay) {
    m_state->embedDelay = delay;
}

void ScriptedServer::gather(const QString &path, int count) {
    m_state->gatherings.insert(path, count);
}

void ScriptedServer::setDimension(int dimension) {
    m_state->dimension = std::max(1, dimension);
    m_state->dense.reset();
}

void ScriptedServer::setDenseVectors(int dimension) {
    m_state->dense.emplace(std::max(1, dimension));
}

void ScriptedServer::setVoice(Voice voice) {
    m_state->voice = std::move(voice);
}

void ScriptedServer::setAnswer(QStringList words, milliseconds betweenWords) {
    m_state->words = std::move(words);
    m_state->betweenWords = betweenWords;
}

void ScriptedServer::setFault(const QString &path, const QList<Fault> &faults) {
    m_state->faults.insert(path, faults);
}

void ScriptedServer::setDefaultFault(const QString &path, const Fault &fault) {
    m_state->defaultFaults.insert(path, fault);
}

void ScriptedServer::addFaults(const QString &path, const QList<Fault> &faults) {
    m_state->faults[path].append(faults);
}

void ScriptedServer::clearFaults() {
    m_state->gatherings.clear();
    for (Connection *connection : std::as_const(m_state->connections))
        connection->goOn(0ms);
    m_state->faults.clear();
    m_state->defaultFaults.clear();
}

void ScriptedServer::setControl(Control control) {
    m_state->control = std::move(control);
}

void ScriptedServer::closeAll() {
    m_state->server.close();
    while (!m_state->connections.isEmpty())
        m_state->connections.first()->kill();
}

bool ScriptedServer::listenAgain() {
    return m_state->server.listen(QHostAddress::LocalHost, m_state->port);
}

} // namespace docchat::tests
