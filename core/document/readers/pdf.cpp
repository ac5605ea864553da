#include "document/readers/reader.h"

#include "document/readers/pagetext.h"

#include <poppler-qt6.h>
#include <QImage>

#include <cstring>

namespace docchat::document {
namespace {

constexpr int mostSizes = 20'000;
constexpr double largestSide = 20'000; // points; what lies beyond is not drawn

/// The words of a page with their characters' boxes. `textList()` alone: Page::text() interleaves columns.
std::vector<FoundWord> wordsOf(const Poppler::Page &page) {
    std::vector<FoundWord> words;
    for (const auto &box : page.textList()) {
        FoundWord word;
        word.text = box->text();
        const auto characters = word.text.toUcs4().size();
        word.boxes.reserve(size_t(characters));
        for (int i = 0; i < characters; ++i)
            word.boxes.push_back(box->charBoundingBox(i));
        word.spaceAfter = box->hasSpaceAfter();
        word.endsLine = box->nextWord() == nullptr;
        words.push_back(std::move(word));
    }
    return words;
}

class PdfReader : public Reader {
public:
    explicit PdfReader(std::unique_ptr<Poppler::Document> document) : m_document(std::move(document)) {
        m_document->setRenderHint(Poppler::Document::Antialiasing);
        m_document->setRenderHint(Poppler::Document::TextAntialiasing);
        m_document->setRenderHint(Poppler::Document::TextSlightHinting);
    }

    [[nodiscard]] OpenedReply info() const override {
        OpenedReply reply;
        reply.kind = DocumentKind::Pdf;
        reply.pages = m_document->numPages();
        reply.title = m_document->title().left(500);
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
        auto result = m_builder.build(number, page->pageSizeF(), wordsOf(*page));
        result.label = page->label();
        return result;
    }

    [[nodiscard]] Status render(int number, int width, int height, uchar *pixels) override {
        const std::unique_ptr<Poppler::Page> page(m_document->page(number - 1));
        const auto size = page ? page->pageSizeF() : QSizeF();
        if (size.isEmpty() || size.width() > largestSide || size.height() > largestSide)
            return damagedPage(number);
        auto image = page->renderToImage(72.0 * width / size.width(), 72.0 * height / size.height(), 0, 0,
                                         width, height);
        if (image.isNull())
            return damagedPage(number);
        const auto drawn = image.convertToFormat(QImage::Format_RGB32);
        if (drawn.width() != width || drawn.height() != height)
            return damagedPage(number);
        for (int y = 0; y < height; ++y)
            std::memcpy(pixels + qsizetype(y) * width * 4, drawn.constScanLine(y), size_t(width) * 4);
        return Done{};
    }

private:
    static Error damagedPage(int number) {
        return {ErrorKind::Damaged, QStringLiteral("page %1 could not be read").arg(number), {}};
    }

    std::unique_ptr<Poppler::Document> m_document;
    PageTextBuilder m_builder;
};

} // namespace

Result<std::unique_ptr<Reader>> openPdf(QByteArray bytes, const QString &password) {
    Poppler::setDebugErrorFunction([](const QString &, const QVariant &) {}, {});
    const auto key = password.toUtf8();
    auto document = Poppler::Document::loadFromData(bytes, key, key);
    if (!document) {
        return Error{ErrorKind::Damaged, QStringLiteral("it is damaged: 0 pages could be read"),
                     QStringLiteral("Get the file anew from where it came from")};
    }
    if (document->isLocked()) {
        return Error{ErrorKind::Password,
                     password.isEmpty() ? QStringLiteral("a password is needed")
                                        : QStringLiteral("the password does not fit"),
                     QStringLiteral("Unlock it with its password")};
    }
    if (document->numPages() < 1) {
        return Error{ErrorKind::Damaged, QStringLiteral("it is damaged: it holds no page"),
                     QStringLiteral("Get the file anew from where it came from")};
    }
    return std::unique_ptr<Reader>(std::make_unique<PdfReader>(std::move(document)));
}

} // namespace docchat::document
