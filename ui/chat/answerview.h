#pragma once

#include "chat/answertext.h"
#include "chat/growingtext.h"
#include "chat/surroundings.h"
#include "model/chat.h"
#include "model/note.h"

#include <QHash>
#include <QTimer>

class QGridLayout;
class QLabel;
class QPushButton;

namespace docchat::ui {

/// One answer: its text as it streams in, the sources, what can be done with it.
class AnswerView : public QWidget {
    Q_OBJECT

public:
    AnswerView(const Theme *theme, QWidget *parent);

    void setMessage(const Message &message, bool writing);
    void append(const QString &text);
    /// What it waits for before its first word; empty: it is looking.
    void setWaiting(const QString &words);
    void setModel(const QString &model);
    void addCitation(const Citation &citation);
    /// The end of writing. `error`: what cut it or kept it from coming.
    void finish(AnswerState state, const QString &note, const QString &error);
    [[nodiscard]] const Message &message() const { return m_message; }
    /// Whether there is a model that can go on with an answer that was cut off.
    void setWrites(bool writes);
    void setCurrentCitation(int number);
    /// How many passages match its question; 0: there is no list of them to offer.
    void setPassages(int count);
    /// Shows what stands around the quote of a citation.
    void showContext(int number, const chat::Surroundings &surroundings);

Q_SIGNALS:
    void citationClicked(const Citation &citation);
    void contextWanted(const Citation &citation); ///< ends in showContext()
    void linkClicked(const QUrl &url);
    void copyWanted(const QString &text);
    void copyWithSourcesWanted(const Message &message);
    void pinWanted(const docchat::Note &note);
    void againWanted();
    void restWanted(); ///< of an answer that was cut off
    void passagesWanted();
    void sentWanted();
    void grew();

private:
    void pinQuote(const Citation &citation);
    void pinAll();
    void render();
    void renderCards();
    void showCards();
    void renderNote();
    void follow(const QUrl &url);
    void toggleContext(const Citation &citation);
    void renderContext(int number);
    [[nodiscard]] const Citation *citationOf(int number) const;
    [[nodiscard]] bool showsPlacesInText() const;
    void addPlaces(QTextDocument *document) const;
    void addContext(const QTextBlock &block, const Citation &citation) const;
    void addCard(const Citation &citation);
    [[nodiscard]] QWidget *makeErrorCard();
    [[nodiscard]] QWidget *makeActions();
    void showEnding();
    [[nodiscard]] QString plainText() const;

    const Theme *m_theme;
    Message m_message;
    bool m_writing = false;
    QString m_waiting;
    int m_current = 0;
    QHash<int, chat::Surroundings> m_context; ///< that is shown, by the citation's number
    AnswerText *m_text;
    CitationChip *m_chip;
    GrowingText m_growing;
    QWidget *m_cardArea;
    QGridLayout *m_cards;
    QLabel *m_note;
    QWidget *m_errorCard;
    QLabel *m_error;
    QWidget *m_actions;
    QPushButton *m_again;
    QPushButton *m_passages;
    QList<QWidget *> m_forText;      ///< those of the actions that need an answer
    QList<QPushButton *> m_continue; ///< beside each way to have it written again
    bool m_writes = false;
    QTimer m_renderSoon;
};

} // namespace docchat::ui
