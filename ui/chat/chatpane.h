#pragma once

#include "chat/chatbar.h"
#include "chat/composer.h"
#include "chat/messageview.h"
#include "chat/welcome.h"
#include "search/resultspane.h"

#include <QScrollArea>
#include <QStackedWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace docchat::ui {

class NoticeBar;

/// The middle pane: title, scope and model, the conversation, the composer. Shows what it is told and emits
/// wishes.
class ChatPane : public QWidget {
    Q_OBJECT

public:
    explicit ChatPane(const Theme *theme, QWidget *parent = nullptr);
    ~ChatPane() override;

    void joinHidden(); ///< what is not shown at first; after the first frame, see MainWindow

    void setTitle(const QString &title) { m_bar->setTitle(title); }
    void setMessages(const std::vector<Message> &messages);
    /// Takes away what follows a message (0: everything), for another version of it to come.
    void keepUntil(qint64 message);
    void addQuestion(const QString &text);
    /// Begins an answer; the view lives until the chat is changed.
    AnswerView *beginAnswer(const QString &model);
    /// The answer that is to be gone on with, as far as it is written; null: it is not shown.
    AnswerView *continueAnswer(const Message &message);
    void endAnswer();
    /// What is shown already, now that it is kept: its ids and versions.
    void setKept(const std::vector<Message> &messages);
    void showMessage(qint64 message);
    /// The sentence above the composer while an earlier question is edited.
    void setEditing(bool editing);

    /// Offers a model server, as a card where there is nothing else to see, else in a line; empty: no more.
    void offerServer(const QString &words, bool asCard);

    /// Whether there is something to ask, and what could be asked of it, for as long as the chat is empty.
    void setHasDocuments(bool has) { m_welcome->setHasDocuments(has); }
    void setSuggestions(const QStringList &questions) { m_welcome->setSuggestions(questions); }
    void setScope(const QString &words) { m_bar->setScope(words); }
    void setModel(const QString &words, bool local) { m_bar->setModel(words, local); }
    [[nodiscard]] QString modelWords() const { return m_bar->modelWords(); }
    void setAnswerStyle(const QString &words, bool isChosen) { m_bar->setStyle(words, isChosen); }
    /// Whether there is a model that can go on with answers.
    void setWrites(bool writes);
    void setCurrentCitation(const AnswerView *answer, int number);
    [[nodiscard]] Composer *composer() { return m_composer; }
    [[nodiscard]] ResultsPane *results() { return m_results; }
    /// The passages that match a search, in place of the conversation.
    void showResults(bool shown);
    [[nodiscard]] bool resultsShown() const;
    /// Did the newest answer fail?
    [[nodiscard]] bool lastFailed() const;
    [[nodiscard]] bool isEmpty() const { return m_views.isEmpty(); }

Q_SIGNALS:
    void answering(bool begins); ///< an answer begins, or has ended
    void addWanted();
    void sampleWanted();
    void suggestionTaken(const QString &question);
    void citationClicked(const Citation &citation, AnswerView *answer);
    void contextWanted(const Citation &citation, AnswerView *answer);
    void linkClicked(const QUrl &url);
    void copyWanted(const QString &text);
    void copyWithSourcesWanted(const Message &message);
    void pinWanted(const docchat::Note &note);
    void againWanted(qint64 answer);                        ///< 0: the newest, not kept yet
    void sentWanted(qint64 answer, const Message &message); ///< what was sent for it; 0: it is not kept yet
    void restWanted(qint64 answer);                         ///< of one that was cut off; 0: the same
    void editWanted(qint64 question);
    void editCancelled();
    void versionWanted(qint64 message);
    void passagesWanted(const QString &question); ///< all that match it
    void scopeMenuWanted(const QPoint &at);
    void modelMenuWanted(const QPoint &at);
    void styleWanted();
    void offerTaken();
    void offerToChoose();
    void offerDeclined();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    Welcome *makeWelcome();
    NoticeBar *makeOfferBar();
    void insert(MessageView *view, qsizetype at);
    void insertQuestion(const QString &text, qsizetype at);
    AnswerView *insertAnswer(const QString &question, qsizetype at);
    void showEarlier();
    void showEarlierInPlace();
    void scrollDown();
    void alignColumn();

    const Theme *m_theme;
    ChatBar *m_bar;
    QStackedWidget *m_stack;
    Welcome *m_welcome;
    QScrollArea *m_scroll;
    ResultsPane *m_results;
    QWidget *m_column; ///< of the messages
    QVBoxLayout *m_messages;
    QHBoxLayout *m_bottom;
    QList<MessageView *> m_views;   ///< in order
    std::vector<Message> m_earlier; ///< before these, not shown yet: a long chat would take seconds
    QPushButton *m_showEarlier;
    QString m_lastQuestion;
    NoticeBar *m_editing;
    NoticeBar *m_offerBar;
    Composer *m_composer;
    bool m_followsEnd = true;
    bool m_writes = false;
};

} // namespace docchat::ui
