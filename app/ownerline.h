#pragma once

#include "async/event.h"
#include "async/task.h"

#include <QJsonObject>

#include <deque>
#include <memory>
#include <optional>

class QLocalSocket;

namespace docchat {

/// A connection to the owner of a data folder: wishes go there, answers come back. Loop thread only.
class OwnerLine {
public:
    /// `socket`: of Instance::connectToOwner(), not null.
    explicit OwnerLine(std::unique_ptr<QLocalSocket> socket);
    ~OwnerLine();

    void send(const QJsonObject &wish);

    /// The next answer, in order; nullopt: the owner has hung up.
    async::Task<std::optional<QJsonObject>> next();

private:
    std::unique_ptr<QLocalSocket> m_socket;
    async::Event m_changed;
    std::deque<QJsonObject> m_answers;
};

} // namespace docchat
