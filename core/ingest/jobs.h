#pragma once

#include "async/background.h"
#include "async/semaphore.h"
#include "ingest/groupcommit.h"
#include "ingest/pipeline.h"

#include <QHash>
#include <QObject>

#include <array>
#include <map>
#include <memory>

namespace docchat::index {
struct JournalEntry;
}

namespace docchat::ingest {

using JobId = int;

/// One document being read, as the library and the activity show it.
struct Job : Source {
    /// Interrupted: by the end of the program; it goes on at the next start. Paused: by the person; what
    /// there is of it stays until it is to go on.
    enum class State { Queued, Running, Done, Failed, Cancelled, Interrupted, Paused };

    JobId id = 0;
    ReadWishes wishes = {};
    State state = State::Queued;
    bool cancelling = false;
    bool pausing = false;
    bool goesOn = false;                   ///< it was begun, or wished, before this start
    int attempts = 0;                      ///< before this one that the program did not survive
    bool embeds = false;                   ///< there is a stage Embed
    std::array<StageProgress, 5> stages{}; ///< by Stage
    Stage stage = Stage::Open;             ///< the furthest one that has begun
    QString waiting = {};                  ///< why it waits for a server or the disk; empty: it does not
    Ingested result = {};                  ///< when it has ended
    DocumentId before = 0;                 ///< what answers until it is whole; 0: nothing
    bool keepsBefore = false;              ///< also if it never is
    std::vector<JobId> attachments = {};   ///< of a mail that has ended: the jobs that read them
    async::Clock::time_point begun{};
    qint64 ms = 0; ///< how long it took

    [[nodiscard]] bool ended() const { return state != State::Queued && state != State::Running; }
    [[nodiscard]] const StageProgress &progress(Stage of) const { return stages[size_t(of)]; }
};

/// How an ended job is told to programs: "ready", "partial", "unchanged", "failed", "cancelled",
/// "interrupted" or "paused".
[[nodiscard]] QString outcomeWord(const Job &job);

/// Why, as one of the codes of the command line: "ok", "page-failed", or code() of the error.
[[nodiscard]] QString outcomeCode(const Job &job);

/// Reads documents in the background, some at once, each on its own: one bad file never stops the others.
/// Every job can be cancelled at any moment. What is attached to a mail is read by jobs of its own, which are
/// there when the mail's job ends, unless that was cancelled. Each is in the journal from when it is added
/// until it has ended or was cancelled, so that however the program ends, the next start can resume() it.
/// Loop thread only.
class Jobs : public QObject {
    Q_OBJECT

public:
    explicit Jobs(Tools tools, int atOnce = 8, QObject *parent = nullptr);
    ~Jobs() override;

    /// Of many files that come together, as from a folder, some places are kept free for what is added alone.
    enum class Lane { Single, Bulk };
    [[nodiscard]] static Lane laneOf(qsizetype files) { return files > 16 ? Lane::Bulk : Lane::Single; }

    /// Starts to read a file or an attachment; its job is there at once.
    JobId add(const Source &source, ReadWishes wishes = {}, Lane lane = Lane::Single);

    /// What resume() found.
    struct Resumed {
        std::vector<JobId> goOn = {};  ///< the jobs that go on
        std::vector<JobId> aside = {}; ///< failed ones: the program died too often while it read these
    };
    /// Goes on with all that had not ended when the program did. What was being read three times when it died
    /// is set aside, and not tried again until it is added. Error: Disk.
    async::Task<Result<Resumed>> resume();

    /// Acknowledged at once (cancelling is set); ended when everything of it is gone.
    void cancel(JobId id);
    void cancelAll();

    /// Those that read one of the documents, or what is attached to one.
    void cancelOf(const QList<DocumentId> &documents);

