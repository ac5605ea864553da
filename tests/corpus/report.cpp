#include "report.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QSet>

#include <algorithm>

namespace docchat::corpus {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 hang =
    32'000; // ms: a worker is ended after 30 s without a sign, which itself takes a moment
constexpr size_t slowestShown = 5;

bool isHang(const Outcome &outcome) {
    return outcome.silence > hang;
}

QString number(qint64 value, int width) {
    return QString::number(value).rightJustified(width);
}

Error badLine(const QString &path, int line) {
    return {ErrorKind::Usage, u"%1, line %2: not a name, a tab and states"_s.arg(path).arg(line),
            u"The states are %1"_s.arg(states().join(u", "_s))};
}

QString namesOf(const std::vector<Outcome> &outcomes, bool (*holds)(const Outcome &)) {
    QStringList names;
    for (const auto &outcome : outcomes) {
        if (holds(outcome))
            names += outcome.name;
    }
    return u"%1 %2"_s.arg(names.size()).arg(names.join(u", "_s)).trimmed();
}

} // namespace

Result<Expectations> readExpectations(const QString &path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::Unreadable, u"%1 cannot be read"_s.arg(path), u"Check its name"_s};
    Expectations expected;
    const auto known = states();
    int number = 0;
    for (const auto &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        ++number;
        if (line.trimmed().isEmpty() || line.startsWith(u'#'))
            continue;
        const auto fields = line.split(u'\t');
        const auto right = fields.value(1).trimmed().split(u',');
        const bool allKnown =
            std::ranges::all_of(right, [&](const auto &each) { return known.contains(each); });
        if (fields.size() != 2 || !allKnown)
            return badLine(path, number);
        expected.insert(fields[0], right);
    }
    return expected;
}

QStringList problems(const std::vector<Outcome> &outcomes, const Expectations &expected) {
    QStringList found;
    QSet<QString> seen;
    for (const auto &outcome : outcomes) {
        const auto &name = outcome.name;
        seen.insert(name);
        if (isHang(outcome))
            found += u"%1: hung for %2 s"_s.arg(name).arg(outcome.silence / 1000);
        if (!states().contains(outcome.state) || outcome.reason.isEmpty())
            found += u"%1: ended as \"%2\" (%3)"_s.arg(name, outcome.state, outcome.reason);
        if (outcome.missedText)
            found += u"%1: pdftotext finds text, we none"_s.arg(name);
        const auto right = expected.constFind(name);
        if (right != expected.constEnd() && !right->contains(outcome.state))
            found += u"%1: %2 instead of %3 (%4)"_s.arg(name, outcome.state, right->join(u" or "_s),
                                                        outcome.reason);
    }
    QStringList missing;
    for (auto each = expected.begin(); each != expected.end(); ++each) {
        if (!seen.contains(each.key()))
            missing += u"%1: expected, but not there"_s.arg(each.key());
    }
    missing.sort();
    return found + missing;
}

QString tableHead() {
    return u"%1 %2 %3 %4 %5  file: reason"_s.arg(u"state"_s.leftJustified(11), u"pages"_s.rightJustified(6),
                                                 u"characters"_s.rightJustified(10),
                                                 u"ms"_s.rightJustified(6), u"MiB"_s.rightJustified(5));
}

QString tableRow(const Outcome &outcome) {
    const auto peak = outcome.peak > 0 ? number(outcome.peak, 5) : u"-"_s.rightJustified(5);
    return u"%1 %2 %3 %4 %5  "_s.arg(outcome.state.leftJustified(11), number(outcome.pages, 6),
                                     number(outcome.characters, 10), number(outcome.ms, 6), peak) +
           outcome.name + u": "_s + outcome.reason.simplified();
}

QString summary(const std::vector<Outcome> &outcomes) {
    QMap<QString, int> counts;
    for (const auto &outcome : outcomes)
        ++counts[outcome.state];
    QStringList parts;
    for (auto each = counts.begin(); each != counts.end(); ++each)
        parts += u"%1 %2"_s.arg(each.key()).arg(each.value());
    QStringList lines{u"%1 files: %2"_s.arg(outcomes.size()).arg(parts.join(u", "_s))};

    auto slowest = outcomes;
    std::ranges::sort(slowest, std::greater(), &Outcome::ms);
    slowest.resize(std::min(slowest.size(), slowestShown));
    QStringList slow;
    for (const auto &outcome : slowest)
        slow += u"%1 (%2 ms)"_s.arg(outcome.name).arg(outcome.ms);
    lines += u"slowest: "_s + slow.join(u", "_s);
    lines += u"crashes: "_s +
             namesOf(outcomes, [](const Outcome &each) { return each.state == code(ErrorKind::Crashed); });
    lines += u"hangs: "_s + namesOf(outcomes, isHang);
    return lines.join(u'\n');
}

QJsonDocument toJson(const std::vector<Outcome> &outcomes, const QStringList &problems) {
    QJsonArray files;
    for (const auto &outcome : outcomes) {
        files.append(QJsonObject{{u"file"_s, outcome.name},
                                 {u"state"_s, outcome.state},
                                 {u"reason"_s, outcome.reason},
                                 {u"pages"_s, outcome.pages},
                                 {u"characters"_s, outcome.characters},
                                 {u"ms"_s, outcome.ms},
                                 {u"longest_silence_ms"_s, outcome.silence},
                                 {u"peak_mib"_s, outcome.peak},
                                 {u"missed_text"_s, outcome.missedText}});
    }
    return QJsonDocument(
        QJsonObject{{u"files"_s, files}, {u"problems"_s, QJsonArray::fromStringList(problems)}});
}

} // namespace docchat::corpus
