#include "scene.h"
#include "testmain.h"

#include "chat/chatpane.h"
#include "chat/sourcecard.h"
#include "privacywords.h"
#include "settings/sendingsheet.h"
#include "widgets/elidedlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMimeData>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyleOptionButton>
#include <QTextTable>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QString prose =
    u"The library was founded by a retired school caretaker who began with eleven bicycles that had been "
    "pulled out of the harbour, and she mended them in the boiler room of the school. Everybody who lives in "
    "the town may borrow one for a week, and nobody has ever been asked for a deposit. A cargo bike may be "
    "kept for seven days, because there is nearly always somebody who waits for it, and a late one costs a "
    "small fee for every day. Whoever brings a bike back caked in mud may use the hose behind the workshop."_s;

Citation citation(int number) {
    Citation made;
    made.number = number;
    made.name = u"bicycle-library-handbook.pdf"_s;
    made.kind = DocumentKind::Pdf;
    made.page = 3;
    made.quote = u"A lost key costs ten euros."_s;
    made.verified = true;
    return made;
}

Message answerOf(const QString &text, int citations = 0) {
    Message message{2, Role::Answer, text, AnswerState::Done, {}, u"llama3.1 8B"_s};
    for (int number = 1; number <= citations; ++number)
        message.citations.push_back(citation(number));
    return message;
}

/// A chat pane of any size, laid out without a screen.
struct Pane {
    ui::Theme theme{qobject_cast<QApplication *>(QCoreApplication::instance())};
    ui::ChatPane chat{&theme};

    explicit Pane(const QSize &size) {
        chat.setAttribute(Qt::WA_DontShowOnScreen);
        resize(size);
        chat.show();
        settle();
    }
    void resize(const QSize &size) {
        chat.resize(size);
        settle();
    }
    void answer(const Message &message) {
        chat.setMessages({{1, Role::Question, u"What does a lost key cost?"_s}, message});
        settle();
    }
    [[nodiscard]] ui::AnswerText *text() { return chat.findChild<ui::AnswerText *>(); }
    [[nodiscard]] int leftOf(const QWidget *widget) { return widget->mapTo(&chat, QPoint()).x(); }
    /// Waits until everything has the place that it keeps.
    void settle() {
        const auto places = [this] {
            QList<QRect> found;
            for (const auto *widget : chat.findChildren<QWidget *>())
                found += widget->geometry();
            return found;
        };
        auto before = places();
        for (int same = 0, rounds = 0; same < 3 && rounds < patience / 20; ++rounds) {
            QTest::qWait(20);
            auto now = places();
            same = now == before ? same + 1 : 0;
            before = std::move(now);
        }
    }
};

/// How many characters are on each line but the last of each paragraph.
QList<int> lineLengths(const QTextDocument &document) {
    QList<int> lengths;
    for (auto block = document.begin(); block.isValid(); block = block.next()) {
        for (int line = 0; line + 1 < block.layout()->lineCount(); ++line)
            lengths += block.layout()->lineAt(line).textLength() - 1; // the space at its end
    }
    return lengths;
}

/// The distances of the lines of a paragraph.
QSet<int> distances(const QTextBlock &block) {
    QSet<int> found;
    for (int line = 1; line < block.layout()->lineCount(); ++line)
        found += qRound(block.layout()->lineAt(line).position().y() -
                        block.layout()->lineAt(line - 1).position().y());
    return found;
}

/// Where the words of a button begin.
int wordsBegin(QPushButton *button, const QWidget *in) {
    QStyleOptionButton option;
    option.initFrom(button);
    option.text = button->text();
    const auto words = button->style()->subElementRect(QStyle::SE_PushButtonContents, &option, button);
    return button->mapTo(in, words.topLeft()).x();
}

bool isWhole(const QPushButton *button, const QString &words) {
    return button->text().contains(words);
}

bool says(Scene &scene, const QString &words) {
    const auto labels = scene.window()->status()->findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&](const QLabel *label) {
        return label->text().contains(words) || label->accessibleName().contains(words);
    });
}

