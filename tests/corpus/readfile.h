#pragma once

#include "outcome.h"

namespace docchat::corpus {

/// Reads all pages of `folder`/`name` in a worker of the pool, which nobody else uses meanwhile, as the
/// library would; of a mail, those of what is attached to it as well: "letter.eml/report.pdf". Loop thread.
async::Task<std::vector<Outcome>> readFile(document::WorkerPool *pool, QString folder, QString name);

} // namespace docchat::corpus
