#include "output.h"

#include <QJsonDocument>

#include <cstdio>

#include <unistd.h>

namespace docchat::cli {
namespace {

void print(FILE *to, const QByteArray &bytes) {
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), to);
    std::fflush(to);
}

/// Escapes what could move the terminal's cursor or turn text round.
QString safe(const QString &words) {
    QString result;
    for (const QChar c : words) {
        const bool control =
            c.category() == QChar::Other_Control && c != QLatin1Char('\n') && c != QLatin1Char('\t');
        if (control || c.category() == QChar::Other_Format)
            result += QStringLiteral("\\u%1").arg(int(c.unicode()), 4, 16, QLatin1Char('0'));
        else
            result += c;
    }
    return result;
}

} // namespace

void Output::json(const QJsonObject &object) const {
    if (asJson)
        print(stdout, QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

void Output::line(const QString &words) const {
    text(words + QLatin1Char('\n'));
}

void Output::text(const QString &words) const {
    if (!asJson)
        print(stdout, safe(words).toUtf8());
}

void Output::error(const Error &error) const {
    endProgress();
    print(stderr, "docchat-cli: " + safe(error.text()).toUtf8() + '\n');
}

void Output::warning(const QString &words) const {
    endProgress();
    print(stderr, "docchat-cli: " + safe(words).toUtf8() + '\n');
}

void Output::progress(const QString &words) const {
    if (quiet || ::isatty(STDERR_FILENO) == 0)
        return;
    m_progressShown = true;
    print(stderr, "\r\x1b[K" + safe(words).toUtf8());
}

void Output::endProgress() const {
    if (std::exchange(m_progressShown, false))
        print(stderr, "\r\x1b[K");
}

} // namespace docchat::cli
