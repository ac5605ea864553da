#pragma once

#include <QString>

namespace docchat {

/// The stages of reading a document, in order.
enum class Stage { Open, Parse, Chunk, Embed, Index };

[[nodiscard]] inline QString stageName(Stage stage) {
    static constexpr QLatin1StringView names[] = {QLatin1StringView("open"), QLatin1StringView("parse"),
                                                  QLatin1StringView("chunk"), QLatin1StringView("embed"),
                                                  QLatin1StringView("index")};
    return names[int(stage)];
}

/// How far a stage is: pages for Parse, passages for Chunk, Embed and Index. total is 0 while it is not
/// known.
struct StageProgress {
    Stage stage = Stage::Open;
    int done = 0;
    int total = 0;
};

} // namespace docchat
