#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace docchat::ui {

class OfferCard;

/// What an empty chat shows: how to begin, as long as there is no document; then what could be asked.
class Welcome : public QWidget {
    Q_OBJECT

public:
    explicit Welcome(QWidget *parent);

    void setHasDocuments(bool has);
    /// Questions that a click asks.
    void setSuggestions(const QStringList &questions);
    [[nodiscard]] OfferCard *offer() { return m_offer; }

    /// Not as those around it see it: its words have room to spare, and to be asked how high they are at each
    /// width takes an eighth of the program's start.
    [[nodiscard]] bool hasHeightForWidth() const override { return false; }

Q_SIGNALS:
    void addWanted();
    void sampleWanted();
    void questionWanted(const QString &question);

private:
    [[nodiscard]] QWidget *makeButtons();
    void showWords();

    QLabel *m_title;
    QLabel *m_words;
    QWidget *m_buttons;
    QWidget *m_suggestions;
    QVBoxLayout *m_questions;
    OfferCard *m_offer;
    bool m_hasDocuments = true; ///< until it is known
};

} // namespace docchat::ui
