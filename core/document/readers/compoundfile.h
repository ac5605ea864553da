#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace docchat::document {

/// A compound file ([MS-CFB]), as far as it takes to find a stream by its name. A reader of our own: libgsf
/// would bring a library more into the sandbox for what two hundred lines do. The bytes must outlive it.
class CompoundFile {
public:
    /// Error: Damaged, when its directory cannot be read.
    [[nodiscard]] static Result<CompoundFile> open(const QByteArray &bytes);

    [[nodiscard]] bool has(QStringView name) const; ///< in whatever folder

    /// All bytes of a stream. Error: Damaged (missing, cut off, a chain without end), TooLarge.
    [[nodiscard]] Result<QByteArray> stream(QStringView name) const;

private:
    struct Entry {
        QString name;
        bool isStream = false;
        quint32 first = 0; ///< sector
        qint64 size = 0;
    };

    explicit CompoundFile(const QByteArray &bytes) : m_bytes(bytes) {}
    [[nodiscard]] bool readHeader();
    [[nodiscard]] bool readTable();
    [[nodiscard]] bool readDirectory();
    [[nodiscard]] quint32 number(qint64 offset) const;
    [[nodiscard]] qint64 offsetOf(quint32 sector) const { return (qint64(sector) + 1) * m_sectorSize; }
    [[nodiscard]] quint32 next(quint32 sector) const;
    [[nodiscard]] std::optional<QList<quint32>> chain(quint32 first) const;
    [[nodiscard]] std::optional<QByteArray> content(quint32 first, qint64 size) const;
    [[nodiscard]] std::optional<QByteArray> smallContent(const Entry &entry) const;
    [[nodiscard]] const Entry *find(QStringView name) const;

    QByteArray m_bytes;
    int m_sectorSize = 512;
    qint64 m_sectors = 0;   ///< that the file has room for
    QList<quint32> m_table; ///< sectors of the allocation table
    QList<Entry> m_entries; ///< the root first
};

} // namespace docchat::document
