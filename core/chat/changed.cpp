#include "chat/changed.h"

#include "index/documents.h"

#include <cstdlib>

namespace docchat::chat {
namespace {

/// Where `words` stand in the text of a document, nearest to `position`; -1: nowhere.
qsizetype nearest(index::Database &database, DocumentId document, const QString &words, qsizetype position) {
    QStringList texts;
    for (const auto &page : index::pagesOf(database, document))
        texts += page.text;
    const auto text = texts.join(QLatin1Char('\n'));
    qsizetype best = -1;
    for (auto at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
        if (best < 0 || std::abs(at - position) < std::abs(best - position))
            best = at;
    }
    return best;
}

QString noteOf(const QStringList &numbers) {
    const auto all = numbers.join(QStringLiteral(", "));
    return numbers.size() == 1
               ? QStringLiteral("The document of %1 has changed since, the words are no longer in it")
                     .arg(all)
               : QStringLiteral("The documents of %1 have changed since, the words are no longer in them")
                     .arg(all);
}

} // namespace

bool findAgain(index::Database &database, Citation &citation) {
    if (citation.quote.isEmpty() ||
        index::textOf(database, citation.document, citation.start, citation.end) == citation.quote)
        return true;
    const auto start = nearest(database, citation.document, citation.quote, citation.start);
    if (start < 0)
        return false;
    citation.start = start;
    citation.end = start + citation.quote.size();
    citation.boxes.clear();
    return true;
}

void tellChanges(index::Database &database, std::vector<Message> &messages) {
    for (auto &message : messages) {
        QStringList gone;
        for (auto &citation : message.citations) {
            if (findAgain(database, citation) || !index::findDocument(database, citation.document))
                continue;
            citation.verified = false;
            gone += QStringLiteral("[%1]").arg(citation.number);
        }
        if (gone.isEmpty() || message.state == AnswerState::Failed) // its note is the error
            continue;
        message.note += (message.note.isEmpty() ? QString() : QStringLiteral(". ")) + noteOf(gone);
    }
}

} // namespace docchat::chat
