#include "model/chat.h"

#include <array>

namespace docchat {
namespace {

constexpr std::array names{QLatin1StringView("done"), QLatin1StringView("not-found"),
                           QLatin1StringView("interrupted"), QLatin1StringView("failed")};

} // namespace

QString answerStateName(AnswerState state) {
    return names[size_t(state)];
}

AnswerState answerStateFromName(QStringView name) {
    for (size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name)
            return AnswerState(i);
    }
    return AnswerState::Done;
}

} // namespace docchat
