#pragma once

#include "application.h"
#include "document/session.h"
#include "mainwindow.h"
#include "pagedrawer.h"
#include "settings/settings.h"

#include <QPointer>

namespace docchat {

/// The source pane: opens documents, keeps the one that is shown until the next can be, and goes from
/// citation to citation.
class SourceController : public QObject {
    Q_OBJECT

public:
    SourceController(Application *application, ui::MainWindow *window, ui::DocumentModel *documents,
                     async::Background *background);

    void showDocument(DocumentId id);
    /// What was shown when the program ended, where it does not cover the conversation.
    void restore(const settings::Shown &shown);
    [[nodiscard]] settings::Shown shownNow() const;
    /// Files that were added: the first of them that can be shown is, as soon as it can be, unless the person
    /// opens something else meanwhile.
    void showAdded(const QList<ingest::JobId> &jobs);
    void showCitation(const Citation &citation, ui::AnswerView *answer);
    void showPassage(const Citation &passage) { showCitation(passage, nullptr); } ///< of a search
    void showNote(const Citation &cited);
    void back();    ///< to what was shown before
    void forward(); ///< to what it was gone back from
    void close();   ///< also what is still on its way to be shown
    void closeIf(DocumentId id);

Q_SIGNALS:
    void askAboutWanted(DocumentId document, const QString &words);
    void shown(); ///< a document, or a citation in it, is on the screen

private:
    struct Place {
        DocumentId document = 0;
        QString path;
        std::optional<Citation> citation;
        QPointer<ui::AnswerView> answer = {}; ///< whose citation it is
    };

    using SharedSession = std::shared_ptr<document::Session>;

    async::Task<void> show(Place place);
    async::Task<void> showAgain(settings::Shown shown);
    async::Task<bool> open(Place place, quint64 generation);
    async::Task<void> mark(Citation citation, quint64 generation);
    async::Task<void> showFirstOf(QList<ingest::JobId> jobs, quint64 adding);
    async::Task<bool> showFile(QString path, quint64 adding);
    async::Task<Result<SharedSession>> openSession(Document document);
    async::Task<Result<document::Descriptor>> openFileOf(Document document);
    async::Task<std::optional<document::Descriptor>> openKeptOf(Document document);
    void showPages(const Document &document, SharedSession session);
    void showProblem(DocumentId id, const QString &name, const QString &reason);
    async::Task<void> openText(DocumentId id, QString name, qsizetype position, quint64 generation);
    async::Task<void> moveText(DocumentId id, qsizetype position);
    async::Task<void> showContext(Citation citation, QPointer<ui::AnswerView> answer);
    async::Task<void> find(DocumentId id, QString text);
    async::Task<void> giveWords(DocumentId id, int page);
    async::Task<void> giveContents(DocumentId id);
    async::Task<void> copyWithSource(Note words);
    void connectReading();
    [[nodiscard]] std::vector<Citation> citedWith(const Citation &citation) const;
    void step(int by);
    void moveInHistory(int by);
    void go(Place place);
    void remember(Place place);
    void numberShownFile(const ui::DocumentModel &documents);
    void followVersion(int job);
    [[nodiscard]] Citation now(Citation citation) const;

    Application *m_application;
    ui::MainWindow *m_window;
    async::Background *m_background;
    PageDrawer m_drawer;
    QPointer<ui::AnswerView> m_answer; ///< whose citations are stepped through
    QList<Place> m_history;
    qsizetype m_at = -1;                      ///< in it, what is shown
    QHash<DocumentId, DocumentId> m_versions; ///< what documents became that were read again
    QString m_shownPath;                      ///< of a file that is shown before it is in the library
    quint64 m_generation = 0;                 ///< counts what was asked to be shown
    quint64 m_adding = 0;                     ///< counts what takes the place of what was added before
    quint64 m_search = 0;
};

} // namespace docchat
