#include "document/readers/compoundfile.h"

#include "base/words.h"

#include <QtEndian>

#include <algorithm>
#include <limits>
#include <vector>

namespace docchat::document {
namespace {

constexpr qsizetype headerSize = 512;
constexpr quint32 lastRealSector = 0xfffffffa;
constexpr quint32 endOfChain = 0xfffffffe;
constexpr qint64 numberSize = 4;
constexpr int tablesInHeader = 109;
constexpr qsizetype entrySize = 128;
constexpr qint64 smallStream = 4096; ///< what is shorter lies in the small sectors
constexpr qint64 smallSector = 64;
constexpr qint64 mostEntries = 100'000;
constexpr qint64 largestStream =
    qint64(300) * 1024 * 1024; ///< it is held beside the file, within the worker's memory

Error damaged(const QString &what) {
    return {ErrorKind::Damaged, Words::tr("it is damaged: ") + what,
            Words::tr("Get the file anew from where it came from")};
}

} // namespace

Result<CompoundFile> CompoundFile::open(const QByteArray &bytes) {
    CompoundFile file(bytes);
    if (!file.readHeader() || !file.readTable() || !file.readDirectory())
        return damaged(Words::tr("its container cannot be opened"));
    return file;
}

/// A number at a place in the file; beyond the file, the end of a chain.
quint32 CompoundFile::number(qint64 offset) const {
    if (offset < 0 || offset + numberSize > m_bytes.size())
        return endOfChain;
    return qFromLittleEndian<quint32>(m_bytes.constData() + offset);
}

bool CompoundFile::readHeader() {
    if (m_bytes.size() < headerSize || !m_bytes.startsWith("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
        return false;
    const auto shift = qFromLittleEndian<quint16>(m_bytes.constData() + 30);
    if (shift != 9 && shift != 12)
        return false;
    m_sectorSize = 1 << shift;
    m_sectors = (m_bytes.size() + m_sectorSize - 1) / m_sectorSize - 1; // the last one may be cut short
    return true;
}

/// The sectors of the allocation table: the first are named in the header, the others in a list of sectors.
bool CompoundFile::readTable() {
    const auto add = [&](quint32 sector) {
        if (sector < lastRealSector)
            m_table += sector;
        return m_table.size() <= m_sectors;
    };
    for (int i = 0; i < tablesInHeader; ++i) {
        if (!add(number(76 + i * numberSize)))
            return false;
    }
    auto sector = number(68);
    for (qint64 seen = 0; sector < lastRealSector; ++seen) {
        if (seen > m_sectors || sector >= m_sectors)
            return false;
        const auto last = offsetOf(sector) + m_sectorSize - numberSize;
        for (auto offset = offsetOf(sector); offset < last; offset += numberSize) {
            if (!add(number(offset)))
                return false;
        }
        sector = number(last);
    }
    return !m_table.isEmpty();
}

quint32 CompoundFile::next(quint32 sector) const {
    const auto perSector = m_sectorSize / numberSize;
    const auto table = qint64(sector) / perSector;
    if (table >= m_table.size())
        return endOfChain;
    return number(offsetOf(m_table[table]) + qint64(sector) % perSector * numberSize);
}

/// nullopt: it leaves the file or comes back to where it was.
std::optional<QList<quint32>> CompoundFile::chain(quint32 first) const {
    std::vector<bool> seen(size_t(m_sectors), false);
    QList<quint32> sectors;
    for (auto sector = first; sector != endOfChain; sector = next(sector)) {
        if (sector >= m_sectors || seen[sector])
            return std::nullopt;
        seen[sector] = true;
        sectors += sector;
    }
    return sectors;
}

std::optional<QByteArray> CompoundFile::content(quint32 first, qint64 size) const {
    const auto sectors = chain(first);
    if (!sectors || size > sectors->size() * qint64(m_sectorSize))
        return std::nullopt;
    QByteArray bytes;
    bytes.reserve(size);
    for (const auto sector : *sectors) {
        const auto wanted = std::min<qint64>(m_sectorSize, size - bytes.size());
        if (offsetOf(sector) + wanted > m_bytes.size())
            return std::nullopt;
        bytes.append(m_bytes.constData() + offsetOf(sector), wanted);
    }
    return bytes;
}

/// Small streams share the sectors of the root's stream, with a table of their own.
std::optional<QByteArray> CompoundFile::smallContent(const Entry &entry) const {
    const auto tableSectors = chain(number(60));
    const auto &root = m_entries.front();
    const auto shared = content(root.first, root.size);
    if (!tableSectors || !shared)
        return std::nullopt;
    const auto table = content(number(60), tableSectors->size() * m_sectorSize);
    if (!table)
        return std::nullopt;
    QByteArray bytes;
    auto sector = entry.first;
    while (bytes.size() < entry.size) { // ends: every turn adds some
        const auto wanted = std::min(smallSector, entry.size - bytes.size());
        if ((qint64(sector) + 1) * numberSize > table->size() ||
            sector * smallSector + wanted > shared->size())
            return std::nullopt;
        bytes.append(shared->constData() + sector * smallSector, wanted);
        sector = qFromLittleEndian<quint32>(table->constData() + sector * numberSize);
    }
    return bytes;
}

bool CompoundFile::readDirectory() {
    const auto sectors = chain(number(48));
    if (!sectors || sectors->size() * m_sectorSize > mostEntries * entrySize)
        return false;
    const auto directory = content(number(48), sectors->size() * m_sectorSize);
    if (!directory)
        return false;
    const bool isShort = m_sectorSize == headerSize; // its sizes have 32 bits, the others are chance
    for (qsizetype at = 0; at + entrySize <= directory->size(); at += entrySize) {
        const auto *bytes = directory->constData() + at;
        const auto length = std::clamp(qFromLittleEndian<quint16>(bytes + 64) / 2 - 1, 0, 31);
        QString name(length, Qt::Uninitialized);
        qFromLittleEndian<char16_t>(bytes, length, name.data());
        const auto size =
            isShort ? qFromLittleEndian<quint32>(bytes + 120) : qFromLittleEndian<quint64>(bytes + 120);
        const auto limited = qint64(std::min<quint64>(size, std::numeric_limits<qint64>::max()));
        m_entries.append({name, bytes[66] == 2, qFromLittleEndian<quint32>(bytes + 116), limited});
    }
    return !m_entries.isEmpty();
}

const CompoundFile::Entry *CompoundFile::find(QStringView name) const {
    const auto found = std::ranges::find_if(
        m_entries, [&](const Entry &entry) { return entry.isStream && entry.name == name; });
    return found == m_entries.end() ? nullptr : &*found;
}

bool CompoundFile::has(QStringView name) const {
    return find(name) != nullptr;
}

Result<QByteArray> CompoundFile::stream(QStringView name) const {
    const auto *entry = find(name);
    if (!entry)
        return damaged(Words::tr("a part of it is missing"));
    if (entry->size > m_bytes.size())
        return damaged(Words::tr("it is cut off"));
    if (entry->size > largestStream) {
        return Error{ErrorKind::TooLarge,
                     Words::tr("with a password it may have %1 MiB").arg(largestStream >> 20),
                     Words::tr("Open it in its program and save it without a password")};
    }
    auto bytes = entry->size < smallStream ? smallContent(*entry) : content(entry->first, entry->size);
    if (!bytes)
        return damaged(Words::tr("it is cut off, or its parts are out of order"));
    return std::move(*bytes);
}

} // namespace docchat::document
