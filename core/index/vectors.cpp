#include "index/vectors.h"

#include <qfloat16.h>

#include <cmath>
#include <cstring>

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

std::vector<float> unpack(const QByteArray &bytes) {
    std::vector<float> vector(size_t(bytes.size()) / sizeof(qfloat16));
    std::vector<qfloat16> halves(vector.size()); // SQLite's bytes may not be aligned
    if (!halves.empty())
        std::memcpy(halves.data(), bytes.constData(), halves.size() * sizeof(qfloat16));
    qFloatFromFloat16(vector.data(), halves.data(), qsizetype(vector.size()));
    return vector;
}

} // namespace

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

void addEmbedding(Database &database, qint64 passage, qint64 model, const std::vector<float> &vector) {
    database.prepare("INSERT OR REPLACE INTO embedding(passage, model, vector) VALUES (?1, ?2, ?3)")
        .bind(passage, model, pack(vector))
        .run();
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
        const auto vector = unpack(rows.blob(1));
        if (vector.size() != query.size())
            continue;
        double dot = 0;
        for (size_t i = 0; i < vector.size(); ++i)
            dot += double(vector[i]) * double(query[i]);
        const double norms = norm(vector) * queryNorm;
        cosines.insert(rows.integer(0), norms > 0 ? dot / norms : 0.0);
    }
    return cosines;
}

} // namespace docchat::index
