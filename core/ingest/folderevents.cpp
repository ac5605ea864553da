#include "ingest/folderevents.h"

#include "async/blocking.h"
#include "base/paths.h"
#include "ingest/ignorerules.h"

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
    const auto name = pathText(QByteArrayView(&event.name[0]));
    return isCalledLikeDocument(name) || name == QLatin1StringView(ignoreFileName) ||
           name == QLatin1StringView("CACHEDIR.TAG");
}

struct Added {
    QHash<QString, int> watches; ///< by folder
    bool isLimit = false;        ///< the system watches no more
};

Added addWatches(std::stop_token stop, int descriptor, const QStringList &folders, Seen *seen) {
    Added added;
    for (const auto &folder : folders) {
        if (stop.stop_requested())
            break;
        const int watch = ::inotify_add_watch(descriptor, pathBytes(folder).constData(), asked);
        ++*seen;
        if (watch >= 0) {
            added.watches.insert(folder, watch);
        } else if (errno == ENOSPC || errno == ENOMEM) {
            added.isLimit = true;
            break;
        }
    }
    return added;
}

} // namespace

void FolderEvents::end() {
    if (auto *notifier = std::exchange(m_notifier, nullptr)) {
        notifier->setEnabled(false);
        notifier->deleteLater(); // it may be what tells of this
    }
    m_inotify.reset();
    m_watches.clear();
}

/// False: the system has none left.
bool FolderEvents::begin() {
    document::Descriptor inotify(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    if (!inotify.valid())
        return false;
    m_inotify = std::make_shared<document::Descriptor>(std::move(inotify));
    m_notifier = new QSocketNotifier(m_inotify->get(), QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &FolderEvents::readAll);
    return true;
}

async::Task<FolderEvents::Watching> FolderEvents::watch(QThreadPool *thread, QStringList folders,
                                                        std::shared_ptr<Seen> seen) {
    if (folders.size() > m_most || !m_again.hasExpired()) {
        end();
        co_return Watching::Not;
    }
    if (!m_inotify && !begin())
        co_return Watching::Not;
    const auto inotify = m_inotify;
    const QSet<QString> wanted(folders.begin(), folders.end());
    m_watches.removeIf([&](auto watch) {
        const bool isLeft = !wanted.contains(watch.key());
        if (isLeft)
            ::inotify_rm_watch(inotify->get(), *watch);
        return isLeft;
    });
    folders.removeIf([this](const QString &folder) { return m_watches.contains(folder); });
    if (folders.isEmpty())
        co_return Watching::Before;
    m_gone.clear();
    const auto count = folders.size();
    const auto added = co_await async::runBlocking(
        async::BlockingOptions{thread, async::OnCancel::Abandon},
        [inotify, seen](std::stop_token stop, const QStringList &added) {
            return addWatches(std::move(stop), inotify->get(), added, seen.get());
        },
        std::move(folders));
    if (m_inotify != inotify) // the notices came faster than they could be read
        co_return Watching::Not;
    if (added.isLimit) {
        end();
        m_again.setRemainingTime(pauseAfterLimit);
        co_return Watching::Not;
    }
    for (auto watch = added.watches.begin(); watch != added.watches.end(); ++watch) {
        if (!m_gone.contains(*watch))
            m_watches.insert(watch.key(), *watch);
    }
    // Not all: gone since, or they may not be watched.
    co_return added.watches.size() == count ? Watching::Since : Watching::Not;
}

/// It, or its path, is of no use any more; another folder may lie there, which is watched anew.
void FolderEvents::forget(int watch) {
    m_watches.removeIf([watch](auto each) { return *each == watch; });
    m_gone.insert(watch);
}

void FolderEvents::readAll() {
    if (!m_inotify)
        return;
    alignas(inotify_event) std::array<char, 16 * 1024> buffer;
    bool hasHappened = false;
    ssize_t got = 0;
    while ((got = ::read(m_inotify->get(), buffer.data(), buffer.size())) > 0) {
        for (const char *at = buffer.data(); at < buffer.data() + got;) {
            const auto *event = reinterpret_cast<const inotify_event *>(at);
            if (event->mask & IN_Q_OVERFLOW) { // nobody knows which watches are left
                end();
                Q_EMIT happened();
                return;
            }
            if (event->mask & IN_MOVE_SELF)
                ::inotify_rm_watch(m_inotify->get(), event->wd);
            if (event->mask & watchGone)
                forget(event->wd);
            hasHappened = hasHappened || matters(*event);
            at += sizeof(inotify_event) + event->len;
        }
    }
    if (hasHappened)
        Q_EMIT happened();
}

#else

void FolderEvents::end() {}

async::Task<FolderEvents::Watching> FolderEvents::watch(QThreadPool *, QStringList, std::shared_ptr<Seen>) {
    co_return Watching::Not;
}

void FolderEvents::readAll() {}

#endif

} // namespace docchat::ingest
