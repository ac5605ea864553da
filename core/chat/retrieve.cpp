#include "chat/retrieve.h"

#include "index/documents.h"
#include "index/vectors.h"

namespace docchat::chat {

using async::Task;

namespace {

Retrieved lookUp(index::Database &database, const index::Query &query, index::Postings *postings) {
    Retrieved retrieved;
    retrieved.found = index::search(database, query, postings);
    for (const auto &document : index::allDocuments(database)) {
        if (document.state == DocumentState::Failed ||
            (!query.documents.isEmpty() && !query.documents.contains(document.id)))
            continue;
        ++retrieved.documents;
        if (document.state == DocumentState::Reading)
            retrieved.unfinished.push_back({document.name, document.pagesRead, document.pages, {}});
        else if (document.state == DocumentState::Partial && document.code != code(ErrorKind::Provider))
            retrieved.unfinished.push_back(
                {document.name, document.pagesRead, document.pages, document.reason});
    }
    return retrieved;
}

} // namespace

Task<Result<Retrieved>> retrieve(index::Store *store, provider::Embedder *embedder, QString question,
                                 QList<DocumentId> documents) {
    index::Query query{question, std::move(documents)};
    std::optional<Error> vectorError;
    if (embedder) {
        const auto model = co_await store->read([name = embedder->model()](index::Database &database) {
            return index::findModel(database, name);
        });
        query.model = model.ok() ? *model : 0;
        if (query.model != 0) {
            auto vector = co_await embedder->embed({question}, {});
            if (vector.ok())
                query.vector = std::move(vector->front());
            else
                vectorError = vector.error();
        }
    }
    auto retrieved = co_await store->read([query, postings = &store->postings()](index::Database &database) {
        return lookUp(database, query, postings);
    });
    if (retrieved.ok())
        retrieved->vectors = std::move(vectorError);
    co_return retrieved;
}

} // namespace docchat::chat
