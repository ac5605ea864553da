#include "ingest/jobs.h"

#include "async/cancel.h"
#include "async/signal.h"
#include "async/sleep.h"
#include "base/words.h"
#include "index/versions.h"
#include "ingest/journalled.h"
#include "ingest/keptfiles.h"

#include <QFileInfo>

namespace docchat::ingest {

using async::Task;

namespace {

constexpr int mostAttempts = 3;
constexpr int suspectAttempts = 2;
constexpr auto journalGrace = std::chrono::seconds(20);
constexpr async::Milliseconds longestDiskPause(30'000);

QString asideHint() {
    return Words::tr("Retry; if it happens again, report it");
}

std::pair<QString, QString> placeOf(const Source &source) {
    return {source.path, source.part};
}

/// The library could not be written: nothing is wrong with the document, so the next start tries it again.
bool waitsForDisk(const Job &job) {
    return !job.cancelling && job.result.outcome == Ingested::Outcome::Failed && job.result.error &&
           job.result.error->kind == ErrorKind::Disk;
}

Error diedTooOften(const QString &name) {
    return {ErrorKind::Crashed,
            Words::tr("%1: DocChat ended %2 times while it was being read").arg(name).arg(mostAttempts),
            asideHint()};
}

} // namespace

QString outcomeWord(const Job &job) {
    if (job.state == Job::State::Cancelled)
        return QStringLiteral("cancelled");
    if (job.state == Job::State::Interrupted)
        return QStringLiteral("interrupted");
    if (job.state == Job::State::Paused)
        return QStringLiteral("paused");
    static constexpr QLatin1StringView words[] = {QLatin1StringView("ready"), QLatin1StringView("partial"),
                                                  QLatin1StringView("unchanged"),
                                                  QLatin1StringView("failed")};
    return words[int(job.result.outcome)];
}

QString outcomeCode(const Job &job) {
    if (!job.result.error || job.result.outcome == Ingested::Outcome::Ready)
        return QStringLiteral("ok");
    const auto kind = job.result.error->kind;
    const bool ofPages = kind != ErrorKind::Provider && kind != ErrorKind::NoText;
    if (job.result.outcome == Ingested::Outcome::Partial && ofPages)
        return QStringLiteral("page-failed");
    return code(kind);
}

Jobs::Jobs(Tools tools, int atOnce, QObject *parent)
    : QObject(parent)
    , m_tools(tools)
    , m_journal(tools.store)
    , m_atOnce(atOnce)
    , m_bulk(std::max(1, atOnce - (atOnce + 3) / 4)) {
    m_tools.beingRead = &m_beingRead;
}

Jobs::~Jobs() = default;

const Job *Jobs::find(JobId id) const {
    const auto found = m_jobs.find(id);
    return found == m_jobs.end() ? nullptr : &found->second;
}

int Jobs::running() const {
    return int(std::count_if(m_jobs.begin(), m_jobs.end(), [](const auto &entry) {
        const auto &job = entry.second;
        return !job.ended() || (job.state == Job::State::Paused && job.cancelling);
    }));
}

JobId Jobs::add(const Source &source, ReadWishes wishes, Lane lane) {
    Job job{source};
    job.path = QFileInfo(source.path).absoluteFilePath(); // the next start may lie in another folder
    job.wishes = std::move(wishes);
    m_journal.note(
        [entry = entryOf(job, job.wishes)](index::Database &database) { index::enqueue(database, {entry}); });
    return start(std::move(job), nullptr, lane);
}

JobId Jobs::start(Job job, std::shared_ptr<MailFile> mail, Lane lane) {
    const auto id = job.id = ++m_last;
    if (mail)
        m_mails.emplace(id, std::move(mail));
    launch(&m_jobs.emplace(id, std::move(job)).first->second, lane, &Jobs::jobAdded);
    return id;
}

void Jobs::launch(Job *job, Lane lane, void (Jobs::*told)(int)) {
    Ending ending(this, {job->id, true});
    job->embeds = m_tools.embedder != nullptr;
    job->begun = async::Loop::current()->now();
    ++m_wanted[placeOf(*job)];
    ending.get_deleter().hasLeft = false;
    if (lane == Lane::Bulk)
        m_bulkJobs += job->id;
    Q_EMIT(this->*told)(job->id);
    try {
        m_background.spawn("read document", &Jobs::run, this, std::move(ending));
    } catch (const std::exception &) { // it has ended, and the others begin
    }
}

/// One that does not go on by itself.
JobId Jobs::showWaiting(const index::JournalEntry &entry, Job::State state, Ingested result) {
    auto job = jobOf(entry);
    const auto id = job.id = ++m_last;
    job.state = state;
    job.result = std::move(result);
    m_jobs.emplace(id, std::move(job));
    Q_EMIT jobAdded(id);
    Q_EMIT jobEnded(id);
    return id;
}

JobId Jobs::showAside(const index::JournalEntry &entry, Error reason) {
    return showWaiting(entry, Job::State::Failed,
                       {Ingested::Outcome::Failed, entry.document, std::move(reason)});
}

Task<Result<Jobs::Resumed>> Jobs::resume() {
    auto entries = co_await m_tools.store->read(&index::unended);
    if (!entries.ok())
        co_return entries.error();
    Resumed resumed;
    std::vector<index::JournalEntry> unended;
    for (auto &entry : *entries) {
        using State = index::JournalEntry::State;
        if (entry.state == State::Aside) {
            showAside(entry, {errorKind(entry.code), entry.error, asideHint()});
        } else if (entry.state == State::Paused) {
            Ingested soFar;
            soFar.document = entry.document;
            showWaiting(entry, Job::State::Paused, std::move(soFar));
        } else if (entry.state == State::Running && entry.attempts >= mostAttempts) {
            const auto reason = entry.error.isEmpty() ? diedTooOften(entry.name)
                                                      : Error{errorKind(entry.code), entry.error,
                                                              asideHint()}; // it was thrown each time
            m_journal.note([=](index::Database &database) { index::setAside(database, entry, reason); });
            resumed.aside.push_back(showAside(entry, reason));
        } else {
            unended.push_back(std::move(entry));
        }
    }
    m_journal.note(&index::removeAbandonedVersions);
    if (const auto noted = co_await m_journal.written(); !noted.ok())
        co_return noted.error();
    co_await goOnWith(std::move(unended), &resumed);
    co_return resumed;
}

/// Files first. A mail's file is opened once for all that is attached to it; one that goes on itself brings
/// them.
Task<void> Jobs::goOnWith(std::vector<index::JournalEntry> entries, Resumed *resumed) {
    const auto lane = laneOf(qsizetype(entries.size()));
    std::map<QString, std::vector<index::JournalEntry>> attached;
    for (auto &entry : entries) {
        if (!entry.part.isEmpty())
            attached[entry.path].push_back(std::move(entry));
        else if (!m_wanted.contains({entry.path, {}})) // else it was added meanwhile
            resumed->goOn.push_back(start(jobOf(entry), nullptr, lane));
    }
    for (const auto &[path, attachments] : attached) {
        auto opened = co_await openFileOrKept(m_tools.store, path);
        const auto mail = opened.ok() ? std::make_shared<MailFile>(std::move(*opened)) : nullptr;
        for (const auto &entry : attachments) {
            if (!m_wanted.contains({path, {}}) && !m_wanted.contains({path, entry.part}))
                resumed->goOn.push_back(start(jobOf(entry), mail, lane));
        }
    }
}

void Jobs::cancel(JobId id) {
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end())
        return;
    auto &job = found->second;
    const bool isPaused = job.state == Job::State::Paused;
    if ((job.ended() && !isPaused) || (isPaused && job.cancelling))
        return;
    job.cancelling = true;
    if (const auto scope = m_scopes.find(id); scope != m_scopes.end())
        scope->second->cancel();
    if (isPaused)
        beginCancelPaused(&job);
    Q_EMIT jobChanged(id);
}

/// Where there is no memory for it, it stays paused, and can be cancelled once more.
void Jobs::beginCancelPaused(Job *job) {
    try {
        m_background.spawn("cancel what is paused", &Jobs::cancelPaused, this, job->id);
    } catch (const std::exception &) {
        job->cancelling = false;
    }
}

/// What there is of it goes, as with one that runs; not where another job reads the same file.
Task<void> Jobs::cancelPaused(JobId id) {
    const auto place = placeOf(m_jobs.at(id));
    try { // what can't be written is done by the next start
        if (!m_wanted.contains(place)) {
            m_journal.note(
                [place](index::Database &database) { index::takeBack(database, place.first, place.second); });
            std::ignore = co_await settleJournal();
        }
    } catch (const std::exception &) {
    }
    const auto found = m_jobs.find(id); // else it was dismissed meanwhile
    if (found == m_jobs.end())
        co_return;
    auto &job = found->second;
    job.state = Job::State::Cancelled;
    job.result.document = job.keepsBefore ? job.before : DocumentId(0);
    Q_EMIT jobEnded(id);
}

void Jobs::pause(JobId id) {
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end() || found->second.ended() || found->second.cancelling)
        return;
    found->second.pausing = true;
    if (const auto scope = m_scopes.find(id); scope != m_scopes.end())
        scope->second->cancel();
    Q_EMIT jobChanged(id);
}

