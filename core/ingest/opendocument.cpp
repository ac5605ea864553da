#include "ingest/opendocument.h"

#include "base/paths.h"
#include "base/words.h"
#include "document/oldoffice.h"

namespace docchat::ingest {

using async::Task;
using document::Session;

namespace {

Error notConverted(const Document &document, const QString &ending, bool isAllowed, bool isInstalled) {
    auto hint =
        document.part.isEmpty()
            ? Words::tr("Open it in its program and save it as .%1x")
            : Words::tr("Save it from the mail, open it in its program, save it as .%1x and add that");
    hint = hint.arg(ending);
    if (isAllowed)
        hint += Words::tr(", or install LibreOffice, which reads it");
    else if (isInstalled)
        hint += Words::tr(", or allow LibreOffice to read it in File → Settings…");
    return {ErrorKind::Unsupported,
            Words::tr("%1: only LibreOffice reads .%2 files").arg(document.name, ending), hint};
}

/// The old Office file that is open in `session`, as LibreOffice saves it anew. `file`: the one that it was
/// opened from, which is the mail where it is attached to one: its bytes then come from the session's worker.
Task<Result<document::Descriptor>> converted(Tools tools, Document document, document::Descriptor file,
                                             std::unique_ptr<Session> session, bool isAllowed) {
    auto *office = tools.oldOffice;
    const auto kind = session->info().kind;
    const bool isInstalled = office && !office->libreOffice().isEmpty();
    if (!isAllowed || !isInstalled)
        co_return notConverted(document, document::oldOfficeEnding(kind), isAllowed, isInstalled);
    if (!document.part.isEmpty()) {
        auto attached = co_await session->extract();
        if (!attached.ok())
            co_return attached.error();
        file = std::move(*attached);
    }
    session.reset();
    co_return co_await office->convert(std::move(file),
                                       {document.name, kind, tools.readLimits.inAll, tools.unfenced});
}

} // namespace

Task<Result<OpenDocument>> openDocument(Tools tools, Document document, document::Descriptor file,
                                        ReadWishes wishes) {
    document::OpenRequest request{document.name, wishes.password};
    if (wishes.recognise || tools.alwaysRecognise)
        request.ocr = tools.ocrLanguages;
    request.unfenced = tools.unfenced;
    request.part = document.part;
    request.mailName = shownName(document.path);
    request.tellOldOffice = true;
    auto session = co_await Session::open(tools.workers, document::WorkerRole::Read, file.duplicate(),
                                          request, tools.readLimits);
    if (!session.ok())
        co_return session.error();
    const auto kind = (*session)->info().kind;
    if (document::oldOfficeEnding(kind).isEmpty())
        co_return OpenDocument{std::move(*session), kind};

    auto readable = co_await converted(tools, std::move(document), std::move(file), std::move(*session),
                                       wishes.libreOffice || tools.libreOffice);
    if (!readable.ok())
        co_return readable.error();
    request.tellOldOffice = false;
    request.part.clear();
    request.mailName.clear();
    session = co_await Session::open(tools.workers, document::WorkerRole::Read, std::move(*readable),
                                     std::move(request), tools.readLimits);
    if (!session.ok())
        co_return session.error();
    co_return OpenDocument{std::move(*session), kind};
}

} // namespace docchat::ingest
