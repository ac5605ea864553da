#include "index/postings.h"

#include "index/postingsfile.h"
#include "index/search.h"

#include "indextest.h"
#include "madetexts.h"
#include "testmain.h"

#include <QThread>

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

class PostingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBestArePlainBm25s_data();
    void theBestArePlainBm25s();
    void segmentsMakeNoDifference();
    void equalPassagesComeInTheOrderOfTheirIds();
    void commonWordsMissFewOfTheBest();
    void aSmallLibraryHasNone();
    void aFewNewPassagesAreTakenInByTheQuestion();
    void manyNewPassagesAreLeftToTheUpkeep();
    void whatIsNotTakenInYetIsFoundByFts();
    void removedDocumentsAreNeverFound();
    void removedDocumentsCountUntilTheUpkeep();
    void failedDocumentsAreNotFound();
    void searchFindsTheSameAsByFts();
    void aStopLeavesWhatIsThere();
    void questionsAndUpkeepGoTogether();
};

namespace {

const Postings::Limits small{0, 5, 50};

/// A library of made documents with its postings, and what they must find.
struct World {
    Library library;
    MadeTexts made;
    BruteForce brute;
    Postings postings{library.folder.filePath(u"postings.bin"_s)};
    QList<DocumentId> documents;

    explicit World(quint64 seed, const Postings::Limits &limits = small) : made(seed) {
        postings.setLimits(limits);
    }

    void add(int passages) {
        const auto id = library.add(u"%1.txt"_s.arg(documents.size()), made.texts(passages));
        documents += id;
        auto rows = library.database.prepare("SELECT id, text FROM passage WHERE document=?1");
        rows.bind(id);
        while (rows.step())
            brute.add(rows.integer(0), id, rows.text(1));
    }

    void upkeep() { postings.upkeep(library.database, {}, false); }

    /// How a hundred questions are answered otherwise than by brute force; empty: they are not.
    QString difference(bool scoped = false) {
        const auto view = postings.refresh(library.database);
        if (!view)
            return u"there are no postings"_s;
        for (int i = 0; i < 100; ++i) {
            const auto stems = queryTerms(made.text(1 + made.below(6)));
            QList<DocumentId> scope;
            for (const auto id : documents) {
                if (scoped && made.below(3) == 0)
                    scope += id;
            }
            const int count = 1 + made.below(30);
            const auto difference = brute.differenceOf(view->best(stems, scope, count), stems, scope, count);
            if (!difference.isEmpty())
                return u"%1: %2"_s.arg(stems.join(u' '), difference);
        }
        return {};
    }

    void remove(DocumentId id) {
        QVERIFY(removeDocument(library.database, id));
        brute.hide(id);
    }
};

#define VERIFY_SAME(difference)                                                                              \
    do {                                                                                                     \
        const QString found = difference;                                                                    \
        QVERIFY2(found.isEmpty(), qPrintable(found));                                                        \
    } while (false)

} // namespace

void PostingsTest::theBestArePlainBm25s_data() {
    QTest::addColumn<quint64>("seed");
    QTest::addColumn<int>("documents");
    QTest::addColumn<bool>("scoped");
    for (quint64 seed = 1; seed <= 6; ++seed) {
        for (const int documents : {1, 4, 12})
            for (const bool scoped : {false, true})
                QTest::addRow("seed %d, %d documents%s", int(seed), documents, scoped ? ", some asked" : "")
                    << seed << documents << scoped;
    }
}

void PostingsTest::theBestArePlainBm25s() {
    QFETCH(quint64, seed);
    QFETCH(int, documents);
    QFETCH(bool, scoped);
    World world(seed);
    for (int i = 0; i < documents; ++i)
        world.add(1 + world.made.below(40));
    world.upkeep();
    VERIFY_SAME(world.difference(scoped));
}

