#include "ingest/pipeline.h"

#include "async/taskgroup.h"
#include "index/documents.h"
#include "index/vectors.h"
#include "ingest/open.h"

#include <QFileInfo>

namespace docchat::ingest {

using async::Task;
using async::TaskGroup;

namespace {

constexpr size_t pagesAhead = 32;
constexpr size_t batchesAhead = 4;
constexpr qsizetype pagesABatch = 16;
constexpr auto cleanupGrace = std::chrono::seconds(20);
constexpr auto claimPoll = std::chrono::milliseconds(20);

/// Pages of one transaction, and the passages that became complete with them.
struct TextBatch {
    std::vector<Page> pages;
    std::vector<qsizetype> starts;
    std::vector<Passage> passages;
};

/// Passages of one embedding request, and then their vectors.
struct VectorBatch {
    std::vector<qint64> passages;
    QStringList texts;
    std::vector<provider::Vector> vectors;
};

template <class T>
T valueOrThrow(Result<T> result) {
    if (!result.ok())
        throw async::FailedResult(result.error());
    return std::move(*result);
}

/// One document on its way; the stages are its members, and share nothing but the queues and the counts.
class Pipeline {
public:
    Pipeline(Tools tools, DocumentId document, std::unique_ptr<document::Session> session, Report report)
        : m_tools(tools)
        , m_report(std::move(report))
        , m_document(document)
        , m_session(std::move(session))
        , m_chunker(document) {}

    /// Runs the stages to the end. Throws the first error as FailedResult<Error>.
    Task<void> run() {
        co_await runStages([this](TaskGroup &group) {
            group.spawn("parse", &Pipeline::parse, this);
            group.spawn("chunk", &Pipeline::chunk, this);
            group.spawn("index text", &Pipeline::indexText, this);
            spawnEmbedding(group);
        });
    }

    /// The stages after the text: for a document whose provider failed the last time.
    Task<void> runEmbedding() {
        co_await runStages([this](TaskGroup &group) {
            group.spawn("find missing", &Pipeline::queueMissing, this);
            spawnEmbedding(group);
        });
    }

    /// The first page that could not be read.
    [[nodiscard]] const std::optional<Error> &pageError() const { return m_pageError; }
    /// Why there are no vectors for some of the passages.
    [[nodiscard]] const std::optional<Error> &embedError() const { return m_embedError; }
    [[nodiscard]] bool hasText() const { return m_hasText; }

private:
    template <class F>
    Task<void> runStages(F body) {
        std::exception_ptr first;
        try {
            co_await TaskGroup::run(std::move(body));
        } catch (const async::ExceptionGroup &group) {
            first = group.errors().front();
        }
        if (first)
            std::rethrow_exception(first);
    }

    void spawnEmbedding(TaskGroup &group) {
        if (!m_tools.embedder)
            return;
        group.spawn("embed all", &Pipeline::embedAll, this);
        group.spawn("index vectors", &Pipeline::indexVectors, this);
    }

    void tell(Stage stage, int done, int total) { m_report.progress({stage, done, total}); }

    /// text with places, from the sandboxed worker
    Task<void> parse() {
        auto pages = m_session->pages(1);
        const int total = m_session->info().pages;
        while (auto result = co_await pages.next()) {
            if (result->fatal)
                throw async::FailedResult(*result->error);
            if (result->error && !m_pageError)
                m_pageError = result->error;
            Page page = result->page.value_or(Page{result->number, {}, {}, {}, {}});
            m_hasText = m_hasText || !page.text.trimmed().isEmpty();
            co_await m_pages.push(std::move(page));
            tell(Stage::Parse, result->number, total);
        }
        m_pages.close();
    }

    /// passages that keep their places
    Task<void> chunk() {
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
            batch = co_await async::runBlocking(
                [](std::stop_token, Chunker *chunker, TextBatch pages, bool last) {
                    return chunkPages(chunker, std::move(pages), last);
                },
                &m_chunker, std::move(batch), !more);
            m_chunked += int(batch.passages.size());
            m_allChunked = !more;
            tell(Stage::Chunk, m_chunked, more ? 0 : m_chunked);
            co_await m_texts.push(std::move(batch));
        }
        m_texts.close();
    }

