#include "../core/document/oldofficetest.h"
#include "scene.h"
#include "settings/readingdialog.h"
#include "testmain.h"

#include <QCheckBox>
#include <QSpinBox>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

settings::Reading unusual() {
    settings::Reading reading;
    reading.textMiB = 12;
    reading.secondsWithoutFrame = 99;
    reading.minutesInAll = 45;
    reading.nesting = 3;
    return reading;
}

QCheckBox *libreOffice(const ui::ReadingDialog &dialog) {
    return dialog.findChild<QCheckBox *>(u"libreOffice"_s);
}

} // namespace

class ReadingDialogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotTouchedStays() {
        const ui::ReadingDialog dialog(unusual(), {}, nullptr);
        const auto reading = dialog.reading();
        QCOMPARE(reading.textMiB, 12);
        QCOMPARE(reading.secondsWithoutFrame, 99);
        QCOMPARE(reading.minutesInAll, 45);
        QCOMPARE(reading.nesting, 3);
    }

    void limitsAreSetAndTheDefaultsComeBack() {
        const ui::ReadingDialog dialog(unusual(), {}, nullptr);
        dialog.findChildren<QSpinBox *>().front()->setValue(500);
        QCOMPARE(dialog.reading().textMiB, 500);
        click(dialog.findChild<QPushButton *>(u"usualLimits"_s));
        const auto reading = dialog.reading();
        const settings::Reading usual;
        QCOMPARE(reading.textMiB, usual.textMiB);
        QCOMPARE(reading.secondsWithoutFrame, usual.secondsWithoutFrame);
        QCOMPARE(reading.minutesInAll, usual.minutesInAll);
        QCOMPARE(reading.nesting, 3); // is not shown here
    }

    void libreOfficeIsAllowedWhereItIsInstalled() {
        ui::ReadingMeans means;
        means.libreOffice = true;
        const ui::ReadingDialog dialog({}, means, nullptr);
        QVERIFY(libreOffice(dialog)->isEnabled());
        QVERIFY(!dialog.reading().libreOffice);
        libreOffice(dialog)->setChecked(true);
        QVERIFY(dialog.reading().libreOffice);
    }

    void whereItIsNotInstalledTheChoiceStays() {
        settings::Reading reading;
        reading.libreOffice = true;
        const ui::ReadingDialog dialog(reading, {}, nullptr);
        QVERIFY(!libreOffice(dialog)->isEnabled());
        QVERIFY(dialog.reading().libreOffice);
    }

    void anOldOfficeFileSaysWhatHelpsAndCanBeRetried() {
        const QTemporaryDir folder;
        Scene scene;
        const auto name = u"minutes.doc"_s;
        QVERIFY(scene.drop({writeFile(QDir(folder.path()), name, compoundFile(u"WordDocument"))}));
        QTRY_COMPARE_WITH_TIMEOUT(scene.words(name), u"Only LibreOffice reads .doc files"_s, patience);
        QTRY_VERIFY_WITH_TIMEOUT(scene.application().jobs().running() == 0, patience);
        QCOMPARE(scene.row(name)->action(), u"Retry"_s);
        const auto index = scene.documents().index(0);
        QVERIFY(scene.documents().data(index, Qt::ToolTipRole).toString().contains(u"save it as .docx"));
    }
};

DOCCHAT_TEST(ReadingDialogTest)
#include "readingdialog_test.moc"
