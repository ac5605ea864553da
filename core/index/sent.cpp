#include "index/sent.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace docchat::index {
namespace {

constexpr QLatin1StringView speakerKey("speaker");
constexpr QLatin1StringView textKey("text");

QString toJson(const std::vector<SentTurn> &turns) {
    QJsonArray list;
    for (const auto &turn : turns)
        list.append(QJsonObject{{speakerKey, turn.speaker}, {textKey, turn.text}});
    return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

std::vector<SentTurn> turnsFrom(const QString &json) {
    std::vector<SentTurn> turns;
    const auto list = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const auto &turn : list)
        turns.push_back(
            {turn.toObject().value(speakerKey).toString(), turn.toObject().value(textKey).toString()});
    return turns;
}

} // namespace

void addSent(Database &database, qint64 message, const std::vector<Sent> &sent) {
    auto insert = database.prepare("INSERT INTO sent(message, at, host, local, purpose, model, turns)"
                                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    for (const auto &one : sent) {
        insert
            .bind(message, one.at.toMSecsSinceEpoch(), one.host, one.local, purposeName(one.purpose),
                  one.model, toJson(one.turns))
            .run();
    }
}

std::optional<std::vector<Sent>> sentFor(Database &database, qint64 message) {
    auto known = database.prepare("SELECT sent_known FROM message WHERE id=?1");
    if (!known.bind(message).step() || known.integer(0) == 0)
        return std::nullopt;
    std::vector<Sent> sent;
    auto rows = database.prepare(
        "SELECT at, host, local, purpose, model, turns FROM sent WHERE message=?1 ORDER BY id");
    rows.bind(message);
    while (rows.step()) {
        sent.push_back({QDateTime::fromMSecsSinceEpoch(rows.integer(0)), rows.text(1), rows.integer(2) != 0,
                        purposeFromName(rows.text(3)), rows.text(4), turnsFrom(rows.text(5))});
    }
    return sent;
}

} // namespace docchat::index
