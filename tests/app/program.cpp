#include "program.h"

#include "holdsbytes.h"
#include "testmain.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <algorithm>

#include <grp.h>
#include <unistd.h>

namespace docchat::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 240'000; // ms for a run
constexpr uid_t nobody = 65534;

/// Between fork and exec: async-signal-safe calls only.
void dropRoot() {
    if (::geteuid() == 0 && (::setgroups(0, nullptr) != 0 || ::setresgid(nobody, nobody, nobody) != 0 ||
                             ::setresuid(nobody, nobody, nobody) != 0))
        ::_exit(125);
}

QList<QJsonObject> objects(const QByteArray &lines) {
    QList<QJsonObject> found;
    for (const auto &line : lines.split('\n')) {
        if (!line.isEmpty())
            found += QJsonDocument::fromJson(line).object();
    }
    return found;
}

} // namespace

QList<QJsonObject> Ran::of(const QString &event) const {
    QList<QJsonObject> found;
    std::ranges::copy_if(events, std::back_inserter(found),
                         [&](const QJsonObject &one) { return one["event"_L1].toString() == event; });
    return found;
}

QJsonObject Ran::last(const QString &event) const {
    const auto found = of(event);
    return found.isEmpty() ? QJsonObject() : found.last();
}

QJsonObject Ran::document(const QString &name) const {
    for (const auto &one : of(u"document"_s)) {
        if (one["path"_L1].toString().endsWith(u'/' + name))
            return one;
    }
    return {};
}

QByteArray Ran::all() const {
    QByteArray text = "exit " + QByteArray::number(exit) + '\n';
    for (const auto &line : words.split(u'\n')) {
        if (!line.contains("\"progress\""_L1))
            text += line.toUtf8() + '\n';
    }
    return text + errors.toUtf8();
}

Library::Library() {
    if (!m_folder.isValid())
        qFatal("no temporary folder: %ls", qUtf16Printable(m_folder.errorString()));
    if (::geteuid() == 0 && ::chown(QFile::encodeName(m_folder.path()).constData(), nobody, nobody) != 0)
        qFatal("%ls cannot be given away", qUtf16Printable(m_folder.path()));
}

QString Library::write(const QString &name, const QByteArray &bytes) const {
    QDir().mkpath(QFileInfo(path(name)).path());
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%ls cannot be written", qUtf16Printable(path(name)));
    return path(name);
}

std::unique_ptr<QProcess> Library::start(const QStringList &arguments) const {
    auto process = std::make_unique<QProcess>();
    process->setProgram(QStringLiteral(DOCCHAT_BINARY_DIR "/docchat-cli"));
    process->setArguments(QStringList{u"--data"_s, folder()} + arguments);
    process->setWorkingDirectory(m_folder.path());
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s,
                       u"disabled:"_s); // the person's keychain is none of ours
    process->setProcessEnvironment(environment);
    process->setChildProcessModifier(dropRoot);
    process->start();
    if (!process->waitForStarted())
        qFatal("%ls does not start: %ls", qUtf16Printable(process->program()),
               qUtf16Printable(process->errorString()));
    return process;
}

Ran Library::finish(QProcess &process, const QByteArray &alreadyRead) {
    if (!process.waitForFinished(patience)) {
        process.kill();
        process.waitForFinished();
    }
    const auto output = alreadyRead + process.readAllStandardOutput();
    const bool ended = process.exitStatus() == QProcess::NormalExit;
    return {ended ? process.exitCode() : -1, objects(output), QString::fromUtf8(output),
            QString::fromUtf8(process.readAllStandardError())};
}

Ran Library::run(const QStringList &arguments) const {
    return finish(*start(QStringList{u"--json"_s} + arguments));
}

Ran Library::runForPeople(const QStringList &arguments) const {
    auto ran = finish(*start(arguments));
    ran.events.clear();
    return ran;
}

bool Library::isWhole() const {
    const auto checked = run({u"check"_s});
    const auto listed = run({u"list"_s});
    return checked.exit == 0 && checked.events.size() == 1 && checked.events[0]["ok"_L1].toBool() &&
           std::ranges::none_of(listed.events, [](const QJsonObject &document) {
               return document["state"_L1].toString() == "reading"_L1;
           });
}

bool Library::holdsBytes(const QByteArray &bytes) const {
    return tests::holdsBytes(folder(), bytes);
}

QString sharedFile(const QString &name) {
    return sharedData() + u'/' + name;
}

QByteArray smallPdf(const QByteArray &text) {
    const QByteArray content = "BT /F1 12 Tf 72 720 Td (" + text + ") Tj ET";
    const QByteArrayList objects{
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Length " + QByteArray::number(content.size()) + ">>stream\n" + content + "\nendstream"};
    QByteArray pdf = "%PDF-1.4\n";
    QByteArray table = "0000000000 65535 f \n";
    for (qsizetype i = 0; i < objects.size(); ++i) {
        table += QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
        pdf += QByteArray::number(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const auto start = QByteArray::number(pdf.size());
    return pdf + "xref\n0 6\n" + table + "trailer<</Size 6/Root 1 0 R>>\nstartxref\n" + start + "\n%%EOF\n";
}

QByteArray longText(int paragraphs) {
    static const QByteArrayList words{"river",   "harbour", "cedar",  "lantern", "station",
                                      "orchard", "letter",  "winter", "railway", "copper",
                                      "market",  "bridge",  "island", "mountain"};
    QByteArray text;
    unsigned state = 1;
    const auto word = [&] {
        return words[qsizetype((state = state * 1103515245 + 12345) >> 16) % words.size()];
    };
    for (int i = 0; i < paragraphs; ++i) {
        for (int sentence = 0; sentence < 9; ++sentence)
            text += "In chapter " + QByteArray::number(i) + " the " + word() + " of the " + word() +
                    " kept a " + word() + " near the " + word() + " for the whole year. ";
        text += "\n\n";
    }
    return text;
}

} // namespace docchat::tests
