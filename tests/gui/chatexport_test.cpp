#include "scene.h"
#include "testmain.h"

#include <QFile>
#include <QLineEdit>
#include <QMessageBox>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QString key = u"What does a lost key cost?"_s;

} // namespace

class ChatExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aChatIsWrittenAsMarkdown();
    void aChatIsWrittenAsPdf();
    void whatCannotBeWrittenIsTold();
};

void ChatExportTest::aChatIsWrittenAsMarkdown() {
    const QTemporaryDir folder;
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    auto *view = scene.ask(key);
    QVERIFY(view);
    scene.gui().chats()->exportCurrent(ChatListController::Format::Markdown);
    const auto path = folder.filePath(u"keys.md"_s);
    QCOMPARE(chooseIn(scene, path), u"What does a lost key cost.md"_s);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), patience);
    const auto text = QString::fromUtf8(bytesOf(path));
    QVERIFY2(text.startsWith(u"# What does a lost key cost?"_s) && text.contains(u"## Sources"_s),
             qPrintable(text));
    QVERIFY(text.contains(view->message().citations.front().quote.simplified().left(20)));
}

void ChatExportTest::aChatIsWrittenAsPdf() {
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"keys.pdf"_s);
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.ask(key));
    scene.gui().chats()->exportCurrent(ChatListController::Format::Pdf);
    QCOMPARE(chooseIn(scene, path), u"What does a lost key cost.pdf"_s);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), patience);
    QVERIFY(bytesOf(path).startsWith("%PDF-"));
    QVERIFY(scene.dropAndWait(path)); // its own reader reads it
    QCOMPARE(scene.count("SELECT count(*) FROM passage JOIN document ON document.id=passage.document WHERE "
                         "document.name='keys.pdf' AND passage.text LIKE '%What does a lost key cost?%'"),
             1);
}

void ChatExportTest::whatCannotBeWrittenIsTold() {
    Scene scene;
    QVERIFY(scene.dropAndWait(samplePath()));
    QVERIFY(scene.ask(key));
    scene.gui().chats()->exportCurrent(ChatListController::Format::Markdown);
    const auto path = u"/proc/keys.md"_s;
    QVERIFY(!chooseIn(scene, path).isEmpty());
    QMessageBox *box = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((box = scene.window()->findChild<QMessageBox *>()) != nullptr, patience);
    QVERIFY2(box->text().contains(path), qPrintable(box->text()));
    box->close();
}

DOCCHAT_TEST(ChatExportTest)

#include "chatexport_test.moc"
