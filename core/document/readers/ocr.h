#pragma once

#include "base/result.h"
#include "document/readers/pagetext.h"

#include <QImage>
#include <QSizeF>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace tesseract {
class TessBaseAPI;
}

namespace docchat::document {

constexpr double recognitionDpi = 300;              // what the models were trained for
constexpr double mostPixelsRecognised = 40'000'000; // eight pages of A4; 40 MB in grey

/// Reads the letters in pictures. Starts no threads. Loading the model takes some 60 ms and 40 MB.
class Recogniser {
public:
    /// `languages`: "eng+deu". Error: Unsupported when none of them is installed.
    [[nodiscard]] static Result<std::unique_ptr<Recogniser>> load(const QString &languages);
    ~Recogniser();

    /// The words of a picture of a page of `pageSize` points, in reading order; boxes are of the page as the
    /// picture shows it, whichever way its text is turned. None for an empty picture. What is more likely
    /// noise than text is left out.
    [[nodiscard]] std::vector<FoundWord> words(const QImage &picture, QSizeF pageSize);

private:
    explicit Recogniser(std::unique_ptr<tesseract::TessBaseAPI> engine);

    std::unique_ptr<tesseract::TessBaseAPI> m_engine;
};

/// Is there nothing on it but its background, and perhaps rules and frames?
[[nodiscard]] bool isBlank(const QImage &picture);

/// The resolution in which a page of `size` points has no more than `mostPixels`, at most `wanted`.
[[nodiscard]] double boundedDpi(QSizeF size, double wanted, double mostPixels);

/// Makes a page out of its picture: empty if that is blank, `scanned` if no languages are given, otherwise
/// with the text that is recognised. `draw`: the picture at some dots per inch; null when it cannot be drawn.
/// Error: Unsupported when the languages are not installed.
[[nodiscard]] Result<Page> pageFromPicture(int number, QSizeF size, const QString &languages,
                                           PageTextBuilder &builder,
                                           const std::function<QImage(double dpi)> &draw);

} // namespace docchat::document