    static TextBatch chunkPages(Chunker *chunker, TextBatch batch, bool last) {
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

    /// words: one transaction a batch
    Task<void> indexText() {
        while (auto batch = co_await m_texts.pop()) {
            auto passages = valueOrThrow(co_await m_tools.store->write(
                [id = m_document, texts = std::move(*batch)](index::Database &database) mutable {
                    index::addPages(database, id, texts.pages, texts.starts);
                    index::addPassages(database, texts.passages);
                    return std::move(texts.passages);
                }));
            m_indexedTexts += int(passages.size());
            if (!m_tools.embedder)
                tell(Stage::Index, m_indexedTexts, m_allChunked ? m_chunked : 0);
            else
                co_await queueForEmbedding(std::move(passages));
        }
        m_toEmbed.close();
    }

    Task<void> queueForEmbedding(std::vector<Passage> passages) {
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

    Task<void> queueMissing() {
        const auto model = m_tools.embedder->model();
        auto passages =
            valueOrThrow(co_await m_tools.store->read([id = m_document, model](index::Database &database) {
                return index::passagesWithoutVector(database, id, model);
            }));
        m_chunked = int(passages.size());
        m_allChunked = true;
        co_await queueForEmbedding(std::move(passages));
        m_toEmbed.close();
    }

    /// vectors: the first failure for good cancels the other requests, but never the text
    Task<void> embedAll() {
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

    /// one of as many as the provider may have requests in flight
    Task<void> embed() {
        while (auto batch = co_await m_toEmbed.pop()) {
            auto vectors = co_await m_tools.embedder->embed(
                batch->texts, [this](const Error &error, async::Milliseconds wait) {
                    m_report.waiting(QStringLiteral("%1: goes on by itself in %2 s")
                                         .arg(error.message, QString::number((wait.count() + 999) / 1000)));
                });
            if (!vectors.ok())
                throw async::FailedResult(vectors.error());
            m_report.waiting({});
            m_embedded += int(batch->passages.size());
            tell(Stage::Embed, m_embedded, m_allChunked ? m_chunked : 0);
            batch->vectors = std::move(*vectors);
            co_await m_embeddedBatches.push(std::move(*batch));
        }
    }

    /// one transaction a batch
    Task<void> indexVectors() {
        int indexed = 0;
        while (auto batch = co_await m_embeddedBatches.pop()) {
            indexed += int(batch->passages.size());
            valueOrThrow(co_await m_tools.store->write(
                [model = m_tools.embedder->model(), vectors = std::move(*batch)](index::Database &database) {
                    const auto id = index::modelId(database, model, int(vectors.vectors.front().size()));
                    for (size_t i = 0; i < vectors.passages.size(); ++i)
                        index::addEmbedding(database, vectors.passages[i], id, vectors.vectors[i]);
                    return Done{};
                }));
            tell(Stage::Index, indexed, m_allChunked ? m_chunked : 0);
        }
    }

    Tools m_tools;
    Report m_report;
    DocumentId m_document;
    std::unique_ptr<document::Session> m_session;
    Chunker m_chunker;
    async::Queue<Page> m_pages{pagesAhead};
    async::Queue<TextBatch> m_texts{batchesAhead};
    async::Queue<VectorBatch> m_toEmbed{batchesAhead * 4};
    async::Queue<VectorBatch> m_embeddedBatches{batchesAhead * 4};
    std::optional<Error> m_pageError;
    std::optional<Error> m_embedError;
    int m_chunked = 0;
    int m_indexedTexts = 0;
    int m_embedded = 0;
    bool m_allChunked = false;
    bool m_hasText = false;
};

/// The right to read some bytes: two jobs for the same bytes must not undo each other.
class Claim {
public:
    Claim(QSet<QByteArray> *beingRead, QByteArray sha256)
        : m_beingRead(beingRead), m_sha256(std::move(sha256)) {
        m_beingRead->insert(m_sha256);
    }
    ~Claim() { m_beingRead->remove(m_sha256); }
    Claim(const Claim &) = delete;
    Claim &operator=(const Claim &) = delete;

private:
    QSet<QByteArray> *m_beingRead;
    QByteArray m_sha256;
};

Error noText(const QString &name) {
    return {ErrorKind::NoText, QStringLiteral("%1 holds no text: its pages are pictures or empty").arg(name),
            QStringLiteral("Read it with a text recognition program first, then add the result")};
}

/// What to keep of a file that failed: its name and the reason, so that the library can show it and offer
/// Retry.
Task<DocumentId> keepFailed(index::Store *store, Document document, Error error) {
    const auto id = co_await store->write([document, error](index::Database &database) {
        if (const auto old = index::findDocument(database, document.sha256))
            index::removeDocument(database, old->id);
        const auto added = index::addDocument(database, document);
        index::setState(database, added, DocumentState::Failed, &error);
        return added;
    });
    co_return id.ok() ? *id : DocumentId(0);
}

Task<Ingested> failed(Tools tools, Document document, Error error) {
    if (error.kind == ErrorKind::Disk) // the library itself cannot be written
        co_return Ingested{Ingested::Outcome::Failed, 0, std::move(error)};
    const auto id =
        co_await async::shielded(cleanupGrace, keepFailed(tools.store, std::move(document), error));
    co_return Ingested{Ingested::Outcome::Failed, id, std::move(error)};
}

/// Everything of a document that is already there and whole, or nothing.
Task<std::optional<Ingested>> known(Tools tools, Document file, Report report) {
    const auto found = valueOrThrow(co_await tools.store->read(
        [sha = file.sha256](index::Database &database) { return index::findDocument(database, sha); }));
    if (!found || (found->state != DocumentState::Ready && found->code != code(ErrorKind::Provider)))
        co_return std::nullopt;
    valueOrThrow(co_await tools.store->write([id = found->id, path = file.path](index::Database &database) {
        index::addLocation(database, id, path);
        return Done{};
    }));
    int missing = 0;
    if (tools.embedder) {
        missing = valueOrThrow(co_await tools.store->read(
            [id = found->id, model = tools.embedder->model()](index::Database &database) {
                return int(index::passagesWithoutVector(database, id, model).size());
            }));
    }
    if (missing == 0 && found->state == DocumentState::Ready)
        co_return Ingested{Ingested::Outcome::Unchanged, found->id, std::nullopt};

    Pipeline pipeline(tools, found->id, nullptr, std::move(report));
    if (missing > 0)
        co_await pipeline.runEmbedding();
    const auto error = pipeline.embedError();
    valueOrThrow(co_await tools.store->write([id = found->id, error](index::Database &database) {
        index::setState(database, id, error ? DocumentState::Partial : DocumentState::Ready,
                        error ? &*error : nullptr);
        return Done{};
    }));
    co_return Ingested{error ? Ingested::Outcome::Partial : Ingested::Outcome::Ready, found->id, error};
}

Task<void> remove(index::Store *store, DocumentId id) {
    std::ignore = co_await store->write(
        [id](index::Database &database) { return index::removeDocument(database, id); });
}

/// Runs the pipeline; on cancel and on error the document is taken out again before anything else happens.
Task<void> runOrRemove(Pipeline *pipeline, index::Store *store, DocumentId id) {
    std::exception_ptr error;
    try {
        co_await pipeline->run();
    } catch (...) {
        error = std::current_exception();
    }
    if (!error)
        co_return;
    co_await async::shielded(cleanupGrace, remove(store, id));
    std::rethrow_exception(error);
}

Task<Ingested> readNew(Tools tools, Document file, document::Descriptor descriptor, QString password,
                       Report report) {
    auto session =
        co_await document::Session::open(tools.workers, document::WorkerRole::Read, std::move(descriptor),
                                         file.name, std::move(password), tools.readLimits);
    if (!session.ok())
        co_return co_await failed(tools, std::move(file), session.error());

    const auto info = (*session)->info();
    const auto id = valueOrThrow(co_await tools.store->write([file, info](index::Database &database) {
        if (const auto old = index::findDocument(database, file.sha256))
            index::removeDocument(database, old->id);
        const auto added = index::addDocument(database, file);
        index::setOpened(database, added, info.kind, info.pages);
        return added;
    }));
    report.opened(id);
    Pipeline pipeline(tools, id, std::move(*session), std::move(report));
    std::optional<Error> fileError;
    try {
        co_await runOrRemove(&pipeline, tools.store, id);
    } catch (const async::FailedResult<Error> &failure) {
        fileError = failure.error;
    }
    if (!fileError && !pipeline.hasText())
        fileError = pipeline.pageError().value_or(noText(file.name));
    if (fileError)
        co_return co_await failed(tools, std::move(file), std::move(*fileError));

    const auto error = pipeline.pageError() ? pipeline.pageError() : pipeline.embedError();
    // What is whole is kept: a cancel comes too late for it.
    auto setWhole = tools.store->write([id, error](index::Database &database) {
        index::setState(database, id, error ? DocumentState::Partial : DocumentState::Ready,
                        error ? &*error : nullptr);
        return Done{};
    });
    valueOrThrow(co_await async::shielded(cleanupGrace, std::move(setWhole)));
    co_return Ingested{error ? Ingested::Outcome::Partial : Ingested::Outcome::Ready, id, error};
}

} // namespace

Task<Ingested> ingest(Tools tools, QString path, QString password, Report report) {
    report.progress({Stage::Open, 0, 1});
    auto opened = co_await openFile(path);
    if (!opened.ok())
        co_return Ingested{Ingested::Outcome::Failed, 0, opened.error()};
    report.progress({Stage::Open, 1, 1});

    while (tools.beingRead->contains(opened->sha256)) // another job reads these very bytes: it is waited for
        co_await async::sleepFor(claimPoll);
    const Claim claim(tools.beingRead, opened->sha256);
    Document file;
    file.sha256 = opened->sha256;
    file.name = QFileInfo(path).fileName();
    file.path = QFileInfo(path).absoluteFilePath();
    file.addedAt = QDateTime::currentDateTime();
    std::optional<Error> libraryError;
    try {
        if (auto there = co_await known(tools, file, report))
            co_return std::move(*there);
        co_return co_await readNew(tools, std::move(file), std::move(opened->descriptor), std::move(password),
                                   std::move(report));
    } catch (const async::FailedResult<Error> &failure) {
        libraryError = failure.error;
    }
    co_return Ingested{Ingested::Outcome::Failed, 0, libraryError};
}

} // namespace docchat::ingest
