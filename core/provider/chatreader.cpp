#include "provider/chatreader.h"

#include "base/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace docchat::provider {
namespace {

constexpr qsizetype largestUnframed = 1024 * 1024; // bytes of an answer that is not streamed

QString textOf(const QJsonObject &object, QLatin1StringView key) {
    return object.value(key).toString();
}

/// The first field of these that has text: each server has another name for what a model thinks.
QString reasoningOf(const QJsonObject &message) {
    for (const auto key : {QLatin1StringView("reasoning_content"), QLatin1StringView("reasoning"),
                           QLatin1StringView("thinking")}) {
        if (auto text = textOf(message, key); !text.isEmpty())
            return text;
    }
    return {};
}

/// Mistral's list of parts: {"type":"text","text":…} and {"type":"thinking","thinking":[…text parts…]}.
void addParts(const QJsonArray &parts, ChatPiece &piece) {
    for (const auto &entry : parts) {
        const auto part = entry.toObject();
        piece.text += textOf(part, QLatin1StringView("text"));
        const auto thoughts = part.value(QLatin1StringView("thinking")).toArray();
        for (const auto &thought : thoughts)
            piece.reasoning += textOf(thought.toObject(), QLatin1StringView("text"));
    }
}

void addMessage(const QJsonObject &message, ChatPiece &piece) {
    const auto content = message.value(QLatin1StringView("content"));
    piece.text += content.toString();
    piece.reasoning += reasoningOf(message);
    addParts(content.toArray(), piece);
}

Finish finishFor(const QString &reason) {
    const auto starts = [&](const char *word) { return reason.contains(QLatin1StringView(word)); };
    if (starts("length") || starts("max_tokens"))
        return Finish::Length;
    return starts("filter") ? Finish::Filtered : Finish::Stop;
}

std::optional<TokenUsage> usageOf(const QJsonObject &counts, QLatin1StringView prompt,
                                  QLatin1StringView answer) {
    if (!counts.contains(prompt) && !counts.contains(answer))
        return std::nullopt;
    return TokenUsage{std::max(0, counts.value(prompt).toInt()), std::max(0, counts.value(answer).toInt())};
}

ChatDelta failed(Error error) {
    ChatDelta delta;
    delta.error = std::move(error);
    return delta;
}

} // namespace

ChatDelta parseChatEvent(const QByteArray &data, const Asked &asked) {
    ChatDelta delta;
    const auto trimmed = data.trimmed();
    if (trimmed == "[DONE]") {
        delta.finished = delta.ended = true;
        return delta;
    }
    const auto json = QJsonDocument::fromJson(trimmed);
    if (json.isNull() && trimmed.startsWith('{'))
        return failed(badAnswer(asked.server, Words::tr("sent a piece of the answer that is no JSON")));
    if (isError(trimmed))
        return failed(errorInside(trimmed, asked));
    const auto event = json.object();
    const auto choice = event.value(QLatin1StringView("choices")).toArray().at(0).toObject();
    addMessage(choice.value(QLatin1StringView("delta")).toObject(), delta.piece);
    addMessage(choice.value(QLatin1StringView("message")).toObject(), delta.piece);
    const auto reason = choice.value(QLatin1StringView("finish_reason"));
    if (reason.isString()) {
        delta.finished = true;
        delta.piece.finish = finishFor(reason.toString());
    }
    delta.piece.usage = usageOf(event.value(QLatin1StringView("usage")).toObject(),
                                QLatin1StringView("prompt_tokens"), QLatin1StringView("completion_tokens"));
    return delta;
}

ChatDelta parseOllamaLine(const QByteArray &line, const Asked &asked) {
    const auto json = QJsonDocument::fromJson(line);
    if (!json.isObject())
        return failed(unusable(line, Words::tr("text"), asked));
    if (isError(line))
        return failed(errorInside(line, asked));
    const auto frame = json.object();
    ChatDelta delta;
    addMessage(frame.value(QLatin1StringView("message")).toObject(), delta.piece);
    if (frame.value(QLatin1StringView("done")).toBool()) {
        delta.finished = delta.ended = true;
        delta.piece.finish = finishFor(textOf(frame, QLatin1StringView("done_reason")));
        delta.piece.usage =
            usageOf(frame, QLatin1StringView("prompt_eval_count"), QLatin1StringView("eval_count"));
    }
    return delta;
}

std::vector<ChatDelta> ChatReader::feed(QByteArrayView piece) {
    return parted(read(piece));
}

std::vector<ChatDelta> ChatReader::finish() {
    auto deltas = parted(readRest());
    auto [text, reasoning] = m_think.finish();
    if (!text.isEmpty() || !reasoning.isEmpty()) {
        ChatDelta held;
        held.piece.text = std::move(text);
        held.piece.reasoning = std::move(reasoning);
        deltas.push_back(std::move(held));
    }
    return deltas;
}

Error ChatReader::lineWithoutEnd() const {
    return badAnswer(m_asked.server, Words::tr("sent a line without end"));
}

/// Parts what is thought inline from the answer; nothing is held back beyond the end.
std::vector<ChatDelta> ChatReader::parted(std::vector<ChatDelta> deltas) {
    for (auto &delta : deltas) {
        auto &piece = delta.piece;
        auto said = m_think.feed(piece.text);
        piece.text = std::move(said.text);
        piece.reasoning += said.reasoning;
        if (!delta.finished && !delta.error)
            continue;
        const auto held = m_think.finish();
        piece.text += held.text;
        piece.reasoning += held.reasoning;
    }
    return deltas;
}

std::vector<ChatDelta> OpenAiChatReader::read(QByteArrayView piece) {
    std::vector<ChatDelta> deltas;
    for (const auto &event : m_events.feed(piece)) {
        m_framed = true;
        if (event.type == "error")
            deltas.push_back(failed(errorInside(event.data, asked())));
        else
            deltas.push_back(parseChatEvent(event.data, asked()));
    }
    if (m_framed)
        m_unframed.clear();
    else if (m_unframed.size() + piece.size() <= largestUnframed)
        m_unframed += piece;
    if (m_events.overflowed())
        deltas.push_back(failed(lineWithoutEnd()));
    return deltas;
}

std::vector<ChatDelta> OpenAiChatReader::readRest() {
    const auto body = m_unframed.trimmed();
    if (m_framed || !(body.startsWith('{') || body.startsWith('<'))) // cut before the first event
        return {};
    if (!QJsonDocument::fromJson(body).object().contains(QLatin1StringView("choices")))
        return {failed(unusable(body, Words::tr("text"), asked()))};
    return {parseChatEvent(body, asked())};
}

std::vector<ChatDelta> OllamaChatReader::read(QByteArrayView piece) {
    std::vector<ChatDelta> deltas;
    for (const auto &line : m_lines.feed(piece))
        deltas.push_back(parseOllamaLine(line, asked()));
    if (m_lines.overflowed())
        deltas.push_back(failed(lineWithoutEnd()));
    return deltas;
}

std::vector<ChatDelta> OllamaChatReader::readRest() {
    std::vector<ChatDelta> deltas;
    for (const auto &line : m_lines.finish()) {
        const bool cut = line.startsWith('{') && QJsonDocument::fromJson(line).isNull();
        if (!cut)
            deltas.push_back(parseOllamaLine(line, asked()));
    }
    return deltas;
}

} // namespace docchat::provider
