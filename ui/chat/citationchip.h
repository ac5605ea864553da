#pragma once

#include "theme.h"

#include <QObject>
#include <QTextBlock>
#include <QTextObjectInterface>

class QTextDocument;

namespace docchat::ui {

/// Draws the numbered mark of a citation inside a text, as a character of its own that is also a link
/// ("cite:2").
class CitationChip : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    CitationChip(const Theme *theme, QObject *parent) : QObject(parent), m_theme(theme) {}

    /// Draws the chips of a document from now on.
    void attachTo(QTextDocument *document);
    /// Puts a chip in the place of every [n] of `document` whose number is one of `numbers`.
    static void insertInto(QTextDocument *document, const QList<int> &numbers);

    /// The paragraph that the chip of a number ends; invalid when there is none.
    [[nodiscard]] QTextBlock blockOf(QTextDocument *document, int number) const;

    /// Of a chip's character; 0: it is none.
    [[nodiscard]] static int numberOf(const QTextFormat &format);

    /// The citation that the source pane shows is filled; 0: none.
    void setCurrent(int number) { m_current = number; }
    /// The chip at this character of the text has a frame, as what has the focus has; -1: none.
    void setFocused(int position) { m_focused = position; }

    [[nodiscard]] QSizeF intrinsicSize(QTextDocument *document, int position,
                                       const QTextFormat &format) override;
    void drawObject(QPainter *painter, const QRectF &rect, QTextDocument *document, int position,
                    const QTextFormat &format) override;

private:
    const Theme *m_theme;
    int m_current = 0;
    int m_focused = -1;
};

} // namespace docchat::ui
