#pragma once

#include "ingest/pipeline.h"

namespace docchat::ingest {

/// A document that is open in a worker, and what it is to the person: an old Office file stays one.
struct OpenDocument {
    std::unique_ptr<document::Session> session;
    DocumentKind kind = DocumentKind::Unknown;
};

/// Opens a document (its name, path and part count) as `wishes` say; where it is allowed, one of Office
/// before 2007 is converted by LibreOffice first. Error: those of document::Session::open and
/// OldOfficeConverter::convert, naming the file.
async::Task<Result<OpenDocument>> openDocument(Tools tools, Document document, document::Descriptor file,
                                               ReadWishes wishes);

} // namespace docchat::ingest
