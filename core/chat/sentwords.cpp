#include "chat/sentwords.h"

#include "base/words.h"
#include "chat/excerpts.h"
#include "provider/prices.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace docchat::chat {
namespace {

QString headingOf(const QString &speaker) {
    if (speaker == QLatin1StringView("system"))
        return Words::tr("Instructions");
    if (speaker == QLatin1StringView("assistant"))
        return Words::tr("Answer from before");
    return speaker == QLatin1StringView("user") ? Words::tr("Asked") : Words::tr("Text");
}

QString number(qint64 count) {
    return QLocale().toString(count);
}

} // namespace

qint64 tokensOf(const Sent &sent) {
    double tokens = 0;
    for (const auto &turn : sent.turns)
        tokens += estimateTokens(turn.text);
    return qint64(std::ceil(tokens));
}

QString placeOf(const Sent &sent) {
    return sent.local ? Words::tr("this computer") : sent.host;
}

std::optional<double> costOf(const std::vector<Sent> &sent, const Message &answer) {
    double cost = 0;
    const Sent *writer = nullptr;
    for (const auto &one : sent) {
        const auto part =
            one.local ? std::optional(0.) : provider::costOf(one.host, one.model, tokensOf(one), 0);
        if (!part)
            return std::nullopt;
        cost += *part;
        if (one.purpose == Sent::Purpose::Write && one.model == answer.model && !one.local)
            writer = &one;
    }
    const auto written = qint64(estimateTokens(answer.text));
    return cost + (writer ? *provider::costOf(writer->host, writer->model, 0, written) : 0);
}

QString summaryOf(const std::optional<std::vector<Sent>> &sent, const Message &answer) {
    if (!sent)
        return Words::tr("This answer is from before DocChat kept what it sends.");
    QStringList hosts;
    qint64 tokens = 0;
    int requests = 0;
    for (const auto &one : *sent) {
        if (one.local)
            continue;
        if (!hosts.contains(one.host))
            hosts += one.host;
        tokens += tokensOf(one);
        ++requests;
    }
    if (requests == 0)
        return sent->empty() ? Words::tr("Nothing left this computer.")
                             : Words::tr("Nothing left this computer: text went to models that run on it.");
    const auto words =
        Words::tr("Text went to %1: %2, about %3 tokens.")
            .arg(hosts.join(Words::tr(" and ")),
                 requests == 1 ? Words::tr("one request") : Words::tr("%1 requests").arg(requests),
                 number(tokens));
    const auto cost = costOf(*sent, answer);
    return cost ? Words::tr("%1 With the answer it cost %2, %3.")
                      .arg(words, provider::costWords(*cost), provider::pricesNote())
                : words;
}

QString headlineOf(const Sent &sent) {
    return QStringLiteral("%1 · %2").arg(sent.at.toLocalTime().toString(QStringLiteral("HH:mm:ss")),
                                         placeOf(sent));
}

QString detailsOf(const Sent &sent) {
    return Words::tr("%1, to %2, about %3 tokens")
        .arg(sent.model,
             sent.purpose == Sent::Purpose::Find ? Words::tr("find passages") : Words::tr("write"),
             number(tokensOf(sent)));
}

QString fullTextOf(const Sent &sent) {
    QStringList parts;
    for (const auto &turn : sent.turns)
        parts += QStringLiteral("— %1 —\n%2").arg(headingOf(turn.speaker), turn.text.trimmed());
    return parts.join(QStringLiteral("\n\n"));
}

} // namespace docchat::chat
