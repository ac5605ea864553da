#include "ingest/pipeline.h"

#include "base/paths.h"
#include "base/words.h"
#include "index/documents.h"
#include "index/journal.h"
#include "index/vectors.h"
#include "index/versions.h"
#include "ingest/beginning.h"
#include "ingest/journalled.h"
#include "ingest/keptfiles.h"
#include "ingest/open.h"
#include "ingest/opendocument.h"
#include "ingest/stages.h"

#include <QFileInfo>

namespace docchat::ingest {

using async::Task;

namespace {

constexpr auto cleanupGrace = std::chrono::seconds(20);
constexpr auto claimPoll = std::chrono::milliseconds(20);
constexpr qsizetype mostOfAFile = 10'000; // attachments, of mails in mails too

/// The right to read some bytes, or what lies at some place: two jobs for the same must not undo each other.
class Claim {
public:
    Claim(QSet<QByteArray> *beingRead, QByteArray what) : m_beingRead(beingRead), m_what(std::move(what)) {
        m_beingRead->insert(m_what);
    }
    ~Claim() { m_beingRead->remove(m_what); }
    Claim(const Claim &) = delete;
    Claim &operator=(const Claim &) = delete;

private:
    QSet<QByteArray> *m_beingRead;
    QByteArray m_what;
};

QByteArray placeOf(const Source &source) {
    return "place " + QFileInfo(source.path).absoluteFilePath().toUtf8() + '\0' + source.part.toUtf8();
}

/// "1, 3–7, 12"
QString ranges(const QList<int> &numbers) {
    QStringList parts;
    for (qsizetype first = 0; first < numbers.size();) {
        auto last = first;
        while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1)
            ++last;
        parts += first == last ? QString::number(numbers[first])
                               : QStringLiteral("%1–%2").arg(numbers[first]).arg(numbers[last]);
        first = last + 1;
    }
    return parts.join(QStringLiteral(", "));
}

QString recogniseHint() {
    return Words::tr("Read it with OCR");
}

Error noText(const QString &name, const QList<int> &scanned) {
    if (scanned.isEmpty())
        return {ErrorKind::NoText, Words::tr("%1: no text is in it").arg(name),
                Words::tr("Check that it is the right file")};
    return {ErrorKind::NoText, Words::tr("%1: no text, its pages are scans or pictures").arg(name),
            recogniseHint()};
}

/// Of a document with text beside its scanned pages.
std::optional<Error> scannedPages(const QString &name, const QList<int> &scanned) {
    if (scanned.isEmpty())
        return std::nullopt;
    const auto words = scanned.size() == 1 ? Words::tr("%1: page %2 is a scan or a picture, without text")
                                           : Words::tr("%1: pages %2 are scans or pictures, without text");
    return Error{ErrorKind::NoText, words.arg(name, ranges(scanned)), recogniseHint()};
}

/// A few pictures are what books have; more would be silently missing text.
bool isPartial(qsizetype scanned, int pages) {
    return scanned * 10 > pages;
}

/// What to keep of a file that failed: its name and the reason, so that the library can show it and offer
/// Retry; or what there is of it from before.
Task<DocumentId> keepFailed(index::Store *store, Document document, Error error) {
    const auto id = co_await store->write([document, error](index::Database &database) {
        if (const auto before = staysIfFailed(database, document)) {
            index::removeVersions(database, before);
            return before;
        }
        const auto there = index::documentAt(database, document);
        const auto added = index::replaceDocument(database, document);
        index::replaceHomeless(database, there, added);
        index::setState(database, added, DocumentState::Failed, &error);
        return added;
    });
    co_return id.ok() ? *id : DocumentId(0);
}

Task<Ingested> failed(Tools tools, Document document, Error error) {
    if (error.kind == ErrorKind::Disk) // the library itself cannot be written
        co_return Ingested{Ingested::Outcome::Failed, 0, std::move(error)};
    const auto id =
        co_await async::shielded(cleanupGrace, keepFailed(tools.store, std::move(document), error));
    co_return Ingested{Ingested::Outcome::Failed, id, std::move(error)};
}

/// Everything of a document that is already there and whole, or nothing.
Task<std::optional<Ingested>> known(Tools tools, Document file, Report report) {
    const auto found = valueOrThrow(co_await tools.store->read(
        [sha = file.sha256](index::Database &database) { return index::findDocument(database, sha); }));
    if (!found || (found->state != DocumentState::Ready && found->code != code(ErrorKind::Provider)))
        co_return std::nullopt;
    if (file.parent == 0) {
        valueOrThrow(
            co_await tools.store->write([id = found->id, path = file.path](index::Database &database) {
                Document file;
                file.path = path;
                const auto there = index::documentAt(database, file);
                index::addLocation(database, id, path);
                index::replaceHomeless(database, there, id);
                return Done{};
            }));
    }
    int missing = 0;
    if (tools.embedder) {
        missing = valueOrThrow(co_await tools.store->read(
            [id = found->id, model = tools.embedder->model()](index::Database &database) {
                return index::countWithoutVector(database, id, model);
            }));
    }
    if (missing == 0 && found->state == DocumentState::Ready)
        co_return Ingested{Ingested::Outcome::Unchanged, found->id, std::nullopt};

    Pipeline pipeline(tools, found->id, nullptr, std::move(report));
    if (missing > 0)
        co_await pipeline.runEmbedding();
    const auto error = pipeline.embedError();
    valueOrThrow(co_await tools.store->write([id = found->id, error](index::Database &database) {
        index::setState(database, id, error ? DocumentState::Partial : DocumentState::Ready,
                        error ? &*error : nullptr);
        return Done{};
    }));
    co_return Ingested{error ? Ingested::Outcome::Partial : Ingested::Outcome::Ready, found->id, error};
}

Task<void> removeBegun(index::Store *store, Document file, Beginning beginning, bool isCancelled) {
    std::ignore = co_await store->write([=](index::Database &database) {
        takeBack(database, file, beginning, isCancelled);
        return Done{};
    });
}

/// Runs the pipeline; on error, and when the person cancels it, what was begun is taken out again before
/// anything else happens. Cut off by the end of the program it stays, to go on at the next start. False: what
/// is there from the last time is of no use, and was left alone.
Task<bool> runOrRemove(Pipeline *pipeline, Tools tools, Document file, Beginning beginning) {
    std::exception_ptr error;
    bool isCancelled = false;
    bool stays = false;
    try {
        co_await pipeline->run();
    } catch (async::Cancelled) {
        error = std::current_exception();
        isCancelled = true;
        stays = tools.stays && tools.stays();
    } catch (...) {
        error = std::current_exception();
    }
    if (!error)
        co_return true;
    if (pipeline->isOther() && !isCancelled)
        co_return false;
    if (!stays)
        co_await async::shielded(
            cleanupGrace, removeBegun(tools.store, std::move(file), std::move(beginning), isCancelled));
    std::rethrow_exception(error);
}

/// What a mail says is attached to it. A mail of mails can name very many, so what one file gives is bounded.
std::vector<Source> attachmentsOf(const Document &mail, const document::OpenedReply &info, MailFile *file) {
    std::vector<Source> sources;
    for (const auto &attachment : info.attachments) {
        Source source;
        source.path = mail.path;
        source.name = attachment.name;
        source.part = mail.part.isEmpty() ? attachment.part : mail.part + QLatin1Char('/') + attachment.part;
        source.within = mail.name;
        source.parent = mail.id;
        if (file->attachments < mostOfAFile && document::isPartPath(source.part)) {
            sources.push_back(std::move(source));
            ++file->attachments;
        }
    }
    return sources;
}

std::optional<Error> leftOut(const Document &mail, const document::OpenedReply &info, size_t taken) {
    if (size_t(info.attachments.size()) == taken)
        return std::nullopt;
    return Error{ErrorKind::TooLarge,
                 Words::tr("%1: %2 of its attachments are too many or lie too deep")
                     .arg(mail.name)
                     .arg(size_t(info.attachments.size()) - taken),
                 Words::tr("Save them from the mail and add those")};
}

std::vector<index::JournalEntry> entriesOf(const std::vector<Source> &sources, const ReadWishes &wishes) {
    std::vector<index::JournalEntry> entries;
    for (const auto &source : sources)
        entries.push_back(entryOf(source, wishes));
    return entries;
}

/// Of a mail that is in the library already: what is missing of them is read.
Task<void> addAttachments(Tools tools, Document file, MailFile *mail, ReadWishes wishes, Ingested *known) {
    const auto found = valueOrThrow(co_await tools.store->read(
        [id = known->document](index::Database &database) { return index::findDocument(database, id); }));
    if (!found || found->kind != DocumentKind::Mail)
        co_return;
    file.id = found->id;
    const auto opened = co_await openDocument(tools, file, mail->opened.descriptor.duplicate(), {});
    if (!opened.ok())
        co_return;
    auto attachments = attachmentsOf(file, opened->session->info(), mail);
    valueOrThrow(
        co_await tools.store->write([entries = entriesOf(attachments, wishes)](index::Database &database) {
            index::enqueue(database, entries);
            return Done{};
        }));
    known->attachments = std::move(attachments);
}

/// The document is whole, in the place of the one before it. It is never whole without what is attached to
/// it.
void finish(index::Database &database, const Document &file, const Beginning &beginning, bool whole,
            const std::optional<Error> &error, const std::vector<index::JournalEntry> &attachments) {
    if (beginning.before != 0)
        index::replaceByVersion(database, beginning.document, file);
    if (beginning.isChanged) {
        QStringList parts;
        for (const auto &entry : attachments)
            parts += entry.part;
        index::removeAttachmentsBut(database, beginning.document, parts);
    }
    index::setState(database, beginning.document, whole ? DocumentState::Ready : DocumentState::Partial,
                    error ? &*error : nullptr);
    index::enqueue(database, attachments);
}

/// Nothing: what was there from the last time is of no use, as `refused` says the next time.
Task<std::optional<Ingested>> readOnce(Tools tools, Document file, MailFile *mail, ReadWishes wishes,
                                       Report report, int refused) {
    auto opened = co_await openDocument(tools, file, mail->opened.descriptor.duplicate(), wishes);
    if (!opened.ok())
        co_return co_await failed(tools, std::move(file), opened.error());

    auto info = opened->session->info();
    info.kind = opened->kind;
    const BeginningWishes how{wishes.recognise || tools.alwaysRecognise, refused};
    const auto beginning = valueOrThrow(co_await tools.store->write(
        [=](index::Database &database) { return begin(database, file, info, how); }));
    file.id = beginning.document;
    report.opened(beginning.shown());
    if (beginning.before != 0)
        report.replaces(beginning.before, beginning.keepsBefore);
    Pipeline pipeline(tools, file.id, std::move(opened->session), std::move(report), beginning.earlier);
    std::optional<Error> fileError;
    bool isOther = false;
    try {
        isOther = !co_await runOrRemove(&pipeline, tools, file, beginning);
    } catch (const async::FailedResult<Error> &failure) {
        fileError = failure.error;
    }
    if (isOther)
        co_return std::nullopt;
    if (!fileError && !pipeline.hasText())
        fileError = pipeline.pageError().value_or(noText(file.name, pipeline.scanned()));
    if (fileError)
        co_return co_await failed(tools, std::move(file), std::move(*fileError));

    auto attachments = attachmentsOf(file, info, mail);
    auto error = pipeline.pageError() ? pipeline.pageError() : leftOut(file, info, attachments.size());
    if (!error)
        error = pipeline.embedError();
    const bool whole = !error && !isPartial(pipeline.scanned().size(), info.pages);
    if (!error)
        error = scannedPages(file.name, pipeline.scanned());
    // What is whole is kept: a cancel comes too late for it.
    auto setWhole =
        tools.store->write([=, entries = entriesOf(attachments, wishes)](index::Database &database) {
            finish(database, file, beginning, whole, error, entries);
            return Done{};
        });
    valueOrThrow(co_await async::shielded(cleanupGrace, std::move(setWhole)));
    co_return Ingested{whole ? Ingested::Outcome::Ready : Ingested::Outcome::Partial, file.id, error,
                       std::move(attachments)};
}

Task<Ingested> readOrAnew(Tools tools, Document file, MailFile *mail, ReadWishes wishes, Report report) {
    for (int refused = 0;; ++refused) {
        if (auto ingested = co_await readOnce(tools, file, mail, wishes, report, refused))
            co_return std::move(*ingested);
    }
}

/// A reader may also die of something else, so the file gets a second one; and be stopped together with the
/// others, so one whose reader was silent gets one that was started since.
int readersFor(const Ingested &ingested) {
    if (ingested.outcome != Ingested::Outcome::Failed || !ingested.error)
        return 1;
    const auto &error = *ingested.error;
    const bool wasSilent = error.kind == ErrorKind::TimedOut && error.transient;
    return wasSilent ? 3 : error.kind == ErrorKind::Crashed ? 2 : 1;
}

Task<Ingested> readNew(Tools tools, Document file, MailFile *mail, ReadWishes wishes, Report report) {
    for (int readers = 1;; ++readers) {
        auto ingested = co_await readOrAnew(tools, file, mail, wishes, report);
        if (readers >= readersFor(ingested))
            co_return ingested;
    }
}

Task<Ingested> readOrKnow(Tools tools, Document file, MailFile *mail, ReadWishes wishes, Report report) {
    if (!wishes.recognise) {
        if (auto there = co_await known(tools, file, report)) {
            co_await addAttachments(tools, std::move(file), mail, std::move(wishes), &*there);
            co_return std::move(*there);
        }
    }
    co_return co_await readNew(tools, std::move(file), mail, std::move(wishes), std::move(report));
}

Document documentOf(const Source &source, const QByteArray &fileSha256) {
    Document document;
    document.sha256 = source.isAttachment() ? attachmentSha256(fileSha256, source.part) : fileSha256;
    document.name = source.name;
    document.path = QFileInfo(source.path).absoluteFilePath();
    document.addedAt = QDateTime::currentDateTime();
    document.part = source.part;
    document.within = source.within;
    return document;
}

/// The mail that an attachment belongs to as the library knows it; 0: there is none, or another lies there
/// now.
DocumentId parentIn(index::Database &database, const Document &attachment, DocumentId given,
                    const QByteArray &fileSha256) {
    if (const auto there = index::findDocument(database, attachment.sha256))
        return there->parent;
    const auto mail = index::findDocument(database, given);
    const auto expected =
        mail && !mail->part.isEmpty() ? attachmentSha256(fileSha256, mail->part) : fileSha256;
    if (mail && mail->sha256 == expected)
        return given;
    const auto replaced = mail ? std::nullopt : index::findDocument(database, fileSha256);
    return replaced && attachment.part.toInt() > 0 ? replaced->id : 0; // the mail was read again meanwhile
}

Error notAttached(const Document &file) {
    return {ErrorKind::Missing, Words::tr("%1 is no longer in %2").arg(file.name, file.within),
            Words::tr("Add %1 again").arg(file.within)};
}

} // namespace

