// Five downloads at once, each streamed to its file a piece at a time, with their progress told. One that
// breaks off leaves no half file and does not hurt the others. In asyncio: gather(*downloads,
// return_exceptions=True), each with httpx's aiter_bytes() into an aiofiles file that is renamed at the end.

#include "drill.h"

#include "async/blocking.h"
#include "async/files.h"
#include "async/gather.h"

#include <QDir>
#include <QSaveFile>
#include <QTemporaryDir>

using namespace docchat;
using namespace docchat::async;
using namespace Qt::StringLiterals;
using Fault = tests::ScriptedServer::Fault;

namespace {

constexpr std::size_t broken = 3;

void openFile(std::stop_token, QSaveFile *file) {
    if (!file->open(QIODevice::WriteOnly))
        throw FileError(file->errorString().toStdString());
}

void append(std::stop_token, QSaveFile *file, const QByteArray &piece) {
    if (file->write(piece) != piece.size())
        throw FileError(file->errorString().toStdString());
}

void commit(std::stop_token, QSaveFile *file) {
    if (!file->commit())
        throw FileError(file->errorString().toStdString());
}

struct Progress {
    std::vector<qint64> bytes; ///< of each file so far
    QByteArray events;         ///< + a download began, - one is whole
};

Task<void> download(net::HttpClient *client, QUrl from, QString to, Progress *progress, std::size_t number) {
    progress->events += '+';
    QSaveFile file(to); // takes its name in commit(); without that, nothing of it stays
    co_await runBlocking(openFile, &file);
    auto body = client->stream({.url = std::move(from)});
    while (auto piece = co_await body.next()) {
        if (!piece->ok())
            throw std::runtime_error(piece->error().text().toStdString());
        co_await runBlocking(append, &file, **piece);
        progress->bytes[number] += (*piece)->size();
    }
    co_await runBlocking(commit, &file);
    progress->events += '-';
}

QString pathOf(std::size_t number) {
    return u"/file%1"_s.arg(number);
}

Task<std::vector<Outcome<void>>> downloadAll(net::HttpClient *client, QString folder, Progress *progress) {
    std::vector<Task<void>> downloads;
    for (std::size_t i = 0; i < progress->bytes.size(); ++i) {
        const auto url = client->origin().resolved(QUrl(pathOf(i)));
        downloads.push_back(download(client, url, folder + pathOf(i), progress, i));
    }
    co_return co_await gatherOutcomes(std::move(downloads));
}

} // namespace

int main(int argc, char **argv) {
    drills::Drill drill(argc, argv);
    tests::ScriptedServer server;
    std::vector<QByteArray> contents;
    for (std::size_t i = 0; i < 5; ++i) {
        contents.push_back(QByteArray::number(1'000'000'000 + qint64(i)).repeated(int(100'000 * (i + 1))));
        server.setDefaultFault(
            pathOf(i), {.body = contents.back(), .kind = i == broken ? Fault::HalfBody : Fault::Reply});
    }

    const QTemporaryDir folder;
    net::HttpClient client(server.url(), 1);
    Progress progress{std::vector<qint64>(contents.size()), {}};
    auto outcomes = drill.really([&] { return downloadAll(&client, folder.path(), &progress); });
    for (std::size_t i = 0; i < contents.size(); ++i) {
        const bool whole = i != broken;
        drill.expect("download succeeded", outcomes[i].ok(), whole);
        drill.expect("every byte was told", progress.bytes[i] == contents[i].size(), whole);
        QFile file(folder.path() + pathOf(i));
        drill.expect("the file is there", file.open(QIODevice::ReadOnly), whole);
        drill.expect("and holds what was sent", whole && file.readAll() == contents[i], whole);
    }
    drill.expect("files in the folder", QDir(folder.path()).entryList(QDir::Files).size(), 4);
    drill.expect("all began before one was whole", progress.events, "+++++----");
    return drill.exitCode();
}
