#include "readfile.h"

#include "async/process.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>
#include <deque>

namespace docchat::corpus {

using async::Task;
using namespace std::chrono_literals;

namespace {

constexpr auto sampleEvery = 20ms;
constexpr auto theirPatience = 20s;     // for pdftotext
constexpr auto lastResort = 40s;        // for one sign of life, should the session's own clock fail
constexpr size_t mostOutcomes = 10'000; // of one file with what is attached to it
constexpr int notFound = 127;           // the shell's word for a program that is not there

qint64 since(async::Clock::time_point moment) {
    return std::chrono::duration_cast<async::Milliseconds>(async::Loop::current()->now() - moment).count();
}

/// Watches the most memory that a process has from now on; what it had before is forgotten.
class PeakMemory {
public:
    explicit PeakMemory(qint64 process) : m_folder(QStringLiteral("/proc/%1/").arg(process)) {
        QFile reset(m_folder + QStringLiteral("clear_refs"));
        if (reset.open(QIODevice::WriteOnly))
            reset.write("5");
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { sample(); });
        m_timer.start(sampleEvery);
    }

    /// MiB; 0 when it was gone before it was looked at.
    int value() {
        sample();
        return m_peak;
    }

private:
    void sample() {
        QFile status(m_folder + QStringLiteral("status"));
        if (!status.open(QIODevice::ReadOnly))
            return;
        for (const auto &line : status.readAll().split('\n')) {
            if (line.startsWith("VmHWM:"))
                m_peak = std::max(m_peak, line.mid(6).trimmed().split(' ').first().toInt() / 1024);
        }
    }

    QString m_folder;
    QTimer m_timer;
    int m_peak = 0;
};

/// When something was heard last, and the longest that nothing was.
class Silence {
public:
    void heard() {
        m_longest = std::max(m_longest, since(m_last));
        m_last = async::Loop::current()->now();
    }
    [[nodiscard]] qint64 longest() const { return m_longest; }

private:
    async::Clock::time_point m_last = async::Loop::current()->now();
    qint64 m_longest = 0;
};

qint64 countCharacters(const QString &text) {
    return std::count_if(text.begin(), text.end(), [](QChar c) { return !c.isSpace(); });
}

void count(const document::PageResult &result, Heard *heard) {
    if (result.fatal) {
        heard->error = result.error;
    } else if (result.error) {
        ++heard->failed;
        if (!heard->pageError)
            heard->pageError = result.error;
    } else {
        ++heard->read;
        heard->scanned += result.page->scanned;
        heard->characters += countCharacters(result.page->text);
    }
}

Task<std::optional<document::PageResult>> nextPage(async::AsyncGenerator<document::PageResult> *pages) {
    co_return co_await pages->next();
}

Task<void> readPages(document::WorkerPool *pool, document::Descriptor file, document::OpenRequest request,
                     Outcome *outcome, Heard *heard, Silence *silence) {
    auto session = co_await async::withTimeout(
        lastResort,
        document::Session::open(pool, document::WorkerRole::Read, std::move(file), std::move(request), {}));
    silence->heard();
    if (!session.ok()) {
        heard->error = session.error();
        co_return;
    }
    const auto &info = (*session)->info();
    outcome->pages = info.pages;
    outcome->attachments = info.attachments;
    outcome->isPdf = info.kind == DocumentKind::Pdf;
    auto pages = (*session)->pages(1);
    while (const auto page = co_await async::withTimeout(lastResort, nextPage(&pages))) {
        silence->heard();
        count(*page, heard);
    }
}

/// Into `heard`, so that what came before a hang is kept.
Task<void> readOrGiveUp(document::WorkerPool *pool, document::Descriptor file, document::OpenRequest request,
                        Outcome *outcome, Heard *heard) {
    Silence silence;
    try {
        co_await readPages(pool, std::move(file), std::move(request), outcome, heard, &silence);
    } catch (const async::TimeoutError &) {
        heard->error = Error{ErrorKind::TimedOut, QStringLiteral("the session never ended it"), {}};
    }
    silence.heard();
    outcome->silence = silence.longest();
}

/// Does pdftotext, with the memory that our worker has, find text in a PDF?
Task<bool> othersFindText(QString path) {
    const auto command = QStringLiteral("ulimit -v 1048576; exec pdftotext -q \"$1\" -");
    try {
        const auto result = co_await async::withTimeout(
            theirPatience, async::runProcess({.program = QStringLiteral("/bin/sh"),
                                              .arguments = {QStringLiteral("-c"), command,
                                                            QStringLiteral("sh"), std::move(path)}}));
        if (result.exitCode == notFound)
            qWarning("pdftotext is not installed: its texts are not compared with ours");
        co_return std::ranges::any_of(QString::fromUtf8(result.output),
                                      [](QChar c) { return c.isLetterOrNumber(); });
    } catch (const async::TimeoutError &) {
    }
    co_return false;
}

/// Could text have been missed? Not where a limit or a password stopped us.
bool mayHaveMissedText(const Outcome &outcome, const Heard &heard) {
    const bool isPdf = outcome.isPdf || outcome.name.endsWith(QLatin1StringView(".pdf"), Qt::CaseInsensitive);
    return isPdf && heard.characters == 0 &&
           (outcome.state == code(ErrorKind::NoText) || outcome.state == code(ErrorKind::Damaged));
}

/// `part`: of what is attached to the file, which is called `name` in the table.
Task<Outcome> readOne(document::WorkerPool *pool, QString path, QString name, QString part) {
    Outcome outcome;
    outcome.name = name;
    const auto begun = async::Loop::current()->now();
    Heard heard;
    auto file = document::openRegularFile(path);
    if (file.ok()) {
        document::OpenRequest request{name, {}};
        request.part = part;
        request.mailName = QFileInfo(path).fileName();
        PeakMemory memory(pool->worker(document::WorkerRole::Read)->processId());
        co_await readOrGiveUp(pool, std::move(*file), std::move(request), &outcome, &heard);
        outcome.peak = memory.value();
    } else {
        heard.error = file.error();
    }
    outcome.ms = since(begun);
    outcome.characters = heard.characters;
    judge(heard, &outcome);
    outcome.missedText = part.isEmpty() && mayHaveMissedText(outcome, heard) && co_await othersFindText(path);
    co_return outcome;
}

struct Waiting {
    QString name;
    QString part;
};

} // namespace

Task<std::vector<Outcome>> readFile(document::WorkerPool *pool, QString folder, QString name) {
    std::vector<Outcome> outcomes;
    std::deque<Waiting> waiting{{name, {}}};
    while (!waiting.empty() && outcomes.size() < mostOutcomes) {
        const auto next = std::move(waiting.front());
        waiting.pop_front();
        auto outcome = co_await readOne(pool, QDir(folder).filePath(name), next.name, next.part);
        for (const auto &attachment : std::exchange(outcome.attachments, {}))
            waiting.push_back(
                {next.name + QLatin1Char('/') + attachment.name,
                 next.part.isEmpty() ? attachment.part : next.part + QLatin1Char('/') + attachment.part});
        outcomes.push_back(std::move(outcome));
    }
    co_return outcomes;
}

} // namespace docchat::corpus
