#pragma once

#include "async/generator.h"
#include "document/workerpool.h"

namespace docchat::document {

/// How long a document may take, and how much it may hold; settable.
struct ReadLimits {
    async::Milliseconds withoutFrame = std::chrono::seconds(30);
    async::Milliseconds inAll = std::chrono::minutes(10);
    async::Milliseconds recognisedPage = std::chrono::seconds(60); ///< more of both where pictures are read
    ParseLimits parse = {};
};

/// One page read, or why it (or, if fatal, all the rest) could not be.
struct PageResult {
    std::optional<Page> page;
    std::optional<Error> error;
    int number = 0;
    bool fatal = false;
};

/// A drawn page, or a part of one: width × height pixels of 32 bits (0xffRRGGBB), lines without padding.
struct Picture {
    int width = 0;
    int height = 0;
    QByteArray pixels;
};

/// A document open in a worker: gives its pages' texts in order and draws pages. If the worker dies of
/// another document, this one goes on in a fresh worker where it was. Loop thread only; destroying it closes
/// the document.
class Session {
public:
    /// Opens `file` in a worker of the pool, as `request` says; its limits are those of `limits`.
    /// Error: Password, Damaged, Unsupported, TimedOut (transient: its reader gave nothing), Crashed,
    /// TooLarge, naming the file.
    static async::Task<Result<std::unique_ptr<Session>>>
    open(WorkerPool *pool, WorkerRole role, Descriptor file, OpenRequest request, ReadLimits limits);
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    [[nodiscard]] const OpenedReply &info() const { return m_info; }

    /// The pages from `first` on, in order. A page that cannot be read is an error item and the rest goes on;
    /// a fatal error is the last item.
    async::AsyncGenerator<PageResult> pages(int first);

    /// Page `number` drawn at width × height pixels, or only a part of those.
    async::Task<Result<Picture>> render(int number, int width, int height, QRect part = {});

    /// The bytes of an attachment that is to be converted: where info().attachedBytes is more than 0.
    async::Task<Result<Descriptor>> extract();

private:
    Session(WorkerPool *pool, WorkerRole role, Descriptor file, OpenRequest request, ReadLimits limits);

    async::Task<Status> start();
    async::Task<Status> settle();
    void ask(FrameType type, const QByteArray &body, Descriptor descriptor = {});
    async::Task<std::optional<WorkerEvent>> nextEvent();
    void requestPages(int next, int *asked);
    async::Task<Status> fill(FrameType request, QByteArray body, const Descriptor *memory, FrameType answer);
    std::optional<PageResult> takePage(const Frame &frame, int expected);
    [[nodiscard]] async::Clock::duration inAll() const;
    Error lost(const WorkerEvent &event) const;
    Error nonsense() const;
    void leave();

    WorkerPool *m_pool;
    WorkerRole m_role;
    Descriptor m_file;
    OpenRequest m_request;
    ReadLimits m_limits;
    OpenedReply m_info;
    std::shared_ptr<Worker> m_worker;
    quint32 m_job = 0;
    Page m_part; ///< pieces of a large page so far
    qint64 m_textSoFar = 0;
    int m_unanswered = 0;               ///< requests of this job
    async::Clock::duration m_served{0}; ///< how long the worker has been at this document
};

} // namespace docchat::document
