#include "index/firstpage.h"

#include "index/schema.h"

#include <QByteArray>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <algorithm>
#include <optional>
#include <vector>

namespace docchat::index {
namespace {

constexpr qsizetype pageSize = 4096; // of every library that DocChat has made
constexpr qsizetype headerSize = 100;
constexpr int leafOfTable = 13;
constexpr int innerOfTable = 5;

/// Reads a page's bytes in order; past its end there are zeros.
struct Reader {
    QByteArrayView page;
    qsizetype at = 0;

    quint8 byte() { return at < page.size() ? quint8(page[at++]) : quint8(0); }
    quint64 varint() {
        quint64 value = 0;
        for (int i = 0; i < 8; ++i) {
            const auto next = byte();
            value = value << 7 | (next & 0x7F);
            if (next < 0x80)
                return value;
        }
        return value << 8 | byte();
    }
};

quint16 number16(QByteArrayView page, qsizetype at) {
    return qFromBigEndian<quint16>(page.data() + at);
}

/// Of a row "type, name, table, root page, sql": its id. Nothing: it is no row of the schema.
std::optional<quint64> schemaRow(QByteArrayView page, qsizetype at) {
    Reader cell{page, at};
    cell.varint(); // how long it is
    const auto id = cell.varint();
    const auto begin = cell.at;
    const auto header = cell.varint();
    std::vector<quint64> types;
    while (cell.at < begin + qsizetype(header) && cell.at < page.size() && types.size() <= 5)
        types.push_back(cell.varint());
    const auto length = types.size() == 5 && types[0] >= 13 && types[0] % 2 == 1 ? (types[0] - 13) / 2 : 0;
    const auto text = begin + qsizetype(header);
    if (length == 0 || length > 5 || text + qsizetype(length) > page.size())
        return std::nullopt;
    const auto word = page.sliced(text, qsizetype(length));
    return word == QByteArrayView("table") || word == QByteArrayView("index") ? std::optional(id)
                                                                              : std::nullopt;
}

struct Leaf {
    quint32 number = 0;
    quint64 firstId = 0;
    quint64 lastId = 0;
};

/// Most of its rows must be of the schema: some may have been overwritten.
std::optional<Leaf> schemaLeaf(QByteArrayView page, quint32 number) {
    const int rows = number16(page, 3);
    if (quint8(page[0]) != leafOfTable || rows == 0 || 8 + 2 * rows > page.size())
        return std::nullopt;
    Leaf leaf{number};
    int found = 0;
    for (int i = 0; i < rows; ++i) {
        const auto id = schemaRow(page, number16(page, 8 + 2 * i));
        if (!id || *id <= leaf.lastId)
            continue;
        leaf.firstId = found++ == 0 ? *id : leaf.firstId;
        leaf.lastId = *id;
    }
    return 2 * found > rows ? std::optional(leaf) : std::nullopt;
}

std::vector<Leaf> schemaLeaves(QFile &file) {
    std::vector<Leaf> leaves;
    const auto pages = file.size() / pageSize;
    for (qint64 number = 2; number <= pages; ++number) {
        file.seek((number - 1) * pageSize);
        const auto page = file.read(pageSize);
        if (page.size() != pageSize)
            break;
        if (const auto leaf = schemaLeaf(page, quint32(number)))
            leaves.push_back(*leaf);
    }
    std::ranges::sort(leaves, {}, &Leaf::firstId);
    return leaves;
}

void put32(QByteArray &page, qsizetype at, quint32 value) {
    qToBigEndian(value, page.data() + at);
}

void put16(QByteArray &page, qsizetype at, quint16 value) {
    qToBigEndian(value, page.data() + at);
}

QByteArray varintOf(quint64 value) { // below 2^56, as ids of a schema are
    QByteArray bytes(1, char(value & 0x7F));
    while (value >>= 7)
        bytes.prepend(char((value & 0x7F) | 0x80));
    return bytes;
}

QByteArray header(quint32 pages, bool hasWal) {
    QByteArray page(pageSize, '\0');
    page.replace(0, 16, QByteArray("SQLite format 3", 16));
    put16(page, 16, pageSize);
    page[18] = page[19] = hasWal ? 2 : 1;
    page.replace(21, 3, QByteArray("\x40\x20\x20"));
    put32(page, 24, 1); // change counter
    put32(page, 28, pages);
    put32(page, 40, 1); // schema cookie
    put32(page, 44, 4); // schema format
    put32(page, 56, 1); // UTF-8
    put32(page, 60, schemaVersion);
    put32(page, 68, quint32(applicationId));
    put32(page, 92, 1); // the counter that the number of pages belongs to
    put32(page, 96, 3'040'001);
    return page;
}

/// The root of the schema, above its leaves.
QByteArray firstPage(const std::vector<Leaf> &leaves, quint32 pages, bool hasWal) {
    auto page = header(pages, hasWal);
    auto content = pageSize;
    const auto cells = leaves.size() - 1; // the last leaf is the right pointer
    page[headerSize] = innerOfTable;
    put16(page, headerSize + 3, quint16(cells));
    put32(page, headerSize + 8, leaves.back().number);
    for (size_t i = 0; i < cells; ++i) {
        QByteArray cell(4, '\0');
        put32(cell, 0, leaves[i].number);
        cell += varintOf(leaves[i].lastId);
        content -= cell.size();
        page.replace(content, cell.size(), cell);
        put16(page, headerSize + 12 + 2 * qsizetype(i), quint16(content));
    }
    put16(page, headerSize + 5, quint16(content));
    return page;
}

} // namespace

bool copyWithNewFirstPage(const QString &library, const QString &copy) {
    QFile damaged(library);
    if (!damaged.open(QIODevice::ReadOnly))
        return false;
    const auto leaves = schemaLeaves(damaged);
    if (leaves.empty() || leaves.size() > pageSize / 16)
        return false;
    const auto wal = QStringLiteral("-wal");
    const bool hasWal = QFileInfo(library + wal).size() > 0;
    if (!QFile::copy(library, copy) || (hasWal && !QFile::copy(library + wal, copy + wal)))
        return false;
    QFile made(copy);
    const auto page = firstPage(leaves, quint32(damaged.size() / pageSize), hasWal);
    return made.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && made.open(QIODevice::ReadWrite) &&
           made.write(page) == page.size() && made.flush();
}

} // namespace docchat::index
