#include "document/session.h"

#include "async/cancel.h"
#include "base/words.h"

#include <sys/mman.h>

namespace docchat::document {

using async::Task;

namespace {

constexpr int pagesARequest = 8;
constexpr int requestsAhead = 2;
constexpr int mostRestarts = 3;
constexpr int slicesAWait = 8;

Task<std::optional<WorkerEvent>> popEvent(std::shared_ptr<async::Queue<WorkerEvent>> events) {
    co_return co_await events->pop();
}

/// What came, or nothing, and how much of the wait that took.
struct Waited {
    std::optional<std::optional<WorkerEvent>> event;
    async::Clock::duration counted{0};
};

/// In slices: however long this program itself was stopped, that counts as one, and what has come meanwhile
/// is looked at first.
Task<Waited> eventWithin(async::Clock::duration wait, std::shared_ptr<async::Queue<WorkerEvent>> events) {
    const auto slice = std::max<async::Clock::duration>(wait / slicesAWait, async::Milliseconds(1));
    Waited waited;
    do {
        const auto most = std::min(slice, wait - waited.counted);
        const auto begun = async::Loop::current()->now();
        try {
            waited.event = co_await async::withTimeout(most, popEvent(events));
        } catch (const async::TimeoutError &) {
        }
        waited.counted += std::min(async::Loop::current()->now() - begun, most);
    } while (!waited.event && waited.counted < wait);
    co_return waited;
}

Error replyError(const FailedReply &reply, const QString &name) {
    return {reply.kind, QStringLiteral("%1: %2").arg(name, Words::translated(reply.message)),
            Words::translated(reply.hint)};
}

} // namespace

Session::Session(WorkerPool *pool, WorkerRole role, Descriptor file, OpenRequest request, ReadLimits limits)
    : m_pool(pool), m_role(role), m_file(std::move(file)), m_request(std::move(request)), m_limits(limits) {
    m_request.limits = m_limits.parse;
    if (!m_request.ocr.isEmpty())
        m_limits.withoutFrame += m_limits.recognisedPage;
}

Session::~Session() {
    leave();
}

void Session::leave() {
    if (m_worker)
        m_worker->forget(m_job);
    m_worker.reset();
    m_unanswered = 0;
}

void Session::ask(FrameType type, const QByteArray &body, Descriptor descriptor) {
    m_worker->send({type, m_job, body}, std::move(descriptor));
    ++m_unanswered;
}

/// Lets the answers to what was given up pass by; opens the file again when its worker is gone.
Task<Status> Session::settle() {
    m_part = {};
    while (m_worker && m_unanswered > 0) {
        const auto event = co_await nextEvent();
        if (!event || !event->frame)
            leave();
    }
    if (m_worker && m_worker->alive())
        co_return Done{};
    co_return co_await start();
}

Task<Result<std::unique_ptr<Session>>> Session::open(WorkerPool *pool, WorkerRole role, Descriptor file,
                                                     OpenRequest request, ReadLimits limits) {
    std::unique_ptr<Session> session(new Session(pool, role, std::move(file), std::move(request), limits));
    const auto status = co_await session->start();
    if (!status.ok())
        co_return status.error();
    co_return session;
}

Error Session::lost(const WorkerEvent &event) const {
    if (event.unstarted) {
        return {ErrorKind::Internal, Words::tr("The reader %1 cannot be started").arg(m_worker->program()),
                Words::tr("Install DocChat again")};
    }
    if (event.timedOut) {
        return {ErrorKind::TimedOut, Words::tr("%1 took too long to read").arg(m_request.name),
                Words::tr("Save it anew from the program that made it, then retry"), event.silent};
    }
    return {ErrorKind::Crashed, Words::tr("%1 stopped the reader").arg(m_request.name),
            Words::tr("Save it anew from the program that made it, then retry")};
}

Error Session::nonsense() const {
    return {ErrorKind::Crashed, Words::tr("The reader answered nonsense about %1").arg(m_request.name),
            Words::tr("Retry; if it stays, report it")};
}

/// Opens the file in a worker; once more when that worker dies of another document.
Task<Status> Session::start() {
    for (int attempt = 0; attempt < mostRestarts; ++attempt) {
        leave();
        m_worker = m_pool->worker(m_role);
        m_job = m_worker->newJob();
        auto file = m_file.duplicate();
        if (!file.valid()) // without one the worker would take the next document's
            co_return Error{ErrorKind::Unreadable, Words::tr("%1 cannot be opened").arg(m_request.name),
                            Words::tr("Close other programs, then retry")};
        ask(FrameType::Open, encode(m_request), std::move(file));
        const auto event = co_await nextEvent();
        if (!event)
            co_return nonsense();
        if (!event->frame) {
            if (event->guilty || event->unstarted)
                co_return lost(*event);
            continue;
        }
        if (event->frame->type == FrameType::Opened) {
            if (auto opened = decode<OpenedReply>(event->frame->body)) {
                m_info = std::move(*opened);
                co_return Done{};
            }
        } else if (event->frame->type == FrameType::Failed) {
            if (const auto failed = decode<FailedReply>(event->frame->body))
                co_return replyError(*failed, m_request.name);
        }
        m_worker->kill();
        co_return nonsense();
    }
    co_return lost({});
}

/// Pages in which text is recognised are each given their time.
async::Clock::duration Session::inAll() const {
    return m_request.ocr.isEmpty() ? m_limits.inAll : m_limits.inAll + m_info.pages * m_limits.recognisedPage;
}

/// The next event of this job under the outside clock; nullopt when the worker flooded us and was cut off.
Task<std::optional<WorkerEvent>> Session::nextEvent() {
    const auto events = m_worker->events(m_job);
    for (;;) {
        const bool serving = m_worker->isServing(m_job);
        const auto left = inAll() - m_served;
        const auto wait = std::min<async::Clock::duration>(m_limits.withoutFrame,
                                                           serving ? std::max(left, async::Clock::duration(0))
                                                                   : m_limits.withoutFrame);
        auto [event, waited] = co_await eventWithin(wait, events);
        if (serving)
            m_served += waited;
        if (event) {
            if (!*event || !(*event)->frame)
                m_unanswered = 0; // nobody answers them any more
            else if (isAnswer((*event)->frame->type))
                --m_unanswered;
            co_return std::move(*event);
        }
        // The clock of the document that the worker is busy with ends it; the others wait for that.
        if (!m_worker->isServing(m_job))
            continue;
        m_worker->kill(true);
        co_return WorkerEvent{
            .frame = {}, .guilty = true, .timedOut = true, .silent = left > m_limits.withoutFrame};
    }
}

void Session::requestPages(int next, int *asked) {
    while (*asked < m_info.pages && *asked - next + 1 <= pagesARequest * (requestsAhead - 1)) {
        const int first = *asked + 1;
        *asked = std::min(first + pagesARequest - 1, m_info.pages);
        ask(FrameType::Pages, encode(PagesRequest{first, *asked}));
    }
}

/// A whole page, a page's error, or nothing yet.
std::optional<PageResult> Session::takePage(const Frame &frame, int expected) {
    if (frame.type == FrameType::PageFailed) {
        const auto failed = decode<FailedReply>(frame.body);
        if (!failed || failed->page != expected)
            return PageResult{std::nullopt, nonsense(), expected, true};
        return PageResult{std::nullopt, replyError(*failed, m_request.name), expected, false};
    }
    auto part = decode<PagePart>(frame.body);
    if (!part || part->page.number != expected)
        return PageResult{std::nullopt, nonsense(), expected, true};
    m_textSoFar += part->page.text.size() * qint64(sizeof(QChar));
    if (m_textSoFar > m_limits.parse.text) {
        return PageResult{std::nullopt,
                          Error{ErrorKind::TooLarge,
                                Words::tr("%1 holds more than %2 MiB of text")
                                    .arg(m_request.name, QString::number(m_limits.parse.text >> 20)),
                                Words::tr("Split it and add the parts")},
                          expected, true};
    }
    auto text = std::exchange(m_part, {}).text + part->page.text;
    part->page.text = std::move(text);
    if (part->more) {
        m_part = std::move(part->page);
        return std::nullopt;
    }
    return PageResult{std::move(part->page), std::nullopt, expected, false};
}

async::AsyncGenerator<PageResult> Session::pages(int first) {
    int next = first;
    int asked = first - 1;
    const auto settled = co_await settle();
    if (!settled.ok()) {
        co_yield PageResult{std::nullopt, settled.error(), next, true};
        co_return;
    }
    while (next <= m_info.pages) {
        requestPages(next, &asked);
        const auto event = co_await nextEvent();
        if (event && !event->frame && !event->guilty) {
            const auto again = co_await start();
            if (!again.ok()) {
                co_yield PageResult{std::nullopt, again.error(), next, true};
                co_return;
            }
            asked = next - 1;
            m_part = {};
            continue;
        }
        std::optional<PageResult> result;
        if (!event || !event->frame) {
            result = PageResult{std::nullopt, event ? lost(*event) : nonsense(), next, true};
        } else if (event->frame->type == FrameType::Page || event->frame->type == FrameType::PageFailed) {
            result = takePage(*event->frame, next);
        } else if (event->frame->type != FrameType::PagesDone) {
            const auto failed = decode<FailedReply>(event->frame->body);
            result = PageResult{std::nullopt, failed ? replyError(*failed, m_request.name) : nonsense(), next,
                                true};
        }
        if (!result)
            continue;
        const bool fatal = result->fatal;
        ++next;
        co_yield std::move(*result);
        if (fatal)
            co_return;
    }
}

/// Has the worker write into memory that it shares; in a fresh one when it dies of another document.
Task<Status> Session::fill(FrameType request, QByteArray body, const Descriptor *memory, FrameType answer) {
    std::optional<WorkerEvent> event;
    for (int attempt = 0; attempt < mostRestarts; ++attempt) {
        const auto settled = co_await settle();
        if (!settled.ok())
            co_return settled.error();
        ask(request, body, memory->duplicate());
        event = co_await nextEvent();
        if (!event || event->frame || event->guilty)
            break;
    }
    if (!event || !event->frame)
        co_return event ? lost(*event) : nonsense();
    if (event->frame->type == answer)
        co_return Done{};
    const auto failed = decode<FailedReply>(event->frame->body);
    co_return failed ? replyError(*failed, m_request.name) : nonsense();
}

Task<Result<Descriptor>> Session::extract() {
    if (m_info.attachedBytes < 1 || m_info.attachedBytes > m_limits.parse.text)
        co_return nonsense();
    auto memory = sealedMemory(m_info.attachedBytes);
    if (!memory.ok())
        co_return memory.error();
    const auto filled = co_await fill(FrameType::Extract, {}, &*memory, FrameType::Extracted);
    if (!filled.ok())
        co_return filled.error();
    co_return std::move(*memory);
}

Task<Result<Picture>> Session::render(int number, int width, int height, QRect part) {
    const RenderRequest request{number, width, height, part};
    const auto size = request.drawn().size();
    const auto bytes = qsizetype(size.width()) * size.height() * 4;
    auto memory = sealedMemory(bytes);
    if (!memory.ok())
        co_return memory.error();
    m_served = {}; // a document stays open for drawing as long as it is shown
    const auto drawn = co_await fill(FrameType::Render, encode(request), &*memory, FrameType::Rendered);
    if (!drawn.ok())
        co_return drawn.error();
    void *pixels = ::mmap(nullptr, size_t(bytes), PROT_READ, MAP_SHARED, memory->get(), 0);
    if (pixels == MAP_FAILED)
        co_return nonsense();
    // A copy: the worker could go on drawing into shared pixels.
    Picture picture{size.width(), size.height(), QByteArray(static_cast<const char *>(pixels), bytes)};
    ::munmap(pixels, size_t(bytes));
    co_return picture;
}

} // namespace docchat::document
