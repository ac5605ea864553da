#pragma once

#include "chat/citationchip.h"

#include <QString>

namespace docchat::ui {

/// How much of a Markdown text, which may go on, stays as it is whatever follows: up to the beginning of a
/// paragraph, a heading or a list; between the items of a long list too. `from`: as this said of its
/// beginning before, or 0. Pure.
[[nodiscard]] qsizetype settledLength(QStringView markdown, qsizetype from);

/// Markdown in a document that grows at its end. Only what may still change is laid out again, so that a
/// piece costs the same however long the text is.
class GrowingText {
public:
    GrowingText(QTextDocument *document, CitationChip *chip, const Theme *theme)
        : m_document(document), m_chip(chip), m_theme(theme) {}

    void set(const QString &markdown);
    void append(const QString &markdown);
    /// Lays everything out again at the next render().
    void forget() { m_settled = m_end = 0; }
    /// Shows the text with chips for these citations; `writing`: with a mark at its end.
    void render(const QList<int> &citations, bool writing);

private:
    void removeUnsettled();
    void insert(const QString &markdown, const QList<int> &citations);
    void joinList(const QTextBlock &before, const QTextBlock &first, const QTextBlock &part) const;

    QTextDocument *m_document;
    CitationChip *m_chip;
    const Theme *m_theme;
    QString m_markdown;
    qsizetype m_settled = 0; ///< of the Markdown
    int m_end = 0;           ///< of what is settled in the document
};

} // namespace docchat::ui
