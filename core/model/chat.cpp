#include "model/chat.h"

#include "model/names.h"

namespace docchat {
namespace {

constexpr std::array names{QLatin1StringView("done"), QLatin1StringView("not-found"),
                           QLatin1StringView("interrupted"), QLatin1StringView("failed"),
                           QLatin1StringView("out-of-room")};
constexpr std::array lengths{QLatin1StringView(""), QLatin1StringView("short"), QLatin1StringView("long"),
                             QLatin1StringView("normal")};

} // namespace

QString answerStateName(AnswerState state) {
    return names[size_t(state)];
}

AnswerState answerStateFromName(QStringView name) {
    return fromName<AnswerState>(names, name, AnswerState::Done);
}

QString answerLengthName(AnswerLength length) {
    return lengths[size_t(length)];
}

AnswerLength answerLengthFromName(QStringView name) {
    return fromName<AnswerLength>(lengths, name, AnswerLength::Usual);
}

AnswerStyle AnswerStyle::over(const AnswerStyle &usual) const {
    return {instructions.trimmed().isEmpty() ? usual.instructions : instructions,
            length == AnswerLength::Usual ? usual.length : length,
            language.isEmpty() ? usual.language : language};
}

} // namespace docchat
