#include "ingest/keptfiles.h"

#include "async/taskgroup.h"
#include "index/keptfiles.h"

#include "holdsbytes.h"
#include "ingesttest.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QTimer>

#include <unistd.h>

using namespace docchat;
using namespace docchat::ingest;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using async::Task;

namespace {

constexpr qsizetype largeSize = 21'000'000; // two transactions, and a bit

QByteArray noise(qsizetype bytes) {
    QByteArray noise(bytes, Qt::Uninitialized);
    QRandomGenerator(1).generate(noise.begin(), noise.end());
    return noise;
}

QByteArray bytesAt(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

QByteArray bytesIn(const document::Descriptor &file) {
    QByteArray all;
    QByteArray some(1 << 16, Qt::Uninitialized);
    for (;;) {
        const auto got = ::pread(file.get(), some.data(), size_t(some.size()), off_t(all.size()));
        if (got <= 0)
            return all;
        all.append(some.constData(), got);
    }
}

/// A library whose files can be kept.
struct Archive : Desk {
    KeptFiles files{store.get()};

    /// A file of the library, which nobody has read.
    DocumentId put(const QString &name, const QByteArray &bytes) {
        Document document;
        document.name = name;
        document.path = write(name, bytes);
        document.sha256 = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
        document.addedAt = QDateTime::currentDateTime();
        return *really([&] {
            return store->write(
                [document](index::Database &database) { return index::addDocument(database, document); });
        });
    }
    [[nodiscard]] QString pathOf(const QString &name) const { return documents.filePath(name); }
    void remove(const QString &name) const {
        if (!QFile::remove(pathOf(name)))
            qFatal("%s cannot be removed", qPrintable(name));
    }
    Status keep(DocumentId id, const Share &share = {}) {
        return really([&] { return files.keep(id, share); });
    }
    bool drop(DocumentId id) {
        return *really([&] { return files.drop(id); });
    }
    Status save(DocumentId id, const QString &path, bool replace = false) {
        return really([&] { return saveKept(store.get(), id, path, replace); });
    }
    Result<OpenedFile> open(const QString &name) {
        return really([&] { return openFileOrKept(store.get(), pathOf(name)); });
    }
    QHash<DocumentId, KeptCopy> kept() { return ask(index::allKept); }
    DocumentId onlyDocument() { return library().at(0).id; }
};

/// What went wrong: "missing a.txt is not there any more".
QString problem(const Status &status) {
    return status.ok() ? QString() : code(status.error().kind) + u' ' + status.error().message;
}

} // namespace

class KeptFilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsKeptIsReadThoughItsFileIsGone();
    void aLargeFileComesInPieces();
    void theSameBytesThatAreReadAgainStayKept();
    void aNewVersionIsKeptInsteadOfTheOldOne();
    void whatFailedAndIsTriedInVainStaysKept();
    void whatFailedAndHasChangedStaysWished();
    void whatIsDroppedAndKeptAgainMeanwhileIsWhole();
    void anotherPlaceWithItsBytesWillDo();
    void whatCannotBeKeptSaysWhyAndIsNotWished_data();
    void whatCannotBeKeptSaysWhyAndIsNotWished();
    void aKeepThatIsCancelledLeavesNothing();
    void whereverItIsCancelledItIsSaidSo();
    void whatIsWishedAndWasAwayIsBroughtLater();
    void whatIsDroppedLeavesEveryFile();
    void itGoesWithItsDocument();
    void aDamagedCopyIsNeverGiven();
    void piecesThatWereLostAreWishedAgain();
    void aCopyIsSavedAsAFile();
};

void KeptFilesTest::whatIsKeptIsReadThoughItsFileIsGone() {
    Archive archive;
    const auto text = textOf(3);
    const auto path = archive.write(u"a.txt"_s, text);
    QCOMPARE(archive.read(archive.offline(), path).outcome, Ingested::Outcome::Ready);
    archive.write(u"b.txt"_s, textOf(2));
    QCOMPARE(archive.read(archive.offline(), archive.pathOf(u"b.txt"_s)).outcome, Ingested::Outcome::Ready);
    QCOMPARE(problem(archive.keep(archive.onlyDocument())), QString());
    QCOMPARE(archive.kept(), (QHash<DocumentId, KeptCopy>{{archive.onlyDocument(), KeptCopy::Whole}}));
    archive.remove(u"a.txt"_s);
    archive.remove(u"b.txt"_s);
    const auto opened = archive.open(u"a.txt"_s);
    QVERIFY(opened.ok());
    QVERIFY(bytesIn(opened->descriptor) == text);
    QCOMPARE(opened->bytes, text.size());
    QCOMPARE(opened->sha256, QCryptographicHash::hash(text, QCryptographicHash::Sha256));
    QCOMPARE(::write(opened->descriptor.get(), "x", 1), -1); // a reader may not change it
    QCOMPARE(archive.read(archive.offline(), path).outcome, Ingested::Outcome::Unchanged);
    const auto other = archive.read(archive.offline(), archive.pathOf(u"b.txt"_s));
    QCOMPARE(other.outcome, Ingested::Outcome::Failed);
    QCOMPARE(other.error->kind, ErrorKind::Missing);
    QCOMPARE(archive.integrity(), QStringList());
}

