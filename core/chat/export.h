#pragma once

#include "base/result.h"
#include "model/chat.h"

#include <vector>

namespace docchat::chat {

/// A chat for reading elsewhere: each question, its answer with who wrote it and when, its numbered
/// citations with name, place and quote, and a list of all sources at the end. What a model wrote cannot
/// embed pictures or HTML there. Pure; any thread.
[[nodiscard]] QString toMarkdown(const Chat &chat, const std::vector<Message> &messages);

/// Writes a file whole or not at all; blocks. Error: Disk, naming the file.
[[nodiscard]] Status writeWhole(const QString &path, const QByteArray &bytes);

/// A file's name for a chat, without folder: "What does a lost key cost.md".
[[nodiscard]] QString fileNameFor(const QString &title, const QString &ending);

} // namespace docchat::chat
