#include "profiles.h"

using namespace Qt::StringLiterals;

namespace docchat::tests {
namespace {

using Voice = ScriptedServer::Voice;

const QByteArray chunk =
    R"({"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,)";

QByteArray frame(const QByteArray &rest) {
    return "data: " + chunk + rest + "}]}\n\n";
}

QByteArray frameOf(const QByteArray &content) {
    return frame(R"("delta":{"content":)" + content + R"(},"logprobs":null,"finish_reason":null)");
}

const QByteArray roleFrame = frame(R"("delta":{"role":"assistant","content":""},"finish_reason":null)");
const QByteArray stopFrame = frame(R"("delta":{},"finish_reason":"stop")");
const QByteArray usageFrame =
    R"(data: {"id":"c1","choices":[],"usage":{"prompt_tokens":26,"completion_tokens":4,"total_tokens":30}})"
    "\n\n";
const QByteArray doneFrame = "data: [DONE]\n\n";

QByteArray listOf(const QByteArray &embedder, const QByteArray &chat) {
    return R"({"object":"list","data":[{"id":"scripted-embedder","object":"model")" + embedder +
           R"(},{"id":"scripted-chat","object":"model")" + chat + "}]}";
}

Profile plain() {
    Profile profile{.name = "OpenAI"};
    profile.voice = {roleFrame, frameOf("WORD"), stopFrame + usageFrame + doneFrame};
    profile.unknownModel =
        R"({"error":{"message":"The model `gone` does not exist","type":"invalid_request_error","param":null,"code":"model_not_found"}})";
    profile.countsTokens = true;
    return profile;
}

Profile lmStudio() {
    Profile profile{.name = "LM Studio", .typed = u"/v1"_s};
    profile.models = listOf(R"(,"owned_by":"organization_owner")", R"(,"owned_by":"organization_owner")");
    profile.details = listOf(R"(,"type":"embeddings","max_context_length":512)",
                             R"(,"type":"llm","max_context_length":131072,"loaded_context_length":4096)");
    profile.voice = {{}, frameOf("WORD"), stopFrame + doneFrame};
    profile.unknownModel = R"({"error":"Model not found: model_not_found"})";
    profile.unknownStatus = 400;
    profile.chatContext = 4096;
    profile.tellsAbilities = true;
    return profile;
}

Profile llamaServer() {
    Profile profile{.name = "llama-server", .typed = u"/"_s};
    profile.models =
        listOf({}, R"(,"owned_by":"llamacpp","meta":{"n_ctx_train":32768,"n_embd":2048,"size":807690240})");
    profile.voice = {frame(R"("finish_reason":null,"delta":{"role":"assistant","content":null})"),
                     frameOf("WORD"),
                     "data: " + chunk +
                         R"("finish_reason":"stop","delta":{}}],"usage":{"prompt_tokens":26,)"
                         R"("completion_tokens":4},"timings":{"predicted_ms":9.5}})"
                         "\n\n" +
                         doneFrame};
    profile.unknownModel = R"({"error":{"code":404,"message":"model not found","type":"not_found_error"}})";
    profile.chatContext = 32768;
    profile.countsTokens = true;
    return profile;
}

Profile vllm() {
    Profile profile{.name = "vLLM", .typed = u"/v1/"_s};
    profile.models = listOf(R"(,"max_model_len":512)", R"(,"owned_by":"vllm","max_model_len":16384)");
    profile.voice = {roleFrame, frameOf("WORD"), stopFrame + doneFrame};
    profile.unknownModel =
        R"({"object":"error","message":"The model `gone` does not exist.","type":"NotFoundError","param":null,"code":404})";
    profile.chatContext = 16384;
    return profile;
}

Profile mistral() {
    Profile profile{.name = "Mistral"};
    profile.models = listOf(R"(,"capabilities":{"completion_chat":false},"max_context_length":8192)",
                            R"(,"capabilities":{"completion_chat":true},"max_context_length":32768)");
    profile.voice = {roleFrame, frameOf(R"([{"type":"text","text":WORD}])"),
                     "data: " + chunk +
                         R"("delta":{"content":""},"finish_reason":"stop"}],"usage":)"
                         R"({"prompt_tokens":26,"completion_tokens":4}})"
                         "\n\n" +
                         doneFrame};
    profile.unknownModel =
        R"({"object":"error","message":"Invalid model: gone","type":"invalid_model","code":"1500"})";
    profile.unknownStatus = 400;
    profile.chatContext = 32768;
    profile.countsTokens = true;
    return profile;
}

Profile openRouter() {
    Profile profile{.name = "OpenRouter"};
    profile.models = listOf(R"(,"architecture":{"output_modalities":["embeddings"]})",
                            R"(,"context_length":200000,"architecture":{"output_modalities":["text"]})");
    profile.voice = {": OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n", frameOf("WORD") + ": ping\n\n",
                     stopFrame + usageFrame + doneFrame};
    profile.unknownModel = R"({"error":{"message":"gone is not a valid model ID","code":400},"user_id":"u"})";
    profile.unknownStatus = 400;
    profile.chatContext = 200000;
    profile.tellsAbilities = true;
    profile.countsTokens = true;
    return profile;
}

Profile ollamaV1() {
    Profile profile{.name = "Ollama's v1", .typed = u"/v1"_s};
    profile.models = listOf(R"(,"owned_by":"library")", R"(,"owned_by":"library")");
    profile.voice = {{}, frameOf("WORD"), stopFrame}; // and without [DONE], as some proxies leave it out
    profile.unknownModel =
        R"({"error":{"message":"model \"gone\" not found","type":"api_error","code":null}})";
    return profile;
}

