#include "document/workerpool.h"

#include "../documenttest.h"
#include "../readers/odflocktest.h"

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;
using async::Task;

namespace {

constexpr qsizetype shownBytes = 200; // an error, where it is one

const QStringList withoutFences{QStringLiteral("--without-landlock"), QStringLiteral("--without-seccomp")};

/// All that a worker says of a document: its error, or the words, boxes and labels of every page, and a
/// picture of the first.
Task<QByteArray> everythingOf(WorkerPool *pool, GivenFile file) {
    QByteArray all;
    Reading reading;
    co_await readInto(pool, file, &reading);
    all += reading.errorText().toUtf8() + reading.info.origin.title.toUtf8();
    for (const auto &result : reading.pages) {
        if (result.page)
            all += encode(PagePart{*result.page, false});
    }
    auto session = co_await openIn(pool, file, WorkerRole::Render);
    if (session.ok() && !(*session)->info().sizes.isEmpty()) {
        const auto picture = co_await (*session)->render(1, 300, 400);
        all += picture.ok() ? picture->pixels : picture.error().text().toUtf8();
    }
    co_return all;
}

GivenFile fileAt(const QString &path) {
    QFile file(path);
    const auto password = [&] {
        if (path.contains(QStringLiteral("_passtika")))
            return QStringLiteral("tika");
        if (path.endsWith(QStringLiteral("/issue15893_reduced.pdf")))
            return QStringLiteral("test");
        if (path.endsWith(QStringLiteral("/issue3371.pdf")))
            return QStringLiteral("ELXRTQWS");
        return path.endsWith(QStringLiteral("/bug1782186.pdf")) ? QStringLiteral("Hello") : QString();
    }();
    return {file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray(), QFileInfo(path).fileName(),
            password};
}

} // namespace

class ParityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFencesTakeNothingAway_data() {
        NEEDS_SHARED_DATA();
        QTest::addColumn<QString>("path");
        for (const auto *folder : {"/pdf", "/office"}) {
            const QDir files(sharedData() + QLatin1StringView(folder));
            for (const auto &name : files.entryList(QDir::Files))
                QTest::newRow(qPrintable(name)) << files.filePath(name);
        }
    }
    void theFencesTakeNothingAway() {
        STARTS_A_PROCESS();
        QFETCH(QString, path);
#ifdef DOCCHAT_SANITIZED
        if (path.contains(QStringLiteral("bomb")))
            QSKIP("skipped: sanitizers leave the limit of addresses out, and it ends by its time");
#endif
        auto file = fileAt(path);
        file.unfenced = true;
        file.limits.withoutFrame = 5min; // a slow machine has nothing to do with fences
        WorkerPool fenced(parserProgram(), 1);
        WorkerPool open(parserProgram(), 1, withoutFences);
        const auto inside = really([&] { return everythingOf(&fenced, file); });
        const auto outside = really([&] { return everythingOf(&open, file); });
        QVERIFY(!inside.isEmpty());
        QVERIFY2(inside == outside, qPrintable(QStringLiteral("%1 and %2 bytes: %3; %4")
                                                   .arg(inside.size())
                                                   .arg(outside.size())
                                                   .arg(QString::fromUtf8(inside.left(shownBytes)),
                                                        QString::fromUtf8(outside.left(shownBytes)))));
        QVERIFY(!open.protections().contains(QStringLiteral("seccomp")));
        QVERIFY(fenced.protections().contains(QStringLiteral("seccomp")));
    }

    void lockedDocumentsOpenBehindTheFences_data() {
        QVERIFY(loadBlowfish());
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char *name, const QByteArray &bytes) { QTest::newRow(name) << bytes; };
        const auto password = QStringLiteral("secret");
        const QByteArray body("<text:p>some words</text:p>");
        const auto document = odfOf("text", body);
        row("Office, agile", lockedAgile(document, password).file());
        row("Office, standard", lockedStandard(document, password).file());
        row("OpenDocument, AES", lockedOdf("text", body, password));
        row("OpenDocument, Blowfish", lockedOdf("text", body, password, blowfish()));
        row("OpenDocument, in one", lockedWholeOdf("text", document, password));
    }
    void lockedDocumentsOpenBehindTheFences() {
        STARTS_A_PROCESS();
        QFETCH(QByteArray, bytes);
        WorkerPool pool(parserProgram(), 1);
        const auto reading =
            really([&] { return read(&pool, {bytes, QStringLiteral("a.odt"), QStringLiteral("secret")}); });
        QVERIFY2(reading.isWhole(1), qPrintable(reading.errorText()));
        QCOMPARE(reading.pages.front().page->text, QStringLiteral("some words"));
        const auto locked = really([&] { return read(&pool, {bytes, QStringLiteral("a.odt")}); });
        QCOMPARE(locked.errorCode(), code(ErrorKind::Password));
        QVERIFY2(locked.errorText().contains(QStringLiteral("Unlock")), qPrintable(locked.errorText()));
        QVERIFY(pool.protections().contains(QStringLiteral("seccomp")));
    }

    void withoutAnyFenceADocumentIsRefused() {
        STARTS_A_PROCESS();
        WorkerPool pool(parserProgram(), 1, withoutFences);
        const GivenFile file{"some words", QStringLiteral("a.txt")};
        const auto refused = really([&] { return read(&pool, file); });
        QCOMPARE(refused.errorCode(), code(ErrorKind::Unsupported));
        QVERIFY2(refused.errorText().contains(QStringLiteral("fence")), qPrintable(refused.errorText()));
        auto allowed = file;
        allowed.unfenced = true;
        QVERIFY(really([&] { return read(&pool, allowed); }).isWhole(1));
    }

    void oneFenceIsEnough_data() {
        QTest::addColumn<QString>("without");
        QTest::newRow("seccomp") << QStringLiteral("--without-landlock");
        QTest::newRow("Landlock") << QStringLiteral("--without-seccomp");
    }
    void oneFenceIsEnough() {
        STARTS_A_PROCESS();
        QFETCH(QString, without);
        WorkerPool pool(parserProgram(), 1, {without});
        const auto reading = really([&] { return read(&pool, {"some words", QStringLiteral("a.txt")}); });
        QVERIFY2(reading.isWhole(1), qPrintable(reading.errorText()));
    }
};

DOCCHAT_TEST(ParityTest)
#include "parity_test.moc"
