#pragma once

#include "base/result.h"
#include "model/place.h"

#include <QByteArray>
#include <QDateTime>
#include <QSizeF>
#include <QString>

namespace docchat {

using DocumentId = qint64;

/// How far a document has come.
enum class DocumentState {
    Reading, ///< being read; what is committed can be asked about
    Ready,   ///< whole
    Partial, ///< whole but for pages that could not be read
    Failed   ///< nothing of it is in the index; `reason` says why
};

[[nodiscard]] QString stateName(DocumentState state);
[[nodiscard]] DocumentState stateFromName(QStringView name);

/// Whether a copy of a document's file is in the library.
enum class KeptCopy {
    None,    ///< and none is wished
    Wished,  ///< it is to come
    Earlier, ///< that of an earlier version is; that of the one that was read is to come
    Whole
};

/// A document of the library. Counts are pages, slides, or sections of a readable size.
struct Document {
    DocumentId id = 0;
    QByteArray sha256;
    QString name; ///< for people: the file's name
    QString path; ///< where it was found last; of an attachment, where its mail was
    DocumentKind kind = DocumentKind::Unknown;
    DocumentState state = DocumentState::Reading;
    QString code;   ///< code() of what failed, or "ok"
    QString reason; ///< for people
    QString hint;   ///< the next step
    int pages = 0;
    int pagesRead = 0;
    int passages = 0;
    QDateTime addedAt;
    DocumentId parent = 0; ///< the mail that it is attached to; 0: it is a file
    QString part = {};     ///< which attachment of the file at `path`, through mails in mails: "2/1"
    QString within = {};   ///< the name of `parent`
};

/// One page as the reader gives it: its text, normalised (NFKC, lines unwrapped, hyphens joined), and where
/// each character stands.
struct Page {
    int number = 0;       ///< from 1
    QString label;        ///< as printed, or a heading; may be empty
    QString text;         ///< paragraphs parted by a blank line
    QByteArray layout;    ///< PageLayout::encode(); empty where there are no boxes
    QSizeF size;          ///< points; empty where there are no pages to draw
    LineMarks lines = {}; ///< where the lines or rows of the file begin; empty where nobody counts them
    QString heading = {}; ///< of the section of the document's outline that the page begins in; may be empty
    bool scanned = false; ///< a picture without a text layer, which was not recognised
};

} // namespace docchat