QPushButton *chipWith(QWidget *inside, const QString &words) {
    for (auto *button : inside->findChildren<QPushButton *>()) {
        if (button->accessibleName().startsWith(words))
            return button;
    }
    return nullptr;
}

} // namespace

class AnswerLookTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesHave60To90Characters_data();
    void linesHave60To90Characters();
    void theColumnStaysWhereItIsWhenTheScrollBarComes();
    void cardsAreAsHighAsTheirContent();
    void theTitleGivesWayFirstThenTheStyleThenTheModel();
    void linesAreEvenlySpacedWithAndWithoutChips();
    void tablesHaveLinesBelowTheirRowsAlone();
    void codeHasAButtonThatCopiesIt();
    void anIndexInCodeIsNoChip();
    void longCodeIsNotCut();
    void whatIsCopiedHasItsCitationsAndNoButtons();
    void actionsBeginWhereTheTextDoes();
    void anElidedLabelFitsItsPresentFont();
    void anEmptyChatWithDocumentsSuggestsQuestions();
    void nobodyIsSaidToGetTextBeforeTheYes();
    void theStatusNamesWhoGetsText_data();
    void theStatusNamesWhoGetsText();
};

void AnswerLookTest::linesHave60To90Characters_data() {
    QTest::addColumn<int>("width");
    for (const int width : {0, 507, 600, 680, 744, 1160, 1640, 2280}) // 0: the least there is
        QTest::addRow("%d", width) << width;
}

void AnswerLookTest::linesHave60To90Characters() {
    QFETCH(int, width);
    Pane pane({1160, 800});
    pane.answer(answerOf(prose));
    pane.resize({std::max(width, pane.chat.minimumWidth()), 800});
    const auto lengths = lineLengths(*pane.text()->document());
    QVERIFY(lengths.size() >= 4);
    const auto longest = *std::ranges::max_element(lengths);
    const auto usual = std::accumulate(lengths.begin(), lengths.end(), 0) / lengths.size();
    QVERIFY2(longest <= 90, qPrintable(QString::number(longest)));
    QVERIFY2(usual >= 60, qPrintable(QString::number(usual)));
}

void AnswerLookTest::theColumnStaysWhereItIsWhenTheScrollBarComes() {
    Pane pane({1160, 800});
    pane.answer(answerOf(prose));
    auto *bar = pane.chat.findChild<QScrollArea *>()->verticalScrollBar();
    const auto place = [&] {
        return std::tuple(pane.leftOf(pane.text()), pane.text()->width(), pane.leftOf(pane.chat.composer()),
                          pane.chat.composer()->width());
    };
    const auto before = place();
    QVERIFY(!bar->isVisible());
    QCOMPARE(std::get<0>(before), std::get<2>(before));
    QCOMPARE(std::get<1>(before), std::get<3>(before));
    pane.answer(answerOf((prose + u"\n\n"_s).repeated(20)));
    QTRY_VERIFY(bar->isVisible());
    pane.settle();
    QVERIFY(place() == before);
}

void AnswerLookTest::cardsAreAsHighAsTheirContent() {
    Pane pane({1160, 900});
    auto message = answerOf(u"A key costs ten euros [1][2]."_s, 2);
    message.citations[1].quote = prose;
    for (const int width : {500, 1160, 700}) {
        pane.resize({width, 900});
        pane.answer(message);
        const auto cards = pane.chat.findChildren<ui::SourceCard *>();
        int needed = 0;
        for (const auto *card : cards)
            needed = std::max(needed, card->heightForWidth(card->width()));
        for (const auto *card : cards) {
            QVERIFY(card->isVisible());
            QCOMPARE(card->height(), needed);
            for (const auto *label : card->findChildren<QLabel *>())
                QVERIFY(!label->wordWrap() || label->height() >= label->heightForWidth(label->width()));
        }
    }
}

