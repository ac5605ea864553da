#include "rules.h"
#include "sources.h"
#include "testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QString projectRoot = QStringLiteral(DOCCHAT_SOURCE_DIR);

/// Writes a file of a planted tree, with its folders.
void plant(const QTemporaryDir &tree, const QString &path, const QByteArray &text = "#pragma once\n") {
    const auto full = tree.filePath(path);
    QVERIFY(QDir().mkpath(QFileInfo(full).path()));
    QFile file(full);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

/// A header in each layer, for the planted files to include.
void plantHeaders(const QTemporaryDir &tree) {
    for (const auto *path :
         {"core/base/a.h", "core/async/a.h", "core/net/a.h", "core/model/a.h", "core/document/a.h",
          "core/document/readers/a.h", "core/index/a.h", "core/provider/a.h", "core/settings/a.h",
          "core/ingest/a.h", "core/chat/a.h", "core/web/a.h", "ui/chat/view.h", "ui/window.h", "app/main.h"})
        plant(tree, QString::fromLatin1(path));
}

QString joined(const QStringList &findings) {
    return findings.join(u'\n');
}

} // namespace

#define VERIFY_NONE(findings) QVERIFY2((findings).isEmpty(), qPrintable(u'\n' + joined(findings)))

class LayersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWholeTreeIsSeen();
    void everyIncludePointsDownTheRanks();
    void nothingWaitsButWithCoAwait();
    void everyExceptionIsStillNeeded();
    void thereAreNoSingletons();
    void coreIncludesNothingThatNeedsADisplay();
    void aPlantedIncludeIsFound_data();
    void aPlantedIncludeIsFound();
    void anIncludeThatTheRanksAllowIsNoFinding_data();
    void anIncludeThatTheRanksAllowIsNoFinding();
    void aPlantedLineIsFound_data();
    void aPlantedLineIsFound();
    void commentsAndStringsAreNoCode_data();
    void commentsAndStringsAreNoCode();
};

void LayersTest::theWholeTreeIsSeen() {
    QVERIFY2(filesSeen(projectRoot) > 50, "core/, ui/ and app/ were not found");
}

void LayersTest::everyIncludePointsDownTheRanks() {
    VERIFY_NONE(forbiddenIncludes(projectRoot));
}

void LayersTest::nothingWaitsButWithCoAwait() {
    VERIFY_NONE(forbiddenWaits(projectRoot));
}

void LayersTest::everyExceptionIsStillNeeded() {
    VERIFY_NONE(staleExceptions(projectRoot));
}

void LayersTest::thereAreNoSingletons() {
    VERIFY_NONE(singletons(projectRoot));
}

void LayersTest::coreIncludesNothingThatNeedsADisplay() {
    VERIFY_NONE(displayHeaders(projectRoot));
}

void LayersTest::aPlantedIncludeIsFound_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("included");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *path, const char *included, const char *words) {
        QTest::addRow("%s includes %s", path, included)
            << QString::fromLatin1(path) << QString::fromLatin1(included) << QString::fromLatin1(words);
    };
    row("core/base/x.cpp", "async/a.h", "core/base/ may not use core/async/");
    row("core/async/x.cpp", "base/a.h", "usable by itself");
    row("core/async/x.cpp", "net/a.h", "core/async/ may not use core/net/");
    row("core/net/x.cpp", "model/a.h", "core/net/ may not use core/model/");
    row("core/document/x.cpp", "index/a.h", "siblings");
    row("core/index/x.cpp", "document/a.h", "siblings");
    row("core/provider/x.cpp", "settings/a.h", "siblings");
    row("core/index/x.cpp", "ingest/a.h", "core/index/ may not use core/ingest/");
    row("core/ingest/x.cpp", "chat/a.h", "siblings");
    row("core/web/x.cpp", "ingest/a.h", "siblings");
    row("core/chat/x.cpp", "chat/view.h", "core/chat/ may not use ui/");
    row("core/model/x.cpp", "../../ui/window.h", "core/model/ may not use ui/");
    row("core/base/x.h", "main.h", "core/base/ may not use app/");
    row("ui/x.cpp", "main.h", "ui/ may not use app/");
    row("core/document/x.cpp", "document/readers/a.h", "sandboxed worker alone");
    row("core/ingest/x.cpp", "document/readers/a.h", "sandboxed worker alone");
    row("app/cli/x.cpp", "document/readers/a.h", "sandboxed worker alone");
    row("app/parser/x.cpp", "index/a.h", "no database");
    row("app/parser/x.cpp", "provider/a.h", "no keys");
    row("core/tools/x.cpp", "base/a.h", "of no layer");
    row("core/model/x.cpp", "base/gone.h", "which is not there");
}

