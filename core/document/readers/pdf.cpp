#include "document/readers/reader.h"

#include "base/words.h"
#include "document/readers/ocr.h"
#include "document/readers/pagetext.h"
#include "document/readers/pdfnotes.h"
#include "document/readers/pdfoutline.h"

#include <poppler-qt6.h>
#include <QImage>
#include <QRegularExpression>

#include <algorithm>
#include <cstring>
#include <optional>

namespace docchat::document {
namespace {

constexpr int mostSizes = 20'000;
constexpr double largestSide = 20'000; // points; what lies beyond is not drawn

bool isRightToLeft(const QString &text) {
    return std::any_of(text.begin(), text.end(),
                       [](QChar c) { return c.direction() == QChar::DirR || c.direction() == QChar::DirAL; });
}

/// Turns the words [first, last) around, the blanks between them staying between the same two.
void turn(std::vector<FoundWord>::iterator first, std::vector<FoundWord>::iterator last) {
    if (last - first < 2)
        return;
    const bool spaceAtEnd = std::prev(last)->spaceAfter;
    for (auto word = std::prev(last); word != first; --word)
        word->spaceAfter = std::prev(word)->spaceAfter;
    first->spaceAfter = spaceAtEnd;
    std::reverse(first, last);
}

void turnLetters(FoundWord &word) {
    auto points = word.text.toUcs4();
    std::reverse(points.begin(), points.end());
    word.text = QString::fromUcs4(reinterpret_cast<const char32_t *>(points.constData()), points.size());
    std::reverse(word.boxes.begin(), word.boxes.end());
}

/// One line: if both its ends are from the right, or one is and most letters are, it is read from the right
/// and what is Latin in it from the left; otherwise the other way round.
void lineToLogicalOrder(std::vector<FoundWord>::iterator first, std::vector<FoundWord>::iterator last) {
    qsizetype fromRight = 0;
    qsizetype fromLeft = 0;
    for (auto word = first; word != last; ++word) {
        if (isRightToLeft(word->text)) {
            turnLetters(*word);
            fromRight += word->text.size();
        } else {
            fromLeft +=
                std::count_if(word->text.begin(), word->text.end(), [](QChar c) { return c.isLetter(); });
        }
    }
    if (fromRight == 0)
        return;
    const bool begins = isRightToLeft(first->text);
    const bool ends = isRightToLeft(std::prev(last)->text);
    const bool lineFromRight = begins == ends ? begins : fromRight >= fromLeft;
    if (lineFromRight)
        turn(first, last);
    for (auto word = first; word != last;) {
        const bool right = isRightToLeft(word->text);
        const auto run = std::find_if(
            word, last, [right](const FoundWord &other) { return isRightToLeft(other.text) != right; });
        if (right != lineFromRight)
            turn(word, run);
        word = run;
    }
}

/// Poppler gives Arabic and Hebrew as they stand from left to right: puts each line into the order it is read
/// in.
void toLogicalOrder(std::vector<FoundWord> &words) {
    for (auto first = words.begin(); first != words.end();) {
        const auto end =
            std::find_if(first, words.end(), [](const FoundWord &word) { return word.endsLine; });
        const auto last = end == words.end() ? end : std::next(end);
        const bool ends = std::prev(last)->endsLine;
        std::prev(last)->endsLine = false;
        lineToLogicalOrder(first, last);
        std::prev(last)->endsLine = ends;
        first = last;
    }
}

/// The words of a page with their characters' boxes. `textList()` alone: Page::text() interleaves columns.
std::vector<FoundWord> wordsOf(const Poppler::Page &page) {
    std::vector<FoundWord> words;
    for (const auto &box : page.textList()) {
        FoundWord word;
        word.text = box->text();
        const auto characters = std::count_if(word.text.begin(), word.text.end(),
                                              [](QChar unit) { return !unit.isLowSurrogate(); });
        word.boxes.reserve(size_t(characters));
        for (int i = 0; i < characters; ++i)
            word.boxes.push_back(box->charBoundingBox(i));
        word.spaceAfter = box->hasSpaceAfter();
        word.endsLine = box->nextWord() == nullptr;
        words.push_back(std::move(word));
    }
    toLogicalOrder(words);
    return words;
}

/// Does a trailer name an encryption dictionary? Poppler takes a document for plain when it does not know the
/// kind, and gives noise for text.
bool saysEncrypted(const QByteArray &bytes) {
    static const QRegularExpression entry(QStringLiteral("/Encrypt\\s*(\\d+\\s+\\d+\\s+R|<<)"));
    for (auto at = bytes.indexOf("/Encrypt"); at >= 0; at = bytes.indexOf("/Encrypt", at + 1)) {
        if (entry.match(QString::fromLatin1(bytes.mid(at, 100))).hasMatch())
            return true;
    }
    return false;
}

/// Can any page be read?
bool hasPage(const Poppler::Document &document) {
    for (int i = 0; i < std::min(document.numPages(), mostSizes); ++i) {
        if (std::unique_ptr<Poppler::Page>(document.page(i)))
            return true;
    }
    return false;
}

class PdfReader : public Reader {
public:
    PdfReader(std::unique_ptr<Poppler::Document> document, const ReadOptions &options)
        : m_document(std::move(document)), m_name(options.name), m_languages(options.ocr) {
        m_document->setRenderHint(Poppler::Document::Antialiasing);
        m_document->setRenderHint(Poppler::Document::TextAntialiasing);
        m_document->setRenderHint(Poppler::Document::TextSlightHinting);
    }

