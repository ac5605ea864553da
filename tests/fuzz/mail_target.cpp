#include "document/readers/attachment.h"

#include "readall.h"
#include "target.h"

using namespace docchat;
using namespace docchat::document;

namespace {

constexpr qsizetype mostOpened = 4; // attachments of an input: the rest is more of the same

/// The mail, and what is attached to it as the worker would be asked for it.
void readMail(const QByteArray &input, const QString &name,
              Opened (*open)(const QByteArray &, const ReadOptions &)) {
    auto options = fuzz::readOptions(name);
    const auto opened = open(input, options);
    fuzz::readAll(opened, options);
    const auto attachments = opened.ok() ? (*opened)->info().attachments : QList<Attachment>();
    options.mailName = name;
    for (const auto &attachment : attachments.first(std::min(attachments.size(), mostOpened))) {
        options.part = attachment.part;
        const auto file = attachedFile(input, options);
        if (!file.ok())
            continue;
        fuzz::require(file->options.name == attachment.name, "an attachment keeps its name");
        fuzz::require(file->bytes.size() <= options.limits.text, "an attachment stays within its limit");
        fuzz::readAll(openBytes(file->bytes, file->options), file->options);
    }
}

} // namespace

FUZZ_TARGET(mail) {
    readMail(input, QStringLiteral("a.eml"), openMail);
    readMail(input, QStringLiteral("a.mbox"), openMbox);
}
