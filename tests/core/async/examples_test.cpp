#include "async/background.h"
#include "async/blocking.h"
#include "async/child.h"
#include "async/event.h"
#include "async/files.h"
#include "async/gather.h"
#include "async/lock.h"
#include "async/paginate.h"
#include "async/pipeline.h"
#include "async/process.h"
#include "async/queue.h"
#include "async/race.h"
#include "async/resource.h"
#include "async/retry.h"
#include "async/signal.h"
#include "async/watchdog.h"

#include "asynctest.h"
#include "facts.h"
#include "testmain.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QTemporaryDir>

/// The examples of core/async's headers and of its README, word for word, each run and its outcome checked.
/// DocumentationTest sees that no example is written there that does not stand here.

using namespace docchat;
using namespace docchat::async;

namespace {

// ---- what the examples speak of

using Text = QString;
using Page = QString;
using Vector = std::vector<float>;

Task<QString> fetch(int url) {
    co_await sleepFor(Milliseconds(url));
    co_return QString::number(url);
}

Task<QString> fetchOrFail(int url) {
    if (url < 0)
        throw std::runtime_error("no such page");
    co_return co_await fetch(url);
}

Task<int> countWords(QString page) {
    co_await yieldNow();
    co_return int(page.split(QLatin1Char(' ')).size());
}

Task<Vector> embed(QString text) {
    co_await sleepFor(20ms);
    co_return Vector{float(text.size())};
}

std::vector<Task<QString>> fetches(const std::vector<int> &urls) {
    std::vector<Task<QString>> tasks;
    for (const int url : urls)
        tasks.push_back(fetchOrFail(url));
    return tasks;
}

class Button : public QObject {
    Q_OBJECT

Q_SIGNALS:
    void chosen(int which);
    void finished();
};

// ---- tasks, sleeping, time limits

Task<int> number(int value) {
    co_await sleepFor(20ms);
    co_return value;
}

Task<int> twice(Task<int> number) {
    co_return 2 * co_await std::move(number);
}

Task<int> yields() {
    int asked = 0;
    auto isDone = [&] { return ++asked > 3; };
    while (!isDone())
        co_await yieldNow();
    co_return asked;
}

Task<qsizetype> readLater(QByteArray body) {
    const auto parse = [](const QByteArray &text) { return text.split(','); };
    co_await whenIdle();
    const auto vectors = parse(body);
    co_return vectors.size();
}

Task<QString> timeLimit(int url) {
    const auto placeholder = QStringLiteral("too late");
    QString page;
    try {
        page = co_await withTimeout(30s, fetch(url));
    } catch (const TimeoutError &) {
        page = placeholder;
    }
    co_return page;
}

Task<void> readPages(std::vector<Page> *pages) {
    for (int i = 0; i < 10; ++i) {
        co_await sleepFor(300ms);
        pages->push_back(QString::number(i));
    }
}

Task<std::pair<bool, std::size_t>> deadlineThatKeeps() {
    std::vector<Page> pages;
    const bool all = co_await moveOnAt(Deadline(2s), [&] { return readPages(&pages); });
    co_return std::pair(all, pages.size());
}

Task<void> press(std::function<void()> *stop) {
    co_await sleepFor(1s);
    (*stop)();
}

Task<std::pair<bool, std::size_t>> stopButton() {
    std::vector<Page> pages;
    std::function<void()> stop;
    bool ended = false;
    co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
        group.spawn("press", press, &stop);
        const bool whole = co_await cancellable([&](Scope &scope) {
            stop = [&scope] { scope.cancel(); };
            return readPages(&pages);
        });
        ended = whole;
    });
    co_return std::pair(ended, pages.size());
}

Task<void> goodbye(QStringList *server) {
    co_await sleepFor(10ms);
    server->append(QStringLiteral("goodbye"));
}

Task<void> upload(QStringList *server) {
    server->append(QStringLiteral("hello"));
    co_await sleepFor(1h);
}

Task<void> cleanUp(QStringList *server) {
    co_await withCleanup(upload(server), [&] { return goodbye(server); });
}

Task<void> lastWords(QStringList *server) {
    std::exception_ptr cut;
    try {
        co_await sleepFor(1h);
    } catch (Cancelled) {
        cut = std::current_exception();
    }
    co_await shielded(5s, goodbye(server));
    std::rethrow_exception(cut);
}

