#pragma once

#include "collectioncontroller.h"
#include "desktopnotice.h"
#include "taskbar.h"

#include <QSet>
#include <QTimer>

namespace docchat {

constexpr qsizetype askAbove = 50; ///< files at once, before they are read

/// Brings the library's documents and the jobs together with the window: adds, cancels, retries, and
/// keeps the rows, the activity and the status line true, at most ten times a second.
class LibraryController : public QObject {
    Q_OBJECT

public:
    LibraryController(Application *application, ui::MainWindow *window, ui::DocumentModel *documents,
                      CollectionController *collections, async::Background *background);

    /// Reads the files, and those in the folders, into the open collection. Models are no documents.
    void add(const QStringList &paths);
    void addSample();
    /// Reads the documents anew from the store.
    void reload();
    /// The same, until it is done.
    async::Task<void> loadDocuments();
    /// Files of followed folders, which are read right now: what became of them before is of no interest.
    void takeFollowed(const QStringList &paths);
    /// Files that are gone, with the rows of those that were never read.
    void forgetFiles(const QStringList &paths);

Q_SIGNALS:
    /// The person added or opened files, which these jobs read.
    void added(const QList<ingest::JobId> &jobs);
    void documentsChanged();
    /// The library is there, and what was interrupted goes on, or was tried to.
    void goingOn();
    /// Folders were among what the person added.
    void foldersAdded(const QStringList &folders);
    /// A .gguf file was among what was to be added.
    void modelGiven(const QString &path);

private:
    void connectSignals();
    void connectReembedding();
    async::Task<void> addAll(QStringList paths);
    async::Task<void> addSampleFile();
    [[nodiscard]] bool tellsViewOnly();
    async::Task<void> purgeLeft();
    async::Task<void> rename(DocumentId id, QString name);
    void readAgain(const ingest::Source &source, ingest::ReadWishes wishes);
    async::Task<void> resumeUnended();
    void jobEnded(int id);
    async::Task<void> goOnWithAll();
    [[nodiscard]] QString twinOf(const ingest::Job &job) const;
    void showChanges();
    void forgetEnded(const ingest::Source &source);
    void forgetEnded(const QStringList &files);
    void forgetEnded(const std::function<bool(const ingest::Job &)> &isMeant);
    void dismiss(ingest::Source source); ///< a copy: its row goes
    async::Task<void> chooseAndAdd(bool folder);
    async::Task<void> unlock(ingest::Source source);
    async::Task<void> changeOrigin(DocumentId id);

    Application *m_application;
    ui::MainWindow *m_window;
    ui::DocumentModel *m_documents;
    CollectionController *m_collections;
    Taskbar m_taskbar;
    DesktopNotice m_notice;
    struct Unsaid {
        int whole = 0;
        int failed = 0;
    };
    Unsaid m_unsaid; ///< jobs that have ended since "Ready" was said
    async::Background *m_background;
    QSet<int> m_changed;
    QTimer m_showSoon;
    int m_adding = 0; ///< counts what ended the adding of files
    QTimer m_reloadSoon;
    bool m_resumed = false;
    bool m_tellsOfGoingOn = false;
};

} // namespace docchat
