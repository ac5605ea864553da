#pragma once

#include "document/session.h"

#include <QStringList>

namespace docchat::corpus {

/// What became of a file.
struct Outcome {
    QString name; ///< its path within the folder
    QString state;
    QString reason; ///< for people; never empty when all is well
    int pages = 0;  ///< as the document says
    qint64 characters = 0;
    qint64 ms = 0;
    qint64 silence = 0; ///< the longest that nothing was heard of it, ms
    int peak = 0;       ///< of its worker while it had this file, MiB; 0: not known
    bool isPdf = false;
    bool missedText = false;                      ///< a PDF in which pdftotext finds text, and we none
    QList<document::Attachment> attachments = {}; ///< of a mail
};

/// What was heard of a document, page by page.
struct Heard {
    std::optional<Error> error; ///< that ended the reading
    std::optional<Error> pageError;
    int read = 0;
    int failed = 0;
    int scanned = 0;
    qint64 characters = 0; ///< that are not white space
};

/// The states a file may end in.
[[nodiscard]] QStringList states();

/// State and reason. All pages fine: ready; some not: partial; no text at all: no-text, or what ailed its
/// pages. Pure.
void judge(const Heard &heard, Outcome *outcome);

} // namespace docchat::corpus
