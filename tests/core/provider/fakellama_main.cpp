// docchat-fakellama: stands for llama.cpp's llama-server in tests. It serves /health itself, checks the key,
// and passes everything else on to a scripted server: its own, or the one of the test. What it is to do lies
// beside the model, in MODEL.plan, as JSON:
//   upstream   the port of the scripted server that answers; 0: its own
//   loadMs     /health says 503 for so long
//   never      it always does
//   says       printed on stderr at the start
//   exit       it ends with this code at once
//   dieAsked   it ends when it is asked for an answer, as if killed, so often (counted over its lives)
//   deaf       it does not obey TERM
//   open       it does not ask for the key, as one of before September 2024
// It writes its process id into MODEL.pids, a line for each start.

#include "scriptedserver.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>

#include <csignal>
#include <cstdio>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void append(const QString &path, const QByteArray &line) {
    QFile file(path);
    if (!file.open(QIODevice::Append) || file.write(line + '\n') < 0)
        qFatal("%ls cannot be written", qUtf16Printable(path));
}

QString argument(const QString &name) {
    const auto all = QCoreApplication::arguments();
    return all.value(all.indexOf(name) + 1);
}

class FakeLlama : public QObject {
public:
    FakeLlama(const QString &model, const QJsonObject &plan) : m_model(model), m_plan(plan) {
        m_upstream = quint16(plan["upstream"_L1].toInt());
        if (m_upstream == 0)
            m_upstream = m_own.port();
        m_begun.start();
        connect(&m_listener, &QTcpServer::newConnection, this, &FakeLlama::take);
        if (!m_listener.listen(QHostAddress(argument(u"--host"_s)), argument(u"--port"_s).toUShort()))
            qFatal("no port");
    }

private:
    void take() {
        auto *client = m_listener.nextPendingConnection();
        connect(client, &QTcpSocket::readyRead, this, [this, client] { readHead(client); });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    }

    void readHead(QTcpSocket *client) {
        const auto head = client->peek(64 * 1024);
        if (!head.contains("\r\n\r\n"))
            return;
        const bool loading = m_plan["never"_L1].toBool() || m_begun.elapsed() < m_plan["loadMs"_L1].toInt();
        const auto expected = "authorization: bearer " + qgetenv("LLAMA_API_KEY").toLower() + "\r\n";
        if (loading)
            answer(client, "503 Service Unavailable", R"({"error":{"message":"Loading model"}})");
        else if (head.startsWith("GET /health "))
            answer(client, "200 OK", R"({"status":"ok"})");
        else if (m_plan["open"_L1].toBool() && head.startsWith("GET /props "))
            answer(client, "200 OK", "{}");
        else if (!head.toLower().contains(expected))
            answer(client, "401 Unauthorized", R"({"error":{"message":"Invalid API Key"}})");
        else
            pass(client, head);
    }

    static void answer(QTcpSocket *client, const QByteArray &status, const QByteArray &body) {
        client->readAll();
        client->write("HTTP/1.1 " + status +
                      "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                      QByteArray::number(body.size()) + "\r\n\r\n" + body);
        client->disconnectFromHost();
    }

    /// From here on byte by byte, with the ends of both.
    void pass(QTcpSocket *client, const QByteArray &head) {
        if (head.startsWith("POST /v1/chat/completions ") && deaths() < m_plan["dieAsked"_L1].toInt()) {
            append(m_model + u".deaths"_s, "died");
            ::kill(::getpid(), SIGKILL);
        }
        disconnect(client, &QTcpSocket::readyRead, this, nullptr);
        auto *server = new QTcpSocket(client);
        connect(client, &QTcpSocket::readyRead, server, [=] { server->write(client->readAll()); });
        connect(server, &QTcpSocket::readyRead, client, [=] { client->write(server->readAll()); });
        connect(client, &QTcpSocket::disconnected, server, [=] { server->abort(); });
        connect(server, &QTcpSocket::disconnected, client, [=] {
            client->write(server->readAll());
            client->disconnectFromHost();
        });
        server->connectToHost(u"127.0.0.1"_s, m_upstream);
        server->write(client->readAll());
    }

    [[nodiscard]] qsizetype deaths() const { return contentOf(m_model + u".deaths"_s).count('\n'); }

    QString m_model;
    QJsonObject m_plan;
    docchat::tests::ScriptedServer m_own;
    quint16 m_upstream = 0;
    QElapsedTimer m_begun;
    QTcpServer m_listener;
};

} // namespace

int main(int argc, char **argv) {
    const QCoreApplication app(argc, argv);
    const auto model = argument(u"--model"_s);
    const auto plan = QJsonDocument::fromJson(contentOf(model + u".plan"_s)).object();
    append(model + u".pids"_s, QByteArray::number(qint64(::getpid())));
    if (plan["deaf"_L1].toBool())
        std::signal(SIGTERM, SIG_IGN);
    std::fputs(qPrintable(plan["says"_L1].toString()), stderr);
    if (plan.contains("exit"_L1))
        return plan["exit"_L1].toInt();
    const FakeLlama fake(model, plan);
    return QCoreApplication::exec();
}
