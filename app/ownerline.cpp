#include "ownerline.h"

#include "instance.h"

#include <QLocalSocket>

namespace docchat {

OwnerLine::OwnerLine(std::unique_ptr<QLocalSocket> socket) : m_socket(std::move(socket)) {
    const auto changed = [this] { m_changed.set(); };
    QObject::connect(m_socket.get(), &QLocalSocket::readyRead, m_socket.get(), changed);
    QObject::connect(m_socket.get(), &QLocalSocket::disconnected, m_socket.get(), changed);
}

OwnerLine::~OwnerLine() = default;

void OwnerLine::send(const QJsonObject &wish) {
    Instance::send(m_socket.get(), wish);
}

async::Task<std::optional<QJsonObject>> OwnerLine::next() {
    while (m_answers.empty()) {
        const bool isOpen = m_socket->state() == QLocalSocket::ConnectedState;
        m_changed.clear();
        for (auto &answer : Instance::receive(m_socket.get()))
            m_answers.push_back(std::move(answer));
        if (!m_answers.empty())
            break;
        if (!isOpen)
            co_return std::nullopt;
        co_await m_changed.wait();
    }
    auto answer = std::move(m_answers.front());
    m_answers.pop_front();
    co_return answer;
}

} // namespace docchat
