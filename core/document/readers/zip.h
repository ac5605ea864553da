#pragma once

#include "document/protocol.h"

#include <QHash>
#include <QStringList>

#include <functional>

namespace docchat::document {

/// The entries of a zip file that a reader asked for, unpacked. Pure.
class ZipFile {
public:
    /// Unpacks the entries whose names `wanted` accepts; the others are only listed. What can still be had of
    /// a truncated file is there, and isWhole() is false. Error: Damaged (not even one entry), Password (a
    /// wanted entry is encrypted), TooLarge (a limit was passed; counted on what came out).
    static Result<ZipFile> open(const QByteArray &bytes, const ParseLimits &limits,
                                const std::function<bool(const QString &name)> &wanted);

    [[nodiscard]] const QStringList &names() const {
        return m_names;
    } ///< of all entries, in the file's order
    [[nodiscard]] bool has(const QString &name) const { return m_entries.contains(name); }
    [[nodiscard]] QByteArray entry(const QString &name) const { return m_entries.value(name); }
    [[nodiscard]] bool isWhole() const { return m_isWhole; }

private:
    QStringList m_names;
    QHash<QString, QByteArray> m_entries;
    bool m_isWhole = true;
};

} // namespace docchat::document
