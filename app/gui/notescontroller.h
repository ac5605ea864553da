#pragma once

#include "application.h"
#include "collectioncontroller.h"
#include "mainwindow.h"
#include "notes/notesdialog.h"

#include <QPointer>
#include <QTimer>

namespace docchat {

/// The notes of the open collection: keeps what is pinned, and shows them in a window beside the
/// conversation.
class NotesController : public QObject {
    Q_OBJECT

public:
    NotesController(Application *application, ui::MainWindow *window, CollectionController *collections,
                    async::Background *background);

    void open();
    void pin(Note note);

Q_SIGNALS:
    void sourceWanted(const Citation &citation);

private:
    async::Task<void> add(Note note);
    async::Task<void> addEmpty();
    async::Task<void> change(qint64 id, QString text);
    async::Task<void> remove(Note note);
    async::Task<void> undo();
    async::Task<void> show();
    void connectDialog();
    void tell(const Error &error);

    Application *m_application;
    ui::MainWindow *m_window;
    CollectionController *m_collections;
    async::Background *m_background;
    ui::NotesDialog *m_dialog = nullptr; ///< the window's child
    ui::NoticeBar *m_pinned;             ///< above the panes, for a moment
    QTimer m_pinnedEnds;
    std::optional<Note> m_removed;
};

} // namespace docchat