void LayersTest::aPlantedIncludeIsFound() {
    QFETCH(QString, path);
    QFETCH(QString, included);
    QFETCH(QString, words);
    QTemporaryDir tree;
    plantHeaders(tree);
    VERIFY_NONE(forbiddenIncludes(tree.path()));
    plant(tree, path, "#include <QString>\n\n#include \"" + included.toUtf8() + "\"\n");
    const auto findings = forbiddenIncludes(tree.path());
    QCOMPARE(findings.size(), 1);
    QVERIFY2(findings[0].startsWith(path + ":3: "_L1), qPrintable(findings[0]));
    QVERIFY2(findings[0].contains(words), qPrintable(findings[0]));
}

void LayersTest::anIncludeThatTheRanksAllowIsNoFinding_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("included");
    const auto row = [](const char *path, const char *included) {
        QTest::addRow("%s includes %s", path, included)
            << QString::fromLatin1(path) << QString::fromLatin1(included);
    };
    row("core/net/x.cpp", "base/a.h");
    row("core/net/x.cpp", "async/a.h");
    row("core/document/readers/x.cpp", "document/a.h");
    row("core/document/readers/x.cpp", "document/readers/a.h");
    row("core/chat/x.cpp", "index/a.h");
    row("core/ingest/x.cpp", "ingest/a.h");
    row("ui/chat/x.cpp", "view.h");
    row("ui/library/x.cpp", "chat/view.h");
    row("ui/x.cpp", "web/a.h");
    row("app/parser/x.cpp", "document/readers/a.h");
    row("app/gui/x.cpp", "window.h");
    row("app/cli/x.cpp", "x.moc");
}

void LayersTest::anIncludeThatTheRanksAllowIsNoFinding() {
    QFETCH(QString, path);
    QFETCH(QString, included);
    QTemporaryDir tree;
    plantHeaders(tree);
    plant(tree, path, "#include \"" + included.toUtf8() + "\"\n");
    VERIFY_NONE(forbiddenIncludes(tree.path()));
}

using Rule = QStringList (*)(const QString &);

