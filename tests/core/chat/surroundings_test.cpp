#include "chat/surroundings.h"

#include "../index/indextest.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::chat;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

const QStringList pages{
    u"The lighthouse stands on Skarv.\nIt was built in 1887, by Ingrid Dahl,\nin one summer. "
    "It burned oil."_s,
    u"In 1921 it got power. Its keeper left in 1968."_s};

/// What stands around `quote` in a document of these pages.
Surroundings around(const QStringList &texts, const QString &quote) {
    Library library;
    Citation citation;
    library.add(u"other.txt"_s, {u"Nothing of this belongs to it. It burned oil. Nothing."_s});
    citation.document = library.add(u"a.txt"_s, texts);
    citation.start = texts.join(u'\n').indexOf(quote);
    citation.end = citation.start + quote.size();
    return surroundingsOf(library.database, citation);
}

} // namespace

class SurroundingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNextSentencesAreGiven_data();
    void theNextSentencesAreGiven();
    void aLongSentenceIsCutBetweenWords();
    void aDocumentThatIsGoneHasNone();
};

void SurroundingsTest::theNextSentencesAreGiven_data() {
    QTest::addColumn<QString>("quote");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("first of the document") << u"The lighthouse stands on Skarv."_s << QString()
                                           << u"It was built in 1887, by Ingrid Dahl, in one summer."_s;
    QTest::newRow("across a page") << u"It burned oil."_s
                                   << u"It was built in 1887, by Ingrid Dahl, in one summer."_s
                                   << u"In 1921 it got power."_s;
    QTest::newRow("last of the document")
        << u"Its keeper left in 1968."_s << u"In 1921 it got power."_s << QString();
    QTest::newRow("part of a sentence")
        << u"by Ingrid Dahl"_s << u"The lighthouse stands on Skarv. It was built in 1887,"_s
        << u", in one summer. It burned oil."_s;
}

void SurroundingsTest::theNextSentencesAreGiven() {
    QFETCH(QString, quote);
    const auto surroundings = around(pages, quote);
    QTEST(surroundings.before, "before");
    QTEST(surroundings.after, "after");
}

void SurroundingsTest::aLongSentenceIsCutBetweenWords() {
    const auto many = QStringList(500, u"word"_s).join(u' ') + u'.';
    const auto surroundings = around({many + u" The quote is here. "_s + many}, u"The quote is here."_s);
    QVERIFY2(surroundings.before.size() <= 402 && surroundings.before.startsWith(u"… word "_s),
             qPrintable(surroundings.before));
    QVERIFY(surroundings.before.endsWith(u" word."_s));
    QVERIFY2(surroundings.after.size() <= 402 && surroundings.after.endsWith(u" word …"_s),
             qPrintable(surroundings.after));
}

void SurroundingsTest::aDocumentThatIsGoneHasNone() {
    Library library;
    Citation citation;
    citation.document = 77;
    citation.start = 5;
    citation.end = 9;
    const auto surroundings = surroundingsOf(library.database, citation);
    QVERIFY(surroundings.before.isEmpty() && surroundings.after.isEmpty());
}

DOCCHAT_TEST(SurroundingsTest)

#include "surroundings_test.moc"
