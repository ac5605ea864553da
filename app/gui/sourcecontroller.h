#pragma once

#include "application.h"
#include "document/session.h"
#include "mainwindow.h"

#include <QPointer>

namespace docchat {

/// The source pane: opens documents in the drawing worker, draws wanted pages, and goes from citation to
/// citation.
class SourceController : public QObject {
    Q_OBJECT

public:
    SourceController(Application *application, ui::MainWindow *window, ui::DocumentModel *documents,
                     async::Background *background);

    void showDocument(DocumentId id);
    /// A file that is not in the library yet.
    void showFile(const QString &path);
    void showCitation(const Citation &citation, ui::AnswerView *answer);
    void back(); ///< to what was shown before
    void closeIf(DocumentId id);

Q_SIGNALS:
    void shown(); ///< a document, or a citation in it, is on the screen

private:
    struct Place {
        DocumentId document = 0;
        QString path;
        std::optional<Citation> citation;
    };

    async::Task<void> show(Place place);
    async::Task<bool> openPages(Document document);
    async::Task<void> openText(DocumentId id, QString name, qsizetype position);
    async::Task<void> moveText(DocumentId id, qsizetype position);
    async::Task<void> draw(std::shared_ptr<document::Session> session, int page, QSize pixels);
    async::Task<void> showContext(Citation citation, QPointer<ui::AnswerView> answer);
    async::Task<void> find(DocumentId id, QString text);
    void step(int by);
    void go(Place place);

    Application *m_application;
    ui::MainWindow *m_window;
    async::Background *m_background;
    std::shared_ptr<document::Session> m_session; ///< of the document that is shown as pages
    async::Semaphore m_drawing{1};
    QPointer<ui::AnswerView> m_answer; ///< whose citations are stepped through
    QList<Place> m_history;
    QString m_shownPath;
    quint64 m_generation = 0; ///< counts what was asked to be shown
    quint64 m_search = 0;
};

} // namespace docchat
