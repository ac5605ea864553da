#pragma once

#include "ingest/jobs.h"

#include <QJsonObject>

namespace docchat {

/// What begins each event of a job, as docchat-cli prints it: {"event", "path"}, and of an attachment its
/// {"name", "part", "parent"} too.
[[nodiscard]] QJsonObject jobEvent(const QString &event, const ingest::Job &job);

/// The end of a job: {"event": "document", "path", "id", "state", "code", "reason", "ms"}.
[[nodiscard]] QJsonObject endOfJob(const ingest::Job &job);

} // namespace docchat
