#pragma once

#include "model/document.h"
#include "model/passage.h"
#include "theme.h"

#include <QTextEdit>
#include <QWidget>

#include <optional>

class QPushButton;

namespace docchat::ui {

/// A document of text, in a column of readable width: some of its sections, joined as its offsets count, with
/// the ways to those before and after them; the words of citations are marked.
class TextView : public QWidget {
    Q_OBJECT

public:
    explicit TextView(const Theme *theme, QWidget *parent = nullptr);

    /// The first of the sections begins at `start` of the document's text.
    void setSections(const std::vector<Page> &sections, qsizetype start, bool hasEarlier, bool hasLater);
    /// What mark() was told of the document before is not to be gone to any more.
    void forgetWanted() { m_wanted.reset(); }

    /// Marks the words of a citation, and those of the others weakly, and scrolls there; at once, or once the
    /// section that they are in is shown.
    void mark(const Citation &citation, const QList<Citation> &others = {});
    void clearMarks();
    /// Shows a place of the document's text without marking anything.
    void goTo(qsizetype position);

    [[nodiscard]] QString selectedText() const;
    /// Of the selected words, in the document's text: from, to.
    [[nodiscard]] std::pair<qsizetype, qsizetype> selectedRange() const;

    [[nodiscard]] double zoom() const { return m_zoom; }
    void setZoom(double zoom); ///< of the letters; 1 is that of the window

    [[nodiscard]] QTextEdit *text() const;

Q_SIGNALS:
    void textWanted(qsizetype position); ///< the sections around it, by setSections()
    void selectionChanged();
    void zoomChanged(double zoom);

private:
    class Column;
    /// A section: where it begins in the document's text, and in what is shown.
    struct Section {
        qsizetype documentStart = 0;
        qsizetype shownStart = 0;
    };

    void scale();
    void setHeading(qsizetype start, qsizetype length);
    [[nodiscard]] qsizetype shownAt(qsizetype position) const;
    [[nodiscard]] qsizetype positionAt(qsizetype shown) const;
    [[nodiscard]] bool isShown(const Citation &citation) const;
    [[nodiscard]] QTextEdit::ExtraSelection selectionOf(const Citation &citation, const QColor &colour) const;
    void markShown(const Citation &citation);
    void scrollTo(const QTextCursor &there, int above); ///< pixels

    const Theme *m_theme;
    QPushButton *m_earlier;
    Column *m_text;
    QPushButton *m_later;
    QList<Section> m_sections;
    qsizetype m_end = 0;              ///< of the sections, in the document's text
    std::optional<Citation> m_wanted; ///< to go to once its section is shown
    QList<Citation> m_others;         ///< marked weakly beside the one that was gone to
    double m_zoom = 1;
};

} // namespace docchat::ui
