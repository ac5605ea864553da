#pragma once

#include "async/lock.h"
#include "index/store.h"
#include "model/chat.h"
#include "model/sent.h"

#include <optional>

namespace docchat::chat {

/// Where a question and its answer go in the library.
struct AnswerPlace {
    qint64 chat = 0;         ///< 0: a new one
    QString question = {};   ///< empty: another answer to the question `follows`
    QList<DocumentId> scope; ///< what the chat is about from now on
    /// The message that it follows, as another version; 0: none. Not given: the chat's last one.
    std::optional<qint64> follows = std::nullopt;
    qint64 continues = 0;   ///< the answer that is gone on with, in its place; 0: it is a new one
    AnswerStyle style = {}; ///< of a new chat
    qint64 collection = 0;  ///< that a new chat belongs to; 0: none
};

/// A question and the answer to it, kept in the library while the answer is written: as interrupted until it
/// is whole, so that a crash loses what came during one save at most. A save of a piece takes 0.1 ms
/// (measured with the disk's write cache flushed), so each piece is saved as it comes, and what comes
/// meanwhile is saved together. Loop thread only.
class KeptAnswer {
public:
    /// `begun` is the answer as long as it is written: its model, and a note for the case of a crash; of one
    /// that is gone on with also what is there of it.
    KeptAnswer(index::Store *store, AnswerPlace place, Message begun);

    void add(const QString &text) { m_piece += text; }
    void add(const Citation &citation) { m_citations.push_back(citation); }
    void add(Sent sent) { m_sent.push_back(std::move(sent)); }

    /// Saves what is new, until nothing is. Only one call works at a time; another comes back at once.
    async::Task<Status> save();
    [[nodiscard]] bool isSaving() const { return m_saving; }

    /// The answer as it is in the end; nothing is saved afterwards. Error: Disk; then it can be called again.
    async::Task<Status> finish(Message answer);

    [[nodiscard]] qint64 chat() const { return m_place.chat; } ///< 0: nothing is saved yet
    [[nodiscard]] qint64 message() const { return m_answer; }  ///< the answer's id; 0: the same

private:
    struct Ids {
        qint64 chat = 0;
        qint64 answer = 0;
    };
    [[nodiscard]] static Ids begin(index::Database &database, const AnswerPlace &place, const Message &begun);
    void began(const Ids &ids);
    [[nodiscard]] bool hasNew() const {
        return !m_piece.isEmpty() || !m_citations.empty() || !m_sent.empty();
    }
    async::Task<Status> saveNew();

    index::Store *m_store;
    AnswerPlace m_place;
    Message m_begun;
    qint64 m_answer = 0;
    QString m_piece; ///< not saved yet
    std::vector<Citation> m_citations;
    std::vector<Sent> m_sent;
    async::Mutex m_mutex;
    bool m_saving = false;
    bool m_finished = false;
};

} // namespace docchat::chat
