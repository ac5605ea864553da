#pragma once

#include "chat/answerview.h"
#include "chat/composer.h"
#include "search/resultspane.h"
#include "widgets/elidedlabel.h"

#include <QScrollArea>
#include <QStackedWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace docchat::ui {

/// The middle pane: title, scope and model, the conversation, the composer. Shows what it is told and emits
/// wishes.
class ChatPane : public QWidget {
    Q_OBJECT

public:
    explicit ChatPane(const Theme *theme, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setMessages(const std::vector<Message> &messages);
    void addQuestion(const QString &text);
    /// Begins an answer; the view lives until the chat is changed.
    AnswerView *beginAnswer(const QString &model);
    void endAnswer();

    void setScope(const QString &words);
    void setModel(const QString &words, bool local);
    void setCurrentCitation(const AnswerView *answer, int number);
    [[nodiscard]] Composer *composer() { return m_composer; }
    [[nodiscard]] ResultsPane *results() { return m_results; }
    /// The passages that match a search, in place of the conversation.
    void showResults(bool shown);
    [[nodiscard]] bool resultsShown() const;
    [[nodiscard]] bool isEmpty() const { return m_answers.isEmpty(); }

Q_SIGNALS:
    void addWanted();
    void sampleWanted();
    void citationClicked(const Citation &citation, AnswerView *answer);
    void contextWanted(const Citation &citation, AnswerView *answer);
    void linkClicked(const QUrl &url);
    void copyWanted(const QString &text);
    void againWanted(const QString &question);
    void passagesWanted(const QString &question); ///< all that match it
    void scopeMenuWanted(const QPoint &at);
    void modelMenuWanted(const QPoint &at);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeBar();
    QWidget *makeWelcome();
    void clear();
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
    QList<AnswerView *> m_answers;
    QString m_lastQuestion;
    Composer *m_composer;
    bool m_followsEnd = true;
};

} // namespace docchat::ui
