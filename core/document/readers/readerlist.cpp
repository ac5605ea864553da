#include "document/readers/readerlist.h"

#include <algorithm>

namespace docchat::document {
namespace {

constexpr int mostPages = 1'000'000; // of all parts together
constexpr int mostSizes = 20'000;

/// "attachment “costs.csv”, rows 2–40": the kind of the whole counts lines, so a part says its rows itself.
QString rowsName(const LineMarks &lines) {
    const int first = lines.front().number;
    const int last = lines.back().number;
    return first == last ? QStringLiteral("row %1").arg(first)
                         : QStringLiteral("rows %1–%2").arg(first).arg(last);
}

bool countsRows(DocumentKind kind) {
    return kind == DocumentKind::Xlsx || kind == DocumentKind::Ods || kind == DocumentKind::Csv;
}

/// The place of a page in its own document; its lines are kept apart.
QString ownPlace(const OpenedReply &info, const Page &page) {
    const bool isPlaced = !page.label.isEmpty() || hasPictures(info.kind);
    if (countsRows(info.kind) && !page.lines.empty()) {
        const auto rows = rowsName(page.lines);
        return page.label.isEmpty() ? rows : page.label + QStringLiteral(", ") + rows;
    }
    if (!isPlaced && (info.pages == 1 || !page.lines.empty()))
        return {};
    return placeName(info.kind, page.number, page.label, 0);
}

} // namespace

void ReaderList::append(Part part) {
    part.first = m_pages + 1;
    m_pages += part.info.pages;
    m_parts.push_back(std::make_unique<Part>(std::move(part)));
}

void ReaderList::add(std::unique_ptr<Reader> reader) {
    Part part;
    part.info = reader->info();
    part.reader = std::move(reader);
    for (int number = 1; number <= part.info.pages; ++number) {
        if (const auto page = part.reader->page(number); page.ok())
            m_textBytes += page->text.size() * qint64(sizeof(QChar));
    }
    append(std::move(part));
}

Status ReaderList::addDocument(const QByteArray &bytes, const ReadOptions &options, const QString &label) {
    Part part;
    part.label = label;
    part.bytes = bytes;
    part.options = options;
    auto reader = openBytes(part.bytes, part.options);
    if (!reader.ok())
        return reader.error();
    part.info = (*reader)->info();
    if (part.info.pages > mostPages - m_pages)
        return Error{ErrorKind::TooLarge, QStringLiteral("it has too many pages"),
                     QStringLiteral("Save it by itself and add that")};
    part.info.sizes.resize(std::min<qsizetype>(part.info.sizes.size(), part.info.pages));
    if (!hasPictures(part.info.kind)) {
        part.reader = std::move(*reader);
        for (int number = 1; number <= part.info.pages; ++number) {
            if (const auto page = part.reader->page(number); page.ok())
                m_textBytes += page->text.size() * qint64(sizeof(QChar));
        }
    }
    append(std::move(part));
    return Done{};
}

OpenedReply ReaderList::info() const {
    OpenedReply reply{DocumentKind::Mail, m_pages, m_title, {}};
    for (const auto &part : m_parts) {
        if (part->info.sizes.isEmpty() || part->first > mostSizes)
            continue;
        reply.sizes.resize(part->first - 1); // the parts between have no pages to draw
        reply.sizes += part->info.sizes;
    }
    reply.sizes.resize(std::min<qsizetype>(reply.sizes.size(), mostSizes));
    return reply;
}

ReaderList::Part &ReaderList::partOf(int number) {
    const auto after =
        std::ranges::upper_bound(m_parts, number, {}, [](const auto &part) { return part->first; });
    return **std::prev(after);
}

/// Of the parts whose pages are drawn one is open at a time: a mailbox may hold thousands.
Result<Reader *> ReaderList::readerOf(Part &part) {
    if (part.reader)
        return part.reader.get();
    auto reader = openBytes(part.bytes, part.options);
    if (!reader.ok())
        return reader.error();
    if (m_drawn)
        m_drawn->reader.reset();
    m_drawn = &part;
    part.reader = std::move(*reader);
    return part.reader.get();
}

Result<Page> ReaderList::page(int number) {
    auto &part = partOf(number);
    const auto reader = readerOf(part);
    if (!reader.ok())
        return reader.error();
    auto page = (*reader)->page(number - part.first + 1);
    if (!page.ok())
        return page;
    if (!part.label.isEmpty()) {
        page->number = number - part.first + 1;
        const auto place = ownPlace(part.info, *page);
        page->label = place.isEmpty() ? part.label : part.label + QStringLiteral(", ") + place;
        if (countsRows(part.info.kind))
            page->lines.clear();
    }
    page->number = number;
    return page;
}

Status ReaderList::render(int number, int width, int height, uchar *pixels) {
    auto &part = partOf(number);
    const auto reader = readerOf(part);
    if (!reader.ok())
        return reader.error();
    return (*reader)->render(number - part.first + 1, width, height, pixels);
}

} // namespace docchat::document
