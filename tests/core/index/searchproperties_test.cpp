#include "index/search.h"

#include "indextest.h"
#include "madetexts.h"
#include "testmain.h"

using namespace docchat;
using namespace docchat::index;
using namespace docchat::tests;
using namespace Qt::StringLiterals;

/// What holds of every library and every question.
class SearchPropertiesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameLibraryIsRankedTheSame_data() { seeds(); }
    void theSameLibraryIsRankedTheSame();
    void unrelatedDocumentsLeaveTheOrderWithinADocument_data() { seeds(); }
    void unrelatedDocumentsLeaveTheOrderWithinADocument();
    void whatIsDeletedNeverAppears_data() { seeds(); }
    void whatIsDeletedNeverAppears();

private:
    static void seeds() {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 5; ++seed)
            QTest::addRow("seed %d", int(seed)) << seed;
    }
};

namespace {

constexpr int questionCount = 20;

/// A passage that was found: what it is beside its number in one library, and its score.
using Ranked = std::pair<QString, double>;

std::vector<Ranked> ranked(Library &library, const QString &question) {
    std::vector<Ranked> list;
    for (const auto &hit : search(library.database, {question}).hits)
        list.emplace_back(u"%1 %2 %3"_s.arg(hit.name).arg(hit.passage.start).arg(hit.passage.text),
                          hit.score);
    return list;
}

void fill(Library &library, MadeTexts &made, int documents) {
    for (int i = 0; i < documents; ++i)
        library.add(u"document %1"_s.arg(i), made.texts(1 + made.below(12)));
}

/// The scores of the passages of `document` that are in both lists, as pairs: before and after.
QList<QPair<double, double>> scoresOf(const QString &document, const std::vector<Ranked> &before,
                                      const std::vector<Ranked> &after) {
    QHash<QString, double> known;
    for (const auto &[passage, score] : after)
        known.insert(passage, score);
    QList<QPair<double, double>> scores;
    for (const auto &[passage, score] : before) {
        if (passage.startsWith(document + u' ') && known.contains(passage))
            scores.append({score, known.value(passage)});
    }
    return scores;
}

} // namespace

void SearchPropertiesTest::theSameLibraryIsRankedTheSame() {
    QFETCH(quint64, seed);
    Library first;
    Library second;
    MadeTexts textsOfFirst(seed);
    MadeTexts textsOfSecond(seed);
    fill(first, textsOfFirst, 30);
    fill(second, textsOfSecond, 30);
    for (int i = 0; i < questionCount; ++i) {
        const auto question = textsOfFirst.text(4);
        const auto once = ranked(first, question);
        QCOMPARE(ranked(first, question), once);
        QCOMPARE(ranked(second, question), once);
        QVERIFY(std::is_sorted(once.begin(), once.end(),
                               [](const auto &a, const auto &b) { return a.second > b.second; }));
    }
}

void SearchPropertiesTest::unrelatedDocumentsLeaveTheOrderWithinADocument() {
    QFETCH(quint64, seed);
    Library library;
    MadeTexts made(seed);
    fill(library, made, 10);
    QStringList questions;
    std::vector<std::vector<Ranked>> before;
    for (int i = 0; i < questionCount; ++i) {
        questions += made.text(4);
        before.push_back(ranked(library, questions.last()));
    }
    for (int i = 0; i < 2; ++i) // a fifth more, and no word of theirs is in the others
        library.add(u"unrelated %1"_s.arg(i), made.texts(6).replaceInStrings(u"w"_s, u"unlike"_s));

    qsizetype compared = 0;
    qsizetype turned = 0;
    for (int i = 0; i < questionCount; ++i) {
        const auto after = ranked(library, questions[i]);
        for (int document = 0; document < 10; ++document) {
            const auto scores = scoresOf(u"document %1"_s.arg(document), before[size_t(i)], after);
            for (qsizetype a = 0; a < scores.size(); ++a) {
                for (qsizetype b = a + 1; b < scores.size(); ++b) {
                    ++compared;
                    // Rare and common words weigh a little otherwise among more passages: almost ties may
                    // turn.
                    turned += scores[a].first > scores[b].first * 1.05 && scores[a].second < scores[b].second;
                }
            }
        }
    }
    QVERIFY(compared > 500);
    QVERIFY2(turned * 100 <= compared, qPrintable(u"%1 of %2"_s.arg(turned).arg(compared)));
}

void SearchPropertiesTest::whatIsDeletedNeverAppears() {
    QFETCH(quint64, seed);
    Library library;
    MadeTexts made(seed);
    QHash<DocumentId, QString> present;
    int added = 0;
    for (int step = 0; step < 120; ++step) {
        if (present.size() < 3 || made.below(3) > 0) {
            const auto name = u"document %1"_s.arg(added++);
            present.insert(library.add(name, made.texts(1 + made.below(6))), name);
        } else {
            const auto id = std::next(present.begin(), made.below(int(present.size()))).key();
            removeDocument(library.database, id);
            present.remove(id);
        }
        for (const auto &hit : search(library.database, {made.text(3)}).hits)
            QCOMPARE(present.value(hit.passage.document, u"deleted"_s), hit.name);
    }
    QVERIFY(added > present.size());
}

DOCCHAT_TEST(SearchPropertiesTest)

#include "searchproperties_test.moc"
