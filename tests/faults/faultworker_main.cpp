// docchat-faultworker: what tests/faults/run kills. It says what it does, a line each, at once: when a line
// "ack …" is out, nothing may undo what it says.
//   docchat-faultworker work DATA FILES STAGE [SEED]  goes on with what is unended, then adds the files of
//   the
//                                                    folder FILES, removes, asks, cancels and writes
//                                                    chats, until killed; mostly STAGE
//   docchat-faultworker once DATA FILES [SEED]      the same, a little of everything, then ends in order
//   docchat-faultworker finish DATA                  goes on with what is unended, and ends
//   docchat-faultworker old DATA VERSION PASSAGES    makes a library as DocChat of that schema version had it
//   docchat-faultworker verify DATA                  opens the library, and prints what there is as JSON

#include "application.h"
#include "faultoracle.h"
#include "oldlibrary.h"

#include "async/run.h"
#include "async/signal.h"
#include "async/sleep.h"
#include "index/chats.h"
#include "index/documents.h"
#include "index/messages.h"
#include "index/schema.h"

#include <QCoreApplication>
#include <QDir>
#include <QRandomGenerator>
#include <QSaveFile>

#include <cstdio>
#include <unistd.h>

using namespace docchat;
using namespace Qt::StringLiterals;

namespace {

/// Out at once, whatever happens next.
void say(const QString &line) {
    const auto bytes = line.toUtf8() + '\n';
    std::ignore = ::write(STDOUT_FILENO, bytes.constData(), size_t(bytes.size()));
}

void stage(const char *name) {
    say(u"stage "_s + QLatin1StringView(name));
}

[[noreturn]] void end(const Error &error) {
    say(u"error "_s + error.text());
    std::_Exit(3);
}

template <class T>
T orEnd(Result<T> result) {
    if (!result.ok())
        end(result.error());
    return std::move(*result);
}

std::unique_ptr<Application> open(const QString &data) {
    Options options;
    options.dataFolder = data;
    options.timeout = std::chrono::seconds(3); // the server is near; what hangs for longer is a finding
    return orEnd(Application::open(std::move(options), index::Store::Access::ReadWrite));
}

class Worker {
public:
    Worker(Application *application, const QString &files, quint32 seed)
        : m_application(application), m_files(files), m_random(seed) {
        auto *jobs = &application->jobs();
        QObject::connect(jobs, &ingest::Jobs::jobChanged, jobs, [this](int id) { tell(id); });
        QObject::connect(jobs, &ingest::Jobs::jobEnded, jobs, [this](int id) { tellEnd(id); });
    }

    async::Task<void> goOn() {
        const auto resumed = orEnd(co_await m_application->jobs().resume());
        for (const auto id : resumed.goOn)
            std::ignore = co_await m_application->jobs().finished(id);
    }

    /// Adds three at a time, or removes, or chats: mostly what is wanted. What was said is forgotten in time.
    async::Task<void> work(QString wanted) {
        for (;;) {
            const auto what = wanted != "any"_L1 && m_random.bounded(4) > 0
                                  ? wanted
                                  : QStringList{u"add"_s, u"remove"_s, u"chat"_s, u"ask"_s,
                                                u"cancel"_s}[m_random.bounded(5)];
            if (what == "remove"_L1)
                co_await remove();
            else if (what == "chat"_L1)
                co_await chat();
            else if (what == "ask"_L1)
                co_await ask();
            else if (what == "cancel"_L1)
                co_await cancel();
            else
                co_await add();
        }
    }

    async::Task<void> once() {
        co_await add();
        co_await chat();
        co_await remove();
        co_await add();
    }

private:
    /// "stage parse", "stage embed": the furthest of a job that moves.
    void tell(int id) {
        const auto &job = *m_application->jobs().find(id);
        if (job.ended() || job.stage == Stage::Open)
            return;
        const char *name = job.stage >= Stage::Embed ? "embed" : "add";
        if (std::exchange(m_stage, name) != name)
            stage(name);
        if (!m_owed.contains(job.name) && job.state == ingest::Job::State::Running) {
            m_owed.insert(job.name);
            say(u"ack owed "_s + job.name); // it is in the journal
        }
    }

