#pragma once

#include "library/documentmodel.h"
#include "model/chat.h"
#include "theme.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QListView;
class QStackedWidget;

namespace docchat::ui {

/// The left pane: the documents with a filter, and the chats below. Shows models and emits wishes.
class LibraryPane : public QWidget {
    Q_OBJECT

public:
    LibraryPane(DocumentModel *documents, const Theme *theme, QWidget *parent = nullptr);

    void setChats(const std::vector<Chat> &chats, qint64 current);
    void focusFilter();
    [[nodiscard]] QListView *documentList() const { return m_list; }

Q_SIGNALS:
    void addWanted();
    void addFolderWanted();
    void documentWanted(DocumentId id);
    void cancelWanted(int job);
    void retryWanted(const ingest::Source &source);
    void unlockWanted(const ingest::Source &source);
    void recogniseWanted(const ingest::Source &source);
    void removeWanted(DocumentId id);
    void newChatWanted();
    void chatWanted(qint64 chat);
    void chatRemovalWanted(qint64 chat);

private:
    void connectSignals();
    void showMenu(const QPoint &at);
    void showChatMenu(const QPoint &at);
    void showCounts();
    [[nodiscard]] const DocumentRow &rowAt(const QModelIndex &proxyIndex) const;

    DocumentModel *m_documents;
    const Theme *m_theme;
    QSortFilterProxyModel m_filtered;
    QLineEdit *m_filter;
    QLabel *m_count;
    QListView *m_list;
    QStackedWidget *m_stack;
    QListWidget *m_chats;
};

} // namespace docchat::ui
