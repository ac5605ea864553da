#pragma once

#include "index/sqlite.h"

#include <stop_token>

/// Saves from a damaged library what can be read of it, row by row.
namespace docchat::index {

/// What was saved. Thrown Stopped ends it early.
struct Salvaged {
    int chats = 0;
    int messages = 0;
    int documents = 0; ///< that are whole
    int again = 0;     ///< that are to be read anew: they are in the journal
    int lost = 0;      ///< with parts missing, and nobody knows where their file lies
};
struct Stopped {};

/// Copies from `damaged` (null: nothing can be read) into `made`, an empty file: the chats first, then the
/// documents. A row that cannot be read is left out, and what refers to it is mended: a chat without its row
/// gets another, a message follows the one before it, a document with parts missing is partial and to be read
/// anew. Ids stay. `made` is of this version and whole afterwards. Throws SqliteError, of `made` alone, and
/// Stopped.
Salvaged salvage(Database *damaged, Database &made, const std::stop_token &stop);

} // namespace docchat::index
