#pragma once

#include "application.h"
#include "mainwindow.h"

#include <QPointer>

namespace docchat {

/// Backup, restore and "delete everything" in the window; and what became of a library that was damaged.
class KeepingController : public QObject {
    Q_OBJECT

public:
    KeepingController(Application *application, ui::MainWindow *window, async::Background *background);
    ~KeepingController() override;

    void backUp();
    void restore();
    void deleteAside();
    void deleteEverything();

Q_SIGNALS:
    void startAgainWanted(); ///< the program has to start anew to go on
    void asideDeleted();     ///< nothing that was set aside is left
    void eraseWanted();      ///< everything is to be deleted at its end

private:
    void showRescued();
    void showViewOnly();
    void showDamage();
    async::Task<void> askAndBackUp();
    async::Task<void> askAndRestore();
    async::Task<void> askAndDeleteAside();
    async::Task<void> askAndDelete();

    Application *m_application;
    ui::MainWindow *m_window;
    async::Background *m_background;
};

} // namespace docchat
