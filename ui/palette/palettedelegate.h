#pragma once

#include "theme.h"

#include <QStyledItemDelegate>

namespace docchat::ui {

/// A row of the palette: what kind of thing it is, what it is called, and at the right what else is to be
/// known.
class PaletteDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int rowHeight = 34;

    PaletteDelegate(const Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme *m_theme;
};

} // namespace docchat::ui
