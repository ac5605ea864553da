#include "storedzip.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace docchat::fuzz {
namespace {

constexpr size_t headersOfAnEntry = 1024; // more than its headers take
constexpr qsizetype endOfZip = 16 * 1024; // padded to a block

} // namespace

QByteArray storedZip(const std::vector<ZipEntry> &entries) {
    size_t room = size_t(endOfZip);
    for (const auto &entry : entries)
        room += size_t(entry.bytes.size() + 2 * entry.name.size()) + headersOfAnEntry;
    QByteArray zip(qsizetype(room), '\0');
    size_t used = 0;
    const std::unique_ptr<archive, decltype(&archive_write_free)> out(archive_write_new(),
                                                                      &archive_write_free);
    archive_write_set_format_zip(out.get());
    archive_write_zip_set_compression_store(out.get());
    archive_write_open_memory(out.get(), zip.data(), room, &used);
    for (const auto &[name, bytes] : entries) {
        const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> header(archive_entry_new(),
                                                                                   &archive_entry_free);
        archive_entry_set_pathname(header.get(), name.constData());
        archive_entry_set_size(header.get(), bytes.size());
        archive_entry_set_filetype(header.get(), AE_IFREG);
        archive_entry_set_perm(header.get(), 0644);
        archive_write_header(out.get(), header.get());
        archive_write_data(out.get(), bytes.constData(), size_t(bytes.size()));
    }
    archive_write_close(out.get());
    zip.truncate(qsizetype(used));
    return zip;
}

} // namespace docchat::fuzz
