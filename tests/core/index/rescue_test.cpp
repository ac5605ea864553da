#include "index/rescue.h"

#include "index/exchange.h"
#include "index/health.h"
#include "index/keptfiles.h"
#include "index/salvage.h"
#include "index/store.h"
#include "index/versions.h"

#include "asynctest.h"
#include "filesizelimit.h"
#include "filledlibrary.h"
#include "testmain.h"

#include <QDir>
#include <QRandomGenerator>
#include <QRegularExpression>

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype pageSize = 4096;

const FilledLibrary &filled() {
    static const FilledLibrary library;
    return library;
}

/// The numbers of the pages of a table, inner ones or leaves, from 1.
QList<qsizetype> pagesOf(const QString &table, const QString &kind) {
    QTemporaryDir folder;
    const auto path = folder.filePath(u"library.sqlite"_s);
    writeFile(path, filled().bytes);
    Database database(path, Database::Mode::ReadOnly);
    auto rows = database.prepare("SELECT pageno FROM dbstat WHERE name=?1 AND pagetype=?2 ORDER BY pageno");
    rows.bind(table, kind);
    QList<qsizetype> numbers;
    while (rows.step())
        numbers += qsizetype(rows.integer(0));
    if (numbers.isEmpty())
        qFatal("%s has no page that is %s", qPrintable(table), qPrintable(kind));
    return numbers;
}

QByteArray withPages(const QList<qsizetype> &numbers, const QByteArray &by) {
    auto bytes = filled().bytes;
    for (const auto number : numbers)
        bytes.replace((number - 1) * pageSize, pageSize,
                      by.repeated(pageSize / by.size() + 1).first(pageSize));
    return bytes;
}

bool reads(Statement &row) {
    try {
        return row.step();
    } catch (const SqliteError &) {
        return false;
    }
}

/// A folder with a damaged library, and what comes of it.
struct Damaged {
    QTemporaryDir folder;
    QString path = folder.filePath(u"library.sqlite"_s);
    QByteArray bytes;

    explicit Damaged(const QByteArray &of) : bytes(of) { writeFile(path, bytes); }

    [[nodiscard]] QStringList files() const { return QDir(folder.path()).entryList(QDir::Files, QDir::Name); }

    /// The messages that SQLite can still read one by one, by their ids.
    [[nodiscard]] QHash<qint64, QString> readable() const {
        QHash<qint64, QString> found;
        try {
            Database database(path, Database::Mode::Salvage);
            auto row = database.prepare("SELECT text FROM message NOT INDEXED WHERE id=?1");
            for (auto each = filled().messages.begin(); each != filled().messages.end(); ++each) {
                if (reads(row.bind(each.key())) && row.text(0) == each.value())
                    found.insert(each.key(), each.value());
                row.reset();
            }
        } catch (const SqliteError &) { // not even the schema
        }
        return found;
    }
};

struct Opened {
    std::unique_ptr<Store> store;
    QString error;

    explicit Opened(const Damaged &damaged) {
        auto opened = Store::open(damaged.folder.path());
        if (opened.ok())
            store = std::move(*opened);
        else
            error = opened.error().text();
    }
    [[nodiscard]] qint64 count(const QByteArray &sql) {
        return *store->readNow([&](Database &database) { return database.integer(sql.constData()); });
    }
    [[nodiscard]] QStringList findings() {
        return *really([&] { return store->write(checkIntegrity); });
    }
    [[nodiscard]] QHash<qint64, QString> messages() {
        return *store->readNow([](Database &database) {
            QHash<qint64, QString> all;
            auto rows = database.prepare("SELECT id, text FROM message");
            while (rows.step())
                all.insert(rows.integer(0), rows.text(1));
            return all;
        });
    }
    /// Of every chat, from its newest message up to a beginning.
    [[nodiscard]] int onBranches() {
        return *store->readNow([](Database &database) {
            int count = 0;
            for (const auto &chat : allChats(database))
                count += int(messagesOf(database, chat.id).size());
            return count;
        });
    }
};

} // namespace

#define VERIFY_RESCUED(damaged, rescued, opened)                                                             \
    QVERIFY2((rescued).ok(), qPrintable((rescued).ok() ? QString() : (rescued).error().text()));             \
    QVERIFY2((opened).store != nullptr, qPrintable((opened).error));                                         \
    QCOMPARE((opened).findings(), QStringList());                                                            \
    QVERIFY2(bytesOf((rescued)->aside) == (damaged).bytes, "the damaged file was changed")

class RescueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSoundLibraryIsLeftAlone();
    void whatNobodyCanReadIsSetAside_data();
    void whatNobodyCanReadIsSetAside();
    void damageOfAPartCostsThatPart_data();
    void damageOfAPartCostsThatPart();
    void whateverIsDamagedWhatCanBeReadIsSaved();
    void withoutItsFirstPageEverythingIsFound_data();
    void withoutItsFirstPageEverythingIsFound();
    void aChatWithoutItsRowComesBack();
    void aDocumentWithPartsMissingIsReadAnew();
    void aVersionThatIsBeingReadIsLeftOut();
    void copiesOfFilesAreSaved();
    void anIdIsNotUsedAgain();
    void whatIsOnlyInTheWalIsSavedToo();
    void killedWhileLibrariesAreExchangedTheNextStartGoesOn_data();
    void killedWhileLibrariesAreExchangedTheNextStartGoesOn();
    void stoppedNothingHasChanged();
    void withoutRoomNothingHasChanged();
    void damageMetInUseIsRescuedAtTheNextStart();
    void damageInTheMiddleIsFoundInTheBackground();
    void anOlderLibraryIsRescuedToo();
};

void RescueTest::aSoundLibraryIsLeftAlone() {
    const Damaged sound(filled().bytes);
    QVERIFY(!isDamaged(sound.path));
    QVERIFY(!isDamaged(sound.path + u".nowhere"_s));
    QVERIFY(bytesOf(sound.path) == sound.bytes);
    Opened opened(sound);
    QVERIFY2(opened.store, qPrintable(opened.error));
    really([&] { return opened.store->lookForDamage(); });
    QVERIFY(!opened.store->isDamaged());
}

void RescueTest::whatNobodyCanReadIsSetAside_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a text") << "These are my shopping notes: milk, bread and honey.\n"_ba.repeated(40);
    QTest::newRow("noise") << QByteArray(8192, '\x5a');
    QTest::newRow("its header alone") << filled().bytes.first(100);
}

void RescueTest::whatNobodyCanReadIsSetAside() {
    QFETCH(QByteArray, bytes);
    const Damaged damaged(bytes);
    QVERIFY(isDamaged(damaged.path));
    const auto rescued = rescue(damaged.path);
    Opened opened(damaged);
    VERIFY_RESCUED(damaged, rescued, opened);
    QCOMPARE(opened.count("SELECT count(*) FROM message"), 0);
    const QRegularExpression name(u"^library\\.sqlite\\.damaged-\\d{8}-\\d{6}$"_s);
    QVERIFY2(name.match(QFileInfo(rescued->aside).fileName()).hasMatch(), qPrintable(rescued->aside));
    QVERIFY(!isDamaged(damaged.path));
}

void RescueTest::damageOfAPartCostsThatPart_data() {
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("messagesStay");
    QTest::newRow("a leaf of the messages") << u"message"_s << u"leaf"_s << false;
    QTest::newRow("a leaf of the passages") << u"passage"_s << u"leaf"_s << true;
    QTest::newRow("an inner page of the passages") << u"passage"_s << u"internal"_s << true;
    QTest::newRow("a leaf of the pages") << u"page"_s << u"leaf"_s << true;
    QTest::newRow("the documents") << u"document"_s << u"leaf"_s << true;
    QTest::newRow("an index") << u"message_chat"_s << u"leaf"_s << true;
    QTest::newRow("the words") << u"passage_fts_data"_s << u"leaf"_s << true;
    QTest::newRow("the vectors") << u"embedding"_s << u"leaf"_s << true;
}

