#pragma once

#include "chat/surroundings.h"
#include "model/passage.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace docchat::ui {

/// A citation's place as short as it can be said: "p. 3", "slide 4".
[[nodiscard]] QString placeWords(const Citation &citation);
/// The document's name without its ending, and the place.
[[nodiscard]] QString shortNameAndPlace(const Citation &citation);
/// Its quote, where it stands and whether it was found there, as HTML for a tool tip.
[[nodiscard]] QString citationCard(const Citation &citation);
/// What shows or hides the sentences around a quote is called.
[[nodiscard]] QString contextWords(bool isShown);

/// A citation as a card: number, document and place, "found in source", the quote and, when wanted, what
/// stands around it. A click shows the place.
class SourceCard : public QWidget {
    Q_OBJECT

public:
    SourceCard(const Citation &citation, bool numbered, QWidget *parent);
    void setSelected(bool selected);
    /// What stands around the quote; nullopt: the quote alone.
    void setContext(const std::optional<chat::Surroundings> &surroundings);
    [[nodiscard]] const Citation &citation() const { return m_citation; }

Q_SIGNALS:
    void clicked();
    void contextToggled();
    void pinWanted();

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHead(bool numbered);

    Citation m_citation;
    QLabel *m_quote;
    QPushButton *m_context;
};

} // namespace docchat::ui
