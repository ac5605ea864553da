#include "document/sandbox/sandbox.h"

#include "document/sandbox/seccomp.h"

#include <sys/prctl.h>

namespace docchat::document {
namespace {

constexpr int parentSocket = 3;

} // namespace

QStringList closeSandbox(const QStringList &readable, Fences fences) {
    QStringList holding;
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return holding; // neither of the others is taken without it
    holding += QStringLiteral("no-new-privileges");
    if (fences.landlock && closeLandlock({.read = readable}))
        holding += QStringLiteral("landlock");
    if (fences.seccomp && closeSeccomp(parentSocket))
        holding += QStringLiteral("seccomp");
    return holding;
}

QStringList closeSandboxForPrograms(const Openings &openings, Fences fences) {
    QStringList holding;
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return holding;
    holding += QStringLiteral("no-new-privileges");
    if (fences.landlock && closeLandlock(openings))
        holding += QStringLiteral("landlock");
    if (fences.seccomp && closeSeccompForPrograms())
        holding += QStringLiteral("seccomp");
    return holding;
}

} // namespace docchat::document
