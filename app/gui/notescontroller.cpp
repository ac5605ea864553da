#include "notescontroller.h"

#include "index/notes.h"
#include "widgets/dialogs.h"
#include "widgets/noticebar.h"

namespace docchat {

using async::Task;

namespace {

constexpr int pinnedMs = 6'000; // that it is said

} // namespace

NotesController::NotesController(Application *application, ui::MainWindow *window,
                                 CollectionController *collections, async::Background *background)
    : m_application(application)
    , m_window(window)
    , m_collections(collections)
    , m_background(background)
    , m_pinned(window->addNotice(tr("Show the notes"))) {
    m_pinned->say({});
    m_pinnedEnds.setSingleShot(true);
    m_pinnedEnds.setInterval(pinnedMs);
    connect(&m_pinnedEnds, &QTimer::timeout, m_pinned, [this] { m_pinned->say({}); });
    connect(m_pinned, &ui::NoticeBar::actionWanted, this, &NotesController::open);
    connect(window->chat(), &ui::ChatPane::pinWanted, this, &NotesController::pin);
    connect(window->source(), &ui::SourcePane::pinWanted, this, &NotesController::pin);
    connect(collections, &CollectionController::changed, this, [this] {
        if (m_dialog && m_dialog->isVisible())
            m_background->spawn("show notes", &NotesController::show, this);
    });
}

void NotesController::tell(const Error &error) {
    ui::tell(m_window, tr("Notes"), error.text());
}

void NotesController::open() {
    m_pinned->say({});
    if (!m_dialog)
        connectDialog();
    m_background->spawn("show notes", &NotesController::show, this);
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void NotesController::connectDialog() {
    m_dialog = new ui::NotesDialog(m_window);
    connect(m_dialog, &ui::NotesDialog::newWanted, this,
            [this] { m_background->spawn("new note", &NotesController::addEmpty, this); });
    connect(m_dialog, &ui::NotesDialog::changed, this, [this](qint64 id, const QString &text) {
        m_background->spawn("change note", &NotesController::change, this, id, text);
    });
    connect(m_dialog, &ui::NotesDialog::removeWanted, this, [this](const Note &note) {
        m_background->spawn("remove note", &NotesController::remove, this, note);
    });
    connect(m_dialog, &ui::NotesDialog::undoWanted, this,
            [this] { m_background->spawn("bring a note back", &NotesController::undo, this); });
    connect(m_dialog, &ui::NotesDialog::copyWanted, m_window->chat(), &ui::ChatPane::copyWanted);
    connect(m_dialog, &ui::NotesDialog::sourceWanted, this, &NotesController::sourceWanted);
}

void NotesController::pin(Note note) {
    note.collection = m_collections->current().id;
    m_background->spawn("pin", &NotesController::add, this, std::move(note));
}

Task<void> NotesController::add(Note note) {
    const auto added = co_await m_application->store().write(
        [note](index::Database &database) { return index::addNote(database, note); });
    if (!added.ok()) {
        tell(added.error());
        co_return;
    }
    if (m_dialog && m_dialog->isVisible()) {
        co_await show();
        co_return;
    }
    const auto &collection = m_collections->current();
    m_pinned->say(collection.id == 0 ? tr("Pinned to the notes.")
                                     : tr("Pinned to the notes of “%1”.").arg(collection.name));
    m_pinnedEnds.start();
}

Task<void> NotesController::addEmpty() {
    Note note;
    note.collection = m_collections->current().id;
    co_await add(note);
    m_dialog->focusNewest();
}

Task<void> NotesController::change(qint64 id, QString text) {
    const auto changed = co_await m_application->store().write(
        [id, text](index::Database &database) { return index::changeNote(database, id, text); });
    if (!changed.ok())
        tell(changed.error());
}

Task<void> NotesController::remove(Note note) {
    const auto removed = co_await m_application->store().write(
        [id = note.id](index::Database &database) { return index::removeNote(database, id); });
    if (!removed.ok()) {
        tell(removed.error());
        co_return;
    }
    m_removed = note;
    m_dialog->tellRemoved(true);
    co_await show();
}

Task<void> NotesController::undo() {
    m_dialog->tellRemoved(false);
    if (const auto note = std::exchange(m_removed, std::nullopt))
        co_await add(*note);
}

Task<void> NotesController::show() {
    const auto collection = m_collections->current();
    const auto notes = co_await m_application->store().read(
        [id = collection.id](index::Database &database) { return index::notesOf(database, id); });
    if (!notes.ok())
        tell(notes.error());
    else if (collection.id == m_collections->current().id)
        m_dialog->setNotes(*notes, collection.name);
}

} // namespace docchat
