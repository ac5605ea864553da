#pragma once

#include "index/matches.h"

#include <QAbstractItemModel>

namespace docchat::ui {

/// The passages that match a search, below their documents.
class ResultsModel : public QAbstractItemModel {
    Q_OBJECT

public:
    using QAbstractItemModel::QAbstractItemModel;

    void setMatches(index::Matches matches);
    [[nodiscard]] const index::Matches &matches() const { return m_matches; }

    /// The document of a row, or of the passage in it.
    [[nodiscard]] const index::MatchedDocument &documentAt(const QModelIndex &index) const;
    /// The passage of a row; null: it is a document.
    [[nodiscard]] const index::Match *matchAt(const QModelIndex &index) const;
    /// A passage as what the source pane shows and marks.
    [[nodiscard]] Citation citationAt(const QModelIndex &index) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    index::Matches m_matches;
};

/// A passage as what the source pane shows and marks.
[[nodiscard]] Citation citationOf(const index::MatchedDocument &document, const index::Match &match);

/// "1 passage", "12 passages", "50 of 1,200 passages".
[[nodiscard]] QString passagesWords(int fetched, int total);

} // namespace docchat::ui
