#pragma once

#include <QStringList>

namespace docchat::document {

/// Where Tesseract's models lie: those of the newest version that is installed.
[[nodiscard]] QString ocrModelFolder();

/// The languages that text in pictures can be recognised in, as Tesseract calls them ("eng"), by what is
/// installed on this computer. Reads a folder: some microseconds.
[[nodiscard]] QStringList installedOcrLanguages();

/// Those of them that this person probably needs, joined as Tesseract wants them ("deu+eng"); empty: none is
/// installed.
[[nodiscard]] QString likelyOcrLanguages();

} // namespace docchat::document
