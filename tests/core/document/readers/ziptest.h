#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>

#include <archive.h>
#include <archive_entry.h>

/// Zip files made in memory.
namespace docchat::tests {

using Parts = QList<QPair<QByteArray, QByteArray>>; ///< names with contents, in the order of the file

/// `options`: for libarchive, such as "zip:encryption=traditional".
inline QByteArray zipped(const Parts &parts, const char *options = nullptr) {
    qsizetype size = 100'000;
    for (const auto &[name, content] : parts)
        size += content.size() + 2 * name.size() + 1000;
    QByteArray bytes(size, Qt::Uninitialized);
    size_t used = 0;
    auto *file = archive_write_new();
    archive_write_set_format_zip(file);
    if (options) {
        archive_write_set_options(file, options);
        archive_write_set_passphrase(file, "secret");
    }
    archive_write_set_bytes_in_last_block(file, 1);
    archive_write_open_memory(file, bytes.data(), size_t(bytes.size()), &used);
    for (const auto &[name, content] : parts) {
        auto *entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.constData());
        archive_entry_set_size(entry, content.size());
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_write_header(file, entry);
        archive_write_data(file, content.constData(), size_t(content.size()));
        archive_entry_free(entry);
    }
    archive_write_close(file);
    archive_write_free(file);
    return bytes.left(qsizetype(used));
}

inline QByteArray relationship(const char *id, const char *kind, const char *target) {
    return QByteArray("<Relationship Id='") + id +
           "' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + kind +
           "' Target='" + target + "'/>";
}

inline QByteArray relationships(const QByteArray &all) {
    return "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" + all +
           "</Relationships>";
}

inline QByteArray coreProperties(const QByteArray &title) {
    return "<cp:coreProperties xmlns:cp='c' xmlns:dc='d'><dc:title>" + title +
           "</dc:title></cp:coreProperties>";
}

/// An element whose namespaces are declared, as the root of a part.
inline QByteArray root(const QByteArray &name, const QByteArray &content) {
    return "<" + name +
           " xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
           " xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main'"
           " xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"
           " xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'"
           " xmlns:dgm='http://schemas.openxmlformats.org/drawingml/2006/diagram'"
           " xmlns:xdr='http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing'"
           " xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
           " xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'"
           " xmlns:v='urn:schemas-microsoft-com:vml'"
           " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>" +
           content + "</" + name.split(' ').first() + ">";
}

/// Entities that would grow to a thousand million words.
inline QByteArray laughs(const QByteArray &rootElement, const QByteArray &before, const QByteArray &after) {
    QByteArray xml = "<!DOCTYPE " + rootElement + " [<!ENTITY l0 'laugh '>";
    for (int level = 1; level < 10; ++level) {
        const auto inner = "&l" + QByteArray::number(level - 1) + ";";
        xml += "<!ENTITY l" + QByteArray::number(level) + " '" + inner.repeated(10) + "'>";
    }
    return xml + "]>" + before + "&l9;" + after;
}

inline QByteArray chart() {
    return root(
        "c:chartSpace",
        "<c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Sales of </a:t></a:r><a:r><a:t>pears</a:t></a:r>"
        "</a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser><c:tx><c:strRef><c:strCache>"
        "<c:pt><c:v>North</c:v></c:pt></c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache><c:pt>"
        "<c:v>May</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:pt><c:v>4"
        "</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart>");
}
constexpr auto chartLabels = "Chart: Sales of pears; North; May";

} // namespace docchat::tests
