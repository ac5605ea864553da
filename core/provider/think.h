#pragma once

#include <QString>

namespace docchat::provider {

/// Parts <think>…</think> at the start of an answer from the answer, however the text is cut into pieces.
/// Holds back what could be half a tag. Pure.
class ThinkFilter {
public:
    struct Parted {
        QString text = {};
        QString reasoning = {};
    };

    [[nodiscard]] Parted feed(const QString &text);
    /// What was held back.
    [[nodiscard]] Parted finish();

private:
    enum class Where { Start, Thinking, Gap, Answer };

    bool step(Parted &parted);
    bool begin();
    bool think(Parted &parted);

    Where m_where = Where::Start;
    QString m_held;
};

} // namespace docchat::provider
