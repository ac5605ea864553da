#pragma once

#include <QString>

class QUrl;

namespace docchat {

/// Paths of files: bytes to the system, text to everything else. A byte that is no UTF-8 becomes a character
/// of the private use area (U+F780 to U+F7FF), so that every name has its text, which the library keeps and
/// which leads back to it; a name that holds such characters itself has their bytes so too. Thread-safe.
[[nodiscard]] QString pathText(QByteArrayView bytes);
[[nodiscard]] QByteArray pathBytes(const QString &path);

/// As people read it: those bytes as "\xFC".
[[nodiscard]] QString shownPath(QString path);
[[nodiscard]] QString shownName(const QString &path); ///< its last part

/// Of what is dropped or chosen, and for other programs.
[[nodiscard]] QString pathOf(const QUrl &url);
[[nodiscard]] QUrl urlOf(const QString &path);

/// Without links on the way; empty: nothing is there. Blocking.
[[nodiscard]] QString canonicalPath(const QString &path);
[[nodiscard]] bool isThere(const QString &path);  ///< whatever it is. Blocking
[[nodiscard]] bool isFolder(const QString &path); ///< or a link to one. Blocking

/// What a program was started with, from main()'s arguments, without its own name.
[[nodiscard]] QStringList argumentTexts(int argc, char **argv);

} // namespace docchat
