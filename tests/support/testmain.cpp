#include "testmain.h"

#include <QCoreApplication>
#include <QDir>
#include <QThreadPool>

#ifdef DOCCHAT_GUI_TESTS
#include <QApplication>
using Application = QApplication;
#else
using Application = QCoreApplication;
#endif

namespace docchat::tests {

std::vector<RegisteredTest> &registeredTests() {
    static std::vector<RegisteredTest> tests;
    return tests;
}

QString sharedData() {
    const QDir dir(QStringLiteral(DOCCHAT_SOURCE_DIR "/../shared/data"));
    if (dir.exists())
        return dir.canonicalPath();
    if (qEnvironmentVariableIntValue("DOCCHAT_REQUIRE_DATA") == 1)
        qFatal("DOCCHAT_REQUIRE_DATA is set, but there is no ../shared/data");
    return {};
}

} // namespace docchat::tests

/// `program [TestClass] [QtTest options]`: runs one class, or all of them.
int main(int argc, char **argv) {
    Application application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("docchat-tests"));
    QStringList arguments = QCoreApplication::arguments();
    QString only;
    if (arguments.size() > 1 && !arguments[1].startsWith(QLatin1Char('-')))
        only = arguments.takeAt(1);
    int failures = 0;
    int run = 0;
    for (const auto &test : docchat::tests::registeredTests()) {
        if (!only.isEmpty() && only != QLatin1StringView(test.name))
            continue;
        ++run;
        failures += QTest::qExec(test.make().get(), arguments);
    }
    QThreadPool::globalInstance()->waitForDone();
    if (run == 0)
        qWarning("no test class of that name");
    return run == 0 ? 1 : qMin(failures, 100);
}
