#include "asktest.h"

#include "chat/whole.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace docchat;
using namespace docchat::chat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using Fault = ScriptedServer::Fault;

namespace {

struct WholeAnswer {
    Answer answer;
    QList<int> done;
    int total = 0;
};

async::Task<WholeAnswer> readWhole(AskTools tools, WholeWish wish) {
    WholeAnswer all;
    auto events = askWhole(tools, std::move(wish));
    while (const auto event = co_await events.next()) {
        if (const auto *read = std::get_if<SectionsRead>(&*event)) {
            all.done += read->done;
            all.total = read->total;
        } else {
            all.answer.take(std::get<AnswerEvent>(*event));
        }
    }
    co_return all;
}

/// A desk with a document of many sections, and a model that reads little at once.
struct LongRoom : Room {
    DocumentId book = 0;

    LongRoom() {
        QByteArray text;
        for (int chapter = 1; chapter <= 24; ++chapter)
            text += "# Chapter " + QByteArray::number(chapter) + "\n\nIn chapter " +
                    QByteArray::number(chapter) + " the lighthouse keeper counted " +
                    QByteArray::number(1000 + chapter) + " ships.\n\n" +
                    textOf(2, "rocks and gulls and fog around the island");
        book = read(offline(), write(u"book.md"_s, text)).document;
    }

    [[nodiscard]] AskTools reading(int context = 1600) {
        auto tools = writing();
        tools.limits = {.context = context, .answer = 400, .passages = 400};
        return tools;
    }

    WholeAnswer ask(const AskTools &tools, const QString &wish) {
        return really([&] { return async::withTimeout(60s, readWhole(tools, {book, wish})); });
    }

    /// What the model was sent, the last turn of each call.
    QStringList sent() {
        QStringList all;
        for (const auto &body : server.stats().bodies)
            all += QJsonDocument::fromJson(body)[u"messages"_s].toArray().last()[u"content"_s].toString();
        return all;
    }
};

} // namespace

class WholeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSectionsAreTheWholeDocument();
    void eachSectionIsReadAndTheAnswerCitesThem();
    void neverMoreThanFourSectionsAreReadAtOnce();
    void tooManyNotesAreMergedFirst();
    void notesThatNeverGetFewerEndAllTheSame();
    void anErrorEndsIt_data();
    void anErrorEndsIt();
    void leavingStopsTheModel();
    void theAnswerIsWrittenInTheStyle();
    void anAnswerThatWasBegunGoesOn();
    void aQuestionOfOneDocumentAloneMayAskForTheWhole_data();
    void aQuestionOfOneDocumentAloneMayAskForTheWhole();
};

void WholeTest::theSectionsAreTheWholeDocument() {
    LongRoom room;
    const auto sections =
        room.Desk::ask([&](index::Database &database) { return sectionsOf(database, room.book, 600); });
    QVERIFY(sections.size() > 3);
    for (size_t i = 0; i < sections.size(); ++i) {
        const auto &passage = sections[i].passage;
        QVERIFY(i == 0 || passage.start >= sections[i - 1].passage.end);
        QVERIFY2(estimateTokens(passage.text) < 620,
                 qPrintable(QString::number(estimateTokens(passage.text))));
    }
    for (int chapter = 1; chapter <= 24; ++chapter) {
        const auto words = u"counted %1 ships"_s.arg(1000 + chapter);
        const auto holding = std::ranges::count_if(
            sections, [&](const Section &section) { return section.passage.text.contains(words); });
        QVERIFY2(holding == 1, qPrintable(words));
    }
}

void WholeTest::eachSectionIsReadAndTheAnswerCitesThem() {
    LongRoom room;
    room.server.setAnswer({u"The keeper counted 1001 ships [1]."_s}, 0ms);
    const auto whole = room.ask(room.reading(), u"List every count"_s);
    QCOMPARE(whole.answer.end.state, AnswerState::Done);
    QVERIFY(whole.total > 3);
    QCOMPARE(whole.done.first(), 0);
    QCOMPARE(whole.done.last(), whole.total);
    const auto sent = room.sent();
    QCOMPARE(sent.size(), whole.total + 1);
    for (int chapter = 1; chapter <= 24; ++chapter) {
        const auto words = u"counted %1 ships"_s.arg(1000 + chapter);
        QVERIFY(std::ranges::any_of(sent, [&](const QString &text) { return text.contains(words); }));
    }
    QCOMPARE(sent.last().count(u"The keeper counted 1001 ships"_s), whole.total); // the notes on each section
    QVERIFY(sent.last().endsWith(u"Wish: List every count"_s));
    QCOMPARE(whole.answer.citations.size(), size_t(1));
    const auto &citation = whole.answer.citations.front();
    QVERIFY2(citation.quote.contains(u"counted 1001 ships"_s), qPrintable(citation.quote));
    QVERIFY(citation.verified);
    QCOMPARE(room.textAt(citation), citation.quote);
}

void WholeTest::neverMoreThanFourSectionsAreReadAtOnce() {
    LongRoom room;
    room.server.setAnswer({u"Ships [1]."_s}, 5ms);
    room.server.gather(u"/v1/chat/completions"_s, 4);
    const auto whole = room.ask(room.reading(), u"Summarise it"_s);
    QVERIFY(whole.total > 4);
    QCOMPARE(room.server.stats().maxInFlight, 4);
}

