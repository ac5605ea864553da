#pragma once

#include "async/generator.h"
#include "base/result.h"

#include <QString>

#include <vector>

namespace docchat::provider {

/// One turn of a conversation with a model.
struct ChatTurn {
    enum class Speaker { System, User, Assistant };
    Speaker speaker = Speaker::User;
    QString text;
};

/// A model that writes. Loop thread only.
class ChatModel {
public:
    virtual ~ChatModel() = default;

    [[nodiscard]] virtual QString model() const = 0;

    /// The answer as it is written, piece by piece. An error is the last item; what came before it stays
    /// valid.
    virtual async::AsyncGenerator<Result<QString>> answer(std::vector<ChatTurn> turns) = 0;
};

} // namespace docchat::provider