// ---- one at a time, signals between tasks

Task<void> inTurn(Semaphore *places, QStringList *used) {
    auto use = [&](const QString &page) { *used += page; };
    auto &semaphore = *places;
    const int url = 5;
    const auto permit = co_await semaphore.acquire();
    use(co_await fetch(url));
}

Task<qint64> sixInTurn(Semaphore *places, QStringList *used) {
    const auto begun = Loop::current()->now();
    std::vector<Task<void>> tasks;
    for (int i = 0; i < 6; ++i)
        tasks.push_back(inTurn(places, used));
    co_await gather(std::move(tasks));
    co_return tests::elapsedMs(begun);
}

struct Shelf {
    Mutex mutex;
    Condition filled{&mutex};
    std::vector<int> items;
};

Task<int> takeItem(Shelf *shelf) {
    auto &[mutex, filled, items] = *shelf;
    auto lock = co_await mutex.lock();
    co_await filled.wait(&lock, [&] { return !items.empty(); });
    co_return items.back();
}

Task<void> putItem(Shelf *shelf, int item) {
    auto &mutex = shelf->mutex;
    co_await sleepFor(1s);
    const auto lock = co_await mutex.lock();
    shelf->items.push_back(item);
    shelf->filled.notify();
}

Task<int> shared(Shelf *shelf) {
    int taken = 0;
    co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
        auto item = group.start("take", takeItem, shelf);
        group.spawn("put", putItem, shelf, 9);
        taken = co_await item.join();
    });
    co_return taken;
}

Task<qint64> waitUntilSet(Event *event) {
    auto &ready = *event;
    const auto begun = Loop::current()->now();
    co_await ready.wait(); // elsewhere: ready.set();
    co_return tests::elapsedMs(begun);
}

Task<qint64> setLater(Event *ready) {
    co_await sleepFor(1s);
    ready->set();
    co_return 0;
}

Task<int> choose(Button *button) {
    async::Promise<int> choice;
    int shown = 0;
    auto show = [&](int which) { shown = which; };
    QMetaObject::invokeMethod(button, [button] { Q_EMIT button->chosen(7); }, Qt::QueuedConnection);
    QObject::connect(button, &Button::chosen, button, [&](int which) { choice.set(which); });
    show(co_await choice.take());
    button->disconnect();
    co_return shown;
}

Task<bool> finishLater(Button *reply) {
    co_await sleepFor(1s);
    Q_EMIT reply->finished();
    co_return true;
}

Task<bool> hear(Button *reply) {
    using Reply = Button;
    const bool answered = co_await signalOf(reply, &Reply::finished);
    co_return answered;
}

// ---- queues and pipelines

Task<void> producePages(Queue<Page> *pages) {
    auto &queue = *pages;
    for (const auto &page : {QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")})
        co_await queue.push(page);
    queue.close();
}

Task<void> storePages(Queue<Page> *pages, QStringList *stored) {
    auto &queue = *pages;
    auto store = [stored](Page page) -> Task<void> {
        co_await sleepFor(1ms);
        stored->append(page);
    };
    while (auto page = co_await queue.pop()) // elsewhere: co_await queue.push(page);
        co_await store(*page);
}

Task<void> throughQueue(QStringList *stored) {
    Queue<Page> pages(1);
    co_await TaskGroup::run([&](TaskGroup &group) {
        group.spawn("produce", producePages, &pages);
        group.spawn("store", storePages, &pages, stored);
    });
}

Task<void> doneWith(Queue<int> *queue, int *done) {
    while (co_await queue->pop()) {
        co_await sleepFor(1ms);
        ++*done;
        queue->taskDone();
    }
}

Task<int> joined() {
    Queue<int> queue(2);
    int done = 0;
    int doneAtJoin = 0;
    co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
        group.spawn("worker", doneWith, &queue, &done);
        for (int i = 0; i < 5; ++i)
            co_await queue.push(i);
        co_await queue.join();
        doneAtJoin = done;
        queue.close();
    });
    co_return doneAtJoin;
}

Task<void> keep(std::vector<Vector> *index, Vector vector) {
    co_await sleepFor(1ms);
    index->push_back(std::move(vector));
}

