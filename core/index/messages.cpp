#include "index/messages.h"

#include <algorithm>

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

void addCitations(Database &database, qint64 message, const std::vector<Citation> &citations) {
    auto insert = database.prepare(
        "INSERT OR REPLACE INTO citation(message, number, document, passage, name, kind, page, place,"
        " start, end, quote, verified, within) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
        " ?13)");
    for (const auto &citation : citations) {
        insert
            .bind(message, citation.number, citation.document, citation.passage, citation.name,
                  kindName(citation.kind), citation.page, citation.place, qint64(citation.start),
                  qint64(citation.end), citation.quote, citation.verified, citation.within)
            .run();
    }
}

/// The row of message ?1, where it is one of chat ?2.
constexpr const char *messageRow =
    "SELECT id, role, text || coalesce((SELECT group_concat(piece, '') FROM (SELECT message_piece.text AS "
    "piece"
    " FROM message_piece WHERE message_piece.message=message.id ORDER BY message_piece.id)), ''),"
    " state, note, model, parent, at FROM message WHERE id=?1 AND chat=?2";

Message messageFrom(const Statement &row) {
    Message message;
    message.id = row.integer(0);
    message.role = row.text(1) == questionRole ? Role::Question : Role::Answer;
    message.text = row.text(2);
    message.state = answerStateFromName(row.text(3));
    message.note = row.text(4);
    message.model = row.text(5);
    message.parent = row.integer(6);
    message.at = QDateTime::fromMSecsSinceEpoch(row.integer(7));
    return message;
}

QList<qint64> versionsBelow(Database &database, qint64 chat, qint64 parent) {
    auto rows =
        database.prepare("SELECT id FROM message WHERE parent IS nullif(?1, 0) AND chat=?2 ORDER BY id");
    rows.bind(parent, chat);
    QList<qint64> versions;
    while (rows.step())
        versions += rows.integer(0);
    return versions;
}

qint64 valueOf(Database &database, const char *sql, qint64 id) {
    auto row = database.prepare(sql);
    return row.bind(id).step() ? row.integer(0) : 0;
}

qint64 leafOf(Database &database, qint64 chat) {
    return valueOf(database, "SELECT leaf FROM chat WHERE id=?1", chat);
}

/// The message that one follows. A parent is always older: a file that says otherwise ends the branch.
qint64 above(Database &database, qint64 message) {
    const auto parent = valueOf(database, "SELECT parent FROM message WHERE id=?1", message);
    return parent < message ? parent : 0;
}

bool isChosen(Database &database, qint64 chat, qint64 message) {
    auto at = leafOf(database, chat);
    while (at > message)
        at = above(database, at);
    return at == message;
}

void setLeaf(Database &database, qint64 chat, qint64 leaf) {
    database.prepare("UPDATE chat SET leaf=?2 WHERE id=?1").bind(chat, leaf).run();
}

} // namespace

std::vector<Message> messagesOf(Database &database, qint64 chat) {
    std::vector<Message> messages;
    auto row = database.prepare(messageRow);
    for (auto next = leafOf(database, chat); next != 0;) {
        if (!row.bind(next, chat).step())
            break;
        auto message = messageFrom(row);
        row.reset();
        message.citations = citationsOf(database, message.id);
        message.versions = versionsBelow(database, chat, message.parent);
        next = message.parent < message.id ? message.parent : 0;
        messages.push_back(std::move(message));
    }
    std::reverse(messages.begin(), messages.end());
    return messages;
}

qint64 addMessage(Database &database, qint64 chat, const Message &message) {
    return addVersion(database, chat, leafOf(database, chat), message);
}

qint64 addVersion(Database &database, qint64 chat, qint64 parent, const Message &message) {
    database
        .prepare("INSERT INTO message(chat, role, text, state, note, model, at, parent, sent_known)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, nullif(?8, 0), 1)")
        .bind(chat, QString(message.role == Role::Question ? questionRole : answerRole), message.text,
              answerStateName(message.state), message.note, message.model, now(), parent)
        .run();
    const auto id = database.lastRowId();
    addCitations(database, id, message.citations);
    database.prepare("UPDATE chat SET changed_at=?2, leaf=?3 WHERE id=?1").bind(chat, now(), id).run();
    return id;
}

void growMessage(Database &database, qint64 message, const QString &piece,
                 const std::vector<Citation> &citations) {
    database.prepare("INSERT INTO message_piece(message, text) VALUES (?1, ?2)").bind(message, piece).run();
    addCitations(database, message, citations);
}

void finishMessage(Database &database, const Message &message) {
    database.prepare("DELETE FROM message_piece WHERE message=?1").bind(message.id).run();
    database.prepare("DELETE FROM citation WHERE message=?1").bind(message.id).run();
    database.prepare("UPDATE message SET text=?2, state=?3, note=?4, model=?5 WHERE id=?1")
        .bind(message.id, message.text, answerStateName(message.state), message.note, message.model)
        .run();
    addCitations(database, message.id, message.citations);
}

void joinPieces(Database &database) {
    auto rows = database.prepare("SELECT DISTINCT message, chat FROM message_piece"
                                 " JOIN message ON message.id=message_piece.message");
    std::vector<Message> cut;
    auto row = database.prepare(messageRow);
    while (rows.step()) {
        if (row.bind(rows.integer(0), rows.integer(1)).step()) {
            cut.push_back(messageFrom(row));
            cut.back().citations = citationsOf(database, cut.back().id);
        }
        row.reset();
    }
    for (const auto &message : cut)
        finishMessage(database, message);
}

void chooseMessage(Database &database, qint64 message) {
    const auto chat = valueOf(database, "SELECT chat FROM message WHERE id=?1", message);
    if (chat == 0 || isChosen(database, chat, message))
        return;
    auto leaf = message;
    while (const auto newest = valueOf(database, "SELECT max(id) FROM message WHERE parent=?1", leaf)) {
        if (newest <= leaf)
            break;
        leaf = newest;
    }
    setLeaf(database, chat, leaf);
}

} // namespace docchat::index