void RescueTest::damageOfAPartCostsThatPart() {
    QFETCH(QString, table);
    QFETCH(QString, kind);
    QFETCH(bool, messagesStay);
    const auto pages = pagesOf(table, kind);
    const Damaged damaged(withPages({pages[pages.size() / 2]}, "\xde\xad\xbe\xef"));
    const auto readable = damaged.readable();
    QCOMPARE(readable.size() == filled().messages.size(), messagesStay);
    QVERIFY(readable.size() > filled().messages.size() / 2);
    const auto rescued = rescue(damaged.path);
    Opened opened(damaged);
    VERIFY_RESCUED(damaged, rescued, opened);
    QCOMPARE(opened.messages(), readable);
    QCOMPARE(rescued->saved.messages, int(readable.size()));
    QCOMPARE(opened.onBranches(), int(readable.size()));
    QCOMPARE(opened.count("SELECT count(*) FROM chat"), FilledLibrary::chats);
    QCOMPARE(opened.count("SELECT count(*) FROM citation"), readable.size() / 2);
    QCOMPARE(opened.count("SELECT count(*) FROM draft"), 1);
    QCOMPARE(opened.count("SELECT count(*) FROM preset"), 1);
    QCOMPARE(opened.count("SELECT count(*) FROM provider"), 1);
    QCOMPARE(rescued->saved.documents + rescued->saved.again, FilledLibrary::documents);
    QCOMPARE(opened.count("SELECT count(*) FROM job WHERE state='queued'"), rescued->saved.again);
    // Every document is whole or in the journal.
    QCOMPARE(opened.count("SELECT count(*) FROM document WHERE state='ready' AND passages=6 AND"
                          " (SELECT count(*) FROM page WHERE page.document=document.id)=6 AND"
                          " (SELECT count(*) FROM passage WHERE passage.document=document.id)=6"),
             rescued->saved.documents);
}

void RescueTest::whateverIsDamagedWhatCanBeReadIsSaved() {
    const auto count = filled().bytes.size() / pageSize;
    int messages = 0;
    int openable = 0;
    for (quint32 i = 1; i <= 40; ++i) {
        const quint32 seed = i == 40 ? 94 : i; // which overwrote a message beside its text
        QRandomGenerator random(seed);
        auto bytes = filled().bytes;
        for (int hit = 0, hits = random.bounded(1, 6); hit < hits; ++hit) {
            QByteArray noise(random.bounded(16, 2 * int(pageSize)), Qt::Uninitialized);
            for (auto &byte : noise)
                byte = seed % 3 == 0 ? '\0' : char(random.bounded(256));
            const auto at = random.bounded(int(bytes.size() - noise.size()));
            bytes.replace(at, noise.size(), noise);
        }
        if (seed % 5 == 0)
            bytes.truncate(random.bounded(int(pageSize), int(bytes.size())));
        const Damaged damaged(bytes);
        const auto readable = damaged.readable();
        if (!isDamaged(damaged.path))
            markDamaged(damaged.path);
        const auto rescued = rescue(damaged.path);
        Opened opened(damaged);
        QVERIFY2(rescued.ok(), QByteArray::number(seed).constData());
        QVERIFY2(opened.store != nullptr, qPrintable(opened.error));
        QCOMPARE(std::pair(seed, opened.findings()), std::pair(seed, QStringList()));
        QVERIFY2(bytesOf(rescued->aside) == bytes, QByteArray::number(seed).constData());
        const auto saved = opened.messages();
        for (auto each = readable.begin(); each != readable.end(); ++each)
            QVERIFY2(saved.value(each.key()) == each.value(),
                     qPrintable(u"seed %1, message %2"_s.arg(seed).arg(each.key())));
        messages += int(saved.size());
        openable += readable.isEmpty() ? 0 : 1;
    }
    qInfo("40 damaged libraries of %lld pages: in %d SQLite reads messages, %d messages were saved of %lld",
          count, openable, messages, 40 * filled().messages.size());
    QVERIFY(openable > 20);
}

void RescueTest::withoutItsFirstPageEverythingIsFound_data() {
    QTest::addColumn<int>("bytes");
    QTest::newRow("its name") << 16;
    QTest::newRow("its header") << 100;
    QTest::newRow("all of it") << int(pageSize);
}

