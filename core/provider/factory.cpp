#include "provider/factory.h"

#include "base/words.h"
#include "provider/ggufserver.h"
#include "provider/ollama.h"
#include "provider/openai.h"

namespace docchat::provider {
namespace {

template <class T>
std::unique_ptr<Server> make(ProviderConfig config, CallLimits limits, ServerMeans means) {
    return std::make_unique<T>(std::move(config), limits, means);
}

struct Kind {
    QLatin1StringView name;
    std::unique_ptr<Server> (*make)(ProviderConfig, CallLimits, ServerMeans);
};

constexpr Kind kinds[] = {
    {QLatin1StringView("openai"), make<OpenAiServer>},
    {QLatin1StringView("ollama"), make<OllamaServer>},
};

} // namespace

QStringList knownKinds() {
    QStringList names;
    for (const auto &kind : kinds)
        names += kind.name;
    return names << QString(ggufKind);
}

Result<std::unique_ptr<Server>> makeProvider(ProviderConfig config, CallLimits limits, ServerMeans means) {
    if (config.isGguf() && means.runners)
        return Result<std::unique_ptr<Server>>(
            std::make_unique<GgufServer>(std::move(config), limits, means.runners));
    for (const auto &kind : kinds) {
        if (kind.name == config.kind)
            return kind.make(std::move(config), limits, means);
    }
    return Error{ErrorKind::Usage, Words::tr("“%1” is no kind of server that DocChat knows").arg(config.kind),
                 Words::tr("Choose one of: %1").arg(knownKinds().join(QStringLiteral(", ")))};
}

} // namespace docchat::provider
