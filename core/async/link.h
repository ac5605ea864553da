#pragma once

namespace docchat::async {

/// A node of an intrusive, circular, doubly linked list; a list is a Link of its own that is its head.
/// Nothing is allocated, and a node takes itself out in constant time, which is what cancelling needs.
struct Link {
    Link *prev = this;
    Link *next = this;

    Link() = default;
    Link(const Link &) = delete;
    Link &operator=(const Link &) = delete;

    [[nodiscard]] bool linked() const { return next != this; }

    void unlink() {
        prev->next = next;
        next->prev = prev;
        prev = next = this;
    }

    void append(Link *node) {
        node->prev = prev;
        node->next = this;
        prev->next = node;
        prev = node;
    }
};

} // namespace docchat::async
