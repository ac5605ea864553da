#include "index/chats.h"

namespace docchat::index {
namespace {

constexpr QLatin1StringView questionRole("question");
constexpr QLatin1StringView answerRole("answer");

qint64 now() {
    return QDateTime::currentMSecsSinceEpoch();
}

std::vector<Citation> citationsOf(Database &database, qint64 message) {
    std::vector<Citation> citations;
    auto rows = database.prepare(
        "SELECT number, document, passage, name, kind, page, place, start, end, quote, verified, within"
        " FROM citation WHERE message=?1 ORDER BY number");
    rows.bind(message);
    while (rows.step()) {
        citations.push_back({int(rows.integer(0)),
                             rows.integer(1),
                             rows.integer(2),
                             rows.text(3),
                             kindFromName(rows.text(4)),
                             int(rows.integer(5)),
                             rows.text(6),
                             qsizetype(rows.integer(7)),
                             qsizetype(rows.integer(8)),
                             rows.text(9),
                             rows.integer(10) != 0,
                             {},
                             rows.text(11)});
    }
    return citations;
}

} // namespace

std::vector<Chat> allChats(Database &database) {
    std::vector<Chat> chats;
    auto rows = database.prepare("SELECT id, title, changed_at FROM chat ORDER BY changed_at DESC, id DESC");
    while (rows.step())
        chats.push_back({rows.integer(0), rows.text(1), QDateTime::fromMSecsSinceEpoch(rows.integer(2))});
    return chats;
}

qint64 addChat(Database &database, const QString &title) {
    database.prepare("INSERT INTO chat(title, changed_at) VALUES (?1, ?2)").bind(title, now()).run();
    return database.lastRowId();
}

void renameChat(Database &database, qint64 chat, const QString &title) {
    database.prepare("UPDATE chat SET title=?2 WHERE id=?1").bind(chat, title).run();
}

bool removeChat(Database &database, qint64 chat) {
    database.prepare("DELETE FROM chat WHERE id=?1").bind(chat).run();
    return database.changes() > 0;
}

qint64 addMessage(Database &database, qint64 chat, const Message &message) {
    database
        .prepare("INSERT INTO message(chat, role, text, state, note, model, at) VALUES (?1, ?2, ?3, ?4, ?5, "
                 "?6, ?7)")
        .bind(chat, QString(message.role == Role::Question ? questionRole : answerRole), message.text,
              answerStateName(message.state), message.note, message.model, now())
        .run();
    const auto id = database.lastRowId();
    auto insert =
        database.prepare("INSERT INTO citation(message, number, document, passage, name, kind, page, place,"
                         " start, end, quote, verified, within) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
                         "?10, ?11, ?12, ?13)");
    for (const auto &citation : message.citations) {
        insert
            .bind(id, citation.number, citation.document, citation.passage, citation.name,
                  kindName(citation.kind), citation.page, citation.place, qint64(citation.start),
                  qint64(citation.end), citation.quote, citation.verified, citation.within)
            .run();
    }
    database.prepare("UPDATE chat SET changed_at=?2 WHERE id=?1").bind(chat, now()).run();
    return id;
}

std::vector<Message> messagesOf(Database &database, qint64 chat) {
    std::vector<Message> messages;
    auto rows =
        database.prepare("SELECT id, role, text, state, note, model FROM message WHERE chat=?1 ORDER BY id");
    rows.bind(chat);
    while (rows.step()) {
        const auto id = rows.integer(0);
        messages.push_back({id, rows.text(1) == questionRole ? Role::Question : Role::Answer, rows.text(2),
                            answerStateFromName(rows.text(3)), rows.text(4), rows.text(5),
                            citationsOf(database, id)});
    }
    return messages;
}

} // namespace docchat::index
