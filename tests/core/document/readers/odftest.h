#pragma once

#include <QByteArray>
#include <QList>

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <utility>

/// Zips and OpenDocument files that tests make by hand.
namespace docchat::tests {

using ZipEntries = QList<std::pair<QByteArray, QByteArray>>; ///< name, content

inline QByteArray zipOf(const ZipEntries &entries) {
    qsizetype size = 100'000;
    for (const auto &[name, content] : entries)
        size += content.size() + 1000;
    QByteArray bytes(size, '\0');
    size_t used = 0;
    const std::unique_ptr<archive, decltype(&archive_write_free)> file(archive_write_new(),
                                                                       &archive_write_free);
    archive_write_set_format_zip(file.get());
    archive_write_set_bytes_in_last_block(file.get(), 1);
    archive_write_open_memory(file.get(), bytes.data(), size_t(size), &used);
    for (const auto &[name, content] : entries) {
        const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                                  &archive_entry_free);
        archive_entry_set_pathname(entry.get(), name.constData());
        archive_entry_set_size(entry.get(), content.size());
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0644);
        archive_write_header(file.get(), entry.get());
        archive_write_data(file.get(), content.constData(), size_t(content.size()));
    }
    archive_write_close(file.get());
    return bytes.left(qsizetype(used));
}

inline constexpr char odfNames[] =
    " xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
    " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
    " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
    " xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'"
    " xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'"
    " xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0'"
    " xmlns:presentation='urn:oasis:names:tc:opendocument:xmlns:presentation:1.0'"
    " xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'"
    " xmlns:dc='http://purl.org/dc/elements/1.1/'";

/// An XML file whose root is `root` and declares the prefixes of OpenDocument.
inline QByteArray odfXml(const QByteArray &root, const QByteArray &content) {
    return "<?xml version='1.0' encoding='UTF-8'?><" + root + odfNames + ">" + content + "</" + root + ">";
}

/// `type`: "text", "presentation", "spreadsheet"; `body`: what is in that element.
inline QByteArray odfContent(const QByteArray &type, const QByteArray &body) {
    return odfXml("office:document-content",
                  "<office:body><office:" + type + ">" + body + "</office:" + type + "></office:body>");
}

inline QByteArray odfOf(const QByteArray &type, const QByteArray &body, const ZipEntries &others = {}) {
    return zipOf(ZipEntries{{"mimetype", "application/vnd.oasis.opendocument." + type},
                            {"content.xml", odfContent(type, body)}} +
                 others);
}

} // namespace docchat::tests
