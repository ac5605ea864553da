#pragma once

struct sqlite3;

namespace docchat::index {

/// Makes analyse() known to FTS5 as the tokenizer `docchat`, so that words, stems and CJK bigrams are the
/// same in the index and in questions (https://www.sqlite.org/fts5.html, custom tokenizers). Throws
/// SqliteError.
void registerTokenizer(sqlite3 *database);

} // namespace docchat::index
