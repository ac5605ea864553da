#pragma once

#include "ingest/jobs.h"

#include "ingesttest.h"

/// What tests of mails and of what is attached to them share.
namespace docchat::tests {

/// A part of a mail: a file that is attached to it.
inline QByteArray attached(const QByteArray &name, const QByteArray &content) {
    return "--X\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"" +
           name + "\"\nContent-Transfer-Encoding: base64\n\n" + content.toBase64() + "\n";
}

/// A message with a line of text, then `parts`.
inline QByteArray mailWith(const QByteArray &parts, const QByteArray &subject = "Costs") {
    return "From: Ann <ann@example.org>\nSubject: " + subject +
           "\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=X\n\n"
           "--X\nContent-Type: text/plain\n\nSee the attachments.\n" +
           parts + "--X--\n";
}

/// Adds each after the ones before have ended, with all that they bring; all jobs by "name" or "name in
/// mail".
inline async::Task<std::map<QString, ingest::Job>>
endsOf(ingest::Tools tools, std::vector<std::pair<ingest::Source, ingest::ReadWishes>> given) {
    ingest::Jobs jobs(tools);
    for (const auto &[source, wishes] : given) {
        jobs.add(source, wishes);
        if (!co_await until([&] { return jobs.running() == 0; }))
            qFatal("the jobs never ended");
    }
    std::map<QString, ingest::Job> ended;
    for (const auto &[id, job] : jobs.all())
        ended[job.within.isEmpty() ? job.name : job.name + QStringLiteral(" in ") + job.within] = job;
    co_await jobs.shutdown(20s);
    co_return ended;
}

/// The jobs of a source and of all that it brings.
inline std::map<QString, ingest::Job> add(const ingest::Tools &tools, const ingest::Source &source,
                                          const ingest::ReadWishes &wishes = {}) {
    return really([&] { return endsOf(tools, {{source, wishes}}); });
}

/// "name in mail: ready ok", a line each.
inline QString statesOf(const std::map<QString, ingest::Job> &jobs) {
    QStringList states;
    for (const auto &[name, job] : jobs)
        states += QStringLiteral("%1: %2 %3").arg(name, outcomeWord(job), outcomeCode(job));
    return states.join(QLatin1Char('\n'));
}

/// Temporary files lie in `folder` for as long as this lives.
class TemporaryIn {
public:
    explicit TemporaryIn(const QString &folder) : m_before(qgetenv("TMPDIR")) {
        qputenv("TMPDIR", QFile::encodeName(folder));
    }
    ~TemporaryIn() { qputenv("TMPDIR", m_before.isEmpty() ? QByteArray("/tmp") : m_before); }
    TemporaryIn(const TemporaryIn &) = delete;
    TemporaryIn &operator=(const TemporaryIn &) = delete;

private:
    QByteArray m_before;
};

} // namespace docchat::tests
