#pragma once

#include "provider/chatmodel.h"

namespace docchat::provider {

/// Two models of which the second helps out: it is asked too when the first has not begun to answer within
/// `patience`, or as soon as that fails. Whoever speaks first writes the answer, the other is cancelled; the
/// first piece says who it is. Reasoning is speaking. When both fail, the error is the first model's, which
/// names the other's too. Neither is owned. Loop thread.
class HedgedModel : public ChatModel {
public:
    HedgedModel(ChatModel *first, ChatModel *second, async::Milliseconds patience)
        : m_first(first), m_second(second), m_patience(patience) {}

    [[nodiscard]] QString chatModel() const override { return m_first->chatModel(); }
    async::AsyncGenerator<Result<ChatPiece>> answer(std::vector<ChatTurn> turns) override;

private:
    ChatModel *m_first;
    ChatModel *m_second;
    async::Milliseconds m_patience;
};

} // namespace docchat::provider
