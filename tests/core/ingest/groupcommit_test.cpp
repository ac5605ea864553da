#include "ingest/groupcommit.h"

#include "async/taskgroup.h"
#include "index/vectors.h"

#include "ingesttest.h"

using namespace docchat;
using namespace docchat::ingest;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using async::Task;

namespace {

/// What a wait for the writes came to.
enum class Came { Written, Failed, Thrown };

Task<void> wait(GroupCommit *commit, std::vector<Came> *came) {
    try {
        const auto written = co_await commit->written();
        came->push_back(written.ok() ? Came::Written : Came::Failed);
    } catch (const std::bad_alloc &) {
        came->push_back(Came::Thrown);
    }
}

/// Of as many that wait at once.
Task<std::vector<Came>> waits(GroupCommit *commit, int count) {
    std::vector<Came> came;
    co_await async::TaskGroup::run([&](async::TaskGroup &group) {
        for (int i = 0; i < count; ++i)
            group.spawn("wait", &wait, commit, &came);
    });
    co_return came;
}

GroupCommit::Write note(const QString &model) {
    return [model](index::Database &database) { std::ignore = index::modelId(database, model, 8); };
}

} // namespace

class GroupCommitTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotedIsWrittenForAllWhoWait();
    void whatIsThrownOnceIsWrittenTheSecondTime();
    void whatAWriteThrowsIsThrownToAllWhoWaitForIt();
};

void GroupCommitTest::whatIsNotedIsWrittenForAllWhoWait() {
    Desk desk;
    GroupCommit commit(desk.store.get());
    commit.note(note(u"first"_s));
    commit.note(note(u"second"_s));
    QCOMPARE(really([&] { return waits(&commit, 3); }), std::vector<Came>(3, Came::Written));
    QCOMPARE(desk.count("model"), 2);
}

void GroupCommitTest::whatIsThrownOnceIsWrittenTheSecondTime() {
    Desk desk;
    GroupCommit commit(desk.store.get());
    int calls = 0;
    commit.note(note(u"first"_s));
    commit.note([&](index::Database &) {
        if (++calls == 1)
            throw std::bad_alloc();
    });
    QCOMPARE(really([&] { return waits(&commit, 3); }), std::vector<Came>(3, Came::Written));
    QCOMPARE(calls, 2);
    QCOMPARE(desk.count("model"), 1);
}

void GroupCommitTest::whatAWriteThrowsIsThrownToAllWhoWaitForIt() {
    Desk desk;
    GroupCommit commit(desk.store.get());
    commit.note(note(u"first"_s));
    commit.note([](index::Database &) { throw std::bad_alloc(); });
    QCOMPARE(really([&] { return waits(&commit, 3); }), std::vector<Came>(3, Came::Thrown));
    QCOMPARE(desk.count("model"), 0);
    commit.note(note(u"second"_s));
    QCOMPARE(really([&] { return waits(&commit, 1); }), std::vector<Came>(1, Came::Written));
    QCOMPARE(desk.count("model"), 1);
}

DOCCHAT_TEST(GroupCommitTest)

#include "groupcommit_test.moc"
