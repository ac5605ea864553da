#include "document/sandbox/landlock.h"

#include <QFile>

#include <algorithm>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Debian 12's headers know the first two versions of Landlock's interface; the running kernel may know more
// (https://docs.kernel.org/userspace-api/landlock.html).
namespace docchat::document {
namespace {

struct Ruleset {
    quint64 files = 0;
    quint64 network = 0;
    quint64 scoped = 0;
};

struct __attribute__((packed)) PathRule {
    quint64 allowed = 0;
    qint32 folder = -1;
};

constexpr quint64 execute = 1 << 0;
constexpr quint64 writeFile = 1 << 1;
constexpr quint64 readFile = 1 << 2;
constexpr quint64 readFolder = 1 << 3;
constexpr quint64 makeCharacterDevice = 1 << 6;
constexpr quint64 makeBlockDevice = 1 << 11;
constexpr quint64 filesOfVersion1 = (1 << 13) - 1;
constexpr quint64 refer = 1 << 13;               // version 2
constexpr quint64 truncate = 1 << 14;            // version 3
constexpr quint64 tcp = 3;                       // version 4: bind and connect
constexpr quint64 deviceIoctl = 1 << 15;         // version 5
constexpr quint64 abstractSocketsAndSignals = 3; // version 6
constexpr int versionFlag = 1;
constexpr int pathRule = 1;

/// What the kernel can refuse, and how long the structure is that it knows.
Ruleset rulesetFor(long version, size_t *size) {
    Ruleset rules;
    rules.files = filesOfVersion1 | (version >= 2 ? refer : 0) | (version >= 3 ? truncate : 0) |
                  (version >= 5 ? deviceIoctl : 0);
    rules.network = version >= 4 ? tcp : 0;
    rules.scoped = version >= 6 ? abstractSocketsAndSignals : 0;
    *size = version >= 6 ? sizeof(Ruleset) : version >= 4 ? 2 * sizeof(quint64) : sizeof(quint64);
    return rules;
}

/// A folder or file that is not there needs no rule.
bool allow(int ruleset, const QString &path, quint64 rights) {
    const int opened = ::open(QFile::encodeName(path).constData(), O_PATH | O_CLOEXEC);
    if (opened < 0)
        return true;
    struct stat info{};
    const bool isFolder = ::fstat(opened, &info) == 0 && S_ISDIR(info.st_mode);
    const quint64 ofFiles = execute | writeFile | readFile | truncate | deviceIoctl;
    const PathRule rule{isFolder ? rights : rights & ofFiles, opened};
    const bool added = ::syscall(SYS_landlock_add_rule, ruleset, pathRule, &rule, 0) == 0;
    ::close(opened);
    return added;
}

bool allowAll(int ruleset, const QStringList &paths, quint64 rights) {
    return std::ranges::all_of(paths, [&](const QString &path) { return allow(ruleset, path, rights); });
}

} // namespace

bool closeLandlock(const Openings &openings) {
    const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, versionFlag);
    if (version < 1)
        return false;
    size_t size = 0;
    const auto rules = rulesetFor(version, &size);
    const auto ruleset = int(::syscall(SYS_landlock_create_ruleset, &rules, size, 0));
    if (ruleset < 0)
        return false;
    const quint64 reading = readFile | readFolder;
    const quint64 writing = rules.files & ~(execute | makeCharacterDevice | makeBlockDevice);
    const bool closed =
        allowAll(ruleset, openings.read, reading) && allowAll(ruleset, openings.run, reading | execute) &&
        allowAll(ruleset, openings.write, writing) && ::syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    ::close(ruleset);
    return closed;
}

} // namespace docchat::document
