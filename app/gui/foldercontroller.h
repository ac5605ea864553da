#pragma once

#include "collectioncontroller.h"
#include "library/foldersdialog.h"
#include "librarycontroller.h"

namespace docchat {

/// The folders that the library follows, in the window.
class FolderController : public QObject {
    Q_OBJECT

public:
    FolderController(Application *application, ui::MainWindow *window, LibraryController *library,
                     CollectionController *collections, async::Background *background);

    /// The list of them.
    void open();
    /// Asks for one.
    void chooseAndFollow();
    [[nodiscard]] ui::FoldersDialog *dialog() const { return m_dialog; } ///< null until it was shown

Q_SIGNALS:
    /// Some cannot be reached any more, or again.
    void reachChanged();

private:
    void connectSignals();
    void connectDialog();
    void show();
    void offer(const QStringList &folders);
    async::Task<void> start();
    async::Task<void> choose();
    async::Task<void> follow(QString path);
    async::Task<void> followAll(QStringList paths);
    async::Task<void> unfollow(qint64 id);

    Application *m_application;
    ui::MainWindow *m_window;
    LibraryController *m_library;
    CollectionController *m_collections;
    async::Background *m_background;
    ui::NoticeBar *m_offline;
    ui::NoticeBar *m_offered;
    QStringList m_offeredFolders;
    QStringList m_toldOffline;             ///< what the notice says, or said before the person put it away
    ui::FoldersDialog *m_dialog = nullptr; ///< the window's child
    ingest::OwnThread m_looking;           ///< at what was chosen
};

} // namespace docchat
