// libFuzzer's main() calls this with one input after the other.

#include "target.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
    // A copy: QByteArray would otherwise promise a terminating NUL that is not there.
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    for (const auto &target : docchat::fuzz::targets())
        target.run(input);
    return 0;
}
