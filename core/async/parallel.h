#pragma once

#include <functional>

class QThreadPool;

namespace docchat::async {

/// each(i) for every i from 0 to count - 1, on the calling thread and on those of the pool that are free
/// (null: the program's). It blocks until all are done, but never on a thread that does not run: only inside
/// runBlocking. `each` may run for several i at once and throws nothing.
void inParallel(int count, const std::function<void(int)> &each, QThreadPool *pool = nullptr);

} // namespace docchat::async
