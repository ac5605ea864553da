#pragma once

#include "async/event.h"
#include "async/queue.h"
#include "async/taskgroup.h"
#include "index/halfread.h"
#include "index/knownvectors.h"
#include "ingest/pipeline.h"

namespace docchat::ingest {

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
    std::shared_ptr<async::Event> written; ///< fires once they are in the library
};

/// What there is already when the reading of a document begins.
struct Earlier {
    DocumentId journalled = 0;          ///< the document that the journal names
    bool goesOn = false;                ///< some of the document, from the last time
    QList<DocumentId> withVectors = {}; ///< documents that may have passages that say the same
};

/// The value, or its error thrown as FailedResult: inside a task group an error cancels the siblings.
template <class T>
T valueOrThrow(Result<T> result) {
    if (!result.ok())
        throw async::FailedResult(result.error());
    return std::move(*result);
}

/// One document on its way through the stages; the stages are its members, and share nothing but the queues
/// and the counts.
class Pipeline {
public:
    Pipeline(Tools tools, DocumentId document, std::unique_ptr<document::Session> session, Report report,
             Earlier earlier = {})
        : m_tools(tools)
        , m_report(std::move(report))
        , m_earlier(std::move(earlier))
        , m_document(document)
        , m_session(std::move(session))
        , m_chunker(document,
                    m_session && !hasPictures(m_session->info().kind) ? Chunker::Pages::Sections
                                                                      : Chunker::Pages::Printed,
                    tools.passage) {}
    /// Runs the stages to the end. Throws the first error as FailedResult<Error>.
    async::Task<void> run();
    /// The stages after the text: for a document whose provider failed the last time, and for
    /// index::wholeLibrary.
    async::Task<void> runEmbedding();
    /// The first page that could not be read.
    [[nodiscard]] const std::optional<Error> &pageError() const { return m_pageError; }
    /// Why there are no vectors for some of the passages.
    [[nodiscard]] const std::optional<Error> &embedError() const { return m_embedError; }
    [[nodiscard]] bool hasText() const { return m_hasText; }
    /// What is there from the last time is not what was read now: run() has failed, and nothing was changed.
    [[nodiscard]] bool isOther() const { return m_isOther; }
    /// Pages that are pictures and were not recognised.
    [[nodiscard]] const QList<int> &scanned() const { return m_scanned; }

private:
    template <class F>
    async::Task<void> runStages(F body, std::source_location where = std::source_location::current()) {
        std::exception_ptr first;
        try {
            co_await async::TaskGroup::run(std::move(body), async::TaskGroup::Policy::CancelSiblings, where);
        } catch (const async::ExceptionGroup &group) {
            first = group.errors().front();
        }
        if (first)
            std::rethrow_exception(first);
    }
    void spawnEmbedding(async::TaskGroup &group);
    void tell(Stage stage, int done, int total) { m_report.progress({stage, done, total}); }
    async::Task<void> lookAtEarlier();
    /// text with places, from the sandboxed worker
    async::Task<void> parse();
    /// passages that keep their places
    async::Task<void> chunk();
    static TextBatch chunkPages(Chunker *chunker, TextBatch batch, bool last);
    /// words: one transaction a batch
    async::Task<void> indexText();
    /// How much of a batch is there already.
    async::Task<index::HalfRead> takeEarlier(TextBatch *batch);
    void tellIndexed();
    [[noreturn]] void giveUpEarlier();
    async::Task<void> queueForEmbedding(std::vector<Passage> passages);
    async::Task<void> queueMissing();
    /// vectors: the first failure for good cancels the other requests, but never the text
    async::Task<void> embedAll();
    /// one of as many as the provider may have requests in flight; each asks on once its last reply is in the
    /// library, so that a kill repeats at most one batch of each for a document
    async::Task<void> embed();
    async::Task<Result<std::vector<provider::Vector>>> vectorsOf(QStringList texts);
    async::Task<Result<std::vector<provider::Vector>>> ask(QStringList texts,
                                                           async::Clock::time_point *waitsUntil);
    /// one transaction for all that have come meanwhile
    async::Task<void> indexVectors();

    static constexpr size_t pagesAhead = 32;
    static constexpr size_t batchesAhead = 4;
    static constexpr size_t mostWritten = 64; ///< batches at once: no request has two

    Tools m_tools;
    Report m_report;
    Earlier m_earlier;
    index::HalfRead m_halfRead; ///< of it, what was not read again yet
    std::shared_ptr<const index::KnownVectors> m_knownVectors;
    DocumentId m_document;
    std::unique_ptr<document::Session> m_session;
    Chunker m_chunker;
    async::Queue<Page> m_pages{pagesAhead};
    async::Queue<TextBatch> m_texts{batchesAhead};
    async::Queue<VectorBatch> m_toEmbed{batchesAhead * 4};
    async::Queue<VectorBatch> m_embeddedBatches{mostWritten};
    std::optional<Error> m_pageError;
    std::optional<Error> m_embedError;
    int m_chunked = 0;
    int m_indexedTexts = 0;
    int m_embedded = 0;
    int m_waiting = 0; ///< requests that are to be sent once more
    int m_indexedVectors = 0;
    bool m_isOther = false;
    bool m_allChunked = false;
    bool m_hasText = false;
    QList<int> m_scanned;
};

} // namespace docchat::ingest
