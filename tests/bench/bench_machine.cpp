#include "bench_clients.h"
#include "bench_commands.h"
#include "bench_report.h"

#include "async/process.h"
#include "async/run.h"

#include <QFile>
#include <QSysInfo>
#include <QThread>

namespace docchat::bench {
namespace {

QString processorName() {
    QFile file(QStringLiteral("/proc/cpuinfo"));
    if (!file.open(QIODevice::ReadOnly))
        return QStringLiteral("unknown processor");
    const auto lines = file.readAll().split('\n');
    for (const auto &line : lines) {
        if (line.startsWith("model name"))
            return QString::fromUtf8(line.mid(line.indexOf(':') + 1).trimmed());
    }
    return QStringLiteral("unknown processor");
}

async::Task<QString> pythonVersions() {
    async::ProcessSpec spec;
    spec.program = QStringLiteral("/usr/bin/python3");
    spec.arguments = {
        QStringLiteral("-c"),
        QStringLiteral("import platform, aiohttp, httpx; print(f'Python {platform.python_version()}, "
                       "aiohttp {aiohttp.__version__}, httpx {httpx.__version__}')")};
    const auto ended = co_await async::runProcess(std::move(spec));
    if (ended.exitCode != 0)
        throw BenchFailed(QString::fromUtf8(ended.errors));
    co_return QString::fromUtf8(ended.output).trimmed();
}

} // namespace

int describeMachine() {
    async::Loop loop;
    print(QStringLiteral("- %1, %2 cores, Linux %3")
              .arg(processorName())
              .arg(QThread::idealThreadCount())
              .arg(QSysInfo::kernelVersion().section(QLatin1Char('.'), 0, 1)));
    print(QStringLiteral("- clang %1, Qt %2")
              .arg(QStringLiteral(__clang_version__).trimmed(), QString::fromLatin1(qVersion())));
    print(QStringLiteral("- %1").arg(async::run(pythonVersions())));
    return 0;
}

} // namespace docchat::bench
