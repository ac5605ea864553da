#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QString>

namespace docchat::cli {

/// Where a command's answers go: one JSON object a line with --json, words for people otherwise.
class Output {
public:
    bool asJson = false;
    bool quiet = false;

    /// Printed with --json only.
    void json(const QJsonObject &object) const;
    /// Printed without --json only; no line end is added by text().
    void line(const QString &words) const;
    void text(const QString &words) const;
    /// To stderr: "docchat-cli: message. hint".
    void error(const Error &error) const;
    /// To stderr; nothing failed.
    void warning(const QString &words) const;
    /// A line on stderr that the next one replaces; only on a terminal.
    void progress(const QString &words) const;
    void endProgress() const;

private:
    mutable bool m_progressShown = false;
};

} // namespace docchat::cli
