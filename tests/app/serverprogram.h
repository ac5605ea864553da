#pragma once

#include <QJsonObject>
#include <QProcess>

namespace docchat::tests {

/// docchat-test-server as a process of its own (tests/support/scriptedserver_main.cpp).
class ServerProgram {
public:
    /// Starts it on a free port. `delay`: ms to a reply of /v1/embeddings.
    explicit ServerProgram(int delay = 0);
    ~ServerProgram();
    ServerProgram(const ServerProgram &) = delete;
    ServerProgram &operator=(const ServerProgram &) = delete;

    [[nodiscard]] QString url() const;

    /// Every request to `path` gets this instead of its reply: {"kind": …, "status": …, …}.
    void setFault(const QString &path, QJsonObject fault);
    /// Forgets the faults and empties the books.
    void reset();
    /// The next `count` requests to `path` wait until all of them are in flight.
    void gather(const QString &path, int count);
    /// What /v1/chat/completions says, a word every `ms`.
    void setAnswer(const QStringList &words, int ms);
    [[nodiscard]] QJsonObject stats() const;
    /// Waits until a number of stats() is at least `least`; false after 20 s.
    [[nodiscard]] bool waitFor(const QString &number, int least) const;

    /// As a crash would: SIGKILL.
    void kill();
    /// Starts it again on the same port.
    void startAgain();

private:
    void start();
    QJsonObject call(const QString &path, const QJsonObject &body = {}) const;

    QProcess m_process;
    int m_delay;
    quint16 m_port = 0;
};

} // namespace docchat::tests
