#pragma once

#include <QObject>
#include <QTest>

#include <functional>
#include <memory>
#include <vector>

namespace docchat::tests {

/// One test class of an executable; ctest runs each by its name.
struct RegisteredTest {
    const char *name;
    std::function<std::unique_ptr<QObject>()> make;
};

std::vector<RegisteredTest> &registeredTests();

struct Registration {
    Registration(const char *name, std::function<std::unique_ptr<QObject>()> make) {
        registeredTests().push_back({name, std::move(make)});
    }
};

/// Where ../shared/data lies, or an empty string. With DOCCHAT_REQUIRE_DATA=1 its absence is a failure.
QString sharedData();

} // namespace docchat::tests

/// Registers a QtTest class with the executable's main().
#define DOCCHAT_TEST(Class)                                                                                  \
    static const docchat::tests::Registration registration##Class(#Class,                                    \
                                                                  [] { return std::make_unique<Class>(); });

/// In a test function: leaves it as skipped under ThreadSanitizer, whose runtime aborts when Qt starts a
/// process.
#if __has_feature(thread_sanitizer)
#define STARTS_A_PROCESS() QSKIP("skipped: ThreadSanitizer does not survive Qt's fork")
#else
#define STARTS_A_PROCESS() static_cast<void>(0)
#endif

/// In a test function: leaves it as skipped when the shared documents are not there.
#define NEEDS_SHARED_DATA()                                                                                  \
    do {                                                                                                     \
        if (docchat::tests::sharedData().isEmpty())                                                          \
            QSKIP("skipped: no data");                                                                       \
    } while (false)
