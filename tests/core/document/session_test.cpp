#include "document/session.h"

#include "async/event.h"
#include "model/layout.h"

#include "documenttest.h"
#include "handmadepdf.h"

#include <QElapsedTimer>
#include <QtEndian>

#include <thread>

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;
using async::Task;
using async::TaskGroup;

namespace {

/// A page with a line of text and a black square, 200 points wide, at 100, 100 from the bottom left.
QByteArray squarePdf() {
    return handmadePdf({textAt(72, 700, 24, "Hello marvellous world") + "0 0 0 rg 100 100 200 200 re f\n"});
}

/// The rectangles of a word of a page.
QList<QRectF> rectsOf(const Page &page, const QString &word) {
    const auto layout = PageLayout::decode(page.layout, page.size);
    const auto start = page.text.indexOf(word);
    return layout && start >= 0 ? layout->rects(start, start + word.size()) : QList<QRectF>();
}

quint32 pixel(const Picture &picture, int x, int y) {
    const auto at = (qsizetype(y) * picture.width + x) * 4;
    return at + 4 <= picture.pixels.size() ? qFromLittleEndian<quint32>(picture.pixels.constData() + at) : 0;
}

/// Is this squarePdf()'s page at half its size: white paper, a black square?
bool showsTheSquare(const Picture &picture) {
    return picture.width == 306 && picture.height == 396 && picture.pixels.size() == 306 * 396 * 4 &&
           pixel(picture, 3, 3) == 0xffffffff && pixel(picture, 100, 296) == 0xff000000 &&
           pixel(picture, 300, 390) == 0xffffffff;
}

/// Reads and notes when it has come to its end.
Task<void> readAndNote(WorkerPool *pool, GivenFile document, Reading *reading, QStringList *order) {
    const auto name = document.name;
    co_await readInto(pool, std::move(document), reading);
    order->append(name);
}

/// Once `big` has given a page, reads `small`.
Task<void> readBehind(WorkerPool *pool, GivenFile small, const Reading *big, Reading *reading,
                      QStringList *order) {
    co_await until([big] { return !big->pages.empty(); });
    co_await readAndNote(pool, std::move(small), reading, order);
}

/// Opens a document, waits, then reads it.
Task<void> readAfter(WorkerPool *pool, GivenFile document, async::Event *go, Reading *reading) {
    auto session = co_await openIn(pool, document, WorkerRole::Read);
    if (!session.ok()) {
        reading->openError = session.error();
        co_return;
    }
    auto pages = (*session)->pages(1);
    for (int number = 1; auto page = co_await pages.next(); ++number) {
        reading->pages.push_back(std::move(*page));
        if (number == 3)
            co_await go->wait();
    }
    reading->ended = true;
}

/// Has the pool's only worker answered all that jobs 1 and 2 asked for?
bool isIdle(WorkerPool *pool) {
    const auto worker = pool->worker(WorkerRole::Read);
    return !worker->isServing(1) && !worker->isServing(2);
}

/// Waits until both have their three pages, and the worker has nothing more to answer.
Task<void> threePagesOfEach(WorkerPool *pool, const Reading *a, const Reading *b) {
    if (!co_await until([=] { return a->pages.size() == 3 && b->pages.size() == 3 && isIdle(pool); }, 100s))
        qFatal("two documents were not read so far");
}

/// Two documents in one worker, which is stopped while it is at the first one's pages, then `end` comes over
/// it.
Task<void> twoReadWhile(WorkerPool *pool, GivenFile first, GivenFile second, Reading *a, Reading *b,
                        std::function<void()> end) {
    async::Event goA;
    async::Event goB;
    co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
        group.spawn("first", readAfter, pool, first, &goA, a);
        group.spawn("second", readAfter, pool, second, &goB, b);
        co_await threePagesOfEach(pool, a, b);
        signalChildren(SIGSTOP);
        goA.set();
        co_await async::sleepFor(50ms);
        goB.set();
        co_await async::sleepFor(50ms);
        end();
    });
}

