#pragma once

#include <QStringList>

namespace docchat::document {

/// The files and folders, with all that lies in them, that stay open behind the fence.
struct Openings {
    QStringList read = {};
    QStringList run = {};   ///< read, and programs and libraries in them run
    QStringList write = {}; ///< read, and anything in them changed
};

/// Restricts this thread, and so all that it starts, to `openings`. False: the kernel has no Landlock, or
/// did not take the rules.
bool closeLandlock(const Openings &openings);

} // namespace docchat::document
