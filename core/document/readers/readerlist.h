#pragma once

#include "document/readers/reader.h"

#include <vector>

namespace docchat::document {

/// One document made of others: its pages are their pages, one part after the other.
class ReaderList : public Reader {
public:
    /// Adds the pages of a document that was made here. Its labels say the whole place.
    void add(std::unique_ptr<Reader> reader);

    /// Adds a document that lies in this one, at the place `label` ("attachment “invoice.pdf”"), which begins
    /// the labels of its pages. Error: why it cannot be read; then nothing is added.
    [[nodiscard]] Status addDocument(const QByteArray &bytes, const ReadOptions &options,
                                     const QString &label);

    void setTitle(const QString &title) { m_title = title.simplified().left(500); }
    [[nodiscard]] bool isEmpty() const { return m_parts.empty(); }

    /// Bytes of UTF-16 that the parts hold; those whose pages are drawn are not counted.
    [[nodiscard]] qint64 textBytes() const { return m_textBytes; }

    [[nodiscard]] OpenedReply info() const override;
    [[nodiscard]] Result<Page> page(int number) override;
    [[nodiscard]] Status render(int number, int width, int height, uchar *pixels) override;

private:
    struct Part {
        int first = 1; ///< number of its first page in the whole
        OpenedReply info = {};
        QString label = {};
        QByteArray bytes = {}; ///< must outlive the reader
        ReadOptions options = {};
        std::unique_ptr<Reader> reader = {}; ///< closed until it is needed where pages are drawn
    };

    void append(Part part);
    [[nodiscard]] Part &partOf(int number);
    [[nodiscard]] Result<Reader *> readerOf(Part &part);

    QString m_title;
    qint64 m_textBytes = 0;
    int m_pages = 0;
    Part *m_drawn = nullptr; ///< the one part with pictures that is open
    std::vector<std::unique_ptr<Part>> m_parts;
};

} // namespace docchat::document
