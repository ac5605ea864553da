#include "providerkey.h"

#include "async/files.h"
#include "queries.h"

#include <termios.h>
#include <unistd.h>

namespace docchat::cli {

using async::Task;

namespace {

/// What is typed does not show, where somebody types.
class NoEcho {
public:
    NoEcho() : m_typed(::tcgetattr(STDIN_FILENO, &m_before) == 0) {
        auto quiet = m_before;
        quiet.c_lflag &= ~tcflag_t(ECHO);
        if (m_typed)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~NoEcho() {
        if (m_typed)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    NoEcho(const NoEcho &) = delete;
    NoEcho &operator=(const NoEcho &) = delete;

private:
    termios m_before = {};
    bool m_typed;
};

/// The first line of standard input; empty: there is none.
Task<QByteArray> unseenLine() {
    const NoEcho noEcho;
    auto lines = linesOf(QStringLiteral("-"));
    std::optional<QByteArray> line;
    try {
        line = co_await lines.next();
    } catch (const async::FileError &) { // closed, or a folder
    }
    co_return line.value_or(QByteArray()).trimmed();
}

Error notKept() {
    return {ErrorKind::Unreadable, QStringLiteral("No keychain works here, so the key was not kept"),
            QStringLiteral("Name a variable that holds it: docchat-cli provider add … --key-env VAR")};
}

} // namespace

Task<int> takeKey(Context *context, ProviderConfig config) {
    if (!context->owner) {
        context->output.error({ErrorKind::Usage, QStringLiteral("The window uses this library"),
                               QStringLiteral("Type the key there, in File → Models…, or close it first")});
        co_return SomeFailed;
    }
    const auto origin = originOf(config.url);
    context->output.progress(QStringLiteral("Key for %1 (it does not show): ").arg(origin));
    auto key = co_await unseenLine();
    context->output.endProgress();
    if (key.isEmpty()) {
        context->output.error({ErrorKind::Usage, QStringLiteral("No key came on standard input"),
                               QStringLiteral("Type or pipe it in; it is never an argument")});
        co_return Usage;
    }
    const auto place = co_await context->application->keepKey(config.url, std::move(key));
    if (!place.ok() || *place != provider::KeyPlace::Keychain) {
        context->output.error(place.ok() ? notKept() : place.error());
        co_return SomeFailed;
    }
    context->output.line(QStringLiteral("The keychain keeps the key for %1").arg(origin));
    co_return AllDone;
}

} // namespace docchat::cli
