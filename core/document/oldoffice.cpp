#include "document/oldoffice.h"

#include "async/blocking.h"
#include "async/process.h"
#include "async/resource.h"
#include "base/words.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <memory>

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

namespace docchat::document {

using async::Task;

namespace {

constexpr qint64 largestResult = qint64(256) << 20; // bytes
constexpr size_t copiedAtOnce = 1 << 20;
constexpr auto launcherGrace = std::chrono::seconds(10); // it ends all the others first
constexpr auto releaseGrace = std::chrono::seconds(20);

/// The one folder that LibreOffice may change; goes with all that is in it.
using Home = std::unique_ptr<QTemporaryDir>;

Error noHome(const QString &name) {
    return {ErrorKind::Disk,
            Words::tr("%1: there is no room for LibreOffice's files in %2").arg(name, QDir::tempPath()),
            Words::tr("Make room, then retry")};
}

/// A private folder with the document in it, in/document.ENDING.
Result<Home> prepareHome(std::stop_token stop, const std::shared_ptr<Descriptor> &file, const QString &name,
                         const QString &ending) {
    auto home = std::make_unique<QTemporaryDir>(QDir::temp().filePath(QStringLiteral("docchat-XXXXXX")));
    if (!home->isValid() || !QDir(home->path()).mkdir(QStringLiteral("in")))
        return noHome(name);
    const auto path = QFile::encodeName(home->filePath(QStringLiteral("in/document.") + ending));
    const Descriptor copy(
        ::open(path.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!copy.valid())
        return noHome(name);
    off_t at = 0;
    ssize_t copied = 0;
    while ((copied = ::sendfile(copy.get(), file->get(), &at, copiedAtOnce)) > 0) {
        if (stop.stop_requested())
            throw async::Cancelled{};
    }
    if (copied < 0)
        return noHome(name);
    return home;
}

/// What LibreOffice saved. Nothing in the folder is trusted: neither links nor sizes nor kinds of files.
Result<Descriptor> takeResult(std::stop_token, const QString &home, const QString &name,
                              const QString &ending) {
    const Error none{ErrorKind::Damaged, Words::tr("%1: LibreOffice could not read it").arg(name),
                     Words::tr("Open it in its program and save it as .%1x").arg(ending)};
    const Descriptor out(::open(QFile::encodeName(home + QStringLiteral("/out")).constData(),
                                O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_RDONLY));
    if (!out.valid())
        return none;
    const auto file = "document." + ending.toLatin1() + 'x';
    Descriptor saved(
        ::openat(out.get(), file.constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    struct stat info{};
    if (!saved.valid() || ::fstat(saved.get(), &info) != 0 || !S_ISREG(info.st_mode) || info.st_size == 0)
        return none;
    if (info.st_size > largestResult) {
        return Error{ErrorKind::TooLarge,
                     Words::tr("%1: LibreOffice made more than %2 MiB of it")
                         .arg(name, QString::number(largestResult >> 20)),
                     Words::tr("Split it and add the parts")};
    }
    ::unlinkat(out.get(), file.constData(), 0);
    return saved;
}

Error exitError(const async::ProcessResult &ended, const QString &name) {
    if (!ended.started)
        return {ErrorKind::Internal, Words::tr("%1: the reader cannot be started").arg(name),
                Words::tr("Install DocChat again")};
    if (ended.exitCode == ConvertExit::NotFenced)
        return {ErrorKind::Unsupported,
                Words::tr("%1: this computer cannot fence off LibreOffice (its kernel lacks Landlock or "
                          "seccomp), so it was not opened")
                    .arg(name),
                Words::tr("If you trust your documents, allow it in File → Settings…")};
    if (ended.exitCode == ConvertExit::NotStarted)
        return {ErrorKind::Internal, Words::tr("%1: LibreOffice cannot be started").arg(name),
                Words::tr("Install LibreOffice again")};
    return {ErrorKind::Crashed, Words::tr("%1 stopped LibreOffice").arg(name),
            Words::tr("Open it in its program and save it anew")};
}

Error tookTooLong(const OldOfficeConverter::Request &request) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(request.inAll).count();
    const auto words = seconds % 60 == 0 && seconds > 60 ? Words::tr("%1 minutes").arg(seconds / 60)
                                                         : Words::tr("%1 seconds").arg(seconds);
    return {ErrorKind::TimedOut, Words::tr("%1: LibreOffice took longer than %2").arg(request.name, words),
            Words::tr("Raise the limit in File → Settings…, or save it anew from its program")};
}

async::ProcessSpec specFor(const OldOfficeConverter::Options &options,
                           const OldOfficeConverter::Request &request, const QString &program,
                           const QString &home) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(request.inAll).count();
    async::ProcessSpec spec;
    spec.program = options.launcher;
    spec.grace = launcherGrace;
    spec.arguments = {QStringLiteral("--convert"), home, program, oldOfficeEnding(request.kind),
                      QString::number(std::max(1L, long(seconds)))};
    if (request.unfenced)
        spec.arguments += QStringLiteral("--unfenced");
    spec.arguments += options.launcherArguments;
    return spec;
}

/// Runs LibreOffice under the outside clock.
Task<Result<Descriptor>> runIn(async::ProcessSpec spec, OldOfficeConverter::Request request, QString home) {
    std::optional<async::ProcessResult> ended;
    try {
        ended = co_await async::withTimeout(request.inAll, async::runProcess(std::move(spec)));
    } catch (const async::TimeoutError &) {
    }
    if (!ended)
        co_return tookTooLong(request);
    if (ended->exitCode != ConvertExit::Converted)
        co_return exitError(*ended, request.name);
    co_return co_await async::runBlocking(takeResult, home, request.name, oldOfficeEnding(request.kind));
}

Task<void> removeHome(Home *home) {
    co_await async::runBlocking([](std::stop_token, Home folder) { folder.reset(); }, std::move(*home));
}

} // namespace

QString oldOfficeEnding(DocumentKind kind) {
    if (kind == DocumentKind::Doc || kind == DocumentKind::Xls || kind == DocumentKind::Ppt)
        return kindName(kind);
    return {};
}

QString findLibreOffice() {
    QStringList programs;
    const auto folders = QString::fromLocal8Bit(qgetenv("PATH")).split(QLatin1Char(':'), Qt::SkipEmptyParts);
    for (const auto &folder : folders + QStringList{QStringLiteral("/usr/bin")}) {
        programs += folder + QStringLiteral("/soffice");
        programs += folder + QStringLiteral("/libreoffice");
    }
    const QDir opt(QStringLiteral("/opt"));
    for (const auto &version : opt.entryList({QStringLiteral("libreoffice*")}, QDir::Dirs, QDir::Reversed))
        programs += opt.filePath(version + QStringLiteral("/program/soffice"));
    for (const auto &program : programs) {
        const QFileInfo file(program);
        if (file.isAbsolute() && file.isFile() && file.isExecutable())
            return program;
    }
    return {};
}

QString OldOfficeConverter::libreOffice() const {
    return m_options.libreOffice.isEmpty() ? findLibreOffice() : m_options.libreOffice;
}

Task<Result<Descriptor>> OldOfficeConverter::convert(Descriptor file, Request request) {
    const auto permit = co_await m_oneAtATime.acquire();
    const auto source = std::make_shared<Descriptor>(std::move(file));
    auto home = co_await async::runBlocking(prepareHome, source, request.name, oldOfficeEnding(request.kind));
    if (!home.ok())
        co_return home.error();
    const auto path = (*home)->path();
    auto spec = specFor(m_options, request, libreOffice(), path);
    co_return co_await async::withCleanup(
        runIn(std::move(spec), std::move(request), path), [&] { return removeHome(&*home); }, releaseGrace);
}

} // namespace docchat::document
