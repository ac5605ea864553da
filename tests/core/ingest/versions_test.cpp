#include "index/chats.h"
#include "index/journal.h"
#include "ingest/jobs.h"

#include "mailtest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace docchat;
using namespace docchat::ingest;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using async::Task;
using Outcome = Ingested::Outcome;
using Fault = ScriptedServer::Fault;
using State = Job::State;

namespace {

const QString embeddings = u"/v1/embeddings"_s;
constexpr auto betweenReplies = 200ms; // so that it is seen before all have come

/// All texts that were sent to be embedded since the books were emptied.
QStringList inputsOf(const ScriptedServer &server) {
    QStringList inputs;
    for (const auto &body : server.stats().bodies) {
        for (const auto &input : QJsonDocument::fromJson(body)["input"_L1].toArray())
            inputs += input.toString();
    }
    return inputs;
}

/// `textOf` with one paragraph that says something else.
QByteArray edited(QByteArray text, const QByteArray &word) {
    return text.replace("Paragraph 7 is about", "Paragraph 7 is now about " + word + " and about");
}

/// Reads `path` until `reached()`; then the program ends (`stays`), or the person cancels it.
Task<bool> readUntil(Tools tools, QString path, ReadWishes wishes, bool stays,
                     std::function<bool()> reached) {
    tools.stays = [stays] { return stays; };
    bool seen = false;
    co_await async::TaskGroup::run([&](async::TaskGroup &group) {
        group.spawn(
            "read",
            [](Tools all, QString file, ReadWishes how) -> Task<void> {
                std::ignore = co_await ingest::ingest(all, file, how, {});
            },
            tools, path, wishes);
        group.spawn(
            "end",
            [](std::function<bool()> event, bool *flag, async::TaskGroup *all) -> Task<void> {
                *flag = co_await until(event);
                all->cancel();
            },
            reached, &seen, &group);
    });
    co_return seen;
}

bool interrupted(Desk &desk, const QString &path, const std::function<bool()> &reached) {
    return really([&] { return readUntil(desk.online(), path, {}, true, reached); });
}

bool cancelled(Desk &desk, const QString &path, const std::function<bool()> &reached) {
    return really([&] { return readUntil(desk.online(), path, {}, false, reached); });
}

template <class F>
auto change(Desk &desk, F f) {
    auto changed = really([&] { return desk.store->write(std::move(f)); });
    if (!changed.ok())
        qFatal("%s", qPrintable(changed.error().text()));
    return std::move(*changed);
}

QStringList embeddedTexts(Desk &desk) {
    return desk.ask([](index::Database &database) {
        QStringList texts;
        auto rows =
            database.prepare("SELECT text FROM passage JOIN embedding ON passage.id=embedding.passage");
        while (rows.step())
            texts += rows.text(0);
        return texts;
    });
}

/// From now on, with empty books.
void answerAtOnce(Desk &desk) {
    desk.server.reset();
    desk.server.setEmbedDelay(0ms);
}

/// What was sent since the books were emptied though it had its vector.
QStringList sentAgain(Desk &desk, const QStringList &embedded) {
    QStringList again;
    for (const auto &text : inputsOf(desk.server)) {
        if (embedded.contains(text))
            again += text.left(40);
    }
    return again;
}

/// A document of 20 passages in the library, and its file changed since.
struct Changed : Desk {
    QString path = write(u"a.txt"_s, textOf(20));
    DocumentId before = read(online(), path).document;

    Changed() {
        write(u"a.txt"_s, edited(textOf(20), "zircon"));
        server.reset();
    }

    /// Nothing of a new version is there, and the old one is as it was.
    QString whatIsWrong() {
        const auto documents = library();
        if (documents.size() != 1 || documents[0].id != before || documents[0].state != DocumentState::Ready)
            return u"the old one is not listed as it was"_s;
        if (count("document") != 1 || count("passage") != 20 || count("embedding") != 20)
            return u"something of the new one is left"_s;
        if (!found(u"zircon"_s).isEmpty() || found(u"steel"_s).size() != 20)
            return u"it does not answer as it did"_s;
        return integrity().join(u' ');
    }
};

/// A start at which `wished`, if anything, is added.
Task<void> resumedAndEnded(Tools tools, QString wished = {}) {
    Jobs jobs(tools);
    std::ignore = co_await jobs.resume();
    if (!wished.isEmpty())
        jobs.add(wished);
    co_await until([&] { return jobs.running() == 0; });
    co_await jobs.shutdown(20s);
}

/// As if the program had died three times of a new version of `before`.
void diedOf(Desk &desk, const QString &path, DocumentId before) {
    change(desk, [&](index::Database &database) {
        for (int i = 0; i < 3; ++i)
            index::begin(database, {path, {}, u"a.txt"_s});
        index::setJournalled(database, path, {}, before);
        return Done{};
    });
}

} // namespace

