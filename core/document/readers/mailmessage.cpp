#include "document/readers/mailmessage.h"

#include "base/words.h"
#include "document/protocol.h"
#include "document/readers/mailheader.h"

#include <QMimeDatabase>

namespace docchat::document {
namespace {

constexpr int deepestPart = 30;   // parts in parts of one message
constexpr int mostParts = 10'000; // of one message

void startGmime() {
    static const bool started = [] {
        g_mime_init();
        return true;
    }();
    Q_UNUSED(started);
}

QByteArray rawHeader(GMimeObject *object, const char *name) {
    auto *header = g_mime_header_list_get_header(g_mime_object_get_header_list(object), name);
    return header ? QByteArray(g_mime_header_get_raw_value(header)) : QByteArray();
}

QByteArray mimeTypeOf(GMimeObject *object) {
    const std::unique_ptr<char, decltype(&g_free)> type(
        g_mime_content_type_get_mime_type(g_mime_object_get_content_type(object)), &g_free);
    return QByteArray(type.get()).toLower();
}

bool isSignature(GMimeObject *object) {
    return isType(object, "application", "pgp-signature") ||
           isType(object, "application", "pkcs7-signature") ||
           isType(object, "application", "x-pkcs7-signature");
}

bool isAttached(GMimeObject *object) {
    const auto disposition = QByteArray(g_mime_object_get_disposition(object)).toLower();
    return disposition == "attachment" || g_mime_part_get_filename(GMIME_PART(object)) != nullptr;
}

/// A logo or a smiley within the text, not something that was sent for its own sake.
bool isShownInText(GMimeObject *object) {
    const auto disposition = QByteArray(g_mime_object_get_disposition(object)).toLower();
    return isType(object, "image", "*") && g_mime_object_get_content_id(object) &&
           disposition != "attachment";
}

/// Without folders and the characters that would turn a line around.
QString cleanName(const QString &name) {
    auto result = name;
    result.removeIf([](QChar c) { return !isFitForName(c); });
    return result.size() > longestName ? result.left(longestName / 2) + result.right(longestName / 2)
                                       : result;
}

QString fileName(GMimePart *part) {
    const auto given = decodeHeader(QByteArray(g_mime_part_get_filename(part)));
    const auto name = cleanName(given.section(QLatin1Char('/'), -1).section(QLatin1Char('\\'), -1)).trimmed();
    if (!name.isEmpty())
        return name;
    const auto type = QMimeDatabase().mimeTypeForName(QString::fromLatin1(mimeTypeOf(GMIME_OBJECT(part))));
    const auto suffix = type.preferredSuffix();
    return suffix.isEmpty() ? QStringLiteral("unnamed") : QStringLiteral("unnamed.") + suffix;
}

/// Of a message in a message: its subject.
QString messageName(GMimeMessagePart *part) {
    constexpr QLatin1StringView ending(".eml");
    auto *message = g_mime_message_part_get_message(part);
    const auto subject =
        cleanName(headerOf(message, "Subject").replace(QLatin1Char('/'), QLatin1Char('-'))).trimmed();
    if (subject.isEmpty())
        return QStringLiteral("message.eml");
    return subject.endsWith(ending) ? subject : subject.left(longestName - ending.size()) + ending;
}

/// Gathers attachments in the order in which they stand.
class Attachments {
public:
    void add(GMimeObject *object, int depth) {
        if (depth > deepestPart || ++m_parts > mostParts)
            return;
        if (!sealedWhy(object).isEmpty() || isSignature(object) || isBody(object))
            return;
        if (GMIME_IS_MULTIPART(object)) {
            auto *parts = GMIME_MULTIPART(object);
            for (int i = 0; i < g_mime_multipart_get_count(parts); ++i)
                add(g_mime_multipart_get_part(parts, i), depth + 1);
        } else if (isDocument(object)) {
            m_found.push_back(object);
        }
    }
    [[nodiscard]] std::vector<GMimeObject *> found() && { return std::move(m_found); }

private:
    static bool isDocument(GMimeObject *object) {
        if (GMIME_IS_MESSAGE_PART(object))
            return g_mime_message_part_get_message(GMIME_MESSAGE_PART(object)) != nullptr;
        return GMIME_IS_PART(object) && !isShownInText(object);
    }

