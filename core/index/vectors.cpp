#include "index/vectors.h"

#include "index/signs.h"

#include <qfloat16.h>

#include <cmath>
#include <cstring>
#include <map>

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

double cosine(const std::vector<float> &a, const std::vector<float> &b, double normOfB) {
    double dot = 0;
    for (size_t i = 0; i < a.size(); ++i)
        dot += double(a[i]) * double(b[i]);
    const double norms = norm(a) * normOfB;
    return norms > 0 ? dot / norms : 0;
}

/// Rows of one dimension by one: usual batches have but one.
using RowsByDimension = std::map<size_t, SignRows>;

void addRow(RowsByDimension &all, qint64 passage, DocumentId document, const std::vector<float> &vector) {
    auto &rows = all[vector.size()];
    const auto bits = signsOf(vector);
    rows.passages.push_back(passage);
    rows.documents.push_back(document);
    rows.bits.insert(rows.bits.end(), bits.begin(), bits.end());
}

} // namespace

std::vector<float> unpackVector(const QByteArray &bytes) {
    std::vector<float> vector(size_t(bytes.size()) / sizeof(qfloat16));
    std::vector<qfloat16> halves(vector.size()); // SQLite's bytes may not be aligned
    if (!halves.empty())
        std::memcpy(halves.data(), bytes.constData(), halves.size() * sizeof(qfloat16));
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
    auto insert =
        database.prepare("INSERT OR REPLACE INTO embedding(passage, model, vector) VALUES (?1, ?2, ?3)");
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

void addEmbedding(Database &database, qint64 passage, qint64 model, const std::vector<float> &vector) {
    addEmbeddings(database, model, {passage}, {vector});
}

std::vector<Passage> passagesWithoutVector(Database &database, DocumentId document, const QString &model) {
    std::vector<Passage> passages;
    auto rows = database.prepare(
        "SELECT id, text FROM passage WHERE document=?1 AND NOT EXISTS (SELECT 1 FROM embedding"
        " WHERE embedding.passage=passage.id AND embedding.model=?2) ORDER BY start");
    rows.bind(document, findModel(database, model));
    while (rows.step()) {
        Passage passage;
        passage.id = rows.integer(0);
        passage.document = document;
        passage.text = rows.text(1);
        passages.push_back(std::move(passage));
    }
    return passages;
}

QHash<qint64, double> cosinesOf(Database &database, qint64 model, const std::vector<float> &query,
                                const std::vector<qint64> &passages) {
    QHash<qint64, double> cosines;
    const double queryNorm = norm(query);
    auto row = database.prepare("SELECT vector FROM embedding WHERE passage=?1 AND model=?2");
    for (const auto passage : passages) {
        if (row.bind(passage, model).step()) {
            const auto vector = unpackVector(row.blob(0));
            if (vector.size() == query.size())
                cosines.insert(passage, cosine(vector, query, queryNorm));
        }
        row.reset();
    }
    return cosines;
}

QHash<qint64, double> similarities(Database &database, qint64 model, const std::vector<float> &query,
                                   const QList<DocumentId> &documents) {
    QHash<qint64, double> cosines;
    const double queryNorm = norm(query);
    auto rows =
        database.prepare("SELECT passage, vector, document FROM embedding JOIN passage ON passage.id=passage"
                         " WHERE model=?1");
    rows.bind(model);
    while (rows.step()) {
        if (!documents.isEmpty() && !documents.contains(rows.integer(2)))
            continue;
        const auto vector = unpackVector(rows.blob(1));
        if (vector.size() != query.size())
            continue;
        cosines.insert(rows.integer(0), cosine(vector, query, queryNorm));
    }
    return cosines;
}

} // namespace docchat::index
