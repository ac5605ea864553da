#include "settings/settings.h"

#include "testmain.h"

#include <QTemporaryDir>

using namespace docchat;
using namespace Qt::StringLiterals;

class SettingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readingIsKept() {
        const QTemporaryDir folder;
        settings::Reading reading;
        reading.alwaysRecognise = true;
        reading.ocrLanguages = u"deu+eng"_s;
        reading.textMiB = 12;
        reading.libreOffice = true;
        settings::Settings(folder.path()).setReading(reading);
        const auto again = settings::Settings(folder.path()).reading();
        QVERIFY(again.alwaysRecognise);
        QVERIFY(!again.unfenced);
        QVERIFY(again.libreOffice);
        QCOMPARE(again.ocrLanguages, u"deu+eng"_s);
        QCOMPARE(again.textMiB, 12);
        QCOMPARE(again.minutesInAll, 10);
    }

    void theFallbackIsKeptAndItsPatienceIsSensible() {
        const QTemporaryDir folder;
        QCOMPARE(settings::Settings(folder.path()).fallback().patienceMs, 2000);
        settings::Settings(folder.path()).setFallback({u"far"_s, -5});
        const auto fallback = settings::Settings(folder.path()).fallback();
        QCOMPARE(fallback.provider, u"far"_s);
        QCOMPARE(fallback.patienceMs, 0);
    }

    void aYesHoldsForItsServerAlone() {
        using settings::Outgoing;
        const QTemporaryDir folder;
        const QUrl server(u"https://api.example.com/v1"_s);
        QCOMPARE(settings::Settings(folder.path()).agreedFor(server), Outgoing::Nothing);
        settings::Settings(folder.path()).agreeFor(server, Outgoing::Questions);
        const settings::Settings kept(folder.path());
        QCOMPARE(kept.agreedFor(server), Outgoing::Questions);
        QCOMPARE(kept.agreedFor(QUrl(u"https://api.example.com:443"_s)), Outgoing::Questions);
        for (const auto &other :
             {u"http://api.example.com/v1"_s, u"https://api.example.com:8443"_s, u"https://example.com"_s})
            QCOMPARE(kept.agreedFor(QUrl(other)), Outgoing::Nothing);
        settings::Settings(folder.path()).agreeFor(server, Outgoing::Documents);
        QCOMPARE(settings::Settings(folder.path()).agreedFor(server), Outgoing::Documents);
    }

    void aServerThatWasDeclinedIsKnown() {
        const QTemporaryDir folder;
        const QUrl server(u"http://127.0.0.1:11434"_s);
        QVERIFY(!settings::Settings(folder.path()).isDeclined(server));
        settings::Settings(folder.path()).decline(server);
        QVERIFY(settings::Settings(folder.path()).isDeclined(server));
        QVERIFY(!settings::Settings(folder.path()).isDeclined(QUrl(u"http://127.0.0.1:1234"_s)));
    }

    void theStyleOfAnswersIsKept() {
        const QTemporaryDir folder;
        QCOMPARE(settings::Settings(folder.path()).answerStyle(), AnswerStyle());
        const AnswerStyle style{u"Be brief,\nwith \"figures\"; always."_s, AnswerLength::Long, u"de"_s};
        settings::Settings(folder.path()).setAnswerStyle(style);
        QCOMPARE(settings::Settings(folder.path()).answerStyle(), style);
    }

    void whatAHandWroteIsBroughtIntoSense() {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"settings.ini"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[reading]\ntextMiB=-5\nnesting=one million\nminutesInAll=99999\n");
        file.close();
        const auto reading = settings::Settings(folder.path()).reading();
        QCOMPARE(reading.textMiB, 1);
        QCOMPARE(reading.nesting, 10);
        QCOMPARE(reading.minutesInAll, 1440);
    }
};

DOCCHAT_TEST(SettingsTest)
#include "settings_test.moc"
