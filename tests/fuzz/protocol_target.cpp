#include "target.h"

#include "document/protocol.h"
#include "model/layout.h"

using namespace docchat;
using namespace docchat::document;

namespace {

/// What was understood is understood again when it is sent on, as the very same bytes.
template <class T>
std::optional<T> understood(const QByteArray &body) {
    auto message = decode<T>(body);
    if (message) {
        const auto again = encode(*message);
        const auto second = decode<T>(again);
        fuzz::require(second.has_value(), "what was decoded can be sent on");
        fuzz::require(encode(*second) == again, "what is sent on stays the same");
    }
    return message;
}

void readLayout(const QByteArray &bytes, QSizeF size, qsizetype textSize) {
    const auto layout = PageLayout::decode(bytes, size);
    if (!layout)
        return;
    qsizetype last = 0;
    for (const auto &word : layout->words()) {
        fuzz::require(word.length() >= 0 && word.start >= last, "words come in order");
        last = word.start + word.length();
    }
    (void)layout->rects(0, textSize);
    (void)layout->rects(textSize / 2, textSize / 2 + 1);
    (void)layout->rects(0, last + 1);
    fuzz::require(PageLayout::decode(layout->encode(), size).has_value(), "a layout can be stored");
}

void readLines(const QByteArray &bytes) {
    const auto marks = decodeLines(bytes);
    if (!marks)
        return;
    const auto again = decodeLines(encodeLines(*marks));
    fuzz::require(again && *again == *marks, "lines can be stored");
    for (const auto &mark : *marks)
        fuzz::require(lineAt(*marks, mark.start) >= mark.number, "a line is found where it begins");
}

void readBody(const QByteArray &body) {
    (void)understood<OpenRequest>(body);
    (void)understood<PagesRequest>(body);
    (void)understood<RenderRequest>(body);
    (void)understood<ReadyReply>(body);
    (void)understood<FailedReply>(body);
    if (const auto opened = understood<OpenedReply>(body)) {
        fuzz::require(opened->pages >= 0 && opened->sizes.size() <= opened->pages,
                      "no more sizes than pages");
        fuzz::require(opened->attachments.size() <= mostAttachments, "no more attachments than are allowed");
        fuzz::require(opened->attachedBytes >= 0, "what is to be extracted has a size");
        for (const auto &attachment : opened->attachments)
            fuzz::require(isPartPath(attachment.part) && !attachment.name.isEmpty(),
                          "attachments can be asked for");
    }
    if (const auto part = understood<PagePart>(body)) {
        fuzz::require(part->page.number >= 1, "pages count from 1");
        readLayout(part->page.layout, part->page.size, part->page.text.size());
    }
}

} // namespace

FUZZ_TARGET(protocol) {
    FrameReader whole;
    const auto frames = whole.feed(input);
    for (const auto &frame : frames) {
        fuzz::require(frame.body.size() <= largestFrame, "no frame is larger than it may be");
        readBody(frame.body);
    }
    FrameReader cut; // the same stream in two pieces
    auto pieces = cut.feed(input.left(input.size() / 2));
    for (auto &frame : cut.feed(input.mid(input.size() / 2)))
        pieces.push_back(std::move(frame));
    fuzz::require(pieces.size() == frames.size() && cut.broken() == whole.broken(), "cuts change nothing");
    readBody(input);
    readLines(input);
    readLayout(input, QSizeF(612, 792), input.size());
}
