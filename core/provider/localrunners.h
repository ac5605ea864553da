#pragma once

#include "provider/llamaserver.h"

#include <QHash>

#include <functional>
#include <memory>
#include <vector>

namespace docchat::provider {

/// The llama-servers that this program runs, one a file however many use it. One that nobody holds any more
/// is set aside, to be ended. Outlives those who hold them. Loop thread only.
class LocalRunners {
public:
    LocalRunners() = default;
    LocalRunners(const LocalRunners &) = delete;
    LocalRunners &operator=(const LocalRunners &) = delete;

    /// How they are started from now on; its `model` is of no interest, its times are for those to come.
    void setSetup(LlamaSetup setup);
    [[nodiscard]] const QString &program() const { return m_setup.program; } ///< as it was given

    [[nodiscard]] std::shared_ptr<LlamaServer> runnerOf(const QString &model);

    /// Called when there is one to end: then endUnused() is due.
    void whenUnused(std::function<void()> tell) { m_whenUnused = std::move(tell); }
    async::Task<void> endUnused();

    /// Ends them all; call before the end.
    async::Task<void> shutdown();

private:
    void setAside(std::unique_ptr<LlamaServer> runner);

    LlamaSetup m_setup;
    QHash<QString, std::weak_ptr<LlamaServer>> m_runners; ///< by their file
    std::vector<std::unique_ptr<LlamaServer>> m_unused;
    std::function<void()> m_whenUnused = [] {};
};

} // namespace docchat::provider
