#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace docchat {

/// What a file is, by its content and name.
enum class DocumentKind {
    Pdf,
    Markdown,
    Text,
    Docx,
    Pptx,
    Xlsx,
    Odt,
    Odp,
    Ods,
    Epub,
    Html,
    Csv,
    Rtf,
    Mail,
    Code,
    Image,
    Doc, ///< as Office wrote them before 2007
    Xls,
    Ppt,
    Unknown
};

[[nodiscard]] QString kindName(DocumentKind kind);         ///< "pdf", as stored
[[nodiscard]] DocumentKind kindFromName(QStringView name); ///< Unknown for another word

/// Can its pages be drawn as they look? The others are shown as well-set text.
[[nodiscard]] bool hasPictures(DocumentKind kind);

/// Where a line of a text file or a row of a table begins in a page's text.
struct LineMark {
    qsizetype start = 0; ///< UTF-16 code units from the beginning of the page's text
    int number = 0;      ///< from 1, as the program that made the file counts

    friend bool operator==(const LineMark &, const LineMark &) = default;
};
using LineMarks = std::vector<LineMark>; ///< by start

[[nodiscard]] QByteArray encodeLines(const LineMarks &marks);

/// nullopt for bytes that encodeLines() did not make; never reads beyond them.
[[nodiscard]] std::optional<LineMarks> decodeLines(const QByteArray &bytes);

/// The number of the line that `position` lies on; 0 where nobody counts them.
[[nodiscard]] int lineAt(const LineMarks &marks, qsizetype position);

/// Where something stands, as a person would say it: "page 87", "slide 4", "sheet \"Costs\", row 12",
/// "line 40". `label`: the page's; `line`: 0 where nobody counts them.
[[nodiscard]] QString placeName(DocumentKind kind, int page, const QString &label, int line);

/// "report.pdf · in letter.eml"; `what` alone where there is no mail.
[[nodiscard]] QString inMail(const QString &what, const QString &mail);

} // namespace docchat
