#include "ingest/stages.h"

#include "async/blocking.h"
#include "async/cancel.h"
#include "base/words.h"
#include "index/documents.h"
#include "index/journal.h"
#include "index/vectors.h"

#include <QScopeGuard>

namespace docchat::ingest {

using async::Task;
using async::TaskGroup;

namespace {

constexpr qsizetype pagesABatch = 16;
constexpr int passagesAtOnce = 512; // of what was read earlier

/// What became of the pages and passages of one transaction.
struct IndexedText {
    int passages = 0;
    std::vector<Passage> toEmbed; ///< those without a vector
};

/// How many of `batch` are there already: its first pages and passages. Nothing: they are others.
std::optional<index::HalfRead> matchEarlier(index::Database &database, DocumentId document, TextBatch &batch,
                                            index::HalfRead there) {
    index::HalfRead same;
    while (size_t(same.pages) < batch.pages.size() && batch.pages[size_t(same.pages)].number <= there.pages) {
        const auto at = size_t(same.pages++);
        if (!index::hasPage(database, document, batch.pages[at], batch.starts[at]))
            return std::nullopt;
    }
    for (; size_t(same.passages) < batch.passages.size() && same.passages < there.passages; ++same.passages) {
        auto &passage = batch.passages[size_t(same.passages)];
        passage.id = index::samePassage(database, passage);
        if (passage.id == 0)
            return std::nullopt;
    }
    return same;
}

/// Writes what is not there yet: all but the first pages and passages. `model`: of the vectors that are
/// wanted; empty: none are.
IndexedText indexBatch(index::Database &database, DocumentId document, TextBatch batch, index::HalfRead there,
                       const index::KnownVectors &known, const QString &model) {
    batch.pages.erase(batch.pages.begin(), batch.pages.begin() + there.pages);
    batch.starts.erase(batch.starts.begin(), batch.starts.begin() + there.pages);
    if (!batch.pages.empty())
        index::addPages(database, document, batch.pages, batch.starts);
    auto added = std::vector(batch.passages.begin() + there.passages, batch.passages.end());
    index::addPassages(database, added);
    known.takeOver(database, added);
    std::ranges::move(added, batch.passages.begin() + there.passages);
    const auto count = int(batch.passages.size());
    if (model.isEmpty())
        return {count, {}};
    return {count, index::withoutVector(database, std::move(batch.passages), model)};
}

} // namespace

Task<void> Pipeline::run() {
    co_await lookAtEarlier();
    co_await runStages([this](TaskGroup &group) {
        group.spawn("parse", &Pipeline::parse, this);
        group.spawn("chunk", &Pipeline::chunk, this);
        group.spawn("index text", &Pipeline::indexText, this);
        spawnEmbedding(group);
    });
}

Task<void> Pipeline::runEmbedding() {
    co_await runStages([this](TaskGroup &group) {
        group.spawn("find missing", &Pipeline::queueMissing, this);
        spawnEmbedding(group);
    });
}

Task<void> Pipeline::lookAtEarlier() {
    auto found = valueOrThrow(
        co_await m_tools.store->read([earlier = m_earlier, id = m_document](index::Database &database) {
            return std::pair(earlier.goesOn ? index::halfRead(database, id) : index::HalfRead(),
                             index::KnownVectors(database, earlier.withVectors));
        }));
    m_halfRead = found.first;
    m_knownVectors = std::make_shared<const index::KnownVectors>(std::move(found.second));
}

void Pipeline::spawnEmbedding(TaskGroup &group) {
    if (!m_tools.embedder)
        return;
    group.spawn("embed all", &Pipeline::embedAll, this);
    group.spawn("index vectors", &Pipeline::indexVectors, this);
}

Task<void> Pipeline::parse() {
    auto pages = m_session->pages(1);
    const int total = m_session->info().pages;
    while (auto result = co_await pages.next()) {
        if (result->fatal)
            throw async::FailedResult(*result->error);
        if (result->error && !m_pageError)
            m_pageError = result->error;
        Page page = result->page.value_or(Page{result->number, {}, {}, {}, {}});
        if (page.scanned)
            m_scanned += page.number;
        m_hasText = m_hasText || !page.text.trimmed().isEmpty();
        co_await m_pages.push(std::move(page));
        tell(Stage::Parse, result->number, total);
    }
    m_pages.close();
}

Task<void> Pipeline::chunk() {
    for (bool more = true; more;) {
        TextBatch batch;
        while (batch.pages.size() < size_t(pagesABatch)) {
            auto page = co_await m_pages.pop();
            more = page.has_value();
            if (!more)
                break;
            batch.pages.push_back(std::move(*page));
            if (m_pages.size() == 0 && m_chunked == 0)
                break; // the first page is shown and found at once
        }
        batch =
            co_await async::runBlocking([](std::stop_token, Chunker *chunker, TextBatch pages,
                                           bool last) { return chunkPages(chunker, std::move(pages), last); },
                                        &m_chunker, std::move(batch), !more);
        m_chunked += int(batch.passages.size());
        m_allChunked = !more;
        tell(Stage::Chunk, m_chunked, more ? 0 : m_chunked);
        co_await m_texts.push(std::move(batch));
    }
    m_texts.close();
}

TextBatch Pipeline::chunkPages(Chunker *chunker, TextBatch batch, bool last) {
    for (const auto &page : batch.pages) {
        batch.starts.push_back(chunker->nextPageStart());
        auto passages = chunker->add(page);
        std::move(passages.begin(), passages.end(), std::back_inserter(batch.passages));
    }
    if (last) {
        auto rest = chunker->finish();
        std::move(rest.begin(), rest.end(), std::back_inserter(batch.passages));
    }
    return batch;
}

Task<void> Pipeline::indexText() {
    while (auto batch = co_await m_texts.pop()) {
        const auto there = co_await takeEarlier(&*batch);
        m_halfRead.passages -= there.passages;
        const bool isNew =
            size_t(there.pages) < batch->pages.size() || size_t(there.passages) < batch->passages.size();
        auto index = [id = m_document, there, journalled = m_earlier.journalled, known = m_knownVectors,
                      model = m_tools.embedder ? m_tools.embedder->model() : QString(),
                      texts = std::move(*batch)](index::Database &database) mutable {
            if (size_t(there.pages) < texts.pages.size())
                index::getFurther(database, journalled);
            return indexBatch(database, id, std::move(texts), there, *known, model);
        };
        IndexedText indexed;
        if (isNew)
            indexed = valueOrThrow(co_await m_tools.store->write(std::move(index)));
        else // the writer has vectors to store
            indexed = valueOrThrow(co_await m_tools.store->read(std::move(index)));
        m_indexedTexts += indexed.passages;
        if (!m_tools.embedder) {
            tell(Stage::Index, m_indexedTexts, m_allChunked ? m_chunked : 0);
            continue;
        }
        const auto have = indexed.passages - int(indexed.toEmbed.size());
        m_embedded += have;
        m_indexedVectors += have;
        if (have > 0) {
            tell(Stage::Embed, m_embedded, m_allChunked ? m_chunked : 0);
            tellIndexed();
        }
        co_await queueForEmbedding(std::move(indexed.toEmbed));
    }
    if (m_halfRead.passages > 0)
        giveUpEarlier();
    m_toEmbed.close();
}

Task<index::HalfRead> Pipeline::takeEarlier(TextBatch *batch) {
    const bool isEarlier = !batch->pages.empty() && batch->pages.front().number <= m_halfRead.pages;
    if (!isEarlier && m_halfRead.passages == 0)
        co_return index::HalfRead();
    auto [same, texts] = valueOrThrow(co_await m_tools.store->read(
        [id = m_document, there = m_halfRead, given = std::move(*batch)](index::Database &database) mutable {
            const auto found = matchEarlier(database, id, given, there);
            return std::pair(found, std::move(given));
        }));
    if (!same)
        giveUpEarlier();
    *batch = std::move(texts);
    co_return *same;
}

void Pipeline::tellIndexed() {
    tell(Stage::Index, m_indexedVectors, m_allChunked ? m_chunked : 0);
}

void Pipeline::giveUpEarlier() {
    m_isOther = true;
    throw async::FailedResult(Error{ErrorKind::Internal, Words::tr("It reads otherwise than before"), {}});
}

Task<void> Pipeline::queueForEmbedding(std::vector<Passage> passages) {
    QStringList texts;
    for (const auto &passage : passages)
        texts += passage.text;
    for (const auto &[first, last] : provider::batches(texts, m_tools.batchLimits)) {
        VectorBatch batch;
        batch.texts = texts.mid(first, last - first);
        for (auto i = first; i < last; ++i)
            batch.passages.push_back(passages[size_t(i)].id);
        co_await m_toEmbed.push(std::move(batch));
    }
}

Task<void> Pipeline::queueMissing() {
    const auto model = m_tools.embedder->model();
    m_chunked =
        valueOrThrow(co_await m_tools.store->read([id = m_document, model](index::Database &database) {
            return index::countWithoutVector(database, id, model);
        }));
    m_allChunked = true;
    tell(Stage::Embed, 0, m_chunked);
    for (qint64 after = 0; m_chunked > 0;) { // else all would be looked through again
        auto passages = valueOrThrow(
            co_await m_tools.store->read([id = m_document, model, after](index::Database &database) {
                return index::passagesWithoutVector(database, id, model, after, passagesAtOnce);
            }));
        if (passages.empty())
            break;
        after = passages.back().id;
        co_await queueForEmbedding(std::move(passages));
    }
    m_toEmbed.close();
}

Task<void> Pipeline::embedAll() {
    try {
        co_await runStages([this](TaskGroup &group) {
            for (int i = 0; i < m_tools.embedder->width(); ++i)
                group.spawn("embed", &Pipeline::embed, this);
        });
    } catch (const async::FailedResult<Error> &failure) {
        m_embedError = failure.error;
        m_embedError->kind = ErrorKind::Provider; // a time-out too: known() then embeds what is missing
    }
    m_embeddedBatches.close();
    while (co_await m_toEmbed.pop()) { // drained, so that the text still becomes whole
    }
}

Task<void> Pipeline::embed() {
    while (auto batch = co_await m_toEmbed.pop()) {
        auto vectors = co_await vectorsOf(batch->texts);
        if (!vectors.ok())
            throw async::FailedResult(vectors.error());
        m_embedded += int(batch->passages.size());
        tell(Stage::Embed, m_embedded, m_allChunked ? m_chunked : 0);
        batch->vectors = std::move(*vectors);
        const auto written = std::make_shared<async::Event>();
        batch->written = written; // its waiter may be cancelled before
        co_await m_embeddedBatches.push(std::move(*batch));
        co_await written->wait();
    }
}

/// Tells while it waits to ask once more; of several that wait, until none does.
Task<Result<std::vector<provider::Vector>>> Pipeline::ask(QStringList texts,
                                                          async::Clock::time_point *waitsUntil) {
    bool isWaiting = false;
    const auto end = qScopeGuard([&] {
        if (isWaiting && --m_waiting == 0)
            m_report.waiting({});
    });
    co_return co_await m_tools.embedder->embed(
        std::move(texts), [this, waitsUntil, &isWaiting](const Error &error, async::Milliseconds wait) {
            m_waiting += std::exchange(isWaiting, true) ? 0 : 1;
            *waitsUntil = async::Loop::current()->now() + wait;
            m_report.waiting(Words::tr("%1: goes on by itself in %2 s")
                                 .arg(error.message, QString::number((wait.count() + 999) / 1000)));
        });
}

/// Asks anew, without the rest of its wait, when the person says so.
Task<Result<std::vector<provider::Vector>>> Pipeline::vectorsOf(QStringList texts) {
    async::Clock::time_point waitsUntil{};
    Waits own;
    std::optional<Result<std::vector<provider::Vector>>> vectors;
    while (!vectors) {
        waitsUntil = {};
        std::ignore = co_await async::cancellable([&](async::Scope &scope) -> Task<void> {
            const Waits::One wait(m_tools.waits ? m_tools.waits : &own, &scope, &waitsUntil);
            vectors = co_await ask(texts, &waitsUntil);
        });
    }
    co_return std::move(*vectors);
}

Task<void> Pipeline::indexVectors() {
    while (auto batch = co_await m_embeddedBatches.pop()) {
        std::vector<VectorBatch> batches;
        batches.push_back(std::move(*batch));
        while (m_embeddedBatches.size() > 0) // one of each request at most
            batches.push_back(std::move(*co_await m_embeddedBatches.pop()));
        std::vector<std::shared_ptr<async::Event>> written;
        for (const auto &each : batches) {
            m_indexedVectors += int(each.passages.size());
            written.push_back(each.written);
        }
        valueOrThrow(
            co_await m_tools.store->write([model = m_tools.embedder->model(), batches = std::move(batches),
                                           journalled = m_earlier.journalled](index::Database &database) {
                index::getFurther(database, journalled);
                for (const auto &each : batches) {
                    const auto id = index::modelId(database, model, int(each.vectors.front().size()));
                    index::addEmbeddings(database, id, each.passages, each.vectors);
                }
                return Done{};
            }));
        for (const auto &each : written)
            each->set();
        tellIndexed();
    }
}

} // namespace docchat::ingest
