#include "document/readers/reader.h"

#include "document/readers/charset.h"
#include "document/readers/htmltext.h"
#include "document/readers/mailheader.h"
#include "document/readers/readerlist.h"
#include "document/readers/textlines.h"

#include <QMimeDatabase>

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace docchat::document {
namespace {

constexpr qsizetype largestMessage = 256 * 1024 * 1024; // bytes: GMime works on a copy
constexpr int deepestPart = 30;                         // parts in parts of one message
constexpr int mostParts = 10'000;                       // of one message
constexpr qsizetype longestName = 150;

/// What GMime made and somebody has to give back.
struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

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

bool isType(GMimeObject *object, const char *type, const char *subtype) {
    return g_mime_content_type_is_type(g_mime_object_get_content_type(object), type, subtype);
}

QByteArray mimeTypeOf(GMimeObject *object) {
    const std::unique_ptr<char, decltype(&g_free)> type(
        g_mime_content_type_get_mime_type(g_mime_object_get_content_type(object)), &g_free);
    return QByteArray(type.get()).toLower();
}

/// What a part says when nobody may read it; empty for others.
QString sealedWhy(GMimeObject *object) {
    if (isType(object, "multipart", "encrypted"))
        return QStringLiteral("This message is encrypted and cannot be read here.");
    if (!isType(object, "application", "pkcs7-mime") && !isType(object, "application", "x-pkcs7-mime"))
        return {};
    const auto kind = QByteArray(g_mime_object_get_content_type_parameter(object, "smime-type")).toLower();
    return kind == "signed-data"
               ? QStringLiteral("This message is signed in a way that cannot be read here (S/MIME).")
               : QStringLiteral("This message is encrypted and cannot be read here (S/MIME).");
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

bool isBody(GMimeObject *object) {
    return GMIME_IS_PART(object) && isType(object, "text", "*") && !isAttached(object);
}

/// Its file name for people, without folders and the characters that would turn a line around.
QString fileName(GMimePart *part) {
    auto name = decodeHeader(QByteArray(g_mime_part_get_filename(part)));
    name = name.section(QLatin1Char('/'), -1).section(QLatin1Char('\\'), -1);
    name.removeIf(
        [](QChar c) { return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format; });
    if (!name.isEmpty())
        return name.size() > longestName ? name.left(longestName / 2) + name.right(longestName / 2) : name;
    const auto type = QMimeDatabase().mimeTypeForName(QString::fromLatin1(mimeTypeOf(GMIME_OBJECT(part))));
    const auto suffix = type.preferredSuffix();
    return suffix.isEmpty() ? QStringLiteral("unnamed") : QStringLiteral("unnamed.") + suffix;
}

/// Its decoded bytes; nullopt when they are more than `most`.
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

/// Joins the lines that format=flowed (RFC 3676) broke.
QString unflowed(QString text, bool deletesSpace) {
    QString result;
    for (const auto line : linesOf(text)) {
        const bool flows = line.endsWith(QLatin1Char(' ')) && line != QLatin1StringView("-- ");
        result += flows && deletesSpace ? line.chopped(1) : line;
        if (!flows)
            result += QLatin1Char('\n');
    }
    return result;
}

/// Where the parts of a message are said to lie.
struct Place {
    QString message; ///< "message “Costs”"
    QString within;  ///< what the places of its attachments begin with; empty in a message by itself

    [[nodiscard]] QString of(const QString &inner) const {
        return within.isEmpty() ? inner : within + QStringLiteral(", ") + inner;
    }
};

QString quoted(const QString &text) {
    return QStringLiteral("“%1”").arg(text.left(longestName));
}

QString messageName(const QString &subject) {
    return subject.isEmpty() ? QStringLiteral("message") : QStringLiteral("message ") + quoted(subject);
}

/// Gathers the text and the attachments of messages in the order in which they stand.
class MailCollector {
public:
    explicit MailCollector(const ReadOptions &options)
        : m_options(options), m_textLeft(options.limits.text), m_bytesLeft(options.limits.text) {}

    [[nodiscard]] bool isFull() const { return m_textLeft <= 0; }

    void addMessage(GMimeMessage *message, const Place &place, int depth) {
        if (depth == m_options.depth) // not in another one
            m_parts = 0;
        SectionList sections = begin(place.message);
        sections.addParagraph(headersOf(message));
        if (auto *body = g_mime_message_get_mime_part(message))
            addText(sections, body, 0);
        finish(sections);
        if (auto *body = g_mime_message_get_mime_part(message))
            addAttachments(body, place, depth, 0);
    }

    void addSentence(const QString &place, const QString &sentence) {
        auto sections = begin(place);
        sections.addParagraph(sentence);
        finish(sections);
    }

    void setTitle(const QString &title) { m_list->setTitle(title); }

    Opened toReader() {
        if (m_list->isEmpty()) {
            return Error{ErrorKind::NoText, QStringLiteral("there is no message in it"),
                         QStringLiteral("Check that it is the right file")};
        }
        if (isFull()) {
            return Error{ErrorKind::TooLarge,
                         QStringLiteral("it holds more than %1 MiB of text").arg(m_options.limits.text >> 20),
                         QStringLiteral("Split it and add the parts")};
        }
        return std::unique_ptr<Reader>(std::move(m_list));
    }

private:
    static QString headersOf(GMimeMessage *message) {
        QStringList lines;
        for (const char *name : {"From", "To", "Cc", "Date", "Subject"}) {
            const auto value = decodeHeader(rawHeader(GMIME_OBJECT(message), name));
            if (!value.isEmpty())
                lines += QLatin1StringView(name) + QStringLiteral(": ") + value;
        }
        return lines.join(QLatin1Char('\n'));
    }

    [[nodiscard]] SectionList begin(const QString &label) const {
        auto limits = m_options.limits;
        limits.text = std::max<qint64>(m_textLeft, 0);
        SectionList sections(DocumentKind::Mail, limits);
        sections.beginSection(label);
        return sections;
    }

    void finish(SectionList &sections) {
        auto reader = sections.toReader();
        if (reader.ok()) {
            const auto before = m_list->textBytes();
            m_list->add(std::move(*reader));
            m_textLeft -= m_list->textBytes() - before;
        } else if (reader.error().kind == ErrorKind::TooLarge) {
            m_textLeft = 0;
        }
    }

    /// The text of a message, without what its attachments hold.
    void addText(SectionList &sections, GMimeObject *object, int depth) {
        if (depth > deepestPart || sections.isFull())
            return;
        if (const auto why = sealedWhy(object); !why.isEmpty()) {
            sections.addParagraph(why);
        } else if (isType(object, "multipart", "alternative") && GMIME_IS_MULTIPART(object)) {
            if (auto *best = bestAlternative(GMIME_MULTIPART(object)))
                addText(sections, best, depth + 1);
        } else if (GMIME_IS_MULTIPART(object)) {
            auto *parts = GMIME_MULTIPART(object);
            for (int i = 0; i < g_mime_multipart_get_count(parts); ++i)
                addText(sections, g_mime_multipart_get_part(parts, i), depth + 1);
        } else if (isBody(object)) {
            addBody(sections, object);
        }
    }

    /// Plain text, or else the last one, which its writer likes best (RFC 2046, 5.1.4).
    static GMimeObject *bestAlternative(GMimeMultipart *parts) {
        GMimeObject *best = nullptr;
        for (int i = 0; i < g_mime_multipart_get_count(parts); ++i) {
            auto *part = g_mime_multipart_get_part(parts, i);
            if (isType(part, "text", "plain") && isBody(part))
                return part;
            if (!best || GMIME_IS_MULTIPART(part) || isType(part, "text", "html"))
                best = part;
        }
        return best;
    }

    void addBody(SectionList &sections, GMimeObject *object) {
        const auto bytes = contentOf(GMIME_PART(object), m_options.limits.text);
        if (!bytes) {
            sections.addParagraph(QStringLiteral("Its text is too long to be read."));
            return;
        }
        const auto charset = QByteArray(g_mime_object_get_content_type_parameter(object, "charset"));
        auto text = decodeText(*bytes, charset);
        if (isType(object, "text", "html")) {
            addHtml(sections, text);
            return;
        }
        const auto parameter = [&](const char *name) {
            return QByteArray(g_mime_object_get_content_type_parameter(object, name)).toLower();
        };
        if (parameter("format") == "flowed")
            text = unflowed(text, parameter("delsp") == "yes");
        addParagraphs(sections, text, LineCount::Ignored);
    }

    void addHtml(SectionList &sections, const QString &html) {
        document::addHtml(parseHtml(html.toUtf8(), m_options.limits, "utf-8"), &sections);
    }

    void addAttachments(GMimeObject *object, const Place &place, int depth, int partDepth) {
        if (partDepth > deepestPart || ++m_parts > mostParts || isFull())
            return;
        if (!sealedWhy(object).isEmpty() || isSignature(object) || isBody(object))
            return;
        if (GMIME_IS_MULTIPART(object)) {
            auto *parts = GMIME_MULTIPART(object);
            for (int i = 0; i < g_mime_multipart_get_count(parts); ++i)
                addAttachments(g_mime_multipart_get_part(parts, i), place, depth, partDepth + 1);
        } else if (GMIME_IS_MESSAGE_PART(object)) {
            if (auto *message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object)))
                addInner(message, place, depth + 1);
        } else if (GMIME_IS_PART(object)) {
            addAttachment(GMIME_PART(object), place, depth + 1);
        }
    }

    void addInner(GMimeMessage *message, const Place &place, int depth) {
        const auto subject = decodeHeader(rawHeader(GMIME_OBJECT(message), "Subject"));
        const auto inner = place.of(messageName(subject));
        if (depth > m_options.limits.nesting)
            addSentence(inner, inner + QStringLiteral(": messages lie in messages too deep"));
        else
            addMessage(message, {inner, inner}, depth);
    }

    void addAttachment(GMimePart *part, const Place &place, int depth) {
        auto options = m_options;
        options.name = fileName(part);
        options.depth = depth;
        options.limits.text = m_textLeft;
        const auto label = place.of(QStringLiteral("attachment ") + quoted(options.name));
        const auto bytes = contentOf(part, m_bytesLeft);
        if (!bytes) {
            addSentence(label, label + QStringLiteral(": it is too large"));
            return;
        }
        m_bytesLeft -= bytes->size();
        const auto before = m_list->textBytes();
        const auto added = m_list->addDocument(*bytes, options, label);
        m_textLeft -= m_list->textBytes() - before;
        const bool isShown = g_mime_part_get_content_id(part) && // a logo within the text
                             isType(GMIME_OBJECT(part), "image", "*");
        if (!added.ok() && !(isShown && added.error().kind == ErrorKind::NoText))
            addSentence(label, label + QStringLiteral(": ") + added.error().message);
    }

    ReadOptions m_options;
    std::unique_ptr<ReaderList> m_list = std::make_unique<ReaderList>();
    qint64 m_textLeft;  ///< bytes of text that may still come
    qint64 m_bytesLeft; ///< of decoded attachments
    int m_parts = 0;    ///< of the message
};

/// nullptr when there is no message in the bytes.
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

QString subjectOf(const Owned<GMimeMessage> &message) {
    return decodeHeader(rawHeader(GMIME_OBJECT(message.get()), "Subject"));
}

/// Does a header field begin here: "Name:"?
bool isField(QByteArrayView line) {
    const auto colon = line.indexOf(':');
    return colon > 0 && std::ranges::all_of(line.first(colon), [](char c) { return c > ' ' && c < 0x7f; });
}

QByteArrayView lineAfter(QByteArrayView bytes, qsizetype at) {
    const auto end = bytes.indexOf('\n', at);
    if (end < 0)
        return {};
    const auto next = bytes.indexOf('\n', end + 1);
    return bytes.sliced(end + 1, (next < 0 ? bytes.size() : next) - end - 1);
}

/// Where the next "From " line is that parts messages: after a blank line, and a header follows it.
qsizetype nextFromLine(QByteArrayView bytes, qsizetype from) {
    for (auto at = bytes.indexOf("\nFrom ", from); at >= 0; at = bytes.indexOf("\nFrom ", at + 1)) {
        const auto before = bytes.first(at);
        const bool isAfterBlank = before.endsWith('\n') || before.endsWith("\n\r") || before.isEmpty();
        if (isAfterBlank && isField(lineAfter(bytes, at + 1)))
            return at + 1;
    }
    return bytes.size();
}

/// Without the "From " line, and with one ">" less before each "From " at a line's beginning (mboxrd).
QByteArray messageOf(QByteArrayView bytes) {
    if (bytes.startsWith("From "))
        bytes = bytes.sliced(std::min(bytes.size(), std::max<qsizetype>(bytes.indexOf('\n') + 1, 5)));
    if (!bytes.contains(">From "))
        return bytes.toByteArray();
    QByteArray result;
    result.reserve(bytes.size());
    for (qsizetype at = 0; at < bytes.size();) {
        const auto end = bytes.indexOf('\n', at);
        auto line = bytes.sliced(at, (end < 0 ? bytes.size() : end + 1) - at);
        at += line.size();
        const auto marks = std::ranges::find_if(line, [](char c) { return c != '>'; }) - line.begin();
        if (marks > 0 && line.sliced(marks).startsWith("From "))
            line = line.sliced(1);
        result += line;
    }
    return result;
}

Error noMessage() {
    return {ErrorKind::Damaged, QStringLiteral("it is damaged: no message could be read"),
            QStringLiteral("Save the message anew in its program")};
}

} // namespace

