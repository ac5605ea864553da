#pragma once

#include "index/headings.h"
#include "source/thumbnails.h"

class QListWidget;
class QPushButton;
class QStackedWidget;

namespace docchat::ui {

/// What a document consists of, beside it: its sections, and its pages small.
class ContentsPanel : public QWidget {
    Q_OBJECT

public:
    explicit ContentsPanel(const Theme *theme, QWidget *parent = nullptr);

    void setSections(const std::vector<index::ContentsEntry> &sections);
    void setPages(const QList<QSizeF> &sizes, int count); ///< none of them: the document is text
    /// Shows where in the document the reader is.
    void setCurrentPage(int page);
    [[nodiscard]] Thumbnails *thumbnails() { return m_thumbnails; }
    [[nodiscard]] QListWidget *sections() { return m_sections; }
    void focusList();

Q_SIGNALS:
    void pageWanted(int page);
    void sectionWanted(int page, qsizetype start);

private:
    void choose(QWidget *shown);

    QPushButton *m_chooseSections;
    QPushButton *m_choosePages;
    QStackedWidget *m_stack;
    QListWidget *m_sections;
    Thumbnails *m_thumbnails;
    std::vector<index::ContentsEntry> m_entries;
};

} // namespace docchat::ui
