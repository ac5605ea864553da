#pragma once

#include "gui.h"
#include "responsiveness.h"

#include "async/loop.h"
#include "fakekeychain.h"
#include "scriptedserver.h"

#include <QAbstractScrollArea>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

namespace docchat::tests {

constexpr int patience = 30'000; ///< ms, for what is waited for

/// One window on a library of its own, as a person has it before them; driven by events alone. Ends the
/// process when it cannot be made.
class Scene {
public:
    /// A provider is saved and used; `folder` empty: a temporary one; `atOnce`: documents, and requests in
    /// flight; `localPorts`: where model servers are looked for; `keychain` null: an empty one of its own.
    explicit Scene(const std::optional<ProviderConfig> &provider = {}, const QString &folder = {},
                   int atOnce = 8, const std::vector<provider::LocalPort> &localPorts = {},
                   std::shared_ptr<FakeKeychain> keychain = {});
    /// The window on one that was opened otherwise.
    explicit Scene(const std::function<Result<std::unique_ptr<Application>>()> &open);
    /// Shuts the program down, waiting for its end.
    ~Scene();
    Scene(const Scene &) = delete;
    Scene &operator=(const Scene &) = delete;

    [[nodiscard]] Application &application() { return *m_application; }
    [[nodiscard]] Gui &gui() { return *m_gui; }
    [[nodiscard]] Responsiveness &responsiveness() { return m_responsiveness; }
    [[nodiscard]] ui::MainWindow *window() { return m_gui->window(); }
    [[nodiscard]] ui::DocumentModel &documents() { return *m_gui->documents(); }
    [[nodiscard]] QListView *list() { return window()->library()->documentList(); }

    /// Drags files over a widget of the window and lets them go. False: it does not take them.
    bool drop(const QStringList &paths, QWidget *onto = nullptr);
    /// Drops a file and waits until nothing runs and it is in the library.
    [[nodiscard]] bool dropAndWait(const QString &path);

    /// Adds the sample and shows it by a click on its row; its pages, once they are drawn.
    [[nodiscard]] ui::SelectablePages *showSample();

    /// The row of a document by its name, or null.
    [[nodiscard]] const ui::DocumentRow *row(const QString &name);
    /// What its row says, whether of its state or of a problem; empty: no row.
    [[nodiscard]] QString words(const QString &name);
    /// Clicks at the right end of its row, where ✕ or its button is.
    void clickRowButton(const QString &name, Qt::MouseButton button = Qt::LeftButton);
    /// Clicks on its name.
    void clickRow(const QString &name);

    /// Types a question and presses Enter.
    void typeQuestion(const QString &question);
    /// The same, and waits for its end; the newest answer.
    [[nodiscard]] ui::AnswerView *ask(const QString &question);
    [[nodiscard]] QList<ui::AnswerView *> answers();

    /// The first column of the first row, on this thread.
    [[nodiscard]] qint64 count(const QByteArray &sql);

    /// The dialog that takes keys and clicks, once it is there.
    template <class Dialog>
    [[nodiscard]] Dialog *dialog() {
        Dialog *found = nullptr;
        const auto isShown = [&] {
            found = window()->findChild<Dialog *>();
            return found && found->isVisible();
        };
        return QTest::qWaitFor(isShown, patience) && QTest::qWaitForWindowActive(found, patience) ? found
                                                                                                  : nullptr;
    }

private:
    [[nodiscard]] QRect rowRect(const QString &name);
    void show();

    async::Loop m_loop;
    QTemporaryDir m_folder;
    std::unique_ptr<Application> m_application;
    Responsiveness m_responsiveness;
    std::unique_ptr<Gui> m_gui;
};

/// The scripted server as the provider that the window uses.
[[nodiscard]] ProviderConfig providerAt(const ScriptedServer &server, const QString &chatModel,
                                        const QString &embedModel);

/// The same server at an address that is not known to be this computer's.
[[nodiscard]] ProviderConfig elsewhere(ProviderConfig provider);

/// Presses and lets go of the left button in the middle of a widget, once the widget has its place: a dialog
/// that has just been shown may still be laid out.
void click(QWidget *widget);

/// Types over what a field says, once its window has the keyboard: without it a field is neither entered nor
/// left.
void typeInto(QLineEdit *edit, const QString &text);

/// Leaves a field by Tab, as Return would save its dialog.
void leave(QLineEdit *edit);

/// The visible button with this text, or null.
[[nodiscard]] QPushButton *buttonNamed(QWidget *inside, const QString &text);

/// The same, by what it is called for who cannot see it.
[[nodiscard]] QPushButton *buttonCalled(QWidget *inside, const QString &name);

/// Click such a button as soon as it is to be seen; the test ends where it does not come.
void clickNamed(QWidget *inside, const QString &text);
void clickCalled(QWidget *inside, const QString &name);

/// Types a file's name into the dialog that asks for it; the name that was proposed, empty where none asks.
QString chooseIn(Scene &scene, const QString &path);

/// Of a file; none where it cannot be read.
[[nodiscard]] QByteArray bytesOf(const QString &path);

/// Writes a file; its path.
QString writeFile(const QDir &folder, const QString &name, const QByteArray &bytes);

/// Puts documents into a library that are whole and have no passages: "minutes of meeting 1.md" and so on.
void fillWith(Application &application, int documents);

/// The sample of six pages, as a file.
[[nodiscard]] QString samplePath();

/// Paragraphs of about one passage each, every one with `marker` in it.
[[nodiscard]] QByteArray paragraphs(int count, const QByteArray &marker);

} // namespace docchat::tests
