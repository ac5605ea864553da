#pragma once

#include <QStringList>

namespace docchat::document {

/// Restricts this thread, and so all that it starts, to reading `readable`. False: the kernel has no
/// Landlock, or did not take the rules.
bool closeLandlock(const QStringList &readable);

} // namespace docchat::document
