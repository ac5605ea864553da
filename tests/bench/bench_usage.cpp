#include "bench_usage.h"

#include <QJsonDocument>

#include <cstdio>
#include <sys/resource.h>

namespace docchat::bench {
namespace {

rusage usage() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return used;
}

double secondsOf(const timeval &time) {
    return double(time.tv_sec) + double(time.tv_usec) / 1e6;
}

} // namespace

double cpuSeconds() {
    const auto used = usage();
    return secondsOf(used.ru_utime) + secondsOf(used.ru_stime);
}

qint64 peakKb() {
    return usage().ru_maxrss;
}

double Stopwatch::wall() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_begun).count();
}

double Stopwatch::cpu() const {
    return cpuSeconds() - m_cpuBegun;
}

void printLine(const QJsonObject &figures) {
    std::puts(QJsonDocument(figures).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

} // namespace docchat::bench
