#pragma once

#include "provider/factory.h"
#include "providertest.h"

namespace docchat::tests {

enum class Call { Chat, Embed, List };
constexpr Call everyCall[] = {Call::Chat, Call::Embed, Call::List};

/// What is to come of a fault.
struct Outcome {
    ErrorKind kind = ErrorKind::Provider;
    ServerFault fault = ServerFault::None;
    bool transient = false; ///< tried again, where nothing has come yet
    QString says = {};      ///< in the message; "MODEL": the model that was asked for
    QString hints = {};     ///< in the hint
};

/// One fault of a server or of the network, for each of the calls.
struct FaultCase {
    QString name;
    ScriptedServer::Fault fault = {};
    Outcome outcome = {};
    QList<Call> calls = {Call::Chat, Call::Embed, Call::List};
    bool hangs = false;   ///< the limits are short
    bool refused = false; ///< nobody listens
    QString kept = {};    ///< of an answer, what came before
    /// Where an answer ends otherwise: for OpenAI's API, for Ollama's.
    std::optional<Outcome> chat = {};
    std::optional<Outcome> ollamaChat = {};

    [[nodiscard]] const Outcome &outcomeOf(Call call, bool ollama) const;
};

/// `thief`: where redirects lead to.
[[nodiscard]] QList<FaultCase> faultCases(const QUrl &thief, bool ollama);

[[nodiscard]] QString pathOf(Call call, bool ollama);

} // namespace docchat::tests
