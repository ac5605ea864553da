#pragma once

#include "async/link.h"

#include <QString>
#include <QStringList>

#include <chrono>

namespace docchat::async {

class Scope;

/// One living task, as the dump, `docchat-cli tasks` and the window show it.
struct TaskInfo {
    quint64 id = 0;
    quint64 parentId = 0; ///< the task that runs the group this one is a child of; 0: a Background owns it
    int depth = 0;        ///< how many parents it has
    QString name;
    QString scope;     ///< who owns it, from the program down: "window › add documents"
    QString waitsOn;   ///< "semaphore", "timer", "http reply"; "ready" or "running"
    QString where;     ///< file:line of the await; empty: it does not wait
    QStringList stack; ///< the coroutines that await each other, the one that waits first; empty as above
    std::chrono::milliseconds waited{0};
    std::chrono::milliseconds alive{0}; ///< since it was spawned
    bool cancelled = false;             ///< every wait of it throws Cancelled
    bool shielded = false;              ///< it is cancelled, but cleans up first where that does not reach
};

/// The name of who owns the tasks in `scope` when no task opened it; known to the loop as long as it lives.
struct OwnerName : Link {
    OwnerName(const char *ownersName, const Scope *ownedScope) : name(ownersName), scope(ownedScope) {}
    ~OwnerName() { unlink(); }

    const char *name;
    const Scope *scope;
};

/// A duration for people: "8 ms", "1.2 s", "3 min", "5 h", "4 days".
[[nodiscard]] QString durationWords(std::chrono::milliseconds duration);

/// What a task does: "waits on http reply at openai.cpp:88 for 1.2 s (alive 3 s)", "running (alive 3 s)".
[[nodiscard]] QString doingWords(const TaskInfo &task);

/// A task in one line: "#12 embed in window › add — waits on …".
[[nodiscard]] QString lineOf(const TaskInfo &task);

} // namespace docchat::async
