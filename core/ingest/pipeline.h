#pragma once

#include "async/queue.h"
#include "document/oldoffice.h"
#include "document/session.h"
#include "index/store.h"
#include "ingest/chunk.h"
#include "ingest/waits.h"
#include "model/progress.h"
#include "provider/embedder.h"

#include <QSet>

#include <functional>

namespace docchat::ingest {

/// What reading documents needs; wired in app/application.cpp. embedder: null offline.
struct Tools {
    index::Store *store = nullptr;
    document::WorkerPool *workers = nullptr;
    provider::Embedder *embedder = nullptr;
    document::ReadLimits readLimits = {};
    provider::BatchLimits batchLimits = {};
    QSet<QByteArray> *beingRead = nullptr; ///< hashes of what is being read right now
    QString ocrLanguages = {};             ///< in which scanned pages are recognised ("eng+deu")
    bool alwaysRecognise = false;          ///< without being asked
    bool unfenced = false;                 ///< read also where nothing fences off the reader
    document::OldOfficeConverter *oldOffice = nullptr;
    bool libreOffice = false;         ///< may convert the files of Office before 2007
    qsizetype passage = usualPassage; ///< code units that a passage has at most
    std::function<bool()> stays = {}; ///< cut off, does what there is of it stay? Without it nothing does
    Waits *waits = nullptr;           ///< to ask a server again; null: nobody ends them
};

struct MailFile;

/// What is read: a file, or what is attached to the mail that the file is.
struct Source {
    Source() = default;
    Source(const QString &file);

    QString path;
    QString name;          ///< for people
    QString part;          ///< which attachment, as document::OpenRequest has it; empty: the file itself
    QString within;        ///< of an attachment: the name of its mail
    DocumentId parent = 0; ///< of an attachment: its mail

    [[nodiscard]] bool isAttachment() const { return !part.isEmpty(); }
    [[nodiscard]] bool isSameAs(const Source &other) const {
        return path == other.path && part == other.part;
    }
};

/// How the person wants one document to be read.
struct ReadWishes {
    QString password = {};
    bool recognise = false;   ///< the text of scanned pages
    bool libreOffice = false; ///< LibreOffice may convert it
};

/// How a job tells of itself; both are called on the loop's thread.
struct Report {
    std::function<void(const StageProgress &)> progress = [](const StageProgress &) {};
    std::function<void(DocumentId)> opened = [](DocumentId) {}; ///< it is in the library from now on
    /// Of a new version: what answers until it is whole. `stays`: and also if it never is.
    std::function<void(DocumentId before, bool stays)> replaces = [](DocumentId, bool) {};
    std::function<void(const QString &)> waiting = [](const QString &) {
    }; ///< why, and for how long; empty: goes on
};

/// How a document ended.
struct Ingested {
    enum class Outcome { Ready, Partial, Unchanged, Failed };
    Outcome outcome = Outcome::Failed;
    DocumentId document = 0;    ///< 0 when nothing of it is kept
    std::optional<Error> error; ///< of a document that is ready: what could be had beside (scanned pages)
    std::vector<Source> attachments = {};     ///< of a mail: to be read as well
    std::shared_ptr<MailFile> mail = nullptr; ///< where they lie
};

/// Reads one document into the library:
///
///     open → parse → chunk → embed → index
///
/// The stages run at once, joined by bounded queues: page 10 is being embedded while page 200 is parsed.
/// Words can be found as soon as a batch of pages is committed; vectors follow. A page that cannot be read
/// leaves the document partial; a provider that fails leaves it partial too, and the next run embeds only
/// what is missing. A file that ends its reader is given a second one, one that keeps it silent two more;
/// then it is set aside with the reason.
///
/// What was cut off by the end of the program goes on: what is there is read again and compared, and nothing
/// that has a vector is embedded again. What is read again though it can be found (the file has changed, its
/// scans are to be recognised, a part was missing) answers as it was until the new version is whole, which
/// then takes its place at once; passages that say the same keep their vectors.
///
/// Cancelled, unless tools.stays() says otherwise, or failed by the file, nothing of what was begun stays,
/// and what was there before does. A mail's attachments are told and journalled, not read. `mail`: the file
/// of an attachment that is read together with it; null: it is opened. Of an attachment, its mail must be in
/// the library already. Loop thread.
async::Task<Ingested> ingest(Tools tools, Source source, ReadWishes wishes, Report report,
                             std::shared_ptr<MailFile> mail = nullptr);

} // namespace docchat::ingest
