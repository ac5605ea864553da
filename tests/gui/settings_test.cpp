#include "../core/document/oldofficetest.h"
#include "scene.h"
#include "settings/settingsdialog.h"
#include "settings/settingsgroup.h"
#include "testmain.h"

#include <QActionGroup>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QRadioButton>
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

QCheckBox *libreOffice(const ui::ReadingPage &dialog) {
    return dialog.findChild<QCheckBox *>(u"libreOffice"_s);
}

QRadioButton *radio(const QWidget *inside, const QString &text) {
    const auto buttons = inside->findChildren<QRadioButton *>();
    const auto found = std::ranges::find(buttons, text, &QRadioButton::text);
    return found == buttons.end() ? nullptr : *found;
}

QByteArray oneParagraphOf(int sentences) {
    QByteArray text;
    for (int i = 0; i < sentences; ++i)
        text +=
            "The harbour master wrote down line " + QByteArray::number(i * sentences) + " of the long list. ";
    return text;
}

/// The settings, opened by their key.
ui::SettingsDialog *settingsOf(Scene &scene) {
    QTest::keyClick(scene.window(), Qt::Key_Comma, Qt::ControlModifier);
    return scene.dialog<ui::SettingsDialog>();
}

void chooseSection(ui::SettingsDialog *dialog, const QString &name) {
    const auto found = dialog->sections()->findItems(name, Qt::MatchExactly);
    if (found.isEmpty())
        qFatal("there is no section %s", qPrintable(name));
    QTest::mouseClick(dialog->sections()->viewport(), Qt::LeftButton, {},
                      dialog->sections()->visualItemRect(found.front()).center());
}

/// In the menu View.
QString tickedAppearance(Scene &scene) {
    for (const auto *action : scene.window()->menuBar()->findChildren<QAction *>()) {
        if (action->actionGroup() && action->isChecked())
            return action->text();
    }
    return {};
}

/// The headings of the groups that are shown.
QStringList groupsOf(const ui::SettingsDialog *dialog) {
    QStringList headings;
    for (const auto *group : dialog->findChildren<ui::SettingsGroup *>()) {
        if (group->isVisible())
            headings += group->findChild<QLabel *>(u"heading"_s)->text();
    }
    return headings;
}

} // namespace

class SettingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotTouchedStays() {
        const ui::ReadingPage dialog(unusual(), {}, nullptr);
        const auto reading = dialog.reading();
        QCOMPARE(reading.textMiB, 12);
        QCOMPARE(reading.secondsWithoutFrame, 99);
        QCOMPARE(reading.minutesInAll, 45);
        QCOMPARE(reading.nesting, 3);
    }

    void limitsAreSetAndTheDefaultsComeBack() {
        const ui::ReadingPage dialog(unusual(), {}, nullptr);
        dialog.findChild<QSpinBox *>(u"textMiB"_s)->setValue(500);
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
        const ui::ReadingPage dialog({}, means, nullptr);
        QVERIFY(libreOffice(dialog)->isEnabled());
        QVERIFY(!dialog.reading().libreOffice);
        libreOffice(dialog)->setChecked(true);
        QVERIFY(dialog.reading().libreOffice);
    }

    void whereItIsNotInstalledTheChoiceStays() {
        settings::Reading reading;
        reading.libreOffice = true;
        const ui::ReadingPage dialog(reading, {}, nullptr);
        QVERIFY(!libreOffice(dialog)->isEnabled());
        QVERIFY(dialog.reading().libreOffice);
    }

    void sectionsAreGoneThroughAndSearched() {
        Scene scene;
        auto *dialog = settingsOf(scene);
        QVERIFY(dialog);
        QCOMPARE(groupsOf(dialog),
                 (QStringList{u"Model for answers and for finding"_s, u"Requests to model servers"_s}));
        chooseSection(dialog, u"Storage"_s);
        QCOMPARE(groupsOf(dialog), (QStringList{u"The library"_s, u"Backup"_s, u"Delete everything"_s}));
        QTest::keyClicks(dialog->search(), u"dark"_s);
        QCOMPARE(groupsOf(dialog), (QStringList{u"Colours"_s, u"Pages"_s}));
        dialog->search()->setText(u"backup scanned"_s);
        QCOMPARE(groupsOf(dialog), QStringList());
        dialog->search()->clear();
        QCOMPARE(groupsOf(dialog).front(), u"The library"_s); // the section before
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!scene.window()->findChild<ui::SettingsDialog *>(), patience);
    }

    void whatIsChosenHoldsAtOnceAndIsKept() {
        const QTemporaryDir folder;
        const settings::Settings kept(folder.path());
        Scene scene({}, folder.path());
        auto *dialog = settingsOf(scene);
        QVERIFY(dialog);
        auto *inFlight = dialog->findChild<QSpinBox *>(u"inFlight"_s);
        QCOMPARE(inFlight->value(), 8);
        inFlight->setValue(3);
        QTRY_COMPARE_WITH_TIMEOUT(scene.application().options().inFlight, std::optional(3), patience);
        chooseSection(dialog, u"Appearance"_s);
        click(radio(dialog, u"Light"_s)); // looks as before
        QCOMPARE(tickedAppearance(scene), u"Light"_s);
        click(radio(dialog, u"Dark"_s));
        QCOMPARE(tickedAppearance(scene), u"Dark"_s);
        QVERIFY(scene.window()->theme()->colours().dark);
        QTest::keyClick(dialog->findChild<QCheckBox *>(u"dimsPages"_s), Qt::Key_Space);
        QVERIFY(!scene.window()->theme()->dimsPages());
        chooseSection(dialog, u"Privacy"_s);
        QTest::keyClick(dialog->findChild<QCheckBox *>(u"offline"_s), Qt::Key_Space);
        QVERIFY(scene.application().isOffline());
        dialog->reading()->findChild<QSpinBox *>(u"passage"_s)->setValue(400);
        QTRY_COMPARE_WITH_TIMEOUT(settings::Settings(folder.path()).theme(), u"dark"_s, patience);
        const settings::Settings again(folder.path());
        QCOMPARE(again.requests().inFlight, 3);
        QCOMPARE(again.requests().seconds, 30);
        QVERIFY(!again.dimsPages());
        QVERIFY(again.offline());
        QCOMPARE(again.reading().passage, 400);
        scene.window()->theme()->choose(ui::Theme::Choice::Light);
    }

    void shorterPassagesAreCutFromThenOn() {
        Scene scene;
        const QTemporaryDir folder;
        const QDir files(folder.path());
        QVERIFY(scene.dropAndWait(writeFile(files, u"before.txt"_s, oneParagraphOf(60))));
        const auto before = scene.count("SELECT count(*) FROM passage");
        auto reading = settings::Reading();
        reading.passage = 200;
        scene.application().useReading(reading);
        QVERIFY(scene.dropAndWait(writeFile(files, u"after.txt"_s, oneParagraphOf(61))));
        const auto after = scene.count("SELECT count(*) FROM passage") - before;
        QVERIFY2(after > 2 * before, qPrintable(u"%1 after %2"_s.arg(after).arg(before)));
        QVERIFY(scene.count("SELECT max(length(text)) FROM passage WHERE document=2") < 300);
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

DOCCHAT_TEST(SettingsTest)
#include "settings_test.moc"
