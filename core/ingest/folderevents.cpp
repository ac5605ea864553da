#include "ingest/folderevents.h"

#include <QFile>
#include <QSet>
#include <QSocketNotifier>

#include <array>
#include <cerrno>

#ifdef Q_OS_LINUX
#include <sys/inotify.h>
#include <unistd.h>
#endif

namespace docchat::ingest {

FolderEvents::FolderEvents(int most, QObject *parent) : QObject(parent), m_most(most) {}

FolderEvents::~FolderEvents() {
    end();
}

#ifdef Q_OS_LINUX

namespace {

constexpr uint32_t asked = IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE | IN_DELETE |
                           IN_DELETE_SELF | IN_MOVE_SELF | IN_ATTRIB | IN_MODIFY | IN_ONLYDIR |
                           IN_DONT_FOLLOW;
constexpr uint32_t watchGone =
    IN_IGNORED | IN_UNMOUNT | IN_MOVE_SELF; // it, or its path, is of no use any more

} // namespace

void FolderEvents::end() {
    delete std::exchange(m_notifier, nullptr);
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
    m_watches.clear();
}

FolderEvents::Watching FolderEvents::watch(const QStringList &folders) {
    if (folders.size() > m_most) {
        end();
        return Watching::Not;
    }
    if (m_descriptor < 0) {
        m_descriptor = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
        if (m_descriptor < 0)
            return Watching::Not;
        m_notifier = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
        connect(m_notifier, &QSocketNotifier::activated, this, &FolderEvents::readAll);
    }
    const QSet<QString> wanted(folders.begin(), folders.end());
    for (auto watch = m_watches.begin(); watch != m_watches.end();) {
        if (wanted.contains(watch.key())) {
            ++watch;
            continue;
        }
        ::inotify_rm_watch(m_descriptor, *watch);
        watch = m_watches.erase(watch);
    }
    bool isNew = false;
    for (const auto &folder : folders) {
        if (m_watches.contains(folder))
            continue;
        isNew = true;
        const int watch = ::inotify_add_watch(m_descriptor, QFile::encodeName(folder).constData(), asked);
        if (watch >= 0) {
            m_watches.insert(folder, watch);
        } else if (errno != ENOENT && errno != ENOTDIR && errno != EACCES) { // those the next look finds out
            end();
            return Watching::Not;
        }
    }
    return isNew ? Watching::Since : Watching::Before;
}

void FolderEvents::readAll() {
    alignas(inotify_event) std::array<char, 16 * 1024> buffer;
    bool hasHappened = false;
    ssize_t got = 0;
    while ((got = ::read(m_descriptor, buffer.data(), buffer.size())) > 0) {
        hasHappened = true;
        for (const char *at = buffer.data(); at < buffer.data() + got;) {
            const auto *event = reinterpret_cast<const inotify_event *>(at);
            if (event->mask & watchGone) // another folder may lie there: it is watched anew
                m_watches.removeIf([&](auto watch) { return *watch == event->wd; });
            at += sizeof(inotify_event) + event->len;
        }
    }
    if (hasHappened)
        Q_EMIT happened();
}

#else

void FolderEvents::end() {}

FolderEvents::Watching FolderEvents::watch(const QStringList &) {
    return Watching::Not;
}

void FolderEvents::readAll() {}

#endif

} // namespace docchat::ingest
