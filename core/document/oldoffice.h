#pragma once

#include "async/semaphore.h"
#include "document/descriptor.h"
#include "model/place.h"

namespace docchat::document {

/// How `docchat-parser --convert` ends.
enum ConvertExit {
    Converted = 0, ///< the program ended well; whether it saved anything is to be seen
    BadUsage = 2,
    NotFenced = 3,    ///< the kernel lacks Landlock or seccomp, and it was not allowed to go on without
    NotStarted = 4,   ///< the program cannot be run
    ProgramFailed = 5 ///< it ended with an error
};

/// Where LibreOffice is installed: the path of its program; empty: it is not. Looks into some folders.
[[nodiscard]] QString findLibreOffice();

/// The ending of an old Office file, "doc", "xls" or "ppt"; empty for another kind.
[[nodiscard]] QString oldOfficeEnding(DocumentKind kind);

/// Turns the files that Office wrote before 2007 into those that it writes since, by LibreOffice in a process
/// of its own: see convert() of app/parser. One at a time. Loop thread only.
class OldOfficeConverter {
public:
    struct Options {
        QString launcher;                   ///< docchat-parser
        QString libreOffice = {};           ///< its program; empty: looked for when it is needed
        QStringList launcherArguments = {}; ///< tests leave out fences
    };
    /// What to convert, and how.
    struct Request {
        QString name;
        DocumentKind kind = DocumentKind::Unknown; ///< Doc, Xls or Ppt
        async::Milliseconds inAll = std::chrono::minutes(10);
        bool unfenced = false; ///< also where the kernel lacks a fence
    };

    explicit OldOfficeConverter(Options options) : m_options(std::move(options)) {}

    /// The program that would be run; empty: LibreOffice is not installed.
    [[nodiscard]] QString libreOffice() const;

    /// The same document as DOCX, XLSX or PPTX: a file that lies nowhere any more. Error: Unsupported,
    /// TimedOut, Crashed, Damaged, TooLarge, Disk, naming the file. Cancelled, every process of it is ended
    /// and its private folder removed before this comes back.
    async::Task<Result<Descriptor>> convert(Descriptor file, Request request);

private:
    Options m_options;
    async::Semaphore m_oneAtATime{1};
};

} // namespace docchat::document
