#include "scene.h"

#include "chat/sourcecard.h"
#include "testmain.h"

#include <QLabel>
#include <QTextBlock>

using namespace docchat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray island = "The island has one road. The cedar bridge on it was built in 1874 by Ada Holm. "
                          "It was painted red for the fair. Goats graze there now. Nobody else comes.\n";
const QString question = u"When was the cedar bridge built?"_s;

/// Clicks on words of the answer.
bool clickWords(ui::AnswerView *view, const QString &words) {
    auto *text = view->findChild<ui::AnswerText *>();
    auto cursor = text->document()->find(words);
    if (cursor.isNull())
        return false;
    cursor.setPosition((cursor.selectionStart() + cursor.selectionEnd()) / 2);
    QTest::mouseClick(text->viewport(), Qt::LeftButton, {}, text->cursorRect(cursor).center());
    return true;
}

QString shownIn(ui::AnswerView *view) {
    return view->findChild<ui::AnswerText *>()->toPlainText();
}

struct Island {
    explicit Island(const std::optional<ProviderConfig> &provider = {}) : scene(provider) {
        if (!scene.dropAndWait(writeFile(QDir(folder.path()), u"island.txt"_s, island)))
            qFatal("island.txt was not taken");
    }

    QTemporaryDir folder;
    Scene scene;
};

} // namespace

class ContextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aQuoteShowsWhatStandsAroundIt();
    void aCardShowsWhatStandsAroundItsQuote();
    void aQuoteOfARemovedDocumentSaysThatThereIsNothing();
};

void ContextTest::aQuoteShowsWhatStandsAroundIt() {
    Island there;
    auto *view = there.scene.ask(question);
    QVERIFY(view && !view->message().citations.empty());
    QVERIFY2(view->message().citations.front().quote.startsWith(u"The cedar bridge"_s), "another sentence");
    QVERIFY(!shownIn(view).contains(u"one road"_s) && !shownIn(view).contains(u"Goats"_s));
    QVERIFY(clickWords(view, u"Show context"_s));
    QTRY_VERIFY_WITH_TIMEOUT(shownIn(view).contains(u"The island has one road. “The cedar bridge"_s),
                             patience);
    QVERIFY2(shownIn(view).contains(u"Goats graze there now."_s), qPrintable(shownIn(view)));
    QVERIFY(!shownIn(view).contains(u"Nobody else"_s));
    QVERIFY(clickWords(view, u"Hide context"_s));
    QVERIFY(!shownIn(view).contains(u"one road"_s));
    QVERIFY(shownIn(view).contains(u"Show context"_s));
}

void ContextTest::aCardShowsWhatStandsAroundItsQuote() {
    ScriptedServer server;
    server.setAnswer({u"The cedar bridge "_s, u"was built in 1874 [1]."_s}, 1ms);
    Island there(providerAt(server, u"small"_s, {}));
    auto *view = there.scene.ask(question);
    auto *card = view ? view->findChild<ui::SourceCard *>() : nullptr;
    QVERIFY(card);
    QTRY_VERIFY_WITH_TIMEOUT(card->isVisible() && card->width() > 100, patience);
    const auto says = [card](const QString &words) {
        const auto labels = card->findChildren<QLabel *>();
        return std::ranges::any_of(labels,
                                   [&](const QLabel *label) { return label->text().contains(words); });
    };
    QVERIFY(!says(u"one road"_s));
    auto *button = buttonNamed(card, u"Show context"_s);
    QVERIFY(button);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"The island has one road. “The cedar bridge"_s), patience);
    QVERIFY(button->hasFocus());
    QCOMPARE(button->text(), u"Hide context"_s);
    QTest::keyClick(button, Qt::Key_Space);
    QVERIFY(!says(u"one road"_s));
}

void ContextTest::aQuoteOfARemovedDocumentSaysThatThereIsNothing() {
    Island there;
    auto *view = there.scene.ask(question);
    QVERIFY(view && !view->message().citations.empty());
    auto citation = view->message().citations.front();
    citation.document = 1000;
    Q_EMIT view->contextWanted(citation);
    QTRY_VERIFY_WITH_TIMEOUT(shownIn(view).contains(u"no longer in the library"_s), patience);
}

DOCCHAT_TEST(ContextTest)

#include "context_test.moc"
