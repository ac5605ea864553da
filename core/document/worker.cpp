#include "document/worker.h"

#include <QProcessEnvironment>
#include <QTimer>

#include <csignal>

#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace docchat::document {
namespace {

constexpr int workerSocket = 3; ///< the descriptor number that the worker finds its end at
constexpr auto closeGrace = std::chrono::milliseconds(1000);
constexpr size_t mostEvents =
    4096; ///< waiting for one job; a worker that sends more than it was asked for is ended

void limit(__rlimit_resource resource, rlim_t soft, rlim_t hard) {
    const rlimit both{soft, hard};
    ::setrlimit(resource, &both);
}

/// Runs between fork and exec: async-signal-safe calls only.
void confineChild(int socket) {
    if (socket == workerSocket)
        ::fcntl(socket, F_SETFD, 0);
    else
        ::dup2(socket, workerSocket);
    ::close_range(workerSocket + 1, ~0U, CLOSE_RANGE_CLOEXEC);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr); // the parent may have blocked some
    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_NOFILE, 64, 64);
    limit(RLIMIT_FSIZE, 0, 0);
#ifndef DOCCHAT_SANITIZED                               // the sanitizers reserve terabytes of addresses
    limit(RLIMIT_AS, rlim_t(1) << 30, rlim_t(2) << 30); // the harder one for text recognition
#endif
}

/// An error that a hostile file may have led to; a password or a kind that nobody reads is none.
bool tellsOfDamage(const Frame &frame) {
    if (frame.type != FrameType::Failed && frame.type != FrameType::PageFailed)
        return false;
    const auto failed = decode<FailedReply>(frame.body);
    return !failed || (failed->kind != ErrorKind::Password && failed->kind != ErrorKind::Unsupported &&
                       failed->kind != ErrorKind::NoText);
}

} // namespace

Worker::Worker(const QString &program, const QStringList &arguments) {
    connect(&m_process, &QProcess::stateChanged, this, [this] {
        m_ran = m_ran || m_process.state() == QProcess::Running;
        if (m_process.state() == QProcess::NotRunning)
            ended();
    });
    start(program, arguments);
}

Worker::~Worker() {
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(); // killed: it is only reaped
}

void Worker::start(const QString &program, const QStringList &arguments) {
    auto ends = socketPair();
    if (!ends) {
        m_alive = false;
        return;
    }
    m_socket = std::move(ends->first);
    makeNonBlocking(m_socket.get());
    m_readable = std::make_unique<QSocketNotifier>(m_socket.get(), QSocketNotifier::Read);
    m_writable = std::make_unique<QSocketNotifier>(m_socket.get(), QSocketNotifier::Write);
    m_writable->setEnabled(false);
    connect(m_readable.get(), &QSocketNotifier::activated, this, [this] { readFrames(); });
    connect(m_writable.get(), &QSocketNotifier::activated, this, [this] { writePending(); });

    QProcessEnvironment environment;
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
#ifdef DOCCHAT_SANITIZED
    environment.insert(QStringLiteral("ASAN_OPTIONS"), QStringLiteral("detect_leaks=0"));
#endif
    m_process.setProcessEnvironment(environment);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(QProcess::nullDevice());
    m_process.setWorkingDirectory(QStringLiteral("/"));
    m_process.setChildProcessModifier([socket = ends->second.get()] { confineChild(socket); });
    m_process.start(program, arguments);
}

quint32 Worker::newJob() {
    m_jobs.insert(++m_lastJob, std::make_shared<Events>(mostEvents));
    ++m_opened;
    if (!m_alive)
        deliver(m_lastJob, endOf(m_lastJob));
    return m_lastJob;
}

std::shared_ptr<async::Queue<WorkerEvent>> Worker::events(quint32 job) {
    return m_jobs.value(job);
}

void Worker::forget(quint32 job) {
    if (!m_jobs.remove(job) || !m_alive)
        return;
    send({FrameType::Close, job, {}});
    watchForgotten();
}

/// A page that never ends must not hold the others up when nobody waits for it any more.
void Worker::watchForgotten() {
    if (m_busyWith.empty() || m_jobs.contains(m_busyWith.front()))
        return;
    QTimer::singleShot(closeGrace, this, [this, answered = m_answered] {
        if (m_answered == answered)
            kill();
    });
}

void Worker::send(Frame frame, Descriptor descriptor) {
    if (frame.type != FrameType::Close)
        m_busyWith.push_back(frame.job);
    m_outgoing.push_back({encodeFrame(frame), std::move(descriptor)});
    writePending();
}

void Worker::writePending() {
    while (m_alive && !m_outgoing.empty()) {
        auto &next = m_outgoing.front();
        const auto sent =
            sendSome(m_socket.get(), next.bytes.constData(), next.bytes.size(), next.descriptor.get());
        if (sent < 0)
            m_outgoing.clear(); // the end of the process tells the jobs
        if (sent <= 0)
            break;
        next.bytes.remove(0, sent);
        next.descriptor = {};
        if (next.bytes.isEmpty())
            m_outgoing.pop_front();
    }
    if (m_writable)
        m_writable->setEnabled(m_alive && !m_outgoing.empty());
}

void Worker::readFrames() {
    const auto bytes = receiveSome(m_socket.get(), nullptr);
    if (!bytes) {
        m_readable->setEnabled(false); // the end of the process tells the jobs
        return;
    }
    for (auto &frame : m_reader.feed(*bytes))
        dispatch(std::move(frame));
    if (m_reader.broken()) {
        m_readable->setEnabled(false);
        kill();
    }
}

void Worker::dispatch(Frame frame) {
    if (frame.type == FrameType::Ready) {
        if (const auto ready = decode<ReadyReply>(frame.body))
            m_protections = ready->protections;
        m_whenReady();
        return;
    }
    const auto job = frame.job;
    if (isAnswer(frame.type)) {
        if (!isServing(job)) { // it answers what nobody asked
            kill();
            return;
        }
        m_busyWith.pop_front();
        ++m_answered;
        watchForgotten();
    }
    m_doubtful = m_doubtful || tellsOfDamage(frame);
    deliver(job, {std::move(frame)});
}

void Worker::deliver(quint32 job, WorkerEvent event) {
    const auto events = m_jobs.value(job);
    if (events && !events->tryPush(std::move(event)))
        kill();
}

void Worker::kill(bool timedOut) {
    m_timedOut = m_timedOut || timedOut;
    if (m_process.state() != QProcess::NotRunning)
        m_process.kill();
}

WorkerEvent Worker::endOf(quint32 job) const {
    const bool cpuLimit = m_process.exitStatus() == QProcess::CrashExit && m_process.exitCode() == SIGXCPU;
    const bool guilty = isServing(job);
    return {std::nullopt, guilty, guilty && (m_timedOut || cpuLimit), !m_ran};
}

void Worker::ended() {
    if (!std::exchange(m_alive, false))
        return;
    if (m_readable && m_readable->isEnabled()) {                         // what it said before it ended
        for (int reads = 0; reads < 64 && !m_reader.broken(); ++reads) { // its children may write on
            const auto bytes = receiveSome(m_socket.get(), nullptr);
            if (!bytes || bytes->isEmpty())
                break;
            for (auto &frame : m_reader.feed(*bytes))
                dispatch(std::move(frame));
        }
    }
    m_readable.reset();
    m_writable.reset();
    const auto jobs = m_jobs;
    for (auto job = jobs.begin(); job != jobs.end(); ++job) {
        if (!job.value()->tryPush(endOf(job.key())))
            job.value()->close();
    }
}

} // namespace docchat::document
