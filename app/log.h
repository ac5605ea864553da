#pragma once

#include <QFile>
#include <QMutex>

namespace docchat {

/// docchat.log in the data folder: the program's own warnings, so that they are found when it was started
/// from a menu. Made at the first line, readable by its owner alone, at most 2 MB with the one before it.
/// Texts of documents, questions and keys do not belong in it. One a program; a file that cannot be written
/// is left.
class Log {
public:
    /// From now on qWarning() and what is worse goes here too, but for Qt's own.
    explicit Log(const QString &dataFolder);
    ~Log();
    Log(const Log &) = delete;
    Log &operator=(const Log &) = delete;

    [[nodiscard]] static QString pathIn(const QString &dataFolder);

    /// Adds a line with the time and the program. Any thread.
    void write(const QString &words);

    /// Nothing is added from now on: what is in the folder is erased. Any thread.
    void close();

private:
    QMutex m_mutex;
    QFile m_file;
    bool m_isClosed = false;
};

} // namespace docchat
