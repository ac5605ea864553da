#pragma once

#include <QJsonObject>

#include <chrono>

namespace docchat::bench {

/// User and system time of this process so far, of all its threads, in seconds.
[[nodiscard]] double cpuSeconds();

/// The most memory this process has held (ru_maxrss), in KB.
[[nodiscard]] qint64 peakKb();

/// Wall and processor time since it was made.
class Stopwatch {
public:
    [[nodiscard]] double wall() const; ///< s
    [[nodiscard]] double cpu() const;  ///< s
    [[nodiscard]] double nsFor(int passes) const { return wall() * 1e9 / passes; }

private:
    std::chrono::steady_clock::time_point m_begun = std::chrono::steady_clock::now();
    double m_cpuBegun = cpuSeconds();
};

/// How a measured process hands its figures to the one that started it: one line of JSON.
void printLine(const QJsonObject &figures);

} // namespace docchat::bench