Task<std::size_t> pipeline(std::vector<Text> all) {
    std::vector<Vector> index;
    auto store = [&](Vector vector) { return keep(&index, std::move(vector)); };
    Queue<Text> texts(4);
    Queue<Vector> vectors(8);
    co_await TaskGroup::run([&](TaskGroup &group) {
        source(group, "texts", std::move(all), &texts);
        stage(group, "embed", 8, &texts, &vectors, embed);
        sink(group, "store", 1, &vectors, store);
    });
    co_return index.size();
}

// ---- many at once

Task<void> twoAtOnce() {
    const int urlOfLeft = 10;
    const int urlOfRight = 20;
    co_await TaskGroup::run([&](TaskGroup &group) {
        group.spawn("left", fetch, urlOfLeft);
        group.spawn("right", fetch, urlOfRight);
    });
}

Task<bool> waitForFirst(int url) {
    bool cancelled = false;
    co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
        auto page = group.start("page", fetch, url);
        if ((co_await group.waitFor(Until::FirstCompleted, Deadline(2s))).done.empty())
            page.cancel();
        co_await group.waitFor(Until::AllCompleted);
        cancelled = !page.outcome().ok();
    });
    co_return cancelled;
}

Task<std::vector<int>> gathered(std::vector<QString> pages) {
    std::vector<Task<int>> tasks;
    for (const auto &page : pages)
        tasks.push_back(countWords(page));
    std::vector<int> counts = co_await gather(std::move(tasks));
    co_return counts;
}

Task<std::pair<QString, int>> ofDifferentTypes() {
    auto readName = [] { return fetch(5); };
    auto countPages = [] { return number(3); };
    auto [name, pages] = co_await gather(readName(), countPages());
    co_return std::pair(name, pages);
}

Task<QStringList> outcomesOf(std::vector<Task<QString>> tasks) {
    QStringList reported;
    auto report = [&](const QString &text) { reported += text; };
    auto outcomes = co_await gatherOutcomes(std::move(tasks));
    for (auto &outcome : outcomes)
        report(outcome.ok() ? outcome.value() : QString());
    co_return reported;
}

Task<int> inTime(std::vector<Task<QString>> tasks) {
    auto outcomes = co_await gatherOutcomes(std::move(tasks), Deadline(2500ms));
    co_return int(std::ranges::count_if(outcomes, [](const auto &outcome) { return outcome.ok(); }));
}

Task<std::size_t> mapped(std::vector<QString> texts) {
    std::vector<Vector> vectors = co_await mapConcurrent(texts, 8, embed);
    co_return vectors.size();
}

// ---- the first of several

Task<QString> raced(std::vector<Task<QString>> askEach) {
    auto [index, answer] = co_await race(std::move(askEach));
    co_return QStringLiteral("%1: %2").arg(index).arg(answer);
}

Task<QString> eyeballs(std::vector<Task<QString>> addresses) {
    auto [index, socket] = co_await firstSuccess(std::move(addresses), 250ms);
    co_return QStringLiteral("%1: %2").arg(index).arg(socket);
}

Task<QString> hedged(int near, std::vector<Task<QString>> others) {
    auto ask = fetchOrFail;
    auto [index, answer] = co_await hedge(ask(near), std::move(others), 2s);
    co_return QStringLiteral("%1: %2").arg(index).arg(answer);
}

Task<QStringList> completed(std::vector<Task<QString>> tasks) {
    QStringList shown;
    auto show = [&](std::size_t index, const QString &text) {
        shown += QStringLiteral("%1: %2").arg(index).arg(text);
    };
    co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
        auto answers = asCompleted(&group, std::move(tasks));
        while (auto answer = co_await answers.next())
            show(answer->index, answer->outcome.value());
    });
    co_return shown;
}

Task<tests::Outcoming> answerOnThirdCall(int *calls) {
    co_await yieldNow();
    if (++*calls < 3)
        co_return tests::Outcoming(tests::Failure{503, true, {}});
    co_return tests::Outcoming(*calls);
}

Task<int> retried() {
    int calls = 0;
    auto send = [&](int) { return answerOnThirdCall(&calls); };
    const int request = 0;
    auto reply = co_await retry({.attempts = 3, .base = 100ms, .cap = 5s}, [&] { return send(request); });
    co_return reply.value();
}

