#include "scene.h"
#include "testmain.h"

#include "chat/chatpane.h"
#include "chat/growingtext.h"
#include "chat/textlook.h"
#include "chat/versionswitch.h"

#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTextList>
#include <QTextTable>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

/// What is to be seen of a document: a line for each block.
QStringList seen(const QTextDocument &document) {
    QStringList lines;
    for (auto block = document.begin(); block.isValid(); block = block.next()) {
        if (block.text().isEmpty()) {
            lines += QString();
            continue;
        }
        const auto format = block.blockFormat();
        auto *list = block.textList();
        QTextCursor cursor(block);
        lines += u"%1|%2|%3|h%4|i%5|m%6|%7"_s.arg(
            block.text(), list ? list->itemText(block) : QString(),
            cursor.currentTable() ? u"cell"_s : QString(), QString::number(format.headingLevel()),
            QString::number(format.indent()), QString::number(format.topMargin()),
            block.begin().fragment().charFormat().fontFixedPitch() ? u"code"_s : QString());
    }
    return lines;
}

QString longList(int items, const QString &marker) {
    QString text = u"These are they:\n\n"_s;
    for (int i = 1; i <= items; ++i)
        text += (marker.isEmpty() ? u"%1. "_s.arg(i) : marker) +
                u"The item with the number %1 is here [%2].\n"_s.arg(i).arg(i % 3 + 1);
    return text;
}

const QString mixed =
    u"# Report\n\nThe first **paragraph** [1] with `code`.\nIts second line.\n\nAnother [2].\n\n"
    "- one\n- two\n\n  of two\n- three\n\nBetween.\n\n1. first\n2. second\n\n## Table\n\nSee:\n\n"
    "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | [3] |\n\nAfter it.\n\n```cpp\nint a;\n\n# no heading\n```\n\n"
    "> quoted\n> twice\n\nThe end [1][2]."_s;

struct Written {
    ui::Theme theme{qobject_cast<QApplication *>(QCoreApplication::instance())};
    QTextDocument document;
    ui::CitationChip chip{&theme, nullptr};
    ui::GrowingText growing{&document, &chip, &theme};
};

} // namespace

class GrowingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSettledDoesNotDependOnWhatFollows_data();
    void whatIsSettledDoesNotDependOnWhatFollows();
    void aTextThatGrowsLooksAsOneThatIsThere_data();
    void aTextThatGrowsLooksAsOneThatIsThere();
    void ofALongTextOnlyTheEndIsLaidOutAgain_data();
    void ofALongTextOnlyTheEndIsLaidOutAgain();
    void ofALongChatTheEndIsShownAndTheRestOnDemand();
    void formulasAreReadAsTheyWereWritten();
    void emphasisIsNotUnderlined();
};

void GrowingTest::whatIsSettledDoesNotDependOnWhatFollows_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("settled");
    const auto row = [](const char *name, const QString &settled, const QString &open) {
        QTest::newRow(name) << settled + open << settled;
    };
    row("nothing", {}, {});
    row("one paragraph", {}, u"One\ntwo"_s);
    row("a paragraph that has ended, maybe", {}, u"One\n\n"_s);
    row("two paragraphs", u"One\n\n"_s, u"Two three"_s);
    row("too little to tell", {}, u"One\n\nTw"_s);
    row("a heading", u"One\n\n"_s, u"# Two\n"_s);
    row("a list that goes on", {}, u"- one\n- two\n\n- three\n"_s);
    row("a list and its own paragraph", {}, u"- one\n\n  of one\n"_s);
    row("a list that has ended", u"- one\n- two\n\n"_s, u"Then this"_s);
    row("a paragraph and a list", u"One\n\n"_s, u"- two\n- three\n"_s);
    row("a table stays with what is before it", {}, u"One\n\n| a | b |\n|--|--|\n"_s);
    row("code with empty lines", {}, u"```\none\n\ntwo\n\nthree"_s);
    row("after code", u"```\none\n\ntwo\n```\n\n"_s, u"Then"_s);
    row("indented code", {}, u"One\n\n    code\n"_s);
}

void GrowingTest::whatIsSettledDoesNotDependOnWhatFollows() {
    QFETCH(QString, text);
    QFETCH(QString, settled);
    QCOMPARE(text.left(ui::settledLength(text, 0)), settled);
}

void GrowingTest::aTextThatGrowsLooksAsOneThatIsThere_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("piece");
    for (const int piece : {1, 5, 64, 700}) {
        QTest::addRow("mixed, by %d", piece) << mixed << piece;
        QTest::addRow("a list, by %d", piece) << longList(piece == 1 ? 60 : 150, u"- "_s) << piece;
        QTest::addRow("a numbered list, by %d", piece) << longList(piece == 1 ? 60 : 150, {}) << piece;
    }
}

