#pragma once

#include "ggufmodel.h"
#include "provider/factory.h"
#include "providertest.h"

namespace docchat::tests {

/// A server as it is found in the world: what it calls things, and what it adds to the API.
struct Profile {
    const char *name;
    QString kind = QStringLiteral("openai");
    QString typed = {};               ///< after the origin, as a person types it
    QByteArray models = {};           ///< its list, where it says more than the names
    QByteArray details = {};          ///< LM Studio's own list
    ScriptedServer::Voice voice = {}; ///< how it streams
    QByteArray unknownModel = {};     ///< what it says of one that it does not have
    int unknownStatus = 404;
    int chatContext = 0; ///< tokens of scripted-chat, as listed
    bool tellsAbilities = false;
    bool countsTokens = false;

    [[nodiscard]] QString chatPath() const;
    [[nodiscard]] QString embedPath() const;
    [[nodiscard]] QString listPath() const;
    [[nodiscard]] bool isOllama() const { return kind == QLatin1StringView("ollama"); }
    [[nodiscard]] bool isGguf() const { return kind == ggufKind; }
    /// Frames of its stream.
    [[nodiscard]] QByteArray word(const QByteArray &text) const;
    [[nodiscard]] QByteArray thought(const QByteArray &text) const;
    [[nodiscard]] QByteArray end(const QByteArray &reason) const;
};

/// Plain OpenAI, LM Studio, llama-server, vLLM, Mistral, OpenRouter, Ollama's /v1, Ollama's own, and a .gguf
/// file that is run here.
[[nodiscard]] const std::vector<Profile> &profiles();

/// Teaches the server to be one of them.
void imitate(ScriptedServer &server, const Profile &profile);

/// Its client.
[[nodiscard]] std::unique_ptr<provider::Server>
connectTo(const ScriptedServer &server, const Profile &profile, provider::CallLimits limits = quick());

/// The same of a .gguf file, run by one of `runners`: what the process is asked is passed on to `server`.
[[nodiscard]] std::unique_ptr<provider::Server> runFile(const ScriptedServer &server, const GgufModel &model,
                                                        provider::LocalRunners *runners);

} // namespace docchat::tests
