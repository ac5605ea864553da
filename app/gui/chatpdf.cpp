#include "chatpdf.h"

#include "chat/textlook.h"

#include <QBuffer>
#include <QLocale>
#include <QPageSize>
#include <QPdfWriter>
#include <QTextDocument>

namespace docchat {
namespace {

/// Opens nothing that a text names.
class ClosedDocument : public QTextDocument {
protected:
    QVariant loadResource(int, const QUrl &) override { return {}; }
};

} // namespace

QByteArray pdfOf(const QString &markdown, const QString &title) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("DocChat"));
    writer.setPageSize(QPageSize(
        QLocale().measurementSystem() == QLocale::ImperialUSSystem ? QPageSize::Letter : QPageSize::A4));
    ClosedDocument document;
    QFont font = document.defaultFont();
    font.setPointSizeF(10);
    document.setDefaultFont(font);
    ui::setMarkdown(&document, markdown);
    document.print(&writer);
    return bytes;
}

} // namespace docchat
