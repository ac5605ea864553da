#include "bench_clients.h"
#include "bench_commands.h"
#include "bench_report.h"
#include "bench_usage.h"

#include "index/schema.h"
#include "index/signindex.h"
#include "index/vectors.h"

#include <QTemporaryDir>

#include <algorithm>
#include <random>

namespace docchat::bench {

using namespace index;

namespace {

constexpr int dimension = 768;
constexpr int factors = 32;
constexpr int exactQueries = 20;
constexpr int timedQueries = 100;
constexpr size_t nearestCounted = 10;
constexpr int passagesADocument = 20;
using Vector = std::vector<float>;

/// Vectors in clusters; real-like ones lie in few directions, of uneven variance, off the origin.
class Source {
public:
    Source(bool realLike, int passages)
        : m_realLike(realLike), m_clusters(size_t(std::max(10, passages / 100))) {
        for (auto &cluster : m_clusters)
            cluster = normals(realLike ? factors : dimension);
        for (auto &direction : m_directions)
            direction = normals(dimension);
        m_offset = normals(dimension);
        m_scale = normals(dimension);
        for (auto &scale : m_scale)
            scale = .4F * std::exp(.5F * scale);
    }

    Vector next() {
        const auto &cluster = m_clusters[m_generator() % m_clusters.size()];
        if (!m_realLike)
            return sum(cluster, normals(dimension), .7F);
        Vector vector = normals(dimension);
        for (int i = 0; i < factors; ++i)
            vector = sum(std::move(vector), m_directions[i],
                         (.8F * cluster[size_t(i)] + .6F * normal()) * 2 / std::sqrt(i + 1.F));
        for (size_t i = 0; i < vector.size(); ++i)
            vector[i] = vector[i] * m_scale[i] + m_offset[i];
        return vector;
    }

    /// Near a stored one.
    Vector query(const Vector &stored) { return sum(stored, normals(dimension), .5F); }

private:
    float normal() { // the sum of four even ones comes near enough
        const auto bits = m_generator();
        return (float(bits & 0xFFFF) + float((bits >> 16) & 0xFFFF) + float((bits >> 32) & 0xFFFF) +
                float(bits >> 48) - 131070.F) /
               37837.F;
    }
    Vector normals(int count) {
        Vector vector(static_cast<size_t>(count));
        for (auto &value : vector)
            value = normal();
        return vector;
    }
    static Vector sum(Vector a, const Vector &b, float share) {
        for (size_t i = 0; i < a.size(); ++i)
            a[i] += share * b[i];
        return a;
    }

