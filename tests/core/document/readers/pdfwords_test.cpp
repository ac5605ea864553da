#include "../handmadepdf.h"
#include "readertest.h"
#include "testmain.h"

#include "model/layout.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryFile>

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;

namespace {

/// A word and where it stands on its page.
struct Word {
    QString text;
    QRectF box;
};

QString program() {
    return QStandardPaths::findExecutable(QStringLiteral("pdftotext"));
}

QString passwordOf(const QString &file) {
    static const QHash<QString, QString> passwords{
        {QStringLiteral("issue15893_reduced.pdf"), QStringLiteral("test")},
        {QStringLiteral("issue3371.pdf"), QStringLiteral("ELXRTQWS")},
        {QStringLiteral("bug1782186.pdf"), QStringLiteral("Hello")}};
    return passwords.value(file);
}

QString output(const QString &file, const QString &password, QStringList arguments) {
    QProcess process;
    if (!password.isEmpty())
        arguments += {QStringLiteral("-upw"), password};
    process.start(program(), arguments + QStringList{QStringLiteral("-enc"), QStringLiteral("UTF-8"), file,
                                                     QStringLiteral("-")});
    process.waitForFinished(60'000);
    return QString::fromUtf8(process.readAllStandardOutput());
}

/// A word as both programs agree on it: NFKC, without hyphens and marks of direction; letters that run from
/// the right in any order, since one gives them as they are read and one as they stand.
QString agreed(const QString &word) {
    QString text = word.normalized(QString::NormalizationForm_KC);
    text.removeIf([](QChar c) {
        return c.category() == QChar::Other_Format || c.category() == QChar::Other_Control ||
               c == QLatin1Char('-') || c == QChar(0x2010) || c.isSpace();
    });
    const bool right = std::any_of(text.begin(), text.end(), [](QChar c) {
        return c.direction() == QChar::DirR || c.direction() == QChar::DirAL;
    });
    if (right)
        std::sort(text.begin(), text.end());
    return text;
}

/// The words of a page; each Japanese letter is one, since nothing parts them.
QStringList wordsOf(QString text) {
    static const QRegularExpression hyphen(QStringLiteral("(?<=\\w)[-\\x{2010}\\x{00ad}]\\n(?=\\w)"),
                                           QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression cjk(QStringLiteral("([\\x{3000}-\\x{30ff}\\x{3400}-\\x{9fff}])"));
    static const QRegularExpression blank(QStringLiteral("\\s+"));
    text = text.normalized(QString::NormalizationForm_KC).replace(hyphen, QString());
    QStringList words;
    for (const auto &part : text.replace(cjk, QStringLiteral(" \\1 ")).split(blank, Qt::SkipEmptyParts)) {
        const auto word = agreed(part);
        if (!word.isEmpty())
            words += word;
    }
    return words;
}

/// pdftotext -bbox: the words of each page, "-cropbox" as it is shown, "-q" with what was cut away.
QList<QList<Word>> boxesOf(const QString &file, const QString &password, const QString &box) {
    static const QRegularExpression word(QStringLiteral(
        "<word xMin=\"([-\\d.]+)\" yMin=\"([-\\d.]+)\" xMax=\"([-\\d.]+)\" yMax=\"([-\\d.]+)\">(.*)</word>"));
    QList<QList<Word>> pages;
    const auto html = output(file, password, {QStringLiteral("-bbox"), box});
    for (const auto &line : html.split(QLatin1Char('\n'))) {
        if (line.contains(QStringLiteral("<page ")))
            pages.emplace_back();
        const auto match = word.match(line);
        if (!match.hasMatch() || pages.isEmpty())
            continue;
        auto text = match.captured(5);
        text.replace(QStringLiteral("&lt;"), QStringLiteral("<"))
            .replace(QStringLiteral("&gt;"), QStringLiteral(">"));
        text.replace(QStringLiteral("&quot;"), QStringLiteral("\""))
            .replace(QStringLiteral("&apos;"), QStringLiteral("'"));
        text.replace(QStringLiteral("&amp;"), QStringLiteral("&"));
        pages.last().append(
            {agreed(text), QRectF(QPointF(match.captured(1).toDouble(), match.captured(2).toDouble()),
                                  QPointF(match.captured(3).toDouble(), match.captured(4).toDouble()))});
    }
    return pages;
}

/// The words of our page with their boxes.
QList<Word> boxesOf(const Page &page) {
    QList<Word> words;
    const auto layout = PageLayout::decode(page.layout, page.size);
    for (const auto &word : layout ? layout->words() : std::vector<LayoutWord>())
        words.append({agreed(page.text.mid(word.start, word.length())), word.box});
    return words;
}

/// Page numbers and running heads by a rule of the test's own: lines at the top or bottom that are a number,
/// or that stood there on a page before, whatever its number.
class Furniture {
public:
    QList<Word> of(const QList<Word> &words, double height) {
        static const QRegularExpression number(QStringLiteral("^([0-9]+|[ivxlcdm]+)$"),
                                               QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression digits(QStringLiteral("[0-9]"));
        QMap<int, QList<Word>> lines;
        for (const auto &word : words) {
            if (word.box.bottom() < height * 0.12 || word.box.top() > height * 0.88)
                lines[int(word.box.center().y() / 4)].append(word);
        }
        QList<Word> found;
        for (const auto &line : lines) {
            QString text;
            for (const auto &word : line)
                text += word.text.toLower();
            const auto head = QString(text).remove(digits);
            if (number.match(text).hasMatch() || m_heads.contains(head))
                found += line;
            m_heads.insert(head);
        }
        return found;
    }

private:
    QSet<QString> m_heads;
};

/// What lies beyond the page as it is shown: printer's marks.
QList<Word> beyond(const QList<Word> &uncut, const QList<Word> &shown) {
    QHash<QString, int> counts;
    for (const auto &word : shown)
        ++counts[word.text];
    QList<Word> words;
    for (const auto &word : uncut) {
        if (counts[word.text]-- <= 0)
            words.append(word);
    }
    return words;
}

QHash<QString, int> counted(const QStringList &words) {
    QHash<QString, int> counts;
    for (const auto &word : words)
        ++counts[word];
    return counts;
}

QStringList textsOf(const QList<Word> &words) {
    QStringList texts;
    for (const auto &word : words)
        texts += word.text;
    return texts;
}

/// How much of one program's words the other one has.
struct Comparison {
    int words = 0;
    int furniture = 0; ///< left out on purpose
    int beyond = 0;    ///< outside of the page as it is shown
    QStringList missing;

    [[nodiscard]] double share() const { return words == 0 ? 1 : 1 - double(missing.size()) / words; }
    [[nodiscard]] QString text() const {
        return QStringLiteral("%1 words, %2 of furniture, %3 beyond the page, %4 missing: %5")
            .arg(words)
            .arg(furniture)
            .arg(beyond)
            .arg(missing.size())
            .arg(missing.mid(0, 40).join(QLatin1Char(' ')));
    }
};

void compareWords(Comparison &all, const QStringList &theirs, const QStringList &ours,
                  const QList<Word> &furniture, const QList<Word> &beyond) {
    auto have = counted(ours);
    auto heads = counted(textsOf(furniture));
    auto marks = counted(textsOf(beyond));
    for (const auto &word : theirs) {
        ++all.words;
        if (have[word]-- > 0)
            continue;
        if (marks[word]-- > 0)
            ++all.beyond;
        else if (heads[word]-- > 0)
            ++all.furniture;
        else
            all.missing += word;
    }
}

/// Has each word of `theirs` one of the same text in `ours` whose centre lies inside it?
void compareBoxes(Comparison &all, const QList<Word> &theirs, const QList<Word> &ours,
                  const QList<Word> &furniture) {
    for (const auto &word : theirs) {
        const auto holds = [&](const Word &other) {
            return other.text == word.text &&
                   word.box.adjusted(-0.1, -0.1, 0.1, 0.1).contains(other.box.center());
        };
        if (word.text.isEmpty())
            continue;
        ++all.words;
        if (std::any_of(ours.begin(), ours.end(), holds))
            continue;
        if (std::any_of(furniture.begin(), furniture.end(), holds))
            ++all.furniture;
        else
            all.missing += word.text;
    }
}

struct Compared {
    Comparison words;
    Comparison theirBoxes;
    Comparison ourBoxes;
};

Compared compared(const QString &file, const QString &password) {
    Compared result;
    QFile bytes(file);
    if (!bytes.open(QIODevice::ReadOnly))
        return result;
    const auto content = bytes.readAll();
    const auto reader = openPdf(content, {{{}, password, {}, {}}});
    const auto boxes = boxesOf(file, password, QStringLiteral("-cropbox"));
    const auto uncut = boxesOf(file, password, QStringLiteral("-q"));
    const auto texts = output(file, password, {}).split(QLatin1Char('\f'));
    Furniture furniture;
    for (int number = 1; reader.ok() && number <= (*reader)->info().pages; ++number) {
        const auto page = (*reader)->page(number);
        const auto ours = page.ok() ? *page : Page{};
        const auto theirs = boxes.value(number - 1);
        const auto leftOut = furniture.of(theirs, ours.size.height());
        compareWords(result.words, wordsOf(texts.value(number - 1)), wordsOf(ours.text), leftOut,
                     beyond(uncut.value(number - 1), theirs));
        compareBoxes(result.theirBoxes, theirs, boxesOf(ours), leftOut);
        compareBoxes(result.ourBoxes, boxesOf(ours), theirs, {});
    }
    return result;
}

} // namespace

/// The PDF reader against pdftotext, which is built on the same library but on other functions of it.
class PdfWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        STARTS_A_PROCESS();
        if (program().isEmpty())
            QSKIP("skipped: no pdftotext");
    }

    void nothingIsLostAndBoxesAgree_data() {
        QTest::addColumn<QString>("file");
        const QDir folder(sharedData() + QStringLiteral("/pdf"));
        for (const auto &name : folder.entryList({QStringLiteral("*.pdf")}, QDir::Files)) {
            if (name != QStringLiteral("bomb_giant.pdf")) // only an outside limit ends it
                QTest::newRow(qPrintable(name)) << folder.filePath(name);
        }
        if (sharedData().isEmpty())
            QTest::newRow("no data") << QString();
    }
    void nothingIsLostAndBoxesAgree() {
        NEEDS_SHARED_DATA();
        QFETCH(QString, file);
        const auto result = compared(file, passwordOf(QFileInfo(file).fileName()));
        qInfo("words: %s", qPrintable(result.words.text()));
        qInfo("boxes of theirs: %s", qPrintable(result.theirBoxes.text()));
        qInfo("boxes of ours: %s", qPrintable(result.ourBoxes.text()));
        QVERIFY(result.words.share() >= 0.99);
        QVERIFY(result.words.furniture <= result.words.words * 2 / 100);
        QVERIFY(result.theirBoxes.share() >= 0.99);
        QVERIFY(result.ourBoxes.share() >= 0.99);
    }

    void boxesAgreeOnPagesThatAreCutAndTurned_data() {
        QTest::addColumn<QByteArray>("entries");
        QTest::newRow("cut") << QByteArray("/CropBox [50 300 450 780]");
        QTest::newRow("turned") << QByteArray("/Rotate 90");
        QTest::newRow("cut and turned") << QByteArray("/CropBox [50 300 450 780] /Rotate 90");
        QTest::newRow("cut and upside down") << QByteArray("/CropBox [50 300 450 780] /Rotate 180");
        QTest::newRow("cut and turned back") << QByteArray("/CropBox [50 300 450 780] /Rotate 270");
    }
    void boxesAgreeOnPagesThatAreCutAndTurned() {
        QFETCH(QByteArray, entries);
        QTemporaryFile file;
        QVERIFY(file.open());
        QByteArray content;
        for (int line = 0; line < 6; ++line)
            content += textAt(100, 650 - line * 20, 12, "some words of line " + QByteArray::number(line));
        file.write(handmadePdf({content}, entries));
        file.close();
        const auto result = compared(file.fileName(), {});
        QCOMPARE(result.words.words, 30);
        QCOMPARE(result.theirBoxes.words, 30);
        QCOMPARE(result.ourBoxes.words, 30);
        QVERIFY2(result.words.missing.isEmpty(), qPrintable(result.words.text()));
        QVERIFY2(result.theirBoxes.missing.isEmpty(), qPrintable(result.theirBoxes.text()));
        QVERIFY2(result.ourBoxes.missing.isEmpty(), qPrintable(result.ourBoxes.text()));
    }
};

DOCCHAT_TEST(PdfWordsTest)
#include "pdfwords_test.moc"
