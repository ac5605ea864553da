#include "program.h"
#include "testmain.h"

#include <QFile>
#include <QHash>
#include <QJsonDocument>
#include <QRegularExpression>

#include <memory>

using namespace docchat::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int fewestWords = 5;
constexpr int mostWords = 60;

const QString questionsFile = QStringLiteral(DOCCHAT_SOURCE_DIR "/tests/bench/freeculture-questions.jsonl");

/// As DocChat and pdftotext may differ: NFKC, white space and hyphens (of line ends, mostly) do not count.
QString folded(const QString &text) {
    static const QRegularExpression ignored(uR"([\s\x{00AD}\p{Pd}]+)"_s,
                                            QRegularExpression::UseUnicodePropertiesOption);
    return text.normalized(QString::NormalizationForm_KC).remove(ignored);
}

/// The text of one page by poppler's own program: a second opinion on where a quote stands.
QString pageText(int page) {
    static QHash<int, QString> pages;
    if (const auto known = pages.constFind(page); known != pages.constEnd())
        return *known;
    const auto number = QString::number(page);
    QProcess pdftotext;
    pdftotext.start(u"pdftotext"_s,
                    {u"-f"_s, number, u"-l"_s, number, sharedFile(u"pdf/freeculture.pdf"_s), u"-"_s});
    if (!pdftotext.waitForFinished() || pdftotext.exitCode() != 0)
        qFatal("pdftotext: %ls", qUtf16Printable(pdftotext.errorString()));
    return *pages.insert(page, folded(QString::fromUtf8(pdftotext.readAllStandardOutput())));
}

} // namespace

class FreeCultureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aQuestionIsAnsweredFromTheBook_data();
    void aQuestionIsAnsweredFromTheBook();
    void everyQuoteStandsOnItsPage_data() { aQuestionIsAnsweredFromTheBook_data(); }
    void everyQuoteStandsOnItsPage();

private:
    QList<QJsonObject> citationsOf(const QJsonObject &question) const;

    std::unique_ptr<Library> m_library;
    Ran m_asked;
};

/// The book is read once, and all questions are asked in one go.
void FreeCultureTest::initTestCase() {
    NEEDS_SHARED_DATA();
    m_library = std::make_unique<Library>();
    const auto added = m_library->run({u"add"_s, sharedFile(u"pdf/freeculture.pdf"_s)});
    VERIFY_RAN(added, added.exit == 0);
    QCOMPARE(added.document(u"freeculture.pdf"_s)["pages"_L1].toInt(), 352);
    m_asked = m_library->run({u"ask"_s, u"--questions"_s, questionsFile});
    VERIFY_RAN(m_asked, m_asked.exit == 0);
}

QList<QJsonObject> FreeCultureTest::citationsOf(const QJsonObject &question) const {
    auto citations = m_asked.of(u"citation"_s);
    citations.removeIf([&](const QJsonObject &one) { return one["id"_L1] != question["id"_L1]; });
    return citations;
}

void FreeCultureTest::aQuestionIsAnsweredFromTheBook_data() {
    QTest::addColumn<QJsonObject>("question");
    QFile file(questionsFile);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(questionsFile));
    while (!file.atEnd()) {
        const auto question = QJsonDocument::fromJson(file.readLine()).object();
        QTest::newRow(qPrintable(question["id"_L1].toString())) << question;
    }
}

void FreeCultureTest::aQuestionIsAnsweredFromTheBook() {
    QFETCH(QJsonObject, question);
    const auto answer = folded(question["answer"_L1].toString());
    QByteArray quotes = question["query"_L1].toString().toUtf8() + '\n';
    bool found = false;
    for (const auto &citation : citationsOf(question)) {
        const auto quote = citation["quote"_L1].toString();
        quotes += "page " + QByteArray::number(citation["page"_L1].toInt()) + ": " + quote.toUtf8() + '\n';
        found = found || folded(quote).contains(answer, Qt::CaseInsensitive);
    }
    QVERIFY2(found, quotes.constData());
}

void FreeCultureTest::everyQuoteStandsOnItsPage() {
    QFETCH(QJsonObject, question);
    const auto citations = citationsOf(question);
    QVERIFY(!citations.isEmpty());
    for (const auto &citation : citations) {
        const auto quote = citation["quote"_L1].toString();
        const auto words = quote.split(QRegularExpression(u"\\s+"_s), Qt::SkipEmptyParts).size();
        QVERIFY2(words >= fewestWords && words <= mostWords, qPrintable(quote));
        QVERIFY2(citation["verified"_L1].toBool(), qPrintable(quote));
        const auto page = citation["page"_L1].toInt();
        QVERIFY2(pageText(page).contains(folded(quote)),
                 qPrintable(u"not on page %1: %2"_s.arg(page).arg(quote)));
    }
}

DOCCHAT_TEST(FreeCultureTest)

#include "freeculture_test.moc"
