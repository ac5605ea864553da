#pragma once

#include "provider/openai.h"

#include "async/cancel.h"

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

/// What an answer gave.
struct Said {
    QStringList pieces = {}; ///< of text
    QString reasoning = {};
    std::optional<provider::Finish> finish = {};
    std::optional<provider::TokenUsage> usage = {};
    QList<async::Milliseconds> waits = {};
    std::optional<Error> error = {};
    int afterError = 0;

    [[nodiscard]] QString text() const { return pieces.join(QString()); }
};

inline async::Task<Said> said(provider::ChatModel *model) {
    using Speaker = provider::ChatTurn::Speaker;
    Said all;
    std::vector<provider::ChatTurn> turns{{Speaker::System, QStringLiteral("Be brief.")},
                                          {Speaker::User, QStringLiteral("Why?")}};
    auto answer = model->answer(std::move(turns));
    while (auto piece = co_await answer.next()) {
        all.afterError += all.error ? 1 : 0;
        if (!piece->ok()) {
            all.error = piece->error();
            continue;
        }
        const auto &now = **piece;
        if (!now.text.isEmpty())
            all.pieces += now.text;
        all.reasoning += now.reasoning;
        if (now.finish)
            all.finish = now.finish;
        if (now.usage)
            all.usage = now.usage;
        if (now.wait)
            all.waits += now.wait->wait;
    }
    co_return all;
}

inline Said saidBy(provider::ChatModel &model) {
    return really([&] { return async::withTimeout(std::chrono::seconds(30), said(&model)); });
}

inline async::Task<QString> firstPiece(provider::ChatModel *model) {
    auto answer = model->answer({{provider::ChatTurn::Speaker::User, QStringLiteral("Why?")}});
    const auto piece = co_await answer.next();
    co_return piece && piece->ok() ? (*piece)->text : QString();
}

/// The waits that embed() told of, in words.
struct Embedded {
    Result<std::vector<provider::Vector>> vectors;
    QStringList waits = {};
};

inline async::Task<Embedded> embedded(provider::Embedder *server, QStringList inputs) {
    QStringList waits;
    auto vectors = co_await server->embed(
        std::move(inputs), [&waits](const Error &error, async::Milliseconds) { waits += error.message; });
    co_return Embedded{std::move(vectors), std::move(waits)};
}

} // namespace docchat::tests
