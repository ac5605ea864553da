#include "index/chats.h"

#include "index/schema.h"

namespace docchat::index {
namespace {

qint64 now() {
    return QDateTime::currentMSecsSinceEpoch();
}

constexpr const char *chatColumns = "SELECT id, title, changed_at, titled, instructions, answer_length, "
                                    "answer_language, collection FROM chat ";

Chat chatFrom(const Statement &row) {
    return {row.integer(0),
            row.text(1),
            QDateTime::fromMSecsSinceEpoch(row.integer(2)),
            row.integer(3) != 0,
            {row.text(4), answerLengthFromName(row.text(5)), row.text(6)},
            {},
            row.integer(7)};
}

std::vector<Chat> chatsFrom(Statement rows) {
    std::vector<Chat> chats;
    while (rows.step())
        chats.push_back(chatFrom(rows));
    return chats;
}

QByteArray chatQuery(const char *condition) {
    return QByteArray(chatColumns) + condition;
}

} // namespace

std::vector<Chat> allChats(Database &database) {
    return chatsFrom(
        database.prepare(chatQuery("WHERE removed=0 ORDER BY changed_at DESC, id DESC").constData()));
}

std::vector<Chat> chatsOf(Database &database, qint64 collection) {
    auto rows = database.prepare(
        chatQuery("WHERE removed=0 AND collection IS nullif(?1, 0) ORDER BY changed_at DESC, id DESC")
            .constData());
    rows.bind(collection);
    return chatsFrom(std::move(rows));
}

std::optional<Chat> findChat(Database &database, qint64 chat) {
    auto row = database.prepare(chatQuery("WHERE removed=0 AND id=?1").constData());
    if (!row.bind(chat).step())
        return std::nullopt;
    auto found = chatFrom(row);
    auto documents = database.prepare("SELECT document FROM chat_document WHERE chat=?1 ORDER BY document");
    documents.bind(chat);
    while (documents.step())
        found.scope += documents.integer(0);
    return found;
}

qint64 addChat(Database &database, const QString &title, qint64 collection) {
    database
        .prepare("INSERT INTO chat(title, changed_at, collection) VALUES (?1, ?2, (SELECT id FROM collection "
                 "WHERE id=?3))")
        .bind(title, now(), collection)
        .run();
    return database.lastRowId();
}

void renameChat(Database &database, qint64 chat, const QString &title) {
    database.prepare("UPDATE chat SET title=?2, titled=1 WHERE id=?1").bind(chat, title).run();
}

void suggestTitle(Database &database, qint64 chat, const QString &title) {
    database.prepare("UPDATE chat SET title=?2 WHERE id=?1 AND titled=0").bind(chat, title).run();
}

void setRemoved(Database &database, qint64 chat, bool removed) {
    database.prepare("UPDATE chat SET removed=?2 WHERE id=?1").bind(chat, removed).run();
}

int purgeRemovedChats(Database &database) {
    std::vector<qint64> removed;
    auto rows = database.prepare("SELECT id FROM chat WHERE removed=1");
    while (rows.step())
        removed.push_back(rows.integer(0));
    for (const auto chat : removed)
        removeChat(database, chat);
    return int(removed.size());
}

bool removeChat(Database &database, qint64 chat) {
    database.prepare("DELETE FROM draft WHERE chat=?1").bind(chat).run();
    database.prepare("DELETE FROM chat WHERE id=?1").bind(chat).run();
    const bool removed = database.changes() > 0;
    if (removed)
        oweScrub(database);
    return removed;
}

void setStyle(Database &database, qint64 chat, const AnswerStyle &style) {
    database.prepare("UPDATE chat SET instructions=?2, answer_length=?3, answer_language=?4 WHERE id=?1")
        .bind(chat, style.instructions, answerLengthName(style.length), style.language)
        .run();
}

void setScope(Database &database, qint64 chat, const QList<DocumentId> &documents) {
    database.prepare("DELETE FROM chat_document WHERE chat=?1").bind(chat).run();
    auto insert = database.prepare("INSERT INTO chat_document SELECT ?1, id FROM document WHERE id=?2");
    for (const auto document : documents)
        insert.bind(chat, document).run();
}

QString draftOf(Database &database, qint64 chat) {
    auto row = database.prepare("SELECT text FROM draft WHERE chat=?1");
    return row.bind(chat).step() ? row.text(0) : QString();
}

void setDraft(Database &database, qint64 chat, const QString &text) {
    if (text.isEmpty())
        database.prepare("DELETE FROM draft WHERE chat=?1").bind(chat).run();
    else
        database.prepare("INSERT OR REPLACE INTO draft VALUES (?1, ?2)").bind(chat, text).run();
}

std::vector<AnswerPreset> allPresets(Database &database) {
    std::vector<AnswerPreset> presets;
    auto rows = database.prepare(
        "SELECT name, instructions, answer_length, answer_language FROM preset ORDER BY name");
    while (rows.step())
        presets.push_back({rows.text(0), {rows.text(1), answerLengthFromName(rows.text(2)), rows.text(3)}});
    return presets;
}

void savePreset(Database &database, const AnswerPreset &preset) {
    database.prepare("INSERT OR REPLACE INTO preset VALUES (?1, ?2, ?3, ?4)")
        .bind(preset.name, preset.style.instructions, answerLengthName(preset.style.length),
              preset.style.language)
        .run();
}

bool removePreset(Database &database, const QString &name) {
    database.prepare("DELETE FROM preset WHERE name=?1").bind(name).run();
    return database.changes() > 0;
}

} // namespace docchat::index