void KeptFilesTest::aLargeFileComesInPieces() {
    Archive archive;
    const auto bytes = noise(largeSize);
    const auto id = archive.put(u"large.bin"_s, bytes);
    QList<double> shares;
    QCOMPARE(problem(archive.keep(id, [&](double share) { shares += share; })), QString());
    QVERIFY(shares.size() >= 2);
    QVERIFY(std::ranges::is_sorted(shares));
    QCOMPARE(shares.last(), 1.0);
    QCOMPARE(archive.count("kept_piece"), largeSize / index::keptPieceSize + 1);
    archive.remove(u"large.bin"_s);
    const auto opened = archive.open(u"large.bin"_s);
    QVERIFY(opened.ok());
    QVERIFY(bytesIn(opened->descriptor) == bytes);
    QCOMPARE(problem(archive.keep(id)), QString()); // it is there already
}

void KeptFilesTest::theSameBytesThatAreReadAgainStayKept() {
    Archive archive;
    const auto path = archive.write(u"a.txt"_s, textOf(2));
    archive.read(archive.offline(), path);
    const auto before = archive.onlyDocument();
    QCOMPARE(problem(archive.keep(before)), QString());
    archive.remove(u"a.txt"_s);
    const auto read =
        really([&] { return ingest::ingest(archive.offline(), Source(path), ReadWishes{{}, true}, {}); });
    QCOMPARE(read.outcome, Ingested::Outcome::Ready);
    QCOMPARE(archive.library().size(), 1);
    QCOMPARE(archive.kept(), (QHash<DocumentId, KeptCopy>{{archive.onlyDocument(), KeptCopy::Whole}}));
    QVERIFY(archive.ask(index::keptToBring).isEmpty());
    QVERIFY(archive.open(u"a.txt"_s).ok());
    QCOMPARE(archive.integrity(), QStringList());
}

void KeptFilesTest::aNewVersionIsKeptInsteadOfTheOldOne() {
    Archive archive;
    const auto path = archive.write(u"a.txt"_s, textOf(2));
    archive.read(archive.offline(), path);
    QCOMPARE(problem(archive.keep(archive.onlyDocument())), QString());
    const auto later = textOf(2) + textOf(1, "copper");
    archive.write(u"a.txt"_s, later);
    QCOMPARE(archive.read(archive.offline(), path).outcome, Ingested::Outcome::Ready);
    const auto id = archive.onlyDocument();
    QCOMPARE(archive.ask(index::keptToBring), QList<DocumentId>{id});
    QCOMPARE(archive.kept().value(id), KeptCopy::Earlier);
    archive.write(u"a.txt"_s, "changed again, and not read yet");
    QVERIFY(!really([&] { return archive.files.bring(); }));
    QCOMPARE(problem(archive.keep(id)), u"unsupported a.txt has changed since it was read"_s);
    QVERIFY(!archive.open(u"none.txt"_s).ok());
    const auto saved = archive.pathOf(u"saved.txt"_s);
    QCOMPARE(problem(archive.save(id, saved)), QString()); // nothing is worse than before
    QVERIFY(bytesAt(saved) == textOf(2));
    archive.write(u"a.txt"_s, later);
    QVERIFY(really([&] { return archive.files.bring(); }));
    QVERIFY(!really([&] { return archive.files.bring(); })); // nothing is missing any more
    archive.remove(u"a.txt"_s);
    const auto opened = archive.open(u"a.txt"_s);
    QVERIFY(opened.ok());
    QVERIFY(bytesIn(opened->descriptor) == later);
    QCOMPARE(archive.count("kept_piece"), 1);
}

