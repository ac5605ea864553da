#pragma once

#include "index/querysyntax.h"

#include <QWidget>

namespace docchat::ui {

/// What narrows the question that is being typed, each as a chip that a click, Delete or Backspace takes
/// away: its filters, and the ticked documents.
class FilterChips : public QWidget {
    Q_OBJECT

public:
    explicit FilterChips(QWidget *parent = nullptr);

    void setFilters(const std::vector<index::QueryFilter> &filters);
    void setTicked(int documents);

Q_SIGNALS:
    void removeWanted(const index::QueryFilter &filter);
    void clearTicksWanted();

private:
    void show();
    void add(const QString &text, const QString &accessibleName, const std::function<void()> &remove);

    std::vector<index::QueryFilter> m_filters;
    int m_ticked = 0;
};

} // namespace docchat::ui
