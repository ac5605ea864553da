#pragma once

#include "provider/openai.h"

#include "asynctest.h"
#include "scriptedserver.h"
#include "testmain.h"

namespace docchat::tests {

/// The scripted server as a provider.
inline ProviderConfig configFor(const QUrl &url) {
    ProviderConfig config;
    config.name = QStringLiteral("scripted");
    config.url = url;
    config.embedModel = QStringLiteral("scripted-embedder");
    config.chatModel = QStringLiteral("scripted-chat");
    return config;
}

/// Limits that try again at once, so that no test waits.
inline provider::CallLimits quick() {
    provider::CallLimits limits;
    limits.retry.base = async::Milliseconds(1);
    limits.retry.cap = async::Milliseconds(2);
    return limits;
}

inline QStringList numbered(int count) {
    QStringList texts;
    for (int i = 0; i < count; ++i)
        texts += QStringLiteral("text number %1").arg(i);
    return texts;
}

/// The waits that embed() told of, in words.
struct Embedded {
    Result<std::vector<provider::Vector>> vectors;
    QStringList waits = {};
};

inline async::Task<Embedded> embedded(provider::OpenAiServer *server, QStringList inputs) {
    QStringList waits;
    auto vectors = co_await server->embed(
        std::move(inputs), [&waits](const Error &error, async::Milliseconds) { waits += error.message; });
    co_return Embedded{std::move(vectors), std::move(waits)};
}

} // namespace docchat::tests
