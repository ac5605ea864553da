// docchat: the window.

#include "gui.h"

#include "async/deadline.h"
#include "async/event.h"
#include "async/run.h"
#include "async/sleep.h"
#include "log.h"
#include "ownerline.h"
#include "stalls.h"
#include "unixsignals.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QJsonArray>
#include <QMessageBox>
#include <QNetworkProxyFactory>

using namespace docchat;

namespace {

constexpr auto ownerPatience = std::chrono::seconds(10);
constexpr auto ownerPoll = std::chrono::milliseconds(50);

QStringList absolutePaths(const QStringList &paths) {
    QStringList absolute;
    for (const auto &path : paths)
        absolute += QFileInfo(path).absoluteFilePath();
    return absolute;
}

enum class Start { Owner, HandedOver, Silent };

/// The window that is there already takes the files and comes to the front. False: it ended meanwhile.
async::Task<bool> handOver(std::unique_ptr<QLocalSocket> socket, QStringList files) {
    OwnerLine owner(std::move(socket));
    auto messages = Instance::messagesOf(files);
    if (messages.isEmpty())
        messages.emplaceBack();
    for (const auto &some : messages) {
        owner.send({{QStringLiteral("verb"), QStringLiteral("open")},
                    {QStringLiteral("paths"), QJsonArray::fromStringList(some)}});
        if (!co_await owner.next())
            co_return false;
    }
    co_return true;
}

/// An owner that is just starting, or ending, does not answer for a moment.
async::Task<Start> tryToStart(Instance *instance, QStringList files) {
    while (!instance->claim()) {
        auto socket = instance->connectToOwner();
        if (socket && co_await handOver(std::move(socket), files))
            co_return Start::HandedOver;
        co_await async::sleepFor(ownerPoll);
    }
    co_return Start::Owner;
}

async::Task<Start> claimOrHandOver(Instance *instance, QStringList files) {
    try {
        co_return co_await async::withTimeout(ownerPatience, tryToStart(instance, std::move(files)));
    } catch (const async::TimeoutError &) {
        co_return Start::Silent;
    }
}

/// Until the window is closed, or a signal says so; then everything is ended in order.
async::Task<void> live(Gui *gui, Instance *instance) {
    UnixSignals signals;
    async::Event over;
    QObject::connect(&signals, &UnixSignals::stopRequested, &signals, [&over] { over.set(); });
    QObject::connect(gui->window(), &ui::MainWindow::closing, gui, [&over] { over.set(); });
    co_await over.wait();
    instance->close();
    co_await gui->shutdown();
}

} // namespace

int main(int argc, char **argv) {
    UnixSignals::block(); // before Qt starts threads
    QApplication qt(argc, argv);
    QApplication::setApplicationName(QStringLiteral("docchat"));
    QApplication::setApplicationDisplayName(QStringLiteral("DocChat"));
    QApplication::setApplicationVersion(QStringLiteral(DOCCHAT_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.docchat.DocChat"));
    QApplication::setQuitOnLastWindowClosed(false);
    QNetworkProxyFactory::setUseSystemConfiguration(true);

    QCommandLineParser parser;
    parser.setApplicationDescription(QObject::tr("Ask your own documents."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption data(QStringLiteral("data"), QObject::tr("Where the library lies."),
                                  QStringLiteral("folder"), defaultDataFolder());
    const QCommandLineOption offline(QStringLiteral("offline"), QObject::tr("Use no model server."));
    parser.addOptions({data, offline});
    parser.addPositionalArgument(QStringLiteral("files"), QObject::tr("Documents to open."),
                                 QStringLiteral("[files…]"));
    parser.process(qt);

    Options options;
    options.dataFolder = QFileInfo(parser.value(data)).absoluteFilePath();
    options.offline = parser.isSet(offline);
    options.localPorts = provider::usualLocalPorts();
    const auto files = absolutePaths(parser.positionalArguments());

    async::Loop loop;
    Instance instance(options.dataFolder);
    const Log log(options.dataFolder);
    const auto start = async::run(claimOrHandOver(&instance, files));
    if (start == Start::HandedOver)
        return 0;
    if (start == Start::Silent) {
        QMessageBox::critical(
            nullptr, QStringLiteral("DocChat"),
            QObject::tr(
                "Another program uses the library in %1 and does not answer. Close it, then start again.")
                .arg(options.dataFolder));
        return 1;
    }
    auto application = Application::open(options, index::Store::Access::ReadWrite);
    if (!application.ok()) {
        QMessageBox::critical(nullptr, QStringLiteral("DocChat"), application.error().text());
        return 1;
    }
    if (const auto listening = instance.listen(); !listening.ok())
        qWarning("%s", qPrintable(listening.error().text()));

    const Stalls stalls(&loop, [](const QString &words) { qWarning("%s", qPrintable(words)); });
    Gui gui(&qt, application->get(), &instance);
    gui.window()->show();
    if (!files.isEmpty())
        gui.library()->add(files);
    async::run(live(&gui, &instance));
    return 0;
}
