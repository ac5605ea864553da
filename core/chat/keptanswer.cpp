#include "chat/keptanswer.h"

#include "chat/title.h"
#include "index/chats.h"
#include "index/collections.h"
#include "index/documents.h"
#include "index/messages.h"
#include "index/sent.h"

#include <QFileInfo>

namespace docchat::chat {

using async::Task;

namespace {

constexpr auto saveGrace = std::chrono::seconds(5);

/// Of a chat about one document "this document" would say nothing.
QString titleFor(index::Database &database, const AnswerPlace &place) {
    auto question = place.question;
    const auto document = place.scope.size() == 1 ? index::findDocument(database, place.scope.front())
                                                  : std::optional<Document>();
    if (document) {
        const auto name = QFileInfo(document->name).completeBaseName();
        for (const auto words : {QLatin1StringView("this document"), QLatin1StringView("dieses Dokument")})
            question.replace(words, name);
    }
    return titleOf(question);
}

} // namespace

KeptAnswer::KeptAnswer(index::Store *store, AnswerPlace place, Message begun)
    : m_store(store), m_place(std::move(place)), m_begun(std::move(begun)) {
    m_begun.state = AnswerState::Interrupted;
}

KeptAnswer::Ids KeptAnswer::begin(index::Database &database, const AnswerPlace &place, const Message &begun) {
    const auto title = titleFor(database, place);
    Ids ids{place.chat != 0 ? place.chat : index::addChat(database, title, place.collection)};
    index::setScope(database, ids.chat, place.scope);
    if (place.continues != 0) {
        auto cut = begun;
        cut.id = ids.answer = place.continues;
        index::finishMessage(database, cut);
        return ids;
    }
    if (place.chat == 0) {
        index::setStyle(database, ids.chat, place.style);
        index::setDraft(database, index::newChatOf(place.collection), {}); // it was sent
    }
    auto asked = place.follows.value_or(0);
    if (!place.question.isEmpty()) {
        const Message question{0, Role::Question, place.question};
        asked = place.follows ? index::addVersion(database, ids.chat, *place.follows, question)
                              : index::addMessage(database, ids.chat, question);
        if (place.follows == 0)
            index::suggestTitle(database, ids.chat, title);
    }
    ids.answer = index::addVersion(database, ids.chat, asked, begun);
    return ids;
}

void KeptAnswer::began(const Ids &ids) {
    m_place.chat = ids.chat;
    m_answer = ids.answer;
}

/// Shielded, as what is written and then forgotten would be written twice.
Task<Status> KeptAnswer::saveNew() {
    const auto lock = co_await m_mutex.lock();
    if (m_finished)
        co_return Done{};
    const auto piece = std::exchange(m_piece, {});
    const auto citations = std::exchange(m_citations, {});
    const auto sent = std::exchange(m_sent, {});
    const auto saved = co_await async::shielded(
        saveGrace, m_store->write([place = m_place, begun = m_begun, answer = m_answer, piece, citations,
                                   sent](index::Database &database) {
            const auto ids = answer != 0 ? Ids{place.chat, answer} : begin(database, place, begun);
            if (!piece.isEmpty() || !citations.empty())
                index::growMessage(database, ids.answer, piece, citations);
            index::addSent(database, ids.answer, sent);
            return ids;
        }));
    if (!saved.ok()) {
        m_sent.insert(m_sent.begin(), sent.begin(), sent.end()); // the end has the rest, but not this
        co_return saved.error();
    }
    began(*saved);
    co_return Done{};
}

Task<Status> KeptAnswer::save() {
    if (std::exchange(m_saving, true))
        co_return Done{};
    Status status = Done{};
    do
        status = co_await saveNew();
    while (status.ok() && !m_finished && hasNew());
    m_saving = false;
    co_return status;
}

Task<Status> KeptAnswer::finish(Message answer) {
    const auto lock = co_await m_mutex.lock();
    m_finished = true;
    const auto sent = m_sent;
    const auto saved = co_await m_store->write(
        [place = m_place, begun = m_begun, id = m_answer, answer, sent](index::Database &database) mutable {
            const auto ids = id != 0 ? Ids{place.chat, id} : begin(database, place, begun);
            answer.id = ids.answer;
            index::finishMessage(database, answer);
            index::addSent(database, answer.id, sent);
            return ids;
        });
    if (!saved.ok())
        co_return saved.error();
    m_sent.erase(m_sent.begin(), m_sent.begin() + std::ssize(sent)); // more may have come meanwhile
    began(*saved);
    co_return Done{};
}

} // namespace docchat::chat
