#include "provider/localrunners.h"

#include "async/cancel.h"
#include "async/gather.h"

namespace docchat::provider {

using async::Task;

namespace {

constexpr auto endWithin = std::chrono::seconds(10);

Task<void> end(std::shared_ptr<LlamaServer> runner) {
    co_await runner->stop();
}

} // namespace

void LocalRunners::setSetup(LlamaSetup setup) {
    m_setup = std::move(setup);
    for (const auto &known : std::as_const(m_runners)) {
        if (const auto runner = known.lock())
            runner->setProgram(m_setup.program);
    }
}

std::shared_ptr<LlamaServer> LocalRunners::runnerOf(const QString &model) {
    if (auto runner = m_runners.value(model).lock())
        return runner;
    auto setup = m_setup;
    setup.model = model;
    std::shared_ptr<LlamaServer> runner(new LlamaServer(std::move(setup)), [this](LlamaServer *unused) {
        setAside(std::unique_ptr<LlamaServer>(unused));
    });
    m_runners.insert(model, runner);
    return runner;
}

void LocalRunners::setAside(std::unique_ptr<LlamaServer> runner) {
    if (!runner->isRunning())
        return;
    m_unused.push_back(std::move(runner));
    m_whenUnused();
}

Task<void> LocalRunners::endUnused() {
    while (!m_unused.empty()) {
        const auto runner = std::move(m_unused.back());
        m_unused.pop_back();
        co_await async::shielded(endWithin, runner->stop());
    }
}

Task<void> LocalRunners::shutdown() {
    std::vector<Task<void>> ending;
    ending.push_back(endUnused());
    for (const auto &known : std::as_const(m_runners)) {
        if (auto runner = known.lock())
            ending.push_back(end(std::move(runner)));
    }
    co_await async::gather(std::move(ending));
}

} // namespace docchat::provider
