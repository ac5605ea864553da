#pragma once

#include <QStringList>

namespace docchat {

/// Whose a document is, as it says itself or as the person corrected it.
struct Origin {
    QString title = {};
    QString author = {};
    int year = 0; ///< 0: not known

    bool operator==(const Origin &) const = default;
};

/// For whoever quotes it: "Lessig, Free Culture, 2004"; what is not known is left out, and `name`, its
/// file's, is there for a title.
[[nodiscard]] inline QString sourceName(const Origin &origin, const QString &name) {
    QStringList parts{origin.author, origin.title.isEmpty() ? name : origin.title,
                      origin.year != 0 ? QString::number(origin.year) : QString()};
    parts.removeAll(QString());
    parts.removeDuplicates(); // many a file is its own author
    return parts.join(QStringLiteral(", "));
}

} // namespace docchat
