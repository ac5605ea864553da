#pragma once

#include <QLayout>

namespace docchat::ui {

/// Puts its items beside each other as people read, and into a new row where the width ends.
class FlowLayout : public QLayout {
    Q_OBJECT

public:
    /// Pixels; rowGap: between rows, where it is another one.
    FlowLayout(QWidget *parent, int gap, int rowGap);
    FlowLayout(QWidget *parent, int gap) : FlowLayout(parent, gap, gap) {}
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override { m_items += item; }
    [[nodiscard]] int count() const override { return int(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override { return arrange({0, 0, width, 0}, false); }
    [[nodiscard]] QSize minimumSize() const override;
    [[nodiscard]] QSize sizeHint() const override { return minimumSize(); }
    void setGeometry(const QRect &rect) override;

private:
    /// The height that is needed; `moves`: the items are put there too.
    int arrange(const QRect &rect, bool moves) const;

    QList<QLayoutItem *> m_items;
    int m_gap;
    int m_rowGap;
};

} // namespace docchat::ui
