#pragma once

#include "application.h"
#include "index/scope.h"
#include "instance.h"
#include "output.h"

#include <QStringList>

#include <map>

namespace docchat {
class Log;
}

namespace docchat::cli {

/// Exit codes of docchat-cli.
enum Exit { AllDone = 0, SomeFailed = 1, Usage = 2, Stopped = 130 };

/// A command's arguments, parted: options with values, flags as empty values.
struct Arguments {
    QStringList positional;
    QMultiMap<QString, QString> options;

    [[nodiscard]] bool has(const QString &name) const { return options.contains(name); }
    [[nodiscard]] QString value(const QString &name, const QString &otherwise = {}) const {
        return options.value(name, otherwise);
    }
};

/// What a command works with. application: null for one that works on a closed library. instance: this
/// program's claim on the data folder; owner: true when it has it.
struct Context {
    Application *application = nullptr;
    Instance *instance = nullptr;
    bool owner = false;
    Options options;
    Log *log = nullptr;
    bool erased = false;    ///< nothing is in the folder any more
    bool toldToEnd = false; ///< by SIGTERM or SIGHUP, which is no wish of the person's to take anything back
    Arguments arguments;
    Output output;
};

// Each returns the exit code. They run on the loop.
async::Task<int> add(Context *context);
async::Task<int> list(Context *context);
async::Task<int> show(Context *context);
async::Task<int> remove(Context *context);
async::Task<int> search(Context *context);
async::Task<int> ask(Context *context);
async::Task<int> summarise(Context *context);
async::Task<int> provider(Context *context);
async::Task<int> embed(Context *context);
async::Task<int> collection(Context *context);
async::Task<int> copy(Context *context);
async::Task<int> check(Context *context);
async::Task<int> tasks(Context *context);
async::Task<int> exportChat(Context *context);
async::Task<int> showSent(Context *context);
async::Task<int> backup(Context *context);
async::Task<int> restore(Context *context);
async::Task<int> deleteEverything(Context *context);

/// How a command is called, whether it needs to write (and so the claim on the folder), and whether the
/// library is opened for it.
struct Command {
    const char *name;
    async::Task<int> (*run)(Context *);
    bool writes;
    const char *usage;
    bool opens = true;
};
[[nodiscard]] const std::vector<Command> &commands();

/// One wish to the program that owns the folder, and its answers up to the one with "event": "end". None: it
/// cannot be reached, or went away.
async::Task<std::vector<QJsonObject>> askOwner(Context *context, QJsonObject wish);

/// The --document options; a usage error is printed and nullopt returned when one is not a number.
[[nodiscard]] std::optional<QList<DocumentId>> documentOptions(const Context &context);

/// The same with the --collection option; nullopt too when there is no collection of its name.
async::Task<std::optional<index::Scope>> scopeOption(Context *context);

} // namespace docchat::cli
