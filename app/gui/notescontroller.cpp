#include "notescontroller.h"

#include "index/documents.h"
#include "index/notes.h"
#include "widgets/activate.h"
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
    connect(collections, &CollectionController::changed, this, [this] { // also whenever documents are loaded
        const auto &open = m_collections->current();
        if (m_dialog && m_dialog->isVisible() && m_shown != std::pair(open.id, open.name))
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
    ui::bringToFront(m_dialog);
}

void NotesController::connectDialog() {
    m_dialog = new ui::NotesDialog(m_window);
    connect(m_dialog, &ui::NotesDialog::newWanted, this,
            [this] { m_background->spawn("new note", &NotesController::addEmpty, this); });
    connect(m_dialog, &ui::NotesDialog::changed, this, [this](qint64 id, const QString &text) {
        m_unwritten.insert(id, text);
        m_background->spawn("write notes", &NotesController::write, this);
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
    m_background->spawn("pin", &NotesController::addAndTell, this, std::move(note));
}

/// Its id; 0: it could not be kept, which was said.
Task<qint64> NotesController::add(Note note) {
    const auto added = co_await m_application->store().write([note](index::Database &database) mutable {
        auto &cited = note.citation;
        if (cited.quote.isEmpty() && cited.end > cited.start) // selected words, by which they are found again
            cited.quote = index::textOf(database, cited.document, cited.start, cited.end);
        return index::addNote(database, note);
    });
    if (!added.ok())
        tell(added.error());
    if (m_dialog && m_dialog->isVisible())
        co_await show();
    co_return added.ok() ? *added : 0;
}

Task<void> NotesController::addAndTell(Note note) {
    if (co_await add(note) == 0 || (m_dialog && m_dialog->isVisible()))
        co_return;
    const auto &collection = m_collections->current();
    m_pinned->say(collection.id == 0 ? tr("Pinned to the notes.")
                                     : tr("Pinned to the notes of “%1”.").arg(collection.name));
    m_pinnedEnds.start();
}

Task<void> NotesController::addEmpty() {
    Note note;
    note.collection = m_collections->current().id;
    m_dialog->focusNote(co_await add(note));
}

/// What is typed meanwhile is written by the next one.
Task<void> NotesController::write() {
    const auto texts = m_unwritten;
    if (texts.isEmpty())
        co_return;
    const auto written = co_await m_application->store().write([texts](index::Database &database) {
        for (auto text = texts.begin(); text != texts.end(); ++text)
            index::changeNote(database, text.key(), text.value());
        return Done{};
    });
    if (!written.ok()) {
        tell(written.error());
        co_return;
    }
    m_unwritten.removeIf(
        [&](QHash<qint64, QString>::iterator text) { return texts.value(text.key()) == text.value(); });
}

Task<void> NotesController::save() {
    if (m_dialog)
        m_dialog->hide(); // it tells what was typed
    co_await write();
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
        std::ignore = co_await add(*note);
}

Task<void> NotesController::show() {
    const auto collection = m_collections->current();
    const auto load = ++m_loads;
    const auto notes = co_await m_application->store().read(
        [id = collection.id](index::Database &database) { return index::notesOf(database, id); });
    if (!notes.ok())
        tell(notes.error());
    else if (load == m_loads) {
        m_shown = {collection.id, collection.name};
        m_dialog->setNotes(*notes, collection.name);
    }
}

} // namespace docchat
