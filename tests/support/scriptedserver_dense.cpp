#include "scriptedserver_dense.h"

#include <QByteArrayList>
#include <QHash>

#include <random>

namespace docchat::tests {

DenseVectors::DenseVectors(int dimension) : m_dimension(dimension) {
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> component(-0.05, 0.05); // as long as in a vector of length one
    QByteArrayList numbers;
    for (int i = 0; i < dimension; ++i)
        numbers += QByteArray::number(component(random), 'g', 17) + ',';
    for (const auto &number : numbers + numbers) {
        m_offsets += m_ring.size();
        m_ring += number;
    }
    m_offsets += m_ring.size();
}

QByteArray DenseVectors::numbers(const QString &text) const {
    const auto first = qsizetype(qHash(text, 0) % size_t(m_dimension));
    const auto begin = m_offsets[first];
    return m_ring.sliced(begin, m_offsets[first + m_dimension] - begin - 1);
}

} // namespace docchat::tests
