#pragma once

#include "document/readers/reader.h"
#include "model/origin.h"

namespace docchat::document {

/// What the XML of an office file or a book says of it by Dublin Core: its title, its authors, and the year
/// in which it was made. The first title and date, all creators; empty where nothing is said.
[[nodiscard]] Origin originOf(const QByteArray &xml, const ParseLimits &limits);

} // namespace docchat::document