/// Documents that are read again: because they were cut off, because they have changed, because somebody
/// wishes it.
class VersionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatHasChangedIsEmbeddedAgain();
    void theOldOneAnswersUntilTheNewOneIsWhole();
    void whatIsCancelledOrFailsLeavesTheOldOne_data();
    void whatIsCancelledOrFailsLeavesTheOldOne();
    void whatIsAboutTheOldOneIsAboutTheNewOne();
    void aFileThatHasBecomeAnotherIsThatOne();
    void aFileThatChangesAtOneOfTwoPlacesIsANewDocument();
    void whatWasCutOffGoesOnInItsPlace();
    void aNewVersionThatWasCutOffGoesOn();
    void aNewVersionThatWasSetAsideGoesOnWhenItIsWishedAgain_data();
    void aNewVersionThatWasSetAsideGoesOnWhenItIsWishedAgain();
    void ofVersionsThatAreSetAsideTheNewestWaits();
    void whatReadsOtherwiseThanBeforeIsReadAnew();
    void theTextOfScansIsReadBesideTheOld();
    void aFailureThatIsTriedAgainAndCancelledIsAsItWas();
    void aMailThatHasChangedBringsItsAttachments();
    void whatGoesOnAndIsCancelledBeforeItsTurnIsGone();
    void aNewVersionThatNobodyWillReadIsGoneAtTheNextStart();
    void theOldOneThatIsRemovedTakesTheNewOneAlong();
};

void VersionsTest::onlyWhatHasChangedIsEmbeddedAgain() {
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(40));
    desk.read(desk.online(), path);
    QCOMPARE(inputsOf(desk.server).size(), 40);
    desk.server.reset();
    desk.write(u"a.txt"_s, edited(textOf(40), "zircon"));
    std::array<StageProgress, 5> last{};
    Report report;
    report.progress = [&](const StageProgress &progress) { last[size_t(progress.stage)] = progress; };
    const auto again = desk.read(desk.online(), path, report);
    QCOMPARE(again.outcome, Outcome::Ready);
    const auto sent = inputsOf(desk.server);
    QVERIFY2(sent.size() >= 1 && sent.size() <= 2, qPrintable(sent.join(u'|')));
    QVERIFY(sent.join(u' ').contains(u"zircon"_s));
    QCOMPARE(desk.count("document"), 1);
    QCOMPARE(desk.library().front().id, again.document);
    QCOMPARE(desk.count("passage"), desk.count("embedding"));
    QCOMPARE(desk.library().front().passages, int(desk.count("passage")));
    for (const auto stage : {Stage::Embed, Stage::Index})
        QCOMPARE(last[size_t(stage)].done, desk.library().front().passages);
    QCOMPARE(desk.found(u"zircon"_s).size(), 1);
    QCOMPARE(desk.integrity(), QStringList());
}

void VersionsTest::theOldOneAnswersUntilTheNewOneIsWhole() {
    Changed desk;
    desk.server.setDefaultFault(embeddings, {.kind = Fault::Hang});
    QString wrong;
    QVERIFY(cancelled(desk, desk.path, [&] {
        if (desk.server.stats().inFlight == 0 || desk.count("passage") < 40)
            return false; // the new one's text is written batch by batch
        const auto listed = desk.library();
        if (listed.size() != 1 || listed[0].id != desk.before || listed[0].state != DocumentState::Ready)
            wrong += u"it is not listed as it was; "_s;
        if (desk.count("document") != 2)
            wrong += u"the new one is not read; "_s;
        if (!desk.found(u"zircon"_s).isEmpty() || desk.found(u"steel"_s).size() != 20)
            wrong += u"the new one is found; "_s;
        return true;
    }));
    QCOMPARE(wrong, QString());
    desk.server.clearFaults();
    QCOMPARE(desk.read(desk.online(), desk.path).outcome, Outcome::Ready);
    QCOMPARE(desk.found(u"zircon"_s).size(), 1);
    QCOMPARE(desk.found(u"steel"_s).size(), 20);
    QCOMPARE(desk.count("document"), 1);
}

