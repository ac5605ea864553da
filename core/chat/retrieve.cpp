#include "chat/retrieve.h"

#include "index/documents.h"
#include "index/signs.h"
#include "index/vectors.h"

namespace docchat::chat {

using async::Task;

namespace {

Retrieved lookUp(index::Database &database, const index::Query &query) {
    Retrieved retrieved;
    retrieved.found = index::search(database, query);
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

/// Written anew where they were missing or damaged; until then each start makes them from the vectors.
Task<void> writeSigns(index::Store *store, index::Query query) {
    std::ignore = co_await store->write([query](index::Database &database) {
        index::rebuildSigns(database, query.model, int(query.vector.size()));
        return Done{};
    });
}

} // namespace

Task<Result<Retrieved>> retrieve(index::Store *store, provider::Embedder *embedder, QString question,
                                 QList<DocumentId> documents) {
    index::Query query{question, std::move(documents)};
    query.signs = &store->signs();
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
    auto retrieved =
        co_await store->read([query](index::Database &database) { return lookUp(database, query); });
    if (retrieved.ok() && !retrieved->found.signsWhole && store->writable())
        co_await writeSigns(store, query);
    if (retrieved.ok())
        retrieved->vectors = std::move(vectorError);
    co_return retrieved;
}

} // namespace docchat::chat
