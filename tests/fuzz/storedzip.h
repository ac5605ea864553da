#pragma once

#include <QByteArray>

#include <vector>

namespace docchat::fuzz {

struct ZipEntry {
    QByteArray name;
    QByteArray bytes;
};

/// A zip file of uncompressed entries, in their order.
[[nodiscard]] QByteArray storedZip(const std::vector<ZipEntry> &entries);

} // namespace docchat::fuzz
