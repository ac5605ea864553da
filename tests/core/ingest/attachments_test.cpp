#include "../document/handmadepdf.h"
#include "mailtest.h"

#include "ingest/open.h"

using namespace docchat;
using namespace docchat::ingest;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using async::Task;
using State = Job::State;

namespace {

QByteArray pdfAbout(const QByteArray &word) {
    return handmadePdf({textAt(72, 700, 12, "This page is about " + word + ".")});
}

/// A PDF, a damaged DOCX, and a mail with a note of its own.
QByteArray letter() {
    return mailWith(
        attached("report.pdf", pdfAbout("steel")) + attached("broken.docx", "PK\3\4 and no more") +
        attached("inner.eml", mailWith(attached("note.txt", "A note about zeppelins.\n"), "Inner")));
}

/// Cancels a mail's job as soon as its document is there.
Task<std::map<JobId, Job>> cancelOpened(Tools tools, QString path) {
    Jobs jobs(tools);
    QObject::connect(&jobs, &Jobs::jobChanged, &jobs, [&jobs](int id) {
        if (jobs.find(id)->result.document != 0 && !jobs.find(id)->cancelling)
            jobs.cancel(id);
    });
    jobs.add(path);
    co_await until([&] { return jobs.running() == 0; });
    auto ended = jobs.all();
    co_await jobs.shutdown(20s);
    co_return ended;
}

/// Removes the mail while what is attached to it is read.
Task<std::map<JobId, Job>> removeWhileReading(Tools tools, QString path) {
    Jobs jobs(tools, 1);
    const auto mail = co_await jobs.finished(jobs.add(path));
    const QList<DocumentId> family{mail.result.document};
    jobs.cancelOf(family);
    std::ignore = co_await tools.store->write(
        [id = family.first()](index::Database &database) { return index::removeDocument(database, id); });
    co_await until([&] { return jobs.running() == 0; });
    auto ended = jobs.all();
    co_await jobs.shutdown(20s);
    co_return ended;
}

} // namespace

class AttachmentsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachIsADocumentWithAStateOfItsOwn() {
        Desk desk;
        const auto path = desk.write(u"letter.eml"_s, letter());
        const auto jobs = add(desk.offline(), path);
        QCOMPARE(statesOf(jobs),
                 u"broken.docx in letter.eml: failed damaged\ninner.eml in letter.eml: ready ok\n"
                 "letter.eml: ready ok\nnote.txt in inner.eml: ready ok\n"
                 "report.pdf in letter.eml: ready ok"_s);
        const auto library = desk.library();
        QCOMPARE(library.size(), 5);
        const auto &mail = library[0];
        const auto &pdf = library[1];
        QCOMPARE(pdf.name, u"report.pdf"_s);
        QCOMPARE(pdf.kind, DocumentKind::Pdf);
        QCOMPARE(pdf.parent, mail.id);
        QCOMPARE(pdf.path, path);
        QCOMPARE(pdf.sha256, attachmentSha256(mail.sha256, u"1"_s));
        QCOMPARE(library[2].state, DocumentState::Failed);
        QVERIFY(library[2].reason.startsWith(u"broken.docx: "_s) && !library[2].hint.isEmpty());
        QCOMPARE(library[4].part, u"3/1"_s);
        QCOMPARE(library[4].parent, library[3].id);
        QCOMPARE(desk.found(u"steel"_s).size(), 1);
        QCOMPARE(desk.found(u"zeppelins"_s), QStringList{u"A note about zeppelins."_s});
        QCOMPARE(desk.integrity(), QStringList());
    }

    void theSameMailIsUnchangedWithAllThatIsAttached() {
        Desk desk;
        const auto path = desk.write(u"letter.eml"_s, mailWith(attached("report.pdf", pdfAbout("steel"))));
        add(desk.offline(), path);
        const auto before = desk.library();
        QCOMPARE(statesOf(add(desk.offline(), path)),
                 u"letter.eml: unchanged ok\nreport.pdf in letter.eml: unchanged ok"_s);
        QCOMPARE(desk.library()[1].id, before[1].id);
    }

    void whatIsMissingIsReadWhenTheMailIsAddedAgain() {
        Desk desk;
        const auto path = desk.write(u"letter.eml"_s, mailWith(attached("a.txt", "About steel.\n") +
                                                               attached("b.txt", "About iron.\n")));
        add(desk.offline(), path);
        const auto removed = desk.library()[2].id;
        QVERIFY(*really([&] {
            return desk.store->write(
                [=](index::Database &database) { return index::removeDocument(database, removed); });
        }));
        QCOMPARE(statesOf(add(desk.offline(), path)),
                 u"a.txt in letter.eml: unchanged ok\n"
                 "b.txt in letter.eml: ready ok\nletter.eml: unchanged ok"_s);
        QCOMPARE(desk.library().size(), 3);
    }

    void oneIsReadAgainByItself() {
        Desk desk;
        const auto path = desk.write(u"letter.eml"_s, letter());
        const auto jobs = add(desk.offline(), path);
        const Source broken = jobs.at(u"broken.docx in letter.eml"_s);
        QCOMPARE(statesOf(add(desk.offline(), broken)), u"broken.docx in letter.eml: failed damaged"_s);
        QCOMPARE(desk.library().size(), 5);
        desk.write(u"letter.eml"_s, mailWith(attached("other.txt", "Another mail.\n")));
        const auto again = add(desk.offline(), broken);
        QCOMPARE(statesOf(again), u"broken.docx in letter.eml: failed missing"_s);
        QVERIFY(again.begin()->second.result.error->hint.contains(u"letter.eml"_s));
    }

    void whatTheMailIsReadWithGoesToItsAttachments() {
        Desk desk;
        const auto path = desk.write(u"letter.eml"_s, mailWith(attached("a.txt", "About steel.\n")));
        const auto jobs = really([&] {
            return endsOf(desk.offline(), {{path, {}}, {path, {.password = u"x"_s, .recognise = true}}});
        });
        QCOMPARE(statesOf(jobs), u"a.txt in letter.eml: ready ok\nletter.eml: ready ok"_s);
        QVERIFY(jobs.at(u"a.txt in letter.eml"_s).wishes.recognise);
        QVERIFY(jobs.at(u"a.txt in letter.eml"_s).wishes.password.isEmpty()); // forgotten at the end
        QCOMPARE(desk.library().size(), 2);
    }

    void aCancelledMailLeavesNothing() {
        Desk desk;
        const auto path = desk.write(u"letter.eml"_s, mailWith(attached("a.txt", "About steel.\n"), "steel"));
        const auto jobs = really([&] { return cancelOpened(desk.offline(), path); });
        QCOMPARE(jobs.size(), size_t(1));
        QCOMPARE(outcomeWord(jobs.begin()->second), u"cancelled"_s);
        QCOMPARE(desk.leftovers(), QStringList());
    }

    void removingTheMailEndsTheJobsOfItsAttachments() {
        Desk desk;
        const auto path = desk.write(u"letter.eml"_s, mailWith(attached("a.txt", textOf(200)) +
                                                               attached("b.txt", textOf(200, "iron"))));
        const auto jobs = really([&] { return removeWhileReading(desk.offline(), path); });
        QCOMPARE(jobs.size(), size_t(3));
        for (const auto &[id, job] : jobs)
            QCOMPARE(outcomeWord(job), job.isAttachment() ? u"cancelled"_s : u"ready"_s);
        QCOMPARE(desk.leftovers(), QStringList());
    }
};

DOCCHAT_TEST(AttachmentsTest)
#include "attachments_test.moc"
