#include "document/readers/ocr.h"

#include "base/words.h"
#include "document/languages.h"

#include <QFile>
#include <QPainter>

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cmath>

#include <dlfcn.h>

namespace docchat::document {
namespace {

using namespace Qt::StringLiterals;

constexpr double blankTestDpi = 50;
constexpr double blankTestPixels = 1'000'000;
constexpr int contrastOfInk = 32;               // grey levels beside the background's
constexpr double leastInk = 0.00005;            // of all pixels: some twelve of a page at blankTestDpi
constexpr double leastWordConfidence = 15;      // percent; addresses in small print come at 20
constexpr double leastSignConfidence = 70;      // of a word without a letter or digit: mostly specks
constexpr double leastLineConfidence = 50;      // lines "read" in drawings stay below
constexpr double leastShortLineConfidence = 80; // one or two characters: page numbers stay above
constexpr double lowDpi = 200;                  // what is coarser is enlarged
constexpr double mostEnlarged = 4;
constexpr int leastSide = 8; // pixels; smaller than a letter

/// The engine asks OpenMP for threads, whose OMP_THREAD_LIMIT is read before main() begins: a setting of the
/// program itself has to say that nothing runs beside it.
void forbidThreads() {
    using SetLevels = void (*)(int);
    static const auto setLevels =
        reinterpret_cast<SetLevels>(::dlsym(RTLD_DEFAULT, "omp_set_max_active_levels"));
    if (setLevels)
        setLevels(0);
}

QStringList known(const QString &languages) {
    const auto installed = installedOcrLanguages();
    QStringList kept;
    for (const auto &language : languages.split(u'+', Qt::SkipEmptyParts)) {
        if (installed.contains(language) && !kept.contains(language))
            kept += language;
    }
    return kept;
}

/// Grey on white, no larger than can be recognised, and not much coarser than the models want it.
QImage prepared(const QImage &picture, QSizeF pageSize) {
    const double width = picture.width();
    const double height = picture.height();
    const double dpi = pageSize.width() > 0 ? width * 72 / pageSize.width() : recognitionDpi;
    double scale = dpi > 0 && dpi < lowDpi ? std::min(recognitionDpi / dpi, mostEnlarged) : 1;
    scale = std::min(scale, std::sqrt(mostPixelsRecognised / (width * height)));
    auto opaque = picture;
    if (picture.hasAlphaChannel()) {
        opaque = QImage(picture.size(), QImage::Format_RGB32);
        opaque.fill(Qt::white);
        QPainter(&opaque).drawImage(0, 0, picture);
    }
    auto grey = opaque.convertToFormat(QImage::Format_Grayscale8);
    if (scale == 1)
        return grey;
    const QSize size(std::max(1, int(width * scale)), std::max(1, int(height * scale)));
    return grey.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_Grayscale8);
}

/// Part `index` of `count` of a box, in the direction that its text runs in.
QRectF slice(const QRectF &box, qsizetype index, qsizetype count, tesseract::Orientation orientation) {
    const double step = 1.0 / double(count);
    const double begin = double(index) * step;
    const double width = box.width();
    const double height = box.height();
    switch (orientation) {
    case tesseract::ORIENTATION_PAGE_RIGHT:
        return {box.left(), box.top() + begin * height, width, step * height};
    case tesseract::ORIENTATION_PAGE_DOWN:
        return {box.right() - (begin + step) * width, box.top(), step * width, height};
    case tesseract::ORIENTATION_PAGE_LEFT:
        return {box.left(), box.bottom() - (begin + step) * height, width, step * height};
    case tesseract::ORIENTATION_PAGE_UP:
        break;
    }
    return {box.left() + begin * width, box.top(), step * width, height};
}

void addSlices(std::vector<QRectF> &boxes, const QRectF &box, qsizetype count,
               tesseract::Orientation orientation) {
    for (qsizetype i = 0; i < count; ++i)
        boxes.push_back(slice(box, i, count, orientation));
}

struct ReadWord {
    FoundWord word;
    double confidence = 0;
};

bool saysSomething(const ReadWord &read) {
    if (read.word.text.isEmpty() || read.confidence < leastWordConfidence)
        return false;
    return read.confidence >= leastSignConfidence ||
           std::any_of(read.word.text.begin(), read.word.text.end(),
                       [](QChar c) { return c.isLetterOrNumber(); });
}

/// Walks over what the engine has read.
class Results {
public:
    Results(tesseract::ResultIterator &iterator, QSize pixels, QSizeF pageSize)
        : m_iterator(iterator)
        , m_page(QPointF(0, 0), pageSize)
        , m_scaleX(pageSize.width() / pixels.width())
        , m_scaleY(pageSize.height() / pixels.height()) {}

