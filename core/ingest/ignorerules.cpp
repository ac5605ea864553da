#include "ingest/ignorerules.h"

#include "base/paths.h"

#include <algorithm>

namespace docchat::ingest {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype longestFile = 64 * 1024; // bytes of it that count
constexpr qsizetype longestLine = 1024;
constexpr qsizetype mostStars = 8; // in a line

/// "[a-z]" from its bracket on; empty: it has no end.
QStringView setAt(QStringView pattern, qsizetype at) {
    const auto end = pattern.indexOf(u']', at + 2);
    return end < 0 ? QStringView() : pattern.sliced(at, end - at + 1);
}

/// What stands at `at`, as a regular expression; moves `at` behind it.
QString expressionOf(QStringView pattern, qsizetype *at) {
    const auto rest = pattern.sliced(*at);
    const bool isAtStart = *at == 0 || pattern[*at - 1] == u'/';
    if (isAtStart && rest.startsWith(u"**/")) {
        *at += 3;
        return u"(?:.*/)?"_s;
    }
    if (isAtStart && rest == u"**") {
        *at += 2;
        return u".+"_s;
    }
    if (rest.front() == u'[') {
        if (const auto set = setAt(pattern, *at); !set.isEmpty()) {
            *at += set.size();
            const bool isNegated = set[1] == u'!' || set[1] == u'^';
            auto inside = set.sliced(isNegated ? 2 : 1).chopped(1).toString();
            inside.replace(u'\\', u"\\\\"_s).replace(u'[', u"\\["_s).replace(u'^', u"\\^"_s);
            return (isNegated ? u"[^/"_s : u"["_s) + inside + u']';
        }
    }
    ++*at;
    if (rest.front() == u'*')
        return u"[^/]*"_s;
    if (rest.front() == u'?')
        return u"[^/]"_s;
    if (rest.front() == u'\\' && rest.size() > 1) {
        ++*at;
        return QRegularExpression::escape(rest.sliced(1, 1));
    }
    return QRegularExpression::escape(rest.first(1));
}

QString expressionOf(QStringView pattern) {
    QString expression;
    for (qsizetype at = 0; at < pattern.size();)
        expression += expressionOf(pattern, &at);
    return expression;
}

/// Blanks at the end do not count, unless a backslash stands before them.
QString withoutBlanks(QString line) {
    while (line.endsWith(u' ') && !line.endsWith(u"\\ "))
        line.chop(1);
    return line;
}

} // namespace

IgnoreRules IgnoreRules::parse(const QByteArray &text) {
    IgnoreRules rules;
    const auto lines = pathText(text.left(longestFile)).split(u'\n');
    for (auto line : lines) {
        if (line.endsWith(u'\r'))
            line.chop(1);
        line = withoutBlanks(line);
        if (line.isEmpty() || line.startsWith(u'#') || line.size() > longestLine)
            continue;
        Rule rule;
        if ((rule.wants = line.startsWith(u'!')))
            line.remove(0, 1);
        if ((rule.foldersOnly = line.endsWith(u'/')))
            line.chop(1);
        const bool isAnchored = line.contains(u'/');
        if (line.startsWith(u'/'))
            line.remove(0, 1);
        if (line.isEmpty())
            continue;
        const auto anywhere = isAnchored ? QString() : u"(?:.*/)?"_s;
        if (line.count(u'*') > mostStars) // it could take for ever to say no
            continue;
        rule.pattern.setPatternOptions(QRegularExpression::DotMatchesEverythingOption);
        rule.pattern.setPattern(
            QRegularExpression::anchoredPattern(anywhere + expressionOf(QStringView(line))));
        if (rule.pattern.isValid())
            rules.m_rules.push_back(std::move(rule));
    }
    return rules;
}

IgnoreRules::Verdict IgnoreRules::verdict(const QString &path, bool isFolder) const {
    const auto last = std::find_if(m_rules.rbegin(), m_rules.rend(), [&](const Rule &rule) {
        return (isFolder || !rule.foldersOnly) && rule.pattern.match(path).hasMatch();
    });
    if (last == m_rules.rend())
        return Verdict::Unsaid;
    return last->wants ? Verdict::Wanted : Verdict::Ignored;
}

} // namespace docchat::ingest
