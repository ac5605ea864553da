// docchat-parser: reads documents that nobody vouches for. It is started by DocChat with one end of a
// socketpair as descriptor 3, under rlimits, with an empty environment; it serves requests one after the
// other until its parent closes the socket. It may block: nothing else runs here.

#include "convert.h"
#include "document/descriptor.h"
#include "document/protections.h"
#include "document/protocol.h"
#include "document/readers/reader.h"
#include "document/sandbox/sandbox.h"
#include "warmup.h"

#include <QFile>
#include <QHash>

#include <cstring>
#include <span>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include <poll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace docchat;
using namespace docchat::document;

namespace {

constexpr int parentSocket = 3;
constexpr qsizetype textPerFrame = 200'000;  // code units: well under a frame together with the layout
constexpr qsizetype largestLayout = 500'000; // bytes; a page with more is left without marks
constexpr int niceness = 5;                  // the window comes first
constexpr rlim_t secondsAPage = 20;          // and for opening
constexpr rlim_t secondsARecognisedPage = 60;

/// The soft limit counts all processor time of this process: raise it for each piece of work.
void allowProcessorTime(rlim_t seconds) {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    rlimit limit{};
    ::getrlimit(RLIMIT_CPU, &limit);
    limit.rlim_cur = rlim_t(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + seconds;
    ::setrlimit(RLIMIT_CPU, &limit);
}

/// Recognising text needs more memory than reading it: the parent leaves that much room.
void allowMoreMemory() {
    rlimit limit{};
    ::getrlimit(RLIMIT_AS, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_AS, &limit);
}

/// Memory of the parent's, here for as long as this lives.
class SharedMemory {
public:
    SharedMemory(const Descriptor &memory, qint64 bytes) : m_bytes(bytes) {
        struct stat info{};
        if (::fstat(memory.get(), &info) == 0 && info.st_size == bytes)
            m_data = ::mmap(nullptr, size_t(bytes), PROT_READ | PROT_WRITE, MAP_SHARED, memory.get(), 0);
    }
    ~SharedMemory() {
        if (isValid())
            ::munmap(m_data, size_t(m_bytes));
    }
    SharedMemory(const SharedMemory &) = delete;
    SharedMemory &operator=(const SharedMemory &) = delete;

    [[nodiscard]] bool isValid() const { return m_data != MAP_FAILED; }
    [[nodiscard]] uchar *data() const { return static_cast<uchar *>(m_data); }

private:
    qint64 m_bytes;
    void *m_data = MAP_FAILED;
};

class Service {
public:
    /// `protections`: what holds around this process.
    explicit Service(QStringList protections) : m_protections(std::move(protections)) {}

    int serve() {
        send(FrameType::Ready, 0, encode(ReadyReply{m_protections}));
        while (!m_gone) {
            const auto bytes = receiveSome(parentSocket, &m_descriptors);
            if (!bytes)
                return 0;
            for (const auto &frame : m_reader.feed(*bytes))
                handle(frame);
            if (m_reader.broken())
                return 1;
        }
        return 0;
    }

private:
    void handle(const Frame &frame) {
        if (frame.type == FrameType::Open)
            open(frame);
        else if (frame.type == FrameType::Pages)
            pages(frame);
        else if (frame.type == FrameType::Render)
            render(frame);
        else if (frame.type == FrameType::Extract)
            extract(frame);
        else if (frame.type == FrameType::Close)
            m_documents.erase(frame.job);
    }

    Descriptor takeDescriptor() {
        if (m_descriptors.empty())
            return {};
        auto descriptor = std::move(m_descriptors.front());
        m_descriptors.pop_front();
        return descriptor;
    }

    void open(const Frame &frame) {
        allowProcessorTime(secondsAPage);
        const auto descriptor = takeDescriptor();
        const auto request = decode<OpenRequest>(frame.body);
        if (!request || !descriptor.valid())
            return fail(frame.job, {ErrorKind::Internal, QStringLiteral("bad request"), {}});
        if (!isFenced(m_protections) && !request->unfenced)
            return fail(frame.job,
                        {ErrorKind::Unsupported,
                         QStringLiteral("this computer cannot fence off the reader (its kernel has "
                                        "neither Landlock nor seccomp), so it was not opened"),
                         QStringLiteral("If you trust your documents, allow it in the settings")});
        if (!request->ocr.isEmpty())
            allowMoreMemory();
        auto reader = openReader(descriptor.get(), {*request});
        if (!reader.ok())
            return fail(frame.job, reader.error());
        auto info = (*reader)->info();
        m_documents[frame.job] = {std::move(*reader), !request->ocr.isEmpty()};
        send(FrameType::Opened, frame.job, encode(info));
    }

    void pages(const Frame &frame) {
        const auto request = decode<PagesRequest>(frame.body);
        const auto found = m_documents.find(frame.job);
        if (!request || found == m_documents.end())
            return fail(frame.job, {ErrorKind::Internal, QStringLiteral("bad request"), {}});
        for (int number = request->first; number <= request->last && !m_gone; ++number) {
            allowProcessorTime(found->second.recognises ? secondsARecognisedPage : secondsAPage);
            auto page = found->second.reader->page(number);
            if (page.ok())
                sendPage(frame.job, std::move(*page));
            else
                send(FrameType::PageFailed, frame.job,
                     encode(FailedReply{page.error().kind, number, page.error().message, page.error().hint}));
        }
        send(FrameType::PagesDone, frame.job, {});
    }

    void sendPage(quint32 job, Page page) {
        if (page.layout.size() > largestLayout)
            page.layout.clear();
        while (page.text.size() > textPerFrame) {
            Page piece;
            piece.number = page.number;
            piece.text = page.text.left(textPerFrame);
            page.text.remove(0, textPerFrame);
            send(FrameType::Page, job, encode(PagePart{std::move(piece), true}));
        }
        send(FrameType::Page, job, encode(PagePart{std::move(page), false}));
    }

    void render(const Frame &frame) {
        allowProcessorTime(secondsAPage);
        const auto memory = takeDescriptor();
        const auto request = decode<RenderRequest>(frame.body);
        const auto found = m_documents.find(frame.job);
        const auto drawn = request ? request->drawn() : QRect();
        if (drawn.isEmpty() || found == m_documents.end() ||
            !QRect(0, 0, request->width, request->height).contains(drawn))
            return fail(frame.job, {ErrorKind::Internal, QStringLiteral("bad request"), {}});
        const SharedMemory pixels(memory, qint64(drawn.width()) * drawn.height() * 4);
        if (!pixels.isValid())
            return fail(frame.job, {ErrorKind::Internal, QStringLiteral("no memory for the picture"), {}});
        const auto status = found->second.reader->render(*request, pixels.data());
        if (!status.ok())
            return fail(frame.job, status.error());
        send(FrameType::Rendered, frame.job, {});
    }

    void extract(const Frame &frame) {
        allowProcessorTime(secondsAPage);
        const auto memory = takeDescriptor();
        const auto found = m_documents.find(frame.job);
        const auto bytes = found == m_documents.end() ? QByteArray() : found->second.reader->bytesToConvert();
        if (bytes.isEmpty())
            return fail(frame.job, {ErrorKind::Internal, QStringLiteral("bad request"), {}});
        const SharedMemory shared(memory, bytes.size());
        if (!shared.isValid())
            return fail(frame.job,
                        {ErrorKind::TooLarge, QStringLiteral("the attachment does not fit into memory"),
                         QStringLiteral("Save it from the mail and add that")});
        std::memcpy(shared.data(), bytes.constData(), size_t(bytes.size()));
        send(FrameType::Extracted, frame.job, {});
    }

    void fail(quint32 job, const Error &error) {
        send(FrameType::Failed, job, encode(FailedReply{error.kind, 0, error.message, error.hint}));
    }

    void send(FrameType type, quint32 job, const QByteArray &body) {
        auto bytes = encodeFrame({type, job, body});
        while (!bytes.isEmpty() && !m_gone) {
            const auto sent = sendSome(parentSocket, bytes.constData(), bytes.size());
            if (sent < 0)
                m_gone = true;
            else if (sent == 0)
                waitWritable();
            else
                bytes.remove(0, sent);
        }
    }

    static void waitWritable() {
        pollfd writable{parentSocket, POLLOUT, 0};
        ::poll(&writable, 1, -1);
    }

    struct OpenDocument {
        std::unique_ptr<Reader> reader;
        bool recognises = false; ///< text in pictures
    };

    QStringList m_protections;
    FrameReader m_reader;
    std::deque<Descriptor> m_descriptors;
    std::unordered_map<quint32, OpenDocument> m_documents;
    bool m_gone = false;
};

} // namespace

/// --without-landlock, --without-seccomp: as if the kernel lacked them. --convert: see convert.h.
int main(int argc, char **argv) {
    std::ignore = ::nice(niceness);
    if (argc > 1 && std::string_view(argv[1]) == "--convert") {
        QStringList arguments;
        for (const char *argument : std::span(argv + 2, size_t(argc - 2)))
            arguments += QFile::decodeName(argument);
        return convert(arguments);
    }
    document::Fences fences;
    for (const std::string_view argument : std::span(argv + 1, size_t(argc - 1))) {
        fences.landlock = fences.landlock && argument != "--without-landlock";
        fences.seccomp = fences.seccomp && argument != "--without-seccomp";
    }
    warmUp();
    QStringList protections{QStringLiteral("rlimits")};
    protections += document::closeSandbox(readableWhenClosed(), fences);
    return Service(std::move(protections)).serve();
}
