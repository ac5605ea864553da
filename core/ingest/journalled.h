#pragma once

#include "index/journal.h"
#include "ingest/jobs.h"

/// What is to be read, as the journal has it and as a job has it.
namespace docchat::ingest {

[[nodiscard]] index::JournalEntry entryOf(const Source &source, const ReadWishes &wishes);

/// One that has not begun, and has no id yet.
[[nodiscard]] Job jobOf(const index::JournalEntry &entry);

} // namespace docchat::ingest
