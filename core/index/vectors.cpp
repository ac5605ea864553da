#include "index/vectors.h"

#include "index/signs.h"

#include <qfloat16.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <map>
#include <numeric>

namespace docchat::index {
namespace {

constexpr float largestStored = 1000;

double norm(const std::vector<float> &vector) {
    double sum = 0;
    for (const float value : vector)
        sum += double(value) * double(value);
    return std::sqrt(sum);
}

/// As float16, whose largest number is 65,504: a vector with larger ones is scaled, which the cosine does not
/// mind.
QByteArray pack(const std::vector<float> &vector) {
    float most = 0;
    for (const float value : vector)
        most = std::max(most, std::abs(value));
    std::vector<float> scaled = vector;
    if (most > largestStored) {
        for (float &value : scaled)
            value /= most;
    }
    QByteArray bytes(qsizetype(vector.size() * sizeof(qfloat16)), Qt::Uninitialized);
    qFloatToFloat16(reinterpret_cast<qfloat16 *>(bytes.data()), scaled.data(), qsizetype(vector.size()));
    return bytes;
}

/// Sums of products, several side by side, as the processor likes them.
class Products {
public:
    void add(const float *a, const float *b, size_t count) {
        size_t i = 0;
        for (; i + lanes <= count; i += lanes) {
            for (size_t lane = 0; lane < lanes; ++lane)
                m_sums[lane] += a[i + lane] * b[i + lane];
        }
        for (size_t lane = 0; i < count; ++i, ++lane)
            m_sums[lane] += a[i] * b[i];
    }
    [[nodiscard]] double sum() const { return std::accumulate(m_sums.begin(), m_sums.end(), 0.); }

private:
    static constexpr size_t lanes = 16;
    std::array<float, lanes> m_sums{};
};

/// With a stored vector of as many numbers, which Qt converts by F16C where the processor has it.
double cosine(const std::vector<float> &query, double queryNorm, QByteArrayView stored) {
    constexpr size_t atOnce = 256;
    std::array<qfloat16, atOnce> halves; // SQLite's bytes may not be aligned
    std::array<float, atOnce> numbers;
    Products dot;
    Products squares;
    for (size_t begin = 0; begin < query.size(); begin += atOnce) {
        const auto count = std::min(atOnce, query.size() - begin);
        std::memcpy(halves.data(), stored.data() + begin * sizeof(qfloat16), count * sizeof(qfloat16));
        qFloatFromFloat16(numbers.data(), halves.data(), qsizetype(count));
        dot.add(query.data() + begin, numbers.data(), count);
        squares.add(numbers.data(), numbers.data(), count);
    }
    const double norms = std::sqrt(squares.sum()) * queryNorm;
    const bool isNumber = norms > 0 && std::isfinite(norms) && std::isfinite(dot.sum());
    return isNumber ? dot.sum() / norms : 0;
}

/// The cosines of `query` with the vectors of rows of passage and vector, of those of its dimension.
QHash<qint64, double> cosinesOfRows(Statement &rows, const std::vector<float> &query) {
    QHash<qint64, double> cosines;
    const double queryNorm = norm(query);
    while (rows.step()) {
        const auto vector = rows.view(1);
        if (size_t(vector.size()) == query.size() * sizeof(qfloat16))
            cosines.insert(rows.integer(0), cosine(query, queryNorm, vector));
    }
    return cosines;
}

/// As JSON, each once, in ascending order: neighbours share pages.
QString listOf(std::vector<qint64> ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    QStringList numbers;
    for (const auto id : ids)
        numbers += QString::number(id);
    return QLatin1Char('[') + numbers.join(QLatin1Char(',')) + QLatin1Char(']');
}

/// Rows of one dimension by one: usual batches have but one.
using RowsByDimension = std::map<size_t, SignRows>;

/// The passages of a document ?1 without a vector of the model ?2.
QByteArray withoutVector(DocumentId document) {
    const QByteArray among =
        document == wholeLibrary
            ? "?1=0 AND document IN (SELECT id FROM document WHERE state IN ('ready', 'partial'))"
              " AND document NOT IN (SELECT document FROM removed_document)"
            : "document=?1";
    return " FROM passage WHERE " + among +
           " AND NOT EXISTS (SELECT 1 FROM embedding WHERE embedding.passage=passage.id AND "
           "embedding.model=?2)";
}

void addRow(RowsByDimension &all, qint64 passage, DocumentId document, const std::vector<float> &vector) {
    auto &rows = all[vector.size()];
    const auto bits = signsOf(vector);
    rows.passages.push_back(passage);
    rows.documents.push_back(document);
    rows.bits.insert(rows.bits.end(), bits.begin(), bits.end());
}

} // namespace

std::vector<float> unpackVector(QByteArrayView bytes) {
    std::vector<float> vector(size_t(bytes.size()) / sizeof(qfloat16));
    std::vector<qfloat16> halves(vector.size()); // SQLite's bytes may not be aligned
    if (!halves.empty())
        std::memcpy(halves.data(), bytes.data(), halves.size() * sizeof(qfloat16));
    qFloatFromFloat16(vector.data(), halves.data(), qsizetype(vector.size()));
    return vector;
}

qint64 modelId(Database &database, const QString &name, int dimension) {
    database.prepare("INSERT OR IGNORE INTO model(name, dimension) VALUES (?1, ?2)")
        .bind(name, dimension)
        .run();
    auto row = database.prepare("SELECT id FROM model WHERE name=?1 AND dimension=?2");
    return row.bind(name, dimension).step() ? row.integer(0) : 0;
}

qint64 findModel(Database &database, const QString &name) {
    auto row = database.prepare("SELECT id FROM model WHERE name=?1 AND EXISTS"
                                " (SELECT 1 FROM embedding WHERE embedding.model=model.id) ORDER BY id DESC");
    return row.bind(name).step() ? row.integer(0) : 0;
}

void addEmbeddings(Database &database, qint64 model, const std::vector<qint64> &passages,
                   const std::vector<std::vector<float>> &vectors) {
    auto known = database.prepare("SELECT 1 FROM embedding WHERE passage=?1 AND model=?2");
    auto insert = database.prepare("INSERT OR REPLACE INTO embedding VALUES (?2 << 40 | ?1, ?1, ?2, ?3)");
    auto document = database.prepare("SELECT document FROM passage WHERE id=?1");
    RowsByDimension rows;
    for (size_t i = 0; i < passages.size(); ++i) {
        if (vectors[i].empty())
            continue;
        if (known.bind(passages[i], model).step())
            removeSigns(database, model, passages[i]);
        known.reset();
        insert.bind(passages[i], model, pack(vectors[i])).run();
        if (document.bind(passages[i]).step())
            addRow(rows, passages[i], document.integer(0), vectors[i]);
        document.reset();
    }
    for (const auto &[dimension, ofIt] : rows)
        addSigns(database, model, int(dimension), ofIt);
}

std::vector<Passage> passagesWithoutVector(Database &database, DocumentId document, const QString &model,
                                           qint64 after, int most) {
    std::vector<Passage> passages;
    const auto sql =
        "SELECT id, document, text" + withoutVector(document) + " AND id>?3 ORDER BY id LIMIT ?4";
    auto rows = database.prepare(sql.constData());
    rows.bind(document, findModel(database, model), after, most);
    while (rows.step()) {
        Passage passage;
        passage.id = rows.integer(0);
        passage.document = rows.integer(1);
        passage.text = rows.text(2);
        passages.push_back(std::move(passage));
    }
    return passages;
}

int countWithoutVector(Database &database, DocumentId document, const QString &model) {
    const auto sql = "SELECT count(*)" + withoutVector(document);
    auto row = database.prepare(sql.constData());
    return row.bind(document, findModel(database, model)).step() ? int(row.integer(0)) : 0;
}

QHash<qint64, double> cosinesOf(Database &database, qint64 model, const std::vector<float> &query,
                                const std::vector<qint64> &passages) {
    auto rows = database.prepare("SELECT passage, vector FROM json_each(?1) CROSS JOIN embedding"
                                 " ON embedding.id=(?2 << 40 | json_each.value)");
    rows.bind(listOf(passages), model);
    return cosinesOfRows(rows, query);
}

} // namespace docchat::index
