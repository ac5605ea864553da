#include "readall.h"
#include "target.h"

using namespace docchat;

FUZZ_TARGET(html) {
    const auto options = fuzz::readOptions(QStringLiteral("a.html"));
    fuzz::readAll(document::openHtml(input, options), options);
}
