#include "chat/retrieve.h"

#include "index/documents.h"
#include "index/matches.h"
#include "index/signs.h"
#include "index/vectors.h"

namespace docchat::chat {

using async::Task;

namespace {

void admitUnfinished(const Document &document, std::vector<ReadSoFar> &unfinished) {
    if (document.state == DocumentState::Reading)
        unfinished.push_back({document.name, document.pagesRead, document.pages, {}});
    else if (document.state == DocumentState::Partial && document.code != code(ErrorKind::Provider))
        unfinished.push_back({document.name, document.pagesRead, document.pages, document.reason});
}

Retrieved lookUp(index::Database &database, const index::TypedQuery &typed, const index::Scope &scope,
                 index::Query query, index::Postings *postings) {
    Retrieved retrieved;
    const auto chosen = index::documentsFor(database, typed, scope);
    const auto asked = index::documentsWithText(database, chosen);
    retrieved.documents = int(asked.size());
    for (const auto &document : index::unfinishedDocuments(database)) {
        if (asked.contains(document.id))
            admitUnfinished(document, retrieved.unfinished);
    }
    const bool isEmpty = retrieved.documents == 0 && typed.documentWords().isEmpty() && scope.collection == 0;
    if (isEmpty)
        return retrieved;
    retrieved.problem = index::problemOf(database, typed, chosen, scope);
    if (!retrieved.problem.isEmpty())
        return retrieved;
    query.documents = chosen.value_or(QList<DocumentId>());
    retrieved.found = index::search(database, query, postings);
    return retrieved;
}

/// Written anew where they were missing or damaged; until then each start makes them from the vectors.
Task<void> writeSigns(index::Store *store, index::Query query) {
    std::ignore = co_await store->write([query](index::Database &database) {
        index::rebuildSigns(database, query.model, int(query.vector.size()));
        return Done{};
    });
}

} // namespace

Task<Result<Retrieved>> retrieve(index::Store *store, provider::Embedder *embedder, QString question,
                                 index::Scope scope) {
    const auto typed = index::parseQuery(question);
    index::Query query{index::searchedPart(typed.question)};
    query.phrases = typed.values(index::QueryFilter::Kind::Phrase);
    query.excludedWords = typed.values(index::QueryFilter::Kind::Without);
    query.signs = &store->signs();
    std::optional<Error> vectorError;
    if (embedder && !query.text.isEmpty()) {
        const auto model = co_await store->read([name = embedder->model()](index::Database &database) {
            return index::findModel(database, name);
        });
        query.model = model.ok() ? *model : 0;
        if (query.model != 0) {
            auto vector = co_await embedder->embed({query.text}, {}, async::Turn::First);
            if (vector.ok())
                query.vector = std::move(vector->front());
            else
                vectorError = vector.error();
        }
    }
    auto retrieved =
        co_await store->read([typed, scope, query, postings = &store->postings()](index::Database &database) {
            return lookUp(database, typed, scope, query, postings);
        });
    if (retrieved.ok() && !retrieved->found.signsWhole && store->writable())
        co_await writeSigns(store, query);
    if (retrieved.ok()) {
        retrieved->vectors = std::move(vectorError);
        retrieved->question = typed.question;
        retrieved->cut = query.text.size() < typed.question.size();
    }
    co_return retrieved;
}

} // namespace docchat::chat