// ---- generators

AsyncGenerator<int> countTo(int last) {
    for (int i = 1; i <= last; ++i) {
        co_await sleepFor(1ms);
        co_yield i;
    }
}

Task<int> summed() {
    int sum = 0;
    auto numbers = countTo(4);
    while (auto number = co_await numbers.next())
        sum += *number;
    co_return sum;
}

Task<std::vector<int>> comprehension() {
    const std::vector<int> numbers = co_await collect(countTo(3));
    co_return numbers;
}

Task<Paged<QString, int>> fetchUsers(QList<int> *server, int number) {
    server->append(number);
    co_await sleepFor(10ms);
    if (number > 2)
        co_return {};
    co_return Paged<QString, int>{
        {QStringLiteral("user %1a").arg(number), QStringLiteral("user %1b").arg(number)}, number + 1};
}

Task<QStringList> paged(QList<int> *server) {
    QStringList greeted;
    auto greet = [&](const QString &user) { greeted += user; };
    auto users = paginate(1, [&](int number) { return fetchUsers(server, number); });
    while (auto user = co_await users.next())
        greet(*user);
    co_return greeted;
}

// ---- the README's program

QStringList reported;

void report(const std::exception &error) {
    reported += QString::fromUtf8(error.what());
}

Task<int> wordsOf(QString path) {
    const QByteArray text = co_await readFile(path);
    co_return int(text.simplified().split(' ').size());
}

Task<int> wordsOfAll(QStringList paths) {
    std::vector<Task<int>> tasks;
    for (const auto &path : paths)
        tasks.push_back(wordsOf(path));
    int words = 0;
    for (auto &outcome : co_await gatherOutcomes(std::move(tasks), Deadline(10s))) {
        try {
            words += outcome.value();
        } catch (const std::exception &error) { // FileError, TimeoutError: one bad file stops no other
            report(error);
        }
    }
    co_return words;
}

Task<void> serve(Background *background, QStringList *server) {
    background->spawn("upload", upload, server);
    co_await sleepFor(1s);
    co_await background->shutdown(2s);
}

Task<void> serveAndEnd(QStringList *server) {
    Background background("server");
    co_await serve(&background, server);
}

void showTasks() {
    for (const auto &task : Loop::current()->tasks())
        reported += task.name + QStringLiteral(" waits on ") + task.waitsOn;
}

Task<void> whatIsAlive() {
    co_await TaskGroup::run([](TaskGroup &group) -> Task<void> {
        group.spawn("page", fetch, 1000);
        co_await yieldNow();
        showTasks();
    });
}

Task<int> program(QStringList arguments) {
    co_return int(arguments.size());
}

/// Compiled, but not run: there is one application already.
[[maybe_unused]] int mainOfAProgram(int argc, char **argv) {
    QCoreApplication application(argc, argv);
    Loop loop;
    return run(program(application.arguments()));
}

Task<void> watched() {
    auto &loop = *Loop::current();
    const Watchdog watchdog(&loop, 50ms, [](const QString &task, qint64 ms) {
        qWarning("%s holds the loop for %lld ms", qPrintable(task), ms);
    });
    QThread::msleep(2000);
    co_await yieldNow();
}

/// A wait of one's own: until a callback comes.
class Ring : public Awaitable<Ring> {
public:
    explicit Ring(std::function<void()> *bell) : Awaitable("bell"), m_bell(bell) {}
    void start() {
        *m_bell = [this] { fire(); };
    }
    void detach() { *m_bell = nullptr; }
    void result() { *m_bell = nullptr; }

private:
    std::function<void()> *m_bell;
};

Task<void> listen(std::function<void()> *bell) {
    co_await Ring(bell);
}

Task<void> ring(std::function<void()> *bell) {
    co_await sleepFor(1s);
    if (*bell)
        (*bell)();
}

// ---- resources, files, threads, processes

struct Store {
    QStringList log;
};

class Batch {
public:
    explicit Batch(Store *store) : m_store(store) {}
    Task<void> commit() { return end(QStringLiteral("commit")); }
    Task<void> rollBack() { return end(QStringLiteral("roll back")); }

    bool isGood = true;

private:
    Task<void> end(QString how) {
        co_await sleepFor(1ms);
        m_store->log += how;
    }

