// docchat-cli: the same core without a window.

#include "commands.h"

#include "async/run.h"
#include "base/paths.h"
#include "erase.h"
#include "log.h"
#include "stalls.h"
#include "unixsignals.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QNetworkProxyFactory>

#include <csignal>

using namespace docchat;
using namespace docchat::cli;

namespace {

const QStringList flags{QStringLiteral("json"),  QStringLiteral("offline"),     QStringLiteral("quiet"),
                        QStringLiteral("debug"), QStringLiteral("help"),        QStringLiteral("version"),
                        QStringLiteral("ocr"),   QStringLiteral("libreoffice"), QStringLiteral("force"),
                        QStringLiteral("yes")};
const QStringList valued{
    QStringLiteral("data"),         QStringLiteral("concurrency"), QStringLiteral("timeout"),
    QStringLiteral("password"),     QStringLiteral("k"),           QStringLiteral("document"),
    QStringLiteral("queries"),      QStringLiteral("questions"),   QStringLiteral("model"),
    QStringLiteral("kind"),         QStringLiteral("url"),         QStringLiteral("embed"),
    QStringLiteral("chat"),         QStringLiteral("key-env"),     QStringLiteral("patience"),
    QStringLiteral("format"),       QStringLiteral("o"),           QStringLiteral("instructions"),
    QStringLiteral("length"),       QStringLiteral("language"),    QStringLiteral("gguf"),
    QStringLiteral("llama-server"), QStringLiteral("provider"),    QStringLiteral("collection")};

/// --name value, --name=value, -k value; after "--" everything is positional. A message for what is not
/// known.
std::optional<Arguments> parse(const QStringList &words, QString *complaint) {
    Arguments arguments;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const auto &word = words[i];
        if (word == QLatin1StringView("--")) {
            arguments.positional += words.mid(i + 1);
            break;
        }
        if (!word.startsWith(QLatin1Char('-')) || word.size() < 2) {
            arguments.positional += word;
            continue;
        }
        const auto bare = word.mid(word.startsWith(QLatin1StringView("--")) ? 2 : 1);
        const auto name = bare.section(QLatin1Char('='), 0, 0);
        if (flags.contains(name)) {
            arguments.options.insert(name, {});
        } else if (valued.contains(name) && bare.contains(QLatin1Char('='))) {
            arguments.options.insert(name, bare.section(QLatin1Char('='), 1));
        } else if (valued.contains(name) && i + 1 < words.size()) {
            arguments.options.insert(name, words[++i]);
        } else {
            *complaint = valued.contains(name) ? QStringLiteral("%1 needs a value").arg(word)
                                               : QStringLiteral("%1 is not an option").arg(word);
            return std::nullopt;
        }
    }
    for (const auto &name : {QStringLiteral("concurrency"), QStringLiteral("timeout"), QStringLiteral("k")}) {
        bool isNumber = true;
        if (arguments.has(name) && (arguments.value(name).toDouble(&isNumber) <= 0 || !isNumber)) {
            *complaint =
                QStringLiteral("--%1 needs a number above 0, not %2").arg(name, arguments.value(name));
            return std::nullopt;
        }
    }
    return arguments;
}

QString usage() {
    QString text =
        QStringLiteral("docchat-cli [--data DIR] [--json] [--offline] [--quiet] [--debug] COMMAND\n");
    for (const auto &command : commands())
        text += QStringLiteral("  %1\n").arg(QLatin1StringView(command.usage));
    return text;
}

Options optionsOf(const Arguments &arguments) {
    Options options;
    options.dataFolder =
        QFileInfo(arguments.value(QStringLiteral("data"), defaultDataFolder())).absoluteFilePath();
    options.offline = arguments.has(QStringLiteral("offline"));
    options.atOnce =
        std::clamp(arguments.value(QStringLiteral("concurrency"), QStringLiteral("8")).toInt(), 1, 64);
    options.timeout = std::chrono::milliseconds(qint64(
        1000 * std::max(0.1, arguments.value(QStringLiteral("timeout"), QStringLiteral("30")).toDouble())));
    return options;
}

