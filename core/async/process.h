#pragma once

#include "async/cancel.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

class QProcess;

namespace docchat::async {

/// What to start, and how long it may take to obey TERM.
struct ProcessSpec {
    QString program;
    QStringList arguments = {};
    QByteArray input = {};   ///< written to its standard input, which is then closed
    Milliseconds grace = 2s; ///< between TERM and KILL
};

/// How a process ended.
struct ProcessResult {
    bool started = false; ///< false: `program` could not be started
    int exitCode = -1;    ///< -1 when a signal ended it
    QByteArray output;
    QByteArray errors;
};

/// asyncio's create_subprocess_exec and communicate: runs a process to its end, its output gathered.
/// Cancelled: TERM, then after the grace KILL; it is always reaped. A program that cannot be started is a
/// result, not an exception. Loop thread.
///
///     const auto result = co_await runProcess({.program = program, .arguments = {path}});
Task<ProcessResult> runProcess(ProcessSpec spec);

/// Ends a running process: TERM, the grace, KILL; returns when it is reaped. For shielded clean-up.
Task<void> stopProcess(QProcess *process, Milliseconds grace);

} // namespace docchat::async
