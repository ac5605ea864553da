#include "index/postingsfile.h"

#include "index/analysis.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QtEndian>

#include <array>
#include <cstring>

static_assert(Q_BYTE_ORDER == Q_LITTLE_ENDIAN, "the file is written as memory lies");

namespace docchat::index {
namespace {

constexpr std::array<char, 8> magic{'D', 'o', 'c', 'C', 'p', 'o', 's', 't'};
constexpr quint64 formatVersion = 1;
constexpr size_t arrays = 10;
constexpr qsizetype chunk = 1 << 20; // bytes between two looks at the stop
constexpr auto checksum = QCryptographicHash::Blake2b_256;

struct Header {
    std::array<char, 8> magic = {};
    quint64 version = 0;
    quint64 analysis = 0;
    qint64 lastPassage = 0;
    quint64 words = 0;
    std::array<quint64, arrays> counts = {}; ///< entries of each array
};

quint64 mixed(quint64 sum, quint64 value) {
    sum = (sum ^ value) * 0x9E37'79B9'7F4A'7C15ULL;
    return sum ^ sum >> 32U;
}

/// Changes when words become other terms: by our code, or by another libstemmer.
quint64 analysisMark() {
    quint64 sum = 0;
    const auto text = QStringLiteral(
        "The engines were running: organisations' generalised studies, 3.5 % of 2024-117, naïve cafés in the "
        "Hauptstraße, ΣΊΣΥΦΟΣ, Москва бежали, 東京大学で学ぶ, 강철은 합금이다, เหล็กกล้า, हिन्दी, Việt Nam, "
        "العربيّة ﬁne");
    for (const auto &token : analyse(text)) {
        for (const auto unit : token.term)
            sum = mixed(sum, unit.unicode());
        sum = mixed(sum, 0);
    }
    return sum;
}

/// Calls visit for every array of a segment and for its marks, in the order of the file.
template <class S, class M, class Visit>
void forEachArray(S &segment, M &marks, Visit visit) {
    visit(segment.documents);
    visit(marks);
    visit(segment.passages);
    visit(segment.documentOf);
    visit(segment.lengths);
    visit(segment.terms);
    visit(segment.termEnds);
    visit(segment.frequencies);
    visit(segment.lists);
    visit(segment.listEnds);
}

template <class T>
QByteArrayView bytesOf(const std::vector<T> &values) {
    return {reinterpret_cast<const char *>(values.data()), qsizetype(values.size() * sizeof(T))};
}

Error failed(const QFileDevice &file) {
    return {ErrorKind::Disk, QStringLiteral("%1: %2").arg(file.fileName(), file.errorString()),
            QStringLiteral("Free some room and check the folder's permissions; questions take longer until "
                           "then")};
}

Error unusable(const QString &path, const QString &why) {
    return {ErrorKind::Damaged, QStringLiteral("%1 %2").arg(path, why),
            QStringLiteral("Nothing is to be done: it is made anew from the library")};
}

} // namespace

QString postingsPath(const QString &libraryPath) {
    return QFileInfo(libraryPath).dir().filePath(QStringLiteral("postings.bin"));
}

quint64 documentMark(const QByteArray &sha256, qint64 addedAt) {
    auto sum = mixed(1, quint64(addedAt));
    for (const auto byte : sha256)
        sum = mixed(sum, quint8(byte));
    return sum | 1U; // never 0
}

Status writePostings(const QString &path, const StoredPostings &postings, const std::stop_token &stop) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return failed(file);
    const auto &segment = *postings.segment;
    Header header{magic, formatVersion, analysisMark(), segment.lastPassage, segment.words, {}};
    size_t next = 0;
    forEachArray(segment, postings.marks, [&](const auto &array) { header.counts[next++] = array.size(); });

    QCryptographicHash sum(checksum);
    bool whole = true;
    const auto put = [&](QByteArrayView bytes) {
        for (qsizetype i = 0; i < bytes.size() && whole; i += chunk) {
            const auto piece = bytes.sliced(i, std::min(chunk, bytes.size() - i));
            sum.addData(piece);
            whole = !stop.stop_requested() && file.write(piece.data(), piece.size()) == piece.size();
        }
    };
    put({reinterpret_cast<const char *>(&header), qsizetype(sizeof header)});
    forEachArray(segment, postings.marks, [&](const auto &array) { put(bytesOf(array)); });
    const auto result = sum.result();
    whole = whole && file.write(result) == result.size();
    if (!whole || !file.commit())
        return failed(file);
    return Done{};
}

Result<StoredPostings> readPostings(const QString &path, const std::stop_token &stop) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::Missing, QStringLiteral("%1: %2").arg(path, file.errorString()),
                     QStringLiteral("Nothing is to be done: it is made from the library")};
    Header header;
    if (file.read(reinterpret_cast<char *>(&header), sizeof header) != qint64(sizeof header) ||
        header.magic != magic)
        return unusable(path, QStringLiteral("is no index of words"));
    if (header.version != formatVersion || header.analysis != analysisMark())
        return unusable(path, QStringLiteral("is of another version"));

    auto segment = std::make_shared<Segment>();
    std::vector<quint64> marks;
    auto left = quint64(file.size()) - sizeof header;
    bool whole = true;
    size_t next = 0;
    QCryptographicHash sum(checksum);
    sum.addData({reinterpret_cast<const char *>(&header), qsizetype(sizeof header)});
    forEachArray(*segment, marks, [&](auto &array) {
        const auto count = header.counts[next++];
        whole = whole && count <= left / sizeof(array[0]);
        if (!whole)
            return;
        left -= count * sizeof(array[0]);
        array.resize(count);
        const auto bytes = bytesOf(array);
        for (qsizetype i = 0; i < bytes.size() && whole; i += chunk) {
            const auto size = std::min(chunk, bytes.size() - i);
            auto *piece = reinterpret_cast<char *>(array.data()) + i;
            whole = !stop.stop_requested() && file.read(piece, size) == size;
            sum.addData({piece, size});
        }
    });
    segment->lastPassage = header.lastPassage;
    segment->words = header.words;
    if (!whole || file.readAll() != sum.result() || marks.size() != segment->documents.size() ||
        !segment->isWhole())
        return unusable(path, QStringLiteral("is damaged"));
    return StoredPostings{std::move(segment), std::move(marks)};
}

} // namespace docchat::index