/// Said once, at the start that did it.
void tellRescued(const Context &context) {
    const auto &rescued = context.application->rescued();
    if (!rescued)
        return;
    context.output.json({{QStringLiteral("event"), QStringLiteral("rescued")},
                         {QStringLiteral("chats"), rescued->saved.chats},
                         {QStringLiteral("messages"), rescued->saved.messages},
                         {QStringLiteral("documents"), rescued->saved.documents},
                         {QStringLiteral("read_anew"), rescued->saved.again},
                         {QStringLiteral("lost"), rescued->saved.lost},
                         {QStringLiteral("damaged"), rescued->aside}});
    context.output.warning(index::summary(*rescued) + QLatin1Char(' ') + index::wherePut(*rescued));
}

/// The command, cut by a signal; whatever it began is taken back before this returns, but documents only at
/// SIGINT: else they go on the next time.
async::Task<int> runCommand(const Command *command, Context *context) {
    int exit = Stopped;
    UnixSignals signals;
    const bool whole = co_await async::cancellable([&](async::Scope &scope) {
        QObject::connect(&signals, &UnixSignals::stopRequested, &signals, [&scope, context](int signal) {
            context->toldToEnd = signal != SIGINT;
            scope.cancel();
        });
        return [](const Command *what, Context *with, int *result) -> async::Task<void> {
            *result = co_await what->run(with);
        }(command, context, &exit);
    });
    context->output.endProgress();
    if (context->application)
        co_await context->application->shutdown();
    co_return whole ? exit : int(Stopped);
}

} // namespace

int main(int argc, char **argv) {
    UnixSignals::block();
    QCoreApplication qt(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("docchat"));
    QCoreApplication::setApplicationVersion(QStringLiteral(DOCCHAT_VERSION));
    QNetworkProxyFactory::setUseSystemConfiguration(true);

    Context context;
    QString complaint;
    auto arguments = parse(argumentTexts(argc, argv), &complaint);
    if (!arguments) {
        context.output.error(
            {ErrorKind::Usage, complaint, QStringLiteral("docchat-cli --help shows what there is")});
        return Usage;
    }
    context.output.asJson = arguments->has(QStringLiteral("json"));
    context.output.quiet = arguments->has(QStringLiteral("quiet"));
    if (arguments->has(QStringLiteral("version"))) {
        context.output.line(QStringLiteral("docchat-cli " DOCCHAT_VERSION));
        return AllDone;
    }
    const auto name = arguments->positional.isEmpty() ? QString() : arguments->positional.takeFirst();
    const auto command = std::find_if(commands().begin(), commands().end(), [&](const Command &known) {
        return name == QLatin1StringView(known.name);
    });
    if (arguments->has(QStringLiteral("help"))) {
        context.output.text(usage());
        return AllDone;
    }
    if (command == commands().end()) {
        context.output.error({ErrorKind::Usage,
                              name.isEmpty() ? QStringLiteral("No command is given")
                                             : QStringLiteral("%1 is not a command").arg(name),
                              QStringLiteral("docchat-cli --help shows what there is")});
        return Usage;
    }
    const auto options = optionsOf(*arguments);
    context.arguments = std::move(*arguments);

    async::Loop loop;
    Log log(options.dataFolder);
    const Stalls stalls(&loop,
                        [&log, debug = context.arguments.has(QStringLiteral("debug"))](const auto &words) {
                            debug ? qWarning("%s", qPrintable(words)) : log.write(words);
                        });
    std::optional<Instance> instance(std::in_place, options.dataFolder);
    context.instance = &*instance;
    context.log = &log;
    context.owner = instance->claim();
    const auto access = context.owner ? index::Store::Access::ReadWrite : index::Store::Access::ReadOnly;
    std::unique_ptr<Application> application;
    if (context.owner && isMarkedForErasing(options.dataFolder)) {
        if (const auto erased = eraseEverything(options.dataFolder); !erased.ok()) {
            context.output.error(erased.error());
            return SomeFailed;
        }
    }
    context.options = options;
    if (command->opens) {
        auto opened = Application::open(options, access);
        if (!opened.ok()) {
            context.output.error(opened.error());
            return SomeFailed;
        }
        application = std::move(*opened);
        context.application = application.get();
        tellRescued(context);
    }
    const int exit = async::run(runCommand(&*command, &context));
    application.reset();
    instance.reset(); // and with it the lock
    if (context.erased)
        removeEmptyFolder(options.dataFolder);
    return exit;
}