void WholeTest::tooManyNotesAreMergedFirst() {
    LongRoom room;
    const auto longNote = QString(1200, u'n') + u" [1]."_s;
    QList<Fault> faults;
    const auto total = room.ask(room.reading(), u"Summarise it"_s).total;
    room.server.reset();
    for (int i = 0; i < total; ++i)
        faults += streamOf(wordEvent(longNote.toUtf8()) + "data: [DONE]\n\n");
    room.server.addFaults(completions, faults);
    room.server.setAnswer({u"The keeper counted 1001 ships [1]."_s}, 0ms);
    const auto whole = room.ask(room.reading(), u"Summarise it"_s);
    QCOMPARE(whole.answer.end.state, AnswerState::Done);
    QVERIFY(room.server.stats().requests > total + 2);
    QVERIFY(!room.sent().last().contains(u"nnnn"_s));
}

void WholeTest::notesThatNeverGetFewerEndAllTheSame() {
    LongRoom room;
    room.server.setAnswer({QString(1200, u'n') + u" [1]."_s}, 0ms);
    const auto whole = room.ask(room.reading(), u"Summarise it"_s);
    QCOMPARE(whole.answer.end.state, AnswerState::Done);
    QVERIFY2(whole.answer.end.note.contains(u"some are left out"_s), qPrintable(whole.answer.end.note));
    QVERIFY(room.server.stats().requests < 3 * whole.total + 2);
}

void WholeTest::anErrorEndsIt_data() {
    QTest::addColumn<QString>("what");
    for (const auto &what : {u"no model"_s, u"no document"_s, u"a refusal"_s})
        QTest::newRow(qPrintable(what)) << what;
}

void WholeTest::anErrorEndsIt() {
    QFETCH(QString, what);
    LongRoom room;
    room.server.setDefaultFault(completions, {.status = 401});
    if (what == u"no document")
        room.book = 4711;
    const auto whole = room.ask(what == u"no model" ? room.quoting() : room.reading(), u"Summarise it"_s);
    QCOMPARE(whole.answer.end.state, AnswerState::Failed);
    QVERIFY(whole.answer.end.error && !whole.answer.end.error->hint.isEmpty());
    QCOMPARE(whole.answer.ends, 1);
    QVERIFY(whole.answer.text.isEmpty());
}

void WholeTest::leavingStopsTheModel() {
    LongRoom room;
    room.server.setDefaultFault(completions, {.kind = Fault::Hang});
    bool timedOut = false;
    try {
        really([&] { return async::withTimeout(300ms, readWhole(room.reading(), {room.book, u"All"_s})); });
    } catch (const async::TimeoutError &) {
        timedOut = true;
    }
    QVERIFY(timedOut);
    QTRY_COMPARE(room.server.stats().inFlight, 0);
}

void WholeTest::theAnswerIsWrittenInTheStyle() {
    LongRoom room;
    room.server.setAnswer({u"Ships [1]."_s}, 0ms);
    const AnswerStyle style{u"Use a table."_s, AnswerLength::Long, u"de"_s};
    std::ignore = really([&] {
        return async::withTimeout(60s, readWhole(room.reading(), {room.book, u"Summarise it"_s, style, {}}));
    });
    const auto last = QJsonDocument::fromJson(room.server.stats().bodies.last())[u"messages"_s].toArray();
    const auto told = last.first()[u"content"_s].toString();
    QVERIFY2(told.contains(u"Answer in German, at length"_s) && told.contains(u"Use a table."_s),
             qPrintable(told));
}

void WholeTest::anAnswerThatWasBegunGoesOn() {
    LongRoom room;
    room.server.setAnswer({u"counted 1001 ships [1]."_s}, 0ms);
    const auto whole = really([&] {
        return async::withTimeout(
            60s, readWhole(room.reading(), {room.book, u"Count"_s, {}, {u"The keeper counted"_s, {}}}));
    });
    QCOMPARE(whole.answer.end.state, AnswerState::Done);
    QVERIFY2(whole.answer.text.startsWith(u" 1001 ships ["_s), qPrintable(whole.answer.text));
}

void WholeTest::aQuestionOfOneDocumentAloneMayAskForTheWhole_data() {
    QTest::addColumn<QString>("question");
    QTest::addColumn<bool>("one");
    QTest::addColumn<bool>("model");
    QTest::addColumn<bool>("whole");
    const auto wish = u"Summarise this document"_s;
    QTest::newRow("one document") << wish << true << true << true;
    QTest::newRow("all documents") << wish << false << true << false;
    QTest::newRow("no model") << wish << true << false << false;
    QTest::newRow("a question") << u"How many ships were counted?"_s << true << true << false;
}

async::Task<bool> readsSections(AskTools tools, Question question) {
    bool reads = false;
    auto events = askEither(tools, std::move(question));
    while (const auto event = co_await events.next())
        reads = reads || std::holds_alternative<SectionsRead>(*event);
    co_return reads;
}

void WholeTest::aQuestionOfOneDocumentAloneMayAskForTheWhole() {
    QFETCH(QString, question);
    QFETCH(bool, one);
    QFETCH(bool, model);
    LongRoom room;
    room.server.setAnswer({u"Ships [1]."_s}, 0ms);
    const Question asked{question, one ? QList{room.book} : QList<DocumentId>()};
    const auto tools = model ? room.reading() : room.quoting();
    QTEST(really([&] { return async::withTimeout(60s, readsSections(tools, asked)); }), "whole");
}

DOCCHAT_TEST(WholeTest)

#include "whole_test.moc"
