#include "gui.h"

#include "document/protections.h"
#include "responsiveness.h"
#include "settings/settingsdialog.h"
#include "widgets/activate.h"
#include "widgets/dialogs.h"

#include <QActionGroup>
#include <QClipboard>
#include <QIcon>
#include <QMenuBar>

namespace docchat {
namespace {

constexpr int linesBelowOffline = 6;                             // of the File menu
constexpr auto shutdownGrace = std::chrono::milliseconds(1'500); // all is over in two seconds

/// One entry of the menus; an empty text is a separator.
struct Entry {
    QString menu;
    QString text;
    QKeySequence shortcut;
    std::function<void()> run;
};

} // namespace

Gui::Gui(QApplication *qt, Application *application, Instance *instance, Responsiveness *responsiveness)
    : m_application(application)
    , m_settings(application->options().dataFolder)
    , m_theme(qt, themeChoice(m_settings.theme()))
    , m_responsiveness(responsiveness) {
    ui::loadResources();
    m_theme.setDimsPages(m_settings.dimsPages());
    m_background.onError([](std::exception_ptr error, const char *task) {
        try {
            std::rethrow_exception(error);
        } catch (const std::exception &e) {
            qWarning("task %s failed: %s", task, e.what());
        } catch (...) {
            qWarning("task %s failed", task);
        }
    });
    m_window = std::make_unique<ui::MainWindow>(&m_documents, &m_theme);
    m_window->setWindowIcon(QIcon(QStringLiteral(":/icons/docchat.svg")));
    m_window->restoreGeometry(m_settings.geometry());
    m_collections =
        std::make_unique<CollectionController>(application, m_window.get(), &m_documents, &m_background);
    m_library = std::make_unique<LibraryController>(application, m_window.get(), &m_documents,
                                                    m_collections.get(), &m_background);
    connect(m_library.get(), &LibraryController::documentsChanged, m_collections.get(),
            &CollectionController::reload);
    m_removal = std::make_unique<RemovalController>(application, m_window.get(), &m_documents,
                                                    m_library.get(), &m_background);
    m_places = std::make_unique<PlacesController>(application, &m_documents, &m_background);
    connect(m_library.get(), &LibraryController::documentsChanged, m_places.get(),
            &PlacesController::lookUnlessReading);
    connect(m_places.get(), &PlacesController::otherPlacePreferred, m_library.get(),
            &LibraryController::reload);
    m_copies = std::make_unique<CopiesController>(application, m_window.get(), &m_documents, &m_background);
    connect(m_library.get(), &LibraryController::documentsChanged, m_copies.get(),
            &CopiesController::bringSoon);
    connect(m_copies.get(), &CopiesController::piecesRemoved, m_removal.get(), &RemovalController::scrubSoon);
    connect(m_copies.get(), &CopiesController::changed, m_places.get(), &PlacesController::lookSoon);
    m_folders = std::make_unique<FolderController>(application, m_window.get(), m_library.get(),
                                                   m_collections.get(), &m_background);
    connect(m_folders.get(), &FolderController::reachChanged, m_places.get(), &PlacesController::lookSoon);
    m_chat = std::make_unique<ChatController>(application, m_window.get(), &m_documents, m_collections.get(),
                                              &m_background);
    m_chats = std::make_unique<ChatListController>(application, m_window.get(), m_collections.get(),
                                                   m_chat.get(), &m_background);
    m_suggestions = std::make_unique<SuggestionController>(application, m_window.get(), &m_documents,
                                                           m_collections.get(), m_chat.get(), &m_background);
    m_whole = std::make_unique<WholeController>(m_window.get(), m_chat.get(), &m_background);
    m_source = std::make_unique<SourceController>(application, m_window.get(), &m_documents, &m_background);
    connect(m_collections.get(), &CollectionController::opened, m_source.get(), &SourceController::close);
    connect(m_source.get(), &SourceController::askAboutWanted, this, &Gui::askAbout);
    m_sent = std::make_unique<SentController>(application, m_window.get(), &m_background);
    m_notes =
        std::make_unique<NotesController>(application, m_window.get(), m_collections.get(), &m_background);
    connect(m_notes.get(), &NotesController::sourceWanted, m_source.get(), &SourceController::showNote);
    m_textFilter = std::make_unique<TextFilter>(application, m_window.get(), m_library.get(), &m_background);
    m_search = std::make_unique<SearchController>(application, m_window.get(), &m_documents,
                                                  m_collections.get(), &m_background);
    connectSearch();
    m_palette = std::make_unique<PaletteController>(application, m_window.get(), &m_documents,
                                                    m_collections.get(), &m_background);
    connectPalette();
    m_models = std::make_unique<ModelsController>(application, m_window.get(), &m_background);
    m_provider =
        std::make_unique<ProviderController>(application, m_window.get(), m_models.get(), &m_background);
    connect(m_chat.get(), &ChatController::answered, this, &Gui::quoteInstead);
    connect(m_window->chat(), &ui::ChatPane::answering, m_window->status(), &ui::StatusBar::setWriting);
    application->keepEmbedded(); // from here on it is asked whether text may be sent
    m_offer = std::make_unique<ServerOffer>(application, m_window.get(), m_models.get(), m_provider.get(),
                                            &m_background);
    m_gguf = std::make_unique<GgufOffer>(application, m_window.get(), m_models.get(), m_provider.get(),
                                         &m_background);
    connect(m_library.get(), &LibraryController::modelGiven, m_gguf.get(), &GgufOffer::offer);
    if (instance)
        m_wishes = std::make_unique<Wishes>(application, instance, m_collections.get(), m_library.get(),
                                            m_removal.get(), m_copies.get(), m_window.get(), &m_background);
    connect(m_library.get(), &LibraryController::added, m_source.get(), &SourceController::showAdded);
    connect(m_removal.get(), &RemovalController::documentGone, m_source.get(), &SourceController::closeIf);
    m_application->workers().whenProtectionsKnown([this] { showProtections(); });
    m_keeping = std::make_unique<KeepingController>(application, m_window.get(), &m_background);
    connect(m_keeping.get(), &KeepingController::startAgainWanted, this,
            [this] { endWith(After::StartAgain); });
    m_settingsShown = std::make_unique<SettingsController>(application, m_window.get(), &m_settings,
                                                           m_models.get(), m_keeping.get(), &m_background);
    connect(m_settingsShown.get(), &SettingsController::languageChanged, this,
            [this] { endWith(After::OpenAnew); });
    connect(m_keeping.get(), &KeepingController::eraseWanted, this, [this] { endWith(After::Erase); });
    m_window->library()->setOrder(ui::orderFromName(m_settings.documentOrder()));
    connect(m_window->library(), &ui::LibraryPane::orderChosen, this,
            [this](ui::DocumentFilter::Order order) { m_settings.setDocumentOrder(ui::orderName(order)); });
    makeMenus();
    m_window->setPanes(m_settings.panes());
    m_source->restore(m_settings.shown());
    m_window->chat()->composer()->focusText();
}

void Gui::goOnFrom(After before) {
    if (before == After::OpenAnew)
        m_settingsShown->openAt(ui::SettingsDialog::Section::Appearance);
}

/// The question whose text was not to be sent is answered by quotes.
void Gui::quoteInstead() {
    if (m_provider->takeRefusal() && m_window->chat()->lastFailed())
        m_chat->answerAgain(0);
}

/// A question that begins with words of a document, to be gone on with and asked of it.
void Gui::askAbout(DocumentId document, const QString &words) {
    constexpr qsizetype mostCharacters = 300;
    auto quoted = words.simplified();
    if (quoted.size() > mostCharacters)
        quoted = quoted.left(quoted.lastIndexOf(QLatin1Char(' '), mostCharacters)) + QChar(0x2026);
    m_documents.clearTicks();
    if (const int row = m_documents.rowOf(document); row >= 0)
        m_documents.setTicked(row, true);
    m_search->close();
    m_window->showChat();
    m_window->chat()->composer()->setText(tr("About “%1”: ").arg(quoted));
    m_window->chat()->composer()->focusText();
}

void Gui::endWith(After after) {
    m_after = after;
    Q_EMIT m_window->closing();
}

void Gui::connectSearch() {
    connect(m_chat.get(), &ChatController::searchWanted, m_search.get(), &SearchController::open);
    connect(m_search.get(), &SearchController::askWanted, m_chat.get(), &ChatController::ask);
    connect(m_search.get(), &SearchController::passageWanted, m_source.get(), &SourceController::showPassage);
}

void Gui::connectPalette() {
    connect(m_window->chat()->composer(), &ui::Composer::documentNameWanted, m_palette.get(),
            &PaletteController::nameDocument);
    connect(m_palette.get(), &PaletteController::documentWanted, m_source.get(),
            &SourceController::showDocument);
    connect(m_palette.get(), &PaletteController::chatWanted, m_window->library()->chats(),
            &ui::ChatList::chatWanted);
    connect(m_palette.get(), &PaletteController::passageWanted, m_source.get(),
            &SourceController::showPassage);
    connect(m_palette.get(), &PaletteController::searchWanted, m_search.get(), &SearchController::open);
}

/// Escape: a question is edited no longer; an answer that is being written stops; else a passage that covers
/// its list in a narrow window gives it back, and then the search the conversation.
void Gui::stopOrBack() {
    if (m_chat->editing() && !m_search->isOpen()) {
        m_chat->cancelEdit();
    } else if (m_chat->writing() || !m_search->isOpen()) {
        m_chat->stop();
    } else if (m_window->chat()->isVisible()) {
        m_search->close();
    } else {
        m_window->hideSource();
        m_window->chat()->results()->focusList();
    }
}

Gui::~Gui() {
    m_application->workers().whenProtectionsKnown([] {});
}

void Gui::showProtections() {
    const auto &protections = m_application->workers().protections();
    const bool reduced = !protections.isEmpty() && document::isReduced(protections);
    m_window->status()->setProtection(reduced ? tr("Reduced protection") : QString(),
                                      reduced ? document::protectionWords(protections) : QString());
}

void Gui::makeMenus() {
    auto *window = m_window.get();
    const std::vector<Entry> entries{
        {tr("&File"), tr("Add documents…"), QKeySequence::Open,
         [=] { Q_EMIT window->library()->addWanted(); }},
        {tr("&File"), tr("Add a folder…"), {}, [=] { Q_EMIT window->library()->addFolderWanted(); }},
        {tr("&File"), tr("Watch a folder…"), {}, [this] { m_folders->chooseAndFollow(); }},
        {tr("&File"), tr("Try with a sample"), {}, [this] { m_library->addSample(); }},
        {tr("&File"), tr("New collection…"), {}, [this] { m_collections->makeNew(); }},
        {tr("&File"), {}, {}, {}},
        {tr("&File"), tr("Settings…"), QKeySequence(QStringLiteral("Ctrl+,")),
         [this] { m_settingsShown->open(); }},
        {tr("&File"), tr("Models…"), QKeySequence(QStringLiteral("Ctrl+Shift+M")),
         [this] { m_models->open(); }},
        {tr("&File"), {}, {}, {}},
        {tr("&File"), tr("Back Up…"), {}, [this] { m_keeping->backUp(); }},
        {tr("&File"), tr("Restore…"), {}, [this] { m_keeping->restore(); }},
        {tr("&File"), tr("Delete Everything…"), {}, [this] { m_keeping->deleteEverything(); }},
        {tr("&File"), {}, {}, {}},
        {tr("&File"), tr("Quit"), QKeySequence::Quit, [=] { window->close(); }},
        {tr("&Edit"), tr("Find anything"), QKeySequence(QStringLiteral("Ctrl+K")),
         [this] { m_palette->open(); }},
        {tr("&Edit"), tr("Find in the document"), QKeySequence::Find, [=] { window->source()->startFind(); }},
        {tr("&Edit"), tr("Find next"), QKeySequence(Qt::Key_F3), [=] { window->source()->findNext(); }},
        {tr("&Library"), tr("Filter documents"), QKeySequence(QStringLiteral("Ctrl+Shift+F")),
         [=] { window->library()->focusFilter(); }},
        {tr("&Library"), tr("Notes"), QKeySequence(QStringLiteral("Ctrl+Shift+N")),
         [this] { m_notes->open(); }},
        {tr("&Library"), tr("Watched folders…"), {}, [this] { m_folders->open(); }},
        {tr("&Library"), tr("Ask all documents"), {}, [this] { m_documents.clearTicks(); }},
        {tr("&Chat"), tr("New chat"), QKeySequence::New,
         [this, window] {
             window->showChat();
             m_search->close();
             m_chat->newChat();
         }},
        {tr("&Chat"), tr("Write a question"), QKeySequence(QStringLiteral("Ctrl+L")),
         [=] {
             window->showChat();
             window->chat()->composer()->focusText();
         }},
        {tr("&Chat"), tr("Regenerate the answer"), QKeySequence(QStringLiteral("Ctrl+R")),
         [this] {
             m_search->close();
             m_chat->answerAgain(0);
         }},
        {tr("&Chat"), tr("Edit the last question"), QKeySequence(QStringLiteral("Ctrl+E")),
         [this] {
             m_search->close();
             m_chat->editLast();
         }},
        {tr("&Chat"), tr("Answer style…"), QKeySequence(QStringLiteral("Ctrl+Shift+Y")),
         [this] { m_chat->styles()->open(); }},
        {tr("&Chat"), tr("Search the passages"), QKeySequence(QStringLiteral("Ctrl+Shift+P")),
         [this, window] {
             window->showChat();
             m_search->start();
         }},
        {tr("&Chat"), tr("Stop, or back to the chat"), QKeySequence(Qt::Key_Escape),
         [this] { stopOrBack(); }},
        {tr("&Chat"), {}, {}, {}},
        {tr("&Chat"), tr("Search chats"), QKeySequence(QStringLiteral("Ctrl+Shift+K")),
         [=] { window->library()->chats()->focusSearch(); }},
        {tr("&Chat"), tr("Rename this chat"), {}, [this] { m_chats->renameCurrent(); }},
        {tr("&Chat"),
         tr("Export as Markdown…"),
         {},
         [this] { m_chats->exportCurrent(ChatListController::Format::Markdown); }},
        {tr("&Chat"),
         tr("Export as PDF…"),
         {},
         [this] { m_chats->exportCurrent(ChatListController::Format::Pdf); }},
        {tr("&View"), tr("Back in the document"), QKeySequence(QStringLiteral("Alt+Left")),
         [this] { m_source->back(); }},
        {tr("&View"), tr("Forward in the document"), QKeySequence(QStringLiteral("Alt+Right")),
         [this] { m_source->forward(); }},
        {tr("&View"), tr("Contents of the document"), QKeySequence(Qt::Key_F7),
         [=] { window->source()->toggleContents(); }},
        {tr("&View"), tr("Document in a window of its own"), QKeySequence(Qt::Key_F8),
         [=] { window->toggleSourceWindow(); }},
        {tr("&View"), tr("Go to a page"), QKeySequence(QStringLiteral("Ctrl+G")),
         [=] { window->source()->focusPage(); }},
        {tr("&View"), tr("Larger"), QKeySequence::ZoomIn, [=] { window->source()->zoom(1); }},
        {tr("&View"), tr("Smaller"), QKeySequence::ZoomOut, [=] { window->source()->zoom(-1); }},
        {tr("&View"), tr("As wide as the pane"), QKeySequence(QStringLiteral("Ctrl+0")),
         [=] { window->source()->zoom(0); }},
        {tr("&View"), {}, {}, {}},
        {tr("&View"), tr("Library"), QKeySequence(Qt::Key_F4), [=] { window->toggleLibrary(); }},
        {tr("&View"), tr("Activity"), {}, [=] { window->toggleActivity(); }},
        {tr("&View"), tr("Next pane"), QKeySequence(Qt::Key_F6), [=] { window->nextPane(); }},
        {tr("&Help"), tr("Getting a Model…"), {}, [this] { m_gguf->showHelp(); }},
        {tr("&Help"), tr("Tasks"), QKeySequence(QStringLiteral("Ctrl+Shift+T")), [this] { showTasks(); }},
        {tr("&Help"), tr("Responsiveness"), {}, [this] { showResponsiveness(); }},
        {tr("&Help"), {}, {}, {}},
        {tr("&Help"),
         tr("About DocChat"),
         {},
         [=] {
             ui::tell(window, tr("About DocChat"),
                      tr("DocChat %1\nAsk your own documents. GPL-3.0-or-later.")
                          .arg(QStringLiteral(DOCCHAT_VERSION)));
         }},
    };
    QHash<QString, QMenu *> menus;
    for (const auto &entry : entries) {
        auto *&menu = menus[entry.menu];
        if (!menu)
            menu = window->menuBar()->addMenu(entry.menu);
        if (entry.text.isEmpty()) {
            menu->addSeparator();
            continue;
        }
        auto *action = menu->addAction(entry.text);
        action->setShortcut(entry.shortcut);
        connect(action, &QAction::triggered, this, entry.run);
    }
    addOffline(menus[tr("&File")]);
    auto *appearance = menus[tr("&View")]->addMenu(tr("Appearance"));
    auto *group = new QActionGroup(this);
    const std::pair<QString, ui::Theme::Choice> choices[] = {
        {tr("Like the system"), ui::Theme::Choice::System},
        {tr("Light"), ui::Theme::Choice::Light},
        {tr("Dark"), ui::Theme::Choice::Dark}};
    for (const auto &[text, choice] : choices) {
        auto *action = group->addAction(appearance->addAction(text));
        action->setCheckable(true);
        action->setChecked(choice == m_theme.choice());
        connect(action, &QAction::triggered, this,
                [this, wanted = choice] { m_settingsShown->chooseTheme(wanted); });
        connect(&m_theme, &ui::Theme::changed, action,
                [this, action, wanted = choice] { action->setChecked(m_theme.choice() == wanted); });
    }
}

/// Below Models…
void Gui::addOffline(QMenu *menu) {
    auto *action = new QAction(tr("Work Offline"), this);
    action->setCheckable(true);
    action->setChecked(m_application->isOffline());
    action->setEnabled(!m_application->options().offline); // as it was started
    menu->insertAction(menu->actions().at(menu->actions().size() - linesBelowOffline), action);
    connect(action, &QAction::triggered, this, [this](bool offline) {
        if (offline && m_application->asksElsewhere())
            m_chat->stop();
        m_provider->setOffline(offline);
    });
    connect(m_settingsShown.get(), &SettingsController::offlineChosen, action, [action](bool offline) {
        if (action->isChecked() != offline)
            action->trigger();
    });
}

void Gui::showTasks() {
    if (!m_tasks)
        m_tasks = new ui::TasksDialog(async::Loop::current(), m_window.get());
    ui::bringToFront(m_tasks);
}

/// What was measured up to now; the dialog itself would be most of what comes after.
void Gui::showResponsiveness() {
    if (!m_busy) {
        m_busy = new ui::ResponsivenessDialog(m_window.get());
        connect(m_busy, &ui::ResponsivenessDialog::againWanted, this, [this] {
            m_responsiveness->startAgain();
            showResponsiveness();
        });
        connect(m_busy, &ui::ResponsivenessDialog::copyWanted, this, [this] {
            QGuiApplication::clipboard()->setText(QString::fromUtf8(m_responsiveness->toJson()));
        });
    }
    std::vector<ui::BusyTime> times;
    for (const auto &gap : m_responsiveness->longest())
        times.push_back({QLocale().toString(gap.at.time(), QStringLiteral("HH:mm:ss")), gap.ms, gap.what});
    m_busy->showTimes(times, QLocale().toString(m_responsiveness->since().time(), QStringLiteral("HH:mm")));
    ui::bringToFront(m_busy);
}

async::Task<void> Gui::shutdown() {
    m_settings.setGeometry(m_window->saveGeometry());
    m_settings.setPanes(m_window->panes());
    m_settings.setShown(m_source->shownNow());
    m_window->hide();
    for (QDialog *dialog : std::initializer_list<QDialog *>{m_tasks, m_busy}) {
        if (dialog)
            dialog->hide();
    }
    const async::Deadline by(shutdownGrace); // for all of it
    co_await m_chat->drafts()->save();
    co_await m_notes->save();
    co_await m_background.shutdown(std::max<async::Clock::duration>(by.left(), shutdownGrace / 3));
    co_await m_application->shutdown(by);
}

} // namespace docchat
