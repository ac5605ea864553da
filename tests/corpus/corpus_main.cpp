// docchat-corpus DIR [--json FILE] [--expect FILE] [--jobs N]: reads every file of a folder with the real
// worker and says what became of each. Exits 1 where something is as it must not be, 77 ("skipped") without
// the folder.

#include "async/run.h"
#include "async/taskgroup.h"

#include "readfile.h"
#include "report.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <cstdio>

using namespace docchat;
using namespace docchat::corpus;
using namespace Qt::StringLiterals;
using async::Task;

namespace {

constexpr int skipped = 77; // as ctest knows it
constexpr int mostJobs = 16;

void say(const QString &line) {
    std::fprintf(stdout, "%s\n", line.toUtf8().constData());
    std::fflush(stdout);
}

QStringList filesIn(const QString &folder) {
    QStringList names;
    QDirIterator files(folder, QDir::Files | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (files.hasNext())
        names += QDir(folder).relativeFilePath(files.next());
    names.sort();
    return names;
}

/// Reads one file after the other in a worker of its own: its memory and its end are then that file's.
Task<void> readNext(QString folder, const QStringList *names, qsizetype *next,
                    std::vector<Outcome> *outcomes) {
    document::WorkerPool pool(document::WorkerPool::programBeside(QCoreApplication::applicationDirPath()), 1);
    while (*next < names->size()) {
        const auto name = names->at((*next)++);
        for (auto &outcome : co_await readFile(&pool, folder, name)) {
            say(tableRow(outcome));
            outcomes->push_back(std::move(outcome));
        }
    }
}

Task<std::vector<Outcome>> readAll(QString folder, int jobs) {
    const auto names = filesIn(folder);
    qsizetype next = 0;
    std::vector<Outcome> outcomes;
    co_await async::TaskGroup::run([&](async::TaskGroup &group) {
        for (int job = 0; job < jobs; ++job)
            group.spawn("corpus", readNext, folder, &names, &next, &outcomes);
    });
    std::ranges::sort(outcomes, {}, &Outcome::name);
    co_return outcomes;
}

bool writeJson(const QString &path, const QJsonDocument &document) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(document.toJson()) >= 0;
}

int report(const std::vector<Outcome> &outcomes, const Expectations &expected, const QString &jsonPath) {
    const auto wrong = problems(outcomes, expected);
    say(QString());
    say(summary(outcomes));
    say(u"problems: %1"_s.arg(wrong.size()));
    for (const auto &line : wrong)
        say(u"  "_s + line);
    if (!jsonPath.isEmpty() && !writeJson(jsonPath, toJson(outcomes, wrong))) {
        qWarning("%s cannot be written", qPrintable(jsonPath));
        return 1;
    }
    return wrong.isEmpty() && !outcomes.empty() ? 0 : 1;
}

} // namespace

int main(int argc, char **argv) {
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addPositionalArgument(u"DIR"_s, u"The folder of files."_s);
    parser.addOptions({{u"json"_s, u"Write what became of each file."_s, u"FILE"_s},
                       {u"expect"_s, u"The states that are right."_s, u"FILE"_s},
                       {u"jobs"_s, u"Workers at once."_s, u"N"_s, u"2"_s}});
    parser.addHelpOption();
    parser.process(application);
    const auto folder = QDir(parser.positionalArguments().value(0)).absolutePath();
    const int jobs = parser.value(u"jobs"_s).toInt();
    if (parser.positionalArguments().size() != 1 || jobs < 1 || jobs > mostJobs)
        parser.showHelp(2);
    if (!QDir(folder).exists()) {
        say(u"skipped: no data in %1"_s.arg(folder));
        return qEnvironmentVariableIntValue("DOCCHAT_REQUIRE_DATA") == 1 ? 1 : skipped;
    }
    Expectations expected;
    if (parser.isSet(u"expect"_s)) {
        auto list = readExpectations(parser.value(u"expect"_s));
        if (!list.ok()) {
            qWarning("%s", qPrintable(list.error().text()));
            return 2;
        }
        expected = std::move(*list);
    }
    async::Loop loop;
    say(tableHead());
    return report(async::run(readAll(folder, jobs)), expected, parser.value(u"json"_s));
}
