#include "target.h"

#include <cstdio>
#include <cstdlib>

namespace docchat::fuzz {

std::vector<Target> &targets() {
    static std::vector<Target> all;
    return all;
}

void require(bool holds, const char *promise) {
    if (holds)
        return;
    std::fprintf(stderr, "broken: %s\n", promise);
    std::abort();
}

} // namespace docchat::fuzz
