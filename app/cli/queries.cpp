#include "queries.h"

#include "async/files.h"
#include "async/lock.h"
#include "async/semaphore.h"
#include "async/signal.h"
#include "async/taskgroup.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QSocketNotifier>

#include <cerrno>
#include <cstring>
#include <map>

#include <fcntl.h>
#include <unistd.h>

namespace docchat::cli {

using async::AsyncGenerator;
using async::Task;

namespace {

constexpr int questionsAtOnce = 4;
constexpr int mostUnprinted = 16;
constexpr qint64 longestLine = 16 * 1024 * 1024;
constexpr qsizetype piece = 64 * 1024;

[[noreturn]] void failReading(const QString &name, int error) {
    throw async::FileError(
        QStringLiteral("%1: %2").arg(name, QString::fromLocal8Bit(std::strerror(error))).toStdString());
}

/// A file descriptor that is closed at the end, unless it is standard input.
class Descriptor {
public:
    explicit Descriptor(const QString &path)
        : m_number(path == QLatin1StringView("-")
                       ? STDIN_FILENO
                       : ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)) {
        if (m_number < 0)
            failReading(path, errno);
    }
    ~Descriptor() {
        if (m_number != STDIN_FILENO)
            ::close(m_number);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number;
};

/// The lines of a pipe or a terminal, which may be long in coming: read only when there is something.
AsyncGenerator<QByteArray> pipedLines(QString path) {
    const Descriptor descriptor(path);
    QSocketNotifier notifier(descriptor.number(), QSocketNotifier::Read);
    QByteArray rest;
    for (;;) {
        notifier.setEnabled(true);
        co_await async::signalOf(&notifier, &QSocketNotifier::activated);
        notifier.setEnabled(false);
        QByteArray data(piece, Qt::Uninitialized);
        const auto count = ::read(descriptor.number(), data.data(), size_t(piece));
        if (count < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (count < 0)
            failReading(path, errno);
        if (count == 0)
            break;
        data.truncate(count);
        qsizetype begin = 0;
        for (auto end = data.indexOf('\n'); end >= 0; end = data.indexOf('\n', begin)) {
            co_yield std::exchange(rest, {}) + data.mid(begin, end - begin);
            begin = end + 1;
        }
        rest += data.mid(begin);
        if (rest.size() > longestLine)
            failReading(path, EMSGSIZE);
    }
    if (!rest.isEmpty())
        co_yield std::move(rest);
}

} // namespace

AsyncGenerator<QByteArray> linesOf(const QString &path) {
    const QFileInfo file(path);
    const bool isPipe = path == QLatin1StringView("-") || (file.exists() && !file.isFile() && !file.isDir());
    return isPipe ? pipedLines(path) : async::readLines(path, longestLine);
}

namespace {

/// Whose turn it is to print; who has ended and waits for it holds a permit meanwhile.
class Turns {
public:
    explicit Turns(const Output *output) : m_output(output) {}

    void print(qint64 turn, Print what) {
        if (turn == m_current)
            what(*m_output);
        else
            m_waiting[turn].prints.push_back(std::move(what));
    }
    void end(qint64 turn, async::Permit permit) {
        m_waiting[turn].ended = true;
        m_waiting[turn].permit = std::move(permit);
        for (auto next = m_waiting.find(m_current); next != m_waiting.end() && next->second.ended;
             next = m_waiting.find(m_current)) {
            m_waiting.erase(next);
            ++m_current;
            for (const auto &waiting : std::exchange(m_waiting[m_current].prints, {}))
                waiting(*m_output);
        }
    }

private:
    struct Waiting {
        std::vector<Print> prints = {};
        bool ended = false;
        async::Permit permit = {};
    };

