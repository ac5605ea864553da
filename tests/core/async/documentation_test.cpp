#include "testmain.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace {

QString withoutSpaces(QString text) {
    static const QRegularExpression spaces(QStringLiteral("\\s+"));
    return text.remove(spaces);
}

QString contents(const QString &path) {
    QFile file(QStringLiteral(DOCCHAT_SOURCE_DIR "/") + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The code in the comments of a header: lines that are indented by five spaces or more.
QStringList examplesOfHeader(const QString &text) {
    static const QRegularExpression block(QStringLiteral("(?:^ *///     .*\\n(?: *///\\n(?= *///     ))?)+"),
                                          QRegularExpression::MultilineOption);
    static const QRegularExpression slashes(QStringLiteral("^ *///"), QRegularExpression::MultilineOption);
    QStringList examples;
    for (auto found = block.globalMatch(text); found.hasNext();)
        examples += found.next().captured().remove(slashes);
    return examples;
}

/// The C++ in fences of a page.
QStringList examplesOfPage(const QString &text) {
    static const QRegularExpression fence(QStringLiteral("```cpp\\n(.*?)```"),
                                          QRegularExpression::DotMatchesEverythingOption);
    QStringList examples;
    for (auto found = fence.globalMatch(text); found.hasNext();)
        examples += found.next().captured(1);
    return examples;
}

} // namespace

/// What core/async says of itself: every example in its headers and on its page is compiled and run.
class DocumentationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyExampleIsCompiledAndRun_data() {
        QTest::addColumn<QStringList>("examples");
        const QDir folder(QStringLiteral(DOCCHAT_SOURCE_DIR "/core/async"));
        for (const auto &header : folder.entryList({QStringLiteral("*.h")}, QDir::Files))
            QTest::newRow(qPrintable(header))
                << examplesOfHeader(contents(QStringLiteral("core/async/") + header));
        QTest::newRow("README.md") << examplesOfPage(contents(QStringLiteral("core/async/README.md")));
    }
    void everyExampleIsCompiledAndRun() {
        QFETCH(QStringList, examples);
        static const auto compiled =
            withoutSpaces(contents(QStringLiteral("tests/core/async/examples_test.cpp")));
        for (const auto &example : examples)
            QVERIFY2(compiled.contains(withoutSpaces(example)), qPrintable(example));
    }

    void everyHeaderThatIsUsedDirectlyShowsAnExample() {
        for (const auto *header :
             {"background", "blocking", "cancel",    "child",    "deadline",  "event",
              "files",      "gather",   "generator", "lock",     "paginate",  "pipeline",
              "process",    "queue",    "race",      "resource", "retry",     "run",
              "semaphore",  "signal",   "sleep",     "task",     "taskgroup", "watchdog"}) {
            const auto path = QStringLiteral("core/async/%1.h").arg(QLatin1StringView(header));
            QVERIFY2(!examplesOfHeader(contents(path)).isEmpty(), header);
        }
        QVERIFY(examplesOfPage(contents(QStringLiteral("core/async/README.md"))).size() >= 5);
    }
};

DOCCHAT_TEST(DocumentationTest)

#include "documentation_test.moc"
