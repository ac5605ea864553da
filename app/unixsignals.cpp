#include "unixsignals.h"

#include <csignal>

#include <sys/signalfd.h>
#include <unistd.h>

namespace docchat {

namespace {

sigset_t stopSignals() {
    sigset_t signalSet;
    sigemptyset(&signalSet);
    sigaddset(&signalSet, SIGINT);
    sigaddset(&signalSet, SIGTERM);
    if (struct sigaction hangup{}; ::sigaction(SIGHUP, nullptr, &hangup) == 0 && hangup.sa_handler != SIG_IGN)
        sigaddset(&signalSet, SIGHUP); // nohup ignores it
    return signalSet;
}

} // namespace

void UnixSignals::block() {
    const auto signalSet = stopSignals();
    pthread_sigmask(SIG_BLOCK, &signalSet, nullptr);
}

UnixSignals::UnixSignals(QObject *parent) : QObject(parent) {
    const auto signalSet = stopSignals();
    const int fd = signalfd(-1, &signalSet, SFD_CLOEXEC | SFD_NONBLOCK);
    m_notifier = std::make_unique<QSocketNotifier>(fd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this, fd] {
        signalfd_siginfo info{};
        if (::read(fd, &info, sizeof info) == sizeof info)
            Q_EMIT stopRequested(int(info.ssi_signo));
    });
}

UnixSignals::~UnixSignals() {
    ::close(int(m_notifier->socket()));
}

} // namespace docchat
