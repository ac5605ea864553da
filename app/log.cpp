#include "log.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>

#include <atomic>

namespace docchat {
namespace {

constexpr qint64 largest = 1'000'000; // bytes; then a new one is begun

// Qt hands messages to a plain function.
std::atomic<Log *> keeper{nullptr};
std::atomic<QtMessageHandler> before{nullptr};

void keep(QtMsgType type, const QMessageLogContext &context, const QString &words) {
    const bool ours = !context.category || !QByteArrayView(context.category).startsWith("qt.");
    if (Log *log = keeper; log && ours && type != QtDebugMsg && type != QtInfoMsg)
        log->write(words);
    if (const QtMessageHandler further = before)
        further(type, context, words);
}

} // namespace

Log::Log(const QString &dataFolder) : m_file(pathIn(dataFolder)) {
    keeper = this;
    before = qInstallMessageHandler(keep);
}

Log::~Log() {
    qInstallMessageHandler(before);
    keeper = nullptr;
}

QString Log::pathIn(const QString &dataFolder) {
    return QDir(dataFolder).filePath(QStringLiteral("docchat.log"));
}

void Log::write(const QString &words) {
    const QMutexLocker lock(&m_mutex);
    if (m_isClosed)
        return;
    if (m_file.size() > largest) {
        const auto old = m_file.fileName() + QStringLiteral(".old");
        m_file.close();
        QFile::remove(old);
        QFile::rename(m_file.fileName(), old);
    }
    if (!m_file.isOpen() && !m_file.open(QIODevice::Append, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return;
    m_file.write(QStringLiteral("%1 %2[%3] %4\n")
                     .arg(QDateTime::currentDateTime().toString(Qt::ISODateWithMs),
                          QCoreApplication::applicationFilePath().section(QLatin1Char('/'), -1),
                          QString::number(QCoreApplication::applicationPid()), words.simplified())
                     .toUtf8());
    m_file.flush();
}

void Log::close() {
    const QMutexLocker lock(&m_mutex);
    m_isClosed = true;
    m_file.close();
}

} // namespace docchat
