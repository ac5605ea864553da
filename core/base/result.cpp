#include "base/result.h"

#include <array>

namespace docchat {
namespace {

struct Word {
    ErrorKind kind;
    QLatin1StringView code;
};

constexpr std::array words{
    Word{ErrorKind::NoText, QLatin1StringView("no-text")},
    Word{ErrorKind::Password, QLatin1StringView("password")},
    Word{ErrorKind::Damaged, QLatin1StringView("damaged")},
    Word{ErrorKind::Unsupported, QLatin1StringView("unsupported")},
    Word{ErrorKind::TooLarge, QLatin1StringView("too-large")},
    Word{ErrorKind::TimedOut, QLatin1StringView("timed-out")},
    Word{ErrorKind::Crashed, QLatin1StringView("crashed")},
    Word{ErrorKind::Unreadable, QLatin1StringView("unreadable")},
    Word{ErrorKind::Missing, QLatin1StringView("missing")},
    Word{ErrorKind::Provider, QLatin1StringView("provider")},
    Word{ErrorKind::Disk, QLatin1StringView("disk")},
    Word{ErrorKind::Cancelled, QLatin1StringView("cancelled")},
    Word{ErrorKind::Usage, QLatin1StringView("usage")},
    Word{ErrorKind::Internal, QLatin1StringView("internal")},
};

} // namespace

QString code(ErrorKind kind) {
    for (const auto &word : words) {
        if (word.kind == kind)
            return word.code;
    }
    return QStringLiteral("internal");
}

ErrorKind errorKind(QStringView code) {
    for (const auto &word : words) {
        if (word.code == code)
            return word.kind;
    }
    return ErrorKind::Internal;
}

QString Error::text() const {
    if (hint.isEmpty())
        return message;
    const bool ended = message.endsWith(QLatin1Char('?')) || message.endsWith(QLatin1Char('.'));
    return message + (ended ? QStringLiteral(" ") : QStringLiteral(". ")) + hint;
}

} // namespace docchat
