#include "document/readers/reader.h"

#include "base/words.h"
#include "document/readers/ocr.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace docchat::document {
namespace {

constexpr double mostPixels = 60'000'000; // 240 MB in colour: twice that fits the address limit
constexpr int mostMegabytes = 256;
constexpr int mostImages = 500;          // of one TIFF
constexpr double longestPage = 1200;     // points: a page of A3
constexpr double longestUsualPage = 842; // points: a page of A4
constexpr double screenDpi = 96;
constexpr double metresPerInch = 0.0254;

/// The pixels of one image, and how many lie in an inch where the file says so.
struct Picture {
    QImage image;
    double dpi = 0;
};

bool isTiff(const QByteArray &bytes) {
    return bytes.startsWith("II*") || bytes.startsWith(QByteArrayView("MM\0*", 4));
}

bool isWebp(const QByteArray &bytes) {
    return bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP";
}

Error damaged() {
    return {ErrorKind::Damaged, Words::tr("it is damaged: the picture could not be read"),
            Words::tr("Get the file anew from where it came from")};
}

Error tooLarge() {
    return {ErrorKind::TooLarge,
            Words::tr("it has more than %1 million pixels").arg(int(mostPixels / 1'000'000)),
            Words::tr("Save it smaller and add that")};
}

bool fits(double width, double height) {
    return width > 0 && height > 0 && width * height <= mostPixels;
}

const l_uint8 *data(const QByteArray &bytes) {
    return reinterpret_cast<const l_uint8 *>(bytes.constData());
}

struct PixDeleter {
    void operator()(PIX *pix) const { ::pixDestroy(&pix); }
};
using PixPointer = std::unique_ptr<PIX, PixDeleter>;

/// Leptonica keeps a pixel as a number whose highest byte is red.
Picture toPicture(PixPointer pix) {
    const PixPointer colour(pix ? ::pixConvertTo32(pix.get()) : nullptr);
    if (!colour)
        return {};
    const int width = ::pixGetWidth(colour.get());
    const int height = ::pixGetHeight(colour.get());
    QImage image(width, height, QImage::Format_RGB32);
    if (image.isNull())
        return {};
    for (int y = 0; y < height; ++y) {
        const l_uint32 *from = ::pixGetData(colour.get()) + qsizetype(y) * ::pixGetWpl(colour.get());
        auto *to = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < width; ++x)
            to[x] = 0xff000000U | (from[x] >> 8);
    }
    return {image, double(::pixGetXRes(pix.get()))};
}

Result<Picture> decodeTiff(const QByteArray &bytes, int index) {
    l_int32 width = 0;
    l_int32 height = 0;
    if (::readHeaderMemTiff(data(bytes), size_t(bytes.size()), index, &width, &height, nullptr, nullptr,
                            nullptr, nullptr, nullptr) != 0)
        return damaged();
    if (!fits(width, height))
        return tooLarge();
    return toPicture(PixPointer(::pixReadMemTiff(data(bytes), size_t(bytes.size()), index)));
}

Result<Picture> decodeWebp(const QByteArray &bytes) {
    l_int32 width = 0;
    l_int32 height = 0;
    l_int32 samples = 0;
    if (::readHeaderMemWebP(data(bytes), size_t(bytes.size()), &width, &height, &samples) != 0)
        return damaged();
    if (!fits(width, height))
        return tooLarge();
    return toPicture(PixPointer(::pixReadMemWebP(data(bytes), size_t(bytes.size()))));
}

QImage onWhite(const QImage &image) {
    if (!image.hasAlphaChannel())
        return image;
    QImage opaque(image.size(), QImage::Format_RGB32);
    opaque.fill(Qt::white);
    QPainter(&opaque).drawImage(0, 0, image);
    return opaque;
}

/// A JPEG that is too large is read smaller, which its decoder does without ever holding all of it.
Result<Picture> decodeByQt(const QByteArray &bytes) {
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setDecideFormatFromContent(true);
    reader.setAllocationLimit(mostMegabytes);
    reader.setAutoTransform(true);
    const auto size = reader.size();
    if (size.isEmpty())
        return damaged();
    if (!fits(size.width(), size.height())) {
        if (reader.format() != "jpeg")
            return tooLarge();
        reader.setScaledSize(size * std::sqrt(mostPixelsRecognised / (double(size.width()) * size.height())));
    }
    const auto image = reader.read();
    const double dpi = image.width() == size.width() ? image.dotsPerMeterX() * metresPerInch : 0;
    return Picture{onWhite(image), dpi};
}