/// Two documents in one worker, which is killed when it has answered all that they asked.
Task<void> twoReadAndKillBetween(WorkerPool *pool, GivenFile first, GivenFile second, Reading *a,
                                 Reading *b) {
    async::Event go;
    co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
        group.spawn("first", readAfter, pool, first, &go, a);
        group.spawn("second", readAfter, pool, second, &go, b);
        co_await threePagesOfEach(pool, a, b);
        const auto worker = pool->worker(WorkerRole::Read);
        signalChildren(SIGKILL);
        co_await until([worker] { return !worker->alive(); });
        go.set();
    });
}

/// Reads; as soon as there is a page, the worker is stopped.
Task<void> readAndStop(WorkerPool *pool, GivenFile document, Reading *reading) {
    co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
        group.spawn("reader", readInto, pool, std::move(document), reading, 0ms);
        co_await until([reading] { return !reading->pages.empty(); });
        signalChildren(SIGSTOP);
    });
}

/// Takes more time for the first pages than the reader may take for all.
Task<void> readSlowlyAtFirst(WorkerPool *pool, GivenFile document, Reading *reading) {
    auto session = co_await openIn(pool, document, WorkerRole::Read);
    if (!session.ok())
        co_return;
    auto pages = (*session)->pages(1);
    while (auto page = co_await pages.next()) {
        reading->pages.push_back(std::move(*page));
        if (reading->pages.size() <= 3)
            co_await async::sleepFor(3s);
    }
    reading->ended = true;
}

/// Two pages are drawn by one worker; it is stopped before, and killed when both were asked for.
Task<void> drawAndKill(WorkerPool *pool, std::optional<Result<Picture>> *a,
                       std::optional<Result<Picture>> *b) {
    auto first = co_await openIn(pool, {squarePdf(), QStringLiteral("first.pdf")}, WorkerRole::Render);
    auto second = co_await openIn(pool, {squarePdf(), QStringLiteral("second.pdf")}, WorkerRole::Render);
    if (!first.ok() || !second.ok())
        co_return;
    signalChildren(SIGSTOP);
    auto draw = [](Session *session, std::optional<Result<Picture>> *picture) -> Task<void> {
        picture->emplace(co_await session->render(1, 306, 396));
    };
    co_await TaskGroup::run([&](TaskGroup &group) -> Task<void> {
        group.spawn("first", draw, first->get(), a);
        co_await async::sleepFor(20ms);
        group.spawn("second", draw, second->get(), b);
        co_await async::sleepFor(20ms);
        signalChildren(SIGKILL);
    });
}

/// Draws, is cancelled while the worker is stopped, and draws again.
Task<std::optional<Result<Picture>>> drawAfterCancelling(WorkerPool *pool) {
    auto session = co_await openIn(pool, {squarePdf()}, WorkerRole::Render);
    if (!session.ok())
        co_return std::nullopt;
    signalChildren(SIGSTOP);
    try {
        (void)co_await async::withTimeout(20ms, (*session)->render(1, 10, 10));
    } catch (const async::TimeoutError &) {
    }
    signalChildren(SIGCONT);
    co_return co_await (*session)->render(1, 306, 396);
}

/// Reads a page, leaves the rest, and draws the first.
Task<std::optional<Result<Picture>>> drawAfterReading(WorkerPool *pool, int pagesRead) {
    auto session = co_await openIn(pool, {longPdf(20)}, WorkerRole::Read);
    if (!session.ok())
        co_return std::nullopt;
    {
        auto pages = (*session)->pages(1);
        for (int i = 0; i < pagesRead; ++i)
            (void)co_await pages.next();
    }
    co_return co_await (*session)->render(1, 306, 396);
}