void Jobs::pauseAll() {
    for (const auto &[id, job] : m_jobs)
        pause(id);
}

void Jobs::tryNow(JobId id) {
    if (const auto waits = m_waits.find(id); waits != m_waits.end())
        waits->second.end();
}

bool Jobs::goOn(JobId id, Lane lane) {
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end() || found->second.state != Job::State::Paused || found->second.cancelling)
        return false;
    auto &job = found->second;
    auto again = jobOf(entryOf(job, job.wishes));
    again.id = id;
    again.wishes.password = job.wishes.password;
    m_journal.note([entry = entryOf(again, again.wishes)](index::Database &database) {
        index::enqueue(database, {entry});
    });
    job = std::move(again);
    launch(&job, lane, &Jobs::jobChanged);
    return true;
}

void Jobs::cancelOf(const QList<DocumentId> &documents) {
    const QSet<DocumentId> those(documents.begin(), documents.end());
    for (const auto &[id, job] : m_jobs) {
        if (those.contains(job.result.document) || those.contains(job.parent))
            cancel(id);
    }
}

void Jobs::cancelAll() {
    for (const auto &[id, job] : m_jobs)
        cancel(id);
}

void Jobs::dismiss(JobId id) {
    if (const auto *job = find(id); job && job->ended())
        m_jobs.erase(id);
}

