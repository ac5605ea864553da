#include "document/sandbox/rules.h"
#include "document/sandbox/seccomp.h"

#include <cerrno>

#include <sched.h>
#include <sys/ioctl.h>

namespace docchat::document {
namespace {

/// Each is a way to the network, to other programs, to the kernel's rarely trodden paths, or out of the
/// process group by which all of it is ended.
constexpr const char *refused[] = {
    "setsid",
    "setpgid",
    "kill",
    "tkill",
    "rt_sigqueueinfo",
    "rt_tgsigqueueinfo",
    "pidfd_open",
    "pidfd_getfd",
    "ptrace",
    "pidfd_send_signal",
    "kcmp",
    "process_vm_readv",
    "process_vm_writev",
    "process_madvise",
    "mount",
    "umount2",
    "pivot_root",
    "chroot",
    "unshare",
    "setns",
    "fsopen",
    "fsmount",
    "open_tree",
    "move_mount",
    "mount_setattr",
    "open_by_handle_at",
    "bpf",
    "perf_event_open",
    "userfaultfd",
    "keyctl",
    "add_key",
    "request_key",
    "quotactl",
    "swapon",
    "swapoff",
    "reboot",
    "kexec_load",
    "kexec_file_load",
    "init_module",
    "finit_module",
    "delete_module",
    "acct",
    "settimeofday",
    "clock_settime",
    "adjtimex",
    "clock_adjtime",
    "iopl",
    "ioperm",
    "syslog",
    "personality",
    "sethostname",
    "setdomainname",
    "shmget",
    "msgget",
    "semget",
    "mq_open",
    "modify_ldt",
    "vhangup",
};

constexpr int ofNamespaces[] = {CLONE_NEWUSER, CLONE_NEWNS,  CLONE_NEWPID,   CLONE_NEWNET,
                                CLONE_NEWIPC,  CLONE_NEWUTS, CLONE_NEWCGROUP};

} // namespace

bool closeSeccompForPrograms() {
    constexpr scmp_datum_t low = 0xffff'ffff;
    Rules rules(SCMP_ACT_ALLOW);
    for (const auto *name : refused)
        rules.refuse(name, EPERM);
    rules.refuse("socket", EACCES); // local ones too: behind those wait programs that are not fenced off
    rules.refuse("socketpair", EACCES);
    rules.refuse("connect", EACCES);
    for (const auto *name : {"io_uring_setup", "io_uring_enter", "io_uring_register"})
        rules.refuse(name, ENOSYS); // it opens sockets without the call
    // What clone3 asks for lies in memory, where no filter sees it; the C library then takes clone.
    rules.refuse("clone3", ENOSYS);
    for (const int flag : ofNamespaces)
        rules.refuseWhere(SCMP_SYS(clone), 0, scmp_datum_t(flag), scmp_datum_t(flag));
    rules.refuseWhere(SCMP_SYS(ioctl), 1, low, TIOCSTI);
    return rules.load();
}

} // namespace docchat::document