void GrowingTest::aTextThatGrowsLooksAsOneThatIsThere() {
    QFETCH(QString, text);
    QFETCH(int, piece);
    Written whole;
    ui::setMarkdown(&whole.document, text);
    ui::CitationChip::insertInto(&whole.document, {1, 2, 3});
    ui::setLook(&whole.document, whole.theme.colours());
    Written grown;
    for (qsizetype at = 0; at < text.size(); at += piece) {
        grown.growing.append(text.mid(at, piece));
        grown.growing.render({1, 2, 3}, true);
    }
    grown.growing.render({1, 2, 3}, false);
    QCOMPARE(seen(grown.document), seen(whole.document));
    QCOMPARE(grown.document.rootFrame()->childFrames().size(),
             whole.document.rootFrame()->childFrames().size());
}

void GrowingTest::ofALongTextOnlyTheEndIsLaidOutAgain_data() {
    QTest::addColumn<QString>("piece");
    QTest::newRow("paragraphs") << u"The keeper wrote another line about the harbour [1].\n\n"_s;
    QTest::newRow("a list") << u"- The keeper wrote another line about the harbour [1].\n"_s;
}

void GrowingTest::ofALongTextOnlyTheEndIsLaidOutAgain() {
    QFETCH(QString, piece);
    Written grown;
    int changed = 0;
    int most = 0;
    connect(&grown.document, &QTextDocument::contentsChange, &grown.document,
            [&](int, int removed, int added) { changed += std::max(removed, added); });
    for (int i = 0; i < 400; ++i) {
        changed = 0;
        grown.growing.append(piece);
        grown.growing.render({1}, true);
        most = std::max(most, changed);
    }
    QVERIFY(grown.document.characterCount() > 18'000);
    QVERIFY2(most < 6000, qPrintable(QString::number(most)));
}

void GrowingTest::emphasisIsNotUnderlined() {
    for (const auto &text : {u"_words_"_s, u"*words*"_s}) {
        Written written;
        written.growing.append(text);
        written.growing.render({}, false);
        const auto format = written.document.begin().begin().fragment().charFormat();
        QCOMPARE(written.document.toPlainText(), u"words"_s);
        QVERIFY(format.fontItalic());
        QVERIFY(!format.fontUnderline());
    }
}

void GrowingTest::formulasAreReadAsTheyWereWritten() {
    const auto formula = u"\\[ a_1 * b_1 = \\frac{x_i^*}{n} < [2, 3) \\]"_s;
    const auto text = u"It **is** %1 or $a_1*b_1*c_1$ [1]."_s.arg(formula);
    Written written;
    for (qsizetype at = 0; at < text.size(); at += 3) {
        written.growing.append(text.mid(at, 3));
        written.growing.render({1}, true);
    }
    written.growing.render({1}, false);
    QCOMPARE(written.document.toPlainText(),
             u"It is %1 or $a_1*b_1*c_1$ %2."_s.arg(formula, QChar(QChar::ObjectReplacementCharacter)));
}

void GrowingTest::ofALongChatTheEndIsShownAndTheRestOnDemand() {
    const ui::Theme theme(qobject_cast<QApplication *>(QCoreApplication::instance()));
    ui::ChatPane chat(&theme);
    chat.show();
    std::vector<Message> messages;
    for (int i = 1; i <= 500; ++i) {
        messages.push_back({2 * i - 1, Role::Question, u"Question %1?"_s.arg(i)});
        messages.push_back({2 * i, Role::Answer, u"Answer %1, over\n\nthree\n\nparagraphs."_s.arg(i)});
    }
    chat.setMessages(messages);
    QCOMPARE(chat.findChildren<ui::AnswerView *>().size(), 15);
    const auto bubbles = [&] {
        QStringList texts;
        for (auto *bubble : chat.findChildren<QLabel *>(u"bubble"_s))
            texts += bubble->text();
        return texts;
    };
    QVERIFY(bubbles().contains(u"Question 500?"_s) && !bubbles().contains(u"Question 400?"_s));
    auto *more = buttonNamed(&chat, u"Show earlier messages"_s);
    QVERIFY(more);
    more->click();
    QCOMPARE(chat.findChildren<ui::AnswerView *>().size(), 30);
    QVERIFY(bubbles().contains(u"Question 471?"_s));
    chat.showMessage(2 * 400);
    QVERIFY(bubbles().contains(u"Question 400?"_s));
    chat.setKept(messages);
    messages[801].versions = {802, 9999}; // the answer to question 401
    chat.setKept(messages);
    const auto switches = [&] {
        const auto all = chat.findChildren<ui::VersionSwitch *>();
        return std::ranges::count_if(all, [](const auto *one) { return one->isVisible(); });
    };
    QTRY_COMPARE_WITH_TIMEOUT(switches(), 1, patience);
    chat.keepUntil(3); // it was not shown yet
    QCOMPARE(bubbles(), (QStringList{u"Question 1?"_s, u"Question 2?"_s}));
    QCOMPARE(chat.findChildren<ui::AnswerView *>().size(), 1);
}

DOCCHAT_TEST(GrowingTest)

#include "growing_test.moc"