void RescueTest::withoutItsFirstPageEverythingIsFound() {
    QFETCH(int, bytes);
    auto torn = filled().bytes;
    torn.replace(0, bytes, QByteArray(bytes, '\x5a'));
    const Damaged damaged(torn);
    QVERIFY(damaged.readable().isEmpty());
    QVERIFY(isDamaged(damaged.path));
    const auto rescued = rescue(damaged.path);
    Opened opened(damaged);
    VERIFY_RESCUED(damaged, rescued, opened);
    QCOMPARE(opened.messages(), filled().messages);
    QCOMPARE(rescued->saved.documents, FilledLibrary::documents);
    QCOMPARE(opened.count("SELECT count(*) FROM embedding"), FilledLibrary::documents * FilledLibrary::pages);
    opened.store.reset();
    QCOMPARE(damaged.files(), (QStringList{u"library.sqlite"_s, QFileInfo(rescued->aside).fileName()}));
}

void RescueTest::aChatWithoutItsRowComesBack() {
    const Damaged damaged(withPages(pagesOf(u"chat"_s, u"leaf"_s), "\xff"));
    QVERIFY(isDamaged(damaged.path));
    const auto rescued = rescue(damaged.path);
    Opened opened(damaged);
    VERIFY_RESCUED(damaged, rescued, opened);
    QCOMPARE(rescued->saved.chats, FilledLibrary::chats);
    QCOMPARE(opened.onBranches(), int(filled().messages.size()));
    const auto titles = *opened.store->readNow([](Database &database) {
        QStringList all;
        for (const auto &chat : allChats(database))
            all += chat.title;
        return all;
    });
    QVERIFY2(titles.contains(u"The keeper of chat 3 turn 1 wrote about the harbour, the lan"_s),
             qPrintable(titles.join(u'\n')));
}

void RescueTest::aDocumentWithPartsMissingIsReadAnew() {
    const auto leaves = pagesOf(u"passage"_s, u"leaf"_s);
    const Damaged damaged(withPages({leaves[leaves.size() / 2]}, "\xff"));
    const auto rescued = rescue(damaged.path);
    Opened opened(damaged);
    VERIFY_RESCUED(damaged, rescued, opened);
    QVERIFY(rescued->saved.again > 0);
    const auto waiting = *opened.store->readNow(unended);
    QCOMPARE(int(waiting.size()), rescued->saved.again);
    const auto torn = *opened.store->readNow(
        [&](Database &database) { return findDocument(database, waiting[0].document); });
    QCOMPARE(waiting[0].path, u"/documents/"_s + torn->name);
    QVERIFY(torn->state == DocumentState::Partial || torn->state == DocumentState::Failed);
    QVERIFY2(torn->reason.contains(u"lost when the library was damaged"_s), qPrintable(torn->reason));
    QVERIFY(torn->passages < FilledLibrary::pages);
    // Read anew it takes the place of what there was, for the chats too.
    const auto id = *really([&] {
        return opened.store->write([&](Database &database) { return replaceDocument(database, *torn); });
    });
    const auto cited = opened.count("SELECT count(*) FROM citation WHERE document=" + QByteArray::number(id));
    QCOMPARE(cited, torn->id <= FilledLibrary::chats ? FilledLibrary::turns : 0);
}

void RescueTest::aVersionThatIsBeingReadIsLeftOut() {
    Library library;
    const auto id = library.add(u"a.txt"_s, {u"one"_s, u"two"_s});
    auto file = *findDocument(library.database, id);
    file.sha256 = QByteArray(32, 'b');
    const auto version = beginVersion(library.database, *findDocument(library.database, id), file, {}).id;
    library.database.prepare("UPDATE passage SET document=?1 WHERE text='two'").bind(version).run();
    Database made(library.folder.filePath(u"made.sqlite"_s), Database::Mode::ReadWrite);
    salvage(&library.database, made, {});
    QCOMPARE(made.integer("SELECT id FROM document"), id);
    QCOMPARE(made.integer("SELECT count(*) FROM document"), 1);
    QCOMPARE(made.integer("SELECT count(*) FROM passage"), 1);
}

/// But one of which a piece was lost is wished again.
void RescueTest::copiesOfFilesAreSaved() {
    Library library;
    auto &database = library.database;
    for (const auto &name : {u"whole.txt"_s, u"torn.txt"_s}) {
        const auto id = library.add(name, {u"one"_s});
        QVERIFY(wishKept(database, id));
        const auto copy = *beginKept(database, id);
        QVERIFY(addKeptPiece(database, id, copy, "first ") && addKeptPiece(database, id, copy, "second"));
        QVERIFY(endKept(database, {id, findDocument(database, id)->sha256, 12, copy}));
    }
    database.execute("DELETE FROM kept_piece WHERE id=3");
    Database made(library.folder.filePath(u"made.sqlite"_s), Database::Mode::ReadWrite);
    salvage(&database, made, {});
    QCOMPARE(allKept(made), (QHash<DocumentId, KeptCopy>{{1, KeptCopy::Whole}, {2, KeptCopy::Wished}}));
    QByteArray bytes;
    readKept(made, *keptFile(made, 1), [&](const QByteArray &piece) {
        bytes += piece;
        return true;
    });
    QCOMPARE(bytes, QByteArray("first second"));
}

