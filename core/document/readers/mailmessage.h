#pragma once

#include <QByteArray>
#include <QString>

#include <gmime/gmime.h>

#include <memory>
#include <optional>
#include <vector>

/// A message of a mail as GMime parses it. Everything in it is a stranger's.
namespace docchat::document {

/// What GMime made and somebody has to give back.
struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

/// nullptr when there is no message in the bytes.
[[nodiscard]] Owned<GMimeMessage> parseMessage(const QByteArray &bytes);

/// A header for people; empty where there is none.
[[nodiscard]] QString headerOf(GMimeMessage *message, const char *name);

[[nodiscard]] bool isType(GMimeObject *object, const char *type, const char *subtype);

/// "charset" of "text/plain; charset=utf-8"; empty where there is none.
[[nodiscard]] QByteArray parameterOf(GMimeObject *object, const char *name);

/// What a part says when nobody may read it; empty for others.
[[nodiscard]] QString sealedWhy(GMimeObject *object);

/// Is it part of the message's own text?
[[nodiscard]] bool isBody(GMimeObject *object);

/// Its decoded bytes; nullopt when they are more than `most`.
[[nodiscard]] std::optional<QByteArray> contentOf(GMimePart *part, qint64 most);

/// The files and messages attached to a message, in order, at most 10,000 parts deep and wide: without its
/// text, signatures, what is sealed, and pictures shown within the text.
[[nodiscard]] std::vector<GMimeObject *> attachmentsOf(GMimeMessage *message);

/// The name of an attachment for people, as isFitForName() and longestName ask.
[[nodiscard]] QString attachmentName(GMimeObject *attachment);

/// The bytes of an attachment, as if it had been a file; nullopt when they are more than `most`.
[[nodiscard]] std::optional<QByteArray> attachmentBytes(GMimeObject *attachment, qint64 most);

} // namespace docchat::document
