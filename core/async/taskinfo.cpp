#include "async/taskinfo.h"

#include "async/loop.h"

#include <QFileInfo>

#include <unordered_map>

namespace docchat::async {
namespace {

const QString into = QStringLiteral(" › ");

/// In the order of their start.
std::vector<const Fiber *> fibersOf(const Link &all) {
    std::vector<const Fiber *> fibers;
    for (const Link *link = all.next; link != &all; link = link->next)
        fibers.push_back(static_cast<const Fiber *>(static_cast<const RegistryLink *>(link)));
    return fibers;
}

/// The tasks that run the groups of others, by the scopes that they opened: those between the scope they are
/// in now and the one they were spawned into. A group ends after its children, so a parent always lives.
std::unordered_map<const Scope *, const Fiber *> openersOf(const std::vector<const Fiber *> &fibers) {
    std::unordered_map<const Scope *, const Fiber *> openers;
    for (const auto *fiber : fibers) {
        for (const Scope *scope = fiber->scope; scope && scope != fiber->home; scope = scope->parent())
            openers[scope] = fiber;
    }
    return openers;
}

QString ownerOf(const Fiber *fiber, const Link &owners) {
    for (const Link *link = owners.next; link != &owners; link = link->next) {
        const auto *owner = static_cast<const OwnerName *>(link);
        if (owner->scope == fiber->home)
            return QString::fromUtf8(owner->name);
    }
    return QStringLiteral("program");
}

bool anyCancelled(const Scope *scope) {
    while (scope && !scope->cancelCalled())
        scope = scope->parent();
    return scope != nullptr;
}

/// All but its place in the tree.
TaskInfo infoOf(const Fiber *fiber, Clock::time_point now) {
    const auto since = [now](Clock::time_point begun) {
        return std::chrono::duration_cast<Milliseconds>(now - begun);
    };
    TaskInfo info;
    info.id = fiber->id;
    info.name = QString::fromUtf8(fiber->name);
    info.alive = since(fiber->born);
    info.cancelled = fiber->scope->effectivelyCancelled();
    info.shielded = !info.cancelled && anyCancelled(fiber->scope);
    if (const Waiter *waiter = fiber->waiter; waiter && !fiber->queued) {
        const auto file = QFileInfo(QString::fromUtf8(waiter->where.file_name())).fileName();
        info.waitsOn = QString::fromUtf8(waiter->what);
        info.where = QStringLiteral("%1:%2").arg(file).arg(waiter->where.line());
        info.waited = since(waiter->since);
        for (const Frame *frame = fiber->innermost; frame && frame->caller; frame = frame->caller)
            info.stack += placeOf(frame->made); // all but the frame that a group wraps around its child
    } else {
        info.waitsOn = fiber->queued ? QStringLiteral("ready") : QStringLiteral("running");
    }
    return info;
}

} // namespace

std::vector<TaskInfo> Loop::tasks() const {
    const auto fibers = fibersOf(m_all);
    const auto openers = openersOf(fibers);
    std::unordered_map<const Fiber *, std::vector<const Fiber *>> children; // of null: those of no task
    for (const auto *fiber : fibers) {
        const auto opener = openers.find(fiber->home);
        children[opener == openers.end() ? nullptr : opener->second].push_back(fiber);
    }
    struct Next {
        const Fiber *fiber;
        qsizetype parent; // its index in the result; -1: none
    };
    std::vector<Next> next; // the last comes first
    const auto thenChildrenOf = [&](const Fiber *fiber, qsizetype index) {
        auto &those = children[fiber];
        for (auto child = those.rbegin(); child != those.rend(); ++child)
            next.push_back({*child, index});
    };
    const auto time = now();
    std::vector<TaskInfo> result;
    thenChildrenOf(nullptr, -1);
    while (!next.empty()) {
        const auto [fiber, parent] = next.back();
        next.pop_back();
        auto info = infoOf(fiber, time);
        if (parent < 0) {
            info.scope = ownerOf(fiber, m_owners);
        } else {
            const auto &above = result[size_t(parent)];
            info.parentId = above.id;
            info.depth = above.depth + 1;
            info.scope = above.scope + into + above.name;
        }
        result.push_back(std::move(info));
        thenChildrenOf(fiber, qsizetype(result.size()) - 1);
    }
    return result;
}

QString Loop::dump() const {
    QString text;
    for (const auto &task : tasks()) {
        const auto line = task.depth == 0
                              ? lineOf(task)
                              : QStringLiteral("#%1 %2 — %3").arg(task.id).arg(task.name, doingWords(task));
        text += QString(2 * task.depth, QLatin1Char(' ')) + line + QLatin1Char('\n');
    }
    return text;
}

QString durationWords(std::chrono::milliseconds duration) {
    const qint64 ms = duration.count();
    const qint64 tenth = ms / 100 % 10; // of a second; nothing is rounded up
    if (ms < 1000)
        return QStringLiteral("%1 ms").arg(ms);
    if (ms < 10'000 && tenth != 0)
        return QStringLiteral("%1.%2 s").arg(ms / 1000).arg(tenth);
    if (ms < 60'000)
        return QStringLiteral("%1 s").arg(ms / 1000);
    if (ms < 3'600'000)
        return QStringLiteral("%1 min").arg(ms / 60'000);
    if (ms < 48 * 3'600'000)
        return QStringLiteral("%1 h").arg(ms / 3'600'000);
    return QStringLiteral("%1 days").arg(ms / 86'400'000);
}

QString doingWords(const TaskInfo &task) {
    const auto wait = task.where.isEmpty() ? task.waitsOn
                                           : QStringLiteral("waits on %1 at %2 for %3")
                                                 .arg(task.waitsOn, task.where, durationWords(task.waited));
    const auto state = task.cancelled  ? QStringLiteral(", cancelled")
                       : task.shielded ? QStringLiteral(", cancelled and cleaning up")
                                       : QString();
    return QStringLiteral("%1 (alive %2)%3").arg(wait, durationWords(task.alive), state);
}

QString lineOf(const TaskInfo &task) {
    return QStringLiteral("#%1 %2 in %3 — %4").arg(task.id).arg(task.name, task.scope, doingWords(task));
}

} // namespace docchat::async
