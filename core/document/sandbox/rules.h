#pragma once

#include <cerrno>
#include <memory>
#include <type_traits>

#include <seccomp.h>

namespace docchat::document {

/// A filter of system calls that is being made. A name that this architecture does not know needs no rule.
class Rules {
public:
    /// `otherwise`: what becomes of a call that no rule is about.
    explicit Rules(uint32_t otherwise) : m_filter(seccomp_init(otherwise)) {}

    void allow(const char *name) {
        const int number = seccomp_syscall_resolve_name(name);
        if (number != __NR_SCMP_ERROR)
            keep(seccomp_rule_add(m_filter.get(), SCMP_ACT_ALLOW, number, 0));
    }
    /// Only where (argument & mask) == value.
    void allowWhere(int number, unsigned argument, scmp_datum_t mask, scmp_datum_t value) {
        const scmp_arg_cmp compare{argument, SCMP_CMP_MASKED_EQ, mask, value};
        keep(seccomp_rule_add_array(m_filter.get(), SCMP_ACT_ALLOW, number, 1, &compare));
    }
    /// Fails with `error`; ENOSYS: as if the kernel did not know the call.
    void refuse(const char *name, int error) {
        const int number = seccomp_syscall_resolve_name(name);
        if (number != __NR_SCMP_ERROR)
            keep(seccomp_rule_add(m_filter.get(), SCMP_ACT_ERRNO(uint32_t(error)), number, 0));
    }
    void refuseWhere(int number, scmp_arg_cmp compare, int error) {
        keep(seccomp_rule_add_array(m_filter.get(), SCMP_ACT_ERRNO(uint32_t(error)), number, 1, &compare));
    }
    /// Lets it hold for all threads of this process and what they start.
    bool load() {
        keep(seccomp_attr_set(m_filter.get(), SCMP_FLTATR_CTL_TSYNC, 1));
        return m_whole && seccomp_load(m_filter.get()) == 0;
    }

private:
    struct Release {
        void operator()(void *filter) const { seccomp_release(filter); }
    };
    void keep(int result) { m_whole = m_whole && (result == 0 || result == -EDOM); }

    std::unique_ptr<std::remove_pointer_t<scmp_filter_ctx>, Release> m_filter;
    bool m_whole = true;
};

} // namespace docchat::document
