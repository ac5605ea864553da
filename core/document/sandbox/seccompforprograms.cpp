#include "document/sandbox/rules.h"
#include "document/sandbox/seccomp.h"

#include <cerrno>

#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

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

constexpr int typesOfSockets = 0xf; // without the flags that go with them

constexpr int ofNamespaces[] = {CLONE_NEWUSER, CLONE_NEWNS,  CLONE_NEWPID,   CLONE_NEWNET,
                                CLONE_NEWIPC,  CLONE_NEWUTS, CLONE_NEWCGROUP};

} // namespace

bool closeSeccompForPrograms() {
    constexpr scmp_datum_t low = 0xffff'ffff;
    Rules rules(SCMP_ACT_ALLOW);
    for (const auto *name : refused)
        rules.refuse(name, EPERM);
    // Sockets among its own, which nothing can be reached by: what listens on this computer is not fenced
    // off.
    rules.refuse("connect", EACCES);
    for (const int call : {SCMP_SYS(socket), SCMP_SYS(socketpair)}) {
        rules.refuseWhere(call, {0, SCMP_CMP_NE, AF_UNIX, 0}, EACCES);
        for (int type = 0; type <= typesOfSockets; ++type) {
            if (type != SOCK_STREAM) // a datagram needs no connect
                rules.refuseWhere(call, {1, SCMP_CMP_MASKED_EQ, typesOfSockets, scmp_datum_t(type)}, EACCES);
        }
    }
    // LibreOffice puts a socket into /tmp, which is not its own, where it is told that it may: it may not,
    // and then takes the folder that OSL_SOCKET_PATH names. access() knows nothing of Landlock, so it is
    // refused here.
    rules.refuseWhere(SCMP_SYS(access), {1, SCMP_CMP_MASKED_EQ, low, W_OK}, EACCES);
    rules.refuseWhere(SCMP_SYS(faccessat), {2, SCMP_CMP_MASKED_EQ, low, W_OK}, EACCES);
    for (const auto *name : {"io_uring_setup", "io_uring_enter", "io_uring_register"})
        rules.refuse(name, ENOSYS); // it opens sockets without the call
    // What clone3 asks for lies in memory, where no filter sees it; the C library then takes clone.
    rules.refuse("clone3", ENOSYS);
    for (const int flag : ofNamespaces)
        rules.refuseWhere(SCMP_SYS(clone), {0, SCMP_CMP_MASKED_EQ, scmp_datum_t(flag), scmp_datum_t(flag)},
                          EPERM);
    rules.refuseWhere(SCMP_SYS(ioctl), {1, SCMP_CMP_MASKED_EQ, low, TIOCSTI}, EPERM);
    return rules.load();
}

} // namespace docchat::document
