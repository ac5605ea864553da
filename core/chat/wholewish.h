#pragma once

#include <QString>

namespace docchat::chat {

/// Does a question ask for something that only a whole document tells ("Summarise this document", "Worum geht
/// es in diesem Dokument?", "List all names in this document")? In English and German; only where it says so
/// of the document as a whole. Pure.
[[nodiscard]] bool wantsWhole(const QString &question);

} // namespace docchat::chat
