#include "document/readers/zip.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace docchat::document {
namespace {

constexpr int mostEntries = 100'000;
constexpr qint64 ratioFree = 1024 * 1024; // small files may be packed as tightly as they like
constexpr size_t readSize = 64 * 1024;

struct CloseArchive {
    void operator()(archive *file) const { archive_read_free(file); }
};
using Archive = std::unique_ptr<archive, CloseArchive>;

Error tooLarge(const QString &what) {
    return {ErrorKind::TooLarge, what,
            QStringLiteral("Save it anew from the program that made it, in parts")};
}

/// UTF-8, or the bytes of a name in another encoding one by one.
QString nameOf(archive_entry *entry) {
    if (const char *utf8 = archive_entry_pathname_utf8(entry))
        return QString::fromUtf8(utf8);
    return QString::fromLatin1(archive_entry_pathname(entry));
}

} // namespace

Result<ZipFile> ZipFile::open(const QByteArray &bytes, const ParseLimits &limits,
                              const std::function<bool(const QString &)> &wanted) {
    const Archive file(archive_read_new());
    archive_read_support_format_zip(file.get());
    if (archive_read_open_memory(file.get(), bytes.constData(), size_t(bytes.size())) != ARCHIVE_OK)
        return Error{ErrorKind::Damaged, QStringLiteral("it is damaged: its container cannot be opened"),
                     QStringLiteral("Get the file anew from where it came from")};
    ZipFile zip;
    qint64 unpacked = 0;
    QByteArray piece(readSize, Qt::Uninitialized);
    archive_entry *entry = nullptr;
    for (;;) {
        const int next = archive_read_next_header(file.get(), &entry);
        if (next == ARCHIVE_EOF)
            break;
        if (next < ARCHIVE_WARN) {
            zip.m_isWhole = false;
            break;
        }
        const auto name = nameOf(entry);
        zip.m_names += name;
        if (zip.m_names.size() > mostEntries)
            return tooLarge(QStringLiteral("it holds more than %1 files").arg(mostEntries));
        if (!wanted(name))
            continue;
        if (archive_entry_is_encrypted(entry))
            return Error{ErrorKind::Password, QStringLiteral("it is protected by a password"),
                         QStringLiteral("Open it in its program and save it without a password")};
        auto &content = zip.m_entries[name];
        for (;;) {
            const auto got = archive_read_data(file.get(), piece.data(), readSize);
            if (got <= 0) {
                zip.m_isWhole = zip.m_isWhole && got == 0;
                break;
            }
            content.append(piece.constData(), got);
            unpacked += got;
            if (unpacked > limits.text || unpacked > ratioFree + limits.zipRatio * bytes.size())
                return tooLarge(QStringLiteral("it unpacks to more than may be read"));
        }
    }
    if (zip.m_names.isEmpty())
        return Error{ErrorKind::Damaged,
                     QStringLiteral("it is damaged: its container holds nothing readable"),
                     QStringLiteral("Get the file anew from where it came from")};
    return zip;
}

} // namespace docchat::document