Profile ollama() {
    Profile profile{.name = "Ollama", .kind = u"ollama"_s, .typed = u"/api"_s};
    profile.unknownModel = R"({"error":"model 'gone' not found"})";
    profile.chatContext = 8192;
    profile.tellsAbilities = true;
    profile.countsTokens = true;
    return profile;
}

/// llama-server, on this computer.
[[maybe_unused]] Profile ggufFile() {
    auto profile = llamaServer();
    profile.name = "a .gguf file";
    profile.kind = QString(ggufKind);
    profile.chatContext = provider::llamaContext;
    return profile;
}

} // namespace

QString Profile::chatPath() const {
    return isOllama() ? u"/api/chat"_s : u"/v1/chat/completions"_s;
}

QString Profile::embedPath() const {
    return isOllama() ? u"/api/embed"_s : u"/v1/embeddings"_s;
}

QString Profile::listPath() const {
    return isOllama() ? u"/api/tags"_s : u"/v1/models"_s;
}

QByteArray Profile::word(const QByteArray &text) const {
    return isOllama() ? R"({"message":{"content":")" + text +
                            R"("},"done":false})"
                            "\n"
                      : QByteArray(voice.word).replace("WORD", '"' + text + '"');
}

QByteArray Profile::thought(const QByteArray &text) const {
    return isOllama() ? R"({"message":{"content":"","thinking":")" + text +
                            R"("},"done":false})"
                            "\n"
                      : frame(R"("delta":{"content":null,"reasoning_content":")" + text + R"("})");
}

QByteArray Profile::end(const QByteArray &reason) const {
    return isOllama() ? R"({"message":{"content":""},"done":true,"done_reason":")" + reason + "\"}\n"
                      : frame(R"("delta":{},"finish_reason":")" + reason + '"');
}

const std::vector<Profile> &profiles() {
    static const std::vector<Profile> all{
        plain(),    lmStudio(), llamaServer(), vllm(), mistral(), openRouter(), ollamaV1(),
#if !__has_feature(thread_sanitizer) // it does not survive Qt's fork
        ggufFile(),
#endif
        ollama(),
    };
    return all;
}

void imitate(ScriptedServer &server, const Profile &profile) {
    server.setVoice(profile.voice);
    if (!profile.models.isEmpty())
        server.setDefaultFault(u"/v1/models"_s, {.body = profile.models});
    if (!profile.details.isEmpty())
        server.setDefaultFault(u"/api/v0/models"_s, {.body = profile.details});
}

std::unique_ptr<provider::Server> connectTo(const ScriptedServer &server, const Profile &profile,
                                            provider::CallLimits limits) {
    auto config = configFor(server.url(profile.typed));
    config.kind = profile.kind;
    auto made = provider::makeProvider(std::move(config), limits);
    return made.ok() ? std::move(*made) : nullptr;
}

std::unique_ptr<provider::Server> runFile(const ScriptedServer &server, const GgufModel &model,
                                          provider::LocalRunners *runners) {
    model.setPlan({{u"upstream"_s, server.port()}});
    runners->setSetup({.program = QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-fakellama")});
    auto config = configFor(QUrl::fromLocalFile(model.path()));
    config.kind = QString(ggufKind);
    return std::move(*provider::makeProvider(std::move(config), quick(), {.runners = runners}));
}

} // namespace docchat::tests