void PostingsTest::segmentsMakeNoDifference() {
    std::vector<std::vector<qint64>> answers;
    for (const qint64 batch : {1, 7, 64, 10'000}) {
        World world(3, {100'000, 5, batch}); // too few for a merge at the end
        for (int i = 0; i < 5; ++i)
            world.add(40);
        Postings::Limits limits{0, 5, batch};
        world.postings.setLimits(limits);
        world.upkeep();
        const auto view = world.postings.refresh(world.library.database);
        std::vector<qint64> ids;
        for (const auto &found : view->best({u"w1x"_s, u"w7x"_s, u"w30x"_s, u"w200x"_s}, {}, 60))
            ids.push_back(found.passage);
        answers.push_back(ids);
    }
    QVERIFY(answers.front().size() == 60);
    for (const auto &answer : answers)
        QVERIFY(answer == answers.front());
}

void PostingsTest::equalPassagesComeInTheOrderOfTheirIds() {
    World world(1);
    for (int i = 0; i < 3; ++i)
        world.library.add(u"same %1.txt"_s.arg(i), QStringList(30, u"Steel is an alloy."_s));
    world.upkeep();
    const auto view = world.postings.refresh(world.library.database);
    const auto best = view->best({u"steel"_s, u"alloy"_s}, {}, 50);
    QCOMPARE(best.size(), size_t(50));
    for (size_t i = 0; i < best.size(); ++i)
        QCOMPARE(best[i].passage, qint64(i) + 1);
}

void PostingsTest::commonWordsMissFewOfTheBest() {
    MadeTexts made(5);
    SegmentBuilder builder;
    constexpr int passages = 60'000; // so many that words which are not common are in 20,000
    for (qint64 id = 1; id <= passages; ++id)
        builder.add({.id = id, .document = 1, .heading = {}, .text = made.text(8)});
    const PostingsView view({builder.finish(passages)}, {1}, true, std::make_shared<Scoreboards>());
    double wanted = 0;
    double found = 0;
    bool anyLeftOut = false;
    for (int i = 0; i < 40; ++i) {
        const auto stems = queryTerms(made.text(8));
        const auto candidates = view.best(stems, {}, 200);
        anyLeftOut =
            anyLeftOut || view.best(stems, {}, passages).size() < view.best(stems, {}, passages, true).size();
        for (const auto &best : view.best(stems, {}, 20, true)) {
            ++wanted;
            found +=
                std::ranges::any_of(candidates, [&](const auto &one) { return one.passage == best.passage; });
        }
    }
    QVERIFY(anyLeftOut);
    QVERIFY2(found >= .99 * wanted, qPrintable(u"%1 of %2"_s.arg(found).arg(wanted)));
}

void PostingsTest::aSmallLibraryHasNone() {
    World world(1, {100, 5, 50});
    world.add(99);
    world.upkeep();
    QVERIFY(!world.postings.refresh(world.library.database));
    world.add(1);
    world.upkeep();
    QVERIFY(world.postings.refresh(world.library.database));
}

void PostingsTest::aFewNewPassagesAreTakenInByTheQuestion() {
    World world(2);
    world.add(120);
    world.upkeep();
    for (int i = 0; i < 40; ++i) {
        world.add(1 + world.made.below(5));
        const auto view = world.postings.refresh(world.library.database);
        QVERIFY(view->isWhole());
        QCOMPARE(view->passages(), size_t(world.library.count("passage")));
        QVERIFY(!world.postings.isBehind());
    }
    VERIFY_SAME(world.difference());
    VERIFY_SAME(world.difference(true));
}

void PostingsTest::manyNewPassagesAreLeftToTheUpkeep() {
    World world(2);
    world.add(120);
    world.upkeep();
    world.add(6);
    auto view = world.postings.refresh(world.library.database);
    QVERIFY(!view->isWhole());
    QVERIFY(world.postings.isBehind());
    QCOMPARE(view->passages(), size_t(120));
    QCOMPARE(view->lastPassage(), 120);
    world.upkeep();
    view = world.postings.refresh(world.library.database);
    QVERIFY(view->isWhole());
    QVERIFY(!world.postings.isBehind());
    VERIFY_SAME(world.difference());
}

void PostingsTest::whatIsNotTakenInYetIsFoundByFts() {
    World world(2);
    world.add(50);
    world.upkeep();
    world.library.add(u"new.txt"_s, QStringList(6, u"Nothing."_s) + QStringList{u"A zeppelin flies."_s});
    QVERIFY(!world.postings.refresh(world.library.database)->isWhole());
    const auto found = search(world.library.database, {u"zeppelin"_s}, &world.postings);
    QCOMPARE(found.hits.size(), size_t(1));
    QCOMPARE(found.hits.front().passage.text, u"A zeppelin flies."_s);
}

void PostingsTest::removedDocumentsAreNeverFound() {
    World world(4);
    for (int i = 0; i < 8; ++i)
        world.add(30);
    world.upkeep();
    world.remove(world.documents[2]);
    VERIFY_SAME(world.difference());
    VERIFY_SAME(world.difference(true));
    world.remove(world.documents[7]);
    world.add(3);
    VERIFY_SAME(world.difference());
    world.upkeep();
    world.brute.forget(world.documents[2]);
    world.brute.forget(world.documents[7]);
    VERIFY_SAME(world.difference());
    for (const auto id : QList(world.documents)) {
        std::ignore = removeDocument(world.library.database, id);
        world.brute.hide(id);
    }
    VERIFY_SAME(world.difference());
    world.upkeep();
    QCOMPARE(world.postings.refresh(world.library.database)->passages(), size_t(0));
    world.add(4);
    QCOMPARE(world.postings.refresh(world.library.database)->passages(), size_t(4));
}

void PostingsTest::removedDocumentsCountUntilTheUpkeep() {
    World world(4);
    world.library.add(u"a.txt"_s, {u"Steel."_s, u"Steel and iron."_s});
    const auto b = world.library.add(u"b.txt"_s, {u"Steel again."_s});
    world.upkeep();
    QVERIFY(removeDocument(world.library.database, b));
    QCOMPARE(world.postings.refresh(world.library.database)->frequency(u"steel"_s), 3.0);
    world.upkeep();
    const auto view = world.postings.refresh(world.library.database);
    QCOMPARE(view->frequency(u"steel"_s), 2.0);
    QCOMPARE(view->frequency(u"iron"_s), 1.0);
    QCOMPARE(view->frequency(u"again"_s), 0.0);
}

void PostingsTest::failedDocumentsAreNotFound() {
    World world(4);
    world.add(20);
    world.add(20);
    world.upkeep();
    const Error error{ErrorKind::Damaged, u"broken"_s, {}};
    setState(world.library.database, world.documents[0], DocumentState::Failed, &error);
    world.brute.hide(world.documents[0]);
    VERIFY_SAME(world.difference());
}

void PostingsTest::searchFindsTheSameAsByFts() {
    World world(6);
    for (int i = 0; i < 5; ++i)
        world.add(30);
    world.upkeep();
    for (int i = 0; i < 30; ++i) {
        const Query query{world.made.text(3), {world.documents[0], world.documents[3]}, 1'000};
        const auto with = search(world.library.database, query, &world.postings);
        const auto without = search(world.library.database, query);
        QStringList texts[2];
        for (const auto &hit : with.hits)
            texts[0] += hit.passage.text;
        for (const auto &hit : without.hits)
            texts[1] += hit.passage.text;
        for (auto &list : texts)
            list.sort();
        QCOMPARE(texts[0], texts[1]);
        QCOMPARE(with.hits.empty() ? 0 : with.hits.front().score,
                 without.hits.empty() ? 0 : without.hits.front().score);
    }
}

void PostingsTest::aStopLeavesWhatIsThere() {
    World world(1);
    world.add(200);
    std::stop_source stopped;
    stopped.request_stop();
    world.postings.upkeep(world.library.database, stopped.get_token(), true);
    QVERIFY(!world.postings.refresh(world.library.database));
    QVERIFY(!QFile::exists(world.library.folder.filePath(u"postings.bin"_s)));
    world.upkeep();
    world.add(60);
    world.postings.upkeep(world.library.database, stopped.get_token(), true);
    QCOMPARE(world.postings.refresh(world.library.database)->passages(), size_t(200));
    world.upkeep();
    VERIFY_SAME(world.difference());
}

void PostingsTest::questionsAndUpkeepGoTogether() {
    World world(8);
    world.library.database.execute("PRAGMA journal_mode=WAL");
    world.add(300);
    world.upkeep();
    const auto path = world.library.folder.filePath(u"library.sqlite"_s);
    std::atomic<bool> over = false;
    std::atomic<int> asked = 0;
    const auto ask = [&] {
        Database reader(path, Database::Mode::ReadOnly);
        for (; !over || asked < 100; ++asked)
            std::ignore = search(reader, {u"w1x w20x w150x"_s}, &world.postings);
    };
    const auto keep = [&] {
        Database reader(path, Database::Mode::ReadOnly);
        while (!over)
            world.postings.upkeep(reader, {}, true);
    };
    std::vector<std::unique_ptr<QThread>> threads;
    for (const auto &work :
         {std::function<void()>(ask), std::function<void()>(ask), std::function<void()>(keep)})
        threads.emplace_back(QThread::create(work))->start();
    for (int i = 0; i < 30; ++i) {
        world.add(1 + world.made.below(60));
        if (i % 5 == 4) {
            world.remove(world.documents[i - 3]);
            world.brute.forget(world.documents[i - 3]);
        }
    }
    over = true;
    for (const auto &thread : threads)
        QVERIFY(thread->wait(60'000));
    world.upkeep();
    QVERIFY(world.postings.refresh(world.library.database)->isWhole());
    VERIFY_SAME(world.difference());
}

DOCCHAT_TEST(PostingsTest)

#include "postings_test.moc"
