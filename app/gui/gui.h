#pragma once

#include "chatlistcontroller.h"
#include "copiescontroller.h"
#include "foldercontroller.h"
#include "ggufoffer.h"
#include "keepingcontroller.h"
#include "librarycontroller.h"
#include "notescontroller.h"
#include "palettecontroller.h"
#include "placescontroller.h"
#include "providercontroller.h"
#include "removalcontroller.h"
#include "searchcontroller.h"
#include "sentcontroller.h"
#include "serveroffer.h"
#include "settings/settings.h"
#include "settingscontroller.h"
#include "sourcecontroller.h"
#include "suggestioncontroller.h"
#include "tasks/responsivenessdialog.h"
#include "tasks/tasksdialog.h"
#include "textfilter.h"
#include "wholecontroller.h"
#include "wishes.h"

class QApplication;
class QMenu;

namespace docchat {

class Responsiveness;

/// The window with everything behind it, wired. Lives as long as the program.
class Gui : public QObject {
    Q_OBJECT

public:
    /// instance null: nobody else may ask anything of the window.
    Gui(QApplication *qt, Application *application, Instance *instance, Responsiveness *responsiveness);
    ~Gui() override;

    [[nodiscard]] ui::MainWindow *window() { return m_window.get(); }
    [[nodiscard]] CollectionController *collections() { return m_collections.get(); }
    [[nodiscard]] LibraryController *library() { return m_library.get(); }
    [[nodiscard]] RemovalController *removal() { return m_removal.get(); }
    [[nodiscard]] PlacesController *places() { return m_places.get(); }
    [[nodiscard]] FolderController *folders() { return m_folders.get(); }
    [[nodiscard]] ChatController *chat() { return m_chat.get(); }
    [[nodiscard]] ChatListController *chats() { return m_chats.get(); }
    [[nodiscard]] SourceController *source() { return m_source.get(); }
    [[nodiscard]] SearchController *search() { return m_search.get(); }
    [[nodiscard]] PaletteController *palette() { return m_palette.get(); }
    [[nodiscard]] ui::DocumentModel *documents() { return &m_documents; }
    [[nodiscard]] NotesController *notes() { return m_notes.get(); }
    [[nodiscard]] KeepingController *keeping() { return m_keeping.get(); }
    [[nodiscard]] ui::TasksDialog *tasks() { return m_tasks; }                  ///< null until it was shown
    [[nodiscard]] ui::ResponsivenessDialog *responsiveness() { return m_busy; } ///< the same

    /// What the person wants once the window has ended.
    enum class After { End, OpenAnew, StartAgain, Erase };
    [[nodiscard]] After after() const { return m_after; }
    /// Where the window that was closed to be opened anew had come to.
    void goOnFrom(After before);

    /// Ends what runs, keeps the window's place; the program may end afterwards.
    async::Task<void> shutdown();

private:
    void makeMenus();
    void addOffline(QMenu *menu);
    void connectSearch();
    void connectPalette();
    void endWith(After after);
    void quoteInstead();
    void askAbout(DocumentId document, const QString &words);
    void stopOrBack();
    void showProtections();
    void showTasks();
    void showResponsiveness();

    Application *m_application;
    settings::Settings m_settings;
    ui::Theme m_theme;
    ui::DocumentModel m_documents;
    async::Background m_background{"window"};
    std::unique_ptr<ui::MainWindow> m_window;
    After m_after = After::End;
    ui::TasksDialog *m_tasks = nullptr;         ///< the window's child
    ui::ResponsivenessDialog *m_busy = nullptr; ///< the same
    Responsiveness *m_responsiveness;
    std::unique_ptr<KeepingController> m_keeping;
    std::unique_ptr<CollectionController> m_collections;
    std::unique_ptr<LibraryController> m_library;
    std::unique_ptr<RemovalController> m_removal;
    std::unique_ptr<PlacesController> m_places;
    std::unique_ptr<CopiesController> m_copies;
    std::unique_ptr<FolderController> m_folders;
    std::unique_ptr<ChatController> m_chat;
    std::unique_ptr<ChatListController> m_chats;
    std::unique_ptr<SuggestionController> m_suggestions;
    std::unique_ptr<WholeController> m_whole;
    std::unique_ptr<SourceController> m_source;
    std::unique_ptr<SentController> m_sent;
    std::unique_ptr<NotesController> m_notes;
    std::unique_ptr<TextFilter> m_textFilter;
    std::unique_ptr<SearchController> m_search;
    std::unique_ptr<PaletteController> m_palette;
    std::unique_ptr<ModelsController> m_models;
    std::unique_ptr<ProviderController> m_provider;
    std::unique_ptr<SettingsController> m_settingsShown;
    std::unique_ptr<ServerOffer> m_offer;
    std::unique_ptr<GgufOffer> m_gguf;
    std::unique_ptr<Wishes> m_wishes;
};

} // namespace docchat
