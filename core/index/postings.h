#pragma once

#include "index/postingsview.h"
#include "index/sqlite.h"

#include <QString>

#include <atomic>
#include <map>
#include <mutex>
#include <stop_token>
#include <vector>

namespace docchat::index {

/// The words of the library's passages in memory, by which a question is looked up where FTS5 would be slow.
/// One segment for most of the library, which is kept in `postings.bin`, and small ones for what came later.
/// Ids of passages are never used again and passages never change, so that what is new has higher ids, and
/// what is gone is known by its document. Everything may be called on any thread; questions never wait for
/// the upkeep. What reads the library throws SqliteError.
class Postings {
public:
    struct Limits {
        qint64 fromPassages = 20'000; ///< with fewer FTS5 is fast enough
        qint64 takenIn = 200;         ///< new passages that a question takes in by itself
        qint64 batch = 20'000;        ///< passages that are read in one go, and become a segment
    };

    /// Neither the file nor the library is read yet.
    explicit Postings(QString path);

    void setLimits(const Limits &limits) { m_limits = limits; } ///< before the first upkeep

    /// What a question is looked up in, with all that was committed before. Null while there is nothing:
    /// FTS5 must do. Where there is much that is new it is left out, and the view is not whole.
    [[nodiscard]] PostingsViewPtr refresh(Database &database);

    /// Has a question found much that is new since the last upkeep?
    [[nodiscard]] bool isBehind() const { return m_behind; }

    /// Reads the file at first; then makes the postings follow the library, where it is large enough, and
    /// with `maySave` keeps them on disk. Takes a minute for a million passages. One call at a time; returns
    /// soon after a stop.
    void upkeep(Database &database, const std::stop_token &stop, bool maySave);

private:
    void load(Database &database, const std::stop_token &stop);
    bool extend(Database &database, const std::stop_token &stop);
    [[nodiscard]] bool wantsMerge(const std::stop_token &stop);
    void mergeAll(const std::stop_token &stop);
    void save(Database &database, const std::stop_token &stop);

    // With m_mutex held:
    void takeIn(Database &database);
    void append(SegmentPtr segment);
    void readDocuments(Database &database);
    void makeView();
    [[nodiscard]] qint64 lastPassage() const;

    const QString m_path;
    Limits m_limits;
    std::atomic<bool> m_behind = false;

    std::mutex m_mutex; // guards what follows
    std::vector<SegmentPtr> m_segments;
    size_t m_merging = 0;                        ///< the first segments, which become one
    std::vector<DocumentId> m_documents;         ///< of the library, ascending
    std::vector<DocumentId> m_searched;          ///< those of them that may be found
    bool m_whole = false;                        ///< there were no later passages
    PostingsViewPtr m_view;                      ///< null: nothing was built yet
    std::map<quint64, Database::Version> m_seen; ///< what the view holds, by connection
    const std::shared_ptr<Scoreboards> m_boards = std::make_shared<Scoreboards>();

    bool m_loaded = false; // the upkeep alone
    bool m_saveFailed = false;
    SegmentPtr m_saved;
};

} // namespace docchat::index
