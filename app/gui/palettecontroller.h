#pragma once

#include "collectioncontroller.h"
#include "palette/commandpalette.h"

#include <stop_token>

class QMenu;

namespace docchat {

/// The palette over everything: the window's commands, and the documents, chats and passages of the open
/// collection. Commands and documents are there as they are typed, the others as soon as they are found.
/// Where a document is to be named for a question, documents alone.
class PaletteController : public QObject {
    Q_OBJECT

public:
    PaletteController(Application *application, ui::MainWindow *window, ui::DocumentModel *documents,
                      CollectionController *collections, async::Background *background);
    ~PaletteController() override;

    void open();
    /// The document that is chosen is ticked, or its tick is taken away.
    void nameDocument();
    [[nodiscard]] ui::CommandPalette *palette() const { return m_palette; }

Q_SIGNALS:
    void documentWanted(DocumentId id);
    void chatWanted(qint64 chat, qint64 message);
    void passageWanted(const Citation &passage);
    void searchWanted(const QString &typed); ///< for every passage with these words
    void foundAll();                         ///< all there is for what stands in the field

private:
    using Entries = std::vector<ui::PaletteEntry>;
    enum class Mode { Anything, Naming };

    void lookUp(const QString &typed);
    async::Task<void> find(QString typed, Entries entries, size_t chatsAt, std::stop_token stop);
    [[nodiscard]] Entries commandsFor(const QStringList &words) const;
    [[nodiscard]] Entries documentsFor(const QStringList &words);
    [[nodiscard]] ui::PaletteEntry entryOf(const ui::DocumentRow &document);
    void tick(DocumentId id);
    void addCommands(Entries &entries, const QMenu *menu, const QString &before) const;

    Application *m_application;
    ui::MainWindow *m_window;
    ui::DocumentModel *m_documents;
    CollectionController *m_collections;
    async::Background *m_background;
    ui::CommandPalette *m_palette; ///< the window's child, once it was open
    Mode m_mode = Mode::Anything;
    std::stop_source m_stop; ///< of the look-up that runs
};

} // namespace docchat
