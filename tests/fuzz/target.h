#pragma once

#include <QByteArray>

#include <vector>

namespace docchat::fuzz {

/// What is fuzzed: code that reads bytes of strangers. Each lies in a file of its own, <name>_target.cpp.
struct Target {
    const char *name;
    void (*run)(const QByteArray &input); ///< ends the process where a promise is broken
};

/// The targets linked into this program: one in a fuzzing program, all in the tests that replay findings.
[[nodiscard]] std::vector<Target> &targets();

struct Registration {
    explicit Registration(Target target) { targets().push_back(target); }
};

/// A promise that must hold whatever the input: ends the process, which is a finding, where it does not.
void require(bool holds, const char *promise);

} // namespace docchat::fuzz

/// Begins the function of a target: FUZZ_TARGET(html) { … `input` … }
#define FUZZ_TARGET(name)                                                                                    \
    static void name##Target(const QByteArray &input);                                                       \
    static const docchat::fuzz::Registration name##Registration({#name, name##Target});                      \
    static void name##Target(const QByteArray &input)
