#pragma once

#include "async/taskgroup.h"
#include "document/session.h"

#include "asynctest.h"
#include "testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <csignal>

#include <sys/mman.h>
#include <unistd.h>

/// What tests with parser processes share.
namespace docchat::tests {

using namespace std::chrono_literals;

inline QString parserProgram() {
    return QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-parser");
}

/// Bytes behind a descriptor, as a file that lies nowhere.
inline document::Descriptor fileOf(const QByteArray &bytes) {
    document::Descriptor file(::memfd_create("test", MFD_CLOEXEC));
    qsizetype written = 0;
    while (written < bytes.size()) {
        const auto some = ::write(file.get(), bytes.constData() + written, size_t(bytes.size() - written));
        if (some <= 0)
            break;
        written += some;
    }
    return file;
}

/// A file of ../shared/data/pdf.
inline QByteArray sharedPdf(const char *name) {
    QFile file(sharedData() + QStringLiteral("/pdf/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The children of this process that live: their ids.
inline std::vector<pid_t> childProcesses() {
    std::vector<pid_t> found;
    for (const auto &entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(entry));
        if (entry.toInt() < 1 || !stat.open(QIODevice::ReadOnly))
            continue;
        const auto text = stat.readAll();
        const auto fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
        if (fields.size() > 1 && fields[1].toInt() == int(::getpid()) && fields[0] != "Z")
            found.push_back(pid_t(entry.toInt()));
    }
    return found;
}

inline void signalChildren(int signal) {
    for (const pid_t child : childProcesses())
        ::kill(child, signal);
}

/// What became of a document: its error, or its pages.
struct Reading {
    std::optional<Error> openError;
    document::OpenedReply info;
    std::vector<document::PageResult> pages;
    bool ended = false; ///< whatever the end was

    [[nodiscard]] std::optional<Error> error() const {
        if (openError)
            return openError;
        return pages.empty() ? std::nullopt : pages.back().error;
    }
    [[nodiscard]] QString errorCode() const { return error() ? code(error()->kind) : QString(); }
    [[nodiscard]] QString errorText() const { return error() ? error()->text() : QString(); }

    /// Are pages 1 to `last` there, each once, in order, none an error?
    [[nodiscard]] bool isWhole(int last) const {
        for (size_t i = 0; i < pages.size(); ++i) {
            if (!pages[i].page || pages[i].number != int(i) + 1 || pages[i].page->number != int(i) + 1)
                return false;
        }
        return ended && !openError && int(pages.size()) == last;
    }
};

struct GivenFile {
    QByteArray bytes;
    QString name = QStringLiteral("a.pdf");
    QString password = {};
    document::ReadLimits limits = {};
    QString ocr = {};
    bool unfenced = false;
};

inline async::Task<Result<std::unique_ptr<document::Session>>>
openIn(document::WorkerPool *pool, GivenFile document, document::WorkerRole role) {
    return document::Session::open(pool, role, fileOf(document.bytes),
                                   {document.name, document.password, document.ocr, {}, document.unfenced},
                                   document.limits);
}

/// Opens a document and reads all its pages into `reading`, `pause` after each.
inline async::Task<void> readInto(document::WorkerPool *pool, GivenFile document, Reading *reading,
                                  async::Milliseconds pause = 0ms) {
    auto session = co_await openIn(pool, document, document::WorkerRole::Read);
    if (session.ok()) {
        reading->info = (*session)->info();
        auto pages = (*session)->pages(1);
        while (auto page = co_await pages.next()) {
            reading->pages.push_back(std::move(*page));
            if (pause > 0ms)
                co_await async::sleepFor(pause);
        }
    } else {
        reading->openError = session.error();
    }
    reading->ended = true;
}

inline async::Task<Reading> read(document::WorkerPool *pool, GivenFile document) {
    Reading reading;
    co_await readInto(pool, document, &reading);
    co_return reading;
}

/// Comes back once `condition` holds, or after `patience`: whether it held.
inline async::Task<bool> until(std::function<bool()> condition, async::Milliseconds patience = 20s) {
    for (auto waited = 0ms; waited < patience; waited += 2ms) {
        if (condition())
            co_return true;
        co_await async::sleepFor(2ms);
    }
    co_return condition();
}

/// The most memory that this process had since the last call, MiB.
inline int peakMemory() {
    QFile status(QStringLiteral("/proc/self/status"));
    int peak = 0;
    if (status.open(QIODevice::ReadOnly)) {
        for (const auto &line : status.readAll().split('\n')) {
            if (line.startsWith("VmHWM:"))
                peak = line.mid(6).trimmed().split(' ').first().toInt() / 1024;
        }
    }
    QFile reset(QStringLiteral("/proc/self/clear_refs"));
    if (reset.open(QIODevice::WriteOnly))
        reset.write("5");
    return peak;
}

} // namespace docchat::tests
