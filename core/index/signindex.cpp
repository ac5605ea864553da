#include "index/signindex.h"

#include "async/parallel.h"

#include <QThread>

#include <algorithm>
#include <array>
#include <limits>

namespace docchat::index {
namespace {

using std::size_t;

/// A passage beside the query; nearer ones are less, equals go by their number.
using Near = std::pair<quint32, qint64>;

/// Keeps the `count` least of all that it is given.
class Nearest {
public:
    explicit Nearest(size_t count) : m_count(count) { m_kept.reserve(2 * count); }

    [[nodiscard]] quint32 farthest() const { return m_farthest; }

    void add(Near near) {
        m_kept.push_back(near);
        if (m_kept.size() >= 2 * m_count)
            shrink();
    }

    [[nodiscard]] std::vector<Near> take() {
        shrink();
        return std::move(m_kept);
    }

private:
    void shrink() {
        if (m_kept.size() <= m_count)
            return;
        const auto end = m_kept.begin() + qsizetype(m_count);
        std::nth_element(m_kept.begin(), end - 1, m_kept.end());
        m_kept.erase(end, m_kept.end());
        m_farthest = m_kept.back().first;
    }

    size_t m_count;
    std::vector<Near> m_kept;
    quint32 m_farthest = std::numeric_limits<quint32>::max();
};

/// What every part of a scan needs.
struct Scan {
    const SignSnapshot &snapshot;
    const ScanOptions &options;
    QList<DocumentId> documents; ///< sorted
    std::vector<quint64> query;
};

void scanRows(const Scan &scan, const SignSegment &segment, size_t begin, size_t end, Nearest &nearest) {
    constexpr size_t atOnce = 1024;
    std::array<quint32, atOnce> distances;
    const auto words = scan.query.size();
    while (begin < end) {
        const auto count = std::min(atOnce, end - begin);
        hammingDistances(scan.options.kernel, scan.query.data(), segment.bits.data() + begin * words, words,
                         count, distances.data());
        for (size_t i = 0; i < count; ++i) {
            if (distances[i] <= nearest.farthest())
                nearest.add({distances[i], segment.passages[begin + i]});
        }
        begin += count;
    }
}

void scanSegment(const Scan &scan, const SignSegment &segment, Nearest &nearest) {
    if (scan.documents.isEmpty())
        return scanRows(scan, segment, 0, segment.passages.size(), nearest);
    for (size_t run = 0; run < segment.runs.size(); ++run) {
        const auto end =
            run + 1 < segment.runs.size() ? segment.runs[run + 1].begin : segment.passages.size();
        if (std::binary_search(scan.documents.begin(), scan.documents.end(), segment.runs[run].document))
            scanRows(scan, segment, segment.runs[run].begin, end, nearest);
    }
}

/// A few of the passages that depend on nothing but these.
std::vector<qint64> sampleOf(std::vector<qint64> passages) {
    constexpr size_t most = 256;
    const auto key = [](qint64 passage) {
        const auto hash = quint64(passage) * 0x9E3779B97F4A7C15U;
        return std::pair((hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9U, passage);
    };
    const auto count = std::min(most, passages.size());
    std::partial_sort(passages.begin(), passages.begin() + qsizetype(count), passages.end(),
                      [&](qint64 a, qint64 b) { return key(a) < key(b); });
    return {passages.begin(), passages.begin() + qsizetype(count)};
}

/// The chunks of a model in the database, by their ids.
std::vector<qint64> chunkIds(Database &database, qint64 model, int dimension) {
    std::vector<qint64> ids;
    auto rows = database.prepare("SELECT id FROM sign_chunk WHERE model=?1 AND dimension=?2");
    rows.bind(model, dimension);
    while (rows.step())
        ids.push_back(rows.integer(0));
    std::sort(ids.begin(), ids.end());
    return ids;
}

bool hasAllVectors(Database &database, qint64 model, size_t passages) {
    auto row = database.prepare("SELECT count(*) FROM embedding WHERE model=?1");
    return row.bind(model).step() && size_t(row.integer(0)) == passages;
}

/// Adds a segment of the vectors that no segment has.
void addMissing(Database &database, qint64 model, SignSnapshot &snapshot) {
    std::vector<qint64> known;
    for (const auto &segment : snapshot.segments)
        known.insert(known.end(), segment->passages.begin(), segment->passages.end());
    std::sort(known.begin(), known.end());
    auto rows = signsFromVectors(database, model, snapshot.dimension, known);
    if (rows.passages.empty())
        return;
    snapshot.whole = false;
    qWarning("The signs of %zu vectors were missing or damaged; they were made anew from the vectors",
             rows.passages.size());
    snapshot.segments.push_back(segmentOf(0, std::move(rows)));
}

/// Reads what `last` does not have; null when there is nothing new.
std::shared_ptr<const SignSnapshot> refreshed(Database &database, qint64 model, int dimension,
                                              const SignSnapshot *last) {
    const bool isFirst = !last || !last->whole;
    auto snapshot = std::make_shared<SignSnapshot>();
    snapshot->dimension = dimension;
    bool isWhole = true;
    size_t place = 0;
    for (const auto id : chunkIds(database, model, dimension)) {
        while (!isFirst && place < last->segments.size() && last->segments[place]->chunk < id)
            ++place;
        if (!isFirst && place < last->segments.size() && last->segments[place]->chunk == id)
            snapshot->segments.push_back(last->segments[place]);
        else if (auto rows = readChunk(database, id, dimension))
            snapshot->segments.push_back(segmentOf(id, std::move(*rows)));
        else
            isWhole = false;
    }
    if (!isWhole || (isFirst && !hasAllVectors(database, model, snapshot->passages())))
        addMissing(database, model, *snapshot);
    if (last && snapshot->segments == last->segments)
        return {}; // nothing is new
    snapshot->whole = snapshot->whole && isWhole;
    std::vector<qint64> samples;
    for (const auto &segment : snapshot->segments)
        samples.insert(samples.end(), segment->sample.begin(), segment->sample.end());
    snapshot->sample = sampleOf(std::move(samples));
    return snapshot;
}

/// Several statements that see one state of the database, inside a transaction or not.
class OneState {
public:
    explicit OneState(Database &database) : m_database(database) { database.execute("SAVEPOINT one_state"); }
    ~OneState() { m_end.run(); }
    OneState(const OneState &) = delete;
    OneState &operator=(const OneState &) = delete;

private:
    Database &m_database;
    Statement m_end{m_database, "RELEASE one_state"};
};

} // namespace

size_t SignSnapshot::passages() const {
    size_t sum = 0;
    for (const auto &segment : segments)
        sum += segment->passages.size();
    return sum;
}

size_t SignSnapshot::bytes() const {
    size_t sum = 0;
    for (const auto &segment : segments)
        sum += sizeof(SignSegment) + segment->passages.capacity() * sizeof(qint64) +
               segment->bits.capacity() * sizeof(quint64) + segment->sample.capacity() * sizeof(qint64) +
               segment->runs.capacity() * sizeof(SignSegment::Run);
    return sum;
}

std::shared_ptr<const SignSegment> segmentOf(qint64 chunk, SignRows rows) {
    auto segment = std::make_shared<SignSegment>();
    segment->chunk = chunk;
    for (size_t i = 0; i < rows.documents.size(); ++i) {
        if (i == 0 || rows.documents[i] != rows.documents[i - 1])
            segment->runs.push_back({rows.documents[i], i});
    }
    segment->runs.shrink_to_fit();
    segment->sample = sampleOf(rows.passages);
    segment->passages = std::move(rows.passages);
    segment->bits = std::move(rows.bits);
    return segment;
}

std::vector<qint64> nearestBySigns(const SignSnapshot &snapshot, const std::vector<float> &query,
                                   const ScanOptions &options) {
    if (query.size() != size_t(snapshot.dimension) || options.count == 0)
        return {};
    Scan scan{snapshot, options, options.documents, signsOf(query)};
    std::sort(scan.documents.begin(), scan.documents.end());
    const auto segments = snapshot.segments.size();
    // More parts than cores: one that is busy with something else holds nobody up.
    const auto parts = options.parallel ? std::min(segments, 4 * size_t(QThread::idealThreadCount()))
                                        : std::min<size_t>(segments, 1);
    std::vector<std::vector<Near>> found(parts);
    const auto scanPart = [&](int part) {
        Nearest nearest(options.count);
        for (auto i = segments * size_t(part) / parts; i < segments * (size_t(part) + 1) / parts; ++i)
            scanSegment(scan, *snapshot.segments[i], nearest);
        found[size_t(part)] = nearest.take();
    };
    if (options.parallel)
        async::inParallel(int(parts), scanPart);
    else if (parts > 0)
        scanPart(0);
    Nearest best(options.count);
    for (const auto &part : found)
        std::for_each(part.begin(), part.end(), [&best](Near near) { best.add(near); });
    std::vector<qint64> passages;
    for (const auto &near : best.take())
        passages.push_back(near.second);
    return passages;
}

std::shared_ptr<const SignSnapshot> SignIndex::current(Database &database, qint64 model, int dimension) {
    const std::lock_guard lock(m_mutex);
    auto &snapshot = m_snapshots[{model, dimension}];
    const OneState state(database);
    if (auto newer = refreshed(database, model, dimension, snapshot.get()))
        snapshot = std::move(newer);
    return snapshot;
}

} // namespace docchat::index
