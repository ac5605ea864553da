#pragma once

#include "library/chatlist.h"
#include "library/collectionswitch.h"
#include "library/documentfilter.h"
#include "theme.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace docchat::ui {

class NoticeBar;

/// What can be asked of a whole document.
enum class WholeQuestion { Summary, Subject, List };

/// The left pane: the documents of the open collection with a filter, and the chats below. Shows models and
/// emits wishes.
class LibraryPane : public QWidget {
    Q_OBJECT

public:
    LibraryPane(DocumentModel *documents, const Theme *theme, QWidget *parent = nullptr);

    void focusFilter();
    void showFailed();                 ///< only them
    void notify(const QString &words); ///< a line above the documents; empty: it goes away
    /// How many documents can be brought back; 0: none.
    void setRemoved(qsizetype documents);
    /// Whether a model is there that reads whole documents.
    void setReadsWhole(bool reads) { m_readsWhole = reads; }
    /// As of CollectionSwitch.
    void setCollections(const std::vector<Collection> &collections, qint64 current);
    [[nodiscard]] CollectionSwitch *collections() const { return m_collections; }
    void setOrder(DocumentFilter::Order order);
    /// The documents whose texts have the words of filterTyped().
    void setTextMatches(const QSet<DocumentId> &documents) { m_filtered.setTextMatches(documents); }
    [[nodiscard]] QListView *documentList() const { return m_list; }
    [[nodiscard]] ChatList *chats() const { return m_chats; }

Q_SIGNALS:
    void filterTyped(const QString &words); ///< by setTextMatches(); empty: nothing is looked up
    void addWanted();
    void addFolderWanted();
    void documentWanted(DocumentId id);
    void cancelWanted(int job);
    void pauseWanted(int job);
    void resumeWanted(int job);
    void retryWanted(const ingest::Source &source);
    void dismissWanted(const ingest::Source &source); ///< nothing of it is in the library
    void unlockWanted(const ingest::Source &source);
    void recogniseWanted(const ingest::Source &source);
    void removeWanted(const QList<DocumentId> &documents);
    void undoWanted();                                     ///< of what was removed last
    void renameWanted(DocumentId id, const QString &name); ///< name: what it is called now
    void detailsWanted(DocumentId id);                     ///< its title, author and year
    void folderWanted(const QString &path);                ///< that the file lies in, by the file manager
    void keepWanted(const QList<DocumentId> &documents, bool keeps); ///< copies of them
    void saveCopyWanted(DocumentId id);                              ///< of what is kept of it
    void orderChosen(docchat::ui::DocumentFilter::Order order);
    void wholeWanted(DocumentId id, docchat::ui::WholeQuestion what);
    void collectWanted(qint64 collection, const QList<DocumentId> &documents); ///< 0: into a new one
    void takeOutWanted(const QList<DocumentId> &documents);                    ///< of the open collection

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectSignals();
    void showMenu(const QModelIndex &index, const QPoint &at);
    void addWholeQuestions(QMenu *menu, DocumentId document);
    void addRowActions(QMenu *menu, const DocumentRow &row);
    void addFileActions(QMenu *menu, const DocumentRow &row);
    void addKeeping(QMenu *menu, QList<DocumentId> documents);
    void showOrders();
    void showOrder();
    bool takeKey(int key);
    [[nodiscard]] QList<DocumentId> removableWith(const QModelIndex &index) const;
    void keepPlace();
    void addCollections(QMenu *menu, const QList<DocumentId> &documents);
    [[nodiscard]] QList<DocumentId> selectedWith(const QModelIndex &index) const;
    void showCounts();
    [[nodiscard]] int documentsNeed() const;
    [[nodiscard]] const DocumentRow &rowAt(const QModelIndex &proxyIndex) const;

    DocumentModel *m_documents;
    const Theme *m_theme;
    DocumentFilter m_filtered;
    QLineEdit *m_filter;
    QLabel *m_heading;
    CollectionSwitch *m_collections;
    QLabel *m_count;
    QPushButton *m_order;
    QListView *m_list;
    NoticeBar *m_notice;
    NoticeBar *m_removed;
    QStackedWidget *m_stack;
    QLabel *m_dropZone;
    ChatList *m_chats;
    bool m_readsWhole = false;
    int m_currentRow = -1; ///< before the documents are read anew
    DocumentId m_currentDocument = 0;
};

} // namespace docchat::ui
