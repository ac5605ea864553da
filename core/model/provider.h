#pragma once

#include <QRegularExpression>
#include <QString>
#include <QUrl>

namespace docchat {

/// The kind of a provider whose model is a .gguf file, run on this computer by a program of ours.
constexpr QLatin1StringView ggufKind("gguf");

/// A model server as the person set it up. The key itself is never part of it.
struct ProviderConfig {
    qint64 id = 0;
    QString name;
    QString kind = QStringLiteral("openai"); ///< any OpenAI-compatible server; "ollama": Ollama's own API; or
                                             ///< ggufKind
    QUrl url;                                ///< the base, with or without /v1; the file of a .gguf
    QString embedModel;                      ///< empty: not used for embedding
    QString chatModel;                       ///< empty: not used for answers
    QString keyEnv; ///< the name of the environment variable that holds the key; may be empty
    bool active = false;
    bool hasKey = false; ///< a key for its origin is kept in the keychain of this computer

    [[nodiscard]] bool isGguf() const { return kind == ggufKind; }

    /// Does text sent there stay on this computer?
    [[nodiscard]] bool isLocal() const {
        static const QRegularExpression ipv4Loopback(QStringLiteral("^127(\\.\\d{1,3}){3}$"));
        const auto host = url.host();
        return isGguf() || host == QLatin1StringView("localhost") || host == QLatin1StringView("::1") ||
               ipv4Loopback.match(host).hasMatch();
    }
};

/// Scheme, host and port: whom a key or a yes is for. "https://api.example.com:443".
[[nodiscard]] QString originOf(const QUrl &server);

/// A model that a server offers. What a server does not say is allowed.
struct ModelInfo {
    QString name;
    bool canChat = true;
    bool canEmbed = true;
    int contextTokens = 0; ///< 0: not known
    qint64 size = 0;       ///< bytes; 0: not known
};

} // namespace docchat
