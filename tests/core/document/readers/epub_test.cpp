#include "odftest.h"
#include "readertest.h"
#include "testmain.h"

#include <QFile>

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;

namespace {

const Parts beginning{{"mimetype", "application/epub+zip"},
                      {"META-INF/container.xml",
                       "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
                       "<rootfile full-path='OPS/book.opf'/></rootfiles></container>"}};

/// `items`: of the manifest; `spine`: ids, in order.
std::pair<QByteArray, QByteArray> packageOf(const QByteArray &items, const QList<QByteArray> &spine) {
    QByteArray opf = "<package xmlns='http://www.idpf.org/2007/opf'><metadata xmlns:dc='http://purl.org/dc/"
                     "elements/1.1/'><dc:title>The book</dc:title>"
                     "<dc:creator>Jane Doe</dc:creator><dc:date>1907</dc:date></metadata><manifest>" +
                     items + "</manifest><spine>";
    for (const auto &id : spine)
        opf += "<itemref linear='no' idref='" + id + "'/>";
    return {"OPS/book.opf", opf + "</spine></package>"};
}

QByteArray item(const QByteArray &id, const QByteArray &href,
                const QByteArray &others = "media-type='application/xhtml+xml'") {
    return "<item id='" + id + "' href='" + href + "' " + others + "/>";
}

QByteArray page(const QByteArray &body) {
    return "<html xmlns='http://www.w3.org/1999/xhtml'><head><title/></head><body>" + body + "</body></html>";
}

Result<std::unique_ptr<Reader>> openBook(const Parts &entries) {
    return openBytes(zipped(beginning + entries), QStringLiteral("a.epub"));
}

QStringList labelsOf(const Result<std::unique_ptr<Reader>> &reader) {
    QStringList labels;
    for (int number = 1; reader.ok() && number <= (*reader)->info().pages; ++number)
        labels += (*reader)->page(number)->label;
    return labels;
}

QByteArray encryption(const QByteArray &algorithm) {
    return "<encryption "
           "xmlns:enc='http://www.w3.org/2001/04/xmlenc#'><enc:EncryptedData><enc:EncryptionMethod "
           "Algorithm='" +
           algorithm +
           "'/><enc:CipherData><enc:CipherReference URI='OPS/1.xhtml'/></enc:CipherData></enc:EncryptedData>"
           "</encryption>";
}

} // namespace

class EpubTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void chaptersAreReadInTheOrderOfTheSpine() {
        const auto reader = openBook({packageOf(item("a", "a.xhtml") + item("b", "text/b%20c.xhtml#x") +
                                                    item("p", "p.svg", "media-type='image/svg+xml'"),
                                                {"b", "p", "a", "b", "nothing"}),
                                      {"OPS/a.xhtml", page("<h2>Second</h2><p>two</p><h3>More</h3>")},
                                      {"OPS/text/b c.xhtml", page("<p>one</p>")},
                                      {"OPS/p.svg", "<svg><text>x</text></svg>"}});
        QCOMPARE(textsOf(reader),
                 (QStringList{QStringLiteral("one"), QStringLiteral("Second\n\ntwo\n\nMore")}));
        QCOMPARE(labelsOf(reader),
                 (QStringList{QStringLiteral("chapter 1"), QStringLiteral("chapter 2: Second")}));
        QCOMPARE((*reader)->info().origin,
                 (Origin{QStringLiteral("The book"), QStringLiteral("Jane Doe"), 1907}));
        QCOMPARE((*reader)->info().kind, DocumentKind::Epub);
    }

    void chaptersAreCalledAsInTheTableOfContents_data() {
        QTest::addColumn<QByteArray>("manifest");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("contents");
        QTest::newRow("nav.xhtml") << item("n", "toc/nav.xhtml",
                                           "properties='scripted nav' media-type='application/xhtml+xml'")
                                   << QByteArray("OPS/toc/nav.xhtml")
                                   << page("<nav><ol><li><a href='../1.xhtml'>The <b>first</b></a><ol><li>"
                                           "<a href='../1.xhtml#part'>Part</a></li></ol></li><li>"
                                           "<a href='/OPS/2.xhtml'>The second</a></li></ol></nav>");
        QTest::newRow("toc.ncx")
            << item("n", "toc.ncx", "media-type='application/x-dtbncx+xml'") << QByteArray("OPS/toc.ncx")
            << QByteArray(
                   "<ncx><docTitle><text>x</text></docTitle><navMap><navPoint><navLabel><text>The first"
                   "</text></navLabel><content src='1.xhtml'/><navPoint><navLabel><text>Part</text>"
                   "</navLabel><content src='1.xhtml#part'/></navPoint></navPoint><navPoint><navLabel>"
                   "<text>The second</text></navLabel><content src='2.xhtml'/></navPoint></navMap></ncx>");
    }
    void chaptersAreCalledAsInTheTableOfContents() {
        QFETCH(QByteArray, manifest);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, contents);
        const auto reader =
            openBook({packageOf(manifest + item("1", "1.xhtml") + item("2", "2.xhtml"), {"1", "2"}),
                      {name, contents},
                      {"OPS/1.xhtml", page("<h1>Other</h1>")},
                      {"OPS/2.xhtml", page("<p>two</p>")}});
        QCOMPARE(labelsOf(reader), (QStringList{QStringLiteral("chapter 1: The first"),
                                                QStringLiteral("chapter 2: The second")}));
    }

    void missingChaptersLeaveTheOthers() {
        const auto package = packageOf(item("1", "1.xhtml") + item("2", "2.xhtml"), {"1", "2"});
        const auto reader = openBook({package, {"OPS/2.xhtml", page("two")}});
        QCOMPARE(textsOf(reader), QStringList{QStringLiteral("two")});
        QCOMPARE(labelsOf(reader), QStringList{QStringLiteral("chapter 2")});
        QCOMPARE(textsOf(openBook({package})), QStringList{code(ErrorKind::Damaged)});
    }

    void aBookWithoutItsPackageIsReadByNames() {
        QCOMPARE(textsOf(openBook({{"1.xhtml", page("one")}, {"2.html", page("two")}})),
                 (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
    }

    void aBrokenPackageKeepsWhatCameBefore() {
        auto package = packageOf(item("1", "1.xhtml") + item("2", "2.xhtml"), {"1", "2"});
        package.second = package.second.left(package.second.indexOf("idref='2"));
        QCOMPARE(textsOf(openBook({package, {"OPS/1.xhtml", page("one")}, {"OPS/2.xhtml", page("two")}})),
                 QStringList{QStringLiteral("one")});
    }

    void nothingOutsideOfTheBookIsRead_data() {
        QTest::addColumn<QByteArray>("reference");
        QTest::newRow("above it") << QByteArray("../../etc/passwd");
        QTest::newRow("above it, encoded") << QByteArray("%2e%2e/%2E%2E/etc/passwd");
        QTest::newRow("a file") << QByteArray("file:///etc/passwd");
        QTest::newRow("the web") << QByteArray("http://127.0.0.1/");
        QTest::newRow("nothing") << QByteArray("");
    }
    void nothingOutsideOfTheBookIsRead() {
        QFETCH(QByteArray, reference);
        const auto reader = openBook({packageOf(item("1", reference) + item("2", "2.xhtml"), {"1", "2"}),
                                      {"OPS/2.xhtml", page("two")}});
        QCOMPARE(textsOf(reader), QStringList{QStringLiteral("two")});
        QCOMPARE(labelsOf(reader), QStringList{QStringLiteral("chapter 1")});
    }

    void protectedBooksAreToldApart_data() {
        QTest::addColumn<QByteArray>("algorithm");
        QTest::addColumn<QString>("expected");
        QTest::newRow("a chapter") << QByteArray("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
                                   << code(ErrorKind::Password);
        QTest::newRow("scrambled as fonts are")
            << QByteArray("http://www.idpf.org/2008/embedding") << QStringLiteral("one");
    }
    void protectedBooksAreToldApart() {
        QFETCH(QByteArray, algorithm);
        QFETCH(QString, expected);
        const auto reader = openBook({packageOf(item("1", "1.xhtml"), {"1"}),
                                      {"OPS/1.xhtml", page("one")},
                                      {"META-INF/encryption.xml", encryption(algorithm)}});
        QCOMPARE(textsOf(reader), QStringList{expected});
        QVERIFY(reader.ok() || !reader.error().hint.isEmpty());
    }

    void hostileBooksEnd() {
        const auto package = packageOf(item("1", "1.xhtml"), QList<QByteArray>(15'000, "1"));
        QCOMPARE(textsOf(openBook({package, {"OPS/1.xhtml", page("one")}})),
                 QStringList{QStringLiteral("one")});
        const auto one = packageOf(item("1", "1.xhtml"), {"1"});
        QCOMPARE(textsOf(openBook({one, {"OPS/1.xhtml", QByteArray(40'000'000, ' ')}})),
                 QStringList{code(ErrorKind::TooLarge)});
        QCOMPARE(textsOf(openBook({one, {"OPS/1.xhtml", QByteArray("<div>").repeated(5000) + "x"}})),
                 QStringList{QStringLiteral("x")});
        QCOMPARE(textsOf(openBook({one, {"OPS/1.xhtml", page("<p/>")}})),
                 QStringList{code(ErrorKind::NoText)});
        QCOMPARE(textsOf(openBook({})), QStringList{code(ErrorKind::Damaged)});
    }

    void aBookOfOthersIsRead() {
        NEEDS_SHARED_DATA();
        QFile file(sharedData() + QStringLiteral("/office/testEPUB.epub"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto reader = openBytes(file.readAll(), QStringLiteral("a.epub"));
        const auto all = textsOf(reader).join(QLatin1Char('\n'));
        QVERIFY2(all.contains(QStringLiteral("Chapter 1\n\nThis is the text for chapter One\n\nIt also "
                                             "contains a list\n\nFirst item\n\nSecond item\n\nPlus a simple "
                                             "div,\n\nand a span")),
                 qPrintable(all));
        QVERIFY2(!all.contains(QStringLiteral("nothing to see")), qPrintable(all));
        QCOMPARE((*reader)->info().origin.title, QStringLiteral("An ePub for Tika"));
        QCOMPARE(labelsOf(reader).mid(1), (QStringList{QStringLiteral("chapter 2: Table of Contents"),
                                                       QStringLiteral("chapter 3: Chapter 1"),
                                                       QStringLiteral("chapter 4: Chapter 2")}));
    }
};

DOCCHAT_TEST(EpubTest)
#include "epub_test.moc"
