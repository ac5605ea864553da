#include "index/signs.h"

#include "index/vectors.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace docchat::index {
namespace {

using std::size_t;

constexpr size_t rowsAChunk = 1024;
constexpr qint64 smallChunk = 512; ///< with fewer rows a chunk waits for others to be joined with
constexpr qint64 mostSmallChunks = 64;

quint64 mixed(quint64 value) { // splitmix64
    value += 0x9E3779B97F4A7C15U;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31);
}

void flipSigns(std::vector<float> &vector, quint64 round) {
    for (size_t i = 0; i < vector.size(); ++i) {
        if ((mixed(round * 0x10001 + i / 64) >> (i % 64)) & 1)
            vector[i] = -vector[i];
    }
}

/// The Hadamard transform of `size` numbers, a power of two; not scaled.
void transform(float *numbers, size_t size) {
    for (size_t half = 1; half < size; half *= 2) {
        for (size_t block = 0; block < size; block += 2 * half) {
            for (size_t i = block; i < block + half; ++i) {
                const float a = numbers[i];
                const float b = numbers[i + half];
                numbers[i] = a + b;
                numbers[i + half] = a - b;
            }
        }
    }
}

/// Flips and transforms the beginning and the end by turns, so that any dimension will do.
void rotate(std::vector<float> &vector) {
    const auto size = std::bit_floor(vector.size());
    const float scale = 1 / std::sqrt(float(size));
    for (quint64 round = 0; round < 4; ++round) {
        flipSigns(vector, round);
        const auto begin = round % 2 == 0 ? 0 : vector.size() - size;
        transform(vector.data() + begin, size);
        for (size_t i = begin; i < begin + size; ++i)
            vector[i] *= scale;
    }
}

template <class T>
QByteArray bytesOf(const std::vector<T> &values) {
    return QByteArray(reinterpret_cast<const char *>(values.data()), qsizetype(values.size() * sizeof(T)));
}

template <class T>
std::vector<T> valuesOf(QByteArrayView bytes) {
    std::vector<T> values(size_t(bytes.size()) / sizeof(T));
    if (!values.empty())
        std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
    return values;
}

quint64 checksumOf(const SignRows &rows) {
    quint64 sum = rows.passages.size();
    const auto add = [&sum](quint64 value) { sum = std::rotl((sum ^ value) * 0x9E3779B97F4A7C15U, 29); };
    std::for_each(rows.passages.begin(), rows.passages.end(), add);
    std::for_each(rows.documents.begin(), rows.documents.end(), add);
    std::for_each(rows.bits.begin(), rows.bits.end(), add);
    return sum;
}

/// `count` rows from `first` on.
SignRows slice(const SignRows &rows, size_t first, size_t count, size_t words) {
    const auto part = [](const auto &all, size_t from, size_t length) {
        const auto begin = all.begin() + qsizetype(from);
        return std::decay_t<decltype(all)>(begin, begin + qsizetype(length));
    };
    return {part(rows.passages, first, count), part(rows.documents, first, count),
            part(rows.bits, first * words, count * words)};
}

void append(SignRows &to, const SignRows &rows) {
    to.passages.insert(to.passages.end(), rows.passages.begin(), rows.passages.end());
    to.documents.insert(to.documents.end(), rows.documents.begin(), rows.documents.end());
    to.bits.insert(to.bits.end(), rows.bits.begin(), rows.bits.end());
}