/// Draws page 1 and page 2 of a document of one page, then page 1 again at another size.
Task<std::vector<Result<Picture>>> drawThrice(WorkerPool *pool) {
    std::vector<Result<Picture>> pictures;
    auto session = co_await openIn(pool, {squarePdf()}, WorkerRole::Render);
    if (!session.ok())
        co_return pictures;
    pictures.push_back(co_await (*session)->render(1, 306, 396));
    pictures.push_back(co_await (*session)->render(2, 306, 396));
    pictures.push_back(co_await (*session)->render(1, 61, 79));
    pictures.push_back(co_await (*session)->render(1, 0, 79));
    pictures.push_back(co_await (*session)->render(1, 306, 396));
    pictures.push_back(co_await (*session)->render(1, 306, 396, {10, 20, 30, 40}));
    pictures.push_back(co_await (*session)->render(1, 306, 396, {300, 20, 30, 40}));
    co_return pictures;
}

/// Reads five pages, then is cancelled while it waits for more; a small one is read by the same worker.
Task<bool> cancelAndReadAnother(WorkerPool *pool, Reading *cancelled, Reading *another) {
    const bool whole = co_await async::cancellable([=](async::Scope &scope) -> Task<void> {
        co_await TaskGroup::run([&](TaskGroup &group) {
            group.spawn("reader", readInto, pool, GivenFile{longPdf(300)}, cancelled, 0ms);
            group.spawn(
                "canceller",
                [](Reading *reading, async::Scope *all) -> Task<void> {
                    co_await until([reading] { return reading->pages.size() >= 5; });
                    all->cancel();
                },
                cancelled, &scope);
        });
    });
    co_await readInto(pool, {squarePdf(), QStringLiteral("small.pdf")}, another);
    co_return whole;
}

/// Opens a long document, takes `count` pages and lets go of everything.
Task<int> readOnly(WorkerPool *pool, int count) {
    auto session = co_await openIn(pool, {longPdf(300)}, WorkerRole::Read);
    if (!session.ok())
        co_return -1;
    auto pages = (*session)->pages(1);
    int got = 0;
    while (got < count && co_await pages.next())
        ++got;
    co_return got;
}

Task<void> readTwo(WorkerPool *pool, GivenFile a, GivenFile b, Reading *first, Reading *second) {
    co_await TaskGroup::run([&](TaskGroup &group) {
        group.spawn("first", readInto, pool, std::move(a), first, 0ms);
        group.spawn("second", readInto, pool, std::move(b), second, 0ms);
    });
}

/// A session without a file beside one with a file.
Task<void> openWithoutFile(WorkerPool *pool, QString *withoutFile, Reading *other) {
    co_await TaskGroup::run([&](TaskGroup &group) {
        group.spawn(
            "without",
            [](WorkerPool *workers, QString *result) -> Task<void> {
                const auto session =
                    co_await Session::open(workers, WorkerRole::Read, Descriptor(),
                                           OpenRequest{QStringLiteral("without.txt"), {}}, {});
                *result = session.ok() ? QStringLiteral("opened") : session.error().text();
            },
            pool, withoutFile);
        group.spawn("other", readInto, pool, GivenFile{"the other one's text", QStringLiteral("other.txt")},
                    other, 0ms);
    });
}

QByteArray zeros() {
    return QByteArray(100'000, '\0');
}

} // namespace

class SessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_pool = std::make_unique<WorkerPool>(parserProgram(), 1); }
    void cleanup() {
        m_pool.reset();
        QCOMPARE(childProcesses().size(), size_t(0));
    }

    void aSmallPdfGivesItsTextAndWhereItStands() {
        const auto reading = readNow({squarePdf()});
        QVERIFY2(reading.isWhole(1), qPrintable(reading.errorText()));
        QCOMPARE(reading.info.kind, DocumentKind::Pdf);
        QCOMPARE(reading.info.sizes, QList<QSizeF>{QSizeF(612, 792)});
        const auto &page = *reading.pages[0].page;
        QCOMPARE(page.text, QStringLiteral("Hello marvellous world"));
        QCOMPARE(page.size, QSizeF(612, 792));
        const auto hello = rectsOf(page, QStringLiteral("Hello"));
        const auto rects = rectsOf(page, QStringLiteral("marvellous"));
        QCOMPARE(hello.size(), 1);
        QCOMPARE(rects.size(), 1);
        // Helvetica's own widths: "Hello " is 2.556 em, "marvellous" 4.834 em wide.
        QVERIFY(std::abs(hello[0].left() - 72) < 0.5);
        QVERIFY(std::abs(rects[0].left() - (72 + 2.556 * 24)) < 0.5);
        QVERIFY(std::abs(rects[0].width() - 4.834 * 24) < 0.5);
        QVERIFY(rects[0].top() > 66 && rects[0].top() < 80); // the baseline is 92 below the top
        QVERIFY(rects[0].bottom() > 92 && rects[0].bottom() < 102);
    }

    void pagesComeInOrderNoneMissing() {
        const auto reading = readNow({longPdf(100)});
        QVERIFY2(reading.isWhole(100), qPrintable(reading.errorText()));
        for (const auto &result : reading.pages)
            QVERIFY(result.page->text.contains(QStringLiteral("This is page %1 of").arg(result.number)));
    }

    void textAndMarkdownAreReadToo() {
        const auto text = readNow({"Plain words.", QStringLiteral("a.txt")});
        QVERIFY2(text.isWhole(1), qPrintable(text.errorText()));
        QCOMPARE(text.info.kind, DocumentKind::Text);
        const auto markdown = readNow({"# Head\n\nWords.\n\n# Tail\n", QStringLiteral("a.md")});
        QVERIFY2(markdown.isWhole(2), qPrintable(markdown.errorText()));
        QCOMPARE(markdown.info.kind, DocumentKind::Markdown);
        QCOMPARE(markdown.pages[1].page->label, QStringLiteral("Tail"));
    }

    void aPageOfMoreThanAFrameComesBackWhole() {
        QByteArray text;
        for (int i = 0; text.size() < 3'000'000; ++i)
            text += "line " + QByteArray::number(i) + "\n\n";
        const auto reading = readNow({text, QStringLiteral("a.txt")});
        QVERIFY2(reading.isWhole(reading.info.pages), qPrintable(reading.errorText()));
        QVERIFY(reading.info.pages > 100);
        QString all;
        for (const auto &result : reading.pages)
            all += result.page->text + QStringLiteral("\n\n");
        QCOMPARE(all.size(), text.size());
        QVERIFY(all == QString::fromLatin1(text));
    }

    void freecultureIsReadWhole() {
        NEEDS_SHARED_DATA();
        const auto reading = readNow({sharedPdf("freeculture.pdf")});
        QVERIFY2(reading.isWhole(352), qPrintable(reading.errorText()));
        qsizetype characters = 0;
        for (const auto &result : reading.pages)
            characters += result.page->text.size();
        QVERIFY2(characters > 600'000, qPrintable(QString::number(characters)));
    }

    void aPasswordIsAskedForAndUsed_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("password");
        QTest::newRow("issue3371") << QByteArray("issue3371.pdf") << QStringLiteral("ELXRTQWS");
    }
    void aPasswordIsAskedForAndUsed() {
        NEEDS_SHARED_DATA();
        QFETCH(QByteArray, file);
        QFETCH(QString, password);
        const auto bytes = sharedPdf(file.constData());
        const auto name = QString::fromLatin1(file);
        const auto locked = readNow({bytes, name});
        QCOMPARE(locked.errorCode(), code(ErrorKind::Password));
        QVERIFY(locked.errorText().contains(name));
        const auto wrong = readNow({bytes, name, QStringLiteral("not ") + password});
        QCOMPARE(wrong.errorCode(), code(ErrorKind::Password));
        QVERIFY(wrong.errorText() != locked.errorText());
        const auto open = readNow({bytes, name, password});
        QVERIFY2(open.isWhole(open.info.pages) && open.info.pages > 0, qPrintable(open.errorText()));
    }

    void whatIsEncryptedInAnUnknownWayIsNotTakenForText_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("password");
        for (const QByteArray file : {"issue15893_reduced.pdf", "bug1782186.pdf"}) {
            QTest::addRow("%s without a password", file.constData()) << file << QString();
            QTest::addRow("%s with one", file.constData()) << file << QStringLiteral("test");
        }
    }
    void whatIsEncryptedInAnUnknownWayIsNotTakenForText() {
        NEEDS_SHARED_DATA();
        QFETCH(QByteArray, file);
        QFETCH(QString, password);
        const auto reading = readNow({sharedPdf(file.constData()), QStringLiteral("a.pdf"), password});
        QVERIFY2(reading.openError, "poppler takes what it cannot decrypt for plain");
        QCOMPARE(reading.errorCode(), code(ErrorKind::Unsupported));
        QVERIFY(!reading.openError->hint.isEmpty());
    }

    void whatCannotBeReadIsAnErrorThatNamesTheFile_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("nothing") << QByteArray() << QStringLiteral("x.pdf") << ErrorKind::NoText;
        QTest::newRow("zeros called .pdf") << zeros() << QStringLiteral("x.pdf") << ErrorKind::Damaged;
        QTest::newRow("words called .pdf")
            << QByteArray("Hello") << QStringLiteral("x.pdf") << ErrorKind::Damaged;
        QTest::newRow("a PDF's first line")
            << QByteArray("%PDF-1.4\n") << QStringLiteral("x.pdf") << ErrorKind::Damaged;
        QTest::newRow("a third of a PDF")
            << squarePdf().left(300) << QStringLiteral("x.pdf") << ErrorKind::Damaged;
        QTest::newRow("a binary") << QByteArray("\x7f"
                                                "ELF\0\0\0\1",
                                                8)
                                  << QStringLiteral("x.bin") << ErrorKind::Unsupported;
        QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16)
                                   << QStringLiteral("x.png") << ErrorKind::Damaged;
        QTest::newRow("blank text") << QByteArray(" \n \n") << QStringLiteral("x.txt") << ErrorKind::NoText;
    }
    void whatCannotBeReadIsAnErrorThatNamesTheFile() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        QFETCH(ErrorKind, kind);
        const auto reading = readNow({bytes, name});
        QVERIFY(reading.openError);
        QCOMPARE(reading.errorCode(), code(kind));
        QVERIFY2(reading.openError->message.startsWith(name), qPrintable(reading.errorText()));
        QVERIFY(!reading.openError->hint.isEmpty());
        QVERIFY(readNow({squarePdf()}).isWhole(1)); // the worker goes on
    }

    void aNameWithPlaceholdersStaysAsItIs() {
        const auto reading = readNow({zeros(), QStringLiteral("100 %1 %2.pdf")});
        QVERIFY2(reading.openError->message.startsWith(QStringLiteral("100 %1 %2.pdf: ")),
                 qPrintable(reading.errorText()));
        auto limits = ReadLimits{};
        limits.parse.text = 10;
        const auto large = readNow({longPdf(1), QStringLiteral("100 %1 %2.pdf"), {}, limits});
        QVERIFY2(large.errorText().startsWith(QStringLiteral("100 %1 %2.pdf holds")),
                 qPrintable(large.errorText()));
    }

    void freecultureCutShortIsDamagedOrGivesWhatThereIs() {
        NEEDS_SHARED_DATA();
        const auto reading = readNow({sharedPdf("freeculture.pdf").left(100'000)});
        QVERIFY(reading.ended);
        if (reading.openError)
            QCOMPARE(reading.errorCode(), code(ErrorKind::Damaged));
        else
            QCOMPARE(int(reading.pages.size()), reading.info.pages);
    }

    void aPdfWithoutTextGivesEmptyPages() {
        NEEDS_SHARED_DATA();
        const auto reading = readNow({sharedPdf("empty.pdf")});
        QVERIFY2(reading.isWhole(reading.info.pages) && reading.info.pages > 0,
                 qPrintable(reading.errorText()));
        for (const auto &result : reading.pages)
            QVERIFY(result.page->text.trimmed().isEmpty());
    }

    void aBombEndsAndTheOthersGoOn_data() {
        QTest::addColumn<QByteArray>("bomb");
        QTest::addColumn<bool>("fatal");
        QTest::newRow("twenty million nested states") << bombPdf() << true;
        if (!sharedData().isEmpty()) // within 1 GiB of addresses its pictures are left out
            QTest::newRow("bomb_giant") << sharedPdf("bomb_giant.pdf") << false;
    }
    void aBombEndsAndTheOthersGoOn() {
#ifdef DOCCHAT_SANITIZED
        QSKIP("skipped: sanitizers leave the limit of addresses out");
#endif
        QFETCH(QByteArray, bomb);
        QFETCH(bool, fatal);
        Reading guilty;
        Reading other;
        really([&] {
            return readTwo(m_pool.get(), {bomb, QStringLiteral("bomb.pdf")},
                           {longPdf(100), QStringLiteral("other.pdf")}, &guilty, &other);
        });
        QVERIFY(guilty.ended);
        QCOMPARE(guilty.error().has_value(), fatal);
        QCOMPARE(guilty.errorText().contains(QStringLiteral("bomb.pdf")), fatal);
        QVERIFY2(other.isWhole(100), qPrintable(other.errorText()));
    }

    void aSmallDocumentIsNotStuckBehindAHugeOne() {
        Reading huge;
        Reading small;
        QStringList order;
        really([&] {
            return TaskGroup::run([&](TaskGroup &group) {
                group.spawn("huge", readAndNote, m_pool.get(),
                            GivenFile{longPdf(600), QStringLiteral("huge")}, &huge, &order);
                group.spawn("small", readBehind, m_pool.get(),
                            GivenFile{squarePdf(), QStringLiteral("small")}, &huge, &small, &order);
            });
        });
        QVERIFY2(huge.isWhole(600), qPrintable(huge.errorText()));
        QVERIFY2(small.isWhole(1), qPrintable(small.errorText()));
        QCOMPARE(order, (QStringList{QStringLiteral("small"), QStringLiteral("huge")}));
    }

    void whenTheWorkerIsKilledTheGuiltyOneEndsAndTheInnocentOneGoesOn() {
        Reading guilty;
        Reading innocent;
        really([&] {
            return twoReadWhile(m_pool.get(), {longPdf(60), QStringLiteral("guilty.pdf")},
                                {longPdf(80), QStringLiteral("innocent.pdf")}, &guilty, &innocent,
                                [] { signalChildren(SIGKILL); });
        });
        QVERIFY(guilty.ended);
        QCOMPARE(guilty.errorCode(), code(ErrorKind::Crashed));
        QVERIFY2(guilty.errorText().contains(QStringLiteral("guilty.pdf")), qPrintable(guilty.errorText()));
        QVERIFY(guilty.pages.back().fatal);
        QVERIFY(guilty.pages.size() > 3);
        QVERIFY2(innocent.isWhole(80), qPrintable(innocent.errorText()));
    }

    void whenTheWorkerIsKilledBetweenRequestsBothGoOn() {
        Reading a;
        Reading b;
        really([&] { return twoReadAndKillBetween(m_pool.get(), {longPdf(60)}, {longPdf(60)}, &a, &b); });
        QVERIFY2(a.isWhole(60), qPrintable(a.errorText()));
        QVERIFY2(b.isWhole(60), qPrintable(b.errorText()));
    }

    void whenOneTakesTooLongTheOtherOneGoesOn() {
        Reading slow;
        Reading other;
        ReadLimits short_{};
        short_.withoutFrame = 5s; // a worker that is slow to begin is not what is meant
        really([&] {
            return twoReadWhile(m_pool.get(), {longPdf(60), QStringLiteral("slow.pdf"), {}, short_},
                                {longPdf(80), QStringLiteral("other.pdf")}, &slow, &other, [] {});
        });
        QVERIFY(slow.ended);
        QCOMPARE(slow.errorCode(), code(ErrorKind::TimedOut));
        QVERIFY(slow.errorText().contains(QStringLiteral("slow.pdf")));
        QVERIFY2(other.isWhole(80), qPrintable(other.errorText()));
    }

    void whatCameWhileTheProgramItselfWasStoppedIsLookedAtFirst() {
        Reading first;
        Reading second;
        ReadLimits limits;
        limits.withoutFrame = 4s;
        really([&] {
            return twoReadWhile(m_pool.get(), {longPdf(60), QStringLiteral("first.pdf"), {}, limits},
                                {longPdf(60), QStringLiteral("second.pdf"), {}, limits}, &first, &second, [] {
                                    signalChildren(SIGCONT);
                                    std::this_thread::sleep_for(6s);
                                });
        });
        QVERIFY2(first.isWhole(60), qPrintable(first.errorText()));
        QVERIFY2(second.isWhole(60), qPrintable(second.errorText()));
    }

    void withoutAFrameForTooLongItTimesOut() {
        ReadLimits limits;
        limits.withoutFrame = 1ms;
        const auto reading = readNow({longPdf(200), QStringLiteral("slow.pdf"), {}, limits});
        QVERIFY(reading.ended);
        QCOMPARE(reading.errorCode(), code(ErrorKind::TimedOut));
        QVERIFY(reading.errorText().contains(QStringLiteral("slow.pdf")));
        const auto next = readNow({squarePdf()});
        QVERIFY2(next.isWhole(1), qPrintable(next.errorText()));
    }

    void inAllItMayNotTakeTooLong() {
        Reading reading;
        ReadLimits limits;
        limits.inAll = 3s;
        QElapsedTimer clock;
        clock.start();
        really([&] {
            return readAndStop(m_pool.get(), {longPdf(300), QStringLiteral("slow.pdf"), {}, limits},
                               &reading);
        });
        QVERIFY(reading.ended);
        QCOMPARE(reading.errorCode(), code(ErrorKind::TimedOut));
        QVERIFY(clock.elapsed() >= 3000);
    }

    void theTimeThatItsConsumerTakesDoesNotCount() {
        Reading reading;
        ReadLimits limits;
        limits.inAll = 8s; // the consumer takes 9 s; the reading itself far less, under sanitizers too
        really([&] {
            return readSlowlyAtFirst(m_pool.get(), {longPdf(60), QStringLiteral("a.pdf"), {}, limits},
                                     &reading);
        });
        QVERIFY2(reading.isWhole(60), qPrintable(reading.errorText()));
    }

    void moreTextThanAllowedIsTooLarge() {
        ReadLimits limits;
        limits.parse.text = 20'000; // bytes: about four pages
        const auto reading = readNow({longPdf(50), QStringLiteral("large.pdf"), {}, limits});
        QVERIFY(reading.ended);
        QCOMPARE(reading.errorCode(), code(ErrorKind::TooLarge));
        QVERIFY(reading.pages.back().fatal);
        QVERIFY(reading.pages.size() >= 3 && reading.pages.size() < 10);
        QVERIFY(reading.errorText().contains(QStringLiteral("large.pdf")));
    }

    void cancelledInTheMiddleItLeavesNothingAndTheWorkerServesOn() {
        Reading cancelled;
        Reading another;
        const auto *worker = m_pool->worker(WorkerRole::Read).get();
        const bool whole = really([&] { return cancelAndReadAnother(m_pool.get(), &cancelled, &another); });
        QVERIFY(!whole);
        QVERIFY(!cancelled.ended);
        QVERIFY2(another.isWhole(1), qPrintable(another.errorText()));
        QCOMPARE(m_pool->worker(WorkerRole::Read).get(), worker);
        QVERIFY(worker->alive());
        QCOMPARE(worker->jobs(), 0);
    }

    void destroyedEarlyItIsClosedInTheWorker() {
        const auto *worker = m_pool->worker(WorkerRole::Read).get();
        for (const int count : {0, 1, 20})
            QCOMPARE(really([&] { return readOnly(m_pool.get(), count); }), count);
        QCOMPARE(worker->jobs(), 0);
        QVERIFY(readNow({squarePdf()}).isWhole(1));
        QCOMPARE(m_pool->worker(WorkerRole::Read).get(), worker);
    }

    void pagesAreDrawnAgainAndAgain() {
        const auto pictures = really([&] { return drawThrice(m_pool.get()); });
        QCOMPARE(pictures.size(), size_t(7));
        QVERIFY2(pictures[0].ok(), qPrintable(pictures[0].ok() ? QString() : pictures[0].error().text()));
        QVERIFY(showsTheSquare(*pictures[0]));
        QVERIFY(!pictures[1].ok()); // there is no page 2
        QVERIFY(pictures[1].error().message.startsWith(QStringLiteral("a.pdf: ")));
        QVERIFY(pictures[2].ok());
        QCOMPARE(pictures[2]->width, 61);
        QCOMPARE(pictures[2]->pixels.size(), qsizetype(61 * 79 * 4));
        QVERIFY(!pictures[3].ok());
        QVERIFY(pictures[4].ok());
        QVERIFY(showsTheSquare(*pictures[4]));
        QVERIFY(pictures[5].ok());
        QCOMPARE(QSize(pictures[5]->width, pictures[5]->height), QSize(30, 40));
        QCOMPARE(pictures[5]->pixels.size(), qsizetype(30 * 40 * 4));
        QVERIFY(!pictures[6].ok()); // beyond the page
    }

    void aDrawingThatWasCancelledIsNotTakenForTheNext() {
        const auto picture = really([&] { return drawAfterCancelling(m_pool.get()); });
        QVERIFY(picture && picture->ok());
        QVERIFY(showsTheSquare(picture->value()));
    }

    void aDocumentIsDrawnAfterItWasRead_data() {
        QTest::addColumn<int>("pagesRead");
        QTest::newRow("a page, the rest left") << 1;
        QTest::newRow("all pages") << 21;
    }
    void aDocumentIsDrawnAfterItWasRead() {
        QFETCH(int, pagesRead);
        const auto picture = really([&] { return drawAfterReading(m_pool.get(), pagesRead); });
        QVERIFY(picture);
        QVERIFY2(picture->ok(), qPrintable(picture->ok() ? QString() : picture->error().text()));
        QCOMPARE(pixel(picture->value(), 3, 3), 0xffffffffU);
    }

    void whenTheWorkerIsKilledTheInnocentOneIsDrawnAllTheSame() {
        std::optional<Result<Picture>> guilty;
        std::optional<Result<Picture>> innocent;
        really([&] { return drawAndKill(m_pool.get(), &guilty, &innocent); });
        QVERIFY(guilty && innocent);
        QVERIFY(!guilty->ok());
        QCOMPARE(code(guilty->error().kind), code(ErrorKind::Crashed));
        QVERIFY2(innocent->ok(), qPrintable(innocent->ok() ? QString() : innocent->error().text()));
        QVERIFY(showsTheSquare(innocent->value()));
    }

    void withoutAFileItIsAnErrorOfItsOwn() {
        QString withoutFile;
        Reading other;
        really([&] { return openWithoutFile(m_pool.get(), &withoutFile, &other); });
        QVERIFY2(withoutFile.contains(QStringLiteral("without.txt")), qPrintable(withoutFile));
        QVERIFY2(other.isWhole(1), qPrintable(other.errorText()));
        QCOMPARE(other.pages[0].page->text, QStringLiteral("the other one's text"));
    }

private:
    Reading readNow(GivenFile document) {
        return really([&] { return read(m_pool.get(), document); });
    }

    std::unique_ptr<WorkerPool> m_pool;
};

DOCCHAT_TEST(SessionTest)
#include "session_test.moc"
