#include "target.h"

#include "provider/chatreader.h"

using namespace docchat;
using namespace docchat::provider;

namespace {

/// All that a stream says, in a form that can be compared.
QString heard(ChatReader &reader, const std::vector<QByteArray> &pieces) {
    QString all;
    QString reasoning;
    bool over = false;
    const auto hear = [&](const std::vector<ChatDelta> &deltas) {
        for (const auto &delta : deltas) {
            if (over)
                return;
            all += delta.piece.text;
            reasoning += delta.piece.reasoning;
            if (delta.error)
                fuzz::require(!delta.error->message.isEmpty() && !delta.error->hint.isEmpty(),
                              "an error says what and what next");
            over = delta.error || delta.ended;
            all += delta.error ? delta.error->message : QString();
        }
    };
    for (const auto &piece : pieces) {
        if (!over)
            hear(reader.feed(piece));
    }
    if (!over)
        hear(reader.finish());
    return all + QChar(0) + reasoning;
}

template <class Reader>
void read(const QByteArray &input) {
    const Asked asked{QStringLiteral("http://a"), QStringLiteral("m")};
    Reader whole(asked);
    const auto expected = heard(whole, {input});
    Reader halves(asked);
    fuzz::require(heard(halves, {input.left(input.size() / 2), input.mid(input.size() / 2)}) == expected,
                  "cuts change nothing");
    std::vector<QByteArray> bytes;
    for (const char c : input)
        bytes.emplace_back(1, c);
    Reader single(asked);
    fuzz::require(heard(single, bytes) == expected, "byte by byte it says the same");
}

} // namespace

FUZZ_TARGET(chatstream) {
    read<OpenAiChatReader>(input);
    read<OllamaChatReader>(input);
}
