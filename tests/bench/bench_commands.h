#pragma once

#include <QList>
#include <QUrl>

namespace docchat::bench {

/// What the command line asks for.
struct Options {
    QList<int> calls = {60, 1000, 10000};
    QList<int> widths = {8, 16, 50};
    int rounds = 0; ///< 0: as many as the size of the work calls for
    bool onlyOurs = false;
    bool markdown = false;
    int delayMs = 0;   ///< embed-server: from a request to its reply
    QUrl url = {};     ///< embed-client: the server
    QString file = {}; ///< read, poppler-client: a PDF
    QList<int> passages = {10'000, 100'000};
    QString folder = {}; ///< search: where its libraries are kept; empty: they are not
};

// Each returns the exit code: 2 when a count is wrong. A target that is missed is only told.

/// Embedding calls beside plain sockets, aiohttp and httpx, against one server.
int benchEmbed(const Options &options);

/// The concurrency core beside asyncio.
int benchAsync(const Options &options);

/// Reading documents beside poppler alone.
int benchRead(const Options &options);

/// Questions to libraries of several sizes, beside plain FTS5.
int benchSearch(const Options &options);

/// From a question to the first words of a model's answer, in libraries of several sizes.
int benchAsk(const Options &options);

/// Finding vectors by their signs, beside exact ones.
int benchVectors(const Options &options);

/// What the figures were measured with.
int describeMachine();

/// What the clients of embed ask. Serves until killed.
int embedServer(const Options &options);

/// The measured processes: the first numbers of `calls` and `widths` count. They print a line of JSON.
int embedClient(const Options &options);
int plainClient(const Options &options);
int asyncClient();
int popplerClient(const Options &options);

} // namespace docchat::bench
