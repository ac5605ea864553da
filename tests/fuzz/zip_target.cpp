#include "target.h"

#include "document/readers/zip.h"

using namespace docchat;

namespace {

constexpr qint64 mostText = 1024 * 1024;

qint64 unpackedSize(const document::ZipFile &zip) {
    qint64 size = 0;
    for (const auto &name : zip.names())
        size = std::max<qint64>(size, zip.entry(name).size());
    return size;
}

} // namespace

FUZZ_TARGET(zip) {
    document::ParseLimits limits;
    limits.text = mostText;
    limits.zipRatio = 10;
    const auto all = document::ZipFile::open(input, limits, [](const QString &) { return true; });
    if (all.ok()) {
        fuzz::require(unpackedSize(*all) <= limits.text, "an entry stays within the limit");
        for (const auto &name : all->names())
            fuzz::require(all->has(name), "an entry that was asked for is there");
    } else {
        fuzz::require(!all.error().message.isEmpty() && !all.error().hint.isEmpty(),
                      "an error says what to do");
    }
    const auto none = document::ZipFile::open(input, limits, [](const QString &) { return false; });
    if (none.ok())
        fuzz::require(unpackedSize(*none) == 0, "nothing is unpacked that nobody asked for");
}
