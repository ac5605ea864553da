#pragma once

#include "chat/citationchip.h"
#include "chat/surroundings.h"
#include "model/chat.h"

#include <QHash>
#include <QTextBrowser>
#include <QTimer>

class QGridLayout;
class QLabel;
class QPushButton;

namespace docchat::ui {

/// Markdown that grows with its text, from which nothing is ever loaded.
class AnswerText : public QTextBrowser {
    Q_OBJECT

public:
    explicit AnswerText(QWidget *parent);
    [[nodiscard]] QVariant loadResource(int type, const QUrl &name) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {100, sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void fit();
};

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
    void againWanted();
    void passagesWanted();
    void sentWanted();
    void grew();

private:
    void render();
    void renderCards();
    void renderNote();
    void follow(const QUrl &url);
    void toggleContext(const Citation &citation);
    void renderContext(int number);
    [[nodiscard]] const Citation *citationOf(int number) const;
    [[nodiscard]] QString markdown() const;
    [[nodiscard]] bool showsPlacesInText() const;
    void addPlaces(QTextDocument *document) const;
    void addContext(const QTextBlock &block, const Citation &citation) const;
    [[nodiscard]] QString plainText(bool withSources) const;

    const Theme *m_theme;
    Message m_message;
    bool m_writing = false;
    QString m_waiting;
    int m_current = 0;
    QHash<int, chat::Surroundings> m_context; ///< that is shown, by the citation's number
    AnswerText *m_text;
    CitationChip *m_chip;
    QWidget *m_cardArea;
    QGridLayout *m_cards;
    QLabel *m_note;
    QWidget *m_errorCard;
    QLabel *m_error;
    QWidget *m_actions;
    QPushButton *m_passages;
    QList<QWidget *> m_forText; ///< those of the actions that need an answer
    QTimer m_renderSoon;
};

} // namespace docchat::ui
