#include "document/readers/attachment.h"

#include "base/words.h"
#include "document/readers/mailbox.h"
#include "document/readers/mailmessage.h"

namespace docchat::document {
namespace {

Error notThere() {
    return {ErrorKind::Damaged, Words::tr("it is not attached to the mail any more"),
            Words::tr("Add the mail again")};
}

/// The numbers of a part path, taken from its beginning.
class PartPath {
public:
    explicit PartPath(const QString &path) : m_numbers(path.split(QLatin1Char('/'))) {}
    [[nodiscard]] bool isEmpty() const { return m_numbers.isEmpty(); }
    [[nodiscard]] int take() {
        return isEmpty() ? 0 : m_numbers.takeFirst().toInt();
    } ///< 0: none, or no number

private:
    QStringList m_numbers;
};

/// Message `number` of a mailbox, from 1; empty: there is none.
QByteArray messageIn(const QByteArray &bytes, int number) {
    Mailbox mailbox(bytes);
    auto message = mailbox.next();
    for (int at = 1; message && at < number; ++at)
        message = mailbox.next();
    return message && number > 0 && message->size() <= largestMessage ? messageOf(*message) : QByteArray();
}

QByteArray messageIn(const QByteArray &bytes, MailFormat format, PartPath *path) {
    if (format == MailFormat::Mailbox)
        return messageIn(bytes, path->take());
    if (bytes.size() > largestMessage)
        return {};
    return bytes.startsWith("From ") ? messageOf(bytes) : bytes;
}

/// One step down: the attachment of the mail in `outer`.
Result<AttachedFile> attachedTo(const AttachedFile &outer, PartPath *path) {
    const auto format = mailFormat(outer.bytes, outer.options.name);
    if (format == MailFormat::None)
        return notThere();
    const auto raw = messageIn(outer.bytes, format, path);
    const auto message = raw.isEmpty() ? nullptr : parseMessage(raw);
    if (!message)
        return notThere();
    const auto attached = attachmentsOf(message.get());
    const int number = path->take();
    if (number < 1 || number > mostAttachments || size_t(number) > attached.size())
        return notThere();
    auto *found = attached[size_t(number) - 1];
    const auto most = outer.options.limits.text;
    auto bytes = attachmentBytes(found, most);
    if (!bytes)
        return Error{ErrorKind::TooLarge, Words::tr("it is larger than %1 MiB").arg(most >> 20),
                     Words::tr("Save it from the mail and add that")};
    if (bytes->isEmpty())
        return Error{ErrorKind::NoText, Words::tr("the attachment is empty"),
                     Words::tr("Get the mail anew from where it came from")};
    AttachedFile file{std::move(*bytes), outer.options};
    file.options.name = attachmentName(found);
    ++file.options.depth;
    return file;
}

} // namespace

Result<AttachedFile> attachedFile(const QByteArray &bytes, const ReadOptions &options) {
    Result<AttachedFile> file = AttachedFile{bytes, options};
    file->options.name = options.mailName;
    PartPath path(options.part);
    while (file.ok() && !path.isEmpty())
        file = attachedTo(*file, &path);
    return file;
}

} // namespace docchat::document
