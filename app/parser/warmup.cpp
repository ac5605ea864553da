#include "warmup.h"

#include "document/readers/decrypt.h"
#include "document/readers/reader.h"

#include <QBuffer>
#include <QImage>

#include <iconv.h>

namespace docchat {
namespace {

/// Character sets that the C library keeps in modules of their own. The handles stay open: a module goes with
/// its last one.
constexpr const char *charsets[] = {
    "UTF-8",        "UTF-16LE",     "UTF-16BE",     "UTF-32",       "UTF-7",        "ISO-8859-1",
    "ISO-8859-2",   "ISO-8859-3",   "ISO-8859-4",   "ISO-8859-5",   "ISO-8859-6",   "ISO-8859-7",
    "ISO-8859-8",   "ISO-8859-9",   "ISO-8859-10",  "ISO-8859-13",  "ISO-8859-14",  "ISO-8859-15",
    "ISO-8859-16",  "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252", "WINDOWS-1253", "WINDOWS-1254",
    "WINDOWS-1255", "WINDOWS-1256", "WINDOWS-1257", "WINDOWS-1258", "WINDOWS-31J",  "CP437",
    "CP850",        "CP852",        "CP866",        "CP874",        "TIS-620",      "KOI8-R",
    "KOI8-U",       "MACINTOSH",    "SHIFT_JIS",    "EUC-JP",       "ISO-2022-JP",  "ISO-2022-KR",
    "ISO-2022-CN",  "EUC-KR",       "CP949",        "JOHAB",        "GB2312",       "GBK",
    "GB18030",      "HZ",           "BIG5",         "BIG5-HKSCS",   "EUC-TW",       "VISCII",
    "ARMSCII-8",    "GEORGIAN-PS",
};

/// One page of text in a font that lies not in it: poppler then finds its maps, its fonts and fontconfig.
QByteArray smallPdf() {
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
           "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
           "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 60 20]/Contents 4 0 R"
           "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
           "4 0 obj<</Length 32>>stream\nBT /F 9 Tf 2 5 Td (warm up) Tj ET\nendstream endobj\n"
           "trailer<</Root 1 0 R>>\n";
}

void open(const QByteArray &bytes, const char *name, bool draw) {
    const auto reader = document::openBytes(bytes, {{QString::fromLatin1(name), {}, {}, {}}});
    if (!reader.ok() || !(*reader)->page(1).ok() || !draw)
        return;
    QByteArray pixels(60 * 20 * 4, Qt::Uninitialized);
    (void)(*reader)->render({1, 60, 20}, reinterpret_cast<uchar *>(pixels.data()));
}

/// Qt decodes each kind of picture by a plugin, which is code to be mapped.
void loadPicturePlugins() {
    QByteArray jpeg;
    QBuffer buffer(&jpeg);
    QImage picture(8, 8, QImage::Format_RGB32);
    picture.fill(Qt::white);
    picture.save(&buffer, "JPEG");
    (void)QImage::fromData(jpeg);
    (void)QImage::fromData(QByteArrayLiteral("GIF89a"));
}

} // namespace

void warmUp() {
    for (const auto *charset : charsets)
        ::iconv_open("UTF-8", charset);
    open(smallPdf(), "warm.pdf", true);
    open("\xe9t\xe9 caf\xe9, gar\xe7on", "warm.txt", false); // the detector of character sets
    open("warm: up", "warm.json", false);                    // the database of file types
    open("From: a@b.example\nSubject: =?ISO-8859-1?Q?=E9?=\n\nwarm up", "warm.eml", false);
    open("<p>warm up", "warm.html", false);
    loadPicturePlugins();
    document::loadCiphers();
}

QStringList readableWhenClosed() {
    return {QStringLiteral("/usr/share/poppler"),     QStringLiteral("/usr/share/fonts"),
            QStringLiteral("/usr/local/share/fonts"), QStringLiteral("/etc/fonts"),
            QStringLiteral("/usr/share/fontconfig"),  QStringLiteral("/var/cache/fontconfig"),
            QStringLiteral("/usr/share/ghostscript"), QStringLiteral("/usr/share/tesseract-ocr"),
            QStringLiteral("/usr/share/tessdata"),    QStringLiteral("/usr/share/mime")};
}

} // namespace docchat
