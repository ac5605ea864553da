// docchat-storagememory sites|each [COUNT] or at NUMBER: a library is written (documents added and removed,
// messages, words scrubbed) while one allocation fails. Each time it has to be whole afterwards, and to hold
// the same as one for which none failed, as what could not be written is written again; the program may also
// end, as one without memory does. glibc only.
//   sites  for every stack of calls that leads to an allocation its first, middle and last time
//   each   every allocation
//   COUNT  so many of them, spread
//   at     that one, and shows where it was

#include "async/loop.h"
#include "async/run.h"
#include "index/chats.h"
#include "index/documents.h"
#include "index/health.h"
#include "index/messages.h"
#include "index/schema.h"
#include "index/store.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QTemporaryDir>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <execinfo.h>
#include <map>
#include <set>
#include <sys/wait.h>
#include <unistd.h>

extern "C" {
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
}

namespace {

std::atomic<bool> counts = false;
std::atomic<long> calls = 0;
long failing = 0;
bool shows = false;
bool collects = false;
std::array<std::uint64_t, 1 << 20> stacks; ///< of each allocation, while they are collected

std::uint64_t stackNow() {
    void *frames[48];
    const int depth = ::backtrace(frames, 48);
    std::uint64_t hash = 14695981039346656037U; // FNV-1a
    for (int i = 2; i < depth; ++i)
        hash = (hash ^ reinterpret_cast<std::uintptr_t>(frames[i])) * 1099511628211U;
    return hash;
}

bool fails() {
    if (!counts.load(std::memory_order_relaxed))
        return false;
    const long call = ++calls;
    if (collects && size_t(call) < stacks.size())
        stacks[size_t(call)] = stackNow();
    if (call != failing)
        return false;
    if (shows) {
        void *frames[48];
        ::backtrace_symbols_fd(frames, ::backtrace(frames, 48), STDERR_FILENO);
    }
    errno = ENOMEM;
    return true;
}

} // namespace

extern "C" {

void *malloc(size_t size) {
    return fails() ? nullptr : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return fails() ? nullptr : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size) {
    return fails() ? nullptr : __libc_realloc(memory, size);
}

} // extern "C"

using namespace docchat;
using namespace docchat::index;
using namespace Qt::StringLiterals;

