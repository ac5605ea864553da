#pragma once

#include "chat/answerview.h"

namespace docchat::ui {

class VersionSwitch;

/// A question in its bubble, or an answer, with what leads to its other versions, and Edit below a question.
class MessageView : public QWidget {
    Q_OBJECT

public:
    MessageView(const QString &question, QWidget *parent);
    MessageView(AnswerView *answer, QWidget *parent);

    /// Its id and its versions, once it is kept.
    void setMessage(const Message &message);
    [[nodiscard]] qint64 id() const { return m_id; } ///< 0: not kept yet
    [[nodiscard]] AnswerView *answer() const { return m_answer; }

Q_SIGNALS:
    void editWanted(qint64 message);
    void versionWanted(qint64 message);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    qint64 m_id = 0;
    AnswerView *m_answer = nullptr; ///< null: it is a question
    VersionSwitch *m_versions;
    QWidget *m_bubble = nullptr;
    QWidget *m_edit = nullptr;
};

} // namespace docchat::ui
