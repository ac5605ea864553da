#pragma once

#include "async/task.h"

#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QUrl>

#include <stdexcept>

namespace docchat::bench {

/// Something to measure that could not be: its message is for the person at the terminal.
struct BenchFailed : std::runtime_error {
    explicit BenchFailed(const QString &why) : std::runtime_error(why.toStdString()) {}
};

/// A program that does the same work as the others it is compared with; each run is a fresh process.
struct Client {
    QString name;
    QString program;
    QStringList arguments = {};
};

/// This program itself, with a command that measures DocChat.
[[nodiscard]] Client ours(const QString &command);

/// A program of tests/bench/python, run by Debian's Python, whose packages it needs.
[[nodiscard]] Client python(const QString &name, const QString &script);

/// The same client on the first processor alone; the server has the last. Else the scheduler now and
/// then puts both on one, and the client of a burst of replies waits until the server has sent them all.
[[nodiscard]] Client onItsOwnProcessor(Client client);

/// Runs `client` to its end and reads the line of JSON that it prints. Throws BenchFailed.
async::Task<QJsonObject> figuresOf(Client client);

/// `docchat-bench embed-server` as a process of its own, so that its work is not on the measured client's
/// account. Blocks until it is ready, and throws BenchFailed if it does not become so.
class ServerProcess {
public:
    explicit ServerProcess(int delayMs);
    ~ServerProcess();
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;

    [[nodiscard]] QUrl url(const QString &path = {}) const;

private:
    QProcess m_process;
    int m_port = 0;
};

} // namespace docchat::bench
