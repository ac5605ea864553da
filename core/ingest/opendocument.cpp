#include "ingest/opendocument.h"

#include "document/oldoffice.h"

#include <QFileInfo>

namespace docchat::ingest {

using async::Task;
using document::Session;

namespace {

Error notConverted(const QString &name, const QString &ending, bool isAllowed, bool isInstalled) {
    auto hint = QStringLiteral("Open it in its program and save it as .%1x").arg(ending);
    if (isAllowed)
        hint += QStringLiteral(", or install LibreOffice, which reads it");
    else if (isInstalled)
        hint += QStringLiteral(", or allow LibreOffice to read it in File → Reading…");
    return {ErrorKind::Unsupported, QStringLiteral("%1: only LibreOffice reads .%2 files").arg(name, ending),
            hint};
}

Task<Result<document::Descriptor>> converted(Tools tools, QString name, document::Descriptor file,
                                             DocumentKind kind, bool isAllowed) {
    auto *office = tools.oldOffice;
    const bool isInstalled = office && !office->libreOffice().isEmpty();
    if (!isAllowed || !isInstalled)
        co_return notConverted(name, document::oldOfficeEnding(kind), isAllowed, isInstalled);
    co_return co_await office->convert(std::move(file), {name, kind, tools.readLimits.inAll, tools.unfenced});
}

} // namespace

Task<Result<OpenDocument>> openDocument(Tools tools, Document document, document::Descriptor file,
                                        ReadWishes wishes) {
    document::OpenRequest request{document.name, wishes.password};
    if (wishes.recognise || tools.alwaysRecognise)
        request.ocr = tools.ocrLanguages;
    request.unfenced = tools.unfenced;
    request.part = document.part;
    request.mailName = QFileInfo(document.path).fileName();
    request.tellOldOffice = true;
    auto session = co_await Session::open(tools.workers, document::WorkerRole::Read, file.duplicate(),
                                          request, tools.readLimits);
    if (!session.ok())
        co_return session.error();
    const auto kind = (*session)->info().kind;
    if (document::oldOfficeEnding(kind).isEmpty())
        co_return OpenDocument{std::move(*session), kind};

    session->reset();
    auto readable = co_await converted(tools, document.name, std::move(file), kind,
                                       wishes.libreOffice || tools.libreOffice);
    if (!readable.ok())
        co_return readable.error();
    request.tellOldOffice = false;
    session = co_await Session::open(tools.workers, document::WorkerRole::Read, std::move(*readable),
                                     std::move(request), tools.readLimits);
    if (!session.ok())
        co_return session.error();
    co_return OpenDocument{std::move(*session), kind};
}

} // namespace docchat::ingest