    std::vector<FoundWord> words() {
        do {
            if (m_iterator.Empty(tesseract::RIL_WORD))
                continue;
            if (tesseract::PTIsTextType(m_iterator.BlockType()))
                m_line.push_back(word());
            if (m_iterator.IsAtFinalElement(tesseract::RIL_TEXTLINE, tesseract::RIL_WORD))
                endLine();
        } while (m_iterator.Next(tesseract::RIL_WORD));
        endLine();
        return std::move(m_words);
    }

private:
    [[nodiscard]] static QString textOf(const tesseract::ResultIterator &at,
                                        tesseract::PageIteratorLevel level) {
        const std::unique_ptr<char[]> text(at.GetUTF8Text(level));
        return QString::fromUtf8(text.get()).simplified();
    }

    [[nodiscard]] QRectF boxOf(const tesseract::ResultIterator &at,
                               tesseract::PageIteratorLevel level) const {
        int left = 0;
        int top = 0;
        int right = 0;
        int bottom = 0;
        if (!at.BoundingBox(level, &left, &top, &right, &bottom))
            return {};
        return QRectF(left * m_scaleX, top * m_scaleY, (right - left) * m_scaleX, (bottom - top) * m_scaleY)
            .intersected(m_page);
    }

    ReadWord word() {
        ReadWord read;
        read.word.text = textOf(m_iterator, tesseract::RIL_WORD);
        read.word.spaceAfter = true;
        read.confidence = double(m_iterator.Confidence(tesseract::RIL_WORD));
        auto orientation = tesseract::ORIENTATION_PAGE_UP;
        auto direction = tesseract::WRITING_DIRECTION_LEFT_TO_RIGHT;
        auto order = tesseract::TEXTLINE_ORDER_TOP_TO_BOTTOM;
        float skew = 0;
        m_iterator.Orientation(&orientation, &direction, &order, &skew);
        read.word.boxes = characterBoxes(read.word.text, orientation);
        return read;
    }

    /// The engine's own boxes of the characters, if they are for the whole word.
    std::vector<QRectF> characterBoxes(const QString &text, tesseract::Orientation orientation) const {
        std::vector<QRectF> boxes;
        QString spelled;
        bool whole = true;
        auto symbol = m_iterator;
        do {
            const auto character = textOf(symbol, tesseract::RIL_SYMBOL);
            const auto box = boxOf(symbol, tesseract::RIL_SYMBOL);
            whole = whole && !box.isEmpty();
            spelled += character;
            addSlices(boxes, box, character.toUcs4().size(), orientation);
        } while (!symbol.IsAtFinalElement(tesseract::RIL_WORD, tesseract::RIL_SYMBOL) &&
                 symbol.Next(tesseract::RIL_SYMBOL));
        if (whole && spelled == text)
            return boxes;
        boxes.clear();
        addSlices(boxes, boxOf(m_iterator, tesseract::RIL_WORD), text.toUcs4().size(), orientation);
        return boxes;
    }

    void endLine() {
        auto line = std::exchange(m_line, {});
        double sum = 0;
        double characters = 0;
        for (const auto &read : line) {
            sum += read.confidence * double(read.word.text.size());
            characters += double(read.word.text.size());
        }
        const double least = characters <= 2 ? leastShortLineConfidence : leastLineConfidence;
        if (sum < least * characters)
            return;
        std::erase_if(line, [](const ReadWord &read) { return !saysSomething(read); });
        for (auto &read : line)
            m_words.push_back(std::move(read.word));
        if (!line.empty()) {
            m_words.back().spaceAfter = false;
            m_words.back().endsLine = true;
        }
    }

    tesseract::ResultIterator &m_iterator;
    QRectF m_page;
    double m_scaleX;
    double m_scaleY;
    std::vector<ReadWord> m_line;
    std::vector<FoundWord> m_words;
};

/// The engine that was used last: documents in the same languages share it.
struct Kept {
    QString languages;
    std::unique_ptr<Recogniser> recogniser;
};

Result<Recogniser *> keptRecogniser(const QString &languages) {
    static Kept &kept = *new Kept; // never ended: the engine's own caches end before it would
    if (kept.recogniser && kept.languages == languages)
        return kept.recogniser.get();
    kept = {};
    auto loaded = Recogniser::load(languages);
    if (!loaded.ok())
        return loaded.error();
    kept = {languages, std::move(*loaded)};
    return kept.recogniser.get();
}

} // namespace

Recogniser::Recogniser(std::unique_ptr<tesseract::TessBaseAPI> engine) : m_engine(std::move(engine)) {}

Recogniser::~Recogniser() = default;

