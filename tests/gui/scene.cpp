#include "scene.h"

#include "async/run.h"
#include "index/documents.h"
#include "index/providers.h"

#include <QApplication>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QPointer>
#include <QTextEdit>

namespace docchat::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr int buttonFromRight = 22; // pixels from a row's right end to the middle of its ✕

void need(bool reached, const char *what) {
    if (!reached)
        qFatal("not reached: %s", what);
}

} // namespace

Scene::Scene(const std::optional<ProviderConfig> &provider, const QString &folder, int atOnce,
             const std::vector<provider::LocalPort> &localPorts, std::shared_ptr<FakeKeychain> keychain) {
    Options options;
    options.dataFolder = folder.isEmpty() ? m_folder.path() : folder;
    options.atOnce = atOnce;
    options.localPorts = localPorts;
    options.keyStore = keychain ? std::move(keychain) : std::make_shared<FakeKeychain>();
    auto opened = Application::open(options, index::Store::Access::ReadWrite);
    need(opened.ok(), "a library");
    m_application = std::move(*opened);
    if (provider) {
        const auto saved = async::run(m_application->store().write([&](index::Database &database) {
            index::saveProvider(database, *provider);
            return Done{};
        }));
        need(saved.ok() && m_application->useActiveProvider().ok(), "a provider");
    }
    show();
}

Scene::Scene(const std::function<Result<std::unique_ptr<Application>>()> &open) {
    auto opened = open();
    need(opened.ok(), "a library");
    m_application = std::move(*opened);
    show();
}

void Scene::show() {
    m_gui = std::make_unique<Gui>(qobject_cast<QApplication *>(QCoreApplication::instance()),
                                  m_application.get(), nullptr, &m_responsiveness);
    m_gui->window()->show();
    need(QTest::qWaitForWindowActive(window(), patience), "an active window");
}

Scene::~Scene() {
    async::run(m_gui->shutdown());
}

bool Scene::drop(const QStringList &paths, QWidget *onto) {
    QMimeData data;
    QList<QUrl> urls;
    for (const auto &path : paths)
        urls += QUrl::fromLocalFile(path);
    data.setUrls(urls);
    auto *target = onto ? onto : window();
    const auto at = target->rect().center();
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &enter);
    if (!enter.isAccepted())
        return false;
    QDropEvent let(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window(), &let); // the window is the only one that takes files
    return let.isAccepted();
}

bool Scene::dropAndWait(const QString &path) {
    const auto name = QFileInfo(path).fileName();
    drop({path});
    return QTest::qWaitFor(
        [&] {
            const auto *found = row(name);
            return found && found->job == 0 && found->id != 0 && m_application->jobs().running() == 0;
        },
        patience);
}

ui::SelectablePages *Scene::showSample() {
    need(dropAndWait(samplePath()), "the sample");
    clickRow(QFileInfo(samplePath()).fileName());
    auto *source = window()->source();
    need(
        QTest::qWaitFor([source] { return source->document() != 0 && source->pages()->isDrawn(); }, patience),
        "its pages");
    return source->pages();
}

const ui::DocumentRow *Scene::row(const QString &name) {
    for (int i = 0; i < documents().rowCount(); ++i) {
        if (documents().at(i).name == name)
            return &documents().at(i);
    }
    return nullptr;
}

QString Scene::words(const QString &name) {
    const auto *found = row(name);
    if (!found)
        return {};
    return found->failed() ? found->problem : found->line;
}

QRect Scene::rowRect(const QString &name) {
    auto *model = list()->model();
    for (int i = 0; i < model->rowCount(); ++i) {
        const auto index = model->index(i, 0);
        if (index.data().toString() != name)
            continue;
        list()->scrollTo(index);
        return list()->visualRect(index);
    }
    return {};
}

void Scene::clickRowButton(const QString &name, Qt::MouseButton button) {
    const auto rect = rowRect(name);
    need(rect.isValid(), "the row");
    QTest::mouseClick(list()->viewport(), button, Qt::NoModifier,
                      {rect.right() - buttonFromRight, rect.center().y()});
}

void Scene::clickRow(const QString &name) {
    const auto rect = rowRect(name);
    need(rect.isValid(), "the row");
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, Qt::NoModifier, rect.center());
}

void Scene::typeQuestion(const QString &question) {
    auto *field = window()->chat()->composer()->findChild<QTextEdit *>();
    QTest::keyClicks(field, question);
    QTest::keyClick(field, Qt::Key_Return);
}

ui::AnswerView *Scene::ask(const QString &question) {
    bool done = false;
    const auto connection =
        QObject::connect(m_gui->chat(), &ChatController::answered, m_gui.get(), [&] { done = true; });
    typeQuestion(question);
    const bool answered = QTest::qWaitFor([&] { return done; }, patience);
    QObject::disconnect(connection);
    return answered && !answers().isEmpty() ? answers().last() : nullptr;
}

