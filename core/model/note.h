#pragma once

#include "model/passage.h"

#include <QDateTime>
#include <QString>

namespace docchat {

/// What a person pinned, and may have written on.
struct Note {
    qint64 id = 0;
    qint64 collection = 0; ///< 0: of all documents
    QString text = {};
    QString source = {};    ///< in words: "Report, p. 4"; empty: nothing that is known
    Citation citation = {}; ///< what to show of the source; document 0: nothing
    QDateTime at = {};
};

} // namespace docchat