    /// "aside": the program died of it too often, also before this start.
    void tellEnd(int id) {
        const auto &job = *m_application->jobs().find(id);
        const bool isAside = job.result.error && job.result.error->kind == ErrorKind::Crashed;
        const bool isWhole = job.state == ingest::Job::State::Done;
        if (job.state == ingest::Job::State::Cancelled) {
            say(u"cancelled "_s + job.name);
            m_owed.remove(job.name);
            return;
        }
        const bool isPartial = isWhole && job.result.outcome == ingest::Ingested::Outcome::Partial;
        say((isPartial ? u"partial "_s
             : isWhole ? u"ack ready "_s
             : isAside ? u"aside "_s
                       : u"failed "_s) +
            job.name);
        m_owed.remove(job.name);
    }

    QString anyFile() {
        const auto names = QDir(m_files).entryList(QDir::Files, QDir::Name);
        return names[m_random.bounded(int(names.size()))];
    }

    /// As a person who edits a paragraph of it.
    void change(const QString &name) {
        QFile file(QDir(m_files).filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", qPrintable(name));
        auto paragraphs = file.readAll().split('\n');
        paragraphs[m_random.bounded(int(paragraphs.size()))] =
            "The keeper changed this line at " + QByteArray::number(m_random.generate()) + ".";
        QSaveFile changed(file.fileName()); // whole, or as before
        if (!changed.open(QIODevice::WriteOnly) || changed.write(paragraphs.join('\n')) < 0 ||
            !changed.commit())
            qFatal("%s cannot be written", qPrintable(name));
    }

    async::Task<void> add() {
        std::vector<ingest::JobId> ids;
        m_stage = nullptr;
        if (m_random.bounded(4) == 0)
            change(anyFile());
        for (int i = 0; i < 3; ++i) {
            const auto name = anyFile();
            say(u"adding "_s + name);
            ids.push_back(m_application->jobs().add(QDir(m_files).filePath(name)));
        }
        for (const auto id : ids) {
            std::ignore = co_await m_application->jobs().finished(id);
            m_application->jobs().dismiss(id);
        }
    }

    async::Task<void> remove() {
        auto &store = m_application->store();
        const auto documents = orEnd(co_await store.read(&index::allDocuments));
        if (documents.size() < 3) {
            co_await add();
            co_return;
        }
        const auto &document = documents[size_t(m_random.bounded(int(documents.size())))];
        stage("remove");
        say(u"removing "_s + document.name);
        orEnd(co_await store.write(
            [id = document.id](index::Database &database) { return index::removeDocument(database, id); }));
        say(u"ack gone "_s + document.name);
        orEnd(co_await store.scrub());
    }

    /// After a while: what there was of it goes, or it was whole.
    async::Task<void> cancel() {
        const auto name = anyFile();
        say(u"adding "_s + name);
        say(u"removing "_s + name); // it may be there, or not
        m_owed.insert(name);        // nothing is owed of it
        auto &jobs = m_application->jobs();
        const auto id = jobs.add(QDir(m_files).filePath(name));
        co_await async::sleepFor(async::Milliseconds(m_random.bounded(30)));
        jobs.cancel(id);
        std::ignore = co_await jobs.finished(id);
        jobs.dismiss(id);
    }

    async::Task<void> ask() {
        chat::Question question;
        question.text = u"Which keeper wrote line %1 of the book?"_s.arg(m_random.bounded(12));
        auto events = chat::ask(m_application->askTools([](const Sent &) {}), std::move(question));
        while (co_await events.next()) {
        }
        say(u"asked"_s);
    }

    async::Task<void> chat() {
        stage("chat");
        auto &store = m_application->store();
        const auto chat = orEnd(co_await store.write(
            [](index::Database &database) { return index::addChat(database, u"The zeppelin"_s); }));
        auto question = orEnd(co_await store.write([chat](index::Database &database) {
            return index::addMessage(database, chat, Message{.text = u"Which engine?"_s});
        }));
        say(u"ack message %1 Which engine?"_s.arg(question));
        Message answer{
            .role = Role::Answer, .text = {}, .state = AnswerState::Interrupted, .parent = question};
        answer.id = orEnd(co_await store.write(
            [chat, answer](index::Database &database) { return index::addMessage(database, chat, answer); }));
        for (int i = 0; i < 5; ++i) {
            const auto piece = u"word%1 "_s.arg(i);
            answer.text += piece;
            orEnd(co_await store.write([id = answer.id, piece](index::Database &database) {
                index::growMessage(database, id, piece, {});
                return Done{};
            }));
            say(u"ack message %1 %2"_s.arg(answer.id).arg(answer.text.trimmed()));
        }
        answer.state = AnswerState::Done;
        orEnd(co_await store.write([answer](index::Database &database) {
            index::finishMessage(database, answer);
            return Done{};
        }));
        say(u"ack message %1 %2"_s.arg(answer.id).arg(answer.text.trimmed()));
        const auto chats = orEnd(co_await store.read(&index::allChats));
        if (chats.size() > mostChats)
            co_await forget(chats.back().id);
    }

    async::Task<void> forget(qint64 chat) {
        auto &store = m_application->store();
        const auto messages = orEnd(co_await store.read(
            [chat](index::Database &database) { return index::messagesOf(database, chat); }));
        for (const auto &message : messages)
            say(u"forget message %1"_s.arg(message.id));
        orEnd(co_await store.write(
            [chat](index::Database &database) { return index::removeChat(database, chat); }));
        orEnd(co_await store.scrub());
    }

    static constexpr size_t mostChats = 30;

    Application *m_application;
    QString m_files;
    QRandomGenerator m_random;
    QSet<QString> m_owed;
    const char *m_stage = nullptr;
};

async::Task<void> finish(Application *application) {
    Worker worker(application, {}, 0);
    co_await worker.goOn();
    co_await application->shutdown();
}

async::Task<void> once(Application *application, QStringList arguments) {
    Worker worker(application, arguments[1], arguments.value(2).toUInt());
    co_await worker.goOn();
    co_await worker.once();
    co_await application->shutdown();
}

async::Task<void> work(Application *application, QStringList arguments) {
    Worker worker(application, arguments[1], arguments.value(3).toUInt());
    co_await worker.goOn();
    co_await worker.work(arguments[2]);
}

} // namespace

int main(int argc, char **argv) {
    QCoreApplication qt(argc, argv);
    auto arguments = QCoreApplication::arguments().mid(1);
    const auto command = arguments.isEmpty() ? QString() : arguments.takeFirst();
    async::Loop loop;
    if (command == "old"_L1 && arguments.size() == 3) {
        tests::makeOldLibrary(arguments[0], arguments[1].toInt(), arguments[2].toInt());
        return 0;
    }
    if (arguments.isEmpty())
        return 2;
    stage(tests::isOld(arguments[0]) ? "migrate" : "open");
    const auto application = open(arguments[0]);
    if (command == "verify"_L1) {
        const auto found = orEnd(async::run(application->store().write(&tests::whatIsThere)));
        say(QString::fromUtf8(QJsonDocument(found).toJson(QJsonDocument::Compact)));
        return 0;
    }
    if (command == "finish"_L1)
        async::run(finish(application.get()));
    else if (command == "once"_L1 && arguments.size() >= 2)
        async::run(once(application.get(), arguments));
    else if (command == "work"_L1 && arguments.size() >= 3)
        async::run(work(application.get(), arguments));
    else
        return 2;
    return 0;
}
