#pragma once

#include "gui.h"
#include "responsiveness.h"

#include <QDir>
#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <optional>

/// What the pictures of docchat-screenshots are taken of, and how.
namespace docchat::pictures {

constexpr int patience = 30'000; // ms

/// Ends the program when it was not.
void need(bool reached, const char *what);

/// One program with a library of its own.
struct Scene {
    /// data: where the library lies; empty: in a folder of its own.
    explicit Scene(QApplication *qt, const std::optional<ProviderConfig> &provider = {},
                   const std::vector<provider::LocalPort> &localPorts = {}, const QString &data = {});
    ~Scene();

    void addAndWait(const QString &path);
    void ask(const QString &question);

    QTemporaryDir folder;
    std::unique_ptr<Application> application;
    Responsiveness responsiveness;
    std::unique_ptr<Gui> gui;
};

/// The same state in both themes and both sizes. `settle` brings back what a new size moved.
void shoot(Scene &stage, const QDir &to, const QString &name, const std::function<void()> &settle = {},
           const QWidget *over = nullptr);

/// One picture of it, in a theme and a size, under its own name.
void shootAs(Scene &stage, const QDir &to, const QString &file, ui::Theme::Choice theme, QSize size,
             const std::function<void()> &settle = {}, const QWidget *over = nullptr);

/// With a dialog in the middle of the window.
void shootOver(Scene &stage, const QDir &to, const QString &name, QWidget *dialog);

/// Copies the sample into a folder; its path.
[[nodiscard]] QString copySample(const QDir &folder);

/// How answers are written, one that was cut off, and one of a whole document.
void answering(QApplication *qt, const QDir &to);

/// The settings of the models, the offer of a server that was found, the question before text is sent, and
/// how a model comes here.
void models(QApplication *qt, const QDir &to);

} // namespace docchat::pictures
