#pragma once

#include "async/taskinfo.h"

#include <QJsonObject>

#include <vector>

namespace docchat {

/// A living task as docchat-cli prints it, and as the window tells it to docchat-cli: {"event":"task", "id",
/// "parent" (0: none), "name", "scope", "waits", "where", "stack", "waited_ms", "alive_ms", "cancelled",
/// "shielded"}.
[[nodiscard]] QJsonObject taskToJson(const async::TaskInfo &task);

/// The way back. Parents come before their children, as Loop::tasks() has them.
[[nodiscard]] std::vector<async::TaskInfo> tasksFromJson(const std::vector<QJsonObject> &objects);

} // namespace docchat
