#pragma once

#include <QtGlobal>

#include <csignal>
#include <sys/resource.h>

namespace docchat::tests {

/// No file of this process may grow beyond `bytes`, for as long as this lives: as on a disk that is full.
class FileSizeLimit {
public:
    explicit FileSizeLimit(qint64 bytes) : m_signal(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{rlim_t(bytes), m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
    }
    FileSizeLimit(const FileSizeLimit &) = delete;
    FileSizeLimit &operator=(const FileSizeLimit &) = delete;

private:
    rlimit m_before = {};
    void (*m_signal)(int);
};

} // namespace docchat::tests
