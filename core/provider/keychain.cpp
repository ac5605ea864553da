#include "provider/keystore.h"

#include "async/cancel.h"
#include "async/event.h"
#include "base/words.h"

#include <QFileInfo>
#include <QStandardPaths>

#include <qt6keychain/keychain.h>

namespace docchat::provider {
namespace {

using async::Task;
using namespace std::chrono_literals;

constexpr auto patience = 5s; // with a keychain, which may be asking for its password

QString service() {
    return QStringLiteral("DocChat");
}

Error unusable(const QString &why) {
    return {ErrorKind::Unreadable, Words::tr("The keychain of this computer cannot be used: %1").arg(why),
            Words::tr("Unlock it and try again, or name an environment variable that holds the key")};
}

/// Both keychains of Linux are behind the session's D-Bus. Without one it would be started here. What
/// libsecret answers comes on GLib's loop, so Qt must run on that one, in docchat-cli too.
bool hasSessionBus() {
    const auto address = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    if (!address.isEmpty())
        return !address.startsWith("disabled:");
    return QFileInfo::exists(QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) +
                             QStringLiteral("/bus"));
}

/// What a job came to.
struct Reply {
    QKeychain::Error error = QKeychain::OtherError;
    QString words;
    QByteArray key;
};

Reply replyOf(QKeychain::Job *job) {
    const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(job);
    return {job->error(), job->errorString(), reading ? reading->binaryData() : QByteArray()};
}

class Keychain : public KeyStore {
public:
    Task<Result<QByteArray>> read(QString name) override {
        const auto reply = co_await done(std::make_unique<QKeychain::ReadPasswordJob>(service()), name);
        if (!reply.ok())
            co_return reply.error();
        co_return reply->key;
    }

    Task<Status> write(QString name, QByteArray key) override {
        auto job = std::make_unique<QKeychain::WritePasswordJob>(service());
        job->setTextData(QString::fromUtf8(key));
        const auto reply = co_await done(std::move(job), name);
        co_return reply.ok() ? Status(Done{}) : reply.error();
    }

    Task<Status> remove(QString name) override {
        const auto reply = co_await done(std::make_unique<QKeychain::DeletePasswordJob>(service()), name);
        co_return reply.ok() ? Status(Done{}) : reply.error();
    }

private:
    /// QtKeychain does one job after the other, and ends only what has ended by itself: a job that is given
    /// up lives on, and until then nothing else is begun.
    Task<Result<Reply>> done(std::unique_ptr<QKeychain::Job> job, QString name) {
        if (*m_waiting > 0)
            co_return unusable(Words::tr("it does not answer"));
        if (!hasSessionBus())
            co_return unusable(Words::tr("there is none"));
        const auto reply = std::make_shared<async::Promise<Reply>>();
        job->setKey(name);
        QObject::connect(job.get(), &QKeychain::Job::finished, job.get(),
                         [reply, waiting = m_waiting](QKeychain::Job *ended) {
                             --*waiting;
                             reply->set(replyOf(ended));
                         });
        ++*m_waiting;
        job.release()->start(); // it deletes itself in the end
        co_return co_await inTime(reply);
    }

    static Task<Result<Reply>> inTime(std::shared_ptr<async::Promise<Reply>> reply) {
        try {
            auto came = co_await async::withTimeout(patience, reply->take());
            if (came.error != QKeychain::NoError && came.error != QKeychain::EntryNotFound)
                co_return unusable(came.words);
            co_return came;
        } catch (const async::TimeoutError &) {
        }
        co_return unusable(Words::tr("it does not answer"));
    }

    std::shared_ptr<int> m_waiting = std::make_shared<int>(0); ///< jobs that have not ended
};

} // namespace

std::shared_ptr<KeyStore> keychain() {
    return std::make_shared<Keychain>();
}

} // namespace docchat::provider
