#pragma once

#include <QString>

namespace docchat::tests {

/// A library of an older schema version in a folder: one document, old.txt, with so many passages and a
/// vector for each, and a chat of as many messages.
void makeOldLibrary(const QString &folder, int version, int passages);

} // namespace docchat::tests
