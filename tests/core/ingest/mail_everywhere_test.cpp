#include "../document/oldofficetest.h"
#include "../document/readers/ziptest.h"
#include "everywheretest.h"
#include "mailtest.h"

#include "async/resource.h"

#include <QRegularExpression>

using namespace docchat;
using namespace docchat::ingest;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using async::Task;

namespace {

QByteArray docx() {
    return zipped({{"word/document.xml",
                    root("w:document", "<w:body><w:p><w:r><w:t>The third pier is of iron.</w:t></w:r></w:p>"
                                       "</w:body>")}});
}

/// A text, a file that cannot be read, one that LibreOffice converts, and a mail with a text of its own.
QByteArray letter() {
    return mailWith(attached("a.txt", textOf(2)) + attached("broken.docx", "PK\3\4 and no more") +
                    attached("report.doc", wordFileThat("copy", docx())) +
                    attached("inner.eml", mailWith(attached("b.txt", textOf(3)), "Inner")));
}

QByteArray note() {
    return mailWith(attached("a.txt", textOf(2)));
}

/// A library for a mail. It serves all runs.
struct MailLibrary : Library {
    TemporaryIn temporary{data.path()};
    document::OldOfficeConverter converter{{QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-parser"),
                                            QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-fakeoffice")}};
    std::map<QString, Document> whole; ///< as they are when nothing is cancelled
    bool ended = false;                ///< the run came to its end
    int tooLate = 0;                   ///< runs that were cut and had written all of them

    explicit MailLibrary(const QByteArray &mail) : Library(u"letter.eml"_s, mail) { online = false; }

    [[nodiscard]] Tools withOffice() {
        auto all = tools();
        all.oldOffice = &converter;
        all.libreOffice = true;
        all.unfenced = true; // where this kernel lacks a fence
        return all;
    }
    [[nodiscard]] QStringList homes() const {
        return QDir(data.path()).entryList({u"docchat-*"_s}, QDir::Dirs | QDir::Hidden);
    }
};

// ---- what is cut

/// Reads a source, and all that is attached to it at once.
Task<void> readFamily(MailLibrary *library, Source source, std::shared_ptr<MailFile> file) {
    const auto read = co_await ingest::ingest(library->withOffice(), source, {}, {}, std::move(file));
    co_await async::TaskGroup::run([&](async::TaskGroup &group) {
        for (const auto &attachment : read.attachments)
            group.spawn("attachment", readFamily, library, attachment, read.mail);
    });
}

Task<void> readMail(MailLibrary *library) {
    co_await readFamily(library, library->path, nullptr);
    library->ended = true;
}

Task<void> untilEnded(Jobs *jobs) {
    while (jobs->running() > 0)
        co_await async::sleepFor(1ms);
}

Task<void> endJobs(Jobs *jobs) {
    jobs->cancelAll();
    co_await untilEnded(jobs);
    co_await jobs->shutdown(20s);
}

/// As the program reads it: cancelled, its jobs are.
Task<void> readByJobs(MailLibrary *library) {
    Jobs jobs(library->withOffice());
    jobs.add(library->path);
    co_await async::withCleanup(untilEnded(&jobs), [&] { return endJobs(&jobs); }, 20s);
    library->ended = true;
}

// ---- what is looked at afterwards

/// Each of the documents is in the library as it is when nothing is cancelled, or not at all.
QByteArray halfWritten(MailLibrary &library) {
    QByteArray wrong;
    qint64 passages = 0;
    qint64 pages = 0;
    QSet<DocumentId> ids;
    for (const auto &document : library.library()) {
        const auto &expected = library.whole.at(document.name);
        if (document.state != expected.state || document.passages != expected.passages)
            wrong += document.name.toUtf8() + " is " + stateName(document.state).toUtf8() + " with " +
                     QByteArray::number(document.passages) + " passages; ";
        if (document.parent != 0 && !ids.contains(document.parent))
            wrong += document.name.toUtf8() + " is without its mail; ";
        ids += document.id;
        passages += document.passages;
        pages += document.passages > 0 ? document.pages : 0;
    }
    if (library.count("passage") != passages || library.count("page") != pages)
        wrong += "there is text of no document; ";
    if (!library.beingRead.isEmpty())
        wrong += "somebody is said to read it; ";
    if (ids.isEmpty() && !library.leftovers().isEmpty())
        wrong += "left in the library: " + library.leftovers().join(u' ').toUtf8() + "; ";
    return wrong;
}

/// All of it is read the next time, and leaves nothing when it is removed.
QByteArray wrongNextTime(MailLibrary &library) {
    async::run(async::withTimeout(60s, readMail(&library)));
    QByteArray wrong = halfWritten(library);
    if (library.library().size() != library.whole.size())
        wrong += "the next time some of it is missing; ";
    library.empty();
    if (const auto left = library.leftovers(); !left.isEmpty())
        wrong += "it cannot be removed: " + left.join(u' ').toUtf8() + "; ";
    const auto broken = library.change(index::checkIntegrity);
    return broken.isEmpty() ? wrong : wrong + broken.join(u' ').toUtf8() + "; ";
}

QByteArray whatIsWrong(MailLibrary &library) {
    auto wrong = stillBusy(library) + halfWritten(library);
    if (!library.ended && library.library().size() == library.whole.size())
        ++library.tooLate;
    if (!library.homes().isEmpty())
        wrong += "a folder of LibreOffice's is left; ";
    return wrong + wrongNextTime(library);
}

struct Row {
    const char *name;
    QByteArray (*mail)();
    Task<void> (*body)(MailLibrary *);
    int mostRuns = 20;
    async::Milliseconds delay{0}; ///< CutOptions::delay
};

const Row rows[] = {
    {.name = "a mail with a text", .mail = note, .body = readMail, .mostRuns = 200},
    {.name = "its jobs", .mail = note, .body = readByJobs, .mostRuns = 100},
    {.name = "a mail with all kinds", .mail = letter, .body = readMail},
    {.name = "the same, under way", .mail = letter, .body = readMail, .delay = 3ms},
    {.name = "its jobs, of all kinds", .mail = letter, .body = readByJobs},
};

} // namespace

/// A mail with attachments, read whole, cancelled at each point: also while the last of them is written.
class MailEverywhereTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cancelledAnywhereEachDocumentIsWholeOrNotThere_data() {
        QTest::addColumn<int>("row");
        for (int row = 0; row < int(std::size(rows)); ++row)
            QTest::newRow(rows[row].name) << row;
    }
    void cancelledAnywhereEachDocumentIsWholeOrNotThere() {
        STARTS_A_PROCESS();
        QFETCH(int, row);
        QTest::failOnWarning(QRegularExpression(u"."_s));
        const auto &scene = rows[row];
        MailLibrary library(scene.mail());
        const auto make = [&] {
            if (library.whole.empty()) {
                async::run(async::withTimeout(60s, readMail(&library)));
                for (const auto &document : library.library())
                    library.whole[document.name] = document;
                library.empty();
            }
            library.ended = false;
            return &library;
        };
        const auto report =
            cutEverywhere(scene.name, make, scene.body, whatIsWrong,
                          {.virtualTime = false, .mostRuns = scene.mostRuns, .delay = scene.delay});
        QCOMPARE(report.wrong, QByteArray());
        QVERIFY(report.checkpoints > 0 && report.suspensions > 0);
        if (scene.body == readMail && report.stride == 1)
            QVERIFY(library.tooLate > 0); // it was cut while the last one was being made whole
        const auto stateOf = [&](const QString &name) { return library.whole.at(name).state; };
        QCOMPARE(stateOf(u"a.txt"_s), DocumentState::Ready);
        if (scene.mail == letter) {
            QCOMPARE(library.whole.size(), size_t(6));
            QCOMPARE(stateOf(u"broken.docx"_s), DocumentState::Failed);
            QCOMPARE(stateOf(u"report.doc"_s), DocumentState::Ready);
        }
    }
};

DOCCHAT_TEST(MailEverywhereTest)
#include "mail_everywhere_test.moc"
