#pragma once

#include "model/passage.h"

#include <QDateTime>
#include <QString>

#include <vector>

namespace docchat {

/// How long answers should be. Usual: nothing was chosen, which comes to Normal in the end.
enum class AnswerLength { Usual, Short, Long, Normal };

[[nodiscard]] QString answerLengthName(AnswerLength length);
[[nodiscard]] AnswerLength answerLengthFromName(QStringView name);

/// As the language of a style: that of the question, whatever is usual.
constexpr QLatin1StringView questionLanguage("question");

/// How a person wants answers to be written.
struct AnswerStyle {
    QString instructions = {};
    AnswerLength length = AnswerLength::Usual;
    QString language = {}; ///< its code ("de"), or questionLanguage; empty: nothing was chosen

    /// This style, with `usual` for what was not chosen in it.
    [[nodiscard]] AnswerStyle over(const AnswerStyle &usual) const;
    bool operator==(const AnswerStyle &) const = default;
};

/// A style under a name, to be used again.
struct AnswerPreset {
    QString name;
    AnswerStyle style;
};

/// A conversation, as the list shows it.
struct Chat {
    qint64 id = 0;
    QString title;
    QDateTime changedAt;
    bool titled = false; ///< by the person: no other title takes its place
    AnswerStyle style = {};
    QList<DocumentId> scope = {}; ///< the documents that it is about; empty: all
    qint64 collection = 0;        ///< that it belongs to; 0: none
};

enum class Role { Question, Answer };

/// How an answer ended.
enum class AnswerState {
    Done,        ///< whole
    NotFound,    ///< nothing fits; the citations are only the closest passages
    Interrupted, ///< stopped or cut off; what came is kept
    Failed,      ///< no answer; `note` says why
    OutOfRoom    ///< the model may write no more; what came is kept
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
    qint64 parent = 0;           ///< the message that it follows; 0: none
    QList<qint64> versions = {}; ///< all messages that follow the same one, this among them, oldest first
    QDateTime at = {};

    /// Which of the versions this is, from 1.
    [[nodiscard]] int version() const { return int(versions.indexOf(id)) + 1; }
};

/// A place in a chat where searched words stand.
struct ChatMatch {
    qint64 chat = 0;
    qint64 message = 0; ///< 0: the title matches
    QString title;
    QString snippet;                             ///< on one line, with … where something is left out
    std::vector<std::pair<int, int>> marks = {}; ///< start and length of the words in it
};

} // namespace docchat
