#include "../handmadepdf.h"
#include "readertest.h"
#include "testmain.h"

#include "model/layout.h"

#include <QBuffer>
#include <QFile>
#include <QImage>

#include <leptonica/allheaders.h>
#include <poppler-qt6.h>

using namespace docchat;
using namespace docchat::document;
using namespace docchat::tests;

namespace {

using namespace Qt::StringLiterals;

QImage pictureOf(const QByteArray &text) {
    const auto document = Poppler::Document::loadFromData(handmadePdf({textAt(72, 500, 20, text)}));
    const std::unique_ptr<Poppler::Page> page(document->page(0));
    auto picture = page->renderToImage(150, 150).convertToFormat(QImage::Format_RGB32);
    picture.setDotsPerMeterX(5906);
    picture.setDotsPerMeterY(5906);
    return picture;
}

QByteArray encoded(const QImage &image, const char *format) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

QByteArray takenFrom(l_uint8 *data, size_t size) {
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    ::lept_free(data);
    return bytes;
}

/// TIFF and WebP, which Qt may not write.
QByteArray encodedByLeptonica(const QList<QImage> &images, bool webp) {
    PIXA *pixes = ::pixaCreate(0);
    for (const auto &image : images) {
        const auto png = encoded(image, "PNG");
        PIX *pix = ::pixReadMemPng(reinterpret_cast<const l_uint8 *>(png.constData()), size_t(png.size()));
        ::pixSetResolution(pix, 150, 150);
        ::pixaAddPix(pixes, pix, L_INSERT);
    }
    l_uint8 *data = nullptr;
    size_t size = 0;
    PIX *first = ::pixaGetPix(pixes, 0, L_CLONE);
    if (webp)
        ::pixWriteMemWebP(&data, &size, first, 90, 0);
    else
        ::pixaWriteMemMultipageTiff(&data, &size, pixes);
    ::pixDestroy(&first);
    ::pixaDestroy(&pixes);
    return takenFrom(data, size);
}

Opened open(const QByteArray &bytes, const QString &languages = {}) {
    return document::openBytes(bytes, {{u"a.png"_s, {}, languages, {}}});
}

QImage rendered(const Opened &reader, int number, QSize size) {
    QImage drawn(size, QImage::Format_RGB32);
    const auto status = (*reader)->render({number, size.width(), size.height()}, drawn.bits());
    return status.ok() ? drawn : QImage();
}

/// An EXIF segment that says "turn it by 90 degrees to the right".
QByteArray turned(const QByteArray &jpeg) {
    const QByteArray exif("Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0", 32);
    return jpeg.left(2) + QByteArray("\xff\xe1\0\x22", 4) + exif + jpeg.mid(2);
}

} // namespace

class ImageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFormatIsRead_data() {
        QTest::addColumn<QByteArray>("bytes");
        const auto picture = pictureOf("Hello Zebra");
        QTest::newRow("PNG") << encoded(picture, "PNG");
        QTest::newRow("JPEG") << encoded(picture, "JPEG");
        QTest::newRow("BMP") << encoded(picture, "BMP");
        QTest::newRow("TIFF") << encodedByLeptonica({picture}, false);
        QTest::newRow("WebP") << encodedByLeptonica({picture}, true);
    }
    void everyFormatIsRead() {
        QFETCH(QByteArray, bytes);
        const auto reader = open(bytes);
        QVERIFY(reader.ok());
        QCOMPARE((*reader)->info().kind, DocumentKind::Image);
        QCOMPARE((*reader)->info().pages, 1);
        const auto page = (*reader)->page(1);
        QVERIFY(page.ok());
        QVERIFY(page->scanned);
        QCOMPARE(page->text, QString());
        QCOMPARE((*reader)->info().sizes, QList<QSizeF>{page->size});
        QVERIFY(qAbs(page->size.height() / page->size.width() - 792.0 / 612) < 0.01);
        const auto recognised = (*open(bytes, u"eng"_s))->page(1);
        QVERIFY(recognised.ok());
        QVERIFY(!recognised->scanned);
        QCOMPARE(recognised->text, u"Hello Zebra"_s);
        QVERIFY(PageLayout::decode(recognised->layout, recognised->size));
    }

    void itIsAsLargeAsItSays() {
        const auto reader = open(encoded(pictureOf("Hello"), "PNG"));
        const auto size = (*reader)->info().sizes.value(0);
        QVERIFY(qAbs(size.width() - 612) < 1 && qAbs(size.height() - 792) < 1);
    }

    void aPhotographIsAboutAPage() {
        QImage photograph(4000, 3000, QImage::Format_RGB32);
        photograph.fill(Qt::darkGreen);
        photograph.setDotsPerMeterX(2835); // 72 dpi
        const auto reader = open(encoded(photograph, "JPEG"));
        const auto size = (*reader)->info().sizes.value(0);
        QCOMPARE(size, QSizeF(842, 631.5));
    }

    void theImagesOfATiffAreItsPages() {
        const auto bytes =
            encodedByLeptonica({pictureOf("First"), pictureOf("Second"), pictureOf("Third")}, false);
        const auto reader = open(bytes, u"eng"_s);
        QVERIFY(reader.ok());
        QCOMPARE((*reader)->info().pages, 3);
        QCOMPARE((*reader)->info().sizes.size(), 3);
        QCOMPARE(textsOf(reader), (QStringList{u"First"_s, u"Second"_s, u"Third"_s}));
        QCOMPARE((*reader)->page(2)->text, u"Second"_s);
        for (const int number : {0, -1, 4})
            QVERIFY(!(*reader)->page(number).ok());
    }

    void colourIsKept_data() {
        QTest::addColumn<QByteArray>("bytes");
        QImage blue(100, 60, QImage::Format_RGB32);
        blue.fill(QColor(20, 60, 220));
        QTest::newRow("PNG") << encoded(blue, "PNG");
        QTest::newRow("TIFF") << encodedByLeptonica({blue}, false);
        QTest::newRow("WebP") << encodedByLeptonica({blue}, true);
    }
    void colourIsKept() {
        QFETCH(QByteArray, bytes);
        const auto reader = open(bytes);
        QVERIFY(reader.ok());
        const auto drawn = rendered(reader, 1, {50, 30});
        QVERIFY(!drawn.isNull());
        const auto colour = drawn.pixelColor(25, 15);
        QVERIFY(qAbs(colour.red() - 20) < 12 && qAbs(colour.green() - 60) < 12 &&
                qAbs(colour.blue() - 220) < 12);
        QCOMPARE(drawn.pixel(25, 15) >> 24, 0xffU);
    }

    void aPartIsDrawnAsInTheWhole_data() {
        QTest::addColumn<QSize>("whole");
        QTest::addColumn<QRect>("part");
        QTest::newRow("smaller") << QSize(40, 20) << QRect(13, 5, 20, 10);
        QTest::newRow("larger") << QSize(4000, 2000) << QRect(1900, 700, 300, 200);
    }
    void aPartIsDrawnAsInTheWhole() {
        QFETCH(QSize, whole);
        QFETCH(QRect, part);
        QImage picture(100, 50, QImage::Format_RGB32);
        for (int y = 0; y < 50; ++y) {
            for (int x = 0; x < 100; ++x)
                picture.setPixel(x, y, qRgb(2 * x, 4 * y, 90));
        }
        const auto reader = open(encoded(picture, "PNG"));
        QImage drawn(part.size(), QImage::Format_RGB32);
        QVERIFY((*reader)->render({1, whole.width(), whole.height(), part}, drawn.bits()).ok());
        const auto all = rendered(reader, 1, whole);
        for (const QPoint at : {QPoint(0, 0), drawn.rect().center(), drawn.rect().bottomRight()}) {
            const QColor is = drawn.pixelColor(at);
            const QColor wanted = all.pixelColor(at + part.topLeft());
            QVERIFY2(std::abs(is.red() - wanted.red()) < 4 && std::abs(is.green() - wanted.green()) < 5,
                     qPrintable(is.name() + u" for "_s + wanted.name()));
        }
    }

    void whatIsTransparentIsWhite() {
        QImage clear(40, 40, QImage::Format_ARGB32);
        clear.fill(Qt::transparent);
        const auto reader = open(encoded(clear, "PNG"));
        QCOMPARE(rendered(reader, 1, {20, 20}).pixel(10, 10), 0xffffffffU);
        QVERIFY(!(*reader)->page(1)->scanned);
    }

    void theOrientationOfTheCameraIsApplied() {
        QImage picture(200, 100, QImage::Format_RGB32);
        picture.fill(Qt::white);
        for (int y = 0; y < 100; ++y) {
            for (int x = 0; x < 50; ++x)
                picture.setPixel(x, y, 0xff000000);
        }
        const auto reader = open(turned(encoded(picture, "JPEG")));
        QVERIFY(reader.ok());
        const auto size = (*reader)->info().sizes.value(0);
        QVERIFY(size.height() > size.width());
        const auto drawn = rendered(reader, 1, {100, 200});
        QVERIFY(qGray(drawn.pixel(50, 10)) < 50); // its left is above
        QVERIFY(qGray(drawn.pixel(50, 190)) > 200);
    }

    void damageIsSaid_data() {
        QTest::addColumn<QByteArray>("bytes");
        const auto picture = pictureOf("Hello");
        QTest::newRow("a PNG's header alone") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
        QTest::newRow("a JPEG's header alone") << QByteArray("\xff\xd8\xff\xe0\0\x10JFIF", 10);
        QTest::newRow("a GIF's header alone") << QByteArray("GIF89a");
        QTest::newRow("a WebP's header alone") << QByteArray("RIFF\x10\0\0\0WEBPVP8 ", 16);
        QTest::newRow("a TIFF's header alone") << QByteArray("II*\0\x08\0\0\0", 8);
        QTest::newRow("a PNG's beginning") << encoded(picture, "PNG").left(60);
        QTest::newRow("a TIFF's beginning") << encodedByLeptonica({picture}, false).left(100);
        QTest::newRow("a WebP's beginning") << encodedByLeptonica({picture}, true).left(60);
    }
    void damageIsSaid() {
        QFETCH(QByteArray, bytes);
        const auto reader = open(bytes);
        QVERIFY(!reader.ok());
        QCOMPARE(code(reader.error().kind), code(ErrorKind::Damaged));
        QVERIFY(!reader.error().hint.isEmpty());
    }

    void aPictureThatSaysItIsHugeIsRefused() {
        auto bmp = encoded(pictureOf("Hello"), "BMP");
        const QByteArray huge("\x10\x27\0\0", 4); // 10,000 pixels
        bmp.replace(18, 4, huge).replace(22, 4, huge);
        const auto reader = open(bmp);
        QVERIFY(!reader.ok());
        QCOMPARE(code(reader.error().kind), code(ErrorKind::TooLarge));
        QVERIFY(!reader.error().hint.isEmpty());
    }

    void aPhotographOfOthersIsRead() {
        NEEDS_SHARED_DATA();
        QFile file(sharedData() + u"/office/testJPEG_EXIF.jpg"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto reader = open(file.readAll());
        QVERIFY(reader.ok());
        QVERIFY((*reader)->page(1)->scanned);
    }
};

DOCCHAT_TEST(ImageTest)
#include "image_test.moc"
