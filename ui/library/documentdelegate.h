#pragma once

#include "theme.h"

#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

namespace docchat::ui {

/// Draws a row of the library: tick box, type mark, name, one line of state; a bar and a ✕ while it is read;
/// the one useful button when it failed.
class DocumentDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit DocumentDelegate(const Theme *theme, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    static constexpr int rowHeight = 58;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

Q_SIGNALS:
    void cancelClicked(const QModelIndex &index);
    void actionClicked(const QModelIndex &index);
    void rowClicked(const QModelIndex &index); ///< beside its tick box and its button

private:
    struct Parts;
    [[nodiscard]] Parts partsOf(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintTick(QPainter *painter, const QRect &rect, bool ticked) const;
    void paintButton(QPainter *painter, const QRect &rect, const QString &text, const QFont &font) const;

    const Theme *m_theme;
};

} // namespace docchat::ui
