#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace docchat::quality {

/// A document of a set; `title` is that of the article or paper that it is from.
struct SetDocument {
    QString id;
    QString title;
    QString text;
};

/// A question of a set with what is known to answer it.
struct SetQuestion {
    QString text;
    QStringList answers;          ///< strings that answer it; empty where nobody noted them
    QHash<QString, int> relevant; ///< grade by the document's id; those of grade 0 are left out
};

/// A folder of questions about documents, in the format of BEIR with answers: corpus.jsonl, queries.jsonl,
/// qrels.tsv. Questions without any relevant document are left out.
struct QuestionSet {
    QString name;
    std::vector<SetDocument> documents;
    std::vector<SetQuestion> questions;
};

/// Blocks. Throws std::runtime_error naming the file that is missing or is none of this format.
[[nodiscard]] QuestionSet readQuestionSet(const QString &folder);

/// The question with one letter of one of its words wrong: two swapped, one left out, doubled or another. The
/// same `seed` gives the same. A question without a word of four letters is given back as it is.
[[nodiscard]] QString withTypo(const QString &question, quint32 seed);

} // namespace docchat::quality
