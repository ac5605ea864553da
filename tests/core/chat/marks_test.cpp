#include "chat/marks.h"

#include "testmain.h"

using namespace docchat;
using namespace docchat::chat;
using namespace Qt::StringLiterals;

namespace {

/// What became of a text, however it came in pieces.
struct Filtered {
    QString text;
    QStringList marks; ///< "passage: claim"

    bool operator==(const Filtered &) const = default;
};

Filtered filtered(const QStringList &pieces, int passages) {
    MarkFilter filter(passages);
    Filtered all;
    auto take = [&](const std::vector<MarkedPiece> &marked) {
        for (const auto &piece : marked) {
            all.text += piece.passage > 0 ? u"[%1]"_s.arg(piece.passage) : piece.text;
            if (piece.passage > 0)
                all.marks += u"%1: %2"_s.arg(QString::number(piece.passage), piece.claim);
        }
    };
    for (const auto &piece : pieces)
        take(filter.feed(piece));
    take(filter.finish());
    return all;
}

QStringList characters(const QString &text) {
    QStringList pieces;
    for (const QChar c : text)
        pieces += QString(c);
    return pieces;
}

} // namespace

class MarksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void marksAreChecked_data();
    void marksAreChecked();
    void everySplitGivesTheSame_data();
    void everySplitGivesTheSame();
    void aMarkKnowsTheSentenceBeforeIt_data();
    void aMarkKnowsTheSentenceBeforeIt();
    void textWithoutBracketsIsNeverHeldBack();
    void whatIsHeldBackIsShort();
    void aMarkIsAPieceOfItsOwn();
    void marksAreTakenOut_data();
    void marksAreTakenOut();
};

/// With three passages.
void MarksTest::marksAreChecked_data() {
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("shown");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("no mark") << u"Steel is strong."_s << u"Steel is strong."_s;
    QTest::newRow("in order") << u"A [1]. B [2]."_s << u"A [1]. B [2]."_s;
    QTest::newRow("again") << u"A [3]. B [1]. C [3]."_s << u"A [3]. B [1]. C [3]."_s;
    QTest::newRow("unknown ones dropped") << u"A [9]. B [0]. C [4]. D [2]."_s << u"A . B . C . D [2]."_s;
    QTest::newRow("several in one") << u"A [1, 3]. B [3,2]."_s << u"A [1][3]. B [3][2]."_s;
    QTest::newRow("several, one unknown") << u"A [7, 2]."_s << u"A [2]."_s;
    QTest::newRow("side by side") << u"A [2][1]."_s << u"A [2][1]."_s;
    QTest::newRow("at the end") << u"A [2]"_s << u"A [2]"_s;
    QTest::newRow("at the beginning") << u"[2] A"_s << u"[2] A"_s;
    QTest::newRow("a link") << u"See [1](https://a.org) and [2]."_s << u"See [1](https://a.org) and [2]."_s;
    QTest::newRow("a link with words") << u"See [the 1](x) [1]."_s << u"See [the 1](x) [1]."_s;
    QTest::newRow("no numbers") << u"[x] [] [ ] [1a] [-1] [1.5] [a, 1]"_s
                                << u"[x] [] [ ] [1a] [-1] [1.5] [a, 1]"_s;
    QTest::newRow("a year is no mark") << u"In [2024] it was."_s << u"In [2024] it was."_s;
    QTest::newRow("never closed") << u"A [1 and more"_s << u"A [1 and more"_s;
    QTest::newRow("never closed at the end") << u"A [1"_s << u"A [1"_s;
    QTest::newRow("brackets in brackets") << u"A [[2]]."_s << u"A [[2]]."_s;
    QTest::newRow("line feeds") << u"- A [3]\n- B [3]\n"_s << u"- A [3]\n- B [3]\n"_s;
    QTest::newRow("an index in code") << u"`a[7]` and ``b`[0]`` [9]"_s << u"`a[7]` and ``b`[0]`` "_s;
    QTest::newRow("in a block") << u"A [9]:\n```py\na[0]\n\nb[1, 9] # [9]\n```\nB [9]"_s
                                << u"A :\n```py\na[0]\n\nb[1, 9] # [9]\n```\nB "_s;
    QTest::newRow("a block that never ends") << u"```\na[9]"_s << u"```\na[9]"_s;
    QTest::newRow("an answer as code") << u"```markdown\nA [9] `a[9]`.\n\nB [2]\n```\nC `a[9]`[9]"_s
                                       << u"```markdown\nA  `a`.\n\nB [2]\n```\nC `a[9]`"_s;
    QTest::newRow("a lone backtick") << u"The ` key [9].\n\nB [9]."_s << u"The ` key [9].\n\nB ."_s;
    QTest::newRow("an interval from 0") << u"In [0, 1] and [1, 0] [0]."_s << u"In [0, 1] and [1, 0] ."_s;
    QTest::newRow("three digits") << u"A [003] [100]."_s << u"A [3] ."_s;
}

void MarksTest::marksAreChecked() {
    QFETCH(QString, given);
    QFETCH(QString, shown);
    QCOMPARE(filtered({given}, 3).text, shown);
}

