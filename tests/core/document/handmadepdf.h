#pragma once

#include <QByteArray>
#include <QByteArrayList>

/// A PDF written by hand, so that a test says what stands where: Helvetica, points from the bottom left.
namespace docchat::tests {

/// `text` (Latin-1) with its first baseline at x, y.
inline QByteArray textAt(double x, double y, double size, const QByteArray &text) {
    return "BT /F1 " + QByteArray::number(size) + " Tf " + QByteArray::number(x) + ' ' +
           QByteArray::number(y) + " Td (" + text + ") Tj ET\n";
}

/// The same in a font whose letters a to z are Hebrew ones, drawn from left to right.
inline QByteArray hebrewAt(double x, double y, double size, const QByteArray &text) {
    return textAt(x, y, size, text).replace("/F1", "/F2");
}

/// One page a content stream. `pageEntries` goes into every page's dictionary ("/Rotate 90"), `streamEntries`
/// into every stream's ("/Filter /FlateDecode"), `catalogEntries` into the catalog's. `more` are further
/// objects, the first of which has the number 6 + 2 × pages.
inline QByteArray handmadePdf(const QByteArrayList &contents, const QByteArray &pageEntries = {},
                              const QByteArray &streamEntries = {}, const QByteArrayList &more = {},
                              const QByteArray &catalogEntries = {}) {
    const QByteArray hebrewMap = "begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
                                 "1 beginbfrange <61> <7A> <05D0> endbfrange endcmap";
    QByteArrayList objects{
        "<< /Type /Catalog /Pages 2 0 R " + catalogEntries + " >>",
        {},
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 5 0 R >>",
        "<< /Length " + QByteArray::number(hebrewMap.size()) + " >>\nstream\n" + hebrewMap + "\nendstream"};
    QByteArray kids;
    for (const auto &content : contents) {
        const auto page = objects.size() + 1;
        kids += QByteArray::number(page) + " 0 R ";
        objects += "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R "
                   "/F2 4 0 R >> >> " +
                   pageEntries + " /Contents " + QByteArray::number(page + 1) + " 0 R >>";
        objects += "<< " + streamEntries + " /Length " + QByteArray::number(content.size()) +
                   " >>\nstream\n" + content + "\nendstream";
    }
    objects += more;
    objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count " + QByteArray::number(contents.size()) + " >>";

    QByteArray pdf = "%PDF-1.4\n";
    QByteArray table = "0000000000 65535 f \n";
    for (qsizetype i = 0; i < objects.size(); ++i) {
        table += QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
        pdf += QByteArray::number(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const auto tableAt = pdf.size();
    const auto count = QByteArray::number(objects.size() + 1);
    return pdf + "xref\n0 " + count + '\n' + table + "trailer\n<< /Size " + count +
           " /Root 1 0 R >>\nstartxref\n" + QByteArray::number(tableAt) + "\n%%EOF\n";
}

/// `count` pages of some forty lines each; page n says "This is page n".
inline QByteArray longPdf(int count) {
    QByteArrayList contents;
    for (int page = 1; page <= count; ++page) {
        QByteArray content =
            textAt(72, 690, 11, "This is page " + QByteArray::number(page) + " of a long document.");
        for (int line = 0; line < 40; ++line)
            content +=
                textAt(72, 670 - line * 14, 11, "Words and more words fill the lines of this long document.");
        contents += content;
    }
    return handmadePdf(contents);
}

/// A page whose 200 KB unpack to millions of nested graphics states: more memory than a worker may have.
inline QByteArray bombPdf() {
    return handmadePdf({qCompress(QByteArray("q\n").repeated(20'000'000), 9).mid(4)}, {},
                       "/Filter /FlateDecode");
}

} // namespace docchat::tests
