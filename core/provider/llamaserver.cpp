#include "provider/llamaserver.h"

#include "async/blocking.h"
#include "async/cancel.h"
#include "async/process.h"
#include "async/sleep.h"
#include "base/words.h"
#include "net/http.h"
#include "provider/gguf.h"
#include "provider/portowner.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>
#include <QRandomGenerator>
#include <QTcpServer>

#include <algorithm>
#include <csignal>

#include <linux/close_range.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace docchat::provider {

using async::Task;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype mostSaid = 8192; // bytes of its output
constexpr qsizetype mostLines = 3;
constexpr qsizetype longestLine = 200; // characters
constexpr async::Milliseconds firstPause = 20ms;
constexpr async::Milliseconds longestPause = 250ms;
constexpr async::Milliseconds healthTimeout = 2s;
constexpr async::Milliseconds endIsToldWithin = 300ms;

/// Nobody can guess it.
QByteArray newKey() {
    quint32 random[8];
    QRandomGenerator::system()->fillRange(random);
    return QByteArray(reinterpret_cast<const char *>(random), sizeof random).toHex();
}

/// 0: none is free.
quint16 freePort() {
    QTcpServer taken;
    return taken.listen(QHostAddress(QHostAddress::LocalHost)) ? taken.serverPort() : quint16(0);
}

/// What it needs to find its libraries and its graphics card; not what may hold the keys of others, nor
/// LLAMA_ARG_…, which are options.
QProcessEnvironment environmentWith(const QByteArray &key) {
    static const QStringList names{QStringLiteral("PATH"), QStringLiteral("HOME"), QStringLiteral("LANG"),
                                   QStringLiteral("TMPDIR"), QStringLiteral("LD_LIBRARY_PATH")};
    static const QStringList families{
        QStringLiteral("LC_"),   QStringLiteral("XDG_"),   QStringLiteral("CUDA_"), QStringLiteral("NVIDIA_"),
        QStringLiteral("GGML_"), QStringLiteral("HIP_"),   QStringLiteral("HSA_"),  QStringLiteral("ROCR_"),
        QStringLiteral("VK_"),   QStringLiteral("ONEAPI"), QStringLiteral("OMP_")};
    const auto ours = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment environment;
    for (const auto &name : ours.keys()) {
        const bool wanted = names.contains(name) || std::ranges::any_of(families, [&](const QString &family) {
                                return name.startsWith(family);
                            });
        if (wanted)
            environment.insert(name, ours.value(name));
    }
    environment.insert(QStringLiteral("LLAMA_API_KEY"), QString::fromLatin1(key));
    return environment;
}

/// Runs between fork and exec: async-signal-safe calls only.
void tieChild(pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) // it was gone before it could be tied to
        ::_exit(1);
    ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr); // the parent may have blocked some
    const rlimit nothing{0, 0};
    ::setrlimit(RLIMIT_CORE, &nothing); // it would hold the key and the questions
}

net::HttpRequest get(const QUrl &server, const QString &path) {
    net::HttpRequest request;
    request.url = server.resolved(QUrl(path));
    request.timeout = healthTimeout;
    return request;
}

/// The port was free, but not taken by us yet.
bool isStolen(std::stop_token, quint16 port) {
    QFile table(QStringLiteral("/proc/net/tcp"));
    return table.open(QIODevice::ReadOnly) && isListenedToByAnother(table.readAll(), port, ::geteuid());
}

Result<QString> programFor(std::stop_token, const LlamaSetup &setup) {
    if (auto problem = problemWithGguf(setup.model))
        return *problem;
    const auto program = findLlamaServer(setup.program);
    return program.isEmpty() ? Result<QString>(noLlamaServer(setup.program)) : program;
}

} // namespace

LlamaServer::LlamaServer(LlamaSetup setup) : m_setup(std::move(setup)) {}

LlamaServer::~LlamaServer() {
    if (!isRunning())
        return;
    m_process->kill();
    m_process->waitForFinished(); // killed: it is only reaped
}

bool LlamaServer::isRunning() const {
    return m_process && m_process->state() != QProcess::NotRunning;
}

qint64 LlamaServer::processId() const {
    return m_process ? m_process->processId() : 0;
}

QString LlamaServer::name() const {
    return QFileInfo(m_setup.model).fileName();
}

Task<Result<LlamaServer::Place>> LlamaServer::ready() {
    const int tries = m_tries;
    const auto turn = co_await m_starting.lock();
    if (m_tries != tries && !m_last.ok()) // it was waited for, and failed
        co_return m_last.error();
    if (m_loaded && isRunning())
        co_return m_place;
    m_loaded = false;
    auto status = co_await begin();
    if (status.ok())
        status = co_await loadInTime();
    m_last = status;
    ++m_tries;
    if (!status.ok())
        co_return status.error();
    m_loaded = true;
    co_return m_place;
}

