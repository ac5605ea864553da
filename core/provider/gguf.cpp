#include "provider/gguf.h"

#include "base/words.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace docchat::provider {
namespace {

const QString program = QStringLiteral("llama-server");

bool isProgram(const QString &path) {
    const QFileInfo file(path);
    return file.isFile() && file.isExecutable();
}

/// Where it lies when it was built or installed by hand and PATH does not know of it.
QStringList usualFolders() {
    const auto home = QDir::homePath();
    return {home + QStringLiteral("/.local/bin"),
            home + QStringLiteral("/bin"),
            home + QStringLiteral("/llama.cpp/build/bin"),
            QStringLiteral("/usr/local/bin"),
            QStringLiteral("/opt/llama.cpp/bin"),
            QStringLiteral("/opt/llama.cpp/build/bin"),
            QStringLiteral("/home/linuxbrew/.linuxbrew/bin")};
}

} // namespace

bool isGgufPath(const QString &path) {
    return path.endsWith(QLatin1StringView(".gguf"), Qt::CaseInsensitive);
}

ProviderConfig ggufConfig(const QString &path) {
    const QFileInfo file(path);
    ProviderConfig config;
    config.name = file.completeBaseName();
    config.kind = QString(ggufKind);
    config.url = QUrl::fromLocalFile(file.absoluteFilePath());
    config.chatModel = config.name;
    return config;
}

std::optional<Error> problemWithGguf(const QString &path) {
    const auto name = QFileInfo(path).fileName();
    QFile file(path);
    if (!QFileInfo(path).isFile()) {
        return Error{ErrorKind::Missing, Words::tr("The model %1 is not there").arg(path),
                     Words::tr("Put it back, or choose another .gguf file")};
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorKind::Unreadable,
                     Words::tr("%1 cannot be opened: %2").arg(name, file.errorString()),
                     Words::tr("Allow yourself to read it, or choose another .gguf file")};
    }
    if (file.read(4) == "GGUF")
        return std::nullopt;
    return Error{ErrorKind::Unsupported, Words::tr("%1 is no GGUF file").arg(name),
                 Words::tr("Choose a model in the GGUF format; a download that broke off has to be "
                           "fetched again")};
}

QString findLlamaServer(const QString &given) {
    if (!given.isEmpty())
        return isProgram(given) ? given : QString();
    const auto onPath = QStandardPaths::findExecutable(program);
    return onPath.isEmpty() ? QStandardPaths::findExecutable(program, usualFolders()) : onPath;
}

Error noLlamaServer(const QString &given) {
    const auto message = given.isEmpty() ? Words::tr("llama-server is not found on this computer")
                                         : Words::tr("%1 is no program").arg(given);
    return {ErrorKind::Missing, message,
            Words::tr("Install llama.cpp's llama-server, or say where it is: open the .gguf file in "
                      "DocChat, or docchat-cli provider add NAME --gguf FILE --llama-server PATH")};
}

} // namespace docchat::provider
