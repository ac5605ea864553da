#include "ingest/folderevents.h"

#include "ingest/foldertree.h"
#include "ingest/ignorerules.h"

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
                           IN_DELETE_SELF | IN_MOVE_SELF | IN_ATTRIB | IN_ONLYDIR | IN_DONT_FOLLOW;
constexpr uint32_t watchGone =
    IN_IGNORED | IN_UNMOUNT | IN_MOVE_SELF; // it, or its path, is of no use any more
constexpr int pauseAfterLimit = 300'000;    // ms: watches that are given back are other programs' meanwhile

/// Whether it may change what a look sees; an event without a name is of the folder itself.
bool matters(const inotify_event &event) {
    if ((event.mask & IN_ISDIR) || event.len == 0)
        return true;
    const auto name = QFile::decodeName(event.name);
    return isCalledLikeDocument(name) || name == QLatin1StringView(ignoreFileName) ||
           name == QLatin1StringView("CACHEDIR.TAG");
}

} // namespace

void FolderEvents::end() {
    if (auto *notifier = std::exchange(m_notifier, nullptr)) {
        notifier->setEnabled(false);
        notifier->deleteLater(); // it may be what tells of this
    }
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
    m_watches.clear();
}

FolderEvents::Watching FolderEvents::watch(const QStringList &folders) {
    if (folders.size() > m_most || !m_again.hasExpired()) {
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
    bool isAll = true;
    for (const auto &folder : folders) {
        if (m_watches.contains(folder))
            continue;
        const int watch = ::inotify_add_watch(m_descriptor, QFile::encodeName(folder).constData(), asked);
        if (watch >= 0) {
            isNew = true;
            m_watches.insert(folder, watch);
        } else if (errno == ENOSPC || errno == ENOMEM) {
            end();
            m_again.setRemainingTime(pauseAfterLimit);
            return Watching::Not;
        } else {
            isAll = false; // gone since, or it may not be watched
        }
    }
    if (!isAll)
        return Watching::Not;
    return isNew ? Watching::Since : Watching::Before;
}

void FolderEvents::readAll() {
    alignas(inotify_event) std::array<char, 16 * 1024> buffer;
    bool hasHappened = false;
    ssize_t got = 0;
    while ((got = ::read(m_descriptor, buffer.data(), buffer.size())) > 0) {
        for (const char *at = buffer.data(); at < buffer.data() + got;) {
            const auto *event = reinterpret_cast<const inotify_event *>(at);
            if (event->mask & IN_Q_OVERFLOW) { // nobody knows which watches are left
                end();
                Q_EMIT happened();
                return;
            }
            if (event->mask & IN_MOVE_SELF)
                ::inotify_rm_watch(m_descriptor, event->wd);
            if (event->mask & watchGone) // another folder may lie there: it is watched anew
                m_watches.removeIf([&](auto watch) { return *watch == event->wd; });
            hasHappened = hasHappened || matters(*event);
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
