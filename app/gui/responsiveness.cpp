#include "responsiveness.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMetaEnum>
#include <QThread>

#include <algorithm>
#include <chrono>

namespace docchat {
namespace {

constexpr double least = 4; // ms: a quarter of a frame
constexpr size_t most = 50;

/// "Paint of PageView"
QString wordsFor(const char *receiver, QEvent::Type type) {
    const auto *name = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
    return QObject::tr("%1 of %2")
        .arg(name ? QString::fromUtf8(name) : QString::number(type),
             QString::fromUtf8(receiver).section(QLatin1String("::"), -1));
}

} // namespace

void Responsiveness::begin() {
    m_step.clear();
    m_stepMs = 0;
}

void Responsiveness::noteStep(const char *task, double ms) {
    if (ms <= m_stepMs)
        return;
    m_stepMs = ms;
    m_step = tr("task “%1”").arg(QString::fromUtf8(task));
}

void Responsiveness::note(const char *receiver, QEvent::Type type, double ms) {
    ++m_events;
    const auto step = std::exchange(m_step, {});
    if (ms < least || (m_longest.size() == most && ms <= m_longest.back().ms))
        return;
    Gap gap{QDateTime::currentDateTime(), ms, step.isEmpty() ? wordsFor(receiver, type) : step};
    const auto place = std::ranges::find_if(m_longest, [ms](const Gap &other) { return other.ms < ms; });
    m_longest.insert(place, std::move(gap));
    if (m_longest.size() > most)
        m_longest.pop_back();
}

void Responsiveness::startAgain() {
    m_longest.clear();
    m_events = 0;
    m_since = QDateTime::currentDateTime();
}

QByteArray Responsiveness::toJson() const {
    QJsonArray gaps;
    for (const auto &gap : m_longest)
        gaps += QJsonObject{{QStringLiteral("at"), gap.at.toString(Qt::ISODateWithMs)},
                            {QStringLiteral("ms"), gap.ms},
                            {QStringLiteral("what"), gap.what}};
    return QJsonDocument(
               QJsonObject{{QStringLiteral("since"), m_since.toString(Qt::ISODateWithMs)},
                           {QStringLiteral("events"), m_events},
                           {QStringLiteral("longest_ms"), m_longest.empty() ? 0 : m_longest.front().ms},
                           {QStringLiteral("gaps"), gaps}})
        .toJson();
}

Status Responsiveness::write(const QString &path) const {
    QFile file(path);
    const auto json = toJson();
    if (file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.flush())
        return Done{};
    return Error{ErrorKind::Disk, QStringLiteral("%1 cannot be written: %2").arg(path, file.errorString()),
                 QStringLiteral("Choose another file for --trace-responsiveness")};
}

bool WindowApplication::notify(QObject *receiver, QEvent *event) {
    if (QThread::currentThread() != thread() || m_measures)
        return QApplication::notify(receiver, event);
    m_measures = true;
    m_responsiveness.begin();
    const char *name = receiver->metaObject()->className(); // it may be gone afterwards
    const auto type = event->type();
    const auto begun = std::chrono::steady_clock::now();
    const bool taken = QApplication::notify(receiver, event);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;
    m_responsiveness.note(name, type, took.count());
    m_measures = false;
    return taken;
}

} // namespace docchat
