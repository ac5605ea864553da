#pragma once

#include "theme.h"

#include <QStyledItemDelegate>

namespace docchat::ui {

/// Draws a chat: its title, and below it when, or the words that were searched for; edits the title.
class ChatDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    enum Roles { IdRole = Qt::UserRole, LineRole, MarksRole, MessageRole }; ///< MarksRole: Marks of the line

    static constexpr int rowHeight = 50;

    ChatDelegate(const Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override {
        return {200, rowHeight};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                        const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

private:
    const Theme *m_theme;
};

} // namespace docchat::ui