namespace {

constexpr int broken = 1;
constexpr int couldNotOpen = 3;
constexpr int mostTries = 3;
constexpr unsigned longest = 60; // seconds; it takes less than one

/// Of 30 words that differ by their number, in two languages.
QString paragraph(int number) {
    const auto words =
        u"The keeper rents cargo bikes with lamps and brakes; der Verleih schließt Räder weg"_s.split(u' ');
    QStringList text;
    for (int i = 0; i < 30; ++i)
        text += words[(number * 7 + i * i) % words.size()] + QString::number(number * i % 97);
    return text.join(u' ');
}

std::vector<Passage> passagesOf(DocumentId document, int first, int count) {
    std::vector<Passage> passages;
    for (int i = first; i < first + count; ++i) {
        const auto text = paragraph(i);
        passages.push_back(
            {0, document, 1, 1, 0, text.size(), i % 3 == 0 ? u"Chapter %1"_s.arg(i) : QString(), text});
    }
    return passages;
}

std::unique_ptr<Store> opened(const QString &folder) {
    for (int tries = 0; tries < mostTries; ++tries) {
        if (auto store = Store::open(folder); store.ok())
            return std::move(*store);
    }
    std::_Exit(couldNotOpen);
}

template <class F>
void write(Store &store, F f) {
    for (int tries = 0; tries < mostTries; ++tries) {
        try {
            if (async::run(store.write([&f](Database &database) {
                    f(database);
                    return Done{};
                })).ok())
                return;
        } catch (const std::bad_alloc &) { // as a job would do it again
        }
    }
}

void writeAll(Store &store) {
    std::vector<DocumentId> documents(3);
    for (int i = 0; i < 3; ++i) {
        auto &id = documents[size_t(i)];
        write(store, [&](Database &database) {
            Document document;
            document.name = document.path = u"book %1"_s.arg(i);
            document.sha256 = document.name.toUtf8();
            id = addDocument(database, document);
        });
        for (int part = 0; part < 7; ++part) {
            write(store, [&](Database &database) {
                auto passages = passagesOf(id, i * 100 + part * 3, 3);
                addPassages(database, passages);
            });
        }
    }
    qint64 chat = 0;
    write(store, [&](Database &database) {
        chat = addChat(database, u"Of bikes"_s);
        for (const auto role : {Role::Question, Role::Answer}) {
            Message message;
            message.role = role;
            message.text = paragraph(int(role) + 1'000);
            addMessage(database, chat, message);
        }
    });
    write(store, [&](Database &database) { removeDocument(database, documents[0]); });
    std::ignore = async::run(store.scrub());
    for (int part = 0; part < 5; ++part) {
        write(store, [&](Database &database) {
            auto passages = passagesOf(documents[1], 500 + part * 2, 2);
            addPassages(database, passages);
        });
    }
    write(store, [&](Database &database) { removeDocument(database, documents[2]); });
    write(store, [&](Database &database) { removeChat(database, chat); });
    std::ignore = async::run(store.scrub());
}

/// What is wrong with the library; the last line tells of all that it holds.
QByteArray look(const QString &folder) {
    const auto library = libraryIn(folder);
    if (QFileInfo(library).size() > 0 && isDamaged(library)) // empty: it ended before it had written anything
        return "it is marked as damaged\n";
    const auto store = opened(folder);
    const auto found = async::run(store->write([](Database &database) {
        auto lines = checkIntegrity(database);
        QCryptographicHash hash(QCryptographicHash::Sha256);
        for (const auto *sql :
             {"SELECT name FROM document ORDER BY name", "SELECT text FROM passage ORDER BY text",
              "SELECT text FROM message ORDER BY text"}) {
            auto row = database.prepare(sql);
            while (row.step())
                hash.addData(row.text(0).toUtf8() + '\n');
        }
        return lines.join(u"; "_s).toUtf8() + '\n' + hash.result().toHex();
    }));
    return found.ok() ? *found : found.error().text().toUtf8() + '\n';
}

struct Ended {
    int status; ///< as waitpid() has it
    QByteArray said;
};

/// Does it in a process of its own, which may crash.
template <class F>
Ended inChild(F f) {
    int ends[2];
    if (::pipe(ends) != 0)
        std::exit(2);
    const auto child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        ::alarm(longest);
        int one = 1;
        char name[] = "docchat-storagememory";
        char *arguments[] = {name, nullptr};
        const QCoreApplication application(one, arguments);
        async::Loop loop;
        const QByteArray said = f();
        std::_Exit(::write(ends[1], said.constData(), size_t(said.size())) == said.size() ? 0 : 2);
    }
    ::close(ends[1]);
    Ended ended;
    char bytes[4096];
    while (const auto size = std::max<ssize_t>(0, ::read(ends[0], bytes, sizeof bytes)))
        ended.said.append(bytes, size);
    ::close(ends[0]);
    ::waitpid(child, &ended.status, 0);
    return ended;
}

struct Round {
    QString end;
    bool endedWell = false; ///< as a program without memory may: Qt writes to what it did not get, GLib traps
    std::vector<long> places; ///< worth failing: with `collects` of every stack the first, the middle and the
                              ///< last; else every one
    QByteArray findings;
    QByteArray content;
};

QByteArray placesOf(long made) {
    std::map<std::uint64_t, std::vector<long>> byStack;
    for (long call = 1; call <= made; ++call)
        byStack[collects ? stacks.at(size_t(call)) : std::uint64_t(call)].push_back(call);
    std::set<long> places;
    for (const auto &[stack, times] : byStack)
        places.insert({times.front(), times[times.size() / 2], times.back()});
    QByteArrayList text;
    for (const auto place : places)
        text += QByteArray::number(qlonglong(place));
    return text.join(' ');
}

/// Writes the library while that allocation fails; 0: none.
Round tried(long at) {
    const QTemporaryDir folder(QFileInfo::exists(u"/dev/shm"_s) ? u"/dev/shm/docchat-XXXXXX"_s : QString());
    failing = at;
    const auto written = inChild([&folder] {
        calls = 0;
        counts = true;
        writeAll(*opened(folder.path()));
        counts = false;
        return placesOf(calls);
    });
    const auto found = inChild([&folder] { return look(folder.path()); });
    Round round;
    for (const auto &place : written.said.split(' '))
        round.places.push_back(place.toLong());
    round.end = WIFSIGNALED(written.status) ? u"ended by signal %1"_s.arg(WTERMSIG(written.status))
                : WEXITSTATUS(written.status) == couldNotOpen ? u"said so"_s
                                                              : u"went on"_s;
    const int signal = WIFSIGNALED(written.status) ? WTERMSIG(written.status) : 0;
    round.endedWell =
        signal == SIGABRT || signal == SIGSEGV || signal == SIGTRAP ||
        (signal == 0 && (WEXITSTATUS(written.status) == 0 || WEXITSTATUS(written.status) == couldNotOpen));
    round.findings =
        found.status != 0 ? QByteArray("it does not open") : found.said.left(found.said.indexOf('\n'));
    round.content = written.status == 0 ? found.said : QByteArray();
    return round;
}

} // namespace

int main(int argc, char **argv) {
    const auto how = QString::fromUtf8(argc > 1 ? argv[1] : "");
    const long number = argc > 2 ? std::atol(argv[2]) : 0;
    if ((how != u"sites" && how != u"each" && how != u"at") || (how == u"at" && number < 1)) {
        std::fprintf(stderr, "usage: docchat-storagememory sites|each [COUNT] | at NUMBER\n");
        return 2;
    }
    void *frames[1];
    std::ignore = ::backtrace(frames, 1); // it allocates when it is called first
    collects = how == u"sites";
    const auto whole = tried(0);
    collects = false;
    shows = how == u"at";
    std::vector<long> places;
    const auto all = long(whole.places.size());
    const long count = shows ? 1 : number > 0 ? std::min(number, all) : all;
    for (long i = 0; i < count; ++i)
        places.push_back(shows ? number : whole.places[size_t(all * i / count)]);
    std::map<QString, long> ends;
    long wrong = 0;
    for (const auto at : places) {
        const auto [end, endedWell, made, findings, content] = tried(at);
        ++ends[end];
        if (!endedWell || !findings.isEmpty() || (!content.isEmpty() && content != whole.content)) {
            ++wrong; // said at once: all of them take hours
            std::printf("allocation %ld (%s): %s\n", at, qPrintable(end),
                        !endedWell           ? "that is no end"
                        : findings.isEmpty() ? "it does not hold the same"
                                             : findings.constData());
            std::fflush(stdout);
        }
    }
    std::printf("%ld of %ld allocations failed in turn:", count, all);
    for (const auto &[end, times] : ends)
        std::printf(" %s %ld,", qPrintable(end), times);
    std::printf(" broken: %ld\n", wrong);
    return wrong > 0 || all < 1'000 || !whole.findings.isEmpty() ? broken : 0;
}
