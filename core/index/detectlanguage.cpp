#include "index/detectlanguage.h"

#include <cld2/public/compact_lang_det.h>

namespace docchat::index {

Language detectLanguage(QStringView text) {
    const auto utf8 = text.toUtf8();
    bool reliable = false;
    int validBytes = 0;
    const auto detected =
        CLD2::DetectLanguageCheckUTF8(utf8.constData(), int(utf8.size()), true, &reliable, &validBytes);
    if (!reliable || detected == CLD2::UNKNOWN_LANGUAGE)
        return Language::Unknown;
    if (detected == CLD2::NORWEGIAN_N)
        return Language::Norwegian;
    const auto language = languageFromCode(QString::fromLatin1(CLD2::LanguageCode(detected)));
    return language == Language::Unknown ? Language::Unstemmed : language;
}

} // namespace docchat::index
