#include "collectioncontroller.h"

#include "index/collections.h"
#include "widgets/dialogs.h"

#include <algorithm>

namespace docchat {

using async::Task;

CollectionController::CollectionController(Application *application, ui::MainWindow *window,
                                           ui::DocumentModel *documents, async::Background *background)
    : m_application(application)
    , m_window(window)
    , m_documents(documents)
    , m_background(background)
    , m_settings(application->options().dataFolder) {
    connectSignals();
    const auto before = m_settings.collection();
    const auto loaded =
        application->store().readNow([before](index::Database &database) { return load(database, before); });
    if (loaded.ok())
        show(*loaded, before);
}

void CollectionController::connectSignals() {
    auto *library = m_window->library();
    auto *chooser = library->collections();
    connect(chooser, &ui::CollectionSwitch::collectionWanted, this, [this](qint64 collection) {
        m_background->spawn("open collection", &CollectionController::open, this, collection);
    });
    connect(chooser, &ui::CollectionSwitch::newWanted, this, &CollectionController::makeNew);
    connect(chooser, &ui::CollectionSwitch::renameWanted, this, [this](qint64 collection) {
        m_background->spawn("rename collection", &CollectionController::rename, this, collection);
    });
    connect(chooser, &ui::CollectionSwitch::removeWanted, this, [this](qint64 collection) {
        m_background->spawn("remove collection", &CollectionController::remove, this, collection);
    });
    connect(library, &ui::LibraryPane::collectWanted, this,
            [this](qint64 collection, const QList<DocumentId> &documents) {
                m_background->spawn("collect", &CollectionController::collect, this, collection, documents);
            });
    connect(library, &ui::LibraryPane::takeOutWanted, this, [this](const QList<DocumentId> &documents) {
        m_background->spawn("take out of a collection", &CollectionController::takeOut, this, documents);
    });
}

void CollectionController::tell(const Error &error) {
    ui::tell(m_window, tr("Collections"), error.text());
}

CollectionController::Loaded CollectionController::load(index::Database &database, qint64 collection) {
    return {index::allCollections(database), index::documentsIn(database, collection),
            index::pathsJoining(database, collection)};
}

/// A row that is read has no id yet, or gets another one.
QSet<QString> CollectionController::pathsBeingRead() const {
    QSet<QString> paths;
    for (int row = 0; row < m_documents->rowCount(); ++row) {
        const auto &document = m_documents->at(row);
        if ((document.job != 0 || document.id == 0) && m_paths.contains(document.path))
            paths += document.path;
    }
    return paths;
}

void CollectionController::show(const Loaded &loaded, qint64 collection) {
    const auto found = std::ranges::find(loaded.collections, collection, &Collection::id);
    m_paths =
        found != loaded.collections.end() && collection == m_current.id ? pathsBeingRead() : QSet<QString>();
    m_current = found == loaded.collections.end() ? Collection() : *found;
    m_paths += QSet<QString>(loaded.paths.begin(), loaded.paths.end());
    if (m_settings.collection() != m_current.id)
        m_settings.setCollection(m_current.id);
    const QSet<DocumentId> documents(loaded.documents.begin(), loaded.documents.end());
    m_documents->setShown(m_current.id != 0 ? std::optional(ui::ShownDocuments{documents, m_paths})
                                            : std::nullopt);
    m_window->library()->setCollections(loaded.collections, m_current.id);
    Q_EMIT changed();
}

Task<void> CollectionController::loadAndShow(qint64 collection) {
    const auto loaded = co_await m_application->store().read(
        [collection](index::Database &database) { return load(database, collection); });
    if (loaded.ok())
        show(*loaded, collection);
    else
        tell(loaded.error());
}

Task<void> CollectionController::switchTo(qint64 collection) {
    const auto lock = co_await m_mutex.lock();
    co_await loadAndShow(collection);
}

void CollectionController::reload() {
    m_background->spawn("load collections", &CollectionController::loadAll, this);
}

Task<void> CollectionController::loadAll() {
    bool isGone = false;
    {
        const auto lock = co_await m_mutex.lock();
        const auto before = m_current.id;
        co_await loadAndShow(before);
        isGone = before != m_current.id;
    }
    if (isGone)
        Q_EMIT opened();
}

Task<void> CollectionController::open(qint64 collection) {
    if (collection == m_current.id)
        co_return;
    co_await switchTo(collection);
    Q_EMIT opened();
}

Task<void> CollectionController::joinWhenRead(QStringList paths) {
    const auto collection = m_current.id;
    if (collection == 0)
        co_return;
    const auto noted = co_await m_application->store().write([=](index::Database &database) {
        index::joinWhenRead(database, collection, paths);
        return Done{};
    });
    if (!noted.ok())
        tell(noted.error());
    if (!noted.ok() || collection != m_current.id)
        co_return;
    m_paths += QSet<QString>(paths.begin(), paths.end());
    m_documents->addShownPaths(m_paths);
}

Task<void> CollectionController::keepStyle(qint64 collection, AnswerStyle style) {
    const auto kept = co_await m_application->store().write([=](index::Database &database) {
        index::setCollectionStyle(database, collection, style);
        return Done{};
    });
    if (!kept.ok())
        tell(kept.error());
    co_await loadAll();
}

void CollectionController::makeNew() {
    m_background->spawn("new collection", &CollectionController::createAndOpen, this);
}

/// Asks for a name until one will do; 0: the person wants none.
Task<qint64> CollectionController::create() {
    QString name;
    QString problem;
    for (;;) {
        const auto typed = co_await ui::askName(m_window, tr("New collection"), tr("Name of the collection:"),
                                                name, problem);
        if (!typed)
            co_return 0;
        name = *typed;
        const auto made = co_await m_application->store().write(
            [name](index::Database &database) { return index::createCollection(database, name); });
        if (made.ok() && made->ok())
            co_return **made;
        problem = made.ok() ? made->error().message : made.error().text();
    }
}

Task<void> CollectionController::createAndOpen() {
    if (const auto made = co_await create(); made != 0)
        co_await open(made);
}

Task<void> CollectionController::rename(qint64 collection) {
    const auto found = co_await m_application->store().read(
        [collection](index::Database &database) { return index::findCollection(database, collection); });
    auto name = found.ok() && *found ? (*found)->name : QString();
    QString problem;
    for (;;) {
        const auto typed = co_await ui::askName(m_window, tr("Rename the collection"),
                                                tr("Name of the collection:"), name, problem);
        if (!typed)
            co_return;
        name = *typed;
        const auto renamed = co_await m_application->store().write(
            [=](index::Database &database) { return index::renameCollection(database, collection, name); });
        if (renamed.ok() && renamed->ok())
            break;
        problem = renamed.ok() ? renamed->error().message : renamed.error().text();
    }
    co_await loadAll();
}

Task<void> CollectionController::remove(qint64 collection) {
    const auto found = co_await m_application->store().read(
        [collection](index::Database &database) { return index::findCollection(database, collection); });
    if (!found.ok() || !*found)
        co_return;
    const auto words = tr("Remove the collection “%1”?\n\nIts documents stay in the library, and its chats "
                          "and notes become those of all documents.")
                           .arg((*found)->name);
    if (!co_await ui::confirm(m_window, tr("Remove the collection"), words, tr("Remove")))
        co_return;
    const auto removed = co_await m_application->store().write(
        [collection](index::Database &database) { return index::removeCollection(database, collection); });
    if (!removed.ok())
        tell(removed.error());
    co_await loadAll();
}

Task<void> CollectionController::collect(qint64 collection, QList<DocumentId> documents) {
    const auto to = collection != 0 ? collection : co_await create();
    if (to == 0)
        co_return;
    const auto named = co_await m_application->store().write([=](index::Database &database) {
        index::addToCollection(database, to, documents);
        const auto found = index::findCollection(database, to);
        return found ? found->name : QString();
    });
    co_await loadAll();
    if (!named.ok())
        tell(named.error());
    else if (!named->isEmpty())
        m_window->library()->notify(
            documents.size() == 1 ? tr("1 document was added to “%1”").arg(*named)
                                  : tr("%1 documents were added to “%2”").arg(documents.size()).arg(*named));
}

Task<void> CollectionController::takeOut(QList<DocumentId> documents) {
    const auto collection = m_current.id;
    for (const auto document : documents) {
        if (const int row = m_documents->rowOf(document); row >= 0)
            m_paths.remove(m_documents->at(row).path);
    }
    const auto taken = co_await m_application->store().write([=](index::Database &database) {
        index::takeFromCollection(database, collection, documents);
        return Done{};
    });
    if (!taken.ok())
        tell(taken.error());
    co_await loadAll();
}

} // namespace docchat