void VersionsTest::whatIsCancelledOrFailsLeavesTheOldOne_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("cancelled") << QByteArray() << ErrorKind::Cancelled;
    QTest::newRow("no text any more") << " \n"_ba << ErrorKind::NoText;
    QTest::newRow("not a text any more") << QByteArray(5000, '\0') << ErrorKind::Unsupported;
}

void VersionsTest::whatIsCancelledOrFailsLeavesTheOldOne() {
    QFETCH(QByteArray, bytes);
    QFETCH(ErrorKind, kind);
    Changed desk;
    if (kind == ErrorKind::Cancelled) {
        desk.server.setDefaultFault(embeddings, {.kind = Fault::Hang});
        QVERIFY(cancelled(desk, desk.path, [&] { return desk.server.stats().inFlight > 0; }));
    } else {
        desk.write(u"a.txt"_s, bytes);
        const auto result = desk.read(desk.online(), desk.path);
        QCOMPARE(result.outcome, Outcome::Failed);
        QCOMPARE(result.error->kind, kind);
        QCOMPARE(result.document, desk.before);
    }
    QCOMPARE(desk.whatIsWrong(), QString());
}

void VersionsTest::whatIsAboutTheOldOneIsAboutTheNewOne() {
    Changed desk;
    change(desk, [before = desk.before](index::Database &database) {
        database.execute("INSERT INTO collection(id, name) VALUES (5, 'steel')");
        database.prepare("INSERT INTO collection_document VALUES (5, ?1)").bind(before).run();
        database.execute("INSERT INTO chat(id, changed_at) VALUES (3, 0)");
        database.prepare("INSERT INTO chat_document VALUES (3, ?1)").bind(before).run();
        database.execute(
            "INSERT INTO message(id, chat, role, text, at) VALUES (4, 3, 'answer', 'Yes [1]', 0)");
        database
            .prepare("INSERT INTO citation(message, number, document, name, kind, passage, page, start, end, "
                     "quote,"
                     " verified) VALUES (4, 1, ?1, 'a.txt', 'text', 1, 1, 0, 9, 'Paragraph', 1)")
            .bind(before)
            .run();
        return Done{};
    });
    const auto added = desk.library().front().addedAt;
    const auto now = desk.read(desk.online(), desk.path).document;
    QVERIFY(now != desk.before);
    for (const auto *rows : {"chat_document", "collection_document", "citation", "location"})
        QCOMPARE(desk.count(QByteArray(rows) + " WHERE document=" + QByteArray::number(now)), 1);
    QCOMPARE(desk.library().front().addedAt, added);
    QCOMPARE(desk.library().front().path, desk.path);
    QCOMPARE(desk.count("citation WHERE quote='Paragraph'"), 1);
}

void VersionsTest::aFileThatHasBecomeAnotherIsThatOne() {
    Desk desk;
    const auto a = desk.write(u"a.txt"_s, textOf(3));
    const auto b = desk.write(u"b.txt"_s, textOf(4, "iron"));
    desk.read(desk.offline(), a);
    const auto other = desk.read(desk.offline(), b).document;
    desk.write(u"a.txt"_s, textOf(4, "iron"));
    const auto result = desk.read(desk.offline(), a);
    QCOMPARE(result.outcome, Outcome::Unchanged);
    QCOMPARE(result.document, other);
    QCOMPARE(desk.count("document"), 1);
    QCOMPARE(desk.count("location"), 2);
    QCOMPARE(desk.found(u"steel"_s), QStringList());
}

void VersionsTest::aFileThatChangesAtOneOfTwoPlacesIsANewDocument() {
    Desk desk;
    const auto a = desk.write(u"a.txt"_s, textOf(10));
    const auto b = desk.write(u"b.txt"_s, textOf(10));
    const auto before = desk.read(desk.online(), a).document;
    QCOMPARE(desk.read(desk.online(), b).document, before);
    desk.server.reset();
    desk.write(u"b.txt"_s, edited(textOf(10), "zircon"));
    const auto after = desk.read(desk.online(), b).document;
    QVERIFY(after != before);
    QCOMPARE(desk.count("document WHERE state='ready'"), 2);
    QVERIFY(inputsOf(desk.server).size() <= 2);
    QCOMPARE(desk.ask([&](index::Database &database) { return index::findDocument(database, before); })->path,
             a);
}

