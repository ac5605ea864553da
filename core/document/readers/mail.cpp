#include "base/words.h"
#include "document/readers/attachment.h"
#include "document/readers/charset.h"
#include "document/readers/htmltext.h"
#include "document/readers/mailbox.h"
#include "document/readers/mailmessage.h"
#include "document/readers/reader.h"
#include "document/readers/textlines.h"

namespace docchat::document {
namespace {

constexpr int deepestPart = 30; // parts in parts of one message

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

/// Where a message by itself is said to lie.
QString placeOf(const QString &subject) {
    return subject.isEmpty() ? QStringLiteral("message")
                             : QStringLiteral("message “%1”").arg(subject.left(longestName));
}

/// The text of messages in the order in which they stand, and what is attached to them.
class MailText {
public:
    explicit MailText(const ReadOptions &options)
        : m_limits(options.limits), m_sections(DocumentKind::Mail, options.limits) {}

    [[nodiscard]] bool isFull() const { return m_sections.isFull(); }

    /// `prefix`: what the parts of its attachments begin with.
    void addMessage(GMimeMessage *message, const QString &place, const QString &prefix) {
        m_sections.beginSection(place);
        m_sections.addParagraph(headersOf(message));
        if (auto *body = g_mime_message_get_mime_part(message))
            addText(body, 0);
        addAttachments(message, prefix);
    }

    void addSentence(const QString &place, const QString &sentence) {
        m_sections.beginSection(place);
        m_sections.addParagraph(sentence);
    }

    void setTitle(const QString &title) { m_sections.setTitle(title); }

    Opened toReader() {
        m_sections.setAttachments(m_attachments);
        return m_sections.toReader();
    }

private:
    static QString headersOf(GMimeMessage *message) {
        QStringList lines;
        for (const char *name : {"From", "To", "Cc", "Date", "Subject"}) {
            const auto value = headerOf(message, name);
            if (!value.isEmpty())
                lines += QLatin1StringView(name) + QStringLiteral(": ") + value;
        }
        return lines.join(QLatin1Char('\n'));
    }

    void addText(GMimeObject *object, int depth) {
        if (depth > deepestPart || isFull())
            return;
        if (const auto why = sealedWhy(object); !why.isEmpty()) {
            m_sections.addParagraph(why);
        } else if (isType(object, "multipart", "alternative") && GMIME_IS_MULTIPART(object)) {
            if (auto *best = bestAlternative(GMIME_MULTIPART(object)))
                addText(best, depth + 1);
        } else if (GMIME_IS_MULTIPART(object)) {
            auto *parts = GMIME_MULTIPART(object);
            for (int i = 0; i < g_mime_multipart_get_count(parts); ++i)
                addText(g_mime_multipart_get_part(parts, i), depth + 1);
        } else if (isBody(object)) {
            addBody(object);
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

    void addBody(GMimeObject *object) {
        const auto bytes = contentOf(GMIME_PART(object), m_limits.text);
        if (!bytes) {
            m_sections.addParagraph(Words::tr("Its text is too long to be read."));
            return;
        }
        auto text = decodeText(*bytes, parameterOf(object, "charset"));
        if (isType(object, "text", "html")) {
            addHtml(parseHtml(text.toUtf8(), m_limits, "utf-8"), &m_sections);
            return;
        }
        if (parameterOf(object, "format") == "flowed")
            text = unflowed(text, parameterOf(object, "delsp") == "yes");
        addParagraphs(m_sections, text, LineCount::Ignored);
    }

    void addAttachments(GMimeMessage *message, const QString &prefix) {
        QStringList names;
        const auto attached = attachmentsOf(message);
        for (size_t i = 0; i < attached.size() && m_attachments.size() < mostAttachments; ++i) {
            names += attachmentName(attached[i]);
            m_attachments += {prefix + QString::number(i + 1), names.last()};
        }
        if (!names.isEmpty())
            m_sections.addParagraph(QStringLiteral("Attachments: ") + names.join(QStringLiteral(", ")));
        if (const auto left = qsizetype(attached.size()) - names.size(); left > 0) {
            m_sections.addParagraph(Words::tr("%1 more attachments are not read: only the first %2 are.")
                                        .arg(left)
                                        .arg(mostAttachments));
        }
    }

    ParseLimits m_limits;
    SectionList m_sections;
    QList<Attachment> m_attachments;
};

Error noMessage() {
    return {ErrorKind::Damaged, Words::tr("it is damaged: no message could be read"),
            Words::tr("Save the message anew in its program")};
}

} // namespace

Opened openMail(const QByteArray &bytes, const ReadOptions &options) {
    if (bytes.size() > largestMessage) {
        return Error{ErrorKind::TooLarge, Words::tr("it is larger than %1 MiB").arg(largestMessage >> 20),
                     Words::tr("Save its attachments and add those")};
    }
    const auto raw = bytes.startsWith("From ") ? messageOf(bytes) : bytes;
    const auto message = parseMessage(raw);
    if (!message)
        return noMessage();
    const auto subject = headerOf(message.get(), "Subject");
    MailText mail(options);
    mail.setTitle(subject);
    mail.addMessage(message.get(), placeOf(subject), {});
    return mail.toReader();
}

Opened openMbox(const QByteArray &bytes, const ReadOptions &options) {
    if (!bytes.startsWith("From "))
        return openMail(bytes, options);
    MailText mail(options);
    Mailbox mailbox(bytes);
    int number = 0;
    while (const auto slice = mail.isFull() ? std::nullopt : mailbox.next()) {
        const auto place = QStringLiteral("message %1").arg(++number);
        if (slice->size() > largestMessage) {
            mail.addSentence(place, place + Words::tr(": it is too large"));
            continue;
        }
        const auto raw = messageOf(*slice);
        const auto message = parseMessage(raw);
        if (!message)
            continue;
        const auto subject = headerOf(message.get(), "Subject").left(longestName);
        mail.addMessage(message.get(), subject.isEmpty() ? place : place + QStringLiteral(": ") + subject,
                        QString::number(number) + QLatin1Char('/'));
    }
    return mail.toReader();
}

} // namespace docchat::document
