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
    QTest::addColumn<QString>("target");
    QTest::addColumn<QByteArray>("input");
    const QDir folder(fuzzFolder + kept);
    for (const auto &target : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir files(folder.filePath(target));
        for (const auto &name : files.entryList(QDir::Files)) {
            QFile file(files.filePath(name));
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            QTest::addRow("%s/%s", qPrintable(target), qPrintable(name)) << target << file.readAll();
        }
    }
}

/// Gives an input to the target of that name, which ends this process where a promise is broken.
void replay(const QString &name, const QByteArray &input) {
    const auto &all = fuzz::targets();
    const auto target =
        std::ranges::find_if(all, [&](const auto &each) { return name == QLatin1StringView(each.name); });
    QVERIFY2(target != all.end(), "a folder without a target of its name");
    target->run(input);
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

    void everySeedIsReadWithoutHarm_data() { addRows(u"seeds"_s); }
    void everySeedIsReadWithoutHarm() {
        QFETCH(QString, target);
        QFETCH(QByteArray, input);
        replay(target, input);
    }

    void everyFindingIsMended_data() { addRows(u"findings"_s); }
    void everyFindingIsMended() {
        QFETCH(QString, target);
        QFETCH(QByteArray, input);
        replay(target, input);
    }
};

DOCCHAT_TEST(FindingsTest)
#include "findings_test.moc"