void VersionsTest::whatWasCutOffGoesOnInItsPlace() {
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(200));
    desk.server.setEmbedDelay(betweenReplies);
    QVERIFY(interrupted(desk, path, [&] { return desk.count("embedding") >= 20; }));
    const auto half = desk.library().front();
    QCOMPARE(half.state, DocumentState::Reading);
    QVERIFY(desk.found(u"steel"_s).size() > 0);
    const auto committed = embeddedTexts(desk);
    QVERIFY2(committed.size() < 200, "it was whole already");
    const auto firstPassage =
        desk.ask([](index::Database &database) { return database.integer("SELECT min(id) FROM passage"); });
    answerAtOnce(desk);
    const auto result = desk.read(desk.online(), path);
    QCOMPARE(result.outcome, Outcome::Ready);
    QCOMPARE(result.document, half.id);
    QCOMPARE(
        desk.ask([](index::Database &database) { return database.integer("SELECT min(id) FROM passage"); }),
        firstPassage);
    const auto sent = inputsOf(desk.server);
    QCOMPARE(sentAgain(desk, committed), QStringList());
    QCOMPARE(sent.size() + committed.size(), 200);
    QCOMPARE(desk.count("passage"), 200);
    QCOMPARE(desk.count("embedding"), 200);
    QCOMPARE(desk.count("document"), 1);
    const auto page = desk.library().front();
    QCOMPARE(qint64(page.pages), desk.count("page"));
    QCOMPARE(page.passages, 200);
    QCOMPARE(desk.integrity(), QStringList());
}

void VersionsTest::aNewVersionThatWasCutOffGoesOn() {
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(20));
    const auto before = desk.read(desk.online(), path).document;
    desk.write(u"a.txt"_s, textOf(200, "zircon"));
    desk.server.setEmbedDelay(betweenReplies);
    QVERIFY(interrupted(desk, path, [&] { return desk.count("embedding") >= 40; }));
    QCOMPARE(desk.library().size(), size_t(1));
    QCOMPARE(desk.library().front().id, before);
    QCOMPARE(desk.found(u"zircon"_s), QStringList());
    const auto committed = embeddedTexts(desk);
    answerAtOnce(desk);
    QCOMPARE(desk.read(desk.online(), path).outcome, Outcome::Ready);
    QCOMPARE(sentAgain(desk, committed), QStringList());
    QCOMPARE(desk.count("document"), 1);
    QCOMPARE(desk.count("embedding"), 200);
    QCOMPARE(desk.count("passage"), 200);
    QCOMPARE(desk.found(u"steel"_s), QStringList());
    QCOMPARE(desk.integrity(), QStringList());
}

void VersionsTest::aNewVersionThatWasSetAsideGoesOnWhenItIsWishedAgain_data() {
    QTest::addColumn<bool>("readsOtherwise");
    QTest::newRow("as it was read before") << false;
    QTest::newRow("and reads otherwise now") << true;
}

void VersionsTest::aNewVersionThatWasSetAsideGoesOnWhenItIsWishedAgain() {
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(20));
    const auto before = desk.read(desk.online(), path).document;
    desk.write(u"a.txt"_s, textOf(200, "zircon"));
    desk.server.setEmbedDelay(betweenReplies);
    QVERIFY(interrupted(desk, path, [&] { return desk.count("embedding") >= 40; }));
    const auto committed = embeddedTexts(desk);
    diedOf(desk, path, before);
    for (int start = 0; start < 2; ++start) {
        really([&] { return resumedAndEnded(desk.online()); });
        QCOMPARE(desk.count("job WHERE state='aside'"), 1);
        QCOMPARE(desk.library().size(), size_t(1));
        QCOMPARE(desk.library().front().id, before);
        QCOMPARE(desk.found(u"zircon"_s), QStringList());
    }
    QFETCH(bool, readsOtherwise);
    if (readsOtherwise) { // another version of the program is started
        change(desk, [](index::Database &database) {
            database.execute("UPDATE page SET text=text||'?' WHERE number=1");
            return Done{};
        });
    }
    answerAtOnce(desk);
    really([&] { return resumedAndEnded(desk.online(), path); });
    QCOMPARE(sentAgain(desk, committed), QStringList());
    QCOMPARE(desk.count("job"), 0);
    QCOMPARE(desk.count("document"), 1);
    QCOMPARE(desk.count("passage"), 200);
    QCOMPARE(desk.count("page WHERE text LIKE '%?'"), 0);
    QCOMPARE(desk.library().front().state, DocumentState::Ready);
    QCOMPARE(desk.integrity(), QStringList());
}

