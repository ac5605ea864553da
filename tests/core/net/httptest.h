#pragma once

#include "net/http.h"

#include "asynctest.h"
#include "scriptedserver.h"
#include "testmain.h"

#include "async/gather.h"

namespace docchat::tests {

/// A GET, or a POST when there is a body.
inline net::HttpRequest requestFor(const QUrl &url, const QByteArray &body = {}) {
    net::HttpRequest request;
    request.method = body.isEmpty() ? "GET" : "POST";
    request.url = url;
    request.body = body;
    return request;
}

/// Sends from plain code, on a loop of its own, and comes back with the result.
inline Result<net::HttpResponse> sent(net::HttpClient &client, const net::HttpRequest &request) {
    return really([&] { return client.send(request); });
}

/// The status of the answer or of the error; 0 when there was none.
inline async::Task<int> statusOf(net::HttpClient *client, net::HttpRequest request) {
    const auto result = co_await client->send(std::move(request));
    co_return result.ok() ? result.value().status : result.error().status;
}

/// All bodies of a stream joined, how many pieces they were, and the error that ended it.
struct Streamed {
    QByteArray body = {};
    int pieces = 0;
    int errors = 0;
    int itemsAfterError = 0;
    Error error = {};
};

inline async::Task<Streamed> streamed(net::HttpClient *client, net::HttpRequest request) {
    Streamed all;
    auto stream = client->stream(std::move(request));
    while (auto item = co_await stream.next()) {
        all.itemsAfterError += all.errors;
        if (item->ok()) {
            all.body += item->value();
            ++all.pieces;
        } else {
            all.error = item->error();
            ++all.errors;
        }
    }
    co_return all;
}

} // namespace docchat::tests
