// A list that comes in pages, read until an empty one, with a bearer token: an async generator that asks for
// a page when its first item is wanted, and never for one too many. In asyncio: `async for user in pages():`
// over an async generator with a `yield` in its loop.

#include "drill.h"

#include "async/paginate.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace docchat;
using namespace docchat::async;
using namespace Qt::StringLiterals;

namespace {

/// {"users": […]}; throws when the server gives an error.
Task<Paged<QString, int>> fetchPage(net::HttpClient *client, QByteArray token, int number) {
    auto url = client->origin();
    url.setPath(u"/users"_s);
    url.setQuery(u"page=%1"_s.arg(number));
    const auto answer =
        co_await client->send({.url = url, .headers = {{"Authorization", "Bearer " + token}}});
    if (!answer.ok())
        throw std::runtime_error(answer.error().text().toStdString());
    Paged<QString, int> page{{}, number + 1};
    for (const auto &user : QJsonDocument::fromJson(answer.value().body)["users"_L1].toArray())
        page.items.push_back(user.toString());
    co_return page;
}

AsyncGenerator<QString> users(net::HttpClient *client, QByteArray token) {
    return paginate(1, [=](int number) { return fetchPage(client, token, number); });
}

Task<QStringList> everybody(net::HttpClient *client) {
    const auto all = co_await collect(users(client, "secret"));
    co_return QStringList(all.begin(), all.end());
}

/// Leaves the generator when the user is found: no further page is asked for.
Task<bool> isThere(net::HttpClient *client, QString wanted) {
    auto all = users(client, "secret");
    while (auto user = co_await all.next()) {
        if (*user == wanted)
            co_return true;
    }
    co_return false;
}

} // namespace

int main(int argc, char **argv) {
    drills::Drill drill(argc, argv);
    tests::ScriptedServer server;
    const QList<tests::ScriptedServer::Fault> pages{{.body = R"({"users":["Ada","Ben"]})"},
                                                    {.body = R"({"users":["Cem","Dora"]})"},
                                                    {.body = R"({"users":["Eve"]})"},
                                                    {.body = R"({"users":[]})"}};
    net::HttpClient client(server.url(), 6);

    server.setFault(u"/users"_s, pages);
    drill.expect("users", drill.really([&] { return everybody(&client); }),
                 {u"Ada"_s, u"Ben"_s, u"Cem"_s, u"Dora"_s, u"Eve"_s});
    const auto books = server.stats();
    drill.expect("pages asked for", books.paths,
                 {u"/users?page=1"_s, u"/users?page=2"_s, u"/users?page=3"_s, u"/users?page=4"_s});
    drill.expect("at a time", books.maxInFlight, 1);
    drill.expect(
        "requests with the token",
        std::ranges::count(books.headers, "Bearer secret", [](const auto &h) { return h["authorization"]; }),
        4);

    for (const auto &[wanted, needed] : {std::pair(u"Ben"_s, 1), std::pair(u"Cem"_s, 2)}) {
        server.reset();
        server.setFault(u"/users"_s, pages);
        drill.expect("the user is there", drill.really([&] { return isThere(&client, wanted); }), true);
        drill.expect("pages asked for", server.stats().requests, needed);
    }
    return drill.exitCode();
}
