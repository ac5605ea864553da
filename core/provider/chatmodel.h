#pragma once

#include "async/generator.h"
#include "async/sleep.h"
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

/// Why a model stopped: it was done, had no room for more, or was not allowed more.
enum class Finish { Stop, Length, Filtered };

/// As the server counted them.
struct TokenUsage {
    int prompt = 0;
    int answer = 0;
};

/// The server asked for patience, or something failed that may pass: it goes on by itself.
struct ChatWait {
    Error why;
    async::Milliseconds wait = {};
};

/// What a moment of an answer brings. Most have text alone.
struct ChatPiece {
    QString text = {};
    QString reasoning = {}; ///< what the model thinks before it answers; no part of the answer
    std::optional<TokenUsage> usage = {};
    std::optional<Finish> finish = {};
    std::optional<ChatWait> wait = {}; ///< only before the first text
    QString writer = {};               ///< the model that writes, where that was not sure before

    [[nodiscard]] bool isEmpty() const {
        return text.isEmpty() && reasoning.isEmpty() && !usage && !finish && !wait && writer.isEmpty();
    }
};

/// A model that writes. Loop thread only.
class ChatModel {
public:
    virtual ~ChatModel() = default;

    [[nodiscard]] virtual QString chatModel() const = 0;

    /// The answer as it is written, piece by piece. An error is the last item; what came before it stays
    /// valid.
    virtual async::AsyncGenerator<Result<ChatPiece>> answer(std::vector<ChatTurn> turns) = 0;
};

} // namespace docchat::provider
