#include "ingest/reembedding.h"

#include "index/answering.h"
#include "index/providers.h"
#include "index/vectors.h"
#include "ingesttest.h"

#include <QSignalSpy>

using namespace docchat;
using namespace docchat::ingest;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using async::Task;
using State = Reembedding::State;

class ReembeddingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPassageGetsAVectorOfTheNewModelAndKeepsTheOld();
    void nothingIsEmbeddedTwice();
    void aLibraryThatIsWholeIsToldSo();
    void manyRequestsAreUnderWayAtOnce();
    void pausedItStopsAndGoesOnWhereItWas();
    void stoppedItKeepsWhatIsDone();
    void anotherModelTakesThePlaceOfTheOneUnderWay();
    void aServerThatFailsIsNamedAndTheRestCanFollow();
    void whoAnswersIsForgottenOnlyWhenItIsWhole();
    void documentsThatLackedNothingElseAreReady();
};

namespace {

const QString embeddings = u"/v1/embeddings"_s;

/// A library of 60 passages with the vectors of one model, and a second model.
struct Books : Desk {
    std::unique_ptr<provider::OpenAiServer> second{newProvider(server.url(), u"second"_s)};
    qint64 first = 0; ///< vectors of the first model

    Books() {
        for (const auto &name : {u"a.txt"_s, u"b.txt"_s, u"c.txt"_s})
            read(online(), write(name, textOf(20, name.toUtf8())));
        first = vectorsOf(u"scripted-embedder"_s);
    }

    qint64 vectorsOf(const QString &model) {
        return ask([model](index::Database &database) {
            auto rows = database.prepare(
                "SELECT count(*) FROM embedding JOIN model ON model.id=embedding.model WHERE name=?1");
            return rows.bind(model).step() ? rows.integer(0) : -1;
        });
    }

    /// Runs `steps` with a Reembedding, then shuts it down.
    Reembedding::Progress run(std::function<Task<void>(Reembedding *)> steps) {
        return really([&] { return all(steps); });
    }

private:
    Task<Reembedding::Progress> all(std::function<Task<void>(Reembedding *)> steps) {
        Reembedding reembedding(store.get());
        co_await steps(&reembedding);
        const auto progress = reembedding.progress();
        if (!co_await reembedding.shutdown(20s))
            qFatal("it could not be shut down");
        co_return progress;
    }
};

Task<void> toItsEnd(Reembedding *reembedding, provider::Embedder *embedder) {
    reembedding->start(embedder);
    std::ignore = co_await async::withTimeout(60s, reembedding->ended());
}

/// A step that runs to the end.
auto wholly(provider::Embedder *embedder) {
    return [embedder](Reembedding *reembedding) { return toItsEnd(reembedding, embedder); };
}

Task<void> untilSome(Reembedding *reembedding, provider::Embedder *embedder) {
    reembedding->start(embedder);
    if (!co_await until([reembedding] { return reembedding->progress().done >= 16; }))
        qFatal("it never came so far");
}

} // namespace

void ReembeddingTest::everyPassageGetsAVectorOfTheNewModelAndKeepsTheOld() {
    Books books;
    QCOMPARE(books.first, 60);
    const auto progress = books.run(wholly(books.second.get()));
    QCOMPARE(progress.state, State::Idle);
    QVERIFY(!progress.error);
    QCOMPARE(progress.done, 60);
    QCOMPARE(progress.total, 60);
    QCOMPARE(books.vectorsOf(u"second"_s), 60);
    QCOMPARE(books.vectorsOf(u"scripted-embedder"_s), 60);
    QCOMPARE(books.integrity(), QStringList());
}

void ReembeddingTest::nothingIsEmbeddedTwice() {
    Books books;
    std::ignore = books.run(wholly(books.second.get()));
    const auto requests = books.server.stats().requests;
    std::ignore = books.run(wholly(books.second.get()));
    QCOMPARE(books.server.stats().requests, requests);
}

void ReembeddingTest::aLibraryThatIsWholeIsToldSo() {
    Books books;
    int told = 0;
    std::ignore = books.run([&](Reembedding *reembedding) -> Task<void> {
        connect(reembedding, &Reembedding::whole, reembedding, [&told] { ++told; });
        return toItsEnd(reembedding, books.embedder.get());
    });
    QCOMPARE(told, 1);
}

void ReembeddingTest::manyRequestsAreUnderWayAtOnce() {
    Books books;
    books.server.reset();
    books.server.setEmbedDelay(5ms);
    books.server.gather(u"/v1/embeddings"_s, 3);
    std::ignore = books.run(wholly(books.second.get()));
    QVERIFY2(books.server.stats().maxInFlight >= 3,
             qPrintable(QString::number(books.server.stats().maxInFlight)));
    QVERIFY(books.server.stats().maxInFlight <= 8);
}

