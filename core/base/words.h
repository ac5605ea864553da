#pragma once

#include <QCoreApplication>

namespace docchat {

/// Sentences that a person reads, by Words::tr(): in the language of the window, and in English wherever no
/// translation is loaded (the command line, the parser process). Thread-safe.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(docchat::Words)

public:
    /// One that came in English from where none is loaded; it stays so if it is not known. Its numbers may be
    /// any, and what follows "it is damaged: " is a sentence of its own.
    [[nodiscard]] static QString translated(const QString &sentence);

    [[nodiscard]] static QString chats(int count);     ///< "1 chat", "2 chats"
    [[nodiscard]] static QString documents(int count); ///< "1 document", "2 documents"
};

} // namespace docchat