void writeChunk(Database &database, qint64 model, int dimension, const SignRows &rows) {
    const auto [first, last] = std::minmax_element(rows.passages.begin(), rows.passages.end());
    database
        .prepare("INSERT INTO sign_chunk(model, dimension, count, first_passage, last_passage, checksum,"
                 " passages, documents, bits) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
        .bind(model, dimension, qint64(rows.passages.size()), *first, *last, qint64(checksumOf(rows)),
              bytesOf(rows.passages), bytesOf(rows.documents), bytesOf(rows.bits))
        .run();
}

void writeChunks(Database &database, qint64 model, int dimension, const SignRows &rows) {
    const auto words = wordsFor(size_t(dimension));
    for (size_t first = 0; first < rows.passages.size(); first += rowsAChunk) {
        const auto count = std::min(rowsAChunk, rows.passages.size() - first);
        writeChunk(database, model, dimension, slice(rows, first, count, words));
    }
}

void removeChunk(Database &database, qint64 id) {
    database.prepare("DELETE FROM sign_chunk WHERE id=?1").bind(id).run();
}

std::vector<qint64> smallChunks(Database &database, qint64 model, int dimension) {
    std::vector<qint64> ids;
    auto rows = database.prepare("SELECT id FROM sign_chunk WHERE model=?1 AND dimension=?2 AND count<?3");
    rows.bind(model, dimension, smallChunk);
    while (rows.step())
        ids.push_back(rows.integer(0));
    std::sort(ids.begin(), ids.end());
    return ids;
}

/// Many small chunks become few large ones. One that is damaged goes: it is found missing, and made anew.
void joinSmallChunks(Database &database, qint64 model, int dimension) {
    const auto ids = smallChunks(database, model, dimension);
    if (qint64(ids.size()) < mostSmallChunks)
        return;
    SignRows all;
    for (const auto id : ids) {
        if (const auto rows = readChunk(database, id, dimension))
            append(all, *rows);
        removeChunk(database, id);
    }
    writeChunks(database, model, dimension, all);
}

/// Where a chunk is, and of what.
struct ChunkPlace {
    qint64 id = 0;
    qint64 model = 0;
    int dimension = 0;
};

std::vector<ChunkPlace> chunksOver(Database &database, qint64 firstPassage, qint64 lastPassage) {
    std::vector<ChunkPlace> places;
    auto rows = database.prepare(
        "SELECT id, model, dimension FROM sign_chunk WHERE first_passage<=?2 AND last_passage>=?1");
    rows.bind(firstPassage, lastPassage);
    while (rows.step())
        places.push_back({rows.integer(0), rows.integer(1), int(rows.integer(2))});
    return places;
}

/// Writes a chunk anew without the rows that `isGone`(row's number, rows) names.
template <class F>
void filterChunk(Database &database, const ChunkPlace &place, F isGone) {
    const auto rows = readChunk(database, place.id, place.dimension);
    if (!rows)
        return;
    const auto words = wordsFor(size_t(place.dimension));
    SignRows kept;
    for (size_t i = 0; i < rows->passages.size(); ++i) {
        if (!isGone(i, *rows))
            append(kept, slice(*rows, i, 1, words));
    }
    if (kept.passages.size() == rows->passages.size())
        return;
    removeChunk(database, place.id);
    if (!kept.passages.empty())
        writeChunk(database, place.model, place.dimension, kept);
}

} // namespace

std::vector<quint64> signsOf(const std::vector<float> &vector) {
    auto rotated = vector;
    if (!rotated.empty())
        rotate(rotated);
    std::vector<quint64> bits(wordsFor(vector.size()));
    for (size_t i = 0; i < rotated.size(); ++i)
        bits[i / 64] |= quint64(rotated[i] > 0) << (i % 64);
    return bits;
}

void addSigns(Database &database, qint64 model, int dimension, const SignRows &rows) {
    writeChunks(database, model, dimension, rows);
    joinSmallChunks(database, model, dimension);
}

void removeSigns(Database &database, DocumentId document) {
    auto range = database.prepare("SELECT min(id), max(id) FROM passage WHERE document=?1");
    if (!range.bind(document).step() || range.isNull(0))
        return;
    for (const auto &place : chunksOver(database, range.integer(0), range.integer(1)))
        filterChunk(database, place,
                    [document](size_t i, const SignRows &rows) { return rows.documents[i] == document; });
}

void removeSigns(Database &database, qint64 model, qint64 passage) {
    for (const auto &place : chunksOver(database, passage, passage)) {
        if (place.model == model)
            filterChunk(database, place,
                        [passage](size_t i, const SignRows &rows) { return rows.passages[i] == passage; });
    }
}

std::optional<SignRows> readChunk(Database &database, qint64 id, int dimension) {
    auto row = database.prepare(
        "SELECT count, checksum, passages, documents, bits, dimension FROM sign_chunk WHERE id=?1");
    if (!row.bind(id).step() || row.integer(5) != dimension)
        return std::nullopt;
    SignRows rows{valuesOf<qint64>(row.view(2)), valuesOf<DocumentId>(row.view(3)),
                  valuesOf<quint64>(row.view(4))};
    const auto count = rows.passages.size();
    const bool isWhole = qint64(count) == row.integer(0) && rows.documents.size() == count &&
                         rows.bits.size() == count * wordsFor(size_t(dimension)) &&
                         qint64(checksumOf(rows)) == row.integer(1);
    return isWhole ? std::optional(std::move(rows)) : std::nullopt;
}

SignRows signsFromVectors(Database &database, qint64 model, int dimension, const std::vector<qint64> &known) {
    SignRows found;
    auto rows =
        database.prepare("SELECT embedding.passage, document, vector FROM embedding JOIN passage"
                         " ON passage.id=embedding.passage WHERE model=?1 ORDER BY embedding.passage");
    rows.bind(model);
    while (rows.step()) {
        if (std::binary_search(known.begin(), known.end(), rows.integer(0)))
            continue;
        const auto vector = unpackVector(rows.view(2));
        if (vector.size() != size_t(dimension))
            continue;
        append(found, {{rows.integer(0)}, {rows.integer(1)}, signsOf(vector)});
    }
    return found;
}

void rebuildSigns(Database &database, qint64 model, int dimension) {
    database.prepare("DELETE FROM sign_chunk WHERE model=?1 AND dimension=?2").bind(model, dimension).run();
    writeChunks(database, model, dimension, signsFromVectors(database, model, dimension, {}));
}

} // namespace docchat::index
