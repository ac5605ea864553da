#pragma once

#include <QStringList>

namespace docchat {

/// docchat-parser --convert HOME PROGRAM ENDING SECONDS [--unfenced] [--without-landlock] [--without-seccomp]
///
/// Runs LibreOffice (PROGRAM) behind fences to save HOME/in/document.ENDING ("doc", "xls" or "ppt") as
/// HOME/out/document.ENDINGx. HOME is all that it can change; it has no socket. This process waits for it:
/// told to end (TERM), or when its parent ends, it ends all that was started at once and is gone itself; a
/// HOME without a parent is removed. SECONDS: of processor time, for each process. Returns one of
/// document::ConvertExit.
int convert(const QStringList &arguments);

} // namespace docchat
