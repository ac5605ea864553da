#include "ingest/ignorerules.h"

#include "testmain.h"

#include <QTest>

using namespace docchat;
using namespace docchat::ingest;
using namespace Qt::StringLiterals;
using Verdict = IgnoreRules::Verdict;

class IgnoreRulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLineLeavesOut_data();
    void aLineLeavesOut();
    void theLastLineThatMatchesDecides();
    void whatIsWrittenWrongMatchesNothing();
};

void IgnoreRulesTest::aLineLeavesOut_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isFolder");
    QTest::addColumn<bool>("ignored");
    const auto row = [](const char *line, const char *path, bool ignored, bool isFolder = false) {
        QTest::addRow("%s: %s%s", line, path, isFolder ? "/" : "")
            << QByteArray(line) << QString::fromUtf8(path) << isFolder << ignored;
    };
    row("drafts", "drafts", true);
    row("drafts", "drafts", true, true);
    row("drafts", "a/b/drafts", true);
    row("drafts", "mydrafts", false);
    row("drafts", "drafts2", false);
    row("drafts/", "drafts", true, true);
    row("drafts/", "drafts", false);
    row("/drafts", "drafts", true);
    row("/drafts", "a/drafts", false);
    row("a/drafts", "a/drafts", true);
    row("a/drafts", "b/a/drafts", false);
    row("*.bak", "letter.bak", true);
    row("*.bak", "a/letter.bak", true);
    row("*.bak", "letter.bak.txt", false);
    row("a/*", "a/b", true);
    row("a/*.txt", "a/b/c.txt", false);
    row("?.txt", "a.txt", true);
    row("?.txt", "ab.txt", false);
    row("**/old", "old", true);
    row("**/old", "a/b/old", true);
    row("old/**", "old/a", true);
    row("old/**", "old/a/b", true);
    row("old/**", "old", false, true);
    row("a/**/z", "a/z", true);
    row("a/**/z", "a/b/c/z", true);
    row("a**z", "abcz", true);
    row("a**z", "ab/cz", false);
    row("[ab].txt", "a.txt", true);
    row("[ab].txt", "c.txt", false);
    row("[!ab].txt", "c.txt", true);
    row("[!ab].txt", "a.txt", false);
    row("[0-9]*.txt", "2024 taxes.txt", true);
    row("\\!important", "!important", true);
    row("\\#1", "#1", true);
    row("trailing  ", "trailing", true);
    row("trailing\\ ", "trailing ", true);
    row("with\r", "with", true);
    row("a.c", "abc", false);
    row("été", "été", true);
    row("# a comment", "# a comment", false);
    row("", "a", false);
    row("/", "a", false);
}

void IgnoreRulesTest::aLineLeavesOut() {
    QFETCH(QByteArray, line);
    QFETCH(QString, path);
    QFETCH(bool, isFolder);
    QFETCH(bool, ignored);
    QCOMPARE(IgnoreRules::parse(line).verdict(path, isFolder), ignored ? Verdict::Ignored : Verdict::Unsaid);
}

void IgnoreRulesTest::theLastLineThatMatchesDecides() {
    const auto rules = IgnoreRules::parse("*.txt\n!keep.txt\n/old/keep.txt\n");
    QCOMPARE(rules.verdict(u"a.txt"_s, false), Verdict::Ignored);
    QCOMPARE(rules.verdict(u"keep.txt"_s, false), Verdict::Wanted);
    QCOMPARE(rules.verdict(u"old/keep.txt"_s, false), Verdict::Ignored);
    QCOMPARE(rules.verdict(u"a.pdf"_s, false), Verdict::Unsaid);
}

void IgnoreRulesTest::whatIsWrittenWrongMatchesNothing() {
    for (const auto *text : {"[", "a[b", "\\", "!", "!/", "/ ", "\xff\xfe"}) {
        const auto rules = IgnoreRules::parse(text);
        QCOMPARE(rules.verdict(u"letter.txt"_s, false), Verdict::Unsaid);
    }
    QCOMPARE(IgnoreRules::parse("[").verdict(u"["_s, false), Verdict::Ignored); // a letter like others
    QVERIFY(IgnoreRules::parse(QByteArray(5000, 'a')).isEmpty());
}

DOCCHAT_TEST(IgnoreRulesTest)

#include "ignorerules_test.moc"
