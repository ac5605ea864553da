#include "scopecontroller.h"

#include "index/chats.h"
#include "widgets/buttons.h"
#include "widgets/dialogs.h"

#include <QMenu>

namespace docchat {

using async::Task;

namespace {

constexpr int mostMenuDocuments = 30;

} // namespace

ScopeController::ScopeController(Application *application, ui::MainWindow *window,
                                 ui::DocumentModel *documents, async::Background *background)
    : m_application(application), m_window(window), m_documents(documents), m_background(background) {
    auto *composer = window->chat()->composer();
    connect(composer, &ui::Composer::clearTicksWanted, documents, &ui::DocumentModel::clearTicks);
    connect(composer, &ui::Composer::documentMenuWanted, this, &ScopeController::showDocumentMenu);
    connect(window->chat(), &ui::ChatPane::scopeMenuWanted, this, &ScopeController::showScopeMenu);
    connect(documents, &ui::DocumentModel::ticksChanged, this, &ScopeController::showScope);
    connect(documents, &QAbstractItemModel::modelReset, this, &ScopeController::showScope);
    connect(documents, &ui::DocumentModel::ticksChosen, this, [this] {
        if (m_chat != 0)
            m_background->spawn("keep scope", &ScopeController::keep, this, m_chat, m_documents->ticked());
    });
    showScope();
}

void ScopeController::openChat(qint64 chat, const QList<DocumentId> &scope) {
    m_chat = chat;
    m_documents->setTicks(scope);
}

Task<void> ScopeController::keep(qint64 chat, QList<DocumentId> scope) {
    const auto kept = co_await m_application->store().write([=](index::Database &database) {
        index::setScope(database, chat, scope);
        return Done{};
    });
    if (!kept.ok())
        qWarning("%s", qPrintable(kept.error().text()));
}

void ScopeController::showScope() {
    const auto ticked = m_documents->ticked().size();
    m_window->chat()->composer()->setTicked(int(ticked));
    if (ticked == 0)
        m_window->chat()->setScope(m_documents->documents() == 0 ? QString() : tr("Asking all documents"));
    else
        m_window->chat()->setScope(ticked == 1 ? tr("Asking 1 ticked document")
                                               : tr("Asking %1 ticked documents").arg(ticked));
}

void ScopeController::showScopeMenu(const QPoint &at) {
    auto *menu = new QMenu(m_window);
    auto *all = menu->addAction(tr("Ask all documents"), m_documents, &ui::DocumentModel::clearTicks);
    all->setEnabled(!m_documents->ticked().isEmpty());
    menu->addAction(tr("Tick documents in the library to ask only these"))->setEnabled(false);
    ui::popUp(menu, at);
}

void ScopeController::showDocumentMenu(const QPoint &at) {
    auto *menu = new QMenu(m_window);
    for (int row = 0; row < std::min(m_documents->rowCount(), mostMenuDocuments); ++row) {
        const auto &document = m_documents->at(row);
        if (document.id == 0 || document.failed())
            continue;
        auto *action = menu->addAction(ui::withoutKeys(document.name.simplified()));
        action->setCheckable(true);
        action->setChecked(document.ticked);
        connect(action, &QAction::toggled, m_documents, [this, id = document.id](bool ticked) {
            if (const int at = m_documents->rowOf(id); at >= 0)
                m_documents->setTicked(at, ticked);
        });
    }
    if (menu->isEmpty())
        menu->addAction(tr("No documents yet"))->setEnabled(false);
    ui::popUp(menu, at - QPoint(0, menu->sizeHint().height()));
}

} // namespace docchat