/// It may run already: whoever started it was cancelled.
Task<Status> LlamaServer::begin() {
    if (isRunning())
        co_return Done{};
    const auto program = co_await async::runBlocking(programFor, m_setup);
    co_return program.ok() ? start(*program) : program.error();
}

Status LlamaServer::start(const QString &program) {
    const auto port = freePort();
    if (port == 0) {
        return Error{ErrorKind::Provider, Words::tr("There is no free port for llama-server"),
                     Words::tr("Close some programs, then retry")};
    }
    m_place.url = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port));
    m_place.key = newKey();
    m_said.clear();
    m_process = std::make_unique<QProcess>();
    m_process->setProcessEnvironment(environmentWith(m_place.key));
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setChildProcessModifier([parent = ::getpid()] { tieChild(parent); });
    QObject::connect(m_process.get(), &QProcess::readyRead, m_process.get(),
                     [this] { m_said = (m_said + m_process->readAll()).right(mostSaid); });
    m_process->start(program, {QStringLiteral("--model"), m_setup.model, QStringLiteral("--alias"),
                               QFileInfo(m_setup.model).completeBaseName(), QStringLiteral("--host"),
                               QStringLiteral("127.0.0.1"), QStringLiteral("--port"), QString::number(port),
                               QStringLiteral("--ctx-size"), QString::number(llamaContext),
                               QStringLiteral("--parallel"), QStringLiteral("1")});
    return Done{};
}

/// /health says 503 for as long as the model is being loaded.
Task<Status> LlamaServer::load() {
    net::HttpClient http(m_place.url, 1);
    for (auto pause = firstPause;; pause = std::min(2 * pause, longestPause)) {
        const bool healthy = (co_await http.send(get(m_place.url, QStringLiteral("/health")))).ok();
        if (!isRunning())
            co_return whyItEnded();
        if (healthy)
            break;
        co_await async::sleepFor(pause);
    }
    const bool stolen = co_await async::runBlocking(isStolen, quint16(m_place.url.port()));
    const bool open = (co_await http.send(get(m_place.url, QStringLiteral("/props")))).ok();
    if (!stolen && !open)
        co_return Done{};
    co_await stop();
    co_return stolen
        ? Error{ErrorKind::Provider, Words::tr("Another user's program listens in llama-server's place"),
                Words::tr("Retry: another port is taken then")}
        : Error{ErrorKind::Provider,
                Words::tr(
                    "This llama-server would answer anybody on this computer: it does not ask for the key"),
                Words::tr("Install a newer llama-server")};
}

Task<Status> LlamaServer::loadInTime() {
    try {
        co_return co_await async::withTimeout(m_setup.patience, load());
    } catch (const async::TimeoutError &) {
    }
    Error late{ErrorKind::TimedOut,
               Words::tr("llama-server has not loaded %1 within %2 s%3")
                   .arg(name(), QString::number(m_setup.patience.count() / 1000), lastLines()),
               Words::tr("Retry, or choose a smaller model")};
    co_await stop();
    co_return late;
}

Task<void> LlamaServer::stop() {
    if (m_process)
        co_await async::stopProcess(m_process.get(), m_setup.grace);
}

Task<bool> LlamaServer::hasEnded() {
    for (auto waited = 0ms; isRunning() && waited < endIsToldWithin; waited += firstPause)
        co_await async::sleepFor(firstPause);
    co_return !isRunning();
}

Error LlamaServer::whyItEnded() const {
    if (m_process && m_process->error() == QProcess::FailedToStart) {
        return {ErrorKind::Provider,
                Words::tr("%1 could not be started: %2").arg(m_process->program(), m_process->errorString()),
                Words::tr("Check that it is llama.cpp's llama-server, or install that anew")};
    }
    return {ErrorKind::Provider,
            Words::tr("llama-server, which runs %1, has ended%2").arg(name(), lastLines()),
            Words::tr("Retry; if it stays, choose a smaller model or a newer llama-server")};
}

/// ": “…”", or nothing when it said nothing.
QString LlamaServer::lastLines() const {
    auto text = QString::fromUtf8(m_said);
    text.replace(QString::fromLatin1(m_place.key), QStringLiteral("…"));
    QStringList lines;
    for (const auto &line : text.split(QLatin1Char('\n'))) {
        if (const auto words = line.simplified(); !words.isEmpty())
            lines += words.left(longestLine);
    }
    lines = lines.mid(std::max<qsizetype>(0, lines.size() - mostLines));
    return lines.isEmpty() ? QString() : QStringLiteral(": “%1”").arg(lines.join(QStringLiteral(" / ")));
}

} // namespace docchat::provider
