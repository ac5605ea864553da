#pragma once

#include "provider/server.h"

namespace docchat::provider {

/// One thing that was tried.
struct Trial {
    async::Milliseconds took = {}; ///< of an answer: until its first text
    QString sample = {};           ///< what came, in a few words
    std::optional<Error> error = {};
};

/// What Test found out about a server.
struct ServerCheck {
    std::vector<ModelInfo> models = {};
    Trial listing = {};
    std::optional<Trial> answering = {}; ///< nothing: no model is set for it
    std::optional<Trial> embedding = {};

    /// The first thing that went wrong.
    [[nodiscard]] std::optional<Error> error() const;
};

/// Lists the models, asks the chat model for a word and embeds one, one after the other, each whatever became
/// of the others. Loop thread.
async::Task<ServerCheck> checkServer(Server *server);

} // namespace docchat::provider