Report Jobs::reportOf(JobId id) {
    Report report;
    report.progress = [this, id](const StageProgress &progress) {
        auto &job = m_jobs.at(id);
        job.stages[size_t(progress.stage)] = progress;
        job.stage = std::max(job.stage, progress.stage);
        Q_EMIT jobChanged(id);
    };
    report.opened = [this, id](DocumentId document) {
        m_jobs.at(id).result.document = document;
        Q_EMIT jobChanged(id);
    };
    report.replaces = [this, id](DocumentId before, bool stays) {
        m_jobs.at(id).before = before;
        m_jobs.at(id).keepsBefore = stays;
    };
    report.waiting = [this, id](const QString &why) {
        auto &job = m_jobs.at(id);
        if (job.waiting == why)
            return;
        job.waiting = why;
        Q_EMIT jobChanged(id);
    };
    return report;
}

Task<void> Jobs::work(JobId id, async::Scope *scope, Places *places) {
    m_scopes[id] = scope;
    m_waits.try_emplace(id);
    auto &job = m_jobs.at(id);
    if (job.cancelling || job.pausing)
        scope->cancel();
    auto queued = co_await m_journal.written();
    for (int failures = 0; !queued.ok() && co_await afterDiskPause(&job, queued.error(), failures);
         ++failures) {
        m_journal.note([entry = entryOf(job, job.wishes)](index::Database &database) {
            index::enqueue(database, {entry});
        });
        queued = co_await m_journal.written();
    }
    if (!queued.ok()) {
        job.result = {Ingested::Outcome::Failed, 0, queued.error()};
        co_return;
    }
    if (job.attempts >= suspectAttempts)
        places->alone = co_await m_suspects.acquire();
    if (m_bulkJobs.contains(id))
        places->bulk = co_await m_bulk.acquire();
    places->one = co_await m_atOnce.acquire();
    co_await read(&job);
    for (int failures = 0; waitsForDisk(job) && co_await afterDiskPause(&job, *job.result.error, failures);
         ++failures) {
        job.stages = {};
        m_begun.remove(placeOf(job));
        m_journal.note([place = placeOf(job)](index::Database &database) { // which is not its fault
            index::putBack(database, place.first, place.second);
        });
        co_await read(&job);
    }
}

