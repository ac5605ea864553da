#include "document/readers/reader.h"

#include "base/words.h"
#include "document/readers/charset.h"
#include "document/readers/lockedoffice.h"
#include "document/readers/zip.h"

#include <QFileInfo>
#include <QMimeDatabase>

#include <algorithm>

namespace docchat::document {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype headerSearch = 1024; // where a PDF may begin (ISO 32000-2, annex I)

using Open = Opened (*)(const QByteArray &, const ReadOptions &);

/// A kind of file: by what QMimeDatabase calls it or one of its parents.
struct Format {
    QLatin1StringView mimeType;
    Open open;
};

constexpr Format formats[] = {
    {"application/rtf"_L1, openRtf},           {"text/rtf"_L1, openRtf},
    {"message/rfc822"_L1, openMail},           {"application/mbox"_L1, openMbox},
    {"application/xhtml+xml"_L1, openHtml},    {"text/html"_L1, openHtml},
    {"text/markdown"_L1, openMarkdown},        {"text/csv"_L1, openCsv},
    {"text/tab-separated-values"_L1, openCsv},
};

/// Endings that QMimeDatabase does not know or takes for something else.
struct Ending {
    QLatin1StringView ending;
    Open open;
};

constexpr Ending endings[] = {
    {"md"_L1, openMarkdown}, {"markdown"_L1, openMarkdown}, {"mkd"_L1, openMarkdown}, {"csv"_L1, openCsv},
    {"tsv"_L1, openCsv},     {"tab"_L1, openCsv},           {"htm"_L1, openHtml},     {"html"_L1, openHtml},
    {"xhtml"_L1, openHtml},  {"eml"_L1, openMail},          {"mbox"_L1, openMbox},    {"txt"_L1, openText},
    {"log"_L1, openText},    {"text"_L1, openText},
};

Error unsupported(const QString &what) {
    return {ErrorKind::Unsupported, what, Words::tr("Save it as PDF, DOCX, ODT or plain text and add that")};
}

/// No NUL but those of UTF-16 and UTF-32, and hardly any control characters but white space and escapes.
bool looksLikeText(const QByteArray &bytes) {
    const auto head = bytes.left(4096);
    const bool isMarked =
        QStringConverter::encodingForData(head).value_or(QStringConverter::Utf8) != QStringConverter::Utf8;
    if (isMarked || wideEncoding(head))
        return true;
    const auto controls = std::count_if(head.begin(), head.end(), [](char c) {
        return c > 0 && c < 0x20 && !QByteArrayView("\t\n\r\f\x1b").contains(c);
    });
    return !head.contains('\0') && controls * 20 <= head.size();
}

bool isPicture(const QByteArray &bytes) {
    static constexpr QByteArrayView beginnings[] = {"\x89PNG\r\n",
                                                    "\xFF\xD8\xFF",
                                                    "GIF87a",
                                                    "GIF89a",
                                                    QByteArrayView("II*\0", 4),
                                                    QByteArrayView("MM\0*", 4)};
    return std::ranges::any_of(beginnings, [&](auto begin) { return bytes.startsWith(begin); }) ||
           (bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP") ||
           (bytes.startsWith("BM") && bytes.size() > 26 && bytes.mid(6, 4) == QByteArray(4, '\0'));
}

Opened openZip(const QByteArray &bytes, const ReadOptions &options) {
    const auto zip =
        ZipFile::open(bytes, options.limits, [](const QString &name) { return name == "mimetype"_L1; });
    if (!zip.ok())
        return zip.error();
    const auto holds = [&](QLatin1StringView folder) {
        return std::ranges::any_of(zip->names(),
                                   [&](const QString &name) { return name.startsWith(folder); });
    };
    const auto mimeType = zip->entry(u"mimetype"_s).trimmed();
    if (mimeType.startsWith("application/epub"))
        return openEpub(bytes, options);
    if (mimeType.startsWith("application/vnd.oasis.opendocument"))
        return openOdf(bytes, options);
    if (holds("word/"_L1))
        return openDocx(bytes, options);
    if (holds("ppt/"_L1))
        return openPptx(bytes, options);
    if (holds("xl/"_L1))
        return openXlsx(bytes, options);
    if (holds("META-INF/container.xml"_L1))
        return openEpub(bytes, options);
    if (holds("content.xml"_L1))
        return openOdf(bytes, options);
    if (!zip->isWhole()) {
        return Error{ErrorKind::Damaged, Words::tr("it is damaged: it ends before its text"),
                     Words::tr("Get the file anew from where it came from")};
    }
    return unsupported(Words::tr("this kind of container cannot be read"));
}

/// A reader together with the decrypted bytes that it reads from.
class UnlockedReader : public Reader {
public:
    UnlockedReader(QByteArray bytes, std::unique_ptr<Reader> reader)
        : m_bytes(std::move(bytes)), m_reader(std::move(reader)) {}
    [[nodiscard]] OpenedReply info() const override { return m_reader->info(); }
    [[nodiscard]] Result<Page> page(int number) override { return m_reader->page(number); }

private:
    QByteArray m_bytes;
    std::unique_ptr<Reader> m_reader;
};

Opened openLockedOffice(const CompoundFile &file, const ReadOptions &options) {
    auto package = unlockedOffice(file, options);
    if (!package.ok())
        return package.error();
    auto reader = openZip(*package, options);
    if (!reader.ok())
        return reader.error();
    return std::unique_ptr<Reader>(std::make_unique<UnlockedReader>(std::move(*package), std::move(*reader)));
}

/// What Office wrote before 2007, and what it writes around an encrypted document.
Opened openCompoundFile(const QByteArray &bytes, const ReadOptions &options) {
    const auto file = CompoundFile::open(bytes);
    if (file.ok() && isLockedOffice(*file))
        return openLockedOffice(*file, options);
    const auto suffix = QFileInfo(options.name).suffix().toLower();
    if (!file.ok() && (suffix == "docx"_L1 || suffix == "xlsx"_L1 || suffix == "pptx"_L1))
        return file.error();
    return openOldOffice(bytes, options);
}

Open textFormat(const QByteArray &bytes, const QString &name) {
    const auto suffix = QFileInfo(name).suffix().toLower();
    for (const auto &[ending, open] : endings) {
        if (suffix == ending)
            return open;
    }
    const QMimeDatabase database;
    const auto type = database.mimeTypeForFileNameAndData(name, bytes.left(16 * 1024));
    for (const auto &[mimeType, open] : formats) {
        if (type.inherits(mimeType))
            return open;
    }
    const bool isPlain = suffix.isEmpty() || type.isDefault() || type.name() == "text/plain"_L1;
    return isPlain ? openText : openCode;
}

} // namespace

MailFormat mailFormat(const QByteArray &bytes, const QString &name) {
    const auto open = textFormat(bytes, name);
    if (open == openMbox)
        return bytes.startsWith("From ") ? MailFormat::Mailbox : MailFormat::Message;
    return open == openMail ? MailFormat::Message : MailFormat::None;
}

Opened openBytes(const QByteArray &bytes, const ReadOptions &options) {
    if (options.depth > options.limits.nesting)
        return Error{ErrorKind::TooLarge, Words::tr("documents lie in documents too deep"),
                     Words::tr("Save the innermost one and add that")};
    if (bytes.left(headerSearch).contains("%PDF-"))
        return openPdf(bytes, options);
    if (options.name.endsWith(".pdf"_L1, Qt::CaseInsensitive)) {
        if (auto opened = openPdf(bytes, options); opened.ok()) // poppler looks further
            return opened;
        return Error{ErrorKind::Damaged, Words::tr("it does not begin like a PDF, so no page could be read"),
                     Words::tr("Get the file anew from where it came from")};
    }
    if (bytes.startsWith("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
        return openCompoundFile(bytes, options);
    if (bytes.startsWith("PK"))
        return openZip(bytes, options);
    if (bytes.startsWith("{\\rtf"))
        return openRtf(bytes, options);
    if (isPicture(bytes))
        return openImage(bytes, options);
    if (!looksLikeText(bytes))
        return unsupported(Words::tr("this kind of file cannot be read"));
    return textFormat(bytes, options.name)(bytes, options);
}

} // namespace docchat::document
