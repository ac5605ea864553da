#include "instance.h"

#include "base/words.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <sys/socket.h>
#include <unistd.h>

namespace docchat {
namespace {

constexpr qint64 longestMessage = 64 * 1024;

/// By the folder's path, so that each data folder has its own; short, as socket paths must be.
QString socketPathFor(const QString &dataFolder) {
    const auto name =
        QCryptographicHash::hash(QDir(dataFolder).absolutePath().toUtf8(), QCryptographicHash::Sha256)
            .toHex()
            .left(16);
    auto runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (runtime.isEmpty())
        runtime = dataFolder;
    return QDir(runtime).filePath(QStringLiteral("docchat-%1.socket").arg(QString::fromLatin1(name)));
}

bool isSamePerson(const QLocalSocket &socket) {
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
           peer.uid == ::getuid();
}

} // namespace

Instance::Instance(const QString &dataFolder, QObject *parent)
    : QObject(parent)
    , m_folder(dataFolder)
    , m_socketPath(socketPathFor(dataFolder))
    , m_lock(QDir(dataFolder).filePath(QStringLiteral("docchat.lock"))) {
    QDir().mkpath(dataFolder);
    m_lock.setStaleLockTime(0);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] { accept(); });
}

bool Instance::claim() {
    return m_lock.tryLock(0);
}

bool Instance::isUnclaimable() const {
    return m_lock.error() == QLockFile::PermissionError || m_lock.error() == QLockFile::UnknownError ||
           ::access(QFile::encodeName(m_folder).constData(), W_OK) !=
               0; // also with a lock that was left there
}

Error Instance::unanswered() const {
    if (isUnclaimable())
        return {ErrorKind::Disk, Words::tr("Nothing can be written in %1").arg(m_folder),
                Words::tr("Free some room on its disk, or give yourself permission to write there")};
    return {ErrorKind::Disk,
            Words::tr("Another program uses the library in %1 and does not answer").arg(m_folder),
            Words::tr("Close it, or choose another data folder")};
}

Status Instance::listen() {
    QLocalServer::removeServer(m_socketPath); // ours by the lock: what lies there is left over
    if (m_server.listen(m_socketPath))
        return Done{};
    return Error{ErrorKind::Unreadable,
                 QStringLiteral("The socket %1 cannot be made: %2").arg(m_socketPath, m_server.errorString()),
                 QStringLiteral("Other programs cannot hand files over until it can")};
}

void Instance::accept() {
    while (auto *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        if (!isSamePerson(*socket)) {
            socket->abort();
            continue;
        }
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            for (const auto &message : receive(socket))
                Q_EMIT wished(message, socket);
        });
    }
}

std::unique_ptr<QLocalSocket> Instance::connectToOwner() const {
    auto socket = std::make_unique<QLocalSocket>();
    socket->connectToServer(m_socketPath); // a local socket connects, or fails, at once
    if (socket->state() != QLocalSocket::ConnectedState)
        return nullptr;
    return socket;
}

QList<QStringList> Instance::messagesOf(const QStringList &files) {
    constexpr qsizetype room = longestMessage - 1024; // for the verb
    QList<QStringList> messages;
    qsizetype used = room;
    for (const auto &file : files) {
        const auto size = QJsonDocument(QJsonArray{file}).toJson(QJsonDocument::Compact).size();
        if (used + size > room) {
            messages.emplaceBack();
            used = 0;
        }
        messages.back() += file;
        used += size;
    }
    return messages;
}

void Instance::send(QLocalSocket *socket, const QJsonObject &message) {
    socket->write(QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n');
    socket->flush();
}

std::vector<QJsonObject> Instance::receive(QLocalSocket *socket) {
    std::vector<QJsonObject> messages;
    while (socket->canReadLine())
        messages.push_back(QJsonDocument::fromJson(socket->readLine(longestMessage)).object());
    if (socket->bytesAvailable() >= longestMessage)
        socket->abort();
    return messages;
}

} // namespace docchat
