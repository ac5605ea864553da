#include "search/resultsmodel.h"

#include <QLocale>

namespace docchat::ui {
namespace {

constexpr quintptr noDocument = 0; // the id of a document's row; a passage's is its document's row + 1

} // namespace

QString passagesWords(int fetched, int total) {
    if (fetched < total)
        return QObject::tr("%1 of %2 passages").arg(QLocale().toString(fetched), QLocale().toString(total));
    return total == 1 ? QObject::tr("1 passage") : QObject::tr("%1 passages").arg(QLocale().toString(total));
}

void ResultsModel::setMatches(index::Matches matches) {
    beginResetModel();
    m_matches = std::move(matches);
    // A document none of whose passages is among the best has nothing to show; it is counted all the same.
    std::erase_if(m_matches.documents,
                  [](const index::MatchedDocument &document) { return document.matches.empty(); });
    endResetModel();
}

const index::MatchedDocument &ResultsModel::documentAt(const QModelIndex &index) const {
    const auto row = index.internalId() == noDocument ? size_t(index.row()) : size_t(index.internalId()) - 1;
    return m_matches.documents[row];
}

const index::Match *ResultsModel::matchAt(const QModelIndex &index) const {
    return !index.isValid() || index.internalId() == noDocument
               ? nullptr
               : &documentAt(index).matches[size_t(index.row())];
}

Citation ResultsModel::citationAt(const QModelIndex &index) const {
    const auto *match = matchAt(index);
    return match ? citationOf(documentAt(index), *match) : Citation();
}

QModelIndex ResultsModel::index(int row, int column, const QModelIndex &parent) const {
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : noDocument);
}

QModelIndex ResultsModel::parent(const QModelIndex &child) const {
    if (!child.isValid() || child.internalId() == noDocument)
        return {};
    return createIndex(int(child.internalId()) - 1, 0, noDocument);
}

int ResultsModel::rowCount(const QModelIndex &parent) const {
    if (!parent.isValid())
        return int(m_matches.documents.size());
    return matchAt(parent) ? 0 : int(documentAt(parent).matches.size());
}

int ResultsModel::columnCount(const QModelIndex &) const {
    return 1;
}

QVariant ResultsModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    const auto &document = documentAt(index);
    if (const auto *match = matchAt(index))
        return QStringLiteral("%1: %2").arg(match->place, match->snippet.text);
    return QStringLiteral("%1 — %2").arg(document.name.simplified(),
                                         passagesWords(int(document.matches.size()), document.total));
}

Citation citationOf(const index::MatchedDocument &document, const index::Match &match) {
    Citation citation;
    citation.document = document.document;
    citation.passage = match.passage;
    citation.name = document.name;
    citation.kind = document.kind;
    citation.page = match.page;
    citation.place = match.place;
    citation.start = match.start;
    citation.end = match.end;
    citation.quote = match.text;
    citation.verified = true;
    return citation;
}

} // namespace docchat::ui
