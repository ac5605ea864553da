#include "serverprogram.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QThread>

namespace docchat::tests {

using namespace Qt::StringLiterals;

ServerProgram::ServerProgram(int delay) : m_delay(delay) {
    start();
}

ServerProgram::~ServerProgram() {
    kill();
}

void ServerProgram::start() {
    m_process.start(QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-test-server"),
                    {u"--port"_s, QString::number(m_port), u"--embed-ms"_s, QString::number(m_delay)});
    while (m_process.state() != QProcess::NotRunning && !m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(60'000))
            break;
    }
    const auto ready = m_process.readLine().trimmed();
    if (!ready.startsWith("ready "))
        qFatal("docchat-test-server does not start: %ls", qUtf16Printable(m_process.errorString()));
    m_port = ready.mid(6).toUShort();
}

void ServerProgram::kill() {
    m_process.kill();
    m_process.waitForFinished();
}

void ServerProgram::startAgain() {
    start();
}

QString ServerProgram::url() const {
    return u"http://127.0.0.1:%1"_s.arg(m_port);
}

QJsonObject ServerProgram::call(const QString &path, const QJsonObject &body) const {
    const auto bytes = QJsonDocument(body).toJson(QJsonDocument::Compact);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_port);
    socket.write("POST " + path.toLatin1() +
                 " HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Length: " +
                 QByteArray::number(bytes.size()) + "\r\n\r\n" + bytes);
    QByteArray reply;
    while (socket.state() != QAbstractSocket::UnconnectedState && socket.waitForReadyRead(60'000))
        reply += socket.readAll();
    reply += socket.readAll();
    if (!reply.startsWith("HTTP/1.1 200"))
        qFatal("docchat-test-server refuses %ls: %s", qUtf16Printable(path), reply.constData());
    return QJsonDocument::fromJson(reply.mid(reply.indexOf("\r\n\r\n") + 4)).object();
}

void ServerProgram::setFault(const QString &path, QJsonObject fault) {
    fault.insert("path"_L1, path);
    fault.insert("count"_L1, -1);
    call(u"/_fault"_s, fault);
}

void ServerProgram::reset() {
    call(u"/_reset"_s);
}

void ServerProgram::gather(const QString &path, int count) {
    call(u"/_gather"_s, {{u"path"_s, path}, {u"count"_s, count}});
}

void ServerProgram::setAnswer(const QStringList &words, int ms) {
    call(u"/_answer"_s, {{u"words"_s, QJsonArray::fromStringList(words)}, {u"ms"_s, ms}});
}

QJsonObject ServerProgram::stats() const {
    return call(u"/_stats"_s);
}

bool ServerProgram::waitFor(const QString &number, int least) const {
    QElapsedTimer waited;
    waited.start();
    while (stats()[number].toInt() < least) {
        if (waited.hasExpired(120'000))
            return false;
        QThread::msleep(2);
    }
    return true;
}

} // namespace docchat::tests
