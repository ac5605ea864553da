#include "document/readers/reader.h"

#include "base/words.h"
#include "document/readers/attachment.h"

#include <QImage>

#include <cstring>
#include <sys/mman.h>
#include <sys/stat.h>

namespace docchat::document {
namespace {

constexpr qint64 largestFile =
    qint64(700) * 1024 * 1024; // with the parser's own needs this fits the address limit

/// A file in memory for as long as this lives. A file that shrinks meanwhile ends the worker, which is
/// contained.
class MappedFile {
public:
    MappedFile(int descriptor, qint64 size) : m_size(size) {
        if (size > 0)
            m_data = ::mmap(nullptr, size_t(size), PROT_READ, MAP_PRIVATE, descriptor, 0);
    }
    ~MappedFile() {
        if (m_data != MAP_FAILED)
            ::munmap(m_data, size_t(m_size));
    }
    MappedFile(const MappedFile &) = delete;
    MappedFile &operator=(const MappedFile &) = delete;

    [[nodiscard]] bool valid() const { return m_data != MAP_FAILED; }
    [[nodiscard]] QByteArray bytes() const {
        return QByteArray::fromRawData(static_cast<const char *>(m_data), qsizetype(m_size));
    }

private:
    qint64 m_size;
    void *m_data = MAP_FAILED;
};

/// A reader together with what holds the bytes that it reads from.
class KeepingReader : public Reader {
public:
    KeepingReader(std::shared_ptr<const void> bytes, std::unique_ptr<Reader> reader)
        : m_bytes(std::move(bytes)), m_reader(std::move(reader)) {}
    [[nodiscard]] OpenedReply info() const override { return m_reader->info(); }
    [[nodiscard]] Result<Page> page(int number) override { return m_reader->page(number); }
    [[nodiscard]] QByteArray bytesToConvert() const override { return m_reader->bytesToConvert(); }
    [[nodiscard]] Status render(const RenderRequest &request, uchar *pixels) override {
        return m_reader->render(request, pixels);
    }

private:
    std::shared_ptr<const void> m_bytes;
    std::unique_ptr<Reader> m_reader;
};

Opened keeping(std::shared_ptr<const void> bytes, Opened reader) {
    if (!reader.ok())
        return reader;
    return std::unique_ptr<Reader>(std::make_unique<KeepingReader>(std::move(bytes), std::move(*reader)));
}

Opened openAttachment(const QByteArray &mail, const ReadOptions &options) {
    auto found = attachedFile(mail, options);
    if (!found.ok())
        return found.error();
    const auto file = std::make_shared<const AttachedFile>(std::move(*found));
    return keeping(file, openBytes(file->bytes, file->options));
}

} // namespace

Status Reader::render(const RenderRequest &, uchar *) {
    return Error{ErrorKind::Unsupported, Words::tr("there are no pages to draw"), {}};
}

void copyPixels(const QImage &from, uchar *to) {
    const auto line = size_t(from.width()) * 4;
    for (int y = 0; y < from.height(); ++y)
        std::memcpy(to + size_t(y) * line, from.constScanLine(y), line);
}

Error lockedError(const QString &password) {
    return {ErrorKind::Password,
            password.isEmpty() ? Words::tr("a password is needed") : Words::tr("the password does not fit"),
            Words::tr("Unlock it with its password")};
}

Opened openReader(int descriptor, const ReadOptions &options) {
    struct stat info{};
    if (::fstat(descriptor, &info) != 0)
        return Error{ErrorKind::Unreadable, Words::tr("it cannot be read"), Words::tr("Check the disk")};
    if (info.st_size == 0) {
        return Error{ErrorKind::NoText, Words::tr("the file is empty"),
                     Words::tr("Get the file anew from where it came from")};
    }
    if (info.st_size > largestFile) {
        return Error{ErrorKind::TooLarge, Words::tr("it is larger than %1 MiB").arg(largestFile >> 20),
                     Words::tr("Split it and add the parts")};
    }
    const auto file = std::make_shared<const MappedFile>(descriptor, info.st_size);
    if (!file->valid())
        return Error{ErrorKind::TooLarge, Words::tr("it does not fit into memory"), Words::tr("Split it")};
    if (!options.part.isEmpty())
        return openAttachment(file->bytes(), options);
    return keeping(file, openBytes(file->bytes(), options));
}

} // namespace docchat::document
