#pragma once

#include "provider/server.h"

namespace docchat::provider {

/// Where a program for models listens unless it was told otherwise.
struct LocalPort {
    QString name; ///< "Ollama"
    QString kind;
    quint16 port = 0;
};

/// Ollama (11434), LM Studio (1234) and llama-server (8080).
[[nodiscard]] std::vector<LocalPort> usualLocalPorts();

/// A server that answered, ready to be used once models are chosen.
struct LocalServer {
    ProviderConfig config; ///< name, kind and url
    std::vector<ModelInfo> models;
};

/// Asks this computer alone (127.0.0.1, never by a proxy), every port at once, and gives those that list
/// their models within `patience`, in the order of the ports. One that fails hurts no other. Loop thread.
async::Task<std::vector<LocalServer>>
findLocalServers(std::vector<LocalPort> ports = usualLocalPorts(),
                 async::Milliseconds patience = std::chrono::seconds(2));

} // namespace docchat::provider
