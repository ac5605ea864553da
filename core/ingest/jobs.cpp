#include "ingest/jobs.h"

#include "async/signal.h"
#include "ingest/open.h"

namespace docchat::ingest {

using async::Task;

QString outcomeWord(const Job &job) {
    if (job.state == Job::State::Cancelled)
        return QStringLiteral("cancelled");
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

Jobs::Jobs(Tools tools, int atOnce, QObject *parent) : QObject(parent), m_tools(tools), m_atOnce(atOnce) {
    m_tools.beingRead = &m_beingRead;
}

Jobs::~Jobs() = default;

const Job *Jobs::find(JobId id) const {
    const auto found = m_jobs.find(id);
    return found == m_jobs.end() ? nullptr : &found->second;
}

int Jobs::running() const {
    return int(
        std::count_if(m_jobs.begin(), m_jobs.end(), [](const auto &entry) { return !entry.second.ended(); }));
}

JobId Jobs::add(const Source &source, ReadWishes wishes) {
    return start(source, std::move(wishes), nullptr);
}

JobId Jobs::start(const Source &source, ReadWishes wishes, std::shared_ptr<MailFile> mail) {
    Job job{source};
    job.id = ++m_last;
    job.wishes = std::move(wishes);
    job.embeds = m_tools.embedder != nullptr;
    job.begun = async::Loop::current()->now();
    m_jobs.emplace(job.id, job);
    if (mail)
        m_mails.emplace(job.id, std::move(mail));
    m_background.spawn("read document", &Jobs::run, this, job.id);
    Q_EMIT jobAdded(job.id);
    return job.id;
}

void Jobs::cancel(JobId id) {
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end() || found->second.ended())
        return;
    found->second.cancelling = true;
    if (const auto scope = m_scopes.find(id); scope != m_scopes.end())
        scope->second->cancel();
    Q_EMIT jobChanged(id);
}

void Jobs::cancelOf(const QList<DocumentId> &documents) {
    for (const auto &[id, job] : m_jobs) {
        if (documents.contains(job.result.document) || documents.contains(job.parent))
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
    report.waiting = [this, id](const QString &why) {
        auto &job = m_jobs.at(id);
        if (job.waiting == why)
            return;
        job.waiting = why;
        Q_EMIT jobChanged(id);
    };
    return report;
}

Task<void> Jobs::work(JobId id, async::Scope *scope) {
    m_scopes[id] = scope;
    if (m_jobs.at(id).cancelling)
        scope->cancel();
    const auto permit = co_await m_atOnce.acquire();
    auto &job = m_jobs.at(id);
    job.state = Job::State::Running;
    Q_EMIT jobChanged(id);
    const auto mail = m_mails.find(id);
    job.result = co_await ingest(m_tools, job, job.wishes, reportOf(id),
                                 mail == m_mails.end() ? nullptr : mail->second);
    addAttachments(&job);
    job.state = job.result.outcome == Ingested::Outcome::Failed ? Job::State::Failed : Job::State::Done;
}

void Jobs::addAttachments(Job *mail) {
    const auto attachments = std::exchange(mail->result.attachments, {});
    const auto file = std::exchange(mail->result.mail, nullptr);
    if (mail->cancelling)
        return;
    for (const auto &attachment : attachments)
        mail->attachments.push_back(start(attachment, mail->wishes, file));
}

Task<void> Jobs::run(JobId id) {
    const auto begun = async::Loop::current()->now();
    std::exception_ptr shutdown;
    std::optional<Error> unexpected;
    try {
        co_await async::cancellable([this, id](async::Scope &scope) { return work(id, &scope); });
    } catch (async::Cancelled) {
        shutdown = std::current_exception();
    } catch (const std::exception &error) {
        unexpected = Error{ErrorKind::Internal,
                           QStringLiteral("%1: %2").arg(m_jobs.at(id).name, QString::fromUtf8(error.what())),
                           QStringLiteral("Retry; if it stays, report it")};
    }
    m_scopes.erase(id);
    m_mails.erase(id);
    auto &job = m_jobs.at(id);
    if (unexpected) {
        job.result = {Ingested::Outcome::Failed, 0, std::move(unexpected)};
        job.state = Job::State::Failed;
    } else if (!job.ended()) {
        job.state = Job::State::Cancelled;
        job.result.document = 0;
        job.result.error = Error{ErrorKind::Cancelled, QStringLiteral("%1 was cancelled").arg(job.name), {}};
    }
    job.waiting.clear();
    job.wishes.password.clear();
    job.ms = std::chrono::duration_cast<async::Milliseconds>(async::Loop::current()->now() - begun).count();
    Q_EMIT jobEnded(id);
    if (shutdown)
        std::rethrow_exception(shutdown);
}

Task<Job> Jobs::finished(JobId id) {
    while (!m_jobs.at(id).ended())
        co_await async::signalOf(this, &Jobs::jobEnded);
    co_return m_jobs.at(id);
}

Task<bool> Jobs::shutdown(async::Clock::duration grace) {
    return m_background.shutdown(grace);
}

} // namespace docchat::ingest
