#include "ingest/journalled.h"

namespace docchat::ingest {

index::JournalEntry entryOf(const Source &source, const ReadWishes &wishes) {
    index::JournalEntry entry{source.path, source.part, source.name, source.within};
    entry.parent = source.parent;
    entry.recognise = wishes.recognise;
    entry.libreOffice = wishes.libreOffice;
    return entry;
}

Job jobOf(const index::JournalEntry &entry) {
    Job job{Source(entry.path)};
    job.name = entry.name;
    job.part = entry.part;
    job.within = entry.within;
    job.parent = entry.parent;
    job.wishes.recognise = entry.recognise;
    job.wishes.libreOffice = entry.libreOffice;
    job.attempts = entry.attempts;
    job.goesOn = true;
    return job;
}

} // namespace docchat::ingest
