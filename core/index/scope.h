#pragma once

#include "model/document.h"

#include <QList>

namespace docchat::index {

/// The documents that a question is about: those that were chosen and those of a collection, where both are
/// given only what is in both.
struct Scope {
    QList<DocumentId> documents = {}; ///< empty: all
    qint64 collection = 0;            ///< 0: any

    Scope() = default;
    Scope(QList<DocumentId> chosen, qint64 of = 0) : documents(std::move(chosen)), collection(of) {}
    [[nodiscard]] bool isEverything() const { return documents.isEmpty() && collection == 0; }
};

} // namespace docchat::index
