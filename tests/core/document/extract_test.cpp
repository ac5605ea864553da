#include "documenttest.h"
#include "oldofficetest.h"

using namespace Qt::StringLiterals;
using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;
using async::Task;

namespace {

QByteArray mailWithOld(const QByteArray &oldFile) {
    return "Subject: Costs\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=X\n\n"
           "--X\nContent-Type: application/msword\nContent-Disposition: attachment; filename=\"old.doc\"\n"
           "Content-Transfer-Encoding: base64\n\n" +
           oldFile.toBase64() + "\n--X--\n";
}

/// What a worker gives of the attachment to a mail, or of the file itself.
struct Given {
    OpenedReply info;
    std::optional<Error> error;
    QByteArray bytes;
};

QByteArray contentOf(const Descriptor &file) {
    QFile open;
    return open.open(file.get(), QIODevice::ReadOnly) ? open.readAll() : QByteArray();
}

/// `isKilled`: the worker, after it has opened the file.
Task<Given> extracted(WorkerPool *pool, QByteArray bytes, QString name, QString part, bool isKilled = false) {
    OpenRequest request{name, {}};
    request.tellOldOffice = true;
    request.part = part;
    request.mailName = u"letter.eml"_s;
    auto session = co_await Session::open(pool, WorkerRole::Read, fileOf(bytes), request, {});
    if (!session.ok())
        co_return Given{{}, session.error(), {}};
    if (isKilled) {
        const auto worker = pool->worker(WorkerRole::Read);
        worker->kill();
        co_await until([worker] { return !worker->alive(); });
    }
    const auto file = co_await (*session)->extract();
    Given given{(*session)->info(), {}, {}};
    if (file.ok())
        given.bytes = contentOf(*file);
    else
        given.error = file.error();
    co_return given;
}

} // namespace

/// An attachment that LibreOffice is to convert leaves the worker as bytes.
class ExtractTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QCOMPARE(childProcesses().size(), size_t(0)); }

    void theAttachmentIsGivenAsItIs_data() {
        QTest::addColumn<int>("more");
        QTest::newRow("small") << 0;
        QTest::newRow("of no whole page") << 5'001;
        QTest::newRow("larger than a frame") << 3'000'000;
    }
    void theAttachmentIsGivenAsItIs() {
        STARTS_A_PROCESS();
        QFETCH(int, more);
        WorkerPool pool(parserProgram(), 1);
        const auto word = compoundFile(u"WordDocument", QByteArray(more, '\7') + "end");
        const auto given = really([&] { return extracted(&pool, mailWithOld(word), u"old.doc"_s, u"1"_s); });
        QVERIFY2(!given.error, given.error ? qPrintable(given.error->text()) : "");
        QCOMPARE(given.info.kind, DocumentKind::Doc);
        QCOMPARE(given.info.attachedBytes, word.size());
        QVERIFY(given.bytes == word);
    }

    void nothingElseIsGiven_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::newRow("an old file of its own") << compoundFile(u"WordDocument") << u"old.doc"_s;
        QTest::newRow("a text") << QByteArray("some words") << u"a.txt"_s;
        QTest::newRow("the mail") << mailWithOld(compoundFile(u"WordDocument")) << u"letter.eml"_s;
    }
    void nothingElseIsGiven() {
        STARTS_A_PROCESS();
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        WorkerPool pool(parserProgram(), 1);
        const auto given = really([&] { return extracted(&pool, bytes, name, {}); });
        QVERIFY(given.error);
        QVERIFY(given.bytes.isEmpty());
    }

    void whenItsWorkerDiesMeanwhileAnotherOneGivesIt() {
        STARTS_A_PROCESS();
        WorkerPool pool(parserProgram(), 1);
        const auto word = compoundFile(u"WordDocument", "end");
        const auto given =
            really([&] { return extracted(&pool, mailWithOld(word), u"old.doc"_s, u"1"_s, true); });
        QVERIFY2(!given.error, given.error ? qPrintable(given.error->text()) : "");
        QVERIFY(given.bytes == word);
    }

    void aWorkerThatLiesAboutItsSizeGetsNoMemory() {
        STARTS_A_PROCESS();
        const QTemporaryDir folder;
        const auto write = [&](const QString &name, const QByteArray &content) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
        };
        const OpenedReply lie{DocumentKind::Doc, 0, {}, {}, {}, qint64(1) << 50};
        QVERIFY(write(u"reply"_s, encodeFrame({FrameType::Opened, 1, encode(lie)})));
        QVERIFY(write(u"worker"_s, "#!/bin/sh\n/bin/cat " + QFile::encodeName(folder.filePath(u"reply"_s)) +
                                       " >&3; exec /bin/sleep 600\n"));
        QFile::setPermissions(folder.filePath(u"worker"_s), QFile::ReadOwner | QFile::ExeOwner);
        WorkerPool pool(folder.filePath(u"worker"_s), 1);
        const auto given = really([&] { return extracted(&pool, "words", u"old.doc"_s, u"1"_s); });
        QVERIFY(given.error);
        QCOMPARE(code(given.error->kind), code(ErrorKind::Crashed));
        QVERIFY(given.error->message.contains(u"old.doc"));
    }
};

DOCCHAT_TEST(ExtractTest)
#include "extract_test.moc"