void ReembeddingTest::pausedItStopsAndGoesOnWhereItWas() {
    Books books;
    books.server.setEmbedDelay(30ms);
    provider::CallLimits one;
    one.inFlight = 1;
    ProviderConfig config;
    config.url = books.server.url();
    config.embedModel = u"second"_s;
    provider::OpenAiServer slow(config, one);
    const auto before = books.server.stats().requests;
    Reembedding::Progress paused;
    Reembedding::Progress later;
    qint64 kept = 0;
    std::ignore = books.run([&](Reembedding *reembedding) -> Task<void> {
        co_await untilSome(reembedding, &slow);
        reembedding->pause(&slow);
        paused = reembedding->progress();
        co_await async::sleepFor(100ms);
        later = reembedding->progress();
        kept = books.vectorsOf(u"second"_s);
        co_await toItsEnd(reembedding, &slow);
    });
    QCOMPARE(paused.state, State::Paused);
    QCOMPARE(later.state, State::Paused);
    QCOMPARE(later.done, paused.done);
    QVERIFY(kept >= paused.done);
    QVERIFY(kept < 60);
    QCOMPARE(books.vectorsOf(u"second"_s), 60);
    QVERIFY(books.server.stats().requests - before <= 4 + 1); // of 16 passages; one was cut
}

void ReembeddingTest::stoppedItKeepsWhatIsDone() {
    Books books;
    books.server.setEmbedDelay(30ms);
    const auto progress = books.run([&](Reembedding *reembedding) -> Task<void> {
        co_await untilSome(reembedding, books.second.get());
        reembedding->stop();
    });
    QCOMPARE(progress.state, State::Idle);
    QVERIFY(books.vectorsOf(u"second"_s) >= 16);
    QCOMPARE(books.vectorsOf(u"scripted-embedder"_s), 60);
    QCOMPARE(books.integrity(), QStringList());
}

void ReembeddingTest::anotherModelTakesThePlaceOfTheOneUnderWay() {
    Books books;
    books.server.setEmbedDelay(30ms);
    const std::unique_ptr<provider::OpenAiServer> third(newProvider(books.server.url(), u"third"_s));
    QStringList whole;
    const auto progress = books.run([&](Reembedding *reembedding) -> Task<void> {
        connect(reembedding, &Reembedding::whole, reembedding,
                [&whole](const QString &model) { whole += model; });
        reembedding->start(books.second.get());
        co_await async::sleepFor(10ms);
        co_await toItsEnd(reembedding, third.get());
    });
    QCOMPARE(whole, QStringList(u"third"_s));
    QCOMPARE(progress.model, u"third"_s);
    QCOMPARE(books.vectorsOf(u"third"_s), 60);
}

void ReembeddingTest::aServerThatFailsIsNamedAndTheRestCanFollow() {
    Books books;
    books.server.addFaults(embeddings, {{.status = 401}});
    const auto failed = books.run(wholly(books.second.get()));
    QCOMPARE(failed.state, State::Failed);
    QVERIFY(failed.error);
    QVERIFY2(failed.error->message.contains(u"127.0.0.1"_s), qPrintable(failed.error->text()));
    QVERIFY(books.vectorsOf(u"second"_s) < 60);
    QCOMPARE(books.run(wholly(books.second.get())).state, State::Idle);
    QCOMPARE(books.vectorsOf(u"second"_s), 60);
}

void ReembeddingTest::whoAnswersIsForgottenOnlyWhenItIsWhole() {
    Books books;
    const auto use = [&](const QString &model) {
        return *really([&] {
            return books.store->write([&](index::Database &database) {
                ProviderConfig config;
                config.name = u"home"_s;
                config.url = books.server.url();
                config.embedModel = model;
                index::keepAnswering(database);
                index::saveProvider(database, config);
                return Done{};
            });
        });
    };
    use(u"scripted-embedder"_s);
    use(u"second"_s);
    const auto answering = [&] { return books.ask(&index::answeringProvider); };
    QVERIFY(answering());
    books.server.addFaults(embeddings, {{.status = 401}});
    std::ignore = books.run(wholly(books.second.get()));
    QVERIFY(answering());
    QCOMPARE(answering()->embedModel, u"scripted-embedder"_s);
    std::ignore = books.run(wholly(books.second.get()));
    QVERIFY(!answering());
}

void ReembeddingTest::documentsThatLackedNothingElseAreReady() {
    Books books;
    books.server.addFaults(embeddings, {{.status = 401}});
    const auto partial = books.read(books.online(), books.write(u"d.txt"_s, textOf(4, "iron")));
    QCOMPARE(partial.outcome, Ingested::Outcome::Partial);
    std::ignore = books.run(wholly(books.embedder.get()));
    for (const auto &document : books.library())
        QCOMPARE(document.state, DocumentState::Ready);
    QCOMPARE(books.vectorsOf(u"scripted-embedder"_s), 64);
}

DOCCHAT_TEST(ReembeddingTest)

#include "reembedding_test.moc"
