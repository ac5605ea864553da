#pragma once

#include "application.h"
#include "copiescontroller.h"
#include "instance.h"
#include "removalcontroller.h"

#include <QPointer>

namespace docchat {

/// What other programs of the same person ask of the one that owns the library: open files in the window, add
/// with events back, remove, change collections, keep copies, cancel, list the tasks.
class Wishes : public QObject {
    Q_OBJECT

public:
    Wishes(Application *application, Instance *instance, CollectionController *collections,
           LibraryController *library, RemovalController *removal, CopiesController *copies,
           ui::MainWindow *window, async::Background *background);

private:
    void grant(const QJsonObject &message, QLocalSocket *socket);
    async::Task<void> add(QStringList paths, QPointer<QLocalSocket> socket);
    async::Task<void> remove(DocumentId id, QPointer<QLocalSocket> socket);
    async::Task<void> changeCollection(QJsonObject wish, QPointer<QLocalSocket> socket);
    async::Task<void> changeCopy(DocumentId id, bool keeps, QPointer<QLocalSocket> socket);
    void listTasks(QLocalSocket *socket);

    Application *m_application;
    CollectionController *m_collections;
    LibraryController *m_library;
    RemovalController *m_removal;
    CopiesController *m_copies;
    ui::MainWindow *m_window;
    async::Background *m_background;
};

} // namespace docchat
