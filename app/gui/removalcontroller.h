#pragma once

#include "librarycontroller.h"

#include <QDeadlineTimer>

namespace docchat {

/// Takes documents out of the list, brings them back for ten seconds, then removes them for good, and what
/// they said from the library's files.
class RemovalController : public QObject {
    Q_OBJECT

public:
    RemovalController(Application *application, ui::MainWindow *window, ui::DocumentModel *documents,
                      LibraryController *library, async::Background *background);

    /// Takes them out of the list, with what is attached to them.
    void remove(const QList<DocumentId> &documents);
    /// Removes one at once: was there one? What is attached to it goes too, and its jobs.
    async::Task<Result<bool>> removeNow(DocumentId id);
    /// What is not there any more leaves the library's files too; where much goes, now and then.
    void scrubSoon();

Q_SIGNALS:
    void documentGone(DocumentId id);

private:
    void connectSignals();
    async::Task<void> askAndHide(QList<DocumentId> documents);
    async::Task<void> hide(QList<DocumentId> documents);
    async::Task<void> undo();
    async::Task<void> purge();
    void showTakenOut(const QList<DocumentId> &documents);
    void forgetAddedAgain();

    /// A document that was taken out of the list.
    struct Removed {
        DocumentId document = 0;
        QDeadlineTimer goes; ///< then it can be brought back no more
    };
    void showRemoved(const QList<Removed> &documents);
    void showRemovedToo(const QList<DocumentId> &documents);

    Application *m_application;
    ui::MainWindow *m_window;
    ui::DocumentModel *m_documents;
    LibraryController *m_library;
    async::Background *m_background;
    QTimer m_scrubSoon;
    QTimer m_purgeSoon;
    QList<Removed> m_removed; ///< in the order of their removal
};

} // namespace docchat
