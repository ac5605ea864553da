#pragma once

#include "application.h"
#include "collectioncontroller.h"
#include "mainwindow.h"
#include "notes/notesdialog.h"

#include <QHash>
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
    /// Writes what was typed and is not written yet; the window ends.
    async::Task<void> save();

Q_SIGNALS:
    void sourceWanted(const Citation &citation);

private:
    async::Task<qint64> add(Note note);
    async::Task<void> addAndTell(Note note);
    async::Task<void> addEmpty();
    async::Task<void> write();
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
    QHash<qint64, QString> m_unwritten;         ///< texts by the ids of their notes
    std::pair<qint64, QString> m_shown{-1, {}}; ///< the collection whose notes are, and its name
    quint64 m_loads = 0;
};

} // namespace docchat
