#pragma once

#include "base/result.h"
#include "index/segment.h"

#include <QString>

#include <stop_token>

/// A segment on disk, `postings.bin` beside the library: a header, then the arrays of the segment as they lie
/// in memory (little-endian), with a checksum over all of it. It can be made anew from the library at any
/// time. Blocks; not for the loop's thread.
namespace docchat::index {

/// What is in a file.
struct StoredPostings {
    SegmentPtr segment;
    /// By document of the segment: documentMark(), 0 for one that was gone already.
    std::vector<quint64> marks;
};

/// Where the postings of a library lie.
[[nodiscard]] QString postingsPath(const QString &libraryPath);

/// Tells a document from others that have had, or will have, its id in another library.
[[nodiscard]] quint64 documentMark(const QByteArray &sha256, qint64 addedAt);

/// Replaces the file by one of this segment, whole or not at all, readable by its owner alone. Error: Disk,
/// or stopped.
Status writePostings(const QString &path, const StoredPostings &postings, const std::stop_token &stop = {});

/// Error: Missing where there is no file; Damaged where it is cut short, changed, or another version's, or
/// its words were analysed in another way, or stopped. What it gives was checked and can be used as it is.
Result<StoredPostings> readPostings(const QString &path, const std::stop_token &stop = {});

} // namespace docchat::index
