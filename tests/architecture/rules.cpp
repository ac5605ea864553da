#include "rules.h"

#include "sources.h"

#include <QDir>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace docchat::tests {

using namespace Qt::StringLiterals;

namespace {

/// A folder and its rank: it may include itself and what has a smaller rank. Equal ranks are siblings.
struct Layer {
    QLatin1StringView folder;
    int rank;
};

// DESIGN.md §2, left to right. A longer folder comes before the one that it lies in.
constexpr std::array layers{
    Layer{"core/base/"_L1, 0},     Layer{"core/async/"_L1, 1},    Layer{"core/net/"_L1, 2},
    Layer{"core/model/"_L1, 3},    Layer{"core/document/"_L1, 4}, Layer{"core/index/"_L1, 4},
    Layer{"core/provider/"_L1, 4}, Layer{"core/settings/"_L1, 4}, Layer{"core/ingest/"_L1, 5},
    Layer{"core/chat/"_L1, 5},     Layer{"core/web/"_L1, 5},      Layer{"ui/"_L1, 6},
    Layer{"app/"_L1, 7},
};

/// What the ranks would allow, and must not be. A folder of an exception keeps its right to itself.
struct Wall {
    QLatin1StringView included;
    QLatin1StringView from; ///< the includes of this folder only; empty: of everything
    std::array<QLatin1StringView, 2> except;
    QLatin1StringView why;
};

constexpr std::array walls{
    Wall{"core/base/"_L1, "core/async/"_L1, {}, "core/async is usable by itself"_L1},
    Wall{"core/document/readers/"_L1,
         ""_L1,
         {"core/document/readers/"_L1, "app/parser/"_L1},
         "the readers are linked by the sandboxed worker alone"_L1},
    Wall{"core/index/"_L1, "app/parser/"_L1, {}, "the worker gets no database"_L1},
    Wall{"core/provider/"_L1, "app/parser/"_L1, {}, "the worker gets no keys"_L1},
    Wall{"core/settings/"_L1, "app/parser/"_L1, {}, "the worker gets no keys"_L1},
    Wall{"core/net/"_L1, "app/parser/"_L1, {}, "the worker gets no network"_L1},
};

/// A way to wait that stops the loop, or that no scope owns.
struct Ban {
    QLatin1StringView name;
    const char *pattern;
};

constexpr std::array bans{
    Ban{"QEventLoop"_L1, R"(\bQEventLoop\b)"},
    Ban{"processEvents"_L1, R"(\bprocessEvents\b)"},
    Ban{"waitFor…"_L1, R"(\bwaitFor[A-Z]\w*\s*\()"},
    Ban{"BlockingQueuedConnection"_L1, R"(\bBlockingQueuedConnection\b)"},
    Ban{"sleep"_L1, R"(\b(?:[mun]|nano)?sleep(?:_for|_until)?\s*\()"},
    Ban{"std::thread"_L1, R"(\bstd::(?:jthread|thread|async)\b)"},
    Ban{"QThread"_L1, R"(\bQThread::create\b|\bnew\s+QThread\b)"},
    Ban{"QtConcurrent"_L1, R"(\bQtConcurrent::|\bQThreadPool::globalInstance\b|\bstart\s*\(\s*QRunnable)"},
    Ban{"blocking lock"_L1,
        R"(\b(?:QWaitCondition|QSemaphore|QBarrier|std::(?:condition_variable|counting_semaphore|binary_semaphore|latch|barrier|future|promise))\b)"},
    Ban{"exec"_L1, R"((?:\.|->)exec\s*\()"}, // of a dialog or a menu: a nested loop by another name
};

/// A file, or a folder with its slash, that may use a ban, and why.
struct Exception {
    QLatin1StringView path;
    QLatin1StringView ban;
    QLatin1StringView why;
};

constexpr std::array exceptions{
    Exception{"core/async/run.h"_L1, "QEventLoop"_L1, "the outermost loop of main() and of tests"_L1},
    Exception{"core/async/run.h"_L1, "processEvents"_L1, "the outermost loop of main() and of tests"_L1},
    Exception{"core/async/blocking.h"_L1, "QtConcurrent"_L1, "runBlocking is the one way to a thread"_L1},
    Exception{"core/async/parallel.cpp"_L1, "QtConcurrent"_L1, "inParallel shares out the work of one"_L1},
    Exception{"core/async/parallel.cpp"_L1, "blocking lock"_L1,
              "it waits, on a pool's thread, for hands that are at work"_L1},
    Exception{"core/async/threads.cpp"_L1, "QtConcurrent"_L1,
              "it makes the threads of the program's pool"_L1},
    Exception{"core/async/threads.cpp"_L1, "blocking lock"_L1,
              "new threads of a pool wait for each other"_L1},
    Exception{"core/async/watchdog.cpp"_L1, "QThread"_L1, "it watches the loop from outside"_L1},
    Exception{"core/async/watchdog.cpp"_L1, "sleep"_L1, "it sleeps on the watching thread"_L1},
    Exception{"core/document/worker.cpp"_L1, "waitFor…"_L1,
              "a killed process is reaped by the destructor"_L1},
    Exception{"core/provider/llamaserver.cpp"_L1, "waitFor…"_L1,
              "a killed process is reaped by the destructor"_L1},
    Exception{"core/index/store.cpp"_L1, "waitFor…"_L1,
              "the statement that runs ends before its database"_L1},
    Exception{"app/parser/"_L1, "waitFor…"_L1, "the worker does one thing and has no loop to keep"_L1},
    Exception{"app/parser/"_L1, "sleep"_L1, "the worker does one thing and has no loop to keep"_L1},
};

/// Qt's modules that need, or bring along, a display.
constexpr std::array displayModules{"QtGui"_L1,          "QtWidgets"_L1, "QtPdf"_L1,
                                    "QtPdfWidgets"_L1,   "QtSvg"_L1,     "QtSvgWidgets"_L1,
                                    "QtPrintSupport"_L1, "QtOpenGL"_L1,  "QtOpenGLWidgets"_L1};

QString at(const SourceFile &file, qsizetype line, const QString &what) {
    return u"%1:%2: %3"_s.arg(file.path).arg(line + 1).arg(what);
}

const Layer *layerOf(const QString &path) {
    const auto found =
        std::ranges::find_if(layers, [&](const Layer &layer) { return path.startsWith(layer.folder); });
    return found == layers.end() ? nullptr : &*found;
}

bool isGenerated(const QString &name) {
    static const QRegularExpression generated(uR"(\.moc$|^(?:.*/)?(?:moc|ui|qrc)_)"_s);
    return generated.match(name).hasMatch();
}

/// Where an #include "name" of `file` leads, from the root; empty when nothing is there.
QString resolved(const QDir &root, const SourceFile &file, const QString &name) {
    for (const auto &folder : {QFileInfo(file.path).path(), u"core"_s, u"ui"_s, u"app"_s}) {
        const auto path = QDir::cleanPath(folder + u'/' + name);
        if (QFileInfo::exists(root.filePath(path)))
            return path;
    }
    return {};
}

bool breaks(const Wall &wall, const QString &from, const QString &included) {
    const auto isExcept = [&](QLatin1StringView folder) {
        return !folder.isEmpty() && from.startsWith(folder);
    };
    return included.startsWith(wall.included) && from.startsWith(wall.from) &&
           std::ranges::none_of(wall.except, isExcept);
}

/// What is wrong with an include, or nothing.
QString whyForbidden(const QString &from, const QString &included) {
    const auto *own = layerOf(from);
    const auto *other = layerOf(included);
    if (!own || !other)
        return u"includes %1, which is of no layer: give its folder a rank"_s.arg(own ? included : from);
    for (const auto &wall : walls) {
        if (breaks(wall, from, included))
            return u"includes %1: %2"_s.arg(included, wall.why);
    }
    if (own == other || other->rank < own->rank)
        return {};
    return own->rank == other->rank
               ? u"includes %1: %2 and %3 are siblings; what they share moves down a rank"_s.arg(
                     included, own->folder, other->folder)
               : u"includes %1: %2 may not use %3"_s.arg(included, own->folder, other->folder);
}

const Exception *exceptionFor(const QString &path, const Ban &ban) {
    const auto found = std::ranges::find_if(exceptions, [&](const Exception &one) {
        return one.ban == ban.name &&
               (one.path.endsWith('/'_L1) ? path.startsWith(one.path) : path == one.path);
    });
    return found == exceptions.end() ? nullptr : &*found;
}

/// Calls each(file, line number, match) for every match of a pattern in the code of the tree.
template <class F>
void forMatches(const std::vector<SourceFile> &files, const char *pattern, F each) {
    const QRegularExpression wanted(QString::fromLatin1(pattern));
    for (const auto &file : files) {
        for (qsizetype line = 0; line < file.code.size(); ++line) {
            if (const auto match = wanted.match(file.code[line]); match.hasMatch())
                each(file, line, match);
        }
    }
}

bool isDisplayHeader(const QString &header) {
    static const QString qtHeaders = QLibraryInfo::path(QLibraryInfo::HeadersPath);
    return std::ranges::any_of(displayModules, [&](QLatin1StringView module) {
        return header == module || header.startsWith(module + '/'_L1) ||
               QFileInfo(u"%1/%2/%3"_s.arg(qtHeaders, module, header)).isFile();
    });
}

} // namespace