Opened openMail(const QByteArray &bytes, const ReadOptions &options) {
    if (bytes.size() > largestMessage) {
        return Error{ErrorKind::TooLarge,
                     QStringLiteral("it is larger than %1 MiB").arg(largestMessage >> 20),
                     QStringLiteral("Save its attachments and add those")};
    }
    const auto message = parseMessage(bytes.startsWith("From ") ? messageOf(bytes) : bytes);
    if (!message)
        return noMessage();
    const auto subject = subjectOf(message);
    MailCollector mail(options);
    mail.setTitle(subject);
    mail.addMessage(message.get(), {messageName(subject), {}}, options.depth);
    return mail.toReader();
}

Opened openMbox(const QByteArray &bytes, const ReadOptions &options) {
    if (!bytes.startsWith("From "))
        return openMail(bytes, options);
    MailCollector mail(options);
    const QByteArrayView view(bytes);
    int number = 0;
    for (qsizetype at = 0; at < view.size() && !mail.isFull();) {
        const auto end = nextFromLine(view, at);
        const auto slice = view.sliced(at, end - at);
        at = end;
        const auto place = QStringLiteral("message %1").arg(++number);
        if (slice.size() > largestMessage) {
            mail.addSentence(place, place + QStringLiteral(": it is too large"));
            continue;
        }
        const auto message = parseMessage(messageOf(slice));
        if (!message)
            continue;
        const auto subject = subjectOf(message).left(longestName);
        const auto whole = subject.isEmpty() ? place : place + QStringLiteral(": ") + subject;
        mail.addMessage(message.get(), {whole, whole}, options.depth);
    }
    return mail.toReader();
}

} // namespace docchat::document
