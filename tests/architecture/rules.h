#pragma once

#include <QStringList>

namespace docchat::tests {

// Each reads the C++ files of core/, ui/ and app/ under `root` and returns what breaks a rule, one line each:
// "core/net/http.h:12: what is wrong". Empty: all is well.

/// Includes between the layers, by the ranks of DESIGN.md §2.
[[nodiscard]] QStringList forbiddenIncludes(const QString &root);

/// Waiting otherwise than with co_await, outside the few files that may (STYLE.md, Async).
[[nodiscard]] QStringList forbiddenWaits(const QString &root);

/// The files that may wait but do not any more: the table of exceptions must not outlive its reasons.
[[nodiscard]] QStringList staleExceptions(const QString &root);

/// instance() functions of our own, and calls of them (STYLE.md, Ownership).
[[nodiscard]] QStringList singletons(const QString &root);

/// Headers of QtGui, QtWidgets and the like in core, outside the readers: core needs no display.
[[nodiscard]] QStringList displayHeaders(const QString &root);

/// How many files the rules see; a tree that is not found must not pass as one without faults.
[[nodiscard]] qsizetype filesSeen(const QString &root);

} // namespace docchat::tests
