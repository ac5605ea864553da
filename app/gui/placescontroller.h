#pragma once

#include "application.h"
#include "library/documentmodel.h"

namespace docchat {

/// Tells the list which documents have their files, and where.
class PlacesController : public QObject {
    Q_OBJECT

public:
    PlacesController(Application *application, ui::DocumentModel *documents, async::Background *background);

    /// Which documents have their files may have changed.
    void lookSoon();
    /// The same, but while documents are read: this is called again at their end.
    void lookUnlessReading();

Q_SIGNALS:
    /// Some documents are opened from another of their places from now on.
    void otherPlacePreferred();

private:
    using Places = std::vector<std::pair<DocumentId, QString>>;
    async::Task<void> look();
    async::Task<void> preferThere(Places all, Places there);

    Application *m_application;
    ui::DocumentModel *m_documents;
    async::Background *m_background;
    ingest::OwnThread m_looking;
    bool m_looks = false;
    bool m_looksAgain = false;
};

} // namespace docchat