/// Its document is made anew for the try, and once more as it is taken back.
void KeptFilesTest::whatFailedAndIsTriedInVainStaysKept() {
    Archive archive;
    const auto path = archive.write(u"broken.pdf"_s, "%PDF-1.7\nnothing");
    QCOMPARE(archive.read(archive.offline(), path).outcome, Ingested::Outcome::Failed);
    QCOMPARE(problem(archive.keep(archive.onlyDocument())), QString());
    archive.read(archive.offline(), path);
    QCOMPARE(archive.kept().value(archive.onlyDocument()), KeptCopy::Whole);
    const auto id = archive.onlyDocument();
    const auto taken = really([&] {
        return archive.store->write([id](index::Database &database) {
            database.prepare("UPDATE document SET state='reading' WHERE id=?1").bind(id).run();
            index::takeBackDocument(database, id);
            return Done{};
        });
    });
    QVERIFY(taken.ok());
    QCOMPARE(archive.library().size(), 1);
    QCOMPARE(archive.library()[0].state, DocumentState::Failed);
    QCOMPARE(archive.kept().value(archive.onlyDocument()), KeptCopy::Whole);
    QVERIFY(archive.ask(index::keptToBring).isEmpty());
}

/// Its place is taken by a new document before there is anything to replace.
void KeptFilesTest::whatFailedAndHasChangedStaysWished() {
    Archive archive;
    const auto path = archive.write(u"empty.txt"_s, "");
    archive.read(archive.offline(), path);
    QCOMPARE(problem(archive.keep(archive.onlyDocument())), QString());
    archive.write(u"empty.txt"_s, "\n");
    QCOMPARE(archive.read(archive.offline(), path).outcome, Ingested::Outcome::Failed);
    QCOMPARE(archive.library().size(), 1);
    QCOMPARE(archive.kept().value(archive.onlyDocument()), KeptCopy::Earlier);
    archive.write(u"empty.txt"_s, textOf(2)); // and can be read now
    QCOMPARE(archive.read(archive.offline(), path).outcome, Ingested::Outcome::Ready);
    QCOMPARE(archive.library().size(), 1);
    QCOMPARE(archive.kept().value(archive.onlyDocument()), KeptCopy::Earlier);
    QVERIFY(really([&] { return archive.files.bring(); }));
    QCOMPARE(archive.kept().value(archive.onlyDocument()), KeptCopy::Whole);
}

/// The pieces that have come until then are gone.
void KeptFilesTest::whatIsDroppedAndKeptAgainMeanwhileIsWhole() {
    Archive archive;
    const auto bytes = noise(largeSize);
    const auto id = archive.put(u"a.bin"_s, bytes);
    Status first = Done{};
    const auto both = [&]() -> Task<void> {
        co_await async::TaskGroup::run([&](async::TaskGroup &group) {
            const auto keep = [](Archive *of, DocumentId which, Status *status,
                                 async::TaskGroup *in) -> Task<void> {
                bool isFirst = true;
                *status = co_await of->files.keep(which, [&](double) {
                    if (!std::exchange(isFirst, false))
                        return;
                    in->spawn(
                        "again",
                        [](Archive *archived, DocumentId again) -> Task<void> {
                            std::ignore = co_await archived->files.drop(again);
                            const auto kept = co_await archived->files.keep(again);
                            if (!kept.ok())
                                qFatal("%s", qPrintable(kept.error().text()));
                        },
                        of, which);
                });
            };
            group.spawn("first", keep, &archive, id, &first, &group);
        });
    };
    really(both);
    QCOMPARE(problem(first), u"usage a.bin was replaced, or its copy dropped, meanwhile"_s);
    QCOMPARE(archive.kept().value(id), KeptCopy::Whole);
    archive.remove(u"a.bin"_s);
    const auto opened = archive.open(u"a.bin"_s);
    QVERIFY(opened.ok());
    QVERIFY(bytesIn(opened->descriptor) == bytes);
}

void KeptFilesTest::anotherPlaceWithItsBytesWillDo() {
    Archive archive;
    archive.read(archive.offline(), archive.write(u"a.txt"_s, textOf(2)));
    archive.read(archive.offline(), archive.write(u"b.txt"_s, textOf(2)));
    QCOMPARE(archive.library().size(), 1);
    archive.write(u"b.txt"_s, "something else");
    QCOMPARE(problem(archive.keep(archive.onlyDocument())), QString());
    QCOMPARE(archive.kept().value(archive.onlyDocument()), KeptCopy::Whole);
}

