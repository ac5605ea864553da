#include "../handmadepdf.h"
#include "readertest.h"
#include "testmain.h"

#include <QRegularExpression>
#include <QStringConverter>

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;

namespace {

const QString german = QStringLiteral(
    "Die Grüße aus Köln übermittelt Frau Müller. Später gehört dazu auch das schöne Wetter über den Dächern, "
    "das größte Vergnügen für ältere Gäste.");
const QString japanese = QStringLiteral(
    "これは日本語の文章です。文字コードを正しく判別できるかどうかを確かめるために、少し長い文を書いています。"
    "東京の天気は晴れです。");
const QString russian = QStringLiteral(
    "Это русский текст. Он нужен, чтобы проверить, правильно ли определяется кодировка файла, в котором нет "
    "никакой отметки.");

QStringList read(const QByteArray &bytes) {
    return textsOf(openBytes(bytes, QStringLiteral("a.txt")));
}

QString wordsOf(const QString &text) {
    return text.simplified();
}

} // namespace

class TextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itsCharsetIsFound_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("expected");
        QTest::newRow("ASCII") << QByteArray("Plain words.") << QStringLiteral("Plain words.");
        QTest::newRow("UTF-8") << german.toUtf8() << german;
        QTest::newRow("UTF-8 with a mark") << "\xEF\xBB\xBF" + german.toUtf8() << german;
        QTest::newRow("UTF-16, little end first") << encoded(QStringConverter::Utf16LE) << german;
        QTest::newRow("UTF-16, big end first") << encoded(QStringConverter::Utf16BE) << german;
        QTest::newRow("UTF-16 without a mark, little end first")
            << encoded(QStringConverter::Utf16LE).mid(2) << german;
        QTest::newRow("UTF-16 without a mark, big end first")
            << encoded(QStringConverter::Utf16BE).mid(2) << german;
        QTest::newRow("UTF-32, little end first") << encoded(QStringConverter::Utf32LE) << german;
        QTest::newRow("UTF-32 without a mark, little end first")
            << encoded(QStringConverter::Utf32LE).mid(4) << german;
        QTest::newRow("UTF-32 without a mark, big end first")
            << encoded(QStringConverter::Utf32BE).mid(4) << german;
        QTest::newRow("Latin-1") << german.toLatin1() << german;
        QTest::newRow("Shift-JIS") << QByteArray::fromHex(shiftJis) << japanese;
        QTest::newRow("EUC-JP") << QByteArray::fromHex(eucJp) << japanese;
        QTest::newRow("Windows-1251") << QByteArray::fromHex(windows1251) << russian;
        QTest::newRow("Korean, CP949")
            << QByteArray::fromHex(cp949)
            << QStringLiteral(
                   "안녕하세요. 이것은 한국어로 쓴 글입니다. 문자 집합을 찾는지 봅니다. 똠방각하 펲시콜라");
    }
    void itsCharsetIsFound() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, expected);
        QCOMPARE(read(bytes).join(QLatin1Char('|')), expected);
    }

    void noCharacterIsCutInHalf() {
        for (const auto &start : {QByteArray("x"), QByteArray("xy")}) {
            const auto all = read(start + QByteArray("😀").repeated(30'000)).join(QString());
            QCOMPARE(all.size(), start.size() + 60'000);
            QVERIFY(all.isValidUtf16() && !all.contains(QChar(QChar::ReplacementCharacter)));
        }
    }

    void wideTextKeepsItsRestAfterAnError() {
        QByteArray bytes("o\0n\0e\0\n\0\x01\xD8\n\0t\0w\0o\0", 18);
        const auto all = read("\xFF\xFE" + bytes).join(QLatin1Char(' '));
        QVERIFY2(all.contains(QStringLiteral("one")) && all.contains(QStringLiteral("two")), qPrintable(all));
    }

    void zerosAloneDoNotMakeAText_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("numbers of two bytes")
            << QByteArray("\1\0\2\0\3\0\4\0\5\0\6\0\0\0\7\0", 16).repeated(50);
        QTest::newRow("numbers of four bytes") << QByteArray("\1\0\0\0\2\0\0\0\3\0\0\0", 12).repeated(50);
        QTest::newRow("words between zeros") << QByteArray("word\0\0\0\0more\0\0\0\0", 16).repeated(50);
    }
    void zerosAloneDoNotMakeAText() {
        QFETCH(QByteArray, bytes);
        QCOMPARE(read(bytes), QStringList{code(ErrorKind::Unsupported)});
    }

    void linesAreCountedAsInAnEditor_data() {
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("line feeds") << QByteArray("\n");
        QTest::newRow("both") << QByteArray("\r\n");
        QTest::newRow("carriage returns") << QByteArray("\r");
    }
    void linesAreCountedAsInAnEditor() {
        QFETCH(QByteArray, end);
        const QByteArray filler = "some words of a longer line" + end;
        const QByteArray bytes = end + "two" + end + end + "\f" + end + "\x07" + end + "six" + end + "seven" +
                                 end + end + filler.repeated(3000) + "last";
        const auto reader = openBytes(bytes, QStringLiteral("a.txt"));
        QVERIFY(reader.ok());
        const auto page = (*reader)->page(1);
        const auto lineOf = [](const Page &on, const QString &words) {
            return lineAt(on.lines, on.text.indexOf(words));
        };
        QCOMPARE(lineOf(*page, QStringLiteral("two")), 2);
        QCOMPARE(lineOf(*page, QStringLiteral("six")), 6);
        QCOMPARE(lineOf(*page, QStringLiteral("seven")), 7);
        QCOMPARE(lineOf(*page, QStringLiteral("some words")), 9);
        const auto lastPage = (*reader)->page((*reader)->info().pages);
        QCOMPARE(lineOf(*lastPage, QStringLiteral("last")), 3009);
    }

    void aLetterFarIntoAnAsciiFileIsKept() {
        const auto text = QByteArray("These are plain words.\n\n").repeated(5000) + "Stra\xDF"
                                                                                    "e und Gr\xFC"
                                                                                    "n.";
        const auto texts = read(text);
        QVERIFY2(texts.last().endsWith(QStringLiteral("Straße und Grün.")),
                 qPrintable(texts.last().right(40)));
    }

    void oneBadByteDoesNotSpoilTheRest() {
        const auto texts = read(german.toUtf8() + "\n\n\xFF\n\n" + japanese.toUtf8());
        const auto all = texts.join(QLatin1Char(' '));
        QVERIFY2(all.contains(german) && all.contains(japanese), qPrintable(all));
    }

    void blankLinesPartParagraphs_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("line feeds") << QByteArray("one\ntwo\n\n\nthree\n");
        QTest::newRow("carriage returns too") << QByteArray("one\r\ntwo\r\n\r\nthree\r\n");
        QTest::newRow("carriage returns alone") << QByteArray("one\rtwo\r\rthree\r");
        QTest::newRow("blanks in a blank line") << QByteArray("  one\t\n two\n \t \nthree");
    }
    void blankLinesPartParagraphs() {
        QFETCH(QByteArray, bytes);
        QCOMPARE(read(bytes), QStringList{QStringLiteral("one\ntwo\n\nthree")});
    }

    void aLongTextIsCutIntoSectionsAndNothingIsLost_data() {
        QTest::addColumn<QByteArray>("piece");
        QTest::addColumn<int>("times");
        QTest::newRow("paragraphs") << QByteArray("Some words of a paragraph.\n\n") << 5000;
        QTest::newRow("lines without a blank one") << QByteArray("Some words of a line.\n") << 5000;
        QTest::newRow("one line") << QByteArray("Words and ") << 20'000;
        QTest::newRow("one word") << QByteArray("word") << 40'000;
        QTest::newRow("one word of emoji") << QByteArray("x😀😀") << 9001;
    }
    void aLongTextIsCutIntoSectionsAndNothingIsLost() {
        QFETCH(QByteArray, piece);
        QFETCH(int, times);
        const auto texts = read(piece.repeated(times));
        QVERIFY(texts.size() > 1);
        for (const auto &text : texts) {
            QVERIFY2(text.size() <= 25'000, qPrintable(QString::number(text.size())));
            QVERIFY2(!text.isEmpty() && text == text.trimmed(), "blank ends");
            QVERIFY2(!text.front().isLowSurrogate() && !text.back().isHighSurrogate(), "half a character");
        }
        auto all = texts.join(QLatin1Char(' '));
        auto before = QString::fromUtf8(piece).repeated(times);
        QCOMPARE(all.remove(QRegularExpression(QStringLiteral("\\s"))).size(),
                 before.remove(QRegularExpression(QStringLiteral("\\s"))).size());
        QVERIFY(all == before);
    }

    void aLongLineIsNotCutWithinAWord_data() {
        QTest::addColumn<QByteArray>("start");
        for (int length = 0; length < 10; ++length)
            QTest::addRow("after %d letters", length) << QByteArray(length, 'x') + " ";
    }
    void aLongLineIsNotCutWithinAWord() {
        QFETCH(QByteArray, start);
        auto texts = read(start + QByteArray("wholeword ").repeated(6000));
        texts.first().remove(QLatin1Char('x'));
        for (const auto &text : texts) {
            for (const auto &word : wordsOf(text).split(QLatin1Char(' ')))
                QCOMPARE(word, QStringLiteral("wholeword"));
        }
    }

    void aPdfWhoseHeadIsFarDownIsStillOne() {
        const auto pdf = QByteArray(5000, '\n') + longPdf(1);
        QVERIFY(openBytes(pdf, QStringLiteral("far.pdf")).ok());
    }

    void whatHoldsNoTextIsAnError_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("nothing") << QByteArray() << QStringLiteral("a.txt") << ErrorKind::NoText;
        QTest::newRow("blanks") << QByteArray(" \n\t\r\n ") << QStringLiteral("a.txt") << ErrorKind::NoText;
        QTest::newRow("a mark alone")
            << QByteArray("\xEF\xBB\xBF") << QStringLiteral("a.txt") << ErrorKind::NoText;
        QTest::newRow("zeros") << QByteArray(5000, '\0') << QStringLiteral("a.txt") << ErrorKind::Unsupported;
        QTest::newRow("zeros called .pdf")
            << QByteArray(5000, '\0') << QStringLiteral("A.PDF") << ErrorKind::Damaged;
        QTest::newRow("a program") << QByteArray("\x7f"
                                                 "ELF\2\1\1\0",
                                                 8)
                                   << QStringLiteral("a") << ErrorKind::Unsupported;
        QTest::newRow("a zip") << QByteArray("PK\3\4\24\0\6\0", 8) << QStringLiteral("a.docx")
                               << ErrorKind::Damaged;
        QTest::newRow("a picture") << QByteArray("\xff\xd8\xff\xe0\0\x10JFIF", 10) << QStringLiteral("a.jpg")
                                   << ErrorKind::Damaged;
    }
    void whatHoldsNoTextIsAnError() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        QFETCH(ErrorKind, kind);
        const auto reader = openBytes(bytes, name);
        QVERIFY(!reader.ok());
        QCOMPARE(code(reader.error().kind), code(kind));
        QVERIFY(!reader.error().hint.isEmpty());
    }

    void controlCharactersBecomeBlanks() {
        QCOMPARE(read("one bell\x07two and an escape\x1bthree"),
                 QStringList{QStringLiteral("one bell two and an escape three")});
    }

    void compatibilityFormsBecomePlain() {
        QCOMPARE(read("oﬃce １２"), QStringList{QStringLiteral("office 12")});
    }

    void itCannotBeDrawn() {
        const auto reader = openBytes("words", QStringLiteral("a.txt"));
        QVERIFY(reader.ok());
        std::vector<uchar> pixels(400);
        const auto status = (*reader)->render({1, 10, 10}, pixels.data());
        QVERIFY(!status.ok());
        QCOMPARE(code(status.error().kind), code(ErrorKind::Unsupported));
    }

