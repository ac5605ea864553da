#pragma once

#include "chat/answerview.h"
#include "chat/keptanswer.h"
#include "chat/whole.h"

#include <QPointer>

#include <memory>

namespace docchat {

/// An answer while it is written: each event of it is shown, and handed on to be kept.
class AnswerWriting {
public:
    AnswerWriting(Message begun, ui::AnswerView *view, std::shared_ptr<chat::KeptAnswer> kept)
        : m_message(std::move(begun)), m_view(view), m_kept(std::move(kept)) {}

    void take(const chat::WholeEvent &event);
    /// The person has stopped it.
    void stop();
    void showEnd() const;

    [[nodiscard]] const Message &message() const { return m_message; } ///< as far as it is written
    [[nodiscard]] QPointer<ui::AnswerView> view() const { return m_view; }
    [[nodiscard]] const std::shared_ptr<chat::KeptAnswer> &kept() const { return m_kept; }

private:
    void take(const chat::AnswerEvent &event);
    void end(const chat::AnswerEnd &end);
    void wait(const QString &words) const;

    Message m_message;
    QPointer<ui::AnswerView> m_view;
    std::shared_ptr<chat::KeptAnswer> m_kept;
    QString m_error; ///< what cut it, or kept it from coming
    QString m_asked; ///< what was looked up, where that is not what was typed
};

} // namespace docchat
