#pragma once

#include "document/readers/reader.h"

#include <QStringList>

#include <sys/mman.h>
#include <unistd.h>

/// What tests of readers share.
namespace docchat::tests {

/// Opens bytes as the worker opens a file.
inline Result<std::unique_ptr<document::Reader>> openBytes(const QByteArray &bytes, const QString &name,
                                                           const QString &password = {},
                                                           const QString &part = {}) {
    const int file = ::memfd_create("test", MFD_CLOEXEC);
    if (::ftruncate(file, off_t(bytes.size())) == 0 && !bytes.isEmpty())
        (void)::pwrite(file, bytes.constData(), size_t(bytes.size()), 0);
    document::ReadOptions options{{name, password}};
    options.part = part;
    options.mailName = name;
    auto reader = document::openReader(file, options);
    ::close(file);
    return reader;
}

/// The texts of all pages or sections; one item with the error's code when there are none.
inline QStringList textsOf(const Result<std::unique_ptr<document::Reader>> &reader) {
    QStringList texts;
    if (!reader.ok())
        return {code(reader.error().kind)};
    for (int number = 1; number <= (*reader)->info().pages; ++number) {
        const auto page = (*reader)->page(number);
        texts += page.ok() ? page->text : code(page.error().kind);
    }
    return texts;
}

} // namespace docchat::tests
