#pragma once

#include "chat/composer.h"
#include "chat/messageview.h"
#include "search/resultspane.h"
#include "widgets/elidedlabel.h"

#include <QScrollArea>
#include <QStackedWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace docchat::ui {

class NoticeBar;
class OfferCard;

/// The middle pane: title, scope and model, the conversation, the composer. Shows what it is told and emits
/// wishes.
class ChatPane : public QWidget {
    Q_OBJECT

public:
    explicit ChatPane(const Theme *theme, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setMessages(const std::vector<Message> &messages);
    /// Takes away what follows a message (0: everything), for another version of it to come.
    void keepUntil(qint64 message);
    void addQuestion(const QString &text);
    /// Begins an answer; the view lives until the chat is changed.
    AnswerView *beginAnswer(const QString &model);
    void endAnswer();
    /// What is shown already, now that it is kept: its ids and versions.
    void setKept(const std::vector<Message> &messages);
    void showMessage(qint64 message);
    /// The sentence above the composer while an earlier question is edited.
    void setEditing(bool editing);

    /// Offers a model server, as a card where there is nothing else to see, else in a line; empty: no more.
    void offerServer(const QString &words, bool asCard);

    void setScope(const QString &words);
    void setModel(const QString &words, bool local);
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
    void addWanted();
    void sampleWanted();
    void citationClicked(const Citation &citation, AnswerView *answer);
    void contextWanted(const Citation &citation, AnswerView *answer);
    void linkClicked(const QUrl &url);
    void copyWanted(const QString &text);
    void againWanted(qint64 answer);                        ///< 0: the newest, not kept yet
    void sentWanted(qint64 answer, const Message &message); ///< what was sent for it; 0: it is not kept yet
    void editWanted(qint64 question);
    void editCancelled();
    void versionWanted(qint64 message);
    void passagesWanted(const QString &question); ///< all that match it
    void scopeMenuWanted(const QPoint &at);
    void modelMenuWanted(const QPoint &at);
    void offerTaken();
    void offerToChoose();
    void offerDeclined();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeBar();
    QWidget *makeWelcome();
    NoticeBar *makeOfferBar();
    void clear();
    void add(MessageView *view);
    AnswerView *addAnswer(const QString &question);
    void scrollDown();
    void alignComposer();

    const Theme *m_theme;
    ElidedLabel *m_title;
    QPushButton *m_scope;
    QPushButton *m_model;
    QStackedWidget *m_stack;
    QScrollArea *m_scroll;
    ResultsPane *m_results;
    QVBoxLayout *m_messages;
    QHBoxLayout *m_bottom;
    QList<MessageView *> m_views; ///< in order
    QString m_lastQuestion;
    NoticeBar *m_editing;
    OfferCard *m_offerCard;
    NoticeBar *m_offerBar;
    Composer *m_composer;
    bool m_followsEnd = true;
};

} // namespace docchat::ui
