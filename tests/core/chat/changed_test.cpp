#include "chat/changed.h"

#include "../index/indextest.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::chat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QString quote = u"It burned oil."_s;

Citation citationOf(DocumentId document, const QStringList &texts, int number = 1) {
    Citation citation;
    citation.number = number;
    citation.document = document;
    citation.quote = quote;
    citation.start = texts.join(u'\n').indexOf(quote);
    citation.end = citation.start + quote.size();
    citation.verified = true;
    return citation;
}

} // namespace

class ChangedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aQuoteIsLookedForWhereItStandsNow_data();
    void aQuoteIsLookedForWhereItStandsNow();
    void anAnswerSaysWhichOfItsQuotesAreGone();
    void aDocumentThatIsGoneIsNotOneThatHasChanged();
};

void ChangedTest::aQuoteIsLookedForWhereItStandsNow_data() {
    QTest::addColumn<QStringList>("now");
    QTest::addColumn<qsizetype>("start");
    const QStringList before{u"A lighthouse. It burned oil. It had a keeper."_s};
    QTest::newRow("as it was") << before << qsizetype(14);
    QTest::newRow("later") << QStringList{u"An old lighthouse. It burned oil."_s} << qsizetype(19);
    QTest::newRow("on another page") << QStringList{u"First."_s, u"It burned oil."_s} << qsizetype(7);
    QTest::newRow("twice: the nearer one")
        << QStringList{u"It burned oil. A lighthouse stands here. It burned oil."_s} << qsizetype(0);
    QTest::newRow("gone") << QStringList{u"A lighthouse. It has power."_s} << qsizetype(-1);
    QTest::newRow("without text") << QStringList() << qsizetype(-1);
}

void ChangedTest::aQuoteIsLookedForWhereItStandsNow() {
    QFETCH(QStringList, now);
    QFETCH(qsizetype, start);
    Library library;
    library.add(u"other.txt"_s, {quote});
    auto citation =
        citationOf(library.add(u"a.txt"_s, now), {u"A lighthouse. It burned oil. It had a keeper."_s});
    const auto cited = citation.start;
    QCOMPARE(findAgain(library.database, citation), start >= 0);
    QCOMPARE(citation.start, start >= 0 ? start : cited);
    QCOMPARE(citation.end - citation.start, quote.size());
}

void ChangedTest::anAnswerSaysWhichOfItsQuotesAreGone() {
    Library library;
    const QStringList before{u"A lighthouse. It burned oil. It had a keeper."_s};
    const auto same = library.add(u"a.txt"_s, before);
    const auto changed = library.add(u"b.txt"_s, {u"A lighthouse. It has power."_s});
    Message message;
    message.note = u"Weak"_s;
    message.citations = {citationOf(same, before, 1), citationOf(changed, before, 2)};
    std::vector messages{message};
    tellChanges(library.database, messages);
    QVERIFY(messages[0].citations[0].verified);
    QVERIFY(!messages[0].citations[1].verified);
    QCOMPARE(messages[0].citations[1].quote, quote);
    QCOMPARE(messages[0].note,
             u"Weak. The document of [2] has changed since, the words are no longer in it"_s);
}

void ChangedTest::aDocumentThatIsGoneIsNotOneThatHasChanged() {
    Library library;
    Message message;
    message.citations = {citationOf(1000, {quote})};
    std::vector messages{message};
    tellChanges(library.database, messages);
    QVERIFY(messages[0].citations[0].verified);
    QCOMPARE(messages[0].note, QString());
}

DOCCHAT_TEST(ChangedTest)

#include "changed_test.moc"
