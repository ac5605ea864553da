#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace docchat::tests {

/// What a run of docchat-cli left behind.
struct Ran {
    int exit = -1;             ///< the exit code; -1: it crashed or had to be killed
    QList<QJsonObject> events; ///< its lines, with --json
    QString words;             ///< its output as it was
    QString errors;            ///< what it said on stderr

    /// The events of a kind, in order.
    [[nodiscard]] QList<QJsonObject> of(const QString &event) const;
    /// The last event of a kind; empty when there is none.
    [[nodiscard]] QJsonObject last(const QString &event) const;
    /// The document event of a file, by the file's name.
    [[nodiscard]] QJsonObject document(const QString &name) const;
    /// What to print when a check fails.
    [[nodiscard]] QByteArray all() const;
};

/// For tests: shows what a run said where the condition fails.
#define VERIFY_RAN(ran, condition) QVERIFY2(condition, (ran).all().constData())

/// A data folder of its own with files beside it, and docchat-cli to work on it. Root gives its rights up
/// first, as a test of permissions means nothing with them.
class Library {
public:
    Library();

    [[nodiscard]] QString folder() const { return m_folder.filePath(QStringLiteral("data")); }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    /// Writes a file beside the data folder; its path.
    QString write(const QString &name, const QByteArray &bytes) const;

    /// Runs `docchat-cli --data … --json arguments` to its end, at most a minute.
    [[nodiscard]] Ran run(const QStringList &arguments) const;
    /// The same without --json.
    [[nodiscard]] Ran runForPeople(const QStringList &arguments) const;
    /// Starts it; what is to happen meanwhile is up to the caller. Then finish() it.
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList &arguments) const;
    [[nodiscard]] static Ran finish(QProcess &process, const QByteArray &alreadyRead = {});

    /// Whether the library is whole, and nothing in it is half done.
    [[nodiscard]] bool isWhole() const;
    /// Whether some bytes stand anywhere in the data folder's files.
    [[nodiscard]] bool holdsBytes(const QByteArray &bytes) const;

private:
    QTemporaryDir m_folder;
};

/// A file of the shared documents; they must be there.
[[nodiscard]] QString sharedFile(const QString &name);

/// A PDF of one page with a line of text (ISO 32000-1), whole.
[[nodiscard]] QByteArray smallPdf(const QByteArray &text);

/// Text with no sense but many words, cut into paragraphs: each is about one passage.
[[nodiscard]] QByteArray longText(int paragraphs);

} // namespace docchat::tests
