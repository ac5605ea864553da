#include "chat/ask.h"
#include "chat/whole.h"
#include "provider/hedged.h"

#include "../ingest/ingesttest.h"
#include "everypoint.h"

#include <QRegularExpression>

using namespace docchat;
using namespace docchat::chat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using async::Task;
using Fault = ScriptedServer::Fault;

namespace {

const QString completions = u"/v1/chat/completions"_s;
const QString embeddings = u"/v1/embeddings"_s;

/// A desk with one document and a model; it serves all runs of a row, so that what one loses is missing in
/// the next.
struct Room : Desk {
    AskTools tools;
    std::unique_ptr<provider::OpenAiServer> model;
    std::unique_ptr<provider::OpenAiServer> silent; ///< hangs on the first call of a run
    std::unique_ptr<provider::HedgedModel> hedged;
    DocumentId document = 0;
    int documents = 0;
    int ends = 0;
    AnswerState state = AnswerState::Failed;

    Room() {
        ProviderConfig config;
        config.url = server.url();
        config.chatModel = u"scripted-chat"_s;
        model = std::make_unique<provider::OpenAiServer>(config);
        silent = std::make_unique<provider::OpenAiServer>(config);
        hedged = std::make_unique<provider::HedgedModel>(silent.get(), model.get(), 3ms);
        tools.store = store.get();
        document = read(online(), write(u"metals.txt"_s,
                                        "Steel melts at 1500 degrees in the furnace of the works.\n\n" +
                                            textOf(3, "copper wires and brass bells")))
                       .document;
        server.setAnswer({u"Steel"_s, u"melts"_s, u"at"_s, u"1500"_s, u"degrees"_s, u"[1]."_s}, 1ms);
    }
};

// ---- who answers

void quotes(Room *) {}

void quotesByVectors(Room *room) {
    room->tools.embedder = room->embedder.get();
}

void quotesByABusyEmbedder(Room *room) {
    quotesByVectors(room);
    room->server.setFault(embeddings,
                          QList<Fault>(2, Fault{.status = 429, .headers = {{"Retry-After", "0"}}}));
}

void writes(Room *room) {
    quotesByVectors(room);
    room->tools.model = room->model.get();
}

void writesAndBreaksOff(Room *room) {
    writes(room);
    const QByteArray words = R"(data: {"choices":[{"index":0,"delta":{"content":"Steel melts [1], "}}]})"
                             "\n\n";
    room->server.setFault(completions, {{.headers = {{"Content-Type", "text/event-stream"}},
                                         .body = words + words,
                                         .kind = Fault::HalfBody}});
}

void refuses(Room *room) {
    writes(room);
    room->server.setFault(completions, {{.status = 401}});
}

void helpsOut(Room *room) {
    writes(room);
    room->tools.model = room->hedged.get();
    room->server.setFault(completions, {{.kind = Fault::Hang}});
}

// ---- what is cut

Task<void> answered(Room *room, Question question) {
    auto events = ask(room->tools, std::move(question));
    while (const auto event = co_await events.next()) {
        if (const auto *end = std::get_if<AnswerEnd>(&*event)) {
            ++room->ends;
            room->state = end->state;
        }
    }
}

Task<void> askQuestion(Room *room) {
    return answered(room, {u"At how many degrees does steel melt?"_s});
}

/// The model makes the question whole first.
Task<void> askOn(Room *room) {
    return answered(room, {u"And where does that melt?"_s, {}, {{u"What is steel?"_s, u"An alloy."_s}}});
}

Task<void> readAll(Room *room) {
    auto tools = room->tools;
    tools.limits = {.context = 700, .answer = 200, .passages = 100};
    auto events = askWhole(tools, {room->document, u"Summarise it"_s});
    while (const auto event = co_await events.next()) {
        const auto *answer = std::get_if<AnswerEvent>(&*event);
        const auto *end = answer ? std::get_if<AnswerEnd>(answer) : nullptr;
        room->ends += end ? 1 : 0;
        room->state = end ? end->state : room->state;
    }
}

Task<void> askAndLeave(Room *room) {
    auto events = ask(room->tools, {u"At how many degrees does steel melt?"_s});
    std::ignore = co_await events.next();
    co_await async::sleepFor(1ms);
    ++room->ends;
    room->state = AnswerState::Done;
}

Task<void> askTwice(Room *room) {
    co_await async::TaskGroup::run([room](async::TaskGroup &group) {
        group.spawn("first", askQuestion, room);
        group.spawn("second", askQuestion, room);
    });
}

// ---- what is looked at afterwards

template <class F>
bool soon(F happened) {
    return QTest::qWaitFor(happened, 5000);
}

QByteArray whatIsWrong(Room &room) {
    QByteArray wrong;
    if (room.embedder->inFlight() != 0 || room.model->inFlight() != 0 || room.silent->inFlight() != 0)
        wrong += "permits are lost; ";
    if (!soon([&] { return room.server.stats().inFlight == 0; }))
        wrong += "the model goes on writing; ";
    if (!soon([] { return QThreadPool::globalInstance()->activeThreadCount() == 0; }))
        wrong += "a thread goes on; ";
    room.server.clearFaults();
    room.ends = 0;
    async::run(async::withTimeout(60s, askQuestion(&room)));
    if (room.ends != 1 || room.state != AnswerState::Done)
        wrong += "the next question is not answered; ";
    room.ends = 0;
    return wrong;
}

struct Row {
    const char *name;
    void (*prepare)(Room *);
    Task<void> (*body)(Room *) = askQuestion;
    AnswerState state = AnswerState::Done; ///< of a run that is not cut
    async::Milliseconds delay{0};          ///< CutOptions::delay
};

const Row rows[] = {
    {.name = "offline", .prepare = quotes},
    {.name = "offline, by vectors", .prepare = quotesByVectors},
    {.name = "offline, by a busy embedder", .prepare = quotesByABusyEmbedder},
    {.name = "with a model", .prepare = writes},
    {.name = "with a model, under way", .prepare = writes, .delay = 1ms},
    {.name = "with a model that breaks off",
     .prepare = writesAndBreaksOff,
     .state = AnswerState::Interrupted},
    {.name = "with a model that refuses", .prepare = refuses, .state = AnswerState::Failed},
    {.name = "left after the first words", .prepare = writes, .body = askAndLeave},
    {.name = "made whole by the model", .prepare = writes, .body = askOn},
    {.name = "with a model that is silent and one that helps out", .prepare = helpsOut},
    {.name = "of a whole document", .prepare = writes, .body = readAll},
    {.name = "two at once", .prepare = writes, .body = askTwice},
};

} // namespace

/// A whole question, cancelled at each of its points. The document is read by the real worker process.
class AskEverywhereTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cancelledAnywhereNothingGoesOn_data() {
        QTest::addColumn<int>("row");
        for (int row = 0; row < int(std::size(rows)); ++row)
            QTest::newRow(rows[row].name) << row;
    }
    void cancelledAnywhereNothingGoesOn() {
        QFETCH(int, row);
        QTest::failOnWarning(QRegularExpression(u"."_s));
        const auto &scene = rows[row];
        Room room;
        int runs = 0;
        const auto make = [&] {
            scene.prepare(&room);
            return &room;
        };
        const auto check = [&](Room &inside) {
            if (runs++ == 0 && (inside.ends == 0 || inside.state != scene.state))
                return "it ended in state " + QByteArray::number(int(inside.state));
            return whatIsWrong(inside);
        };
        const auto report = cutEverywhere("a question " + QByteArray(scene.name), make, scene.body, check,
                                          {.virtualTime = false, .delay = scene.delay});
        QCOMPARE(report.wrong, QByteArray());
        QVERIFY(report.checkpoints > 0 && report.suspensions > 0);
    }
};

DOCCHAT_TEST(AskEverywhereTest)

#include "ask_everywhere_test.moc"