void VersionsTest::ofVersionsThatAreSetAsideTheNewestWaits() {
    Changed desk;
    desk.server.setDefaultFault(embeddings, {.kind = Fault::Hang});
    for (const auto *word : {"zircon", "quartz"}) {
        desk.write(u"a.txt"_s, edited(textOf(20), word));
        const auto inFlight = desk.server.stats().requests;
        QVERIFY(interrupted(desk, desk.path, [&] { return desk.server.stats().requests > inFlight; }));
    }
    QCOMPARE(desk.count("document"), 3);
    diedOf(desk, desk.path, desk.before);
    really([&] { return resumedAndEnded(desk.offline()); });
    QCOMPARE(desk.count("document"), 2);
    QCOMPARE(desk.count("page WHERE text LIKE '%quartz%'"), 1);
}

void VersionsTest::whatReadsOtherwiseThanBeforeIsReadAnew() {
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(200));
    desk.server.setEmbedDelay(betweenReplies);
    QVERIFY(interrupted(desk, path, [&] { return desk.count("embedding") >= 20; }));
    // As if another version of the reader had read it.
    change(desk, [](index::Database &database) {
        database.execute("UPDATE page SET text=text||'?' WHERE number=1");
        return Done{};
    });
    const auto committed = embeddedTexts(desk);
    answerAtOnce(desk);
    QCOMPARE(desk.read(desk.online(), path).outcome, Outcome::Ready);
    QCOMPARE(sentAgain(desk, committed), QStringList());
    QCOMPARE(desk.count("document"), 1);
    QCOMPARE(desk.count("passage"), 200);
    QCOMPARE(desk.count("embedding"), 200);
    QCOMPARE(desk.count("page WHERE text LIKE '%?'"), 0);
    QCOMPARE(desk.count("location"), 1);
    QCOMPARE(desk.integrity(), QStringList());
}

void VersionsTest::theTextOfScansIsReadBesideTheOld() {
    Changed desk;
    desk.write(u"a.txt"_s, textOf(20));
    // The same bytes once more, as "Read with OCR" reads them: cancelled, then not.
    const ReadWishes wishes{.recognise = true};
    desk.server.setDefaultFault(embeddings, {.kind = Fault::Hang});
    change(desk, [](index::Database &database) {
        database.execute("DELETE FROM embedding WHERE passage>10");
        return Done{};
    });
    QVERIFY(really([&] {
        return readUntil(desk.online(), desk.path, wishes, false,
                         [&] { return desk.server.stats().inFlight > 0; });
    }));
    QCOMPARE(desk.count("document"), 1);
    QCOMPARE(desk.library().front().id, desk.before);
    QCOMPARE(desk.library().front().state, DocumentState::Ready);
    QCOMPARE(desk.count("passage"), 20);
    desk.server.clearFaults();
    desk.server.reset();
    const auto again = really([&] { return ingest::ingest(desk.online(), desk.path, wishes, {}); });
    QCOMPARE(again.outcome, Outcome::Ready);
    QCOMPARE(inputsOf(desk.server).size(), 10);
    QCOMPARE(desk.count("document"), 1);
    QCOMPARE(desk.count("embedding"), 20);
}

void VersionsTest::aFailureThatIsTriedAgainAndCancelledIsAsItWas() {
    Desk desk;
    const auto path = desk.write(u"a.txt"_s, textOf(20));
    const auto id = desk.read(desk.offline(), path).document;
    change(desk, [id](index::Database &database) {
        const Error error{ErrorKind::TimedOut, u"planted"_s, u"Wait"_s};
        database.prepare("DELETE FROM passage WHERE document=?1").bind(id).run();
        database.execute("UPDATE document SET passages=0");
        index::setState(database, id, DocumentState::Failed, &error);
        return Done{};
    });
    desk.server.setDefaultFault(embeddings, {.kind = Fault::Hang});
    // What is read for the first time can be found at once.
    QVERIFY(cancelled(
        desk, path, [&] { return desk.server.stats().inFlight > 0 && desk.found(u"steel"_s).size() == 20; }));
    const auto listed = desk.library();
    QCOMPARE(listed.size(), size_t(1));
    QCOMPARE(listed[0].state, DocumentState::Failed);
    QCOMPARE(listed[0].code, u"timed-out"_s);
    QCOMPARE(listed[0].reason, u"planted"_s);
    QCOMPARE(listed[0].hint, u"Wait"_s);
    QCOMPARE(listed[0].path, path);
    QCOMPARE(desk.count("passage"), 0);
}