/// Waits for the time when it may be; false: nobody waits for that. The job keeps its place, so that no other
/// begins what could not be kept either.
Task<bool> Jobs::afterDiskPause(Job *job, Error error, int failures) {
    if (!m_diskPause || error.kind != ErrorKind::Disk || !error.transient)
        co_return false;
    job->waiting = Words::tr("Waiting for the disk: %1. It goes on by itself").arg(error.text());
    Q_EMIT jobChanged(job->id);
    const auto pause =
        std::min(*m_diskPause * (1 << std::min(failures, 8)), std::max(longestDiskPause, *m_diskPause));
    const auto until = async::Loop::current()->now() + pause;
    std::ignore = co_await async::cancellable([&](async::Scope &scope) -> Task<void> {
        const Waits::One wait(&m_waits.at(job->id), &scope, &until);
        co_await async::sleepFor(pause);
    });
    job->waiting.clear();
    job->result = {};
    co_return true;
}

Task<void> Jobs::read(Job *job) {
    job->state = Job::State::Running;
    Q_EMIT jobChanged(job->id);
    if (const auto place = placeOf(*job); !m_begun.contains(place)) { // several for the same are one attempt
        m_begun += place;
        m_journal.note([entry = entryOf(*job, job->wishes)](index::Database &database) {
            index::begin(database, entry);
        });
    }
    if (const auto begun = co_await m_journal.written(); !begun.ok()) {
        job->result = {Ingested::Outcome::Failed, 0, begun.error()};
        co_return;
    }
    auto tools = m_tools;
    tools.stays = [job] { return !job->cancelling; };
    tools.waits = &m_waits.at(job->id);
    const auto mail = m_mails.find(job->id);
    job->result = co_await ingest(tools, *job, job->wishes, reportOf(job->id),
                                  mail == m_mails.end() ? nullptr : mail->second);
    addAttachments(job);
}

/// They are in the journal since the mail is whole.
void Jobs::addAttachments(Job *mail) {
    const auto attachments = std::exchange(mail->result.attachments, {});
    const auto file = std::exchange(mail->result.mail, nullptr);
    const auto lane = m_bulkJobs.contains(mail->id) ? Lane::Bulk : laneOf(attachments.size());
    for (const auto &attachment : attachments) {
        if (mail->cancelling) {
            m_journal.note([place = placeOf(attachment)](index::Database &database) {
                index::end(database, place.first, place.second);
            });
            continue;
        }
        Job job{attachment};
        job.wishes = mail->wishes;
        job.goesOn = mail->goesOn;
        mail->attachments.push_back(start(std::move(job), file, lane));
    }
}

void Jobs::noteBroken(const Job &job, const Error &error) {
    m_journal.note([place = placeOf(job), error, attempts = job.attempts + 1](index::Database &database) {
        index::noteError(database, place.first, place.second, error, attempts); // however far it came
    });
}

/// Two jobs for the same share a row: the last of them ends it.
bool Jobs::leave(const std::pair<QString, QString> &place) {
    const auto wanted = m_wanted.find(place);
    if (wanted == m_wanted.end() || --*wanted > 0)
        return false;
    m_wanted.erase(wanted);
    m_begun.remove(place);
    return true;
}

Task<void> Jobs::writeEnd(std::pair<QString, QString> place, End end) {
    if (end == End::Broken) { // as if the program had died: the next start tries again, but not for ever
        std::ignore = co_await settleJournal();
        co_return;
    }
    static constexpr std::array writes{&index::end, &index::takeBack, &index::putBack, &index::pause};
    const auto write = [place, as = writes[size_t(end)]](index::Database &database) {
        as(database, place.first, place.second);
    };
    m_journal.note(write);
    const auto written = co_await settleJournal();
    if (!written.ok() && m_diskPause)
        m_background.spawn("write how a document ended", &Jobs::writeLater, this, place, write);
}

/// Once the disk has room again; not if the same is wished anew until then.
Task<void> Jobs::writeLater(std::pair<QString, QString> place, GroupCommit::Write write) {
    for (bool isWritten = false; !isWritten;) {
        co_await async::sleepFor(*m_diskPause);
        if (m_wanted.contains(place))
            co_return;
        m_journal.note(write);
        isWritten = (co_await m_journal.written()).ok();
    }
}

/// Waits until all that was noted is written, whatever is cancelled meanwhile.
Task<Status> Jobs::settleJournal() {
    try {
        co_return co_await async::shielded(journalGrace, m_journal.written());
    } catch (const async::TimeoutError &) { // it is written with the next ones
        co_return Done{};
    } catch (const std::exception &error) {
        co_return Error{ErrorKind::Internal, QString::fromUtf8(error.what()), {}};
    }
}

