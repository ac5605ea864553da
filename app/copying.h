#pragma once

#include "async/blocking.h"
#include "index/backup.h"

#include <QTimer>

#include <functional>

namespace docchat {

/// Told ten times a second how far a copy has come, from 0 to 1.
using TellShare = std::function<void(double)>;

/// copy(CopyProgress*, std::stop_token) off the loop; cancelled it ends soon.
template <class F>
auto copying(F copy, TellShare tell)
    -> async::Task<std::invoke_result_t<F &, index::CopyProgress *, const std::stop_token &>> {
    const auto progress = std::make_shared<index::CopyProgress>();
    QTimer often;
    QObject::connect(&often, &QTimer::timeout, &often, [progress, tell] {
        if (const qint64 total = progress->total; total > 0)
            tell(double(progress->done) / double(total));
    });
    often.start(std::chrono::milliseconds(100));
    co_return co_await async::runBlocking([copy = std::move(copy), progress](std::stop_token stop) mutable {
        return copy(progress.get(), stop);
    });
}

} // namespace docchat
