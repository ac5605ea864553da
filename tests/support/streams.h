#pragma once

#include "scriptedserver.h"

namespace docchat::tests {

/// Streams of OpenAI's API as bodies of the scripted server.

/// One event with a piece of text.
inline QByteArray wordEvent(const QByteArray &text) {
    return R"(data: {"choices":[{"index":0,"delta":{"content":")" + text + R"("}}]})" + "\n\n";
}

inline ScriptedServer::Fault streamOf(const QByteArray &body,
                                      ScriptedServer::Fault::Kind kind = ScriptedServer::Fault::Reply) {
    return {.headers = {{"Content-Type", "text/event-stream"}}, .body = body, .kind = kind};
}

/// A stream that breaks off behind these words.
inline ScriptedServer::Fault cutAfter(const QByteArray &words) {
    return streamOf(wordEvent(words) + wordEvent(words), ScriptedServer::Fault::HalfBody);
}

} // namespace docchat::tests
