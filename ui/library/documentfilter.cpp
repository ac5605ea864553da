#include "library/documentfilter.h"

namespace docchat::ui {

DocumentFilter::DocumentFilter(DocumentModel *documents) : m_documents(documents) {
    setFilterCaseSensitivity(Qt::CaseInsensitive);
    setSourceModel(documents);
    connect(documents, &DocumentModel::shownChanged, this, &DocumentFilter::invalidate);
}

bool DocumentFilter::filterAcceptsRow(int row, const QModelIndex &parent) const {
    return m_documents->isShown(m_documents->at(row)) && QSortFilterProxyModel::filterAcceptsRow(row, parent);
}

} // namespace docchat::ui
