#pragma once

#include "document/sandbox/landlock.h"

#include <QStringList>

namespace docchat::document {

/// What fences a worker off, each by itself worth having.
struct Fences {
    bool landlock = true; ///< no file but `readable` ones, no TCP, no signal and no abstract socket to others
    bool seccomp = true;  ///< no system call but those that reading needs: no network, no program, no writing
};

/// Closes the sandbox around this process for good: after it has warmed up, before it sees the first byte of
/// a stranger, while it has one thread. `readable`: the folders and files that may still be read. Returns the
/// names of what holds ("no-new-privileges", "landlock", "seccomp"); what the kernel lacks is left out, for
/// the parent to show. Linux; elsewhere the system's own means (AppContainer, sandbox_init) would stand
/// behind this function.
QStringList closeSandbox(const QStringList &readable, Fences fences = {});

/// The same around a program of others that this process becomes next (exec), and all that it starts.
QStringList closeSandboxForPrograms(const Openings &openings, Fences fences = {});

} // namespace docchat::document
