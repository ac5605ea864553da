#include "index/knownvectors.h"

#include "index/vectors.h"

#include <QCryptographicHash>

#include <map>

namespace docchat::index {
namespace {

QByteArray keyOf(const QString &text) {
    const QByteArrayView bytes(reinterpret_cast<const char *>(text.utf16()),
                               text.size() * qsizetype(sizeof(char16_t)));
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(bytes);
    return hash.result();
}

/// Of one model.
struct Taken {
    std::vector<qint64> passages;
    std::vector<std::vector<float>> vectors;
};

} // namespace

KnownVectors::KnownVectors(Database &database, const QList<DocumentId> &documents) {
    auto rows = database.prepare("SELECT id, text FROM passage WHERE document=?1 AND EXISTS"
                                 " (SELECT 1 FROM embedding WHERE embedding.passage=passage.id)");
    for (const auto document : documents) {
        rows.bind(document);
        while (rows.step()) {
            const auto key = keyOf(rows.text(1));
            if (!m_passages.contains(key))
                m_passages.insert(key, rows.integer(0));
        }
        rows.reset();
    }
}

void KnownVectors::takeOver(Database &database, const std::vector<Passage> &passages) const {
    auto rows = database.prepare("SELECT model, vector FROM embedding JOIN passage"
                                 " ON passage.id=embedding.passage WHERE embedding.passage=?1 AND text=?2");
    std::map<qint64, Taken> byModel;
    for (const auto &passage : passages) {
        const auto same = m_passages.constFind(keyOf(passage.text));
        if (same == m_passages.cend())
            continue;
        rows.bind(*same, passage.text);
        while (rows.step()) {
            auto &taken = byModel[rows.integer(0)];
            taken.passages.push_back(passage.id);
            taken.vectors.push_back(unpackVector(rows.view(1)));
        }
        rows.reset();
    }
    for (const auto &[model, taken] : byModel)
        addEmbeddings(database, model, taken.passages, taken.vectors);
}

} // namespace docchat::index