Result<std::unique_ptr<Recogniser>> Recogniser::load(const QString &languages) {
    const auto names = known(languages);
    const Error missing{ErrorKind::Unsupported,
                        Words::tr("text in pictures cannot be recognised in “%1”").arg(languages),
                        Words::tr("Install the language for Tesseract, or choose another one")};
    if (names.isEmpty())
        return missing;
    forbidThreads();
    ::setMsgSeverity(L_SEVERITY_NONE);
    auto engine = std::make_unique<tesseract::TessBaseAPI>();
    const auto folder = ocrModelFolder();
    if (engine->Init(QFile::encodeName(folder).constData(), names.join(u'+').toUtf8().constData(),
                     tesseract::OEM_LSTM_ONLY) != 0)
        return missing;
    const bool knowsOrientation = QFile::exists(folder + "/osd.traineddata"_L1);
    engine->SetPageSegMode(knowsOrientation ? tesseract::PSM_AUTO_OSD : tesseract::PSM_AUTO);
    return std::unique_ptr<Recogniser>(new Recogniser(std::move(engine)));
}

std::vector<FoundWord> Recogniser::words(const QImage &picture, QSizeF pageSize) {
    if (picture.width() < leastSide || picture.height() < leastSide || pageSize.isEmpty())
        return {};
    const auto grey = prepared(picture, pageSize);
    if (grey.isNull() || grey.width() < leastSide || grey.height() < leastSide)
        return {};
    forbidThreads();
    m_engine->SetImage(grey.constBits(), grey.width(), grey.height(), 1, int(grey.bytesPerLine()));
    m_engine->SetSourceResolution(std::clamp(int(grey.width() * 72 / pageSize.width()), 70, 2400));
    std::vector<FoundWord> words;
    if (m_engine->Recognize(nullptr) == 0) {
        const std::unique_ptr<tesseract::ResultIterator> iterator(m_engine->GetIterator());
        if (iterator)
            words = Results(*iterator, grey.size(), pageSize).words();
    }
    m_engine->Clear();
    return words;
}

namespace {

/// Which pixels of a picture stand out from its background.
class Ink {
public:
    explicit Ink(const QImage &picture)
        : m_grey(picture.convertToFormat(QImage::Format_Grayscale8)), m_background(commonestLevel()) {}

    [[nodiscard]] bool at(int x, int y) const {
        return x >= 0 && y >= 0 && x < m_grey.width() && y < m_grey.height() &&
               std::abs(int(m_grey.constScanLine(y)[x]) - m_background) > contrastOfInk;
    }
    /// In a straight thin line that is as long as no letter: a rule or a frame.
    [[nodiscard]] bool isRule(int x, int y) const {
        return (!at(x, y - ruleWidth) && !at(x, y + ruleWidth) && isLong(x, y, 1, 0, m_grey.width())) ||
               (!at(x - ruleWidth, y) && !at(x + ruleWidth, y) && isLong(x, y, 0, 1, m_grey.height()));
    }
    /// How many there are without rules.
    [[nodiscard]] qint64 count() const {
        qint64 pixels = 0;
        for (int y = 0; y < m_grey.height(); ++y) {
            for (int x = 0; x < m_grey.width(); ++x)
                pixels += at(x, y) && !isRule(x, y) ? 1 : 0;
        }
        return pixels;
    }

private:
    static constexpr int ruleWidth = 3;    // pixels
    static constexpr int rulesOfASide = 6; // a rule is longer than such a part of the page

    [[nodiscard]] int commonestLevel() const {
        std::vector<qint64> levels(256);
        for (int y = 0; y < m_grey.height(); ++y) {
            const uchar *line = m_grey.constScanLine(y);
            for (int x = 0; x < m_grey.width(); ++x)
                ++levels[line[x]];
        }
        return int(std::max_element(levels.begin(), levels.end()) - levels.begin());
    }
    [[nodiscard]] bool isLong(int x, int y, int stepX, int stepY, int side) const {
        int length = 1;
        for (int i = 1; length * rulesOfASide <= side && at(x + i * stepX, y + i * stepY); ++i)
            ++length;
        for (int i = 1; length * rulesOfASide <= side && at(x - i * stepX, y - i * stepY); ++i)
            ++length;
        return length * rulesOfASide > side;
    }

    QImage m_grey;
    int m_background;
};

} // namespace

bool isBlank(const QImage &picture) {
    return double(Ink(picture).count()) <= leastInk * double(picture.width()) * double(picture.height());
}

double boundedDpi(QSizeF size, double wanted, double mostPixels) {
    const double squareInches = size.width() * size.height() / (72 * 72);
    return squareInches > 0 ? std::min(wanted, std::sqrt(mostPixels / squareInches)) : wanted;
}

Result<Page> pageFromPicture(int number, QSizeF size, const QString &languages, PageTextBuilder &builder,
                             const std::function<QImage(double dpi)> &draw) {
    auto page = builder.build(number, size, {});
    if (size.isEmpty() || isBlank(draw(boundedDpi(size, blankTestDpi, blankTestPixels))))
        return page;
    if (languages.isEmpty()) {
        page.scanned = true;
        return page;
    }
    const auto recogniser = keptRecogniser(languages);
    if (!recogniser.ok())
        return recogniser.error();
    const auto picture = draw(boundedDpi(size, recognitionDpi, mostPixelsRecognised));
    return builder.build(number, size, (*recogniser)->words(picture, size));
}

} // namespace docchat::document
