#pragma once

#include "async/lock.h"
#include "index/keptfiles.h"
#include "ingest/open.h"

#include <functional>
#include <memory>

namespace docchat::index {
class Store;
}

namespace docchat::ingest {

/// How far the bytes have come, 0 to 1.
using Share = std::function<void(double)>;

/// Brings the files that the person wants kept into the library, one after the other. Loop thread.
class KeptFiles {
public:
    explicit KeptFiles(index::Store *store) : m_store(store) {}

    /// Keeps the file of a document, from whichever of its places has the bytes that were read. Done when
    /// they are all in the library. On an error, and when it is cancelled, all is as it was. Errors: Missing
    /// and Unreadable, naming the file; Unsupported, it has changed since; Usage, there is no such file, or
    /// it was dropped meanwhile; Disk.
    async::Task<Status> keep(DocumentId document, Share share = {});

    /// Keeps it no more. False: it was not kept.
    async::Task<Result<bool>> drop(DocumentId document);

    /// Brings what is wished and not there, such as the files of new versions; what cannot be had now stays
    /// wished. True: something came.
    async::Task<bool> bring();

private:
    async::Task<Status> bringOne(DocumentId document, Share share);
    async::Task<Status> bringFrom(QStringList paths, Document document, Share share);
    async::Task<Status> copyFrom(std::shared_ptr<const OpenedFile> file, Document document, Share share);

    index::Store *m_store;
    async::Mutex m_mutex; ///< of the pieces
};

/// What is kept of the file at `path`; nullptr: nothing is. Off the loop. Errors: Damaged, it is not what it
/// was; Disk.
async::Task<Result<std::shared_ptr<OpenedFile>>> openKept(index::Store *store, QString path);

/// Opens a file, or what is kept of it where it cannot be opened; off the loop. Errors: those of openFile
/// and openKept.
async::Task<Result<OpenedFile>> openFileOrKept(index::Store *store, QString path);

/// Writes what is kept of a document's file to `path`, which then holds all of it or what it held before.
/// Errors: Usage, nothing is kept of it, or something is at `path` and may not be replaced; Damaged; Disk.
async::Task<Status> saveKept(index::Store *store, DocumentId document, QString path, bool replace);

} // namespace docchat::ingest
