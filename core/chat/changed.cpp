#include "chat/changed.h"

#include "base/words.h"
#include "index/documents.h"

#include <cstdlib>

namespace docchat::chat {
namespace {

/// The texts of documents, of which the last is kept.
class Texts {
public:
    explicit Texts(index::Database &database) : m_database(database) {}
    [[nodiscard]] const QString &of(DocumentId document) {
        if (document != m_document) {
            QStringList pages;
            for (const auto &page : index::pagesOf(m_database, document))
                pages += page.text;
            m_text = pages.join(QLatin1Char('\n'));
            m_document = document;
        }
        return m_text;
    }

private:
    index::Database &m_database;
    DocumentId m_document = 0;
    QString m_text;
};

/// Where `words` stand in a text, nearest to `position`; -1: nowhere.
qsizetype nearest(const QString &text, const QString &words, qsizetype position) {
    qsizetype best = -1;
    for (auto at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
        if (best < 0 || std::abs(at - position) < std::abs(best - position))
            best = at;
    }
    return best;
}

bool findIn(index::Database &database, Citation &citation, Texts &texts) {
    if (citation.quote.isEmpty() ||
        index::textOf(database, citation.document, citation.start, citation.end) == citation.quote)
        return true;
    const auto start = nearest(texts.of(citation.document), citation.quote, citation.start);
    if (start < 0)
        return false;
    citation.start = start;
    citation.end = start + citation.quote.size();
    citation.boxes.clear();
    return true;
}

QString noteOf(const QStringList &numbers) {
    const auto all = numbers.join(QStringLiteral(", "));
    return numbers.size() == 1
               ? Words::tr("The document of %1 has changed since, the words are no longer in it").arg(all)
               : Words::tr("The documents of %1 have changed since, the words are no longer in them")
                     .arg(all);
}

} // namespace

bool findAgain(index::Database &database, Citation &citation) {
    Texts texts(database);
    return findIn(database, citation, texts);
}

void tellChanges(index::Database &database, std::vector<Message> &messages) {
    Texts texts(database);
    for (auto &message : messages) {
        QStringList gone;
        for (auto &citation : message.citations) {
            if (findIn(database, citation, texts) || !index::findDocument(database, citation.document))
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
