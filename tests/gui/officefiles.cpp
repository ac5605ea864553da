#include "officefiles.h"

#include "../core/document/readers/ziptest.h"

#include <QFile>
#include <QImage>
#include <QPainter>

namespace docchat::tests {
namespace {

constexpr int scanDpi = 200;
constexpr double tilt = 0.4; // degrees

QString write(const QDir &folder, const QString &name, const QByteArray &bytes) {
    const auto path = folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(path));
    return path;
}

QByteArray paragraph(const QByteArray &text, const QByteArray &style = {}) {
    const auto properties =
        style.isEmpty() ? QByteArray() : "<w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>";
    return "<w:p>" + properties + "<w:r><w:t>" + text + "</w:t></w:r></w:p>";
}

QByteArray tableRow(const QByteArrayList &cells) {
    QByteArray row = "<w:tr>";
    for (const auto &cell : cells)
        row += "<w:tc>" + paragraph(cell) + "</w:tc>";
    return row + "</w:tr>";
}

QByteArray contentTypes(const QByteArray &part, const QByteArray &type) {
    return "<?xml version=\"1.0\"?><Types "
           "xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
           "<Override PartName=\"" +
           part + "\" ContentType=\"" + type + "\"/></Types>";
}

QByteArray mainRelationship(const QByteArray &target) {
    return "<?xml version=\"1.0\"?><Relationships "
           "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
           "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
           "Target=\"" +
           target + "\"/></Relationships>";
}

QByteArray cell(const QByteArray &reference, const QByteArray &value, bool isText) {
    return isText ? "<c r=\"" + reference + "\" t=\"inlineStr\"><is><t>" + value + "</t></is></c>"
                  : "<c r=\"" + reference + "\"><v>" + value + "</v></c>";
}

} // namespace

QString writeDocx(const QDir &folder, const QString &name) {
    const QByteArray body =
        paragraph("Harbour Bridge: report of the inspection", "Title") + paragraph("Purpose", "Heading1") +
        paragraph(
            "The bridge over the harbour was inspected in May after a winter with much ice. This report "
            "lists what was found and what it costs to mend.") +
        paragraph("Findings", "Heading1") +
        paragraph(
            "The third pier has a crack of eleven centimetres above the water line. It does not carry any "
            "load, but water gets in and freezes.") +
        paragraph("The railing on the north side is loose along forty metres and was closed with a fence.") +
        paragraph("Costs", "Heading1") + "<w:tbl>" + tableRow({"Work", "Weeks", "Cost in euros"}) +
        tableRow({"Crack in the third pier", "3", "18,400"}) +
        tableRow({"Railing, north side", "2", "7,250"}) + "</w:tbl>" +
        paragraph("The engineer advises to mend the crack before the next frost.");
    return write(
        folder, name,
        zipped({{"[Content_Types].xml",
                 contentTypes("/word/document.xml", "application/vnd.openxmlformats-officedocument."
                                                    "wordprocessingml.document.main+xml")},
                {"_rels/.rels", mainRelationship("word/document.xml")},
                {"word/document.xml",
                 "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document "
                 "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" +
                     body + "</w:body></w:document>"}}));
}

QString writeXlsx(const QDir &folder, const QString &name) {
    const QByteArrayList months{"January", "February", "March", "April", "May", "June", "July"};
    QByteArray rows = "<row r=\"1\">" + cell("A1", "Month", true) + cell("B1", "Rent", true) +
                      cell("C1", "Heating", true) + cell("D1", "Repairs", true) + "</row>";
    for (int i = 0; i < months.size(); ++i) {
        const auto number = QByteArray::number(i + 2);
        rows += "<row r=\"" + number + "\">" + cell("A" + number, months[i], true) +
                cell("B" + number, "940", false) +
                cell("C" + number, QByteArray::number(310 - 37 * i), false) +
                cell("D" + number, QByteArray::number(55 + 61 * i), false) + "</row>";
    }
    const QByteArray main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const QByteArray documents = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    return write(
        folder, name,
        zipped(
            {{"[Content_Types].xml",
              contentTypes("/xl/workbook.xml",
                           "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")},
             {"_rels/.rels", mainRelationship("xl/workbook.xml")},
             {"xl/workbook.xml", "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + documents +
                                     "\"><sheets><sheet name=\"Costs\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
                                     "</workbook>"},
             {"xl/_rels/workbook.xml.rels",
              "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
              "<Relationship Id=\"rId1\" Type=\"" +
                  documents + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
             {"xl/worksheets/sheet1.xml",
              "<worksheet xmlns=\"" + main + "\"><sheetData>" + rows + "</sheetData></worksheet>"}}));
}

QString writeScan(const QDir &folder, const QString &name) {
    const QSize size(int(8.27 * scanDpi), int(11.69 * scanDpi));
    QImage page(size, QImage::Format_RGB32);
    page.fill(QColor(236, 233, 226));
    page.setDotsPerMeterX(int(scanDpi / 0.0254));
    page.setDotsPerMeterY(int(scanDpi / 0.0254));
    QPainter painter(&page);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.rotate(tilt);
    painter.setPen(QColor(50, 48, 52));
    QFont font(QStringLiteral("Liberation Serif"));
    font.setPixelSize(34);
    painter.setFont(font);
    const QStringList lines{
        QStringLiteral("Lindale, 14 March 1998"),
        QString(),
        QStringLiteral("Dear Mrs Holm,"),
        QString(),
        QStringLiteral("The roof of the boat house was mended last week. The carpenter found"),
        QStringLiteral("that two of the beams had rotted, and put in oak in their place. He"),
        QStringLiteral("asks for 640 pounds, of which half is due before Easter."),
        QString(),
        QStringLiteral("The key of the boat house hangs behind the clock in the kitchen."),
        QStringLiteral("Please lock the door when the river is high."),
        QString(),
        QStringLiteral("With kind regards,"),
        QStringLiteral("Thomas Reed")};
    int y = 320;
    for (const auto &line : lines)
        painter.drawText(230, y += 58, line);
    painter.end();
    const auto path = folder.filePath(name);
    if (!page.save(path))
        qFatal("%s cannot be written", qPrintable(path));
    return path;
}

} // namespace docchat::tests
