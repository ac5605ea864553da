#include "provider/embeddings.h"

#include "base/words.h"

#include <algorithm>
#include <cmath>

#include <simdjson.h>

namespace docchat::provider {
namespace {

/// The numbers, in no more memory than they need: all vectors of a library's documents may be held at once.
/// Empty: not usable.
Vector numbersOf(simdjson::ondemand::array numbers) {
    static thread_local Vector vector;
    vector.clear();
    bool anyDirection = false;
    for (auto number : numbers) {
        double value = 0;
        if (number.get_double().get(value) != simdjson::SUCCESS || !std::isfinite(float(value)))
            return {};
        vector.push_back(float(value));
        anyDirection = anyDirection || vector.back() != 0;
    }
    return anyDirection ? vector : Vector();
}

Error noVectors(const QByteArray &body, const Asked &asked) {
    return unusable(body, Words::tr("vectors"), asked);
}

Error badNumbers(const Asked &asked) {
    return badAnswer(asked.server,
                     Words::tr("sent a vector that is empty, all zero or holds what is no number"));
}

Error tooMany(const Asked &asked) {
    return badAnswer(asked.server, Words::tr("sent more vectors than there were texts"));
}

/// All there, and of one dimension.
Result<std::vector<Vector>> whole(std::vector<Vector> vectors, qsizetype count, const Asked &asked) {
    const auto expected = qsizetype(vectors.size());
    const bool allThere =
        std::all_of(vectors.begin(), vectors.end(), [](const Vector &vector) { return !vector.empty(); });
    if (count != expected || !allThere)
        return badAnswer(asked.server,
                         Words::tr("sent %1 usable vectors for %2 texts").arg(count).arg(expected));
    const bool even = std::all_of(vectors.begin(), vectors.end(), [&](const Vector &vector) {
        return vector.size() == vectors.front().size();
    });
    if (!even)
        return badAnswer(asked.server, Words::tr("sent vectors of different dimensions at once"));
    return vectors;
}

simdjson::ondemand::parser &parser() {
    static thread_local simdjson::ondemand::parser parser;
    return parser;
}

} // namespace

Result<std::vector<Vector>> parseEmbeddings(const QByteArray &body, qsizetype expected, const Asked &asked) {
    const simdjson::padded_string padded(body.constData(), size_t(body.size()));
    simdjson::ondemand::document document;
    simdjson::ondemand::array data;
    if (parser().iterate(padded).get(document) != simdjson::SUCCESS ||
        document["data"].get_array().get(data) != simdjson::SUCCESS)
        return noVectors(body, asked);
    std::vector<Vector> vectors(static_cast<size_t>(expected));
    qsizetype count = 0;
    for (auto entry : data) {
        simdjson::ondemand::object object;
        simdjson::ondemand::array numbers;
        uint64_t index = 0;
        if (entry.get_object().get(object) != simdjson::SUCCESS ||
            object.find_field_unordered("embedding").get_array().get(numbers) != simdjson::SUCCESS)
            return noVectors(body, asked);
        auto vector = numbersOf(numbers);
        if (vector.empty())
            return badNumbers(asked);
        if (object.find_field_unordered("index").get_uint64().get(index) != simdjson::SUCCESS)
            index = uint64_t(count);
        if (index >= uint64_t(expected))
            return tooMany(asked);
        vectors[size_t(index)] = std::move(vector);
        ++count;
    }
    return whole(std::move(vectors), count, asked);
}

Result<std::vector<Vector>> parseOllamaEmbeddings(const QByteArray &body, qsizetype expected,
                                                  const Asked &asked) {
    const simdjson::padded_string padded(body.constData(), size_t(body.size()));
    simdjson::ondemand::document document;
    simdjson::ondemand::array rows;
    if (parser().iterate(padded).get(document) != simdjson::SUCCESS ||
        document["embeddings"].get_array().get(rows) != simdjson::SUCCESS)
        return noVectors(body, asked);
    std::vector<Vector> vectors(static_cast<size_t>(expected));
    qsizetype count = 0;
    for (auto row : rows) {
        simdjson::ondemand::array numbers;
        if (row.get_array().get(numbers) != simdjson::SUCCESS)
            return noVectors(body, asked);
        if (count >= expected)
            return tooMany(asked);
        vectors[size_t(count)] = numbersOf(numbers);
        if (vectors[size_t(count)].empty())
            return badNumbers(asked);
        ++count;
    }
    return whole(std::move(vectors), count, asked);
}

} // namespace docchat::provider
