#include "jobjson.h"

namespace docchat {

QJsonObject jobEvent(const QString &event, const ingest::Job &job) {
    QJsonObject json{{QStringLiteral("event"), event}, {QStringLiteral("path"), job.path}};
    if (job.isAttachment()) {
        json.insert(QStringLiteral("name"), job.name);
        json.insert(QStringLiteral("part"), job.part);
        json.insert(QStringLiteral("parent"), job.parent);
    }
    return json;
}

QJsonObject endOfJob(const ingest::Job &job) {
    auto json = jobEvent(QStringLiteral("document"), job);
    json.insert(QStringLiteral("id"), job.result.document);
    json.insert(QStringLiteral("state"), ingest::outcomeWord(job));
    json.insert(QStringLiteral("code"), ingest::outcomeCode(job));
    json.insert(QStringLiteral("reason"), job.result.error ? job.result.error->text() : QString());
    json.insert(QStringLiteral("ms"), job.ms);
    return json;
}

} // namespace docchat