QStringList forbiddenIncludes(const QString &root) {
    static const QRegularExpression include(uR"re(^\s*#\s*include\s*"([^"]+)")re"_s);
    QStringList findings;
    for (const auto &file : sourceFiles(root)) {
        for (qsizetype line = 0; line < file.lines.size(); ++line) {
            const auto match = include.match(file.lines[line]);
            const auto name = match.captured(1);
            if (!match.hasMatch() || isGenerated(name))
                continue;
            const auto included = resolved(QDir(root), file, name);
            const auto why = included.isEmpty() ? u"includes %1, which is not there"_s.arg(name)
                                                : whyForbidden(file.path, included);
            if (!why.isEmpty())
                findings += at(file, line, why);
        }
    }
    return findings;
}

QStringList forbiddenWaits(const QString &root) {
    QStringList findings;
    const auto files = sourceFiles(root);
    for (const auto &ban : bans) {
        forMatches(files, ban.pattern, [&](const SourceFile &file, qsizetype line, const auto &) {
            if (!exceptionFor(file.path, ban))
                findings += at(file, line, u"%1 blocks or nests the loop: co_await it"_s.arg(ban.name));
        });
    }
    return findings;
}

QStringList staleExceptions(const QString &root) {
    QStringList findings;
    const auto files = sourceFiles(root);
    for (const auto &one : exceptions) {
        const auto ban = std::ranges::find(bans, one.ban, &Ban::name);
        int used = one.path.endsWith('/'_L1) ? 1 : 0; // a folder's permission is for what may come
        forMatches(files, ban->pattern,
                   [&](const SourceFile &file, qsizetype, const auto &) { used += file.path == one.path; });
        if (used == 0)
            findings += u"%1: it does not use %2 any more: take its exception away"_s.arg(one.path, one.ban);
    }
    return findings;
}

QStringList singletons(const QString &root) {
    QStringList findings;
    const auto files = sourceFiles(root);
    const auto add = [&](const SourceFile &file, qsizetype line, const QRegularExpressionMatch &match) {
        findings += at(file, line,
                       u"%1: no singletons, hand it to the constructor"_s.arg(match.captured().trimmed()));
    };
    forMatches(files, R"(\bstatic\b[^;=(]*\b\w*[iI]nstance\s*\()", add);
    // Qt's own (QCoreApplication::instance()) cannot be handed over.
    forMatches(files, R"(\b(?!Q[A-Z])\w+::\w*[iI]nstance\s*\(\s*\))", add);
    return findings;
}

QStringList displayHeaders(const QString &root) {
    static const QRegularExpression include(uR"(^\s*#\s*include\s*<([^>]+)>)"_s);
    QStringList findings;
    for (const auto &file : sourceFiles(root)) {
        if (!file.path.startsWith("core/"_L1) || file.path.startsWith("core/document/readers/"_L1))
            continue;
        for (qsizetype line = 0; line < file.lines.size(); ++line) {
            const auto header = include.match(file.lines[line]).captured(1);
            if (!header.isEmpty() && isDisplayHeader(header))
                findings += at(file, line, u"includes <%1>: core needs no display"_s.arg(header));
        }
    }
    return findings;
}

qsizetype filesSeen(const QString &root) {
    return qsizetype(sourceFiles(root).size());
}

} // namespace docchat::tests