    const Output *m_output;
    std::map<qint64, Waiting> m_waiting;
    qint64 m_current = 0;
};

/// What the tasks share that answer the lines of one file.
struct Reading {
    AsyncGenerator<QByteArray> lines;
    Turns turns;
    Answer answer;
    async::Mutex mutex = {}; ///< of `lines`
    async::Semaphore unprinted{mostUnprinted};
    qint64 line = 0;
    int exit = AllDone;
};

struct NumberedLine {
    qint64 number = 0; ///< from 1
    QByteArray text;
};

/// The next line, or nullopt at the end.
Task<std::optional<NumberedLine>> nextLine(Reading *reading) {
    const auto lock = co_await reading->mutex.lock();
    auto text = co_await reading->lines.next();
    if (!text)
        co_return std::nullopt;
    co_return NumberedLine{++reading->line, std::move(*text)};
}

/// The question of a line; an error when there is none in it.
Result<NumberedQuery> queryOf(const NumberedLine &line) {
    QJsonParseError error;
    const auto object = QJsonDocument::fromJson(line.text, &error).object();
    const auto text =
        object.value(QLatin1StringView("query")).toString(object.value(QLatin1StringView("text")).toString());
    if (error.error != QJsonParseError::NoError)
        return Error{ErrorKind::Usage,
                     QStringLiteral("Line %1 is no JSON: %2").arg(line.number).arg(error.errorString()),
                     QStringLiteral("Write {\"id\":1,\"query\":\"…\"}")};
    if (text.trimmed().isEmpty())
        return Error{ErrorKind::Usage, QStringLiteral("Line %1 asks nothing").arg(line.number),
                     QStringLiteral("Write {\"id\":1,\"query\":\"…\"}")};
    return NumberedQuery{object.value(QLatin1StringView("id")), text};
}

Task<void> answerLines(Reading *reading) {
    for (;;) {
        auto permit = co_await reading->unprinted.acquire();
        const auto line = co_await nextLine(reading);
        if (!line)
            co_return;
        const auto turn = line->number - 1;
        const InTurn print = [reading, turn](Print what) { reading->turns.print(turn, std::move(what)); };
        if (!line->text.trimmed().isEmpty()) {
            auto query = queryOf(*line);
            bool whole = query.ok();
            if (whole)
                whole = co_await reading->answer(std::move(*query), print);
            else
                print([error = query.error()](const Output &output) { output.error(error); });
            if (!whole)
                reading->exit = SomeFailed;
        }
        reading->turns.end(turn, std::move(permit));
    }
}

Task<int> forLines(Context *context, QString path, Answer answer) {
    Reading reading{linesOf(path), Turns(&context->output), std::move(answer)};
    std::optional<QString> failed;
    try {
        co_await async::TaskGroup::run([&](async::TaskGroup &group) {
            for (int i = 0; i < questionsAtOnce; ++i)
                group.spawn("answer lines", answerLines, &reading);
        });
    } catch (const async::ExceptionGroup &group) {
        try {
            group.rethrowFirst();
        } catch (const async::FileError &error) {
            failed = QString::fromUtf8(error.what());
        }
    }
    if (!failed)
        co_return reading.exit;
    context->output.error({ErrorKind::Missing, *failed, QStringLiteral("Check the path")});
    co_return reading.line == 0 ? Usage : SomeFailed;
}

} // namespace

Task<int> forQueries(Context *context, QString fileOption, Answer answer) {
    if (context->arguments.has(fileOption))
        co_return co_await forLines(context, context->arguments.value(fileOption), std::move(answer));
    const auto text = context->arguments.positional.join(u' ');
    if (text.trimmed().isEmpty()) {
        context->output.error({ErrorKind::Usage, QStringLiteral("Nothing is asked"),
                               QStringLiteral("Give a question, or --%1 FILE").arg(fileOption)});
        co_return Usage;
    }
    const InTurn print = [context](const Print &what) { what(context->output); };
    co_return co_await answer({QJsonValue(1), text}, print) ? AllDone : SomeFailed;
}

} // namespace docchat::cli