void LayersTest::aPlantedLineIsFound_data() {
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("found");
    const auto row = [](Rule rule, const char *path, const char *line, bool found = true) {
        QTest::addRow("%s in %s", line, path)
            << rule << QString::fromLatin1(path) << QString::fromLatin1(line) << found;
    };
    row(forbiddenWaits, "core/net/x.cpp", "QEventLoop loop;");
    row(forbiddenWaits, "ui/x.cpp", "QCoreApplication::processEvents();");
    row(forbiddenWaits, "core/async/x.cpp", "process.waitForFinished();");
    row(forbiddenWaits, "core/async/x.cpp", "socket->waitForReadyRead(100);");
    row(forbiddenWaits, "ui/x.cpp", "connect(a, b, c, d, Qt::BlockingQueuedConnection);");
    row(forbiddenWaits, "app/cli/x.cpp", "QThread::msleep(5);");
    row(forbiddenWaits, "app/cli/x.cpp", "std::this_thread::sleep_for(5ms);");
    row(forbiddenWaits, "app/cli/x.cpp", "::usleep(5);");
    row(forbiddenWaits, "core/index/x.cpp", "std::thread writer([] {});");
    row(forbiddenWaits, "core/index/x.cpp", "auto *thread = QThread::create([] {});");
    row(forbiddenWaits, "ui/x.cpp", "if (dialog.exec() == 1)");
    row(forbiddenWaits, "core/ingest/x.cpp", "auto future = QtConcurrent::run(hash, data);");
    row(forbiddenWaits, "core/index/x.cpp", "std::condition_variable written;");
    row(forbiddenWaits, "core/document/x.cpp", "QSemaphore places(2);");
    row(forbiddenWaits, "core/async/run.h", "QThread::msleep(5);");
    row(forbiddenWaits, "core/async/run.h", "QEventLoop loop;", false);
    row(forbiddenWaits, "app/parser/x.cpp", "device.waitForReadyRead(-1);", false);
    row(forbiddenWaits, "core/net/x.cpp", "co_await async::sleepFor(5ms);", false);
    row(forbiddenWaits, "core/net/x.h", "async::Semaphore semaphore;", false);
    row(forbiddenWaits, "app/cli/x.cpp", "return QCoreApplication::exec();", false);
    row(singletons, "core/net/x.h", "static Cache &instance();");
    row(singletons, "core/net/x.h", "static inline Cache *globalInstance() {");
    row(singletons, "ui/x.cpp", "Settings::instance()->load();");
    row(singletons, "ui/x.cpp", "QCoreApplication::instance();", false);
    row(singletons, "app/x.cpp", "Instance instance(folder);", false);
    row(displayHeaders, "core/model/x.h", "#include <QImage>");
    row(displayHeaders, "core/document/x.h", "#include <QtGui/QPainter>");
    row(displayHeaders, "core/chat/x.cpp", "#include <QtWidgets>");
    row(displayHeaders, "core/chat/x.cpp", "#include <qwidget.h>");
    row(displayHeaders, "core/document/x.cpp", "#include <QtPdf/QPdfDocument>");
    row(displayHeaders, "core/model/x.h", "#include <QRectF>", false);
    row(displayHeaders, "core/document/readers/x.cpp", "#include <QImage>", false);
    row(displayHeaders, "ui/x.cpp", "#include <QWidget>", false);
}

void LayersTest::aPlantedLineIsFound() {
    QFETCH(Rule, rule);
    QFETCH(QString, path);
    QFETCH(QString, line);
    QFETCH(bool, found);
    QTemporaryDir tree;
    plant(tree, path, "// planted\n\n" + line.toUtf8() + '\n');
    const auto findings = rule(tree.path());
    QCOMPARE(findings.size(), found ? 1 : 0);
    QVERIFY(!found || findings[0].startsWith(path + ":3: "_L1));
}

void LayersTest::commentsAndStringsAreNoCode_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("comment") << u"a; // processEvents"_s << u"a;                 "_s;
    QTest::newRow("comment over lines") << u"a /* b\nc */ d"_s << u"a     \n     d"_s;
    QTest::newRow("string") << u"f(\"a \\\" b\", c)"_s << u"f(        , c)"_s;
    QTest::newRow("slashes in a string") << u"f(\"http://x\", c)"_s << u"f(          , c)"_s;
    QTest::newRow("raw string") << u"f(R\"(a \" // b)\", c)"_s << u"f(             , c)"_s;
    QTest::newRow("quote character") << u"f('\"', c, '\\'')"_s << u"f(   , c,     )"_s;
    QTest::newRow("digit separator") << u"1'000'000 + a"_s << u"1'000'000 + a"_s;
}

void LayersTest::commentsAndStringsAreNoCode() {
    QFETCH(QString, text);
    QTEST(codeOnly(text), "code");
}

DOCCHAT_TEST(LayersTest)

#include "layers_test.moc"
