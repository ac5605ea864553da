#pragma once

#include "model/document.h"
#include "model/language.h"

#include <QList>
#include <QRectF>

#include <utility>
#include <vector>

namespace docchat {

/// A piece of a document that can be found and quoted. Offsets are UTF-16 code units into the document's
/// normalised text: its pages' texts one after the other, with one line feed between.
struct Passage {
    qint64 id = 0;
    DocumentId document = 0;
    int firstPage = 0;
    int lastPage = 0;
    qsizetype start = 0;
    qsizetype end = 0;
    QString heading;
    QString text; ///< the document's text from start to end, to the letter
    Language language = Language::Unknown;
};

/// A rectangle on a page, in points from the page's top left.
struct PageRect {
    int page = 0;
    QRectF rect;
};

/// What an answer refers to: exact words of a document, and where they stand.
struct Citation {
    int number = 0; ///< as shown, from 1
    DocumentId document = 0;
    qint64 passage = 0;
    QString name;
    DocumentKind kind = DocumentKind::Unknown;
    int page = 0;
    QString place = {}; ///< for people: "slide 4"; empty where it was not looked up
    qsizetype start = 0;
    qsizetype end = 0;
    QString quote = {};
    bool verified = false; ///< the quote stands in the document at [start, end), and carries the claim
    QList<PageRect> boxes = {};
    QString within = {}; ///< the name of the mail that the document is attached to; empty: it is a file

    /// Its place for people, also where it was stored without one.
    [[nodiscard]] QString where() const { return place.isEmpty() ? placeName(kind, page, {}, 0) : place; }
    /// The name and the place for people: "report.pdf, page 3 · in letter.eml".
    [[nodiscard]] QString nameAndPlace() const {
        return inMail(name + QStringLiteral(", ") + where(), within);
    }
};

} // namespace docchat
