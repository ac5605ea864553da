#pragma once

#include "index/postings.h"
#include "index/rerank.h"
#include "index/signindex.h"
#include "index/sqlite.h"
#include "model/passage.h"

#include <QList>
#include <QString>

#include <functional>
#include <vector>

namespace docchat::index {

/// A passage that was found, with its document's name and kind.
struct Hit {
    Passage passage;
    QString name;
    DocumentKind kind = DocumentKind::Unknown;
    double score = 0;
    QString place = {};  ///< where it begins, for people; of the best hits
    QString within = {}; ///< the name of the mail that the document is attached to

    [[nodiscard]] QString where() const {
        return place.isEmpty() ? placeName(kind, passage.firstPage, {}, 0) : place;
    }
    [[nodiscard]] QString nameAndPlace() const {
        return inMail(name + QStringLiteral(", ") + where(), within);
    }
};

/// What a question found: passages best first, and the sentences that answer best, whose `candidate` counts
/// in `hits`.
struct Found {
    std::vector<Hit> hits;
    std::vector<RankedSentence> sentences;
    double corpusPassages = 0;
    bool signsWhole = true; ///< false: rebuildSigns() has to write them anew
};

/// What to look for, and where.
struct Query {
    QString text;
    QList<DocumentId> documents = {}; ///< empty: all
    int candidates = 200;
    std::vector<float> vector = {}; ///< of `text`, by the model below; empty: words alone
    qint64 model = 0;
    QStringList phrases = {};       ///< that a passage must hold
    QStringList excludedWords = {}; ///< that it must not
    SignIndex *signs = nullptr;     ///< kept from question to question; null: read for this one
};

/// Words by the postings where they are there, else by FTS5; vectors where there are any, fused by weight,
/// then re-ranked by sentences (RETRIEVAL.md). Of a long text only searchedPart() is looked up. Runs on the
/// thread of the connection; throws SqliteError.
[[nodiscard]] Found search(Database &database, const Query &query, Postings *postings = nullptr);

} // namespace docchat::index
