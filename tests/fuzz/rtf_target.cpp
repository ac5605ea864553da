#include "readall.h"
#include "target.h"

using namespace docchat;

FUZZ_TARGET(rtf) {
    const auto options = fuzz::readOptions(QStringLiteral("a.rtf"));
    fuzz::readAll(document::openRtf(input, options), options);
}
