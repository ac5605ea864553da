#pragma once

#include "application.h"
#include "async/lock.h"
#include "mainwindow.h"
#include "settings/settings.h"

namespace docchat {

/// Which collection is open, as a workspace: its documents, its chats, its style. Makes, renames, fills and
/// removes collections as the person wishes. What is open is open again at the next start.
class CollectionController : public QObject {
    Q_OBJECT

public:
    /// Blocks for a moment, to know at once what is open.
    CollectionController(Application *application, ui::MainWindow *window, ui::DocumentModel *documents,
                         async::Background *background);

    [[nodiscard]] const Collection &current() const { return m_current; } ///< id 0: all documents

    /// Another one is the open one, if there is it; 0: all documents. Its chats are up to the caller.
    async::Task<void> switchTo(qint64 collection);
    /// What these files become joins the open collection; call before they are read.
    async::Task<void> joinWhenRead(QStringList paths);
    /// How answers are written in a collection.
    async::Task<void> keepStyle(qint64 collection, AnswerStyle style);

    void makeNew();
    /// Something has changed in the library.
    void reload();

Q_SIGNALS:
    void opened();  ///< another one, by the person
    void changed(); ///< which is open, what it is called, or what is in it

private:
    struct Loaded {
        std::vector<Collection> collections;
        QList<DocumentId> documents; ///< of the one that is asked for
        QStringList paths;
    };
    [[nodiscard]] static Loaded load(index::Database &database, qint64 collection);

    void connectSignals();
    void show(const Loaded &loaded, qint64 collection);
    [[nodiscard]] QSet<QString> pathsBeingRead() const;
    async::Task<void> loadAndShow(qint64 collection);
    async::Task<void> loadAll();
    async::Task<void> open(qint64 collection);
    async::Task<qint64> create();
    async::Task<void> createAndOpen();
    async::Task<void> rename(qint64 collection);
    async::Task<void> remove(qint64 collection);
    async::Task<void> collect(qint64 collection, QList<DocumentId> documents);
    async::Task<void> takeOut(QList<DocumentId> documents);
    void tell(const Error &error);

    Application *m_application;
    ui::MainWindow *m_window;
    ui::DocumentModel *m_documents;
    async::Background *m_background;
    settings::Settings m_settings;
    Collection m_current;
    QSet<QString> m_paths; ///< of files that join the open one
    async::Mutex m_mutex;  ///< of what is read to be shown
};

} // namespace docchat
