#include "stage.h"

#include "async/run.h"
#include "fakekeychain.h"
#include "index/providers.h"

#include <QApplication>
#include <QScreen>
#include <QTest>

namespace docchat::pictures {
namespace {

struct Variant {
    const char *name;
    QSize size;
    ui::Theme::Choice theme;
};

constexpr Variant variants[] = {{"light-1440x900", {1440, 900}, ui::Theme::Choice::Light},
                                {"dark-1440x900", {1440, 900}, ui::Theme::Choice::Dark},
                                {"light-1024x700", {1024, 700}, ui::Theme::Choice::Light},
                                {"dark-1024x700", {1024, 700}, ui::Theme::Choice::Dark}};

/// The window as it is on the screen, with what lies over it.
QPixmap seen(QWidget *window) {
    const auto corner = window->mapToGlobal(QPoint());
    return window->screen()->grabWindow(0, corner.x(), corner.y(), window->width(), window->height());
}

} // namespace

void need(bool reached, const char *what) {
    if (!reached)
        qFatal("not reached: %s", what);
}

Scene::Scene(QApplication *qt, const std::optional<ProviderConfig> &provider,
             const std::vector<provider::LocalPort> &localPorts, const QString &data) {
    Options options;
    options.dataFolder = data.isEmpty() ? folder.path() : data;
    options.localPorts = localPorts;
    options.keyStore = std::make_shared<tests::FakeKeychain>();
    auto opened = Application::open(options, index::Store::Access::ReadWrite);
    need(opened.ok(), "a library");
    application = std::move(*opened);
    if (provider) {
        const auto saved = async::run(application->store().write([&](index::Database &database) {
            index::saveProvider(database, *provider);
            return Done{};
        }));
        need(saved.ok() && application->useActiveProvider().ok(), "a provider");
    }
    gui = std::make_unique<Gui>(qt, application.get(), nullptr, &responsiveness);
    gui->window()->show();
    need(QTest::qWaitForWindowExposed(gui->window()), "a window");
}

Scene::~Scene() {
    async::run(gui->shutdown());
}

void Scene::addAndWait(const QString &path) {
    const int before = gui->documents()->documents();
    gui->library()->add({path});
    need(QTest::qWaitFor(
             [&] { return gui->documents()->documents() > before && application->jobs().running() == 0; },
             patience),
         "a document");
    QTest::qWait(200);
}

void Scene::ask(const QString &question) {
    bool done = false;
    const auto connection =
        QObject::connect(gui->chat(), &ChatController::answered, gui.get(), [&] { done = true; });
    gui->chat()->ask(question);
    need(QTest::qWaitFor([&] { return done; }, patience), "an answer");
    QObject::disconnect(connection);
}

void shootAs(Scene &stage, const QDir &to, const QString &file, ui::Theme::Choice theme, QSize size,
             const std::function<void()> &settle, const QWidget *over) {
    auto *window = stage.gui->window();
    window->theme()->choose(theme);
    window->resize(size);
    need(QTest::qWaitFor([&] { return window->size() == size; }, patience), "the size");
    QTest::qWait(400);
    if (settle)
        settle();
    QTest::qWait(900);
    need((stage.gui->tasks() || over ? seen(window) : window->grab())
             .save(to.filePath(file + QStringLiteral(".png"))),
         "a picture");
}

void shoot(Scene &stage, const QDir &to, const QString &name, const std::function<void()> &settle,
           const QWidget *over) {
    for (const auto &variant : variants)
        shootAs(stage, to, QStringLiteral("%1-%2").arg(name, QLatin1StringView(variant.name)), variant.theme,
                variant.size, settle, over);
    stage.gui->window()->theme()->choose(ui::Theme::Choice::Light);
}

void shootOver(Scene &stage, const QDir &to, const QString &name, QWidget *dialog) {
    need(QTest::qWaitForWindowExposed(dialog), "a dialog");
    const auto *window = stage.gui->window();
    shoot(
        stage, to, name,
        [=] { dialog->move(window->geometry().center() - QPoint(dialog->width(), dialog->height()) / 2); },
        dialog);
}

QString copySample(const QDir &folder) {
    const auto path = folder.filePath(QStringLiteral("bicycle-library-handbook.pdf"));
    need(QFile::copy(QStringLiteral(":/sample/bicycle-library-handbook.pdf"), path), "the sample");
    return path;
}

} // namespace docchat::pictures
