#include "base/words.h"

#include <QRegularExpression>

namespace docchat {
namespace {

/// The translation; null: there is none.
QString known(const QString &sentence) {
    const auto words = Words::tr(sentence.toUtf8().constData());
    return words == sentence ? QString() : words;
}

/// "it has more than 50 million pixels" by "it has more than %1 million pixels"; also with what is “quoted”.
QString knownWithNumbers(const QString &sentence) {
    static const QRegularExpression number(QStringLiteral("\\d+|(?<=“)[^”]+(?=”)"));
    QStringList numbers;
    QString general;
    qsizetype end = 0;
    for (auto found = number.globalMatch(sentence); found.hasNext();) {
        const auto one = found.next();
        numbers += one.captured();
        general += QStringView(sentence).mid(end, one.capturedStart() - end);
        general += QStringLiteral("%%1").arg(numbers.size());
        end = one.capturedEnd();
    }
    if (numbers.isEmpty())
        return {};
    general += QStringView(sentence).mid(end);
    auto words = known(general);
    if (words.isEmpty())
        return {};
    for (const auto &one : std::as_const(numbers))
        words = words.arg(one);
    return words;
}

} // namespace

QString Words::translated(const QString &sentence) {
    for (const auto &words : {known(sentence), knownWithNumbers(sentence)}) {
        if (!words.isEmpty())
            return words;
    }
    constexpr QStringView colon = u": ";
    const auto head = sentence.indexOf(colon) + colon.size();
    if (head < colon.size() || head >= sentence.size())
        return sentence;
    const auto beginning = known(sentence.left(head));
    return (beginning.isEmpty() ? sentence.left(head) : beginning) + translated(sentence.mid(head));
}

QString Words::chats(int count) {
    return count == 1 ? tr("1 chat") : tr("%1 chats").arg(count);
}

QString Words::documents(int count) {
    return count == 1 ? tr("1 document") : tr("%1 documents").arg(count);
}

} // namespace docchat
