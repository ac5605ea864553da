#include "async/process.h"

#include "async/signal.h"

#include <QProcess>

#include <csignal>
#include <memory>

namespace docchat::async {
namespace {

/// Not running any more, and not merely about to say so.
class Ended : public Awaitable<Ended> {
public:
    explicit Ended(QProcess *process) : Awaitable("process"), m_process(process) {}
    bool ready() { return m_process->state() == QProcess::NotRunning; }
    void start() {
        m_connection = QObject::connect(m_process, &QProcess::stateChanged, m_fiber->loop, [this] {
            if (!ready())
                return;
            detach();
            fire();
        });
    }
    void detach() { QObject::disconnect(m_connection); }

private:
    QProcess *m_process;
    QMetaObject::Connection m_connection;
};

Task<void> ended(QProcess *process) {
    co_await Ended(process);
}

} // namespace

Task<void> stopProcess(QProcess *process, Milliseconds grace) {
    if (process->state() == QProcess::NotRunning)
        co_return;
    process->terminate();
    bool obeyed = true;
    try {
        co_await withTimeout(grace, ended(process));
    } catch (const TimeoutError &) {
        obeyed = false;
    }
    if (obeyed)
        co_return;
    process->kill();
    co_await Ended(process);
}

Task<ProcessResult> runProcess(ProcessSpec spec) {
    auto process = std::make_unique<QProcess>();
    process->setChildProcessModifier([] { // the parent may have blocked TERM
        sigset_t none;
        sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
    });
    process->start(spec.program, spec.arguments);
    process->write(spec.input);
    process->closeWriteChannel();
    co_await withCleanup(
        ended(process.get()), [&] { return stopProcess(process.get(), spec.grace); }, spec.grace + 10s);

    ProcessResult result;
    result.started = process->error() != QProcess::FailedToStart;
    result.exitCode =
        process->exitStatus() == QProcess::NormalExit && result.started ? process->exitCode() : -1;
    result.output = process->readAllStandardOutput();
    result.errors = process->readAllStandardError();
    co_return result;
}

} // namespace docchat::async