void AnswerLookTest::theTitleGivesWayFirstThenTheStyleThenTheModel() {
    Pane pane({1600, 600});
    const auto title = u"What does a lost key of a cargo bike cost?"_s;
    const QStringList words{u"Answer style: French"_s, u"Asking 12 ticked documents"_s,
                            u"Quotes only, found with nomic-embed-text · this computer"_s};
    pane.chat.setTitle(title);
    pane.chat.setAnswerStyle(words[0], true);
    pane.chat.setScope(words[1]);
    pane.chat.setModel(words[2], true);
    const auto *label = pane.chat.findChild<ui::ElidedLabel *>(u"title"_s);
    auto *style = chipWith(&pane.chat, words[0]);
    auto *scope = chipWith(&pane.chat, words[1]);
    auto *model = chipWith(&pane.chat, words[2]);
    bool titleWasCutBeside = false; // the whole style
    for (int width = 1600; width >= pane.chat.minimumWidth(); width -= 40) {
        pane.resize({width, 600});
        titleWasCutBeside = titleWasCutBeside || (style->isVisible() && label->text() != title);
        const auto at = QString::number(width).toUtf8();
        for (const auto *chip : {style, scope, model}) {
            QVERIFY2(chip->isHidden() || chip->sizeHint().width() <= chip->width(), at);
            QVERIFY2(chip->isHidden() || chip->geometry().right() <= width - 20, at);
        }
        QVERIFY2(style->isHidden() || isWhole(style, words[0]), at); // it is never cut,
        QVERIFY2(style->isHidden() || isWhole(model, words[2]), at); // and goes before the others are,
        QVERIFY2(!isWhole(model, words[2]) || isWhole(scope, words[1]), at); // the model's words first
        QVERIFY2(model->text().endsWith(u" ▾"), at);
    }
    QVERIFY(style->isHidden() && !isWhole(model, words[2]));
    QVERIFY(titleWasCutBeside); // it is the first to give way
    pane.resize({1600, 600});
    QVERIFY(isWhole(style, words[0]) && isWhole(model, words[2]) && label->text() == title);
}

void AnswerLookTest::linesAreEvenlySpacedWithAndWithoutChips() {
    Pane pane({1160, 800});
    pane.answer(answerOf(QString(prose).replace(u"harbour,"_s, u"harbour [1],"_s), 1));
    const auto block = pane.text()->document()->begin();
    QVERIFY(block.text().contains(QChar::ObjectReplacementCharacter) && block.layout()->lineCount() > 3);
    QCOMPARE(distances(block).size(), 1);
}

void AnswerLookTest::tablesHaveLinesBelowTheirRowsAlone() {
    Pane pane({1160, 800});
    pane.answer(answerOf(u"| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n"_s));
    const auto frames = pane.text()->document()->rootFrame()->childFrames();
    auto *table = frames.isEmpty() ? nullptr : qobject_cast<QTextTable *>(frames.first());
    QVERIFY(table && table->rows() == 3);
    QCOMPARE(table->format().border(), 0.0);
    for (int row = 0; row < table->rows(); ++row) {
        const auto cell = table->cellAt(row, 1).format().toTableCellFormat();
        QCOMPARE(cell.bottomBorder(), 1.0);
        QCOMPARE(cell.topBorder() + cell.leftBorder() + cell.rightBorder(), 0.0);
    }
}

void AnswerLookTest::codeHasAButtonThatCopiesIt() {
    Pane pane({1160, 800});
    const auto text = u"First:\n\n```cpp\nint a;\n\n  return a; // [1]\n```\n\nThen:\n\n```\nmake\n```\n"_s;
    pane.chat.setMessages({{1, Role::Question, u"How?"_s}});
    auto *view = pane.chat.beginAnswer(u"m"_s);
    view->append(text);
    pane.settle();
    const auto buttons = [&] {
        auto all = pane.text()->viewport()->findChildren<QPushButton *>();
        std::ranges::sort(all, {}, [](const QPushButton *button) { return button->y(); });
        return all;
    };
    QVERIFY(buttons().isEmpty()); // more may come
    view->finish(AnswerState::Done, {}, {});
    pane.settle();
    QCOMPARE(buttons().size(), 2);
    QString copied;
    connect(&pane.chat, &ui::ChatPane::copyWanted, this, [&](const QString &code) { copied = code; });
    click(buttons()[0]);
    QCOMPARE(copied, u"int a;\n\n  return a; // [1]"_s);
    click(buttons()[1]);
    QCOMPARE(copied, u"make"_s);
    QVERIFY(pane.text()->rect().contains(buttons()[1]->geometry()));
}

