#include "readall.h"

#include "target.h"

#include "model/layout.h"

namespace docchat::fuzz {

using namespace document;

namespace {

constexpr qint64 mostText = 1024 * 1024;
constexpr qint64 headroom = 256 * 1024; // what one last paragraph may add before a reader stops
constexpr qsizetype textPerFrame = 200'000;

/// A page as the worker would send it: the parent must be able to read it.
void requireSendable(const Page &page) {
    qsizetype last = 0;
    int number = 0;
    for (const auto &mark : page.lines) {
        require(mark.start >= last && mark.number >= number, "lines come in order");
        require(mark.start <= page.text.size(), "lines begin within the text");
        last = mark.start;
        number = mark.number;
    }
    Page piece = page;
    piece.text.truncate(textPerFrame);
    const auto body = encode(PagePart{piece, false});
    require(body.size() <= largestFrame, "a page fits into frames");
    const auto decoded = decode<PagePart>(body);
    require(decoded.has_value(), "the parent understands the page");
    require(decoded->page.text == piece.text && decoded->page.lines == piece.lines, "the page arrives whole");
    if (!page.layout.isEmpty())
        require(PageLayout::decode(page.layout, page.size).has_value(), "the layout can be decoded");
}

} // namespace

ReadOptions readOptions(const QString &name) {
    ReadOptions options;
    options.name = name;
    options.limits.text = mostText;
    options.password = QStringLiteral("secret"); // of the seeds that are locked
    options.mostHashes = 1000;
    return options;
}

void readAll(const Opened &opened, const ReadOptions &options) {
    if (!opened.ok()) {
        require(!opened.error().message.isEmpty(), "an error says what is wrong");
        return;
    }
    const auto &reader = *opened;
    const auto info = reader->info();
    require(info.pages >= 1, "a document that opens has a page");
    require(decode<OpenedReply>(encode(info)).has_value(), "the parent understands the reply");
    qint64 text = 0;
    for (int number = 1; number <= info.pages; ++number) {
        const auto page = reader->page(number);
        if (!page.ok()) {
            require(!page.error().message.isEmpty(), "a page's error says what is wrong");
            continue;
        }
        require(page->number == number, "a page knows its number");
        requireSendable(*page);
        text += page->text.size() * qint64(sizeof(QChar));
    }
    require(text <= options.limits.text + headroom, "the text stays within its limit");
}

void readAll(const QByteArray &bytes, const QString &name) {
    const auto options = readOptions(name);
    readAll(openBytes(bytes, options), options);
}

} // namespace docchat::fuzz
