#pragma once

#include "net/ndjson.h"
#include "net/sse.h"
#include "provider/chatmodel.h"
#include "provider/refusal.h"
#include "provider/think.h"

namespace docchat::provider {

/// What one frame of a chat stream says.
struct ChatDelta {
    ChatPiece piece = {};
    std::optional<Error> error = {};
    bool finished = false; ///< the answer is whole
    bool ended = false;    ///< and nothing follows
};

/// One event of a /v1/chat/completions stream, or a whole answer that is not streamed. Pure.
/// (https://platform.openai.com/docs/api-reference/chat-streaming, and what others add to it)
[[nodiscard]] ChatDelta parseChatEvent(const QByteArray &data, const Asked &asked);

/// One line of an Ollama /api/chat stream. Pure.
/// (https://github.com/ollama/ollama/blob/main/docs/api.md)
[[nodiscard]] ChatDelta parseOllamaLine(const QByteArray &line, const Asked &asked);

/// Reads the stream of an answer, however it is cut into pieces. After an error nothing more is read. Pure.
class ChatReader {
public:
    explicit ChatReader(Asked asked) : m_asked(std::move(asked)) {}
    virtual ~ChatReader() = default;

    /// What this piece of the stream completes, in order.
    [[nodiscard]] std::vector<ChatDelta> feed(QByteArrayView piece);
    /// The stream has ended: what was held back.
    [[nodiscard]] std::vector<ChatDelta> finish();

protected:
    [[nodiscard]] const Asked &asked() const { return m_asked; }
    [[nodiscard]] Error lineWithoutEnd() const;

private:
    virtual std::vector<ChatDelta> read(QByteArrayView piece) = 0;
    virtual std::vector<ChatDelta> readRest() = 0;
    std::vector<ChatDelta> parted(std::vector<ChatDelta> deltas);

    Asked m_asked;
    ThinkFilter m_think;
};

/// Of OpenAI's API: server-sent events; a server that does not stream sends one object.
class OpenAiChatReader : public ChatReader {
public:
    using ChatReader::ChatReader;

private:
    std::vector<ChatDelta> read(QByteArrayView piece) override;
    std::vector<ChatDelta> readRest() override;

    net::SseParser m_events;
    QByteArray m_unframed; ///< what came while there was no event
    bool m_framed = false;
};

/// Of Ollama's own API: an object a line.
class OllamaChatReader : public ChatReader {
public:
    using ChatReader::ChatReader;

private:
    std::vector<ChatDelta> read(QByteArrayView piece) override;
    std::vector<ChatDelta> readRest() override;

    net::LineParser m_lines;
};

} // namespace docchat::provider
