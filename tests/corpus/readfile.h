#pragma once

#include "outcome.h"

namespace docchat::corpus {

/// Reads all pages of `folder`/`name` in a worker of the pool, which nobody else uses meanwhile, as the
/// library would. Loop thread.
async::Task<Outcome> readFile(document::WorkerPool *pool, QString folder, QString name);

} // namespace docchat::corpus