void KeptFilesTest::whatCannotBeKeptSaysWhyAndIsNotWished_data() {
    using Change = std::function<void(Archive *)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("said");
    QTest::newRow("changed") << Change([](Archive *archive) {
        archive->write(u"a.bin"_s, noise(largeSize + 1));
    }) << u"unsupported a.bin has changed since it was read"_s;
    QTest::newRow("gone") << Change([](Archive *archive) { archive->remove(u"a.bin"_s); })
                          << u"missing a.bin is not there any more"_s;
    QTest::newRow("removed") << Change([](Archive *archive) {
        std::ignore = really([&] {
            return archive->store->write(
                [](index::Database &database) { return index::removeDocument(database, 1); });
        });
    }) << u"usage There is no document 1"_s;
}

void KeptFilesTest::whatCannotBeKeptSaysWhyAndIsNotWished() {
    QFETCH(std::function<void(Archive *)>, change);
    QFETCH(QString, said);
    Archive archive;
    QCOMPARE(archive.put(u"a.bin"_s, noise(largeSize)), DocumentId(1));
    change(&archive);
    QCOMPARE(problem(archive.keep(1)), said);
    QVERIFY(archive.kept().isEmpty());
    QCOMPARE(archive.count("kept_piece"), 0);
}

void KeptFilesTest::aKeepThatIsCancelledLeavesNothing() {
    Archive archive;
    const auto id = archive.put(u"a.bin"_s, noise(largeSize));
    bool ended = false;
    const auto keepAndCancel = [&]() -> Task<void> {
        std::ignore = co_await async::cancellable([&](async::Scope &scope) {
            return [](Archive *of, DocumentId which, async::Scope *cut, bool *whole) -> Task<void> {
                const auto kept = co_await of->files.keep(which, [cut](double) { cut->cancel(); });
                *whole = kept.ok();
            }(&archive, id, &scope, &ended);
        });
    };
    really(keepAndCancel);
    QVERIFY(!ended);
    QVERIFY(archive.kept().isEmpty());
    QCOMPARE(archive.count("kept_piece"), 0);
    QCOMPARE(problem(archive.keep(id)), QString());
}

/// While it is hashed, too: half a hash is not that of a file that has changed.
void KeptFilesTest::whereverItIsCancelledItIsSaidSo() {
    Archive archive;
    const auto id = archive.put(u"a.bin"_s, noise(largeSize));
    for (const int ms : {0, 1, 2, 4, 8, 16, 32}) {
        std::optional<Status> kept;
        const auto keepFor = [&]() -> Task<void> {
            const QObject context; // the timer may be late
            std::ignore = co_await async::cancellable([&](async::Scope &scope) {
                QTimer::singleShot(ms, &context, [&scope] { scope.cancel(); });
                return [](Archive *of, DocumentId which, std::optional<Status> *into) -> Task<void> {
                    *into = co_await of->files.keep(which);
                }(&archive, id, &kept);
            });
        };
        really(keepFor);
        QCOMPARE(kept ? problem(*kept) : QString(), QString());
        QCOMPARE(archive.kept().size(), kept ? 1 : 0);
        archive.drop(id);
    }
}

