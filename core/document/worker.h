#pragma once

#include "async/queue.h"
#include "document/descriptor.h"
#include "document/protocol.h"

#include <QHash>
#include <QObject>
#include <QProcess>
#include <QSocketNotifier>

#include <deque>
#include <functional>
#include <memory>

namespace docchat::document {

/// What a job hears from its worker: a frame, or that the worker is gone.
struct WorkerEvent {
    std::optional<Frame> frame; ///< nullopt: the worker has ended
    bool guilty = false;        ///< the worker ended while it was busy with this very job
    bool timedOut = false;      ///< guilty, and ended by a clock
    bool unstarted = false;     ///< its program could not be started
    bool silent = false;        ///< timed out as nothing came from it, not by the document's time in all
};

/// One parser process: it gets an open descriptor and answers in frames, under rlimits, with an empty
/// environment and nothing else open. It never sees a path, a key or the database. Loop thread only.
class Worker : public QObject {
public:
    /// Starts `program`; requests may be sent at once.
    explicit Worker(const QString &program, const QStringList &arguments = {});
    ~Worker() override;

    /// A new number for a job; its events arrive in events(job) until forget(job).
    [[nodiscard]] quint32 newJob();
    [[nodiscard]] std::shared_ptr<async::Queue<WorkerEvent>> events(quint32 job);
    void forget(quint32 job);

    /// Queues a request; a descriptor goes with it.
    void send(Frame frame, Descriptor descriptor = {});

    /// Ends the process at once; every job hears of it. `timedOut`: the outside clock is the reason.
    void kill(bool timedOut = false);

    /// Is the worker at a request of this job right now?
    [[nodiscard]] bool isServing(quint32 job) const {
        return !m_busyWith.empty() && m_busyWith.front() == job;
    }

    [[nodiscard]] QString program() const { return m_process.program(); }
    [[nodiscard]] qint64 processId() const { return m_process.processId(); } ///< 0 when it does not run
    [[nodiscard]] bool alive() const { return m_alive; }
    [[nodiscard]] int jobs() const { return int(m_jobs.size()); }
    [[nodiscard]] int opened() const { return m_opened; } ///< documents since its start
    /// It met a file that is not as it should be, and may not be as it was: no more documents for it.
    [[nodiscard]] bool doubtful() const { return m_doubtful; }
    [[nodiscard]] const QStringList &protections() const { return m_protections; }
    /// Called once, when the worker has told what protects it.
    void whenReady(std::function<void()> ready) { m_whenReady = std::move(ready); }

private:
    using Events = async::Queue<WorkerEvent>;
    struct Outgoing {
        QByteArray bytes;
        Descriptor descriptor;
    };

    void start(const QString &program, const QStringList &arguments);
    void readFrames();
    void dispatch(Frame frame);
    void writePending();
    void ended();
    void watchForgotten();
    [[nodiscard]] WorkerEvent endOf(quint32 job) const;
    void deliver(quint32 job, WorkerEvent event);

    QProcess m_process;
    Descriptor m_socket;
    std::unique_ptr<QSocketNotifier> m_readable;
    std::unique_ptr<QSocketNotifier> m_writable;
    FrameReader m_reader;
    std::deque<Outgoing> m_outgoing;
    std::deque<quint32>
        m_busyWith; ///< jobs of unanswered requests, in the order sent: the first is being served
    QHash<quint32, std::shared_ptr<Events>> m_jobs;
    QStringList m_protections;
    std::function<void()> m_whenReady = [] {};
    quint32 m_lastJob = 0;
    quint64 m_answered = 0;
    int m_opened = 0;
    bool m_doubtful = false;
    bool m_alive = true;
    bool m_ran = false;
    bool m_timedOut = false;
};

} // namespace docchat::document