void Jobs::endWithoutMemory(JobId id, bool hasLeft) noexcept {
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end())
        return;
    auto &job = found->second;
    m_scopes.erase(id);
    m_waits.erase(id);
    m_mails.erase(id);
    job.state = Job::State::Failed;
    job.waiting.clear();
    job.wishes.password.clear();
    job.result = {Ingested::Outcome::Failed, job.keepsBefore ? job.before : DocumentId(0), {}};
    try {
        m_bulkJobs.remove(id);
        if (!hasLeft)
            std::ignore = leave(placeOf(job));
        job.result.error =
            Error{ErrorKind::Internal, Words::tr("There is no memory to read %1").arg(job.name),
                  Words::tr("Close other programs, then retry")};
    } catch (const std::exception &) { // nor for the words
    }
    try {
        Q_EMIT jobEnded(id);
    } catch (const std::exception &) { // nor for what is to be shown
    }
}

Task<void> Jobs::run(Ending ending) {
    const auto id = ending.get_deleter().id;
    const auto begun = async::Loop::current()->now();
    std::exception_ptr shutdown;
    std::optional<Error> unexpected;
    bool isWhole = false;
    Places places;
    try {
        isWhole = co_await async::cancellable(
            [this, id, &places](async::Scope &scope) { return work(id, &scope, &places); });
    } catch (async::Cancelled) {
        shutdown = std::current_exception();
    } catch (const std::exception &error) {
        unexpected = Error{ErrorKind::Internal,
                           QStringLiteral("%1: %2").arg(m_jobs.at(id).name, QString::fromUtf8(error.what())),
                           Words::tr("Retry; if it stays, report it")};
    }
    m_scopes.erase(id);
    m_waits.erase(id);
    m_mails.erase(id);
    m_bulkJobs.remove(id);
    auto &job = m_jobs.at(id);
    const bool isPaused = !isWhole && !unexpected && job.pausing && !job.cancelling;
    const bool isInterrupted = shutdown && !job.cancelling && !isPaused;
    const bool isLast = leave(placeOf(job));
    ending.get_deleter().hasLeft = true;
    try { // what can't be written is as if the program had died: the next start does it again
        if (unexpected)
            noteBroken(job, *unexpected);
        if (isLast)
            co_await writeEnd(placeOf(job), isPaused                             ? End::Paused
                                            : isInterrupted || waitsForDisk(job) ? End::Interrupted
                                            : unexpected                         ? End::Broken
                                            : isWhole                            ? End::Over
                                                                                 : End::Cancelled);
    } catch (const std::exception &) { // there was no memory for it; whoever waits for the job goes on
    }
    const auto left = job.keepsBefore ? job.before : DocumentId(0);
    if (unexpected)
        job.result = {Ingested::Outcome::Failed, left, std::move(unexpected)};
    if (isWhole || unexpected) {
        job.state = job.result.outcome == Ingested::Outcome::Failed ? Job::State::Failed : Job::State::Done;
    } else if (isPaused) {
        job.state = Job::State::Paused;
    } else if (isInterrupted) {
        job.state = Job::State::Interrupted;
        job.result.error = Error{ErrorKind::Cancelled, Words::tr("%1 was interrupted").arg(job.name),
                                 Words::tr("It goes on at the next start")};
    } else {
        job.state = Job::State::Cancelled;
        job.result.document = left;
        job.result.error = Error{ErrorKind::Cancelled, Words::tr("%1 was cancelled").arg(job.name), {}};
    }
    job.waiting.clear();
    if (!isPaused)
        job.wishes.password.clear();
    job.ms = std::chrono::duration_cast<async::Milliseconds>(async::Loop::current()->now() - begun).count();
    std::ignore = ending.release();
    Q_EMIT jobEnded(id);
    if (isPaused && job.cancelling) // while that was written
        beginCancelPaused(&job);
    if (shutdown)
        std::rethrow_exception(shutdown);
}

Task<Job> Jobs::finished(JobId id) {
    while (!m_jobs.at(id).ended())
        co_await async::signalOf(this, &Jobs::jobEnded);
    co_return m_jobs.at(id);
}

Task<bool> Jobs::shutdown(async::Clock::duration grace) {
    const bool ended = co_await m_background.shutdown(grace);
    try {
        std::ignore = co_await async::shielded(grace, m_journal.written()); // what was added and never ran
    } catch (const std::exception &) { // among them that there was no time for it
        co_return false;
    }
    co_return ended;
}

} // namespace docchat::ingest
