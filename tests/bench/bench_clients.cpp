#include "bench_clients.h"

#include "async/process.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QThread>

#include <csignal>
#include <sched.h>
#include <sys/prctl.h>

namespace docchat::bench {

using async::Task;

Client ours(const QString &command) {
    return {QStringLiteral("DocChat"), QCoreApplication::applicationFilePath(), {command}};
}

Client python(const QString &name, const QString &script) {
    const auto folder = QStringLiteral(DOCCHAT_BENCH_PYTHON);
    // -B: leaves no compiled files in the source tree.
    return {name, QStringLiteral("/usr/bin/python3"), {QStringLiteral("-B"), QDir(folder).filePath(script)}};
}

Client onItsOwnProcessor(Client client) {
    if (QThread::idealThreadCount() < 2)
        return client;
    client.arguments =
        QStringList{QStringLiteral("-c"), QStringLiteral("0"), client.program} + client.arguments;
    client.program = QStringLiteral("taskset");
    return client;
}

Task<QJsonObject> figuresOf(Client client) {
    async::ProcessSpec spec;
    spec.program = client.program;
    spec.arguments = client.arguments;
    const auto ended = co_await async::runProcess(std::move(spec));
    const auto figures = QJsonDocument::fromJson(ended.output).object();
    if (ended.exitCode != 0 || figures.isEmpty())
        throw BenchFailed(QStringLiteral("%1 failed (%2): %3 %4\n%5")
                              .arg(client.name)
                              .arg(ended.exitCode)
                              .arg(client.program, client.arguments.join(QLatin1Char(' ')),
                                   QString::fromUtf8(ended.errors + ended.output)));
    co_return figures;
}

ServerProcess::ServerProcess(int delayMs) {
    const int processors = QThread::idealThreadCount();
    m_process.setChildProcessModifier([processors] {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL); // never outlives the bench
        if (processors < 2)
            return;
        cpu_set_t last;
        CPU_ZERO(&last);
        CPU_SET(size_t(processors - 1), &last);
        ::sched_setaffinity(0, sizeof last, &last);
    });
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("embed-server"), QStringLiteral("--ms"), QString::number(delayMs)});
    QByteArray said;
    while (!said.contains('\n') && m_process.waitForReadyRead(10000))
        said += m_process.readAllStandardOutput();
    if (!said.startsWith("ready "))
        throw BenchFailed(QStringLiteral("the server did not start: %1").arg(m_process.errorString()));
    m_port = said.mid(6).trimmed().toInt();
}

ServerProcess::~ServerProcess() {
    m_process.kill();
    m_process.waitForFinished(5000);
}

QUrl ServerProcess::url(const QString &path) const {
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path));
}

} // namespace docchat::bench
