#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace docchat::tests {

/// Vectors for benchmarks: each is a window onto one ring of random numbers whose text is made once, so that
/// a reply of 33 KB costs a copy and not 1,536 conversions.
class DenseVectors {
public:
    explicit DenseVectors(int dimension);

    /// The numbers for `text` with commas between, at most 17 digits each; the same text gets the same.
    [[nodiscard]] QByteArray numbers(const QString &text) const;

private:
    QByteArray m_ring;          ///< the numbers twice over, each followed by a comma
    QList<qsizetype> m_offsets; ///< where each of them begins, and the end
    int m_dimension;
};

} // namespace docchat::tests
