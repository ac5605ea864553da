#include "target.h"
#include "testmain.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace docchat;
using namespace Qt::StringLiterals;

namespace {

const QString fuzzFolder = QStringLiteral(DOCCHAT_SOURCE_DIR "/tests/fuzz/");

/// A row for every file of tests/fuzz/<kept>/<target>/.
void addRows(const QString &kept) {
    const QDir folder(fuzzFolder + kept);
    for (const auto &target : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir files(folder.filePath(target));
        for (const auto &name : files.entryList(QDir::Files)) {
            QFile file(files.filePath(name));
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            QTest::addRow("%s/%s/%s", qPrintable(kept), qPrintable(target), qPrintable(name))
                << target << file.readAll();
        }
    }
}

} // namespace

/// What fuzzing found stays found: every input of tests/fuzz/findings goes through its target again, in every
/// build and without libFuzzer. The seeds do too, so that the targets themselves do not rot.
class FindingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTargetHasSeeds() {
        QVERIFY(!fuzz::targets().empty());
        for (const auto &target : fuzz::targets()) {
            const QDir seeds(fuzzFolder + u"seeds/"_s + QLatin1StringView(target.name));
            QVERIFY2(!seeds.entryList(QDir::Files).isEmpty(), target.name);
        }
    }

    void everyInputIsReadWithoutHarm_data() {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QByteArray>("input");
        addRows(u"findings"_s);
        addRows(u"seeds"_s);
    }
    void everyInputIsReadWithoutHarm() {
        QFETCH(QString, target);
        QFETCH(QByteArray, input);
        const auto &all = fuzz::targets();
        const auto found = std::ranges::find_if(
            all, [&](const auto &each) { return target == QLatin1StringView(each.name); });
        QVERIFY2(found != all.end(), "a folder without a target of its name");
        found->run(input);
    }
};

DOCCHAT_TEST(FindingsTest)
#include "findings_test.moc"