    [[nodiscard]] OpenedReply info() const override {
        OpenedReply reply;
        reply.kind = DocumentKind::Pdf;
        reply.pages = m_document->numPages();
        reply.origin = originOf(*m_document, m_name);
        const int known = std::min(reply.pages, mostSizes);
        for (int i = 0; i < known; ++i) {
            const std::unique_ptr<Poppler::Page> page(m_document->page(i));
            reply.sizes.append(page ? page->pageSizeF() : QSizeF());
        }
        return reply;
    }

    [[nodiscard]] Result<Page> page(int number) override {
        const std::unique_ptr<Poppler::Page> page(m_document->page(number - 1));
        if (!page)
            return damagedPage(number);
        const auto words = wordsOf(*page);
        const auto notes = notesOf(*page, page->pageSizeF(), words);
        Result<Page> result = m_builder.build(number, page->pageSizeF(), words, notes);
        if (result->text.isEmpty()) // no words, or glyphs of which nobody knows the letters
            result = pageFromPicture(number, page->pageSizeF(), m_languages, m_builder,
                                     [&](double dpi) { return page->renderToImage(dpi, dpi); });
        if (!result.ok())
            return result;
        result->label = page->label();
        result->heading = outline().headingOf(number);
        return result;
    }

    [[nodiscard]] Status render(const RenderRequest &request, uchar *pixels) override {
        const int number = request.page;
        const std::unique_ptr<Poppler::Page> page(m_document->page(number - 1));
        const auto size = page ? page->pageSizeF() : QSizeF();
        if (size.isEmpty() || size.width() > largestSide || size.height() > largestSide)
            return damagedPage(number);
        const auto part = request.drawn();
        auto image =
            page->renderToImage(72.0 * request.width / size.width(), 72.0 * request.height / size.height(),
                                part.x(), part.y(), part.width(), part.height());
        if (image.isNull())
            return damagedPage(number);
        const auto drawn = image.convertToFormat(QImage::Format_RGB32);
        if (drawn.isNull() || drawn.size() != part.size())
            return damagedPage(number);
        copyPixels(drawn, pixels);
        return Done{};
    }

private:
    static Error damagedPage(int number) {
        return {ErrorKind::Damaged, Words::tr("page %1 could not be read").arg(number),
                Words::tr("Get the file anew from where it came from")};
    }

    /// Read at the first page: whoever only draws pages does not need it.
    const Outline &outline() {
        if (!m_outline)
            m_outline.emplace(*m_document);
        return *m_outline;
    }

    std::unique_ptr<Poppler::Document> m_document;
    QString m_name;      ///< the file's
    QString m_languages; ///< to recognise scanned pages in
    std::optional<Outline> m_outline;
    PageTextBuilder m_builder;
};

} // namespace

Opened openPdf(const QByteArray &bytes, const ReadOptions &options) {
    Poppler::setDebugErrorFunction([](const QString &, const QVariant &) {}, {});
    const auto key = options.password.toUtf8();
    auto document = Poppler::Document::loadFromData(bytes, key, key);
    if (!document) {
        return Error{ErrorKind::Damaged, Words::tr("it is damaged: 0 pages could be read"),
                     Words::tr("Get the file anew from where it came from")};
    }
    if (document->isLocked())
        return lockedError(options.password);
    if (!document->isEncrypted() && saysEncrypted(bytes)) {
        return Error{ErrorKind::Unsupported, Words::tr("it is encrypted in a way that cannot be read"),
                     Words::tr("Open it where it can be read and save it without a password")};
    }
    if (document->numPages() < 1) {
        return Error{ErrorKind::Damaged, Words::tr("it is damaged: it holds no page"),
                     Words::tr("Get the file anew from where it came from")};
    }
    if (!hasPage(*document)) {
        return Error{
            ErrorKind::Damaged,
            Words::tr("it is damaged: %1 of %2 pages could be read").arg(0).arg(document->numPages()),
            Words::tr("Get the file anew from where it came from")};
    }
    return std::unique_ptr<Reader>(std::make_unique<PdfReader>(std::move(document), options));
}

} // namespace docchat::document
