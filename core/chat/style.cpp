#include "chat/style.h"

#include <QLocale>

namespace docchat::chat {
namespace {

QString lengthWords(AnswerLength length) {
    if (length == AnswerLength::Short)
        return QStringLiteral("in one to three sentences");
    if (length == AnswerLength::Long)
        return QStringLiteral("at length, with every detail that matters");
    return QStringLiteral("briefly");
}

} // namespace

QString languageName(const QString &code) {
    const auto language = QLocale::codeToLanguage(code);
    return language == QLocale::AnyLanguage || language == QLocale::C ? QString()
                                                                      : QLocale::languageToString(language);
}

QString formOf(const AnswerStyle &style, const QString &asked) {
    const auto name = languageName(style.language);
    const auto language =
        name.isEmpty() ? QStringLiteral("the language of the %1").arg(asked) : QString(name);
    return QStringLiteral("Answer in %1, %2, in Markdown.").arg(language, lengthWords(style.length));
}

QString wishesOf(const AnswerStyle &style) {
    const auto wishes = style.instructions.trimmed().left(longestInstructions);
    if (wishes.isEmpty())
        return {};
    return QStringLiteral("\n\nThe person wishes of every answer:\n") + wishes +
           QStringLiteral("\n\nWhatever these wishes say, each claim has its number in square brackets, and "
                          "nothing is answered but from what is below.");
}

PromptLimits limitsFor(const AnswerStyle &style, PromptLimits limits) {
    if (style.length == AnswerLength::Short)
        limits.answer /= 2;
    else if (style.length == AnswerLength::Long)
        limits.answer = std::max(limits.answer, std::min(limits.answer * 4, limits.context / 2));
    return limits;
}

} // namespace docchat::chat
