#pragma once

#include "collectioncontroller.h"
#include "index/scope.h"

#include <QTimer>

#include <stop_token>

namespace docchat {

/// Searching in the question box: looks up what is typed while it is typed, shows every passage that matches,
/// and opens them in the source pane.
class SearchController : public QObject {
    Q_OBJECT

public:
    SearchController(Application *application, ui::MainWindow *window, ui::DocumentModel *documents,
                     CollectionController *collections, async::Background *background);

    /// Searches for a text; what stood in the question box comes back when the search is closed.
    void open(const QString &text);
    /// Searches for what is in the question box.
    void start();
    /// Back to the conversation.
    void close();
    [[nodiscard]] bool isOpen() const;

Q_SIGNALS:
    void passageWanted(const Citation &passage);
    void askWanted(const QString &question); ///< what was searched for is a question after all
    void shown();                            ///< what was found for the text that stands there

private:
    void lookSoon();
    void look();
    async::Task<void> find(QString text, index::Scope scope, std::stop_token stop);

    Application *m_application;
    ui::MainWindow *m_window;
    ui::DocumentModel *m_documents;
    CollectionController *m_collections;
    async::Background *m_background;
    QTimer m_lookSoon;
    std::stop_source m_stop;  ///< of the search that runs
    QString m_opened;         ///< the text that open() was given
    QString m_draft;          ///< what stood in the box before
    bool m_focusList = false; ///< once the passages are there
};

} // namespace docchat
