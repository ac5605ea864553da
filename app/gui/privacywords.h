#pragma once

#include <QString>

namespace docchat {

/// A server that would get text, and whether it may.
struct Recipient {
    QString host = {};   ///< empty: there is none on another machine
    bool agreed = false; ///< the person said yes to what would go there
};

/// Who is asked, by what runs where.
struct Recipients {
    bool hasModel = false; ///< a model is in use
    bool offline = false;
    Recipient model = {};   ///< the one in use
    Recipient help = {};    ///< answers where the one in use does not
    Recipient vectors = {}; ///< looks questions up until the library has the vectors of the one in use
};

/// One line on where text goes; says of nobody that text goes there before the person agreed. Pure.
[[nodiscard]] QString privacyWords(const Recipients &recipients);

} // namespace docchat