    std::vector<GMimeObject *> m_found;
    int m_parts = 0;
};

/// What was written into a stream in memory; nullopt when it is more than `most`.
std::optional<QByteArray> bytesOf(GMimeStream *stream, qint64 most) {
    const auto *array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    if (!array || qint64(array->len) > most)
        return array ? std::nullopt : std::optional(QByteArray());
    return QByteArray(reinterpret_cast<const char *>(array->data), qsizetype(array->len));
}

} // namespace

Owned<GMimeMessage> parseMessage(const QByteArray &bytes) {
    startGmime();
    const Owned<GMimeStream> stream(
        g_mime_stream_mem_new_with_buffer(bytes.constData(), size_t(bytes.size())));
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const std::unique_ptr<GMimeParserOptions, decltype(&g_mime_parser_options_free)> options(
        g_mime_parser_options_new(), &g_mime_parser_options_free);
    for (auto *set : {&g_mime_parser_options_set_address_compliance_mode,
                      &g_mime_parser_options_set_parameter_compliance_mode,
                      &g_mime_parser_options_set_rfc2047_compliance_mode})
        set(options.get(), GMIME_RFC_COMPLIANCE_LOOSE);
    return Owned<GMimeMessage>(g_mime_parser_construct_message(parser.get(), options.get()));
}

QString headerOf(GMimeMessage *message, const char *name) {
    return decodeHeader(rawHeader(GMIME_OBJECT(message), name));
}

bool isType(GMimeObject *object, const char *type, const char *subtype) {
    return g_mime_content_type_is_type(g_mime_object_get_content_type(object), type, subtype);
}

QByteArray parameterOf(GMimeObject *object, const char *name) {
    return QByteArray(g_mime_object_get_content_type_parameter(object, name)).toLower();
}

QString sealedWhy(GMimeObject *object) {
    if (isType(object, "multipart", "encrypted"))
        return Words::tr("This message is encrypted and cannot be read here.");
    if (!isType(object, "application", "pkcs7-mime") && !isType(object, "application", "x-pkcs7-mime"))
        return {};
    const auto kind = QByteArray(g_mime_object_get_content_type_parameter(object, "smime-type")).toLower();
    return kind == "signed-data"
               ? Words::tr("This message is signed in a way that cannot be read here (S/MIME).")
               : Words::tr("This message is encrypted and cannot be read here (S/MIME).");
}

bool isBody(GMimeObject *object) {
    return GMIME_IS_PART(object) && isType(object, "text", "*") && !isAttached(object);
}

std::optional<QByteArray> contentOf(GMimePart *part, qint64 most) {
    auto *content = g_mime_part_get_content(part);
    if (!content)
        return QByteArray();
    const auto encoded = g_mime_stream_length(g_mime_data_wrapper_get_stream(content));
    if (encoded / 4 > most)
        return std::nullopt;
    const Owned<GMimeStream> stream(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, stream.get());
    const auto *array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
    if (!array || qint64(array->len) > most)
        return array ? std::nullopt : std::optional(QByteArray());
    return QByteArray(reinterpret_cast<const char *>(array->data), qsizetype(array->len));
}

std::vector<GMimeObject *> attachmentsOf(GMimeMessage *message) {
    Attachments attachments;
    if (auto *body = g_mime_message_get_mime_part(message))
        attachments.add(body, 0);
    return std::move(attachments).found();
}

QString attachmentName(GMimeObject *attachment) {
    return GMIME_IS_MESSAGE_PART(attachment) ? messageName(GMIME_MESSAGE_PART(attachment))
                                             : fileName(GMIME_PART(attachment));
}

std::optional<QByteArray> attachmentBytes(GMimeObject *attachment, qint64 most) {
    if (!GMIME_IS_MESSAGE_PART(attachment))
        return contentOf(GMIME_PART(attachment), most);
    const Owned<GMimeStream> stream(g_mime_stream_mem_new());
    auto *message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(attachment));
    g_mime_object_write_to_stream(GMIME_OBJECT(message), nullptr, stream.get());
    return bytesOf(stream.get(), most);
}

} // namespace docchat::document
