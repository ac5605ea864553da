#include "chat/wholewish.h"

#include <QRegularExpression>
#include <QStringList>

namespace docchat::chat {
namespace {

constexpr qsizetype longestWish = 300; // characters; what is longer says more than that

/// All patterns are matched with a whole sentence, without the mark at its end.
QRegularExpression makePattern() {
    const auto document =
        QStringLiteral("(?:this|the)(?: whole| entire)? "
                       "(?:document|file|text|book|report|paper|article|letter|contract|mail|"
                       "presentation)");
    const auto dokument =
        QStringLiteral("(?:dieses?|diesem|diesen|dieser|das|den|dem|der|des|die)(?: ganzen?| gesamten?)? "
                       "(?:dokuments?|datei|"
                       "text(?:es)?|buch(?:e?s)?|bericht(?:e?s)?|artikels?|brief(?:e?s)?|vertrag(?:e?s)?)");
    const auto manner = QStringLiteral(
        "(?:,? (?:please|briefly|shortly|for me|in (?:\\S+ ){0,3}\\S+|as (?:\\S+ ){0,3}\\S+))*");
    const QStringList wishes{
        QStringLiteral("summari[sz]e %1%2").arg(document, manner),
        QStringLiteral("sum %1 up%2").arg(document, manner),
        QStringLiteral("sum up %1%2").arg(document, manner),
        QStringLiteral("(?:give me |write |make )?(?:a |the )?(?:short |brief )?(?:summary|overview) of %1%2")
            .arg(document, manner),
        QStringLiteral("what(?:'s|’s| is) %1 about").arg(document),
        QStringLiteral("list (?:all |every |the )?.{2,120} (?:in|of|from) %1%2").arg(document, manner),
        QStringLiteral("fasse? (?:mir )?%1 (?:bitte )?(?:kurz )?(?:.{0,40} )?zusammen").arg(dokument),
        QStringLiteral("(?:gib mir |schreibe? )?(?:eine )?(?:kurze )?zusammenfassung (?:von )?%1")
            .arg(dokument),
        QStringLiteral("worum geht (?:es|'s) in %1").arg(dokument),
        QStringLiteral("wovon handelt %1").arg(dokument),
        QStringLiteral("(?:nenne?|liste?) (?:mir )?(?:alle |jeden |jede |jedes )?.{2,120} (?:in|aus) %1"
                       "(?: auf)?")
            .arg(dokument)};
    return QRegularExpression(
        QRegularExpression::anchoredPattern(
            QStringLiteral("(?:please,? |bitte |(?:can|could|would|will) you (?:please )?)?(?:%1)")
                .arg(wishes.join(QLatin1Char('|')))),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
}

} // namespace

bool wantsWhole(const QString &question) {
    static const auto pattern = makePattern();
    static const QRegularExpression end(QStringLiteral("[\\s.!?…]+$"));
    const auto wish = question.simplified().remove(end);
    return wish.size() <= longestWish && pattern.match(wish).hasMatch();
}

} // namespace docchat::chat