void KeptFilesTest::whatIsWishedAndWasAwayIsBroughtLater() {
    Archive archive;
    const auto bytes = noise(5'000);
    const auto id = archive.put(u"a.bin"_s, bytes);
    archive.remove(u"a.bin"_s);
    std::ignore = really([&] {
        return archive.store->write([id](index::Database &database) {
            return index::wishKept(database, id) && index::addKeptPiece(database, id, 1, "half of it");
        });
    });                                      // as a program that was ended meanwhile leaves it
    QVERIFY(!archive.open(u"a.bin"_s).ok()); // never by halves
    QVERIFY(!really([&] { return archive.files.bring(); }));
    QCOMPARE(archive.kept(), (QHash<DocumentId, KeptCopy>{{id, KeptCopy::Wished}}));
    QCOMPARE(archive.count("kept_piece"), 0);
    archive.write(u"a.bin"_s, bytes);
    QVERIFY(really([&] { return archive.files.bring(); }));
    QCOMPARE(archive.kept().value(id), KeptCopy::Whole);
}

void KeptFilesTest::whatIsDroppedLeavesEveryFile() {
    Archive archive;
    const QByteArray canary = "quixotropic";
    const auto id = archive.put(u"a.bin"_s, noise(3'000'000) + canary + noise(50));
    QCOMPARE(problem(archive.keep(id)), QString());
    QVERIFY(holdsBytes(archive.data.path(), canary));
    QVERIFY(archive.drop(id));
    QVERIFY(!archive.drop(id));
    QVERIFY(really([&] { return archive.store->scrub(); }).ok());
    QVERIFY(!holdsBytes(archive.data.path(), canary));
    QVERIFY(archive.kept().isEmpty());
    QCOMPARE(problem(archive.keep(id)), QString()); // and with its document, which has no words
    std::ignore = really([&] {
        return archive.store->write(
            [id](index::Database &database) { return index::removeDocument(database, id); });
    });
    QVERIFY(really([&] { return archive.store->scrub(); }).ok());
    QVERIFY(!holdsBytes(archive.data.path(), canary));
}

void KeptFilesTest::itGoesWithItsDocument() {
    Archive archive;
    archive.read(archive.offline(), archive.write(u"a.txt"_s, textOf(2)));
    QCOMPARE(problem(archive.keep(archive.onlyDocument())), QString());
    std::ignore = really([&] {
        return archive.store->write([id = archive.onlyDocument()](index::Database &database) {
            return index::removeDocument(database, id);
        });
    });
    QCOMPARE(archive.count("kept_file"), 0);
    QCOMPARE(archive.count("kept_piece"), 0);
    QCOMPARE(archive.leftovers(), QStringList());
}

void KeptFilesTest::aDamagedCopyIsNeverGiven() {
    Archive archive;
    const auto id = archive.put(u"a.bin"_s, noise(3'000'000));
    QCOMPARE(problem(archive.keep(id)), QString());
    archive.remove(u"a.bin"_s);
    std::ignore = really([&] {
        return archive.store->write([](index::Database &database) {
            database.execute("UPDATE kept_piece SET bytes=zeroblob(length(bytes)) WHERE id=2");
            return Done{};
        });
    });
    const auto opened = archive.open(u"a.bin"_s);
    QVERIFY(!opened.ok());
    QCOMPARE(opened.error().kind, ErrorKind::Damaged);
    QVERIFY(opened.error().message.contains(u"a.bin"_s));
    const auto target = archive.pathOf(u"saved.bin"_s);
    QCOMPARE(archive.save(id, target).error().kind, ErrorKind::Damaged);
    QVERIFY(!QFile::exists(target));
}

void KeptFilesTest::piecesThatWereLostAreWishedAgain() {
    Archive archive;
    const auto torn = archive.put(u"a.bin"_s, noise(3'000'000));
    const auto whole = archive.put(u"b.bin"_s, noise(2'000'000));
    QCOMPARE(problem(archive.keep(torn)), QString());
    QCOMPARE(problem(archive.keep(whole)), QString());
    std::ignore = really([&] {
        return archive.store->write([](index::Database &database) {
            database.execute("DELETE FROM kept_piece WHERE id=2");
            index::mendKept(database);
            return Done{};
        });
    });
    QCOMPARE(archive.kept(),
             (QHash<DocumentId, KeptCopy>{{torn, KeptCopy::Wished}, {whole, KeptCopy::Whole}}));
    QVERIFY(really([&] { return archive.files.bring(); }));
    QCOMPARE(archive.kept().value(torn), KeptCopy::Whole);
}

void KeptFilesTest::aCopyIsSavedAsAFile() {
    Archive archive;
    const auto bytes = noise(2'500'000);
    const auto id = archive.put(u"a.bin"_s, bytes);
    const auto target = archive.pathOf(u"saved.bin"_s);
    QCOMPARE(problem(archive.save(id, target)), u"usage No copy of a.bin is kept"_s);
    QCOMPARE(problem(archive.save(99, target)), u"usage There is no document 99"_s);
    QCOMPARE(problem(archive.keep(id)), QString());
    QCOMPARE(problem(archive.save(id, target)), QString());
    QVERIFY(bytesAt(target) == bytes);
    archive.write(u"saved.bin"_s, "mine");
    QCOMPARE(problem(archive.save(id, target)), u"usage %1 is there already"_s.arg(target));
    QVERIFY(bytesAt(target) == "mine");
    QCOMPARE(problem(archive.save(id, target, true)), QString());
    QVERIFY(bytesAt(target) == bytes);
    const auto nowhere = archive.pathOf(u"no/such/folder.bin"_s);
    QCOMPARE(archive.save(id, nowhere).error().kind, ErrorKind::Disk);
}

DOCCHAT_TEST(KeptFilesTest)

#include "keptfiles_test.moc"
