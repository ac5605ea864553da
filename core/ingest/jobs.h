#pragma once

#include "async/background.h"
#include "async/semaphore.h"
#include "ingest/pipeline.h"

#include <QObject>

#include <array>
#include <map>

namespace docchat::ingest {

using JobId = int;

/// One document being read, as the library and the activity show it.
struct Job : Source {
    enum class State { Queued, Running, Done, Failed, Cancelled };

    JobId id = 0;
    ReadWishes wishes = {};
    State state = State::Queued;
    bool cancelling = false;
    bool embeds = false;                   ///< there is a stage Embed
    std::array<StageProgress, 5> stages{}; ///< by Stage
    Stage stage = Stage::Open;             ///< the furthest one that has begun
    QString waiting = {};                  ///< why it waits for a server; empty: it does not
    Ingested result = {};                  ///< when it has ended
    std::vector<JobId> attachments = {};   ///< of a mail that has ended: the jobs that read them
    async::Clock::time_point begun{};
    qint64 ms = 0; ///< how long it took

    [[nodiscard]] bool ended() const { return state != State::Queued && state != State::Running; }
    [[nodiscard]] const StageProgress &progress(Stage of) const { return stages[size_t(of)]; }
};

/// How an ended job is told to programs: "ready", "partial", "unchanged", "failed" or "cancelled".
[[nodiscard]] QString outcomeWord(const Job &job);

/// Why, as one of the codes of the command line: "ok", "page-failed", or code() of the error.
[[nodiscard]] QString outcomeCode(const Job &job);

/// Reads documents in the background, some at once, each on its own: one bad file never stops the others.
/// Every job can be cancelled at any moment. What is attached to a mail is read by jobs of its own, which are
/// there when the mail's job ends, unless that was cancelled. Loop thread only.
class Jobs : public QObject {
    Q_OBJECT

public:
    explicit Jobs(Tools tools, int atOnce = 8, QObject *parent = nullptr);
    ~Jobs() override;

    /// Starts to read a file or an attachment; its job is there at once.
    JobId add(const Source &source, ReadWishes wishes = {});

    /// Acknowledged at once (cancelling is set); ended when everything of it is gone.
    void cancel(JobId id);
    void cancelAll();

    /// Those that read one of the documents, or what is attached to one.
    void cancelOf(const QList<DocumentId> &documents);

    /// Forgets an ended job.
    void dismiss(JobId id);

    [[nodiscard]] const Job *find(JobId id) const;
    [[nodiscard]] const std::map<JobId, Job> &all() const { return m_jobs; }
    [[nodiscard]] int running() const; ///< those that have not ended

    void setEmbedder(provider::Embedder *embedder) { m_tools.embedder = embedder; }

    /// For documents that are added from now on.
    void setRecognition(const QString &languages, bool always) {
        m_tools.ocrLanguages = languages;
        m_tools.alwaysRecognise = always;
    }
    void setLibreOffice(bool allowed) { m_tools.libreOffice = allowed; }
    void setUnfenced(bool allowed) { m_tools.unfenced = allowed; }
    void setReadLimits(const document::ReadLimits &limits) { m_tools.readLimits = limits; }

    /// Cancels every job and waits for their ends, at most `grace`. True: all have ended.
    async::Task<bool> shutdown(async::Clock::duration grace);

    /// Waits until the job has ended.
    async::Task<Job> finished(JobId id);

Q_SIGNALS:
    void jobAdded(int id);
    void jobChanged(int id);
    void jobEnded(int id);

private:
    async::Task<void> run(JobId id);
    async::Task<void> work(JobId id, async::Scope *scope);
    JobId start(const Source &source, ReadWishes wishes, std::shared_ptr<MailFile> mail);
    void addAttachments(Job *mail);
    Report reportOf(JobId id);

    Tools m_tools;
    QSet<QByteArray> m_beingRead;
    std::map<JobId, Job> m_jobs;
    std::map<JobId, async::Scope *> m_scopes;
    std::map<JobId, std::shared_ptr<MailFile>> m_mails; ///< of jobs for attachments, until they end
    async::Semaphore m_atOnce;
    async::Background m_background{"documents"};
    JobId m_last = 0;
};

} // namespace docchat::ingest
