#pragma once

#include "model/passage.h"

#include <QDateTime>
#include <QString>

#include <vector>

namespace docchat {

/// A conversation, as the list shows it.
struct Chat {
    qint64 id = 0;
    QString title;
    QDateTime changedAt;
};

enum class Role { Question, Answer };

/// How an answer ended.
enum class AnswerState {
    Done,        ///< whole
    NotFound,    ///< nothing fits; the citations are only the closest passages
    Interrupted, ///< stopped or cut off; what came is kept
    Failed       ///< no answer; `note` says why
};

[[nodiscard]] QString answerStateName(AnswerState state);
[[nodiscard]] AnswerState answerStateFromName(QStringView name);

/// A question or an answer. In an answer's text, [n] is a mark of citation n.
struct Message {
    qint64 id = 0;
    Role role = Role::Question;
    QString text;
    AnswerState state = AnswerState::Done;
    QString note = {};  ///< how far documents were read, or what went wrong
    QString model = {}; ///< who wrote it; empty for quotes
    std::vector<Citation> citations = {};
};

} // namespace docchat
