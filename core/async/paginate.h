#pragma once

#include "async/generator.h"

namespace docchat::async {

/// One page of a list that comes in pages, and what to ask the next one by; no `next`: it was the last.
template <class T, class Cursor>
struct Paged {
    using Item = T;
    std::vector<T> items;
    std::optional<Cursor> next;
};

/// The items of all pages, one by one: awaits fetch(cursor), a Task<Paged<T, Cursor>>, from `first` on, each
/// page only when the items before it are used up, until a page is empty or names no next one. Left early, no
/// further page is asked for. Throws what fetch throws. Runs in the consumer's task. Loop thread.
///
///     auto users = paginate(1, [&](int number) { return fetchUsers(server, number); });
///     while (auto user = co_await users.next())
///         greet(*user);
template <class Cursor, class F>
auto paginate(Cursor first, F fetch)
    -> AsyncGenerator<typename TaskValueT<std::invoke_result_t<F &, Cursor>>::Item> {
    std::optional<Cursor> cursor = std::move(first);
    while (cursor) {
        auto page = co_await fetch(std::move(*cursor));
        if (page.items.empty())
            co_return;
        for (auto &item : page.items)
            co_yield std::move(item);
        cursor = std::move(page.next);
    }
}

} // namespace docchat::async
