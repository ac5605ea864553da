#include "convert.h"

#include "document/oldoffice.h"
#include "document/sandbox/sandbox.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <algorithm>
#include <csignal>
#include <optional>
#include <vector>

#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace docchat {
namespace {

using document::ConvertExit;

[[maybe_unused]] constexpr rlim_t mostAddresses =
    rlim_t(4) << 30;                               // bytes; the program and its libraries alone take one GiB
constexpr rlim_t largestWritten = rlim_t(1) << 29; // bytes, of one file
constexpr rlim_t mostFiles = 1024;
constexpr int wantsToStartAgain = 81; // LibreOffice, once it has made a new profile
constexpr int mostStarts = 3;
constexpr rlim_t moreProcesses = 256; // and threads, than there are on this computer already

/// What is to be run.
struct Plan {
    QString home;
    QString program;
    QString ending;
    rlim_t seconds = 0;
    bool unfenced = false;
    document::Fences fences;

    [[nodiscard]] QString inHome(const char *name) const {
        return home + QLatin1Char('/') + QLatin1StringView(name);
    }
};

std::optional<Plan> planOf(const QStringList &arguments) {
    if (arguments.size() < 4)
        return std::nullopt;
    bool isNumber = false;
    Plan plan{arguments[0],
              arguments[1],
              arguments[2],
              arguments[3].toULong(&isNumber),
              arguments.contains(QStringLiteral("--unfenced")),
              {!arguments.contains(QStringLiteral("--without-landlock")),
               !arguments.contains(QStringLiteral("--without-seccomp"))}};
    const bool isAbsolute = QDir::isAbsolutePath(plan.home) && QDir::isAbsolutePath(plan.program);
    return isNumber && plan.seconds > 0 && isAbsolute ? std::optional(plan) : std::nullopt;
}

/// Processes and threads that run on this computer: the fourth of the numbers, "2/345".
rlim_t processesNow() {
    QFile load(QStringLiteral("/proc/loadavg"));
    if (!load.open(QIODevice::ReadOnly))
        return 0;
    return load.readAll().split(' ').value(3).split('/').value(1).toULong();
}

void limit(__rlimit_resource resource, rlim_t most) {
    rlimit both{};
    ::getrlimit(resource, &both);
    both.rlim_max = std::min(both.rlim_max, most);
    both.rlim_cur = both.rlim_max;
    ::setrlimit(resource, &both);
}

void limitResources(rlim_t seconds) {
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, seconds);
    limit(RLIMIT_FSIZE, largestWritten);
    limit(RLIMIT_NOFILE, mostFiles);
    limit(RLIMIT_NPROC, processesNow() + moreProcesses);
#ifndef DOCCHAT_SANITIZED // the sanitizers reserve terabytes of addresses
    limit(RLIMIT_AS, mostAddresses);
#endif
}

/// The program behind the script that is installed as `soffice`: the script's splash screen insists on
/// writing into /tmp.
QString innermost(const QString &program) {
    const auto behind = QFileInfo(program).canonicalPath() + QStringLiteral("/soffice.bin");
    return QFileInfo(behind).isExecutable() ? behind : program;
}

/// The folder that the program is installed in: "/opt/libreoffice" of "/opt/libreoffice/program/soffice".
QString prefixOf(const QString &program) {
    const QDir folder = QFileInfo(program).canonicalPath();
    return folder.dirName() == QLatin1StringView("program") ? QFileInfo(folder.path()).path() : folder.path();
}

document::Openings openingsFor(const Plan &plan) {
    document::Openings openings;
    openings.run = {QStringLiteral("/usr"),   QStringLiteral("/lib"), QStringLiteral("/lib32"),
                    QStringLiteral("/lib64"), QStringLiteral("/bin"), QStringLiteral("/sbin"),
                    QStringLiteral("/opt"),   prefixOf(plan.program)};
    openings.read = {QStringLiteral("/etc"),
                     QStringLiteral("/var/cache/fontconfig"),
                     QStringLiteral("/var/lib/libreoffice"),
                     QStringLiteral("/var/spool/libreoffice"),
                     QStringLiteral("/dev/urandom"),
                     QStringLiteral("/proc/cpuinfo"),
                     QStringLiteral("/proc/meminfo"),
                     QStringLiteral("/proc/filesystems")};
    openings.write = {plan.home, QStringLiteral("/dev/null"), QStringLiteral("/dev/zero")};
    return openings;
}