void RescueTest::anIdIsNotUsedAgain() {
    const Damaged damaged(withPages(pagesOf(u"document"_s, u"leaf"_s), "\xff"));
    const auto rescued = rescue(damaged.path);
    Opened opened(damaged);
    VERIFY_RESCUED(damaged, rescued, opened);
    QCOMPARE(rescued->saved.documents, 0);
    QCOMPARE(rescued->saved.again, FilledLibrary::documents); // by where they lie
    Document document;
    document.sha256 = "new";
    document.path = u"/new"_s;
    const auto id = *really([&] {
        return opened.store->write([&](Database &database) { return addDocument(database, document); });
    });
    QVERIFY(id > FilledLibrary::documents);
}

void RescueTest::whatIsOnlyInTheWalIsSavedToo() {
    const Damaged damaged(filled().bytes);
    const auto elsewhere = damaged.folder.filePath(u"kept"_s);
    QDir().mkpath(elsewhere);
    {
        auto store = std::move(*Store::open(damaged.folder.path()));
        QVERIFY(really([&] {
                    return store->write([](Database &database) {
                        return addMessage(database, 1, {0, Role::Question, u"the newest of all"_s});
                    });
                }).ok());
        QVERIFY(
            QFile::copy(damaged.path + u"-wal"_s, elsewhere + u"/wal"_s)); // as a killed program leaves it
        QVERIFY(QFile::copy(damaged.path, elsewhere + u"/library"_s));
    }
    auto bytes = bytesOf(elsewhere + u"/library"_s);
    const auto leaf = pagesOf(u"passage"_s, u"leaf"_s)[3];
    bytes.replace((leaf - 1) * pageSize, pageSize, QByteArray(pageSize, '\xff'));
    writeFile(damaged.path, bytes);
    const auto wal = bytesOf(elsewhere + u"/wal"_s);
    writeFile(damaged.path + u"-wal"_s, wal);
    const auto rescued = rescue(damaged.path);
    Opened opened(damaged);
    QVERIFY2(rescued.ok() && opened.store, qPrintable(opened.error));
    QCOMPARE(opened.findings(), QStringList());
    QVERIFY(opened.messages().values().contains(u"the newest of all"_s));
    QVERIFY(bytesOf(rescued->aside) == bytes);
    QVERIFY(bytesOf(rescued->aside + u"-wal"_s) == wal);
}

void RescueTest::killedWhileLibrariesAreExchangedTheNextStartGoesOn_data() {
    QTest::addColumn<int>("steps");
    for (int steps = 0; steps <= 2; ++steps)
        QTest::newRow(QByteArray::number(steps).constData()) << steps;
}

void RescueTest::killedWhileLibrariesAreExchangedTheNextStartGoesOn() {
    QFETCH(int, steps);
    const Damaged damaged("the damaged library");
    writeFile(damaged.path + u"-wal"_s, "its wal");
    const auto exchange = newExchange(damaged.path, u"damaged"_s);
    writeFile(exchange.part, filled().bytes);
    QVERIFY(makeReady(exchange).ok());
    if (steps > 0)
        QVERIFY(QFile::rename(damaged.path + u"-wal"_s, exchange.aside + u"-wal"_s));
    if (steps > 1)
        QVERIFY(QFile::rename(damaged.path, exchange.aside));
    Opened opened(damaged);
    QVERIFY2(opened.store, qPrintable(opened.error));
    QCOMPARE(opened.messages().size(), filled().messages.size());
    QCOMPARE(bytesOf(exchange.aside), damaged.bytes);
    QCOMPARE(bytesOf(exchange.aside + u"-wal"_s), "its wal"_ba);
    QVERIFY(!QFile::exists(exchange.ready));
}

