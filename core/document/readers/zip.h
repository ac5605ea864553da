#pragma once

#include "document/protocol.h"

#include <QHash>
#include <QIODevice>
#include <QStringList>

#include <functional>
#include <memory>

namespace docchat::document {

/// The entries of a zip file that a reader asked for, unpacked. Pure.
class ZipFile {
public:
    /// Unpacks the entries whose names `wanted` accepts; the others are only listed. What can still be had of
    /// a truncated file is there, and isWhole() is false. Error: Damaged (not even one entry), Password (a
    /// wanted entry is encrypted), TooLarge (a limit was passed; counted on what came out).
    static Result<ZipFile> open(const QByteArray &bytes, const ParseLimits &limits,
                                const std::function<bool(const QString &name)> &wanted);

    [[nodiscard]] const QStringList &names() const {
        return m_names;
    } ///< of all entries, in the file's order
    [[nodiscard]] bool has(const QString &name) const { return m_entries.contains(name); }
    [[nodiscard]] QByteArray entry(const QString &name) const { return m_entries.value(name); }
    [[nodiscard]] bool isWhole() const { return m_isWhole; }

private:
    QStringList m_names;
    QHash<QString, QByteArray> m_entries;
    bool m_isWhole = true;
};

/// One entry of a zip file, unpacked while it is read: for what may be larger than the text in it.
class ZipStream : public QIODevice {
public:
    /// Looks for the entry. The bytes must outlive the stream. Error: Damaged (it is not there), Password.
    static Result<std::unique_ptr<ZipStream>> open(const QByteArray &bytes, const ParseLimits &limits,
                                                   const QString &name);
    ~ZipStream() override;

    [[nodiscard]] bool isSequential() const override { return true; }

    /// It was ended before its end: more came out than may be read, or one piece of XML was far too long.
    [[nodiscard]] bool passedLimit() const;

    /// The error to report when passedLimit().
    [[nodiscard]] static Error tooLarge();

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    struct State;
    explicit ZipStream(std::unique_ptr<State> state);

    std::unique_ptr<State> m_state;
};

/// What was packed by deflate (RFC 1951), or as much of it as is there. Error: TooLarge, as ZipFile::open().
[[nodiscard]] Result<QByteArray> inflated(const QByteArray &deflated, const ParseLimits &limits);

} // namespace docchat::document
