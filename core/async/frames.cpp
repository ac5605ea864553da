#include "async/frames.h"

#include "async/loop.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QStringList>

#include <exception>

namespace docchat::async {
namespace {

/// Of "Task<T> docchat::async::withTimeout(Clock::duration, Task<T>) [T = int]": async::withTimeout.
QString shortName(QString function) {
    static const QRegularExpression lambda(
        QStringLiteral("\\(anonymous class\\)::operator\\(\\)|\\(lambda[^)]*\\)"));
    function.remove(QStringLiteral("(anonymous namespace)::")).replace(lambda, QStringLiteral("lambda"));
    // A function around a lambda is written with its parameters: "run(int)::lambda() const".
    static const QRegularExpression around(QStringLiteral("\\([^()]*\\)(?=::)"));
    function.remove(around);
    function.truncate(function.indexOf(QLatin1Char('(')));
    return function.mid(function.lastIndexOf(QLatin1Char(' ')) + 1).remove(QStringLiteral("docchat::"));
}

QString named(const QString &function, const std::source_location &made) {
    const auto file = QFileInfo(QString::fromUtf8(made.file_name())).fileName();
    return QStringLiteral("%1 (%2:%3)").arg(function, file).arg(made.line());
}

/// With its types, as the compiler writes it.
QString described(const std::source_location &made) {
    return named(QString::fromUtf8(made.function_name()), made);
}

} // namespace

QString placeOf(const std::source_location &made) {
    return named(shortName(QString::fromUtf8(made.function_name())), made);
}

FrameCount &liveFrames() {
    static thread_local FrameCount count;
    return count;
}

void reportNeverAwaited(const std::source_location &made) {
    const auto *fiber = Loop::current() ? Loop::current()->fiber() : nullptr;
    const bool isCancelled = fiber && fiber->scope->effectivelyCancelled();
    if (std::uncaught_exceptions() == 0 && !isCancelled)
        qWarning("A task was never awaited: %s", qPrintable(described(made)));
}

void reportLeakedFrames() {
#ifndef NDEBUG
    auto &live = liveFrames();
    QStringList names;
    for (const Link *link = live.list.next; link != &live.list; link = link->next)
        names += described(static_cast<const Frame *>(link)->made);
    if (!names.isEmpty())
        qWarning("%d coroutine frames outlive their loop: %s", int(names.size()),
                 qPrintable(names.join(QStringLiteral(", "))));
#endif
}

} // namespace docchat::async