void AnswerLookTest::anIndexInCodeIsNoChip() {
    Pane pane({1160, 800});
    const auto shown = [&](const QString &text) {
        pane.answer(answerOf(text, 1));
        return pane.text()->document()->toPlainText().replace(QChar(QChar::ObjectReplacementCharacter), u'*');
    };
    QCOMPARE(shown(u"Use `a[1]` so [1].\n\n```cpp\nb[1]; // [1]\n```\n\nThen [1]."_s),
             u"Use a[1] so *.\nb[1]; // [1]\nThen *."_s);
    QCOMPARE(shown(u"```markdown\nAll of it [1].\n```\n"_s), u"All of it *."_s);
}

void AnswerLookTest::longCodeIsNotCut() {
    Pane pane({1160, 800});
    pane.answer(answerOf(u"```\n"_s + u"word "_s.repeated(60) + u"\n```\n"_s));
    const auto block = pane.text()->document()->begin();
    QVERIFY(block.layout()->lineCount() > 1);
    for (int line = 0; line < block.layout()->lineCount(); ++line)
        QVERIFY(block.layout()->lineAt(line).naturalTextWidth() <= pane.text()->width());
}

void AnswerLookTest::actionsBeginWhereTheTextDoes() {
    Pane pane({1160, 800});
    pane.answer(answerOf(prose));
    auto *view = pane.chat.findChild<ui::AnswerView *>();
    QCOMPARE(wordsBegin(buttonNamed(view, u"Copy"_s), view), 0);
    auto failed = answerOf({});
    failed.state = AnswerState::Failed;
    failed.note = u"No answer"_s;
    pane.answer(failed);
    view = pane.chat.findChild<ui::AnswerView *>();
    view->setPassages(1);
    pane.settle();
    QCOMPARE(wordsBegin(buttonNamed(view, u"The passage"_s), view), 0);
}

void AnswerLookTest::anElidedLabelFitsItsPresentFont() {
    ui::ElidedLabel label;
    label.resize(120, 20);
    label.setFullText(u"bicycle-library-handbook.pdf"_s);
    const auto before = label.text();
    auto larger = label.font();
    larger.setPointSizeF(larger.pointSizeF() * 2);
    label.setFont(larger);
    QVERIFY(label.text() != before);
    QVERIFY(label.fontMetrics().horizontalAdvance(label.text()) <= label.width());
    label.setElideMode(Qt::ElideRight);
    QVERIFY(label.text().endsWith(u'…'));
}

void AnswerLookTest::whatIsCopiedHasItsCitationsAndNoButtons() {
    Scene scene;
    const QTemporaryDir folder;
    QVERIFY(scene.dropAndWait(writeFile(QDir(folder.path()), u"island.txt"_s,
                                        "The cedar bridge was built in 1874 by Ada Holm.\n")));
    auto *view = scene.ask(u"When was the cedar bridge built?"_s);
    QVERIFY(view && !view->message().citations.empty());
    auto *text = view->findChild<ui::AnswerText *>();
    QVERIFY(text->toPlainText().contains(u"Pin"_s) &&
            text->toPlainText().contains(QChar::ObjectReplacementCharacter));
    text->selectAll();
    text->copy();
    const auto copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.contains(u"1874"_s) && copied.contains(u"[1]"_s) && copied.contains(u"island, line 1"_s),
             qPrintable(copied));
    for (const auto &words :
         {u"Pin"_s, u"found in source"_s, u"context"_s, QString(QChar::ObjectReplacementCharacter)})
        QVERIFY2(!copied.contains(words), qPrintable(copied));
    QVERIFY(QGuiApplication::clipboard()->mimeData()->html().contains(u"[1]"_s));
}

