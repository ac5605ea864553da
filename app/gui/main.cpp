// docchat: the window.

#include "fileopenings.h"
#include "gui.h"
#include "language.h"

#include "async/cancel.h"
#include "async/deadline.h"
#include "async/event.h"
#include "async/run.h"
#include "async/sleep.h"
#include "base/paths.h"
#include "erase.h"
#include "log.h"
#include "ownerline.h"
#include "responsiveness.h"
#include "stalls.h"
#include "startagain.h"
#include "unixsignals.h"
#include "widgets/activate.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QJsonArray>
#include <QMessageBox>
#include <QNetworkProxyFactory>
#include <QProgressDialog>

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

enum class Start { Owner, HandedOver, Unclaimable, Silent };

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
        if (instance->isUnclaimable())
            co_return Start::Unclaimable;
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
async::Task<void> live(Gui *gui, Instance *instance, FileOpenings *openings) {
    UnixSignals signals;
    async::Event over;
    QObject::connect(&signals, &UnixSignals::stopRequested, &signals, [&over] { over.set(); });
    QObject::connect(gui->window(), &ui::MainWindow::closing, gui, [&over] { over.set(); });
    co_await over.wait();
    openings->setOpener({});
    instance->close();
    co_await gui->shutdown();
}

async::Task<void> rescueInto(QString library, Result<index::Rescued> *rescued) {
    *rescued =
        co_await async::runBlocking([library](std::stop_token stop) { return index::rescue(library, stop); });
}

/// A large library takes minutes: there is a window meanwhile, whose Cancel leaves everything as it is.
async::Task<Result<index::Rescued>> rescueShown(QString library) {
    QProgressDialog shown(QObject::tr("The library is damaged. DocChat saves what can be read of it…"),
                          QObject::tr("Cancel"), 0, 0);
    shown.setMinimumDuration(0);
    shown.show();
    Result<index::Rescued> rescued(Error{ErrorKind::Cancelled,
                                         QStringLiteral("The library is damaged; nothing was changed yet"),
                                         QStringLiteral("The next start saves what can be read of it")});
    std::ignore = co_await async::cancellable([&](async::Scope &scope) {
        QObject::connect(&shown, &QProgressDialog::canceled, &shown, [&scope] { scope.cancel(); });
        return rescueInto(library, &rescued);
    });
    co_return rescued;
}

int complain(const Error &error) {
    QMessageBox::critical(nullptr, QStringLiteral("DocChat"), error.text());
    return 1;
}

/// How a run of the window ended.
struct Ended {
    int exit = 0;
    Gui::After after = Gui::After::End;
};

/// Where it cannot be written, but read, it is opened all the same.
Result<std::unique_ptr<Application>> openLibrary(const Options &options, const Instance &instance,
                                                 bool isOwner) {
    if (!isOwner)
        return Application::openToView(options, instance.unanswered());
    auto opened = Application::open(options, index::Store::Access::ReadWrite,
                                    [](const QString &library) { return async::run(rescueShown(library)); });
    if (!opened.ok() && opened.error().kind == ErrorKind::Disk && opened.error().transient)
        return Application::openToView(options, opened.error());
    return opened;
}

/// Everything of it is closed when this comes back. `isOwner`: else the library is only looked at. `before`:
/// how the window before it ended.
Ended showWindow(WindowApplication *qt, Options options, const QStringList &files, Instance *instance,
                 bool isOwner, async::Loop *loop, Gui::After before, FileOpenings *openings) {
    const Log log(options.dataFolder);
    const settings::Settings settings(options.dataFolder);
    const auto requests = settings.requests();
    options.inFlight = requests.inFlight;
    options.timeout = std::chrono::seconds(requests.seconds);
    ui::loadResources();
    ui::Translations translations(qt);
    translations.use(settings.language());
    auto application = openLibrary(options, *instance, isOwner);
    if (!application.ok())
        return {complain(application.error())};
    if (isOwner) {
        if (const auto listening = instance->listen(); !listening.ok())
            qWarning("%s", qPrintable(listening.error().text()));
    }
    auto *responsiveness = qt->responsiveness();
    const Stalls stalls(
        loop, [](const QString &words) { qWarning("%s", qPrintable(words)); },
        [responsiveness](const char *task, double ms) { responsiveness->noteStep(task, ms); });
    Gui gui(qt, application->get(), instance, responsiveness);
    gui.window()->show();
    gui.goOnFrom(before);
    if (!files.isEmpty())
        gui.library()->add(files);
    openings->setOpener([&gui](const QStringList &paths) {
        gui.library()->add(paths);
        ui::bringToFront(gui.window());
    });
    async::run(live(&gui, instance, openings));
    return {0, gui.after()};
}

} // namespace

int main(int argc, char **argv) {
    UnixSignals::block(); // before Qt starts threads
    ui::beginFindingFonts();
    WindowApplication qt(argc, argv);
    FileOpenings openings(&qt); // before the first event
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
    const QCommandLineOption trace(
        QStringLiteral("trace-responsiveness"),
        QObject::tr("At the end, write how long the window was busy at a time, and with what, as JSON."),
        QStringLiteral("file"));
    parser.addOptions({data, offline, trace});
    parser.addPositionalArgument(QStringLiteral("files"), QObject::tr("Documents to open."),
                                 QStringLiteral("[files…]"));
    parser.process(QStringList{QApplication::applicationName()} + argumentTexts(argc, argv));

    Options options;
    options.dataFolder = QFileInfo(parser.value(data)).absoluteFilePath();
    options.offline = parser.isSet(offline);
    options.localPorts = provider::usualLocalPorts();
    const auto files = absolutePaths(parser.positionalArguments());

    Ended ended;
    {
        async::Loop loop;
        Instance instance(options.dataFolder);
        const auto start = async::run(claimOrHandOver(&instance, files));
        if (start == Start::HandedOver)
            return 0;
        if (start == Start::Silent)
            return complain(instance.unanswered());
        const bool isOwner = start == Start::Owner;
        Status erased = Done{};
        if (isOwner && isMarkedForErasing(options.dataFolder)) // a program before this one did not come to it
            erased = eraseEverything(options.dataFolder);
        if (erased.ok())
            ended = showWindow(&qt, options, files, &instance, isOwner, &loop, Gui::After::End, &openings);
        while (ended.after == Gui::After::OpenAnew)
            ended = showWindow(&qt, options, {}, &instance, isOwner, &loop, ended.after, &openings);
        if (const auto path = parser.value(trace); !path.isEmpty()) {
            if (const auto written = qt.responsiveness()->write(path); !written.ok())
                qWarning("%s", qPrintable(written.error().text()));
        }
        if (ended.after == Gui::After::Erase)
            erased = eraseEverything(options.dataFolder);
        if (!erased.ok())
            return complain(erased.error());
    }
    if (ended.after == Gui::After::Erase)
        removeEmptyFolder(options.dataFolder);
    if (ended.after == Gui::After::StartAgain) {
        auto arguments = QStringList{QStringLiteral("--data"), options.dataFolder};
        if (options.offline)
            arguments += QStringLiteral("--offline");
        startAgain(QCoreApplication::applicationFilePath(), arguments);
        return complain({ErrorKind::Internal, QObject::tr("DocChat could not start again by itself"),
                         QObject::tr("Start it")});
    }
    return ended.exit;
}
