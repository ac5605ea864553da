#pragma once

#include "everywhere_world.h"

namespace docchat::tests {

/// Something of core/async, used in each way it has, and contended, so that it waits.
struct Primitive {
    const char *name;
    async::Task<void> (*body)(World *);
    int steps;
    bool virtualTime = true;      ///< false: threads and processes are as real as they are
    async::Milliseconds delay{0}; ///< CutOptions::delay
};

/// What everything else is built from.
[[nodiscard]] const std::vector<Primitive> &basicPrimitives();
/// What is built from those.
[[nodiscard]] const std::vector<Primitive> &composedPrimitives();
/// What has to do with threads, processes and files.
[[nodiscard]] const std::vector<Primitive> &outsidePrimitives();

/// The basic ones, each after the other, and then at once.
async::Task<void> everything(World *world);

} // namespace docchat::tests
