#include "chat/filterchips.h"

#include "widgets/buttons.h"
#include "widgets/flowlayout.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

namespace docchat::ui {
namespace {

constexpr int widestText = 220; // pixels
constexpr size_t mostChips = 12;

/// A button that its removing keys press too.
class Chip : public QPushButton {
public:
    using QPushButton::QPushButton;

protected:
    void keyPressEvent(QKeyEvent *event) override {
        const auto key = event->key();
        if (key == Qt::Key_Delete || key == Qt::Key_Backspace || key == Qt::Key_Return ||
            key == Qt::Key_Enter)
            click();
        else
            QPushButton::keyPressEvent(event);
    }
};

} // namespace

FilterChips::FilterChips(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("filterChips"));
    new FlowLayout(this, 6);
    hide();
}

void FilterChips::setFilters(const std::vector<index::QueryFilter> &filters) {
    const bool same = std::equal(filters.begin(), filters.end(), m_filters.begin(), m_filters.end(),
                                 [](const auto &a, const auto &b) { return a.typed == b.typed; });
    m_filters = filters; // where they stand may have changed all the same
    if (!same)
        show();
}

void FilterChips::setTicked(int documents) {
    if (m_ticked == documents)
        return;
    m_ticked = documents;
    show();
}

void FilterChips::add(const QString &text, const QString &accessibleName,
                      const std::function<void()> &remove) {
    auto *chip = new Chip(this);
    chip->setProperty("chip", true);
    chip->setProperty("filter", true);
    chip->setAutoDefault(false);
    const auto shown = fontMetrics().elidedText(text, Qt::ElideMiddle, widestText);
    chip->setText(withoutKeys(shown) + QStringLiteral("  ✕"));
    chip->setAccessibleName(accessibleName);
    chip->setToolTip(accessibleName);
    connect(chip, &QPushButton::clicked, this, remove);
    layout()->addWidget(chip);
    chip->show();
}

void FilterChips::show() {
    while (auto *item = layout()->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the one that was clicked
        delete item;
    }
    if (m_ticked > 0) {
        const auto words = m_ticked == 1 ? tr("1 document") : tr("%1 documents").arg(m_ticked);
        add(words, tr("%1 ticked: ask all documents instead").arg(words),
            [this] { Q_EMIT clearTicksWanted(); });
    }
    for (size_t i = 0; i < std::min(m_filters.size(), mostChips); ++i)
        add(m_filters[i].typed, tr("Remove the filter %1").arg(m_filters[i].typed), [this, i] {
            if (i < m_filters.size())
                Q_EMIT removeWanted(m_filters[i]);
        });
    if (m_filters.size() > mostChips)
        layout()->addWidget(new QLabel(tr("and %1 more").arg(m_filters.size() - mostChips), this));
    setVisible(layout()->count() > 0);
    updateGeometry();
}

} // namespace docchat::ui