std::vector<QByteArray> environmentFor(const Plan &plan) {
    const auto at = [&](const char *name, const char *folder) {
        return QByteArray(name) + '=' + QFile::encodeName(plan.inHome(folder));
    };
    return {"PATH=/usr/bin:/bin",
            "LANG=C.UTF-8",
            "SAL_USE_VCLPLUGIN=svp",
            "HOME=" + QFile::encodeName(plan.home),
            at("TMPDIR", "tmp"),
            at("OSL_SOCKET_PATH", "tmp"),
            at("XDG_CONFIG_HOME", "config"),
            at("XDG_CACHE_HOME", "cache"),
            at("XDG_DATA_HOME", "data"),
            at("XDG_RUNTIME_DIR", "run")};
}

std::vector<QByteArray> commandFor(const Plan &plan) {
    const auto path = [&](const QString &inside) { return QFile::encodeName(plan.home + inside); };
    return {QFile::encodeName(innermost(plan.program)),
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nologo",
            "--nodefault",
            "-env:UserInstallation=" + QUrl::fromLocalFile(plan.inHome("profile")).toEncoded(),
            "--convert-to",
            plan.ending.toLatin1() + 'x',
            "--outdir",
            path(QStringLiteral("/out")),
            path(QStringLiteral("/in/document.") + plan.ending)};
}

std::vector<char *> pointersTo(std::vector<QByteArray> &words) {
    std::vector<char *> pointers;
    for (auto &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// In the child: becomes the program, and never returns.
[[noreturn]] void become(const Plan &plan) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::dup2(nothing, standard);
    ::close_range(STDERR_FILENO + 1, ~0U, 0);
    if (::chdir(QFile::encodeName(plan.home).constData()) != 0)
        ::_exit(ConvertExit::NotStarted);
    limitResources(plan.seconds);
    const auto holding = document::closeSandboxForPrograms(openingsFor(plan), plan.fences);
    const bool isFenced =
        holding.contains(QLatin1StringView("landlock")) && holding.contains(QLatin1StringView("seccomp"));
    if (!isFenced && !plan.unfenced)
        ::_exit(ConvertExit::NotFenced);
    auto command = commandFor(plan);
    auto environment = environmentFor(plan);
    ::execve(command.front().constData(), pointersTo(command).data(), pointersTo(environment).data());
    ::_exit(ConvertExit::NotStarted);
}

std::optional<pid_t> start(const Plan &plan) {
    const pid_t program = ::fork();
    if (program == 0)
        become(plan);
    if (program < 0)
        return std::nullopt;
    ::setpgid(program, program); // here too: whichever of us is first
    return program;
}

/// Ends all that was started: nothing can leave the group, and what its parents left behind is ours by
/// PR_SET_CHILD_SUBREAPER.
void endAll(pid_t group) {
    ::kill(-group, SIGKILL);
    while (::waitpid(-group, nullptr, 0) > 0) { // until there is none
    }
}

int exitOf(int status) {
    if (!WIFEXITED(status))
        return ConvertExit::ProgramFailed;
    const int code = WEXITSTATUS(status);
    const bool isKnown =
        code == ConvertExit::NotFenced || code == ConvertExit::NotStarted || code == wantsToStartAgain;
    return code == 0 || isKnown ? code : int(ConvertExit::ProgramFailed);
}

/// Until the program has ended, or somebody wants its end: then nullopt.
std::optional<int> waitFor(pid_t program, const sigset_t &awaited) {
    for (;;) {
        int status = 0;
        const pid_t ended = ::waitpid(-1, &status, WNOHANG);
        if (ended == program)
            return exitOf(status);
        if (ended > 0)
            continue; // an orphan of it
        const int signal = ::sigwaitinfo(&awaited, nullptr);
        if (signal > 0 && signal != SIGCHLD)
            return std::nullopt;
    }
}

} // namespace

int convert(const QStringList &arguments) {
    const auto plan = planOf(arguments);
    if (!plan)
        return ConvertExit::BadUsage;
    const pid_t parent = ::getppid();
    sigset_t awaited;
    sigemptyset(&awaited);
    for (const int signal : {SIGCHLD, SIGTERM, SIGINT, SIGHUP})
        sigaddset(&awaited, signal);
    ::sigprocmask(SIG_BLOCK, &awaited, nullptr);
    ::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    for (const auto *folder : {"out", "tmp", "config", "cache", "data", "run"})
        QDir().mkdir(plan->inHome(folder), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);

    std::optional<int> code = wantsToStartAgain;
    for (int starts = 0; code == wantsToStartAgain && starts < mostStarts; ++starts) {
        const auto program = start(*plan);
        if (!program)
            return ConvertExit::NotStarted;
        code = waitFor(*program, awaited);
        endAll(*program);
    }
    if (::getppid() != parent)
        QDir(plan->home).removeRecursively(); // nobody else is left to do it
    return code && code != wantsToStartAgain ? *code : int(ConvertExit::ProgramFailed);
}

} // namespace docchat