private:
    static QByteArray encoded(QStringConverter::Encoding encoding) {
        QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
        return encoder.encode(german);
    }

    static constexpr auto shiftJis =
        "82b182ea82cd93fa967b8cea82cc95b68fcd82c582b7814295b68e9a8352815b836882f090b382b582ad94bb95ca82c5"
        "82ab82e982a982c782a482a982f08a6d82a982df82e982bd82df82c981418fad82b592b782a295b682f08f9182a282c4"
        "82a282dc82b78142938c8b9e82cc93568b4382cd90b082ea82c582b78142";
    static constexpr auto eucJp =
        "a4b3a4eca4cfc6fccbdcb8eca4cecab8becfa4c7a4b9a1a3cab8bbfaa5b3a1bca5c9a4f2c0b5a4b7a4afc8bdcacca4c7"
        "a4ada4eba4aba4c9a4a6a4aba4f2b3cea4aba4e1a4eba4bfa4e1a4cba1a2beafa4b7c4b9a4a4cab8a4f2bdf1a4a4a4c6"
        "a4a4a4dea4b9a1a3c5ecb5fea4cec5b7b5a4a4cfc0b2a4eca4c7a4b9a1a3";
    static constexpr auto windows1251 =
        "ddf2ee20f0f3f1f1eae8e920f2e5eaf1f22e20ceed20edf3e6e5ed2c20f7f2eee1fb20eff0eee2e5f0e8f2fc2c20eff0"
        "e0e2e8ebfcedee20ebe820eeeff0e5e4e5ebffe5f2f1ff20eaeee4e8f0eee2eae020f4e0e9ebe02c20e220eaeef2eef0"
        "eeec20ede5f220ede8eae0eaeee920eef2ece5f2eae82e";
    static constexpr auto cp949 =
        "bec8b3e7c7cfbcbcbfe42e20c0ccb0cdc0ba20c7d1b1b9beeeb7ce20beb420b1dbc0d4b4cfb4d92e20b9aec0da20c1fd"
        "c7d5c0bb20c3a3b4c2c1f620babeb4cfb4d92e208c63b9e6b0a2c7cf20bc84bdc3c4ddb6f3";
};

DOCCHAT_TEST(TextTest)
#include "text_test.moc"
