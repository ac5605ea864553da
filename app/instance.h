#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QLockFile>
#include <QObject>

#include <functional>
#include <memory>

namespace docchat {

/// The one owner of a data folder: a lock file in it decides, and a socket in the runtime folder takes the
/// wishes of the other programs of the same person. A message is one line of JSON, at most 64 KiB; the peer's
/// user id is checked.
class Instance : public QObject {
    Q_OBJECT

public:
    explicit Instance(const QString &dataFolder, QObject *parent = nullptr);

    /// True: this program owns the folder until it ends. False: another one does.
    [[nodiscard]] bool claim();
    /// After that: nobody can own it, as nothing can be written there.
    [[nodiscard]] bool isUnclaimable() const;
    /// Why there is nobody who could take a wish: that, or an owner that is silent.
    [[nodiscard]] Error unanswered() const;

    /// Listens for wishes; only for the owner.
    [[nodiscard]] Status listen();

    /// A connection to the owner, or null.
    [[nodiscard]] std::unique_ptr<QLocalSocket> connectToOwner() const;

    /// The owner takes no more wishes: it ends.
    void close() { m_server.close(); }

    /// Files parted into lists that each fit into one message.
    [[nodiscard]] static QList<QStringList> messagesOf(const QStringList &files);

    /// Sends one message; the socket stays open for the answers.
    static void send(QLocalSocket *socket, const QJsonObject &message);

    /// Takes the whole lines out of what a socket has received.
    [[nodiscard]] static std::vector<QJsonObject> receive(QLocalSocket *socket);

Q_SIGNALS:
    /// A wish of another program: {"verb": "open" | "add" | "remove" | "cancel" | "tasks", …}. Answers go to
    /// `socket`; one that is over is told by {"event": "end"}, or "summary".
    void wished(const QJsonObject &message, QLocalSocket *socket);

private:
    void accept();

    QString m_folder;
    QString m_socketPath;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace docchat
