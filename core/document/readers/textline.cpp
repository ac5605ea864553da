#include "document/readers/textline.h"

#include <algorithm>

namespace docchat::document {

void TextLine::add(const PlacedWord &placed) {
    box = words.empty() ? placed.box : box.united(placed.box);
    height =
        std::max(height, std::min(placed.box.height(), placed.box.width() * 4 + placed.box.height() * 0.01));
    words.push_back(placed);
    text += placed.word->text;
    if (placed.word->spaceAfter)
        text += QLatin1Char(' ');
}

PlacedWord placed(const FoundWord &word) {
    QRectF box;
    for (const auto &character : word.boxes)
        box = box.united(character);
    return {&word, box};
}

std::vector<TextLine> linesOf(const std::vector<FoundWord> &words) {
    std::vector<TextLine> lines;
    bool open = false;
    for (const auto &word : words) {
        if (word.text.isEmpty() || word.boxes.empty())
            continue;
        if (!open)
            lines.emplace_back();
        lines.back().add(placed(word));
        open = !word.endsLine;
    }
    return lines;
}

} // namespace docchat::document
