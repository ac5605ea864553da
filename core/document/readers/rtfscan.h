#pragma once

#include <QByteArrayView>

#include <optional>

namespace docchat::document {

/// What RTF is made of.
struct RtfToken {
    enum class Kind { End, Open, Close, Word, Symbol, Hex, Byte };

    Kind kind = Kind::End;
    QByteArrayView word = {};       ///< of a control word
    std::optional<int> number = {}; ///< its parameter
    uchar byte = 0;                 ///< of Symbol, Hex and Byte

    [[nodiscard]] int numberOr(int fallback) const { return number.value_or(fallback); }
    [[nodiscard]] bool isOn() const { return numberOr(1) != 0; }
};

/// Parts RTF into tokens; the bytes of \bin are passed over. Pure, and never reads beyond the bytes.
class RtfScanner {
public:
    explicit RtfScanner(QByteArrayView bytes) : m_bytes(bytes) {}

    RtfToken next();

    /// The next byte as it stands, whatever it means elsewhere: the second one of a character. nullopt at the
    /// end or before \'.
    std::optional<uchar> takeTrailByte();

private:
    RtfToken control();
    RtfToken controlWord();

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
};

} // namespace docchat::document