Source::Source(const QString &file) : path(file), name(shownName(file)) {}

Task<Ingested> ingest(Tools tools, Source source, ReadWishes wishes, Report report,
                      std::shared_ptr<MailFile> mail) {
    report.progress({Stage::Open, 0, 1});
    const auto place = placeOf(source);
    while (tools.beingRead->contains(place)) // another job reads what lies there: it is waited for
        co_await async::sleepFor(claimPoll);
    const Claim claimOfPlace(tools.beingRead, place);
    if (!mail) {
        auto opened = co_await openFileOrKept(tools.store, source.path);
        if (!opened.ok())
            co_return Ingested{Ingested::Outcome::Failed, 0, opened.error()};
        mail = std::make_shared<MailFile>(std::move(*opened));
    }
    report.progress({Stage::Open, 1, 1});

    auto file = documentOf(source, mail->opened.sha256);
    while (tools.beingRead->contains(file.sha256)) // another job reads these very bytes: it is waited for
        co_await async::sleepFor(claimPoll);
    const Claim claim(tools.beingRead, file.sha256);
    std::optional<Error> libraryError;
    try {
        if (source.isAttachment())
            file.parent = valueOrThrow(co_await tools.store->read(
                [file, given = source.parent, sha = mail->opened.sha256](index::Database &database) {
                    return parentIn(database, file, given, sha);
                }));
        if (source.isAttachment() && file.parent == 0)
            co_return Ingested{Ingested::Outcome::Failed, 0, notAttached(file)};
        auto ingested = co_await readOrKnow(tools, file, mail.get(), std::move(wishes), std::move(report));
        if (!ingested.attachments.empty())
            ingested.mail = std::move(mail);
        co_return ingested;
    } catch (const async::FailedResult<Error> &failure) {
        libraryError = failure.error;
    }
    co_return Ingested{Ingested::Outcome::Failed, 0, libraryError};
}

} // namespace docchat::ingest
