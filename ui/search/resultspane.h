#pragma once

#include "search/resultsmodel.h"
#include "theme.h"

#include <QTreeView>

class QLabel;
class QPushButton;

namespace docchat::ui {

/// The list itself: Enter opens a passage or folds a document, Left and Right fold and unfold it.
class ResultsList : public QTreeView {
    Q_OBJECT

public:
    ResultsList(ResultsModel *model, const Theme *theme, QWidget *parent);

    void keyboardSearch(const QString &) override {} ///< typing belongs into the question box

Q_SIGNALS:
    void passageWanted(const Citation &passage);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void drawBranches(QPainter *, const QRect &, const QModelIndex &) const override {}

private:
    void open(const QModelIndex &index);

    ResultsModel *m_results;
};

/// Every passage that matches what is typed, by document. Shows what it is told.
class ResultsPane : public QWidget {
    Q_OBJECT

public:
    explicit ResultsPane(const Theme *theme, QWidget *parent = nullptr);

    void setMatches(index::Matches matches);
    /// There are no matches: a sentence instead.
    void setSentence(const QString &sentence);
    void focusList();
    [[nodiscard]] ResultsList *list() { return m_list; }
    [[nodiscard]] ResultsModel *model() { return &m_model; }
    [[nodiscard]] QString summary() const;

Q_SIGNALS:
    void passageWanted(const Citation &passage);
    void askWanted();
    void closeWanted();

private:
    ResultsModel m_model;
    ResultsList *m_list;
    QLabel *m_summary;
};

} // namespace docchat::ui