void MarksTest::everySplitGivesTheSame_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("marks") << u"A [3]. B [1, 2][2] and [9]. C [1]"_s;
    QTest::newRow("links") << u"A [1](http://x.org/[2]) [2](y"_s;
    QTest::newRow("brackets") << u"[[1]] [ [2] [x] [1a]] [1"_s;
    QTest::newRow("sentences") << u"One is so. Two [2]: three! [1] Four\nfive [3]."_s;
    QTest::newRow("a mark as long as marks are thought to be") << u"A [1, 2, 3, 1]. B"_s;
    QTest::newRow("four numbers of two digits") << u"A [10, 11, 12, 13]. B [10]."_s;
    QTest::newRow("wide spaces") << u"A [1 ,  2 ,  3]. B"_s;
    QTest::newRow("code") << u"`a[7]` [30] ```\nb[30]\n\n``` c[30] ``d`[30]``[2]"_s;
    QTest::newRow("an answer as code") << u"```md\nA [30]\n```\n`a[30]` [30]"_s;
    QTest::newRow("four, then a link") << u"A [1, 2, 3, 4](x) B [2]."_s;
}

void MarksTest::everySplitGivesTheSame() {
    QFETCH(QString, text);
    const auto whole = filtered({text}, 20);
    QStringList wrong;
    if (filtered(characters(text), 20) != whole)
        wrong += u"one by one: "_s + filtered(characters(text), 20).text;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        for (qsizetype j = i; j <= text.size(); ++j) {
            const auto split = filtered({text.left(i), text.mid(i, j - i), text.mid(j)}, 20);
            if (split != whole)
                wrong +=
                    text.left(i) + u'|' + text.mid(i, j - i) + u'|' + text.mid(j) + u" gives "_s + split.text;
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n').left(2000)));
}

void MarksTest::aMarkKnowsTheSentenceBeforeIt_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("marks");
    QTest::newRow("the only one") << u"Steel is strong [2]."_s << QStringList{u"2: Steel is strong"_s};
    QTest::newRow("behind the full stop")
        << u"Steel is strong. [2]"_s << QStringList{u"2: Steel is strong."_s};
    QTest::newRow("the last of two") << u"Wood burns. Steel melts [1]."_s << QStringList{u"1: Steel melts"_s};
    QTest::newRow("each its own") << u"Wood burns [3]. Steel melts [1]."_s
                                  << QStringList{u"3: Wood burns"_s, u"1: Steel melts"_s};
    QTest::newRow("two of one") << u"Steel melts [1][2]."_s
                                << QStringList{u"1: Steel melts"_s, u"2: Steel melts"_s};
    QTest::newRow("an item of a list")
        << u"It is:\n- strong [1]\n- grey [2]"_s << QStringList{u"1: - strong"_s, u"2: - grey"_s};
    QTest::newRow("twice") << u"A [1]. B [1]."_s << QStringList{u"1: A"_s, u"1: B"_s};
    QTest::newRow("a number with a point")
        << u"It melts at 3.5 degrees [1]."_s << QStringList{u"1: It melts at 3.5 degrees"_s};
}

void MarksTest::aMarkKnowsTheSentenceBeforeIt() {
    QFETCH(QString, text);
    QFETCH(QStringList, marks);
    QCOMPARE(filtered({text}, 3).marks, marks);
    QCOMPARE(filtered(characters(text), 3).marks, marks);
}

void MarksTest::textWithoutBracketsIsNeverHeldBack() {
    MarkFilter filter(3);
    for (const auto &piece : {u"Steel "_s, u"is"_s, u"] (strong)"_s, u"1, 2"_s}) {
        QString shown;
        for (const auto &marked : filter.feed(piece))
            shown += marked.text;
        QCOMPARE(shown, piece);
    }
    QVERIFY(filter.finish().empty());
}

void MarksTest::whatIsHeldBackIsShort() {
    MarkFilter filter(3);
    const QString text = u"[ this is not a mark but it goes on and on"_s;
    qsizetype fed = 0;
    qsizetype shown = 0;
    for (const QChar c : text) {
        ++fed;
        for (const auto &marked : filter.feed(QString(c)))
            shown += marked.text.size();
        QVERIFY(fed - shown <= 40);
    }
    QVERIFY(shown > 0);
}

void MarksTest::aMarkIsAPieceOfItsOwn() {
    MarkFilter filter(3);
    const auto pieces = filter.feed(u"Steel [2] melts [2]. "_s);
    QCOMPARE(pieces.size(), size_t(5));
    for (const auto at : {size_t(1), size_t(3)}) {
        QVERIFY(pieces[at].text.isEmpty());
        QCOMPARE(pieces[at].passage, 2);
    }
    QCOMPARE(pieces[2].text, u" melts "_s);
}

void MarksTest::marksAreTakenOut_data() {
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("left");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("with the space before") << u"A [1]. B [2] [14] c."_s << u"A. B c."_s;
    QTest::newRow("at the beginning") << u"[1] A"_s << u" A"_s;
    QTest::newRow("several in one") << u"A [1, 3]"_s << u"A"_s;
    QTest::newRow("several after an empty line") << u"A.\n\n[1, 2] B"_s << u"A.\n B"_s;
    QTest::newRow("side by side after an empty line") << u"A.\n\n[1][2] B"_s << u"A.\n B"_s;
    QTest::newRow("a link") << u"A [1](x) [2]"_s << u"A [1](x)"_s;
    QTest::newRow("an index") << u"Use `a[1]` [2]."_s << u"Use `a[1]`."_s;
    QTest::newRow("a block") << u"A [1]:\n```\nb = a[2]\n```\nC [3]"_s << u"A:\n```\nb = a[2]\n```\nC"_s;
}

void MarksTest::marksAreTakenOut() {
    QFETCH(QString, answer);
    QTEST(withoutMarks(answer), "left");
}

DOCCHAT_TEST(MarksTest)

#include "marks_test.moc"