    bool m_realLike;
    std::mt19937_64 m_generator{20261121};
    std::vector<Vector> m_clusters;
    Vector m_directions[factors];
    Vector m_offset;
    Vector m_scale;
};

struct ExactQuery {
    Vector vector;
    std::vector<std::pair<float, qint64>> best = {}; ///< -cosine × the query's norm, passage
};

void compare(std::vector<ExactQuery> &queries, const Vector &vector, qint64 passage) {
    float squares = 0;
    for (const auto value : vector)
        squares += value * value;
    for (auto &query : queries) {
        float dot = 0;
        for (size_t i = 0; i < vector.size(); ++i)
            dot += vector[i] * query.vector[i];
        query.best.emplace_back(-dot / std::sqrt(squares), passage);
        if (query.best.size() >= 2000) {
            std::partial_sort(query.best.begin(), query.best.begin() + nearestCounted, query.best.end());
            query.best.resize(nearestCounted);
        }
    }
}

/// Fills a library; the passages have no words.
std::vector<ExactQuery> fill(Database &database, bool realLike, int passages) {
    Source source(realLike, passages);
    std::vector<ExactQuery> queries;
    for (int i = 0; i < exactQueries; ++i)
        queries.push_back({source.query(source.next())});
    const auto model = modelId(database, QStringLiteral("m"), dimension);
    database.execute("PRAGMA foreign_keys=OFF; PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF");
    constexpr int atOnce = 1024;
    for (int first = 1; first <= passages; first += atOnce) {
        Transaction transaction(database);
        auto insert = database.prepare("INSERT INTO passage(id, document, first_page, last_page, start, end,"
                                       " heading, text) VALUES (?1, ?2, 1, 1, 0, 0, '', '')");
        std::vector<qint64> ids;
        std::vector<Vector> vectors;
        for (int id = first; id < std::min(first + atOnce, passages + 1); ++id) {
            insert.bind(id, id / passagesADocument).run();
            ids.push_back(id);
            vectors.push_back(source.next());
            compare(queries, vectors.back(), id);
        }
        addEmbeddings(database, model, ids, vectors);
        transaction.commit();
    }
    return queries;
}

struct SearchFigures {
    double least = 0;  ///< ms
    double median = 0; ///< ms
    double slow = 0;   ///< p95, ms
    double scan = 0;   ///< the median of the scan alone, ms
    double recall = 0;
};

SearchFigures measureSearch(Database &database, SignIndex &index, std::vector<ExactQuery> &queries,
                            const ScanOptions &options) {
    SearchFigures figures;
    QList<double> times;
    QList<double> scans;
    for (int i = 0; i < timedQueries; ++i) {
        auto &query = queries[size_t(i) % queries.size()];
        const Stopwatch watch;
        const auto snapshot = index.current(database, 1, dimension);
        const auto nearest = nearestBySigns(*snapshot, query.vector, options);
        scans += watch.wall() * 1000;
        const auto cosines = cosinesOf(database, 1, query.vector, nearest);
        times += watch.wall() * 1000;
        std::vector<std::pair<double, qint64>> best;
        for (auto entry = cosines.begin(); entry != cosines.end(); ++entry)
            best.emplace_back(-entry.value(), entry.key());
        std::sort(best.begin(), best.end());
        best.resize(std::min(best.size(), nearestCounted));
        std::sort(query.best.begin(), query.best.end());
        for (size_t k = 0; k < nearestCounted; ++k)
            figures.recall += std::any_of(best.begin(), best.end(),
                                          [&](const auto &one) { return one.second == query.best[k].second; })
                                  ? 1. / (nearestCounted * timedQueries)
                                  : 0;
    }
    std::sort(times.begin(), times.end());
    figures.least = times.first();
    figures.median = median(times);
    figures.slow = times[timedQueries * 95 / 100];
    figures.scan = median(scans);
    return figures;
}

QString kernelName(Kernel kernel) {
    return kernel == Kernel::Plain  ? QStringLiteral("plain")
           : kernel == Kernel::Avx2 ? QStringLiteral("AVX2")
                                    : QStringLiteral("AVX-512");
}

void measureLibrary(bool realLike, int passages, Table &table) {
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("library.sqlite"));
    std::vector<ExactQuery> queries;
    {
        Database database(path, Database::Mode::ReadWrite);
        migrate(database);
        queries = fill(database, realLike, passages);
    }
    Database database(path, Database::Mode::ReadOnly);
    SignIndex index;
    const Stopwatch watch;
    const auto snapshot = index.current(database, 1, dimension);
    const auto load = watch.wall() * 1000;
    const auto name =
        (realLike ? QStringLiteral("real-like %1") : QStringLiteral("clustered %1")).arg(passages);
    const auto row = [&](const QString &what, const ScanOptions &options) {
        const auto figures = measureSearch(database, index, queries, options);
        table.add({name + QStringLiteral(", ") + what, rounded(load),
                   rounded(double(snapshot->bytes()) / double(snapshot->passages())), rounded(figures.scan),
                   rounded(figures.least), rounded(figures.median), rounded(figures.slow),
                   rounded(figures.recall)});
    };
    for (const auto kernel : {Kernel::Plain, Kernel::Avx2, Kernel::Avx512}) {
        if (!isAvailable(kernel))
            continue;
        row(kernelName(kernel) + QStringLiteral(", one core"), {.kernel = kernel, .parallel = false});
        row(kernelName(kernel) + QStringLiteral(", all cores"), {.kernel = kernel});
    }
    for (const size_t count : {200, 300, 400, 1000})
        row(QStringLiteral("%1 re-scored").arg(count), {.count = count});
}

} // namespace

int benchVectors(const Options &options) {
    Table table({QStringLiteral("768 dimensions"), QStringLiteral("load ms"),
                 QStringLiteral("bytes a passage"), QStringLiteral("scan ms"), QStringLiteral("least ms"),
                 QStringLiteral("median ms"), QStringLiteral("p95 ms"), QStringLiteral("recall@10")});
    for (const int passages : options.passages) {
        for (const bool realLike : {false, true})
            measureLibrary(realLike, passages, table);
    }
    print(table.text(options.markdown));
    return 0;
}

} // namespace docchat::bench
