#include "scopecontroller.h"

#include "index/chats.h"
#include "index/collections.h"
#include "widgets/buttons.h"
#include "widgets/dialogs.h"

#include <QMenu>

namespace docchat {

using async::Task;

ScopeController::ScopeController(Application *application, ui::MainWindow *window,
                                 ui::DocumentModel *documents, CollectionController *collections,
                                 async::Background *background)
    : m_application(application)
    , m_window(window)
    , m_documents(documents)
    , m_collections(collections)
    , m_background(background) {
    auto *composer = window->chat()->composer();
    connect(composer, &ui::Composer::clearTicksWanted, documents, &ui::DocumentModel::clearTicks);
    connect(window->chat(), &ui::ChatPane::scopeMenuWanted, this, &ScopeController::showScopeMenu);
    connect(documents, &ui::DocumentModel::ticksChanged, this, &ScopeController::showScope);
    connect(documents, &QAbstractItemModel::modelReset, this, &ScopeController::showScope);
    connect(collections, &CollectionController::changed, this, &ScopeController::showScope);
    connect(documents, &ui::DocumentModel::ticksChosen, this, [this] {
        m_background->spawn("keep scope", &ScopeController::keep, this, m_chat, m_collections->current().id,
                            m_documents->ticked());
    });
    showScope();
}

void ScopeController::openChat(qint64 chat, const QList<DocumentId> &scope) {
    m_chat = chat;
    m_documents->setTicks(scope);
}

Task<void> ScopeController::openCollection() {
    const auto collection = m_collections->current().id;
    const auto ticks = co_await m_application->store().read(
        [collection](index::Database &database) { return index::ticksIn(database, collection); });
    if (ticks.ok() && collection == m_collections->current().id && m_chat == 0)
        m_documents->setTicks(*ticks);
}

Task<void> ScopeController::keep(qint64 chat, qint64 collection, QList<DocumentId> scope) {
    const auto kept = co_await m_application->store().write([=](index::Database &database) {
        index::setTicksIn(database, collection, scope);
        if (chat != 0)
            index::setScope(database, chat, scope);
        return Done{};
    });
    if (!kept.ok())
        qWarning("%s", qPrintable(kept.error().text()));
}

void ScopeController::showScope() {
    const auto ticked = m_documents->ticked().size();
    m_window->chat()->composer()->setTicked(int(ticked));
    const auto &collection = m_collections->current();
    if (ticked == 0 && collection.id != 0)
        m_window->chat()->setScope(tr("Asking %1").arg(collection.name));
    else if (ticked == 0)
        m_window->chat()->setScope(m_documents->documents() == 0 ? QString() : tr("Asking all documents"));
    else
        m_window->chat()->setScope(ticked == 1 ? tr("Asking 1 ticked document")
                                               : tr("Asking %1 ticked documents").arg(ticked));
}

void ScopeController::showScopeMenu(const QPoint &at) {
    auto *menu = new QMenu(m_window);
    const auto &collection = m_collections->current();
    const auto words = collection.id != 0 ? tr("Ask all of %1").arg(ui::withoutKeys(collection.name))
                                          : tr("Ask all documents");
    auto *all = menu->addAction(words, m_documents, &ui::DocumentModel::clearTicks);
    all->setEnabled(!m_documents->ticked().isEmpty());
    menu->addAction(tr("Tick documents in the library to ask only these"))->setEnabled(false);
    ui::popUp(menu, at);
}

} // namespace docchat
