#include "chat/sentwords.h"

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
        return QStringLiteral("Instructions");
    if (speaker == QLatin1StringView("assistant"))
        return QStringLiteral("Answer from before");
    return speaker == QLatin1StringView("user") ? QStringLiteral("Asked") : QStringLiteral("Text");
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
    return sent.local ? QStringLiteral("this computer") : sent.host;
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
        return QStringLiteral("This answer is from before DocChat kept what it sends.");
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
        return sent->empty()
                   ? QStringLiteral("Nothing left this computer.")
                   : QStringLiteral("Nothing left this computer: text went to models that run on it.");
    const auto words =
        QStringLiteral("Text went to %1: %2, about %3 tokens.")
            .arg(hosts.join(QStringLiteral(" and ")),
                 requests == 1 ? QStringLiteral("one request") : QStringLiteral("%1 requests").arg(requests),
                 number(tokens));
    const auto cost = costOf(*sent, answer);
    return cost ? QStringLiteral("%1 With the answer it cost %2, %3.")
                      .arg(words, provider::costWords(*cost), provider::pricesNote())
                : words;
}

QString headlineOf(const Sent &sent) {
    return QStringLiteral("%1 · %2").arg(sent.at.toLocalTime().toString(QStringLiteral("HH:mm:ss")),
                                         placeOf(sent));
}

QString detailsOf(const Sent &sent) {
    return QStringLiteral("%1, to %2, about %3 tokens")
        .arg(sent.model,
             sent.purpose == Sent::Purpose::Find ? QStringLiteral("find passages") : QStringLiteral("write"),
             number(tokensOf(sent)));
}

QString fullTextOf(const Sent &sent) {
    QStringList parts;
    for (const auto &turn : sent.turns)
        parts += QStringLiteral("— %1 —\n%2").arg(headingOf(turn.speaker), turn.text.trimmed());
    return parts.join(QStringLiteral("\n\n"));
}

} // namespace docchat::chat
