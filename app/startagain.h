#pragma once

#include <QStringList>

namespace docchat {

/// Puts a program in the place of this process, which keeps its number, its terminal and its environment.
/// Comes back only where that fails. With nothing open any more that it would need: the lock of the data
/// folder above all. Other systems than POSIX start it as a process of its own, and end.
void startAgain(const QString &program, const QStringList &arguments);

} // namespace docchat
