#pragma once

#include "search/resultsmodel.h"
#include "theme.h"

#include <QStyledItemDelegate>

namespace docchat::ui {

/// Draws a document with its count, and a passage: its place, and two lines with the words in bold.
class ResultsDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    ResultsDelegate(const Theme *theme, QObject *parent);

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    void paintDocument(QPainter *painter, const QStyleOptionViewItem &option, const QRect &body,
                       const QModelIndex &index) const;
    void paintPassage(QPainter *painter, const QStyleOptionViewItem &option, const QRect &body,
                      const index::Match &match) const;

    const Theme *m_theme;
};

} // namespace docchat::ui