    /// Acknowledged at once (pausing is set); then it is Paused, over restarts too.
    void pause(JobId id);
    void pauseAll();
    /// What waits (for a server, for the disk) does so no longer.
    void tryNow(JobId id);
    /// A paused job goes on. False: it is not paused.
    bool goOn(JobId id, Lane lane = Lane::Single);

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
    /// While the library cannot be written (its disk is full, or away), what is read waits, looks again after
    /// `first`, and later less often; by itself it fails at once. Cancelling and pausing end the wait.
    void setDiskPause(async::Milliseconds first) { m_diskPause = first; }
    void setPassage(qsizetype target) { m_tools.passage = target; }
    void setLibreOffice(bool allowed) { m_tools.libreOffice = allowed; }
    void setUnfenced(bool allowed) { m_tools.unfenced = allowed; }
    void setReadLimits(const document::ReadLimits &limits) { m_tools.readLimits = limits; }

    /// Interrupts every job and waits for their ends, at most `grace`: what there is of them stays, and they
    /// stay in the journal. True: all have ended.
    async::Task<bool> shutdown(async::Clock::duration grace);

    /// Waits until the job has ended.
    async::Task<Job> finished(JobId id);

Q_SIGNALS:
    void jobAdded(int id);
    void jobChanged(int id);
    void jobEnded(int id);

private:
    /// Ends the job as failed, unless that was released: where memory runs out, not even its task may begin,
    /// and nobody may wait for ever.
    struct EndWithoutMemory {
        JobId id;
        bool hasLeft = false;
        void operator()(Jobs *jobs) const noexcept { jobs->endWithoutMemory(id, hasLeft); }
    };
    using Ending = std::unique_ptr<Jobs, EndWithoutMemory>;
    void endWithoutMemory(JobId id, bool hasLeft) noexcept;
    async::Task<void> run(Ending ending);
    /// What a job holds until its end is written.
    struct Places {
        async::Permit alone;
        async::Permit bulk;
        async::Permit one;
    };
    async::Task<void> work(JobId id, async::Scope *scope, Places *places);
    async::Task<bool> afterDiskPause(Job *job, Error error, int failures);
    JobId start(Job job, std::shared_ptr<MailFile> mail, Lane lane);
    void launch(Job *job, Lane lane, void (Jobs::*told)(int));
    void beginCancelPaused(Job *job);
    async::Task<void> goOnWith(std::vector<index::JournalEntry> entries, Resumed *resumed);
    JobId showAside(const index::JournalEntry &entry, Error reason);
    JobId showWaiting(const index::JournalEntry &entry, Job::State state, Ingested result);
    async::Task<void> cancelPaused(JobId id);
    async::Task<void> read(Job *job);
    enum class End { Over, Cancelled, Interrupted, Paused, Broken };
    async::Task<void> writeEnd(std::pair<QString, QString> place, End end);
    [[nodiscard]] bool leave(const std::pair<QString, QString> &place);
    void noteBroken(const Job &job, const Error &error);
    async::Task<Status> settleJournal();
    async::Task<void> writeLater(std::pair<QString, QString> place, GroupCommit::Write write);
    void addAttachments(Job *mail);
    Report reportOf(JobId id);

    Tools m_tools;
    QSet<QByteArray> m_beingRead;
    std::map<JobId, Job> m_jobs;
    std::map<JobId, async::Scope *> m_scopes;
    std::map<JobId, Waits> m_waits;                     ///< of those that have not ended
    std::map<JobId, std::shared_ptr<MailFile>> m_mails; ///< of jobs for attachments, until they end
    QHash<std::pair<QString, QString>, int> m_wanted;   ///< by path and part: the jobs that have not ended
    QSet<std::pair<QString, QString>> m_begun;          ///< of these: an attempt is noted
    GroupCommit m_journal;
    std::optional<async::Milliseconds> m_diskPause; ///< nullopt: nothing waits for the disk
    QSet<JobId> m_bulkJobs;                         ///< that have not ended
    async::Semaphore m_atOnce;
    async::Semaphore m_bulk;        ///< fewer, so that a place is free or soon free for a single one
    async::Semaphore m_suspects{1}; ///< so that it is known which of them the program dies of
    async::Background m_background{"documents"};
    JobId m_last = 0;
};

} // namespace docchat::ingest
