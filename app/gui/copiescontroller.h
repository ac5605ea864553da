#pragma once

#include "application.h"
#include "library/documentmodel.h"
#include "mainwindow.h"

namespace docchat {

/// Keeps copies of documents' files in the library, as the person wishes, and gives them back as files.
class CopiesController : public QObject {
    Q_OBJECT

public:
    CopiesController(Application *application, ui::MainWindow *window, ui::DocumentModel *documents,
                     async::Background *background);

    /// Brings what is wished and not there, such as the files of new versions; not while documents are read,
    /// as more may come.
    void bringSoon();
    /// For another program; what went wrong is its own to say.
    async::Task<Status> change(DocumentId document, bool keeps);

Q_SIGNALS:
    /// What is kept may be other than it was.
    void changed();
    /// Perhaps: they are to leave the library's files, too.
    void piecesRemoved();

private:
    async::Task<void> keep(QList<DocumentId> documents);
    async::Task<void> drop(QList<DocumentId> documents);
    async::Task<std::optional<Status>> keepWithSheet(DocumentId document);
    async::Task<void> save(DocumentId document);
    async::Task<void> bring();
    [[nodiscard]] QString nameOf(DocumentId document) const;

    Application *m_application;
    ui::MainWindow *m_window;
    ui::DocumentModel *m_documents;
    async::Background *m_background;
    bool m_brings = false;
    bool m_bringsAgain = false;
};

} // namespace docchat