    Store *m_store;
};

Task<Batch> begin(Store *store, bool isGood) {
    co_await sleepFor(1ms);
    Batch batch(store);
    batch.isGood = isGood;
    co_return batch;
}

Task<void> fill(Batch *batch) {
    co_await sleepFor(1ms);
    if (!batch->isGood)
        throw std::runtime_error("a row is wrong");
}

Task<void> transaction(Store *where, bool isGood) {
    auto begin = [isGood](Store *store) { return ::begin(store, isGood); };
    Store *store = where;
    co_await withResource([&] { return begin(store); }, [](Batch &batch) { return fill(&batch); },
                          [](Batch &batch, Ending ending) {
                              return ending == Ending::Succeeded ? batch.commit() : batch.rollBack();
                          });
}

Task<QByteArrayList> files(QString path) {
    QByteArrayList added;
    auto add = [&](const QByteArray &line) { added += line; };
    {
        const QByteArray text = "first\nsecond\n";
        co_await writeFile(path, text);
    }
    const QByteArray text = co_await readFile(path);
    add(text);
    auto lines = readLines(path);
    while (auto line = co_await lines.next())
        add(*line);
    co_return added;
}

QByteArray sha256(std::stop_token, const QByteArray &data) {
    return QCryptographicHash::hash(data, QCryptographicHash::Sha256).toHex();
}

Task<QByteArray> offTheLoop(QByteArray data) {
    const QByteArray hash = co_await runBlocking(sha256, data);
    co_return hash;
}

Task<QByteArray> process(QString path) {
    const auto program = QStringLiteral("/bin/cat");
    const auto result = co_await runProcess({.program = program, .arguments = {path}});
    co_return result.output;
}

} // namespace

class ExamplesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tasks() {
        QCOMPARE(tests::virtually([] { return twice(number(21)); }), 42);
        QCOMPARE(tests::virtually(yields), 4);
        QCOMPARE(tests::virtually([] { return readLater("1,2,3"); }), 3);
    }

    void timeLimits() {
        QCOMPARE(tests::virtually([] { return timeLimit(5); }), QStringLiteral("5"));
        QCOMPARE(tests::virtually([] { return timeLimit(31000); }), QStringLiteral("too late"));
        QCOMPARE(tests::virtually(deadlineThatKeeps), std::pair(false, std::size_t(6)));
        QCOMPARE(tests::virtually(stopButton), std::pair(false, std::size_t(3)));
    }

    void cleanUpAfterCancel() {
        for (auto *example : {cleanUp, lastWords}) {
            QStringList server;
            QVERIFY_THROWS_EXCEPTION(TimeoutError,
                                     tests::virtually([&] { return withTimeout(1s, example(&server)); }));
            QCOMPARE(server.last(), QStringLiteral("goodbye"));
        }
    }

    void oneAtATime() {
        Semaphore places(2);
        QStringList used;
        QCOMPARE(tests::virtually([&] { return sixInTurn(&places, &used); }), qint64(3 * 5));
        QCOMPARE(used.size(), 6);
        QCOMPARE(places.available(), 2);
        Shelf shelf;
        QCOMPARE(tests::virtually([&] { return shared(&shelf); }), 9);
        QVERIFY(!shelf.mutex.isLocked());
    }

    void eventsAndSignals() {
        Event ready;
        const auto [waited, set] =
            tests::virtually([&] { return gather(waitUntilSet(&ready), setLater(&ready)); });
        QCOMPARE(waited, qint64(1000));
        QCOMPARE(set, qint64(0));
        Button button;
        QCOMPARE(tests::virtually([&] { return choose(&button); }), 7);
        QCOMPARE(tests::virtually([&] { return gather(hear(&button), finishLater(&button)); }),
                 std::tuple(true, true));
    }

    void queuesAndPipelines() {
        QStringList stored;
        tests::virtually([&] { return throughQueue(&stored); });
        QCOMPARE(stored,
                 QStringList({QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")}));
        QCOMPARE(tests::virtually(joined), 5);
        QCOMPARE(tests::virtually([] { return pipeline(std::vector<Text>(100)); }), std::size_t(100));
    }

    void manyAtOnce() {
        tests::virtually(twoAtOnce);
        QCOMPARE(tests::virtually([] { return waitForFirst(5); }), false);
        QCOMPARE(tests::virtually([] { return waitForFirst(5000); }), true);
        QCOMPARE(
            tests::virtually([] { return gathered({QStringLiteral("one"), QStringLiteral("two words")}); }),
            std::vector<int>({1, 2}));
        QCOMPARE(tests::virtually(ofDifferentTypes), std::pair(QStringLiteral("5"), 3));
        QCOMPARE(tests::virtually([] { return outcomesOf(fetches({1, -1, 3})); }),
                 QStringList({QStringLiteral("1"), QString(), QStringLiteral("3")}));
        QCOMPARE(tests::virtually([] { return inTime(fetches({1000, 2000, 3000})); }), 2);
        QCOMPARE(tests::virtually([] { return mapped(std::vector<QString>(20)); }), std::size_t(20));
    }

    void theFirstOfSeveral() {
        QCOMPARE(tests::virtually([] { return raced(fetches({30, 10, 20})); }), QStringLiteral("1: 10"));
        QCOMPARE(tests::virtually([] { return eyeballs(fetches({-1, 900, 300})); }),
                 QStringLiteral("2: 300"));
        QCOMPARE(tests::virtually([] { return hedged(1000, fetches({1})); }), QStringLiteral("0: 1000"));
        QCOMPARE(tests::virtually([] { return hedged(9000, fetches({500, 100})); }),
                 QStringLiteral("2: 100"));
        QCOMPARE(tests::virtually([] { return completed(fetches({30, 10, 20})); }),
                 QStringList({QStringLiteral("1: 10"), QStringLiteral("2: 20"), QStringLiteral("0: 30")}));
        QCOMPARE(tests::virtually(retried), 3);
    }

    void generators() {
        QCOMPARE(tests::virtually(summed), 10);
        QCOMPARE(tests::virtually(comprehension), std::vector<int>({1, 2, 3}));
        QList<int> server;
        QCOMPARE(tests::virtually([&] { return paged(&server); }).size(), 4);
        QCOMPARE(server, QList<int>({1, 2, 3}));
    }

    void resources() {
        Store store;
        tests::virtually([&] { return transaction(&store, true); });
        QVERIFY_THROWS_EXCEPTION(std::runtime_error,
                                 tests::virtually([&] { return transaction(&store, false); }));
        QCOMPARE(store.log, QStringList({QStringLiteral("commit"), QStringLiteral("roll back")}));
    }

    void theReadmesPrograms() {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("text"));
        tests::really([&] { return writeFile(path, "three small words"); });
        reported.clear();
        QCOMPARE(
            tests::really([&] { return wordsOfAll({path, path, folder.filePath(QStringLiteral("no"))}); }),
            6);
        QCOMPARE(reported.size(), 1);
        QVERIFY(reported.first().contains(folder.path()));

        QStringList server;
        tests::virtually([&] { return serveAndEnd(&server); });
        QCOMPARE(server, QStringList(QStringLiteral("hello")));

        reported.clear();
        tests::virtually(whatIsAlive);
        QVERIFY2(reported.contains(QStringLiteral("page waits on timer")),
                 qPrintable(reported.join(QLatin1Char('\n'))));

        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("main holds the loop for \\d+ ms")));
        tests::really(watched);

        std::function<void()> bell;
        tests::virtually([&] {
            std::vector<Task<void>> tasks;
            tasks.push_back(listen(&bell));
            tasks.push_back(ring(&bell));
            return gather(std::move(tasks));
        });
        QVERIFY_THROWS_EXCEPTION(TimeoutError,
                                 tests::virtually([&] { return withTimeout(1s, listen(&bell)); }));
        QVERIFY(!bell);
    }

    void filesThreadsAndProcesses() {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("text"));
        QCOMPARE(tests::really([&] { return files(path); }),
                 QByteArrayList({"first\nsecond\n", "first", "second"}));
        QCOMPARE(tests::really([] { return offTheLoop("abc"); }).left(8), QByteArray("ba7816bf"));
        STARTS_A_PROCESS();
        QCOMPARE(tests::really([&] { return process(path); }), QByteArray("first\nsecond\n"));
    }
};

DOCCHAT_TEST(ExamplesTest)

#include "examples_test.moc"