Result<Picture> decode(const QByteArray &bytes, int index) {
    auto picture = isTiff(bytes)   ? decodeTiff(bytes, index)
                   : isWebp(bytes) ? decodeWebp(bytes)
                                   : decodeByQt(bytes);
    if (picture.ok() && picture->image.isNull())
        return damaged();
    return picture;
}

/// As large as the file says; if it does not (72 and 96 stand for "unknown"), as on a screen, and never
/// larger than a page.
QSizeF pageSize(const QSize &pixels, double dpi) {
    const auto size = QSizeF(pixels) * 72 / (dpi > 100 && dpi <= 1200 ? dpi : screenDpi);
    const double side = std::max(size.width(), size.height());
    return side > longestPage ? size * (longestUsualPage / side) : size;
}

/// A part of an image that is `whole` pixels large when it is enlarged, without ever holding all of that.
QImage enlarged(const QImage &image, const QSize &whole, const QRect &part) {
    QImage drawn(part.size(), QImage::Format_RGB32);
    if (drawn.isNull())
        return {};
    const double across = double(image.width()) / whole.width();
    const double down = double(image.height()) / whole.height();
    const QRectF source(part.x() * across, part.y() * down, part.width() * across, part.height() * down);
    QPainter painter(&drawn);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(QRectF(QPointF(), part.size()), image, source);
    return drawn;
}

class ImageReader : public Reader {
public:
    ImageReader(const QByteArray &bytes, QString languages, Picture first)
        : m_bytes(bytes), m_languages(std::move(languages)), m_picture(std::move(first)) {
        m_sizes.append(pageSize(m_picture.image.size(), m_picture.dpi));
        if (isTiff(bytes))
            listImages();
    }

    [[nodiscard]] OpenedReply info() const override {
        return {DocumentKind::Image, int(m_sizes.size()), {}, m_sizes};
    }

    [[nodiscard]] Result<Page> page(int number) override {
        const auto status = show(number);
        if (!status.ok())
            return status.error();
        const auto &image = m_picture.image;
        return pageFromPicture(number, pageSize(image.size(), m_picture.dpi), m_languages, m_builder,
                               [&image](double) { return image; });
    }

    [[nodiscard]] Status render(const RenderRequest &request, uchar *pixels) override {
        const auto status = show(request.page);
        if (!status.ok())
            return status.error();
        const auto part = request.drawn();
        if (part.isEmpty())
            return Error{ErrorKind::Unsupported, Words::tr("there is nothing to draw on"),
                         Words::tr("Enlarge the window")};
        const QSize whole(request.width, request.height);
        const bool isEnlarged = double(whole.width()) * whole.height() >
                                double(m_picture.image.width()) * m_picture.image.height();
        const auto drawn = part.size() == whole ? scaled(whole)
                           : isEnlarged         ? enlarged(m_picture.image, whole, part)
                                                : scaled(whole).copy(part);
        if (drawn.isNull() || drawn.size() != part.size())
            return tooLarge();
        copyPixels(drawn, pixels);
        return Done{};
    }

private:
    /// The image at another size. The last one is kept: its parts are asked for one after the other.
    QImage scaled(const QSize &whole) {
        if (m_scaled.size() != whole) {
            m_scaled = {};
            m_scaled = m_picture.image.scaled(whole, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                           .convertToFormat(QImage::Format_RGB32);
        }
        return m_scaled;
    }

    void listImages() {
        for (int index = 1; index < mostImages; ++index) {
            l_int32 width = 0;
            l_int32 height = 0;
            l_int32 dpi = 0;
            if (::readHeaderMemTiff(data(m_bytes), size_t(m_bytes.size()), index, &width, &height, nullptr,
                                    nullptr, &dpi, nullptr, nullptr) != 0)
                return;
            m_sizes.append(pageSize({width, height}, dpi));
        }
    }

    /// One image is kept decoded.
    Status show(int number) {
        if (number < 1 || number > m_sizes.size())
            return damaged();
        if (number == m_number)
            return Done{};
        auto picture = decode(m_bytes, number - 1);
        if (!picture.ok())
            return picture.error();
        m_picture = std::move(*picture);
        m_scaled = {};
        m_number = number;
        return Done{};
    }

    QByteArray m_bytes;
    QString m_languages;
    Picture m_picture;
    QImage m_scaled;
    int m_number = 1;
    QList<QSizeF> m_sizes;
    PageTextBuilder m_builder;
};

} // namespace

Opened openImage(const QByteArray &bytes, const ReadOptions &options) {
    ::setMsgSeverity(L_SEVERITY_NONE);
    auto first = decode(bytes, 0);
    if (!first.ok())
        return first.error();
    return std::unique_ptr<Reader>(std::make_unique<ImageReader>(bytes, options.ocr, std::move(*first)));
}

} // namespace docchat::document