void VersionsTest::aMailThatHasChangedBringsItsAttachments() {
    Desk desk;
    const auto path = desk.write(u"letter.eml"_s, mailWith(attached("a.txt", textOf(10)) +
                                                           attached("b.txt", textOf(3, "iron")) +
                                                           attached("c.txt", textOf(3, "tin"))));
    add(desk.online(), path);
    QCOMPARE(desk.count("document WHERE state='ready'"), 4);
    desk.server.reset();
    desk.write(u"letter.eml"_s, mailWith(attached("a.txt", edited(textOf(10), "zircon")) +
                                             attached("b.txt", textOf(3, "iron")),
                                         "Costs again"));
    const auto ended = add(desk.online(), path);
    QCOMPARE(statesOf(ended),
             u"a.txt in letter.eml: ready ok\nb.txt in letter.eml: ready ok\nletter.eml: ready ok"_s);
    QCOMPARE(desk.count("document"), 3);
    QCOMPARE(desk.count("document WHERE state='ready'"), 3);
    QCOMPARE(desk.found(u"zircon"_s).size(), 1);
    QCOMPARE(desk.found(u"tin"_s), QStringList());
    QCOMPARE(desk.count("passage"), desk.count("embedding"));
    QVERIFY2(inputsOf(desk.server).size() <= 3, qPrintable(inputsOf(desk.server).join(u'|'))); // and the mail
    QCOMPARE(desk.count("job"), 0);
    QCOMPARE(desk.integrity(), QStringList());
}

Task<void> endedBeforeItsTurn(Tools tools, std::function<bool()> reached) {
    Jobs jobs(tools, 1);
    const auto resumed = co_await jobs.resume();
    if (!resumed.ok() || resumed->goOn.size() != 2 || !co_await until(reached))
        qFatal("they do not go on");
    jobs.cancel(resumed->goOn[1]);
    co_await jobs.finished(resumed->goOn[1]);
    co_await jobs.shutdown(20s);
}

Task<void> interruptedBoth(Tools tools, QStringList paths, std::function<bool()> reached) {
    Jobs jobs(tools);
    for (const auto &path : paths)
        jobs.add(path);
    if (!co_await until(reached))
        qFatal("they were never begun");
    co_await jobs.shutdown(20s);
}

void VersionsTest::whatGoesOnAndIsCancelledBeforeItsTurnIsGone() {
    Desk desk;
    desk.server.setDefaultFault(embeddings, {.kind = Fault::Hang});
    const QStringList paths{desk.write(u"a.txt"_s, textOf(9)), desk.write(u"b.txt"_s, textOf(9, "iron"))};
    really(
        [&] { return interruptedBoth(desk.online(), paths, [&] { return desk.count("passage") == 18; }); });
    QCOMPARE(desk.count("document WHERE state='reading'"), 2);
    const auto before = desk.server.stats().requests;
    really([&] {
        return endedBeforeItsTurn(desk.online(), [&] { return desk.server.stats().requests > before; });
    });
    QCOMPARE(desk.count("document WHERE state='reading'"), 1);
    QCOMPARE(desk.found(u"iron"_s), QStringList());
    QCOMPARE(desk.count("job"), 1);
}

void VersionsTest::aNewVersionThatNobodyWillReadIsGoneAtTheNextStart() {
    Changed desk;
    desk.server.setDefaultFault(embeddings, {.kind = Fault::Hang});
    QVERIFY(interrupted(desk, desk.path, [&] { return desk.server.stats().inFlight > 0; }));
    QCOMPARE(desk.count("document"), 2);
    really([&] { return resumedAndEnded(desk.offline()); }); // it stands in no journal
    QCOMPARE(desk.whatIsWrong(), QString());
}

void VersionsTest::theOldOneThatIsRemovedTakesTheNewOneAlong() {
    Changed desk;
    desk.server.setDefaultFault(embeddings, {.kind = Fault::Hang});
    QVERIFY(interrupted(desk, desk.path, [&] { return desk.server.stats().inFlight > 0; }));
    change(desk, [before = desk.before](index::Database &database) {
        return index::removeDocument(database, before);
    });
    QCOMPARE(desk.leftovers(), QStringList());
}

DOCCHAT_TEST(VersionsTest)

#include "versions_test.moc"
