#include "base/words.h"

#include <QRegularExpression>

namespace docchat {
namespace {

constexpr qsizetype longestSentence = 500;
constexpr int mostHeads = 3; // "it is damaged: …"

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
    if (sentence.size() > longestSentence) // nobody of us wrote it
        return sentence;
    QString words;
    auto rest = sentence;
    for (int heads = 0;; ++heads) {
        for (const auto &whole : {known(rest), knownWithNumbers(rest)}) {
            if (!whole.isEmpty())
                return words + whole;
        }
        const auto end = rest.indexOf(u": ") + 2;
        if (end < 2 || end >= rest.size() || heads == mostHeads)
            return words + rest;
        const auto head = known(rest.left(end));
        words += head.isEmpty() ? rest.left(end) : head;
        rest = rest.mid(end);
    }
}

QString Words::chats(int count) {
    return count == 1 ? tr("1 chat") : tr("%1 chats").arg(count);
}

QString Words::documents(int count) {
    return count == 1 ? tr("1 document") : tr("%1 documents").arg(count);
}

} // namespace docchat