QList<ui::AnswerView *> Scene::answers() {
    return window()->chat()->findChildren<ui::AnswerView *>();
}

qint64 Scene::count(const QByteArray &sql) {
    const auto value = m_application->store().readNow(
        [&](index::Database &database) { return database.integer(sql.constData()); });
    need(value.ok(), sql.constData());
    return *value;
}

void fillWith(Application &application, int documents) {
    const auto written = async::run(application.store().write([documents](index::Database &database) {
        for (int i = 1; i <= documents; ++i) {
            Document document;
            document.sha256 = QByteArray::number(i).rightJustified(32, '0');
            document.name = u"minutes of meeting %1.md"_s.arg(i);
            document.path = u"/nowhere/%1.md"_s.arg(i);
            document.kind = DocumentKind::Markdown;
            document.pages = document.pagesRead = i % 90 + 1;
            index::setState(database, index::addDocument(database, document), DocumentState::Ready, nullptr);
        }
        return Done{};
    }));
    need(written.ok(), "the documents");
}

ProviderConfig providerAt(const ScriptedServer &server, const QString &chatModel, const QString &embedModel) {
    ProviderConfig provider;
    provider.name = u"scripted"_s;
    provider.url = server.url();
    provider.chatModel = chatModel;
    provider.embedModel = embedModel;
    return provider;
}

ProviderConfig elsewhere(ProviderConfig provider) {
    provider.url.setHost(u"0.0.0.0"_s); // goes to this computer, but only the system knows that
    return provider;
}

void typeInto(QLineEdit *edit, const QString &text) {
    edit->window()->activateWindow();
    edit->setFocus();
    need(QTest::qWaitFor([edit] { return edit->hasFocus(); }, patience), "the keyboard");
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

void leave(QLineEdit *edit) {
    need(QTest::qWaitFor([edit] { return edit->hasFocus(); }, patience), "the keyboard");
    QTest::keyClick(edit, Qt::Key_Tab);
    need(QTest::qWaitFor([edit] { return !edit->hasFocus(); }, patience), "a field that is left");
}

void click(QWidget *widget) {
    QRect before;
    int same = 0;
    QPointer<QWidget> target(widget);
    const QPointer<QWidget> window(widget->window());
    const auto name = widget->accessibleName();
    const auto rests = [&] {
        if (!target && window) // its row was made anew meanwhile
            target = buttonCalled(window, name);
        if (!target)
            return false;
        const QRect now(target->mapToGlobal(QPoint()), target->size());
        same = std::exchange(before, now) == now ? same + 1 : 0;
        return same >= 3;
    };
    need(QTest::qWaitFor(rests, patience), "a widget that stays where it is");
    QTest::mouseClick(target, Qt::LeftButton, Qt::NoModifier, target->rect().center());
}

QPushButton *buttonNamed(QWidget *inside, const QString &text) {
    for (auto *button : inside->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == text)
            return button;
    }
    return nullptr;
}

QPushButton *buttonCalled(QWidget *inside, const QString &name) {
    for (auto *button : inside->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->accessibleName() == name)
            return button;
    }
    return nullptr;
}

void clickNamed(QWidget *inside, const QString &text) {
    need(QTest::qWaitFor([&] { return buttonNamed(inside, text) != nullptr; }, patience), qPrintable(text));
    click(buttonNamed(inside, text));
}

void clickCalled(QWidget *inside, const QString &name) {
    need(QTest::qWaitFor([&] { return buttonCalled(inside, name) != nullptr; }, patience), qPrintable(name));
    click(buttonCalled(inside, name));
}

QString chooseIn(Scene &scene, const QString &path) {
    QFileDialog *dialog = nullptr;
    const bool open = QTest::qWaitFor(
        [&] { return (dialog = scene.window()->findChild<QFileDialog *>()) && dialog->isVisible(); },
        patience);
    if (!open)
        return {};
    auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    const auto proposed = name->text();
    name->setText(path);
    QTest::keyClick(name, Qt::Key_Return);
    return proposed;
}

QByteArray bytesOf(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString writeFile(const QDir &folder, const QString &name, const QByteArray &bytes) {
    const auto path = folder.filePath(name);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    need(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(), "a file");
    return path;
}

QString samplePath() {
    return QStringLiteral(DOCCHAT_SOURCE_DIR "/resources/sample/bicycle-library-handbook.pdf");
}

QByteArray paragraphs(int count, const QByteArray &marker) {
    QByteArray text;
    for (int i = 1; i <= count; ++i) {
        const auto number = QByteArray::number(i);
        for (int sentence = 1; sentence <= 8; ++sentence)
            text += "In entry " + number + " the keeper of the " + marker + " wrote line " +
                    QByteArray::number(sentence) + " about the harbour, the lantern and the winter. ";
        text += "\n\n";
    }
    return text;
}

} // namespace docchat::tests
