#pragma once

#include "library/documentmodel.h"

#include <QSortFilterProxyModel>

namespace docchat::ui {

/// The documents of the open collection whose names have what was typed.
class DocumentFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit DocumentFilter(DocumentModel *documents);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    DocumentModel *m_documents;
};

} // namespace docchat::ui
