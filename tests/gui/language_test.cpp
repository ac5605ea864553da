#include "scene.h"
#include "testmain.h"

#include "base/words.h"
#include "language.h"
#include "source/contentspanel.h"

#include <QMenuBar>
#include <QProcess>
#include <QRegularExpression>
#include <QXmlStreamReader>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QStringList codes{u"de"_s, u"ar"_s};

/// A sentence of the window, as it is written in the code and in another language.
struct Translated {
    QString source;
    QString translation;
    bool isFinished = true;
};

std::vector<Translated> read(const QString &path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    QXmlStreamReader xml(&file);
    std::vector<Translated> all;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == u"source")
            all.push_back({xml.readElementText(), {}});
        else if (xml.isStartElement() && xml.name() == u"translation") {
            all.back().isFinished = xml.attributes().value(QLatin1StringView("type")).isEmpty();
            all.back().translation = xml.readElementText();
        }
    }
    return all;
}

/// %1, %2 and so on, in order, each as often as it is there.
QStringList placesIn(const QString &sentence) {
    static const QRegularExpression place(u"%[0-9]"_s);
    QStringList places;
    for (auto found = place.globalMatch(sentence); found.hasNext();)
        places += found.next().captured();
    places.sort();
    return places;
}

/// The words of the window in a language, until this goes.
struct Speaking {
    explicit Speaking(const QString &code)
        : translations(qobject_cast<QApplication *>(QCoreApplication::instance())) {
        ui::loadResources();
        translations.use(code);
    }
    ~Speaking() { translations.use(u"en"_s); }

    ui::Translations translations;
};

QStringList menusOf(Scene &scene) {
    QStringList titles;
    for (const auto *menu : scene.window()->menuBar()->actions())
        titles += menu->text().remove(u'&');
    return titles;
}

} // namespace

class LanguageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySentenceIsTranslated_data() {
        QTest::addColumn<QString>("code");
        for (const auto &code : codes)
            QTest::newRow(qPrintable(code)) << code;
    }
    void everySentenceIsTranslated() {
        QFETCH(QString, code);
        const QTemporaryDir folder;
        const auto name = u"docchat_%1.ts"_s.arg(code);
        const QDir project(QStringLiteral(DOCCHAT_SOURCE_DIR));
        const auto path = folder.filePath(name);
        QVERIFY(QFile::copy(project.filePath(u"resources/translations/"_s + name), path));
        QProcess lupdate;
        lupdate.setWorkingDirectory(project.path());
        lupdate.start(QStringLiteral(DOCCHAT_LUPDATE),
                      {u"-silent"_s, u"-no-obsolete"_s, u"-locations"_s, u"none"_s, u"app"_s, u"ui"_s,
                       u"core"_s, u"-ts"_s, path});
        QVERIFY(lupdate.waitForFinished(120'000));
        QCOMPARE(lupdate.exitCode(), 0);
        const auto all = read(path);
        QVERIFY2(all.size() > 600, qPrintable(u"only %1 sentences were found"_s.arg(all.size())));
        QStringList missing;
        for (const auto &each : all) {
            if (!each.isFinished || each.translation.isEmpty() ||
                placesIn(each.source) != placesIn(each.translation))
                missing += each.source;
        }
        QVERIFY2(missing.isEmpty(),
                 qPrintable(u"run packaging/translations, then translate: "_s + missing.join(u"; "_s)));
    }

    void theWindowSpeaksGerman() {
        const Speaking german(u"de"_s);
        Scene scene;
        QCOMPARE(menusOf(scene), (QStringList{u"Datei"_s, u"Bearbeiten"_s, u"Bibliothek"_s, u"Chat"_s,
                                              u"Ansicht"_s, u"Hilfe"_s}));
        QVERIFY(scene.dropAndWait(samplePath()));
        QCOMPARE(scene.words(u"bicycle-library-handbook.pdf"_s), u"6 Seiten"_s);
        QVERIFY(buttonNamed(scene.window(), u"Senden"_s));
        QCOMPARE(scene.window()->layoutDirection(), Qt::LeftToRight);
        QVERIFY(!scene.ask(u"What does a lost key cost?"_s)->message().citations.empty());
    }

    void inArabicItGoesFromRightToLeft() {
        const Speaking arabic(u"ar"_s);
        Scene scene;
        QCOMPARE(menusOf(scene).front(), u"ملف"_s);
        QCOMPARE(scene.window()->layoutDirection(), Qt::RightToLeft);
        QVERIFY(scene.dropAndWait(samplePath()));
        const auto *window = scene.window();
        const auto leftOf = [window](const QWidget *widget) { return widget->mapTo(window, QPoint()).x(); };
        QVERIFY(leftOf(scene.window()->library()) > leftOf(scene.window()->chat()));
        // What is clicked lies where it is drawn: the button of a row at its left end.
        QTest::mouseClick(scene.list()->viewport(), Qt::LeftButton, {},
                          scene.list()->visualRect(scene.list()->model()->index(0, 0)).center() +
                              QPoint(scene.list()->viewport()->width() / 2 - 14, 0));
        QVERIFY(scene.documents().at(0).ticked);
        QVERIFY(!scene.ask(u"What does a lost key cost?"_s)->message().citations.empty());
    }

    void whatIsSaidInAnotherProcessIsTranslated_data() {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QStringList>("kept");
        QTest::newRow("a sentence") << u"the password does not fit"_s << QStringList();
        QTest::newRow("with a number") << u"it has more than 50 million pixels"_s << QStringList{u"50"_s};
        QTest::newRow("with two") << u"it is damaged: 0 of 12 pages could be read"_s
                                  << QStringList{u"0"_s, u"12"_s};
        QTest::newRow("with its reason") << u"it is damaged: it is cut off"_s << QStringList();
        QTest::newRow("quoted") << u"text in pictures cannot be recognised in “xyz”"_s
                                << QStringList{u"xyz"_s};
    }
    void whatIsSaidInAnotherProcessIsTranslated() {
        QFETCH(QString, said);
        QFETCH(QStringList, kept);
        for (const auto &code : codes) {
            const Speaking language(code);
            const auto words = Words::translated(said);
            QVERIFY2(words != said && !words.contains(u"it is"_s), qPrintable(words));
            for (const auto &each : kept)
                QVERIFY2(words.contains(each), qPrintable(words));
        }
        QCOMPARE(Words::translated(said), said);
    }

    void whatNobodyKnowsStaysAsItIs() {
        const Speaking german(u"de"_s);
        const auto lots = u": "_s.repeated(500'000);
        for (const auto &said : {u"it is: strange 7"_s, u": "_s, QString(), u"a: b: c: d: e: f"_s, lots})
            QCOMPARE(Words::translated(said), said);
        const auto half = Words::translated(u"it is damaged: something new"_s);
        QVERIFY2(half.endsWith(u": something new"_s) && !half.startsWith(u"it is"_s), qPrintable(half));
    }

    void answersAreInTheLanguageOfTheWindow() {
        const Speaking german(u"de"_s);
        Scene scene;
        QVERIFY(scene.dropAndWait(samplePath()));
        const auto *answer = scene.ask(u"What does a lost key cost?"_s);
        QVERIFY2(answer->message().text.startsWith(Words::tr("Quoted from your documents:\n\n").trimmed()) &&
                     !answer->message().text.startsWith(u"Quoted"_s),
                 qPrintable(answer->message().text));
    }

    void aLanguageThatIsNotOursIsEnglish() {
        const Speaking klingon(u"tlh"_s);
        QCOMPARE(QCoreApplication::translate("docchat::Gui", "Quit"), u"Quit"_s);
        QCOMPARE(qApp->layoutDirection(), Qt::LeftToRight);
    }
};

DOCCHAT_TEST(LanguageTest)
#include "language_test.moc"
