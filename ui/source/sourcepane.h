#pragma once

#include "model/note.h"
#include "source/selectablepages.h"
#include "widgets/elidedlabel.h"

#include <QWidget>

class QLineEdit;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace docchat::ui {

class ContentsPanel;
class SelectionBar;
class TextView;

/// The right pane: a document itself, as pages or as text, with the cited words marked. Shows what it is
/// told.
class SourcePane : public QWidget {
    Q_OBJECT

public:
    explicit SourcePane(const Theme *theme, QWidget *parent = nullptr);

    /// Begins to show a document of pages; pictures are wanted from now on.
    void showPages(DocumentId id, const QString &name, const QList<QSizeF> &sizes, int count);
    /// Shows a document of text: sections of it, joined as its offsets count. The first of them begins at
    /// `start` of its text; others may come before and after them.
    void showText(DocumentId id, const QString &name, const std::vector<Page> &sections, qsizetype start = 0,
                  bool hasEarlier = false, bool hasLater = false);
    /// Says why nothing can be shown.
    void showProblem(DocumentId id, const QString &name, const QString &reason);
    /// The file that is shown has its number in the library now.
    void setDocument(DocumentId id);

    /// Marks a citation of the shown document and scrolls there; `count` and `index` are for "Cited here".
    void mark(const Citation &citation, int index, int count);
    /// The words of a citation are not in the shown document any more; `count` as above.
    void tellChanged(int count);
    void clearMark();

    [[nodiscard]] DocumentId document() const { return m_document; }
    [[nodiscard]] QString name() const; ///< of the document
    [[nodiscard]] bool showsProblem() const;
    [[nodiscard]] SelectablePages *pages() { return m_pages; }
    [[nodiscard]] ContentsPanel *contents() { return m_contents; }
    /// Asks for the sections of what is shown, where they are seen.
    void askForContents();
    /// The words that are selected, and a citation of them; empty: none are.
    [[nodiscard]] QString selectedText() const;
    [[nodiscard]] QWidget *view() const; ///< the pages or the text, whichever is shown
    [[nodiscard]] int contentsWidth() const;
    void focusView();
    void setNarrow(bool narrow); ///< the pane covers the chat: there is a Back
    void setFloats(bool floats); ///< it has a window of its own

    /// The occurrences that find() was asked for, and which one is shown.
    void setFound(const QList<Citation> &found, bool areAll); ///< false: there are more

Q_SIGNALS:
    void closeWanted();
    void contentsToggled();
    void floatWanted(); ///< into a window of its own, or back
    void nameChanged(const QString &name);
    void nextCitationWanted(int step);
    void findWanted(DocumentId document, const QString &text);
    void textWanted(DocumentId document, qsizetype position); ///< the sections around it, by showText()
    void contentsWanted(DocumentId document);                 ///< its sections, by contents()->setSections()
    void copyWanted(const QString &text);
    void copyWithSourceWanted(const docchat::Note &words); ///< and where they are
    void pinWanted(const docchat::Note &note);
    void askAboutWanted(DocumentId document, const QString &words);

public Q_SLOTS:
    void startFind();
    void focusPage(); ///< the box with the page's number, where there are pages
    void findNext(int step = 1);
    void zoom(int steps); ///< of what is shown; 0: as it was at first
    void toggleContents();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] Note selectedNote() const;
    void setName(const QString &name);
    QWidget *makeBar();
    QWidget *makeCitedBar();
    QWidget *makeFindBar();
    void connectContents();
    void connectSelection();
    void goTo(const Citation &citation, const QList<Citation> &others = {});
    void showCited(const QString &words, int count);
    void showInStack(QWidget *view);
    void showZoom(double zoom);
    void showZoomWhereItFits();
    void showPageNumber(int page);

    const Theme *m_theme;
    DocumentId m_document = 0;
    ElidedLabel *m_name;
    QPushButton *m_back;
    QPushButton *m_float;
    QPushButton *m_contentsButton;
    QLineEdit *m_pageBox;
    QLabel *m_pageCount;
    QLabel *m_zoom;
    QList<QPushButton *> m_zoomTools;
    QWidget *m_pageTools;
    QWidget *m_citedBar;
    QLabel *m_cited;
    QPushButton *m_previous;
    QPushButton *m_next;
    QWidget *m_findBar;
    QLineEdit *m_findBox;
    QLabel *m_findCount;
    QStackedWidget *m_stack;
    ContentsPanel *m_contents;
    SelectablePages *m_pages;
    SelectionBar *m_selection;
    TextView *m_text;
    QLabel *m_problem;
    QList<Citation> m_found;
    int m_foundAt = -1;
    bool m_foundAll = true;
};

} // namespace docchat::ui
