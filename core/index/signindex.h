#pragma once

#include "index/hamming.h"
#include "index/signs.h"

#include <QHash>
#include <QList>

#include <memory>
#include <mutex>
#include <vector>

namespace docchat::index {

/// One chunk of signs in memory; never changed.
struct SignSegment {
    /// The rows from `begin` up to the next run's are of one document.
    struct Run {
        DocumentId document = 0;
        std::size_t begin = 0;
    };

    qint64 chunk = 0; ///< 0: made from vectors that no chunk has
    std::vector<qint64> passages;
    std::vector<Run> runs;
    std::vector<quint64> bits;
    std::vector<qint64> sample; ///< of its passages, the same whatever the chunks
};

/// The signs of one model as they were at one time; shared by threads.
struct SignSnapshot {
    int dimension = 0;
    std::vector<std::shared_ptr<const SignSegment>> segments;
    std::vector<qint64> sample = {}; ///< passages as if taken at random
    bool whole = true;               ///< false: chunks are missing or damaged, and should be written anew

    [[nodiscard]] std::size_t passages() const;
    [[nodiscard]] std::size_t bytes() const;
};

/// A segment of rows, which come in the order of their chunk.
[[nodiscard]] std::shared_ptr<const SignSegment> segmentOf(qint64 chunk, SignRows rows);

/// How to scan.
struct ScanOptions {
    QList<DocumentId> documents = {}; ///< empty: all
    std::size_t count = 400;          ///< passages that are given back, at most
    Kernel kernel = fastestKernel();
    bool parallel = true; ///< on all cores
};

/// The passages whose signs differ least from those of `query`, in no order; the same on any number of cores.
/// Blocks for some milliseconds: inside runBlocking.
[[nodiscard]] std::vector<qint64> nearestBySigns(const SignSnapshot &snapshot,
                                                 const std::vector<float> &query, const ScanOptions &options);

/// The signs of all models that were asked for, in memory. Any thread.
class SignIndex {
public:
    /// What the database holds now: what changed since the last time is read, the first time all. What is
    /// missing or damaged is made from the vectors, with a note.
    std::shared_ptr<const SignSnapshot> current(Database &database, qint64 model, int dimension);

private:
    std::mutex m_mutex; ///< held while chunks are read, so that they are read once
    QHash<std::pair<qint64, int>, std::shared_ptr<const SignSnapshot>> m_snapshots;
};

} // namespace docchat::index
