#pragma once

#include "model/language.h"

struct sqlite3;

namespace docchat::index {

/// Makes analyse() known to FTS5 as the tokenizer `docchat`, so that words, stems and CJK bigrams are the
/// same in the index and in questions (https://www.sqlite.org/fts5.html, custom tokenizers). A text that it
/// is given may begin with its language, as tagged() writes it. Throws SqliteError.
void registerTokenizer(sqlite3 *database);

/// A text with its language for the tokenizer, as the columns tagged_… of passages have it: "de", U+001F,
/// text.
[[nodiscard]] QString tagged(QStringView text, Language language);

} // namespace docchat::index
