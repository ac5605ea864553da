#include "base/paths.h"

#include "testmain.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QUrl>

#include <fcntl.h>
#include <unistd.h>

using namespace docchat;
using namespace Qt::StringLiterals;

class PathsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPathHasOneTextAndComesBack_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << QByteArray("/a/b c.txt") << u"/a/b c.txt"_s;
        QTest::newRow("umlauts") << QByteArray("/Gr\xc3\xbc\xc3\x9f"
                                               "e.txt")
                                 << u"/Grüße.txt"_s;
        QTest::newRow("beyond 16 bits") << QByteArray("/\xf0\x9f\x9a\xb2.txt") << u"/\U0001f6b2.txt"_s;
        QTest::newRow("Latin-1") << QByteArray("/gr\xfc\xdf"
                                               "e.txt")
                                 << u"/gr\\xFC\\xDFe.txt"_s;
        QTest::newRow("a character cut off") << QByteArray("/a\xf0\x9f\x9a") << u"/a\\xF0\\x9F\\x9A"_s;
        QTest::newRow("an overlong slash") << QByteArray("/a\xc0\xaf"
                                                         "b")
                                           << u"/a\\xC0\\xAFb"_s;
        QTest::newRow("half of a pair") << QByteArray("/a\xed\xa0\x80") << u"/a\\xED\\xA0\\x80"_s;
        QTest::newRow("looks escaped") << QByteArray("/a\xef\x9e\x80") << u"/a\\xEF\\x9E\\x80"_s;
        QTest::newRow("nothing") << QByteArray("") << QString();
    }

    void everyPathHasOneTextAndComesBack() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, shown);
        const auto text = pathText(bytes);
        QCOMPARE(pathBytes(text), bytes);
        QCOMPARE(shownPath(text), shown);
        QCOMPARE(QString::fromUtf8(text.toUtf8()), text); // as SQLite and JSON keep it
        QCOMPARE(pathOf(urlOf(text)), text);
        QCOMPARE(pathOf(QUrl(QString::fromUtf8(urlOf(text).toEncoded()))), text); // as other programs give it
    }

    void anyBytesComeBack() {
        QRandomGenerator random(7);
        for (int i = 0; i < 20'000; ++i) {
            QByteArray bytes(random.bounded(12), Qt::Uninitialized);
            for (auto &byte : bytes)
                byte = char(random.bounded(3) == 0 ? random.bounded(1, 128) : random.bounded(128, 256));
            QCOMPARE(pathBytes(pathText(bytes)), bytes);
        }
    }

    void whatSuchAPathLeadsToIsFound() {
        const QTemporaryDir folder;
        const auto bytes = QFile::encodeName(folder.path()) + "/caf\xe9";
        const auto path = pathText(bytes);
        QVERIFY(!isThere(path));
        QVERIFY(canonicalPath(path).isEmpty());
        const int file = ::open(bytes.constData(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
        QVERIFY(file >= 0);
        ::close(file);
        const auto end = qScopeGuard([&] { ::unlink(bytes.constData()); }); // Qt cannot
        QVERIFY(isThere(path));
        QVERIFY(!isFolder(path));
        QCOMPARE(::symlink(bytes.constData(), (QFile::encodeName(folder.path()) + "/link").constData()), 0);
        QCOMPARE(canonicalPath(folder.filePath(u"link"_s)), canonicalPath(path));
        QVERIFY(isFolder(folder.path()));
        QCOMPARE(shownName(path), u"caf\\xE9"_s);
    }

    void argumentsAreTakenAsTheyAre() {
        QByteArray words[] = {"docchat", "caf\xe9.txt", "--data", "/tmp/\xc3\xbc"};
        char *argv[] = {words[0].data(), words[1].data(), words[2].data(), words[3].data(), nullptr};
        const auto texts = argumentTexts(4, argv);
        QCOMPARE(texts.size(), 3);
        QCOMPARE(pathBytes(texts[0]), words[1]);
        QCOMPARE(texts.last(), u"/tmp/ü"_s);
    }
};

DOCCHAT_TEST(PathsTest)
#include "paths_test.moc"
