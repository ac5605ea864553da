#include "../handmadepdf.h"
#include "document/readers/attachment.h"
#include "readertest.h"
#include "testmain.h"

#include <QFile>

#include <algorithm>

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;

namespace {

Opened openEml(const QByteArray &bytes, const QString &part = {}) {
    return openBytes(bytes, QStringLiteral("a.eml"), {}, part);
}

/// "part name" of what is attached.
QStringList attachedTo(const Opened &reader) {
    QStringList attached;
    if (!reader.ok())
        return {code(reader.error().kind)};
    for (const auto &attachment : (*reader)->info().attachments)
        attached += attachment.part + QLatin1Char(' ') + attachment.name;
    return attached;
}

QString codeOf(const Opened &reader) {
    return reader.ok() ? QStringLiteral("ok") : code(reader.error().kind);
}

/// "label: text" of all pages.
QStringList placesOf(const Opened &reader) {
    QStringList places;
    if (!reader.ok())
        return {code(reader.error().kind)};
    for (int number = 1; number <= (*reader)->info().pages; ++number) {
        const auto page = (*reader)->page(number);
        places += page.ok() ? page->label + QStringLiteral(": ") + page->text : code(page.error().kind);
        if (page.ok() && page->number != number)
            places += QStringLiteral("wrong number");
    }
    return places;
}

QByteArray message(const QByteArray &headers, const QByteArray &body) {
    return "From: Ann <ann@example.org>\nSubject: Costs\n" + headers + "\n" + body;
}

QByteArray part(const QByteArray &headers, const QByteArray &body) {
    return "--X\nContent-Type: " + headers + "\n\n" + body + "\n";
}

QByteArray multipart(const QByteArray &kind, const QByteArray &parts) {
    return message("MIME-Version: 1.0\nContent-Type: multipart/" + kind + "; boundary=X\n",
                   parts + "--X--\n");
}

const QString head = QStringLiteral("message “Costs”: From: Ann <ann@example.org>\nSubject: Costs");

QString withText(const QString &text) {
    return head + QStringLiteral("\n\n") + text;
}

QByteArray attached(const QByteArray &type, const QByteArray &name, const QByteArray &content) {
    return part(type + "\nContent-Disposition: attachment; filename=\"" + name +
                    "\"\nContent-Transfer-Encoding: base64",
                content.toBase64());
}

QByteArray nested(int depth) {
    auto inner = message({}, "the innermost");
    for (int i = 0; i < depth; ++i)
        inner = message("Content-Type: message/rfc822\n", inner);
    return inner;
}

QByteArray nestedParts(int depth) {
    QByteArray bytes = "From: a@b.c\nSubject: s\n";
    for (int i = 0; i < depth; ++i) {
        const auto name = QByteArray::number(i);
        bytes += "Content-Type: multipart/mixed; boundary=B" + name + "\n\n--B" + name + "\n";
    }
    return bytes + "Content-Type: text/plain\n\nthe innermost\n";
}

} // namespace

class MailTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headersComeFirst() {
        const auto reader =
            openEml("Received: x\nTo: Bob <bob@example.org>,\n Cy <cy@example.org>\nCc: d@e.f\n"
                    "Date: Mon, 6 Sep 2010 05:25:34 -0400\nSubject: Costs\nFrom: Ann "
                    "<ann@example.org>\nX-Other: no\n\nHello\nyou,\n\nbye.\n");
        QCOMPARE(placesOf(reader),
                 QStringList{QStringLiteral(
                     "message “Costs”: From: Ann <ann@example.org>\nTo: Bob <bob@example.org>, Cy "
                     "<cy@example.org>\nCc: d@e.f\nDate: Mon, 6 Sep 2010 05:25:34 -0400\nSubject: "
                     "Costs\n\nHello\nyou,\n\nbye.")});
        QCOMPARE((*reader)->info().origin.title, QStringLiteral("Costs"));
        QCOMPARE((*reader)->info().kind, DocumentKind::Mail);
    }

    void aMessageWithoutASubjectHasAPlace() {
        QCOMPARE(placesOf(openEml("From: a@b.c\n\nText\n")),
                 QStringList{QStringLiteral("message: From: a@b.c\n\nText")});
    }

    void encodedWordsAreDecoded_data() {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *header, const char *text) {
            QTest::newRow(name) << QByteArray(header) << QString::fromUtf8(text);
        };
        row("Q", "=?utf-8?Q?Gr=C3=BC=C3=9Fe_an=20alle?= now", "Grüße an alle now");
        row("B", "=?UTF-8?B?R3LDvMOfZQ==?=", "Grüße");
        row("Latin-1", "=?iso-8859-1?q?K=F6ln?=", "Köln");
        row("Windows-1252", "=?iso-8859-1?q?=80_5?=", "€ 5");
        row("ISO-2022-JP", "=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=", "日本");
        row("Shift-JIS", "=?shift_jis?B?k/qWew==?=", "日本");
        row("a character in two words", "=?utf-8?B?R3LD?=\n =?utf-8?B?vMOfZQ==?=", "Grüße");
        row("a language", "=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=", "Grüße");
        row("a charset that nobody knows", "=?x-nonsense?Q?Gr=C3=BC=C3=9Fe?=", "Grüße");
        row("no end", "=?utf-8?Q?Gr", "=?utf-8?Q?Gr");
        row("no encoding", "=?utf-8?X?Gr?= a", "=?utf-8?X?Gr?= a");
        row("UTF-8 as it is", "Grüße", "Grüße");
        row("percents", "=?utf-8?Q?100%41=25?=", "100%41%");
    }
    void encodedWordsAreDecoded() {
        QFETCH(QByteArray, header);
        QFETCH(QString, text);
        const auto reader = openEml("From: a@b.c\nSubject: " + header + "\n\nText\n");
        QVERIFY(reader.ok());
        QCOMPARE((*reader)->info().origin.title, text);
    }

    void bodiesAreDecoded_data() {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *headers, const QByteArray &body, const char *text) {
            QTest::newRow(name) << QByteArray(headers) << body << QString::fromUtf8(text);
        };
        row("Latin-1", "Content-Type: text/plain; charset=iso-8859-1\n", "K\xF6ln", "Köln");
        row("a wrong charset", "Content-Type: text/plain; charset=us-ascii\n", "Köln", "Köln");
        row("quoted-printable",
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n",
            "K=C3=B6ln=\n ist", "Köln ist");
        row("base64", "Content-Type: text/plain; charset=windows-1251\nContent-Transfer-Encoding: base64\n",
            QByteArray("\xcf\xf0").toBase64(), "Пр");
        row("ISO-2022-JP", "Content-Type: text/plain; charset=ISO-2022-JP\n", "\x1b$BF|K\\\x1b(B", "日本");
        row("Korean", "Content-Type: text/plain; charset=ks_c_5601-1987\n", "\xb0\xa1", "가");
        row("lines that flow", "Content-Type: text/plain; format=flowed\n", "one \ntwo\nthree\n",
            "one two\nthree");
    }
    void bodiesAreDecoded() {
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, body);
        QFETCH(QString, text);
        QCOMPARE(placesOf(openEml(message(headers, body))), QStringList{withText(text)});
    }

    void plainTextIsPreferred() {
        QCOMPARE(placesOf(openEml(multipart("alternative", part("text/html", "<p>Other</p>") +
                                                               part("text/plain", "Plain")))),
                 QStringList{withText(QStringLiteral("Plain"))});
    }

    void webTextIsReadWhereThereIsNoOther() {
        const auto places = placesOf(openEml(message("Content-Type: text/html\n", "<p>Words</p>")));
        QCOMPARE(places.size(), 1);
        QVERIFY2(places[0].contains(QStringLiteral("Words")) ||
                     places[0].contains(QStringLiteral("Its text cannot be read: ")),
                 qPrintable(places[0]));
        QVERIFY2(!places[0].contains(QLatin1StringView("<p>")), qPrintable(places[0]));
    }

    void attachmentsAreToldAndNotRead() {
        const auto reader = openEml(multipart(
            "mixed", part("text/plain", "One") + attached("text/csv", "costs.csv", "A,B\n1,2\n") +
                         part("text/plain", "Two") + attached("application/pdf", "a.pdf", "damaged")));
        QCOMPARE(placesOf(reader),
                 QStringList{withText(QStringLiteral("One\n\nTwo\n\nAttachments: costs.csv, a.pdf"))});
        QCOMPARE(attachedTo(reader), (QStringList{QStringLiteral("1 costs.csv"), QStringLiteral("2 a.pdf")}));
    }

    void anAttachmentIsReadAsIfItWereAFile() {
        const auto pdf = handmadePdf({textAt(72, 700, 12, "An invoice")});
        const auto mail =
            multipart("mixed", part("text/plain", "See") + attached("application/pdf", "a.pdf", pdf) +
                                   attached("text/csv", "costs.csv", "A,B\n1,2\n"));
        const auto rows = openEml(mail, QStringLiteral("2"));
        QVERIFY(rows.ok());
        QCOMPARE(kindName((*rows)->info().kind), kindName(DocumentKind::Csv));
        QCOMPARE(textsOf(rows), textsOf(openBytes("A,B\n1,2\n", QStringLiteral("costs.csv"))));
        const auto drawn = openEml(mail, QStringLiteral("1"));
        QVERIFY(drawn.ok());
        QCOMPARE(kindName((*drawn)->info().kind), kindName(DocumentKind::Pdf));
        QCOMPARE((*drawn)->info().sizes.size(), 1);
        QVERIFY(!(*drawn)->page(1)->layout.isEmpty());
        std::vector<uchar> pixels(60 * 80 * 4);
        QVERIFY((*drawn)->render({1, 60, 80}, pixels.data()).ok());
        QVERIFY(std::ranges::any_of(pixels, [](uchar byte) { return byte != 0; }));
    }

    void aPartThatIsNotThereIsRefused_data() {
        QTest::addColumn<QString>("path");
        for (const char *path :
             {"0", "2", "9999", "-1", "1/1", "1/1/1/1/1/1/1/1/1/1/1/1", "x", "/", "1/", "99999999999"})
            QTest::newRow(path) << QString::fromLatin1(path);
    }
    void aPartThatIsNotThereIsRefused() {
        QFETCH(QString, path);
        const auto mail = multipart("mixed", attached("text/csv", "costs.csv", "A,B\n1,2\n"));
        QCOMPARE(codeOf(openEml(mail, path)), code(ErrorKind::Damaged));
        QCOMPARE(codeOf(openBytes("A,B\n1,2\n", QStringLiteral("costs.csv"), {}, path)),
                 code(ErrorKind::Damaged));
    }

    void anAttachmentBeyondTheLimitIsTooLarge() {
        ReadOptions options{{QStringLiteral("n.txt"), {}}};
        options.limits.text = 1000;
        options.mailName = QStringLiteral("a.eml");
        for (const int size : {1000, 1001}) {
            const auto mail = multipart("mixed", attached("text/plain", "n.txt", QByteArray(size, 'x')));
            options.part = QStringLiteral("1");
            const auto file = attachedFile(mail, options);
            QCOMPARE(file.ok(), size == 1000);
            QVERIFY(file.ok() || file.error().kind == ErrorKind::TooLarge);
        }
    }

    void attachmentsAreBounded() {
        const auto mail =
            multipart("mixed", attached("text/plain", "n.txt", "note").repeated(mostAttachments + 5));
        const auto reader = openEml(mail);
        QCOMPARE(attachedTo(reader).size(), mostAttachments);
        QVERIFY(placesOf(reader).last().endsWith(
            QStringLiteral("5 more attachments are not read: only the first 1000 are.")));
        QCOMPARE(codeOf(openEml(mail, QStringLiteral("1000"))), QStringLiteral("ok"));
        QCOMPARE(codeOf(openEml(mail, QStringLiteral("1001"))), code(ErrorKind::Damaged));
    }

    void picturesWithinTheTextAreNoAttachments() {
        const auto picture = [](const QByteArray &disposition, const QByteArray &name) {
            return part("image/png; name=" + name + "\nContent-ID: <" + name +
                            ">\nContent-Disposition: " + disposition,
                        "x");
        };
        QCOMPARE(attachedTo(openEml(multipart("related", part("text/html", "<p>Words</p>") +
                                                             picture("inline", "logo.png") +
                                                             picture("attachment", "receipt.png")))),
                 QStringList{QStringLiteral("1 receipt.png")});
    }

    void namesOfAttachmentsAreDecoded_data() {
        QTest::addColumn<QByteArray>("disposition");
        QTest::addColumn<QString>("name");
        QTest::newRow("RFC 2231") << QByteArray("filename*=UTF-8''Gr%C3%BC%C3%9Fe.txt")
                                  << QStringLiteral("Grüße.txt");
        QTest::newRow("RFC 2231 in pieces")
            << QByteArray("filename*0*=UTF-8''Gr%C3%BC; filename*1*=%C3%9Fe; filename*2=.txt")
            << QStringLiteral("Grüße.txt");
        QTest::newRow("an encoded word")
            << QByteArray("filename=\"=?utf-8?B?R3LDvMOfZS50eHQ=?=\"") << QStringLiteral("Grüße.txt");
        QTest::newRow("a path") << QByteArray("filename=\"../../etc/a.txt\"") << QStringLiteral("a.txt");
        QTest::newRow("letters turned around") << QByteArray("filename=\"a\xE2\x80\xAE"
                                                             "fdp.txt\"")
                                               << QStringLiteral("afdp.txt");
        QTest::newRow("none") << QByteArray("x=y") << QStringLiteral("unnamed.txt");
    }
    void namesOfAttachmentsAreDecoded() {
        QFETCH(QByteArray, disposition);
        QFETCH(QString, name);
        const auto mail =
            multipart("mixed", part("text/plain\nContent-Disposition: attachment; " + disposition, "note"));
        QCOMPARE(attachedTo(openEml(mail)), QStringList{QStringLiteral("1 ") + name});
        QCOMPARE(textsOf(openEml(mail, QStringLiteral("1"))), QStringList{QStringLiteral("note")});
    }

    void messagesInMessagesAreAttachments() {
        const auto inner = "From: c@d.e\nSubject: Inner\nContent-Type: multipart/mixed; boundary=Y\n\n--Y\n\n"
                           "Inner text\n--Y\nContent-Type: text/plain; name=n.txt\n\nnote\n--Y--\n";
        const auto mail =
            multipart("mixed", part("text/plain", "Outer text") + part("message/rfc822", inner));
        const auto outer = openEml(mail);
        QCOMPARE(placesOf(outer),
                 QStringList{withText(QStringLiteral("Outer text\n\nAttachments: Inner.eml"))});
        QCOMPARE(attachedTo(outer), QStringList{QStringLiteral("1 Inner.eml")});
        const auto opened = openEml(mail, QStringLiteral("1"));
        QCOMPARE(placesOf(opened),
                 QStringList{QStringLiteral("message “Inner”: From: c@d.e\nSubject: Inner\n\n"
                                            "Inner text\n\nAttachments: n.txt")});
        QCOMPARE(attachedTo(opened), QStringList{QStringLiteral("1 n.txt")});
        QCOMPARE(textsOf(openEml(mail, QStringLiteral("1/1"))), QStringList{QStringLiteral("note")});
    }

    void deepMessagesEnd_data() {
        QTest::addColumn<QByteArray>("bytes");
        auto attachedMails = message({}, "the innermost");
        for (int i = 0; i < 15; ++i)
            attachedMails = multipart("mixed", attached("application/octet-stream", "a.eml", attachedMails));
        QTest::newRow("messages in messages") << nested(15);
        QTest::newRow("attached files") << attachedMails;
    }
    void deepMessagesEnd() {
        QFETCH(QByteArray, bytes);
        const auto path = [](int depth) {
            return QStringList(depth, QStringLiteral("1")).join(QLatin1Char('/'));
        };
        QCOMPARE(attachedTo(openEml(bytes, path(10))).size(), 1);
        for (const int depth : {11, 12, 15})
            QCOMPARE(codeOf(openEml(bytes, path(depth))), code(ErrorKind::TooLarge));
        QCOMPARE(codeOf(openEml(bytes, path(16))), code(ErrorKind::Damaged));
    }

    void veryDeepMessagesAreOpened() {
        QVERIFY(openEml(nested(3000)).ok());
        QVERIFY(openEml(nested(3000), QStringLiteral("1/1")).ok());
        QVERIFY(openEml(nestedParts(3000)).ok());
        QVERIFY(placesOf(openEml(nestedParts(10))).last().endsWith(QStringLiteral("the innermost")));
    }

    void sealedMessagesSaySo_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("word");
        QTest::newRow("PGP") << multipart("encrypted; protocol=\"application/pgp-encrypted\"",
                                          part("application/pgp-encrypted", "Version: 1") +
                                              part("application/octet-stream; name=encrypted.asc", "xxx"))
                             << QStringLiteral("encrypted");
        QTest::newRow("S/MIME") << message("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; "
                                           "name=smime.p7m\n",
                                           "xxx")
                                << QStringLiteral("encrypted");
        QTest::newRow("signed S/MIME")
            << message("Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\n",
                       "xxx")
            << QStringLiteral("signed");
    }
    void sealedMessagesSaySo() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, word);
        const auto places = placesOf(openEml(bytes));
        QCOMPARE(places.size(), 1);
        QVERIFY2(places[0].startsWith(head + QStringLiteral("\n\nThis message is ") + word),
                 qPrintable(places[0]));
    }

    void signedMessagesAreReadWithoutTheSignature() {
        QCOMPARE(placesOf(openEml(multipart(
                     "signed; protocol=\"application/pgp-signature\"",
                     part("text/plain", "Signed text") +
                         part("application/pgp-signature; name=signature.asc", "-----BEGIN-----")))),
                 QStringList{withText(QStringLiteral("Signed text"))});
    }

    void aMailboxHasItsMessagesInOrder() {
        const auto reader = openBytes("From ann@example.org Mon Sep  6 05:25:34 2010\nSubject: One\n\nText\n"
                                      ">From the start\n>>From twice\n\nFrom here it goes on.\n\n"
                                      "From bob Mon Sep  6 05:25:35 2010\r\nSubject: Two\r\n\r\nMore\r\n",
                                      QStringLiteral("a.mbox"));
        QCOMPARE(placesOf(reader),
                 (QStringList{QStringLiteral("message 1: One: Subject: One\n\nText\nFrom the start\n>From "
                                             "twice\n\nFrom here it goes on."),
                              QStringLiteral("message 2: Two: Subject: Two\n\nMore")}));
    }

    void attachmentsInAMailboxCountWithinTheirMessage() {
        const auto mail = [](const QByteArray &note) {
            return "From a Mon Sep  6 05:25:34 2010\n" +
                   multipart("mixed", part("text/plain", "See") + attached("text/plain", "n.txt", note)) +
                   "\n";
        };
        const auto box = mail("first") + mail("second");
        const auto open = [&](const char *part) {
            return openBytes(box, QStringLiteral("a.mbox"), {}, QString::fromLatin1(part));
        };
        QCOMPARE(attachedTo(open("")),
                 (QStringList{QStringLiteral("1/1 n.txt"), QStringLiteral("2/1 n.txt")}));
        QCOMPARE(textsOf(open("1/1")), QStringList{QStringLiteral("first")});
        QCOMPARE(textsOf(open("2/1")), QStringList{QStringLiteral("second")});
        for (const char *part : {"1", "0/1", "3/1", "1/2", "-1/1"})
            QCOMPARE(codeOf(open(part)), code(ErrorKind::Damaged));
    }

    void aLargeMailboxIsRead() {
        QByteArray bytes;
        for (int i = 1; i <= 10'000; ++i)
            bytes += "From a@b.c Mon Sep  6 05:25:34 2010\nSubject: No " + QByteArray::number(i) +
                     "\n\nText of " + QByteArray::number(i) + "\n\n";
        const auto reader = openBytes(bytes, QStringLiteral("a.mbox"));
        QVERIFY(reader.ok());
        QCOMPARE((*reader)->info().pages, 10'000);
        QCOMPARE((*reader)->page(10'000)->label, QStringLiteral("message 10000: No 10000"));
    }

    void limitsOfTextHold() {
        ReadOptions options{{QStringLiteral("a.eml"), {}, {}, {}}};
        options.limits.text = 1000;
        const auto large =
            placesOf(document::openBytes(message({}, QByteArray("words\n").repeated(1000)), options));
        QCOMPARE(large, QStringList{withText(QStringLiteral("Its text is too long to be read."))});
        options.name = QStringLiteral("a.mbox");
        const auto mailbox = document::openBytes(
            QByteArray("From a Mon Sep  6 05:25:34 2010\nSubject: s\n\nSome words.\n\n").repeated(100),
            options);
        QVERIFY(!mailbox.ok());
        QCOMPARE(code(mailbox.error().kind), code(ErrorKind::TooLarge));
        options.name = QStringLiteral("a.eml");
        const auto bytes = multipart(
            "mixed", part("text/plain; charset=utf-8", "=?") + attached("text/csv", "a.csv", "A,B\n1,2\n") +
                         part("message/rfc822", message("Content-Type: text/plain\n", "Inner")));
        for (const auto &start : {QByteArray(), QByteArray("From a Mon Sep  6 05:25:34 2010\n")}) {
            const auto name = start.isEmpty() ? QStringLiteral("a.eml") : QStringLiteral("a.mbox");
            for (qsizetype size = 1; size <= bytes.size(); ++size) {
                const auto reader = openBytes(start + bytes.left(size), name);
                QVERIFY(!placesOf(reader).isEmpty());
                QVERIFY(reader.ok() || !reader.error().hint.isEmpty());
            }
        }
    }

    void theSampleOfOthers() {
        NEEDS_SHARED_DATA();
        QFile file(sharedData() + QStringLiteral("/office/testRFC822"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto reader = openBytes(file.readAll(), QStringLiteral("testRFC822"));
        QVERIFY(reader.ok());
        QCOMPARE(kindName((*reader)->info().kind), kindName(DocumentKind::Mail));
        QCOMPARE((*reader)->info().origin.title,
                 QStringLiteral("[jira] Commented: (TIKA-461) RFC822 messages not parsed"));
        const auto text = (*reader)->page(1)->text;
        QVERIFY(text.contains(QStringLiteral("I'll have a look at mime4j and try to use it in Tika")));
        QVERIFY(text.startsWith(QStringLiteral("From: \"Julien Nioche (JIRA)\" <jira@apache.org>")));
    }
};

DOCCHAT_TEST(MailTest)
#include "mail_test.moc"