void RescueTest::stoppedNothingHasChanged() {
    const Damaged damaged(withPages({2, 3, 4}, "\xff"));
    std::stop_source stop;
    stop.request_stop();
    const auto rescued = rescue(damaged.path, stop.get_token());
    QVERIFY(!rescued.ok());
    QCOMPARE(rescued.error().kind, ErrorKind::Cancelled);
    QVERIFY(bytesOf(damaged.path) == damaged.bytes);
    QCOMPARE(damaged.files().filter(u"ready"_s), QStringList());
    QCOMPARE(damaged.files().filter(u"damaged-"_s), QStringList());
}

void RescueTest::withoutRoomNothingHasChanged() {
    const Damaged damaged(withPages(pagesOf(u"page"_s, u"leaf"_s).first(3), "\xff"));
    markDamaged(damaged.path);
    {
        const FileSizeLimit full(damaged.bytes.size() / 4);
        const auto rescued = rescue(damaged.path);
        QVERIFY(!rescued.ok());
        QVERIFY2(rescued.error().message.contains(u"no room"_s), qPrintable(rescued.error().text()));
        QVERIFY2(rescued.error().hint.contains(u"Free "_s), qPrintable(rescued.error().text()));
    }
    QVERIFY(bytesOf(damaged.path) == damaged.bytes);
    QCOMPARE(damaged.files().filter(u"ready"_s), QStringList());
    QVERIFY(rescue(damaged.path).ok());
}

void RescueTest::damageMetInUseIsRescuedAtTheNextStart() {
    const auto leaves = pagesOf(u"message"_s, u"leaf"_s);
    const Damaged damaged(withPages({leaves[leaves.size() / 2]}, "\xff"));
    QVERIFY(!isDamaged(damaged.path)); // its ends are sound
    {
        Opened opened(damaged);
        QVERIFY2(opened.store, qPrintable(opened.error));
        int told = 0;
        opened.store->onDamaged([&told] { ++told; });
        for (int i = 0; i < 2; ++i) {
            const auto read = really([&] {
                return opened.store->read([](Database &database) {
                    return database.integer("SELECT sum(length(text)) FROM message");
                });
            });
            QVERIFY(!read.ok());
            QVERIFY2(read.error().message.contains(u"damaged"_s), qPrintable(read.error().text()));
        }
        QCOMPARE(told, 1);
        QVERIFY(opened.store->isDamaged());
    }
    QVERIFY(isDamaged(damaged.path));
    QVERIFY(rescue(damaged.path).ok());
    QVERIFY(!isDamaged(damaged.path));
}

void RescueTest::damageInTheMiddleIsFoundInTheBackground() {
    const auto leaves = pagesOf(u"passage"_s, u"leaf"_s);
    const Damaged damaged(withPages({leaves[leaves.size() / 2]}, "\xff"));
    Opened opened(damaged);
    QVERIFY2(opened.store, qPrintable(opened.error));
    int told = 0;
    opened.store->onDamaged([&told] { ++told; });
    really([&] { return opened.store->lookForDamage(); });
    QCOMPARE(told, 1);
    QVERIFY(isDamaged(damaged.path));
}

void RescueTest::anOlderLibraryIsRescuedToo() {
    QTemporaryDir folder;
    const auto path = folder.filePath(u"library.sqlite"_s);
    {
        Database database(path, Database::Mode::ReadWrite);
        migrate(database, 5);
        database.execute(
            "INSERT INTO chat(id, title, changed_at) VALUES (5, 'Steel', 7);"
            "INSERT INTO message(chat, role, text, at) VALUES (5, 'question', 'which engine', 8),"
            " (5, 'answer', 'the zeppelin', 9);"
            "INSERT INTO document(sha256, name, kind, state, added_at) VALUES (x'01', 'a', 'text', "
            "'ready', 1)");
    }
    const Damaged damaged(bytesOf(path));
    markDamaged(damaged.path);
    const auto rescued = rescue(damaged.path);
    Opened opened(damaged);
    VERIFY_RESCUED(damaged, rescued, opened);
    QCOMPARE(opened.onBranches(), 2);
    QCOMPARE(rescued->saved.documents, 1);
}

DOCCHAT_TEST(RescueTest)

#include "rescue_test.moc"
