#include "commands.h"

#include "copying.h"
#include "erase.h"
#include "index/exchange.h"
#include "index/health.h"
#include "log.h"

#include <QFileInfo>
#include <QJsonArray>

namespace docchat::cli {

using async::Task;

namespace {

/// The one file that is given; a usage error is printed without it.
QString fileGiven(const Context &context, const QString &usage) {
    const auto &given = context.arguments.positional;
    if (given.size() == 1)
        return QFileInfo(given[0]).absoluteFilePath();
    context.output.error({ErrorKind::Usage, QStringLiteral("Which file?"), usage});
    return {};
}

TellShare progressOf(Context *context, const QString &what) {
    return [context, what](double share) {
        context->output.json(
            {{QStringLiteral("event"), QStringLiteral("progress")}, {QStringLiteral("share"), share}});
        context->output.progress(QStringLiteral("%1: %2 %").arg(what).arg(int(100 * share)));
    };
}

int failed(const Context &context, const Error &error) {
    context.output.error(error);
    return error.kind == ErrorKind::Usage ? Usage : SomeFailed;
}

Error inUse() {
    return {ErrorKind::Disk, QStringLiteral("Another program uses this library"),
            QStringLiteral("Close it first, or do it there, in its File menu")};
}

} // namespace

Task<int> backup(Context *context) {
    const auto path = fileGiven(*context, QStringLiteral("docchat-cli backup FILE"));
    if (path.isEmpty())
        co_return Usage;
    const bool replace = context->arguments.has(QStringLiteral("force"));
    const auto made = co_await copying(
        [library = context->application->store().path(), path, replace](index::CopyProgress *progress,
                                                                        const std::stop_token &stop) {
            return index::backUpTo(library, path, replace, progress, stop);
        },
        progressOf(context, QStringLiteral("backing up")));
    context->output.endProgress();
    if (!made.ok()) {
        auto error = made.error();
        if (error.kind == ErrorKind::Usage && !replace && QFileInfo::exists(path))
            error.hint = QStringLiteral("Choose another name, or say --force");
        co_return failed(*context, error);
    }
    context->output.json({{QStringLiteral("event"), QStringLiteral("backup")},
                          {QStringLiteral("path"), path},
                          {QStringLiteral("bytes"), QFileInfo(path).size()}});
    context->output.line(
        QStringLiteral("The library was backed up to %1; settings and keys are not in it").arg(path));
    co_return AllDone;
}

Task<int> restore(Context *context) {
    const auto path = fileGiven(*context, QStringLiteral("docchat-cli restore FILE"));
    if (path.isEmpty())
        co_return Usage;
    if (!context->owner)
        co_return failed(*context, inUse());
    const auto library = index::libraryIn(context->options.dataFolder);
    struct Restored {
        index::BackupContents contents;
        QString aside;
    };
    const auto restored = co_await copying(
        [library, path](index::CopyProgress *progress, const std::stop_token &stop) -> Result<Restored> {
            const auto contents = index::lookAtBackup(path, stop);
            if (!contents.ok())
                return contents.error();
            const auto aside = index::prepareRestore(library, path, progress, stop);
            if (!aside.ok())
                return aside.error();
            if (const auto finished = index::finishExchange(library); !finished.ok())
                return finished.error();
            return Restored{*contents, *aside};
        },
        progressOf(context, QStringLiteral("restoring")));
    context->output.endProgress();
    if (!restored.ok())
        co_return failed(*context, restored.error());
    const auto kept = QFileInfo::exists(restored->aside) ? restored->aside : QString();
    context->output.json({{QStringLiteral("event"), QStringLiteral("restored")},
                          {QStringLiteral("chats"), restored->contents.chats},
                          {QStringLiteral("documents"), restored->contents.documents},
                          {QStringLiteral("kept"), kept}});
    context->output.line(
        QStringLiteral("%1 was restored, with %2").arg(path, index::summary(restored->contents)));
    if (!kept.isEmpty())
        context->output.line(QStringLiteral("The library before it is kept as %1").arg(kept));
    co_return AllDone;
}

Task<int> deleteEverything(Context *context) {
    const auto &folder = context->options.dataFolder;
    if (!context->arguments.has(QStringLiteral("yes")) || !context->arguments.positional.isEmpty()) {
        context->output.error(
            {ErrorKind::Usage,
             QStringLiteral(
                 "This removes the library in %1 with all chats, the settings, the keys of model servers, "
                 "the "
                 "logs, and the copies that DocChat kept, for good. Your documents and your backups stay")
                 .arg(folder),
             QStringLiteral("docchat-cli delete-everything --yes")});
        co_return Usage;
    }
    if (!context->owner)
        co_return failed(*context, inUse());
    const auto servers = serversIn(folder);
    if (!servers.ok())
        context->output.warning(
            QStringLiteral("Keys in the keychain may stay: %1").arg(servers.error().text()));
    const auto left = co_await forgetKeysOf(context->options.keyStore.get(),
                                            servers.ok() ? *servers : std::vector<ProviderConfig>());
    for (const auto &name : left)
        context->output.warning(
            QStringLiteral("The key of %1 is still in the keychain, which cannot be used; remove it there")
                .arg(name));
    if (const auto marked = markForErasing(folder); !marked.ok())
        co_return failed(*context, marked.error());
    context->log->close();
    if (const auto erased = eraseEverything(folder); !erased.ok())
        co_return failed(*context, erased.error());
    context->erased = true;
    context->output.json({{QStringLiteral("event"), QStringLiteral("deleted")},
                          {QStringLiteral("keys_left"), QJsonArray::fromStringList(left)}});
    context->output.line(QStringLiteral("Everything in %1 is gone").arg(folder));
    co_return left.isEmpty() && servers.ok() ? AllDone : SomeFailed;
}

} // namespace docchat::cli