void AnswerLookTest::anEmptyChatWithDocumentsSuggestsQuestions() {
    Scene scene;
    auto *sample = scene.window()->findChild<QPushButton *>(u"trySample"_s);
    QTRY_VERIFY_WITH_TIMEOUT(sample->isVisible(), patience);
    const QTemporaryDir folder;
    const auto text = "\n\n" + prose.repeated(3).toUtf8() + "\n\n";
    const auto notes = "# 1. The cedar bridge" + text + "## 12" + text + "## The toll & its end" + text;
    QVERIFY(scene.dropAndWait(writeFile(QDir(folder.path()), u"notes.md"_s, notes)));
    QVERIFY(!sample->isVisible());
    const auto *welcome = scene.window()->findChild<QLabel *>(u"welcome"_s);
    QVERIFY(welcome->isVisible());
    auto *chat = scene.window()->chat();
    QTRY_VERIFY_WITH_TIMEOUT(chipWith(chat, u"What does it say about “The cedar bridge”?"_s), patience);
    QVERIFY(!chipWith(chat, u"What does it say about “12”?"_s));
    auto *question = chipWith(chat, u"What does it say about “The toll & its end”?"_s);
    QVERIFY(question && question->isVisible());
    click(question);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.answers().isEmpty(), patience);
    const auto bubbles = chat->findChildren<QLabel *>(u"bubble"_s);
    QVERIFY(!bubbles.isEmpty());
    QCOMPARE(bubbles.first()->text(), u"What does it say about “The toll & its end”?"_s);
    QVERIFY(!welcome->isVisible());
}

void AnswerLookTest::nobodyIsSaidToGetTextBeforeTheYes() {
    ScriptedServer server;
    server.setAnswer({u"Ten"_s, u"euros."_s}, {});
    Scene scene(elsewhere(providerAt(server, u"scripted-chat"_s, {})));
    QVERIFY(!says(scene, u"go to 0.0.0.0"_s));
    QVERIFY(says(scene, u"Nothing goes to 0.0.0.0 before you agree"_s));
    QVERIFY(scene.dropAndWait(samplePath()));
    scene.typeQuestion(u"What does a lost key cost?"_s);
    auto *sheet = scene.dialog<ui::SendingSheet>();
    QVERIFY(sheet);
    QVERIFY(says(scene, u"Nothing goes to 0.0.0.0 before you agree"_s));
    clickNamed(sheet, u"Send"_s);
    QTRY_VERIFY_WITH_TIMEOUT(says(scene, u"Questions and passages go to 0.0.0.0"_s), patience);
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().requests, 1, patience);
}

void AnswerLookTest::theStatusNamesWhoGetsText_data() {
    QTest::addColumn<Recipients>("recipients");
    QTest::addColumn<QString>("words");
    const Recipient none;
    const Recipient asked{u"a.org"_s, true};
    const Recipient unasked{u"a.org"_s, false};
    const Recipient help{u"b.org"_s, true};
    const Recipient unaskedHelp{u"b.org"_s, false};
    const auto row = [](const char *name, const Recipients &recipients, const QString &words) {
        QTest::newRow(name) << recipients << words;
    };
    row("no model", {}, u"Nothing leaves this computer ✓"_s);
    row("this computer", {true, false}, u"Questions and documents stay on this computer ✓"_s);
    row("elsewhere", {true, false, asked}, u"Questions and passages go to a.org"_s);
    row("elsewhere, not agreed", {true, false, unasked}, u"Nothing goes to a.org before you agree"_s);
    row("help elsewhere", {true, false, none, help},
        u"Asked on this computer · if the model is silent, text goes to b.org"_s);
    row("help elsewhere, not agreed", {true, false, none, unaskedHelp},
        u"Questions and documents stay on this computer ✓ · b.org helps out once you agree"_s);
    row("both elsewhere", {true, false, asked, help},
        u"Questions and passages go to a.org · if the model is silent, text goes to b.org"_s);
    row("the same twice", {true, false, asked, asked}, u"Questions and passages go to a.org"_s);
    row("vectors elsewhere", {true, false, none, none, help},
        u"Asked on this computer · for now questions go to b.org"_s);
}

void AnswerLookTest::theStatusNamesWhoGetsText() {
    QFETCH(Recipients, recipients);
    QFETCH(QString, words);
    QCOMPARE(privacyWords(recipients), words);
}

DOCCHAT_TEST(AnswerLookTest)

#include "answerlook_test.moc"
