#pragma once

#include "index/messages.h"

#include "indextest.h"

namespace docchat::tests {

inline Message question(const QString &text) {
    return {0, Role::Question, text};
}

inline Message answer(const QString &text) {
    return {0, Role::Answer, text};
}

inline Citation aCitation(int number, DocumentId document = 5) {
    return {number,
            document,
            40 + number,
            QStringLiteral("a.pdf"),
            DocumentKind::Pdf,
            7 + number,
            QStringLiteral("page %1").arg(7 + number),
            100,
            123,
            QStringLiteral("“Stahl” & 鉄\n[x]"),
            number % 2 == 1};
}

inline Message answerWith(std::vector<Citation> citations) {
    return {0,
            Role::Answer,
            QStringLiteral("Steel [1], iron [2]."),
            AnswerState::Done,
            QStringLiteral("a note"),
            QStringLiteral("m"),
            std::move(citations)};
}

/// The texts of a chat's chosen branch.
inline QStringList textsOf(index::Database &database, qint64 chat) {
    QStringList texts;
    for (const auto &message : index::messagesOf(database, chat))
        texts += message.text;
    return texts;
}

} // namespace docchat::tests
