#include "chat/export.h"

#include "testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace docchat;
using namespace docchat::chat;
using namespace Qt::StringLiterals;

class ExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingIsInItInOrder();
    void whatAModelWroteEmbedsNothing();
    void anOpenCodeBlockSwallowsNothing();
    void textOfThePersonIsShownAsItIs();
    void everySourceIsListedOnce();
    void anAnswerSaysHowItEnded();
    void aFileIsWrittenWhole();
    void aFileThatCannotBeWrittenIsNamed();
    void fileNamesAreSafe_data();
    void fileNamesAreSafe();
};

namespace {

Chat aChat() {
    return {1, u"Lost keys"_s, QDateTime({2026, 11, 21}, {14, 30})};
}

Message question(const QString &text) {
    return {1, Role::Question, text};
}

Citation cited(int number, const QString &name, int page) {
    Citation citation;
    citation.number = number;
    citation.name = name;
    citation.kind = DocumentKind::Pdf;
    citation.page = page;
    citation.quote = u"a key\ncosts twelve euros"_s;
    citation.verified = true;
    return citation;
}

Message answer(const QString &text, std::vector<Citation> citations = {}) {
    Message message{2, Role::Answer, text, AnswerState::Done, {}, u"small-model"_s, std::move(citations)};
    message.at = QDateTime({2026, 11, 21}, {14, 31});
    return message;
}

} // namespace

void ExportTest::everythingIsInItInOrder() {
    const auto text = toMarkdown(
        aChat(), {question(u"What does a key cost?"_s), answer(u"Twelve [1]."_s, {cited(1, u"a.pdf"_s, 3)})});
    QCOMPARE(text, u"# Lost keys\n\n21 November 2026, 14:30\n\n## What does a key cost?\n\nTwelve [1].\n\n"
                   "- \\[1\\] a.pdf, page 3: “a key costs twelve euros”\n\n"
                   "*Written by small-model, 21 November 2026, 14:31*\n\n"
                   "## Sources\n\n- a.pdf: page 3\n"_s);
}

void ExportTest::whatAModelWroteEmbedsNothing() {
    const auto text = toMarkdown(
        aChat(), {answer(u"![x](http://example.org/?secret) <img src=x>\n```\nif (a < b)\n```"_s)});
    QVERIFY2(text.contains(u"\\![x]"_s) && text.contains(u"\\<img"_s), qPrintable(text));
    QVERIFY(text.contains(u"if (a < b)"_s)); // code is shown as it is anyway
}

void ExportTest::anOpenCodeBlockSwallowsNothing() {
    const auto text = toMarkdown(aChat(), {answer(u"```\ncode"_s), question(u"next"_s)});
    QCOMPARE(text.count(u"```"_s), 2);
}

void ExportTest::textOfThePersonIsShownAsItIs() {
    const auto text = toMarkdown(aChat(), {question(u"Is *this* a <b>#1</b>?\nsecond [line](x)"_s)});
    QVERIFY2(text.contains(u"## Is \\*this\\* a \\<b\\>\\#1\\</b\\>?\n\nsecond \\[line\\](x)\n"_s),
             qPrintable(text));
}

void ExportTest::everySourceIsListedOnce() {
    auto attached = cited(3, u"b.pdf"_s, 1);
    attached.within = u"letter.eml"_s;
    const auto text = toMarkdown(aChat(), {answer(u"x"_s, {cited(1, u"z.pdf"_s, 3), cited(2, u"z.pdf"_s, 5)}),
                                           answer(u"y"_s, {cited(1, u"z.pdf"_s, 3), attached})});
    QVERIFY2(text.endsWith(u"## Sources\n\n- z.pdf: page 3; page 5\n- b.pdf · in letter.eml: page 1\n"_s),
             qPrintable(text));
}

void ExportTest::anAnswerSaysHowItEnded() {
    auto cut = answer(u"Twel"_s);
    cut.state = AnswerState::Interrupted;
    cut.note = u"Stopped"_s;
    auto none = answer({}, {cited(1, u"a.pdf"_s, 1)});
    none.state = AnswerState::NotFound;
    none.model.clear();
    none.citations.front().verified = false;
    const auto text = toMarkdown(aChat(), {cut, none});
    QVERIFY(text.contains(u"Written by small-model, 21 November 2026, 14:31, interrupted. Stopped"_s));
    QVERIFY(text.contains(u"The closest passages:\n\n- \\[1\\] a.pdf"_s));
    QVERIFY(text.contains(u"(not found in source)"_s));
    QVERIFY(text.contains(u"Quoted from the documents"_s));
}

void ExportTest::aFileIsWrittenWhole() {
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"a.md"_s);
    QVERIFY(writeWhole(path, "first, and longer").ok());
    QVERIFY(writeWhole(path, "second").ok());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "second"_ba);
}

void ExportTest::aFileThatCannotBeWrittenIsNamed() {
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"gone/a.md"_s);
    const auto written = writeWhole(path, "x");
    QVERIFY(!written.ok());
    QCOMPARE(written.error().kind, ErrorKind::Disk);
    QVERIFY2(written.error().message.contains(path), qPrintable(written.error().message));
    QVERIFY(!written.error().hint.isEmpty());
}

void ExportTest::fileNamesAreSafe_data() {
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << u"Lost keys"_s << u"Lost keys.md"_s;
    QTest::newRow("a path") << u"../../etc/passwd"_s << u"etc passwd.md"_s;
    QTest::newRow("marks") << u"What? \"Why\"\n"_s << u"What Why.md"_s;
    QTest::newRow("nothing") << u" / "_s << u"Chat.md"_s;
}

void ExportTest::fileNamesAreSafe() {
    QFETCH(QString, title);
    QFETCH(QString, name);
    QCOMPARE(fileNameFor(title, u"md"_s), name);
}

DOCCHAT_TEST(ExportTest)

#include "export_test.moc"
